"""When to ask a feed next, and why then. Pure: rules 4 to 6 of docs/polling.md."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping
from datetime import UTC, datetime, timedelta
from itertools import pairwise
from statistics import median

from monitor.feeds.state import FeedState, host_of
from monitor.model import Feed

LONGEST = timedelta(days=31)
"""What a publisher may ask for at most; more is an error on their side (5)."""
BACKOFF_CAP = timedelta(days=1)
"""The longest wait that failures alone lead to (6)."""
ADAPTIVE_SHARE = 10
"""A feed is asked this many times between two of its publications: mean delay a twentieth of the gap."""
ADAPTIVE_CAP = 4
"""The adaptive interval is at most this many configured ones: a quiet feed is still heard the same day."""
JITTER_SHARE = 0.1
"""The jitter is at most this share of the wait."""
JITTER_CAP = timedelta(minutes=30)
SLOWED_FOR = timedelta(days=7)
"""One doubling by a bare 429 is taken back after so long without another."""
OFFLINE_RETRY = timedelta(minutes=5)
"""When nothing left this machine no publisher is asked too early; the network is tried again soon."""
WAKE_PER_FEED = timedelta(seconds=0.2)
WAKE_CAP = timedelta(minutes=2)
"""After a sleep the overdue feeds are spread over this at most."""


def next_poll(
    state: FeedState, feed: Feed, every: timedelta, now: datetime, quiet: datetime | None = None
) -> tuple[datetime, str]:
    """The moment of the next request and the reason, one sentence.

    `every` is the monitor's interval, `quiet` the end of the silence that the feed's host asked for.
    The latest of all wishes wins; jitter and skipped hours only add to it.
    """
    wait, why = max(_wishes(state, feed, every, now), key=lambda wish: wish[0])
    at = now + wait
    for until, reason in _silences(state, quiet):
        if until > at:
            at, why = until, reason
    at += jitter(feed.url, now, at - now)
    return _outside_skipped(at, why, state, feed.url)


def interval_of(feed: Feed, every: timedelta) -> timedelta:
    """The configured interval of a feed."""
    return feed.every or every


def _wishes(state: FeedState, feed: Feed, every: timedelta, now: datetime) -> Iterable[tuple[timedelta, str]]:
    """Waits counted from now, each with its reason; the first of equals is the one that is told."""
    interval = interval_of(feed, every)
    if state.offline:
        yield OFFLINE_RETRY, "This machine had no network; it is tried again soon."
        return
    yield interval, f"The configured interval is {duration(interval)}."
    adaptive = adaptive_interval(state.recent, interval, now)
    if adaptive > interval:
        yield adaptive, f"It publishes seldom, so every {duration(adaptive)} is enough."
    for seconds, name in (
        (state.ttl, "The feed's ttl asks for"),
        (state.max_age, "The server's max-age asks for"),
        (state.expires, "The server's Expires asks for"),
    ):
        if seconds is not None:
            wish = min(timedelta(seconds=seconds), LONGEST)
            yield wish, f"{name} {duration(wish)} between requests."
    slowed = slowed_interval(state, interval, now)
    if slowed > interval:
        yield slowed, f"The server said it was asked too often: now every {duration(slowed)}."
    if state.failures:
        backoff = backoff_interval(state.failures, interval)
        times = "once" if state.failures == 1 else f"{state.failures} times in a row"
        yield backoff, f"It failed {times}, so {duration(backoff)} pass before it is asked again."


def _silences(state: FeedState, quiet: datetime | None) -> Iterable[tuple[datetime, str]]:
    """Moments before which nothing may be asked."""
    if state.retry_after_until is not None:
        yield state.retry_after_until, f"The server asked for quiet until {clock(state.retry_after_until)}."
    if quiet is not None:
        host = host_of(state.address())
        yield quiet, f"{host} asked for quiet until {clock(quiet)}, for all its feeds."


def adaptive_interval(recent: Iterable[datetime], interval: timedelta, now: datetime) -> timedelta:
    """A share of the habitual gap between publications; zero while fewer than three are known."""
    moments = sorted(set(recent))
    if len(moments) < 3:
        return timedelta(0)
    gaps = [later - earlier for earlier, later in pairwise(moments)]
    habit = timedelta(seconds=median(gap.total_seconds() for gap in gaps))
    return min(max(habit, now - moments[-1]) / ADAPTIVE_SHARE, interval * ADAPTIVE_CAP)


def slowed_interval(state: FeedState, interval: timedelta, now: datetime) -> timedelta:
    """The interval after bare 429s: doubled by each, one doubling forgiven a week, at most a day."""
    if not state.slowed or state.slowed_at is None:
        return timedelta(0)
    doublings = state.slowed - (now - state.slowed_at) // SLOWED_FOR
    return _doubled(interval, doublings) if doublings > 0 else timedelta(0)


def backoff_interval(failures: int, interval: timedelta) -> timedelta:
    """The interval itself after the first failure, then doubling, at most a day (6)."""
    return _doubled(interval, failures - 1)


def _doubled(interval: timedelta, times: int) -> timedelta:
    # 2^20 intervals of a second pass any cap: no need to raise to huge powers
    factor: int = 2 ** min(times, 20)
    return max(interval, min(interval * factor, BACKOFF_CAP))


def jitter(url: str, now: datetime, wait: timedelta) -> timedelta:
    """What is added to a wait so that feeds do not march in step: the same for the same feed and moment."""
    return timedelta(seconds=round(_share(url, now) * min(wait * JITTER_SHARE, JITTER_CAP).total_seconds()))


def _share(url: str, now: datetime) -> float:
    """A number in [0, 1) that looks random and is the same for the same feed and moment."""
    digest = hashlib.sha256(f"{url} {now.timestamp():.0f}".encode()).digest()
    return int.from_bytes(digest[:4], "big") / 2**32


def _outside_skipped(at: datetime, why: str, state: FeedState, url: str) -> tuple[datetime, str]:
    """The first moment from `at` on that lies in no skipped hour or day (GMT); all skipped means none is."""
    hours = set(state.skip_hours) if len(set(state.skip_hours)) < 24 else set()
    days = set(state.skip_days) if len(set(state.skip_days)) < 7 else set()
    moment = at.astimezone(UTC)
    if moment.hour not in hours and moment.weekday() not in days:
        return at, why
    while moment.hour in hours or moment.weekday() in days:
        moment = moment.replace(minute=0, second=0, microsecond=0) + timedelta(hours=1)
    moment += jitter(url, at, timedelta(hours=1))
    return moment, "The feed names hours or days in which it is not to be asked; this is the first after."


def host_silences(states: Iterable[FeedState], now: datetime) -> dict[str, datetime]:
    """Host → the end of the silence it asked for; what a restart begins with (5)."""
    silences: dict[str, datetime] = {}
    for state in states:
        until = state.retry_after_until
        if until is not None and until > now and state.retry_after_host:
            host = state.retry_after_host
            silences[host] = max(until, silences.get(host, until))
    return silences


def due(feeds: Iterable[Feed], states: Mapping[str, FeedState], now: datetime) -> list[Feed]:
    """The feeds to ask now, the longest overdue first. `states` is keyed by the feed's URL."""
    waiting = [(at, feed) for feed, at in turns(feeds, states, now) if at <= now]
    return [feed for _, feed in sorted(waiting, key=lambda pair: pair[0])]


def next_due(feeds: Iterable[Feed], states: Mapping[str, FeedState], now: datetime) -> datetime | None:
    """When the next feed is to be asked; None where none is. `states` is keyed by the feed's URL."""
    return min((at for _, at in turns(feeds, states, now)), default=None)


def turns(
    feeds: Iterable[Feed], states: Mapping[str, FeedState], now: datetime
) -> Iterable[tuple[Feed, datetime]]:
    """The feeds that are asked at all, each with its moment: its own, or the end of its host's silence."""
    silences = host_silences(states.values(), now)
    for feed in askable(feeds, states):
        state = states.get(feed.url) or FeedState(feed.url)
        if not state.retired or state.merged_into:
            at = state.next_at or now
            yield feed, max(at, silences.get(host_of(state.address()), at))


def askable(feeds: Iterable[Feed], states: Mapping[str, FeedState]) -> list[Feed]:
    """The feeds that even a forced poll may ask: switched on, and not merged into another that is here."""
    here = tuple(feeds)
    names = {feed.name for feed in here}
    merged = {url for url, state in states.items() if state.merged_into in names}
    return [feed for feed in here if feed.enabled and feed.url not in merged]


def wake_delay(feed: Feed, overdue: int, woke: datetime) -> timedelta:
    """How long after waking up (or starting) at `woke` an overdue feed waits, so that not all go at once."""
    window: timedelta = min(overdue * WAKE_PER_FEED, WAKE_CAP)
    return window * _share(feed.url, woke)


def early(state: FeedState, now: datetime) -> str:
    """What a forced poll must say: how early it is, and against which wish. Empty: it is not early."""
    if state.next_at is None or state.next_at <= now:
        return ""
    return f"{duration(state.next_at - now)} early: {state.next_why}"


def duration(span: timedelta) -> str:
    """A time span in words: "45 min", "2 h", "1 h 30 min", "3 days"."""
    minutes = round(span.total_seconds() / 60)
    if span < timedelta(minutes=1):
        return f"{max(0, round(span.total_seconds()))} s"
    if minutes < 60:
        return f"{minutes} min"
    hours, rest = divmod(minutes, 60)
    if hours < 48:
        return f"{hours} h {rest} min" if rest else f"{hours} h"
    days, hours = divmod(hours, 24)
    return f"{days} days {hours} h" if hours else f"{days} days"


def clock(moment: datetime) -> str:
    """A moment in words, in UTC."""
    return f"{moment.astimezone(UTC):%Y-%m-%d %H:%M} UTC"
