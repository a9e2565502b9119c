"""Every change of every answer, newest first, with the sentence behind it."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Sequence
from datetime import datetime
from typing import ClassVar

from rich.text import Text
from textual import on
from textual.app import ComposeResult

from monitor.model import Span
from monitor.store.views import ChangeRow
from monitor.tui import cells, draw, keys, panes
from monitor.tui.acts import Acts
from monitor.tui.export import change_records
from monitor.tui.filtered import Filtered
from monitor.tui.look import Look
from monitor.tui.rows import Row, Rows
from monitor.tui.target import Target

MOST = 1000
"""Changes that are listed; older ones are in `monitor changes` and in the digest."""


class ChangesPage(Acts, Filtered):
    """The board's history."""

    SCOPE = "changes"
    NAME = "Changes"
    BINDINGS: ClassVar = keys.bindings("changes")
    FILTER_HINT = "words of the question, the status, the outlet"

    def __init__(self, words: str = "") -> None:
        """`words`: a filter to begin with."""
        super().__init__(words)
        self._changes: dict[Hashable, ChangeRow] = {}

    def body(self) -> ComposeResult:
        """One list."""
        yield Rows(id="changes", empty=self._empty)

    def heading(self) -> Text:
        """How many."""
        return self.filtered_heading(cells.count(len(self._changes), "change"))

    def reload(self) -> None:
        """All anew; nothing moves."""
        session = self.monitor.session
        now = session.now()
        unseen = {change.id for change in self.monitor.board_page.snapshot.unseen}
        listed = [change for change in session.changes(limit=MOST) if self._holds(change)]
        asks = draw.longest_ask(listed)
        rows: list[Row] = []
        self._changes = {}
        day = ""
        for change in listed:
            if (heading := cells.day(change.at, now)) != day:
                day = heading
                rows.append(Row(("day", day), day, _day_drawn(day), lines=None, chosen=False))
            key = ("change", change.id)
            self._changes[key] = change
            seen = change.id not in unseen
            value = (change, seen, asks, cells.age(change.at, now))
            rows.append(Row(key, value, _drawn(change, seen, now, asks), lines=None))
        self.main.show(rows)

    def _holds(self, change: ChangeRow) -> bool:
        texts = (
            change.ask,
            change.key,
            change.after.status,
            change.after.basis or "",
            change.feed,
            change.why,
        )
        return self.words_in(*texts)

    def action_export(self) -> None:
        """Write what is listed to a file."""
        changes = tuple(self._changes.values())
        self.export("changes", len(changes), lambda _: change_records(changes))

    def target_of(self, key: Hashable) -> Target | None:
        """The item that led to the change."""
        change = self._changes.get(key)
        return panes.target_of_change(change) if change is not None else None

    @on(Rows.Opened)
    def _opened(self, event: Rows.Opened) -> None:
        change = self._changes.get(event.key)
        if change is not None:
            self.monitor.show_question(change.key, None)

    def _empty(self, width: int, look: Look) -> Sequence[Text]:
        words = (
            "No change matches the filter. esc clears it."
            if self.filter_words
            else "No answer has changed yet. b goes to the board, e to everything stored."
        )
        return panes.paragraph(words, width, look)


def _day_drawn(day: str) -> Callable[[int, Look], Sequence[Text]]:
    return lambda width, look: draw.heading(day, width, look)


def _drawn(change: ChangeRow, seen: bool, now: datetime, asks: int) -> Callable[[int, Look], Sequence[Text]]:
    def drawn(width: int, look: Look) -> list[Text]:
        made = [draw.change_row(change, seen, now, width, look, asks)]
        made.extend(cells.wrap(Text(cells.sentence(change.why), look("muted")), width, indent=4, most=2))
        if change.quote:
            quoted = cells.quote(change.quote, Span(0, 0), (), look)
            quoted.append(f"  {cells.plain(change.feed)}", look("muted"))
            made.extend(cells.wrap(quoted, width, indent=4, most=3))
        return made

    return drawn
