"""The watcher's life beside the screen, and the words for what it is doing."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from datetime import datetime
from typing import TYPE_CHECKING

from rich.text import Text

from monitor.tui import cells
from monitor.tui.look import Look

if TYPE_CHECKING:
    from monitor.tui.app import MonitorApp


class Polling:
    """Runs the watcher as a task of the event loop."""

    def __init__(self, app: MonitorApp, *, poll: bool) -> None:
        self._app = app
        self._poll = poll
        self._task: asyncio.Task[None] | None = None

    def start(self) -> None:
        """Begin to watch."""

    def tick(self) -> None:
        """Once a second."""

    async def stop(self) -> None:
        """Stop; what is being written is finished."""

    def words(self, look: Look, now: datetime) -> tuple[Text, Text]:
        """The bottom line."""
        return Text("not polling", look("muted")), Text()

    def first_steps(self, width: int, look: Look) -> Sequence[Text]:
        """What to do next where there is nothing to show."""
        return cells.wrap(Text("No questions yet.", look("muted")), width)
