"""What time it is, handed in: the demo and the tests run on clocks of their own."""

from __future__ import annotations

import asyncio
from datetime import UTC, datetime
from typing import Protocol

LONGEST_SLEEP = 30.0
"""Seconds slept in one piece: a machine that was suspended finds out this soon that time has passed."""


class Clock(Protocol):
    """The present, and waiting for a later one."""

    def now(self) -> datetime:
        """The present moment, timezone-aware and in UTC."""

    async def sleep_until(self, moment: datetime) -> None:
        """Return once `now()` has reached the moment."""


class SystemClock:
    """The machine's clock. Waits by the wall clock, so that a suspended machine does not sleep on."""

    def now(self) -> datetime:
        """The present moment in UTC."""
        return datetime.now(UTC)

    async def sleep_until(self, moment: datetime) -> None:
        """Sleep in pieces until the wall clock has reached the moment."""
        left = (moment - self.now()).total_seconds()
        while left > 0:
            await asyncio.sleep(min(left, LONGEST_SLEEP))
            left = (moment - self.now()).total_seconds()
