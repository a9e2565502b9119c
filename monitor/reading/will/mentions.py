"""Finding where the event of a `will` question is named in a line (see monitor.reading.will.events)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from monitor.reading.will.clauses import Scan, compounded
from monitor.reading.will.courts import found_so
from monitor.reading.will.cues import NEUTRAL
from monitor.reading.will.events import FUNCTION_WORDS, UNITS, Event, Mention, Naming
from monitor.reading.will.forms import DETERMINERS, Form, participle
from monitor.reading.will.heads import AFTER_NOUNS, heads
from monitor.reading.will.papers import carries, other_paper
from monitor.reading.will.phrases import ABOUT, OBJECT_REACH, direct_object, word_at
from monitor.reading.will.shape import mention_at
from monitor.reading.will.spelt import longer, spelt_out
from monitor.reading.will.tied import by_decider, done_with_it, tied
from monitor.text import stem

_OTHERWISE = frozenset({"delay", "undecided", "possibility", "doubt"})
"""Classes whose phrases may begin with a word of the question and mean another thing."""
_SAID_OTHERWISE = frozenset({"possibility", "undecided", "doubt", "against"})
"""Classes of phrases that say something else than the act that they begin with."""
_ON_THE_WAY = frozenset({"expectation", "possibility"})
_OBJECTIONS = frozenset({"veto", "objection", "objections"})
_JOIN = stem("join")
_RETURN = stem("return")
_UNIONS = frozenset(
    map(stem, ("alliance", "bloc", "union", "pact", "club", "group", "treaty", "organization"))
)
_OF_ACT = 5
"""Tokens from the noun of an act to the thing that it is about."""


def mentions(scan: Scan, event: Event) -> list[Mention]:
    """All places where the event is named in a line, in order."""
    shielded = {place for hit in scan.hits if hit.kind == NEUTRAL for place in range(hit.start, hit.end)}
    named = (
        _named_at(scan, place, event, shielded=place in shielded)
        for place, key in enumerate(scan.keys)
        if key in event.naming
    )
    found = [mention for mention in named if mention is not None]
    if event.apart or event.told_apart:
        found = [mention for mention in found if not _of_another(scan, mention, event)]
    found = [mention for mention in found if not _done_to_a_no(scan, mention, found)]
    return [mention for mention in found if not _covered(scan, mention, found)]


def _named_at(scan: Scan, place: int, event: Event, *, shielded: bool) -> Mention | None:
    """The mention that begins at a word that may name the event; shielded: within a neutral phrase."""
    key = scan.keys[place]
    shown = not shielded or key in event.objects or key in event.phrases
    if not shown or compounded(scan.line.tokens, place):
        return None
    if key == _RETURN and place and scan.lowers[place - 1] == "in":
        return None  # "four sailors in return for six"
    if key in UNITS:
        return longer(scan, place, event)
    spelt = spelt_out(scan, place, event)
    if spelt is not None:
        return spelt
    if key in event.acts and not shielded:
        return _act(scan, place, event)
    if key in event.objects:
        if not heads(scan, place, event):
            return None
        other = other_paper(scan, place, event) or _told_within(scan, place, event)
        return None if other else mention_at(scan, place, event.objects[key], Naming.OBJECT, event)
    if scan.lowers[place] in event.matter and heads(scan, place, event):
        return mention_at(scan, place, 1, Naming.OBJECT, event)
    if key in event.doing:
        return _doing(scan, place, event)
    if carries(scan, place, event) and not _within(scan, place):
        return mention_at(scan, place, 1, Naming.VEHICLE, event)
    return None


def _act(scan: Scan, place: int, event: Event) -> Mention | None:
    """The act named by one word of its own, done to what the question asks about."""
    key, words = scan.keys[place], event.lexicon.words
    mention = found_so(scan, mention_at(scan, place, event.acts[key], Naming.ACT, event))
    if mention.form is Form.NOUN and not heads(scan, place, event):
        return None
    if key in event.nouns and mention.form is not Form.NOUN:
        return None
    if scan.lowers[place - 1] == "as" and participle(scan.lowers[place]) and place:
        return None  # "granted as recommended in November"
    hit = scan.starts.get(place)
    if hit is not None and " " in hit.phrase:
        if hit.kind in _OTHERWISE and key != "leav":
            return None  # "holds off on", "cuts a long story short": the phrase, not its verb
        loose = key in event.kin_acts or key in words.transfer | words.occur
        if loose or hit.kind in _SAID_OTHERWISE:
            return None  # "gives the green light" gives nothing, "refuses to rule out" refuses nothing
    return mention if tied(scan, mention, event) else None


def _doing(scan: Scan, place: int, event: Event) -> Mention | None:
    """The act that is to be permitted, done with the very thing by those who are permitted it."""
    mention = mention_at(scan, place, 1, Naming.DOING, event)
    if mention.form is Form.NOUN:
        return replace(mention, naming=Naming.OBJECT) if heads(scan, place, event) else None
    done = done_with_it(scan, mention, event) and not by_decider(scan, mention, event)
    return mention if done else None


def _told_within(scan: Scan, place: int, event: Event) -> bool:
    """Whether the verb of a thing only tells more of a noun, "its bid to join", or is of another."""
    words = event.lexicon.words
    if scan.keys[place] == _JOIN:
        first, end = direct_object(scan, place + 1, min(place + OBJECT_REACH, len(scan.keys)))
        named = event.anchors | _UNIONS
        timed = first < end and scan.lowers[first] in AFTER_NOUNS | {"due"}
        if first < end and not timed and named.isdisjoint(scan.keys[first:end]):
            return True  # "would join a brigade"
    if place < 2 or scan.lowers[place - 1] != "to":
        return False
    noun = scan.keys[place - 2]
    return noun in event.objects or noun in words.chances | words.about_it


def _within(scan: Scan, place: int) -> bool:
    """Whether a plan is only the last word of a phrase that says how far it has come: "draw up plans".

    The vote that the people are asked for is none by those who decide: "a popular vote on".
    """
    if scan.lowers[place] == "vote" and any(
        hit.kind == "procedure" and hit.start < place < hit.end for hit in scan.hits
    ):
        return True
    planned = scan.lowers[place] in {"plan", "plans"}
    return planned and any(hit.kind in _ON_THE_WAY and hit.start < place < hit.end for hit in scan.hits)


def _of_another(scan: Scan, mention: Mention, event: Event) -> bool:
    """Whether the words around it make a mention another question's: "e-fuels deal", "plan for shops"."""
    keys, start = scan.keys, mention.start
    if mention.form is Form.NOUN:
        for place in range(start - 1, max(start - 3, -1), -1):
            if keys[place] in event.apart | event.told_apart:
                return True
            if not scan.line.tokens[place].is_word or scan.lowers[place] in FUNCTION_WORDS:
                break
        if mention.naming is not Naming.VEHICLE or word_at(scan, mention.end) not in ABOUT:
            return False
    elif mention.verb not in event.contested:
        return False
    after = mention.end + (word_at(scan, mention.end) in ABOUT)
    first, end = direct_object(scan, after, min(after + OBJECT_REACH, len(keys)))
    named = [key for key in keys[first:end] if key in event.apart or key in event.objects]
    return bool(named) and (
        named[-1] in event.apart if mention.form is Form.NOUN else event.apart >= set(named)
    )


def _done_to_a_no(scan: Scan, mention: Mention, found: Sequence[Mention]) -> bool:
    """Whether a verb of refusal is done to another no, which then is the mention: "rejects the veto"."""
    if mention.naming is not Naming.ACT or mention.sign > 0 or mention.form is Form.NOUN:
        return False
    first, end = direct_object(scan, mention.end, min(mention.end + OBJECT_REACH, len(scan.keys)))
    if any(word in _OBJECTIONS for word in scan.lowers[first:end]):
        return True
    return any(
        first <= other.start < end
        and other.naming is Naming.ACT
        and other.sign < 0
        and other.form is Form.NOUN
        for other in found
    )


def _covered(scan: Scan, mention: Mention, found: Sequence[Mention]) -> bool:
    """Whether a thing is only the object of an act that is itself a mention: "lifts | wages"."""
    named = mention.naming in {Naming.OBJECT, Naming.ACT} and mention.form is Form.NOUN
    if named and any(_of_act(scan, mention, act) for act in found):
        return True
    if mention.naming is not Naming.OBJECT:
        return False
    return any(
        act.naming is Naming.ACT
        and act.form is not Form.NOUN
        and (0 < mention.start - act.start <= OBJECT_REACH or 0 < act.start - mention.start <= 5)
        and scan.clause_of(act.start) == scan.clause_of(mention.start)
        for act in found
    )


def _of_act(scan: Scan, mention: Mention, act: Mention) -> bool:
    """Whether a thing tells what the noun of its own undoing is about: "repeal of the carbon tax"."""
    if act.naming is not Naming.ACT or act.form is not Form.NOUN or act.sign == mention.sign:
        return False
    if not 0 < mention.start - act.end <= _OF_ACT or scan.lowers[act.end] not in {"of", "on", "for"}:
        return False
    return not any(
        scan.lowers[at] in FUNCTION_WORDS - DETERMINERS or at in scan.starts
        for at in range(act.end + 1, mention.start)
    )
