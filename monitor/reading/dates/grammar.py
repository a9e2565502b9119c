"""Dates of English news prose: from words to calendar units, before any preposition is looked at.

`expressions` walks a line once; a word that can begin a date hands over to the rule for it. What "by",
"until" or "not before" make of an expression is decided in bounds.
"""

from __future__ import annotations

from dataclasses import replace

from monitor.reading.dates.absolute import read_absolute
from monitor.reading.dates.events import event
from monitor.reading.dates.holidays import HOLIDAY_WORDS, holiday
from monitor.reading.dates.idioms import day_of_month, end_of_day, hours, new_year, period, weekend
from monitor.reading.dates.nth import NTH_WORDS, nth_of_month
from monitor.reading.dates.parts import EDGE_WORDS, edge, later, ordinal, short_quarter, simple, year_end
from monitor.reading.dates.relative import ago, in_span
from monitor.reading.dates.scan import Expression, Rule, Scan
from monitor.reading.dates.words import (
    MONTHS,
    SEASONS,
    WEEKDAYS,
    Words,
    add_months,
    month_span,
    shift,
    week_of,
)
from monitor.reading.numbers_words import ORDINALS, SMALL

RULES: dict[str, tuple[Rule, ...]] = {}


def _file(words: str, *rules: Rule) -> None:
    for word in words.split():
        RULES[word] = rules


_file(" ".join(MONTHS), simple)
_file(" ".join(WEEKDAYS), simple)
_file(" ".join(SEASONS), simple)
_file(" ".join(EDGE_WORDS), edge)
_file("this next last coming past previous current following", simple)
_file("today tonight tomorrow yesterday overnight", simple)
_file("fiscal financial fy", simple)
_file("q h", short_quarter)
_file("later earlier sometime", later)
_file("year month", year_end, period)
_file("week days weeks months", period)
_file("weekend", weekend)
_file("in within", in_span, hours)
_file("a an about around couple several few", ago)
_file(" ".join(SMALL), ago)
_file(" ".join(HOLIDAY_WORDS), holiday)
_file("new", holiday, new_year)
_file("end", edge, end_of_day)
_file(" ".join(NTH_WORDS), nth_of_month, ordinal)
_file("first second third fourth", nth_of_month, ordinal, ago)
_file("last", nth_of_month, ordinal, simple)

TRIGGERS = frozenset(RULES)
"""A line without one of these words, without digits and without an event's name holds no date."""


def expressions(scan: Scan) -> list[Expression]:
    """All date expressions of a line, in order, not overlapping."""
    found: list[Expression] = []
    place, size = 0, len(scan.words)
    while place < size:
        made = read_at(scan, place)
        if made is None:
            place += 1
            continue
        while found and found[-1].end > made.start:  # "September meeting": the longer name holds
            found.pop()
        found.append(_through(scan, made))
        place = found[-1].end
    return found


def read_at(scan: Scan, place: int) -> Expression | None:
    """The expression that begins at a word (an event's: that ends there), or None."""
    word = scan.words.text[place]
    for rule in RULES.get(word, ()):
        made = rule(scan, place)
        if made is not None:
            return made
    if word[:1].isdigit():
        return ago(scan, place) or read_absolute(scan, place) or day_of_month(scan, place)
    if word[:2] == "fy":
        return simple(scan, place)
    return event(scan, place) if scan.calendar else None


def _through(scan: Scan, made: Expression) -> Expression:
    """ "April to June", "October-December", "spring or summer", "from Friday through Sunday": one stretch."""
    words = scan.words
    if made.unit == "day" and words.at(made.start - 1) == "of" and words.at(made.start - 2) == "week":
        first, last = week_of(made.first)  # "the week of December 11"
        value = f"{first.isocalendar().year}-W{first.isocalendar().week:02}"
        return replace(
            made, start=made.start - 2, first=first, last=last, unit="week", rule="week-of", value=value
        )
    if made.rule in {"quarter", "half"} and (wider := _or_before(words, made)) is not None:
        return wider
    joint = words.at(made.end)
    if (wider := _or_next(scan, made)) is not None:
        return wider
    if joint not in {"to", "through", "-", "–", "or", "and", "until"} or made.unit in {
        "ahead",
        "past",
        "event",
        "span",
    }:
        return made
    if joint == "and" and words.at(made.start - 1) != "between":
        return made
    if joint in {"to", "until"} and words.at(made.start - 1) != "from" and made.unit == "day":
        return made
    other = edge(scan, made.end + 1) if words.at(made.end + 1) in EDGE_WORDS else simple(scan, made.end + 1)
    if other is None or other.first < made.first or other.unit != made.unit:
        return made
    end = other.end
    if words.at(end) == "quarter":
        end += 1
    return replace(made, end=end, last=other.last, unit="span", rule="stretch", sure=made.sure or other.sure)


def _or_next(scan: Scan, made: Expression) -> Expression | None:
    """ "This week or next": both of them."""
    words, end = scan.words, made.end + 2
    if (words.at(made.end), words.at(made.end + 1)) != ("or", "next") or not made.rule.startswith(
        "relative-"
    ):
        return None
    if words.at(made.start) != "this" or (
        words.at(end).isalpha() and words.at(end) not in {"and", "but", "to"}
    ):
        return None
    after = shift(made.last, 1, made.unit) if made.unit in {"week", "year"} else add_months(made.last, 1)
    last = month_span(after.year, after.month)[1] if made.unit == "month" else after
    if made.unit not in {"week", "month", "year"}:
        return None
    first = max(made.first, scan.reference)
    return replace(made, end=end, first=first, last=last, unit="span", rule="stretch")


def _or_before(words: Words, made: Expression) -> Expression | None:
    """ "The second or third quarter of 2024", "Q2 or Q3": both of them."""
    number = ORDINALS.get(words.at(made.start - 2), 0)
    mine = ORDINALS.get(words.at(made.start), 0)
    if words.at(made.start - 1) not in {"or", "and", "to"} or not 0 < number < mine:
        return None
    months = 3 if made.rule == "quarter" else 6
    first = add_months(made.first, -months * (mine - number))
    return replace(made, start=made.start - 2, first=first, unit="span", rule="stretch")
