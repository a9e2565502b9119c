"""What a publisher changed: one text, with what went and what came, word by word."""

from __future__ import annotations

import re
from collections.abc import Sequence
from difflib import SequenceMatcher

from rich.text import Text

from monitor.tui import cells
from monitor.tui.look import Look

_WORDS = re.compile(r"\s+|[^\s]+")
MOST = 1_500
"""Words of a text that are compared; the comparison's cost grows with their square."""
AROUND = 12
"""Words of unchanged text that are shown on either side of a change."""


def difference(before: str, after: str, look: Look) -> Text:
    """The later text with [−what went] and [+what came]; long stretches that stayed are left out."""
    old, new = _parts(before), _parts(after)
    made = Text(style=look("muted"), end="")
    moves = SequenceMatcher(None, old, new, autojunk=False).get_opcodes()
    for place, (kind, first, last, low, high) in enumerate(moves):
        if kind == "equal":
            made.append(_shortened(new[low:high], at_start=place == 0, at_end=place == len(moves) - 1))
            continue
        gone, come = "".join(old[first:last]), "".join(new[low:high])
        if gone.strip():
            made.append(f"[−{gone.strip()}]", look("error")).append(" " if come.strip() else _tail(gone))
        if come.strip():
            made.append(f"[+{come.strip()}]", look("success", bold=True)).append(_tail(come))
    return made


def _parts(text: str) -> list[str]:
    """Words and the spaces between them."""
    return _WORDS.findall(cells.plain_lines(text))[: 2 * MOST]


def _tail(part: str) -> str:
    """The space that ends a part: marks stand around words alone."""
    return part[len(part.rstrip()) :]


def _shortened(parts: Sequence[str], *, at_start: bool, at_end: bool) -> str:
    """What stayed, without its middle; at the ends of the text without what is far from the change."""
    keep = 2 * AROUND
    if at_start and len(parts) > keep:
        return "… " + "".join(parts[-keep:]).lstrip()
    if at_end and len(parts) > keep:
        return "".join(parts[:keep]).rstrip() + " …"
    if len(parts) > 2 * keep:
        return "".join(parts[:keep]).rstrip() + " … " + "".join(parts[-keep:]).lstrip()
    return "".join(parts)
