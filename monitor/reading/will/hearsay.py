"""What is told at second hand: as a report that is denied, as what has a chance, as what a paper holds."""

from __future__ import annotations

from itertools import pairwise

from monitor.reading.will.actors import decider_before
from monitor.reading.will.clauses import Clause, Scan
from monitor.reading.will.cues import Hit
from monitor.reading.will.events import Event, Mention, Naming
from monitor.reading.will.frame import LIKELY, NEAR
from monitor.text import stem

_HEARSAY = frozenset(
    "report reports claim claims story stories rumour rumours rumor rumors suggestion suggestions "
    "letter letters document memo message notice screenshot "
    "allegation allegations post posts tweet article publishing".split()
)
_NO_COMMENT = frozenset({"refuse to comment", "decline to comment", "not comment", "no comment"})
TOLD = frozenset(
    "said told announced promised confirmed insisted added vowed wrote pledged indicated signalled "
    "signaled warned argued declared stated explained acknowledged maintained reported informed "
    "testified noted suggested agreed decided".split()
)
_OF_DEAL = 4
"""Tokens before "that would" within which the deal stands that it tells more of."""
_BECOMES = frozenset(map(stem, ("become", "pass", "clear", "receive", "survive")))
"""Verbs of `yes` that tell what becomes of a bill, not what it holds."""


def denied_report(scan: Scan, mention: Mention) -> bool:
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


def _on_reports(scan: Scan, hit: Hit, mention: Mention) -> bool:
    """Whether it is on a report of the thing that nobody comments: "no comment on reports that it goes"."""
    near = scan.lowers[hit.end : min(hit.end + NEAR, mention.start)]
    return hit.end < mention.start and near[:1] in {("on",), ("about",)} and not _HEARSAY.isdisjoint(near)


def only_a_chance(scan: Scan, clause: Clause, mention: Mention, event: Event) -> bool:
    """Whether a deed is only what a chance is of: "the odds that the regulator lets it through"."""
    chances = event.lexicon.words.chances
    return any(
        scan.keys[at] in chances and scan.lowers[at + 1] == "that"
        for at in range(clause.start, mention.start - 1)
    )


def high(scan: Scan) -> bool:
    """Whether a chance is told in percent, and is a good one."""
    return any(
        word.isdigit() and int(word) >= LIKELY and following in {"%", "percent", "per"}
        for word, following in pairwise(scan.lowers)
    )


def told_in_past(scan: Scan, opener: str) -> bool:
    """Whether somebody told it in the past, so that "would" stands for his "will"; so what followed."""
    return opener == "so" or any(word in TOLD for word in scan.lowers)


def describes(scan: Scan, where: int, mention: Mention, used: list[Hit], event: Event) -> bool:
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


def _sought(scan: Scan, hit: Hit, event: Event) -> bool:
    """Whether a cue tells what somebody wants who does not decide."""
    first = scan.clauses[scan.clause_of(hit.start)].start
    return hit.kind == "appeal" and not decider_before(scan, first, hit.start, event)
