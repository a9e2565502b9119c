"""The configured feeds, what polling knows of them, and when they were heard."""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from monitor.feeds.state import FeedState, as_row, from_row
from monitor.model import Feed, Tier
from monitor.store.rows import moment, moment_text

LONGEST_GAP = timedelta(hours=26)
"""Polls further apart than this do not belong to one stretch: a failing feed is asked once a day at least."""


@dataclass(frozen=True, slots=True)
class Stretch:
    """A time in which a feed answered, or failed in one way."""

    feed: str
    ok: bool
    result: str  # in words; empty where ok
    first: datetime
    last: datetime
    polls: int


class Feeds:
    """Feeds by name; those no longer configured stay, since items refer to them."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._db = connection

    def sync(self, feeds: Sequence[Feed]) -> None:
        """Make the table say what the configuration says.

        A feed with a new name and the address of one that is gone is that one, renamed.
        """
        names = {feed.name for feed in feeds}
        stored = dict(self._db.execute("select name, url from feeds"))
        gone = {url: name for name, url in stored.items() if name not in names}
        for feed in feeds:
            if feed.name not in stored and feed.url in gone:
                self._db.execute("update feeds set name = ? where name = ?", (feed.name, gone.pop(feed.url)))
        self._db.execute("update feeds set configured = 0 where configured")
        self._db.executemany(
            "insert into feeds (name, url, tier, reliability) values (?, ?, ?, ?) on conflict (name) "
            "do update set url = excluded.url, tier = excluded.tier, reliability = excluded.reliability, "
            "configured = 1",
            ((feed.name, feed.url, feed.tier, feed.reliability) for feed in feeds),
        )

    def ids(self) -> dict[str, int]:
        """Name → id of every feed, configured or not."""
        return dict(self._db.execute("select name, id from feeds"))

    def get(self, name: str) -> Feed:
        """A feed as it was configured last; KeyError where it never was."""
        row = self._db.execute(
            "select name, url, tier, reliability from feeds where name = ?", (name,)
        ).fetchone()
        if row is None:
            raise KeyError(name)
        return Feed(row[0], row[1], Tier(row[2]), row[3])

    # --- states ---

    def states(self) -> dict[str, FeedState]:
        """What polling knows, by the feed's name."""
        cursor = self._db.execute(
            "select name, feed_states.* from feed_states join feeds on feeds.id = feed_id"
        )
        columns = [column[0] for column in cursor.description][1:]
        return {row[0]: from_row(dict(zip(columns, row[1:], strict=True))) for row in cursor}

    def save_state(self, feed: str, state: FeedState) -> None:
        """Keep what polling knows of a feed."""
        row = as_row(state)
        self._db.execute(
            f"insert or replace into feed_states (feed_id, {', '.join(row)}) "
            f"values ((select id from feeds where name = ?){', ?' * len(row)})",
            (feed, *row.values()),
        )

    # --- when it was heard ---

    def log(self, feed: str, ok: bool, result: str, now: datetime) -> None:
        """Add a poll to the stretch that it continues, or begin another one. `result` counts where not ok."""
        result = "" if ok else result
        at = moment_text(now)
        longer = self._db.execute(
            "update feed_log set last_at = ?, polls = polls + 1 where id = (select max(id) from feed_log "
            "where feed_id = (select id from feeds where name = ?)) "
            "and ok = ? and result = ? and last_at >= ?",
            (at, feed, ok, result, moment_text(now - LONGEST_GAP)),
        )
        if not longer.rowcount:
            self._db.execute(
                "insert into feed_log (feed_id, ok, result, first_at, last_at) "
                "values ((select id from feeds where name = ?), ?, ?, ?, ?)",
                (feed, ok, result, at, at),
            )

    def heard(self, start: datetime, end: datetime) -> list[Stretch]:
        """The stretches that touch [start, end), oldest first."""
        rows = self._db.execute(
            "select name, ok, result, first_at, last_at, polls "
            "from feed_log join feeds on feeds.id = feed_id "
            "where last_at >= ? and first_at < ? order by feed_log.id",
            (moment_text(start), moment_text(end)),
        )
        return [
            Stretch(name, bool(ok), result, moment(first), moment(last), polls)
            for name, ok, result, first, last, polls in rows
        ]
