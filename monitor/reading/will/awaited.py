"""Clauses of time: whether what they tell has come about, "when it approved it", or is still to come."""

from __future__ import annotations

from monitor.reading.will.clauses import Scan
from monitor.reading.will.cues import Hit
from monitor.reading.will.delays import DATES
from monitor.reading.will.events import Mention, Naming
from monitor.reading.will.forms import MODALS, Form, participle
from monitor.reading.will.frame import NEAR

_INSTANT = frozenset("minute moment instant day".split())


def happened(scan: Scan, opener: str, mention: Mention) -> bool:
    """Whether a clause of time tells what has come about: "when it approved", not "before it approves"."""
    if opener in {"before", "until"} or scan.lowers[mention.start - 1] == opener:
        return False  # "once approved" is still to come
    if scan.lowers[mention.start - 1] in {"is", "are", "get", "gets"}:
        return False  # "once they are removed"
    if opener == "once" and not {"has", "have"}.isdisjoint(scan.lowers[mention.start - 2 : mention.start]):
        return False  # "once the bill has been passed"
    return mention.form is Form.FINITE and participle(scan.lowers[mention.start])


def at_once(scan: Scan, start: int, place: int) -> bool:
    """Whether an act only dates what is said: "will go to court the minute he signs"."""
    if participle(scan.lowers[place]):
        return False
    near = range(max(place - NEAR, start + 1), place)
    return any(scan.lowers[at] in _INSTANT and scan.lowers[at - 1] == "the" for at in near)


def gives_day(scan: Scan, opener: str, mention: Mention, end: int) -> bool:
    """Whether a clause with "when" gives the day on which it comes about: "when the order lifts on May 4"."""
    if opener != "when" or mention.form is not Form.FINITE or mention.naming is not Naming.ACT:
        return False
    days = scan.lowers[mention.end : min(mention.end + 9, end)]
    return any(word in DATES or word in {"midnight", "tomorrow", "tonight"} for word in days)


def ahead(scan: Scan, start: int, used: list[Hit], mention: Mention) -> bool:
    """Whether a clause with "after" tells of what is still to come: "will begin after the bill passes"."""
    if MODALS.isdisjoint(scan.lowers[:start]):
        return False
    verbs = [hit.start for hit in used] or [mention.start]
    word = scan.lowers[min(verbs)]
    if word in {"is", "are"}:
        return True
    return word.endswith("s") and not word.endswith("ss")
