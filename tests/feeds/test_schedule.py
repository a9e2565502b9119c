"""Rules 4 to 6: when a feed is asked next, and why then."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from monitor.feeds.schedule import (
    JITTER_CAP,
    LONGEST,
    WAKE_CAP,
    adaptive_interval,
    askable,
    backoff_interval,
    due,
    duration,
    early,
    host_silences,
    jitter,
    next_due,
    next_poll,
    wake_delay,
)
from monitor.feeds.state import FeedState
from monitor.model import Feed, Tier

NOW = datetime(2024, 6, 5, 12, 0, tzinfo=UTC)  # a Wednesday
HOUR, DAY = timedelta(hours=1), timedelta(days=1)
URL = "https://a.example/feed"
FEED = Feed("A", URL, Tier.MEDIA)


def state(**known: object) -> FeedState:
    return FeedState(URL, **known)  # type: ignore[arg-type]


def wait(known: FeedState, feed: Feed = FEED, every: timedelta = HOUR) -> timedelta:
    """The wait without what jitter adds at most."""
    at, _ = next_poll(known, feed, every, NOW)
    return at - NOW


def about(found: timedelta, wanted: timedelta) -> bool:
    return wanted <= found <= wanted + min(wanted * 0.1, JITTER_CAP) + timedelta(seconds=1)


@pytest.mark.parametrize(
    ("known", "wanted", "reason"),
    [
        ({}, HOUR, "configured interval"),
        ({"ttl": 3 * 3600}, 3 * HOUR, "ttl"),
        ({"ttl": 60}, HOUR, "configured interval"),
        ({"max_age": 5 * 3600}, 5 * HOUR, "max-age"),
        ({"expires": 5 * 3600}, 5 * HOUR, "Expires"),
        ({"max_age": 5 * 3600, "expires": 7 * 3600, "ttl": 3600}, 7 * HOUR, "Expires"),
        ({"max_age": 400 * 86400}, LONGEST, "max-age"),
        ({"failures": 1}, HOUR, "configured interval"),
        ({"failures": 3}, 4 * HOUR, "failed 3 times in a row"),
        ({"failures": 50}, DAY, "failed 50 times"),
        ({"failures": 3, "max_age": 6 * 3600}, 6 * HOUR, "max-age"),
        ({"retry_after_until": NOW + 9 * HOUR}, 9 * HOUR, "quiet until"),
        ({"retry_after_until": NOW + HOUR / 2}, HOUR, "configured interval"),
        ({"slowed": 2, "slowed_at": NOW - HOUR}, 4 * HOUR, "asked too often"),
        ({"slowed": 2, "slowed_at": NOW - 8 * DAY}, 2 * HOUR, "asked too often"),
        ({"slowed": 2, "slowed_at": NOW - 15 * DAY}, HOUR, "configured interval"),
        ({"offline": True, "failures": 0}, timedelta(minutes=5), "no network"),
    ],
)
def test_rule_4_the_latest_wish_wins(known: dict[str, object], wanted: timedelta, reason: str) -> None:
    at, why = next_poll(state(**known), FEED, HOUR, NOW)
    assert about(at - NOW, wanted), at - NOW
    assert reason in why
    assert why.endswith(".")
    assert "\n" not in why


def test_rule_4_a_feed_has_its_own_interval() -> None:
    assert about(wait(state(), Feed("A", URL, Tier.MEDIA, every=3 * HOUR)), 3 * HOUR)


def test_rule_6_a_long_interval_is_not_shortened_by_the_cap_on_back_off() -> None:
    assert backoff_interval(9, 3 * DAY) == 3 * DAY


def publishing(gap: timedelta, count: int = 10, last: timedelta = timedelta(0)) -> tuple[datetime, ...]:
    return tuple(NOW - last - gap * number for number in range(count))[::-1]


@pytest.mark.parametrize(
    ("recent", "wanted"),
    [
        ((), timedelta(0)),
        (publishing(HOUR, 2), timedelta(0)),
        (publishing(HOUR), HOUR / 10),
        (publishing(DAY), DAY / 10),
        (publishing(7 * DAY), 4 * HOUR),
        (publishing(HOUR, last=20 * HOUR), 2 * HOUR),
        (tuple([NOW] * 20), timedelta(0)),
    ],
)
def test_rule_4_adaptive(recent: tuple[datetime, ...], wanted: timedelta) -> None:
    assert adaptive_interval(recent, HOUR, NOW) == wanted


def test_rule_4_seldom_published_is_told() -> None:
    at, why = next_poll(state(recent=publishing(7 * DAY)), FEED, HOUR, NOW)
    assert about(at - NOW, 4 * HOUR)
    assert "publishes seldom" in why


@given(st.integers(0, 10**6), st.text(max_size=20), st.integers(0, 40 * 86400))
def test_rule_4_jitter_only_adds_and_is_repeatable(offset: int, url: str, seconds: int) -> None:
    now, span = NOW + timedelta(seconds=offset), timedelta(seconds=seconds)
    added = jitter(url, now, span)
    assert timedelta(0) <= added <= min(span * 0.1 + timedelta(seconds=1), JITTER_CAP)
    assert added == jitter(url, now, span)


def test_rule_4_jitter_spreads_feeds() -> None:
    moments = {
        next_poll(FeedState(f"{URL}{n}"), Feed("", f"{URL}{n}", Tier.WIRE), HOUR, NOW)[0] for n in range(50)
    }
    assert len(moments) > 30


@pytest.mark.parametrize(
    ("hours", "days", "allowed"),
    [
        ((13,), (), lambda at: at.hour == 14),
        ((13, 14, 15), (), lambda at: at.hour == 16),
        ((), (2,), lambda at: at.weekday() == 3 and at.hour == 0),
        ((13,), (2,), lambda at: at.weekday() == 3),
        (tuple(range(13, 24)), (3, 4, 5, 6), lambda at: at.weekday() == 0 and at.hour == 0),
        (tuple(range(24)), (), lambda at: at - NOW < 2 * HOUR),
        ((), tuple(range(7)), lambda at: at - NOW < 2 * HOUR),
    ],
)
def test_rule_4_skipped_hours_and_days(
    hours: tuple[int, ...], days: tuple[int, ...], allowed: object
) -> None:
    at, why = next_poll(state(skip_hours=hours, skip_days=days), FEED, HOUR, NOW)
    assert allowed(at)  # type: ignore[operator]
    assert at >= NOW + HOUR
    assert ("not to be asked" in why) == (len(set(hours)) < 24 and len(set(days)) < 7)


@given(
    st.sets(st.integers(0, 23), max_size=23),
    st.sets(st.integers(0, 6), max_size=6),
    st.integers(0, 31 * 86400),
    st.integers(0, 12),
)
def test_rule_4_nothing_is_ever_shortened(
    hours: set[int], days: set[int], max_age: int, failures: int
) -> None:
    known = state(
        skip_hours=tuple(hours), skip_days=tuple(days), max_age=max_age, failures=failures, ttl=max_age // 2
    )
    at, _ = next_poll(known, FEED, HOUR, NOW)
    assert at >= NOW + max(HOUR, timedelta(seconds=max_age))
    assert at.hour not in hours
    assert at.weekday() not in days


def test_rule_5_another_feeds_silence_holds_for_the_host() -> None:
    at, why = next_poll(state(), FEED, HOUR, NOW, quiet=NOW + 5 * HOUR)
    assert about(at - NOW, 5 * HOUR)
    assert "a.example" in why


def test_rule_5_a_silence_holds_for_every_feed_of_its_host_and_ends() -> None:
    until = NOW + 2 * HOUR
    other = Feed("B", "https://a.example/other", Tier.MEDIA)
    elsewhere = Feed("C", "https://b.example/", Tier.MEDIA)
    states = {
        URL: state(retry_after_until=until, retry_after_host="a.example", next_at=until),
        other.url: FeedState(other.url, next_at=NOW - HOUR),
    }
    feeds = [FEED, other, elsewhere]
    assert host_silences(states.values(), NOW) == {"a.example": until}
    assert due(feeds, states, NOW) == [elsewhere]
    assert next_due([FEED, other], states, NOW) == until
    assert due(feeds, states, until) == [other, FEED, elsewhere]


@pytest.mark.parametrize(
    ("known", "feed", "asked"),
    [
        ({}, FEED, True),
        ({"next_at": NOW}, FEED, True),
        ({"next_at": NOW + timedelta(seconds=1)}, FEED, False),
        ({"retired": "gone for good (410)"}, FEED, False),
        ({}, Feed("A", URL, Tier.MEDIA, enabled=False), False),
    ],
)
def test_due(known: dict[str, object], feed: Feed, asked: bool) -> None:
    assert bool(due([feed], {URL: state(**known)}, NOW)) == asked


def test_rule_7_a_merged_feed_is_asked_again_once_the_other_is_gone() -> None:
    other = Feed("B", "https://b.example/", Tier.MEDIA)
    states = {URL: state(merged_into="B", retired="moved", moved_to=other.url)}
    assert askable([FEED, other], states) == [other]
    assert due([FEED], states, NOW) == [FEED]


def test_wake_up_without_a_stampede() -> None:
    feeds = [Feed(str(n), f"https://h{n}.example/", Tier.WIRE) for n in range(300)]
    delays = sorted(wake_delay(feed, len(feeds), NOW) for feed in feeds)
    window = timedelta(seconds=60)
    assert delays[-1] <= window
    assert delays[150] > window / 4
    assert wake_delay(feeds[0], 100_000, NOW) <= WAKE_CAP


def test_rule_4_a_forced_poll_says_that_it_is_early() -> None:
    known = state(next_at=NOW + 90 * timedelta(minutes=1), next_why="The feed's ttl asks for 3 h.")
    assert early(known, NOW) == "1 h 30 min early: The feed's ttl asks for 3 h."
    assert early(known, NOW + 2 * HOUR) == ""
    assert early(state(), NOW) == ""


@pytest.mark.parametrize(
    ("span", "words"),
    [
        (timedelta(seconds=20), "20 s"),
        (timedelta(minutes=5), "5 min"),
        (HOUR, "1 h"),
        (timedelta(minutes=90), "1 h 30 min"),
        (3 * DAY, "3 days"),
        (3 * DAY + HOUR, "3 days 1 h"),
    ],
)
def test_durations_in_words(span: timedelta, words: str) -> None:
    assert duration(span) == words
