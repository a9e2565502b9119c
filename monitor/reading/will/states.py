"""States that hold already: kept, scrapped, or over of themselves.

"Keeps the ban" says of a state that it stays, "keeps its pledge" of a plan that it is still to come; what is
scrapped may be the event or what somebody has set up before.
"""

from __future__ import annotations

from monitor.model import Status
from monitor.reading.will.compose import Value
from monitor.reading.will.cues import Hit
from monitor.reading.will.events import Naming
from monitor.reading.will.forms import PREPOSITIONS, Form
from monitor.reading.will.frame import NEAR, Frame
from monitor.reading.will.lasting import stance_kept
from monitor.reading.will.phrases import subject
from monitor.text import stem

_RULED = frozenset(map(stem, ("uphold", "affirm")))
_COURT = frozenset("judge judges court courts justices tribunal".split())


def is_over(frame: Frame, hit: Hit) -> bool:
    """Whether a state has come to its end without anybody being named: "the order is over"."""
    return hit.phrase in frame.words.of_itself and hit.phrase != "=gone" and frame.passive(hit)


def left_standing(frame: Frame, value: Value, used: list[Hit]) -> bool:
    """Whether a state is not to be undone: "no plan to lift the ban" says that it holds."""
    mention, kinds = frame.mention, {hit.kind for hit in used}
    if value.status is not Status.EXPECTED or kinds.isdisjoint({"doubt", "negation", "refusal"}):
        return False
    if mention.sign < 0:
        undone = frame.event.lexicon.verbs.get(mention.verb) == "undo"
        return undone and mention.naming is Naming.ACT and mention.form in {Form.BARE, Form.GERUND}
    return "undo" in kinds and mention.form is Form.NOUN and mention.verb in frame.words.states


def standing(frame: Frame, hit: Hit) -> bool:
    """Whether what is scrapped is a state that somebody has set up: "scraps Varga's freeze"."""
    mention = frame.mention
    set_up = mention.naming is Naming.ACT and mention.form is Form.NOUN and mention.sign > 0
    ending = mention.naming is Naming.OBJECT and mention.sign < 0
    if not ending and not (set_up and mention.verb in frame.words.states):
        return False
    between = frame.scan.lowers[hit.end : mention.start]
    if any(word == "to" or word in PREPOSITIONS for word in between):
        return False
    first, end = subject(frame.scan, frame.clause, hit.start)
    court = not _COURT.isdisjoint(frame.scan.lowers[first:end])  # which has only what holds before it
    return court or (set_up and any(word.endswith(("'s", "s'")) for word in between))


def kept_as(frame: Frame, hit: Hit, value: Value) -> str:
    """What keeping comes to: a state is kept, a plan to act is kept to, a thing is left as it is."""
    mention = frame.mention
    ruled = frame.scan.keys[hit.start] in _RULED
    if ruled or value.status is not None or mention.verb in frame.words.states or mention.sign < 0:
        return "keep"
    if frame.event.still and mention.naming is Naming.OBJECT:
        return "hold"
    return "stick" if mention.naming is Naming.ACT and mention.form is Form.NOUN else "keep"


def keeps_stance(frame: Frame, hit: Hit) -> bool:
    """Whether what somebody keeps to is a stance: "upholds its veto on", "maintains objections to"."""
    if hit.kind == "decision" and frame.scan.keys[hit.start] not in _RULED:
        return False
    if not _COURT.isdisjoint(frame.scan.lowers[frame.start : hit.end + NEAR]):
        return False  # what a court upholds has been decided
    return stance_kept(frame.scan, hit.end, frame.mention.end, frame.event)
