"""Verbs that tell what goes on rather than what has been done: a stance is held, and no act.

"Norland is blocking the bid" says how matters stand, "Norland blocks the bid" what has been decided. What
goes on is told with a form of "be" (monitor.reading.will.forms), and in the ways that are known here.
"""

from __future__ import annotations

from monitor.reading.will.actors import decider_before
from monitor.reading.will.clauses import Scan
from monitor.reading.will.cues import Hit
from monitor.reading.will.events import Event
from monitor.reading.will.forms import AUXILIARIES, BE, MODALS, Form, is_skipped, participle
from monitor.reading.will.phrases import SAYING
from monitor.text import stem

_ABSOLUTE = 7
"""Tokens between "with" and the verb of what goes on meanwhile: "with Norland still | blocking it"."""
_CONTINUE = "continu"
_RATIFY = stem("ratify")
_REMAIN = frozenset("remain remains remained remaining still".split())
_PRESENT = frozenset("is are 's being".split())


def going_on(scan: Scan, place: int, shape: Form, event: Event, *, against: bool) -> bool:
    """Whether a verb without a form of "be" tells what goes on: "still blocking", "continues to block".

    against: whether it stands in the way of the event. What is added of a yes is mostly what follows from
    something else: "widens the committee's powers, allowing it to approve the bid".
    """
    lowers = scan.lowers
    if shape is Form.BARE:
        again = place > 1 and lowers[place - 1] == "to" and scan.keys[place - 2] == _CONTINUE
        return again and lowers[place - 3 : place - 2] not in {("to",), ("will",), ("would",), ("could",)}
    if shape is not Form.GERUND:
        return False
    if place and lowers[place - 1] == "still":
        return place > 1 and lowers[place - 2] not in AUXILIARIES
    return _meanwhile(scan, place, event) or (against and _besides(scan, place, event))


def _meanwhile(scan: Scan, place: int, event: Event) -> bool:
    """ "With Norland holding up the bid, ...": who decides does it while something else is told."""
    for at in range(place - 1, max(place - _ABSOLUTE, -1), -1):
        if scan.lowers[at] == "with":
            return at + 1 < place and decider_before(scan, at + 1, place, event)
        if scan.lowers[at] in AUXILIARIES or scan.lowers[at] in {",", "to", "and"}:
            return False
    return False


def _besides(scan: Scan, place: int, event: Event) -> bool:
    """ "Berg has tested his allies, holding up the bid": a clause that adds what its subject does."""
    where = scan.clause_of(place)
    clause = scan.clauses[where]
    first = clause.start + (scan.lowers[clause.start] == ",")
    if not where or clause.opener != "," or any(not is_skipped(word) for word in scan.lowers[first:place]):
        return False
    start = scan.clauses[where - 1].start
    told = next((at for at in range(start, clause.start) if scan.lowers[at] in AUXILIARIES), start)
    quoted = not SAYING.isdisjoint(scan.lowers[start:told])
    return not quoted and decider_before(scan, start, told, event)


def holds(scan: Scan, place: int, shape: Form, event: Event) -> bool:
    """Whether a verb that may tell of an act of refusal tells of a stance: "is blocking", "is blocked by"."""
    words = event.lexicon.words
    key = scan.keys[place]
    if shape is Form.FINITE and key in words.opposing:
        return True
    if key not in words.opposing | words.blocking:
        return False
    if shape is Form.PROGRESS:
        return True
    if shape is not Form.FINITE or not participle(scan.lowers[place]):
        return False
    before = place - 1
    while before >= 0 and is_skipped(scan.lowers[before]) and scan.lowers[before] != "still":
        before -= 1
    lead = scan.lowers[before] if before >= 0 else ""
    by = scan.lowers[place + 1 : place + 2] == ("by",)
    one_of_many = event.acts.get(_RATIFY) == 1 and not scan.line.is_title
    if by and one_of_many and lead not in {"was", "were"}:
        return True  # "its entry, blocked by Norland": whoever must ratify can let it pass any day
    return lead in _REMAIN or (by and lead in _PRESENT and not scan.line.is_title) or lead == "being"


def stance_kept(scan: Scan, start: int, end: int, event: Event) -> bool:
    """Whether what is kept in tokens [start, end) is a stance: "upholds its veto", "maintains objections"."""
    words = event.lexicon.words
    held = (at for at in range(start, min(end, start + _ABSOLUTE)) if scan.keys[at] in words.stances)
    return any(scan.lowers[at] not in BE and not scan.lowers[at].endswith(("ed", "ing")) for at in held)


_STANDPOINTS = frozenset("policy position stance attitude line view approach".split())
"""Nouns for where somebody stands."""
_LEADING = 18
"""Tokens from such a noun to what is said of it: "its policy on the entry of the islands has not changed"."""
_SAME = frozenset("unchanged same unaltered".split())
_MOVES = frozenset(map(stem, ("change", "shift", "alter", "move", "waver")))
_FOR = frozenset({"favour", "expectation", "wish"})


def unmoved(scan: Scan, event: Event) -> Hit | None:
    """The noun of a line that tells that those who decide stand where they stood; None where none does."""
    lowers = scan.lowers
    for place, word in enumerate(lowers):
        if word not in _STANDPOINTS:
            continue
        for at in range(place + 1, min(place + _LEADING, len(lowers))):
            still = lowers[at] in _SAME and lowers[at - 1] in BE | {"remain", "remains", "remained", "the"}
            denied = scan.keys[at] in _MOVES and _denied(scan, at)
            if still or denied:
                owners = scan.places(0, place)
                theirs = not owners or bool(owners & event.home) or not event.home
                if theirs and not any(hit.kind in _FOR and hit.start < at for hit in scan.hits):
                    return Hit("keep", place, at + 1, f"{word} _ unchanged")
    return None


def _denied(scan: Scan, verb: int) -> bool:
    """Whether a verb right behind a perfect or "do" is denied: "has not changed", "does not change"."""
    before = scan.lowers[max(verb - 3, 0) : verb]
    return any(word == "not" or word.endswith("n't") for word in before) and not any(
        word in MODALS for word in before
    )
