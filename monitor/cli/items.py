"""`monitor explain`, `monitor find`, `monitor tag`."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from typing import TYPE_CHECKING

import click

from monitor.cli.common import Moment, Paths, no_question, now, paths, print_json
from monitor.model import Item, Reading, Tag, TagKind
from monitor.records import change_record, signals_record
from monitor.store.rows import moment_text

if TYPE_CHECKING:
    from monitor.store import Store


def found_item(store: Store, name: str) -> Item:
    """The item of an id, a guid or a link. Ends with a message where there is none."""
    item = store.items.get(int(name)) if name.isdigit() and len(name) < 19 else None
    item = item or store.items.by_guid(name) or store.items.by_link(name)
    if item is None:
        raise click.ClickException(
            f"There is no item {name!r}: an id, a guid or a link; `monitor find` gives ids."
        )
    return item


@click.command()
@click.argument("query", nargs=-1, required=True)
@click.option("--limit", "-n", type=click.IntRange(1, 10_000), default=50, show_default=True)
@click.option("--json", "as_json", is_flag=True, help="One JSON object a line.")
@paths
def find(where: Paths, query: tuple[str, ...], limit: int, as_json: bool) -> None:
    """Full-text search over everything stored, the newest first.

    AND, OR, NOT, NEAR(), "a phrase", word* and title: are understood; what is not is searched as words.
    """
    with where.store(readonly=True) as store:
        ids = store.search.find(" ".join(query), limit)
        items = [item for item in map(store.items.get, ids) if item is not None]
    for item in items:
        if as_json:
            print_json(item_fields(item))
        else:
            click.echo(f"{item.id:>8}  {item.at.astimezone():%Y-%m-%d %H:%M}  {item.feed}: {item.title}")
    if not items:
        where.note("Nothing found.")


def item_fields(item: Item) -> dict[str, object]:
    """An item as JSON."""
    return {
        "id": item.id,
        "guid": item.guid,
        "feed": item.feed,
        "url": item.link,
        "title": item.title,
        "summary": item.text,
        "published": moment_text(item.published) if item.published else None,
        "first_seen": moment_text(item.first_seen),
        "at": moment_text(item.at),
        "revision": item.revision,
        "story": item.story,
    }


@click.command()
@click.argument("item", required=False)
@click.option("--text", help="Explain this text instead of an item.")
@click.option("--title", default="", help="With --text: its headline.")
@click.option("--published", type=Moment(), help="With --text: when it was published.  [now]")
@click.option("--feed", help="With --text: the feed it is taken to be from.")
@click.option("--topic", "topics", multiple=True, help="With --text: read it on this topic in any case.")
@click.option("--json", "as_json", is_flag=True, help="One JSON object: matches and signals.")
@paths
def explain(
    where: Paths,
    item: str | None,
    text: str | None,
    title: str,
    published: datetime | None,
    feed: str | None,
    topics: tuple[str, ...],
    as_json: bool,
) -> None:
    """Why an ITEM matched, what it says on each question, which words and rules made it so.

    ITEM is an id, a guid or a link.
    """
    from monitor.explain import explain as explained
    from monitor.explain import plain
    from monitor.names import nearest
    from monitor.reading.read import HAND, Reader

    if (item is None) == (text is None):
        raise click.UsageError("Give an ITEM, or --text.")
    config = where.load()
    reader = Reader(config)
    feeds = {feed.name: feed for feed in config.feeds}
    if text is not None:
        if feed is not None and feed not in feeds:
            raise click.BadParameter(f"there is no feed {feed!r}{nearest(feed, feeds)}", param_hint="--feed")
        for topic in topics:
            if topic not in reader.topics:
                hint = nearest(topic, reader.topics)
                raise click.BadParameter(f"there is no topic {topic!r}{hint}", param_hint="--topic")
        from monitor.text import clean_line, clean_text

        read, reading = reader.read_text(
            clean_text(text),
            published or now(),
            title=clean_line(title),
            feed=feeds[feed] if feed else HAND,
            topics=topics,
        )
    else:
        assert item is not None
        with where.store(readonly=True) as store:
            read = found_item(store, item)
            source = feeds.get(read.feed) or store.feeds.get(read.feed)
        reading = reader.read(read, source)
    if as_json:
        print_json(_explained(read, reading, several=len(config.topics) > 1))
        return
    for line in plain(explained(read, reading, config)):
        click.echo(line)


def _explained(item: Item, reading: Reading, *, several: bool) -> dict[str, object]:
    matches = [
        {
            "topic": match.topic,
            "grade": match.grade,
            "score": match.score,
            "words": [word.text for word in match.words],
            "why": match.why,
        }
        for match in reading.matches
    ]
    signals = signals_record(reading.signals, several=several)
    return {"item": item_fields(item), "matches": matches, "signals": signals}


KINDS = [kind.value for kind in TagKind if kind is not TagKind.UNDO]


@click.command()
@click.argument("item", required=False)
@click.argument("tag", required=False, type=click.Choice(KINDS))
@click.argument("value", required=False, default="")
@click.option("--question", help="confirm, dispute: only what it says on this question, topic/question.")
@click.option("--undo", is_flag=True, help="Take the newest tag back instead.")
@click.option("--json", "as_json", is_flag=True, help="The changes that follow, one JSON object a line.")
@paths
def tag(
    where: Paths,
    item: str | None,
    tag: str | None,
    value: str,
    question: str | None,
    undo: bool,
    as_json: bool,
) -> None:
    """The analyst's word on an ITEM (an id, a guid or a link), as the keys give it.

    label, note and credibility (1 to 6) take a VALUE. answer takes a topic/question in place of ITEM, and as
    VALUE {"status": "approved"}, {"when": ["2024-12-01", null]}, {"count": [36, 900]} or {"what": ["…"]}.
    """
    from monitor.pipeline import Pipeline

    if undo == (item is not None) or (item is None) != (tag is None):
        raise click.UsageError("Give an ITEM and a TAG, or --undo.")
    if question is not None and tag not in (TagKind.CONFIRM, TagKind.DISPUTE):
        raise click.UsageError("--question goes with confirm and dispute.")
    config = where.load()
    if not undo and not where.database.exists():
        raise click.ClickException(f"There is no database at {where.database} yet: `monitor poll` makes one.")
    with where.store() as store:
        pipeline = Pipeline(store, config, now())
        if undo:
            undone = pipeline.undo(now())
            if undone.tag is None:
                raise click.ClickException("There is nothing to undo.")
            where.note(f"Took back: {undone.tag.kind} {undone.tag.value}".rstrip())
            moved = list(undone.changes)
        else:
            assert item is not None
            assert tag is not None
            moved = []
            for made in _tags(store, item, TagKind(tag), value, question):
                try:
                    moved += pipeline.tag(made, now())
                except (ValueError, KeyError) as error:
                    raise click.BadParameter(str(error), param_hint="VALUE") from error
    for change in moved:
        if as_json:
            print_json(change_record(change))
        else:
            from monitor.board.words import change_words

            click.echo(f"{change.topic}/{change.question}: {change_words(change)}")


def _tags(store: Store, name: str, kind: TagKind, value: str, question: str | None) -> list[Tag]:
    """The rows that a tag is made of: one, or one for each signal."""
    blank = Tag(0, now(), kind, value=value)
    if kind in (TagKind.LABEL, TagKind.NOTE) and not value:
        raise click.UsageError(f"{kind} takes a VALUE.")
    if kind is TagKind.CREDIBILITY and value not in ("1", "2", "3", "4", "5", "6"):
        raise click.UsageError("credibility takes 1 (confirmed) to 6 (cannot be judged).")
    if kind is TagKind.ANSWER:
        asked = store.topics.asked()
        if name not in {one.key for one in asked}:
            raise no_question(name, asked, "ITEM")
        topic, _, asked_name = name.partition("/")
        return [replace(blank, topic=topic, question=asked_name)]
    item = found_item(store, name)
    if kind not in (TagKind.CONFIRM, TagKind.DISPUTE):
        return [replace(blank, item=item.id)]
    signals = [
        piece
        for piece in store.signals.of_item(item.id)
        if question in (None, f"{piece.signal.topic}/{piece.signal.question}")
    ]
    if not signals:
        raise click.ClickException(f"The item says nothing on {question or 'any question'}.")
    return [
        replace(
            blank, item=item.id, signal=piece.id, topic=piece.signal.topic, question=piece.signal.question
        )
        for piece in signals
    ]
