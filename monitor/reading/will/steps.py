"""A yes that is a step and not yet the decision: of a committee, in support of it, before another body."""

from __future__ import annotations

from monitor.model import Status
from monitor.reading.will.clauses import Clause, Scan
from monitor.reading.will.cues import Hit
from monitor.reading.will.events import Event, Mention, Naming
from monitor.reading.will.forms import Form
from monitor.reading.will.phrases import direct_object
from monitor.text import stem

_DECIDING_BODIES = frozenset(map(stem, ("committee", "commission", "council", "panel", "advisory")))
_CHAMBERS = frozenset({"=house", "=senate", "=commons", "=lords", "house of commons", "house of lords"})
_READINGS = frozenset({"first reading", "second reading", "third reading", "first vote", "first stage"})
"""Steps in the full house, where a no is a no."""
_PREPARING = frozenset(
    "training talks study studies preparations planning consultation consultations negotiations drill drills "
    "rehearsal groundwork".split()
)
_SIGNING = frozenset("president governor king queen monarch emperor sultan desk assent signature".split())
"""Those who sign what all who vote have passed, and where it lies until they do."""
_SIGNER = 4
"""Tokens behind "goes to" within which it is told to whom."""
_BODY_NEAR = 4
"""Tokens behind "heads to" within which the next body is named."""
_NEXT = frozenset(map(stem, ("president", "governor", "desk", "court", "vote", "cabinet", "council")))


def on_the_way(scan: Scan, start: int, end: int, status: Status, event: Event) -> bool:
    """Whether tokens [start, end) tell of a step that is not the decision: a committee, a draft.

    Where two chambers decide, the yes of one is a step and its no is a no; where one does, so is its yes.
    """
    if any(word in {"final", "finally", "definitive"} for word in scan.lowers[start:end]):
        return False
    return any(
        hit.kind == "stage"
        and start <= hit.start < end
        and scan.keys[hit.start] not in _DECIDING_BODIES & event.own_stages
        and (event.parliament or hit.phrase != "=cabinet")
        and not (hit.phrase in _CHAMBERS and (status is Status.REJECTED or event.chamber == hit.phrase))
        and not (hit.phrase in _READINGS and status is Status.REJECTED)
        for hit in scan.hits
    )


def only_backed(scan: Scan, mention: Mention, used: list[Hit], event: Event) -> bool:
    """Whether the yes rests on a word of support alone, where the question asks for a formal act."""
    if not event.weak:
        return False
    clause = scan.clauses[scan.clause_of(mention.start)]
    if not event.lexicon.words.parliaments.isdisjoint(scan.keys[clause.start : mention.start]):
        return False  # those who ratify have let it through
    if any(hit.phrase == "decide to" for hit in used):
        return False
    acts = [scan.keys[hit.start] for hit in used if hit.kind in {"decision", "announce", "undo", "block"}]
    acts += [mention.verb for hit in used if hit.kind == "settled" and mention.verb in event.weak]
    return mention.verb in event.weak or (bool(acts) and all(key in event.weak for key in acts))


def prepares(scan: Scan, clause: Clause, mention: Mention, event: Event) -> bool:
    """Whether what is agreed to only prepares the act: "backs jet training for the pilots"."""
    if mention.naming is not Naming.ACT or mention.form is Form.NOUN or mention.sign < 0:
        return False
    first, end = direct_object(scan, mention.end, clause.end)
    head = scan.lowers[end - 1] if end > first else ""
    return head in _PREPARING and scan.keys[end - 1] not in event.naming


def onward(scan: Scan, event: Event) -> bool:
    """Whether a line tells that another body must still agree: "heads to the Senate", not "to Europe"."""
    for hit in scan.hits:
        if hit.kind == "onward" and not _only_signed(scan, hit, event):
            near = scan.keys[hit.end : hit.end + _BODY_NEAR]
            if hit.phrase != "head to" or not event.lexicon.words.parliaments.isdisjoint(near):
                return True
            if not _NEXT.isdisjoint(near):
                return True
    return False


def _only_signed(scan: Scan, hit: Hit, event: Event) -> bool:
    """Whether a bill goes on to somebody who signs what a parliament that decides has passed."""
    return event.parliament and not _SIGNING.isdisjoint(scan.lowers[hit.end : hit.end + _SIGNER])
