"""Conditions and questions, in which nothing is told as being so: "if elected", "should Moscow refuse"."""

from __future__ import annotations

from monitor.reading.will.clauses import Clause, Scan
from monitor.reading.will.events import Mention

IF = frozenset({"if", "unless", "provided", "assuming"})
_WINS = frozenset("wins win won elected re-elected reelected".split())
_RULING = frozenset("power office government president minister chancellor premier mayor governor".split())
_COMING_IN = frozenset("becomes become takes take comes come returns return enters enter".split())
_IN_CASE = frozenset({"in case", "in the event", "as long as", "so long as"})


def conditional(scan: Scan, where: int) -> bool:
    """Whether a condition is tied to a clause: it opens the clause beside it, or stands in it."""
    for beside in (where - 1, where + 1):
        if 0 <= beside < len(scan.clauses) and scan.clauses[beside].opener in {"if", "provided"}:
            return True
    clause = scan.clauses[where]
    return any(hit.kind == "hypothetical" and clause.start <= hit.start < clause.end for hit in scan.hits)


def inverted(scan: Scan, where: int) -> bool:
    """ "Should Moscow refuse, ...": a condition without "if"."""
    clause = scan.clauses[where]
    first = clause.start + (scan.lowers[clause.start] == "," and clause.start + 1 < clause.end)
    return scan.lowers[first] == "should" and scan.lowers[-1] != "?"


def in_case(scan: Scan, clause: Clause, mention: Mention) -> bool:
    """Whether a phrase before the mention makes the clause a condition: "in the event that it passes"."""
    return any(hit.phrase in _IN_CASE and clause.start <= hit.start < mention.start for hit in scan.hits)


def if_in_power(scan: Scan, where: int) -> bool:
    """Whether it is promised for when somebody governs who does not yet: "will scrap it if elected"."""
    for beside in (where - 1, where + 1):
        if not 0 <= beside < len(scan.clauses) or scan.clauses[beside].opener not in {"if", "once", "when"}:
            continue
        words = scan.lowers[scan.clauses[beside].start + 1 : scan.clauses[beside].end]
        if scan.clauses[beside].opener == "if" and not _WINS.isdisjoint(words[:4]):
            return True
        if not _COMING_IN.isdisjoint(words[:4]) and not _RULING.isdisjoint(words):
            return True
    return False


def asked(scan: Scan, end: int) -> bool:
    """Whether the clause that ends at `end` is part of a question; what a colon parts from it is none."""
    if end < len(scan.lowers) and scan.lowers[end] == "?":
        return True
    return scan.lowers[-1] == "?" and ":" not in scan.lowers[end:]
