"""Each change is told once, whatever restarts and however many programs look at the database."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from datetime import datetime, timedelta
from functools import partial
from typing import TypeVar

from monitor.clock import Clock
from monitor.digest.window import zone
from monitor.events import ChangesMade, ConfigTaken, Event, NoticeFailed
from monitor.model import Config, NoticeRule
from monitor.notice.rules import Notice, due
from monitor.notice.send import Write, send
from monitor.pipeline import Pipeline
from monitor.store import StoreError
from monitor.watch import Watcher

T = TypeVar("T")
Claimed = list[tuple[NoticeRule, Notice]]

TOLD = "notify."
"""Under this, and a rule's name, the database remembers the last change that was told."""

LOOK = timedelta(minutes=1)
"""How soon the end of quiet hours is noticed."""


class Notifier:
    """Stands between a watcher and whoever hears it, and tells of changes as the rules of feeds.toml say.

    Only the program that polls tells. That a change has been told is stored before it is: a notice may be
    lost with a program that is killed, and never comes twice.
    """

    def __init__(self, tell: Callable[[Event], None], terminal: Write | None) -> None:
        """`tell` hears every event; `terminal` puts characters on the terminal, None where there is none."""
        self._tell = tell
        self._terminal = terminal
        self._moved = asyncio.Event()

    def hear(self, event: Event) -> None:
        """Hand an event of the watcher on; changes of the board and of the rules are looked at by `run`."""
        self._tell(event)
        if isinstance(event, ChangesMade | ConfigTaken):
            self._moved.set()

    async def run(self, watcher: Watcher, clock: Clock) -> None:
        """Tell what is due whenever the board has moved or quiet hours end, until cancelled."""
        await self.begin(watcher)
        while True:
            await self._wait(clock)
            await self.once(watcher, clock)

    async def begin(self, watcher: Watcher) -> None:
        """Let rules that are new begin here: they tell of nothing that was before."""
        if watcher.config.notify:
            await self._write(watcher, partial(begin, config=watcher.config), None)

    async def once(self, watcher: Watcher, clock: Clock) -> None:
        """Tell what is due now."""
        self._moved.clear()
        config = watcher.config
        if not config.notify or watcher.following:
            return
        now = clock.now()
        nothing: Claimed = []
        claimed = await self._write(watcher, partial(claim, config=config, now=now), nothing)
        for rule, notice in claimed:
            for problem in await send(rule, notice, self._terminal):
                self._tell(NoticeFailed(f"The notice “{rule.name}” did not go out: {problem}"))

    async def _write(self, watcher: Watcher, job: Callable[[Pipeline], T], otherwise: T) -> T:
        try:
            return await watcher.write(job)
        except StoreError as error:
            self._tell(NoticeFailed(f"Nothing could be told: {error}"))
            return otherwise

    async def _wait(self, clock: Clock) -> None:
        moved = asyncio.create_task(self._moved.wait())
        later = asyncio.create_task(clock.sleep_until(clock.now() + LOOK))
        try:
            await asyncio.wait((moved, later), return_when=asyncio.FIRST_COMPLETED)
        finally:
            moved.cancel()
            later.cancel()


def begin(pipeline: Pipeline, *, config: Config) -> None:
    """Note for each rule that is new that it has told all there is."""
    store = pipeline.store
    with store.transaction():
        for rule in config.notify:
            if not store.settings.get(f"{TOLD}{rule.name}"):
                store.settings.set(f"{TOLD}{rule.name}", str(store.board.last_change()))


def claim(pipeline: Pipeline, *, config: Config, now: datetime) -> Claimed:
    """What is to be told now; noted as told in the same transaction, so that nobody else tells it."""
    store = pipeline.store
    local = now.astimezone(zone(config.timezone))
    claimed: Claimed = []
    with store.transaction():
        begin(pipeline, config=config)
        for rule in config.notify:
            key = f"{TOLD}{rule.name}"
            last = int(store.settings.get(key))
            found = due(rule, store.board.changes(after=last), last, config, now, local)
            if found.last != last:
                store.settings.set(key, str(found.last))
            if found.notice is not None:
                claimed.append((rule, found.notice))
    return claimed
