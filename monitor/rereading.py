"""Reading stored items again, in the background, where the reader or a topic's words have changed."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime

import msgspec

from monitor.keeping import Keeper, Stories
from monitor.live import LiveBoard
from monitor.model import Change, Config, Item, Topic
from monitor.reading.read import READER_VERSION, Reader
from monitor.store import Store

PLACE = "reread"
"""The setting that holds how far a rereading has come."""


@dataclass(frozen=True, slots=True)
class Reread:
    """How far a rereading has come."""

    topics: tuple[str, ...]
    done: int  # the id of the item read last
    last: int  # the id of the item that ends it
    changes: tuple[Change, ...] = ()  # how the board moved; with the last items only

    @property
    def finished(self) -> bool:
        """Whether all items have been read."""
        return self.done >= self.last


class _Place(msgspec.Struct):
    readings: dict[str, str]  # what the topics are being read with
    done: int
    last: int


def reading_of(topic: Topic) -> str:
    """What a topic's items are read with, as one short text: the reader's version and the topic's words."""
    return hashlib.sha256(msgspec.json.encode((READER_VERSION, topic))).hexdigest()[:16]


def wanted_of(config: Config) -> dict[str, str]:
    """Topic → what its items are to be read with."""
    return {topic.id: reading_of(topic) for topic in config.topics}


def due_of(store: Store, wanted: Mapping[str, str]) -> dict[str, str]:
    """The part of `wanted` that is not what the stored items have been read with."""
    stored = store.topics.readings()
    return {topic: reading for topic, reading in wanted.items() if stored.get(topic) != reading}


class Rereading:
    """Goes through the stored items from the oldest, a few at a time, and remembers where it was.

    Items that come meanwhile are read with the new words at once, and lie behind its end.
    """

    def __init__(self, store: Store, board: LiveBoard, config: Config) -> None:
        self._store = store
        self._board = board
        self._config = config
        self._keeper = Keeper(store, board)
        self._wanted = wanted_of(config)
        self._feeds = {feed.name: feed for feed in config.feeds}
        self._stories = Stories(store, known=False)
        self._reader: tuple[tuple[str, ...], Reader] | None = None

    def due(self) -> dict[str, str]:
        """The topics whose stored items have not all been read with what they should be, and with what."""
        return due_of(self._store, self._wanted)

    def begun(self) -> None:
        """All that is stored has been read with what it should be."""
        for topic, reading in self._wanted.items():
            self._store.topics.set_reading(topic, reading)
        self._store.settings.forget(PLACE)

    def step(self, now: datetime, limit: int) -> Reread | None:
        """Read the next `limit` items again; None where nothing is due. The last ones move the board."""
        due = self.due()
        if not due:
            return None
        topics, place = tuple(due), self._place(due)
        items = self._store.items.after(place.done, limit, last=place.last)
        for item in items:
            self._read(item, topics, now)
        if items:
            place.done = items[-1].id
        if len(items) == limit:
            self._store.settings.set(PLACE, msgspec.json.encode(place).decode())
            return Reread(topics, place.done, place.last)
        self.begun()
        self._board.drop(topics)
        return Reread(topics, place.last, place.last, tuple(self._board.update(topics, now, "config")))

    def _place(self, due: dict[str, str]) -> _Place:
        """Where the rereading for just these words was left; the beginning where it is another one."""
        kept = self._store.settings.get(PLACE)
        place = msgspec.json.decode(kept, type=_Place) if kept else None
        if place is None or place.readings != due:
            return _Place(due, 0, self._store.items.last_id())
        return place

    def _read(self, item: Item, topics: tuple[str, ...], now: datetime) -> None:
        feed = self._feeds.get(item.feed) or self._store.feeds.get(item.feed)
        reading = self._reader_of(topics).read(item, feed)
        if reading.matches:
            item = self._stories.place(item)
            self._store.items.set_story(item)
        self._keeper.again(item, feed, reading, topics, item.at, now)

    def _reader_of(self, topics: tuple[str, ...]) -> Reader:
        """A reader of these topics alone: the others' signals stand."""
        if self._reader is None or self._reader[0] != topics:
            some = tuple(topic for topic in self._config.topics if topic.id in topics)
            self._reader = (topics, Reader(replace(self._config, topics=some)))
        return self._reader[1]
