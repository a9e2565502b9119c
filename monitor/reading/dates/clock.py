"""Times of day beside a date: "until midnight on Dec. 21", "at 11:59 p.m. Eastern on Thursday", "by close of
business on Friday". They change no day; what bounds the date stands before them."""

from __future__ import annotations

from monitor.reading.dates.words import Words

_NOON = frozenset("midnight noon midday".split())
_HALVES = frozenset("am pm a.m. p.m. a.m p.m o'clock hours".split())
_ZONES = frozenset("time local eastern central pacific gmt utc est edt et ct pt bst cet cest".split())


def before_clock(words: Words, start: int) -> int:
    """Where the time of day before a date begins; the date's own start where there is none."""
    place = start - 1 - (words.at(start - 1) in {"on", "of"})
    while words.at(place) in _ZONES:
        place -= 1
    if words.at(place) in _NOON:
        return place - 2 * (words.at(place - 1) == "of" and words.at(place - 2) == "stroke")
    if words.at(place) in _HALVES and words.at(place - 1)[:1].isdecimal():
        return place - 1
    if _is_time(words.at(place)):
        return place
    if words.at(place) in {"business", "play", "day"} and words.at(place - 1) == "of":
        opening = place - 2
        if words.at(opening) in {"close", "end", "start"}:
            return opening - (words.at(opening - 1) == "the")
    return start


def _is_time(word: str) -> bool:
    hour, mark, minute = word.partition(":")
    return bool(mark) and hour.isdecimal() and minute.isdecimal() and len(minute) == 2
