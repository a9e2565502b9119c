"""Between the screens and the rest of the program: reads here and now, writes in one thread of their own."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Iterable, Mapping
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar, cast
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from monitor.clock import Clock
from monitor.model import Change, Config, Question, Tag
from monitor.store import evidence, views
from monitor.store.errors import MissingDatabaseError
from monitor.store.evidence import EvidenceRow
from monitor.store.store import Store, open_store
from monitor.store.views import BoardRows, ChangeRow, Seen

if TYPE_CHECKING:
    from monitor.pipeline import Pipeline, Undone
    from monitor.store.archive import Filter, ItemRow, ItemView, Place

T = TypeVar("T")

Run = Callable[[Callable[["Pipeline"], Any]], Awaitable[Any]]
"""Runs a job in the writer's thread."""


class Session:
    """The open database as the screens use it.

    Reading takes a connection of the event loop's thread and a few milliseconds. Writing goes through the
    pipeline in the writer's thread, which opens it with the first job and not before the first picture.
    """

    def __init__(self, config_path: Path, db_path: Path, clock: Clock) -> None:
        self.config_path = config_path
        self.db_path = db_path
        self.clock = clock
        self._config: Callable[[], Config] | None = None
        self._run: Run | None = None
        self._attached = asyncio.Event()
        try:
            self._store = open_store(db_path, readonly=True)
        except MissingDatabaseError:
            open_store(db_path).close()
            self._store = open_store(db_path, readonly=True)
        self.seen: Seen = views.read_seen(self._store.connection)
        self._local = clock.now().astimezone().tzinfo

    # --- time ---

    def now(self) -> datetime:
        """The present in the analyst's zone."""
        return self.clock.now().astimezone(self._local)

    def _set_zone(self, name: str) -> None:
        if not name:
            return
        try:
            self._local = ZoneInfo(name)
        except (ZoneInfoNotFoundError, ValueError):
            self._local = self.clock.now().astimezone().tzinfo

    # --- reading ---

    @property
    def store(self) -> Store:
        """For reading, in the event loop's thread."""
        return self._store

    def remembered(self, name: str, default: str = "") -> str:
        """What the screens keep between runs, by name."""
        return self._store.settings.get(f"screen.{name}", default)

    async def remember(self, name: str, value: str) -> None:
        """Keep it."""

        def job(pipeline: Pipeline) -> None:
            with pipeline.store.transaction():
                pipeline.store.settings.set(f"screen.{name}", value)

        await self.write(job)

    def question(self, key: str) -> Question | None:
        """What feeds.toml says of a question; None until it has been read."""
        topic, _, name = key.partition("/")
        topics = self.config.topics if self.config is not None else ()
        return next((q for t in topics if t.id == topic for q in t.questions if q.id == name), None)

    def changed(self) -> bool:
        """Whether anybody has written since this was last asked."""
        return self._store.changed()

    def board(self) -> BoardRows:
        """The board."""
        return views.read_board(self._store.connection, self.seen)

    def sparks(self) -> Mapping[str, tuple[int, ...]]:
        """Signals a day by question."""
        return views.read_sparks(self._store.connection, self.now())

    def evidence(self, key: str, limit: int = evidence.EVIDENCE_SHOWN) -> tuple[EvidenceRow, ...]:
        """The evidence on a question, newest first."""
        return evidence.read_evidence(self._store.connection, key, limit)

    def changes(
        self, *, question: str = "", before: int | None = None, limit: int = 200
    ) -> tuple[ChangeRow, ...]:
        """Changes, newest first."""
        return views.read_changes(self._store.connection, question=question, before=before, limit=limit)

    def item(self, item_id: int) -> ItemView | None:
        """One item in full."""
        from monitor.store.archive import read_item

        return read_item(self._store.connection, item_id)

    def items(self, ids: list[int]) -> Mapping[int, ItemRow]:
        """Lines of the archive."""
        from monitor.store.archive import read_items

        return read_items(self._store.connection, ids)

    def page(self, wanted: Filter, after: Place | None, limit: int) -> list[Place]:
        """The next items of the archive."""
        from monitor.store.archive import read_page

        return read_page(self._store.connection, wanted, after, limit)

    def labels(self) -> tuple[str, ...]:
        """The analyst's own tags."""
        return evidence.read_labels(self._store.connection)

    async def aside(self, job: Callable[[Store], T]) -> T:
        """Run a longer reading in a thread with a connection of its own."""

        def run() -> T:
            with open_store(self.db_path, readonly=True) as store:
                return job(store)

        return await asyncio.to_thread(run)

    # --- writing ---

    @property
    def config(self) -> Config | None:
        """The configuration that is running; None until feeds.toml has been read."""
        return self._config() if self._config is not None else None

    def attach(self, run: Run, config: Callable[[], Config]) -> None:
        """From now on jobs that write go through `run`: the watcher's thread, or a writer's of our own."""
        self._run, self._config = run, config
        self._set_zone(config().timezone)
        self._attached.set()

    def detach(self) -> None:
        """Nothing is written any more."""
        self._run = None
        self._attached.clear()

    async def write(self, job: Callable[[Pipeline], T]) -> T:
        """Run a job on the pipeline in the writer's thread, once there is one. Raises StoreError."""
        await self._attached.wait()
        assert self._run is not None, "attached"
        return cast(T, await self._run(job))

    async def tag(self, tags: Iterable[Tag]) -> list[Change]:
        """Add tags; gives the changes of answers that follow."""
        now, given = self.clock.now(), list(tags)
        return await self.write(lambda pipeline: [c for tag in given for c in pipeline.tag(tag, now)])

    async def undo(self) -> Undone:
        """Take the last tag back."""
        now = self.clock.now()
        return await self.write(lambda pipeline: pipeline.undo(now))

    async def set_seen(self, seen: Seen) -> None:
        """Keep what has been acknowledged."""
        self.seen = seen

        def job(pipeline: Pipeline) -> None:
            with pipeline.store.transaction():
                views.write_seen(pipeline.store.connection, seen)

        await self.write(job)

    def acknowledged(self, key: str) -> Seen:
        """The mark after all changes and signals of a question have been seen."""
        change, signal = views.newest(self._store.connection)
        return replace(
            self.seen,
            questions={**self.seen.questions, key: change},
            signals={**self.seen.signals, key: signal},
        )

    def all_acknowledged(self) -> Seen:
        """The mark after everything has been seen."""
        change, signal = views.newest(self._store.connection)
        return Seen(all=change, signal=signal)

    def failing(self) -> int:
        """Feeds whose last attempt failed."""
        return sum(state.failing_since is not None for state in self._store.feeds.states().values())

    def close(self) -> None:
        """Close the connection that reads."""
        self._store.close()
