"""Every screen and dialog by the keys that lead there from the board: for pictures in tests and documents."""

from __future__ import annotations

from screens import send, settled
from textual.pilot import Pilot

from monitor.tui.app import MonitorApp

SCREENS: dict[str, tuple[str, ...]] = {
    "board": (),
    "filter": ("slash", *"nato"),
    "evidence": ("G", *"kkkkk", "tab"),
    "question": ("G", *"kkkkk", "enter"),
    "question-when": ("G", *"kkkk", "enter"),
    "question-how-many": ("G", *"kkk", "enter"),
    "question-what": ("G", *"kk", "enter"),
    "answer": ("G", *"kkkkk", "A"),
    "item": ("e", *"jjjjjjjjjj", "enter"),
    "item-edited": ("e", *"jjjjjjjjjj", "enter", "G"),
    "note": ("e", "m"),
    "own-tag": ("e", "t"),
    "why": ("e", *"jjjjjjjjjj", "w"),
    "archive": ("e",),
    "search": ("e", "slash", *"contractors", "enter"),
    "marks": ("e", "space", "space", "x"),
    "changes": ("c",),
    "feeds": ("f",),
    "digest": ("d",),
    "questions": ("E",),
    "help": ("question_mark",),
    "commands": ("colon",),
}
"""Name → keys, from the board with its cursor on the first row."""

DIALOGS = ("filter", "answer", "note", "own-tag", "marks", "commands", "evidence", "search")
"""What lies over a screen, or is one in another state: held in one theme."""

_LEADING = {"e", "c", "f", "d", "E", "enter", "w", "slash", "colon", "question_mark"}
"""Keys after which another screen must have come before the next key is pressed."""


async def go(pilot: Pilot[None], name: str) -> None:
    """Open a screen from wherever the app is, and stand still for a picture."""
    app = pilot.app
    assert isinstance(app, MonitorApp)
    app.go_to_board()
    await settled(pilot)
    board = app.board_page
    if board.focused is not None and board.focused.id == "filter":
        send(app, "escape")
        await settled(pilot)
    board.main.unmark()
    board.main.move_end(-1)
    board.main.focus(scroll_visible=False)
    board.clear_filter()
    await settled(pilot)
    for key in SCREENS[name]:
        send(app, key)
        if key in _LEADING:
            await settled(pilot)
    await settled(pilot)
    app.hush()
    for field in app.screen.query("Input, TextArea"):
        field.cursor_blink = False  # type: ignore[attr-defined]
    await settled(pilot)
