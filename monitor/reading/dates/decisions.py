"""Decisions that a verb says nothing of but when they fall, and the deadlines by which they have to."""

from __future__ import annotations

from monitor.reading.dates.bounds import Dated
from monitor.reading.dates.clauses import Clause
from monitor.reading.dates.lexicon import AUXILIARIES, DECIDING

_ASSENTS = frozenset("consent blessing go-ahead clearance permission nod".split())
"""What is given with a decision: "gave its blessing"."""
_COPULAS = frozenset("is are was remains now".split())


def decides(clause: Clause, verb: int, dated: Dated) -> bool:
    """Whether a decision is what a verb that says nothing else is said of or done to: "a decision will be
    made", "hands down its ruling", "must make up its mind"."""
    end = dated.start if dated.start > verb else len(clause.lows)
    after = range(verb + 1, min(end, verb + 8))
    if any(clause.lows[place] == "mind" or _decision(clause, place) for place in after):
        return True
    for place in clause.line.leftward(verb):
        if clause.line.parts(place) or clause.lows[place] == ",":
            return False
        if _decision(clause, place):
            return True
        if clause.line.is_verb(place) and clause.lows[place] not in AUXILIARIES | {"expected", "due"}:
            return False
    return False


def _decision(clause: Clause, place: int) -> bool:
    if clause.lows[place - 1] in {"final", "last"} and clause.lows[place] in {"word", "say"}:
        return True
    if clause.lows[place] in _ASSENTS:
        return True
    known = clause.tokens[place].stem in DECIDING and not clause.line.is_verb(place)
    return known and clause.lows[place] != "final" and not clause.stage(place)


def whether(clause: Clause, verb: int, dated: Dated) -> bool:
    """ "Will say by Oct. 18 whether it will do", "is to announce on Friday if"."""
    around = {*clause.lows[verb + 1 : verb + 3], *clause.lows[dated.end : dated.end + 2]}
    return not around.isdisjoint({"whether", "if"})


def deadline(clause: Clause, noun: int, dated: Dated) -> bool:
    """ "The deadline for a decision is May 3", "has a deadline of June 1"; not one for another's step, as
    "the deadline to register" or "for bids" is."""
    between = range(noun + 1, dated.start)
    of = next((at for at in between if clause.lows[at] in {"for", "to"}), None)
    if of is None:
        return any(clause.lows[at] in _COPULAS for at in between)
    told = range(of + 1, dated.start)
    return any(
        at in clause.acts or (clause.tokens[at].stem in DECIDING and not clause.stage(at))
        for at in told
        if clause.lows[at + 1] != "up"  # "the deadline to sign up"
    )


def deadline_before(clause: Clause, governor: int) -> int | None:
    """The "deadline" that a word is or tells more of: "the deadline for the ruling"."""
    for place in range(governor, max(-1, governor - 6), -1):
        if clause.tokens[place].stem == "deadlin":
            return place
        if clause.line.parts(place) or clause.lows[place] == ",":
            return None
    return None
