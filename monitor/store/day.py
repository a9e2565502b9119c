"""What a day's digest asks of the database beyond the subjects' own questions."""

from __future__ import annotations

import json
from collections.abc import Iterable
from datetime import UTC, datetime

from monitor.model import Item
from monitor.store.items import ITEM_COLUMNS, item_of
from monitor.store.rows import moment, moment_text
from monitor.store.store import Store

_LATEST = (
    "select max(at) from (select max(last_at) as at from feed_log union all "
    "select max(first_seen_at) from items union all select max(at) from changes "
    "union all select max(at) from tags)"
)


def latest_moment(store: Store) -> datetime:
    """The latest moment that anything in the database speaks of; the epoch where it is empty."""
    (latest,) = store.connection.execute(_LATEST).fetchone()
    return moment(latest) if latest else datetime.fromtimestamp(0, UTC)


def items_by_id(store: Store, ids: Iterable[int]) -> dict[int, Item]:
    """The items of these ids."""
    rows = store.connection.execute(
        f"select {ITEM_COLUMNS} from items join feeds on feeds.id = items.feed_id "
        "where items.id in (select value from json_each(?))",
        (json.dumps(sorted(set(ids))),),
    )
    return {row[0]: item_of(row) for row in rows}


def items_seen(store: Store, start: datetime, end: datetime) -> int:
    """How many items were first seen in [start, end)."""
    row = store.connection.execute(
        "select count(*) from items where first_seen_at >= ? and first_seen_at < ?",
        (moment_text(start), moment_text(end)),
    ).fetchone()
    return int(row[0])


def ever_polled(store: Store, end: datetime) -> bool:
    """Whether any feed was asked before `end`."""
    row = store.connection.execute(
        "select exists (select 1 from feed_log where first_at < ?)", (moment_text(end),)
    ).fetchone()
    return bool(row[0])


def newest_by_feed(store: Store, end: datetime) -> dict[str, datetime]:
    """Feed → the moment of its newest item before `end`."""
    rows = store.connection.execute(
        "select feeds.name, max(items.at) from items join feeds on feeds.id = items.feed_id "
        "where items.at < ? group by feeds.name",
        (moment_text(end),),
    )
    return {name: moment(at) for name, at in rows}
