"""What a publisher changed: one text, with what went and what came, word by word."""

from __future__ import annotations

from collections.abc import Sequence
from difflib import SequenceMatcher

from rich.text import Text

from monitor.tui import cells
from monitor.tui.look import Look

MOST = 1_500
"""Words of a text that are compared."""
AROUND = 12
"""Words of unchanged text that are shown on either side of a change."""


def difference(before: str, after: str, look: Look) -> Text:
    """The later text with [−what went] and [+what came]; long stretches that stayed are left out."""
    old, new = (cells.plain(text).split()[:MOST] for text in (before, after))
    moves = SequenceMatcher(None, old, new).get_opcodes()  # frequent words are no anchors: it stays fast
    parts: list[Text] = []
    for place, (kind, first, last, low, high) in enumerate(moves):
        if kind == "equal":
            kept = _shortened(new[low:high], at_start=place == 0, at_end=place == len(moves) - 1)
            parts.append(Text(kept, look("muted")))
            continue
        if first < last:
            parts.append(Text(f"[−{' '.join(old[first:last])}]", look("error")))
        if low < high:
            parts.append(Text(f"[+{' '.join(new[low:high])}]", look("success", bold=True)))
    return Text(" ", end="").join(parts)


def _shortened(words: Sequence[str], *, at_start: bool, at_end: bool) -> str:
    """What stayed, without its middle; at the ends of the text without what is far from the change."""
    first = [] if at_start else words[:AROUND]
    last = [] if at_end else words[-AROUND:]
    if len(words) <= len(first) + len(last) or (at_start and at_end):
        return " ".join(words)
    return " ".join([*first, "…", *last])
