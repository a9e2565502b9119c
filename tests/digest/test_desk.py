"""Whole digests from a real database: days, feeds, corrections, dates ahead."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from icalendar import Calendar

from monitor.config import parse_config
from monitor.digest import render
from monitor.digest.calendar import as_ics
from monitor.model import TagKind
from tests.digest.desk import APPROVED, CONSIDERED, FEEDS_TOML, Desk, open_desk


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    with open_desk(tmp_path) as made:
        yield made


# --- days ---------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("moment", "day"),
    [
        ("2024-11-03T04:30", "2024-11-03"),  # 00:30, before the clocks go back
        ("2024-11-04T04:30", "2024-11-03"),  # 23:30: the 25th hour of that day
        ("2024-11-04T05:30", "2024-11-04"),
        ("2024-03-11T03:30", "2024-03-10"),  # 23:30 of the day of 23 hours
        ("2024-03-11T04:30", "2024-03-11"),
    ],
)
def test_a_change_stands_in_the_digest_of_the_desks_own_day_and_no_other(
    desk: Desk, moment: str, day: str
) -> None:
    desk.publish("Ledger", "1", APPROVED, moment)
    days = [date.fromisoformat(day).replace(day=n).isoformat() for n in (1, 2, 3, 4, 5, 9, 10, 11, 12)]
    assert [d for d in days if any(c.kind == "will" for c in desk.digest(d).changes)] == [day]


@pytest.mark.parametrize(
    ("day", "covers"),
    [
        ("2024-11-03", "3 November 2024, 00:00–24:00 (America/New_York; 25 hours, since the clocks changed)"),
        ("2024-03-10", "10 March 2024, 00:00–24:00 (America/New_York; 23 hours, since the clocks changed)"),
        ("2024-05-01", "1 May 2024, 00:00–24:00 (America/New_York)"),
    ],
)
def test_a_day_of_other_length_says_so(desk: Desk, day: str, covers: str) -> None:
    assert f"- Covers {covers}\n" in render(desk.digest(day), "md")


def test_a_range_holds_the_changes_of_all_its_days(desk: Desk) -> None:
    desk.publish("Ledger", "1", CONSIDERED, "2024-11-01T12:00")
    desk.publish("Ledger", "2", APPROVED, "2024-11-08T12:00")
    digest = desk.digest("2024-11-01", "2024-11-08")
    assert [c.after for c in digest.changes if c.kind == "will"] == ["considering", "approved"]
    report = render(digest, "md")
    assert "# Policy digest: 1 November 2024 – 8 November 2024" in report
    assert "8 whole days, 1 November 2024 to 8 November 2024" in report


def test_a_day_that_is_not_over_says_up_to_when_it_is_known(desk: Desk) -> None:
    desk.publish("Ledger", "1", APPROVED, "2024-11-08T12:00")
    assert "- Known as of 8 Nov, 07:00; what came later is not in it\n" in render(
        desk.digest("2024-11-08"), "md"
    )


# --- feeds --------------------------------------------------------------------------------------------


def test_no_news_differs_from_no_data(desk: Desk) -> None:
    desk.publish("Ledger", "1", CONSIDERED, "2024-11-01T12:00")
    desk.ask_feed("Ledger", "2024-11-08T12:00")
    desk.ask_feed("Wire", "2024-11-08T12:00", failed="the server answered 503 Service Unavailable")
    quiet, unasked = desk.digest("2024-11-08"), desk.digest("2024-11-07")
    assert [feed.state for feed in quiet.feeds] == ["read", "failed"]
    assert [feed.state for feed in unasked.feeds] == ["archive", "archive"]  # before the first poll
    assert [feed.state for feed in desk.digest("2024-11-12").feeds] == ["not asked", "not asked"]
    for form in ("md", "txt", "html"):
        report = render(quiet, form)
        assert "this report may miss something" in " ".join(report.split())
        assert "503 Service Unavailable" in " ".join(report.split())


def test_a_feed_that_answers_and_carries_nothing_for_two_weeks_is_silent(desk: Desk) -> None:
    desk.publish("Ledger", "1", CONSIDERED, "2024-11-01T12:00")
    for day in ("2024-11-08", "2024-11-20"):
        desk.ask_feed("Ledger", f"{day}T12:00")
        desk.ask_feed("Wire", f"{day}T12:00")
    assert [feed.state for feed in desk.digest("2024-11-08").feeds] == ["read", "silent"]
    ledger, wire = desk.digest("2024-11-20").feeds
    assert (ledger.state, ledger.words) == ("silent", "nothing new for 19 days")
    assert wire.words == "it answers and has carried no item yet"


# --- corrections --------------------------------------------------------------------------------------


def corrected(desk: Desk, day: str) -> list[tuple[str, str, str]]:
    return [(c.before, c.after, c.why) for c in desk.digest(day).corrections if c.ask.startswith("Will")]


def approved_then(desk: Desk) -> int:
    """A board that said approved on the 8th; gives the signal that led to it."""
    desk.publish("Ledger", "1", CONSIDERED, "2024-11-01T12:00")
    desk.publish("Wire", "2", APPROVED, "2024-11-08T12:00")
    (change,) = [c for c in desk.digest("2024-11-08").changes if c.kind == "will"]
    assert change.after == "approved"
    return change.answer.because[0]


def test_a_sentence_found_misread_corrects_what_was_said(desk: Desk) -> None:
    signal = approved_then(desk)
    desk.judge(TagKind.DISPUTE, "2024-11-10T12:00", item=2, signal=signal)
    misread = "the analyst found that a sentence was misread"
    assert corrected(desk, "2024-11-10") == [("approved", "considering", misread)]
    assert corrected(desk, "2024-11-08") == corrected(desk, "2024-11-11") == []
    assert (
        "was corrected by the analyst: it stands at “considering”"
        in desk.digest("2024-11-10").bottom_line[0].words
    )
    report = render(desk.digest("2024-11-10"), "md")
    assert "was said to stand at “approved” on 8 Nov, 07:00" in report
    assert "Set aside by the analyst; it was read as: approved." in report


def test_what_is_undone_on_the_same_day_was_in_no_digest(desk: Desk) -> None:
    signal = approved_then(desk)
    desk.judge(TagKind.DISPUTE, "2024-11-08T18:00", item=2, signal=signal)
    assert corrected(desk, "2024-11-08") == []


def test_an_item_that_is_not_on_the_topic_corrects_what_was_said(desk: Desk) -> None:
    approved_then(desk)
    desk.judge(TagKind.NOISE, "2024-11-10T12:00", item=2)
    assert corrected(desk, "2024-11-10") == [
        ("approved", "considering", "the analyst found that an item is not about this")
    ]


def test_a_publisher_who_takes_the_sentence_back_corrects_what_was_said(desk: Desk) -> None:
    approved_then(desk)
    edited = "Contractors in Ukraine ask for better roads, a union said."
    desk.publish("Wire", "2", edited, "2024-11-08T12:00", seen="2024-11-10T12:00")
    assert corrected(desk, "2024-11-10") == [
        ("approved", "considering", "the publisher has changed the text that it rested on")
    ]


def test_news_is_no_correction(desk: Desk) -> None:
    approved_then(desk)
    refused = "The White House has rejected the plan to allow contractors in Ukraine, officials said."
    desk.publish("Wire", "3", refused, "2024-11-10T12:00")
    assert [c.after for c in desk.digest("2024-11-10").changes if c.kind == "will"] != []
    assert corrected(desk, "2024-11-10") == []


# --- dates ahead --------------------------------------------------------------------------------------


def entries(desk: Desk, day: str) -> dict[str, tuple[date, int]]:
    calendar = Calendar.from_ical(as_ics(desk.digest(day)))
    return {str(e["uid"]): (e.decoded("dtstart"), int(e["sequence"])) for e in calendar.walk("VEVENT")}


def answer_when(desk: Desk, at: str, answer: str) -> None:
    desk.judge(TagKind.ANSWER, at, topic="contractors", question="when", value=answer)


def test_a_date_that_slips_moves_its_entry_in_the_calendar(desk: Desk) -> None:
    answer_when(desk, "2024-11-01T12:00", '{"when": [null, "2024-12-15"]}')
    before = entries(desk, "2024-11-02")
    answer_when(desk, "2024-11-20T12:00", '{"when": [null, "2025-03-31"]}')
    after = entries(desk, "2024-11-21")
    slipping, by = "contractors.when.when@policy-monitor", "contractors.approved.by@policy-monitor"
    assert set(before) == set(after) == {slipping, by}
    assert before[slipping][0] == date(2024, 12, 15)
    assert after[slipping][0] == date(2025, 3, 31)
    assert after[slipping][1] > before[slipping][1], "a moved entry has a higher SEQUENCE (RFC 5545, 3.8.7.4)"
    assert before[by][0] == after[by][0] == date(2024, 12, 31)


def test_a_question_whose_day_has_passed_is_overdue_and_stands_first(desk: Desk) -> None:
    desk.publish("Ledger", "1", CONSIDERED, "2024-11-01T12:00")
    desk.pipeline.tick(desk.digest("2025-01-02").window.start)
    digest = desk.digest("2025-01-02")
    assert [(a.day, a.overdue) for a in digest.ahead] == [(date(2024, 12, 31), True)]
    assert "was to be decided by then" in render(digest, "md")
    assert "Overdue: Will contractors be allowed?" in as_ics(digest).decode()


def test_a_question_has_its_last_day_and_its_answer_both(tmp_path: Path) -> None:
    toml = FEEDS_TOML.replace('of = "approved"', 'of = "approved"\nby = 2025-06-30')
    with open_desk(tmp_path, toml) as desk:
        answer_when(desk, "2024-11-01T12:00", '{"when": [null, "2025-03-31"]}')
        whats = [(a.question, a.what) for a in desk.digest("2024-11-02").ahead]
    assert ("contractors/when", "by") in whats
    assert ("contractors/when", "when") in whats


# --- options ------------------------------------------------------------------------------------------


def test_the_desk_chooses_parts_length_and_name(tmp_path: Path) -> None:
    options = '[digest]\nby = "The Ukraine desk"\nparts = ["changes", "questions"]\nquotes = 1\n'
    with open_desk(tmp_path) as desk:
        for number in range(4):
            feed = ("Ledger", "Wire")[number % 2]
            text = f"{APPROVED[:-1]}, in report {number} of many."
            desk.publish(feed, f"{number}", text, f"2024-11-08T1{number}:00")
        whole = desk.digest("2024-11-08")
        desk.pipeline.configure(
            parse_config(options + FEEDS_TOML, tmp_path / "feeds.toml"), whole.window.start
        )
        short = desk.digest("2024-11-08")
        report = render(short, "md")
    assert "- By The Ukraine desk\n" in report
    for gone in ("## Dates ahead", "## Sources", "## How this was made"):
        assert gone in render(whole, "md")
        assert gone not in report
    (will, _) = short.topics[0].questions
    assert len(will.shown) == 1
    assert len(will.new) == 1 + will.more
    assert len(render(short, "csv").splitlines()) == len(render(whole, "csv").splitlines()), (
        "the table leaves nothing out"
    )
