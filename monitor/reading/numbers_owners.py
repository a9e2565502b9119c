"""Whose a quantity is: a report's sources, those only heard, one person's share, another sort of sum."""

from __future__ import annotations

import itertools

from monitor.reading.numbers_lexicon import lexicon
from monitor.reading.numbers_place import Place
from monitor.reading.places import places_in
from monitor.stems import stem

_HANDFUL = 50
"""More people than this are never the sources of a report."""
_SUM = 1e6
"""What one person pays or gets is below it, what a policy costs above."""
_TELLING = frozenset({"said", "say", "says", "told"})
_PAPERS = frozenset({"court", "letter", "petition", "lawsuit", "suit", "complaint", "names"})
_TAKEN = frozenset({"take", "takes", "took", "taken", "put", "file", "filed", "add", "added", "go", "went"})
_LIGHT = frozenset({"have", "has", "had", "are", "were", "also", "jointly", "who", "that"})
_TAKING_PART = (["took", "part"], ["take", "part"], ["down", "tools"])
_EARLY = 3
"""Tokens at the start of a sentence in which a country is its subject, or the place it speaks of."""


def whose(place: Place) -> str:
    """Why a quantity is somebody else's; empty: it may be what is asked for."""
    if place.asked.currency:
        return _money(place)
    return (
        _sources(place)
        or _heard(place)
        or _harmed(place)
        or _taken_away(place)
        or _of_another_act(place)
        or _elsewhere(place)
        or _period(place)
    )


def _lows(place: Place, length: int) -> list[str]:
    """The words behind a quantity, up to the end of its sentence."""
    return [token.lower for token in place.line.tokens[place.last : place.last + length]]


def _counted(place: Place) -> str:
    return place.line.tokens[place.last - 1].stem


def _sources(place: Place) -> str:
    """ "Three people familiar with the plan"."""
    high = place.quantity.high
    if high is None or high > _HANDFUL:
        return ""
    if place.line.tokens[place.last : place.last + 1] and place.line.tokens[place.last].stem == "sourc":
        return "the sources of the report"  # "two police sources"
    if _counted(place) not in lexicon().sources:
        return ""
    start = place.quantity.start
    cited = place.texts[start - 1 : start] == ["by"] or place.texts[max(0, start - 2) : start] == [
        "according",
        "to",
    ]
    after = _lows(place, 5)
    known = set(after) & lexicon().knowing or set(after[:2]) & _TELLING
    return "the sources of the report" if known or cited else ""


def _heard(place: Place) -> str:
    """ "120 groups sue", "200 companies signed a letter"."""
    if place.asked.heard:
        return ""
    after = [low for low in _lows(place, 10) if low not in _LIGHT]
    if after[:1] in (["and"], ["or"]):
        return ""  # another clause's verb: "carry 25 grams and join clubs"
    acts = {low for low in after[:2] if low in lexicon().public}
    acts |= _PAPERS & set(after) if set(after[:2]) & _TAKEN else set()
    return "those who speak up" if acts or after[:2] in _TAKING_PART else ""


def _harmed(place: Place) -> str:
    """ "46 migrants were found dead", "three officers killed"."""
    if place.asked.harmed:
        return ""
    near = [token.stem for token in place.line.tokens[place.last : place.last + 4]]
    return "those who came to harm" if set(near) & lexicon().harm else ""


def _taken_away(place: Place) -> str:
    """ "Pull 1,100 troops", where the question asks how many are sent; "opens two", where they shut."""
    asked = place.asked
    before = set(place.texts[max(0, place.quantity.start - 1) : place.quantity.start])
    if asked.giving and not asked.closing and before & lexicon().away:
        return "what is taken away"
    return "what is added" if asked.closing and not asked.giving and before & lexicon().opening else ""


def _of_another_act(place: Place) -> str:
    """ "The plant employs 2,000 people", "the base can hold 300"."""
    texts, start = place.texts, place.quantity.start
    before = texts[start - 1] if start else ""
    if before in lexicon().others and stem(before) not in place.asked.words:
        return "the object of another act"
    if before in _WHERE and _counted(place) in _LANDS and not place.asked.abroad:
        return "where and not what"
    able = texts[start - 2] if start > 1 else ""
    held = before in lexicon().room and stem(before) not in place.asked.words
    if able in ("can", "could") and held and not place.asked.period:
        return "what there is room for"
    return ""


_WHERE = frozenset({"in", "from", "across"})
_LANDS = frozenset(map(stem, "country nation state city town village province".split()))


def _elsewhere(place: Place) -> str:
    """A number of another country than those the question names: "Norway gives five jets"."""
    wanted = place.asked.places
    if not wanted or not wanted.isdisjoint(places_in(place.line.tokens)):
        return ""
    first = place.line.tokens[: min(_EARLY, place.words[place.quantity.start].token)]
    after = place.line.tokens[place.last : place.last + 3]
    beside = after[1:] if after and after[0].lower in ("from", "by") else ()
    return "another country's" if places_in(first) or places_in(beside) else ""


def _period(place: Place) -> str:
    """So many a month, or so many in all, where the question asks for so many a day."""
    period = place.asked.period
    if not period:
        return ""
    after = _lows(place, 2)
    if len(after) == 2 and after[0] in _EACH and after[1] in _PERIODS and after[1] != period:
        return "of another period"
    after = _lows(place, 8)
    if (
        period == "year"
        and any(one == "on" and two in _WEEKDAYS for one, two in itertools.pairwise(after))
        and period not in after
    ):
        return "of one day"
    unit = "".join(token.lower for token in place.line.tokens[place.last - 3 : place.last])
    if period not in _SHORT or unit.endswith(("pd", "/d")):
        return ""
    told = {token.lower for token in place.line.tokens}
    return "" if told & _SHORT[period] else "of no such period"


_WEEKDAYS = frozenset("monday tuesday wednesday thursday friday saturday sunday".split())
_EACH = frozenset({"a", "an", "per", "every", "each"})
_PERIODS = frozenset({"hour", "day", "week", "month", "year"})
_SHORT = {
    "hour": frozenset({"hour", "hourly"}),
    "day": frozenset({"day", "daily", "day's", "hours"}),
    "week": frozenset({"week", "weekly"}),
    "month": frozenset({"month", "monthly"}),
}
"""Periods so short that news says them with the number."""


def _money(place: Place) -> str:
    asked, quantity, tokens = place.asked, place.quantity, place.line.tokens
    bound = quantity.high if quantity.high is not None else quantity.low
    if bound is None:
        return ""
    if asked.single and bound >= _SUM:
        return "a sum for all"
    start = place.words[quantity.start].token
    before = {token.stem for token in tokens[max(0, start - 3) : start]}
    after = {token.stem for token in tokens[place.last : place.last + 3]}
    income = lexicon().income
    if (before | after) & income and not asked.words & income:
        return "what somebody earns"
    if asked.total and bound < _SUM:
        clause = {token.stem for token in place.clause()}
        if clause & lexicon().recipients or not clause & lexicon().amounts:
            return "what each of them gets"
    beside = {token.stem for token in tokens[max(0, start - 1) : start]} | after
    led = tokens[start - 1].lower if start else ""  # "a fine of $5 million", "raised the dividend to $2"
    noun = {token.stem for token in tokens[max(0, start - 3) : start]} if led in _LEADS else set()
    for flow in lexicon().flows:
        told = beside if led == "to" and flow & lexicon().raising else beside | noun
        if flow & told and not flow & asked.words:
            return "another sort of sum"
    return ""


_LEADS = frozenset("of to at hit hits reach reaches reached top tops topped is was".split())
"""Words between the noun for a sum and the sum."""
