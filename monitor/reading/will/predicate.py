"""What is said of a mention as the subject: "the ban | is expected | to be lifted"."""

from __future__ import annotations

from enum import Enum, auto

from monitor.model import Status
from monitor.reading.will.classes import class_after
from monitor.reading.will.clauses import FORMERLY
from monitor.reading.will.compose import OPERATORS, Value
from monitor.reading.will.cues import Hit
from monitor.reading.will.events import Naming
from monitor.reading.will.forms import MODALS, Form, opens_object
from monitor.reading.will.frame import ACTIONS, NEAR, STANCES
from monitor.reading.will.infinitives import lands, leans_on_verb, moves
from monitor.reading.will.objects import describes
from monitor.reading.will.stances import backed_by, headed
from monitor.reading.will.work import OF_NOUNS, REACH, Work

_THAN = ("would rather", "would sooner", "rather than", "instead of")
_ANOTHER = frozenset("he she we they i".split())
"""Subjects that a predicate of the mention cannot have between."""
_TOLD_ASIDE = frozenset({Status.IN_EFFECT, Status.DELAYED, Status.REVERSED})
"""What a relative clause tells of the noun before it as news: that it holds, waits, or is no more."""
_BUT = frozenset({"=except", "=barring", "other than", "anything but"})
_OWING_TO = frozenset("on over amid due to".split())
_DESCRIBING = frozenset({"block", "undo", "delay", "decision", "refusal", "keep"})
_NEVER_AFTER = frozenset({"prospect", "appeal", "reaction", "settled", *STANCES})


class _Part(Enum):
    """What a cue that stands after a mention is to it."""

    SAID = auto()  # of the mention
    ASIDE = auto()  # of something else, and what follows may be said of the mention
    BEYOND = auto()  # of something else, as is all that follows
    DONE = auto()  # an act that the mention may be the doer of


def predicate(work: Work, right: list[Hit]) -> bool:
    """Apply what is said of the mention as a subject; False where the mention is the doer."""
    chain: list[Hit] = []
    if headed(work.frame):
        return True
    for hit in right:
        place = chain[-1].end if chain else work.mention.end
        if hit.start - place > REACH:
            break
        if chain and chain[-1].kind == "delay" and work.scan.lowers[hit.start - 1] in _OWING_TO:
            break  # "snags on | doubts": what it is late for
        if hit.phrase in {"=should", "=must", "=ought"} and not chain:
            work.value = Value(work.value.sign, None, "appeal", asked=True)
            return False
        part = _part(work, hit, place)
        if part is _Part.DONE and (chain or hit.start - place <= NEAR):
            return False
        if part in {_Part.DONE, _Part.BEYOND}:
            break
        if part is _Part.SAID:
            chain.append(hit)
    return _apply(work, chain)


def _apply(work: Work, chain: list[Hit]) -> bool:
    """Apply the cues of a predicate, the last first; False where the mention is the doer."""
    if len(chain) == 1 and chain[0].kind == "happen":
        return True
    modals = all(hit.end - hit.start == 1 and work.scan.lowers[hit.start] in MODALS for hit in chain)
    if chain and modals and not moves(work.frame):
        return work.mention.naming is Naming.ACT
    for hit in reversed(chain):
        work.take(hit, class_after(work, hit))
    return True


def _part(work: Work, hit: Hit, place: int) -> _Part:
    """What a cue is to the mention; `place`: where the predicate ends as far as it has been read."""
    frame, lowers = work.frame, work.scan.lowers
    if hit.phrase.startswith(_THAN):
        return _Part.BEYOND
    if hit.phrase == "=without" or "without" in lowers[max(hit.start - NEAR, place) : hit.start]:
        return _Part.ASIDE  # "its renewal | without further ado", "the mission | without delay"
    if _of_another(work, hit, place):
        return _Part.BEYOND
    if hit.kind in _DESCRIBING and describes(frame, hit):
        return _Part.ASIDE  # "the drug for a restricted group"
    if lowers[hit.start - 1] in FORMERLY:
        return _Part.ASIDE  # "the ban, previously put off, | takes effect"
    if not _ANOTHER.isdisjoint(lowers[place : hit.start]):
        return _Part.BEYOND  # "prepare the bill as soon as he | is sworn in"
    if _tells_nothing(work, hit):
        return _Part.ASIDE
    if leans_on_verb(frame, hit) and not moves(frame) and not lands(frame, hit):
        return _Part.BEYOND
    if hit.kind not in ACTIONS or frame.passive(hit):
        return _Part.SAID
    if frame.shape(hit) in {Form.NOUN, Form.GERUND}:
        return _Part.ASIDE
    if lowers[hit.start - 1] == "to":
        return _Part.BEYOND  # "contractors to maintain jets": what for, and no deed
    return _Part.DONE


_MINDS = frozenset("weighs mulls ponders considers contemplates".split())
"""Verbs of what somebody does with his mind, which a thing that is decided on does not do."""


def _of_another(work: Work, hit: Hit, place: int) -> bool:
    """Whether a cue opens what is told of something else."""
    frame = work.frame
    if hit.kind in _NEVER_AFTER and not backed_by(frame, hit):
        return True
    if frame.told_by_another(place, hit.start):
        return True
    if hit.kind == "talk" and frame.shape(hit) is not Form.NOUN and not frame.passive(hit):
        return True  # "to affirm the entry and | discuss the way forward"
    if work.mention.naming is Naming.OBJECT and work.scan.lowers[hit.start] in _MINDS:
        return True  # "the operator | weighs insolvency"
    return hit.phrase in _BUT  # "any rule | except the ban"


def _tells_nothing(work: Work, hit: Hit) -> bool:
    """Whether a cue of what somebody gets or sees says nothing of the mention."""
    if hit.kind in OF_NOUNS and work.frame.shape(hit) is Form.NOUN:
        return True  # "gas projects"
    if hit.kind == "gain" and " " not in hit.phrase and _gains_other(work, hit):
        return True  # "the weedkiller gets | one more year"
    if hit.kind == "gain" and work.scan.lowers[hit.end : hit.end + 1] == ("on",):
        return True  # "the purchase lands on the desks of regulators"
    return hit.phrase == "notify"  # "the merger has been notified": to those who are to decide


def _gains_other(work: Work, hit: Hit) -> bool:
    """Whether what a thing gets is told, and is no leave that the lexicon knows."""
    if work.mention.naming is not Naming.OBJECT or hit.end >= len(work.scan.lowers):
        return False
    named = range(hit.end, min(hit.end + NEAR, work.frame.clause.end))
    granted = any(at in work.frame.acting or at in work.frame.acts for at in named)
    return opens_object(work.scan.line.tokens[hit.end]) and not granted


def told_of_decision(work: Work, right: list[Hit]) -> None:
    """What is said of a decision named before the act: "the decision to scrap it | was put off"."""
    for hit in right:
        if hit.kind == "delay" and work.frame.passive(hit):
            work.take(hit)
            return


def told_by_relative(work: Work) -> None:
    """ "Meta will comply with the ban, which took effect on Monday", "the law, in force since May"."""
    scan, frame, open_value = work.scan, work.frame, work.value
    if work.mention.end < frame.clause.end:
        return
    place = work.mention.end + (frame.word(work.mention.end) == ",")
    clause = scan.clauses[scan.clause_of(min(place, len(scan.lowers) - 1))]
    first = scan.starts.get(place)
    due = first is not None and first.kind == "expectation"
    if clause.opener not in {"which", "that"} and not due and (first is None or first.kind != "effect"):
        return
    predicate(work, [hit for hit in scan.hits if place <= hit.start < clause.end and hit.kind in OPERATORS])
    if work.value.status not in _TOLD_ASIDE and not (due and work.value.status is Status.EXPECTED):
        work.value = open_value
