"""Reading takes time in proportion to the text, whatever the text is."""

from __future__ import annotations

import time
from collections.abc import Callable
from datetime import UTC, date, datetime
from functools import partial

import pytest

from monitor.model import Days, Item, Kind, Question, Topic
from monitor.reading.conditions import read_conditions
from monitor.reading.dates import find_dates, read_days
from monitor.reading.document import read_document
from monitor.reading.numbers import read_count
from monitor.reading.numbers_grammar import amounts
from monitor.terms import parse_terms
from monitor.text import tokens

AT = datetime(2031, 5, 6, tzinfo=UTC)
OPEN = Question("port", "open", Kind.WILL, "Will the port be opened?", yes=parse_terms("open | reopen"))
WHEN = Question("port", "when", Kind.WHEN, "When will it be opened?", of="open")
SHIPS = Question("port", "n", Kind.HOW_MANY, "How many ships?", unit=parse_terms("ship"))
MONEY = Question("port", "cost", Kind.HOW_MANY, "What does it cost?", unit=parse_terms("dollar | $"))
WHAT = Question("port", "terms", Kind.WHAT, "On what terms?", about=parse_terms("port"))
FAIR = Days(date(2031, 9, 3), date(2031, 9, 5))
PORT = Topic(
    "port",
    "The port",
    (parse_terms("port"),),
    calendar={"harbour fair": FAIR},
    questions=(OPEN, WHEN, SHIPS, MONEY, WHAT),
)

LINES = [
    "in May ",
    "by the end of ",
    "not before June , which ",
    "the port opens on Friday , ",
    "12 ships and ",
    "up to a few dozen ",
    "$5 billion or ",
    "between 5 b/d and 6 b/d ",
    "three-month ",
    "must port unless ",
    "1-2-3/4 ",
    "when once before until ",
]
SHORT, LONG = 10_000, 100_000
"""Characters."""


def seconds(act: Callable[[], object]) -> float:
    """How long it takes, the better of two."""
    taken = []
    for _ in range(2):
        began = time.perf_counter()
        act()
        taken.append(time.perf_counter() - began)
    return min(taken)


@pytest.mark.parametrize("stretch", LINES)
def test_grammars_take_time_in_proportion_to_a_line(stretch: str) -> None:
    short, long = (tokens(stretch * (size // len(stretch))) for size in (SHORT, LONG))
    for grammar in (
        lambda words: find_dates(words, AT.date(), PORT.calendar),
        lambda words: list(amounts(words)),
    ):
        brief = seconds(partial(grammar, short))
        assert seconds(partial(grammar, long)) < 3 * (LONG / SHORT) * brief + 0.2


@pytest.mark.parametrize("stretch", LINES)
def test_a_long_item_costs_no_more_than_its_beginning(stretch: str) -> None:
    item = Item(0, "", "Wire", "", "Port to open", stretch * (LONG // len(stretch)), AT, AT, AT)
    page = read_document(item)

    def read() -> None:
        read_days(page, WHEN, PORT)
        read_count(page, SHIPS, PORT)
        read_count(page, MONEY, PORT)
        read_conditions(page, WHAT, PORT)

    assert seconds(read) < 1
