"""Numbers on the board: narrowed, replaced, never confirmed by being retold, and never mixed across units."""

from __future__ import annotations

import pytest
from board_cases import board, said

from monitor.board.howmany import family
from monitor.model import Count, Evidence

FEW = Count(36, 200, "contractors")

RULES: dict[str, tuple[list[Evidence], Count | None, str]] = {
    "nothing said": ([], None, ""),
    "the first word": ([said("06-25", FEW, by="unnamed", feed="CNN")], FEW, "reported"),
    "a vaguer number says nothing new": (
        [
            said("06-25", FEW, by="unnamed"),
            said("06-26", Count(None, 900, "contractors"), by="unnamed", feed="AP"),
        ],
        FEW,
        "reported",
    ),
    "a bound of another size is another number": (
        [said("06-25", FEW), said("06-26", Count(None, 43e6, "contractors"))],
        Count(None, 43e6, "contractors"),
        "confirmed",
    ),
    "and so is one from below": (
        [said("06-25", Count(43_000, 43_000, "contractors")), said("06-26", Count(50, None, "contractors"))],
        Count(50, None, "contractors"),
        "confirmed",
    ),
    "a narrower one sharpens": (
        [
            said("06-25", FEW, by="unnamed"),
            said("06-28", Count(100, 120, "contractors"), by="unnamed", feed="AP"),
        ],
        Count(100, 120, "contractors"),
        "reported",
    ),
    "a later one replaces": (
        [
            said("06-25", FEW, by="unnamed"),
            said("07-28", Count(500, 500, "contractors"), by="report", feed="AP"),
        ],
        Count(500, 500, "contractors"),
        "reported",
    ),
    "the newest official first": (
        [said("06-25", Count(50, 50, "contractors")), said("06-26", Count(75, 75, "contractors"))],
        Count(75, 75, "contractors"),
        "confirmed",
    ),
    "a report does not replace an official number of the week": (
        [
            said("06-25", Count(50, 50, "contractors")),
            said("06-26", Count(75, 75, ""), by="report", feed="AP"),
        ],
        Count(50, 50, "contractors"),
        "confirmed",
    ),
    "a retelling does not correct its origin": (
        [
            said("06-25", FEW, by="unnamed", feed="CNN"),
            said(
                "06-25 14:00",
                Count(300, 900, "contractors"),
                by="unnamed",
                feed="Kyiv Independent",
                origin="CNN",
            ),
        ],
        FEW,
        "reported",
    ),
    # "an `other` source fills an empty answer, basis `reported`, unless its feed is state-media; it never
    # replaces one."
    "other fills": ([said("06-25", FEW, by="other")], FEW, "reported"),
    "other from state media does not": ([said("06-25", FEW, by="other", feed="TASS")], None, ""),
    "other never replaces": (
        [
            said("06-25", FEW, by="report"),
            said("09-25", Count(2000, 9999, "contractors"), by="other", feed="AP"),
        ],
        FEW,
        "reported",
    ),
}


@pytest.mark.parametrize("name", RULES)
def test_rule(name: str) -> None:
    evidence, number, basis = RULES[name]
    answer = board(evidence)["how-many"]
    assert (answer.count, answer.basis or "") == (number, basis)


def test_a_recycled_number_is_not_a_confirmation() -> None:
    heard = [said("06-25", FEW, by="unnamed", feed="CNN")]
    heard += [said("06-26", FEW, by="unnamed", feed=f"Site {n}", origin="CNN") for n in range(5)]
    answer = board(heard)["how-many"]
    assert (answer.sources, answer.items) == (1, 6)


def test_units_are_kept_apart_and_their_conflict_is_flagged() -> None:
    firms = Count(36, 900, "firms")
    answer = board(
        [said("06-25", firms, by="unnamed", feed="CNN"), said("06-26", FEW, by="unnamed", feed="AP")]
    )
    assert answer["how-many"].count == FEW
    assert answer["how-many"].contested == "also counted in other units: 36–900 firms"


def test_an_official_count_of_firms_comes_before_a_reported_one_of_contractors() -> None:
    firms = Count(10, 10, "firms")
    answer = board([said("06-25", firms, feed="White House"), said("06-26", FEW, by="unnamed", feed="AP")])
    assert answer["how-many"].count == firms


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("contractors", "firms", False),
        ("migrants", "asylum seekers", True),
        ("firms", "companies", True),
        ("dollars", "pounds", False),
        ("dollars", "contractors", False),
        ("percent", "basis points", False),
        ("days", "months", False),
        ("F-16s", "F-16 fighters", True),
    ],
)
def test_families_of_units(one: str, other: str, same: bool) -> None:
    assert (family(one) == family(other)) is same
