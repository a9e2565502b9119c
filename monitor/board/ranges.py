"""Intervals that several voices narrow or contradict: what `when` and `how-many` questions have in common.

- The newest official value comes first; a report does not replace it within a week, two independent ones do.
- One report that deviates does not replace what several have said within the week.
- A vaguer interval that holds the standing one says nothing new; a narrower one sharpens it.
- A value retold from the outlet that gave it first is neither a confirmation nor a correction.
- Those who do not decide fill an empty answer, state media aside, and never replace one.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from enum import Enum
from typing import Generic, TypeVar

from monitor.board.verdicts import KEPT, NOVEL, Ruling, Verdict
from monitor.board.votes import (
    FRESH,
    Told,
    Vote,
    Weight,
    in_memory,
    independent,
    joined,
    remember,
    told_again,
    voices,
    with_told,
)
from monitor.model import Attribution, Basis, Count, Days, Tier

T = TypeVar("T", Days, Count)

SHARP = timedelta(days=30)
"""How long a sharper value stands against a vaguer one that holds it."""


class Relation(Enum):
    """How what is said lies to what stands."""

    SAME = "same"
    NARROWER = "narrower"
    VAGUER = "vaguer"
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class Range(Generic[T]):
    """An interval as it stands, and what may yet move it."""

    value: T | None = None
    basis: Basis | None = None
    since: datetime | None = None  # when this value was reached
    supported: datetime | None = None  # when it was last said
    confirmed: datetime | None = None  # when the deciding side last said it
    because: tuple[int, ...] = ()  # the signal that set it, then those that repeated it
    backers: tuple[Vote, ...] = ()  # one vote of each independent voice behind it
    items: int = 0  # items that say it, copies included
    why: str = ""
    filler: bool = False  # given by somebody who does not decide
    words: tuple[tuple[Vote, T], ...] = ()  # the latest word of each voice that counts
    against: tuple[Vote, ...] = ()  # words held back that contradict it
    beside: tuple[Vote, ...] = ()  # the latest words of those that never count
    told: tuple[Told, ...] = ()


def may_fill(vote: Vote) -> bool:
    """Whether somebody who does not decide may fill an empty answer: not through state media, which may do so
    with a report of their own; an adversary never."""
    own = vote.signal.attribution is not Attribution.OTHER
    return not vote.signal.adversary and (own or vote.evidence.tier is not Tier.STATE_MEDIA)


def judge(standing: Range[T], vote: Vote, value: T, relation: Relation) -> Ruling:
    """What this vote does to a standing value. Copies have been sorted out before."""
    if vote.weight is Weight.BESIDE:
        if standing.value is None and may_fill(vote):
            return Ruling(Verdict.SET, "the only word there is, from somebody who does not decide")
        return Ruling(Verdict.KEEP, "who does not decide never replaces an answer")
    if standing.value is None:
        return Ruling(Verdict.SET, "the first word on the question")
    if standing.filler:
        return Ruling(Verdict.SET, "a report takes the place of what somebody who does not decide said")
    if relation is Relation.SAME:
        return Ruling(Verdict.SUPPORT, "")
    if vote.signal.origin and not vote.official and any(b.voice == vote.voice for b in standing.backers):
        return Ruling(Verdict.KEEP, "retold from the outlet that gave the answer")
    quiet = standing.supported is None or vote.at - standing.supported > SHARP
    if relation is Relation.VAGUER and not quiet:
        return Ruling(Verdict.KEEP, "vaguer than the answer, and consistent with it")
    if vote.official:
        return Ruling(Verdict.SET, "the newest official statement comes first")
    return _report(standing, vote, value, relation)


def _report(standing: Range[T], vote: Vote, value: T, relation: Relation) -> Ruling:
    since = standing.confirmed or standing.since
    same: list[Vote] = [
        w for w, said in standing.words if alike(said, value) and since is not None and w.at > since
    ]
    two = independent((*same, vote)) >= 2
    if standing.confirmed is not None and vote.at - standing.confirmed <= FRESH:
        if two:
            return Ruling(Verdict.SET, "two independent outlets override the official statement")
        if relation is Relation.NARROWER and vote.weight is Weight.SOURCED:
            return Ruling(Verdict.SET, "officials make the official statement more precise")
        return Ruling(Verdict.HOLD, "one report does not override an official statement of the same week")
    if relation is Relation.OTHER and not two and _well_backed(standing, vote):
        return Ruling(Verdict.HOLD, "one report does not replace what several have said")
    if two or _novel(standing, vote, value):
        return Ruling(Verdict.SET, "the newest report")
    return Ruling(Verdict.HOLD, "an outlet that repeats itself says nothing new")


def _well_backed(standing: Range[T], vote: Vote) -> bool:
    """Whether independent voices have lately said the standing value."""
    fresh = standing.supported is not None and vote.at - standing.supported <= FRESH
    return fresh and len(standing.backers) >= 2


def _novel(standing: Range[T], vote: Vote, value: T) -> bool:
    """Whether this voice gives the value for the first time in a while."""
    return all(
        vote.at - w.at > NOVEL for w, said in standing.words if w.voice == vote.voice and alike(said, value)
    )


def settle(standing: Range[T], vote: Vote, value: T, ruling: Ruling) -> Range[T]:
    """The standing after a ruling."""
    if vote.weight is Weight.BESIDE and ruling.verdict is not Verdict.SET:
        return replace(standing, beside=remember(standing.beside, vote)[-KEPT:])
    heard = replace(
        standing,
        words=_words(standing, vote, value),
        against=in_memory(standing.against, vote),
        told=with_told(standing.told, vote, bounds(value)),
    )
    if ruling.verdict is Verdict.SET:
        return _set(heard, vote, value, ruling.why)
    if ruling.verdict is Verdict.SUPPORT:
        return _support(heard, vote)
    if ruling.verdict is Verdict.HOLD:
        return replace(heard, against=remember(standing.against, vote))
    return heard


def copy_of(standing: Range[T], vote: Vote, value: T) -> Range[T] | None:
    """The standing after a copy of a story that was heard before; None where this is none."""
    if not told_again(standing.told, vote, bounds(value)):
        return None
    said_again = standing.value is not None and alike(value, standing.value)
    return replace(standing, items=standing.items + said_again)


def bounds(value: Days | Count) -> tuple[object, object]:
    """Both ends of an interval; the noun of a number aside ("contractor", "contractors")."""
    return (value.first, value.last) if isinstance(value, Days) else (value.low, value.high)


def alike(one: Days | Count, other: Days | Count) -> bool:
    """Whether two intervals have the same ends."""
    return bounds(one) == bounds(other)


def _words(standing: Range[T], vote: Vote, value: T) -> tuple[tuple[Vote, T], ...]:
    said = {id(w): v for w, v in standing.words}
    said[id(vote)] = value
    return tuple((w, said[id(w)]) for w in remember([w for w, _ in standing.words], vote))


def _set(standing: Range[T], vote: Vote, value: T, why: str) -> Range[T]:
    since = standing.since
    agreeing = [w for w, said in standing.words if alike(said, value) and (since is None or w.at >= since)]
    backers: tuple[Vote, ...] = voices(sorted(agreeing, key=lambda w: (-w.weight, w.at)))
    return replace(
        standing,
        value=value,
        basis=Basis.CONFIRMED if vote.official else Basis.REPORTED,
        since=vote.at,
        supported=vote.at,
        confirmed=vote.at if vote.official else None,
        because=tuple(dict.fromkeys((vote.id, *(b.id for b in backers))))[:KEPT],
        backers=backers,
        items=len(agreeing),
        why=why,
        filler=vote.weight is Weight.BESIDE,
        against=(),
    )


def _support(standing: Range[T], vote: Vote) -> Range[T]:
    confirms = vote.official and standing.basis is not Basis.CONFIRMED
    return replace(
        standing,
        basis=Basis.CONFIRMED if vote.official else standing.basis,
        supported=vote.at,
        confirmed=vote.at if vote.official else standing.confirmed,
        because=(*standing.because, vote.id)[:KEPT],
        backers=joined(standing.backers, vote),
        items=standing.items + 1,
        why="reported first, then said by the deciding side" if confirms else standing.why,
        against=() if vote.official else tuple(a for a in standing.against if a.voice != vote.voice),
    )
