"""Which statuses point to yes and which to no."""

from __future__ import annotations

from monitor.model import Status

YES = frozenset({Status.EXPECTED, Status.APPROVED, Status.IN_EFFECT})
"""Statuses that point to yes."""
NO = frozenset({Status.UNLIKELY, Status.REJECTED, Status.REVERSED})
"""Statuses that point to no."""
TAKEN = frozenset({Status.APPROVED, Status.IN_EFFECT})
"""The decision is yes."""
REFUSED = frozenset({Status.REJECTED, Status.REVERSED})
"""The decision is no."""


def same_side(one: Status, other: Status | None) -> bool:
    """Both say yes, or both say no."""
    return (one in YES and other in YES) or (one in NO and other in NO)


def opposed(one: Status, other: Status | None) -> bool:
    """One says yes and the other no."""
    return (one in YES and other in NO) or (one in NO and other in YES)
