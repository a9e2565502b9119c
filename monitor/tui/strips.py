"""A line of a list as it is drawn: what stands before it, its words, the ground under both."""

from __future__ import annotations

from rich.console import Console
from rich.segment import Segment
from rich.style import Style
from rich.text import Text
from textual.strip import Strip

from monitor.tui.look import Look


def strip_of(console: Console, text: Text, width: int, gutter: str, style: Style, lead: Style) -> Strip:
    """The gutter in the style `lead`, then the words, filled up to `width` cells."""
    under = style + console.get_style(text.style)
    segments = [Segment(gutter, lead)]
    segments.extend(
        Segment(part.text, under + part.style if part.style else under)
        for part in text.render(console, end="")
        if part.text
    )
    return Strip(segments).adjust_cell_length(width, style)


def cursor_strip(
    console: Console, text: Text, width: int, mark: str, look: Look, base: Style, *, bright: bool
) -> Strip:
    """A line of the cursor's row: bright where the keys go, pale elsewhere."""
    style = base + (look.cursor if bright else look.cursor_away)
    gutter = ("▌" if bright else "▏") + mark
    if style.reverse:  # a colour reversed is a patch of it: the bar is of one colour
        return strip_of(console, Text(text.plain, end=""), width, gutter, style, style)
    return strip_of(console, text, width, gutter, style, style + look("primary"))
