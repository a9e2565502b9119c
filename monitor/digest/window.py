"""The days a digest covers, in the desk's time zone."""

from __future__ import annotations

import os
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo, available_timezones


@dataclass(frozen=True, slots=True)
class Window:
    """Inclusive days in a time zone, and the moments [start, end) in UTC that they span.

    A day is as long as its time zone has it: 23 or 25 hours when clocks change.
    """

    first: date
    last: date
    timezone: ZoneInfo
    begins: datetime | None = None  # a moment within the first day to begin at: "since the last digest"
    ends: datetime | None = None  # a moment within the last day to end at

    @property
    def start(self) -> datetime:
        """The first moment of the first day, or where it begins."""
        return self.begins or datetime.combine(self.first, time.min, self.timezone).astimezone(UTC)

    @property
    def end(self) -> datetime:
        """The first moment after the last day, or where it ends."""
        return self.ends or datetime.combine(
            self.last + timedelta(days=1), time.min, self.timezone
        ).astimezone(UTC)

    def holds(self, moment: datetime) -> bool:
        """Whether a moment falls into these days."""
        return self.start <= moment < self.end

    def local(self, moment: datetime) -> datetime:
        """The moment on the desk's clock."""
        return moment.astimezone(self.timezone)

    @property
    def words(self) -> str:
        """The days in words: "Friday, 8 November 2024" or "4–8 November 2024"."""
        if self.first == self.last:
            return f"{self.first:%A}, {self.first.day} {self.first:%B %Y}"
        return f"{self.first.day} {self.first:%B %Y} – {self.last.day} {self.last:%B %Y}"


def between(begins: datetime, ends: datetime, timezone: ZoneInfo) -> Window:
    """The window from one moment to another, both exact."""
    first, last = begins.astimezone(timezone).date(), ends.astimezone(timezone).date()
    return Window(first, last, timezone, begins, ends)


def zone(name: str) -> ZoneInfo:
    """The configured time zone, or the machine's where none is configured."""
    return ZoneInfo(name or _machine_zone())


def _machine_zone() -> str:
    """The machine's IANA zone by TZ or /etc/localtime; UTC where neither names one."""
    named = os.environ.get("TZ", "").lstrip(":")
    if named in available_timezones():
        return named
    target = os.path.realpath("/etc/localtime")
    _, _, name = target.partition("zoneinfo/")
    return name if name in available_timezones() else "UTC"
