"""Dates that name a month, a day of one or a year: "Dec. 5", "24 July 2024", "2024-12-05", "2025-26"."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from monitor.reading.dates.scan import Expression, Scan
from monitor.reading.dates.tense import FUTURE, PAST, outlook
from monitor.reading.dates.words import AMBIGUOUS_MONTHS, MONTHS, Words, add_months, month_span, move


def day_at(
    scan: Scan, start: int, end: int, year: int, month: int, day: int, *, rule: str, sure: bool
) -> Expression | None:
    try:
        made = date(year, month, day)
    except ValueError:
        return None
    return Expression(start, end, made, made, "day", rule, made.isoformat(), sure)


def year_at(scan: Scan, place: int) -> tuple[int, int] | None:
    """A year at a word (after an optional comma or "of"), with where it ends: "2025", "next year"."""
    if scan.words.at(place) in {",", "of"}:
        place += 1
    word = scan.words.at(place)
    if word in _STEPS and scan.words.at(place + 1) == "year" and scan.words.at(place - 1) != ",":
        return scan.reference.year + _STEPS[word], place + 2
    if len(word) == 4 and word.isdecimal() and 1900 <= int(word) <= 2100:
        if scan.words.at(place + 1) in {"%", "percent"}:
            return None
        return int(word), place + 1
    return None


_STEPS = {"this": 0, "next": 1, "last": -1}
_FAR, _NEAR = 300, 65
"""Days. A tense read from the clause does not make "Jan. 19" of last January where next month has one too."""


def _nearest_year(scan: Scan, start: int, end: int, month: int, day: int = 0) -> int:
    """The year of a month or day that names none: as the clause's tense has it, else whichever is nearest."""
    here = scan.reference
    there = date(here.year, month, min(day, 28) or 15)
    distance = (there - here).days
    nearest = here.year + (1 if distance < -180 else -1 if distance > 185 else 0)
    way = FUTURE if scan.words.at(start - 1) == "than" else outlook(scan.words, start, end)
    past = there < here if day else month < here.month
    ahead = there > here if day else month > here.month
    if _moved(scan.words, start):
        return here.year + past
    made = here.year + past if way == FUTURE else here.year - ahead if way == PAST else nearest
    far, near = (there.replace(year=year) - here for year in (made, nearest))
    return nearest if abs(far.days) > _FAR and abs(near.days) < _NEAR else made


def _moved(words: Words, start: int) -> bool:
    """Whether something is moved to the date: "moves the start to March", not "from January to March"."""
    before = [words.at(place) for place in range(start - 7, start)]
    return before[-1] == "to" and not _MOVES.isdisjoint(before)


_MOVES = frozenset(
    "move moves moved push pushes pushed shift shifts shifted put puts postpone postpones postponed delay "
    "delays delayed defer defers deferred slip slips slipped reschedule rescheduled brought brings".split()
)


def _month(scan: Scan, place: int) -> Expression | None:
    """ "March", "Dec. 5", "December 5, 2024", "Sept. 17-18", "March 2025"."""
    words = scan.words
    month = MONTHS[words.at(place)]
    if not _is_month(words, place):
        return None
    after = place + 1 + (words.at(place + 1) == ".")
    day = ordinal_day(words, after)
    if day is None:
        year = year_at(scan, after)
        if year is not None:
            first, last = month_span(year[0], month)
            return Expression(place, year[1], first, last, "month", "month-of-year", f"{first:%Y-%m}", True)
        found = _nearest_year(scan, place, after, month)
        first, last = month_span(found, month)
        end = after if words.at(after - 1) != "." or len(words.at(place)) <= 4 else place + 1
        return Expression(place, end, first, last, "month", "month", f"{first:%Y-%m}")
    number, end = day
    until = None
    if words.at(end) in {"-", "–", "and", "to", "or"} and (second := ordinal_day(words, end + 1)):
        until, until_end = second
        if until <= number:
            until = None
        else:
            end = until_end
    year = year_at(scan, end)
    chosen = year[0] if year else _nearest_year(scan, place, end, month, number)
    made = day_at(
        scan, place, year[1] if year else end, chosen, month, number, rule="month-day", sure=year is not None
    )
    if made is None or until is None:
        return made
    closed = day_at(scan, place, made.end, chosen, month, until, rule="day-range", sure=made.sure)
    return replace(closed, first=made.first, value=made.value) if closed else made


def ordinal_day(words: Words, place: int) -> tuple[int, int] | None:
    word = words.at(place)
    if not (word.isdecimal() and len(word) <= 2 and 1 <= int(word) <= 31):
        return None
    if words.at(place + 1) in {"st", "nd", "rd", "th"} and words.glued(place + 1):
        return int(word), place + 2
    if words.at(place + 1) in {"%", "percent", "per", "million", "billion", "people", "countries"}:
        return None
    return int(word), place + 1


def _is_month(words: Words, place: int) -> bool:
    """Whether a word that may also be a verb or a name stands here as a month."""
    word = words.at(place)
    if not words.capital(place):
        return False
    if word not in AMBIGUOUS_MONTHS:
        return len(word) > 3 or word in {
            "jan",
            "feb",
            "apr",
            "jun",
            "jul",
            "aug",
            "sep",
            "oct",
            "nov",
            "dec",
            "may",
        }
    after = words.at(place + 1 + (words.at(place + 1) == "."))
    if after[:1].isdigit():
        return True
    before = words.at(place - 1)
    if before in _BEFORE_MONTH:
        return True
    return place > 0 and before.isalpha() and not _title_cased(words) and after not in {"be", "have", "on"}


def _title_cased(words: Words) -> bool:
    """Whether most of the longer words of the line begin with a capital, as in an American headline."""
    longer = [
        token.text[0].isupper() for token in words.tokens if len(token.text) > 3 and token.text[0].isalpha()
    ]
    return sum(longer) > 0.7 * len(longer)


def _number(scan: Scan, place: int) -> Expression | None:
    """What begins with digits: "5 December 2024", "24 July", "2025", "2024-12-05", "1990s", "10/30/2024"."""
    words = scan.words
    word = words.at(place)
    if place and words.glued(place) and words.at(place - 1) in {"$", "£", "€", ".", "/", "#"}:
        return None
    iso = _numeric(scan, place)
    if iso is not None:
        return iso
    day = ordinal_day(words, place)
    if day is not None:
        return _day_month(scan, place, day)
    if len(word) == 4 and word.isdecimal() and 1900 <= int(word) <= 2100:
        return _bare_year(scan, place, int(word))
    if len(word) == 5 and word[4] == "s" and word[:3].isdecimal() and word[3] == "0":
        return _decade(place, place + 1, int(word[:4]))  # "mid-2030s" is taken apart at its hyphen only
    return None


def _decade(start: int, end: int, year: int) -> Expression:
    return Expression(
        start, end, date(year, 1, 1), date(year + 9, 12, 31), "decade", "decade", str(year)[:3], True
    )


def _day_month(scan: Scan, place: int, day: tuple[int, int]) -> Expression | None:
    words = scan.words
    number, end = day
    until = None
    if words.at(end) in {"-", "–", "and", "to", "or"} and (second := ordinal_day(words, end + 1)):
        until, end = second
    end += words.at(end) in {"of", "-"}
    month = MONTHS.get(words.at(end))
    if month is None or not words.capital(end):
        return None
    end += 1
    end += words.at(end) == "."
    year = year_at(scan, end + (words.at(end) == "-"))
    chosen = year[0] if year else _nearest_year(scan, place, end, month, number)
    made = day_at(
        scan, place, year[1] if year else end, chosen, month, number, rule="day-month", sure=year is not None
    )
    if made is None or until is None or until <= number:
        return made
    closed = day_at(scan, place, made.end, chosen, month, until, rule="day-range", sure=made.sure)
    return replace(closed, first=made.first, value=made.value) if closed else made


def _numeric(scan: Scan, place: int) -> Expression | None:
    """A day in figures: ISO "2024-12-05" and "10/30/2024" (month first unless that is impossible)."""
    words = scan.words
    parts = [words.at(place + step) for step in range(5)]
    if parts[1] not in {"-", "/"} or parts[1] != parts[3] or not all(p.isdecimal() for p in parts[::2]):
        return None
    a, b, c = (int(part) for part in parts[::2])
    if len(parts[0]) == 4:
        year, month, day = a, b, c
    elif len(parts[4]) in {2, 4} and parts[1] == "/":
        year = c if len(parts[4]) == 4 else 1900 + c + 100 * (c < 70)
        month, day = (a, b) if a <= 12 else (b, a)
    else:
        return None
    if not 1900 <= year <= 2100:
        return None
    return day_at(scan, place, place + 5, year, month, day, rule="numeric-day", sure=True)


def _bare_year(scan: Scan, place: int, year: int) -> Expression | None:
    words = scan.words
    end = place + 1
    if words.at(end) == "s" and words.glued(end) and year % 10 == 0:
        return _decade(place, end + 1, year)
    if words.at(end) in {"-", "–", "/"} and words.at(end + 1) == f"{(year + 1) % 100:02}":
        first = date(
            year, 4, 1
        )  # two-year names are those of years that begin in April: India, Britain, Canada
        return Expression(
            place, end + 2, first, move(add_months(first, 12), -1), "year", "two-year", str(year), True
        )
    after = words.at(end + 1)
    if words.at(end) in {"-", "–"} and len(after) == 2 and after.isdecimal() and int(after) > year % 100:
        last = date(year - year % 100 + int(after), 12, 31)
        return Expression(place, end + 2, date(year, 1, 1), last, "span", "years", str(year), True)
    if _titles(words, place):
        return None  # "the Online Safety Bill 2024", "Bill No. 30 of 2024"
    if words.at(place - 1) in {"$", "£", "€", "no", "#"} or words.at(end) in _COUNTED or words.at(end) == "%":
        return None
    counter = words.at(place - 1) in _COUNTERS or (
        words.at(place - 1) == "to" and words.at(place - 2) == "up"
    )
    if counter and words.at(end).isalpha() and words.at(end) not in _YEAR_FOLLOWERS:
        return None
    return Expression(place, end, date(year, 1, 1), date(year, 12, 31), "year", "year", str(year), True)


def _titles(words: Words, place: int) -> bool:
    """Whether a year only tells one act or bill from others."""
    before = place - 1 - (words.at(place - 1) == ",")
    if words.at(before) in _TITLED and words.capital(before):
        return True
    numbered = words.at(before) == "of" and words.at(before - 1).isdecimal()
    return numbered and words.at(before - 2 - (words.at(before - 2) == ".")) in {"no", "act", "number"}


_COUNTED = frozenset(
    "people migrants troops soldiers officers dollars euros pounds tons tonnes barrels votes missiles "
    "tanks borrowers firms companies jobs workers students permits flats homes miles km kilometers "
    "kilometres meters metres megawatts mw gw points contractors asylum domestic percent".split()
)
_TITLED = frozenset("act bill law rules regulations order budget protocol convention agenda strategy".split())
_COUNTERS = frozenset(
    "about some around nearly almost roughly approximately least than over up total all only".split()
)
_YEAR_FOLLOWERS = frozenset("and or but in at the budget election elections".split())
_BEFORE_MONTH = frozenset(
    "in by of since until till late early mid before after next last this from through during for to "
    "- on and or around between end throughout".split()
)


def read_absolute(scan: Scan, place: int) -> Expression | None:
    """The expression of this sort that begins at a word, or None."""
    word = scan.words.at(place)
    if word in MONTHS:
        return _month(scan, place)
    return _number(scan, place) if word[:1].isdigit() else None
