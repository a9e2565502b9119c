"""Whose event a sentence speaks of, where a topic has several `when` questions: "the Commission will decide
by May 22" dates one regulator's decision, "trains reach the station in 2035" one part of a line."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from monitor.model import Kind, Question, Topic
from monitor.reading.will.clauses import place_names
from monitor.reading.will.cues import lexicon
from monitor.reading.will.events import Event as WillEvent
from monitor.text import Token, stem, tokens

_EMPTY = frozenset(
    map(
        stem,
        "when will would does do did is are was were be been the a an of to in on for by this that it its "
        "and or at with from must should can could how which what date day".split(),
    )
)


@dataclass(frozen=True, slots=True)
class Parties:
    """What tells one `when` question of a topic from the others."""

    own: frozenset[str] = frozenset()  # stems that only this question names
    others: frozenset[str] = frozenset()  # stems that only others name
    places: frozenset[str] = frozenset()  # countries and bodies whose act it is
    rivals: frozenset[str] = frozenset()  # those of the others

    def whose(self, line: Iterable[Token], text: str) -> bool | None:
        """True: a sentence names this question's own words alone; False: another's alone; None: it does not
        tell."""
        if not (self.others or self.rivals):
            return None
        stems = {token.stem for token in line}
        named = place_names(text, lexicon()) if self.rivals else set()
        ours = bool(stems & self.own or named & self.places)
        theirs = bool(stems & self.others or named & self.rivals)
        return None if ours == theirs else ours

    def published(self, outlet: str) -> bool | None:
        """The same for a publisher's name, or what it is short for: "Competition Appeals Office", CAO."""
        initials = "".join(word[0] for word in outlet.split() if word[0].isupper())
        name = f"{outlet}, {initials}"
        return self.whose(tokens(name), name)


def parties(question: Question, topic: Topic, known: WillEvent) -> Parties:
    """The parties of a question, from the asks of the topic's `when` questions and their `will` questions."""
    others = [other for other in topic.questions if other.kind is Kind.WHEN and other.id != question.id]
    if not others:
        return Parties(places=known.places, rivals=known.rivals)
    everywhere = frozenset(
        token.stem for terms in topic.about for term in terms.alternatives for token in tokens(term.text)
    )
    own = _words(question, topic) - everywhere  # every item names what the topic is about
    theirs = frozenset[str]().union(*(_words(other, topic) for other in others)) - everywhere
    places = _places(question, topic)
    rivals = frozenset[str]().union(*(_places(other, topic) for other in others))
    if not (places - rivals and rivals - places):  # only one of them is some country's act
        return Parties(own - theirs, theirs - own, known.places, known.rivals)
    return Parties(own - theirs, theirs - own, places - rivals, rivals - places)


def _asks(question: Question, topic: Topic) -> list[str]:
    return [question.ask, topic.question(question.of).ask] if question.of else [question.ask]


def _places(question: Question, topic: Topic) -> frozenset[str]:
    """The countries and bodies that a question names."""
    return frozenset(place for ask in _asks(question, topic) for place in place_names(ask, lexicon()))


def _words(question: Question, topic: Topic) -> frozenset[str]:
    said = [token for ask in _asks(question, topic) for token in tokens(ask) if token.is_word]
    return frozenset(token.stem for token in said if not place_names(token.text, lexicon())) - _EMPTY
