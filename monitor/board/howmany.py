"""A `how-many` question: an interval of numbers; units that cannot be compared are kept apart."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from math import inf

from monitor.board.ranges import Range, Relation, copy_of, judge, settle
from monitor.board.votes import Vote
from monitor.model import Basis, Count, Question
from monitor.text import stem

_FAMILIES = {
    "organisations": "firm company business corporation enterprise supplier vendor employer bank",
    "dollars": "dollar usd $ buck",
    "euros": "euro eur €",
    "pounds": "pound gbp £ sterling",
    "percent": "percent % percentage",
    "basis points": "bp bps basis",
    "days": "day",
    "weeks": "week",
    "months": "month",
    "years": "year",
    "tonnes": "tonne ton",
}
_FAMILY_OF = {stem(word): family for family, words in _FAMILIES.items() for word in words.split()}
_THINGS = "things"
_NOTHING: Range[Count] = Range()
_CLOSE = 0.01
"""Share by which two bounds may differ and still be one number, rounded twice."""
_FAR = 10.0
"""How many times a bound that is open on its other side may lie beyond the standing number and still speak of
it: "up to 43 million" is another number than 208,000, "fewer than 300" may be the 250 that were named."""


def family(unit: str) -> str:
    """What a unit counts: firms are not people, dollars not percent. Nouns for the people or things that a
    question asks about ("migrants", "asylum seekers") are one family: outlets use them for each other."""
    for word in unit.casefold().split():
        known = _FAMILY_OF.get(stem(word))
        if known is not None:
            return known
    return _THINGS


@dataclass(frozen=True, slots=True)
class HowMany:
    """Where a `how-many` question stands: one interval for each family of units."""

    ranges: Mapping[str, Range[Count]] = field(default_factory=dict)  # in the order first heard


def hear(howmany: HowMany, vote: Vote) -> HowMany:
    """The standing after one more vote."""
    count = vote.signal.count
    if count is None:
        return howmany
    kind = family(count.unit)
    standing = howmany.ranges.get(kind, _NOTHING)
    moved = copy_of(standing, vote, count)
    if moved is None:
        moved = settle(standing, vote, count, judge(standing, vote, count, relate(standing.value, count)))
    return HowMany({**howmany.ranges, kind: moved})


def shown(howmany: HowMany, question: Question) -> Range[Count]:
    """The interval that answers: official before reported; then the unit that the question names first."""
    filled = [(kind, r) for kind, r in howmany.ranges.items() if r.value is not None]
    if not filled:
        first = next(iter(howmany.ranges.values()), None)
        return first if first is not None else _NOTHING
    named = [family(term.text) for term in question.unit.alternatives]

    def rank(entry: tuple[str, Range[Count]]) -> tuple[bool, bool, int]:
        kind, standing = entry
        place = named.index(kind) if kind in named else len(named)
        return standing.filler, standing.basis is not Basis.CONFIRMED, place

    return min(filled, key=rank)[1]


def apart(howmany: HowMany, shown_range: Range[Count]) -> tuple[Range[Count], ...]:
    """What is said in units that cannot be compared with the answer's."""
    return tuple(r for r in howmany.ranges.values() if r.value is not None and r is not shown_range)


def relate(standing: Count | None, said: Count) -> Relation:
    """How an interval of numbers lies to the standing one of the same family."""
    if standing is None:
        return Relation.OTHER
    first, last = _bounds(said)
    low, high = _bounds(standing)
    if _alike(first, low) and _alike(last, high):
        return Relation.SAME
    if first <= low and last >= high:
        far = (first == 0 and last > _FAR * high) or (last == inf and first * _FAR < low)
        return Relation.OTHER if far else Relation.VAGUER
    if first >= low and last <= high:
        return Relation.NARROWER
    return Relation.OTHER


def _bounds(count: Count) -> tuple[float, float]:
    return (0.0 if count.low is None else count.low, inf if count.high is None else count.high)


def _alike(one: float, other: float) -> bool:
    return one == other or abs(one - other) <= _CLOSE * abs(other)
