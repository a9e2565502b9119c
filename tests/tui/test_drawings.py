"""What is drawn of an answer: intervals over time, contradictions, edits, columns, words that were found."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest
from rich.text import Text
from screens import StandingClock, flat, opened, press, text

from monitor.model import Answer, Basis, Count, Days, Kind, Status
from monitor.store.views import ChangeRow, QuestionRow
from monitor.tui import draw
from monitor.tui.app import MonitorApp
from monitor.tui.hits import Hits
from monitor.tui.intervals import Scale, bounds, intervals, steps_of
from monitor.tui.look import DARK, Look, look_of
from monitor.tui.panes import answer_grounds
from monitor.tui.revised import difference

NOW = datetime(2024, 11, 25, 12, tzinfo=UTC)


@pytest.fixture(scope="module")
def look() -> Look:
    return look_of({**DARK.to_color_system().generate(), **DARK.variables})


def when(id_: int, at: str, first: str | None, last: str | None, basis: Basis = Basis.REPORTED) -> ChangeRow:
    days = Days(date.fromisoformat(first) if first else None, date.fromisoformat(last) if last else None)
    return change(id_, at, Answer("t", "q", Kind.WHEN, days=days, basis=basis, since=moment(at)))


def many(id_: int, at: str, low: float | None, high: float | None) -> ChangeRow:
    count = Count(low, high, "firms")
    return change(
        id_, at, Answer("t", "q", Kind.HOW_MANY, count=count, basis=Basis.REPORTED, since=moment(at))
    )


def change(id_: int, at: str, after: Answer) -> ChangeRow:
    return ChangeRow(id_, moment(at), "t/q", after.kind, "?", None, after, "", "item")


def moment(at: str) -> datetime:
    return datetime.fromisoformat(at).replace(tzinfo=UTC)


def plain(lines: list[Text]) -> list[str]:
    return [line.plain.rstrip() for line in lines]


def test_each_interval_of_days_is_a_line_with_the_day_it_came(look: Look) -> None:
    changes = [
        when(1, "2024-06-25", None, "2024-12-31"),
        when(2, "2024-09-01", "2025-01-01", "2025-03-31", Basis.CONFIRMED),
        when(3, "2024-11-01", "2025-02-01", None),
    ]
    first, second, third, axis = plain(intervals(changes, Kind.WHEN, NOW, 90, look))
    assert first.startswith("25 Jun 2024")
    assert "by 31 Dec 2024" in first
    assert "├╌" in first
    assert second.startswith("1 Sep 2024")
    assert "├━" in second
    assert third.rstrip().endswith("from 1 Feb 2025")
    assert "▸" in third
    assert first.index("├") < second.index("├") < third.index("├")
    assert "┊" in second, "today is marked"
    assert "╵2025" in axis


def test_numbers_are_drawn_on_one_scale(look: Look) -> None:
    changes = [
        many(1, "2024-06-25", 36, 200),
        many(2, "2024-11-01", None, 100),
        many(3, "2024-11-20", 50, 50),
    ]
    first, second, third, axis = plain(intervals(changes, Kind.HOW_MANY, NOW, 90, look))
    assert first.index("├") < third.index("◆") < second.index("┤") < first.index("┤")
    assert "◂" in second
    assert "╵0" in axis
    assert "╵100" in axis


def test_numbers_far_apart_are_drawn_on_a_logarithmic_scale(look: Look) -> None:
    changes = [many(1, "2024-06-25", 5, 20), many(2, "2024-11-01", 2_000_000, 9_000_000)]
    *_, axis = plain(intervals(changes, Kind.HOW_MANY, NOW, 90, look))
    assert "╵10" in axis
    assert "1 million" in axis


@pytest.mark.parametrize("width", [24, 60, 200])
def test_intervals_fit_their_width(look: Look, width: int) -> None:
    changes = [many(n, "2024-06-25", n, 10.0**n) for n in range(1, 12)]
    drawn = intervals(changes, Kind.HOW_MANY, NOW, max(width, 56), look)
    assert drawn[0].plain == "3 earlier"
    assert all(line.cell_len <= max(width, 56) for line in drawn)


def test_where_only_a_mark_moved_the_interval_is_one_line() -> None:
    one = many(1, "2024-06-25", 36, 200)
    marked = replace(one, id=2, after=replace(one.after, contested="Somebody says 900"))
    (step,) = steps_of([marked, one])
    assert step.since == one.at
    assert step.marks == "≠"
    assert bounds(step, Kind.HOW_MANY, NOW) == (36, 200)


def test_a_scale_keeps_what_lies_beyond_it_at_its_edge() -> None:
    scale = Scale(0, 100, 11)
    assert [scale.column(value) for value in (-5, 0, 50, 100, 900)] == [0, 0, 5, 10, 10]


def test_an_edit_shows_what_went_and_what_came(look: Look) -> None:
    made = difference("Up to 900 firms may go.", "Up to 90 firms may go soon.", look).plain
    assert made == "Up to [−900] [+90] firms may [−go.] [+go soon.]"
    assert difference("Same.", "Same.", look).plain == "Same."
    assert difference("", "New text.", look).plain == "[+New text.]"


def test_what_stayed_far_from_an_edit_is_left_out(look: Look) -> None:
    words = " ".join(f"word{n}" for n in range(100))
    made = difference(f"{words} old {words}", f"{words} new {words}", look).plain
    assert made.startswith("… ")
    assert made.endswith(" …")
    assert "[−old] [+new]" in made
    assert len(made) < len(words)


def test_a_very_long_text_is_compared_in_bounded_time(look: Look) -> None:
    old = " ".join(f"a{n}" for n in range(50_000))
    assert difference(old, old.replace("a", "b"), look).plain.startswith("[−a0")


def asked(words: str) -> QuestionRow:
    return QuestionRow("t/q", "t", "q", Kind.WILL, words, None, None, None)


@pytest.mark.parametrize("width", [40, 56, 64, 72, 80, 100, 120, 200])
def test_a_row_of_the_board_is_as_wide_as_it_may_be(look: Look, width: int) -> None:
    row = asked("Will the council of ministers agree before the end of the year?")
    shape = draw.shape_of([row, asked("When?")], 20, 1)
    for lines in (
        draw.question_row(row, NOW, width, look, shape),
        draw.topic_heading("T", width, look, shape),
    ):
        assert {line.cell_len for line in lines if line.plain} <= set(range(width + 1))


def test_words_come_before_sparklines(look: Look) -> None:
    long = asked("Will the council of ministers agree before the end of 2024?")
    short = asked("Will it?")
    roomy = draw.columns(108, draw.shape_of([short], 20, 1))
    tight = draw.columns(108, draw.shape_of([long], 20, 1))
    assert (roomy.spark, roomy.confidence) == (15, 14)
    assert (tight.spark, tight.confidence) == (8, 5)
    assert tight.ask > len(long.ask)


def test_what_waits_for_a_second_voice_is_said_beside_the_answer(look: Look) -> None:
    row = asked("Will it?")
    answer = Answer("t", "q", Kind.WILL, status=Status.CONSIDERING, basis=Basis.CONFIRMED)
    told = replace(row, kind=Kind.WILL, answer=replace(answer, waiting=("CNN (3 Jun 2024): expected",)))
    words = " ".join(plain(answer_grounds(told.answer, look, 80)))
    assert "Waits for a second voice: CNN (3 Jun 2024): expected" in words
    second = draw.question_row(told, NOW, 108, look, draw.shape_of([told], 40, 1))[1].plain
    assert "waits: CNN (3 Jun 2024): expected" in second
    assert "Waits" not in " ".join(plain(answer_grounds(answer, look, 80)))


def test_a_search_sets_off_words_by_their_stem() -> None:
    made = Hits(("contractors",)).set_off(Text("A contractor and its contract; CONTRACTORS"))
    assert [made.plain[span.start : span.end] for span in made.spans] == ["contractor", "CONTRACTORS"]
    assert Hits().set_off(Text("Nothing")).spans == []


async def test_a_contested_answer_shows_both_sides(app: MonitorApp) -> None:
    for size in ((120, 60), (60, 90)):
        again = MonitorApp(app.session.config_path, app.session.db_path, clock=StandingClock(), poll=False)
        async with opened(again, size) as pilot:
            await press(pilot, "G", *"kkkkk", "enter")
            shown = text(again)
            sides = next(line for line in shown.splitlines() if "the answer rests on" in line)
            assert ("says otherwise" in sides) == (size[0] > 100)
            assert "Against each other" in shown
            assert "No bid will be opened" in flat(again).split("says otherwise")[1]


async def test_an_edit_by_the_publisher_is_shown(app: MonitorApp) -> None:
    async with opened(app, (100, 50)) as pilot:
        await press(pilot, "e", *"jjjjjjjjjj", "enter")
        assert "How it was edited" in text(app)
        assert "[+American]" in flat(app)
        assert "[−a] [+two] defense [−official] [+officials]" in flat(app)


async def test_until_the_cursor_is_moved_the_board_is_seen_from_its_top(app: MonitorApp) -> None:
    async with opened(app, (80, 24)):
        board = app.board_page
        seen = app.session.seen
        board.main._touched = False
        app._see(app.session.all_acknowledged())
        app.acknowledged.clear()
        board.reload()
        key = board.main.cursor_key
        app._see(seen)
        assert "Since you last looked" in text(app) or board.main.cursor_key == key
