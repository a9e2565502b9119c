"""Answers in words."""

from __future__ import annotations

from datetime import date

import pytest
from board_cases import board, days, moment, said

from monitor.board.changes import changes
from monitor.board.words import (
    ASCII_GLYPHS,
    GLYPHS,
    age_words,
    answer_words,
    basis_words,
    change_words,
    count_words,
    days_words,
    likelihood_band,
    likelihood_words,
    number_words,
    status_words,
    value_words,
)
from monitor.model import Count, Days, Status


@pytest.mark.parametrize(
    ("interval", "said_on", "words"),
    [
        (None, None, "—"),
        (days("11-08", "11-08"), None, "on 8 Nov 2024"),
        (days("06-25", "12-31"), date(2024, 6, 25), "by 31 Dec 2024"),
        (days(None, "12-31"), None, "by 31 Dec 2024"),
        (days("11-06", None), None, "from 6 Nov 2024"),
        (days("03-01", "03-31"), None, "in Mar 2024"),
        (days("01-01", "03-31"), None, "in Q1 2024"),
        (days("01-01", "12-31"), None, "in 2024"),
        (days("03-01", "05-31"), None, "in Mar–May 2024"),
        (days("11-01", "11-05"), None, "1–5 Nov 2024"),
        (days("07-05", "09-03"), None, "5 Jul – 3 Sep 2024"),
        (days("07-05", "2025-01-04"), None, "5 Jul 2024 – 4 Jan 2025"),
        (days("11-08", "11-08"), date(2024, 11, 8), "on 8 Nov 2024"),
    ],
)
def test_days(interval: Days | None, said_on: date | None, words: str) -> None:
    assert days_words(interval, said_on) == words


@pytest.mark.parametrize(
    ("count", "words"),
    [
        (None, "—"),
        (Count(200, 200, "contractors"), "200 contractors"),
        (Count(36, 900, "contractors"), "36–900 contractors"),
        (Count(180, 220, "contractors"), "about 200 contractors"),
        (Count(None, 900, "firms"), "up to 900 firms"),
        (Count(3, None, "firms"), "at least 3 firms"),
        (Count(5700, 5700, "people"), "5,700 people"),
        (Count(2.9e8, 2.9e8, "pounds"), "290 million pounds"),
        (Count(4e10, 5e10, "dollars"), "40–50 billion dollars"),
        (Count(7.2e8, 8.8e8, "dollars"), "about 800 million dollars"),
        (Count(0.25, 0.5, "percent"), "0.25–0.5 percent"),
        (Count(900, 1.5e6, ""), "900–1.5 million"),
    ],
)
def test_counts(count: Count | None, words: str) -> None:
    assert count_words(count) == words


@pytest.mark.parametrize(("number", "words"), [(36.0, "36"), (1e12, "1 trillion"), (1.25e9, "1.25 billion")])
def test_numbers(number: float, words: str) -> None:
    assert number_words(number) == words


@pytest.mark.parametrize(
    ("word", "band"),
    [
        ("likely", (55, 80)),
        ("Almost certainly", (95, 99)),
        ("very likely", (80, 95)),
        ("remote", (1, 5)),
        ("possible", None),
    ],
)
def test_likelihood_bands_are_those_of_icd_203(word: str, band: tuple[int, int] | None) -> None:
    assert likelihood_band(word) == band


def test_a_likelihood_is_shown_as_the_sources_word() -> None:
    assert likelihood_words("likely") == "“likely” (ICD 203: 55–80 %)"
    assert likelihood_words("could") == "“could”"


@pytest.mark.parametrize("glyphs", [GLYPHS, ASCII_GLYPHS])
def test_every_status_has_a_mark_of_its_own_shape(glyphs: dict[Status, str]) -> None:
    assert set(glyphs) == set(Status)
    assert len(set(glyphs.values())) == len(Status)
    assert all(len(mark) == 1 for mark in glyphs.values())


def test_answers_in_words() -> None:
    heard = [
        said("06-01", "considering"),
        said("06-01", days("06-01", "06-30"), likelihood="could"),
        said("06-02", Count(36, 900, "contractors")),
        said("06-02", "no front lines at all"),
    ]
    answers = board(heard, "2024-07-02")
    assert value_words(answers["will"]) == "considering"
    assert status_words(answers["will"]) == "considering (overdue)"
    assert answer_words(answers["will"]) == "considering · overdue"
    assert answer_words(answers["when"]) == "by 30 Jun 2024 · “could” · overdue"
    assert value_words(answers["how-many"]) == "36–900 contractors"
    assert value_words(answers["what"]) == "1 condition"
    assert basis_words(answers["will"]) == (
        "confirmed by the deciding side · moderate confidence · 1 source, 1 item"
    )
    assert basis_words(board([])["will"]) == "nothing said yet"


STEPS = [
    said("06-01", "considering", by="unnamed", feed="CNN"),
    said("06-20", "approved", by="unnamed", feed="Reuters"),
    said("06-21", "approved", feed="White House"),
    said("06-25", "rejected", by="unnamed", feed="BBC"),
]


@pytest.mark.parametrize(
    ("heard", "words"),
    [
        (1, "considering, reported"),
        (2, "considering → approved, reported"),
        (3, "approved: now confirmed"),
        (4, "approved: now contested"),
    ],
)
def test_changes_in_words(heard: int, words: str) -> None:
    now = moment("07-01")
    made = changes(board(STEPS[: heard - 1]), board(STEPS[:heard]), now)
    assert [change_words(change) for change in made] == [words]


@pytest.mark.parametrize(
    ("then", "words"),
    [("07-01 11:30", "30 min"), ("07-01 07:00", "5 h"), ("06-30", "1 day"), ("06-01", "30 days")],
)
def test_ages(then: str, words: str) -> None:
    assert age_words(moment(then), moment("07-01")) == words
