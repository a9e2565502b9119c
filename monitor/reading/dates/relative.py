"""Dates counted from the day of publication: "today", "next month", "last fall", "in 10 to 12 weeks",
"two years ago"."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from monitor.reading.dates.absolute import day_at, ordinal_day, read_absolute
from monitor.reading.dates.scan import Expression, Rule, Scan
from monitor.reading.dates.tense import FUTURE, PAST, outlook
from monitor.reading.dates.words import (
    MONTHS,
    PERIODS,
    SEASONS,
    WEEKDAYS,
    add_months,
    month_span,
    months_span,
    move,
    shift,
    week_of,
)
from monitor.reading.numbers_words import whole


def _single(days: int, rule: str) -> Rule:
    def read(scan: Scan, place: int) -> Expression | None:
        made = move(scan.reference, days)
        words, end = scan.words, place + 1
        if words.at(end) in _DAYPARTS and not words.owns[place]:
            end += 1
        return Expression(place, end, made, made, "day", rule, made.isoformat(), True)

    return read


def _weekday(scan: Scan, place: int) -> Expression | None:
    """ "Friday", "on Friday", "Friday, Dec. 5", "Sunday, January 19th", "Monday morning"."""
    words = scan.words
    if not words.capital(place) or (words.at(place + 1) in _PAPERS and words.capital(place + 1)):
        return None
    end = place + 1
    if len(words.at(place)) <= 5 and words.at(end) == ".":
        end += 1
    dated = read_absolute(scan, end + (words.at(end) in {",", "the"}))
    if dated is not None and dated.unit == "day" and dated.rule in {"month-day", "day-month", "numeric-day"}:
        return replace(dated, start=place, rule="weekday-date")
    if words.at(end) in _DAYPARTS and not words.owns[place]:
        end += 1
    made = _weekday_of(scan, place, end, WEEKDAYS[words.at(place)])
    if words.at(end) == "week" and words.at(end - 1) not in _DAYPARTS:  # British "Monday week"
        made, end = move(made, 7), end + 1
    return Expression(place, end, made, made, "day", "weekday", made.isoformat())


def _weekday_of(scan: Scan, start: int, end: int, weekday: int) -> date:
    ahead = (weekday - scan.reference.weekday()) % 7
    back = (7 - ahead) % 7
    way = outlook(scan.words, start, end)
    before = scan.words.at(start - 1)
    if before == "for" or (before in {"from", "by", "until", "before"} and way != PAST):
        way = FUTURE
    fresh = scan.words.owns[end - 1] and 0 < back <= _FRESH
    if fresh and before in {"after", "following", "since"}:
        way = PAST  # "would die after Monday's vote"
    if way == FUTURE or (way != PAST and ahead <= back):
        return move(scan.reference, ahead)
    return move(scan.reference, -back)


_FRESH = 2
"""Days for which "after Monday's vote" means the Monday that has just passed."""
_PAPERS = frozenset("times telegraph mirror express mail herald post tribune".split())
"""What newspapers that are named for a day are called: "the Sunday Times"."""
_DAYPARTS = frozenset("morning afternoon evening night midday noon".split())
_WHICH = {
    "this": 0,
    "current": 0,
    "next": 1,
    "coming": 1,
    "following": 1,
    "last": -1,
    "past": -1,
    "previous": -1,
}


def _relative(scan: Scan, place: int) -> Expression | None:
    words = scan.words
    step = _WHICH[words.at(place)]
    noun = place + 1
    word = words.at(noun)
    if word == "fiscal":
        noun, word = noun + 1, words.at(noun + 1)
        if word == "year":
            return _fiscal(scan, place, noun, step)
    if (
        word in SPANS
        or whole(words.text, noun) is not None
        or word in _VAGUE
        or word in {"couple", "several", "few", "fortnight"}
    ):
        ahead = _ahead(scan, place, noun, step)
        if ahead is not None:
            return ahead
    if word in _DAYPARTS | {"evening", "night"}:
        made = move(scan.reference, min(step, 0) if word == "night" else 0)
        return Expression(place, noun + 1, made, made, "day", "today", made.isoformat(), True)
    if word in PERIODS:
        return _relative_period(scan, place, noun, step)
    if word in MONTHS and words.capital(noun):
        return _relative_month(scan, place, noun, step)
    if word in WEEKDAYS and words.capital(noun):
        return _relative_weekday(scan, place, noun, step)
    if word in SEASONS:
        return _relative_season(scan, place, noun, step)
    return None


def _fiscal(scan: Scan, place: int, noun: int, step: int) -> Expression:
    """ "Next fiscal year": the American government's, which begins in October."""
    here = scan.reference
    year = here.year + (here.month >= 10) + step
    first, last = date(year - 1, 10, 1), date(year, 9, 30)
    return Expression(place, noun + 1, first, last, "year", "relative-fiscal-year", str(year), True)


def _relative_period(scan: Scan, place: int, noun: int, step: int) -> Expression | None:
    here, period = scan.reference, PERIODS[scan.words.at(noun)]
    if scan.words.at(noun) != period:
        return None
    if period in {"week", "weekend"}:
        first, last = week_of(shift(here, step, "week"))
        first = move(last, -1) if period == "weekend" else first
        value = f"{first.isocalendar().year}-W{first.isocalendar().week:02}" + (
            "-WE" if period == "weekend" else ""
        )
    elif period == "month":
        moved = add_months(here, step)
        (first, last), value = month_span(moved.year, moved.month), f"{moved:%Y-%m}"
    elif period == "quarter":
        moved = add_months(here, 3 * step)
        quarter = (moved.month + 2) // 3
        (first, last), value = months_span(moved.year, 3 * quarter - 2, 3), f"{moved.year}-Q{quarter}"
    elif period == "year":
        year = here.year + step
        first, last, value = date(year, 1, 1), date(year, 12, 31), str(year)
    elif period == "decade":
        year = here.year // 10 * 10 + 10 * step
        first, last, value = date(year, 1, 1), date(year + 9, 12, 31), str(year)[:3]
    else:
        return None
    return Expression(place, noun + 1, first, last, period, f"relative-{period}", value, True)


def _relative_month(scan: Scan, place: int, noun: int, step: int) -> Expression | None:
    here, month = scan.reference, MONTHS[scan.words.at(noun)]
    year = here.year + (step >= 0 and month < here.month) - (step < 0 and month >= here.month)
    if step > 0 and month == here.month:
        year += 1
    end = noun + 1 + (scan.words.at(noun + 1) == "." and len(scan.words.at(noun)) <= 4)
    day = ordinal_day(scan.words, end)
    if day is not None:
        return day_at(scan, place, day[1], year, month, day[0], rule="relative-month", sure=True)
    first, last = month_span(year, month)
    return Expression(place, end, first, last, "month", "relative-month", f"{first:%Y-%m}", True)


def _relative_weekday(scan: Scan, place: int, noun: int, step: int) -> Expression | None:
    here, weekday = scan.reference, WEEKDAYS[scan.words.at(noun)]
    if scan.words.at(place) == "following" and scan.words.at(place - 1) != "the":
        return None  # "after it": "following Monday's vote"
    if step < 0:
        made = move(here, -((here.weekday() - weekday) % 7 or 7))
    elif step == 0 or scan.words.at(place) == "coming":
        made = move(here, (weekday - here.weekday()) % 7)
    else:
        made = move(week_of(move(here, 7))[0], weekday)
    end = noun + 1 + (scan.words.at(noun + 1) in _DAYPARTS)
    return Expression(place, end, made, made, "day", "relative-weekday", made.isoformat(), True)


def _relative_season(scan: Scan, place: int, noun: int, step: int) -> Expression | None:
    here, (month, code) = scan.reference, SEASONS[scan.words.at(noun)]
    year = here.year - (month == 12 and here.month <= 2)
    first, last = months_span(year, month, 3)
    if (step >= 0 and last < here) or (step > 0 and first <= here):
        year += 1
    elif step < 0 and last >= here:
        year -= 1
    first, last = months_span(year, month, 3)
    return Expression(place, noun + 1, first, last, "season", "relative-season", f"{year}-{code}", True)


# --- spans counted from the day of publication ------------------------------------------------------------

SPANS = {"days": 14, "weeks": 56, "months": 183}
"""Guidelines, section 3: how far "the coming days, weeks, months" reach."""
_VAGUE = frozenset({"few", "couple", "several", "handful"})


def _ahead(scan: Scan, place: int, noun: int, step: int) -> Expression | None:
    """ "the coming weeks", "the next six weeks", "the next few days", "the past two years"."""
    counted = _counted(scan, noun)
    if counted is None:
        return None
    _, high, period, end, vague = counted
    here = scan.reference
    reach = (
        move(here, SPANS[scan.words.at(end - 1)])
        if vague and scan.words.at(end - 1) in SPANS
        else shift(here, high, period)
    )
    if step < 0:
        first = move(here, -(reach - here).days)
        return Expression(place, end, first, here, "past", "span-past", "PAST_REF", True)
    return Expression(place, end, here, reach, "ahead", "span-ahead", "FUTURE_REF", True)


def _counted(scan: Scan, place: int) -> tuple[int, int, str, int, bool] | None:
    """A number of periods: ("10", "12", "week", where it ends, whether the number is vague)."""
    words = scan.words
    here = place
    while words.at(here) in {
        "a",
        "an",
        "about",
        "around",
        "roughly",
        "some",
        "matter",
        "of",
        "just",
        "only",
        "least",
        "at",
        "up",
        "to",
        "another",
        "further",
    }:
        here += 1
    if words.at(here) in _VAGUE:
        vague_end = here + 1 + (words.at(here + 1) == "of")
        if words.at(vague_end) in PERIODS:
            couple = words.at(here) == "couple"
            return 2, 2 if couple else 5, PERIODS[words.at(vague_end)], vague_end + 1, not couple
        return None
    if words.at(here) in SPANS:
        return 1, 5, PERIODS[words.at(here)], here + 1, True
    low = whole(words.text, here)
    if low is None:
        one = here > place and words.at(here - 1) in {"a", "an", "another"}
        if words.at(here) in PERIODS and (one or words.at(here) == "fortnight"):
            return 1, 1, PERIODS[words.at(here)], here + 1, False
        return None
    high = low
    joint = words.at(low[1])
    if joint in {"to", "-", "–", "or"} and (second := whole(words.text, low[1] + 1)) and second[0] > low[0]:
        high = second
    end = high[1]
    end += words.at(end) in {"-", "more"}
    if words.at(end) not in PERIODS or high[0] > 3000:
        return None
    return low[0], high[0], PERIODS[words.at(end)], end + 1, False


def in_span(scan: Scan, place: int) -> Expression | None:
    words = scan.words
    inside = words.at(place) == "within"
    noun = place + 1
    if words.at(noun) in {"the", "its", "their", "these"}:
        return None
    counted = _counted(scan, noun)
    if counted is None:
        return None
    low, high, period, end, vague = counted
    if words.at(end) in {"of", "after", "from", "before"} and words.at(end + 1) not in {"now", "today"}:
        return None
    if words.at(end) in _AGO or (words.at(end) == "'" and words.at(end + 1) in _AGO):
        return None
    here = scan.reference
    way = FUTURE if "time" in (words.at(end), words.at(end + 1)) else outlook(words, place, place)
    if (
        not inside
        and not vague
        and (way == PAST or (way != FUTURE and noun == end - 2 and words.at(noun) in {"a", "an"}))
    ):
        return None  # "15,000 letters in a day"
    if vague and words.at(end - 1) in SPANS:
        return Expression(
            place, end, here, move(here, SPANS[words.at(end - 1)]), "ahead", "within", "FUTURE_REF", True
        )
    if inside:
        return Expression(place, end, here, shift(here, high, period), "ahead", "within", "FUTURE_REF", True)
    end += (words.at(end) == "'") + (words.at(end + (words.at(end) == "'")) == "time")
    return Expression(
        place, end, shift(here, low, period), shift(here, high, period), "span", "in-span", "FUTURE_REF", True
    )


_AGO = frozenset({"ago", "earlier", "before"})


def ago(scan: Scan, place: int) -> Expression | None:
    """ "two weeks ago", "a year ago", "six weeks from now"."""
    counted = _counted(scan, place)
    if counted is None:
        return None
    low, high, period, end, _ = counted
    words, here = scan.words, scan.reference
    if words.at(end) in {"ago"}:
        first, last = shift(here, -high, period), shift(here, -low, period)
        unit, value = _rounded(first, period)
        if unit != "day" and low == high:
            first, last = _whole_unit(first, unit)
        return Expression(place, end + 1, first, last, unit, "ago", value, True)
    if words.at(end) == "from" and words.at(end + 1) in {"now", "today"}:
        return Expression(
            place,
            end + 2,
            shift(here, low, period),
            shift(here, high, period),
            "span",
            "in-span",
            "FUTURE_REF",
            True,
        )
    return None


def _rounded(day: date, period: str) -> tuple[str, str]:
    """A day seen at the grain of the period that led to it, as unit and TIMEX3 value."""
    if period == "year":
        return "year", str(day.year)
    if period in {"month", "quarter"}:
        return "month", f"{day:%Y-%m}"
    if period in {"week", "fortnight"}:
        return "week", f"{day.isocalendar().year}-W{day.isocalendar().week:02}"
    if period == "decade":
        return "year", str(day.year)
    return "day", day.isoformat()


def _whole_unit(day: date, unit: str) -> tuple[date, date]:
    if unit == "year":
        return date(day.year, 1, 1), date(day.year, 12, 31)
    return month_span(day.year, day.month) if unit == "month" else week_of(day)


_SINGLE = {
    "today": _single(0, "today"),
    "tonight": _single(0, "today"),
    "overnight": _single(0, "today"),
    "tomorrow": _single(1, "tomorrow"),
    "yesterday": _single(-1, "yesterday"),
}


def read_relative(scan: Scan, place: int) -> Expression | None:
    """The expression of this sort that begins at a word, or None."""
    word = scan.words.at(place)
    if word in _WHICH:
        return _relative(scan, place)
    if word == "the" and scan.words.at(place + 1) in _WHICH:
        made = _relative(scan, place + 1)
        return replace(made, start=place) if made else None
    if word in _SINGLE:
        return _SINGLE[word](scan, place)
    if word in WEEKDAYS:
        return _weekday(scan, place)
    return None
