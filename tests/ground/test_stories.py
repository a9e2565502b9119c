"""Copies of one text are one story; two reports of one event are two."""

from datetime import UTC, datetime, timedelta

import pytest

from monitor.model import Item
from monitor.reading.stories import WINDOW, StoryIndex

NOW = datetime(2024, 7, 1, tzinfo=UTC)
WIRE = (
    "The foreign affairs commission adjourned on Thursday after hours of debate without a vote. Its chairman "
    "said that the talks had not ripened and that another date would be set in the coming weeks."
)


def item(title: str, text: str, feed: str = "A", at: datetime = NOW) -> Item:
    return Item(0, title, feed, "", title, text, at, at, at)


FIRST = item("Commission puts off decision on Sweden's bid, seeks more talks", WIRE)


@pytest.mark.parametrize(
    ("other", "copy"),
    [
        (item("Lawmakers delay vote on Sweden's bid", WIRE, "B"), True),
        (item("Lawmakers delay vote", "ANKARA (Reuters) - " + WIRE + " Critics were angry.", "B"), True),
        (item("Vote on Sweden's bid put off by commission", WIRE[:91], "B"), True),
        (
            item(
                "Lawmakers delay vote", WIRE.replace("Thursday", "July 1").replace("had not", "haven't"), "B"
            ),
            True,
        ),
        # the same event in other words
        (
            item(
                "Commission puts off decision on Sweden's bid",
                "Turkey's parliament will not decide on the bid yet, its committee's head told reporters "
                "after a long session that ended late in the evening in Ankara.",
                "B",
            ),
            False,
        ),
        # a sentence of it, quoted by a long article on something else
        (
            item(
                "A history of the alliance",
                "Much has changed since 1949, when twelve countries signed a treaty in Washington. " * 6
                + WIRE[:91],
                "B",
            ),
            False,
        ),
        # no text: the headline decides
        (item("Commission puts off decision on Sweden's bid, seeks more talks", "", "B"), True),
        (item("Commission puts off decision on Finland's bid, sees no more talks", "", "B"), False),
        (item("Lawmakers delay vote on Sweden's bid", WIRE, "B", NOW + WINDOW + timedelta(hours=1)), False),
    ],
)
def test_copies(other: Item, copy: bool) -> None:
    index = StoryIndex()
    index.add(FIRST, 7)
    assert index.find(other) == (7 if copy else None)


def test_two_days_of_a_series_are_two() -> None:
    index = StoryIndex()
    frame = "As the war enters its {}th day, these are the main developments that our reporters have seen."
    index.add(item("War: key events, day 501", frame.format(501)), 1)
    assert index.find(item("War: key events, day 502", frame.format(502))) is None


def test_an_outlet_that_sends_its_text_again_makes_no_second_story() -> None:
    index = StoryIndex()
    index.add(FIRST, 7)
    assert index.find(item("Commission puts off decision", WIRE, "A", NOW + timedelta(hours=3))) == 7


def test_what_is_forgotten_is_not_found() -> None:
    index = StoryIndex()
    index.add(FIRST, 7)
    index.add(item("Another story altogether, of another day", WIRE[::-1], "B", NOW + timedelta(days=3)), 8)
    index.forget(NOW + timedelta(days=1))
    assert index.find(item("Lawmakers delay vote", WIRE, "C")) is None
    assert len(index) == 1
    index.forget(NOW + timedelta(days=9))
    assert len(index) == 0


def test_a_common_headline_word_leads_nowhere() -> None:
    index = StoryIndex()
    for number in range(500):
        index.add(item(f"Ukraine {number}", f"{number} " * 20, str(number)), number)
    assert index.find(item("Ukraine again", WIRE, "x")) is None
