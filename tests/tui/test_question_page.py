"""A question opens on its words and its answer at any size, and all below can be read by keys."""

from __future__ import annotations

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from rich.text import Text
from screens import opened, press, rows, scope, tags, text
from test_pictures import SIZES

from monitor.tui import moves
from monitor.tui.app import MonitorApp
from monitor.tui.listing import Held, Row
from monitor.tui.look import Look

ASKED = {
    "kkkkk": ("Will contractors be approved?", "● approved ≠ contested"),
    "kkkk": ("When?", "◇ by 31 May 2025 · could"),
    "kkk": ("How many contractors?", "# 60–90 contractors"),
    "kk": ("Under which conditions?", "¶ 1 condition"),
}
"""Keys from the last row of the board to a question, its words, its answer."""


@pytest.mark.parametrize("size", SIZES, ids=lambda size: f"{size[0]}x{size[1]}")
async def test_a_question_opens_on_its_words_and_its_answer(app: MonitorApp, size: tuple[int, int]) -> None:
    async with opened(app, size) as pilot:
        for keys, (ask, answer) in ASKED.items():
            await press(pilot, "G", *keys, "enter")
            head = text(app).splitlines()[1:4]
            assert [line.strip(" ▌▐") for line in head] == ["", ask, answer]
            assert head[1].startswith("▌")
            await press(pilot, "escape")


@pytest.mark.parametrize("size", SIZES, ids=lambda size: f"{size[0]}x{size[1]}")
async def test_the_next_question_opens_there_as_well(app: MonitorApp, size: tuple[int, int]) -> None:
    async with opened(app, size) as pilot:
        await press(pilot, "G", *"kkkkk", "enter", "j", "j", "]")
        assert [line.strip(" ▌▐") for line in text(app).splitlines()[2:4]] == list(ASKED["kkkk"])


@pytest.mark.parametrize("size", SIZES, ids=lambda size: f"{size[0]}x{size[1]}")
async def test_going_down_passes_over_no_line(app: MonitorApp, size: tuple[int, int]) -> None:
    async with opened(app, size) as pilot:
        await press(pilot, "G", *"kkkkk", "enter")
        listed = rows(app, "question")
        seen: set[int] = set()
        for _ in range(60):
            top = round(listed.scroll_y)
            seen |= set(range(top, top + listed.size.height))
            await press(pilot, "j")
        assert set(range(listed._list.height)) <= seen
        assert isinstance(listed.cursor_key, tuple)
        assert listed.cursor_key[0] == "change"


async def test_enter_on_the_words_opens_the_newest_evidence(app: MonitorApp) -> None:
    async with opened(app) as pilot:
        await press(pilot, "G", *"kkkkk", "enter", "enter")
        assert scope(app) == "item"
        assert "Contractors for Ukraine on hold until January" in text(app)
        await press(pilot, "[")
        assert "Contractors for Ukraine on hold until January" in text(app)
        await press(pilot, "]")
        assert "Deputy Press Secretary Holds a Press Briefing" in text(app)


async def test_no_verdict_falls_on_an_item_out_of_sight(app: MonitorApp) -> None:
    async with opened(app) as pilot:
        before = tags(app)
        await press(pilot, "G", *"kkkkk", "enter", "x", "a", "+", "s")
        assert tags(app) == before
        assert "put the cursor on one" in text(app)


def blank(width: int, look: Look) -> list[Text]:
    return [Text("")]


shapes_ = st.lists(st.tuples(st.integers(1, 30), st.booleans()), min_size=1, max_size=12)


@given(shapes_, st.integers(4, 20), st.sampled_from([-1, 1]))
def test_a_step_of_one_row_passes_over_no_line(
    shapes: list[tuple[int, bool]], height: int, step: int
) -> None:
    """Whatever the rows: from one end to the other, every line between has been on the screen."""
    assume(any(chosen for _, chosen in shapes))
    listed = Held([Row(n, n, blank, lines, chosen) for n, (lines, chosen) in enumerate(shapes)])
    listed.measure(lambda place: 0)
    place, last = moves.end_of(listed, -step), moves.end_of(listed, step)
    assert place is not None
    assert last is not None
    scroll = listed.top(place) if step > 0 else max(listed.top(place + 1) - height, 0)
    seen: set[int] = set()
    for _ in range(listed.height + len(shapes)):
        seen |= set(range(scroll, scroll + height))
        further = moves.before_leaving(listed, place, step, scroll, height)
        if further is None and place == last:
            break
        if further is None:
            place = moves.reached(listed, place, step)
            further = moves.revealing(listed, place, scroll, height)
        scroll = further
    assert place == last
    low, high = sorted((moves.end_of(listed, -1) or 0, moves.end_of(listed, 1) or 0))
    assert set(range(listed.top(low), listed.top(high + 1))) <= seen
