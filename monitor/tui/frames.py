"""What the terminal shows, so that only what differs is sent: over a slow line a screenful takes its time.

Textual sends every region that may have changed, and a new screen several times over while it is laid out.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from rich.console import Console
from rich.control import Control
from rich.segment import Segment
from textual._compositor import ChopsUpdate, CompositorUpdate, LayoutUpdate
from textual.strip import Strip

from monitor.tui.cells import sure


class Frames:
    """The lines of the terminal as they were last sent."""

    def __init__(self) -> None:
        self._lines: dict[int, Strip] = {}

    def forget(self) -> None:
        """The terminal may show anything: another size, another program, a mishap."""
        self._lines.clear()

    def rendered(self, update: LayoutUpdate | ChopsUpdate, console: Console) -> str:
        """The sequence that brings the terminal from what it shows to what the update says."""
        written = []
        for y, x, strip in _pieces(update):
            known = self._lines.get(y)
            end = x + strip.cell_length
            if known is None or known.cell_length < end:
                at, changed = x, strip
                if x == 0 and isinstance(update, LayoutUpdate):
                    self._lines[y] = strip
            else:
                before = known.crop(x, end)
                if before == strip:
                    continue
                at, changed = _difference(before, strip, x)
                self._lines[y] = Strip.join([known.crop(0, x), strip, known.crop(end)])
            written.append(Control.move_to(at, y).segment.text + changed.render(console))
        return "".join(written)


class Frame(CompositorUpdate):
    """An update that is compared with what the terminal shows at the moment in which it is sent."""

    def __init__(self, frames: Frames, update: LayoutUpdate | ChopsUpdate) -> None:
        self._frames, self._update = frames, update

    def render_segments(self, console: Console) -> str:
        """What is sent."""
        return self._frames.rendered(self._update, console)


def _pieces(update: LayoutUpdate | ChopsUpdate) -> Iterator[tuple[int, int, Strip]]:
    """Line, column and content of all that an update draws."""
    if isinstance(update, LayoutUpdate):
        for y, line in enumerate(update.strips, update.region.y):
            yield y, update.region.x, Strip.join(line)
        return
    drawn: set[tuple[int, int]] = set()
    for y, first, last in update.spans:
        for x, strip in update.chops[y].items():
            if strip is None or (y, x) in drawn or x > last or x + strip.cell_length <= first:
                continue
            drawn.add((y, x))
            yield y, x, strip


def _difference(before: Strip, after: Strip, x: int) -> tuple[int, Strip]:
    """Where the part that differs begins, and that part; all where terminals may not agree on widths."""
    if not (sure(before.text) and sure(after.text)):
        return x, after
    old, new = list(before), list(after)
    start = _alike(old, new)
    rest = _alike(old[start:][::-1], new[start:][::-1])
    at = x + sum(segment.cell_length for segment in new[:start])
    return at, Strip(new[start : len(new) - rest])


def _alike(one: Sequence[Segment], other: Sequence[Segment]) -> int:
    """How many segments are the same from the beginning on."""
    count = 0
    for a, b in zip(one, other, strict=False):
        if a != b:
            break
        count += 1
    return count
