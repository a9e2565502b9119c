"""What a poll changes in what is known of its feed. Pure: rules 1, 2 and 5 to 7 of docs/polling.md."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from monitor.feeds.results import Fetched, Outcome, ParsedFeed
from monitor.feeds.schedule import clock, next_poll
from monitor.feeds.state import RECENT, FeedState, host_of
from monitor.model import Feed


@dataclass(frozen=True, slots=True)
class Settled:
    """The state after a poll, and what the analyst must be told of once."""

    state: FeedState
    notices: tuple[str, ...] = ()


def settle(
    state: FeedState,
    feed: Feed,
    fetched: Fetched,
    parsed: ParsedFeed | None,
    now: datetime,
    *,
    every: timedelta,
    new: Iterable[datetime] = (),
    followed: Mapping[str, str] | None = None,
    quiet: datetime | None = None,
) -> Settled:
    """The state to store, in the transaction that stores the poll's last item or after it, never before.

    `parsed` is None unless the body was parsed; `new` holds `Item.at` of the items that were new;
    `followed` maps every address that a feed asks to that feed's name, so that two feeds that move to
    one address become one; `quiet` is the end of the silence that another feed of the host was asked for.
    """
    if fetched.outcome is Outcome.POSTPONED:
        at, why = next_poll(state, feed, every, now, quiet)
        return Settled(replace(state, next_at=max(at, state.next_at or at), next_why=why))
    moments = tuple(new)
    failed = _failure(fetched, parsed)
    attempted = replace(
        state,
        last_attempt=now,
        last_status=fetched.status,
        last_result=failed or _success(fetched, parsed, len(moments)),
        offline=fetched.outcome is Outcome.OFFLINE,
    )
    if failed:
        after, notices = _after_failure(attempted, fetched, now)
    else:
        after, notices = _after_success(attempted, feed, fetched, parsed, now, moments, followed or {})
    at, why = next_poll(after, feed, every, now, quiet)
    return Settled(replace(after, next_at=at, next_why=why), notices)


def _failure(fetched: Fetched, parsed: ParsedFeed | None) -> str:
    """The failure in words; empty where the poll succeeded. A 200 that is no feed is a failure (9)."""
    if fetched.outcome in (Outcome.UNCHANGED, Outcome.NOT_MODIFIED):
        return ""
    if fetched.outcome is Outcome.CONTENT:
        return parsed.error if parsed is not None else "the document was not read"
    return fetched.words


def _success(fetched: Fetched, parsed: ParsedFeed | None, new: int) -> str:
    if parsed is None:
        return fetched.words
    entries = "1 entry" if len(parsed.entries) == 1 else f"{len(parsed.entries)} entries"
    return "; ".join((f"{entries}, {new} new", *parsed.notes))


def _after_failure(state: FeedState, fetched: Fetched, now: datetime) -> tuple[FeedState, tuple[str, ...]]:
    """Validators, hints and content stay as they are (2)."""
    if fetched.outcome is Outcome.OFFLINE:
        return replace(state, failing_since=state.failing_since or now), ()
    state = replace(state, failing_since=state.failing_since or now, failures=state.failures + 1)
    if fetched.outcome is Outcome.GONE:
        words = f"gone for good (410) since {clock(now)}"
        return replace(state, retired=words), (f"retired: {words}",)
    if fetched.retry_after is not None:
        until = now + timedelta(seconds=fetched.retry_after)
        host = host_of(fetched.final_url) if fetched.outcome is Outcome.THROTTLED else ""
        return replace(state, retry_after_until=until, retry_after_host=host), ()
    if fetched.status == 429:
        return replace(state, slowed=state.slowed + 1, slowed_at=now), ()
    return state, ()


def _after_success(
    state: FeedState,
    feed: Feed,
    fetched: Fetched,
    parsed: ParsedFeed | None,
    now: datetime,
    new: tuple[datetime, ...],
    followed: Mapping[str, str],
) -> tuple[FeedState, tuple[str, ...]]:
    notices: tuple[str, ...] = ()
    if state.retired:
        notices += ("answers again and is no longer retired",)
    state = replace(
        state, last_success=now, failing_since=None, failures=0, retired="", merged_into="",
        retry_after_until=None, retry_after_host="",
    )  # fmt: skip
    if fetched.outcome is Outcome.NOT_MODIFIED:
        return _with_carried(state, fetched), notices
    state = _with_replaced(state, fetched)
    if parsed is not None:
        state = replace(
            state, body_hash=fetched.body_hash, title=parsed.title, home=parsed.home, ttl=parsed.ttl,
            skip_hours=parsed.skip_hours, skip_days=parsed.skip_days,
            recent=tuple(sorted((*state.recent, *new)))[-RECENT:],
        )  # fmt: skip
    return _moved(state, feed, fetched, followed, notices)


def _with_replaced(state: FeedState, fetched: Fetched) -> FeedState:
    """A 200 replaces both validators and all header hints, also where the body is the same (2)."""
    fresh = fetched.freshness
    return replace(
        state,
        etag=fetched.etag,
        last_modified=fetched.last_modified,
        validators_url=fetched.final_url,
        max_age=None if fresh.no_cache else fresh.max_age,
        expires=None if fresh.no_cache else fresh.expires,
    )


def _with_carried(state: FeedState, fetched: Fetched) -> FeedState:
    """A 304 replaces what it carries and keeps the rest (2, 4)."""
    fresh = fetched.freshness
    if fetched.etag is not None:
        state = replace(state, etag=fetched.etag)
    if fetched.last_modified is not None:
        state = replace(state, last_modified=fetched.last_modified)
    if fresh.cache_control:
        state = replace(state, max_age=None if fresh.no_cache else fresh.max_age)
    if fresh.no_cache:
        return replace(state, expires=None)
    if fresh.has_expires:
        state = replace(state, expires=fresh.expires)
    return state


def _moved(
    state: FeedState, feed: Feed, fetched: Fetched, followed: Mapping[str, str], notices: tuple[str, ...]
) -> tuple[FeedState, tuple[str, ...]]:
    """A permanent move is remembered once its target gave a feed (7): this is only reached then."""
    target = fetched.permanent_url
    if not target or target == state.address():
        return state, notices
    owner = followed.get(target)
    if owner is not None and owner != feed.name:
        words = f"moved to {target}, which is already followed as {owner}"
        return replace(state, moved_to=target, merged_into=owner, retired=words), (*notices, words)
    back = target == state.url
    return replace(state, moved_to="" if back else target), (*notices, f"moved for good to {target}")
