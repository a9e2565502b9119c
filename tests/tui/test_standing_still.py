"""Nothing moves under the cursor: the row acted upon is the row under the cursor, whatever comes and goes."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import timedelta

import fixed_story
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from rich.text import Text
from screens import StandingClock, opened, press, rows, settled, tags, text
from textual.app import App, ComposeResult

from monitor import pipeline
from monitor.config import load_config
from monitor.model import Entry, Tag, TagKind
from monitor.store import open_store
from monitor.tui.app import MonitorApp
from monitor.tui.archive import FIRST
from monitor.tui.listing import Held, Row, survivor
from monitor.tui.look import THEMES, Look
from monitor.tui.rows import Rows


def lines(words: str, count: int) -> Callable[[int, Look], Sequence[Text]]:
    return lambda width, look: [Text(words)] * count


def row(key: int, version: int, chosen: bool) -> Row:
    height = key % 3 + 1
    return Row(
        key, version, lines(f"row {key} {version}", height), lines=None if key % 2 else height, chosen=chosen
    )


class ListApp(App[None]):
    """One list."""

    def __init__(self) -> None:
        super().__init__()
        for theme in THEMES:
            self.register_theme(theme)
        self.theme = "dark"

    def compose(self) -> ComposeResult:
        yield Rows(id="list")


listings = st.lists(st.integers(0, 30), unique=True, max_size=25)
steps = st.lists(
    st.one_of(
        st.tuples(st.just("show"), listings),
        st.tuples(st.just("move"), st.integers(-5, 5).filter(bool)),
        st.tuples(st.just("page"), st.sampled_from([-1, 1])),
        st.tuples(st.just("end"), st.sampled_from([-1, 1])),
        st.tuples(st.just("mark"), st.none()),
    ),
    max_size=12,
)


async def test_a_refresh_never_moves_the_cursor() -> None:
    app = ListApp()
    async with app.run_test(size=(40, 9)) as pilot:
        made = app.query_one(Rows)

        @settings(max_examples=300)
        @given(listings, steps)
        def hold(first: list[int], then: list[tuple[str, object]]) -> None:
            made.show([])
            made.unmark()
            shown = [row(key, 0, key % 7 != 0) for key in first]
            made.show(shown)
            for version, (act, what) in enumerate(then, 1):
                before, line, marks = made.cursor_key, made.cursor_line, set(made.marks)
                top = round(made.scroll_y)
                if act == "show":
                    assert isinstance(what, list)
                    old, shown = shown, [row(key, version, key % 7 != 0) for key in what]
                    made.show(shown)
                    _check_kept(made, old, shown, before, line, top)
                    assert made.marks == {key for key in marks if key in what}
                elif act == "move":
                    made.move(int(str(what)))
                elif act == "page":
                    made.move_page(int(str(what)))
                elif act == "end":
                    made.move_end(int(str(what)))
                else:
                    made.mark()
                _check_sound(made, shown)

        hold()
        await pilot.pause()


def _check_sound(made: Rows, shown: Sequence[Row]) -> None:
    """The cursor is on a row that can be chosen, if there is one; marked rows are listed in order."""
    chosen = [row.key for row in shown if row.chosen]
    assert (made.cursor_key in chosen) if chosen else made.cursor_key is None
    order = [row.key for row in shown]
    assert made.marked() == sorted(made.marks, key=order.index)


def _check_kept(
    made: Rows, old: Sequence[Row], shown: Sequence[Row], before: object, line: int, top: int
) -> None:
    keys = [row.key for row in shown]
    if before in keys:
        assert made.cursor_key == before
        height = made.size.height
        if 0 <= line < height and top:
            lowest = max(made._list.height - height, 0)
            kept = made.cursor_line == line
            assert kept or round(made.scroll_y) in (0, lowest)
    elif before is not None and any(row.chosen for row in shown):
        place = [row.key for row in old].index(before)
        expected = survivor(Held(old), place, Held(shown))
        if expected is not None:
            assert made.cursor_key == keys[expected]


async def test_new_items_do_not_move_the_cursor_of_the_archive(
    app: MonitorApp, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with opened(app) as pilot:
        await press(pilot, "e", "j", "j", "j")
        archive = rows(app, "archive")
        item, line = archive.cursor_key, archive.cursor_line
        config = load_config(app.session.config_path)
        for round_ in range(3):
            at = fixed_story.NOW + timedelta(minutes=round_)
            entries = tuple(
                Entry(f"n{round_}-{n}", f"https://news.test/n{round_}-{n}", f"New {n}", "Words.", at)
                for n in range(7)
            )
            with open_store(app.session.db_path) as store:
                pipeline.Pipeline(store, config, at).take(config.feeds[1], entries, at)
            app._tick()
            await settled(pilot)
            assert archive.cursor_key == item
            assert len(archive) == 16 + 7 * (round_ + 1)
            assert archive.cursor_line == line or archive.is_vertical_scroll_end
            line = archive.cursor_line
        await press(pilot, "s")
        assert tags(app)[-1].item == item


@pytest.mark.parametrize("count", [7, FIRST, 2 * FIRST])
async def test_however_many_come_at_once_the_cursor_keeps_its_item_and_its_line(
    app: MonitorApp, count: int
) -> None:
    config = load_config(app.session.config_path)

    def bring(name: str, number: int) -> None:
        at = fixed_story.NOW
        entries = tuple(
            Entry(f"{name}{n}", f"https://news.test/{name}{n}", f"{name} {n}", f"{name} {n}.", at)
            for n in range(number)
        )
        with open_store(app.session.db_path) as store:
            pipeline.Pipeline(store, config, at).take(config.feeds[1], entries, at)

    bring("first", FIRST // 2)
    async with opened(app) as pilot:
        await press(pilot, "e", *"jjjjjjjjjj")
        archive = rows(app, "archive")
        item, line = archive.cursor_key, archive.cursor_line
        bring("later", count)
        app._tick()
        await settled(pilot)
        assert len(archive) == 16 + FIRST // 2 + count
        assert (archive.cursor_key, archive.cursor_line) == (item, line)


async def test_another_program_is_followed(app: MonitorApp) -> None:
    async with opened(app, (120, 40)) as pilot:
        key = rows(app, "questions").cursor_key
        config = load_config(app.session.config_path)
        with open_store(app.session.db_path) as store:
            line = pipeline.Pipeline(store, config, fixed_story.NOW)
            item = store.items.last_id()
            found = next(
                i for i in range(1, item + 1) if "Press Secretary" in (store.items.get(i) or "").title
            )  # type: ignore[union-attr]
            line.tag(Tag(0, fixed_story.NOW, TagKind.NOISE, found), fixed_story.NOW)
        app._tick()
        await settled(pilot)
        assert app.board_page.waiting == 14
        assert "● approved → ◷ delayed" in text(app)
        assert rows(app, "questions").cursor_key == key


async def test_a_page_beneath_catches_up_when_it_comes_up(app: MonitorApp) -> None:
    async with opened(app, (120, 40)) as pilot:
        await press(pilot, "e", "j", "enter", "x", "escape")
        assert "✗" in text(app)
        await press(pilot, "escape")
        assert "● approved → ◷ delayed" in text(app)


async def test_what_comes_while_the_program_ends_is_let_go(app: MonitorApp) -> None:
    async with opened(app, (120, 40)):
        tick, reload, lines = app._tick, app.reload_all, app.show_lines
    for late in (tick, reload, lines):
        late()


@pytest.mark.parametrize("page", ["b", "c"])
async def test_time_passing_shows(app: MonitorApp, page: str) -> None:
    async with opened(app, (120, 40)) as pilot:
        await press(pilot, page)
        clock = app.session.clock
        assert isinstance(clock, StandingClock)
        assert "39m" in text(app)
        clock.at += timedelta(minutes=30)
        app._tick()
        assert "Mon 25 Nov 14:32" in text(app)
        await settled(pilot)
        assert "1h" in text(app)
