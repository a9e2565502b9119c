"""Contradictions: what the answer rests on to the left, what says otherwise to the right."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from rich.text import Text

from monitor.store.evidence import EvidenceRow
from monitor.tui import cells, draw
from monitor.tui.look import ATTRIBUTION, CONTESTED, Look

NARROW = 76
"""Below as many cells one side stands over the other."""
SHOWN = 3
"""Signals of each side, the newest first; all of them are among the evidence."""


def beside(
    rests_on: Sequence[EvidenceRow],
    against: Sequence[EvidenceRow],
    now: datetime,
    width: int,
    look: Look,
) -> list[Text]:
    """Both sides, line by line."""
    made = draw.heading("Against each other", width, look, style="warning")
    columns = ("the answer rests on", rests_on, "success"), ("says otherwise", against, CONTESTED.style)
    if width < NARROW:
        return [*made, *(line for side in columns for line in _side(*side, now, width, look))]
    gap, rooms = Text(" │ ", look("line"), end=""), _rooms(width)
    left, right = (_side(*side, now, room, look) for side, room in zip(columns, rooms, strict=True))
    for place in range(max(len(left), len(right))):
        one = left[place] if place < len(left) else Text("", end="")
        other = right[place] if place < len(right) else Text("", end="")
        made.append(cells.join([one, " " * max(rooms[0] - one.cell_len, 0), gap, other]))
    return made


def _rooms(width: int) -> tuple[int, int]:
    left = (width - 3) // 2
    return left, width - 3 - left


def _side(
    title: str, rows: Sequence[EvidenceRow], style: str, now: datetime, width: int, look: Look
) -> list[Text]:
    made = [Text(title, look(style, bold=True), end="")]
    newest = sorted(rows, key=lambda row: (row.at, row.id), reverse=True)
    for row in newest[:SHOWN]:
        head = Text(no_wrap=True, end="").append_text(draw.signal_words(row, look))
        head.append("  ").append_text(cells.text(row.feed, look("text")))
        at = Text(cells.clock(row.at, now), look("muted"), end="")
        head.truncate(max(width - at.cell_len - 1, 8), overflow="ellipsis")
        made.append(cells.join([head, " " * max(width - head.cell_len - at.cell_len, 1), at]))
        made.extend(cells.wrap(cells.quote(row.quote, row.span, row.cues, look), width, most=4))
        glyph = ATTRIBUTION[row.attribution]
        words = f"{glyph.sign} {row.source or glyph.word}"
        made.extend(cells.wrap(Text(cells.plain(words), look("muted")), width, most=1))
    if len(rows) > SHOWN:
        made.append(Text(f"and {len(rows) - SHOWN} more below", look("muted"), end=""))
    return made or [Text("")]
