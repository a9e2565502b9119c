"""A line as the rules see it: its cues, its clauses, and the countries that it names.

No grammar is parsed. A clause ends where English news prose marks an end: at a conjunction, a relative
pronoun, a semicolon, a dash, a colon, or a comma that does not merely enclose an aside.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from monitor.reading.document import Line
from monitor.reading.will.cues import Hit, Lexicon
from monitor.reading.will.forms import AUXILIARIES, BREAKS, Form, form
from monitor.text import Token
from monitor.text import tokens as tokens_of

_MARKS = frozenset(";:—–()[]{}|…!?")

_MEANING = frozenset("blow boost setback victory win defeat triumph rebuke snub embarrassment relief".split())
"""Nouns for what a deed means to somebody: "in a blow to the plan"."""
_SUBORDINATE = frozenset("if unless provided assuming".split())

_PRONOUNS = frozenset("he she it they we i you who which that".split())

FORMERLY = frozenset("previously formerly originally initially earlier".split())
"""Words by which an aside tells how matters once stood."""
ASIDE = 9
"""Tokens that two commas may enclose and still be an aside."""


@dataclass(frozen=True, slots=True)
class Clause:
    """Tokens [start, end) of a line; `opener` is the word that opened it, lower case, "" at the start."""

    start: int
    end: int
    opener: str


@dataclass(frozen=True, slots=True)
class Scan:
    """A line with all that is known of it before any question is asked."""

    line: Line
    hits: tuple[Hit, ...]
    clauses: tuple[Clause, ...]
    keys: tuple[str, ...]  # stems, irregular forms taken back to their verb
    lowers: tuple[str, ...]
    starts: Mapping[int, Hit]  # token → the hit that begins there
    named: tuple[tuple[int, str], ...]  # token → the country or body named there

    def places(self, start: int, end: int) -> set[str]:
        """The countries and bodies named in tokens [start, end)."""
        return {place for index, place in self.named if start <= index < end}

    def governed(self, token: int) -> bool:
        """Whether a bare word is the object of a cue right before it: "rejects | demand for"."""
        before = self.starts.get(token - 1)
        return (
            before is not None
            and before.kind not in {"neutral", "stage"}  # "Lords | let the bill through"
            and self.lowers[token - 1].endswith("s")
            and not self.lowers[token].endswith(("s", "ed"))
        )

    def clause_of(self, token: int) -> int:
        """The index of the clause that holds a token."""
        for index, clause in enumerate(self.clauses):
            if token < clause.end:
                return index
        return len(self.clauses) - 1


def scan_line(line: Line, lexicon: Lexicon) -> Scan:
    """Cues, clauses and keys of one line."""
    hits = [hit for hit in lexicon.scan(line.tokens) if not _in_a_name(line, hit)]
    lowers = tuple(token.lower.replace("\u2019", "'") for token in line.tokens)
    keys = tuple(lexicon.base(token) for token in line.tokens)
    return Scan(
        line=line,
        hits=tuple(hits),
        clauses=tuple(split(line.tokens, lowers, hits)),
        keys=keys,
        lowers=lowers,
        starts={hit.start: hit for hit in hits},
        named=tuple(_named(line.tokens, lowers, lexicon.words.places)),
    )


def _in_a_name(line: Line, hit: Hit) -> bool:
    """Whether a word is only part of a name: "Finance and National | Planning", "Northern | Link"."""
    if line.is_title or hit.end - hit.start > 1 or not hit.start or hit.kind in {"stage", "neutral"}:
        return False
    token, before = line.tokens[hit.start], line.tokens[hit.start - 1]
    return token.text[0].isupper() and before.is_word and before.text[0].isupper()


def _named(
    tokens: Sequence[Token], lowers: Sequence[str], places: Mapping[str, str]
) -> Iterator[tuple[int, str]]:
    """Each country or body named, by one word or two, with the token it begins at."""
    for index, token in enumerate(tokens):
        if not token.text[0].isupper():
            continue
        word = lowers[index].removesuffix("'s").removesuffix("'")
        place = places.get(word)
        if place is None and index + 1 < len(lowers):
            place = places.get(word + " " + lowers[index + 1].removesuffix("'s"))
        money = lowers[index + 1 : index + 2] == ("$",)  # "US$11 billion"
        if place is not None and not (word == "us" and (token.text == "Us" or money)):
            yield index, place
        elif "-" in word:  # "Biden-Starmer talks"
            yield from ((index, places[part]) for part in word.split("-") if part in places)


def place_names(text: str, lexicon: Lexicon) -> set[str]:
    """The countries and bodies that a text names."""
    words = tokens_of(text)
    lowers = [token.lower.replace("\u2019", "'") for token in words]
    return {place for _, place in _named(words, lowers, lexicon.words.places)}


def split(tokens: tuple[Token, ...], lowers: tuple[str, ...], hits: list[Hit]) -> list[Clause]:
    """The clauses of a line, in order, covering every token."""
    inside = {index for hit in hits for index in range(hit.start + 1, hit.end) if lowers[index] != "after"}
    idioms = {hit.start for hit in hits if hit.kind == "doubt" and lowers[hit.start] == "as"}
    commas = [index for index, word in enumerate(lowers) if word == ","]
    asides = _asides(commas, hits, lowers)
    clauses: list[Clause] = []
    start, opener = 0, ""

    def close(end: int, word: str) -> None:
        nonlocal start, opener
        if end > start:
            clauses.append(Clause(start, end, opener))
            start = end
        opener = word

    for index, word in enumerate(lowers):
        if index in inside or index in idioms:
            continue
        if lowers[index : index + 3] == ("as", "soon", "as") and _begins(lowers, index + 3):
            close(index, "once")
        elif word == "ahead" and lowers[index + 1 : index + 2] == ("of",):
            close(index, word)  # "MPs back the ban ahead of a vote on the bill"
        elif word == "in" and not _MEANING.isdisjoint(lowers[index + 1 : index + 4]):
            close(index, word)  # "Lords vote to delay the treaty in first blow to the plan"
        elif word in BREAKS and not compounded(tokens, index):
            if not (
                word in {"so", "yet", "as", "once", "since", "following", "before", "after", "until"}
                and _weak(word, index, lowers)
            ):
                close(index, word)
        elif (word == "that" and _relative(index, lowers)) or word in _MARKS:
            close(index, word)
        elif word == "," and index not in asides:
            close(index, opener if opener in _SUBORDINATE and _lists(index, lowers) else ",")
        elif word in {"-", "--"} and index and tokens[index - 1].end < tokens[index].start:
            close(index, "-")
        elif word in {"and", "or"} and _new_predicate(index, tokens, lowers, hits):
            close(index, word)
    close(len(lowers), "")
    return clauses or [Clause(0, len(lowers), "")]


def compounded(tokens: Sequence[Token], place: int) -> bool:
    """Whether a word is the second part of a compound: the "provided" of "U.S.-provided"."""
    return place > 1 and tokens[place - 1].text == "-" and tokens[place - 1].end == tokens[place].start


def _begins(lowers: tuple[str, ...], place: int) -> bool:
    """Whether a subject stands there, so that a clause of time begins: "as soon as | the council sits"."""
    word = lowers[place] if place < len(lowers) else ""
    return word in _PRONOUNS or word in {"the", "its", "his", "her", "their", "a", "an", "all"}


def _weak(word: str, index: int, lowers: tuple[str, ...]) -> bool:
    """Whether a word that may open a clause does not open one here: "as part of", "as soon as", "so far"."""
    following = lowers[index + 1] if index + 1 < len(lowers) else ""
    before = lowers[index - 1] if index else ""
    if word == "so":
        return following in {"far", "that", "long", "many", "much"} or before in {"do", "did", "doing"}
    if word == "yet":
        return not (before in {",", ";"} and following not in {"to"})
    if word == "as":
        return following in {
            "part",
            "soon",
            "early",
            "many",
            "much",
            "well",
            "of",
            "a",
            "an",
            "planned",
            "expected",
        } or before in {"soon", "early", "as", "many", "such", "well", "seen"}
    return False


def _relative(index: int, lowers: Sequence[str]) -> bool:
    """Whether "that" tells more of the noun before it: "a bill that would ban"."""
    if index + 1 >= len(lowers) or not index:
        return False
    following = lowers[index + 1]
    return following in AUXILIARIES or following in {"bans", "allows", "bars", "forces", "requires", "lets"}


def _lists(index: int, lowers: tuple[str, ...]) -> bool:
    return index + 1 < len(lowers) and lowers[index + 1] in {"and", "or"}


def _asides(commas: list[int], hits: list[Hit], lowers: tuple[str, ...]) -> set[int]:
    """Commas that enclose a short aside without a cue, and commas inside dates and lists of adjectives."""
    found: set[int] = set()
    starts = sorted(hit.start for hit in hits if hit.kind not in {"neutral", "stage", "settled", "reaction"})
    for first, second in pairwise(commas):
        if first in found or second - first - 1 > ASIDE:
            continue
        if any(first < start < second for start in starts) and lowers[first + 1] not in FORMERLY:
            continue
        if lowers[first + 1] in {"and", "or", "but"}:
            continue
        found.update((first, second))
    for comma in commas:
        after = lowers[comma + 1] if comma + 1 < len(lowers) else ""
        if after[:1].isdigit() and len(after) == 4:
            found.add(comma)
    return found


def _new_predicate(index: int, tokens: tuple[Token, ...], lowers: tuple[str, ...], hits: list[Hit]) -> bool:
    """Whether "and" at `index` starts a second statement: a finite verb, or a subject with one, follows."""
    if index + 1 >= len(lowers):
        return False
    following = lowers[index + 1]
    if following in _PRONOUNS or following in AUXILIARIES:
        return True
    if "between" in lowers[max(index - 4, 0) : index]:
        return False  # "a truce between Bogota and ELN takes effect"
    for hit in hits:
        if index < hit.start <= index + 2:
            return form(tokens, lowers, hit.start, hit.end) is Form.FINITE
    # "the NATO chief said ... and the court ruled": a determiner, then a cue or auxiliary soon after.
    if following in {"the", "that"}:
        return any(lowers[place] in AUXILIARIES for place in range(index + 2, min(index + 7, len(lowers))))
    return False
