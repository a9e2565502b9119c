"""The board on labelled stories: what an informed analyst's board shows, and the same however it is kept."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from benchmarks.board import Figures, gold, measure, misread, read, stories
from monitor.board.answers import advance, answers, begin, decide
from monitor.model import Evidence, Topic

STORIES = stories()
Heard = Callable[[Path], tuple[Topic, list[Evidence]]]


@pytest.fixture(scope="module")
def figures() -> Figures:
    total = Figures()
    for folder in STORIES:
        total.add(measure(folder, *gold(folder)))
    return total


def test_the_stories_are_there() -> None:
    assert len(STORIES) >= 6


def test_with_rightly_read_items_the_board_shows_what_an_analyst_would(figures: Figures) -> None:
    assert figures.board >= 0.95, figures.misses
    assert figures.basis >= 0.95


def test_the_board_does_not_flap(figures: Figures) -> None:
    """Status changes that no checkpoint asks for: brief official words between two checkpoints remain."""
    assert figures.flaps_per_100 <= 3.0


@pytest.mark.parametrize(("share", "least", "most"), [(0.1, 0.92, 3.5), (0.2, 0.87, 5.0), (0.3, 0.82, 5.5)])
def test_with_a_share_of_the_signals_wrong_the_board_stays_right_and_calm(
    share: float, least: float, most: float
) -> None:
    """Dropped, misread and invented signals, drawn from fixed seeds: the board rights itself."""
    labelled = [(folder, *gold(folder)) for folder in STORIES]
    total = Figures()
    for seed in range(3):
        total.add(misread(labelled, share, seed))
    assert total.board >= least
    assert total.flaps_per_100 <= most


@pytest.mark.parametrize("heard", [gold, read], ids=["labels", "reader"])
@pytest.mark.parametrize("folder", STORIES, ids=lambda folder: folder.name)
def test_from_scratch_equals_incremental_at_every_step(folder: Path, heard: Heard) -> None:
    topic, evidence = heard(folder)
    state = begin(topic)
    for number, piece in enumerate(evidence, 1):
        state = advance(state, piece)
        assert answers(state, (), piece.at) == decide(topic, evidence[:number], (), piece.at)


@pytest.mark.parametrize("heard", [gold, read], ids=["labels", "reader"])
@pytest.mark.parametrize("folder", STORIES, ids=lambda folder: folder.name)
def test_what_arrives_late_is_heard_in_its_place(folder: Path, heard: Heard) -> None:
    topic, evidence = heard(folder)
    now = evidence[-1].at
    backwards = evidence[::-1]
    odd_then_even = [*evidence[1::2], *evidence[::2]]
    assert decide(topic, backwards, (), now) == decide(topic, evidence, (), now)
    assert decide(topic, odd_then_even, (), now) == decide(topic, evidence, (), now)
