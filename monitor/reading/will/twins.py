"""Questions that ask two acts of one thing: "Will Norland allow the boats?", "Will Sundland send them?".

The thing is named by the first and lent to the other. Who acts tells which of the two a sentence is about;
where nobody is named, the kind of act does.
"""

from __future__ import annotations

from collections.abc import Container, Mapping, Sequence
from dataclasses import replace

from monitor.model import Kind, Question, Topic
from monitor.reading.will.clauses import Scan, place_names
from monitor.reading.will.cues import Hit, Lexicon
from monitor.reading.will.events import Event, Mention, Naming
from monitor.reading.will.phrases import subject
from monitor.reading.will.things import with_kin
from monitor.text import stem, tokens

_HANDING = frozenset({"effect", "gain", "happen"})
"""Classes of cues that tell of a thing on its way to whoever gets it."""
_ENDING = frozenset({"block", "undo"})
_NEAR = 5
"""Tokens from a thing to the word that tells of its being handed over."""
_TELLING = frozenset({"block", "undo", "refusal", "keep", "delay", "effect"})
"""Classes of acts that tell one question from another; every question has decisions."""


def actors(question: Question, acts: Container[str], base: Lexicon) -> frozenset[str]:
    """The countries and bodies that `ask` names before its verb: who is asked to act."""
    words = tokens(question.ask)
    end = next((at for at, token in enumerate(words) if at and base.base(token) in acts), len(words))
    return frozenset(place_names(question.ask[: words[end - 1].end], base))


def with_twin(
    event: Event, topic: Topic, things: Mapping[str, Mapping[str, int]], doers: Mapping[str, frozenset[str]]
) -> Event:
    """The event with what tells it from another question on the same thing; as it is without such.

    things, doers: what each `will` question names as its things, and who is asked to act, by question.
    """
    question, base = event.question, event.lexicon
    own = doers[question.id]
    event = replace(event, actors=own)
    if event.shared or event.modes:
        return event
    mine = things[question.id]
    wills = [other for other in topic.questions if other.kind is Kind.WILL]
    twins = [other for other in wills if other.id != question.id and mine.keys() & things[other.id].keys()]
    if not twins:
        return event
    theirs = frozenset[str]().union(*(doers[other.id] for other in twins)) - own
    lent = not event.alone and not event.objects
    kin = with_kin(mine, question, topic, base, event.acts, frozenset(), shared=False)
    objects = kin if lent else event.objects
    ending = [twin for twin in twins if _ends(twin, base)]
    handed = any(base.base(token) in base.words.transfer for twin in twins for token in tokens(twin.ask))
    named = {stem(noun) for nouns in base.words.nominal.values() for noun in nouns} & event.contested
    manner = _TELLING & {base.verbs.get(key) for key in (*event.acts, *event.phrases)}
    return replace(
        event,
        lent=lent,
        twins=theirs if own else frozenset(),
        contested=event.contested | _said_alike(event, twins, base),
        manner=manner | _HANDING if event.hands_over else manner,
        enders=frozenset() if own else frozenset[str]().union(*(doers[twin.id] for twin in ending)),
        others_manner=_HANDING if handed and not event.hands_over else frozenset(),
        objects=objects,
        apart=event.apart - set(objects),
        naming=event.naming | set(objects),
        anchors=event.anchors | set(objects) | named,
    )


def _said_alike(event: Event, twins: Sequence[Question], base: Lexicon) -> frozenset[str]:
    """Words of the question by which another names its act in a phrase: "full approval" beside "approve"."""
    told = (term.text for twin in twins for terms in (twin.yes, twin.no) for term in terms.alternatives)
    return frozenset(base.base(token) for text in told for token in tokens(text)) & event.acts.keys()


def _ends(question: Question, base: Lexicon) -> bool:
    """Whether a question asks for the end of its thing: "Will Sundland end the toll?"."""
    return any(base.verbs.get(base.base(token)) in _ENDING for token in tokens(question.ask))


def whose_deed(event: Event, scan: Scan, start: int, end: int) -> bool | None:
    """True: tokens [start, end) name who is asked to act; False: only who is asked the other; or None."""
    named = scan.places(start, end)
    if named & event.actors:
        return True
    return False if named & event.twins else None


def of_this(
    scan: Scan, where: int, mention: Mention, used: Sequence[Hit], event: Event, around: Sequence[Scan]
) -> bool:
    """Whether what is said of a thing that two questions share is said on this one.

    around: the headline, then the sentences of the item.
    """
    clause = scan.clauses[where]
    first = min([mention.start, *(hit.start for hit in used)])
    kinds = {hit.kind for hit in used}
    near = range(mention.start - _NEAR, mention.end + _NEAR)
    handing = {hit.kind for hit in scan.hits if hit.start in near and clause.start <= hit.start < clause.end}
    if event.enders:
        verb = event.lexicon.verbs.get(mention.verb) if mention.naming is Naming.ACT else None
        lines = ((scan, 0, len(scan.lowers)), *((other, 0, len(other.lowers)) for other in around[:1]))
        named = any(line.places(start, end) & event.enders for line, start, end in lines)
        return not (named and _ENDING & {verb, *kinds})
    fits = bool(kinds & event.manner) or (
        event.hands_over and (bool(handing & _HANDING) or any(hit.phrase == "=due in" for hit in used))
    )
    own = mention.naming is Naming.ACT and mention.verb not in event.contested
    if event.lent and not event.twins and not own and not fits:
        return False
    for start, end in (subject(scan, clause, first), (clause.start, first)):
        doer = whose_deed(event, scan, start, end)
        if doer is not None:
            return doer
    if (own and not event.hands_over) or (fits and event.hands_over):
        return True
    if not own and handing & event.others_manner:
        return False
    whole = [(other, 0, len(other.lowers)) for other in (*(() if own else (scan,)), *around)]
    for inside, start, end in ((scan, clause.start, clause.end), *whole):
        verdict = whose_deed(event, inside, start, end)
        if verdict is not None:
            return verdict
    return event.alone or own or fits
