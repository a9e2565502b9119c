"""Which number answers, over policies of many sorts: the cases of the folder `numbers`.

Each table there is a question: `ask`, `unit`, what its topic is `about`, and `cases`. A line of `cases` is
what is right, then the headline, then after "||" the text. Right is 12e9, 45..50, ..4e9 (at most), 16.5..
(at least), or none: no number of the item is an answer.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from datetime import UTC, datetime
from itertools import chain
from pathlib import Path
from typing import NamedTuple

import pytest

from monitor.model import Item, Kind, Question, Topic
from monitor.reading.document import read_document
from monitor.reading.numbers import read_count
from monitor.terms import parse_terms

AT = datetime(2031, 5, 6, tzinfo=UTC)
FOLDER = Path(__file__).parent / "numbers"
Interval = tuple[float | None, float | None]


class Case(NamedTuple):
    """A question, an item, and the interval that answers; None: nothing in it does."""

    ask: str
    unit: str
    about: list[str]
    title: str
    text: str
    right: Interval | None

    def __str__(self) -> str:
        return f"{self.ask} {self.title}"


def cases() -> Iterator[Case]:
    """Every case of the folder."""
    tables = (tomllib.loads(path.read_text(encoding="utf-8")) for path in sorted(FOLDER.glob("*.toml")))
    for asked in chain.from_iterable(table.values() for table in tables):
        for line in asked["cases"].strip().splitlines():
            right, _, told = line.partition(" | ")
            title, _, text = told.partition(" || ")
            yield Case(asked["ask"], asked["unit"], asked["about"], title, text, interval(right))


def interval(right: str) -> Interval | None:
    """ "12e9", "45..50", "..4e9", "16.5.." or "none"."""
    if right == "none":
        return None
    low, dots, high = right.partition("..")
    first = float(low) if low else None
    return (first, float(high) if high else None) if dots else (first, first)


def read(case: Case) -> Interval | None:
    """What the reader takes from the item."""
    question = Question("policy", "n", Kind.HOW_MANY, case.ask, unit=parse_terms(case.unit))
    topic = Topic("policy", case.about[0], tuple(map(parse_terms, case.about)), questions=(question,))
    found = read_count(
        read_document(Item(0, "", "Wire", "", case.title, case.text, AT, AT, AT)), question, topic
    )
    return (found.count.low, found.count.high) if found and found.count else None


@pytest.mark.parametrize("case", cases(), ids=str)
def test_number_of_a_policy(case: Case) -> None:
    assert read(case) == case.right
