"""What is marked on a status: contested, what stands beside it, voices and items, since when."""

from __future__ import annotations

import pytest
from board_cases import board, said

from monitor.model import Basis, Evidence, Status


def test_a_report_against_a_standing_official_statement_contests() -> None:
    answer = board([said("06-01", "considering"), said("06-03", "rejected", by="report", feed="CNN")])["will"]
    assert answer.status is Status.CONSIDERING
    assert answer.contested == "CNN (3 Jun 2024): rejected"


def test_a_step_further_is_no_contradiction() -> None:
    answer = board([said("06-01", "considering"), said("06-03", "expected", by="report", feed="CNN")])["will"]
    assert answer.status is Status.CONSIDERING
    assert not answer.contested


def test_a_decision_on_the_same_side_is_no_contradiction() -> None:
    answer = board([said("06-01", "expected"), said("06-03", "approved", by="report", feed="CNN")])["will"]
    assert answer.status is Status.EXPECTED
    assert not answer.contested


def test_an_outlets_own_word_does_not_contest_a_decision_that_several_tell() -> None:
    told = [said("06-01", "approved"), said("06-01", "approved", feed="AP")]
    assert not board([*told, said("06-03", "unlikely", by="report", feed="CNN")])["will"].contested
    assert board([*told, said("06-03", "unlikely", by="unnamed", feed="CNN")])["will"].contested
    assert board([*told, said("06-03", "rejected", by="report", feed="CNN")])["will"].contested


def test_what_waits_for_a_second_voice_does_not_contest() -> None:
    doubtful = said("06-03", "rejected", by="unnamed", feed="CNN", also=["considering"])
    assert not board([said("06-01", "approved"), doubtful])["will"].contested


def test_what_one_voice_says_beside_the_answer_waits() -> None:
    heard = [said("06-01", "considering"), said("06-03", "expected", by="report", feed="CNN")]
    assert board(heard)["will"].waiting == ("CNN (3 Jun 2024): expected",)
    assert board(heard[1:])["will"].waiting == ()


def test_so_does_a_decision_that_may_be_misread() -> None:
    doubtful = said("06-03", "approved", by="unnamed", feed="CNN", also=["considering"])
    assert board([doubtful])["will"].waiting == ("CNN (3 Jun 2024): approved",)
    assert board([said("06-01", "considering"), doubtful])["will"].waiting == ("CNN (3 Jun 2024): approved",)


def test_what_contests_the_answer_does_not_wait_too() -> None:
    heard = [said("06-01", "considering"), said("06-03", "rejected", by="report", feed="CNN")]
    assert board(heard)["will"].contested
    assert board(heard)["will"].waiting == ()


@pytest.mark.parametrize(
    "then",
    [
        said("06-04", "expected", by="report", feed="BBC"),
        said("06-04", "considering", feed="White House"),
        said("06-04", "considering", by="report", feed="CNN"),
        said("06-18", "considering", by="report", feed="BBC"),
    ],
    ids=["a second voice", "the deciding side", "the same outlet takes it back", "a fortnight on"],
)
def test_what_ends_the_waiting(then: Evidence) -> None:
    heard = [said("06-01", "considering"), said("06-03", "expected", by="report", feed="CNN"), then]
    assert board(heard)["will"].waiting == ()


def test_the_deciding_side_settles_what_was_contested() -> None:
    heard = [said("06-01", "approved"), said("06-03", "rejected", by="unnamed", feed="CNN")]
    assert board(heard)["will"].contested
    assert not board([*heard, said("06-04", "approved", feed="White House")])["will"].contested


def test_a_contradiction_that_nobody_repeats_is_forgotten_after_two_months() -> None:
    heard = [
        said("06-01", "approved"),
        said("06-03", "rejected", by="unnamed", feed="CNN"),
        said("09-03", "approved", by="report", feed="BBC"),
    ]
    assert not board(heard)["will"].contested


def test_what_an_adversary_says_stands_beside() -> None:
    answer = board(
        [
            said("06-01", "considering"),
            said("06-02", "approved", by="other", feed="TASS", source="a Russian lawmaker", adversary=True),
        ]
    )["will"]
    assert answer.beside == ("a Russian lawmaker in TASS (2 Jun 2024): approved",)
    assert not answer.contested
    assert answer.items == 1


def test_sources_and_items_are_counted_apart() -> None:
    """Copies of one wire story are one source; an outlet that retells another's report has that voice."""
    wire = [said("06-01", "approved", by="unnamed", feed="Reuters", story=1)]
    copies = [said("06-01 13:00", "approved", by="unnamed", feed=f"Paper {n}", story=1) for n in range(5)]
    retold = [
        said("06-01 14:00", "approved", by="unnamed", feed=f"Site {n}", origin="Reuters") for n in range(2)
    ]
    other = [said("06-02", "approved", by="unnamed", feed="CNN")]
    answer = board([*wire, *copies, *retold, *other])["will"]
    assert (answer.sources, answer.items) == (2, 9)
    assert answer.basis is Basis.REPORTED


def test_an_outlet_is_one_however_it_is_named() -> None:
    answer = board(
        [
            said("06-01", "approved", by="unnamed", feed="The Wall Street Journal"),
            said("06-02", "approved", by="unnamed", feed="BBC News", origin="WSJ"),
            said("06-03", "approved", by="unnamed", feed="BBC"),
        ]
    )["will"]
    assert answer.sources == 2


def test_since_is_when_the_status_was_reached_and_because_names_its_signals() -> None:
    heard = [said("06-01", "expected"), said("06-05", "approved"), said("06-09", "approved", feed="AP")]
    answer = board(heard)["will"]
    assert answer.since == heard[1].at
    assert answer.because == (heard[1].id, heard[2].id)
    assert answer.why == "an official statement sets the answer at once"
