"""`monitor feeds`: list, add, remove, import, export."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO
from urllib.parse import urlsplit

import click

from monitor.cli.common import Paths, now, paths, print_json, replace_file
from monitor.model import Feed, Tier
from monitor.store.rows import maybe_moment

if TYPE_CHECKING:
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
    from monitor.feeds.health import health, health_words
    from monitor.feeds.schedule import host_silences
    from monitor.feeds.state import host_of, state_of

    config = where.load()
    states = _states(where)
    silences = host_silences(states.values(), now())
    width = max((len(feed.name) for feed in config.feeds), default=0)
    for feed in config.feeds:
        state = state_of(feed, states.get(feed.name))
        report = health(state, feed, now(), silences.get(host_of(state.address())))
        words = health_words(report, now())
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
                    "next_at": maybe_moment(report.next_at),
                    "why": report.why,
                    "per_week": report.per_week,
                }
            )
        else:
            week = "" if report.per_week is None else f"{report.per_week:g} a week"
            click.echo(f"{report.condition:8} {feed.name:<{width}}  {feed.tier:11}  {week:>12}  {words}")


def _states(where: Paths) -> dict[str, FeedState]:
    if not where.database.exists():
        return {}
    with where.store(readonly=True) as store:
        return store.feeds.states()


@feeds.command()
@click.argument("url")
@click.option("--name", help="What the feed is called here.  [its title]")
@click.option("--tier", type=click.Choice(TIERS), default="other", show_default=True)
@click.option("--unseen", is_flag=True, help="Add the address without asking it.")
@click.option("--allow-private", is_flag=True, help="It may be on this machine or its network.")
@paths
def add(where: Paths, url: str, name: str | None, tier: str, unseen: bool, allow_private: bool) -> None:
    """Add the feed at URL; where URL is a page, the feed that the page names."""
    from monitor.config.edit import add_feed
    from monitor.config.sections import check_url

    try:
        check_url(url)
    except ValueError as error:
        raise click.BadParameter(str(error), param_hint="URL") from error
    where.load()
    title = ""
    if not unseen:
        url, title = asyncio.run(_found(url, where, allow_private))
    feed = Feed(name or title or urlsplit(url).hostname or url, url, Tier(tier), allow_private=allow_private)
    _edit(where, lambda text: add_feed(text, feed))
    where.note(f'Added "{feed.name}": {feed.url} (tier {feed.tier}).')


async def _found(url: str, where: Paths, allow_private: bool) -> tuple[str, str]:
    """The address and the title of the feed at `url`, or of the first that the page there names."""
    from importlib.metadata import version

    from monitor.feeds.fetch import Fetcher
    from monitor.feeds.find import find_feeds
    from monitor.feeds.state import FeedState
    from monitor.feeds.worker import ParserProcess

    config = where.load()
    known = {feed.url for feed in config.feeds}
    release = version("policy-monitor")
    async with Fetcher(version=release, contact=config.contact) as fetcher, ParserProcess() as parser:
        for step in range(2):
            feed = Feed(url, url, Tier.OTHER, allow_private=allow_private)
            fetched = await fetcher.fetch(feed, FeedState(url), now())
            if fetched.body is None:
                raise click.ClickException(f"{url}: {fetched.words}")
            parsed = await parser.parse(fetched.body, fetched.final_url, fetched.content_type)
            if not parsed.error:
                return fetched.permanent_url or url, parsed.title
            named = [
                found.url for found in find_feeds(fetched.body, fetched.final_url) if found.url not in known
            ]
            if step or not named:
                break
            for other in named[1:]:
                where.note(f"It also names {other}")
            url = named[0]
    raise click.ClickException(f"{url}: {parsed.error}; and it names no feed that is not here yet.")


@feeds.command()
@click.argument("name")
@paths
def remove(where: Paths, name: str) -> None:
    """Remove a feed. Its items stay."""
    from monitor.config.edit import remove_feed

    where.load()
    try:
        _edit(where, lambda text: remove_feed(text, name))
    except KeyError as error:
        raise click.ClickException(f"There is no feed {name!r}; `monitor feeds` lists them.") from error
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
    where.note(f"Added {len(added)} feeds; {here} were here already.")
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
    try:
        text = where.config.read_text(encoding="utf-8")
        changed = change(text)
    except ValueError as error:
        raise click.ClickException(str(error)) from error
    replace_file(where.config, changed.encode())
