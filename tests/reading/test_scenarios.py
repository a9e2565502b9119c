"""The figures of the labelled scenarios as floors: reading may only get better.

The measuring is that of benchmarks/reading.py; docs/reading.md defines the figures.
"""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from benchmarks.reading import GROUPS, SCENARIOS, measure, own, scenarios, together
from benchmarks.scoring import Score, Tally, load, same_count, same_days, score

FLOORS = json.loads((Path(__file__).parent / "floors.json").read_text(encoding="utf-8"))
"""What reading has reached, for each of the first scenarios and all of them, and for each other group as one;
`python -m benchmarks.reading` prints it."""


@pytest.fixture(scope="module")
def scores() -> dict[str, Score]:
    parts = {folder.name: measure([folder], own()) for folder in scenarios(SCENARIOS)}
    others = {name: measure(scenarios(group), own()) for name, group in GROUPS.items() if group != SCENARIOS}
    return {**parts, "all": together(parts.values()), **others}


def figures(one: Score) -> dict[str, float]:
    return {
        "relevance": one.relevance.f1,
        "status": one.accuracy,
        "macro_f1": one.macro_f1,
        "attribution": one.attribution.f1,
        "when": one.when.f1,
        "count": one.count.f1,
        "board": one.board.f1,
        "basis": one.basis.f1,
    }


@pytest.mark.parametrize("name", sorted(FLOORS))
def test_no_figure_falls(scores: dict[str, Score], name: str) -> None:
    got = figures(scores[name])
    fallen = {key: (round(got[key], 3), floor) for key, floor in FLOORS[name].items() if got[key] < floor}
    assert not fallen


def test_board_does_not_flap(scores: dict[str, Score]) -> None:
    assert scores["all"].flap_rate <= MOST_FLAPS


MOST_FLAPS = 1.8
"""Status changes beyond those of the checkpoints, for each hundred items."""


def test_every_scenario_has_its_floor() -> None:
    groups = {"all"} | (set(GROUPS) - {"first"})
    assert {folder.name for folder in scenarios(SCENARIOS)} | groups == set(FLOORS)


def test_perfect_records_get_full_marks() -> None:
    """The labels themselves, given as records, score 1 in all that is read from items."""
    for folder in (folder for group in GROUPS.values() for folder in scenarios(group)):
        scenario = load(folder)
        records = [
            {
                "type": "item",
                "id": label["id"],
                "relevant": label["relevant"],
                "topics": [label["topic"]] if "topic" in label else list(scenario.topics),
                "signals": {
                    f"{label.get('topic', scenario.topics[0])}/{question}": signal
                    for question, signal in label["signals"].items()
                },
            }
            for label in scenario.labels
        ]
        got = Score()
        score(scenario, records, got)
        assert [m for m in got.misses if m.kind != "board"] == []
        assert (got.accuracy, got.relevance.f1, got.when.f1, got.count.f1) == (1, 1, 1, 1)


@pytest.mark.parametrize(
    ("got", "want", "same"),
    [
        (["2031-05-01", None], ["2031-05-02", None], True),
        (["2031-05-01", None], ["2031-05-03", None], False),
        (["2031-05-01", "2031-05-02"], ["2031-05-01", None], False),
        (None, None, True),
        (None, ["2031-05-01", None], False),
    ],
)
def test_days_meet_within_a_day(got: list[str | None], want: list[str | None], same: bool) -> None:
    assert same_days(got, want) is same


@pytest.mark.parametrize(
    ("got", "want", "same"),
    [
        ([36, 200], [36, 200], True),
        ([None, 900], [None, 900], True),
        ([None, 900], [36, 900], True),
        ([36, 900], [36, 200], False),
        ([36, None], [36, 200], False),
        ([1000, 1000], [1005, 1005], True),
        (None, None, True),
    ],
)
def test_counts_meet_by_overlap(got: list[float | None], want: list[float | None], same: bool) -> None:
    assert same_count(got, want) is same


def test_tally_of_nothing_is_full() -> None:
    assert Tally().f1 == Tally().precision == Tally().recall == 1
