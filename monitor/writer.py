"""The one thread that writes: it opens the database, and whatever touches it is a job that runs there."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime
from pathlib import Path
from types import TracebackType
from typing import Self, TypeVar

from monitor.model import Config
from monitor.pipeline import Pipeline
from monitor.store import open_store
from monitor.store.database import readable_errors

T = TypeVar("T")


class Writer:
    """A pipeline in a thread of its own. Use as an async context manager."""

    def __init__(self, database: Path, config: Config, now: Callable[[], datetime]) -> None:
        self._database = database
        self._config = config
        self._now = now
        self._thread = ThreadPoolExecutor(1, thread_name_prefix="writer")
        self._pipeline: Pipeline | None = None
        self.stopping = threading.Event()

    async def run(self, job: Callable[[Pipeline], T]) -> T:
        """Run a job in the writer's thread, after those given before. Raises StoreError."""
        return await asyncio.get_running_loop().run_in_executor(self._thread, self._do, job)

    def _do(self, job: Callable[[Pipeline], T]) -> T:
        if self._pipeline is None:
            store = open_store(self._database)
            try:
                self._pipeline = Pipeline(store, self._config, self._now())
            except BaseException:
                store.close()
                raise
        with readable_errors(self._database):
            return job(self._pipeline)

    def _close(self) -> None:
        if self._pipeline is not None:
            self._pipeline.store.close()
            self._pipeline = None

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Let the job under way come to its next stop, drop those that wait, and close the database."""
        self.stopping.set()
        closing = self._thread.submit(self._close)
        self._thread.shutdown(wait=False)
        await asyncio.shield(asyncio.wrap_future(closing))
