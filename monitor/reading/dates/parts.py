"""Parts of larger units: quarters, halves, seasons, "early 2025", "late next month", "the end of the
year"."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from monitor.reading.dates.absolute import read_absolute, year_at
from monitor.reading.dates.relative import read_relative
from monitor.reading.dates.scan import Expression, Scan
from monitor.reading.dates.tense import FUTURE, PAST, outlook
from monitor.reading.dates.words import (
    PERIODS,
    SEASONS,
    add_months,
    month_span,
    months_span,
    move,
    shift,
    week_of,
)
from monitor.reading.numbers_words import ORDINALS


def simple(scan: Scan, place: int) -> Expression | None:
    """A unit with nothing before it: a month, a year, a season, "next month", "the year", "fiscal 2025"."""
    words = scan.words
    word = words.at(place)
    if word in {"the", "that", "this"} and words.at(place + 1) in {"fiscal", "financial"}:
        place, word = place + 1, words.at(place + 1)
    if word in {"fiscal", "financial", "fy"} or (word[:2] == "fy" and word[2:].isdecimal()):
        return fiscal_year(scan, place)
    if word in {"the", "that"} and words.at(place + 1) in {"week", "month", "quarter", "year", "decade"}:
        made = this_period(scan, place + 1)
        return replace(made, start=place) if made else None
    if word in {"the", "this"} and words.at(place + 1) in SEASONS:
        made = season(scan, place + 1)
        return replace(made, start=place) if made else None
    if word in SEASONS:
        return season(scan, place)
    if word in ORDINALS or (word == "the" and words.at(place + 1) in ORDINALS):
        made = ordinal(scan, place + (word == "the"))
        return replace(made, start=place) if made else None
    return read_relative(scan, place) or read_absolute(scan, place)


def this_period(scan: Scan, noun: int) -> Expression | None:
    """ "the year", "the month" in "the end of the year": the one that is running."""
    here, period = scan.reference, PERIODS[scan.words.at(noun)]
    if period == "week":
        first, last = week_of(here)
        value = f"{first.isocalendar().year}-W{first.isocalendar().week:02}"
    elif period == "month":
        (first, last), value = month_span(here.year, here.month), f"{here:%Y-%m}"
    elif period == "quarter":
        number = (here.month + 2) // 3
        (first, last), value = months_span(here.year, 3 * number - 2, 3), f"{here.year}-Q{number}"
    elif period == "year":
        first, last, value = date(here.year, 1, 1), date(here.year, 12, 31), str(here.year)
    else:
        year = here.year // 10 * 10
        first, last, value = date(year, 1, 1), date(year + 9, 12, 31), str(year)[:3]
    return Expression(noun, noun + 1, first, last, period, f"this-{period}", value, True)


def fiscal_year(scan: Scan, place: int) -> Expression | None:
    words = scan.words
    word, end = words.at(place), place + 1
    if word[2:].isdecimal() and word[:2] == "fy":
        number = int(word[2:]) + 2000 * (len(word) == 4)
        year: tuple[int, int] | None = (number, end)
    else:
        end += words.at(end) == "year"
        year = year_at(scan, end)
    if year is None or not 1901 <= year[0] <= 2100:
        return None
    if words.at(year[1]) in {"-", "/", "–"} and words.at(year[1] + 1) == f"{(year[0] + 1) % 100:02}":
        first = date(year[0], 4, 1)
        return Expression(
            place,
            year[1] + 2,
            first,
            move(add_months(first, 12), -1),
            "year",
            "fiscal-year",
            str(year[0]),
            True,
        )
    first, last = date(year[0] - 1, 10, 1), date(year[0], 9, 30)
    return Expression(place, year[1], first, last, "year", "fiscal-year", str(year[0]), True)


def _quarter_span(year: int, quarter: int) -> tuple[date, date]:
    return months_span(year, 3 * quarter - 2, 3)


def ordinal(scan: Scan, place: int) -> Expression | None:
    """ "first quarter of 2025", "third-quarter", "second half of the year", "the fourth quarter"."""
    words = scan.words
    number = ORDINALS.get(words.at(place), 0)
    if words.at(place) in {"final", "last"} and words.at(place + 1) in {"quarter", "half"}:
        closes = words.at(place) == "final" or words.at(place + 2) == "of"
        number = {"quarter": 4, "half": 2}[words.at(place + 1)] if closes else 0
    if not 1 <= number <= 4:
        return None
    after = place + 1 + (words.at(place + 1) == "-")
    if words.at(after) == "fiscal":
        after += 1
    noun = words.at(after)
    if noun == "quarter":
        return _part_of_year(scan, place, after + 1, number, 4)
    if noun == "half" and number <= 2:
        return _part_of_year(scan, place, after + 1, number, 2)
    if number == 1 and noun in {"day", "days", "week", "weeks", "months", "month"}:
        return _beginning(scan, place, after)
    return None


def _beginning(scan: Scan, place: int, noun: int) -> Expression | None:
    """ "the first week of March", "the first days of 2025", "the first months of next year"."""
    words = scan.words
    if words.at(noun + 1) not in {"of", "in"}:
        return None
    outer = unit_after(scan, noun + 2)
    if outer is None:
        return None
    period = PERIODS[words.at(noun)]
    count = 1 if words.at(noun) == period else 3
    last = min(move(shift(outer.first, count, period), -1), outer.last)
    return replace(outer, start=place, last=last, unit="part", rule="first-of")


def short_quarter(scan: Scan, place: int) -> Expression | None:
    """ "Q1 2025", "Q3", "H2 2025": the letter and the number are two words that touch."""
    words, parts = scan.words, 4 if scan.words.at(place) == "q" else 2
    number = words.at(place + 1)
    if not (number.isdecimal() and 1 <= int(number) <= parts and words.glued(place + 1)):
        return None
    return _part_of_year(scan, place, place + 2, int(number), parts)


def _part_of_year(scan: Scan, start: int, end: int, number: int, parts: int) -> Expression | None:
    words = scan.words
    sure, rule = True, "quarter" if parts == 4 else "half"
    outer = None
    year_place = end + (words.at(end) in {"of", "in", "'"})
    if words.at(year_place) == "calendar":
        year_place += 1
    year_place += words.at(year_place) == "year" and words.at(year_place + 1).isdecimal()
    found = year_at(scan, year_place)
    if found:
        year, end = found
    elif words.at(end) == "of" and (outer := unit_after(scan, end + 1)) and outer.unit == "year":
        year, end = outer.first.year, outer.end
    else:
        sure = False
        there = months_span(scan.reference.year, (number - 1) * 12 // parts + 1, 12 // parts)
        way = outlook(words, start, end)
        year = scan.reference.year
        if way == FUTURE and there[1] < scan.reference:
            year += 1
        elif way == PAST and there[0] > scan.reference:
            year -= 1
        elif (there[1] - scan.reference).days < -150 and way != PAST:
            year += 1
    first, last = months_span(year, (number - 1) * 12 // parts + 1, 12 // parts)
    if outer is not None and outer.rule == "fiscal-year":
        first = add_months(outer.first, (number - 1) * 12 // parts)
        last = move(add_months(first, 12 // parts), -1)
    return Expression(start, end, first, last, rule, rule, f"{year}-{rule[0].upper()}{number}", sure)


def season(scan: Scan, place: int) -> Expression | None:
    words = scan.words
    name = words.at(place)
    month, code = SEASONS[name]
    year = year_at(scan, place + 1)
    before, after = words.at(place - 1), words.at(place + 1)
    if year is None:
        if name in {"fall", "spring"} and (
            before not in _BEFORE_SEASON or after in {"of", "in", "from", "to", "as", "by"}
        ):
            return None
        if after in {
            "session",
            "sitting",
            "term",
            "budget",
            "statement",
            "crop",
            "sown",
            "recess",
            "-",
            "break",
            "camp",
            "heat",
            "games",
            "olympics",
            "school",
            "holiday",
            "holidays",
        }:
            return None
    if year is not None:
        chosen, end, sure = year[0], year[1], True
    else:
        chosen, end, sure = _season_year(scan, place, month), place + 1, False
    first, last = months_span(chosen, month, 3)
    return Expression(place, end, first, last, "season", "season", f"{chosen}-{code}", sure)


def _season_year(scan: Scan, place: int, month: int) -> int:
    here = scan.reference
    year = here.year - (month == 12 and here.month <= 2)
    first, last = months_span(year, month, 3)
    way = outlook(scan.words, place, place + 1)
    if way == PAST and first > here:
        return year - 1
    if way != PAST and last < here:
        return year + 1
    return year


_BEFORE_SEASON = frozenset(
    "the in this next last by early late mid - of until since before after coming each every "
    "following".split()
)


# --- early, mid, late; the beginning and the end ----------------------------------------------------------

EDGE_WORDS = {
    "early": "early",
    "mid": "mid",
    "late": "late",
    "beginning": "start",
    "start": "start",
    "middle": "mid",
    "end": "end",
    "close": "end",
    "turn": "start",
    "outset": "start",
    "rest": "rest",
    "remainder": "rest",
    "latter": "late",
}


_THIRDS = frozenset({"early", "mid", "late"})


def unit_after(scan: Scan, place: int) -> Expression | None:
    """The unit that "early", "the end of" and the like cut: at a word, after an article if need be."""
    made = simple(scan, place)
    if made is None and scan.words.at(place) == "the":
        made = simple(scan, place + 1)
    return made


def edge(scan: Scan, place: int) -> Expression | None:
    """ "Early 2025", "late next month", "the end of the year", "mid- to late September"."""
    words = scan.words
    part = EDGE_WORDS[words.at(place)]
    joint = place + 1 + (words.at(place + 1) == "-")
    if words.at(joint) in {"to", "or"} and words.at(joint + 1) in _THIRDS:
        until = edge(scan, joint + 1)
        whole = (
            unit_after(scan, until.end - 1) if until and words.at(until.end - 1) not in {",", "."} else None
        )
        if until is None or whole is None or whole.unit not in {"month", "year"}:
            return None
        return replace(until, start=place, first=cut(whole, part, scan.reference)[0])
    unit = place + 1
    if words.at(unit) in {"-", "to", "part", "half"}:
        if words.at(unit) == "to" and words.at(unit + 1) == "mid":
            return None
        unit += 1
    if words.at(unit) == "-":
        unit += 1
    if words.at(unit) == "of" or (words.at(unit) == "in" and words.at(place) in {"early", "late", "mid"}):
        unit += 1 + (words.at(unit + 1) == "-")  # "the end-of-July deadline"
    elif words.at(unit) == "in" and words.at(place) in {"start", "end", "close", "turn"}:
        return None  # a verb: "flights start in spring"
    elif (
        part in {"start", "end", "rest"}
        and words.at(place + 1) != "-"
        and words.at(unit) not in MONTHS_AND_YEARS
    ):
        return None
    made = unit_after(scan, unit)
    if made is None and words.at(unit - 1) == "-" and words.at(unit) in {"year", "month", "quarter", "week"}:
        made = this_period(scan, unit)  # "an end-of-year deadline"
    if made is None or made.unit in {"day", "span", "ahead", "past", "event"}:
        return None
    if words.at(place) in {"start", "end", "beginning"} and words.at(place - 1) in {
        "to",
        "will",
        "would",
        "could",
        "should",
    }:
        return None
    if words.at(place) == "turn":
        return _turn_of_year(scan, made, place)
    first, last = cut(made, part, scan.reference)
    return replace(made, start=place, first=first, last=last, unit="part", rule=f"{part}-of-{made.unit}")


def _turn_of_year(scan: Scan, unit: Expression, place: int) -> Expression | None:
    """ "The turn of the year": the next one, unless the last is still near."""
    if unit.unit != "year":
        return None
    year = scan.reference.year - (scan.reference.month == 1)
    first, last = date(year, 12, 31), date(year + 1, 1, 1)
    return replace(unit, start=place, first=first, last=last, unit="event", rule="turn-of-year")


MONTHS_AND_YEARS = frozenset(
    "january february march april may june july august september october november december next this".split()
)


def cut(unit: Expression, part: str, reference: date) -> tuple[date, date]:
    if part == "rest":
        return max(unit.first, reference), unit.last
    if unit.unit == "decade" and part in {"early", "mid", "late"}:
        begin, end = {"early": (0, 3), "mid": (4, 6), "late": (7, 9)}[part]
        return date(unit.first.year + begin, 1, 1), date(unit.first.year + end, 12, 31)
    months = (unit.last.year - unit.first.year) * 12 + unit.last.month - unit.first.month + 1
    if part == "end":
        return (move(add_months(unit.first, months - 1), 0) if months > 1 else move(unit.last, -9)), unit.last
    third = {"early": 0, "start": 0, "mid": 1, "late": 2}[part]
    if months >= 3 and unit.unit != "week":
        step = months // 3
        first = add_months(unit.first, third * step)
        return first, unit.last if third == 2 else move(add_months(unit.first, (third + 1) * step), -1)
    if months == 1 and unit.unit != "week":
        bounds = [(0, 9), (10, 19), (20, (unit.last - unit.first).days)][third]
        return move(unit.first, bounds[0]), move(unit.first, bounds[1])
    bounds = [(0, 1), (2, 3), (3, 6)][third]
    return move(unit.first, bounds[0]), move(unit.first, bounds[1])


def later(scan: Scan, place: int) -> Expression | None:
    words = scan.words
    back = words.at(place) == "earlier"
    unit = place + 1
    unit += words.at(unit) in {"on", "in"}
    unit += words.at(unit) == "in"
    if words.at(unit) not in {"this", "the", "that", "in"} and unit == place + 1:
        return None
    made = simple(scan, unit)
    if made is None or made.unit in {"day", "span", "ahead", "past", "event"}:
        return None
    here = scan.reference
    if back:
        return replace(
            made,
            start=place,
            first=made.first,
            last=max(made.first, min(made.last, here)),
            unit="part",
            rule="earlier-in",
        )
    return replace(
        made, start=place, first=min(max(made.first, here), made.last), unit="part", rule="later-in"
    )


def year_end(scan: Scan, place: int) -> Expression | None:
    """ "year-end", "the year-end", "year end", "month-end"; "the year is out" in "before the year is out"."""
    words = scan.words
    after = place + 1 + (words.at(place + 1) == "-")
    if words.at(after) == "end":
        made = this_period(scan, place)
        if made is None:
            return None
        end = after + 1
        year = year_at(scan, end)
        if year is not None:
            made = replace(made, first=date(year[0], 1, 1), last=date(year[0], 12, 31), value=str(year[0]))
            end = year[1]
        first, last = cut(made, "end", scan.reference)
        return replace(made, end=end, first=first, last=last, unit="part", rule="period-end")
    if words.at(place + 1) in {"is", "was"} and words.at(place + 2) in {"out", "over"}:
        made = this_period(scan, place)
        return replace(made, end=place + 3, rule="period-end") if made else None
    return None
