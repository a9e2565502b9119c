"""Which quantities of a sentence count the unit that a question asks for: its noun must own the number.

The unit stands behind the number ("40 new Block 70 F-16 fighters"), is its sign or measure ("$50 billion",
"25%", "half-point"), or the number is stated of it ("the number of permits is limited to 437,000").
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from dataclasses import replace
from typing import NamedTuple

from monitor.model import Question
from monitor.reading.document import Line
from monitor.reading.numbers_asked import Asked
from monitor.reading.numbers_grammar import Quantity, quantities
from monitor.reading.numbers_lexicon import lexicon
from monitor.reading.numbers_pieces import pieces
from monitor.reading.numbers_words import SCALES
from monitor.reading.places import places_in
from monitor.stems import stem
from monitor.terms import find_terms


class Owned(NamedTuple):
    """A quantity of the unit."""

    quantity: Quantity  # converted to the unit asked for
    last: int  # one past its last token, the unit included
    unit: str  # as the text has it; empty where it stands before


_NEAR = 5
"""Words that may stand between a number and its unit: "40 new Block 70 F-16 fighters"."""
_STATED = 10
"""Words between a unit and the number that is stated of it."""
_ONE = frozenset("a another further full whole extra additional new".split())
_OLDEST = 110
_MEASURES = frozenset(
    """
    % percent percentage cent basis bps bp point points day days week weeks month months year years
    hour hours minute minutes mile miles km kilometers kilometres meters metres dollar dollars pound
    pounds euro euros yen rupee rupees
    """.split()
)
_VERBS = frozenset(
    """
    is are was were be been has have had will would could may might can must says said say to by
    with for from at as after before if once when while who that which since until than into over
    under against per and but in within on among without
    """.split()
)
_STATES = frozenset(
    "at to of is are was were be been reach reaches reached reaching hit hits total totals totalled totaled "
    "leaving number numbers range ranges ranging exceed exceeds exceeded fall fell rise rose".split()
)
_PLURAL = re.compile(r"[a-z]{3,}[^aius]s")
_GROUPS = frozenset("pairs units batches sets loads types kinds sorts groups lots tonnes tons".split())
"""Nouns of which there may be so many of the unit: "40 pairs of ships"."""
_STRONG = frozenset({"strong", "plus", "odd", "some"})
_FALLEN = frozenset({"toll", "dead", "killed"})
"""Words that count the dead without naming them."""
_QUOTES = frozenset("'\"‘“")
_COUNTS = frozenset(
    "number numbers cap caps capped capping limit limits limited total quota ceiling count toll tally "
    "tallies figure".split()
)
_SUMS = frozenset({"order", "total", "totals", "tally", "figure", "toll", "number"})
_MULTITUDE = 1_000
_REACHING = frozenset(
    "to for reach reaches reached help helps helping cover covers covering benefit benefits affect "
    "affects".split()
)
_HAVE = frozenset("will would could may might are have has stand were had".split())
_TIMES = {
    ("hour", "day"): 1 / 24,
    ("week", "day"): 7.0,
    ("day", "week"): 1 / 7,
    ("year", "month"): 12.0,
    ("month", "year"): 1 / 12,
}
"""How many of the second unit one of the first is, where news uses either."""
_CENT = (["per", "cent"], ["percentage", "point"], ["percentage", "points"])
_AGES = frozenset({"age", "ages", "retire", "retirement", "pension"})
_SCALED = {"bcm": 1e9, "bcf": 1e9, "mcm": 1e6, "tcf": 1e12, "mtpa": 1e6}
"""Units that hold a scale: 55 bcm are 55 billion cubic metres."""


class Sentence:
    """A line with its quantities and the places where the unit is named."""

    def __init__(self, line: Line, question: Question, asked: Asked, headline: bool) -> None:
        self.line, self.asked = line, asked
        self.words = pieces(line.tokens)
        self.texts = [piece.text for piece in self.words]
        self.found = [one for one in quantities(self.words, line.tokens) if not self._model(one)]
        if asked.years:
            self.found = self._decades()
        self.units = self._units(question) if self.found else []
        self.headline = headline  # whether the headline names the unit

    def _units(self, question: Question) -> list[tuple[int, int]]:
        """Where the unit is named; a scale that it begins with ("million tonnes") belongs to the number."""
        made = []
        for first, last in find_terms(question.unit, self.line.words):
            while first + 1 < last and self.line.tokens[first].lower in SCALES:
                first += 1
            made.append((first, last))
        if self.asked.harmed and not made:
            made = [(at, at + 1) for at, token in enumerate(self.line.tokens) if token.lower in _FALLEN]
        return made

    def _decades(self) -> list[Quantity]:
        """The quantities, and the decades that stand without one: "for a decade", "another decade"."""
        ends = {one.end for one in self.found}
        bare = [
            Quantity(at, at, 1.0, 1.0, "exact")
            for at, text in enumerate(self.texts)
            if text == "decade" and at not in ends and self.word(at - 1) in _ONE
        ]
        return sorted([*self.found, *bare], key=lambda one: one.start)

    def owned(self, place: int) -> Owned | None:
        """The quantity at a place of `found` in the unit asked for, or None."""
        quantity, asked = self.found[place], self.asked
        following = self.texts[quantity.end : quantity.end + 4]
        last = self.words[quantity.end - 1].token + 1
        if asked.currency:
            hyphen = following[:1] == ["-"]  # "a 20-billion-euro deal"
            name = following[hyphen] if len(following) > hyphen else ""
            named = not quantity.currency and lexicon().currency_names.get(stem(name)) == asked.currency
            if quantity.currency == asked.currency or named:
                return Owned(quantity, last + named * (1 + hyphen), f"{asked.currency}s")
            return None
        if quantity.currency:
            return None
        if asked.percent:
            return self._percent(quantity, following)
        if asked.points:
            return self._points(quantity, following, last)
        if asked.years and following[:1] in (["decade"], ["decades"]):
            return Owned(_times(quantity, 10), self.words[quantity.end].token + 1, "years")
        if asked.years and not self.units and self._aged(quantity):
            return Owned(quantity, last, "years")
        return self._counted(place) or self._converted(quantity, following, last)

    def _converted(self, quantity: Quantity, following: list[str], last: int) -> Owned | None:
        """A time in another unit: 72 hours are three days, two years are 24 months."""
        plain = following[1:] if following[:1] == ["-"] else following
        factor = _TIMES.get((plain[0].removesuffix("s"), self.asked.time)) if plain else None
        after = self.texts[quantity.end : quantity.end + 5]
        if factor is None or {"old", "age"} & set(after) or not self.asked.timed:
            return None
        if any(
            end is not None and 2 * end * factor != int(2 * end * factor)
            for end in (quantity.low, quantity.high)
        ):
            return None
        return Owned(_times(quantity, factor), last + 1 + len(following) - len(plain), f"{self.asked.time}s")

    def _percent(self, quantity: Quantity, following: list[str]) -> Owned | None:
        hyphen = following[:1] == ["-"]  # "a two-percentage-point rise"
        plain = following[hyphen:]
        size = 1 if plain[:1] in (["%"], ["percent"]) else 2 * (plain[:2] in _CENT)
        end = quantity.end + hyphen + size
        return Owned(quantity, self.words[end - 1].token + 1, "percent") if size else None

    def _points(self, quantity: Quantity, following: list[str], last: int) -> Owned | None:
        """Basis points; a percentage point is a hundred of them, and so is the point of "half-point"."""
        plain = [word for word in following if word not in ("of", "a", "-")]
        if plain[:1] in (["bps"], ["bp"]) or plain[:2] in (["basis", "point"], ["basis", "points"]):
            return Owned(quantity, last + following.index(plain[0]) + 1, "basis points")
        if plain[:2] in (["percentage", "point"], ["percentage", "points"]) or (
            plain[:1] == ["point"] and quantity.low is not None and quantity.low < 1
        ):
            return Owned(_times(quantity, 100), last + 1, "basis points")
        return None

    def _counted(self, place: int) -> Owned | None:
        """The unit as a noun behind the number, or before it where the number is stated of it."""
        quantity, tokens = self.found[place], self.line.tokens
        if not self._counts(quantity) or self._measures(quantity):
            return None
        token = self.words[quantity.end - 1].token + 1
        limit = self.found[place + 1].start if place + 1 < len(self.found) else len(self.words)
        stop = self.words[limit].token if limit < len(self.words) else len(tokens)
        same = self.word(quantity.end) and self.words[quantity.end].token == token - 1  # "three-month"
        for at in range(bisect_left(self.units, (token - bool(same), 0)), len(self.units)):
            first, last = self.units[at]
            if first - token > _NEAR:
                break
            named = first >= stop > token and self._in_name(limit)
            if self._between(quantity.end, first) and (first < stop or named):
                unit = self.line.sentence.text[
                    tokens[first].start - self.line.sentence.start : tokens[last - 1].end
                    - self.line.sentence.start
                ]
                return Owned(_times(quantity, _SCALED.get(tokens[last - 1].lower, 1)), last, unit)
        start = self.words[quantity.start].token
        before = bisect_right(self.units, start, key=lambda unit: unit[1]) - 1
        if before >= 0 and (self._stated(quantity, self.units[before][1]) or self._paced(quantity)):
            return Owned(quantity, token, "")
        if (self.headline and self._meant(quantity)) or self._many(quantity):
            return Owned(quantity, token, "")
        return None

    def _paced(self, quantity: Quantity) -> bool:
        """So many of what was named before in the time that is asked for: "rising to 4,559 a year"."""
        after = [self.word(quantity.end), self.word(quantity.end + 1)]
        return bool(self.asked.period) and after[0] in ("a", "per", "each") and after[1] == self.asked.period

    def _meant(self, quantity: Quantity) -> bool:
        """A bare number of what the headline names: "All 18 have been handed over", "how many of the 19 are
        gone", "bringing the total to 600"."""
        if not self._bare(quantity, {"this", "next", "so"}):
            return False
        if self.word(quantity.start) == "all":
            return self.word(quantity.end) in _VERBS
        before = [self.word(quantity.start - step) for step in range(1, _STATED + 1)]
        if before[:2] == ["the", "of"]:
            return True
        return before[0] in _STATES and bool(_SUMS & set(before))

    def _many(self, quantity: Quantity) -> bool:
        """So many that only people can be meant: "the plan could reach tens of millions"."""
        if not self.asked.people or (quantity.low or quantity.high or 0) < _MULTITUDE:
            return False
        if quantity.rule == "vague" and quantity.end - quantity.start == 1:
            return False  # "millions" is said of anything
        before, after = self.word(quantity.start - 1), self.word(quantity.end)
        if before == "the":
            return False  # what was counted before
        return self._bare(quantity, set()) and (before in _REACHING or after in _HAVE)

    def _measures(self, quantity: Quantity) -> bool:
        """Whether it says how big something is, in one word with it: "a 10-member team of officers"."""
        at = quantity.end
        if self.word(at) == "-" and self._joined(at) and self._joined(at + 1):
            at += 1
        elif not (at < len(self.words) and self.words[at].token == self.words[at - 1].token):
            return False
        token = self.words[at].token
        named = any(first <= token < last for first, last in self.units)
        return self.word(at)[:1].isalpha() and self.word(at) not in _STRONG and not named

    def _joined(self, at: int) -> bool:
        if at >= len(self.words):
            return False
        before, here = (self.line.tokens[self.words[place].token] for place in (at - 1, at))
        return before.end == here.start

    def _between(self, place: int, token: int) -> bool:
        """Whether only words that may stand between a number and its unit do, up to a token: no other noun
        that it counts ("two councils launch zones")."""
        while place < len(self.words) and self.words[place].token < token:
            word = self.texts[place]
            if word != "-" and (word in _MEASURES or word in _VERBS or not word[0].isalnum()):
                return False
            if _PLURAL.fullmatch(word) and self.words[place].token + 1 < token and word not in _GROUPS:
                return False
            place += 1
        return True

    def _counts(self, quantity: Quantity) -> bool:
        """Whether it counts things: no fraction, no year, and no "one" that means "some"."""
        texts = self.texts[quantity.start : quantity.end]
        if texts == ["one"] or (
            quantity.low is not None
            and 0 < quantity.low < 1
            and not (quantity.hedged or self.asked.fractions)
        ):
            return False
        return not (len(texts) == 1 and re.fullmatch(r"(?:19|20)\d\d", texts[0]))

    def _stated(self, quantity: Quantity, unit_end: int) -> bool:
        """ "The number of permits will be limited to 437,000": a bare number, said of a unit named before."""
        start = self.words[quantity.start].token
        before = quantity.start - 1
        before -= self.word(before) in _QUOTES
        if start - unit_end > _STATED or self.word(before) not in _STATES:
            return False
        if self.word(before) == "leaving":
            return self._bare(quantity, set())
        said = {token.lower for token in self.line.tokens[max(0, unit_end - 2 * _STATED) : start]}
        return self._bare(quantity, {"this", "next", "rather", "instead"}) and bool(said & _COUNTS)

    def _aged(self, quantity: Quantity) -> bool:
        """A bare number that is an age: "lift the retirement age to 64"."""
        grown = quantity.high is not None and quantity.high <= _OLDEST
        if (
            not grown
            or self.word(quantity.start - 1) not in ("at", "to", "of")
            or not self._bare(quantity, set())
        ):
            return False
        start = self.words[quantity.start].token
        near = self.line.tokens[max(0, start - _STATED) : start + _STATED]
        return any(token.lower in _AGES for token in near)

    def _bare(self, quantity: Quantity, others: set[str]) -> bool:
        following = self.word(quantity.end) or "."
        return not following[0].isalnum() or following in _VERBS or following in others

    def _in_name(self, at: int) -> bool:
        """Whether the next number is part of a name ("Block 70")."""
        place = self.words[at].token if at < len(self.words) else len(self.line.tokens)
        return 0 < place < len(self.line.tokens) and self.line.tokens[place - 1].text[0].isupper()

    def _model(self, quantity: Quantity) -> bool:
        """Whether a number belongs to the name before it: "Leopard 2 tanks", "A6"."""
        place = self.words[quantity.start].token
        if not place or quantity.hedged or quantity.end - quantity.start > 1:
            return False
        if self.word(quantity.end) in _MEASURES or self.word(quantity.end) == "more":
            return False
        before, token = self.line.tokens[place - 1], self.line.tokens[place]
        touches = before.end == token.start
        if (
            not token.text.isdecimal()
            or (len(token.text) > 3 and not touches)
            or not before.text[0].isupper()
        ):
            return False
        named = before.is_word and before.stem in self.asked.names and not places_in([before])
        return touches or named

    def word(self, at: int) -> str:
        """The piece there; "" beyond either end."""
        return self.texts[at] if 0 <= at < len(self.texts) else ""


def _times(quantity: Quantity, scale: float) -> Quantity:
    low, high = (None if end is None else round(scale * end, 6) for end in (quantity.low, quantity.high))
    return quantity if scale == 1 else replace(quantity, low=low, high=high)
