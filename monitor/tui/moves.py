"""Where the cursor of a list goes, and how far the list scrolls for it: decisions on places and lines."""

from __future__ import annotations

from monitor.tui.listing import Listing

STEP = 3
"""Lines by which a row taller than the screen is scrolled through."""


def end_of(rows: Listing, step: int) -> int | None:
    """The last row that can be chosen, or for a negative step the first; None where there is none."""
    places = range(len(rows)) if step < 0 else range(len(rows) - 1, -1, -1)
    return next((place for place in places if rows.chosen(place)), None)


def reached(rows: Listing, place: int, step: int) -> int:
    """The place `step` rows away, of those that can be chosen; the farthest where there are fewer."""
    sign, left, found = (1 if step > 0 else -1), abs(step), place
    while left and 0 <= place + sign < len(rows):
        place += sign
        if rows.chosen(place):
            found, left = place, left - 1
    return found


def a_page_on(rows: Listing, place: int, step: int, height: int) -> int | None:
    """The row a screenful away, less two lines; None where the next row that can be chosen does as well."""
    line = rows.top(place) + step * max(height - 2, 1)
    found = rows.at(min(max(line, 0), rows.height - 1))
    if found is None:
        return None
    while not rows.chosen(found) and 0 <= found + step < len(rows):
        found += step
    return found if found != place and rows.chosen(found) else None


def before_leaving(rows: Listing, place: int, step: int, scroll: int, height: int) -> int | None:
    """The scroll that shows what a step of one row would pass over unseen; None where there is nothing.

    A row taller than the screen is scrolled through; so are rows that cannot be chosen, where more of them
    lie before the next one than a screen holds.
    """
    top, bottom = rows.top(place), rows.top(place + 1)
    if bottom - top > height:
        if step > 0 and bottom > scroll + height:
            return min(scroll + STEP, bottom - height)
        if step < 0 and top < scroll:
            return max(scroll - STEP, top)
    further = revealing(rows, reached(rows, place, step), scroll, height) - scroll
    return scroll + step * max(height - 2, 1) if abs(further) > height else None


def revealing(rows: Listing, place: int, scroll: int, height: int, *, top: bool = False) -> int:
    """The scroll nearest to this one that shows a row; a heading just above comes into view with it.

    `top`: with the row at the top of the screen.
    """
    first, last = rows.top(place), rows.top(place + 1)
    while place > 0 and not rows.chosen(place - 1):
        place -= 1
        if last - rows.top(place) > height:
            break
        first = rows.top(place)
    if top or first < scroll or last - first > height:
        return first if last - first <= height or first > scroll or last < scroll else scroll
    return last - height if last > scroll + height else scroll
