"""What the date rules read and what they make."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date

from monitor.model import Days
from monitor.reading.dates.words import Words
from monitor.text import stem

Named = Mapping[str, tuple[tuple[tuple[str, ...], Days], ...]]
"""The topic's own events: an event's last word → the words of its name, and its days."""


@dataclass(frozen=True, slots=True)
class Expression:
    """A stretch of words that names days, before any preposition is looked at."""

    start: int  # first word
    end: int  # one past the last
    first: date
    last: date
    unit: (
        str  # day, week, weekend, month, quarter, half, season, year, decade, part, event, span, ahead, past
    )
    rule: str
    value: str = ""  # what TIMEX3, the annotation standard of TimeBank and TempEval, would give it
    sure: bool = False  # the words fix it: a year is named, or it is counted from today


@dataclass(frozen=True, slots=True)
class Scan:
    """What the rules read: the words, the day of publication and the topic's own events."""

    words: Words
    reference: date
    calendar: Named

    def calendar_names(self, word: str) -> bool:
        """Whether an event of the topic's own calendar is called by this word alone."""
        return any(len(name) == 1 for name, _ in self.calendar.get(stem(word), ()))


Rule = Callable[[Scan, int], Expression | None]
"""A rule looks at the words from a place on, and gives the expression that begins there."""
