"""One round: the feeds that are due are asked, read, and stored; each as soon as it has answered."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import partial

from monitor.clock import Clock
from monitor.events import ChangesMade, Event, FeedDone, RoundDone, RoundStarted
from monitor.feeds.fetch import Fetcher
from monitor.feeds.results import Fetched, Outcome, ParsedFeed
from monitor.feeds.schedule import early, next_due, wake_delay
from monitor.feeds.settle import settle
from monitor.feeds.state import FeedState, by_address, host_of, state_of
from monitor.feeds.worker import ParserProcess
from monitor.model import Config, Feed
from monitor.pipeline import Pipeline, Taken
from monitor.store import StoreError
from monitor.writer import Writer

AT_ONCE = 50
"""Answers that are handed to the writer together: what says nothing new shares one transaction."""

HEARD = frozenset({Outcome.CONTENT, Outcome.UNCHANGED, Outcome.NOT_MODIFIED})


@dataclass(frozen=True, slots=True)
class Answered:
    """A feed's answer, complete."""

    feed: Feed
    state: FeedState  # before it was asked
    fetched: Fetched
    parsed: ParsedFeed | None
    at: datetime
    early: str = ""  # how early a forced poll was; empty: it was due

    @property
    def brings(self) -> bool:
        """Whether there are entries to take; a document that breaks off has some."""
        return self.parsed is not None and bool(self.parsed.entries or not self.parsed.error)

    @property
    def ok(self) -> bool:
        """Whether the feed was heard."""
        return self.fetched.outcome in HEARD and (self.parsed is None or not self.parsed.error)


@dataclass(frozen=True, slots=True)
class Parts:
    """What a round works with."""

    clock: Clock
    fetcher: Fetcher
    parser: ParserProcess
    writer: Writer
    tell: Callable[[Event], None]


class Round:
    """The feeds asked together, from the first request to the last row written."""

    def __init__(self, config: Config, states: Mapping[str, FeedState], parts: Parts) -> None:
        """`states` by the name of the feed."""
        self._config = config
        self._states = {feed.name: state_of(feed, states.get(feed.name)) for feed in config.feeds}
        self._followed = {
            state.address(): name for name, state in reversed(self._states.items()) if not state.merged_into
        }
        self._parts = parts
        self._answered: asyncio.Queue[Answered] = asyncio.Queue()
        self._of = self._done = self._failed = self._new = self._edited = 0

    async def run(
        self, feeds: Sequence[Feed], *, forced: bool = False, woke: datetime | None = None
    ) -> RoundDone:
        """Ask these feeds. `woke`: when the machine woke up, so that the feeds are spread from then on.

        Cancelling it leaves each feed as it was or with all that it said. Raises StoreError.
        """
        self._of = len(feeds)
        self._parts.tell(RoundStarted(self._parts.clock.now(), self._of, forced))
        try:
            async with asyncio.TaskGroup() as tasks:
                tasks.create_task(self._store_all())
                for feed in feeds:
                    tasks.create_task(self._ask(feed, _begin(feed, len(feeds), woke), forced))
        except ExceptionGroup as failures:
            failed, others = failures.split(StoreError)
            if failed is None or others is not None:
                raise
            raise failed.exceptions[0] from None
        next_at = await self._parts.writer.run(self._finish)
        done = RoundDone(self._parts.clock.now(), self._done, self._failed, self._new, self._edited, next_at)
        self._parts.tell(done)
        return done

    async def _ask(self, feed: Feed, begin: datetime | None, forced: bool) -> None:
        if begin is not None:
            await self._parts.clock.sleep_until(begin)
        state, asked_at = self._states[feed.name], self._parts.clock.now()
        soon = early(state, asked_at) if forced else ""
        fetched = await self._parts.fetcher.fetch(feed, state, asked_at, forced=forced)
        parsed = None
        if fetched.body is not None:
            parsed = await self._parts.parser.parse(fetched.body, fetched.final_url, fetched.content_type)
        await self._answered.put(Answered(feed, state, fetched, parsed, self._parts.clock.now(), soon))

    async def _store_all(self) -> None:
        """Hand what has been answered to the writer, as much at a time as is there."""
        left = self._of
        while left:
            batch = [await self._answered.get()]
            while len(batch) < AT_ONCE and not self._answered.empty():
                batch.append(self._answered.get_nowait())
            left -= len(batch)
            for event in await self._parts.writer.run(partial(self._store, batch)):
                self._parts.tell(event)

    # --- in the writer's thread ---

    def _store(self, batch: Sequence[Answered], pipeline: Pipeline) -> list[Event]:
        events: list[Event] = []
        quiet = [answered for answered in batch if not answered.brings]
        with pipeline.store.transaction():
            events += [self._settled(pipeline, answered, Taken()) for answered in quiet]
        for answered in batch:
            if self._parts.writer.stopping.is_set():
                return events
            if answered.brings and answered.parsed is not None:
                events += self._take(pipeline, answered, answered.parsed)
        return events

    def _take(self, pipeline: Pipeline, answered: Answered, parsed: ParsedFeed) -> list[Event]:
        settled: list[FeedDone] = []

        def conclude(taken: Taken) -> None:
            settled.append(self._settled(pipeline, answered, taken))

        taken = pipeline.take(
            answered.feed,
            parsed.entries,
            answered.at,
            heard=answered.state.last_success,
            conclude=conclude,
            stopped=self._parts.writer.stopping.is_set,
        )
        self._new += len(taken.new)
        self._edited += len(taken.edited)
        changes: list[Event] = [ChangesMade(taken.changes)] if taken.changes else []
        return [*settled, *changes]

    def _settled(self, pipeline: Pipeline, answered: Answered, taken: Taken) -> FeedDone:
        """Store what is known of the feed from now on; inside the transaction of the last item it brought."""
        feed, fetched = answered.feed, answered.fetched
        settled = settle(
            answered.state,
            feed,
            fetched,
            answered.parsed,
            answered.at,
            every=self._config.every,
            new=taken.moments,
            followed=self._followed,
            quiet=self._parts.fetcher.learnt.get(host_of(answered.state.address())),
        )
        self._states[feed.name] = settled.state
        self._followed.setdefault(settled.state.address(), feed.name)
        pipeline.store.feeds.save_state(feed.name, settled.state)
        if fetched.outcome is not Outcome.POSTPONED:
            pipeline.store.feeds.log(feed.name, answered.ok, settled.state.last_result, answered.at)
        words = fetched.words if fetched.outcome is Outcome.POSTPONED else settled.state.last_result
        self._done += 1
        self._failed += not answered.ok and fetched.outcome is not Outcome.POSTPONED
        return FeedDone(
            at=answered.at,
            feed=feed.name,
            outcome=fetched.outcome,
            ok=answered.ok,
            words=f"{words} ({answered.early})" if answered.early else words,
            done=self._done,
            of=self._of,
            new=len(taken.new),
            edited=len(taken.edited),
            notices=settled.notices,
            next_at=settled.state.next_at,
        )

    def _finish(self, pipeline: Pipeline) -> datetime | None:
        pipeline.index()
        states = by_address(self._config.feeds, self._states)
        return next_due(self._config.feeds, states, self._parts.clock.now())


def _begin(feed: Feed, feeds: int, woke: datetime | None) -> datetime | None:
    """When a feed's turn comes after waking up; None: at once."""
    return None if woke is None else woke + wake_delay(feed, feeds, woke)
