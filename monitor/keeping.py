"""What reading an item gave, kept: its matches and signals in the database, its evidence on the board."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime

from monitor.live import LiveBoard
from monitor.model import Evidence, Feed, Item, Reading, Signal
from monitor.reading.stories import WINDOW, StoryIndex
from monitor.store import Store


@dataclass(frozen=True, slots=True)
class Merged:
    """What another reading of an item makes of its signals."""

    kept: tuple[tuple[Evidence, Signal], ...]  # said before and now
    gone: tuple[Evidence, ...]  # no longer said
    added: tuple[Signal, ...]


def merge(before: Iterable[Evidence], now: Iterable[Signal]) -> Merged:
    """Pair what an item said with what it says.

    The same value on the same word in the same sentence is the same signal: the analyst's tags on it hold,
    and an answer does not move because a comma elsewhere was mended.
    """
    waiting: dict[tuple[object, ...], list[Evidence]] = {}
    for evidence in before:
        waiting.setdefault(_sense(evidence.signal), []).append(evidence)
    kept, added = [], []
    for signal in now:
        same = waiting.get(_sense(signal))
        if same:
            kept.append((same.pop(0), signal))
        else:
            added.append(signal)
    gone = [evidence for rest in waiting.values() for evidence in rest]
    return Merged(tuple(kept), tuple(gone), tuple(added))


def _value(signal: Signal) -> tuple[object, ...]:
    return (
        signal.topic,
        signal.question,
        signal.status,
        signal.days,
        signal.count,
        signal.condition,
        signal.withdrawn,
    )


def _sense(signal: Signal) -> tuple[object, ...]:
    return (*_value(signal), signal.attribution, signal.origin, signal.adversary, signal.quote)


class Stories:
    """Which items are copies of one text. Only items on a topic are looked at: only they can vote."""

    def __init__(self, store: Store, *, known: bool) -> None:
        """`known`: begin with the stories of the last days, which later items may be copies of."""
        self._store = store
        self._index: StoryIndex | None = None if known else StoryIndex()
        self._forgotten = datetime.min.replace(tzinfo=UTC)

    def place(self, item: Item) -> Item:
        """The item with the story that it is a copy of, or with a new one."""
        index = self._indexed(item.at)
        story = item.story
        if story is None:
            story = index.find(item)
        if story is None:
            story = self._store.items.add_story(item.title, item.at)
        index.add(item, story)
        return replace(item, story=story)

    def _indexed(self, at: datetime) -> StoryIndex:
        if self._index is None:
            self._index = StoryIndex()
            for item in self._store.items.with_story_since(at - WINDOW):
                if item.story is not None:
                    self._index.add(item, item.story)
        if at - self._forgotten > WINDOW:
            self._index.forget(at - WINDOW)
            self._forgotten = at
        return self._index


class Keeper:
    """Writes readings, inside a transaction. Each method gives the evidence by which the board may move."""

    def __init__(self, store: Store, board: LiveBoard) -> None:
        self._store = store
        self._board = board

    def first(self, item: Item, feed: Feed, reading: Reading) -> list[Evidence]:
        """Keep the reading of a new item."""
        self._store.items.add_matches(item.id, item.at, reading.matches)
        heard = [self._add(item, feed, signal, item.at, item.first_seen) for signal in reading.signals]
        for evidence in heard:
            self._board.hear(evidence)
        return heard

    def again(
        self, item: Item, feed: Feed, reading: Reading, topics: Sequence[str], at: datetime, now: datetime
    ) -> list[Evidence]:
        """Keep another reading of a stored item for these topics; what is newly said counts from `at`.

        What it said before and says no more stays in the database and votes no longer. The board does not
        hear of it: drop its topics' states when it is to follow.
        """
        self._store.items.drop_matches(item.id, topics)
        self._store.items.add_matches(item.id, item.at, reading.matches)
        before = [e for e in self._store.signals.of_item(item.id) if e.signal.topic in topics]
        merged = merge(before, reading.signals)
        for evidence, signal in merged.kept:
            if evidence.signal != signal:
                self._store.signals.keep(evidence.id, signal, item.revision)
        self._store.signals.supersede([evidence.id for evidence in merged.gone], now)
        earlier = {_value(evidence.signal): evidence.at for evidence in merged.gone}
        added = [self._add(item, feed, s, earlier.get(_value(s), at), now) for s in merged.added]
        return [*merged.gone, *added]

    def _add(self, item: Item, feed: Feed, signal: Signal, at: datetime, now: datetime) -> Evidence:
        return Evidence(
            id=self._store.signals.add(signal, item.id, item.revision, at, now),
            signal=signal,
            item=item.id,
            guid=item.guid,
            feed=item.feed,
            tier=feed.tier,
            at=at,
            story=item.story,
            reliability=feed.reliability,
            title=item.title,
            link=item.link,
        )
