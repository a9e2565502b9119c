"""Expressions of feeds.toml, `allow | lift ban | NATO | contract* | "exact words"`, and where they occur.

Grammar: alternatives separated by `|`; a phrase is several words in that order; words match their
inflections, case aside; an all-capitals word (NATO, LNG) matches as written; `word*` matches by prefix;
`"exact words"` in quotes match as they stand, case aside. Blank alternatives are errors.

Both sides are taken apart alike: a compound ("sell-or-ban", "pro-Ukraine", "F-16s") counts as its parts,
a possessive ending and diacritics are dropped, and the dots of "U.S." too. Outlets write a name with a
straight apostrophe, a typographic one or none (Sana'a, Sana’a, Sanaa): outside quotation marks all are one.
British outlets write NATO as "Nato", so an all-capitals word of four letters or more is also met with one
capital, unless that spells an ordinary word.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from functools import lru_cache
from typing import NamedTuple

from monitor.model import Term, Terms
from monitor.stems import bare, joined, stem
from monitor.text import Token, tokens

_PIECE = re.compile(r'"([^"]*)"|([^\s"]+)')
_SPLIT = re.compile(r"[-\u2010\u2011/]")

# Capitalised, these are words of a headline and not the treaty, the agency or the act of Congress.
_ORDINARY = frozenset(
    "act action aid aids arms build care cares chips clean cure dare data dream drive enable equal fair fast "
    "freedom green help hero heroes hope horizon invest iron kids market pact patriot peace port power "
    "protect raise real restrict safe salt save secure shape shield smart start stem step stop "
    "support trust".split()
)

_ARTICLES = frozenset("a an the its his her their our this that these those all any".split())
"""Words that may stand inside a phrase unsaid: "lift ban" is met in "lift the ban"."""
_QUOTES = frozenset("\"'“”‘’«».-–")
"""Marks that may stand inside a phrase: quotation marks, hyphens, the dot of an abbreviation."""

_UNSAID = _ARTICLES | {"'"}
"""Words and marks of an expression that need not be met: the apostrophe of "farmers' union"."""

_SIGNS = frozenset("$£€¥₹₩₽₴₺₦₱₫฿₵₪%&#@")
"""Marks that say something by themselves."""


class Part(NamedTuple):
    """A token, or one part of a compound, in each form that an expression can ask for."""

    stem: str
    exact: str  # as it stands, case and diacritics aside: '"word'
    cased: str  # the abbreviation it may be: "=NATO"; empty: none
    keys: tuple[str, ...]  # all of these, as they stand in Term.words


def _make_part(stemmed: str, exact: str, cased: str) -> Part:
    return Part(stemmed, exact, cased, (stemmed, exact, cased) if cased else (stemmed, exact))


@lru_cache(maxsize=65_536)
def parts(word: str) -> tuple[Part, ...]:
    """The parts of a token: one for a plain word, several for a compound, itself for a mark."""
    if len(word) == 1 and not word.isalnum():
        mark = "'" if word == "\u2019" else word
        return (_make_part(mark, f'"{mark}', ""),)
    plain = bare(word)
    if "-" in plain:
        pieces = [p for p in _SPLIT.split(plain) if p]
        return tuple(_part(p[:-1] if p[0].isdigit() and p[-1] == "s" else p) for p in pieces)
    return (_part(plain),)


@lru_cache(maxsize=65_536)
def keys_of(word: str) -> tuple[str, ...]:
    """The keys of all parts of a token."""
    return tuple(key for part in parts(word) for key in part.keys)


def _part(word: str) -> Part:
    undotted = word.replace(".", "") if word[0].isalpha() else word
    return _make_part(stem(undotted), f'"{undotted.lower()}', _cased(joined(undotted)))


def _cased(word: str) -> str:
    """The key of an abbreviation: "PMCs" and "PMC" → "=PMC", "Nato" → "=NATO"; empty for other words."""
    if not word[0].isupper():
        return ""
    single = word[:-1] if len(word) > 2 and word[-1] == "s" and word[:-1].isupper() else word
    if single.isupper():
        return f"={single}"
    if len(word) >= 4 and word[1:].islower() and word.lower() not in _ORDINARY:
        return f"={word.upper()}"
    return ""


def parse_terms(source: str) -> Terms:
    """The expression as alternatives, indexed by their first word; ValueError says what is wrong with it."""
    if not source.strip():
        raise ValueError("the expression is empty")
    if source.count('"') % 2:
        raise ValueError(f"a quotation mark is not closed in {source!r}")
    made: list[Term] = []
    for alternative in _alternatives(source):
        if not alternative:
            raise ValueError(f"an alternative is blank in {source!r}: a word must stand on each side of `|`")
        made.append(_term(alternative))
    return terms_from(source, made)


def terms_from(source: str, alternatives: Iterable[Term]) -> Terms:
    """An expression of these alternatives, indexed by their first word; `source` is how it is written."""
    made = tuple(alternatives)
    index: dict[str, tuple[Term, ...]] = {}
    for term in sorted(made, key=lambda term: -len(term.words)):
        index[term.words[0]] = (*index.get(term.words[0], ()), term)
    prefixes = tuple(key[:-1] for key in index if key.endswith("*") and len(key) > 1)
    return Terms(source, made, index, prefixes)


def _alternatives(source: str) -> list[str]:
    """Split at each `|` outside quotation marks."""
    pieces = [""]
    for n, stretch in enumerate(source.split('"')):
        if n % 2:
            pieces[-1] += f'"{stretch}"'
        else:
            first, *more = stretch.split("|")
            pieces[-1] += first
            pieces.extend(more)
    return [piece.strip() for piece in pieces]


def _term(alternative: str) -> Term:
    words: list[str] = []
    forms: set[str] = set()
    for quoted, word in _PIECE.findall(alternative):
        if quoted:
            forms.add("exact")
            words.extend(part.exact for token in tokens(quoted) for part in parts(token.text))
        elif "*" in word:
            forms.add("prefix")
            words.extend(_prefix(word, alternative))
        elif word:
            for token in tokens(word):
                for part in parts(token.text):
                    numbered = words and words[-1].isdigit()  # "737 MAX" is met in "737 Max" too
                    cased = part.cased if token.text[:2].isupper() and not numbered else ""
                    forms.add("cased" if cased else "stem")
                    words.append(cased or part.stem)
    kept = words if forms == {"exact"} else [word for word in words if word not in _UNSAID]
    if not any(_has_letters(word) or word in _SIGNS for word in kept):
        raise ValueError(f"nothing to look for in {alternative!r}")
    return Term(alternative, tuple(kept), forms.pop() if len(forms) == 1 else "mixed")


def _prefix(word: str, alternative: str) -> list[str]:
    """The keys of `word*`; the parts of a compound before the last are plain stems."""
    if word.find("*") != len(word) - 1:
        raise ValueError(f"`*` may only end a word, in {alternative!r}")
    found = [part for token in tokens(word[:-1]) for part in parts(token.text)]
    if not found or not _has_letters(found[-1].exact):
        raise ValueError(f"`*` needs letters before it, in {alternative!r}")
    return [*(part.stem for part in found[:-1]), f"{found[-1].exact[1:]}*"]


def _has_letters(word: str) -> bool:
    return any(letter.isalnum() for letter in word)


class Words:
    """The parts of a sentence's tokens, made once and searched by many expressions."""

    __slots__ = ("keys", "owners", "parts")

    def __init__(self, sentence: Sequence[Token]) -> None:
        self.parts: list[Part] = []
        self.owners: list[int] = []  # for each part, the index of its token
        self.keys: set[str] = set()
        for index, token in enumerate(sentence):
            found = parts(token.text)
            self.parts.extend(found)
            self.owners.extend([index] * len(found))
            self.keys.update(keys_of(token.text))


def find_terms(terms: Terms, sentence: Sequence[Token] | Words, gap: int = 0) -> list[tuple[int, int]]:
    """Where the alternatives occur in the tokens of one sentence: token ranges [i, j), in order, not
    overlapping, the longest at a place.

    `gap` is how many further words may stand between two words of a phrase ("lift ban" in "lift a de facto
    ban" needs 2, for articles are free); a comma, colon or semicolon always parts a phrase.
    """
    words = sentence if isinstance(sentence, Words) else Words(sentence)
    index = terms.index
    if not terms.prefixes and words.keys.isdisjoint(index):
        return []
    found: list[tuple[int, int]] = []
    place = 0
    while place < len(words.parts):
        if not terms.prefixes and index.keys().isdisjoint(words.parts[place].keys):
            place += 1
            continue
        end = _longest(terms, words, place, gap)
        if end:
            found.append((words.owners[place], words.owners[end - 1] + 1))
            last = words.owners[end - 1]
            while place < len(words.parts) and words.owners[place] <= last:
                place += 1
        else:
            place += 1
    return found


def _longest(terms: Terms, words: Words, place: int, gap: int) -> int:
    """The end (in parts) of the longest alternative that begins at `place`; 0 where none does."""
    part = words.parts[place]
    candidates = [term for key in part.keys for term in terms.index.get(key, ())]
    for prefix in terms.prefixes:
        if part.exact.startswith(prefix, 1):
            candidates.extend(terms.index[f"{prefix}*"])
    return max((_end(term, words, place, gap) for term in candidates), default=0)


def _end(term: Term, words: Words, place: int, gap: int) -> int:
    """The end of the phrase that begins at `place`, or 0."""
    strict = term.form == "exact"
    at = place
    for wanted in term.words[1:]:
        at += 1
        spare = gap
        while at < len(words.parts) and not _meets(words.parts[at], wanted):
            part = words.parts[at].exact[1:]
            if strict or not (part in _ARTICLES or part in _QUOTES):
                spare -= 1
                if strict or spare < 0 or not part[0].isalnum():
                    return 0
            at += 1
        if at >= len(words.parts):
            return 0
    return at + 1


def _meets(part: Part, wanted: str) -> bool:
    if wanted[-1] == "*" and len(wanted) > 1:
        return part.exact.startswith(wanted[:-1], 1)
    return wanted in part.keys
