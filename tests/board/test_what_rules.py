"""Conditions on the board: merged when said in other words, struck through when withdrawn."""

from __future__ import annotations

from board_cases import board, said

from monitor.model import Basis

AWAY = "Contractors would work far from the front lines"
AWAY_AGAIN = "the contractors will be located far away from the front lines"
PLANS = "Each company must develop a plan to mitigate risks to its employees"


def test_conditions_said_in_other_words_are_one() -> None:
    answer = board(
        [
            said("06-25", AWAY, by="unnamed", feed="CNN"),
            said("06-26", PLANS, by="unnamed", feed="CNN"),
            said("06-27", AWAY_AGAIN, by="unnamed", feed="Reuters", source="two officials"),
        ]
    )["what"]
    assert [c.text for c in answer.conditions] == [AWAY, PLANS]
    assert answer.basis is Basis.REPORTED
    assert (answer.sources, answer.items) == (2, 3)


def test_a_withdrawn_condition_is_struck_through_and_comes_back_when_named_again() -> None:
    heard = [said("06-25", AWAY), said("07-25", AWAY_AGAIN, withdrawn=True)]
    assert [c.withdrawn for c in board(heard)["what"].conditions] == [True]
    heard.append(said("08-25", AWAY))
    assert [c.withdrawn for c in board(heard)["what"].conditions] == [False]


def test_a_report_does_not_withdraw_what_the_deciding_side_has_stated() -> None:
    heard = [said("06-25", AWAY), said("07-25", AWAY_AGAIN, withdrawn=True, by="report", feed="CNN")]
    assert [c.withdrawn for c in board(heard)["what"].conditions] == [False]


def test_who_does_not_decide_names_no_condition() -> None:
    answer = board([said("06-25", AWAY, by="other", feed="CNN")])["what"]
    assert not answer.conditions
    assert answer.beside == (f"CNN (25 Jun 2024): {AWAY}",)
