"""The questions over an archive: items take the path of polled ones, with their time as the present."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from monitor.archives import Archived
from monitor.model import Change, Config, Item, Reading
from monitor.pipeline import Pipeline
from monitor.records import change_record, item_record
from monitor.store import MEMORY, open_store


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
    readings: list[Reading] = []

    def heard(_: Item, reading: Reading) -> None:
        readings.append(reading)

    feeds = {feed.name: feed for feed in config.feeds}
    with open_store(database or MEMORY, throwaway=database is None) as store:
        pipeline = Pipeline(store, config, items[0].at, on_read=heard)
        wake = pipeline.wakes(items[0].at)
        for item in items:
            while wake is not None and wake <= item.at:
                yield from pipeline.tick(wake)
                wake = pipeline.wakes(wake)
            feed = feeds[item.feed]
            taken = pipeline.take(feed, (item.entry,), item.at)
            reading = readings.pop() if readings else pipeline.read(feed, item.entry, item.at)
            yield Replayed(item.id, reading)
            yield from taken.changes
            if reading.signals:
                wake = pipeline.wakes(item.at)
        pipeline.index()


def record(event: Replayed | Change, *, several: bool) -> dict[str, object]:
    """The event as the JSON object of `monitor replay --json`; `several`: keys name the topic too."""
    if isinstance(event, Change):
        return change_record(event)
    return item_record(event.id, event.reading, several=several)
