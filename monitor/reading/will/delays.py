"""What holds for a time only, and so is put off: "not before October", "blocks it for now"."""

from __future__ import annotations

from itertools import pairwise

from monitor.reading.will.clauses import Scan
from monitor.reading.will.cues import Hit
from monitor.reading.will.events import Mention
from monitor.reading.will.forms import BE, HAVE
from monitor.reading.will.phrases import until_then

DATES = frozenset(
    "january february march april may june july august september october november december monday "
    "tuesday wednesday thursday friday saturday sunday mid end year-end summer autumn fall spring "
    "winter christmas easter next".split()
)
_COURTS = frozenset(
    "court courts case judge judges suit lawsuit lawsuits appeal hearing trial ruling rules".split()
)
_UNTIL = frozenset({"before", "until", "till"})


def for_now(scan: Scan, where: int) -> bool:
    """Whether a thing is stopped for a time: "temporarily blocks", "bars it until the case is decided"."""
    clause = scan.clauses[where]
    words = scan.lowers[clause.start : clause.end]
    if not {"temporarily", "temporary", "pending"}.isdisjoint(words) or ("for", "now") in pairwise(words):
        return True
    if where + 1 == len(scan.clauses) or scan.clauses[where + 1].opener != "until":
        return False
    following = scan.clauses[where + 1]
    return not _COURTS.isdisjoint(scan.lowers[following.start : following.end])


def until_met(scan: Scan, where: int) -> bool:
    """Whether a no holds until something has come about: "not before it has gained more confidence"."""
    if where + 1 >= len(scan.clauses) or scan.clauses[where + 1].opener not in {"before", "until", "unless"}:
        return False
    clause = scan.clauses[where + 1]
    if clause.opener == "unless":
        return False
    words = scan.lowers[clause.start + 1 : clause.end]
    dated = any(word in DATES or word[:1].isdigit() for word in words[:3])
    told = any(word in BE or word in HAVE for word in words) or bool(words and words[0].endswith("ing"))
    return told and not dated


_NEAR_NO = 4
"""Tokens behind a no in which "this year" leaves it a no."""


def put_off(scan: Scan, hit: Hit) -> bool:
    """Whether "no decision" is told with a time before which there is none: that is a delay."""
    after = scan.lowers[hit.end :]
    words = hit.phrase.split()
    said = words[0] in {"no", "not"} and not {"decision", "decide", "decided"}.isdisjoint(words)
    return said and after[:1] != ("is",) and (not _UNTIL.isdisjoint(after) or until_then(after, 0))


def late_no(scan: Scan, used: list[Hit], mention: Mention) -> bool:
    """Whether a no holds until a time: "will not ratify before October", "won't be done by the summit"."""
    last = max(mention.end, *(hit.end for hit in used)) if used else mention.end
    lowers = scan.lowers
    if until_then(lowers, last) and "this" not in lowers[last : last + _NEAR_NO]:
        return True
    for place in range(mention.end, min(last + 8, len(lowers) - 1)):
        if lowers[place] in {"before", "until", "till"} or lowers[place : place + 2] == ("in", "time"):
            return True
        if lowers[place : place + 2] == ("after", "all") and not DATES.isdisjoint(
            lowers[mention.end : place]
        ):
            return True  # "won't start in January after all"
        if lowers[place] == "by" and (
            lowers[place + 1] in DATES or lowers[place + 1] == "the" or lowers[place + 1][:1].isdigit()
        ):
            return True
        if lowers[place] == "by" and any(
            word.endswith(("'", "'s")) or word in {"summit", "meeting"}
            for word in lowers[place + 1 : place + 4]
        ):
            return True
    return False
