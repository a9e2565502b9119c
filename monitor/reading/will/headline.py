"""The infinitive of headlines: "Fed to cut rates" has ahead what its verb names."""

from __future__ import annotations

from monitor.model import Status
from monitor.reading.will.clauses import Clause
from monitor.reading.will.compose import Value, apply
from monitor.reading.will.cues import Hit
from monitor.reading.will.events import BILLS
from monitor.reading.will.forms import Form
from monitor.reading.will.frame import NEAR
from monitor.reading.will.infinitives import RANKED, leads_to_act, put_into, sought
from monitor.reading.will.work import Work

_CONDITIONS = frozenset({"must", "have", "has", "needs", "need"})
"""Words by which a headline tells what must be done for the event to come about."""


def headline_infinitive(work: Work, clause: Clause, left: list[Hit]) -> None:
    """ "Fed to cut rates": an infinitive after a headline's subject is ahead; so is "is to"."""
    if (work.value.status is not None and not work.value.late) or work.value.asked:
        return
    lowers = work.scan.lowers
    for place in range(clause.start + 1, clause.end - 1):
        if lowers[place] != "to" or place in work.scan.starts:
            continue
        if work.frame.proceeding(place, work.mention.start):
            return  # "to hold hearings on the bill"
        if work.value.sign > 0 and sought(work.frame, place):
            work.value = Value(1, Status.CONSIDERING, "possibility")
            return
        if _leads_elsewhere(work, place):
            continue
        ranked = RANKED & set(lowers[max(place - NEAR, 0) : place])
        if ranked and "becom" in work.scan.keys[clause.start : place]:
            if not any(hit.start < place for hit in left) and work.value.sign > 0:
                work.value = Value(1, Status.APPROVED, "event")  # "becomes the first state to ban it"
            return
        if "for" in lowers[clause.start + 1 : place - 1] and _CONDITIONS & set(lowers[clause.start : place]):
            work.value = Value(work.value.sign, Status.CONSIDERING, "condition")
            return  # "Bell would have to pay for the toll | to be lifted"
        stated = lowers[place - 1] in {"is", "are"}
        brief = clause.start == 0 and place <= NEAR and work.frame.decider(0, place)
        if work.scan.line.is_title or stated or brief:
            if any(hit.start < place for hit in left) and (work.used or not stated):
                return
            _set_ahead(work, work.scan.starts.get(place + 1))
        return


def _leads_elsewhere(work: Work, place: int) -> bool:
    """Whether the "to" at `place` is no headline's, or leads to something that is not the event."""
    scan, words = work.scan, work.frame.words
    paper = scan.keys[place - 1] in words.papers | words.plans
    following = scan.starts.get(place + 1)
    done = scan.lowers[place + 1] == "be"  # "laws to be scrapped": what is done to them
    if paper and not done and (following is None or following.kind != "effect"):
        return True  # "the plan to send": what it is a plan for
    before = scan.line.tokens[place - 1]
    quoted = before.end == scan.line.tokens[place].start  # "Bell 'to sign bill'"
    if not before.is_word and not quoted:
        return True  # "'entirely correct' to send"
    known = any(hit.start < place < hit.end for hit in scan.hits)
    return known or not leads_to_act(work.frame, place) or put_into(work.frame, place)


def _set_ahead(work: Work, deed: Hit | None) -> None:
    """Expect the event; `deed`: the cue that the infinitive begins with."""
    after = apply("expectation", work.value, Form.BARE)
    work.value = Value(after.sign, after.status, "headline-infinitive")
    new = deed is not None and deed.kind == "decision" and deed not in work.used
    if deed is not None and new and work.mention.verb in BILLS:
        work.used.append(deed)  # "to sign the bill": a deed, whatever else is named
        work.used.sort(key=lambda used: used.start)
