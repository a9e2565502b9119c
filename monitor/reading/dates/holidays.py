"""Days with names of their own: "by Christmas", "before Easter", "on New Year's Day 2027"."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from monitor.reading.dates.absolute import year_at
from monitor.reading.dates.scan import Expression, Scan
from monitor.reading.dates.tense import PAST, outlook
from monitor.reading.dates.words import move


def easter(year: int) -> date:
    """Western Easter Sunday, by the computus of Meeus, Jones and Butcher."""
    a, (b, c) = year % 19, divmod(year, 100)
    d, e = divmod(b, 4)
    g = (8 * b + 13) // 25
    h = (19 * a + b - d - g + 15) % 30
    i, k = divmod(c, 4)
    el = (32 + 2 * e + 2 * i - h - k) % 7
    m = (a + 11 * h + 22 * el) // 451
    month, day = divmod(h + el - 7 * m + 114, 31)
    return date(year, month, day + 1)


def _fixed(month: int, day: int) -> Callable[[int], date]:
    return lambda year: date(year, month, day)


def _weekday(month: int, weekday: int, count: int) -> Callable[[int], date]:
    """The `count`-th such weekday of a month."""
    return lambda year: move(
        date(year, month, 1), (weekday - date(year, month, 1).weekday()) % 7 + 7 * (count - 1)
    )


_NAMED: dict[tuple[str, ...], Callable[[int], date]] = {
    ("new", "year", "day"): _fixed(1, 1),
    ("new", "year", "eve"): _fixed(12, 31),
    ("christmas", "eve"): _fixed(12, 24),
    ("christmas", "day"): _fixed(12, 25),
    ("christmas",): _fixed(12, 25),
    ("boxing", "day"): _fixed(12, 26),
    ("halloween",): _fixed(10, 31),
    ("bastille", "day"): _fixed(7, 14),
    ("independence", "day"): _fixed(7, 4),
    ("veterans", "day"): _fixed(11, 11),
    ("thanksgiving",): _weekday(11, 3, 4),
    ("labor", "day"): _weekday(9, 0, 1),
    ("labour", "day"): _fixed(5, 1),
    ("memorial", "day"): lambda year: move(date(year, 5, 31), -date(year, 5, 31).weekday()),
    ("good", "friday"): lambda year: move(easter(year), -2),
    ("easter", "monday"): lambda year: move(easter(year), 1),
    ("easter",): easter,
}
_BY_FIRST: dict[str, list[tuple[str, ...]]] = {}
for _name in sorted(_NAMED, key=len, reverse=True):
    _BY_FIRST.setdefault(_name[0], []).append(_name)

HOLIDAY_WORDS = frozenset(_BY_FIRST)


def holiday(scan: Scan, place: int) -> Expression | None:
    """A holiday whose name begins at a word, in the year named or the one that the clause looks to."""
    words = scan.words
    if not words.capital(place) or scan.calendar_names(words.at(place)):
        return None
    for name in _BY_FIRST.get(words.at(place), ()):
        if any(words.at(place + step) != word for step, word in enumerate(name)):
            continue
        end = place + len(name)
        year = year_at(scan, end)
        if year is not None:
            day = _NAMED[name](year[0])
            return Expression(place, year[1], day, day, "event", "holiday", day.isoformat(), True)
        day = _NAMED[name](scan.reference.year)
        way = outlook(words, place, end)
        if way == PAST and day > scan.reference:
            day = _NAMED[name](scan.reference.year - 1)
        elif way != PAST and day < scan.reference:
            day = _NAMED[name](scan.reference.year + 1)
        return Expression(place, end, day, day, "event", "holiday", day.isoformat())
    return None
