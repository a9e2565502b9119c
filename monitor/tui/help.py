"""Every key of a screen, by group, and what the signs mean."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import ClassVar

from rich.text import Text
from textual.app import ComposeResult

from monitor.tui import cells, draw, keys
from monitor.tui.look import ATTRIBUTION, BASIS, CONFIDENCE, CONTESTED, NEW, OVERDUE, STATUS, Look
from monitor.tui.page import Page
from monitor.tui.rows import Row, Rows

KEY = 14
"""Cells for the keys."""


class HelpPage(Page):
    """The keys of the screen from which it was called."""

    SCOPE = "help"
    NAME = "Help"
    BINDINGS: ClassVar = keys.bindings("help")

    def __init__(self, scope: str) -> None:
        super().__init__()
        self._scope = scope

    def body(self) -> ComposeResult:
        """One list."""
        yield Rows(id="help")

    def heading(self) -> Text:
        """Of which screen."""
        return Text(f"Keys of this screen ({self._scope})", self.look("text"), end="")

    def reload(self) -> None:
        """Keys by group, then signs."""
        rows = []
        for group in keys.GROUPS:
            known = [c for c in keys.COMMANDS if c.group == group and self._scope in c.scopes]
            if known:
                rows.append(
                    Row(("group", group), group, partial(draw.heading, group), lines=None, chosen=False)
                )
            for command in known:
                shown = " ".join(keys.shown(key) for key in keys.keys_of(command, self.monitor.keymap))
                words = command.help
                rows.append(
                    Row(command.id, (shown, words), partial(_line, shown or "palette", words), lines=None)
                )
        rows.append(Row(("group", "signs"), "", partial(draw.heading, "Signs"), lines=None, chosen=False))
        for sign, words, style in _signs():
            rows.append(Row(("sign", words), (sign, words), partial(_sign, sign, words, style), lines=None))
        self.main.show(rows)


def _line(shown: str, words: str, width: int, look: Look) -> list[Text]:
    lines = cells.wrap(Text(words, look("text")), width - KEY)
    head = cells.join([cells.cell(shown, KEY, look("primary", bold=True)), lines[0]])
    return [head, *(cells.join([" " * KEY, line]) for line in lines[1:])]


def _sign(sign: str, words: str, style: str, width: int, look: Look) -> list[Text]:
    return [cells.join([cells.cell(sign, KEY, look(style, bold=True)), Text(words, look("text"))])]


def _signs() -> Sequence[tuple[str, str, str]]:
    """Each sign, its word, its style."""
    glyphs = [
        *STATUS.values(),
        *BASIS.values(),
        *CONFIDENCE.values(),
        *ATTRIBUTION.values(),
        CONTESTED,
        OVERDUE,
    ]
    named = [(glyph.sign, glyph.word, glyph.style) for glyph in glyphs if glyph.word]
    return [*named, (NEW, "not seen yet", "accent")]
