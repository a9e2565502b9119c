"""What is said of a mention as the subject: "the ban | is expected | to be lifted"."""

from __future__ import annotations

from monitor.model import Status
from monitor.reading.will.classes import class_after
from monitor.reading.will.clauses import FORMERLY
from monitor.reading.will.compose import OPERATORS, Value
from monitor.reading.will.cues import Hit
from monitor.reading.will.events import Naming
from monitor.reading.will.forms import MODALS, Form, opens_object
from monitor.reading.will.frame import ACTIONS, NEAR, STANCES
from monitor.reading.will.infinitives import lands, leans_on_verb, moves
from monitor.reading.will.stances import backed_by, headed
from monitor.reading.will.work import OF_NOUNS, REACH, Work

_THAN = ("would rather", "would sooner", "rather than", "instead of")
_ANOTHER = frozenset("he she we they i".split())
"""Subjects that a predicate of the mention cannot have between."""
_TOLD_ASIDE = frozenset({Status.IN_EFFECT, Status.DELAYED, Status.REVERSED})
"""What a relative clause tells of the noun before it as news: that it holds, waits, or is no more."""
_BUT = frozenset({"=except", "=barring", "other than", "anything but"})
_NEVER_AFTER = frozenset({"prospect", "appeal", "reaction", "settled", *STANCES})


def predicate(work: Work, right: list[Hit]) -> bool:
    """Apply what is said of the mention as a subject; False where the mention is the doer."""
    chain: list[Hit] = []
    moved = moves(work.frame)
    place = work.mention.end
    if headed(work.frame):
        return True
    for hit in right:
        if hit.start - place > REACH:
            break
        if hit.phrase in {"=should", "=must", "=ought"} and not chain:
            work.value = Value(work.value.sign, None, "appeal", asked=True)
            return False
        if hit.phrase.startswith(_THAN):
            break
        led = work.scan.lowers[max(hit.start - NEAR, place) : hit.start]
        if hit.phrase == "=without" or "without" in led:
            continue  # "its renewal | without further ado", "the mission | without delay"
        if hit.kind in _NEVER_AFTER and not backed_by(work.frame, hit):
            break
        if work.frame.told_by_another(place, hit.start):
            break
        if hit.kind == "talk" and work.frame.shape(hit) is not Form.NOUN and not work.frame.passive(hit):
            break  # "to affirm the entry and | discuss the way forward"
        if hit.phrase in _BUT:
            break  # "any rule | except the ban"
        if work.scan.lowers[hit.start - 1] in FORMERLY:
            continue  # "the ban, previously put off, | takes effect"
        if not _ANOTHER.isdisjoint(work.scan.lowers[place : hit.start]):
            break  # "prepare the bill as soon as he | is sworn in"
        if hit.kind in OF_NOUNS and work.frame.shape(hit) is Form.NOUN:
            continue  # "gas projects"
        if hit.kind == "gain" and " " not in hit.phrase and _gains_other(work, hit):
            continue  # "the weedkiller gets | one more year"
        if hit.kind == "gain" and work.scan.lowers[hit.end : hit.end + 1] == ("on",):
            continue  # "the purchase lands on the desks of regulators"
        if hit.phrase == "notify":
            continue  # "the merger has been notified": to those who are to decide
        if leans_on_verb(work.frame, hit) and not moved and not lands(work.frame, hit):
            break
        if hit.kind in ACTIONS and not work.frame.passive(hit):
            if work.frame.shape(hit) is Form.NOUN or work.frame.shape(hit) is Form.GERUND:
                continue
            if work.scan.lowers[hit.start - 1] == "to":
                break  # "contractors to maintain jets": what for, and no deed
            if chain or hit.start - place <= NEAR:
                return False
            break
        chain.append(hit)
        place = hit.end
    if chain and chain[-1].kind == "happen" and len(chain) == 1:
        return True
    if (
        chain
        and not moved
        and all(hit.end - hit.start == 1 and work.scan.lowers[hit.start] in MODALS for hit in chain)
    ):
        return work.mention.naming is Naming.ACT
    for hit in reversed(chain):
        work.take(hit, class_after(work, hit))
    return True


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
