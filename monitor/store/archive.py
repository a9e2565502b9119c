"""Everything stored, as a list that is read page by page, and one item in full."""

from __future__ import annotations

import re
import sqlite3
from array import array
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from monitor.model import Item, Match, Tag
from monitor.store.evidence import EvidenceRow, read_signals, read_tags
from monitor.store.items import Items
from monitor.store.rows import moment, moment_text

_WORD = re.compile(r"\w+")
_FIELD = re.compile(r'(?P<name>[a-z]+):(?:"(?P<quoted>[^"]*)"?|(?P<bare>\S+))')
_AGO = re.compile(r"(\d{1,5})([hdwmy])")
_UNITS = {"h": 1 / 24, "d": 1, "w": 7, "m": 30, "y": 365}

FIELDS = ("feed", "tier", "topic", "question", "tag", "status", "since", "until")
"""Names that a filter knows; every other word is searched in titles and texts."""


ORDERS = {
    "newest": "i.at desc, i.id desc",
    "oldest": "i.at, i.id",
    "outlet": "(select name from feeds f where f.id = i.feed_id), i.at desc, i.id desc",
}
"""Orders of the list; a search without an order of its own stands as the items were stored, newest first."""


@dataclass(frozen=True, slots=True)
class Filter:
    """What the list is narrowed to, all given parts together, and in which order it stands."""

    words: str = ""
    feed: str = ""  # part of a name
    tier: str = ""
    topic: str = ""  # id; "any": on any topic; "possible": graded so on any
    question: str = ""  # its name, or topic/name
    tag: str = ""  # a kind, or an own tag; "none": not tagged at all
    status: str = ""  # of a signal
    since: datetime | None = None
    until: datetime | None = None
    order: str = "newest"  # one of ORDERS

    def __bool__(self) -> bool:
        return self != Filter()


def parse_filter(source: str, now: datetime) -> Filter:
    """The filter that a line like `tier:wire since:7d "contract crews"` means.

    `since:` and `until:` take a day, a moment, or an age (36h, 7d, 2w, 3m, 1y). Raises ValueError in words.
    """
    made: dict[str, str | datetime] = {}

    def take(found: re.Match[str]) -> str:
        name = found["name"]
        if name not in FIELDS:
            return found.group()
        value = found["quoted"] if found["quoted"] is not None else found["bare"]
        made[name] = _moment(value, now) if name in ("since", "until") else value
        return " "

    words = " ".join(_FIELD.sub(take, source).split())
    return replace(Filter(words=words), **made)  # type: ignore[arg-type]


def _moment(value: str, now: datetime) -> datetime:
    ago = _AGO.fullmatch(value)
    if ago:
        return now - timedelta(days=int(ago[1]) * _UNITS[ago[2]])
    try:
        made = datetime.fromisoformat(value)
    except ValueError:
        raise ValueError(f"“{value}” is no day (2024-06-25) and no age (36h, 7d, 2w, 3m)") from None
    return made if made.tzinfo else made.replace(tzinfo=now.tzinfo)


@dataclass(frozen=True, slots=True)
class Place:
    """Where a page of the list ended."""

    at: str
    id: int


@dataclass(frozen=True, slots=True)
class ItemRow:
    """One line of the list."""

    id: int
    at: datetime
    feed: str
    tier: str
    title: str
    link: str
    revision: int
    copies: int
    topics: tuple[str, ...]  # ids
    possible: bool  # on its topics only possibly
    says: tuple[str, ...]  # statuses or kinds of its signals
    tags: tuple[Tag, ...]


@dataclass(frozen=True, slots=True)
class Revision:
    """What an item said before its publisher edited it."""

    number: int
    title: str
    text: str
    seen: datetime


@dataclass(frozen=True, slots=True)
class ItemView:
    """One item with all that is known of it."""

    item: Item
    tier: str
    reliability: str | None
    feeds: tuple[str, ...]  # that carried it
    matches: tuple[Match, ...]
    signals: tuple[EvidenceRow, ...]
    tags: tuple[Tag, ...]
    revisions: tuple[Revision, ...]  # earlier ones, newest first
    copies: tuple[tuple[int, str, str, datetime], ...]  # id, feed, title, at of the other copies


def _where(wanted: Filter) -> tuple[list[str], list[str | int]]:
    parts: list[str] = []
    values: list[str | int] = []

    def add(sql: str, *given: str) -> None:
        parts.append(sql)
        values.extend(given)

    if wanted.feed:
        add("i.feed_id in (select id from feeds where instr(lower(name), lower(?)))", wanted.feed)
    if wanted.tier:
        add("i.feed_id in (select id from feeds where tier = ?)", wanted.tier)
    if wanted.topic == "any":
        add("exists (select 1 from matches m where m.item_id = i.id)")
    elif wanted.topic == "possible":
        add("exists (select 1 from matches m where m.item_id = i.id and m.grade = 'possible')")
    elif wanted.topic:
        add("exists (select 1 from matches m where m.item_id = i.id and m.topic_id = ?)", wanted.topic)
    if wanted.question:
        add(
            "exists (select 1 from signals s join questions q on q.id = s.question_id where s.item_id = i.id "
            "and s.superseded_at is null and ? in (q.name, q.id))",
            wanted.question,
        )
    if wanted.status:
        add(
            "exists (select 1 from signals s where s.item_id = i.id and s.superseded_at is null "
            "and s.status = ?)",
            wanted.status,
        )
    if wanted.tag == "none":
        add(
            "not exists (select 1 from tags t where t.item_id = i.id and t.kind <> 'undo' "
            "and not exists (select 1 from tags u where u.undoes = t.id))"
        )
    elif wanted.tag:
        add(
            "i.id in (select t.item_id from tags t where t.item_id is not null and (t.kind = ? or "
            "(t.kind = 'label' and t.value = ?)) "
            "and not exists (select 1 from tags u where u.undoes = t.id))",
            wanted.tag,
            wanted.tag,
        )
    if wanted.since:
        add("i.at >= ?", moment_text(wanted.since))
    if wanted.until:
        add("i.at < ?", moment_text(wanted.until))
    return parts, values


def read_page(
    db: sqlite3.Connection, wanted: Filter, after: Place | None = None, limit: int = 500
) -> list[Place]:
    """The next items of the list, newest first: by moment, or in a search by the order of storing.

    Costs what is read: for the first lines, before all places are known. Another order needs `read_ids`.
    """
    parts, values = _where(wanted)
    if wanted.words:
        return _search(db, wanted.words, parts, values, after, limit)
    if after is not None:
        parts.append("(i.at, i.id) < (?, ?)")
        values.extend((after.at, after.id))
    where = f"where {' and '.join(parts)}" if parts else ""
    rows = db.execute(
        f"select i.at, i.id from items i {where} order by {ORDERS['newest']} limit ?", (*values, limit)
    ).fetchall()
    return [Place(at, id_) for at, id_ in rows]


def _search(
    db: sqlite3.Connection,
    words: str,
    parts: Sequence[str],
    values: Sequence[str | int],
    after: Place | None,
    limit: int,
    order: str = "items_fts.rowid desc",
) -> list[Place]:
    found = _WORD.findall(words)
    if not found:
        return []
    more = "".join(f" and {part}" for part in parts)
    sql = (
        "select i.at, i.id from items_fts join items i on i.id = items_fts.rowid where items_fts match ? "
        f"and items_fts.rowid < ?{more} order by {order} limit ?"
    )
    below = after.id if after is not None else 1 << 62
    try:
        rows = db.execute(sql, (words, below, *values, limit)).fetchall()
    except sqlite3.OperationalError as error:
        if error.sqlite_errorcode != sqlite3.SQLITE_ERROR:
            raise
        plain = " ".join(f'"{word}"' for word in found)
        rows = db.execute(sql, (plain, below, *values, limit)).fetchall()
    return [Place(at, id_) for at, id_ in rows]


def read_items(db: sqlite3.Connection, ids: Sequence[int]) -> dict[int, ItemRow]:
    """The lines of these items, by id; ids that are not stored are left out."""
    marks = ",".join("?" * len(ids))
    rows = db.execute(
        "select i.id, i.at, f.name, f.tier, i.title, i.link, i.revision, case when i.story_id is null then 1 "
        "else (select count(*) from items c where c.story_id = i.story_id) end "
        f"from items i join feeds f on f.id = i.feed_id where i.id in ({marks})",
        ids,
    ).fetchall()
    topics: dict[int, list[tuple[str, str]]] = {}
    for id_, topic, grade in db.execute(
        f"select item_id, topic_id, grade from matches where item_id in ({marks}) order by topic_id", ids
    ).fetchall():
        topics.setdefault(id_, []).append((topic, grade))
    says: dict[int, list[str]] = {}
    for id_, kind, status in db.execute(
        f"select item_id, kind, status from signals where item_id in ({marks}) and superseded_at is null "
        "order by id",
        ids,
    ).fetchall():
        says.setdefault(id_, []).append(status or kind)
    tags = read_tags(db, ids)
    return {
        id_: ItemRow(
            id_,
            moment(at),
            feed,
            tier,
            title,
            link,
            revision,
            copies,
            tuple(topic for topic, _ in topics.get(id_, ())),
            bool(topics.get(id_)) and all(grade == "possible" for _, grade in topics[id_]),
            tuple(dict.fromkeys(says.get(id_, ()))),
            tags.get(id_, ()),
        )
        for id_, at, feed, tier, title, link, revision, copies in rows
    }


def read_item(db: sqlite3.Connection, item_id: int) -> ItemView | None:
    """One item in full; None where it is not stored."""
    items = Items(db)
    item = items.get(item_id)
    if item is None:
        return None
    tier, reliability = db.execute(
        "select tier, reliability from feeds where name = ?", (item.feed,)
    ).fetchone()
    revisions = db.execute(
        "select revision, title, text, seen_at from revisions where item_id = ? order by revision desc",
        (item_id,),
    ).fetchall()
    copies = db.execute(
        "select i.id, f.name, i.title, i.at from items i join feeds f on f.id = i.feed_id "
        "where i.story_id = ? and i.id <> ? order by i.at limit 100",
        (item.story, item_id),
    ).fetchall()
    return ItemView(
        item=item,
        tier=tier,
        reliability=reliability,
        feeds=tuple(items.feeds_of(item_id)),
        matches=items.matches(item_id),
        signals=read_signals(db, item_id),
        tags=read_tags(db, (item_id,)).get(item_id, ()),
        revisions=tuple(Revision(n, title, text, moment(seen)) for n, title, text, seen in revisions),
        copies=tuple((id_, feed, title, moment(at)) for id_, feed, title, at in copies),
    )


def read_ids(db: sqlite3.Connection, wanted: Filter) -> Sequence[int]:
    """The ids of every item of a filter, in its order."""
    parts, values = _where(wanted)
    order = ORDERS[wanted.order]
    if wanted.words:
        found = (
            _search(db, wanted.words, parts, values, None, -1)
            if wanted.order == "newest"
            else _search(db, wanted.words, parts, values, None, -1, order)
        )
        return array("q", (place.id for place in found))
    where = f"where {' and '.join(parts)}" if parts else ""
    rows = db.execute(f"select i.id from items i {where} order by {order}", values)
    return array("q", (id_ for (id_,) in rows))


def search_words(words: str) -> tuple[str, ...]:
    """The words that a search looks for, in small letters: for setting them off where they are shown."""
    return tuple(word.casefold() for word in _WORD.findall(words) if word not in ("AND", "OR", "NOT", "NEAR"))
