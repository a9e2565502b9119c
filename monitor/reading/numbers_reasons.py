"""Why a quantity of the right unit is no answer: a part, a rate, a threshold, a number of the past."""

from __future__ import annotations

import itertools
import re
from collections.abc import Sequence

from monitor.reading.document import Line
from monitor.reading.numbers_asked import TIMES
from monitor.reading.numbers_grammar import MOVES
from monitor.reading.numbers_lexicon import lexicon
from monitor.reading.numbers_owners import whose
from monitor.reading.numbers_place import JOINTS, MARKS, REACH, Place, clause_before
from monitor.reading.numbers_words import SMALL
from monitor.stems import stem

_INSTEAD = frozenset("not than instead rather against versus compared unlike".split())
_MORE = frozenset("further another additional extra more first".split())
_ADDED = frozenset({"more", "additional", "extra", "further", "others"})
_FURTHER = frozenset({"further", "additional", "extra"})
_LIMITS = frozenset("once if until unless when".split())
_ONCE = frozenset("once unless until".split())
_MOVES = frozenset(
    "fell fall falls rose rise rises dropped drop jumped gained slid climbed lost shrank grew up down".split()
)
_BEFORE = frozenset("previously formerly initially originally existing current".split())
_FORMER = frozenset("earlier prior previous past old".split())
_APPEALS = frozenset(
    "urge urges urged press presses pressed demands demand demanded should preferred wanted".split()
)
_CALLS = frozenset({"call", "calls", "called", "calling"})
_ADVISERS = frozenset(
    "panel commission committee review inquiry board regulator watchdog advisers advisory recommends".split()
)
"""Bodies whose "should" is a proposal and no mere appeal."""
_TEN = re.compile(r"10{0,3}|[2-9]")
_SUMMED = frozenset("reductions cuts easing hikes increases".split())
_LATER = frozenset("second third fourth fifth sixth seventh".split())
PART = "a part beside a total"
NOW = "what it is now"
UNREAL = "what was to have been"
WEAK = frozenset({PART, UNREAL, NOW})
"""Reasons with which a number still answers where nothing else does."""


def reason(place: Place, near: bool, year: int) -> str:
    """Why a quantity of the unit is no answer; empty: it may be one. `year` is that of publication."""
    return (
        _rates(place)
        or _named_otherwise(place)
        or _limits(place)
        or _past(place, year)
        or whose(place)
        or _level(place)
        or _stray(place, near)
        or _other_year(place, year)
        or _step(place)
        or _part(place)
        or _unreal(place)
        or _now(place)
    )


def _named_otherwise(place: Place) -> str:
    texts, quantity = place.texts, place.quantity
    before = texts[max(0, quantity.start - 4) : quantity.start]
    if (
        _left(clause_before(texts, quantity.start)[-6:])
        or set(before[-2:]) & _INSTEAD
        or (before[-2:-1] == ["short"] or before[-3:-1] == ["short", "of"])
    ):
        return "named as what it is not, or no longer"
    after = texts[quantity.end : quantity.end + 2]
    shared = after[:1] == ["in"] and after[1:] and bool(_TEN.fullmatch(after[1]) or after[1] in SMALL)
    behind = [token.lower for token in place.line.tokens[place.last : place.last + 2]]
    shared = shared or behind in (["in", "ten"], ["in", "10"], ["in", "100"])  # "four people in ten"
    counts = not (place.asked.currency or place.asked.percent)
    among = before[-1:] == ["in"] and (before[-2:-1] and before[-2] in SMALL)  # "two in three"
    if counts and (among or shared or before[-2:] == ["out", "of"] or after == ["out", "of"]):
        return "a share of no stated whole"
    if before[-1:] == ["plus"]:
        return "comes on top of something else"
    return ""


def _left(before: Sequence[str]) -> bool:
    """Whether a number is the one that was left: "up from 4"; not the 64 of "up from 62 to 64"."""
    for at, pair in enumerate(itertools.pairwise(before)):
        if pair in (("down", "from"), ("up", "from")):
            return "to" not in before[at + 2 :]
    return False


def _part(place: Place) -> str:
    """ "Another 500", "500 more"; where the question asks for what is added, that is the answer."""
    texts, quantity = place.texts, place.quantity
    if place.asked.added or place.asked.timed:
        return ""  # "another decade" is all that is granted
    inside = _FURTHER & set(texts[quantity.start : quantity.end])
    further = set(texts[quantity.end : quantity.end + 1]) & _ADDED and not quantity.hedged
    if not (further or set(texts[max(0, quantity.start - 1) : quantity.start]) & _MORE or inside):
        return ""
    return "of a later one" if place.asked.first else PART


def _unreal(place: Place) -> str:
    """ "Drivers were to have paid $15"."""
    clause = clause_before(place.texts, place.quantity.start)
    met = any(pair == ("to", "have") for pair in itertools.pairwise(clause)) and {"was", "were"} & set(clause)
    return UNREAL if met else ""


def _step(place: Place) -> str:
    """ "Goes up £111 to £1,849", where the question asks how high it is."""
    verb, *way = place.texts[max(0, place.quantity.start - 2) : place.quantity.start] or [""]
    stepped = place.asked.level and verb in MOVES and way in (["up"], ["down"])
    return "a step and not where it leads" if stepped else ""


def _now(place: Place) -> str:
    """ "Fees now stand at £9,250", where the question asks for what is to come."""
    before = place.texts[max(0, place.quantity.start - 4) : place.quantity.start]
    return NOW if place.asked.future and {"now", "currently"} & set(before) else ""


def _limits(place: Place) -> str:
    texts, quantity = place.texts, place.quantity
    clause = clause_before(texts, quantity.start)
    opening = texts[max(0, quantity.start - 1) : quantity.start]
    opened = set(clause[:1]) & _LIMITS and clause[1:2] != ["which"]
    if set(opening) & _LIMITS or opened or set(clause[-8:]) & _ONCE:
        return "a threshold"
    appeals = set(clause[-7:]) & _APPEALS
    appeals |= {one for one, two in itertools.pairwise(clause[-7:]) if one in _CALLS and two in ("for", "on")}
    advised = appeals == {"should"} and any(token.lower in _ADVISERS for token in place.line.tokens)
    if (appeals and not advised) or ("would" in clause and "have" in clause):
        return "what somebody asks for, or what might have been"
    return "a time limit" if place.asked.generic and opening == ["within"] else ""


def _rates(place: Place) -> str:
    after = [token.lower for token in place.line.tokens[place.last : place.last + 7]]
    if place.asked.currency:
        if after[:1] in (["a"], ["an"], ["per"], ["each"]):
            named = after[1] if len(after) > 1 else ""
            return "" if named in TIMES or stem(named) in place.asked.each else "a rate"
        if after[:2] in (["for", "each"], ["for", "every"]):
            return "a rate"
    elif after[:1] in (["each"], ["apiece"]) and not place.asked.each:
        return "so many each"
    if place.asked.percent and after[:1] == ["of"]:
        shared = {token.stem for token in place.line.tokens[place.last + 1 : place.last + 4]}
        if shared & (lexicon().recipients | lexicon().sources) - place.asked.words:
            return "a share of those asked"
    if place.asked.points:
        if _SUMMED & set(after):
            return "several summed up"
        if after[:1] == ["of"] or after[:2] == ["points", "of"]:
            return "a share of something"
    return ""


def _past(place: Place, year: int) -> str:
    texts, quantity = place.texts, place.quantity
    before = texts[max(0, quantity.start - 4) : quantity.start]
    clause = clause_before(texts, quantity.start)
    if (
        set(before) & _BEFORE
        or set(before[-1:]) & _FORMER
        or ("had" in clause and set(clause) & (_BEFORE | {"planned", "favored", "favoured"}))
    ):
        return "a number of the past"
    if _gone_by(place) or _of_a_past_year(place, year) or _of_last_year(place):
        return "a number of the past"
    moved = {stem(word) for word in set(before) & _MOVES} - place.asked.words
    return "a change of something else" if place.asked.percent and moved else ""


_SINCE = frozenset({"has", "have", "had", "been", "'ve", "sat", "took"})
_OVER = frozenset("over during every past last next".split())
_AGO = frozenset("ago earlier later old".split())


def _gone_by(place: Place) -> bool:
    """Whether a time is one that has passed or that something takes: "has waited for six years"."""
    if not place.asked.timed:
        return False
    texts, start = place.texts, place.quantity.start
    if texts[start - 1 : start] == ["for"] and set(clause_before(texts, start)) & _SINCE:
        return True
    before = [text for text in texts[max(0, start - 3) : start] if text != "the"]
    after = [token.lower for token in place.line.tokens[place.last : place.last + 2] if token.text != "-"]
    return bool(set(before[-1:]) & _OVER or set(after[:1]) & _AGO)


def _of_last_year(place: Place) -> bool:
    """ "367 people died in this way last year", where the question asks for what is to come."""
    if not place.asked.future:
        return False
    after = [token.lower for token in place.line.tokens[place.last : place.last + 8]]
    before = clause_before(place.texts, place.quantity.start)[:3]
    told = (*itertools.pairwise(after), *itertools.pairwise(before))
    return any(one == "last" and two in _PERIODS for one, two in told)


_PERIODS = frozenset("year month week summer winter spring autumn fall".split())


def _of_a_past_year(place: Place, year: int) -> bool:
    """ "cleared for five years in 2017"."""
    lows = [token.lower for token in place.clause()]
    return any(
        (before in ("in", "from") or (before == "since" and place.asked.future))
        and re.fullmatch(r"(?:19|20)\d\d", word)
        and int(word) < year
        and int(word) not in place.asked.dates
        for before, word in itertools.pairwise(lows)
    )


_LEVELS = frozenset(
    map(
        stem,
        "output production estimate stocks stockpile inventory harvest crop demand consumption "
        "capacity backlog".split(),
    )
)


_CHANGE = frozenset(map(stem, "adjustment increase increment cut hike boost rise reduction curb".split()))


def _level(place: Place) -> str:
    """ "Output was 40 million tonnes": how much there is of it, and no part of what is done."""
    start = place.words[place.quantity.start].token
    if (
        place.asked.currency
        or place.asked.words & _LEVELS
        or place.texts[max(0, place.quantity.start - 1)] == "by"
    ):
        return ""
    for token in reversed(place.line.tokens[max(0, start - 8) : start]):
        if token.text in MARKS or token.lower in JOINTS or token.stem in _CHANGE:
            return ""
        if token.stem in _LEVELS:
            return "a level of something"
    return ""


def _stray(place: Place, near: bool) -> str:
    """Everything is counted in days, dollars and per cent: such a number must stand by what is asked."""
    asked, quantity = place.asked, place.quantity
    if near or not asked.generic:
        return ""
    previous = place.words[quantity.start - 1].text if quantity.start else ""
    timed = not (asked.currency or asked.percent) and previous in ("for", "by", "at", "to")
    if asked.years and previous == "for":  # "he ran the firm for 20 years"
        timed = any(token.stem in asked.names for token in place.clause())
    ranged = asked.percent and quantity.rule != "exact"
    return "" if timed or ranged else "of nothing that is asked about"


def _other_year(place: Place, year: int) -> str:
    """A number of next year does not answer for this one, nor one for 2035 for 2030."""
    if not place.asked.dates:
        return ""
    clause = [token.lower for token in place.clause()]
    after = [token.lower for token in place.line.tokens[place.last : place.last + 4]]
    named = {int(word) for word in clause if re.fullmatch(r"20\d\d", word)}
    if "next" in after and "year" in after:
        named = {year + 1}
    if not named and place.asked.generic and year not in place.asked.dates:
        around = place.line.tokens[max(0, place.last - 2 * REACH) : place.last + 2 * REACH]
        whole = {token.text for token in around}
        return (
            "" if any(str(date) in whole for date in place.asked.dates) else "of no year that is asked about"
        )
    return "a number of another year" if named and not named & place.asked.dates else ""


def is_asked(place: Place) -> bool:
    """Whether a headline only asks about it: "$6B or $7B? Minister sets the record straight"."""
    if not place.line.is_title:
        return False
    ahead = (token.text for token in place.line.tokens[place.last : place.last + REACH])
    return next((text for text in ahead if text in MARKS or text == "?"), "") == "?"


def of_a_later_one(line: Line) -> bool:
    """Whether a headline tells of a later one than the first: "cuts rates a third time"."""
    lows = [token.lower for token in line.tokens]
    return any(low in _LATER and lows[at + 1] == "time" for at, low in enumerate(lows[:-1]))
