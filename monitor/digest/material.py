"""What a digest is made from, as read from the database: everything known up to the end of its window."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from monitor.digest.window import Window
from monitor.model import Change, Config, Evidence, Item, Tag
from monitor.store import Store
from monitor.store.day import ever_polled, items_by_id, items_seen, latest_moment, newest_by_feed
from monitor.store.feeds import Stretch


@dataclass(frozen=True, slots=True)
class Material:
    """The facts, before anything is chosen or worded."""

    config: Config
    window: Window
    as_of: datetime
    evidence: Mapping[str, tuple[Evidence, ...]]  # topic id → what voted at the end of the window
    items: Mapping[int, Item]  # those that evidence, changes and standing tags name
    tags: tuple[Tag, ...]  # every row up to the end
    changes: tuple[Change, ...]  # up to the end, oldest first
    stretches: tuple[Stretch, ...]  # when feeds were heard within the window
    polled: bool  # whether any feed was asked up to the end
    newest: Mapping[str, datetime]  # feed → the moment of its newest item up to the end
    items_seen: int  # items first seen within the window


def gather(store: Store, config: Config, window: Window) -> Material:
    """Read what a digest of these days needs."""
    end = window.end
    as_of = min(end, max(latest_moment(store), window.start))
    evidence = {topic.id: tuple(store.signals.voting_at(as_of, topic.id)) for topic in config.topics}
    tags = tuple(store.tags.all(until=as_of))
    changes = tuple(store.board.changes(until=end))
    wanted = {e.item for found in evidence.values() for e in found}
    wanted.update(item for change in changes for item in change.items)
    wanted.update(tag.item for tag in tags if tag.item is not None)
    return Material(
        config=config,
        window=window,
        as_of=as_of,
        evidence=evidence,
        items=items_by_id(store, wanted),
        tags=tags,
        changes=changes,
        stretches=tuple(store.feeds.heard(window.start, end)),
        polled=ever_polled(store, end),
        newest=newest_by_feed(store, end),
        items_seen=items_seen(store, window.start, end),
    )
