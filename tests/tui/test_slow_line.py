"""Over a slow line: little is sent, and the terminal shows what the screen holds all the same."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager

import pytest
import shots
from rich.cells import cell_len
from rich.console import Console, RenderableType
from screens import opened, press, settled, write
from textual._compositor import ChopsUpdate, LayoutUpdate
from textual.app import App

from monitor.tui.app import MonitorApp
from monitor.tui.frames import Frames

TRUECOLOUR = Console(color_system="truecolor", force_terminal=True, width=400)
_TOKEN = re.compile(r"\x1b\[(\d+);(\d+)H|\x1b\[([\d;]*)m|([^\x1b])")


class Grid:
    """A terminal that knows what the program sends: moves, colours, characters of one cell and of two."""

    def __init__(self) -> None:
        self.cells: dict[tuple[int, int], tuple[str, str]] = {}
        self._y = self._x = 0
        self._style = ""

    def take(self, sequence: str) -> None:
        """Draw."""
        at = 0
        while at < len(sequence):
            token = _TOKEN.match(sequence, at)
            assert token is not None, repr(sequence[at : at + 30])
            at = token.end()
            row, column, style, character = token.groups()
            if row is not None:
                self._y, self._x = int(row) - 1, int(column) - 1
            elif style is not None:
                self._style = "" if style in ("", "0") else style
            else:
                self._put(character)

    def _put(self, character: str) -> None:
        width = cell_len(character)
        assert width, repr(character)
        for part in range(width):
            self.cells[self._y, self._x + part] = (character if part == 0 else "", self._style)
        self._x += width


class Sent:
    """What would be sent to a terminal, and what that shows by it."""

    def __init__(self, app: MonitorApp) -> None:
        self._app = app
        self.shown = Grid()
        self.bytes = 0

    def display(self, frames: Frames, renderable: RenderableType | None) -> None:
        """One update."""
        if isinstance(renderable, LayoutUpdate | ChopsUpdate):
            sequence = frames.rendered(renderable, TRUECOLOUR)
            self.bytes += len(sequence.encode())
            self.shown.take(sequence)

    def check(self, what: str) -> None:
        """The terminal shows what the screen holds."""
        whole = Grid()
        for y, strip in enumerate(self._app.screen._compositor.render_strips()):
            whole.take(f"\x1b[{y + 1};1H{strip.render(TRUECOLOUR)}")
        wrong = {at: (self.shown.cells.get(at), cell) for at, cell in whole.cells.items()
                 if self.shown.cells.get(at) != cell}  # fmt: skip
        assert not wrong, (what, len(wrong), sorted(wrong.items())[:5])


@contextmanager
def line(app: MonitorApp, monkeypatch: pytest.MonkeyPatch) -> Iterator[Sent]:
    """All that the program displays goes through here."""
    sent = Sent(app)

    def display(self: App[None], screen: object, renderable: RenderableType | None) -> None:
        sent.display(app._frames, renderable)

    with monkeypatch.context() as patch:
        patch.setattr(MonitorApp, "_display", display)
        yield sent


@pytest.mark.parametrize("size", [(60, 20), (120, 40)], ids=str)
async def test_a_terminal_shows_every_screen_as_it_is(
    app: MonitorApp, monkeypatch: pytest.MonkeyPatch, size: tuple[int, int]
) -> None:
    """From screen to screen, through dialogs, wide characters, other themes and other sizes."""
    with line(app, monkeypatch) as sent:
        async with opened(app, size) as pilot:
            await settled(pilot)
            for name in shots.SCREENS:
                await shots.go(pilot, name)
                sent.check(name)
                for key in "jjkGg":
                    await press(pilot, key) if name not in shots.DIALOGS and name != "questions" else None
                    sent.check(f"{name} {key}")
                if name in ("board", "item", "archive"):
                    app.theme = "light"
                    await settled(pilot)
                    sent.check(f"{name} light")
                    app.theme = "dark"
                    await pilot.resize_terminal(size[0] + 9, size[1] - 3)
                    await settled(pilot)
                    sent.check(f"{name} resized")
                    await pilot.resize_terminal(*size)
                    await settled(pilot)
                    sent.check(f"{name} resized again")


async def test_a_marred_screen_is_drawn_again(app: MonitorApp, monkeypatch: pytest.MonkeyPatch) -> None:
    with line(app, monkeypatch) as sent:
        async with opened(app) as pilot:
            await press(pilot, "e", "j")
            sent.shown.take("\x1b[3;1Hbroadcast message from root")
            await press(pilot, "ctrl+l")
            sent.check("drawn again")


SENT = {"j": 900, "k": 900, "x": 900, "u": 900, "space": 1_300, "slash": 1_000, "ctrl+l": 12_000}
"""Bytes that a key may cost on the archive at 80×24; the last one draws all of it."""


async def test_a_key_sends_little(app: MonitorApp, monkeypatch: pytest.MonkeyPatch) -> None:
    with line(app, monkeypatch) as sent:
        async with opened(app) as pilot:
            await press(pilot, "e", "j", "x", "j", "u")
            for key, most in SENT.items():
                before = sent.bytes
                await press(pilot, key)
                cost = sent.bytes - before
                assert 0 < cost <= most, (key, cost)
                if key == "slash":
                    before = sent.bytes
                    await write(pilot, "zz")
                    await press(pilot, "escape", "escape")


async def test_what_stays_the_same_is_not_sent(app: MonitorApp, monkeypatch: pytest.MonkeyPatch) -> None:
    with line(app, monkeypatch) as sent:
        async with opened(app) as pilot:
            await press(pilot, "e")
            before = sent.bytes
            app.reload_all()
            app._tick()
            app.screen.refresh(layout=True)
            await settled(pilot)
            assert sent.bytes == before
