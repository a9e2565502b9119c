"""The papers and plans that stand for a question's event: "the bill", "the order", "the plan"."""

from __future__ import annotations

from collections.abc import Sequence

from monitor.model import Question
from monitor.reading.will.acts import (
    Phrases,
)
from monitor.reading.will.cues import Lexicon
from monitor.reading.will.things import (
    after_preposition,
    kind_of,
)
from monitor.text import tokens


def vehicles_of(question: Question, wills: Sequence[Question], shared: bool, base: Lexicon) -> frozenset[str]:
    """Papers and plans that stand for this question's event.

    Where one question speaks of a bill or a law, papers mean that question and plans mean the others.
    """
    words = base.words
    named = {
        token.stem for token in tokens(f"{question.ask} {question.yes.source.replace('|', ' ')}")
    } & words.papers
    families = [family for family in words.families if family & named]
    papers = frozenset().union(*families) if families else words.papers
    if len(wills) == 1 or shared:
        return papers | words.plans
    with_paper = asking_of_paper(wills, base)
    if not with_paper:
        return words.papers | words.plans if wills[0].id == question.id else frozenset()
    return papers if question in with_paper else frozenset()


def asking_of_paper(wills: Sequence[Question], base: Lexicon) -> list[Question]:
    """The questions that ask of a bill or a law, or else those that speak of one."""
    asking = [other for other in wills if _asks_of_paper(other, base)]
    return asking or [other for other in wills if _speaks_of_paper(other, base)]


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
