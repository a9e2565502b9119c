"""The papers and plans that stand for a question's event: "the bill", "the order", "the plan"."""

from __future__ import annotations

from collections.abc import Sequence

from monitor.model import Question
from monitor.reading.will.acts import Phrases
from monitor.reading.will.clauses import Scan
from monitor.reading.will.cues import Lexicon
from monitor.reading.will.events import ADJECTIVES, FUNCTION_WORDS, Event
from monitor.reading.will.forms import DETERMINERS, Form, form, participle
from monitor.reading.will.heads import heads
from monitor.reading.will.phrases import TIMES, word_at
from monitor.reading.will.talks import bargained
from monitor.reading.will.things import after_preposition, kind_of
from monitor.text import stem, tokens

_PEOPLE = ("or", "ors", "ature", "atures", "ection", "ections", "ializes", "iates", "iate", "rdingly")
"""Endings of words that share the stem of a paper and are none: regulator, legislature, projection."""
_MEASURES = (
    "-level",
    "-stage",
    "-term",
    "-year",
    "-month",
    "-week",
    "-day",
    "-wide",
    "-scale",
    "-minute",
    "-point",
)
"""Ends of compounds that leave a paper what it is: "a staff-level deal"."""
_TURNS = frozenset({"block", "undo", "delay"})
_SHORT_WORD = 3
"""Letters of words that headlines never capitalise: of, the, and."""
_VOTE = stem("vote")
LAWS = frozenset(map(stem, ("law", "bill", "legislation", "statute")))
"""Nouns for what a parliament passes."""
_VOICES = frozenset(map(stem, ("resolution", "motion", "vote")))
"""Papers by which a body has its say, which are no deal between two sides."""


def vehicles_of(question: Question, wills: Sequence[Question], shared: bool, base: Lexicon) -> frozenset[str]:
    """Papers and plans that stand for this question's event.

    Where one question speaks of a bill or a law, papers mean that question and plans mean the others.
    """
    words = base.words
    named = {
        token.stem for token in tokens(f"{question.ask} {question.yes.source.replace('|', ' ')}")
    } & words.papers
    families = [family for family in words.families if family & named]
    every = words.papers - (_VOICES if bargained(question.ask, question.yes.source) else frozenset())
    papers = frozenset().union(*families) if families else every
    if len(wills) == 1 or shared:
        return papers | words.plans
    with_paper = asking_of_paper(wills, base)
    if not with_paper:
        return every | words.plans if wills[0].id == question.id else frozenset()
    return papers if question in with_paper else frozenset()


def asking_of_paper(wills: Sequence[Question], base: Lexicon) -> list[Question]:
    """The questions that ask of a bill or a law, else those that speak of one, else those resolved by one."""
    asking = [other for other in wills if _asks_of_paper(other, base)]
    speaking = asking or [other for other in wills if _speaks_of_paper(other, base)]
    return speaking or [
        other for other in wills if LAWS & {token.stem for token in tokens(other.resolves or "")}
    ]


def undone_things(phrases: Phrases, base: Lexicon) -> frozenset[str]:
    """What stands in the way and a yes undoes, which carries no yes: the order of "lift the order"."""
    found = (stems for each in phrases.values() for stems, sign in each if sign > 0)
    return frozenset(stems[-1] for stems in found if kind_of(stems, base) in {"undo", "block"})


def _asks_of_paper(question: Question, base: Lexicon) -> bool:
    """Whether a paper is what `ask` asks about, not only the occasion: "sanctions over the law"."""
    words = tokens(question.ask)
    return any(
        token.stem in base.words.papers and not after_preposition(place, words)
        for place, token in enumerate(words)
    )


def _speaks_of_paper(question: Question, base: Lexicon) -> bool:
    text = f"{question.ask} {question.yes.source.replace('|', ' ')}"
    return any(token.stem in base.words.papers for token in tokens(text))


def carries(scan: Scan, place: int, event: Event) -> bool:
    """Whether a paper or plan is named that carries this question: "the bill", "the e-fuels rule"."""
    key = scan.keys[place]
    word = scan.lowers[place]
    if word.endswith(_PEOPLE) or participle(word) or word in event.lexicon.words.verdicts:
        return False
    if key in event.vehicles:
        return heads(scan, place, event) and _known(scan, place, event)
    if word in FUNCTION_WORDS or not place:
        return False
    if event.alone and not event.vehicles and key in LAWS:
        return False  # bills are what another question is about
    return scan.keys[place - 1] in event.objects and heads(scan, place, event)


def _known(scan: Scan, place: int, event: Event) -> bool:
    """Whether a paper or plan is the one that the topic is about: not "a bill", not "the plan for X"."""
    key = scan.keys[place]
    if form(scan.line.tokens, scan.lowers, place, place + 1) not in {Form.NOUN, Form.FINITE}:
        return False
    if _another(scan, place, event):
        return False
    ahead = scan.starts.get(place + 1)
    if ahead is not None and ahead.kind in _TURNS and scan.lowers[place + 1].endswith("ing"):
        return False  # "the order | blocking the mandate"
    if key == _VOTE and place and scan.lowers[place - 1][:1].isdigit():  # "by 39 votes to 32"
        return False
    named = False
    for at in range(place - 1, max(place - 5, -1), -1):
        word = scan.lowers[at]
        if scan.keys[at] in event.anchors or scan.keys[at] in event.acts:
            named = True
        if word in {"a", "an", "another", "any"}:
            return named
        if word in {"the", "this", "that"}:
            break
    dated = word_at(scan, place + 2) in TIMES
    if word_at(scan, place + 1) in {"of", "on", "for", "to", "with"} and not named and not dated:
        return event.anchored(scan, place + 1, min(place + 9, len(scan.keys))) or any(
            scan.keys[at] in event.acts for at in range(place + 1, min(place + 9, len(scan.keys)))
        )
    return True


def _another(scan: Scan, place: int, event: Event) -> bool:
    """Whether the word right before a paper makes it another one: "the bank capital plan"."""
    if not place:
        return False
    token, word, key = scan.line.tokens[place - 1], scan.lowers[place - 1], scan.keys[place - 1]
    if not token.is_word or word in FUNCTION_WORDS or word in DETERMINERS or word[0].isdigit():
        return False
    if key in event.apart and key not in event.objects:
        return True
    parts = {stem(part) for part in word.split("-")} if "-" in word else set()
    if any(part in event.acts or part in event.objects for part in parts):
        return False  # "the sell-or-ban measure"
    if "-" in word and token.text[0].isupper():
        return False  # "the Norvane-Pelham deal": whose names these are is known to the topic
    if place - 1 in scan.starts or participle(word) or word.endswith((*ADJECTIVES, *_MEASURES)):
        return False
    if key in event.lexicon.words.neutral or key in event.acts or key in event.objects:
        return False
    return not (
        (key in event.anchors and key not in event.vehicles)
        or key in event.decider_words
        or bool(scan.places(place - 1, place) & (event.home | event.asked))
    )


def other_paper(scan: Scan, place: int, event: Event) -> bool:
    """Whether a paper has a name of its own that the topic does not know: "Sentencing Bill, 2031"."""
    papers = event.lexicon.words.papers
    if scan.keys[place] not in papers or scan.line.tokens[place].text[:1].islower():
        return False
    named = _tokens_before(scan, place)
    if not named:
        return False
    known = event.anchors | event.decider_words | event.mine | event.lexicon.words.neutral
    return not any(scan.keys[at] in known or scan.places(at, at + 1) for at in named)


def _tokens_before(scan: Scan, place: int) -> list[int]:
    """The capitalised words right before a capitalised word of a sentence that has others in lower case."""
    tokens = scan.line.tokens
    if sum(token.text[:1].islower() for token in tokens if len(token.text) > _SHORT_WORD) < 1:
        return []
    found = []
    at = place - 1
    while at > 0 and tokens[at].is_word and tokens[at].text[:1].isupper():
        found.append(at)
        at -= 1
    return found
