"""The class that a cue, or the event's own verb, has by what it is said of.

The lexicon gives a phrase one class; the sentence may make it another: "opposes the bill" is a stance of
those who decide and a reaction of anybody else, "takes effect on June 1" is an expectation.
"""

from __future__ import annotations

from monitor.reading.will.clauses import Scan
from monitor.reading.will.courts import undone_by_court
from monitor.reading.will.cues import Hit
from monitor.reading.will.events import BILLS, UNITS, Event, Mention, Naming
from monitor.reading.will.forms import BE, DAYS, participle, stands_alone
from monitor.reading.will.frame import STANCES
from monitor.reading.will.lasting import holds
from monitor.reading.will.objects import alleged
from monitor.reading.will.stances import advises, class_of_chance, takes_it
from monitor.reading.will.states import is_over, keeps_stance, kept_as, standing
from monitor.reading.will.work import Work
from monitor.text import stem

_FOR_GOOD = frozenset({"good", "permanently", "forever"})
_STRUCK = frozenset({"strike _ down", "set _ aside", "roll back", "rip up", "tear up", "toss out"})
"""Verbs with a particle that undo what has been decided."""
_UNVEILING = frozenset({"=unveils", "=unveiled"})
_OVERRULING = frozenset({stem("override"), stem("overturn")})
_ANEW = frozenset(
    {"bring _ back", "reintroduce", "revive", "resurrect", "resuscitate", "relaunch", "resubmit"}
)
"""Phrases by which a bill that had failed is put forward once more."""
_FALLING = frozenset({"=falls", "=fell", "=fallen"})
_WIDENING = frozenset({"widen", "broaden"})


def verb_class(scan: Scan, mention: Mention, event: Event) -> str:
    """The class of the event's own verb, by what it does to the event's value (see compose.event_value)."""
    words = event.lexicon.words
    if mention.naming is Naming.DOING:
        return "occur"
    if mention.naming is not Naming.ACT:
        return ""
    if mention.verb in event.still and not any(sign < 0 for sign in event.objects.values()):
        return "still"
    if mention.sign < 0 and holds(scan, mention.start, mention.form, event):
        return "stance"
    if mention.verb in event.pauses and _FOR_GOOD.isdisjoint(scan.lowers):
        return "pause"
    if mention.verb in words.occur | words.carry:
        return "occur"
    if mention.verb in words.ending and _ends_of_itself(scan, mention):
        return "ends"
    named = scan.starts.get(mention.start)
    struck = named is not None and named.phrase in _STRUCK
    undoing = struck or undone_by_court(mention, event) or event.lexicon.verbs.get(mention.verb) == "undo"
    if mention.sign < 0 and event.undoes and undoing:
        return "undone"
    past = participle(scan.lowers[mention.start]) or scan.lowers[mention.start] == "hands"
    return "transfer" if past and mention.verb in words.transfer else ""


def _ends_of_itself(scan: Scan, mention: Mention) -> bool:
    """Whether a verb of ending has no object, and nothing makes the end one to come: "lapsed"."""
    if scan.lowers[mention.start - 1] in BE:
        return False
    following = scan.line.tokens[mention.end] if mention.end < len(scan.lowers) else None
    if not stands_alone(following):
        return False
    timed = following is not None and following.lower in DAYS
    return participle(scan.lowers[mention.start]) or (scan.line.is_title and not timed)


def class_after(work: Work, hit: Hit) -> str:
    """The class of what is said of a state that is to end: it is over, or it is just what it was."""
    if is_over(work.frame, hit):
        if work.value.sign < 0:
            return "ended"
        word = work.scan.lowers[hit.start]
        told = participle(word) or word in BE or work.scan.line.is_title
        return _of_the_thing(work, hit) if told else "happen"  # "the permit runs out in May"
    return _of_the_thing(work, hit)


def _of_the_thing(work: Work, hit: Hit) -> str:
    """The class that a cue has by what it is said of, before or after it."""
    mention = work.mention
    if hit.kind == "failure" and mention.verb in _OVERRULING:
        return "refusal"  # a veto that is not overridden stands
    if hit.phrase in _ANEW:
        if not BILLS.isdisjoint(work.scan.keys[hit.end : mention.end + 2]):
            return "step"
        return "decision" if hit.kind == "decision" else "happen"
    if hit.phrase in _FALLING and mention.verb not in work.frame.words.papers:
        return "happen"  # a bill that falls is lost; what else falls only sinks
    if hit.kind == "effect" and mention.naming is Naming.OBJECT and mention.sign < 0:
        return "happen"  # that a thing begins says nothing of its being undone
    if hit.kind == "effect" and work.frame.due(hit):
        return "expectation"  # "takes effect on June 1"
    return hit.kind


def class_before(work: Work, hit: Hit) -> str:
    """The class that a cue has here, where the sentence makes it another than the lexicon's."""
    kind, event = _of_the_thing(work, hit), work.event
    if kind == "block" and holds(work.scan, hit.start, work.frame.shape(hit), event):
        return "against"
    if kind in {"keep", "decision"} and keeps_stance(work.frame, hit):
        return "stick"
    if kind == "gain" and event.hands_over:
        return "effect"
    if hit.phrase == "deny" and alleged(work.frame, hit):
        return "denial"  # "denies backing off": of what somebody is said to have done
    if kind in STANCES and not takes_it(work.frame, hit):
        return "appeal" if hit.phrase.startswith("not ") else "reaction"
    unwilling = hit.phrase == "=want" and work.frame.word(hit.start - 1) in {"doesn't", "don't", "not"}
    if unwilling and takes_it(work.frame, hit):
        return "wish"  # "does not want it to join"
    if kind == "wish":
        return kind if takes_it(work.frame, hit) else "appeal"
    if (named := _of_phrase(hit, work.mention, event)) is not None:
        return named
    if kind in {"block", "refusal"} and standing(work.frame, hit):
        return "undo"
    if kind == "keep":
        return kept_as(work.frame, hit, work.value)
    if kind == "possibility" and hit.phrase.endswith(" of"):
        return class_of_chance(work.frame, hit)
    if hit.phrase in {"try to", "attempt to"} and takes_it(work.frame, hit):
        return "happen"  # who decides and tries to do it does not ask for it
    if kind == "appeal" and advises(work.frame, hit):
        return "step"
    completed = (
        work.scan.keys[hit.start] in event.lexicon.words.completing and work.mention.verb in event.doing
    )
    if kind == "decision" and completed:
        return "effect"
    if kind == "effect" and event.starts and work.mention.naming is Naming.ACT:
        return "decision"
    return kind


def _of_phrase(hit: Hit, mention: Mention, event: Event) -> str | None:
    """The class of a phrase that is another before this mention; None where it is what it mostly is."""
    words = event.lexicon.words
    if hit.phrase == "=eyes" and (mention.naming is Naming.OBJECT or mention.verb in UNITS):
        return "possibility"  # "eyes a levy", "eyes another year": what somebody has in view
    if hit.phrase in _UNVEILING and mention.verb in words.plans:
        return "expectation"  # a plan that is unveiled is still a plan
    if hit.phrase in _WIDENING and mention.verb not in words.states:
        return "happen"  # "widens the ban to the north": what happens to the north, the ban tells
    if hit.phrase == "withdraw" and mention.verb in {"bill", "legisl"}:
        return "block"  # a bill that is withdrawn has not been decided on
    return None
