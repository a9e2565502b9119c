"""`monitor feeds`: list, add, remove, import, export."""

from __future__ import annotations

import asyncio
import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO
from urllib.parse import urlsplit

import click

from monitor.cli.common import Paths, counted, now, paths, print_json, replace_file
from monitor.model import Feed, Tier
from monitor.store.rows import maybe_moment

if TYPE_CHECKING:
    from monitor.feeds.health import Health
    from monitor.feeds.results import ParsedFeed
    from monitor.feeds.state import FeedState

TIERS = [tier.value for tier in Tier]


@click.group(invoke_without_command=True)
@paths
@click.pass_context
def feeds(ctx: click.Context, where: Paths) -> None:
    """List, add, remove, import and export feeds; without a word more: list."""
    if ctx.invoked_subcommand is None:
        _list(where, as_json=False)


@feeds.command(name="list")
@click.option("--json", "as_json", is_flag=True, help="One JSON object a line.")
@paths
def list_(where: Paths, as_json: bool) -> None:
    """Each feed: how it does, its last result, when it is asked next and why then."""
    _list(where, as_json)


def _list(where: Paths, as_json: bool) -> None:
    from monitor.feeds.health import health
    from monitor.feeds.schedule import host_silences
    from monitor.feeds.state import host_of, state_of

    config = where.load()
    states = _states(where)
    silences = host_silences(states.values(), now())
    width = max((len(feed.name) for feed in config.feeds), default=0)
    for feed in config.feeds:
        state = state_of(feed, states.get(feed.name))
        report = health(state, feed, now(), silences.get(host_of(state.address())))
        if as_json:
            print_json(
                {
                    "name": feed.name,
                    "url": feed.url,
                    "tier": feed.tier,
                    "reliability": feed.reliability,
                    "condition": report.condition,
                    "result": report.result,
                    "last_success": maybe_moment(report.last_success),
                    "last_attempt": maybe_moment(report.last_attempt),
                    "failing_since": maybe_moment(report.failing_since),
                    "failures": report.failures,
                    "silent_since": maybe_moment(report.silent_since),
                    "next_at": maybe_moment(report.next_at),
                    "why": report.why,
                    "per_week": report.per_week,
                    "address": report.address,
                }
            )
        else:
            week = "" if report.per_week is None else f"{report.per_week:g} a week"
            click.echo(f"{report.condition:8} {feed.name:<{width}}  {feed.tier:11}  {week}".rstrip())
            for line in _health_lines(report):
                click.echo(f"{'':8} {line}")


def _health_lines(report: Health) -> Iterator[str]:
    """The fields of rule 16 of docs/polling.md: how it did, and what comes next and why then."""
    from monitor.feeds.health import Condition, health_words
    from monitor.feeds.schedule import clock

    if report.condition in (Condition.OFF, Condition.RETIRED):
        yield report.why
        return
    if report.last_attempt is not None:
        said = health_words(report, now())
        if report.condition is Condition.SILENT:
            said = f"{report.result}; {said}"
        yield f"asked {clock(report.last_attempt)}: {said}"
    if report.last_success != report.last_attempt:
        heard = clock(report.last_success) if report.last_success else "never"
        yield f"last heard {heard}"
    if report.next_at is not None:
        yield f"next {clock(report.next_at)}: {report.why}"


def _states(where: Paths) -> dict[str, FeedState]:
    if not where.database.exists():
        return {}
    with where.store(readonly=True) as store:
        return store.feeds.states()


@feeds.command()
@click.argument("url")
@click.option("--name", help="What the feed is called here.  [its title]")
@click.option("--tier", type=click.Choice(TIERS), help="What sort of voice it is.  [asked for; else other]")
@click.option("--unseen", is_flag=True, help="Add the address without asking it.")
@click.option("--allow-private", is_flag=True, help="It may be on this machine or its network.")
@paths
def add(
    where: Paths, url: str, name: str | None, tier: str | None, unseen: bool, allow_private: bool
) -> None:
    """Add the feed at URL; where URL is a page, the feed that the page names.

    What was found is shown. In a terminal you choose among several feeds of a page, and are asked the tier;
    elsewhere the page's first feed is taken.
    """
    from monitor.config.edit import add_feed
    from monitor.config.sections import check_url

    try:
        check_url(url)
    except ValueError as error:
        raise click.BadParameter(str(error), param_hint="URL") from error
    known = {feed.url: feed.name for feed in where.load().feeds}
    title = ""
    if not unseen:
        url, title = asyncio.run(_found(url, where, allow_private, known))
    if url in known:
        raise click.ClickException(f'{url} is here already, as "{known[url]}".')
    if tier is None:
        asked = click.prompt("Tier", type=click.Choice(TIERS), default="other", err=True) if _asking() else ""
        tier = asked or "other"
    feed = Feed(name or title or urlsplit(url).hostname or url, url, Tier(tier), allow_private=allow_private)
    _edit(where, lambda text: add_feed(text, feed))
    where.note(f'Added "{feed.name}": {feed.url} (tier {feed.tier}).')


def _asking() -> bool:
    """Whether somebody sits there who can be asked."""
    return sys.stdin.isatty() and sys.stderr.isatty()


async def _found(url: str, where: Paths, allow_private: bool, known: Mapping[str, str]) -> tuple[str, str]:
    """The address and the title of the feed at `url`, or of one that the page there names."""
    from importlib.metadata import version

    from monitor.feeds.fetch import Fetcher
    from monitor.feeds.find import find_feeds
    from monitor.feeds.state import FeedState
    from monitor.feeds.worker import ParserProcess

    config = where.load()
    release = version("policy-monitor")
    async with Fetcher(version=release, contact=config.contact) as fetcher, ParserProcess() as parser:
        for step in range(2):
            feed = Feed(url, url, Tier.OTHER, allow_private=allow_private)
            fetched = await fetcher.fetch(feed, FeedState(url), now())
            if fetched.body is None:
                raise click.ClickException(f"{url}: {fetched.words}")
            parsed = await parser.parse(fetched.body, fetched.final_url, fetched.content_type)
            if not parsed.error:
                address = fetched.permanent_url or url
                where.note(_shown(address, parsed))
                return address, parsed.title
            named = find_feeds(fetched.body, fetched.final_url)
            here = [f"{known[found.url]} ({found.url})" for found in named if found.url in known]
            new = [found.url for found in named if found.url not in known]
            for one in here:
                where.note(f"Here already: {one}")
            if step or not new:
                break
            url = _chosen(where, new)
    raise click.ClickException(f"{url}: {parsed.error}; and it names no feed that is not here yet.")


def _shown(url: str, parsed: ParsedFeed) -> str:
    """What was found, in a line or two."""
    dated = [entry.published for entry in parsed.entries if entry.published]
    newest = f", newest {max(dated):%Y-%m-%d %H:%M} UTC" if dated else ""
    first = f": “{parsed.entries[0].title}”" if parsed.entries else ""
    title = parsed.title or "a feed without a title"
    count = "1 entry" if len(parsed.entries) == 1 else f"{len(parsed.entries)} entries"
    return f"Found {title} at {url}\n{count}{newest}{first}"


def _chosen(where: Paths, urls: Sequence[str]) -> str:
    """One of the feeds that a page names: asked for where somebody can be asked, else the first."""
    if len(urls) > 1 and _asking():
        for number, url in enumerate(urls, 1):
            where.note(f"{number}  {url}")
        place = click.prompt("Which", type=click.IntRange(1, len(urls)), default=1, err=True)
        return urls[int(place) - 1]
    for other in urls[1:]:
        where.note(f"It also names {other}")
    return urls[0]


@feeds.command()
@click.argument("name")
@paths
def remove(where: Paths, name: str) -> None:
    """Remove a feed. Its items stay."""
    from monitor.config.edit import remove_feed

    names = [feed.name for feed in where.load().feeds]
    try:
        _edit(where, lambda text: remove_feed(text, name))
    except KeyError as error:
        from monitor.names import nearest

        raise click.ClickException(f"There is no feed {name!r}{nearest(name, names)}") from error
    where.note(f'Removed "{name}".')


@feeds.command(name="import")
@click.argument("file", type=click.File("rb"))
@click.option("--tier", type=click.Choice(TIERS), default="other", show_default=True)
@paths
def import_(where: Paths, file: BinaryIO, tier: str) -> None:
    """Add the feeds of an OPML FILE (- is standard input); those already here stay as they are."""
    from monitor.config.edit import add_feed
    from monitor.feeds.opml import read_opml

    config = where.load()
    try:
        listed = read_opml(file.read())
    except ValueError as error:
        raise click.ClickException(str(error)) from error
    urls, names = {feed.url for feed in config.feeds}, {feed.name for feed in config.feeds}
    added: list[Feed] = []
    refused = list(listed.refused)
    for one in listed.feeds:
        if one.url in urls:
            continue
        if not _sound(one.url):
            refused.append(one.url)
            continue
        name = _unused(one.name, names)
        urls.add(one.url)
        names.add(name)
        added.append(Feed(name, one.url, Tier(tier), folder=one.folder))

    def with_all(text: str) -> str:
        for feed in added:
            text = add_feed(text, feed)
        return text

    _edit(where, with_all)
    here = len(listed.feeds) + len(listed.refused) - len(added) - len(refused)
    where.note(f"Added {counted(len(added), 'feed')}; {here} here already.")
    for address in refused:
        where.note(f"Refused, no web address: {address}")


def _sound(url: str) -> bool:
    """Whether the configuration takes the address."""
    from monitor.config.sections import check_url

    try:
        check_url(url)
    except ValueError:
        return False
    return True


def _unused(name: str, names: set[str]) -> str:
    """The name, with a number where it is taken."""
    made, number = name, 2
    while made in names:
        made, number = f"{name} {number}", number + 1
    return made


@feeds.command()
@click.option("--output", "-o", type=click.Path(path_type=Path, dir_okay=False), help="Write to this file.")
@paths
def export(where: Paths, output: Path | None) -> None:
    """The feeds as OPML, for other readers."""
    from monitor.feeds.opml import write_opml

    made = write_opml(where.load().feeds)
    if output is None:
        click.echo(made, nl=False)
    else:
        replace_file(output, made.encode())
        where.note(f"Wrote {output}.")


def _edit(where: Paths, change: Callable[[str], str]) -> None:
    """Change feeds.toml; its comments and order stay."""
    from monitor.config.edit import edit_file

    try:
        edit_file(where.config, change)
    except ValueError as error:
        raise click.ClickException(str(error)) from error
    except OSError as error:
        raise click.ClickException(f"{where.config} cannot be written: {error.strerror}.") from error
