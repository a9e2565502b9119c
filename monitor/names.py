"""The valid name that somebody probably meant."""

from __future__ import annotations

from collections.abc import Iterable
from difflib import get_close_matches


def nearest(name: str, valid: Iterable[str]) -> str:
    """A hint to append to a message: the valid name that the writer probably meant, else all, if few."""
    names = list(dict.fromkeys(valid))
    folded = {known.casefold(): known for known in reversed(names)}
    close = get_close_matches(name.casefold(), folded, n=1, cutoff=0.6)
    if close:
        return f'; did you mean "{folded[close[0]]}"?'
    if not names:
        return ""
    return f"; valid: {', '.join(names)}" if len(names) <= 12 else ""
