"""How a feed is doing, in fields that can be shown. Pure: rule 16 of docs/polling.md."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from itertools import pairwise

from monitor.feeds.schedule import clock, duration
from monitor.feeds.state import RECENT, FeedState, host_of
from monitor.model import Feed

HABIT_OF = 5
"""Publications that make a habit."""
FAR_LONGER = 4
"""Silence is this many times the gap that nine in ten stay under."""
LEAST_SILENCE = timedelta(days=1)
"""No feed is called silent sooner."""
RATE_WINDOW = timedelta(days=28)
"""Items a week are counted over this."""


class Condition(StrEnum):
    """The one word for a feed."""

    NEW = "new"  # not asked yet
    WELL = "well"
    SILENT = "silent"  # heard, but quiet far longer than its habit
    FAILING = "failing"
    RETIRED = "retired"
    OFF = "off"  # not enabled


@dataclass(frozen=True, slots=True)
class Health:
    """What each feed shows (16)."""

    condition: Condition
    last_success: datetime | None
    last_attempt: datetime | None
    result: str  # of the last attempt, in words
    next_at: datetime | None  # None: it is not asked
    why: str  # why then; or why never
    per_week: float | None  # items a week; None: not known yet
    latest: datetime | None  # the latest publication
    silent_since: datetime | None  # set where it is silent
    failing_since: datetime | None
    failures: int
    address: str  # what is asked, after permanent moves


def health(state: FeedState, feed: Feed, now: datetime, quiet: datetime | None = None) -> Health:
    """The health of a feed; `quiet` is the end of the silence its host asked for."""
    silent = silent_since(state)
    condition = _condition(state, feed, silent)
    next_at, why = _next(state, feed, now, quiet)
    return Health(
        condition=condition,
        last_success=state.last_success,
        last_attempt=state.last_attempt,
        result=state.last_result or "not asked yet",
        next_at=next_at,
        why=why,
        per_week=per_week(state.recent, now),
        latest=state.recent[-1] if state.recent else None,
        silent_since=silent,
        failing_since=state.failing_since,
        failures=state.failures,
        address=state.address(),
    )


def _condition(state: FeedState, feed: Feed, silent: datetime | None) -> Condition:
    if not feed.enabled:
        return Condition.OFF
    if state.retired:
        return Condition.RETIRED
    if state.last_attempt is None:
        return Condition.NEW
    if state.failing_since is not None:
        return Condition.FAILING
    return Condition.WELL if silent is None else Condition.SILENT


def _next(state: FeedState, feed: Feed, now: datetime, quiet: datetime | None) -> tuple[datetime | None, str]:
    if not feed.enabled:
        return None, "It is switched off (enabled = false)."
    if state.retired:
        return None, f"It is not asked any more: {state.retired}."
    at = state.next_at or now
    if quiet is not None and quiet > max(at, now):
        return quiet, f"{host_of(state.address())} asked for quiet until {clock(quiet)}, for all its feeds."
    return at, state.next_why or "It has not been asked yet."


def per_week(recent: Sequence[datetime], now: datetime) -> float | None:
    """Items a week over the last four weeks, or over what is known where that is less.

    None: less than a day is known, unless that alone fills what is kept.
    """
    known = now - recent[0] if recent else timedelta(0)
    if known < timedelta(days=1) and len(recent) < RECENT:
        return None
    inside = sum(moment > now - RATE_WINDOW for moment in recent)
    window = min(max(known, timedelta(minutes=1)), RATE_WINDOW)
    return round(inside * timedelta(days=7) / window, 1)


def silent_since(state: FeedState) -> datetime | None:
    """The latest publication of a feed that was heard, but has been quiet far longer than its habit."""
    recent = state.recent
    if state.last_success is None or len(recent) < HABIT_OF:
        return None
    gaps = sorted(later - earlier for earlier, later in pairwise(recent))
    usual, longest = gaps[int(len(gaps) * 0.9)], gaps[-1]
    allowed = max(usual * FAR_LONGER, longest * 1.5, LEAST_SILENCE)
    return recent[-1] if state.last_success - recent[-1] > allowed else None


def health_words(report: Health, now: datetime) -> str:
    """One sentence on how the feed is doing."""
    if report.condition is Condition.FAILING and report.failing_since is not None:
        return f"failing since {clock(report.failing_since)}: {report.result}"
    if report.condition is Condition.SILENT and report.silent_since is not None:
        return f"silent: nothing new for {duration(now - report.silent_since)}"
    if report.condition in (Condition.RETIRED, Condition.OFF):
        return report.why
    return report.result
