"""The questions over an archive: items take the path of polled ones, with their time as the present."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from monitor.archives import Archived
from monitor.model import Change, Config, Reading
from monitor.pipeline import Pipeline
from monitor.records import change_record, item_record
from monitor.store import MEMORY, Store, open_store

TOGETHER = 256
"""Items that share a transaction: nobody else waits for the database of a replay."""


@dataclass(frozen=True, slots=True)
class Replayed:
    """What one item of an archive said."""

    id: str
    reading: Reading


def replay(
    config: Config, items: Sequence[Archived], database: Path | None = None
) -> Iterator[Replayed | Change]:
    """Each item's reading and each change of the board, in order of time.

    `items` must be in order of publication and of feeds in `config`. Without `database` everything happens in
    memory. Raises StoreError.
    """
    if not items:
        return
    with open_store(database or MEMORY, throwaway=database is None) as store:
        play = _Play(store, config, items[0].at)
        for start in range(0, len(items), TOGETHER):
            with store.transaction():
                events = [event for item in items[start : start + TOGETHER] for event in play.take(item)]
            yield from events
        if database is not None:
            play.pipeline.index()


class _Play:
    """The pipeline, and when time alone moves the board next."""

    def __init__(self, store: Store, config: Config, start: datetime) -> None:
        self.pipeline = Pipeline(store, config, start, on_read=self._heard, cause="archive")
        self._feeds = {feed.name: feed for feed in config.feeds}
        self._wake = self.pipeline.wakes(start)
        self._reading: Reading | None = None

    def _heard(self, reading: Reading) -> None:
        self._reading = reading

    def take(self, item: Archived) -> Iterator[Replayed | Change]:
        """What happens until an item comes, what it says, and how the board moves."""
        while self._wake is not None and self._wake <= item.at:
            yield from self.pipeline.tick(self._wake)
            self._wake = self.pipeline.wakes(self._wake)
        feed = self._feeds[item.feed]
        self._reading = None
        taken = self.pipeline.take(feed, (item.entry,), item.at)
        reading = self._reading
        if reading is None:  # an item that is known already says what it said
            reading = self.pipeline.read(feed, item.entry, item.at)
        if reading.signals:
            self._wake = self.pipeline.wakes(item.at)
        yield Replayed(item.id, reading)
        yield from taken.changes


def record(event: Replayed | Change, *, several: bool) -> dict[str, object]:
    """The event as the JSON object of `monitor replay --json`; `several`: keys name the topic too."""
    if isinstance(event, Change):
        return change_record(event)
    return item_record(event.id, event.reading, several=several)
