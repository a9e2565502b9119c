"""Events of the topic's own calendar: "after the November election", "by the summit", "the next meeting"."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from monitor.model import Days
from monitor.reading.dates.scan import Expression, Named, Scan
from monitor.reading.dates.words import MONTHS
from monitor.text import stem, tokens

_SAME = {
    "vote": "election",
    "poll": "election",
    "polls": "election",
    "ballot": "election",
    "elections": "election",
}
"""Words that news prose uses for an election, where the calendar has one."""
_LEADING = frozenset(
    {"the", "next", "its", "their", "this", "that", "coming", "upcoming", "his", "our", "last"}
)
_LATELY = 60
"""Days for which "the election" still means the one that is over."""
_ANYBODYS = frozenset("deadline date expiry expiration vote hearing reading decision".split())
_BODIES = frozenset(
    "senate council parliament congress house court assembly commission board committee government".split()
)
"""Words that name a body without the rest of an event's name: "the Senate" for "the new Senate"."""
_OF_ANOTHER = frozenset("for to of on is was date".split())
"""After such a word one of these begins what the word is of: "the deadline for bids", no event of the
calendar."""
_BEFORE = frozenset("before after by until till since at following ahead of during around pre post".split())


def named_events(calendar: Mapping[str, Days]) -> Named:
    """The calendar filed by the stem of each name's last word, so that an event is looked up by one word."""
    made: dict[str, list[tuple[tuple[str, ...], Days]]] = {}
    for name, days in calendar.items():
        words = tuple(stem(token.text) for token in tokens(name) if token.is_word)
        if words:
            made.setdefault(words[-1], []).append((words, days))
    return {head: tuple(entries) for head, entries in made.items()}


def event(scan: Scan, place: int) -> Expression | None:
    """An event whose name ends at this word: named in full, or by its last word where that says which."""
    words = scan.words
    entries = scan.calendar.get(stem(words.text[place]))
    synonym = False
    if entries is None:
        if words.text[place] not in _SAME:
            return None
        entries, synonym = scan.calendar.get(stem(_SAME[words.text[place]])), True
    if entries is None or words.at(place + 1) == "-":
        return None
    full = [(name, days) for name, days in entries if len(name) > 1 and _name_before(scan, place, name)]
    if full:
        name, days = max(full, key=lambda entry: len(entry[0]))
        return _make(scan, place - len(name) + 1, place + 1, days, "calendar-event")
    month = MONTHS.get(words.at(place - 1))
    if month is not None:  # "the November elections"
        held = [days for _, days in entries if (days.first or days.last or date.max).month == month]
        return _by_head(scan, place, held, True, 1) if held else None
    if synonym and not (words.at(place - 1) in _BEFORE or words.at(place - 2) in _BEFORE - {"at", "during"}):
        return None
    if not synonym or words.at(place - 1) in _LEADING | _BEFORE:
        return _by_head(
            scan, place, [days for name, days in entries], any(len(name) == 1 for name, _ in entries)
        )
    return None


def _name_before(scan: Scan, place: int, name: tuple[str, ...]) -> bool:
    start = place - len(name) + 1
    return start >= 0 and all(stem(scan.words.text[start + step]) == word for step, word in enumerate(name))


def _by_head(
    scan: Scan, place: int, events: list[Days], whole_name: bool, more: int = 0
) -> Expression | None:
    """The next of the events, or the last where the words say so; its name begins `more` words earlier."""
    words = scan.words
    before = words.at(place - 1)
    if not whole_name and before not in _LEADING | _BEFORE:
        return None
    if not whole_name and words.text[place] in _BODIES:
        return None
    if not whole_name and words.text[place] in _ANYBODYS and words.at(place + 1) in _OF_ANOTHER:
        return None
    coming = sorted((days for days in events if _last(days) >= scan.reference), key=_last)
    if before in {"last", "since"} or not coming:
        gone = sorted((days for days in events if _last(days) < scan.reference), key=_last)
        lately = bool(gone) and (scan.reference - _last(gone[-1])).days <= _LATELY
        if not gone or not (before in {"last", "since"} or (lately and before in {"the", *_BEFORE})):
            return None
        return _make(scan, place - more, place + 1, gone[-1], "calendar-event")
    return _make(scan, place - more, place + 1, coming[0], "calendar-event")


def _last(days: Days) -> date:
    return days.last or days.first or date.max


def _make(scan: Scan, start: int, end: int, days: Days, rule: str) -> Expression:
    first = days.first or days.last
    last = days.last or days.first
    assert first is not None, "Days holds at least one end"
    assert last is not None, "Days holds at least one end"
    if scan.words.at(start - 1) in {"next", "the", "its", "this"}:
        start -= 1
    return Expression(start, end, first, last, "event", rule, first.isoformat(), True)
