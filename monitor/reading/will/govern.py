"""What stands before a mention and governs it: "expects | to lift | the ban".

Cues are taken from the right to the left, so that the outermost comes last, until one stands too far off or
leans on another verb.
"""

from __future__ import annotations

from monitor.model import Status
from monitor.reading.will.bystanders import passed_over
from monitor.reading.will.classes import class_before
from monitor.reading.will.compose import Value
from monitor.reading.will.cues import Hit
from monitor.reading.will.forms import MODALS, Form, participle
from monitor.reading.will.frame import ACTIONS, NEAR, STANCES
from monitor.reading.will.infinitives import interrupted, lands, leans_on_verb
from monitor.reading.will.objects import blamed, links, object_of_another
from monitor.reading.will.stances import handled, takes_it
from monitor.reading.will.work import REACH, Work

_NOUNS = frozenset({"decision", "block", "undo", "delay", "refusal", "keep"})
_DONE_BY = frozenset("after by for in".split())
_TAKING_UP = frozenset({"decision", "announce", "effect", "expectation", "carry", "wish"})
"""Classes whose phrases say nothing of what a proceeding is about: "begins hearings on the bill"."""


def joined(work: Work, hit: Hit) -> bool:
    """Whether a noun before the mention is one phrase with it: "the lifting of the ban"."""
    gap = work.reach - hit.end
    if hit.kind not in _NOUNS or gap > NEAR or gap < 1:
        return False
    return work.frame.shape(hit) is Form.NOUN and links(work.frame, hit)


def govern(work: Work, hit: Hit) -> bool:
    """Apply a cue that stands before the mention; False where nothing further out can reach it."""
    frame = work.frame
    gap = work.reach - hit.end
    if hit.kind == "negation" and (gap > NEAR or frame.said_between(hit.end, work.reach)):
        return not interrupted(frame, hit.end, work.reach)
    if gap > REACH or interrupted(frame, hit.end, work.reach) or _rather(work, hit):
        return False
    if leans_on_verb(frame, hit) and not lands(frame, hit):
        return False
    if hit.kind in {*ACTIONS, "effect"} and object_of_another(frame, hit):
        return False
    kind, shape = class_before(work, hit), frame.shape(hit)
    if kind == "appeal":
        return _ask(work, hit, shape)
    if kind in _TAKING_UP and frame.proceeding(hit.end, work.reach):
        return True
    if passed_over(work, hit, kind, shape):
        return True
    if kind == "delay" and shape is Form.GERUND and blamed(frame, hit):
        work.value = Value(work.value.sign, Status.DELAYED, "presupposed")
        work.used.insert(0, hit)
        return False  # what is done to those who are blamed is done to another thing
    if kind in {"decision", "gain"} and work.value.status is None and not work.value.asked:
        if shape is Form.NOUN:
            work.granted = hit.start
        elif _done_by(work, hit, shape):
            work.value = Value(work.value.sign, Status.APPROVED, "presupposed", settled=True)
            work.used.insert(0, hit)
            work.reach = hit.start
            return True
    work.take(hit, kind)
    return True


def _rather(work: Work, hit: Hit) -> bool:
    """ "Would rather wait": not what it would rather do."""
    than = "than" in work.scan.lowers[hit.end : work.mention.start]
    return hit.phrase in {"would rather", "would sooner"} and not than


def _ask(work: Work, hit: Hit, shape: Form) -> bool:
    """Apply a wish. As a verb it is the outermost that counts; as a noun others may act on it."""
    stance = bool(work.used) and work.used[0].kind in STANCES  # "calls on peers to back the bill"
    noun = shape is Form.NOUN or handled(work.frame, hit)
    if _subjunctive(work, hit):
        work.value = Value(work.mention.sign, None, "appeal", asked=True)
        work.used.insert(0, hit)
        return False
    hoped = hit.phrase.startswith("=hop") and work.value.rule == "expectation"
    hoped = hoped or (hit.phrase.startswith("=making") and work.value.rule == "negation")
    hoped = hoped and not takes_it(work.frame, hit)  # "Ankara hopes Moscow will extend it"
    if not noun and (work.value.status is None or stance or hoped):
        work.value = Value(work.value.sign, None, "appeal", asked=True)
        work.used.append(hit)
        return False
    work.take(hit)
    return True


def _subjunctive(work: Work, hit: Hit) -> bool:
    """Whether the verb after a wish stands in its bare form: "demand that Bell | say no to tolls"."""
    if not work.used or work.used[0].start <= hit.end or work.frame.shape(hit) is Form.NOUN:
        return False
    verb = work.used[0].start
    word, before = work.scan.lowers[verb], work.scan.line.tokens[verb - 1]
    bare = not word.endswith(("s", "ing")) and not participle(word) and word not in MODALS
    named = before.is_word and before.text[0].isupper() and not before.lower.endswith("s")
    return work.used[0].kind in ACTIONS and bare and named


def _done_by(work: Work, hit: Hit, shape: Form) -> bool:
    """ "After approving the sale": told in passing as done."""
    plain = work.value.sign > 0 and not work.value.late
    return plain and shape is Form.GERUND and work.frame.word(hit.start - 1) in _DONE_BY
