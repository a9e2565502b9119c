"""Quantities in a sentence as intervals: digits, words, scales, vague amounts, ranges, and what hedges them.

The conventions are section "Numbers" of docs/reading.md. Nothing here knows what is counted.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from monitor.reading.numbers_lexicon import lexicon
from monitor.reading.numbers_pieces import Piece, pieces
from monitor.reading.numbers_words import SCALES, SMALL, digits, whole
from monitor.text import Token

FEW = (3.0, 9.0)
"""A few, several, a handful."""


@dataclass(frozen=True, slots=True)
class Quantity:
    """An amount with its place."""

    start: int  # first piece, hedges included
    end: int  # one past the last
    low: float | None
    high: float | None
    rule: str
    currency: str = ""  # "dollar"
    hedged: bool = False


def quantities(words: Sequence[Piece], tokens: Sequence[Token]) -> list[Quantity]:
    """Every quantity of a sentence, from left to right."""
    found: list[Quantity] = []
    reader = _Reader(words, tokens)
    at = 0
    while at < len(words):
        word = words[at].text
        made = reader.hedged(at) if word in _STARTERS or word[0].isdecimal() else None
        if made is None:
            at += 1
        else:
            found.append(made)
            at = made.end
    return found


_PLURALS = {
    "dozens": (24, 99),
    "tens": (20, 99),
    "scores": (40, 99),
    "hundreds": (200, 999),
    "thousands": (2_000, 9_999),
    "millions": (2e6, 9_999_999),
    "billions": (2e9, 9_999_999_999),
}
_PARTS = {"half": 1 / 2, "halves": 1 / 2, "third": 1 / 3, "quarter": 1 / 4}
_PARTS |= {f"{name}s": 1 / number for number, name in enumerate("third quarter fifth sixth".split(), 3)}
_PARTS["tenths"] = 1 / 10
_GLYPHS = {"½": 1 / 2, "⅓": 1 / 3, "⅔": 2 / 3, "¼": 1 / 4, "¾": 3 / 4}
_CHANGES = frozenset(
    """
    cut cuts cutting reduce reduces reduced reducing lower lowers lowered lowering raise raises raised
    raising rise rises rose fall falls fell drop drops dropped grow grew grows up down narrow narrowed
    increase increases increased increasing decrease decreased decreases went go goes expand expands
    expanded expanding widen widens widened lift lifts lifted lifting hike hikes hiked extend extends
    extended boost boosts boosted trim trims trimmed slash slashes slashed shrink shrinks shrank double
    doubles doubled jump jumps jumped climb climbs climbed move moves moved revise revised change
    changes changed
    """.split()
)
MOVES = frozenset("go goes going went gone rise rises rose move moves moved climb climbs climbed".split())
"""Verbs after which "up to" names where it ends."""
_CHANGED = 10
"""Words between such a verb and the number that it starts from."""


_STARTERS = frozenset(
    {
        *lexicon().hedges,
        *_PARTS,
        *_PLURALS,
        *SMALL,
        *map(str.lower, lexicon().currencies),
        *"anywhere between from single a an another couple few several handful full".split(),
    }
)
"""Words that may begin a quantity; digits do as well."""
_SIGNS = frozenset(map(str.lower, lexicon().currencies))


_NUMBERS = frozenset(
    {
        *_PARTS,
        *_PLURALS,
        *SMALL,
        *SCALES,
        *"decade decades single couple few several handful dozen full".split(),
    }
)


def may_hold_numbers(tokens: Sequence[Token]) -> bool:
    """Whether any token could be a number or part of one; most lines end here."""
    for token in tokens:
        word = token.lower
        if word[0].isdecimal() or word in _NUMBERS:
            return True
        if "-" in word and not _NUMBERS.isdisjoint(word.split("-")):
            return True
    return False


class _Reader:
    """Reads the quantity that begins at a piece."""

    def __init__(self, words: Sequence[Piece], tokens: Sequence[Token]) -> None:
        self.words, self.tokens = words, tokens

    def hedged(self, at: int) -> Quantity | None:
        for phrase, rule in lexicon().hedges.get(self.word(at), ()):
            if self.phrase(at, phrase):
                rule = "exact" if phrase == ("up", "to") and self.word(at - 1) in MOVES else rule
                made = self.hedged(at + len(phrase)) if rule == "exact" else self.ranged(at + len(phrase))
                if made is not None:
                    made = replace(made, start=at)
                    return made if rule != "exact" and made.rule == "range" else _hedge(made, rule)
        made = self.ranged(at)
        if made is None:
            return None
        for phrase, rule in lexicon().hedges_after.get(self.word(made.end), ()):
            if self.phrase(made.end, phrase):
                return _hedge(replace(made, end=made.end + len(phrase)), rule)
        if self.word(made.end) == "+" or (self.word(made.end) == "plus" and self.touches(made.end)):
            return _hedge(replace(made, end=made.end + 1), "at-least")
        return made

    def ranged(self, at: int) -> Quantity | None:
        """ "between A and B", "A to B", "A-B", "A or B", or one amount."""
        start, between, change = at, False, False
        if self.word(at) == "anywhere":
            at += 1
        if self.word(at) in ("between", "from"):
            between = self.word(at) == "between"
            change = self.word(at) == "from" and start == at and self.changes(at)
            at += 1
        first = self.amount(at)
        if first is None:
            return None
        if self.word(at - 1) in ("up", "down") and self.word(at - 2) in MOVES:
            return replace(first, start=start) if start == at else first  # "goes up £111 to £1,849"
        measured = self.measured(first.end)
        join = self.repeated(measured, between)
        if self.word(join) in ("to", "-", "–", "—", "or", *(("and",) if between else ())):
            second = self.amount(join + 1)
            alike = second is not None and not (
                measured > first.end and second.currency
            )  # "by 50% to £7,500"
            if alike and second is not None and second.low is not None and first.high is not None:
                return self.spanned(start, first, second, change)
        return replace(first, start=start) if start == at else first

    def changes(self, at: int) -> bool:
        """Whether something is changed from what stands there: "raises the age from 62 to 64"."""
        for place in range(at - 1, max(-1, at - 1 - _CHANGED), -1):
            word = self.word(place)
            if word in _CHANGES:
                return True
            if not word[0].isalnum() and word not in ("'", "-", "%"):
                return False
        return False

    def spanned(self, start: int, first: Quantity, second: Quantity, change: bool) -> Quantity:
        if change:
            return second
        low, high = first.low, second.high
        scale = self.scale_of(second)
        small = low is not None and high is not None and low < 1_000 <= scale and self.scale_of(first) == 1
        low = low * scale if small and low is not None else low
        if low is not None and high is not None and low > high:
            return first
        return Quantity(start, second.end, low, high, "range", first.currency or second.currency)

    def measured(self, at: int) -> int:
        """Past a measure that stands between the ends of a range: "17% to 38%"."""
        if self.word(at) == "%":
            return at + 1
        if self.word(at) == "per" and self.word(at + 1) == "cent":
            return at + 2
        return at + 1 if self.word(at) == "percent" else at

    def repeated(self, at: int, between: bool) -> int:
        """Past a unit that is said with both ends: "between 189,000 b/d and 435,000 b/d"."""
        joints = ("to", "-", "–", *(("and",) if between else ()))
        for size in (1, 2, 3):
            unit = [self.word(at + step) for step in range(size)]
            if self.word(at + size) in joints and unit[0][:1].isalpha() and unit[0] not in joints:
                second = self.amount(at + size + 1)
                if second is not None and [self.word(second.end + step) for step in range(size)] == unit:
                    return at + size
        return at

    def scale_of(self, made: Quantity) -> float:
        """The scale word in a quantity ("billion"), 1 where there is none."""
        return max((SCALES.get(self.word(at), 1.0) for at in range(made.start, made.end)), default=1.0)

    def amount(self, at: int) -> Quantity | None:
        """One amount: a sign, a number, a scale."""
        start = at
        currency = self.currency(at)
        if currency:
            at += 2 if self.word(at + 1) == "." else 1
        made = self.number(at) or (None if currency else self.vague(at))
        return None if made is None else replace(made, start=start, currency=currency)

    def currency(self, at: int) -> str:
        """The currency whose sign or code stands there: "$", "KSh", "Rs."; a letter only where it touches."""
        if self.word(at) not in _SIGNS:
            return ""
        token = self.tokens[self.words[at].token]
        if token.text in "RN" and not self.touches(at + 1):
            return ""
        if token.text == "$" and self.word(at - 1) == "r" and self.touches(at):
            return "real"
        return lexicon().currencies.get(token.text, "")

    def number(self, at: int) -> Quantity | None:
        word = self.word(at)
        if word[:1].isdecimal():
            value = digits(word)
            if value is None:
                return None
            end, value = self.fraction(at + 1, value)
            return self.scaled(at, end, value, value)
        if word == "single" or (word == "a" and self.word(at + 1) == "single"):
            end = at + (1 if word == "single" else 2)
            return None if self.digit(end) else Quantity(at, end, 1.0, 1.0, "exact")
        part = self.part(at)
        if part is not None:
            return part
        if word in SMALL:
            spelt = whole([piece.text for piece in self.words[at : at + 4]], 0)
            if spelt is not None:
                end, value = at + spelt[1], float(spelt[0])
                if self.word(end) in _PARTS:  # "three-quarters"
                    value *= _PARTS[self.word(end)]
                    return Quantity(at, end + 1, value, value, "exact")
                end, value = self.halved(end, value)
                return self.scaled(at, end, value, value)
        return None

    def part(self, at: int) -> Quantity | None:
        """A part of a scale: "half a million", "half-billion", "a quarter of a million"."""
        place = at + 1 if self.word(at) == "a" else at
        value = _PARTS.get(self.word(place))
        if value is None:
            return None
        place += 2 if self.word(place + 1) == "of" else 1
        place += self.word(place) in ("a", "an")
        scale = SCALES.get(self.word(place), 0.0) if len(self.word(place)) > 2 else 0.0
        return Quantity(at, place + 1, value * scale, value * scale, "exact") if scale else None

    def halved(self, end: int, value: float) -> tuple[int, float]:
        """ "two and a half", "one-and-a-quarter"."""
        told = self.word(end) == "and" and self.word(end + 1) == "a" and self.word(end + 2) in _PARTS
        return (end + 3, value + _PARTS[self.word(end + 2)]) if told else (end, value)

    def fraction(self, end: int, value: float) -> tuple[int, float]:
        """ "1/2", "4-3/4", "4 1/2", "3½"."""
        if self.word(end) in _GLYPHS and self.touches(end):
            return end + 1, value + _GLYPHS[self.word(end)]
        if self.word(end) == "/" and self.digit(end + 1):
            return end + 2, value / (digits(self.word(end + 1)) or 1.0)
        step = 1 if self.word(end) == "-" else 0
        if self.digit(end + step) and self.word(end + step + 1) == "/" and self.digit(end + step + 2):
            part = (digits(self.word(end + step)) or 0.0) / (digits(self.word(end + step + 2)) or 1.0)
            return end + step + 3, value + part
        return end, value

    def vague(self, at: int) -> Quantity | None:
        """ "a couple of", "a few dozen", "several hundred", "tens of thousands", "a dozen", "half-point"."""
        word, following = self.word(at), self.word(at + 1)
        if word in ("a", "an", "another"):
            if following in ("couple", "few", "handful", "dozen") or following in SCALES:
                return self.vague(at + 1) if following in ("couple", "few", "handful") else self.one(at)
            return None
        if word == "couple":
            end = at + (2 if following == "of" else 1)
            return self.scaled(at, end, 2.0, 2.0, "vague")
        if word in ("few", "several", "handful"):
            end = at + (2 if following == "of" else 1)
            return self.scaled(at, end, *FEW, "vague")
        if word in _PLURALS:
            low, high = _PLURALS[word]
            times = {"thousands": 1e3, "millions": 1e6, "billions": 1e9}.get(self.word(at + 2), 1.0)
            if following == "of" and times > 1:
                return Quantity(at, at + 3, low * times, high * times, "vague")
            return Quantity(at, at + 1, float(low), float(high), "vague")
        if word in ("half", "quarter", "full") and "point" in (
            following,
            self.word(at + 2),
            self.word(at + 3),
        ):
            value = _PARTS.get(word, 1.0)
            return Quantity(at, at + 1, value, value, "exact")
        return None

    def one(self, at: int) -> Quantity:
        """ "a dozen", "a million"."""
        return self.scaled(at, at + 1, 1.0, 1.0)

    def scaled(self, at: int, end: int, low: float, high: float, rule: str = "exact") -> Quantity:
        """With the scales that follow: "2.2bn", "a few hundred thousand", "several dozen"."""
        while True:
            word = self.word(end)
            if word == "dozen":
                low, high = (36.0, 108.0) if rule == "vague" and (low, high) == FEW else (12 * low, 12 * high)
                end += 1
            elif word in SCALES and (len(word) > 2 or word in ("bn", "mn", "tn") or self.touches(end)):
                low, high = round(low * SCALES[word], 6), round(high * SCALES[word], 6)
                end += 1
            elif word == "and" and low == high and self.word(end - 1) == "hundred":  # "a hundred and fifty"
                rest = whole([piece.text for piece in self.words[end + 1 : end + 5]], 0)
                if rest is None or rest[0] >= 100:
                    return Quantity(at, end, low, high, rule)
                low, high, end = low + rest[0], high + rest[0], end + 1 + rest[1]
            else:
                return Quantity(at, end, low, high, rule)

    def touches(self, at: int) -> bool:
        """Whether a piece follows the one before without a space."""
        if at >= len(self.words):
            return False
        before, here = self.tokens[self.words[at - 1].token], self.tokens[self.words[at].token]
        return before is here or before.end == here.start

    def word(self, at: int) -> str:
        return self.words[at].text if 0 <= at < len(self.words) else ""

    def digit(self, at: int) -> bool:
        return self.word(at)[:1].isdecimal()

    def phrase(self, at: int, phrase: tuple[str, ...]) -> bool:
        return all(self.word(at + step) == word for step, word in enumerate(phrase))


def _hedge(made: Quantity, rule: str) -> Quantity:
    """The interval that a hedge makes of an amount."""
    low, high = made.low, made.high
    if rule == "exact" or low is None or high is None:
        return made
    if rule == "about" and low == high:
        return replace(
            made, low=round(9 * low / 10, 6), high=round(11 * high / 10, 6), rule=rule, hedged=True
        )
    if rule == "nearly" and low == high:
        return replace(made, low=round(9 * low / 10, 6), rule=rule, hedged=True)
    if rule == "at-least":
        return replace(made, high=None, rule=rule, hedged=True)
    if rule == "at-most":
        return replace(made, low=None, rule=rule, hedged=True)
    return made


def amounts(tokens: Sequence[Token]) -> Iterator[Quantity]:
    """The quantities of a sentence's tokens, for those who need no pieces."""
    yield from quantities(pieces(tokens), tokens)
