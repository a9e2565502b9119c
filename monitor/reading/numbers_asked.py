"""What a `how-many` question counts, made ready once: its unit, and the words for what is counted."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from monitor.model import Question, Topic
from monitor.reading.numbers_grammar import CURRENCIES
from monitor.stems import stem
from monitor.text import tokens


@dataclass(frozen=True, slots=True)
class Asked:
    """What a question counts."""

    currency: str = ""  # "dollar"
    percent: bool = False
    points: bool = False  # basis points: percentage points are converted
    years: bool = False  # years of age, or of a term
    generic: bool = False  # a unit that everything is counted in: days, dollars, per cent
    words: frozenset[str] = frozenset()  # stems of what the question is about, with words of like meaning
    names: frozenset[str] = frozenset()  # stems of what the topic is about
    dates: frozenset[int] = frozenset()  # the years it names
    first: bool = False  # asks about the first of its kind
    added: bool = False  # asks for what is added: "further" and "more" belong to the answer


def asked_of(question: Question, topic: Topic) -> Asked:
    """What a question of a topic counts."""
    about = " ".join(terms.source for terms in topic.about)
    return _asked(question.unit.source, question.ask, about)


_WORDS = dict(zip(CURRENCIES.values(), CURRENCIES.values(), strict=True)) | CURRENCIES
TIMES = frozenset("day week month year hour minute days weeks months years hours minutes".split())
_STOP = frozenset(
    "will the how many much of in for a an to be what is does do they would it at all and or on by per "
    "high big large long great far must may can could should are were been as there".split()
)
_ALIKE = tuple(
    frozenset(map(stem, words.split()))
    for words in (
        "promise pledge commit vow commitment",
        "invest investment spend spending inject injection put",
        "cost price bill worth value spend fetch pay run",
        "sell sale fetch price value buy bid offer worth purchase",
        "fine fined penalty levy charge",
        "loan credit lending bailout rescue lifeline arrangement program programme facility package deal "
        "accord cash money funds financing",
        "cut reduction reduce lower trim ease slash fall drop",
        "add increase raise hike boost lift restore increment",
        "extension extend delay reprieve grace postpone prolong longer",
        "dose shot jab vaccination series",
        "send deliver supply provide give donate ship hand",
        "carry possess possession hold",
        "cover affect apply benefit reach",
    )
)
"""Words of news that say the same about an amount."""


@lru_cache(maxsize=4_096)
def _asked(unit: str, ask: str, about: str) -> Asked:
    words = {word.strip('" ').lower() for word in unit.split("|")}
    singular = {word.removesuffix("s") for word in words}
    currency = next((_WORDS[word] for word in words | singular if word in _WORDS), "")
    percent = bool(words & {"%", "percent", "per cent"})
    units = {stem(piece) for word in words for piece in word.split()}
    content = (
        {
            stem(token.text)
            for token in tokens(ask)
            if token.is_word and token.text[0].islower() and token.lower not in _STOP
        }
        - units
        - _PERIODS
    )
    kin = {word for group in _ALIKE if group & content for word in group}
    names = {token.stem for token in tokens(about) if token.is_word and len(token.text) > 2}
    return Asked(
        currency=currency,
        percent=percent,
        points=bool(words & {"basis point", "basis points", "bp", "bps"}),
        years=bool(words & {"year", "years"}),
        generic=bool(currency or percent or words & TIMES),
        words=frozenset(content | kin),
        names=frozenset(names - units),
        dates=frozenset(int(word) for word in re.findall(r"\b(?:19|20)\d\d\b", ask)),
        first="first" in ask.lower().split(),
        added=bool(content & _ADDED),
    )


_PERIODS = frozenset(map(stem, TIMES))
_ADDED = frozenset(map(stem, "extension extend delay add added more additional extra".split()))
