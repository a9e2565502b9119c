"""Talks on the deal that a question asks about: while they go on it is open, and late where they rest.

News of a deal is mostly news of the talks: they resume, a text is on the table, a reply is studied, gaps
remain. None of it names the deal, and all of it says that nothing has been decided yet.
"""

from __future__ import annotations

from functools import cache

from monitor.model import Status
from monitor.reading.document import Finding
from monitor.reading.will.actors import decider_before
from monitor.reading.will.clauses import Scan
from monitor.reading.will.cues import Hit
from monitor.reading.will.events import FUNCTION_WORDS, Event
from monitor.reading.will.forms import BE
from monitor.reading.will.found import finding_of
from monitor.reading.will.phrases import until_then
from monitor.text import stem, tokens

_DEALS = frozenset(
    map(
        stem,
        (
            "deal agreement pact accord truce ceasefire armistice treaty settlement compromise peace contract"
        ).split(),
    )
)
"""Nouns for what two sides come to by talking."""
_TALKS = frozenset("talks negotiations negotiation negotiators parleys bargaining mediation".split())
_ON_THE_TABLE = frozenset(
    map(
        stem,
        "breakthrough talk negotiation text offer proposal draft reply response answer round".split(),
    )
)
"""Nouns for the talks and for what those who talk hand each other."""
_PAUSES = frozenset("pause break halt stop suspension interruption".split())
_GOING = frozenset(
    map(
        stem,
        (
            "start begin resume open continue restart reopen reconvene enter hold meet return go drag near "
            "run head intensify advance progress inch relaunch schedule plan agree join attend round under "
            "underway ongoing back kick move way extend arrive leave"
        ).split(),
    )
)
"""Verbs and nouns by which talks are told to go on or to be ahead."""
_ENDED = frozenset(map(stem, "collapse founder fail".split()))
_RESTING = frozenset(map(stem, "adjourn suspend pause interrupt".split()))
_BESIDE = frozenset("with as amid while during after".split())
"""Words that begin what is told beside the news: "with talks under way"."""
_RATIFY = stem("ratify")
_OTHERS = frozenset(
    "coalition prisoner prisoners hostage budget pay wage trade climate arms grain border merger takeover "
    "security debt rescue aid government migration peace fishing gas oil tax".split()
)
"""Nouns by which talks are told to be on something, which may be another matter."""
_BROKEN = frozenset((word, "off") for word in ("break", "breaks", "broke", "broken", "breaking"))
_WHERE = frozenset({"in", "at"})
_QUIT = frozenset("quits quit abandons abandoned leaves".split())
_WALKED_OUT = frozenset((word, "out") for word in ("walk", "walks", "walked", "walking"))
_REACH = 6
"""Tokens between the talks and what is said before them of how they stand."""
_REACH_ON = 10
"""The same behind them, where it is told first who holds them."""
_NAMED = 5
"""Tokens between "no" and the deal or the decision that there is not to be."""
_IN_SIGHT = frozenset({"none foreseen", "none in sight", "not in sight", "no _ in sight"})


@cache
def bargained(ask: str, yes: str) -> bool:
    """Whether a question asks whether two sides will come to a deal."""
    asked = {token.stem for token in tokens(f"{ask} {yes}")}
    return not _DEALS.isdisjoint(asked) and _RATIFY not in asked


def of_talks(scan: Scan, event: Event, title: Scan | None) -> Finding | None:
    """What a sentence says of the deal by what it tells of the talks; None for nothing."""
    question = event.question
    if not bargained(question.ask, question.yes.source):
        return None
    for hit in scan.hits:
        if hit.phrase in _IN_SIGHT:
            return finding_of(scan, Status.UNLIKELY, "doubt", [hit], None)
    at = next((at for at, word in enumerate(scan.lowers) if word in _TALKS), None)
    tied = event.anchored(scan, 0, len(scan.keys)) or decider_before(scan, 0, len(scan.keys), event)
    if at is not None and tied and not _of_others(scan, at, event):
        told = _of_these(scan, at)
        if told is not None:
            return told
    keys = {*scan.keys, *(title.keys if title else ())}
    if keys.isdisjoint(_DEALS | _ON_THE_TABLE | event.objects.keys()):
        return None
    for hit in scan.hits:
        if hit.kind == "bargain" or (hit.phrase == "draft" and _draft(scan, hit.end)):
            return finding_of(scan, Status.CONSIDERING, "talks", [hit], None)
    return None


def _draft(scan: Scan, end: int) -> bool:
    """Whether it is a deal that there is a draft of."""
    return not _DEALS.isdisjoint(scan.keys[end : end + 3])


def _of_others(scan: Scan, at: int, event: Event) -> bool:
    """Whether the talks are on another matter or of other parties: "coalition talks", "Saudi-Iran talks"."""
    before = range(max(at - _NAMED, scan.clauses[scan.clause_of(at)].start), at)
    after = at + _NAMED if scan.lowers[at + 1 : at + 2] == ("with",) else at
    named = scan.places(before.start, after) - event.home
    held = any(scan.lowers[place] in _WHERE for place in before)  # "in Oslo for talks"
    if named and not held:
        return True
    return at > 0 and scan.lowers[at - 1] in _OTHERS and scan.keys[at - 1] not in event.anchors


def _of_these(scan: Scan, at: int) -> Finding | None:
    """How the talks named at a token stand."""
    where = scan.clause_of(at)
    clause = last = scan.clauses[where]
    for following in scan.clauses[where + 1 :]:
        if following.opener != "and":
            break
        last = following  # "talks between Norland | and Sundland resume"
    near = range(max(at - _REACH, clause.start), min(at + _REACH_ON, last.end))
    for hit in scan.hits:
        if hit.kind == "delay" and hit.start in near and not _aim(scan, at, hit.start):
            return finding_of(scan, Status.DELAYED, "delay", [hit], None)
    for place in near:
        key = scan.keys[place]
        quitting = scan.lowers[place] in _QUIT and scan.lowers[place - 1] != "to"
        left = place < at and (quitting or scan.lowers[place : place + 2] in _WALKED_OUT)
        if left or (key in _ENDED and place > at):
            return _told(scan, Status.UNLIKELY, place)
        resting = key in _RESTING or scan.lowers[place : place + 2] in _BROKEN
        resting = resting and not _aim(scan, at, place)
        if resting or (scan.lowers[place] in _PAUSES and scan.lowers[place + 1 : place + 2] == ("in",)):
            return _told(scan, Status.DELAYED, place)
    ahead = scan.lowers[max(at - _NAMED, 0) : at]
    if until_then(scan.lowers, at + 1) and any(word in _NO or word.endswith("n't") for word in ahead):
        return _told(scan, Status.DELAYED, at)  # "will not return to talks before the new year"
    aside = clause.opener in _BESIDE or not _BESIDE.isdisjoint(ahead)
    if not aside and any(scan.keys[place] in _GOING for place in near):
        return _told(scan, Status.CONSIDERING, at)
    return None


def _aim(scan: Scan, talks: int, place: int) -> bool:
    """Whether a word only tells what the talks are for: "talks to delay the cut"."""
    return (
        talks < place and "to" in scan.lowers[talks + 1 : place] and BE.isdisjoint(scan.lowers[talks:place])
    )


def _told(scan: Scan, status: Status, place: int) -> Finding:
    return finding_of(scan, status, "talks", [Hit("talk", place, place + 1, scan.lowers[place])], None)


_NO = frozenset({"no", "not", "never", "n't"})


def none_before(scan: Scan, event: Event) -> Finding | None:
    """ "No deal before the vote", "there won't be a decision in the first half": it is put off."""
    words = event.lexicon.words
    nouns = {*_DEALS, *event.objects, *event.acts} if event.alone else set()
    for at, word in enumerate(scan.lowers):
        if word not in _NO and not word.endswith(("n't", "n\u2019t")):
            continue
        for place in range(at + 1, min(at + 1 + _NAMED, len(scan.keys))):
            named = scan.lowers[place] in words.verdicts or (word == "no" and scan.keys[place] in nouns)
            told = scan.lowers[place + 1 : place + 2] != ("is",)  # "no decision is likely until May"
            if named and told and until_then(scan.lowers, place + 1):
                hit = Hit("negation", at, at + 1, word)
                return finding_of(scan, Status.DELAYED, "not-before", [hit], None)
            if scan.lowers[place] in FUNCTION_WORDS - BE - {"a", "an", "the"}:
                break
    return None
