"""Cues that stand before a mention and do not act on it: "weighs sanctions over | the law"."""

from __future__ import annotations

from monitor.reading.will.cues import Hit
from monitor.reading.will.events import Naming
from monitor.reading.will.forms import Form
from monitor.reading.will.frame import ACTIONS, NEAR
from monitor.reading.will.objects import (
    PASSED_BY,
    adjective,
    aside,
    attributive,
    links,
    of_chances,
    titled,
)
from monitor.reading.will.phrases import of_sort
from monitor.reading.will.stances import swayed
from monitor.reading.will.work import OF_NOUNS, Work

_SHORT = frozenset("by after since following despite why question questions".split())
_CONFIRMING = frozenset({"=confirms", "=confirmed"})
_CHANCES = frozenset({"chances of", "odds of", "prospect of"})
_SAID_OVER = frozenset({*ACTIONS, "possibility", "carry"})
_NOUNS_TOO = frozenset({"study", "debate", "present", "table", "float", "examine"})
"""Verbs of possibility that as nouns say nothing: "a study finds"."""


def passed_over(work: Work, hit: Hit, kind: str, shape: Form) -> bool:
    """Whether a cue does not act on the mention although it stands before it."""
    frame, mention = work.frame, work.mention
    gap = work.reach - hit.end
    told = mention.naming is Naming.OBJECT and frame.word(mention.end) == "to"
    if kind == "wish" and told and work.value.status is None:
        return True  # "wants the force to guard the port": what it is to do
    if kind == "talk" and not frame.talked_over(hit, shape):
        return True
    if work.value.settled and kind in {"expectation", "possibility"} and gap > 2:
        return True
    act = mention.naming is Naming.ACT and mention.form is Form.NOUN
    if kind == "prospect" and not (act and gap <= 2):
        return True
    if kind == "reaction" and _unmoved(work, hit, gap):
        return True
    return (
        _only_a_chance(work, hit, kind, shape)
        or _of_no_act(work, hit, kind, shape)
        or _done_to_another(work, hit, kind, shape)
    )


def _only_a_chance(work: Work, hit: Hit, kind: str, shape: Form) -> bool:
    """Whether a word of possibility says nothing: an adjective, a noun, or chances told otherwise."""
    frame = work.frame
    if kind == "possibility" and hit.phrase.endswith(" of") and work.value.status is not None:
        return True  # "chances of a deal | are slim": the predicate says how they are
    if kind == "possibility" and hit.phrase in _CHANCES and swayed(frame, hit):
        return True
    return adjective(frame, hit, work.reach) or (hit.phrase in _NOUNS_TOO and titled(frame, hit, shape))


def _of_no_act(work: Work, hit: Hit, kind: str, shape: Form) -> bool:
    """Whether a cue that speaks of acts alone finds none: "wins approval", and not "wins the port"."""
    frame, mention = work.frame, work.mention
    noun_before = bool(work.used) and work.used[0].kind in ACTIONS and frame.shape(work.used[0]) is Form.NOUN
    confirmed = hit.phrase in _CONFIRMING and noun_before  # "confirms the end of"
    named = mention.naming is Naming.ACT or confirmed
    if kind in OF_NOUNS and not (named and shape is not Form.NOUN):
        return True
    if kind == "carry" and any(place in frame.acts for place in range(hit.end, work.reach)):
        return True  # "confirms the lifting of | the ban": what is done to it counts
    bare = kind in {"gain", "carry"} and " " not in hit.phrase
    return bare and (mention.form is not Form.NOUN or work.reach - hit.end > NEAR)


def _done_to_another(work: Work, hit: Hit, kind: str, shape: Form) -> bool:
    """Whether an act is done to another noun, which may be tied to the mention by a preposition."""
    frame = work.frame
    if (kind in ACTIONS or kind == "delay") and attributive(frame, hit, work.reach):
        return True
    over = "over" in work.scan.lowers[hit.end + 1 : work.mention.start]
    if work.event.contested and kind in _SAID_OVER and over:
        return True  # "weighs sanctions over the law": the law is only why
    noun = kind in ACTIONS and work.value.status is None and shape is Form.NOUN
    if noun and hit.end < work.reach and not links(frame, hit):
        return True
    if (
        kind in PASSED_BY
        and not work.used
        and (aside(frame, hit) or of_sort(work.scan, hit.end, work.mention.start))
    ):
        return True
    return kind in {*ACTIONS, "stick", "hold", "delay"} and of_chances(frame, hit)


def _unmoved(work: Work, hit: Hit, gap: int) -> bool:
    """Whether a reaction is none to this mention: to a thing, from afar, "by" without a gerund."""
    named = work.mention.naming is Naming.ACT or work.value.settled
    if not named or (work.scan.lowers[hit.start] in _SHORT and gap > NEAR):
        return True
    if work.mention.verb in work.frame.words.states and hit.phrase in {"=after", "=since"}:
        return True  # "the first permit since the freeze" is about something else
    return hit.phrase == "by" and bool(gap or work.mention.form is not Form.GERUND)
