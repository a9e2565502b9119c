"""The words by which news prose says who speaks (speakers.toml), and who is on the side that decides."""

from __future__ import annotations

import tomllib
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from functools import lru_cache
from importlib.resources import files

from monitor.model import Terms, Topic
from monitor.reading.places import place_names
from monitor.text import Token, stem


@lru_cache(maxsize=65_536)
def key(word: str) -> str:
    """How words are compared here: lower case, no possessive ending, no diacritics."""
    lower = word.lower().replace("\u2019", "'")
    lower = lower.removesuffix("'s").removesuffix("'")
    if lower.isascii():
        return lower
    plain = unicodedata.normalize("NFKD", lower)
    return "".join(mark for mark in plain if not unicodedata.combining(mark)).replace("\u0131", "i")


def keys(tokens: Sequence[Token]) -> tuple[str, ...]:
    """The keys of tokens."""
    return tuple(key(token.text) for token in tokens)


PRONOUNS = frozenset("he she they it".split())
NUMBERS = {
    "a": 1, "an": 1, "one": 1, "another": 1, "two": 2, "both": 2, "three": 3, "four": 4, "five": 5, "six": 6,
    "seven": 7, "eight": 8, "nine": 9, "ten": 10,
}  # fmt: skip
"""Small numbers by which unnamed voices are counted."""


@dataclass(frozen=True, slots=True)
class Speakers:
    """speakers.toml, ready to look up in."""

    version: str
    speech: frozenset[str]
    participles: frozenset[str]
    stance: frozenset[str]
    reaction: frozenset[str]
    formal: frozenset[str]
    acts: frozenset[str]
    light: frozenset[str]
    passive: frozenset[str]
    unnamed: frozenset[str]
    markers: tuple[str, ...]
    roles: frozenset[str]
    institutions: frozenset[str]
    documents: frozenset[str]
    shows: frozenset[str]
    bodies: frozenset[str]
    executive: frozenset[str]
    other: frozenset[str]
    former: frozenset[str]
    relay: frozenset[str]
    rubrics: frozenset[str]
    outlet_nouns: frozenset[str]
    outlets: Mapping[tuple[str, ...], str]  # keys → the name as written
    state_media: Mapping[str, str]  # key of the outlet → its country
    countries: Mapping[str, str]  # key → country


@lru_cache(maxsize=1)
def speakers() -> Speakers:
    """The lexicon, read once."""
    raw = tomllib.loads(files("monitor.reading").joinpath("speakers.toml").read_text(encoding="utf-8"))
    verbs, relay, state = raw["verbs"], raw["relay"], raw["relay"]["state"]

    def words(text: str) -> frozenset[str]:
        return frozenset(text.split())

    names = [*relay["outlets"], *state]
    return Speakers(
        version=raw["version"],
        **{
            name: words(verbs[name])
            for name in ("speech", "participles", "stance", "reaction", "formal", "acts", "light", "passive")
        },
        unnamed=words(raw["unnamed"]["nouns"]),
        markers=tuple(raw["unnamed"]["markers"]),
        roles=words(raw["official"]["roles"]),
        institutions=words(raw["official"]["institutions"]),
        documents=words(raw["official"]["documents"]),
        shows=words(raw["official"]["shows"]),
        bodies=words(raw["bodies"]["nouns"]),
        executive=frozenset(raw["bodies"]["executive"]),
        other=words(raw["other"]["nouns"]),
        former=words(raw["other"]["former"]),
        relay=words(relay["verbs"]),
        rubrics=words(relay["rubrics"]),
        outlet_nouns=words(relay["nouns"]),
        outlets={tuple(key(word) for word in name.split()): name for name in names},
        state_media={key(name): country for name, country in state.items()},
        countries=_countries(raw["sides"]),
    )


def _countries(sides: Mapping[str, str]) -> dict[str, str]:
    """Every name of a country or body of countries, as keys joined by spaces."""
    named = {" ".join(map(key, name.split())): place for name, place in place_names().items()}
    return named | {name.replace("-", " "): side for side, listed in sides.items() for name in listed.split()}


class Sort(StrEnum):
    """What sort of decider a configured name is; it decides which of their acts are public."""

    PERSON = "person"  # a name, a party, a company: what they are reported to hold is on their word
    ROLE = "role"  # "home secretary"
    BODY = "body"  # court, parliament, board: acts in public
    EXECUTIVE = "executive"  # ministry, government, palace: a decision may be known by leaks only
    PLACE = "place"  # a country or its capital


@dataclass(frozen=True, slots=True)
class Name:
    """One configured name as it is looked for in text."""

    stems: tuple[str, ...]
    sort: Sort
    cased: bool  # a single capitalised word must be capitalised in the text as well


@dataclass(frozen=True, slots=True)
class Sides:
    """Who decides in a topic, and who is its adversary; made once a topic."""

    deciders: Mapping[str, tuple[Name, ...]]  # by their first stem
    adversaries: Mapping[str, tuple[Name, ...]]
    countries: frozenset[str]  # countries that decide
    collegial: bool  # whether a body is among the deciders
    collectives: frozenset[str] = field(default=frozenset())  # "chinese officials": a decider though unnamed

    def decider(self, tokens: Sequence[Token], at: int) -> tuple[int, Name] | None:
        """The decider named at a token, and the token after it."""
        return _named(self.deciders, tokens, at)

    def adversary(self, tokens: Sequence[Token]) -> bool:
        """Whether one of the topic's adversaries is named."""
        return any(_named(self.adversaries, tokens, at) for at in range(len(tokens)))


def _named(
    index: Mapping[str, tuple[Name, ...]], tokens: Sequence[Token], at: int
) -> tuple[int, Name] | None:
    for name in index.get(stem_key(tokens[at]), ()):
        end = at + len(name.stems)
        if end <= len(tokens) and all(
            stem_key(token) == wanted
            for token, wanted in zip(tokens[at + 1 : end], name.stems[1:], strict=True)
        ):
            if name.cased and not tokens[at].text[0].isupper():
                continue
            return end, name
    return None


def stem_key(token: Token) -> str:
    """The stem without diacritics."""
    return token.stem if token.stem.isascii() else stem(key(token.text))


_COUNTRIES = frozenset("usa uae drc dprk nato".split())
"""Initials that stand for countries; others are an agency's: "FTC", "OPEC"."""


def _sort(words: tuple[str, ...], text: str) -> Sort:
    lexicon = speakers()
    joined, last = " ".join(words), words[-1]
    if joined in lexicon.executive:
        return Sort.EXECUTIVE
    initials = len(words) == 1 and len(text) > 2 and text.isupper() and joined not in _COUNTRIES
    if joined in lexicon.countries and joined not in lexicon.bodies and not initials:
        return Sort.PLACE
    if last in lexicon.bodies or (len(words) > 1 and {"food", "drug", "exchange"} & set(words)):
        return Sort.BODY
    if last in lexicon.institutions or last in ("house", "street", "kremlin", "palace", "10"):
        return Sort.EXECUTIVE
    if last in lexicon.roles or last in lexicon.unnamed:
        return Sort.ROLE
    if len(words) == 1 and len(text) > 1 and text.isupper():
        return Sort.BODY
    return Sort.PERSON


def _index(terms: Terms) -> dict[str, tuple[Name, ...]]:
    made: dict[str, list[Name]] = {}
    for term in terms.alternatives:
        text = term.text.strip('"')
        words = tuple(key(word) for word in text.rstrip("*").split())
        if not words:
            continue
        sort = _sort(words, text)
        cased = text[0].isupper()
        found = [Name(tuple(stem(word) for word in words), sort, cased)]
        if sort is Sort.PERSON and len(words) > 1 and all(word[0].isupper() for word in text.split()):
            found.append(Name((stem(words[-1]),), sort, cased))  # news prose goes on with the surname alone
        for name in found:
            made.setdefault(name.stems[0], []).append(name)
    return {
        first: tuple(sorted(names, key=lambda name: len(name.stems), reverse=True))
        for first, names in made.items()
    }


_SIDES: dict[tuple[str, str, str], Sides] = {}


def sides(topic: Topic) -> Sides:
    """The sides of a topic; remembered, since every item asks."""
    asked = "\n".join(question.ask for question in topic.questions)
    about = "\n".join(terms.source for terms in topic.about)
    known = (topic.deciders.source, topic.adversaries.source, f"{asked}\n{about}")
    made = _SIDES.get(known)
    if made is None:
        if len(_SIDES) > 4_096:
            _SIDES.clear()
        made = _SIDES[known] = _sides(topic)
    return made


def _sides(topic: Topic) -> Sides:
    lexicon = speakers()
    countries: set[str] = set()
    texts = [
        tuple(key(word) for word in term.text.strip('"').split()) for term in topic.deciders.alternatives
    ]
    countries.update(*map(_countries_in, texts))
    if not countries and not _GOVERNING.isdisjoint(" ".join(words) for words in texts):
        about = [term.text for terms in topic.about for term in terms.alternatives]
        named = frozenset[str]().union(*(_countries_in(tuple(map(key, text.split()))) for text in about))
        countries.update(named if len(named) == 1 else ())  # "government": that of the only country named
    if ("security", "council") in texts:
        countries.add("United Nations")
    countries.update(filter(None, (_asked_country(question.ask) for question in topic.questions)))
    deciders = _index(topic.deciders)
    return Sides(
        deciders=deciders,
        adversaries=_index(topic.adversaries),
        countries=frozenset(countries),
        collegial=any(name.sort is Sort.BODY for names in deciders.values() for name in names),
        collectives=frozenset(" ".join(words) for words in texts if words and words[-1] in lexicon.unnamed),
    )


_GOVERNING = frozenset(
    ("government", "president", "cabinet", "prime minister", "ministers", "parliament", "lawmakers")
)
"""Deciders that are those of some country, which their name does not tell."""


def _countries_in(words: Sequence[str]) -> set[str]:
    """The countries and bodies of countries that a name holds."""
    known = speakers().countries
    names = (" ".join(words[at : at + size]) for size in (2, 1) for at in range(len(words)))
    return {known[name] for name in names if name in known}


def _asked_country(ask: str) -> str | None:
    """The country that acts in "Will (the) U.S. allow ...?"; not one acted upon ("Will X be invited?")."""
    lexicon = speakers()
    words = [key(word.strip("?,")) for word in ask.split()]
    if not words or words[0] != "will":
        return None
    at = 2 if words[1:2] == ["the"] else 1
    name = words[at] if at < len(words) else ""
    if name in lexicon.countries and words[at + 1 : at + 2] != ["be"]:
        return lexicon.countries[name]
    return None
