"""What a list holds: rows in memory, of any height, or rows that are read as they are looked at."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Hashable, Sequence
from dataclasses import dataclass
from typing import Protocol

from rich.text import Text

from monitor.tui.look import Look

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


class Listing(Protocol):
    """Rows by place, by key and by line."""

    height: int  # lines of all rows together

    def __len__(self) -> int: ...

    def row(self, place: int) -> Row:
        """The row at a place."""
        ...

    def key(self, place: int) -> Hashable:
        """Its key."""
        ...

    def chosen(self, place: int) -> bool:
        """Whether the cursor can stand there."""
        ...

    def index(self, key: Hashable) -> int | None:
        """The place of a key."""
        ...

    def top(self, place: int) -> int:
        """The first line of a row; of the place after the last row, the line below all."""
        ...

    def at(self, line: int) -> int | None:
        """The place of the row that covers a line."""
        ...

    def measure(self, lines_of: Callable[[int], int]) -> None:
        """Take the heights of the rows that must be drawn to be known."""
        ...


class Held:
    """Rows in memory, of any height."""

    def __init__(self, rows: Sequence[Row]) -> None:
        self.rows = rows
        self.height = 0
        self._places = {row.key: place for place, row in enumerate(rows)}
        self._tops = [0]

    def __len__(self) -> int:
        return len(self.rows)

    def row(self, place: int) -> Row:
        return self.rows[place]

    def key(self, place: int) -> Hashable:
        return self.rows[place].key

    def chosen(self, place: int) -> bool:
        return self.rows[place].chosen

    def index(self, key: Hashable) -> int | None:
        return self._places.get(key)

    def top(self, place: int) -> int:
        return self._tops[place]

    def at(self, line: int) -> int | None:
        return bisect_right(self._tops, line) - 1 if 0 <= line < self.height else None

    def measure(self, lines_of: Callable[[int], int]) -> None:
        tops = [0]
        for place, row in enumerate(self.rows):
            tops.append(tops[-1] + (row.lines if row.lines is not None else lines_of(place)))
        self._tops = tops
        self.height = tops[-1]

    def same_as(self, rows: Sequence[Row]) -> bool:
        """Whether these rows look the same, one by one."""
        return len(rows) == len(self.rows) and all(
            old.key == new.key and old.value == new.value for old, new in zip(self.rows, rows, strict=True)
        )


class Read:
    """Rows of a source, all of one height."""

    def __init__(self, source: RowSource) -> None:
        self.source = source
        self.height = len(source) * source.lines

    def __len__(self) -> int:
        return len(self.source)

    def row(self, place: int) -> Row:
        return self.source.row(place)

    def key(self, place: int) -> Hashable:
        return self.source.key(place)

    def chosen(self, place: int) -> bool:
        return True

    def index(self, key: Hashable) -> int | None:
        return self.source.index(key)

    def top(self, place: int) -> int:
        return place * self.source.lines

    def at(self, line: int) -> int | None:
        return line // self.source.lines if 0 <= line < self.height else None

    def measure(self, lines_of: Callable[[int], int]) -> None:
        """All heights are known."""


LOOKED = 400
"""Rows on either side of one that is gone among which its nearest surviving neighbour is looked for."""


def survivor(old: Listing, place: int, new: Listing) -> int | None:
    """Where the cursor goes whose row is gone: to the nearest row after it that is left, else before it."""
    after = range(place + 1, min(place + 1 + LOOKED, len(old)))
    before = range(place - 1, max(place - 1 - LOOKED, -1), -1)
    for other in (*after, *before):
        found = new.index(old.key(other)) if old.chosen(other) else None
        if found is not None and new.chosen(found):
            return found
    return None
