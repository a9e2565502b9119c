"""Questions that ask for one act in several ways: checks lifted at the airports, and at the land borders.

Both share the verb and the thing; what else their words name tells which of the two a sentence is about.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from monitor.model import Kind, Question, Topic
from monitor.reading.will.clauses import Scan
from monitor.reading.will.events import FUNCTION_WORDS, Event, Mention, Naming
from monitor.reading.will.things import content
from monitor.text import tokens

_SHARED = 2
"""Words that two questions have in common at least where they ask for the same act: verb and thing."""
_AGAINST = frozenset({"undo", "block"})


def with_modes(event: Event, topic: Topic) -> Event:
    """The event with the words that tell it from another question's like act; as it is without such."""
    if event.shared:
        return event
    question, base = event.question, event.lexicon
    for other in topic.questions:
        if other.kind is not Kind.WILL or other.id == question.id:
            continue
        common = content(question.ask, base) & content(other.ask, base)
        verbs = {key for key in common if base.verbs.get(key) in {*_AGAINST, "decision", "keep"}}
        things = common - verbs
        if len(common) < _SHARED or not verbs or not things:
            continue
        likes = things.union(*(group for group in base.words.alike if group & things))
        mine = _own(event, question, topic, likes | common)
        theirs = _own(event, other, topic, likes | common) - mine
        if not mine or not theirs:
            continue
        against = any(base.verbs[key] in _AGAINST for key in verbs)
        ways = frozenset().union(*base.words.modes)
        objects = {key: 1 for key in event.objects if key not in theirs | ways}
        objects |= dict.fromkeys(likes, -1 if against else 1)
        phrases = _short_phrases(event, (question, other), likes)
        known = {first: (*event.phrases.get(first, ()), *found) for first, found in phrases.items()}
        passives = {stems[0]: (stems[1], sign) for found in phrases.values() for stems, sign in found}
        return replace(
            event,
            modes=mine,
            other_modes=theirs,
            apart=frozenset(),
            objects=objects,
            phrases={**event.phrases, **known},
            passives={**event.passives, **passives},
            naming=event.naming | set(objects) | set(known),
            anchors=event.anchors | set(objects),
        )
    return event


def in_mode(scan: Scan, mention: Mention, event: Event, title: Scan | None) -> bool:
    """Whether what is said of a mention is said of this question's way of the act, and not of the other."""
    clause = scan.clauses[scan.clause_of(mention.start)]
    if mention.naming is Naming.OBJECT and mention.sign > 0:
        thing = {key for key, sign in event.objects.items() if sign < 0}
        if not thing.isdisjoint(scan.keys[clause.start : clause.end]):
            return False  # "checks at the borders": the checks are what is spoken of
    for start, end in ((clause.start, clause.end), (0, len(scan.keys))):
        told = [at for at in range(start, end) if scan.keys[at] in event.modes | event.other_modes]
        if told:
            nearest = min(told, key=lambda at: abs(at - mention.start))
            return scan.keys[nearest] in event.modes
    named = modes_named(title, event)
    return event.alone if named is None else named


def modes_named(scan: Scan | None, event: Event) -> bool | None:
    """True: a line names this question's way; False: only the other's; None: neither."""
    if scan is None:
        return None
    if not event.modes.isdisjoint(scan.keys):
        return True
    return None if event.other_modes.isdisjoint(scan.keys) else False


def _own(event: Event, question: Question, topic: Topic, shared: set[str]) -> frozenset[str]:
    """Stems of the words that a question alone names, what news calls the same way of it included."""
    base = event.lexicon
    asked = content(question.ask, base)
    about = {
        base.base(token)
        for terms in topic.about
        for term in terms.alternatives
        for token in tokens(term.text)
    }
    asked -= {base.base(token) for token in tokens(question.ask) if token.text[0].isupper()}
    told = {
        base.base(token)
        for terms in (question.yes, question.no)
        for term in terms.alternatives
        for token in tokens(term.text)[1:]  # behind the verb
        if token.is_word and token.lower not in FUNCTION_WORDS
    }
    ways = frozenset().union(*base.words.modes)
    own = (asked | told) - (about - ways) - shared
    own = {key for key in own if key not in base.words.places and base.verbs.get(key, "effect") == "effect"}
    return frozenset(own).union(*(group for group in base.words.modes if group & own)) - shared


def _short_phrases(
    event: Event, questions: Sequence[Question], likes: set[str]
) -> dict[str, tuple[tuple[tuple[str, ...], int], ...]]:
    """The phrases of the questions without what tells them apart: "lift air checks" lifts checks."""
    base = event.lexicon
    found: dict[str, dict[tuple[str, ...], int]] = {}
    for question in questions:
        for terms, sign in ((question.yes, 1), (question.no, -1)):
            for term in terms.alternatives:
                stems = [base.base(token) for token in tokens(term.text) if token.is_word]
                if len(stems) >= _SHARED and stems[-1] in likes and stems[0] in base.verbs:
                    found.setdefault(stems[0], {})[stems[0], stems[-1]] = sign
    return {first: tuple(pairs.items()) for first, pairs in found.items()}
