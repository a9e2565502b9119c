"""What the board has heard on a topic, kept so that one more piece of evidence costs little.

Evidence stands in the order of `votes.order`, whenever it arrived. Every few pieces the standing of all
questions is kept as a mark; evidence that comes late is put in its place and heard again from the mark
before it. So a board that is kept up to date equals one made from scratch.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace

from monitor.board import howmany, what, when, will
from monitor.board.analyst import Analyst
from monitor.board.howmany import HowMany
from monitor.board.votes import Sureness, order, weigh
from monitor.board.what import What
from monitor.board.when import When
from monitor.board.will import Will
from monitor.model import Evidence, Kind, Tag, Topic

Standing = Will | When | HowMany | What

STRIDE = 64
"""Pieces of evidence between two marks: what a late piece costs at most, beside those after it."""


@dataclass(frozen=True, slots=True)
class State:
    """The evidence of a topic, in order, and where each question stands after all of it."""

    topic: Topic
    evidence: tuple[Evidence, ...] = ()
    keys: tuple[tuple[object, ...], ...] = ()  # votes.order of each
    standings: Mapping[str, Standing] = field(default_factory=dict)
    marks: tuple[Mapping[str, Standing], ...] = ()  # marks[n]: the standings before evidence[n * STRIDE]
    analyst: Analyst = field(default_factory=Analyst)  # what the tags say
    tags: tuple[Tag, ...] = ()  # the tags that it was made from


def begin(topic: Topic) -> State:
    """A board on which nothing is known."""
    fresh: dict[str, Standing] = {q.id: _fresh(q.kind) for q in topic.questions}
    return State(topic, standings=fresh, marks=(fresh,))


def advance(state: State, evidence: Evidence) -> State:
    """The state with one more piece of evidence, in its place in time. `withdraw` a signal that was read
    again before its new reading is heard."""
    if evidence.signal.topic != state.topic.id or evidence.signal.question not in state.standings:
        return state
    key = order(evidence)
    if not state.keys or key > state.keys[-1]:
        return _append(state, evidence, key)
    place = bisect_right(state.keys, key)
    merged = (*state.evidence[:place], evidence, *state.evidence[place:])
    return _from(replace(state, keys=(*state.keys[:place], key, *state.keys[place:])), merged, place)


def withdraw(state: State, signals: Iterable[int]) -> State:
    """The state without these signals, as after an edit of an item or a new reading of it."""
    gone = frozenset(signals)
    first = next((n for n, e in enumerate(state.evidence) if e.id in gone), None)
    if first is None:
        return state
    kept = tuple(e for e in state.evidence if e.id not in gone)
    return _from(replace(state, keys=tuple(order(e) for e in kept)), kept, first)


def void(state: State, analyst: Analyst) -> State:
    """The state as it stands without what the analyst took out, and with what the analyst has confirmed."""
    changed = replace(state, analyst=analyst)
    before = state.analyst
    if (analyst.voided, analyst.confirmed) == (before.voided, before.confirmed):
        return changed
    turned = analyst.confirmed ^ before.confirmed
    differs = next(
        (
            n
            for n, e in enumerate(state.evidence)
            if e.id in turned or (e in analyst.voided) != (e in before.voided)
        ),
        None,
    )
    return changed if differs is None else _from(changed, state.evidence, differs)


def _append(state: State, evidence: Evidence, key: tuple[object, ...]) -> State:
    marks = state.marks
    place = len(state.evidence)
    if place and place % STRIDE == 0:
        marks = (*marks, state.standings)
    return replace(
        state,
        evidence=(*state.evidence, evidence),
        keys=(*state.keys, key),
        standings=_hear(state, state.standings, evidence),
        marks=marks,
    )


def _from(state: State, evidence: tuple[Evidence, ...], place: int) -> State:
    """Hear again everything from the mark before a place."""
    mark = min(place // STRIDE, len(state.marks) - 1)
    marks = list(state.marks[: mark + 1])
    standings = marks[mark]
    for number in range(mark * STRIDE, len(evidence)):
        if number and number % STRIDE == 0 and number // STRIDE == len(marks):
            marks.append(standings)
        standings = _hear(state, standings, evidence[number])
    return replace(state, evidence=evidence, standings=standings, marks=tuple(marks))


def _hear(state: State, standings: Mapping[str, Standing], evidence: Evidence) -> Mapping[str, Standing]:
    if evidence in state.analyst.voided:
        return standings
    question = evidence.signal.question
    vote = weigh(evidence)
    if evidence.id in state.analyst.confirmed:
        vote = replace(vote, sure=Sureness.CLEAR)
    standing = standings[question]
    moved: Standing
    match standing:
        case Will():
            moved = will.hear(standing, vote)
        case When():
            moved = when.hear(standing, vote, dated(state.topic, standings, question))
        case HowMany():
            moved = howmany.hear(standing, vote)
        case What():
            moved = what.hear(standing, vote)
    if moved is standing:
        return standings
    after = {**standings, question: moved}
    if isinstance(moved, Will) and moved.status in will.REFUSED:
        for q in state.topic.questions:
            other = after[q.id]
            if q.of == question and isinstance(other, When):
                after[q.id] = when.forget(other, moved)
    return after


def dated(topic: Topic, standings: Mapping[str, Standing], question: str) -> Will | None:
    """Where the `will` question stands whose event a `when` question dates; None where it names none."""
    of = next((q.of for q in topic.questions if q.id == question), None)
    standing = standings.get(of) if of is not None else None
    return standing if isinstance(standing, Will) else None


def _fresh(kind: Kind) -> Standing:
    match kind:
        case Kind.WILL:
            return Will()
        case Kind.WHEN:
            return When()
        case Kind.HOW_MANY:
            return HowMany()
        case Kind.WHAT:
            return What()
