"""The words that tie a sentence to a question: what its topic is about, and the names of its own things."""

from __future__ import annotations

from collections.abc import Mapping

from monitor.model import Kind, Question, Topic
from monitor.reading.will.acts import PARTICLES, Phrases, acts_of
from monitor.reading.will.clauses import place_names
from monitor.reading.will.cues import Lexicon
from monitor.reading.will.parties import same_act
from monitor.reading.will.things import content, things_of
from monitor.text import stem, tokens


def anchors_of(topic: Topic, question: Question, base: Lexicon, objects: dict[str, int]) -> frozenset[str]:
    """Words that tie a sentence to the topic: those of `about`, without the names of those who decide."""
    deciding = {stem(word) for term in topic.deciders.alternatives for word in term.text.split()}
    groups = []
    for group in topic.about:
        stems = {token.stem for term in group.alternatives for token in tokens(term.text) if token.is_word}
        groups.append(stems - deciding)
    things = [
        {
            token.stem
            for term in group.alternatives
            if not place_names(term.text, base)
            for token in tokens(term.text)
        }
        - deciding
        for group in topic.about
    ]
    flat = {key for group in things for key in group} or {key for group in groups for key in group}
    own = {place for term in topic.deciders.alternatives for place in place_names(term.text, base)}
    owners = {
        token.stem
        for token in tokens(question.ask)
        if token.lower.endswith(("'s", "\u2019s")) and not (objects and place_names(token.text, base) & own)
    } - deciding
    if not objects:  # "Will Ukraine be invited": whom it is about is all that ties an act to it
        owners |= {token.stem for token in tokens(question.ask)[1:] if token.text[0].isupper()} - deciding
        owners |= {
            token.stem for group in topic.about for term in group.alternatives for token in tokens(term.text)
        }
    return frozenset(flat | (owners - deciding) | set(objects))


def own_things(question: Question, topic: Topic, phrases: Phrases, base: Lexicon) -> frozenset[str]:
    """What the question asks about and its phrases end in, whichever other questions do too: that ties an
    act to it."""
    ends = {stems[-1] for found in phrases.values() for stems, _ in found if len(stems) > 1}
    return frozenset(things_of(question, topic, base)) | (ends - PARTICLES - {"to", "for", "on", "with"})


def telling_of(question: Question, topic: Topic, things: Mapping[str, int], base: Lexicon) -> frozenset[str]:
    """Names of things without which an item is not of a later question, since no other names them: CP2."""
    wills = [other for other in topic.questions if other.kind is Kind.WILL]
    others = [other for other in wills if other.id != question.id]
    acts = acts_of(question, base)[0]
    if wills[0].id == question.id or any(same_act(question, other, acts, base) for other in others):
        return frozenset()
    spoken = acts_of(question, base)[1]
    phrased = {key for found in spoken.values() for stems, _ in found for key in stems}
    deciding = {stem(word) for term in topic.deciders.alternatives for word in term.text.split()}
    named = {base.base(token) for token in tokens(question.ask)[1:] if token.text[0].isupper()}
    named &= set(things) | (phrased - deciding)
    if named:
        told = (f"{other.yes.source} {other.no.source}" for other in others)
        own = set(things).difference(*(content(text, base) for text in told))
        named |= own - base.words.papers - base.words.plans - base.words.neutral
        named |= {base.base(token) for token in tokens(question.ask)} & base.words.states - base.words.papers
    return frozenset(named).difference(*(content(other.ask, base) for other in others))
