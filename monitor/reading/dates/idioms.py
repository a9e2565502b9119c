"""Ways to name days that no rule for a unit reads: "the week after next", "the weekend", "the new year",
"the end of the day", "the weeks ahead", "the 15th", "the week beginning July 8", "within 48 hours"."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from monitor.reading.dates.absolute import day_at, ordinal_day, read_absolute
from monitor.reading.dates.relative import SPANS, read_relative
from monitor.reading.dates.scan import Expression, Scan
from monitor.reading.dates.tense import PAST, outlook
from monitor.reading.dates.words import WEEKDAYS, add_months, month_span, move, week_of
from monitor.reading.numbers_words import whole

_NEW_UNTIL = 3
"""The last month in which "the new year" is the one that has begun."""


def period(scan: Scan, place: int) -> Expression | None:
    """What begins with a period's name: "week after next", "weeks ahead", "week beginning July 8"."""
    words, noun = scan.words, scan.words.at(place)
    after = words.at(place + 1)
    if noun in SPANS:
        if after != "ahead" or words.at(place - 1) not in {"the", "in"}:
            return None
        here = scan.reference
        reach = move(here, SPANS[noun])
        return Expression(place, place + 2, here, reach, "ahead", "span-ahead", "FUTURE_REF", True)
    if after == "after" and words.at(place + 2) == "next":
        return _after_next(scan, place, noun)
    if noun == "week" and after in {"beginning", "starting", "commencing", "ending"}:
        return _week_from(scan, place)
    return None


def end_of_day(scan: Scan, place: int) -> Expression | None:
    """ "By the end of the day", "at day's end", where no day is named after it."""
    words = scan.words
    if words.at(place + 1) != "of" or words.at(place - 1) != "the":
        return None
    end = place + 2 + (words.at(place + 2) == "the")
    if words.at(end) != "day" or words.at(end + 1) in {",", "on"} or words.at(end + 1) in WEEKDAYS:
        return None
    here = scan.reference
    return Expression(place, end + 1, here, here, "day", "today", here.isoformat(), True)


def _after_next(scan: Scan, place: int, noun: str) -> Expression:
    here = scan.reference
    if noun == "week":
        first, last = week_of(move(here, 14))
        value = f"{first.isocalendar().year}-W{first.isocalendar().week:02}"
    elif noun == "month":
        moved = add_months(here, 2)
        (first, last), value = month_span(moved.year, moved.month), f"{moved:%Y-%m}"
    else:
        first, last, value = date(here.year + 2, 1, 1), date(here.year + 2, 12, 31), str(here.year + 2)
    return Expression(place, place + 3, first, last, noun, f"relative-{noun}", value, True)


def weekend(scan: Scan, place: int) -> Expression | None:
    """ "By the weekend": the one that is coming or running, or is over where the clause looks back."""
    words = scan.words
    if words.at(place - 1) != "the" or words.at(place - 2) not in _ON_WEEKENDS:
        return None
    sunday = week_of(scan.reference)[1]
    if outlook(words, place, place + 1) == PAST and scan.reference.weekday() < SATURDAY:
        sunday = move(sunday, -7)
    saturday = move(sunday, -1)
    value = f"{saturday.isocalendar().year}-W{saturday.isocalendar().week:02}-WE"
    return Expression(place, place + 1, saturday, sunday, "weekend", "weekend", value)


_ON_WEEKENDS = frozenset("by at over before after on for during until".split())
SATURDAY = 5


def new_year(scan: Scan, place: int) -> Expression | None:
    """ "Before the new year" means the one that comes next, "in the new year" early in it, "by New Year" its
    first day."""
    words, here = scan.words, scan.reference
    if words.at(place + 1) != "year" or words.owns[place + 1]:
        return None
    year = here.year + (here.month > _NEW_UNTIL)
    before, earlier = words.at(place - 1), words.at(place - 2)
    first, last = date(year, 1, 1), date(year, 12, 31)
    made = Expression(place, place + 2, first, last, "year", "new-year", str(year), True)
    if before == "the" and earlier in {"by", "until"}:
        return replace(made, last=first, unit="event", rule="holiday", value=first.isoformat())
    if before == "the":
        return replace(made, last=date(year, 4, 30), unit="part") if earlier in {"in", "into"} else made
    if before in {"by", "before", "until", "till", "after", "at"} and words.capital(place):
        return replace(made, last=first, unit="event", rule="holiday", value=first.isoformat())
    return None


def _week_from(scan: Scan, place: int) -> Expression | None:
    """ "The week beginning July 8", "the week starting on Monday"."""
    start = place + 2 + (scan.words.at(place + 2) in {"on", "from"})
    day = read_absolute(scan, start) or read_relative(scan, start)
    if day is None or day.unit != "day":
        return None
    ends = scan.words.at(place + 1) == "ending"
    first, last = (move(day.first, -6), day.first) if ends else (day.first, move(day.first, 6))
    return replace(day, start=place, first=first, last=last, unit="week", rule="week-of")


def day_of_month(scan: Scan, place: int) -> Expression | None:
    """ "On the 15th": of this month, or of the next or last where the clause looks there."""
    words = scan.words
    found = ordinal_day(words, place)
    if found is None or found[1] != place + 2:
        return None
    if words.at(place - 1) != "the" or words.at(place - 2) not in _ON:
        return None
    (day, end), here = found, scan.reference
    if words.at(end).isalpha() and words.at(end) not in _NO_NOUNS:
        return None  # "on the 15th floor"
    past = outlook(words, place, end) == PAST
    away = -1 if past and day > here.day else 1 if not past and day < here.day else 0
    month = add_months(here.replace(day=1), away)
    return day_at(scan, place, end, month.year, month.month, day, rule="day-of-month", sure=False)


_ON = frozenset("on by until till before from after".split())
_NO_NOUNS = frozenset("and or but as at in by to when after before with if said says while".split())


def hours(scan: Scan, place: int) -> Expression | None:
    """ "Within 48 hours", "in the next 72 hours", "in the coming hours": counted up to whole days."""
    words = scan.words
    at = place + 1
    at += words.at(at) in {"the", "about", "just"}
    at += words.at(at) in {"next", "coming", "following"}
    if words.at(at) in {"the", "last", "past"}:
        return None
    number = whole(words.text, at)
    high, end = number if number is not None else (24, at)
    if words.at(end) not in {"hours", "hour"} or (number is None and at == place + 1):
        return None
    if words.at(end + 1) in {"of", "after", "before", "ago", "earlier", "later"} or high > 500:
        return None
    if words.at(place) == "in" and outlook(words, place, place) == PAST:
        return None
    here = scan.reference
    reach = move(here, -(-int(high) // 24))
    return Expression(place, end + 1, here, reach, "ahead", "within", "FUTURE_REF", True)
