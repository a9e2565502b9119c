"""Dates that a line names and does not hold to: those that held before, that nobody expects any more, that
would have been, or until which something lasts."""

from __future__ import annotations

from monitor.reading.dates.attach import REACH, Line
from monitor.reading.dates.bounds import Dated
from monitor.reading.dates.lexicon import FADING, SUPERSEDED, WATCHED
from monitor.text import stem


def no_longer(line: Line, dated: Dated) -> str:
    """Why a date is not held to; empty: it is."""
    return (
        _superseded(line, dated)
        or _faded(line, dated)
        or _unreal(line, dated)
        or _lasting(line, dated)
        or _compared(line, dated)
    )


def clause(line: Line, dated: Dated, *, commas: bool = True) -> tuple[int, int]:
    """The tokens [start, end) of the stretch around a date that no mark parts; `commas`: they part too."""
    lows, start, end = line.lows, dated.start, dated.end
    first, last = max(0, start - REACH), min(len(lows), end + REACH)
    while start > first and not (line.parts(start - 1) or (commas and lows[start - 1] == ",")):
        start -= 1
    while end < last and not (line.parts(end) or (commas and lows[end] == ",")):
        end += 1
    return start, end


def _superseded(line: Line, dated: Dated) -> str:
    """ "Previously postponed to June 19", "which had earlier been set for May", "instead of May"."""
    lows = line.lows
    for place in range(dated.start - 1, max(-1, dated.start - 12), -1):
        if line.parts(place) or (lows[place] == "," and place < dated.start - 4):
            return ""
        ahead = lows[place + 1 : place + 4]
        if (
            lows[place] in SUPERSEDED
            or (lows[place] == "had" and not _HOPED.isdisjoint(ahead))
            or (lows[place] == "earlier" and not _SET.isdisjoint(ahead[:1]))
            or (lows[place] == "instead" and ahead[:1] == ["of"])
            or (lows[place] == "rather" and ahead[:1] == ["than"])
            or (lows[place] == "not" and place == dated.start - 1 and lows[place - 1] == ",")
        ):
            return "held before"
    return ""


def _faded(line: Line, dated: Dated) -> str:
    """ "Hopes of May fade", "scraps the May date", "bets on a June cut collapse", "cut the odds of May"."""
    tokens = line.tokens
    around = tokens[max(0, dated.start - 1) : dated.start] + tokens[dated.end : dated.end + 2]
    if any(token.stem in FADING for token in around):
        return "no longer held"
    for place in range(dated.start - 1, max(-1, dated.start - 6), -1):
        if line.parts(place):
            return ""
        if line.lows[place] in WATCHED:
            near = tokens[max(0, place - 3) : place] + tokens[dated.end : dated.end + 5]
            fallen = any(token.stem in FADING or token.stem in _FALLING for token in near)
            return "no longer held" if fallen else ""
    return ""


def _unreal(line: Line, dated: Dated) -> str:
    """ "Would have opened in May", "asked about a cut in May"."""
    start, end = clause(line, dated)
    lows = line.lows[start:end]
    supposed = any(lows[at : at + 2] == ["would", "have"] for at in range(len(lows)))
    if supposed or lows[:1] == ["had"]:
        return "of what might have been"
    asked = lows[:1] == ["asked"] and lows[1:2] in (["about"], ["whether"], ["if"])
    asked = asked or line.lows[max(0, start - 2) : start] in (["asked", "whether"], ["asked", "if"])
    return "only asked about" if asked else ""


def _lasting(line: Line, dated: Dated) -> str:
    """ "Would stay in force through 2027"."""
    rest = dated.expression.rule.startswith("rest-of-")
    rest = (
        rest and "for" in line.lows[max(0, dated.start - 2) : dated.start + 1]
    )  # "for the rest of the year"
    if not rest and line.lows[dated.start] not in _UNTIL and line.lows[dated.start - 1] not in _UNTIL:
        return ""
    before = line.tokens[max(0, dated.start - 6) : dated.start]
    return "until when it lasts" if any(token.stem in _LASTING for token in before) else ""


def _compared(line: Line, dated: Dated) -> str:
    """ "Up by half since the turn of the year": since when something is measured; "as agreed in May"."""
    lows = line.lows
    before = lows[max(0, dated.start - 3) : dated.start]
    last = dated.days.last
    if "since" in before and last is not None and dated.expression.rule == "turn-of-year":
        return "since when something is measured"
    for place in range(dated.start - 1, max(0, dated.start - 4), -1):
        if lows[place - 1] == "as" and lows[place].endswith("ed") and lows[place] not in _LOOKING_AHEAD:
            return "of what was done before"
        if line.parts(place) or lows[place] == ",":
            return ""
    return ""


_LOOKING_AHEAD = frozenset("planned scheduled expected needed required intended".split())
_SET = frozenset("set planned scheduled announced slated".split())
_HOPED = frozenset(
    "hoped expected planned set wanted intended aimed due promised pencilled penciled forecast".split()
)
_FALLING = frozenset(map(stem, "cut trim lower slash fall slip pare reduce".split()))
_LASTING = frozenset(map(stem, "stay remain keep continue last extend run valid".split()))
_UNTIL = frozenset("through until till".split())
