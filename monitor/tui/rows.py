"""A list that stands still: rows are known by key, and a refresh never moves the cursor or what is seen.

Lines are rendered when they are looked at, so that a million rows cost what a screenful does.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterator, Sequence
from typing import TYPE_CHECKING

from rich.style import Style
from rich.text import Text
from textual.geometry import Region, Size
from textual.message import Message
from textual.scroll_view import ScrollView
from textual.strip import Strip

from monitor.tui import moves
from monitor.tui.listing import Draw, Held, Listing, Read, Row, RowSource, survivor
from monitor.tui.look import Look, look_of
from monitor.tui.scrollbar import PlainBar
from monitor.tui.strips import cursor_strip, strip_of

if TYPE_CHECKING:
    from textual import events

__all__ = ["Draw", "Row", "RowSource", "Rows"]

GUTTER = 2
"""Cells before each row: the cursor's bar and the mark."""


class Rows(ScrollView, can_focus=True, inherit_bindings=False):
    """The list. It posts Moved when the cursor comes to another row, Opened when one is opened.

    Its keys are the screen's: those of a ScrollView would scroll and leave the cursor behind.
    """

    DEFAULT_CSS = """
    Rows { background: $background; color: $foreground; scrollbar-size-vertical: 1; overflow-x: hidden;
           overflow-y: scroll;
           scrollbar-color: $faint; scrollbar-background: $background; scrollbar-color-hover: $muted;
           scrollbar-color-active: $primary; scrollbar-background-hover: $background;
           scrollbar-background-active: $background; }
    """

    class Moved(Message):
        """The cursor stands on another row; key is None where there is no row."""

        def __init__(self, rows: Rows, key: Hashable | None) -> None:
            super().__init__()
            self.rows = rows
            self.key = key

        @property
        def control(self) -> Rows:
            return self.rows

    class Opened(Message):
        """A row was opened by enter or a second click."""

        def __init__(self, rows: Rows, key: Hashable) -> None:
            super().__init__()
            self.rows = rows
            self.key = key

        @property
        def control(self) -> Rows:
            return self.rows

    def __init__(
        self, *, empty: Callable[[int, Look], Sequence[Text]] | None = None, id: str | None = None
    ) -> None:
        super().__init__(id=id)
        self._list: Listing = Held(())
        self._cursor = -1
        self._empty = empty
        self._drawn: dict[tuple[int, int], Sequence[Text]] = {}
        self._strips: dict[tuple[int, bool], Strip] = {}
        self._width = 0  # that the rows are measured for
        self._height = 0  # of the widget, when last laid out
        self._touched = False  # whether anybody has put the cursor where it is
        self.marks: set[Hashable] = set()
        self.vertical_scrollbar.renderer = PlainBar  # type: ignore[misc]  # a class variable, meant to be set

    # --- what is shown -------------------------------------------------------------------------------

    def show(self, rows: Sequence[Row]) -> None:
        """Other rows. The cursor stays on its row, and its row on its line of the screen.

        While nobody has moved it, and it stays in sight, the list is seen from its top instead.
        """
        old = self._list
        if isinstance(old, Held) and len(rows) and old.same_as(rows):
            old.rows = rows  # the drawing may hold newer words for the same look
            return
        self._take(Held(rows))

    def show_source(self, source: RowSource) -> None:
        """Rows that are read as they are looked at; again after the source has grown."""
        self._take(Read(source))

    def _take(self, new: Listing) -> None:
        shown, top = self._lines(), self.scroll_y
        anchor, line = self._anchor()
        seen = self._cursor >= 0 and 0 <= self.cursor_line < self._height
        old, place, before = self._list, self._cursor, self.cursor_key
        found = new.index(before) if before is not None else None
        if found is None and before is not None:
            found = survivor(old, place, new)
        self._list = new
        if isinstance(new, Held):
            self.marks = {key for key in self.marks if new.index(key) is not None}
        first = moves.end_of(new, -1)
        self._cursor = found if found is not None else -1 if first is None else first
        self._measure()
        if self._touched or round(self.scroll_y) or new.top(self._cursor + 1) > self.size.height:
            self._settle(new.index(anchor) if anchor is not None else None, line)
        if seen and self.size.height and not 0 <= self.cursor_line < self.size.height:
            self._reveal(self._cursor)  # the screen has another size, which is not laid out yet
        self._height = self.size.height
        if self.scroll_y == top:
            self._refresh_from(shown)
        if before != self.cursor_key or before is None:
            self.post_message(self.Moved(self, self.cursor_key))

    def redraw(self) -> None:
        """Draw again what depends on more than the rows: the marks, the theme."""
        self._drawn.clear()
        self._strips.clear()
        self.refresh()

    def redraw_row(self, key: Hashable) -> None:
        """Draw one row again: its words depend on what has changed since it was shown."""
        place = self._list.index(key)
        if place is not None:
            self._drawn.pop((place, self._inner_width), None)
            self._forget(place)

    def _anchor(self) -> tuple[Hashable | None, int]:
        """The row that must stay on its line of the screen, and that line: the cursor's, or the top one."""
        if not len(self):
            return None, 0
        top = round(self.scroll_y)
        if self._cursor >= 0:
            line = self._list.top(self._cursor) - top
            if 0 <= line < max(self.size.height, 1):
                return self.key_at(self._cursor), line
        place = self._list.at(top)
        return (None, 0) if place is None else (self.key_at(place), self._list.top(place) - top)

    def _settle(self, place: int | None, line: int) -> None:
        if place is not None and self.size.height:
            lowest = max(self._list.height - self.size.height, 0)
            wanted = min(max(self._list.top(place) - line, 0), lowest)
            if wanted != round(self.scroll_y):
                self._scroll(wanted)

    def _lines(self) -> list[Strip]:
        """What the screen shows of the list."""
        return [self.render_line(y) for y in range(self.size.height)]

    def _refresh_from(self, shown: Sequence[Strip]) -> None:
        """Draw the lines that look otherwise than they did: over a slow line a whole list takes its time."""
        lines = self._lines()
        if len(lines) != len(shown) or not lines:
            self.refresh()
            return
        width = self.size.width
        changed = [y for y, (old, new) in enumerate(zip(shown, lines, strict=True)) if old != new]
        if changed:
            self.refresh(*(Region(0, y, width, 1) for y in changed))

    def _measure(self) -> None:
        self._drawn.clear()
        self._strips.clear()
        width = self._inner_width
        self._list.measure(lambda place: len(self._draw(place, width)))
        self.virtual_size = Size(self._width, self._list.height)

    @property
    def _inner_width(self) -> int:
        return max((self._width or 80) - GUTTER, 10)

    def __len__(self) -> int:
        return len(self._list)

    def key_at(self, place: int) -> Hashable:
        """The key of the row at a place."""
        return self._list.key(place)

    # --- the cursor ------------------------------------------------------------------------------------

    @property
    def cursor_key(self) -> Hashable | None:
        """The key of the row that the cursor stands on."""
        return self.key_at(self._cursor) if 0 <= self._cursor < len(self) else None

    @property
    def cursor_line(self) -> int:
        """The line of the widget on which the cursor's row begins."""
        return self._list.top(self._cursor) - round(self.scroll_y) if self._cursor >= 0 else 0

    def chosen_keys(self) -> Iterator[Hashable]:
        """The keys of the rows that can be chosen, in order."""
        return (self.key_at(place) for place in range(len(self)) if self._list.chosen(place))

    def marked(self) -> list[Hashable]:
        """The marked rows, in order; marks on rows that are no longer listed do not count."""
        places = ((self._list.index(key), key) for key in self.marks)
        listed = [(place, key) for place, key in places if place is not None]
        return [key for _, key in sorted(listed, key=lambda pair: pair[0])]

    def go(self, key: Hashable, *, top: bool = False) -> bool:
        """Put the cursor on a row; False where it is not listed."""
        place = self._list.index(key)
        if place is None:
            return False
        self._go(place, top=top)
        return True

    def _go(self, place: int, *, top: bool = False) -> None:
        if not 0 <= place < len(self):
            return
        before, self._cursor = self._cursor, place
        self._touched = True
        self._forget(before)
        self._forget(place)
        self._reveal(place, top=top)
        if before != place:
            self.post_message(self.Moved(self, self.cursor_key))

    def _forget(self, place: int) -> None:
        if not 0 <= place < len(self):
            return
        top, bottom = self._list.top(place), self._list.top(place + 1)
        for line in range(top, bottom):
            self._strips.pop((line, True), None)
            self._strips.pop((line, False), None)
        self.refresh(Region(0, top - round(self.scroll_y), self.size.width, bottom - top))

    def _reveal(self, place: int, *, top: bool = False) -> None:
        scroll, height = round(self.scroll_y), max(self.size.height, 1)
        self._scroll(moves.revealing(self._list, place, scroll, height, top=top))

    def _scroll(self, line: int) -> None:
        self.scroll_to(y=line, animate=False, immediate=True, force=True)

    def move(self, step: int) -> None:
        """The cursor by rows that can be chosen; what does not fit on the screen is scrolled over first."""
        if self._cursor < 0:
            return
        scroll, height = round(self.scroll_y), max(self.size.height, 1)
        further = None
        if abs(step) == 1:
            further = moves.before_leaving(self._list, self._cursor, step, scroll, height)
        if further is not None:
            self._scroll(further)
        else:
            self.move_to(step)

    def move_to(self, step: int) -> None:
        """The cursor by rows that can be chosen, however tall this one is; past the last one it scrolls."""
        if self._cursor < 0:
            return
        reached = moves.reached(self._list, self._cursor, step)
        if reached != self._cursor:
            self._go(reached)
        else:
            self._scroll(round(self.scroll_y) + (moves.STEP if step > 0 else -moves.STEP))

    def move_page(self, step: int) -> None:
        """A screenful up or down."""
        if self._cursor < 0:
            return
        place = moves.a_page_on(self._list, self._cursor, step, self.size.height)
        if place is None:
            self.move(step)
        else:
            self._go(place)

    def move_end(self, step: int) -> None:
        """The first or the last row."""
        place = moves.end_of(self._list, step)
        if place is not None:
            self._go(place)
        self._scroll(0 if step < 0 else self._list.height)

    def mark(self) -> None:
        """Mark or unmark the cursor's row and go on to the next."""
        key = self.cursor_key
        if key is None:
            return
        self.marks ^= {key}
        self._forget(self._cursor)
        self.move(1)

    def unmark(self) -> None:
        """Take all marks away."""
        if self.marks:
            self.marks = set()
            self.redraw()

    # --- drawing ----------------------------------------------------------------------------------------

    def _draw(self, place: int, width: int) -> Sequence[Text]:
        made = self._drawn.get((place, width))
        if made is None:
            made = self._list.row(place).draw(width, self.look)
            if len(self._drawn) > 2_000:
                self._drawn.clear()
            self._drawn[place, width] = made
        return made

    @property
    def look(self) -> Look:
        """The styles of the theme."""
        return look_of(self.app.theme_variables)

    def render_line(self, y: int) -> Strip:
        """One line of the screen."""
        line = y + round(self.scroll_y)
        width = self._width
        look = self.look
        base = look.background + look.text
        if not len(self):
            lines = self._empty(max(width - 2 * GUTTER, 10), look) if self._empty else ()
            text = lines[y - 1] if 1 <= y <= len(lines) else Text("")
            return strip_of(self.app.console, text, width, " " * GUTTER, base, base)
        place = self._list.at(line)
        if place is None:
            return Strip.blank(width, base)
        made = self._strips.get((line, self.has_focus))
        if made is None:
            if len(self._strips) > 500:
                self._strips.clear()
            made = self._strips[line, self.has_focus] = self._row_line(place, line, width, look, base)
        return made

    def _row_line(self, place: int, line: int, width: int, look: Look, base: Style) -> Strip:
        lines = self._draw(place, self._inner_width)
        part = line - self._list.top(place)
        text = lines[part] if part < len(lines) else Text("")
        gap = len(lines) > 1 and part in (0, len(lines) - 1) and not text.plain.strip()
        mark = "◆" if part == 0 and self.key_at(place) in self.marks else " "
        if place != self._cursor or gap:
            return strip_of(self.app.console, text, width, f" {mark}", base, base + look("accent"))
        return cursor_strip(self.app.console, text, width, mark, look, base, bright=self.has_focus)

    def on_resize(self, event: events.Resize) -> None:
        """Wrap anew for the new width, with the same row on the same line; the cursor stays in sight."""
        width, height = self.scrollable_content_region.size  # `size` counts the scrollbar
        seen = self._cursor >= 0 and 0 <= self.cursor_line < (self._height or height)
        if width != self._width:
            anchor, line = self._anchor()
            self._width = width
            self._measure()
            self._settle(self._list.index(anchor) if anchor is not None else None, line)
        self._height = height
        if seen:
            self._reveal(self._cursor)

    def notify_style_update(self) -> None:
        """Another theme."""
        super().notify_style_update()
        self._drawn.clear()
        self._strips.clear()

    def on_focus(self) -> None:
        """The cursor is bright where the keys go."""
        self.refresh()

    def on_blur(self) -> None:
        """And pale elsewhere."""
        self.refresh()

    def on_click(self, event: events.Click) -> None:
        """A click puts the cursor there; a second one opens the row."""
        place = self._list.at(event.y + round(self.scroll_y))
        if place is None or not self._list.chosen(place):
            return
        self.focus(scroll_visible=False)
        if place == self._cursor and event.chain > 1:
            self.post_message(self.Opened(self, self.key_at(place)))
        else:
            self._go(place)

    def open(self) -> None:
        """Open the cursor's row."""
        key = self.cursor_key
        if key is not None:
            self.post_message(self.Opened(self, key))
