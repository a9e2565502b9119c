"""What a `how-many` question counts, made ready once: its unit, and the words for what is counted."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from monitor.model import Question, Topic
from monitor.reading.numbers_lexicon import lexicon
from monitor.reading.places import places_in
from monitor.stems import stem
from monitor.text import Token, tokens


@dataclass(frozen=True, slots=True)
class Asked:
    """What a question counts."""

    currency: str = ""  # "dollar"
    percent: bool = False
    points: bool = False  # basis points: percentage points are converted
    fractions: bool = False  # percentage points, which news halves
    years: bool = False  # years of age, or of a term
    generic: bool = False  # a unit that everything is counted in: days, dollars, per cent
    words: frozenset[str] = frozenset()  # stems of what the question is about, with words of like meaning
    names: frozenset[str] = frozenset()  # stems of what the topic is about
    dates: frozenset[int] = frozenset()  # the years it names
    first: bool = False  # asks about the first of its kind
    timed: bool = False  # how long something lasts; not how long before or after something
    time: str = ""  # that unit: "day"
    future: bool = False  # asks for what is to come
    people: bool = False  # counts people
    harmed: bool = False  # those who died or were hurt
    level: bool = False  # how high something is, and not by how much it moves
    closing: bool = False  # what is shut, cut or lost
    giving: bool = False  # what is sent, given or built
    lent: bool = False  # a loan, a grant, an aid package
    heard: bool = False  # those who take part or speak up
    total: bool = False  # asks for a sum of all: what a plan costs, saves or brings in
    priced: bool = False  # asks for a price, which is named beside the thing: "the $5 billion plan"
    single: bool = False  # asks what one of many pays or gets: "a car", "a household"
    abroad: bool = False  # in, from or across how many places
    period: str = ""  # "day" where it asks for so many a day
    each: frozenset[str] = frozenset()  # stems of what it asks a number for: "per share"
    places: frozenset[str] = frozenset()  # those of the countries that give, send or buy, as it names them
    added: bool = False  # asks for what is added: "further" and "more" belong to the answer


def asked_of(question: Question, topic: Topic) -> Asked:
    """What a question of a topic counts."""
    about = " ".join(terms.source for terms in topic.about)
    return _asked(question.unit.source, question.ask, about)


TIMES = frozenset("day week month year hour minute days weeks months years hours minutes".split())
_STOP = frozenset(
    "will the how many much of in for a an to be what is does do they would it at all and or on by per "
    "high big large long great far must may can could should are were been as there meant expected counted "
    "planned supposed due intended".split()
)


def owns(token: Token) -> bool:
    """Whether a word only says whose the thing is: "the bill's taxes"."""
    return token.text[-2:] in ("'s", "\u2019s")


@lru_cache(maxsize=4_096)
def _asked(unit: str, ask: str, about: str) -> Asked:
    words = {word.strip('" ').lower() for word in unit.split("|")}
    units = {stem(piece) for word in words for piece in word.split()}
    content = _content(ask) - units
    kin = _kin(content)
    names = lexicon().currency_names
    currency = next((names[stem(word)] for word in sorted(words) if stem(word) in names), "")
    percent = bool(words & {"%", "percent", "per cent"})
    low = set(ask.lower().split())
    each = frozenset(stem(word) for word in _ONE_OF.findall(ask.lower()))
    single = bool(currency and each & lexicon().single)
    return Asked(
        currency=currency,
        percent=percent,
        points=bool(words & {"basis point", "basis points", "bp", "bps"}),
        fractions=bool(words & {"point", "percentage point"}),
        years=bool(words & {"year", "years"}),
        generic=bool(currency or percent or words & TIMES),
        time=next((word.removesuffix("s") for word in sorted(words & TIMES)), ""),
        timed=bool(words & TIMES) and not _BESIDE & low,
        words=frozenset(content | kin | (_kin({_PAY}) if single and not kin else set())),
        names=frozenset(t.stem for t in tokens(about) if t.is_word and len(t.text) > 2) - units,
        dates=frozenset(int(word) for word in re.findall(r"\b(?:19|20)\d\d\b", ask)),
        places=_actors(ask),
        abroad=bool({"in", "from", "across"} & low),
        period=_period(ask.lower()),
        each=each,
        single=single,
        first="first" in low,
        added=bool(content & _ADDED),
        future=bool(_COMING & low),
        level=bool(currency or percent) and "by" not in low and not content & _MOVING,
        people=bool(units & lexicon().recipients),
        harmed=bool((content | units) & lexicon().harm),
        closing=bool(content & lexicon().closing),
        giving=bool(content & lexicon().giving),
        heard=bool(content & lexicon().outcry),
        lent=bool(currency and content & lexicon().lent),
        total=bool(currency and not single and content & lexicon().total),
        priced=bool(currency and (single or not kin or content & lexicon().priced)),
    )


def _content(ask: str) -> set[str]:
    """Stems of the words that say what is asked."""
    return {
        stem(token.text)
        for token in tokens(ask)
        if token.is_word and token.text[0].islower() and token.lower not in _STOP and not owns(token)
    } - _PERIODS


def _kin(content: set[str]) -> set[str]:
    """The words of like meaning."""
    return {word for group in lexicon().alike if group & content for word in group}


def _period(ask: str) -> str:
    """The time in which the question counts: "day" of "a day" and of "daily"."""
    found = _PERIOD.search(ask)
    name = (found[1] or found[2]) if found else ""
    return _NAMED.get(name, name)


def _actors(ask: str) -> frozenset[str]:
    """The countries that act in a question: "will Spain send", "from the Netherlands and Denmark"; none in
    "moved from Italy"."""
    words = tokens(ask)
    return frozenset(
        place
        for at, token in enumerate(words)
        if token.lower in _ACTS and not (token.lower == "from" and words[at - 1].lower.endswith("ed"))
        for place in places_in(words[at + 1 : at + 1 + _ACTS[token.lower]])
    )


_ACTS = dict.fromkeys("will would does do did can may must".split(), 3) | {"from": 6, "by": 6}
"""Words before an actor, and how many tokens behind them may name it."""
_MOVING = frozenset(map(stem, "rise fall cut increase raise reduce save add more drop grow decrease".split()))
_PAY = stem("pay")
_BESIDE = frozenset({"after", "before", "since", "until", "from"})
_COMING = frozenset({"will", "would", "can", "could", "may", "might", "must", "to"})
_ONE_OF = re.compile(r"\b(?:an?|each|every|per|the(?: \w+)?) (\w+)(?![-\w])")
_PERIOD = re.compile(
    r"\b(?:an?|each|every|per) (hour|day|week|month|year)\b|\b(hour|dai|week|month|year|annual)ly\b"
)
_NAMED = {"dai": "day", "annual": "year"}
_PERIODS = frozenset(map(stem, TIMES))
_ADDED = frozenset(map(stem, "extension extend delay add added more additional extra".split()))
