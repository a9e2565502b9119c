"""Items, the feeds that carried them, their earlier revisions, their stories."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime
from typing import Any

from monitor.feeds.identity import REVISIONS_KEPT, Keys, Known, canonical_link
from monitor.model import Grade, Item, Match
from monitor.store.rows import (
    cues_of,
    enclosures_of,
    json_text,
    maybe_moment,
    moment,
    moment_or_none,
    moment_text,
    strings_of,
)

ITEM_COLUMNS = (
    "items.id, items.guid, feeds.name, items.link, items.title, items.text, items.published_at, "
    "items.first_seen_at, items.at, items.revision, items.story_id, items.authors, items.categories, "
    "items.enclosures, items.language"
)
_FROM = f"select {ITEM_COLUMNS} from items join feeds on feeds.id = items.feed_id"


_KNOWN = (
    "select item_id, item_feeds.feed_id, feeds.name, item_feeds.guid, item_feeds.link, item_feeds.hash, "
    "items.feed_id = item_feeds.feed_id "
    "from item_feeds join items on items.id = item_id join feeds on feeds.id = item_feeds.feed_id where "
)
_ASKED = "(select value from json_each(?1))"
_BY_GUID = f"{_KNOWN} item_feeds.feed_id = ?2 and item_feeds.guid in {_ASKED} and item_feeds.guid <> ''"
_BY_LINK = f"{_KNOWN} item_feeds.link in {_ASKED} and item_feeds.link <> '' and ?2"
_BY_TEXT = f"{_KNOWN} item_feeds.feed_id = ?2 and hash in {_ASKED} and item_feeds.link = ''"


def item_of(row: Sequence[Any]) -> Item:
    """An Item from the columns that `Items` selects."""
    id_, guid, feed, link, title, text, published, seen, at, revision, story, authors, cats, files, lang = row
    return Item(
        id=id_,
        guid=guid,
        feed=feed,
        link=link,
        title=title,
        text=text,
        published=moment_or_none(published),
        first_seen=moment(seen),
        at=moment(at),
        revision=revision,
        story=story,
        authors=strings_of(authors),
        categories=strings_of(cats),
        enclosures=enclosures_of(files),
        language=lang,
    )


class Items:
    """Everything the feeds have carried."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._db = connection

    def get(self, item_id: int) -> Item | None:
        """The item of that id."""
        row = self._db.execute(f"{_FROM} where items.id = ?", (item_id,)).fetchone()
        return None if row is None else item_of(row)

    def by_guid(self, guid: str) -> Item | None:
        """The newest item with that guid in any feed."""
        row = self._db.execute(f"{_FROM} where items.guid = ? order by items.id desc", (guid,)).fetchone()
        return None if row is None else item_of(row)

    def by_link(self, link: str) -> Item | None:
        """The newest item with that link, tracking parameters aside."""
        row = self._db.execute(
            f"{_FROM} join item_feeds on item_id = items.id "
            "where item_feeds.link = ? and item_feeds.link <> '' "
            "order by items.id desc",
            (canonical_link(link),),
        ).fetchone()
        return None if row is None else item_of(row)

    def after(self, item_id: int, limit: int, *, last: int = 2**62) -> list[Item]:
        """The next items by id, up to `last`."""
        rows = self._db.execute(
            f"{_FROM} where items.id > ? and items.id <= ? order by items.id limit ?", (item_id, last, limit)
        )
        return [item_of(row) for row in rows]

    def in_order(self) -> Iterator[Item]:
        """Every item in order of publication. The read stays open: for replays only."""
        for row in self._db.execute(f"{_FROM} order by items.at, items.id"):
            yield item_of(row)

    def count(self) -> int:
        """How many items are stored."""
        return int(self._db.execute("select count(*) from items").fetchone()[0])

    def last_id(self) -> int:
        """The highest id, 0 where there is none."""
        return int(self._db.execute("select coalesce(max(id), 0) from items").fetchone()[0])

    # --- identity ---

    def known(self, feed_id: int, keys: Iterable[Keys]) -> list[Known]:
        """What identity must know to resolve a document of this feed with these keys."""
        guids: set[str] = set()
        links: set[str] = set()
        texts: set[str] = set()
        for key in keys:
            guids.add(key.guid)
            (links if key.link else texts).add(key.link or key.text)
        found = []
        for sql, asked in ((_BY_GUID, guids), (_BY_LINK, links), (_BY_TEXT, texts)):
            if asked:
                found += self._db.execute(sql, (json_text(tuple(asked)), feed_id)).fetchall()
        sights = {(row[0], row[1]): row for row in found}
        return [
            Known(item, name, Keys(guid, link, text), bool(owner))
            for item, _, name, guid, link, text, owner in sights.values()
        ]

    def see(self, item_id: int, feed_id: int, keys: Keys, now: datetime) -> None:
        """Remember under which keys a feed carries an item now."""
        self._db.execute(
            "insert into item_feeds values (?, ?, ?, ?, ?, ?) on conflict (item_id, feed_id) do update "
            "set guid = excluded.guid, link = excluded.link, hash = excluded.hash",
            (item_id, feed_id, keys.guid, keys.link, keys.text, moment_text(now)),
        )

    def feeds_of(self, item_id: int) -> list[str]:
        """The feeds that carried the item, first seen first."""
        rows = self._db.execute(
            "select name from item_feeds join feeds on feeds.id = feed_id where item_id = ? "
            "order by seen_at, name",
            (item_id,),
        )
        return [name for (name,) in rows]

    # --- writing ---

    def add(self, made: Sequence[tuple[Item, Keys]], feed_id: int) -> range:
        """Store new items of a feed, each with the keys under which the feed carries it; gives their ids."""
        ids = range(first := self.last_id() + 1, first + len(made))
        self._db.executemany(
            "insert into items (id, guid, feed_id, link, title, text, authors, categories, enclosures, "
            "language, published_at, first_seen_at, at, story_id) "
            "values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
            [
                (
                    item_id,
                    item.guid,
                    feed_id,
                    item.link,
                    item.title,
                    item.text,
                    json_text(item.authors),
                    json_text(item.categories),
                    json_text(item.enclosures),
                    item.language,
                    maybe_moment(item.published),
                    moment_text(item.first_seen),
                    moment_text(item.at),
                    item.story,
                )
                for item_id, (item, _) in zip(ids, made, strict=True)
            ],
        )
        self._db.executemany(
            "insert into item_feeds values (?, ?, ?, ?, ?, ?)",
            [
                (item_id, feed_id, keys.guid, keys.link, keys.text, moment_text(item.first_seen))
                for item_id, (item, keys) in zip(ids, made, strict=True)
            ],
        )
        return ids

    def revise(self, item_id: int, title: str, text: str, now: datetime) -> None:
        """Keep what the item said until now as a revision, and let it say the new words."""
        self._db.execute(
            "insert into revisions select id, revision, title, text, coalesce(revised_at, first_seen_at) "
            "from items where id = ?",
            (item_id,),
        )
        self._db.execute(
            "delete from revisions where item_id = ? and revision <= "
            "(select revision from items where id = ?) - ?",
            (item_id, item_id, REVISIONS_KEPT - 1),
        )
        indexed = self._db.execute("select 1 from items_fts_docsize where id = ?", (item_id,)).fetchone()
        if indexed:
            self._db.execute(
                "insert into items_fts (items_fts, rowid, title, text) select 'delete', id, title, text "
                "from items where id = ?",
                (item_id,),
            )
        self._db.execute(
            "update items set title = ?, text = ?, revision = revision + 1, revised_at = ? where id = ?",
            (title, text, moment_text(now), item_id),
        )
        if indexed:
            self._db.execute(
                "insert into items_fts (rowid, title, text) values (?, ?, ?)", (item_id, title, text)
            )

    # --- stories ---

    def add_story(self, title: str, at: datetime) -> int:
        """A new story; gives its id."""
        added = self._db.execute("insert into stories (title, at) values (?, ?)", (title, moment_text(at)))
        assert added.lastrowid is not None
        return added.lastrowid

    def set_story(self, item: Item) -> None:
        """Store the story that an item belongs to."""
        self._db.execute(
            "update items set story_id = ? where id = ? and story_id is not ?",
            (item.story, item.id, item.story),
        )

    def with_story_since(self, at: datetime) -> list[Item]:
        """Items that belong to a story, from a moment on, oldest first."""
        rows = self._db.execute(
            f"{_FROM} where items.at >= ? and items.story_id is not null order by items.at, items.id",
            (moment_text(at),),
        )
        return [item_of(row) for row in rows]

    # --- matches ---

    def drop_matches(self, item_id: int, topics: Iterable[str]) -> None:
        """Forget that an item is on these topics."""
        self._db.executemany(
            "delete from matches where item_id = ? and topic_id = ?", [(item_id, topic) for topic in topics]
        )

    def add_matches(self, item_id: int, at: datetime, matches: Sequence[Match]) -> None:
        """The topics that an item is on."""
        moment_ = moment_text(at)
        self._db.executemany(
            "insert into matches values (?, ?, ?, ?, ?, ?, ?)",
            [
                (item_id, match.topic, moment_, match.grade, match.score, json_text(match.words), match.why)
                for match in matches
            ],
        )

    def matches(self, item_id: int) -> tuple[Match, ...]:
        """The topics that an item is on."""
        rows = self._db.execute(
            "select topic_id, grade, score, words, why from matches where item_id = ? order by topic_id",
            (item_id,),
        )
        return tuple(
            Match(topic, Grade(grade), score, cues_of(words), why) for topic, grade, score, words, why in rows
        )
