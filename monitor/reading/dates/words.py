"""The words that dates are made of, and days computed from them. No rule of reading lives here."""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Sequence
from datetime import date, timedelta

from monitor.text import Token

_MONTH_NAMES = "january february march april may june july august september october november december".split()
MONTHS: dict[str, int] = {name: number for number, name in enumerate(_MONTH_NAMES, 1)}
MONTHS |= {name[:3]: number for name, number in list(MONTHS.items()) if name != "may"}
MONTHS["sept"] = 9

_DAY_NAMES = "monday tuesday wednesday thursday friday saturday sunday".split()
WEEKDAYS: dict[str, int] = {name: number for number, name in enumerate(_DAY_NAMES)}
WEEKDAYS |= {"mon": 0, "tue": 1, "tues": 1, "wed": 2, "weds": 2, "thu": 3, "thur": 3, "thurs": 3, "fri": 4}

SEASONS: dict[str, tuple[int, str]] = {  # first month, TIMEX3 code
    "spring": (3, "SP"),
    "springtime": (3, "SP"),
    "summer": (6, "SU"),
    "summertime": (6, "SU"),
    "autumn": (9, "FA"),
    "fall": (9, "FA"),
    "winter": (12, "WI"),
}

PERIODS: dict[str, str] = {
    "day": "day",
    "days": "day",
    "week": "week",
    "weeks": "week",
    "fortnight": "fortnight",
    "fortnights": "fortnight",
    "weekend": "weekend",
    "month": "month",
    "months": "month",
    "quarter": "quarter",
    "quarters": "quarter",
    "year": "year",
    "years": "year",
    "decade": "decade",
    "decades": "decade",
}

AMBIGUOUS_MONTHS = frozenset({"may", "march", "mar"})
"""Months that are other words too; they need a capital and a place where a month can stand."""


def month_span(year: int, month: int) -> tuple[date, date]:
    """The first and the last day of a month."""
    return date(year, month, 1), date(year, month, monthrange(year, month)[1])


def months_span(year: int, first: int, count: int) -> tuple[date, date]:
    """`count` whole months from month `first`, which may run over the year's end."""
    last = first + count - 1
    return date(year, first, 1), month_span(year + (last - 1) // 12, (last - 1) % 12 + 1)[1]


def week_of(day: date) -> tuple[date, date]:
    """Monday to Sunday around a day."""
    monday = day - timedelta(days=day.weekday())
    return monday, monday + timedelta(days=6)


def add_months(day: date, months: int) -> date:
    """The same day so many months on, or the month's last where it has no such day."""
    place = day.year * 12 + day.month - 1 + months
    year, month = divmod(place, 12)
    year = min(max(year, 1), 9999)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def shift(day: date, count: int, period: str) -> date:
    """`day` moved by `count` days, weeks, fortnights, months, quarters, years or decades."""
    days = {"day": 1, "week": 7, "fortnight": 14, "weekend": 7}.get(period)
    if days is not None:
        return move(day, count * days)
    return add_months(day, count * {"month": 1, "quarter": 3, "year": 12, "decade": 120}[period])


def move(day: date, days: int) -> date:
    """`day` moved by days, held within the calendar that dates can express."""
    ordinal = min(max(day.toordinal() + days, 1), date.max.toordinal())
    return date.fromordinal(ordinal)


class Words:
    """The words of a line for the grammars: case folded, possessives stripped, "mid-April" taken apart.

    `text[i]` is a word, `token[i]` the index of the token it came from, `owns[i]` whether it carried 's.
    """

    __slots__ = ("owns", "text", "token", "tokens")

    def __init__(self, tokens: Sequence[Token]) -> None:
        self.tokens = tokens
        self.text: list[str] = []
        self.token: list[int] = []
        self.owns: list[bool] = []
        for index, token in enumerate(tokens):
            word = token.lower
            owns = word.endswith(("'s", "’s"))
            if owns:
                word = word[:-2]
            if "-" in word and len(word) > 1:
                parts = word.split("-")
                for place, part in enumerate(parts):
                    if place:
                        self._add("-", index, False)
                    self._add(part, index, owns and place == len(parts) - 1)
            else:
                self._add(word, index, owns)

    def _add(self, word: str, index: int, owns: bool) -> None:
        self.text.append(word)
        self.token.append(index)
        self.owns.append(owns)

    def __len__(self) -> int:
        return len(self.text)

    def at(self, place: int) -> str:
        """The word there; "" beyond either end."""
        return self.text[place] if 0 <= place < len(self.text) else ""

    def capital(self, place: int) -> bool:
        """Whether that word begins with a capital letter, in a compound as well ("mid-July")."""
        token = self.tokens[self.token[place]]
        return token.text[max(0, token.lower.rfind(self.text[place]))].isupper() or token.text[:1].isupper()

    def glued(self, place: int) -> bool:
        """Whether the word touches the one before it, with no space between."""
        here, before = self.token[place], self.token[place - 1]
        return here == before or self.tokens[here].start == self.tokens[before].end
