"""Whether an item tells that what its headline has ahead has been decided: "The decision was taken today"."""

from __future__ import annotations

from collections.abc import Sequence

from monitor.reading.will.actors import decider_before
from monitor.reading.will.clauses import Scan
from monitor.reading.will.events import Event
from monitor.reading.will.forms import BE

_DONE = frozenset("taken made announced".split())
_ACTING = frozenset(
    "comes came follows followed means marks marked ends ended reverses reversed drew".split()
)
"""What a decision does once it has been taken."""
_TOLD = frozenset("said says".split())
_OWNED = frozenset("the its his her their this that".split())
_CLOSING = frozenset("confirms confirmed announces announced".split())
_NAME = 4
"""Tokens at the end of a headline that name who confirms it."""


def taken(scans: Sequence[Scan], event: Event) -> bool:
    """Whether one of these lines, the headline first, tells that the decision has been taken."""
    return any(_closes(scan, event) if scan.line.is_title else _speaks_of_it(scan) for scan in scans)


def _closes(scan: Scan, event: Event) -> bool:
    """ "Night tolls to go by May, Bell confirms"."""
    end = len(scan.lowers) - 1
    return scan.lowers[end] in _CLOSING and decider_before(scan, max(end - _NAME, 0), end, event)


def _speaks_of_it(scan: Scan) -> bool:
    """ "The decision was taken on Monday", "said the decision would cost jobs", "the decision follows"."""
    lowers = scan.lowers
    for place in range(1, len(lowers) - 2):
        if lowers[place] != "decision" or lowers[place - 1] not in _OWNED:
            continue
        following, second = lowers[place + 1], lowers[place + 2]
        said = (
            place > 1 and lowers[place - 2] in _TOLD and following == "would" and second not in {"be", "come"}
        )
        if said or following in _ACTING or (following in BE and second in _DONE):
            return True
    return False
