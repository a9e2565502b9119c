"""What the sentence around a clause makes of its value: conditions, questions, steps, other actors."""

from __future__ import annotations

from dataclasses import dataclass, replace

from monitor.model import Status
from monitor.reading.will.actors import (
    another_first,
    by_outsiders,
    decider_before,
    done_by_states,
    for_another,
    foreign,
    other_doer,
    other_owner,
    said_by_outsiders,
    told_of_many,
    turns_down,
)
from monitor.reading.will.awaited import ahead, at_once, gives_day, happened
from monitor.reading.will.clauses import Clause, Scan
from monitor.reading.will.compose import Value
from monitor.reading.will.conditional import IF, asked, conditional, if_in_power, in_case, inverted
from monitor.reading.will.cues import Hit
from monitor.reading.will.delays import for_now, late_no, put_off, until_met
from monitor.reading.will.events import Event, Mention
from monitor.reading.will.forms import Form
from monitor.reading.will.hearsay import denied_report, describes, high, only_a_chance, told_in_past
from monitor.reading.will.history import background, void
from monitor.reading.will.phrases import by_a_body, subject
from monitor.reading.will.procedure import step_refused
from monitor.reading.will.steps import on_the_way, only_backed, onward, prepares

_CAPPED = {
    Status.APPROVED: Status.EXPECTED,
    Status.REJECTED: Status.UNLIKELY,
    Status.REVERSED: Status.UNLIKELY,
}
_RECALLED = frozenset({Status.APPROVED, Status.REJECTED, Status.DELAYED, Status.UNLIKELY, Status.REVERSED})
_NOT_PUT_OFF = frozenset({Status.REJECTED, Status.UNLIKELY, Status.CONSIDERING})
_SAID_AHEAD = frozenset({"expectation", "possibility", "headline-infinitive", "doubt", "decision"})
_USE = frozenset(
    {"=use", "=uses", "=used", "=using", "=fires", "=fired", "=firing", "begin use", "begin using"}
)
_AWAITED = frozenset({"once", "when", "until", "before"})
_STOPPED = frozenset({Status.REJECTED, Status.REVERSED})
_STOPPING = frozenset({"block", "undo", "event"})
_TOLD_AS_DONE = {
    Status.APPROVED: Status.EXPECTED,
    Status.IN_EFFECT: Status.EXPECTED,
    Status.REJECTED: Status.UNLIKELY,
    Status.REVERSED: Status.UNLIKELY,
}

Verdict = tuple[Status | None, str]
"""The status that is left of a value, and the rule that left it; None where nothing is."""


@dataclass(frozen=True, slots=True)
class _Told:
    """What a clause tells of a mention: its status so far, and by which cues."""

    scan: Scan
    where: int  # which clause
    clause: Clause
    status: Status
    rule: str
    settled: bool  # spoken of as decided, not itself said
    used: list[Hit]
    mention: Mention
    event: Event


def weigh(scan: Scan, where: int, value: Value, used: list[Hit], mention: Mention, event: Event) -> Verdict:
    """What the sentence leaves of a value that has been composed in the clause at `where`.

    used: the cues that made it.
    """
    assert value.status is not None
    clause = scan.clauses[where]
    told = _Told(scan, where, clause, value.status, value.rule, value.settled, used, mention, event)
    reason = _unsaid(told)
    if reason:
        return None, reason
    awaited = _awaited(told)
    if awaited is not None:
        return awaited
    told = _would(told)
    return (
        _second_hand(told)
        or _elsewhere(told)
        or _step_refused(told)
        or _others_part(told)
        or _for_a_time(told)
        or _short_of_it(told)
        or _no_until(told)
        or _recalled(told)
        or (told.status, told.rule)
    )


def _unsaid(told: _Told) -> str:
    """Why the clause asserts nothing: the past, a condition, a question; empty where it asserts something."""
    scan, clause = told.scan, told.clause
    reason = void(scan, told.event, told.mention)
    if reason and not (reason == "counterfactual" and told.settled):
        return reason
    if clause.opener in IF or inverted(scan, told.where) or in_case(scan, clause, told.mention):
        return "if-clause"
    if (asked(scan, clause.end) and not told.settled) or scan.lowers[clause.start] == "asked":
        return "question"
    return "not in power" if if_in_power(scan, told.where) else ""


def _awaited(told: _Told) -> Verdict | None:
    """What is left of a clause of time that tells what is still to come: a day at most."""
    scan, clause, mention = told.scan, told.clause, told.mention
    timed = clause.start and scan.lowers[clause.start - 1] in {"time", "day", "moment", "point"}
    if clause.opener in _AWAITED and not timed and not happened(scan, clause.opener, mention):
        due = told.status in {Status.APPROVED, Status.IN_EFFECT}
        due = due and gives_day(scan, clause.opener, mention, clause.end)
        return (Status.EXPECTED, "due") if due else (None, "awaited")
    if mention.form is Form.FINITE and at_once(scan, clause.start, mention.start):
        return None, "awaited"
    if clause.opener == "after" and ahead(scan, clause.start, told.used, mention):
        return None, "awaited"
    return None


def _would(told: _Told) -> _Told:
    """The same with "would" read as no more than a possibility, unless somebody told it in the past."""
    would = told.rule == "expectation" and any(hit.phrase == "=would" for hit in told.used)
    if would and not told_in_past(told.scan, told.clause.opener):
        return replace(told, status=Status.CONSIDERING, rule="would")
    return told


def _second_hand(told: _Told) -> Verdict | None:
    """What is left of a chance, of a report that is denied, of what a paper holds."""
    scan, clause, mention, event = told.scan, told.clause, told.mention, told.event
    if told.status in _TOLD_AS_DONE and only_a_chance(scan, clause, mention, event):
        return (_TOLD_AS_DONE[told.status] if high(scan) else Status.CONSIDERING), "possibility"
    if denied_report(scan, mention):
        return told.status if told.rule == "denial" else Status.CONSIDERING, "denial"
    if describes(scan, told.where, mention, told.used, event):
        return None, "content of a text"
    return None


def _elsewhere(told: _Told) -> Verdict | None:
    """Nothing is left of what somebody else does, or is done to something else."""
    scan, clause, mention, event, used = told.scan, told.clause, told.mention, told.event, told.used
    if (
        (foreign(scan, clause.start, mention, used, event) and not told.settled)
        or (told.rule == "headline-infinitive" and another_first(scan, clause, event))
        or by_outsiders(scan, clause, mention, used, event)
        or said_by_outsiders(scan, clause, used, event)
    ):
        return None, "another actor"
    if for_another(scan, mention, event):
        return None, "another object"
    if (
        other_owner(scan, mention, event)
        or other_doer(scan, clause.start, mention, used, event)
        or done_by_states(scan, clause.start, clause.end, told.rule, mention, event)
        or any(told_of_many(scan, hit) or turns_down(scan, clause, hit, event) for hit in used)
    ):
        return None, "another actor"
    return None


def _step_refused(told: _Told) -> Verdict | None:
    """What is left of a no to a step of the procedure."""
    if told.status not in _NOT_PUT_OFF:
        return None
    refused = step_refused(told.scan, told.clause, told.used, told.mention, told.event)
    if refused is None:
        return None
    return refused, "delay" if refused is Status.DELAYED else "refusal"


def _others_part(told: _Told) -> Verdict | None:
    """Nothing is left of the use that others make of the thing, nor of the support that they give it."""
    scan, clause, mention, event = told.scan, told.clause, told.mention, told.event
    if any(hit.phrase in _USE for hit in told.used):
        until = max(mention.start, *(hit.start for hit in told.used))
        if not event.hands_over or scan.places(clause.start, until) - event.home:
            return None, "use by others"
    stances = [hit for hit in told.used if hit.kind in {"favour", "against"}]
    backed = any(hit.start > mention.start for hit in stances)  # "backed by MPs"
    backed = backed or decider_before(scan, clause.start, mention.start, event)
    if stances and not backed and not by_a_body(scan, *subject(scan, clause, stances[0].start)):
        return None, "support of others"
    return None


def _for_a_time(told: _Told) -> Verdict | None:
    """A delay, where what is stopped is stopped for a time, or there is no decision before some time."""
    if told.status in _STOPPED and told.rule in _STOPPING and for_now(told.scan, told.where):
        if told.mention.verb == "rule":
            return Status.UNLIKELY, "doubt"  # "rules it out for now"
        return Status.DELAYED, "for-now"
    if told.status is Status.CONSIDERING and any(put_off(told.scan, hit) for hit in told.used):
        return Status.DELAYED, "not-before"
    return None


def _short_of_it(told: _Told) -> Verdict | None:
    """What is left of a step on the way to the decision: at most that it is expected."""
    scan, clause, mention, event = told.scan, told.clause, told.mention, told.event
    approved = told.status is Status.APPROVED
    if approved and only_backed(scan, mention, told.used, event):
        return Status.EXPECTED, "backed"
    if approved and prepares(scan, clause, mention, event):
        return Status.EXPECTED, "stage"
    if told.status in _CAPPED and on_the_way(scan, clause.start, clause.end, told.status, event):
        return _CAPPED[told.status], "stage"
    if approved and onward(scan, event):
        return Status.EXPECTED, "onward"
    return None


def _no_until(told: _Told) -> Verdict | None:
    """What is left of a no that holds until a time, or until something has come about."""
    if told.status not in {Status.UNLIKELY, Status.REJECTED} or told.mention.sign < 0:
        return None
    if told.rule not in {"expectation", "doubt", "announced", "negation"}:
        return None
    if told.rule != "expectation" and until_met(told.scan, told.where):
        return Status.CONSIDERING, "condition"  # "will not until" says outright that it waits
    if late_no(told.scan, told.used, told.mention):
        return Status.DELAYED, "not-before"
    return None


def _recalled(told: _Told) -> Verdict | None:
    """A status that is only recalled, or tied to a condition."""
    if told.status in _RECALLED and background(told.scan, told.used, told.mention):
        return told.status, "background"
    likely = told.status in {Status.EXPECTED, Status.APPROVED} and told.rule in _SAID_AHEAD
    if likely and conditional(told.scan, told.where):
        return Status.CONSIDERING, "condition"
    return None
