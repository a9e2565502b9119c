"""The words of `numbers.toml`, made ready once."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from monitor.stems import stem

Phrases = Mapping[str, tuple[tuple[tuple[str, ...], str], ...]]
"""Under its first word each phrase, the longest first, with its rule."""


@dataclass(frozen=True, slots=True)
class Lexicon:
    """What the readers of numbers know of English and of money."""

    hedges: Phrases  # before an amount
    hedges_after: Phrases
    currencies: Mapping[str, str]  # what is written before an amount ("$", "KSh") → "dollar"
    currency_names: Mapping[str, str]  # stems and signs, in lower case → "dollar"
    alike: tuple[frozenset[str], ...]  # stems that say the same about an amount
    matters: frozenset[str]  # stems of what a sum of money is said of: "a $5 billion plan"
    priced: frozenset[str]  # stems of questions that such a sum answers
    single: frozenset[str]  # stems of what a question about one of many asks for: "a car", "a household"
    flows: tuple[frozenset[str], ...]  # stems that tell what sort of a sum it is
    amounts: frozenset[str]  # stems that tell a small sum to be that of a whole plan
    total: frozenset[str]  # stems of questions for a sum of all
    granted: frozenset[str]  # stems of giving and getting
    harm: frozenset[str]  # stems of what befalls people
    raising: frozenset[str]  # of these, the stems of verbs that are said of a price as well: "raised to $5"
    income: frozenset[str]  # stems beside which a sum is what somebody earns
    recipients: frozenset[str]  # stems of those who get a sum each
    sources: frozenset[str]  # stems of those who may be a report's source
    knowing: frozenset[str]  # words that make people a source: "three people familiar with it"
    public: frozenset[str]  # what people do who are no more than heard
    outcry: frozenset[str]  # its stems
    giving: frozenset[str]  # stems of questions for what comes
    closing: frozenset[str]  # stems of questions for what goes
    away: frozenset[str]  # verbs that take something away
    opening: frozenset[str]  # verbs that bring something
    others: frozenset[str]  # verbs whose object is another matter
    room: frozenset[str]  # verbs of what a thing has room for
    lent: frozenset[str]  # stems of questions for money that is given or lent


@cache
def lexicon() -> Lexicon:
    """The lexicon, read once."""
    path = files("monitor.reading").joinpath("numbers.toml")
    raw = tomllib.loads(path.read_text(encoding="utf-8"))
    signs = {name: signs.split() for name, signs in raw["currencies"].items()}

    def stems(section: str, name: str) -> frozenset[str]:
        return frozenset(map(stem, raw[section][name].split()))

    return Lexicon(
        hedges=_phrases(raw["hedges"]),
        hedges_after=_phrases(raw["hedges-after"]),
        currencies={sign: name for name, listed in signs.items() for sign in listed if not _spelt(sign)},
        currency_names={stem(word): name for name, listed in signs.items() for word in (name, *listed)},
        alike=tuple(frozenset(map(stem, group.split())) for group in raw["alike"]["groups"]),
        matters=stems("money", "matters"),
        priced=stems("money", "priced"),
        single=stems("money", "single"),
        flows=tuple(frozenset(map(stem, flow.split())) for flow in raw["money"]["flows"]),
        amounts=stems("money", "amounts"),
        total=stems("money", "total"),
        granted=stems("time", "granted"),
        harm=stems("people", "harm"),
        raising=stems("money", "raising"),
        income=stems("money", "income"),
        recipients=stems("money", "recipients"),
        sources=stems("people", "sources"),
        knowing=frozenset(raw["people"]["knowing"].split()),
        public=frozenset(raw["people"]["public"].split()),
        giving=stems("people", "giving"),
        closing=stems("people", "closing"),
        away=frozenset(raw["people"]["away"].split()),
        opening=frozenset(raw["people"]["opening"].split()),
        others=frozenset(raw["people"]["others"].split()),
        room=frozenset(raw["people"]["room"].split()),
        lent=stems("money", "lent"),
        outcry=stems("people", "public"),
    )


def _spelt(sign: str) -> bool:
    """Whether a currency's other name is a word, which stands behind an amount only: "sterling"."""
    return len(sign) > 2 and sign.islower()


def _phrases(raw: Mapping[str, list[str]]) -> Phrases:
    found: dict[str, list[tuple[tuple[str, ...], str]]] = {}
    for rule, phrases in raw.items():
        for phrase in phrases:
            words = tuple(phrase.split())
            found.setdefault(words[0], []).append((words, rule))
    return {
        first: tuple(sorted(listed, key=lambda one: len(one[0]), reverse=True))
        for first, listed in found.items()
    }
