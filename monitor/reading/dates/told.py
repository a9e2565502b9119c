"""Words in which a date's event is told a second way: "on Tuesday, when it lapses", "June 1, the day the ban
ends", "has until Friday to decide"."""

from __future__ import annotations

from monitor.reading.dates.attach import Line
from monitor.reading.dates.bounds import Dated

_DAYS = frozenset("day date moment deadline".split())
_THEN = frozenset("when that on by which".split())
_GIVEN = frozenset("has have had gives give gave given until by till granted".split())
_REACH = 8


def told_after(line: Line, dated: Dated) -> int | None:
    """The verb of a clause that says what falls on the day before it: ", when ...", ", the day ..."."""
    lows, at = line.lows, dated.end
    at += lows[at : at + 1] in ([","], ["as"])
    if lows[at : at + 1] == ["when"]:
        return line.verb_from(at + 1)
    if lows[at : at + 1] == ["the"] and at + 1 < len(lows) and lows[at + 1] in _DAYS:
        begin = at = at + 2
        while at < len(lows) and lows[at] in _THEN:
            at += 1
        clause = at > begin or lows[at : at + 1] in (["the"], ["its"], ["it"], ["they"])
        return line.verb_from(at) if clause else None
    return None


def time_given(line: Line, dated: Dated) -> int | None:
    """The verb of what somebody has time for: "has until May 3 to decide", "gave it until June to leave"."""
    lows, start, end = line.lows, dated.start, dated.end
    end += lows[end : end + 2] == [",", "to"]  # "has 90 days, until March 23, to take a decision"
    if lows[start] not in {"until", "till", "by"} or lows[end : end + 1] != ["to"] or end + 1 >= len(lows):
        return None
    for place in range(start - 1, max(-1, start - _REACH), -1):
        if line.parts(place):
            return None
        if lows[place] in _GIVEN:
            return end + 1
    return None
