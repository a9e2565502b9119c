"""Keeping watch: rounds when feeds are due, time passing, edits of feeds.toml, one poller a database."""

from __future__ import annotations

import asyncio
import os
import socket
from collections.abc import Callable, Sequence
from contextlib import AsyncExitStack
from datetime import datetime, timedelta
from functools import partial
from importlib.metadata import version
from pathlib import Path
from types import TracebackType
from typing import Self, TypeVar

from monitor.clock import Clock
from monitor.config import ConfigErrors, load_config
from monitor.config.edit import edit_file, follow_moves
from monitor.events import (
    ChangesMade,
    ConfigBroken,
    ConfigTaken,
    Event,
    Following,
    MovesWritten,
    ReadAgain,
    RoundDone,
    RoundStopped,
    StoreFailed,
)
from monitor.feeds.fetch import Fetcher, Limits
from monitor.feeds.schedule import askable, due, host_silences, next_due
from monitor.feeds.state import by_address
from monitor.feeds.worker import ParserProcess
from monitor.model import Change
from monitor.pipeline import Pipeline
from monitor.round import Parts, Round
from monitor.store import StoreError
from monitor.writer import Writer

T = TypeVar("T")

LOOK = 2.0
"""Real seconds between two looks at whether feeds.toml has been edited."""
RENEW = timedelta(seconds=30)
"""How often the lease is renewed, a third of its term; also how often a follower asks whether it is free."""
SLEPT = timedelta(minutes=3)
"""A wait that ends this much late means that the machine slept."""
RETRY = timedelta(minutes=1)
"""How long after a failure of the database it is tried again."""

STOPPED = timedelta(minutes=15)
"""How long nothing is asked after a round was broken off by hand, unless told to."""


class BusyError(Exception):
    """Another program polls for this database."""


class Watcher:
    """Polls the feeds of a configuration into a database. Use as an async context manager."""

    def __init__(
        self,
        config_path: Path,
        database: Path,
        *,
        clock: Clock,
        tell: Callable[[Event], None],
        limits: Limits | None = None,
    ) -> None:
        """`tell` hears every event, in the thread of the event loop. Raises ConfigErrors."""
        self.config = load_config(config_path)
        self._config_path = config_path
        self._edited_at = _edited_at(config_path)
        self._clock = clock
        self._tell = tell
        self._limits = limits
        self._holder = f"{socket.gethostname()}:{os.getpid()}"
        self._writer = Writer(database, self.config, clock.now)
        self._other: str | None = None  # who holds the lease, if not this watcher
        self._wanted = asyncio.Event()
        self._force = False
        self._under_way: asyncio.Task[RoundDone] | None = None
        self._quiet_until: datetime | None = None  # a round was broken off by hand
        self._unwritten: dict[str, tuple[str, str]] = {}  # moves that feeds.toml could not take
        self._parts = AsyncExitStack()

    async def __aenter__(self) -> Self:
        """Open the database. Raises StoreError."""
        await self._parts.enter_async_context(self._writer)
        try:
            silences = await self.write(
                lambda pipeline: host_silences(pipeline.store.feeds.states().values(), self._clock.now())
            )
            self._fetcher = await self._parts.enter_async_context(
                Fetcher(
                    version=version("policy-monitor"),
                    contact=self.config.contact,
                    limits=self._limits,
                    silences=silences,
                )
            )
            self._parser = await self._parts.enter_async_context(ParserProcess())
        except BaseException:
            await self._parts.aclose()
            raise
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Give the lease back and close everything; what is being written is finished or undone."""
        try:
            await self.write(lambda pipeline: pipeline.store.lease.release(self._holder))
        except StoreError as failure:
            self._tell(StoreFailed(str(failure)))
        finally:
            await self._parts.aclose()

    @property
    def following(self) -> bool:
        """Whether another program polls for this database."""
        return self._other is not None

    async def write(self, job: Callable[[Pipeline], T]) -> T:
        """Run a job on the pipeline in the writer's thread. Raises StoreError."""
        return await self._writer.run(job)

    def poll_now(self, *, force: bool = False) -> None:
        """Let `run` begin a round at once: of the feeds that are due, or of all (`force`)."""
        self._force = self._force or force
        self._quiet_until = None
        self._wanted.set()

    def stop_round(self) -> bool:
        """Break off the round under way, at once; False where there is none.

        Each feed is left as it was or with all that it said. `run` then asks nothing for STOPPED, or until
        `poll_now`.
        """
        if self._under_way is None:
            return False
        self._quiet_until = self._clock.now() + STOPPED
        self._under_way.cancel()
        return True

    # --- one round ---

    async def round(self, *, force: bool = False, woke: datetime | None = None) -> RoundDone | None:
        """Ask the feeds that are due, or all; None where none is, or where it was stopped.

        `woke`: see `Round.run`.

        Raises BusyError, StoreError.
        """
        if not await self._lease():
            raise BusyError(f"Another program ({self._other}) polls for this database.")
        states = await self.write(lambda pipeline: pipeline.store.feeds.states())
        known = by_address(self.config.feeds, states)
        asked = (
            askable(self.config.feeds, known) if force else due(self.config.feeds, known, self._clock.now())
        )
        if not asked:
            return None
        parts = Parts(self._clock, self._fetcher, self._parser, self._writer, self._tell)
        renewing = asyncio.create_task(self._renew())
        self._under_way = asyncio.create_task(
            Round(self.config, states, parts).run(asked, forced=force, woke=woke)
        )
        try:
            done = await self._under_way
        except asyncio.CancelledError:
            this = asyncio.current_task()
            if self._quiet_until is None or (this is not None and this.cancelling()):
                raise
            self._tell(RoundStopped(self._clock.now(), self._quiet_until))
            return None
        finally:
            self._under_way = None
            renewing.cancel()
        await self._write_moves()
        return done

    async def read_again(self) -> bool:
        """Read the next stored items again where that is due; False: nothing is left. Raises StoreError."""
        reread = await self.write(lambda pipeline: pipeline.reread(self._clock.now()))
        if reread is None:
            return False
        self._tell(ReadAgain(reread.topics, reread.done, reread.last))
        self._tell_changes(reread.changes)
        return True

    # --- all rounds ---

    async def run(self, *, breath: float = 0.2) -> None:
        """Keep watch until cancelled. `breath`: least real seconds between two turns, whatever the clock."""
        looking = asyncio.create_task(self._look_at_config())
        try:
            woke: datetime | None = None
            while True:
                woke = await self._sleep(await self._turn(woke), breath)
        finally:
            looking.cancel()

    async def _turn(self, woke: datetime | None) -> datetime:
        """Do all that is due; gives when to look again."""
        force, self._force = self._force, False
        self._wanted.clear()
        try:
            await self._take_up_config()
            if not await self._lease():
                return self._clock.now() + RENEW
            self._tell_changes(await self.write(lambda pipeline: pipeline.pass_time(self._clock.now())))
            quiet = self._quiet_until
            if quiet is None or quiet <= self._clock.now():
                self._quiet_until = None
                await self.round(force=force, woke=woke)
            if await self.read_again():
                return self._clock.now()
            states = await self.write(lambda pipeline: pipeline.store.feeds.states())
        except StoreError as error:
            self._tell(StoreFailed(str(error)))
            return self._clock.now() + RETRY
        known = by_address(self.config.feeds, states)
        again = self._clock.now() + RENEW
        if self._quiet_until is not None:
            return min(self._quiet_until, again)
        return min(next_due(self.config.feeds, known, self._clock.now()) or again, again)

    async def _sleep(self, until: datetime, breath: float) -> datetime | None:
        """Wait for the moment or for `poll_now`; gives the present where the machine has slept meanwhile."""
        wanted = asyncio.create_task(self._wanted.wait())
        waiting = asyncio.gather(self._clock.sleep_until(until), asyncio.sleep(breath))
        try:
            await asyncio.wait((wanted, waiting), return_when=asyncio.FIRST_COMPLETED)
        finally:
            wanted.cancel()
            waiting.cancel()
            await asyncio.gather(wanted, waiting, return_exceptions=True)
        now = self._clock.now()
        return now if now - until > SLEPT else None

    # --- feeds.toml ---

    async def _look_at_config(self) -> None:
        """Wake the watcher when feeds.toml has been edited."""
        while True:
            await asyncio.sleep(LOOK)
            if await asyncio.to_thread(_edited_at, self._config_path) != self._edited_at:
                self._wanted.set()

    async def _take_up_config(self) -> None:
        edited_at = await asyncio.to_thread(_edited_at, self._config_path)
        if edited_at == self._edited_at:
            return
        self._edited_at = edited_at
        try:
            config = await asyncio.to_thread(load_config, self._config_path)
        except ConfigErrors as errors:
            self._tell(ConfigBroken(tuple(str(problem) for problem in errors.problems)))
            return
        changes = await self.write(lambda pipeline: pipeline.configure(config, self._clock.now()))
        self.config = config
        self._tell(ConfigTaken(len(config.feeds), len(config.topics)))
        self._tell_changes(changes)

    async def _write_moves(self) -> None:
        """Give each feed that has moved for good its new address in feeds.toml (7)."""
        states = await self.write(lambda pipeline: pipeline.store.feeds.states())
        known = by_address(self.config.feeds, states)
        moves = {
            feed.name: (feed.url, known[feed.url].moved_to)
            for feed in self.config.feeds
            if known[feed.url].moved_to and not known[feed.url].merged_into
        }
        new = {name: move for name, move in moves.items() if self._unwritten.get(name) != move}
        if not new:
            return
        try:
            edited = await asyncio.to_thread(edit_file, self._config_path, partial(follow_moves, moves=new))
        except (OSError, ValueError) as error:
            self._unwritten.update(new)  # told once; asked at the new address all the same
            self._tell(MovesWritten(tuple(new), problem=str(error)))
        else:
            if edited:
                self._tell(MovesWritten(tuple(new)))

    # --- one poller a database ---

    async def _lease(self) -> bool:
        """Hold the right to poll; False where somebody else does."""
        other = await self.write(self._take_lease)
        if other is not None and self._other is None:
            self._tell(Following(other))
        self._other = other
        return other is None

    def _take_lease(self, pipeline: Pipeline) -> str | None:
        """Take or renew the lease; gives who else holds it. One that a killed program left here is taken."""
        lease, now = pipeline.store.lease, self._clock.now()
        if lease.take(self._holder, now):
            return None
        other = lease.holder(now)
        if other is not None and _is_gone(other):
            lease.release(other)
        return None if lease.take(self._holder, now) else other

    async def _renew(self) -> None:
        while True:
            await asyncio.sleep(RENEW.total_seconds())
            await self._lease()

    def _tell_changes(self, changes: Sequence[Change]) -> None:
        if changes:
            self._tell(ChangesMade(tuple(changes)))


def _edited_at(path: Path) -> tuple[int, int]:
    """What tells one state of a file from another; zeros where it is not there."""
    try:
        found = path.stat()
    except OSError:
        return (0, 0)
    return (found.st_mtime_ns, found.st_size)


def _is_gone(holder: str) -> bool:
    """Whether a holder was a process of this machine that is no more."""
    host, _, process = holder.rpartition(":")
    if host != socket.gethostname() or not process.isdigit():
        return False
    try:
        os.kill(int(process), 0)
    except ProcessLookupError:
        return True
    except PermissionError:
        return False
    return False
