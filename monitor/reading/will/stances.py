"""Whose the support, the wish or the chance is that a cue tells of, and what it is for.

Support counts where those who decide give it; what others think of the event, or what does good or harm to
its chances, leaves it open.
"""

from __future__ import annotations

from monitor.reading.will.cues import Hit
from monitor.reading.will.forms import BE, HAVE, MODALS, Form, participle
from monitor.reading.will.frame import ACTIONS, LIKELY, NEAR, STANCES, Frame
from monitor.reading.will.phrases import by_a_body, subject
from monitor.text import stem

_SWAYING = frozenset(
    map(stem, "hurt help harm aid boost improve affect complicate influence jeopardize damage shape".split())
)
_RECOMMEND = stem("recommend")
_RULING = frozenset("ruling governing coalition".split())
"""Words for those who have a majority in a parliament."""
_ABOUT = frozenset("for of on to about over".split())


def headed(frame: Frame) -> bool:
    """Whether the noun only tells what another noun is about: "support for a ban is slipping"."""
    lowers = frame.scan.lowers
    for place in range(frame.mention.start - 1, max(frame.mention.start - NEAR - 2, frame.start), -1):
        if lowers[place] in _ABOUT:
            hit = next((hit for hit in frame.scan.hits if hit.start <= place - 1 < hit.end), None)
            hit = hit or frame.scan.starts.get(place - 1)
            noun = lowers[place - 1]
            opinion = hit is not None and hit.kind in {*STANCES, "doubt", "reaction"} and noun != "about"
            verdict = noun in frame.words.verdicts or _verdict_by(frame, place)
            return opinion or frame.scan.keys[place - 1] in frame.words.chances or verdict
    return False


_WHO = 6
"""Tokens before "on" within which a decision is named and whose it is."""


def _verdict_by(frame: Frame, place: int) -> bool:
    """Whether a decision is named with whoever is to take it: "a decision by the regulator | on"."""
    lowers = frame.scan.lowers
    first = max(place - _WHO, frame.start)
    return any(
        lowers[at] in frame.words.verdicts and lowers[at + 1] in {"by", "from"} for at in range(first, place)
    )


def backed_by(frame: Frame, hit: Hit) -> bool:
    """Whether support or opposition is told in the passive of those who decide: "backed by MPs"."""
    if hit.kind not in STANCES or not participle(frame.scan.lowers[hit.start]):
        return False
    return frame.word(hit.end) == "by" and frame.decider(hit.end, min(hit.end + NEAR, frame.clause.end))


def takes_it(frame: Frame, hit: Hit) -> bool:
    """Whether a word of support or opposition tells of somebody who decides."""
    if frame.shape(hit) is Form.NOUN:
        return frame.decider(max(hit.start - NEAR, frame.start), hit.start)
    if participle(frame.scan.lowers[hit.start]) and frame.word(hit.end) == "by":
        return False  # "Bell condemned by unions for": what others make of it
    start, end = subject(frame.scan, frame.clause, hit.start)
    if start == end:
        return frame.decider(frame.start, hit.start)
    if frame.word(hit.start - 1) == "in":  # "Varga joins Bell in | opposing it": it is Varga who does
        return frame.decider(start, _first_verb(frame, start, hit.start))
    if frame.event.parliament and not _RULING.isdisjoint(frame.scan.lowers[start:end]):
        return True  # "lawmakers of the ruling party"
    told = by_a_body(frame.scan, start, end) or frame.decider(start, end)
    return told and frame.scan.lowers[end - 1] not in frame.words.outsiders


def _first_verb(frame: Frame, start: int, end: int) -> int:
    """Where the verb stands that the subject at `start` does, as far as its ending tells."""
    tokens, lowers = frame.scan.line.tokens, frame.scan.lowers
    for at in range(start + 1, end):
        known = lowers[at] in BE | HAVE | MODALS or lowers[at].endswith(("s", "ed"))
        if known and tokens[at].text[0].islower() and not lowers[at].endswith("'s"):
            return at
    return end


def handled(frame: Frame, hit: Hit) -> bool:
    """Whether a wish is what another verb is about: "rejects calls for a ban"."""
    return any(
        other.kind in ACTIONS and 0 <= hit.start - other.end <= 2 and other.start >= frame.start
        for other in frame.scan.hits
    )


def swayed(frame: Frame, hit: Hit) -> bool:
    """Whether chances are only what something else does good or harm to: "could hurt its chances of"."""
    before = range(max(hit.start - NEAR, frame.start), hit.start)
    return any(frame.scan.keys[at] in _SWAYING for at in before)


def class_of_chance(frame: Frame, hit: Hit) -> str:
    """The class of a chance: an expectation where it is told in percent and high, "a 90% chance of"."""
    lowers = frame.scan.lowers
    for place in range(hit.start - 1, max(hit.start - 4, frame.start - 1), -1):
        if lowers[place].isdigit() and lowers[place + 1] in {"%", "percent", "per"}:
            return "expectation" if int(lowers[place]) >= LIKELY else "possibility"
    return "possibility"


def advises(frame: Frame, hit: Hit) -> bool:
    """Whether a recommendation is that of a body on the way to the decision, not of anybody."""
    if frame.scan.keys[hit.start] != _RECOMMEND:
        return False
    ahead = [other for other in frame.scan.hits if frame.start <= other.start < hit.start]
    return any(other.kind == "stage" for other in ahead) or frame.decider(frame.start, hit.start)
