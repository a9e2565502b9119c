"""What the sentence around a clause makes of its value: conditions, questions, steps, other actors."""

from __future__ import annotations

from itertools import pairwise

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
from monitor.reading.will.clauses import Clause, Scan
from monitor.reading.will.compose import Value
from monitor.reading.will.cues import Hit
from monitor.reading.will.events import FUNCTION_WORDS, Event, Mention, Naming
from monitor.reading.will.forms import BE, DETERMINERS, HAVE, MODALS, Form, participle
from monitor.reading.will.frame import LIKELY, NEAR
from monitor.reading.will.phrases import by_a_body, direct_object, subject
from monitor.reading.will.procedure import step_refused
from monitor.text import stem

_CAPPED = {
    Status.APPROVED: Status.EXPECTED,
    Status.REJECTED: Status.UNLIKELY,
    Status.REVERSED: Status.UNLIKELY,
}
_RECALLED = frozenset({Status.APPROVED, Status.REJECTED, Status.DELAYED, Status.UNLIKELY, Status.REVERSED})
_NOT_PUT_OFF = frozenset({Status.REJECTED, Status.UNLIKELY, Status.CONSIDERING})
_IF = frozenset({"if", "unless", "provided", "assuming"})
_IN_CASE = frozenset({"in case", "in the event", "as long as", "so long as"})
_SAID_AHEAD = frozenset({"expectation", "possibility", "headline-infinitive", "doubt", "decision"})
_USE = frozenset(
    {"=use", "=uses", "=used", "=using", "=fires", "=fired", "=firing", "begin use", "begin using"}
)
_AWAITED = frozenset({"once", "when", "until", "before"})
_INSTANT = frozenset("minute moment instant day".split())
_TOLD = frozenset(
    "said told announced promised confirmed insisted added vowed wrote pledged indicated signalled "
    "signaled warned argued declared stated explained acknowledged maintained reported informed "
    "testified noted suggested agreed decided".split()
)
_SPANS = frozenset("months years weeks decades month year".split())
_SEASONS = frozenset({"year", "summer", "autumn", "spring", "winter"})
_DATES = frozenset(
    "january february march april may june july august september october november december monday "
    "tuesday wednesday thursday friday saturday sunday mid end year-end summer autumn fall spring "
    "winter christmas easter next".split()
)
_MONTHS = {
    name: number
    for number, name in enumerate(
        "january february march april may june july august september october november december".split(), 1
    )
}


def void(scan: Scan, event: Event, mention: Mention | None = None) -> str:
    """Why nothing a sentence says, of a mention where one is given, counts; empty where it counts."""
    lowers = scan.lowers
    if lowers[0] == "had" or any(hit.kind == "counterfactual" for hit in scan.hits):
        return "counterfactual"
    if _is_history(scan, event, mention):
        return "history"
    return ""


def weigh(
    scan: Scan, where: int, value: Value, used: list[Hit], mention: Mention, event: Event
) -> tuple[Status | None, str]:
    """The status that is left of a value, and the rule that left it; None where nothing is."""
    status, rule = value.status, value.rule
    assert status is not None
    clause = scan.clauses[where]
    reason = void(scan, event, mention)
    if reason and not (reason == "counterfactual" and value.settled):
        return None, reason
    if clause.opener in _IF or _inverted(scan, where):
        return None, "if-clause"
    if any(hit.phrase in _IN_CASE and clause.start <= hit.start < mention.start for hit in scan.hits):
        return None, "if-clause"
    if (_asked(scan, clause.end) and not value.settled) or scan.lowers[clause.start] == "asked":
        return None, "question"
    timed = clause.start and scan.lowers[clause.start - 1] in {"time", "day", "moment", "point"}
    if _if_in_power(scan, where):
        return None, "not in power"
    if clause.opener in _AWAITED and not timed and not _happened(scan, clause.opener, mention):
        due = status in {Status.APPROVED, Status.IN_EFFECT} and _dated(
            scan, clause.opener, mention, clause.end
        )
        return (Status.EXPECTED, "due") if due else (None, "awaited")
    if mention.form is Form.FINITE and _at_once(scan, clause.start, mention.start):
        return None, "awaited"
    if clause.opener == "after" and _ahead(scan, clause.start, used, mention):
        return None, "awaited"
    if (
        rule == "expectation"
        and any(hit.phrase == "=would" for hit in used)
        and not _told_in_past(scan, clause.opener)
    ):
        status, rule = Status.CONSIDERING, "would"
    if status in _TOLD_AS_DONE and _only_a_chance(scan, clause, mention, event):
        return (_TOLD_AS_DONE[status] if _high(scan) else Status.CONSIDERING), "possibility"
    if _denied_report(scan, mention):
        return status if rule == "denial" else Status.CONSIDERING, "denial"
    if _describes(scan, where, mention, used, event):
        return None, "content of a text"
    if foreign(scan, clause.start, mention, used, event) and not value.settled:
        return None, "another actor"
    if rule == "headline-infinitive" and another_first(scan, clause, event):
        return None, "another actor"
    if by_outsiders(scan, clause, mention, used, event) or said_by_outsiders(scan, clause, used, event):
        return None, "another actor"

    if for_another(scan, mention, event):
        return None, "another object"
    if other_owner(scan, mention, event) or other_doer(scan, clause.start, mention, used, event):
        return None, "another actor"
    if done_by_states(scan, clause.start, clause.end, rule, mention, event):
        return None, "another actor"
    if any(told_of_many(scan, hit) or turns_down(scan, clause, hit, event) for hit in used):
        return None, "another actor"
    if status in _NOT_PUT_OFF:
        refused = step_refused(scan, clause, used, mention, event)
        if refused is not None:
            return refused, "delay" if refused is Status.DELAYED else "refusal"
    if any(hit.phrase in _USE for hit in used):
        until = max(mention.start, *(hit.start for hit in used))
        if not event.hands_over or scan.places(clause.start, until) - event.home:
            return None, "use by others"
    stances = [hit for hit in used if hit.kind in {"favour", "against"}]
    backed = any(hit.start > mention.start for hit in stances)  # "backed by MPs"
    backed = backed or decider_before(scan, clause.start, mention.start, event)
    if stances and not backed and not by_a_body(scan, *subject(scan, clause, stances[0].start)):
        return None, "support of others"
    if status in _STOPPED and rule in _STOPPING and _for_now(scan, where):
        if mention.verb == "rule":
            return Status.UNLIKELY, "doubt"  # "rules it out for now"
        return Status.DELAYED, "for-now"
    if status is Status.CONSIDERING and any(put_off(scan, hit) for hit in used):
        return Status.DELAYED, "not-before"
    if status is Status.APPROVED and _only_backed(scan, mention, used, event):
        return Status.EXPECTED, "backed"
    if status is Status.APPROVED and _prepares(scan, clause, mention, event):
        return Status.EXPECTED, "stage"
    if status in _CAPPED and _on_the_way(scan, clause.start, clause.end, status, event):
        return _CAPPED[status], "stage"
    if status is Status.APPROVED and onward(scan, event):
        return Status.EXPECTED, "onward"
    if (
        status in {Status.UNLIKELY, Status.REJECTED}
        and mention.sign > 0
        and rule in {"expectation", "doubt", "announced", "negation"}
    ):
        if rule != "expectation" and _until_met(scan, where):
            return Status.CONSIDERING, "condition"  # "will not until" says outright that it waits
        if late_no(scan, used, mention):
            return Status.DELAYED, "not-before"
    if status in _RECALLED and background(scan, used, mention):
        return status, "background"
    if status in {Status.EXPECTED, Status.APPROVED} and rule in _SAID_AHEAD and _conditional(scan, where):
        return Status.CONSIDERING, "condition"
    return status, rule


_HEARSAY = frozenset(
    "report reports claim claims story stories rumour rumours rumor rumors suggestion suggestions "
    "letter letters document memo message notice screenshot "
    "allegation allegations post posts tweet article publishing".split()
)


_STOPPED = frozenset({Status.REJECTED, Status.REVERSED})
_STOPPING = frozenset({"block", "undo", "event"})
_COURTS = frozenset(
    "court courts case judge judges suit lawsuit lawsuits appeal hearing trial ruling rules".split()
)


def _for_now(scan: Scan, where: int) -> bool:
    """Whether a thing is stopped for a time: "temporarily blocks", "bars it until the case is decided"."""
    clause = scan.clauses[where]
    words = scan.lowers[clause.start : clause.end]
    if not {"temporarily", "temporary", "pending"}.isdisjoint(words) or ("for", "now") in pairwise(words):
        return True
    if where + 1 == len(scan.clauses) or scan.clauses[where + 1].opener != "until":
        return False
    following = scan.clauses[where + 1]
    return not _COURTS.isdisjoint(scan.lowers[following.start : following.end])


_NO_COMMENT = frozenset({"refuse to comment", "decline to comment", "not comment", "no comment"})


def _on_reports(scan: Scan, hit: Hit, mention: Mention) -> bool:
    """Whether it is on a report of the thing that nobody comments: "no comment on reports that it goes"."""
    near = scan.lowers[hit.end : min(hit.end + NEAR, mention.start)]
    return hit.end < mention.start and near[:1] in {("on",), ("about",)} and not _HEARSAY.isdisjoint(near)


_TOLD_AS_DONE = {
    Status.APPROVED: Status.EXPECTED,
    Status.IN_EFFECT: Status.EXPECTED,
    Status.REJECTED: Status.UNLIKELY,
    Status.REVERSED: Status.UNLIKELY,
}


def _only_a_chance(scan: Scan, clause: Clause, mention: Mention, event: Event) -> bool:
    """Whether a deed is only what a chance is of: "the odds that the regulator lets it through"."""
    chances = event.lexicon.words.chances
    return any(
        scan.keys[at] in chances and scan.lowers[at + 1] == "that"
        for at in range(clause.start, mention.start - 1)
    )


def _high(scan: Scan) -> bool:
    """Whether a chance is told in percent, and is a good one."""
    return any(
        word.isdigit() and int(word) >= LIKELY and following in {"%", "percent", "per"}
        for word, following in pairwise(scan.lowers)
    )


def _denied_report(scan: Scan, mention: Mention) -> bool:
    """Whether what is told is what a report says that somebody denies: "a report that it agreed is wrong"."""
    if any(hit.phrase in _NO_COMMENT and _on_reports(scan, hit, mention) for hit in scan.hits):
        return True
    denials = [hit.start for hit in scan.hits if hit.kind == "denial"]
    return any(
        scan.lowers[at] in _HEARSAY
        and "that" in scan.lowers[at + 1 : mention.start]
        and any(not at < denial < mention.start for denial in denials)  # "the report is wrong, and it will"
        for at in range(mention.start if denials else 0)
    )


_DECIDING_BODIES = frozenset(map(stem, ("committee", "commission", "council", "panel", "advisory")))


_CHAMBERS = frozenset({"=house", "=senate", "=commons", "=lords", "house of commons", "house of lords"})
_READINGS = frozenset({"first reading", "second reading", "third reading", "first vote", "first stage"})
"""Steps in the full house, where a no is a no."""


def _on_the_way(scan: Scan, start: int, end: int, status: Status, event: Event) -> bool:
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


def _only_backed(scan: Scan, mention: Mention, used: list[Hit], event: Event) -> bool:
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


_PREPARING = frozenset(
    "training talks study studies preparations planning consultation consultations negotiations drill drills "
    "rehearsal groundwork".split()
)


def _prepares(scan: Scan, clause: Clause, mention: Mention, event: Event) -> bool:
    """Whether what is agreed to only prepares the act: "backs jet training for the pilots"."""
    if mention.naming is not Naming.ACT or mention.form is Form.NOUN or mention.sign < 0:
        return False
    first, end = direct_object(scan, mention.end, clause.end)
    head = scan.lowers[end - 1] if end > first else ""
    return head in _PREPARING and scan.keys[end - 1] not in event.naming


def _happened(scan: Scan, opener: str, mention: Mention) -> bool:
    """Whether a clause of time tells what has come about: "when it approved", not "before it approves"."""
    if opener in {"before", "until"} or scan.lowers[mention.start - 1] == opener:
        return False  # "once approved" is still to come
    if scan.lowers[mention.start - 1] in {"is", "are", "get", "gets"}:
        return False  # "once they are removed"
    if opener == "once" and not {"has", "have"}.isdisjoint(scan.lowers[mention.start - 2 : mention.start]):
        return False  # "once the bill has been passed"
    return mention.form is Form.FINITE and participle(scan.lowers[mention.start])


def _at_once(scan: Scan, start: int, place: int) -> bool:
    """Whether an act only dates what is said: "will go to court the minute he signs"."""
    if participle(scan.lowers[place]):
        return False
    near = range(max(place - NEAR, start + 1), place)
    return any(scan.lowers[at] in _INSTANT and scan.lowers[at - 1] == "the" for at in near)


def _dated(scan: Scan, opener: str, mention: Mention, end: int) -> bool:
    """Whether a clause with "when" gives the day on which it comes about: "when the order lifts on May 4"."""
    if opener != "when" or mention.form is not Form.FINITE or mention.naming is not Naming.ACT:
        return False
    days = scan.lowers[mention.end : min(mention.end + 9, end)]
    return any(word in _DATES or word in {"midnight", "tomorrow", "tonight"} for word in days)


def _ahead(scan: Scan, start: int, used: list[Hit], mention: Mention) -> bool:
    """Whether a clause with "after" tells of what is still to come: "will begin after the bill passes"."""
    if MODALS.isdisjoint(scan.lowers[:start]):
        return False
    verbs = [hit.start for hit in used] or [mention.start]
    word = scan.lowers[min(verbs)]
    if word in {"is", "are"}:
        return True
    return word.endswith("s") and not word.endswith("ss")


def _only_tells(scan: Scan, place: int) -> bool:
    """Whether a participle is no deed of its own: "the exemption | promised last year"."""
    hit = scan.starts.get(place)
    return hit is None or hit.kind == "expectation"


def background(scan: Scan, used: list[Hit], mention: Mention) -> bool:
    """Whether a clause recalls how matters stood: "had blocked it", "has been stalled for months"."""
    lowers = scan.lowers
    places = [mention.start, *(hit.start for hit in used)]
    first, last = min(places), max(places)
    for place in range(max(first - 3, 0), last):
        if lowers[place] == "had" and not any(word in _TOLD for word in lowers[:place]):
            return True
    opening = lowers[scan.clauses[scan.clause_of(first)].start : first]
    if any(opening[at] == "last" and opening[at + 1] in _SEASONS for at in range(len(opening) - 1)):
        return True  # "In March last year Bell withdrew the bill"
    if ("in", "the", "past") in {lowers[place : place + 3] for place in range(max(first - 4, 0), last)}:
        return True
    for place in range(first, min(last + 9, len(lowers) - 1)):
        if place > last + 1 and participle(lowers[place]) and _only_tells(scan, place):
            break  # "scrapped the exemption | promised last year"
        if lowers[place] in {"for", "over"} and any(word in _SPANS for word in lowers[place + 1 : place + 6]):
            return True
        if lowers[place] == "ago" or (lowers[place] == "last" and lowers[place + 1] in _SEASONS):
            return True
    return False


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


_SIGNING = frozenset("president governor king queen monarch emperor sultan desk assent signature".split())
"""Those who sign what all who vote have passed, and where it lies until they do."""
_SIGNER = 4
"""Tokens behind "goes to" within which it is told to whom."""


def _only_signed(scan: Scan, hit: Hit, event: Event) -> bool:
    """Whether a bill goes on to somebody who signs what a parliament that decides has passed."""
    return event.parliament and not _SIGNING.isdisjoint(scan.lowers[hit.end : hit.end + _SIGNER])


_BODY_NEAR = 4
_NEXT = frozenset(map(stem, ("president", "governor", "desk", "court", "vote", "cabinet", "council")))


def years_ago(scan: Scan, mention: Mention, used: list[Hit], year: int) -> bool:
    """Whether an act is dated to a year gone by: "the text withdrawn in 2023", "in 2023 Bell withdrew it"."""
    last = max(mention.end, *(hit.end for hit in used)) if used else mention.end
    clause = scan.clauses[scan.clause_of(mention.start)]
    places = (clause.start + 1, *range(last, min(last + 3, clause.end)))
    return any(
        len(scan.lowers[at]) == 4
        and scan.lowers[at].isdigit()
        and 1900 <= int(scan.lowers[at]) < year
        and (scan.lowers[at - 1] == "in" or scan.lowers[at - 1] in _MONTHS)
        for at in places
        if at < clause.end
    )


def _until_met(scan: Scan, where: int) -> bool:
    """Whether a no holds until something has come about: "not before it has gained more confidence"."""
    if where + 1 >= len(scan.clauses) or scan.clauses[where + 1].opener not in {"before", "until", "unless"}:
        return False
    clause = scan.clauses[where + 1]
    if clause.opener == "unless":
        return False
    words = scan.lowers[clause.start + 1 : clause.end]
    dated = any(word in _DATES or word[:1].isdigit() for word in words[:3])
    told = any(word in BE or word in HAVE for word in words) or bool(words and words[0].endswith("ing"))
    return told and not dated


_UNTIL = frozenset({"before", "until", "till"})


def put_off(scan: Scan, hit: Hit) -> bool:
    """Whether "no decision" is told with a time before which there is none: that is a delay."""
    after = scan.lowers[hit.end :]
    words = hit.phrase.split()
    said = words[0] in {"no", "not"} and not {"decision", "decide", "decided"}.isdisjoint(words)
    return said and after[:1] != ("is",) and not _UNTIL.isdisjoint(after)


def late_no(scan: Scan, used: list[Hit], mention: Mention) -> bool:
    """Whether a no holds until a time: "will not ratify before October", "won't be done by the summit"."""
    last = max(mention.end, *(hit.end for hit in used)) if used else mention.end
    lowers = scan.lowers
    for place in range(mention.end, min(last + 8, len(lowers) - 1)):
        if lowers[place] in {"before", "until", "till"} or lowers[place : place + 2] == ("in", "time"):
            return True
        if lowers[place : place + 2] == ("after", "all") and not _DATES.isdisjoint(
            lowers[mention.end : place]
        ):
            return True  # "won't start in January after all"
        if lowers[place] == "by" and (
            lowers[place + 1] in _DATES or lowers[place + 1] == "the" or lowers[place + 1][:1].isdigit()
        ):
            return True
        if lowers[place] == "by" and any(
            word.endswith(("'", "'s")) or word in {"summit", "meeting"}
            for word in lowers[place + 1 : place + 4]
        ):
            return True
    return False


def _conditional(scan: Scan, where: int) -> bool:
    """Whether a condition is tied to a clause: it opens the clause beside it, or stands in it."""
    for beside in (where - 1, where + 1):
        if 0 <= beside < len(scan.clauses) and scan.clauses[beside].opener in {"if", "provided"}:
            return True
    clause = scan.clauses[where]
    return any(hit.kind == "hypothetical" and clause.start <= hit.start < clause.end for hit in scan.hits)


_WINS = frozenset("wins win won elected re-elected reelected".split())
_RULING = frozenset("power office government president minister chancellor premier mayor governor".split())
_COMING_IN = frozenset("becomes become takes take comes come returns return enters enter".split())


def _if_in_power(scan: Scan, where: int) -> bool:
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


def _inverted(scan: Scan, where: int) -> bool:
    """ "Should Moscow refuse, ...": a condition without "if"."""
    clause = scan.clauses[where]
    first = clause.start + (scan.lowers[clause.start] == "," and clause.start + 1 < clause.end)
    return scan.lowers[first] == "should" and scan.lowers[-1] != "?"


def _asked(scan: Scan, end: int) -> bool:
    """Whether the clause that ends at `end` is part of a question; what a colon parts from it is none."""
    if end < len(scan.lowers) and scan.lowers[end] == "?":
        return True
    return scan.lowers[-1] == "?" and ":" not in scan.lowers[end:]


def _told_in_past(scan: Scan, opener: str) -> bool:
    """Whether somebody told it in the past, so that "would" stands for his "will"; so what followed."""
    return opener == "so" or any(word in _TOLD for word in scan.lowers)


def _sought(scan: Scan, hit: Hit, event: Event) -> bool:
    """Whether a cue tells what somebody wants who does not decide."""
    first = scan.clauses[scan.clause_of(hit.start)].start
    return hit.kind == "appeal" and not decider_before(scan, first, hit.start, event)


_OF_DEAL = 4
_BECOMES = frozenset(map(stem, ("become", "pass", "clear", "receive", "survive")))
"""Verbs of `yes` that tell what becomes of a bill, not what it holds."""


def _describes(scan: Scan, where: int, mention: Mention, used: list[Hit], event: Event) -> bool:
    """Whether the clause only tells what a bill contains: "a bill that would ban", "the bill would bar"."""
    clause = scan.clauses[where]
    papers = event.lexicon.words.papers
    if clause.opener in {"that", "which"} and clause.start and scan.keys[clause.start - 1] in papers:
        return True
    if clause.opener == "that" and scan.lowers[clause.start + 1 : clause.start + 2] == ("would",):
        ahead = range(max(clause.start - _OF_DEAL, 0), clause.start)
        plan = any(scan.keys[at] in event.lexicon.words.plans for at in ahead)
        if plan and any(_sought(scan, hit, event) for hit in scan.hits if hit.start < clause.start):
            return True  # "Varga pushes for a deal with Bell that would let them in"
    if mention.naming is Naming.VEHICLE and any(hit.start > mention.start for hit in used):
        return False
    if mention.verb in _BECOMES and mention.naming is Naming.ACT:
        return False  # "the bill would become law"
    would = [place for place in range(clause.start, clause.end) if scan.lowers[place] in {"would", "could"}]
    return bool(would) and any(scan.keys[place] in papers for place in range(clause.start, would[0]))


def _is_history(scan: Scan, event: Event, mention: Mention | None) -> bool:
    """Whether the sentence dates what it says to a time before the topic opened.

    The year of another thing dates that: "repeals the 2019 law", "the deal signed in 2015", "the plan, which
    was to start by 2021".
    """
    opened = event.opened
    if opened is None:
        return False
    for index, word in enumerate(scan.lowers):
        if len(word) == 4 and word.isdigit() and 1900 <= int(word) <= opened.year:
            before = scan.lowers[max(index - 5, 0) : index]
            if before[-1:] == ("since",) and "first" in before:
                continue  # "the first rise since 2022"
            if _of_another(scan, index, mention, event):
                continue
            month = _MONTHS.get(scan.lowers[index - 1]) if index else None
            if (int(word), month or opened.month) < (opened.year, opened.month):
                return True
    return False


def _of_another(scan: Scan, year: int, mention: Mention | None, event: Event) -> bool:
    """Whether a year dates another thing than what the sentence tells."""
    lowers, tokens = scan.lowers, scan.line.tokens
    clause = scan.clauses[scan.clause_of(year)]
    if mention is not None and clause.opener in {"which", "who", "where", "that"}:
        return not clause.start <= mention.start < clause.end
    if year + 1 < len(lowers) and tokens[year + 1].is_word and lowers[year + 1] not in FUNCTION_WORDS:
        owned = year > 0 and (lowers[year - 1] in DETERMINERS or lowers[year - 1].endswith(("'s", "s'")))
        return owned and scan.keys[year + 1] in event.lexicon.words.papers - event.objects.keys()
    signed = year > 2 and lowers[year - 1] == "in" and participle(lowers[year - 2])
    if not signed or lowers[year - 3] in BE | HAVE or not tokens[year - 3].is_word:
        return False
    return any(clause.start <= hit.start < clause.end and hit.start != year - 2 for hit in scan.hits)
