"""Dates on the board: the newest official first, narrowed, slipped, passed, and gone with the event."""

from __future__ import annotations

import pytest
from board_cases import TOPIC, board, days, moment, said

from monitor.board.answers import advance, begin, wakes
from monitor.board.words import slip_words
from monitor.model import Basis, Days, Evidence, Kind, Question, Status, Topic

YEAR_END = days("06-25", "12-31")


def with_status(at: str, status: str, when: Days, feed: str = "Reuters") -> list[Evidence]:
    """What one item says: a status, and a date beside it."""
    told = said(at, status, feed=feed)
    return [told, said(at, when, feed=feed, item=told.item)]


RULES: dict[str, tuple[list[Evidence], Days | None, str]] = {
    "nothing said": ([], None, ""),
    "the first word": ([said("06-25", YEAR_END, by="unnamed")], YEAR_END, "reported"),
    "the same deadline said again keeps the day it was first given": (
        [
            said("06-25", YEAR_END, by="unnamed"),
            said("07-20", days("07-20", "12-31"), feed="CNN", by="unnamed"),
        ],
        YEAR_END,
        "reported",
    ),
    "the deciding side repeats it": (
        [said("06-25", YEAR_END, by="unnamed"), said("07-20", days("07-20", "12-31"), feed="White House")],
        YEAR_END,
        "confirmed",
    ),
    "a narrower interval sharpens": (
        [said("06-25", YEAR_END), said("08-20", days("09-17", "09-18"))],
        days("09-17", "09-18"),
        "confirmed",
    ),
    "a vaguer one says nothing new": (
        [said("06-25", days("09-17", "09-18")), said("06-26", days("06-26", "12-31"))],
        days("09-17", "09-18"),
        "confirmed",
    ),
    "the newest official first": (
        [said("06-25", days("09-01", "09-30")), said("06-28", days("11-01", "11-30"))],
        days("11-01", "11-30"),
        "confirmed",
    ),
    "a report does not replace an official date of the week": (
        [
            said("06-25", days("09-01", "09-30")),
            said("06-28", days("11-01", "11-30"), by="report", feed="CNN"),
        ],
        days("09-01", "09-30"),
        "confirmed",
    ),
    "two independent reports do": (
        [
            said("06-25", days("09-01", "09-30")),
            said("06-28", days("11-01", "11-30"), by="report", feed="CNN"),
            said("06-29", days("11-01", "11-30"), by="report", feed="BBC"),
        ],
        days("11-01", "11-30"),
        "reported",
    ),
    "a later report replaces an older one": (
        [said("06-25", YEAR_END, by="unnamed"), said("07-18", days("09-01", None), by="unnamed", feed="CNN")],
        days("09-01", None),
        "reported",
    ),
    # "an `other` source fills an empty answer, basis `reported`, unless its feed is state-media; it never
    # replaces one."
    "other fills an empty answer": ([said("06-25", YEAR_END, by="other")], YEAR_END, "reported"),
    "other from state media does not": ([said("06-25", YEAR_END, by="other", feed="TASS")], None, ""),
    "an adversary does not": ([said("06-25", YEAR_END, by="other", adversary=True)], None, ""),
    "other never replaces": (
        [said("06-25", YEAR_END, by="report"), said("08-25", days("10-01", "10-31"), by="other", feed="CNN")],
        YEAR_END,
        "reported",
    ),
    "any report takes the place of an other": (
        [said("06-25", YEAR_END, by="other"), said("06-26", days("10-01", "10-31"), by="report", feed="CNN")],
        days("10-01", "10-31"),
        "reported",
    ),
    "the event has come": (
        [
            said("06-01", days("06-01", "06-30")),
            *with_status("06-20", "approved", days("06-20", "06-20")),
        ],
        days("06-20", "06-20"),
        "confirmed",
    ),
    "and comes once": (
        [
            said("06-20", "approved"),
            said("06-20", days("06-20", "06-20")),
            said("06-27", "in-effect"),
            said("06-27", days("06-27", "06-27")),
        ],
        days("06-20", "06-20"),
        "confirmed",
    ),
    "a date of a refused event is no answer": (
        [said("06-01", days("09-01", "09-30")), said("06-20", "rejected")],
        None,
        "",
    ),
    "nor of a reversed one": (
        [said("06-01", "approved"), said("06-02", days("09-01", "09-30")), said("06-20", "reversed")],
        None,
        "",
    ),
    "a refusal that one outlet alone reports leaves the date": (
        [said("06-01", days("09-01", "09-30")), said("06-20", "rejected", by="unnamed", feed="CNN")],
        days("09-01", "09-30"),
        "confirmed",
    ),
    "a refusal taken back that one outlet alone told of brings the date back": (
        [
            said("06-01", days("09-01", "09-30")),
            said("06-20", "rejected", feed="CNN"),
            said("06-21", "expected", feed="White House"),
        ],
        days("09-01", "09-30"),
        "confirmed",
    ),
    "the day of signature is not the day of effect": (
        [
            said("06-01", "approved", feed="White House"),
            said("06-01", days("12-01", "12-01"), feed="White House"),
            said("06-01 18:00", days("06-01", "06-01"), feed="AP"),
        ],
        days("12-01", "12-01"),
        "confirmed",
    ),
    "a day that was foreseen and came is not moved by a later act": (
        [
            said("06-01", "expected"),
            said("06-01", days("06-20", "06-20")),
            said("06-20", "approved", feed="AP"),
            said("06-20", days("06-20", "06-20"), feed="AP"),
            said("06-27", days("06-27", "06-27"), feed="White House"),
        ],
        days("06-20", "06-20"),
        "confirmed",
    ),
    "a refused date does not come back by itself": (
        [
            said("06-01", days("09-01", "09-30")),
            said("06-20", "rejected", feed="White House"),
            said("07-20", "expected", feed="White House"),
        ],
        None,
        "",
    ),
    "days that have passed give way to any report": (
        [
            said("06-01", days("06-02", "06-04")),
            said("06-06", days("07-01", "07-31"), by="report", feed="CNN"),
        ],
        days("07-01", "07-31"),
        "reported",
    ),
}


RULES |= {
    "one deviating report does not replace what two have said this week": (
        [
            said("06-25", days("09-01", "09-30"), by="report", feed="CNN"),
            said("06-26", days("09-01", "09-30"), by="report", feed="BBC"),
            said("06-28", days("11-01", "11-30"), by="report", feed="AP"),
        ],
        days("09-01", "09-30"),
        "reported",
    ),
    "one that sharpens it does": (
        [
            said("06-25", days("09-01", "09-30"), by="report", feed="CNN"),
            said("06-26", days("09-01", "09-30"), by="report", feed="BBC"),
            said("06-28", days("09-10", "09-12"), by="report", feed="AP"),
        ],
        days("09-10", "09-12"),
        "reported",
    ),
    "a date by which nothing is said of the event does not replace one": (
        [
            *with_status("06-25", "expected", days("09-01", "09-30")),
            said("08-25", days("11-01", "11-30"), feed="AP"),
        ],
        days("09-01", "09-30"),
        "confirmed",
    ),
    "until another voice gives it too": (
        [
            *with_status("06-25", "expected", days("09-01", "09-30")),
            said("08-25", days("11-01", "11-30"), feed="AP"),
            said("08-26", days("11-01", "11-30"), feed="CNN"),
        ],
        days("11-01", "11-30"),
        "confirmed",
    ),
    "one that is given with the event does": (
        [
            *with_status("06-25", "expected", days("09-01", "09-30")),
            *with_status("08-25", "expected", days("11-01", "11-30"), feed="AP"),
        ],
        days("11-01", "11-30"),
        "confirmed",
    ),
    "the event has come on the day that was named, though nobody said so again": (
        [
            *with_status("06-25", "expected", days("07-17", "07-18")),
            said("07-18", "in-effect", feed="AP"),
            *with_status("08-10", "expected", days("11-01", "11-30"), feed="CNN"),
        ],
        days("07-17", "07-18"),
        "confirmed",
    ),
}


@pytest.mark.parametrize("name", RULES)
def test_rule(name: str) -> None:
    evidence, interval, basis = RULES[name]
    answer = board(evidence, "2024-08-31" if evidence else "2024-12-31")["when"]
    assert (answer.days, answer.basis or "") == (interval, basis)


@pytest.mark.parametrize(
    ("first", "then", "words"),
    [
        (days("09-01", "09-30"), days("11-01", "11-30"), "slipped 61 days"),
        (days("06-25", "12-31"), days("09-01", "2025-01-31"), "slipped 31 days"),
        (days("09-10", "09-10"), days("12-01", None), "slipped 82 days"),
        (days("09-01", "09-30"), days("09-17", "09-18"), ""),
        (days("11-01", "11-30"), days("09-01", "09-30"), ""),
    ],
)
def test_a_slipped_date_shows_as_a_slip(first: Days, then: Days, words: str) -> None:
    answer = board([said("06-25", first), said("07-20", then)], "2024-08-01")["when"]
    assert answer.days == then
    assert slip_words(answer) == words


def test_a_slip_stays_while_the_new_date_is_sharpened() -> None:
    answer = board(
        [
            said("06-25", days("09-01", "09-30")),
            said("07-20", days("11-01", "11-30")),
            said("07-25", days("11-06", "11-07")),
        ],
        "2024-08-01",
    )["when"]
    assert answer.slipped_from == days("09-01", "09-30")
    assert slip_words(answer) == "slipped 38 days"


def test_decision_date_and_effect_date_are_kept_apart() -> None:
    heard = [
        *with_status("04-24", "approved", days("04-24", "04-24"), feed="White House"),
        *with_status("05-01", "expected", days("12-01", "12-01"), feed="White House"),
    ]
    answers = board(heard, "2024-06-01")
    assert answers["will"].days == days("04-24", "04-24")
    assert answers["when"].days == days("12-01", "12-01")


@pytest.mark.parametrize(
    ("now", "status"),
    [
        ("2024-11-30", Status.APPROVED),
        ("2024-12-01 23:59", Status.APPROVED),
        ("2024-12-02 00:00", Status.IN_EFFECT),
    ],
)
def test_what_was_approved_is_in_effect_when_its_day_has_passed(now: str, status: Status) -> None:
    heard = [said("04-24", "approved"), said("04-24", days("12-01", "12-01"))]
    answer = board(heard, now)["will"]
    assert answer.status is status
    assert answer.basis is Basis.CONFIRMED
    assert answer.since == (heard[0].at if status is Status.APPROVED else moment("12-02 00:00"))


@pytest.mark.parametrize(
    "heard",
    [
        [said("04-24", "expected"), said("04-24", days("12-01", "12-01"))],
        [said("04-24", "approved"), said("04-24", days("04-24", "04-24"))],
        [said("04-24", "approved"), said("04-24", days("12-01", None))],
        [said("04-24", "approved"), said("04-24", days("12-01", "12-01"), by="other")],
        [said("04-24", "approved"), said("04-24", days("12-01", "12-01")), said("11-30", "delayed")],
        [
            said("04-01", "approved"),
            said("04-01", days("05-23", "05-23")),
            said("05-20", "delayed"),
            said("11-15", "approved"),
        ],
    ],
    ids=[
        "not decided",
        "the date of the decision",
        "no end",
        "not on an official word",
        "delayed meanwhile",
        "approved anew after the day had passed",
    ],
)
def test_what_does_not_come_into_effect_by_itself(heard: list[Evidence]) -> None:
    assert board(heard, "2025-06-01")["will"].status is not Status.IN_EFFECT


@pytest.mark.parametrize(
    ("status", "overdue"),
    [("considering", True), ("delayed", True), ("approved", False), ("rejected", False), ("reversed", False)],
)
def test_overdue_appears_when_the_interval_passes_with_nothing_decided(status: str, overdue: bool) -> None:
    heard = [said("06-01", days("06-01", "06-30")), said("06-02", status)]
    assert not board(heard, "2024-06-30 23:59")["will"].overdue
    assert board(heard, "2024-07-01 00:00")["will"].overdue is overdue


def test_a_day_named_by_somebody_who_does_not_decide_is_no_answer_once_it_has_passed_and_never_overdue() -> (
    None
):
    heard = [said("06-01", days("06-01", "06-30"), by="other"), said("06-02", "considering")]
    assert board(heard, "2024-06-30")["when"].days == days("06-01", "06-30")
    answers = board(heard, "2024-07-01")
    assert answers["when"].days is None
    assert (answers["will"].overdue, answers["when"].overdue) == (False, False)


def test_overdue_by_the_day_that_the_question_names() -> None:
    topic = Topic(
        "topic", "t", (), questions=(Question("topic", "will", Kind.WILL, "?", by=days(None, "06-30").last),)
    )
    assert not board([], "2024-06-30", topic=topic)["will"].overdue
    assert board([], "2024-07-01", topic=topic)["will"].overdue
    assert board([said("06-02", "approved")], "2024-07-01", topic=topic)["will"].overdue is False


def test_wakes_names_the_moments_at_which_time_alone_moves_the_board() -> None:
    state = begin(TOPIC)
    assert wakes(state, moment("06-01")) is None
    state = advance(state, said("06-01", days("06-01", "06-30")))
    assert wakes(state, moment("06-01")) == moment("07-01 00:00")
    assert wakes(state, moment("07-01 00:00")) is None
