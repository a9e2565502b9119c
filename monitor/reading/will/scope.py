"""Which cues of a clause act on a mention, and in which order.

Cues that stand after a nominal mention are its predicate ("the ban | is expected | to be lifted"); cues
that stand before it govern it ("expects | to lift | the ban"). Both are applied from the right to the
left, the predicate first, so that the outermost comes last. A noun joined by a preposition ("the lifting
of the ban") belongs to the mention and comes before its predicate.
"""

from __future__ import annotations

from collections.abc import Sequence

from monitor.model import Status
from monitor.reading.will.classes import verb_class
from monitor.reading.will.clauses import Clause, Scan
from monitor.reading.will.compose import OPERATORS, Value, event_value
from monitor.reading.will.cues import Hit
from monitor.reading.will.events import Event, Mention, Naming
from monitor.reading.will.forms import BE, HAVE, MODALS, Form, is_skipped
from monitor.reading.will.frame import NEAR, Frame
from monitor.reading.will.govern import govern, joined
from monitor.reading.will.headline import headline_infinitive
from monitor.reading.will.implied import imply
from monitor.reading.will.predicate import predicate, told_by_relative, told_of_decision
from monitor.reading.will.states import left_standing
from monitor.reading.will.work import Work

_TURNING = frozenset({"block", "undo", "delay", "keep", "refusal", "possibility"})
"""Acts that turn the sense of the thing they are done to, or leave it."""
_CURBS = frozenset({"block", "undo", "delay"})
_SAID_OF = frozenset({"doubt", "undecided", "possibility"})
"""Classes whose phrases keep what they say of the event that they hold: "will not agree", "not rule out"."""
_END_OF = "end of"
_AT_THE_END = frozenset("by at in until till before toward towards since from near after".split())
"""Words by which an end is only a time."""


def compose(
    scan: Scan, mention: Mention, clause: Clause, event: Event, acts: Sequence[int]
) -> tuple[Value, list[Hit]]:
    """The value of a mention in its clause, and the cues that made it, in the order of the text."""
    hits = _cues(scan, mention, clause, acts)
    left = [hit for hit in hits if hit.start < mention.start and not _ends(hit, mention, event, scan)]
    if mention.naming is Naming.OBJECT and any(hit.start in acts and hit.kind in _TURNING for hit in left):
        return Value(mention.sign), []  # "lifts rates": the question's own word says what the act comes to
    right = [hit for hit in hits if hit.start > mention.start]
    frame = Frame(scan, mention, clause, event, frozenset(acts))
    work = Work(frame, event_value(mention.sign, mention.form, verb_class(scan, mention, event)))
    if not _begin(work, left, right):
        return work.value, work.used
    for hit in reversed(left):
        if not govern(work, hit):
            break
    if work.value.settled and mention.form is not Form.NOUN:
        told_of_decision(work, right)
    if work.granted is None:
        headline_infinitive(work, clause, left)
    imply(work, left)
    if mention.form is Form.NOUN and work.value.status is None and not work.value.asked:
        told_by_relative(work)
    if left_standing(frame, work.value, work.used):
        return Value(work.value.sign, Status.IN_EFFECT, "kept"), work.used
    return work.value, work.used


def _cues(scan: Scan, mention: Mention, clause: Clause, acts: Sequence[int]) -> list[Hit]:
    """The cues of a clause that may act on a mention, in the order of the text."""
    hits = [
        hit
        for hit in scan.hits
        if clause.start <= hit.start < clause.end
        and hit.kind in OPERATORS
        and (not hit.start <= mention.start < hit.end or _says_of(hit, mention))
        and not mention.start <= hit.start < mention.end
        and not (hit.start in acts and hit.kind in {*_TURNING, "decision"})
        and not (hit.kind == "settled" and not BE.isdisjoint(scan.lowers[hit.start : hit.end]))
    ]
    hits += [
        Hit("negation", hit.start, hit.start + 1, "=not")
        for hit in scan.hits
        if hit.start < mention.start < hit.end
        and hit.phrase.startswith("not ")
        and not _says_of(hit, mention)
    ]
    hits += [
        Hit("block", hit.start, hit.end, hit.phrase)
        for hit in scan.hits
        if hit.phrase == _END_OF and _end_of_it(scan, hit, mention)
    ]
    return sorted(hits, key=lambda hit: hit.start)


def _begin(work: Work, left: list[Hit], right: list[Hit]) -> bool:
    """Apply what belongs to the mention and what is said of it, taking it off `left` and `right`.

    False where nothing that stands before the mention can act on it, since it is the doer.
    """
    scan, mention = work.scan, work.mention
    named = scan.starts.get(mention.start)
    if named is not None and named.kind == "expectation" and named.end >= mention.end > mention.start + 1:
        work.take(named)  # what the question calls it is itself only a step: "a staff-level agreement"
    if mention.form in {Form.NOUN, Form.GERUND}:
        if right and right[0].kind == "settled" and right[0].start == mention.end:
            work.take(right.pop(0))
        while left and joined(work, left[-1]):
            hit = left.pop()
            if hit.kind == "decision":
                work.granted = hit.start
            work.take(hit)
        return predicate(work, right)
    return True


def _ends(hit: Hit, mention: Mention, event: Event, scan: Scan) -> bool:
    """Whether a cue names the very state that comes to its end: "the curbs | are to end", "limits expire"."""
    if mention.verb not in event.lexicon.words.ending or mention.form in {Form.NOUN, Form.GERUND}:
        return False
    return (
        hit.kind in _CURBS
        and hit.end - hit.start == 1
        and scan.keys[hit.start] in event.lexicon.words.states
        and all(
            word in MODALS or word in BE or word in HAVE or word == "to" or is_skipped(word)
            for word in scan.lowers[hit.end : mention.start]
        )
    )


def _end_of_it(scan: Scan, hit: Hit, mention: Mention) -> bool:
    """Whether "end of" tells of the thing itself, right behind it: "announces the end of | the tram ban"."""
    if not 0 <= mention.start - hit.end < NEAR:
        return False
    before = hit.start - 1 - (scan.lowers[hit.start - 1] in {"the", "an"})
    return before < 0 or scan.lowers[before] not in _AT_THE_END


def _says_of(hit: Hit, mention: Mention) -> bool:
    """Whether a phrase that holds the act's own word says something of it: "will not agree"."""
    return hit.start < mention.start and hit.kind in _SAID_OF and mention.naming is Naming.ACT
