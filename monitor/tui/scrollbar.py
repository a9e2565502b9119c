"""A scrollbar of plain characters: it shows in every theme, without colours, and over slow lines."""

from __future__ import annotations

from math import ceil

from rich.color import Color
from rich.segment import Segment, Segments
from rich.style import Style
from textual.scrollbar import ScrollBarRender

THUMB = "▐"


class PlainBar(ScrollBarRender):
    """The thumb is half a cell wide, the track is empty; nothing is drawn where everything is seen."""

    @classmethod
    def render_bar(
        cls,
        size: int = 25,
        virtual_size: float = 50,
        window_size: float = 20,
        position: float = 0,
        thickness: int = 1,
        vertical: bool = True,
        back_color: Color = Color.parse("default"),  # noqa: B008 - as Textual declares it
        bar_color: Color = Color.parse("default"),  # noqa: B008
    ) -> Segments:
        """One segment a line; the meta tells Textual's mouse handling which part is which."""
        back = Style(bgcolor=back_color)
        if not (window_size and size and virtual_size > window_size):
            return Segments([Segment(" " * thickness, back)] * int(size), new_lines=True)
        length = min(max(1, ceil(size * window_size / virtual_size)), int(size))
        start = round((size - length) * position / (virtual_size - window_size))
        track = " " * thickness
        above = Segment(track, back + Style(meta={"@mouse.down": "scroll_up"}))
        below = Segment(track, back + Style(meta={"@mouse.down": "scroll_down"}))
        thumb = Segment(
            THUMB * thickness, Style(color=bar_color, bgcolor=back_color, meta={"@mouse.down": "grab"})
        )
        start = min(max(start, 0), int(size) - length)
        parts = [above] * start + [thumb] * length + [below] * (int(size) - start - length)
        return Segments(parts, new_lines=True)
