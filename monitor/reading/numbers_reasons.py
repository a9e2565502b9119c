"""Why a quantity of the right unit is no answer: a part, a rate, a threshold, a number of the past."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from monitor.reading.document import Line
from monitor.reading.numbers_asked import TIMES, Asked
from monitor.reading.numbers_grammar import Piece, Quantity
from monitor.stems import stem
from monitor.text import Token

_INSTEAD = frozenset("not than instead rather against versus compared unlike".split())
_MORE = frozenset("further another additional extra more".split())
_LIMITS = frozenset("once if until unless when".split())
_ONCE = frozenset("once unless until".split())
_MOVES = frozenset(
    "fell fall falls rose rise rises dropped drop jumped gained slid climbed lost shrank grew up down".split()
)
_BEFORE = frozenset("previously formerly initially originally existing current".split())
_APPEALS = frozenset(
    "urge urges urged press presses pressed call calls demands demand demanded should preferred "
    "wanted".split()
)
_SUMMED = frozenset("reductions cuts easing hikes increases".split())
_LATER = frozenset("second third fourth fifth sixth seventh".split())
PART = "a part beside a total"
"""It answers where nothing else does."""


@dataclass(frozen=True, slots=True)
class Place:
    """A quantity in its line: the pieces around it and what the question counts."""

    line: Line
    words: Sequence[Piece]
    texts: Sequence[str]  # of `words`
    quantity: Quantity
    last: int  # one past its last token, the unit included
    asked: Asked

    def clause(self) -> list[Token]:
        """The tokens between the marks on either side."""
        tokens = self.line.tokens
        start, end = self.words[self.quantity.start].token, self.last
        first, last = max(0, start - _REACH), min(len(tokens), end + _REACH)
        while (
            start > first and tokens[start - 1].text not in _MARKS and tokens[start - 1].lower not in _JOINTS
        ):
            start -= 1
        while end < last and tokens[end].text not in _MARKS and tokens[end].lower not in _JOINTS:
            end += 1
        return list(tokens[start:end])


_REACH = 30
"""Tokens on either side of a number that its clause may span."""
_MARKS = frozenset({",", ";", ":", ".", "—", "–", "“", '"', "…"})
_JOINTS = frozenset("while but whereas although which".split())


def reason(place: Place, near: bool, year: int) -> str:
    """Why a quantity of the unit is no answer; empty: it may be one. `year` is that of publication."""
    return (
        _rates(place)
        or _named_otherwise(place)
        or _limits(place)
        or _past(place)
        or _level(place)
        or _stray(place, near)
        or _other_year(place, year)
        or _part(place)
    )


def _named_otherwise(place: Place) -> str:
    texts, quantity = place.texts, place.quantity
    before = texts[max(0, quantity.start - 4) : quantity.start]
    if (
        set(before[-2:]) & _INSTEAD
        or before[-3:-1] == ["down", "from"]
        or before[-2:] in (["down", "from"], ["up", "from"])
    ):
        return "named as what it is not, or no longer"
    if before[-2:] == ["one", "in"] or (
        texts[quantity.end : quantity.end + 1] == ["in"]
        and (texts[quantity.end + 1 : quantity.end + 2] and texts[quantity.end + 1][0].isdecimal())
    ):
        return "a share of no stated whole"
    if before[-1:] == ["plus"]:
        return "comes on top of something else"
    return ""


def _part(place: Place) -> str:
    """ "Another 500", "500 more"; where the question asks for what is added, that is the answer."""
    texts, quantity = place.texts, place.quantity
    if place.asked.added:
        return ""
    further = texts[quantity.end : quantity.end + 1] == ["more"] and not quantity.hedged
    if not (further or set(texts[max(0, quantity.start - 1) : quantity.start]) & _MORE):
        return ""
    return "of a later one" if place.asked.first else PART


def _limits(place: Place) -> str:
    texts, quantity = place.texts, place.quantity
    clause = clause_before(texts, quantity.start)
    opening = texts[max(0, quantity.start - 1) : quantity.start]
    opened = set(clause[:1]) & _LIMITS and clause[1:2] != ["which"]
    if set(opening) & _LIMITS or opened or set(clause[-8:]) & _ONCE:
        return "a threshold"
    if set(clause[-7:]) & _APPEALS or ("would" in clause and "have" in clause):
        return "what somebody asks for, or what might have been"
    return "a time limit" if place.asked.generic and opening == ["within"] else ""


def _rates(place: Place) -> str:
    after = [token.lower for token in place.line.tokens[place.last : place.last + 7]]
    if place.asked.currency:
        if after[:1] in (["a"], ["an"], ["per"], ["each"]):
            return "" if after[1:2] and after[1] in TIMES else "a rate"
        if after[:2] in (["for", "each"], ["for", "every"]):
            return "a rate"
    if place.asked.points:
        if _SUMMED & set(after):
            return "several summed up"
        if after[:1] == ["of"] or after[:2] == ["points", "of"]:
            return "a share of something"
    return ""


def _past(place: Place) -> str:
    texts, quantity = place.texts, place.quantity
    before = texts[max(0, quantity.start - 4) : quantity.start]
    clause = clause_before(texts, quantity.start)
    if set(before) & _BEFORE or (
        "had" in clause and set(clause) & (_BEFORE | {"planned", "favored", "favoured"})
    ):
        return "a number of the past"
    return "a change of something else" if place.asked.percent and set(before) & _MOVES else ""


def clause_before(texts: Sequence[str], at: int) -> list[str]:
    """The words of the clause before a place."""
    start = at
    while start and texts[start - 1] not in (*_MARKS, "-") and at - start < 14:
        start -= 1
    return list(texts[start:at])


_LEVELS = frozenset(
    map(
        stem,
        "output production estimate stocks stockpile inventory harvest crop demand consumption "
        "capacity".split(),
    )
)


def _level(place: Place) -> str:
    """ "Output was 40 million tonnes": how much there is of it, and no part of what is done."""
    start = place.words[place.quantity.start].token
    if place.asked.words & _LEVELS or place.texts[max(0, place.quantity.start - 1)] == "by":
        return ""
    for token in reversed(place.line.tokens[max(0, start - 8) : start]):
        if token.text in _MARKS or token.lower in _JOINTS:
            return ""
        if token.stem in _LEVELS:
            return "a level of something"
    return ""


def _stray(place: Place, near: bool) -> str:
    """Everything is counted in days, dollars and per cent: such a number must stand by what is asked."""
    asked, quantity = place.asked, place.quantity
    if near or not asked.generic:
        return ""
    previous = place.words[quantity.start - 1].text if quantity.start else ""
    timed = not (asked.currency or asked.percent) and previous in ("for", "by", "at", "to")
    ranged = asked.percent and quantity.rule != "exact"
    return "" if timed or ranged else "of nothing that is asked about"


def _other_year(place: Place, year: int) -> str:
    """A number of next year does not answer for this one, nor one for 2035 for 2030."""
    if not place.asked.dates:
        return ""
    clause = [token.lower for token in place.clause()]
    after = [token.lower for token in place.line.tokens[place.last : place.last + 4]]
    named = {int(word) for word in clause if re.fullmatch(r"20\d\d", word)}
    if "next" in after and "year" in after:
        named = {year + 1}
    if not named and place.asked.generic and year not in place.asked.dates:
        around = place.line.tokens[max(0, place.last - 2 * _REACH) : place.last + 2 * _REACH]
        whole = {token.text for token in around}
        return (
            "" if any(str(date) in whole for date in place.asked.dates) else "of no year that is asked about"
        )
    return "a number of another year" if named and not named & place.asked.dates else ""


def is_asked(place: Place) -> bool:
    """Whether a headline only asks about it: "$6B or $7B? Minister sets the record straight"."""
    if not place.line.is_title:
        return False
    ahead = (token.text for token in place.line.tokens[place.last : place.last + _REACH])
    return next((text for text in ahead if text in _MARKS or text == "?"), "") == "?"


def of_a_later_one(line: Line) -> bool:
    """Whether a headline tells of a later one than the first: "cuts rates a third time"."""
    lows = [token.lower for token in line.tokens]
    return any(low in _LATER and lows[at + 1] == "time" for at, low in enumerate(lows[:-1]))
