"""The story that the program grew out of, told in our own words to the checkout's own feeds.toml."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest

from monitor.archives import Archived
from monitor.config import load_config
from monitor.model import Attribution, Basis, Change, Count, Days, Entry, Reading, Status
from monitor.replay import Replayed, replay

CONFIG = load_config(Path(__file__).parents[1] / "feeds.toml")
START = datetime(2024, 6, 25, 20, tzinfo=UTC)
TOLD = (
    (
        "BBC World",
        "White House edges toward letting American contractors work in Ukraine",
        "The White House is moving toward lifting a de facto ban on military contractors in Ukraine, four US "
        "officials said. President Biden has not signed off. The change could come before the end of 2024. "
        "It would cover a few dozen to a couple of hundred contractors at a time. Companies would have to "
        "present plans to mitigate the risk to their people.",
    ),
    (
        "Kyiv Independent",
        "Contractors for Ukraine: decision could come before the end of 2024",
        "The United States may let up to a few hundred firms work in Ukraine, unnamed officials said.",
    ),
    (
        "Guardian: Ukraine",
        "Ukraine will not be invited to join NATO at July summit, Cameron says",
        "The British foreign secretary said that no invitation for Ukraine would come from Washington.",
    ),
)


@pytest.fixture(scope="module")
def played() -> tuple[list[Reading], dict[str, Change]]:
    """What each item said, and the last change of each question."""
    items = []
    for number, (feed, title, text) in enumerate(TOLD):
        at = START + timedelta(hours=9 * number)
        items.append(Archived(str(number), feed, at, Entry(f"{number}", "", title, text, at)))
    readings, last = [], {}
    for event in replay(CONFIG, items):
        if isinstance(event, Replayed):
            readings.append(event.reading)
        else:
            last[f"{event.topic}/{event.question}"] = event
    return readings, last


def test_it_is_considered_as_unnamed_officials_say(played: tuple[list[Reading], dict[str, Change]]) -> None:
    first = {signal.question: signal for signal in played[0][0].signals}
    assert first["approved"].status is Status.CONSIDERING
    assert first["approved"].attribution is Attribution.UNNAMED
    answer = played[1]["contractors/approved"].after
    assert (answer.status, answer.basis) == (Status.CONSIDERING, Basis.REPORTED)


def test_by_when(played: tuple[list[Reading], dict[str, Change]]) -> None:
    assert played[1]["contractors/when"].after.days == Days(date(2024, 6, 25), date(2024, 12, 31))


def test_how_many_with_the_conflict_of_units_flagged(played: tuple[list[Reading], dict[str, Change]]) -> None:
    answer = played[1]["contractors/how-many"].after
    assert answer.count == Count(36, 200, "contractors")
    assert "firms" in answer.contested


def test_the_risk_plan_is_a_condition(played: tuple[list[Reading], dict[str, Change]]) -> None:
    (condition,) = played[1]["contractors/safeguards"].after.conditions
    assert "mitigate the risk to their people" in condition.text


def test_nato_is_unlikely_on_the_word_of_another_government(
    played: tuple[list[Reading], dict[str, Change]],
) -> None:
    (signal,) = [signal for signal in played[0][2].signals if signal.question == "invited"]
    assert (signal.status, signal.attribution) == (Status.UNLIKELY, Attribution.OTHER)
    assert "nato/invited" not in played[1], "one who does not decide moves nothing"
