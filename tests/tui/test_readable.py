"""What is shown can be read: nothing of weight is cut where there is room, and every colour stands out."""

from __future__ import annotations

from dataclasses import replace

import pytest
import shots
from rich.style import Style
from screens import flat, opened, press, rows, settled, text, write
from test_drawings import many, when
from textual.color import Color
from textual.theme import Theme

from monitor.tui import draw
from monitor.tui.answers import transition
from monitor.tui.app import MonitorApp
from monitor.tui.archive import whole_words
from monitor.tui.look import ANSI, CONTRAST, DARK, LIGHT, Look, look_of
from tests.tui.fixed_story import NOW

GROUNDS = ("background", "surface", "panel", "cursor", "cursor-away")
INKS = (
    *("foreground", "primary", "secondary", "accent", "success", "warning", "error"),
    *("muted", "expected", "unlikely", "reversed"),
)


@pytest.fixture(scope="module")
def look() -> Look:
    return look_of({**DARK.to_color_system().generate(), **DARK.variables})


def _colour(theme: Theme, name: str) -> Color:
    return Color.parse(theme.variables.get(name) or getattr(theme, name))


def _luminance(colour: Color) -> float:
    parts = [x / 12.92 if x <= 0.03928 else ((x + 0.055) / 1.055) ** 2.4 for x in colour.normalized]
    return 0.2126 * parts[0] + 0.7152 * parts[1] + 0.0722 * parts[2]


def contrast(one: Color, other: Color) -> float:
    """The contrast ratio of WCAG 2: 1 to 21."""
    low, high = sorted((_luminance(one), _luminance(other)))
    return (high + 0.05) / (low + 0.05)


@pytest.mark.parametrize("theme", [DARK, LIGHT, CONTRAST], ids=lambda theme: theme.name)
@pytest.mark.parametrize("ground", GROUNDS)
def test_words_stand_out_on_every_ground(theme: Theme, ground: str) -> None:
    """4.5, as WCAG asks of text; of the faintest words 3.4 where they lie on a bar, 4.5 elsewhere."""
    behind = _colour(theme, ground)
    least = dict.fromkeys(INKS, 4.5) | {"faint": 4.5 if ground == "background" else 3.4}
    dim = {ink: round(contrast(_colour(theme, ink), behind), 2) for ink in least}
    assert {ink: ratio for ink, ratio in dim.items() if ratio < least[ink]} == {}


def inks(app: MonitorApp) -> set[str]:
    """The colours of all characters on the screen."""
    strips = app.screen._compositor.render_strips()
    segments = (segment for strip in strips for segment in strip if segment.text.strip())
    return {s.style.color.name for s in segments if s.style is not None and s.style.color is not None}


async def test_another_theme_leaves_nothing_of_the_one_before(app: MonitorApp) -> None:
    """Darker words on a light ground and the other way round: none of them could be read."""
    dark, light = ({_colour(theme, ink).hex.lower() for ink in (*INKS, "faint")} for theme in (DARK, LIGHT))
    async with opened(app, (120, 40)) as pilot:
        for name in shots.SCREENS:
            if name not in shots.DIALOGS:
                await shots.go(pilot, name)
                for theme, own, other in ((LIGHT, light, dark), (DARK, dark, light)):
                    app.theme = theme.name
                    await settled(pilot)
                    assert (name, inks(app) & other) == (name, set())
                    assert inks(app) & own


@pytest.mark.parametrize("width", [60, 72, 80, 100, 120])
async def test_the_top_line_shows_the_heading_whole(app: MonitorApp, width: int) -> None:
    async with opened(app, (width, 24)) as pilot:
        for keys, heading in (
            (("G", *"kkkkk", "enter"), "U.S. contractors in Ukraine"),
            (("f",), "✕ 1 failing"),
            (("d",), "Digest of Monday, 25 November 2024"),
            (("?",), "Keys of this screen (digest)"),
        ):
            await press(pilot, *keys)
            top = text(app).splitlines()[0]
            assert heading in top
            assert "14:02" in top
        await press(pilot, "escape", "b", "slash")
        await write(pilot, "invitation")
        assert "matching invitation" in text(app).splitlines()[0]


async def test_a_heading_that_is_too_long_is_cut_and_the_time_stays(app: MonitorApp) -> None:
    async with opened(app, (60, 20)) as pilot:
        await press(pilot, "slash")
        await write(pilot, "word " * 20)
        top = text(app).splitlines()[0]
        assert "matching word word" in top
        assert "…  • 13   14:02" in top


ROOM = "# 24–240 firms → # 60–90 firms · reported"


def moved(look: Look, room: int) -> str:
    before, after = many(1, "2024-06-25", 24, 240).after, many(2, "2024-11-13", 60, 90).after
    return transition(after.kind, before, after, look, room).plain


def test_of_a_change_that_does_not_fit_the_new_answer_is_shown(look: Look) -> None:
    assert moved(look, len(ROOM)) == ROOM
    assert moved(look, len(ROOM) - 1) == "→ # 60–90 firms · reported"


def test_changes_stand_in_columns(look: Look) -> None:
    listed = [
        replace(many(1, "2024-06-25", 24, 240), ask="How many?", about="A topic of some length"),
        replace(when(2, "2024-06-25", None, "2024-12-31"), ask="When?", about="Bans"),
    ]
    asks = draw.longest_ask(listed)
    for width in (58, 78, 118, 198):
        drawn = [draw.change_row(one, True, NOW, width, look, asks).plain for one in listed]
        assert {len(line) for line in drawn} == {width}
        assert drawn[0].index("#") == drawn[1].index("◇")


def test_an_outlet_is_named_whole_or_not_at_all(look: Look) -> None:
    one = replace(many(1, "2024-06-25", 24, 240), ask="How many?", feed="Harbour Post")
    for width in range(40, 90):
        line = draw.change_row(one, True, NOW, width, look, 9, outlet=True).plain
        assert ("Harbour Post" in line) or ("Harb" not in line)
    assert "Harbour Post" in draw.change_row(one, True, NOW, 89, look, 9, outlet=True).plain


@pytest.mark.parametrize(
    ("room", "shown"),
    [
        (30, "considering, when, how-many"),
        (20, "considering, when +1"),
        (14, "considering +2"),
        (13, "considering"),
        (8, "conside…"),
    ],
)
def test_what_an_item_says_is_told_in_whole_words(room: int, shown: str) -> None:
    assert whole_words(("considering", "when", "how-many"), room) == shown


async def test_where_no_question_is_under_the_cursor_the_pane_names_none(app: MonitorApp) -> None:
    async with opened(app, (60, 20)) as pilot:
        await press(pilot, "j")
        assert rows(app, "questions").cursor_key == ("more", "")
        lower = "\n".join(text(app).splitlines()[11:])
        assert "signals" not in lower
        assert "enter lists every change" in lower
        await press(pilot, "enter")
        assert "13 changes" in text(app)


async def test_a_change_names_its_outlet_once(app: MonitorApp) -> None:
    async with opened(app, (120, 40)) as pilot:
        await press(pilot, "c")
        shown = flat(app).partition("Wednesday")[0]
        assert shown.count("Pentagon releases") == 1


async def test_the_columns_of_the_feeds_stand_beside_the_names(app: MonitorApp) -> None:
    async with opened(app, (200, 60)) as pilot:
        await press(pilot, "f")
        line = next(line for line in text(app).splitlines() if "Volga News Agency" in line)
        assert line.index("well") < 40


async def test_the_cursor_is_one_bar_where_the_terminal_gives_the_colours(app: MonitorApp) -> None:
    async with opened(app) as pilot:
        app.theme = ANSI.name
        await press(pilot, "j", "k")
        board = rows(app, "questions")
        styles = {segment.style for segment in board.render_line(board.cursor_line) if segment.text.strip()}
        assert styles == {Style(reverse=True)}


async def test_the_palette_names_the_keys_as_they_are_mapped(app: MonitorApp) -> None:
    app.keymap = {"noise": "Z"}
    async with opened(app, (120, 40)) as pilot:
        await press(pilot, "colon")
        assert "Noise (Z)" in text(app)
        assert "Relevant (a)" in text(app)
