"""Rules 1, 2 and 5 to 7: what a poll changes in what is known of its feed; nothing is lost in the store."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from monitor.feeds.results import Fetched, Freshness, Outcome, ParsedFeed
from monitor.feeds.settle import Settled, settle
from monitor.feeds.state import FeedState, as_row, by_address, from_row, host_of, state_of
from monitor.model import Feed, Tier

NOW = datetime(2024, 6, 5, 12, 0, tzinfo=UTC)
HOUR = timedelta(hours=1)
URL, OTHER = "https://a.example/feed", "https://b.example/feed"
FEED = Feed("A", URL, Tier.MEDIA)
KNOWN = FeedState(
    URL, etag='"old"', last_modified="then", validators_url=URL, body_hash="h", max_age=7200, ttl=600
)
PARSED = ParsedFeed(title="T", home="https://a.example/", ttl=1800)


def answer(outcome: Outcome, **more: object) -> Fetched:
    return Fetched(URL, outcome, "words", **{"final_url": URL, **more})  # type: ignore[arg-type]


def after(
    fetched: Fetched, parsed: ParsedFeed | None = None, known: FeedState = KNOWN, **more: object
) -> Settled:
    return settle(known, FEED, fetched, parsed, NOW, every=HOUR, **more)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("fetched", "parsed", "validators"),
    [
        (answer(Outcome.CONTENT, status=200, body=b"x", etag="new"), PARSED, ("new", None)),
        (answer(Outcome.CONTENT, status=200, body=b"x"), PARSED, (None, None)),
        (answer(Outcome.UNCHANGED, status=200, etag="new", last_modified="now"), None, ("new", "now")),
        (answer(Outcome.NOT_MODIFIED, status=304), None, ('"old"', "then")),
        (answer(Outcome.NOT_MODIFIED, status=304, etag='W/"n"'), None, ('W/"n"', "then")),
        (answer(Outcome.NOT_MODIFIED, status=304, last_modified="now"), None, ('"old"', "now")),
        (answer(Outcome.FAILED, status=404, etag="bad"), None, ('"old"', "then")),
        (answer(Outcome.FAILED, status=500, etag="bad"), None, ('"old"', "then")),
        (answer(Outcome.THROTTLED, status=429, etag="bad"), None, ('"old"', "then")),
        (
            answer(Outcome.CONTENT, status=200, body=b"<html>", etag="bad"),
            ParsedFeed(error="not a feed: begins with '<html>'"),
            ('"old"', "then"),
        ),
    ],
)
def test_rule_2_validators_are_one_set(
    fetched: Fetched, parsed: ParsedFeed | None, validators: tuple[str | None, str | None]
) -> None:
    done = after(fetched, parsed).state
    assert (done.etag, done.last_modified) == validators


@pytest.mark.parametrize(
    ("outcome", "fresh", "max_age", "expires"),
    [
        (Outcome.NOT_MODIFIED, Freshness(), 7200, None),
        (Outcome.NOT_MODIFIED, Freshness(cache_control=True, max_age=60), 60, None),
        (Outcome.NOT_MODIFIED, Freshness(cache_control=True, max_age=60, no_cache=True), None, None),
        (Outcome.NOT_MODIFIED, Freshness(has_expires=True, expires=90), 7200, 90),
        (Outcome.UNCHANGED, Freshness(), None, None),
        (Outcome.UNCHANGED, Freshness(cache_control=True, max_age=60, no_cache=True), None, None),
        (Outcome.UNCHANGED, Freshness(cache_control=True, max_age=60), 60, None),
        (Outcome.FAILED, Freshness(), 7200, None),
    ],
)
def test_rule_4_hints(outcome: Outcome, fresh: Freshness, max_age: int | None, expires: int | None) -> None:
    done = after(answer(outcome, freshness=fresh)).state
    assert (done.max_age, done.expires, done.ttl) == (max_age, expires, 600)


def test_rule_4_the_documents_hints_are_those_of_the_last_one_that_was_read() -> None:
    done = after(answer(Outcome.CONTENT, body=b"x", body_hash="n"), replace(PARSED, skip_hours=(3,))).state
    assert (done.ttl, done.skip_hours, done.body_hash, done.title) == (1800, (3,), "n", "T")


@pytest.mark.parametrize("outcome", [Outcome.THROTTLED, Outcome.FAILED])
def test_rule_5_retry_after_is_kept_and_host_wide_where_the_host_is_busy(outcome: Outcome) -> None:
    done = after(answer(outcome, status=503, retry_after=7200)).state
    assert done.retry_after_until == NOW + 2 * HOUR
    assert done.retry_after_host == ("a.example" if outcome is Outcome.THROTTLED else "")
    assert done.next_at is not None
    assert done.next_at >= NOW + 2 * HOUR
    assert from_row(as_row(done)) == done


def test_rule_5_a_bare_429_slows_down_beyond_its_own_back_off() -> None:
    once = after(answer(Outcome.THROTTLED, status=429), known=replace(KNOWN, max_age=None)).state
    well = settle(once, FEED, answer(Outcome.NOT_MODIFIED), None, NOW + HOUR, every=HOUR).state
    assert (well.failures, well.slowed) == (0, 1)
    assert well.next_at is not None
    assert well.next_at >= NOW + 3 * HOUR
    assert "asked too often" in well.next_why


def test_rule_6_failures_add_up_and_one_success_ends_them() -> None:
    done = replace(KNOWN, max_age=None)
    waits = []
    for _ in range(7):
        done = settle(done, FEED, answer(Outcome.FAILED, status=500), None, NOW, every=HOUR).state
        assert done.next_at is not None
        waits.append((done.next_at - NOW) // HOUR)
    assert [min(wait, 24) for wait in waits] == [1, 2, 4, 8, 16, 24, 24]
    assert done.failing_since == NOW
    well = after(answer(Outcome.NOT_MODIFIED), known=done).state
    assert (well.failing_since, well.failures, well.last_success) == (None, 0, NOW)


def test_rule_6_a_machine_without_network_blames_no_feed() -> None:
    done = after(answer(Outcome.OFFLINE)).state
    assert (done.failures, done.failing_since, done.offline) == (0, NOW, True)
    assert after(answer(Outcome.NOT_MODIFIED), known=done).state.offline is False


def test_rule_6_410_retires_with_a_notice_and_an_answer_brings_back() -> None:
    gone = after(answer(Outcome.GONE, status=410))
    assert "gone for good (410)" in gone.state.retired
    assert gone.notices
    back = after(answer(Outcome.NOT_MODIFIED), known=gone.state)
    assert (back.state.retired, len(back.notices)) == ("", 1)


@pytest.mark.parametrize(
    ("permanent", "parsed", "moved"),
    [
        (OTHER, PARSED, OTHER),
        ("", PARSED, ""),
        (OTHER, ParsedFeed(error="not a feed"), ""),
    ],
)
def test_rule_7_a_move_is_remembered_where_it_leads_to_a_feed(
    permanent: str, parsed: ParsedFeed, moved: str
) -> None:
    done = after(answer(Outcome.CONTENT, body=b"x", final_url=OTHER, permanent_url=permanent), parsed)
    assert done.state.moved_to == moved
    assert bool(done.notices) == bool(moved)
    if moved:
        assert (done.state.address(), done.state.validators_url) == (OTHER, OTHER)


def test_rule_7_a_move_to_a_feed_that_is_followed_merges_the_two() -> None:
    fetched = answer(Outcome.CONTENT, body=b"x", final_url=OTHER, permanent_url=OTHER)
    done = after(fetched, PARSED, followed={OTHER: "B", URL: "A"})
    assert done.state.merged_into == "B"
    assert "already followed as B" in done.state.retired
    assert done.notices == (done.state.retired,)


def test_rule_7_moved_back_home() -> None:
    known = replace(KNOWN, moved_to=OTHER)
    done = after(answer(Outcome.CONTENT, body=b"x", permanent_url=URL), PARSED, known)
    assert (done.state.moved_to, done.state.address()) == ("", URL)


def test_not_asked_is_no_attempt() -> None:
    quiet = NOW + 5 * HOUR
    done = after(answer(Outcome.POSTPONED), quiet=quiet).state
    assert (done.last_attempt, done.failures) == (None, 0)
    assert done.next_at is not None
    assert done.next_at >= quiet


def test_an_edited_address_begins_anew() -> None:
    edited = Feed("A", OTHER, Tier.MEDIA)
    assert state_of(edited, KNOWN) == FeedState(OTHER)
    assert state_of(FEED, KNOWN) is KNOWN


def test_rule_7_an_edit_that_writes_down_a_move_changes_nothing_else() -> None:
    moved = replace(KNOWN, moved_to=OTHER)
    edited = Feed("A", OTHER, Tier.MEDIA)
    assert state_of(edited, moved) == replace(KNOWN, url=OTHER)
    assert by_address([edited], {"A": moved})[OTHER] == replace(KNOWN, url=OTHER)
    merged = replace(moved, merged_into="B")
    assert state_of(edited, merged) == FeedState(OTHER)


@given(
    st.builds(
        FeedState,
        url=st.just(URL),
        etag=st.none() | st.text(),
        last_modified=st.none() | st.text(),
        failures=st.integers(0, 99),
        offline=st.booleans(),
        skip_hours=st.lists(st.integers(0, 23)).map(tuple),
        next_at=st.none()
        | st.datetimes(min_value=datetime(1990, 1, 1)).map(lambda m: m.replace(microsecond=0, tzinfo=UTC)),
        recent=st.lists(
            st.datetimes(min_value=datetime(1990, 1, 1)).map(lambda m: m.replace(microsecond=0, tzinfo=UTC))
        ).map(tuple),
    )
)
def test_a_state_survives_the_store(known: FeedState) -> None:
    row = as_row(known)
    assert all(value is None or isinstance(value, str | int) for value in row.values())
    assert from_row({**row, "feed_id": 3}) == known


@pytest.mark.parametrize(
    ("url", "host"),
    [
        ("https://A.example/x", "a.example"),
        ("https://a.example:443/x", "a.example"),
        ("http://a.example:443/x", "a.example:443"),
        ("http://a.example.:80/", "a.example"),
        ("http://[::1]:8080/", "::1:8080"),
        ("http://a.example:99999/", "a.example"),
    ],
)
def test_what_one_host_is(url: str, host: str) -> None:
    assert host_of(url) == host
