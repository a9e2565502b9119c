"""Days counted from another: "the day before the inauguration", "60 days from July 1", "a week on Thursday",
"within 30 days of the vote", "on the eve of the summit"."""

from __future__ import annotations

from datetime import date

from monitor.reading.dates.scan import Expression
from monitor.reading.dates.words import Words, move, shift
from monitor.reading.numbers_words import whole

_PERIODS = {
    "day": "day",
    "days": "day",
    "week": "week",
    "weeks": "week",
    "fortnight": "fortnight",
    "month": "month",
    "months": "month",
}


def offset(words: Words, start: int, expression: Expression) -> tuple[int, date, date] | None:
    """Where such a phrase begins and its days, for an expression whose articles begin at `start`."""
    side = words.at(start - 1)
    if side == "of" and words.at(start - 2) == "eve":
        day = move(expression.first, -1)
        return start - 2, day, day
    if expression.unit not in {"day", "event"}:
        return None
    noun = start - 2
    if side in {"week", "fortnight"} and words.at(start - 2) == "a":  # "a week today"
        side, noun = "from", start - 1
    elif side == "on" and words.at(noun) in {"week", "fortnight"} and words.at(noun - 1) == "a":
        side = "from"
    period = _PERIODS.get(words.at(noun))
    if period is None or side not in {"before", "after", "from", "of"}:
        return None
    begin = noun - 1
    count = _count(words, begin)
    if count is None or words.at(begin - 1) == "for":
        return None
    if words.at(begin - 1) == "within" and side != "before":
        return begin - 1, expression.first, shift(expression.last, count, period)
    if side == "of":
        return None
    if side == "before":
        day = shift(expression.first, -count, period)
    else:
        day = shift(expression.last, count, period)
    return begin, day, day


def _count(words: Words, place: int) -> int | None:
    counted = whole(words.text, place)
    if counted is not None and counted[1] == place + 1:
        return counted[0]
    return 1 if words.at(place) in {"the", "a", "one"} else None
