"""Rule 16: how a feed is doing, in fields that can be shown."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from monitor.feeds.health import Condition, health, health_words, per_week
from monitor.feeds.state import FeedState
from monitor.model import Feed, Tier

NOW = datetime(2024, 6, 5, 12, 0, tzinfo=UTC)
HOUR, DAY = timedelta(hours=1), timedelta(days=1)
FEED = Feed("A", "https://a.example/feed", Tier.MEDIA)


def moments(gap: timedelta, count: int, last: timedelta) -> tuple[datetime, ...]:
    return tuple(NOW - last - gap * number for number in range(count))[::-1]


def state(**known: object) -> FeedState:
    return FeedState(FEED.url, **{"last_attempt": NOW, "last_success": NOW, **known})  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("known", "feed", "condition"),
    [
        ({"last_attempt": None, "last_success": None}, FEED, Condition.NEW),
        ({}, FEED, Condition.WELL),
        ({"failing_since": NOW - DAY}, FEED, Condition.FAILING),
        ({"retired": "gone"}, FEED, Condition.RETIRED),
        ({}, Feed("A", FEED.url, Tier.MEDIA, enabled=False), Condition.OFF),
        ({"recent": moments(HOUR, 20, 10 * HOUR)}, FEED, Condition.WELL),
        ({"recent": moments(HOUR, 20, 2 * DAY)}, FEED, Condition.SILENT),
        ({"recent": moments(7 * DAY, 8, 20 * DAY)}, FEED, Condition.WELL),
        ({"recent": moments(7 * DAY, 8, 30 * DAY)}, FEED, Condition.SILENT),
        ({"recent": moments(HOUR, 3, 9 * DAY)}, FEED, Condition.WELL),
        ({"recent": moments(HOUR, 20, 2 * DAY), "last_success": NOW - 2 * DAY}, FEED, Condition.WELL),
    ],
)
def test_conditions(known: dict[str, object], feed: Feed, condition: Condition) -> None:
    report = health(state(**known), feed, NOW)
    assert report.condition is condition
    assert health_words(report, NOW)


def test_a_weekend_is_no_silence() -> None:
    workdays = [NOW - DAY * n for n in range(3, 60) if (NOW - DAY * n).weekday() < 5]
    assert health(state(recent=tuple(sorted(workdays))), FEED, NOW).silent_since is None


@pytest.mark.parametrize(
    ("recent", "rate"),
    [
        ((), None),
        (moments(HOUR, 5, HOUR), None),
        (moments(HOUR / 4, 64, HOUR), 63 * 7 * 24 / 16.75),
        (moments(DAY, 28, HOUR), 7.0),
        (moments(DAY, 7, DAY), 7.0),
        (moments(HOUR, 64, HOUR), 168.0),
        (moments(7 * DAY, 8, 30 * DAY), 0.0),
    ],
)
def test_items_a_week(recent: tuple[datetime, ...], rate: float | None) -> None:
    assert per_week(recent, NOW) == (rate if rate is None else pytest.approx(rate, rel=0.05))


def test_next_attempt_and_why_then() -> None:
    known = state(next_at=NOW + HOUR, next_why="The configured interval is 1 h.")
    assert health(known, FEED, NOW).why == "The configured interval is 1 h."
    quiet = health(known, FEED, NOW, quiet=NOW + 3 * HOUR)
    assert (quiet.next_at, "a.example asked for quiet" in quiet.why) == (NOW + 3 * HOUR, True)
    gone = health(state(retired="gone for good (410)", next_at=NOW), FEED, NOW)
    assert (gone.next_at, "not asked any more" in gone.why) == (None, True)
