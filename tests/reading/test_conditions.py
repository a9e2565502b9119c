"""What a text states as required, allowed within limits, or no longer required."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from monitor.model import Item, Kind, Question, Topic
from monitor.reading.conditions import read_conditions, same_condition
from monitor.reading.document import Finding, read_document
from monitor.terms import parse_terms

AT = datetime(2031, 5, 6, tzinfo=UTC)
ASKED = Question(
    "port",
    "terms",
    Kind.WHAT,
    "Under which conditions?",
    about=parse_terms("risk | insurance | escort | condition"),
)
TOPIC = Topic("port", "The port", (parse_terms("port"),))


def read(text: str, question: Question = ASKED) -> list[Finding]:
    item = Item(0, "", "Wire", "", "", text, AT, AT, AT)
    return read_conditions(read_document(item), question, TOPIC)


@pytest.mark.parametrize(
    ("text", "rule", "condition"),
    [
        (
            "Each bid must contain a plan to reduce the risk.",
            "obligation",
            "Each bid must contain a plan to reduce the risk",
        ),
        (
            "Ships would have to carry insurance, the ministry said.",
            "obligation",
            "Ships would have to carry insurance",
        ),
        (
            "The ministry said on Tuesday that ships are required to take an escort.",
            "obligation",
            "ships are required to take an escort",
        ),
        (
            "Owners must show insurance, an evacuation plan and crew lists, he said.",
            "obligation",
            "Owners must show insurance, an evacuation plan and crew lists",
        ),
        ("The port may open, but only if ships take an escort.", "proviso", "only if ships take an escort"),
        (
            "It can open provided that the risk is low.",
            "proviso",
            "It can open provided that the risk is low",
        ),
        ("The port will not open unless owners buy insurance.", "obligation", None),
        ("No ship will sail without an escort.", "proviso", None),
        ("The port stays shut until owners buy insurance.", "proviso", None),
        (
            "Owners must carry insurance of St. Orm Ltd. by day.",
            "obligation",
            "Owners must carry insurance of St. Orm Ltd. by day",
        ),
        (
            "Ships shall sail (i) where insurance was bought in time and (ii) by leave of the port.",
            "obligation",
            "Ships shall sail (i) where insurance was bought in time and (ii) by leave of the port",
        ),
        (
            "The order does not apply to ships with insurance.",
            "limit",
            "The order does not apply to ships with insurance",
        ),
        ("Crews will be far from any risk.", "limit", "Crews will be far from any risk"),
        ("The conditions are an escort and a pilot.", "listed", "The conditions are an escort and a pilot"),
    ],
)
def test_condition_is_read(text: str, rule: str, condition: str | None) -> None:
    (found,) = read(text)
    assert not found.withdrawn
    if condition is None:
        assert found.condition
    else:
        assert (found.rule, found.condition) == (rule, condition)
    assert found.condition in text
    assert found.cues[0].kind == "condition"


@pytest.mark.parametrize(
    "text",
    [
        "A minister spoke on condition of anonymity about the port.",
        "Must ships take an escort?",
        "The port is a risk, analysts said.",
        "Ships must fly a flag.",
        "The captain is in critical condition and must rest.",
        "",
        "The port stays shut for want of insurance until 22 May.",
        "Insurance funds once frozen abroad are back.",
        "Ten risk reports came at once.",
        "The law requires no insurance.",
        "A fall of the insurance risk is far from certain.",
    ],
)
def test_no_condition(text: str) -> None:
    assert read(text) == []


@pytest.mark.parametrize(
    "text",
    [
        "The ministry dropped the insurance requirement.",
        "An escort is no longer required, the ministry said.",
        "The insurance requirement was scrapped on Monday.",
        "The ministry waived the condition that ships carry insurance.",
    ],
)
def test_condition_is_withdrawn(text: str) -> None:
    (found,) = read(text)
    assert found.withdrawn
    assert found.rule == "withdrawn"


def test_one_condition_said_twice_is_one() -> None:
    assert (
        len(
            read(
                "Bids must contain a plan to reduce risk. Each bid must contain a plan that reduces the risk."
            )
        )
        == 1
    )


def test_without_words_every_condition_answers() -> None:
    anything = Question("port", "terms", Kind.WHAT, "Under which conditions?")
    assert [f.condition for f in read("Ships must fly a flag.", anything)] == ["Ships must fly a flag"]


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        (
            "Each bid must contain a plan to mitigate the risk",
            "Companies would have to present plans to reduce the risk",
            True,
        ),
        ("Ships must carry insurance for the crew", "insurance for crews is required", True),
        ("Ships must carry insurance", "Ships must take an escort", False),
        ("Ships must take an escort by day", "Owners must insure their crews", False),
        ("", "", True),
        ("must", "Ships must take an escort", False),
    ],
)
def test_same_condition(one: str, other: str, same: bool) -> None:
    assert same_condition(one, other) is same
    assert same_condition(other, one) is same
