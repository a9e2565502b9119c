"""Which countries a sentence names, by their own names or those of their people, capitals and seats."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Iterator, Sequence
from functools import cache, lru_cache
from importlib.resources import files

from monitor.stems import bare
from monitor.terms import find_terms, parse_terms
from monitor.text import Token, tokens

_LONGEST = 3
"""Words of the longest name: "Dar es Salaam"."""


@cache
def _data() -> dict[str, dict[str, tuple[str, ...]]]:
    raw = tomllib.loads(files("monitor.reading").joinpath("places.toml").read_text(encoding="utf-8"))
    return {
        section: {name: tuple(word.strip() for word in words.split(",")) for name, words in rows.items()}
        for section, rows in raw.items()
    }


def names_of_places() -> dict[str, tuple[str, ...]]:
    """Each place and the words by which news names it."""
    return {place: (place, *others) for place, others in _data()["places"].items()}


@cache
def _names() -> dict[tuple[str, ...], str]:
    """Each name, as its words, and the place it stands for."""
    return {
        _words(tokens(name)): place
        for place, others in _data()["places"].items()
        for name in (place, *others)
    }


@lru_cache(maxsize=16_384)
def _pieces(word: str) -> tuple[str, ...]:
    """The parts of a token as names are written: no possessive, no dots; headlines in capitals lowered."""
    plain = bare(word).replace(".", "") if word[0].isalpha() else word
    made = tuple(piece for piece in plain.split("-") if piece)
    return tuple(piece.capitalize() if len(piece) > 3 and piece.isupper() else piece for piece in made)


def _words(sentence: Iterable[Token]) -> tuple[str, ...]:
    return tuple(piece for token in sentence for piece in _pieces(token.text))


def places_in(sentence: Sequence[Token]) -> list[str]:
    """The places that a sentence names, in order, each as often as it is named."""
    words = _words(sentence)
    names = _names()
    found: list[str] = []
    at = 0
    while at < len(words):
        step = 1
        if words[at][0].isupper() and words[at : at + 2] != ("US", "$"):
            for length in range(_LONGEST, 0, -1):
                place = names.get(words[at : at + length])
                if place is not None:
                    found.append(place)
                    step = length
                    break
        at += step
    return found


def places_but_where(sentence: Sequence[Token]) -> list[str]:
    """The places that a sentence names, without where somebody meets ("in Washington")."""
    before = ("", *(token.lower for token in sentence[:-1]))
    return places_in([token for word, token in zip(before, sentence, strict=False) if word != "in"])


def places_of(text: str) -> set[str]:
    """The places that a text names."""
    return set(places_in(tokens(text)))


def place_names() -> dict[str, str]:
    """Every name of a place, as written, and the place it stands for."""
    return {name: place for place, others in _data()["places"].items() for name in (place, *others)}


def peoples_of(name: str) -> tuple[str, ...]:
    """For the name of a country, the names of its people and things ("Kenya": "Kenyan", "Kenyans") and its
    initials; nothing for any other word, and no capitals or seats."""
    initials = "".join(word[0] for word in name.split())
    others = _data()["places"].get(name, ())
    return tuple(other for other in others if other[:2] == name[:2] or other == initials)


def members_of_unions(text: str) -> set[str]:
    """The members of every union of countries that a text names."""
    words = tokens(text)
    return {
        member
        for name in _data()["unions"]
        if find_terms(parse_terms(name), words)
        for member in _members(name)
    }


def unions_among(places: set[str]) -> set[str]:
    """The unions that act as one place ("European Union") and of which one of these places is a member."""
    acting = _data()["unions"].keys() & _data()["places"].keys()
    return {union for union in acting if not places.isdisjoint(_members(union))}


def _members(union: str) -> Iterator[str]:
    """The members of a union, and those of the unions among them."""
    for member in _data()["unions"][union]:
        if member in _data()["unions"]:
            yield from _members(member)
        else:
            yield member
