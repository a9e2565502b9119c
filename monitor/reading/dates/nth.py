"""Parts of a month by their number: "the last week of July", "the second Tuesday in September", "the first
half of next month", "the last days of June"."""

from __future__ import annotations

from datetime import date

from monitor.reading.dates.absolute import read_absolute
from monitor.reading.dates.relative import read_relative
from monitor.reading.dates.scan import Expression, Scan
from monitor.reading.dates.words import WEEKDAYS, month_span, move
from monitor.reading.numbers_words import ORDINALS

NTH_WORDS = "first second third fourth fifth last final".split()
_LAST = 0


def nth_of_month(scan: Scan, place: int) -> Expression | None:
    """The part of a month that begins with such a number, or None where no month follows."""
    words = scan.words
    number = ORDINALS.get(words.at(place), _LAST)
    noun = words.at(place + 1)
    if words.at(place + 2) not in {"of", "in"}:
        return None
    month = _month_at(scan, place + 3)
    if month is None:
        return None
    cut = _weekday(month.first, number, WEEKDAYS[noun]) if noun in WEEKDAYS else _part(month, number, noun)
    if cut is None:
        return None
    first, last = cut
    unit = "day" if first == last else "part"
    return Expression(place, month.end, first, last, unit, "nth-of-month", first.isoformat(), month.sure)


def _month_at(scan: Scan, place: int) -> Expression | None:
    made = read_absolute(scan, place) or read_relative(scan, place)
    if made is None and scan.words.at(place) == "the" and scan.words.at(place + 1) == "month":
        first, last = month_span(scan.reference.year, scan.reference.month)
        return Expression(place, place + 2, first, last, "month", "this-month", f"{first:%Y-%m}", True)
    return made if made is not None and made.unit == "month" else None


def _part(month: Expression, number: int, noun: str) -> tuple[date, date] | None:
    """Weeks count in sevens from the first of the month; the last is its last seven days."""
    if noun == "half" and number in {1, 2}:
        middle = date(month.first.year, month.first.month, 15)
        return (month.first, middle) if number == 1 else (move(middle, 1), month.last)
    if noun == "day" and number in {1, _LAST}:
        day = month.first if number else month.last
        return day, day
    if noun == "days" and number == _LAST:
        return move(month.last, -3), month.last
    if noun == "week":
        if number == _LAST:
            return move(month.last, -6), month.last
        first = move(month.first, 7 * (number - 1))
        return first, min(move(first, 6), month.last)
    return None


def _weekday(first: date, number: int, weekday: int) -> tuple[date, date] | None:
    last = month_span(first.year, first.month)[1]
    if number == _LAST:
        day = move(last, -((last.weekday() - weekday) % 7))
    else:
        day = move(first, (weekday - first.weekday()) % 7 + 7 * (number - 1))
    return (day, day) if day <= last else None
