"""What one voice does to a standing answer, and the rule that says so."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from enum import Enum

NOVEL = timedelta(days=30)
"""How long a voice that says the same again says nothing new."""
KEPT = 8
"""How many signals an answer names as its reasons, at most."""


class Verdict(Enum):
    """What a vote does to the standing answer."""

    SUPPORT = "support"  # says what the board says
    SET = "set"  # moves the board
    HOLD = "hold"  # contradicts the board and does not suffice
    WAIT = "wait"  # may be misread; counts when a second voice says the same
    KEEP = "keep"  # weaker than the board, not against it


@dataclass(frozen=True, slots=True)
class Ruling:
    """A verdict and the rule that led to it, in words."""

    verdict: Verdict
    why: str
