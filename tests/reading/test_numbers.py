"""Quantities as intervals, and which of them count what a question asks for."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from monitor.model import Count, Item, Kind, Question, Topic
from monitor.reading.document import Finding, read_document
from monitor.reading.numbers import read_count
from monitor.reading.numbers_grammar import amounts, may_hold_numbers
from monitor.terms import parse_terms
from monitor.text import tokens

AT = datetime(2031, 5, 6, tzinfo=UTC)
TOPIC = Topic("port", "The port", (parse_terms("port"),))


@pytest.mark.parametrize(
    ("text", "low", "high"),
    [
        ("200", 200, 200),
        ("exactly 200", 200, 200),
        ("about 200", 180, 220),
        ("around 50", 45, 55),
        ("some 200", 180, 220),
        ("approximately 360,000", 324_000, 396_000),
        ("nearly 200", 180, 200),
        ("close to 100", 90, 100),
        ("more than 200", 200, None),
        ("at least 200", 200, None),
        ("200 or more", 200, None),
        ("200+", 200, None),
        ("up to 200", None, 200),
        ("no more than 200", None, 200),
        ("fewer than 200", None, 200),
        ("as many as 200", None, 200),
        ("a cap of 200", None, 200),
        ("between 36 and 200", 36, 200),
        ("36 to 200", 36, 200),
        ("1,000-2,500", 1_000, 2_500),
        ("1,000–2,500", 1_000, 2_500),
        ("25 or 50", 25, 50),
        ("a couple", 2, 2),
        ("a couple of hundred", 200, 200),
        ("a few", 3, 9),
        ("several hundred", 300, 900),
        ("a handful", 3, 9),
        ("a dozen", 12, 12),
        ("two dozen", 24, 24),
        ("dozens", 24, 99),
        ("a few dozen", 36, 108),
        ("several dozen", 36, 108),
        ("hundreds", 200, 999),
        ("thousands", 2_000, 9_999),
        ("tens of thousands", 20_000, 99_000),
        ("hundreds of thousands", 200_000, 999_000),
        ("a few dozen to a few hundred", 36, 900),
        ("anywhere from a few dozen to a couple hundred", 36, 200),
        ("no more than a few hundred", None, 900),
        ("half a million", 500_000, 500_000),
        ("$50 billion", 5e10, 5e10),
        ("€2.2bn", 2.2e9, 2.2e9),
        ("£290m", 2.9e8, 2.9e8),
        ("3.5 mln", 3.5e6, 3.5e6),
        ("$40 to $50 billion", 4e10, 5e10),
        ("40 to 50 billion", 4e10, 5e10),
        ("17% to 38%", 17, 38),
        ("thirty-one", 31, 31),
        ("twelve", 12, 12),
        ("a single", 1, 1),
        ("1/2", 0.5, 0.5),
        ("4-3/4", 4.75, 4.75),
        ("US$20", 20, 20),
        ("4,69,202", 469_202, 469_202),
        ("1.85 lakh", 185_000, 185_000),
        ("$20-billion", 2e10, 2e10),
        ("up to A$49.5 mln", None, 4.95e7),
        ("between 189 b/d and 435 b/d", 189, 435),
        ("half-billion", 5e8, 5e8),
        ("a quarter of a million", 250_000, 250_000),
        ("$3bn-plus", 3e9, None),
        ("$800 mil", 8e8, 8e8),
        ("two and a half million", 2.5e6, 2.5e6),
        ("two-and-a-half", 2.5, 2.5),
        ("3½", 3.5, 3.5),
        ("10m-15m", 1e7, 1.5e7),
        ("€2,3 billion", 2.3e9, 2.3e9),
        ("20 000", 20_000, 20_000),
        ("one hundred and twenty", 120, 120),
        ("two hundred and fifty thousand", 250_000, 250_000),
        ("two-thirds", 2 / 3, 2 / 3),
        ("30-odd", 27, 33),
        ("100,000-plus", 100_000, None),
        ("just short of 50", 45, 50),
        ("in excess of 40", 40, None),
        ("Sh302 billion", 3.02e11, 3.02e11),
        ("Rs. 2 lakh crore", 2e12, 2e12),
        ("EUR 5 million", 5e6, 5e6),
        ("R$5bn", 5e9, 5e9),
    ],
)
def test_quantity(text: str, low: float | None, high: float | None) -> None:
    (made,) = amounts(tokens(text + " things."))
    assert (made.low, made.high) == (low, high)


@given(
    st.text(alphabet="a1$ -.,/%", max_size=40), st.sampled_from(["dozens", "three-month", "a few", "halves"])
)
def test_no_line_with_a_quantity_is_passed_over(text: str, word: str) -> None:
    for line in (tokens(text), tokens(f"{text} {word}")):
        assert may_hold_numbers(line) or not list(amounts(line))


@given(st.text(max_size=60))
def test_any_text_is_read(text: str) -> None:
    for made in amounts(tokens(text)):
        assert made.start < made.end
        if made.low is not None and made.high is not None:
            assert made.low <= made.high


@given(st.integers(0, 10**9), st.integers(0, 10**9))
def test_a_range_keeps_its_ends(one: int, other: int) -> None:
    low, high = sorted((one, other))
    made = next(iter(amounts(tokens(f"between {low:,} and {high:,} ships"))))
    assert (made.low, made.high) == (low, high)


def asked(unit: str, ask: str = "How many?") -> Question:
    return Question("port", "n", Kind.HOW_MANY, ask, unit=parse_terms(unit))


def read(text: str, question: Question, title: str = "") -> Finding | None:
    item = Item(0, "", "Wire", "", title or text, text if title else "", AT, AT, AT)
    return read_count(read_document(item), question, TOPIC)


SHIPS = asked("ship | vessel")


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("The port will admit 40 ships a day.", Count(40, 40, "ships")),
        ("The port will admit 40 new Panamax ships.", Count(40, 40, "ships")),
        ("The port will admit 40 of the vessels.", Count(40, 40, "vessels")),
        ("A group of about 60 ships is waiting.", Count(54, 66, "ships")),
        ("Hundreds of ships are waiting.", Count(200, 999, "ships")),
        ("The number of ships will be limited to 437.", Count(437, 437, "")),
        ("The cap on ships stands at 364, rather than the 360 named before.", Count(364, 364, "")),
        ("The port can take 28 ships instead of 60.", Count(28, 28, "ships")),
    ],
)
def test_number_of_the_unit(text: str, count: Count) -> None:
    found = read(text, SHIPS)
    assert found is not None
    assert found.count == count
    assert found.cues[0].kind == "number"
    assert found.cues[0].text in text


@pytest.mark.parametrize(
    "text",
    [
        "The port has 50 cranes for ships.",
        "In 2031 ships came back.",
        "One ship after another left.",
        "The port opens once 300 ships have registered.",
        "The port was built 30 years before ships came.",
        "Owners urge the ministry to admit 75 ships.",
        "One in five ships is late.",
        "The yards have a capacity of 60 ships.",
        "Fleet owners say they stay away unless the port takes 90 ships.",
        "The manager preferred a berth for 20 ships.",
        "Ships pay 40 percent more.",
        "Ships.",
    ],
)
def test_other_numbers_do_not_answer(text: str) -> None:
    assert read(text, SHIPS) is None


@pytest.mark.parametrize(
    ("title", "text", "count"),
    [
        ("Notes", "Another 12 ships may follow.", Count(12, 12, "ships")),
        ("Notes", "The port admits 40 ships. Another 12 ships may follow.", Count(40, 40, "ships")),
        ("Forty ships?", "Nobody counts them.", None),
        ("30 ships or 40? The port keeps still", "It will tell.", None),
        ("Ships leave Aldova", "All 18 have been unloaded, the port said.", Count(18, 18, "")),
    ],
)
def test_parts_and_headlines(title: str, text: str, count: Count | None) -> None:
    found = read(text, SHIPS, title=title)
    assert (found.count if found else None) == count


def test_a_number_in_a_name_counts_nothing() -> None:
    topic = Topic("port", "The port", (parse_terms("Panther"),))
    item = Item(0, "", "Wire", "", "Notes", "Aldova buys 14 Panther 2 A6 ships.", AT, AT, AT)
    found = read_count(read_document(item), SHIPS, topic)
    assert found is not None
    assert found.count == Count(14, 14, "ships")


def test_a_scale_that_a_unit_begins_with_belongs_to_the_number() -> None:
    found = read("The port lets out 1.2 million tonnes.", asked("tonne | million tonne"))
    assert found is not None
    assert found.count == Count(1.2e6, 1.2e6, "tonnes")


def test_units_that_hold_a_scale_or_stand_in_one_word_with_the_number() -> None:
    gas = read("The pipe carries 55 bcm a year.", asked("cubic metre | bcm"))
    assert gas is not None
    assert gas.count == Count(5.5e10, 5.5e10, "bcm")
    stay = read("The port wins a three-month extension.", asked("month", "How many months of extension?"))
    assert stay is not None
    assert stay.count == Count(3, 3, "three-month")


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("The plan lifts the pension age to 64.", 64),
        ("Members backed the retirement age by 255 to 146.", None),
        ("The port was built in 64 days.", None),
    ],
)
def test_an_age_is_a_number_of_years(text: str, value: float | None) -> None:
    found = read(text, asked("year", "To how many years?"))
    assert (found.count if found else None) == (Count(value, value, "years") if value else None)


COST = asked("dollar | $", "What does the port cost?")


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("The port will cost $50 billion.", Count(5e10, 5e10, "dollars")),
        ("The cost of the port rose to 370 million dollars.", Count(3.7e8, 3.7e8, "dollars")),
        ("The port will cost more than half a billion dollars.", Count(5e8, None, "dollars")),
        ("The port will cost $11,000 a ship.", None),
        ("The port will cost $1.8m for each ship.", None),
        ("A bank lost $3 million in May.", None),
        ("The port will cost £50 billion.", None),
    ],
)
def test_money(text: str, count: Count | None) -> None:
    found = read(text, COST)
    assert (found.count if found else None) == count


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("The bank cut rates by 25 basis points.", 25),
        ("The bank made a half-point cut.", 50),
        ("The bank lowered the rate by 1/4 percentage point.", 25),
        ("The bank cut rates in 2031.", None),
        ("The bank sees three-quarters of a percentage point of reductions.", None),
        ("A fee of 4 basis points of the sum is due.", None),
        ("The fee is 14 cents plus 4 basis points.", None),
    ],
)
def test_percentage_points_are_a_hundred_basis_points(text: str, value: float | None) -> None:
    found = read(text, asked("basis point | bp", "By how many basis points?"))
    assert (found.count if found else None) == (Count(value, value, "basis points") if value else None)


def test_days_count_where_they_are_what_is_asked() -> None:
    days = asked("day", "How many days of extension?")
    found = read("The owner has 270 days to sell, and a single 90-day extension is possible.", days)
    assert found is not None
    assert found.count == Count(90, 90, "day")
    assert [(d.reading, d.reason) for d in found.discarded] == [("270", "of nothing that is asked about")]


def test_the_best_placed_number_wins_and_the_others_are_handed_back() -> None:
    found = read("Some 30 ships wait outside.", SHIPS, title="Port of Aldova to admit 40 ships")
    assert found is not None
    assert found.count == Count(40, 40, "ships")
    assert [(d.reading, d.reason) for d in found.discarded] == [("27..33", "another number is better placed")]


@pytest.mark.parametrize(
    ("title", "text", "low", "high"),
    [
        (
            "Dozens of ships to be admitted, officials say",
            "The port will admit between 36 and 80 ships.",
            36,
            80,
        ),
        ("Dozens of ships expected by spring", "Between 36 and 80 ships are expected to sail.", 36, 80),
        ("Dozens of ships expected by spring", "Between 500 and 800 ships are expected to sail.", 24, 99),
        ("Dozens of ships to be admitted, officials say", "A few dozen ships will be admitted.", 24, 99),
        ("Port to admit 40 ships", "The port will admit between 36 and 80 ships.", 40, 40),
    ],
)
def test_a_vague_headline_is_read_by_the_figure_that_the_text_gives_for_it(
    title: str, text: str, low: float, high: float
) -> None:
    found = read(text, SHIPS, title=title)
    assert found is not None
    assert found.count == Count(low, high, "ships")


def test_a_number_of_next_year_does_not_answer_for_this() -> None:
    question = asked("ship", "How many ships in 2031?")
    assert read("The port plans just two ships next year.", question) is None
    assert read("The port plans just two ships this year.", question) is not None


def test_a_number_for_another_year_than_the_one_asked_for() -> None:
    question = asked("percent | %", "By how many percent must emissions fall by 2040?")
    for text in (
        "Emissions must fall by 55% by 2045.",
        "Emissions must fall by 55%.",
    ):
        assert read(text, question) is None
    found = read("Targets for 2040 are set at 55%, and 90% for 2045.", question)
    assert found is not None
    assert found.count == Count(55, 55, "percent")


@pytest.mark.parametrize(
    ("title", "text", "value"),
    [
        ("Bank cuts rates", "The first step is 25 basis points.", 25),
        ("Bank cuts rates a third time", "The step is 25 basis points.", None),
        ("Bank cuts rates", "It sees two more quarter-point cuts.", None),
    ],
)
def test_the_first_is_no_later_one(title: str, text: str, value: float | None) -> None:
    question = asked("basis point | bp", "How big will the first cut be, in basis points?")
    found = read(text, question, title=title)
    assert (found.count.low if found and found.count else None) == value


def test_words_of_like_meaning_speak_of_what_is_asked() -> None:
    fine = asked("dollar | $", "How high is the fine?")
    found = read("Owners face penalties of up to A$49.5 million.", fine)
    assert found is not None
    assert found.count == Count(None, 4.95e7, "dollars")
    assert read("The owner earned $3 million.", fine) is None


def test_where_only_the_unit_is_asked_for_the_topic_tells_what_is_counted() -> None:
    bare = asked("dollar | $", "How many dollars?")
    assert read("The port gets $6 billion.", bare) is not None
    assert read("A bank gets $6 billion.", bare, title="Notes") is None


def test_question_without_a_unit_is_not_read() -> None:
    assert read("The port will admit 40 ships.", Question("port", "n", Kind.HOW_MANY, "How many?")) is None
