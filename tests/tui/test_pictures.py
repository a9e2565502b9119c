"""What every screen looks like, held by pictures: the fixed story, a standing clock, a fixed zone.

`pytest tests/tui/test_pictures.py --snapshot-update` takes them anew; look at them before they are committed.
"""

from __future__ import annotations

from collections.abc import Callable

import pytest
from screens import settled
from textual.pilot import Pilot

from monitor.tui.app import MonitorApp

Compare = Callable[..., bool]

SCREENS: dict[str, tuple[str, ...]] = {
    "board": (),
    "evidence": ("tab",),
    "question": (*"jjjjjj", "enter"),
    "item": ("e", *"jjjjjj", "enter"),
    "archive": ("e",),
    "marks": ("e", "space", "space"),
    "changes": ("c",),
    "feeds": ("f",),
    "editor": ("E",),
    "help": ("question_mark",),
    "note": ("m",),
    "answer": (*"jjjjjj", "A"),
    "filter": ("slash", *"nato"),
}
SIZES = ((60, 20), (80, 24), (120, 40), (200, 60))
THEMES = ("dark", "light", "high-contrast", "ansi")
CASES = [
    *((name, (80, 24), "dark") for name in SCREENS if name != "board"),
    *((name, (120, 40), "dark") for name in ("question", "item", "changes")),
    *(("board", size, "dark") for size in SIZES),
    *(("board", (120, 40), theme) for theme in THEMES[1:]),
    *((name, (60, 20), "dark") for name in ("question", "archive")),
    ("question", (200, 60), "light"),
]


@pytest.mark.parametrize(
    ("name", "size", "theme"), CASES, ids=[f"{n}-{w}x{h}-{theme}" for n, (w, h), theme in CASES]
)
def test_it_looks_as_it_did(
    app: MonitorApp, snap_compare: Compare, name: str, size: tuple[int, int], theme: str
) -> None:
    async def before(pilot: Pilot[None]) -> None:
        app.theme = theme
        await app.session.write(lambda _: None)
        await settled(pilot)
        for key in SCREENS[name]:
            await pilot.press(key)
        await settled(pilot)
        app.hush()
        for field in app.screen.query("Input, TextArea"):
            field.cursor_blink = False  # type: ignore[attr-defined]
        await settled(pilot)

    assert snap_compare(app, terminal_size=size, run_before=before)
