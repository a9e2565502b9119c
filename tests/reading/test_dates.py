"""Days as intervals, whose days they are, and whether they agree with what the item says."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from monitor.model import Days, Item, Kind, Question, Topic
from monitor.reading.dates import find_dates, read_days
from monitor.reading.dates.holidays import easter
from monitor.reading.document import Finding, read_document
from monitor.terms import parse_terms
from monitor.text import tokens

R = date(2024, 6, 25)  # a Tuesday
AT = datetime(2024, 6, 25, 12, tzinfo=UTC)
CALENDAR = {
    "November election": Days(date(2024, 11, 5), date(2024, 11, 5)),
    "NATO summit": Days(date(2024, 7, 9), date(2024, 7, 11)),
}


def day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None


@pytest.mark.parametrize(
    ("phrase", "first", "last"),
    [
        ("on Dec. 5", "2024-12-05", "2024-12-05"),
        ("on 24 July", "2024-07-24", "2024-07-24"),
        ("on December 5, 2024", "2024-12-05", "2024-12-05"),
        ("on Friday", "2024-06-28", "2024-06-28"),
        ("before the end of 2024", "2024-06-25", "2024-12-31"),
        ("by Dec. 5", "2024-06-25", "2024-12-05"),
        ("until the end of 2024", "2024-06-25", "2024-12-31"),
        ("in 2025", "2025-01-01", "2025-12-31"),
        ("in March 2025", "2025-03-01", "2025-03-31"),
        ("in the first quarter of 2025", "2025-01-01", "2025-03-31"),
        ("next month", "2024-07-01", "2024-07-31"),
        ("in early 2025", "2025-01-01", "2025-04-30"),
        ("in mid-2025", "2025-05-01", "2025-08-31"),
        ("in late 2025", "2025-09-01", "2025-12-31"),
        ("in early July", "2024-07-01", "2024-07-10"),
        ("in mid-July", "2024-07-11", "2024-07-20"),
        ("in late July", "2024-07-21", "2024-07-31"),
        ("by mid-2025", "2024-06-25", "2025-08-31"),
        ("in the spring of 2025", "2025-03-01", "2025-05-31"),
        ("in summer 2025", "2025-06-01", "2025-08-31"),
        ("in the fall", "2024-09-01", "2024-11-30"),
        ("in winter 2025", "2025-12-01", "2026-02-28"),
        ("this week", "2024-06-25", "2024-06-30"),
        ("next week", "2024-07-01", "2024-07-07"),
        ("later this year", "2024-06-25", "2024-12-31"),
        ("this year", "2024-06-25", "2024-12-31"),
        ("in the coming days", "2024-06-25", "2024-07-09"),
        ("in the coming weeks", "2024-06-25", "2024-08-20"),
        ("in the coming months", "2024-06-25", "2024-12-25"),
        ("within 90 days", "2024-06-25", "2024-09-23"),
        ("in the next six weeks", "2024-06-25", "2024-08-06"),
        ("within weeks", "2024-06-25", "2024-08-20"),
        ("in 10 to 12 weeks", "2024-09-03", "2024-09-17"),
        ("as early as next month", "2024-07-01", None),
        ("no sooner than March", "2025-03-01", None),
        ("no earlier than March", "2025-03-01", None),
        ("not before 2026", "2026-01-01", None),
        ("in 2026 at the earliest", "2026-01-01", None),
        ("after the November election", "2024-11-06", None),
        ("by the NATO summit", "2024-06-25", "2024-07-11"),
        ("in fall at the latest", "2024-06-25", "2024-11-30"),
        ("in the second or third quarter of 2025", "2025-04-01", "2025-09-30"),
        ("in the third quarter of calendar year 2025", "2025-07-01", "2025-09-30"),
        ("in mid- to late September", "2024-09-11", "2024-09-30"),
        ("between late August and mid-September", "2024-08-21", "2024-09-20"),
        ("in the week of July 10", "2024-07-08", "2024-07-14"),
        ("before Christmas", "2024-06-25", "2024-12-24"),
        ("by Easter", "2024-06-25", "2025-04-20"),
        ("in a fortnight's time", "2024-07-09", "2024-07-09"),
        ("a week from Friday", "2024-07-05", "2024-07-05"),
        ("a week on Thursday", "2024-07-04", "2024-07-04"),
        ("a week today", "2024-07-02", "2024-07-02"),
        ("two weeks from Monday", "2024-07-15", "2024-07-15"),
        ("by close of business on Friday", "2024-06-25", "2024-06-28"),
        ("until midnight on Friday", "2024-06-25", "2024-06-28"),
        ("by 5 p.m. Eastern on July 15", "2024-06-25", "2024-07-15"),
        ("at 11:59 p.m. on Thursday, July 11", "2024-07-11", "2024-07-11"),
        ("by the end of the day", "2024-06-25", "2024-06-25"),
        ("by the weekend", "2024-06-25", "2024-06-30"),
        ("in H2", "2024-07-01", "2024-12-31"),
        ("by Q3", "2024-06-25", "2024-09-30"),
        ("Q1 next year", "2025-01-01", "2025-03-31"),
        ("in the new year", "2025-01-01", "2025-04-30"),
        ("before the new year", "2024-06-25", "2024-12-31"),
        ("by New Year", "2024-06-25", "2025-01-01"),
        ("by the turn of the year", "2024-06-25", "2025-01-01"),
        ("within 48 hours", "2024-06-25", "2024-06-27"),
        ("in the next 72 hours", "2024-06-25", "2024-06-28"),
        ("over the next fortnight", "2024-06-25", "2024-07-09"),
        ("in a couple of weeks", "2024-07-09", "2024-07-09"),
        ("on or before July 15", "2024-06-25", "2024-07-15"),
        ("on or after July 15", "2024-07-15", None),
        ("in the week beginning 1 July", "2024-07-01", "2024-07-07"),
        ("the last week of July", "2024-07-25", "2024-07-31"),
        ("in the last days of June", "2024-06-27", "2024-06-30"),
        ("in the second half of July", "2024-07-16", "2024-07-31"),
        ("the first Tuesday in July", "2024-07-02", "2024-07-02"),
        ("on the last day of July", "2024-07-31", "2024-07-31"),
        ("on the 15th", "2024-07-15", "2024-07-15"),
        ("in the next fiscal year", "2024-10-01", "2025-09-30"),
        ("on the eve of the NATO summit", "2024-07-08", "2024-07-08"),
        ("within 30 days of July 1", "2024-07-01", "2024-07-31"),
        ("60 days from July 1", "2024-08-30", "2024-08-30"),
        ("in November of next year", "2025-11-01", "2025-11-30"),
        ("on 1 March next year", "2025-03-01", "2025-03-01"),
        ("in September next year", "2025-09-01", "2025-09-30"),
        ("first half next year", "2025-01-01", "2025-06-30"),
        ("in the final quarter", "2024-10-01", "2024-12-31"),
        ("in the weeks ahead", "2024-06-25", "2024-08-20"),
        ("in the early 2030s", "2030-01-01", "2033-12-31"),
        ("in the mid-2020s", "2024-01-01", "2026-12-31"),
        ("2029-33", "2029-01-01", "2033-12-31"),
        ("this month or next", "2024-06-25", "2024-07-31"),
        ("by the end-of-year deadline", "2024-06-25", "2024-12-31"),
        ("the week after next", "2024-07-08", "2024-07-14"),
        ("on New Year's Day 2027", "2027-01-01", "2027-01-01"),
        ("by Thanksgiving", "2024-06-25", "2024-11-28"),
        ("not before May", "2025-05-01", None),
        ("before the November elections", "2024-06-25", "2024-11-04"),
        ("and trade will start in spring", "2025-03-01", "2025-05-31"),
        ("with a berth booked for Tuesday", "2024-06-25", "2024-06-25"),
    ],
)
def test_phrase(phrase: str, first: str | None, last: str | None) -> None:
    (found,) = find_dates(tokens(f"The port will open {phrase}."), R, CALENDAR)
    assert (found.days.first, found.days.last) == (day(first), day(last))


@pytest.mark.parametrize("phrase", ["soon", "shortly", "imminently", "eventually", "at some point"])
def test_vague_words_are_no_interval(phrase: str) -> None:
    assert find_dates(tokens(f"The port will open {phrase}."), R) == []


@pytest.mark.parametrize(
    ("published", "text", "expected"),
    [
        (
            date(2024, 12, 13),
            "The court refused to stop the law, which starts on Jan. 19.",
            date(2025, 1, 19),
        ),
        (date(2024, 1, 12), "The port was opened on Dec. 20.", date(2023, 12, 20)),
        (date(2024, 9, 20), "She spoke after agreeing to the terms in July.", date(2024, 7, 1)),
        (date(2024, 7, 3), "They agreed on Monday to open the port.", date(2024, 7, 1)),
        (date(2024, 7, 7), "The decision on Friday to open it was welcome.", date(2024, 7, 5)),
        (date(2024, 6, 26), "They plan to put ten ships on Tuesday's list.", date(2024, 7, 2)),
        (date(2024, 7, 20), "Trade has doubled since the NATO summit.", date(2024, 7, 9)),
        (date(2024, 8, 21), "Minutes of the July 30 meeting point to an opening.", date(2024, 7, 30)),
    ],
)
def test_a_day_without_a_year_is_the_nearest(published: date, text: str, expected: date) -> None:
    (found,) = find_dates(tokens(text), published, CALENDAR)
    assert expected in (found.days.first, found.expression.first)


@pytest.mark.parametrize(("year", "day"), [(1961, (4, 2)), (2008, (3, 23)), (2019, (4, 21)), (2038, (4, 25))])
def test_easter(year: int, day: tuple[int, int]) -> None:
    assert easter(year) == date(year, *day)


@pytest.mark.parametrize(
    "phrase",
    ["after a vote", "at a summit", "over 17 days", "says the Sunday Times", "under the Ports Bill 2024"],
)
def test_no_event_of_the_calendar_and_no_day(phrase: str) -> None:
    assert find_dates(tokens(f"Ten ships leave {phrase}."), R, CALENDAR) == []


@given(st.text(max_size=80), st.dates(date(1990, 1, 1), date(2090, 1, 1)))
def test_any_text_is_read(text: str, published: date) -> None:
    for found in find_dates(tokens(text), published, CALENDAR):
        assert found.start < found.end
        if found.days.first and found.days.last:
            assert found.days.first <= found.days.last


TOPIC = Topic(
    id="port",
    title="Opening the port",
    about=(parse_terms("port"),),
    deciders=parse_terms("transport ministry | Harn"),
    calendar=CALENDAR,
    questions=(
        Question("port", "open", Kind.WILL, "Will the port be opened?", yes=parse_terms("open | reopen")),
        Question("port", "when", Kind.WHEN, "When will it be opened?", of="open"),
    ),
)


def read(text: str, title: str = "") -> Finding | None:
    item = Item(0, "", "Wire", "", title or text, text if title else "", AT, AT, AT)
    return read_days(read_document(item), TOPIC.questions[1], TOPIC)


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("The port will open on July 12, the ministry said on Monday.", "2024-07-12", "2024-07-12"),
        ("The ministry said on Monday that by November the port would open.", "2024-06-25", "2024-11-30"),
        ("The port opened on June 20.", "2024-06-20", "2024-06-20"),
        ("Harn expects the port to open after the November election.", "2024-11-06", None),
        ("Port to open in July, ministry says", "2024-07-01", "2024-07-31"),
        ("Port in 2026 at the earliest, says Harn", "2026-01-01", None),
    ],
)
def test_day_of_the_event(text: str, first: str | None, last: str | None) -> None:
    found = read(text)
    assert found is not None
    assert found.days == Days(day(first), day(last))
    assert found.cues[0].kind == "date"
    assert found.cues[0].text in text


@pytest.mark.parametrize(
    "text",
    [
        "The ministry said on Monday that the port would open.",
        "Will the port open in July?",
        "The port would have opened in May but for the storm.",
        "Had the port opened in May, prices would be lower.",
        "A committee on the port meets on Friday.",
        "The port will open soon.",
    ],
)
def test_days_of_other_things(text: str) -> None:
    assert read(text) is None


def test_of_two_days_for_one_event_the_closer_is_taken() -> None:
    found = read("The port will open on July 12, the ministry said.", title="Port to open in July")
    assert found is not None
    assert found.days == Days(date(2024, 7, 12), date(2024, 7, 12))
    assert [
        one.reading for one in found.discarded if one.reason == "another date is stated more plainly"
    ] == ["2024-07-01..2024-07-31"]
