"""A list that stands still: rows are known by key, and a refresh never moves the cursor or what is seen.

Lines are rendered when they are looked at, so that a million rows cost what a screenful does.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Hashable, Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

from rich.segment import Segment
from rich.text import Text
from textual.geometry import Region, Size
from textual.message import Message
from textual.scroll_view import ScrollView
from textual.strip import Strip

from monitor.tui.look import Look, look_of

if TYPE_CHECKING:
    from textual import events

GUTTER = 2
"""Cells before each row: the cursor's bar and the mark."""

Draw = Callable[[int, Look], Sequence[Text]]
"""(width, look) → the lines of a row."""


@dataclass(frozen=True, slots=True)
class Row:
    """One row. Two rows with equal key and value look the same."""

    key: Hashable
    value: Hashable  # all that the drawing depends on, besides width and theme
    draw: Draw
    lines: int | None = 1  # how many; None: as many as drawing gives
    chosen: bool = True  # whether the cursor can stand on it


class RowSource(Protocol):
    """Rows that are read as they are looked at. All have the same number of lines, all can be chosen."""

    lines: int

    def __len__(self) -> int: ...

    def row(self, index: int) -> Row:
        """The row at a place."""
        ...

    def key(self, index: int) -> Hashable:
        """Its key, without reading the row."""
        ...

    def index(self, key: Hashable) -> int | None:
        """Where the row of that key stands now."""
        ...

    def near(self, key: Hashable) -> int:
        """Where a row that is gone would stand."""
        ...


class _Fixed:
    """Rows held in memory, of any height."""

    def __init__(self, rows: Sequence[Row]) -> None:
        self.rows = rows
        self.places = {row.key: place for place, row in enumerate(rows)}

    def __len__(self) -> int:
        return len(self.rows)


class Rows(ScrollView, can_focus=True):
    """The list. It posts Moved when the cursor comes to another row, Opened when one is opened."""

    DEFAULT_CSS = """
    Rows { background: $background; color: $foreground; scrollbar-size-vertical: 1; overflow-x: hidden;
           scrollbar-color: $line; scrollbar-background: $background; scrollbar-color-hover: $muted;
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
        self._fixed = _Fixed(())
        self._source: RowSource | None = None
        self._offsets: list[int] = [0]
        self._cursor = -1
        self._empty = empty
        self._drawn: dict[tuple[int, int], Sequence[Text]] = {}
        self._strips: dict[tuple[int, int, bool], Strip] = {}
        self._width = 0
        self._scrolls = True
        self.marks: set[Hashable] = set()

    # --- what is shown -------------------------------------------------------------------------------

    def show(self, rows: Sequence[Row]) -> None:
        """Other rows. The cursor stays on its row, and its row on its line of the screen."""
        old = self._fixed
        if self._source is None and [(r.key, r.value) for r in old.rows] == [(r.key, r.value) for r in rows]:
            self._fixed = _Fixed(rows)
            return
        anchor, line = self._anchor()
        cursor = self.cursor_key
        new = _Fixed(rows)
        if cursor is not None and cursor not in new.places:
            cursor = self._survivor(old, new)
        self._fixed, self._source = new, None
        self.marks &= new.places.keys()
        self._cursor = new.places.get(cursor, -1) if cursor is not None else -1
        if self._cursor < 0:
            self._cursor = self._first_chosen()
        self._measure()
        self._settle(new.places.get(anchor) if anchor is not None else None, line)
        if cursor != self.cursor_key or cursor is None:
            self.post_message(self.Moved(self, self.cursor_key))

    def show_source(self, source: RowSource) -> None:
        """Rows that are read as they are looked at; again after the source has grown."""
        anchor, line = self._anchor()
        cursor = self.cursor_key
        same = self._source is source
        self._source, self._fixed = source, _Fixed(())
        place = source.index(cursor) if cursor is not None else None
        if place is None and cursor is not None and same and len(source):
            place = min(source.near(cursor), len(source) - 1)
        self._cursor = place if place is not None else (0 if len(source) else -1)
        self._measure()
        self._settle(source.index(anchor) if anchor is not None else None, line)
        if cursor != self.cursor_key or cursor is None:
            self.post_message(self.Moved(self, self.cursor_key))

    def redraw(self) -> None:
        """Draw again what depends on more than the rows: the time, the theme."""
        self._drawn.clear()
        self._strips.clear()
        self.refresh()

    def _survivor(self, old: _Fixed, new: _Fixed) -> Hashable | None:
        after = old.rows[self._cursor + 1 :]
        before = old.rows[: max(self._cursor, 0)][::-1]
        for row in (*after, *before):
            if row.chosen and row.key in new.places:
                return row.key
        return None

    def _anchor(self) -> tuple[Hashable | None, int]:
        """The row that must stay on its line of the screen, and that line: the cursor's, or the top one."""
        if not len(self):
            return None, 0
        top = round(self.scroll_y)
        if self._cursor >= 0:
            line = self._top(self._cursor) - top
            if 0 <= line < max(self.size.height, 1):
                return self.key_at(self._cursor), line
        place = self._place(top)
        return (None, 0) if place is None else (self.key_at(place), self._top(place) - top)

    def _settle(self, place: int | None, line: int) -> None:
        if place is not None and self.size.height:
            wanted = min(max(self._top(place) - line, 0), max(self.virtual_size.height - self.size.height, 0))
            if wanted != round(self.scroll_y):
                self.scroll_to(y=wanted, animate=False, immediate=True, force=True)
        self.refresh()

    def _measure(self) -> None:
        self._drawn.clear()
        self._strips.clear()
        width = self._inner_width
        if self._source is not None:
            height = len(self._source) * self._source.lines
        else:
            offsets = [0]
            for place, row in enumerate(self._fixed.rows):
                lines = row.lines if row.lines is not None else len(self._draw(place, width))
                offsets.append(offsets[-1] + lines)
            self._offsets = offsets
            height = offsets[-1]
        self.virtual_size = Size(self.scrollable_content_region.width, height)

    @property
    def _inner_width(self) -> int:
        return max((self._width or self.size.width or 80) - GUTTER, 10)

    def __len__(self) -> int:
        return len(self._fixed) if self._source is None else len(self._source)

    def key_at(self, place: int) -> Hashable:
        """The key of the row at a place."""
        return self._fixed.rows[place].key if self._source is None else self._source.key(place)

    def _row(self, place: int) -> Row:
        return self._fixed.rows[place] if self._source is None else self._source.row(place)

    def _top(self, place: int) -> int:
        return self._offsets[place] if self._source is None else place * self._source.lines

    def _bottom(self, place: int) -> int:
        return self._offsets[place + 1] if self._source is None else (place + 1) * self._source.lines

    def _place(self, line: int) -> int | None:
        """The row that covers a line of the list."""
        if not 0 <= line < self.virtual_size.height or not len(self):
            return None
        if self._source is not None:
            return line // self._source.lines
        return bisect_right(self._offsets, line) - 1

    # --- the cursor ------------------------------------------------------------------------------------

    @property
    def cursor_key(self) -> Hashable | None:
        """The key of the row that the cursor stands on."""
        return self.key_at(self._cursor) if 0 <= self._cursor < len(self) else None

    @property
    def cursor_line(self) -> int:
        """The line of the widget on which the cursor's row begins."""
        return self._top(self._cursor) - round(self.scroll_y) if self._cursor >= 0 else 0

    def chosen_keys(self) -> Iterator[Hashable]:
        """The keys of the rows that can be chosen, in order; of rows held in memory only."""
        return (row.key for row in self._fixed.rows if row.chosen)

    def marked(self) -> list[Hashable]:
        """The marked rows, in order; marks on rows that are no longer listed do not count."""
        if self._source is None:
            return [row.key for row in self._fixed.rows if row.key in self.marks]
        places = ((self._source.index(key), key) for key in self.marks)
        return [
            key for _, key in sorted(((p, k) for p, k in places if p is not None), key=lambda pair: pair[0])
        ]

    def go(self, key: Hashable, *, top: bool = False) -> bool:
        """Put the cursor on a row; False where it is not listed."""
        place = self._fixed.places.get(key) if self._source is None else self._source.index(key)
        if place is None:
            return False
        self._go(place, top=top)
        return True

    def _go(self, place: int, *, top: bool = False) -> None:
        if not 0 <= place < len(self):
            return
        before, self._cursor = self._cursor, place
        self._forget(before)
        self._forget(place)
        self._reveal(place, top=top)
        if before != place:
            self.post_message(self.Moved(self, self.cursor_key))

    def _forget(self, place: int) -> None:
        if not 0 <= place < len(self):
            return
        top, bottom = self._top(place), self._bottom(place)
        for line in range(top, bottom):
            self._strips.pop((line, 0, True), None)
            self._strips.pop((line, 0, False), None)
        self.refresh(Region(0, top - round(self.scroll_y), self.size.width, bottom - top))

    def _reveal(self, place: int, *, top: bool = False) -> None:
        """Scroll as little as needed; a heading just above comes into view with its first row."""
        first, last = self._top(place), self._bottom(place)
        while self._source is None and place > 0 and not self._fixed.rows[place - 1].chosen:
            place -= 1
            if last - self._top(place) > self.size.height:
                break
            first = self._top(place)
        height = max(self.size.height, 1)
        scroll = round(self.scroll_y)
        if top or first < scroll or last - first > height:
            scroll = first if last - first <= height or first > scroll or last < scroll else scroll
        elif last > scroll + height:
            scroll = last - height
        self.scroll_to(y=scroll, animate=False, immediate=True, force=True)

    def _first_chosen(self) -> int:
        return next((place for place, row in enumerate(self._fixed.rows) if row.chosen), -1)

    def move(self, step: int) -> None:
        """The cursor by rows that can be chosen; a row taller than the screen is scrolled through first."""
        if self._cursor < 0:
            return
        if self._scroll_within(step):
            return
        if self._source is not None:
            self._go(min(max(self._cursor + step, 0), len(self) - 1))
            return
        place, sign, left = self._cursor, 1 if step > 0 else -1, abs(step)
        reached = place
        while left and 0 <= place + sign < len(self):
            place += sign
            if self._fixed.rows[place].chosen:
                reached, left = place, left - 1
        if reached != self._cursor:
            self._go(reached)
        else:
            self.scroll_to(y=round(self.scroll_y) + 3 * sign, animate=False, immediate=True)

    def move_to(self, step: int) -> None:
        """The cursor to the next row that can be chosen, however tall this one is."""
        self._scrolls = False
        self.move(step)
        self._scrolls = True

    def _scroll_within(self, step: int) -> bool:
        top, bottom = self._top(self._cursor), self._bottom(self._cursor)
        scroll, height = round(self.scroll_y), max(self.size.height, 1)
        if not self._scrolls or abs(step) != 1 or bottom - top <= height:
            return False
        if step > 0 and bottom > scroll + height:
            self.scroll_to(y=min(scroll + 3, bottom - height), animate=False, immediate=True)
            return True
        if step < 0 and top < scroll:
            self.scroll_to(y=max(scroll - 3, top), animate=False, immediate=True)
            return True
        return False

    def move_page(self, step: int) -> None:
        """A screenful up or down."""
        if self._cursor < 0:
            return
        line = self._top(self._cursor) + step * max(self.size.height - 2, 1)
        place = self._place(min(max(line, 0), self.virtual_size.height - 1))
        if place is None:
            return
        while self._source is None and not self._fixed.rows[place].chosen and 0 <= place + step < len(self):
            place += step
        if self._source is not None or self._fixed.rows[place].chosen:
            if place == self._cursor:
                self.move(step)
            else:
                self._go(place)

    def move_end(self, step: int) -> None:
        """The first or the last row."""
        if not len(self):
            return
        if self._source is not None:
            self._go(0 if step < 0 else len(self) - 1)
            return
        places = [place for place, row in enumerate(self._fixed.rows) if row.chosen]
        if places:
            self._go(places[0] if step < 0 else places[-1])
        self.scroll_to(y=0 if step < 0 else self.virtual_size.height, animate=False, immediate=True)

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
            made = self._row(place).draw(width, self.look)
            if len(self._drawn) > 2_000:
                self._drawn.clear()
            self._drawn[place, width] = made
        return made

    @property
    def look(self) -> Look:
        """The styles of the theme."""
        return look_of(self.app.theme_variables, self.app.native_ansi_color)

    def render_line(self, y: int) -> Strip:
        """One line of the screen."""
        line = y + round(self.scroll_y)
        width = self.size.width
        look = self.look
        base = look.background + look.text
        if not len(self):
            lines = self._empty(max(width - 2 * GUTTER, 10), look) if self._empty else ()
            text = lines[y - 1] if 1 <= y <= len(lines) else Text("")
            return self._strip(text, width, " " * GUTTER, base)
        place = self._place(line)
        if place is None:
            return Strip.blank(width, base)
        focused = self.has_focus
        key = (line, 0, focused)
        made = self._strips.get(key)
        if made is None:
            lines = self._draw(place, self._inner_width)
            part = line - self._top(place)
            text = lines[part] if part < len(lines) else Text("")
            under = place == self._cursor
            style = base + (look.cursor if focused else look.cursor_away) if under else base
            bar = ("▌" if focused else "▏") if under else " "
            mark = "◆" if part == 0 and self.key_at(place) in self.marks else " "
            made = self._strip(text, width, bar + mark, style, look if under else None)
            if len(self._strips) > 500:
                self._strips.clear()
            self._strips[key] = made
        return made

    def _strip(self, text: Text, width: int, gutter: str, style: object, look: Look | None = None) -> Strip:
        from rich.style import Style

        assert isinstance(style, Style)
        lead = style + look("primary") if look is not None else style
        segments = [Segment(gutter, lead)]
        segments.extend(
            Segment(part.text, style + part.style if part.style else style)
            for part in text.render(self.app.console, end="")
            if part.text
        )
        return Strip(segments).adjust_cell_length(width, style)

    def on_resize(self, event: events.Resize) -> None:
        """Wrap anew for the new width, with the same row on the same line."""
        if event.size.width == self._width:
            return
        anchor, line = self._anchor()
        self._width = event.size.width
        self._measure()
        place = None
        if anchor is not None:
            place = self._fixed.places.get(anchor) if self._source is None else self._source.index(anchor)
        self._settle(place, line)

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
        """A click puts the cursor there; a click on the cursor's row opens it."""
        place = self._place(event.y + round(self.scroll_y))
        if place is None or (self._source is None and not self._fixed.rows[place].chosen):
            return
        if place == self._cursor and event.chain > 1:
            self.post_message(self.Opened(self, self.key_at(place)))
        else:
            self._go(place)

    def open(self) -> None:
        """Open the cursor's row."""
        key = self.cursor_key
        if key is not None:
            self.post_message(self.Opened(self, key))
