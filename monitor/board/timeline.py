"""How a question came to stand where it does: its steps in time, with the evidence at each."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import groupby

from monitor.board.votes import Weight, weigh
from monitor.model import Answer, Change, Count, Days, Evidence, Status


@dataclass(frozen=True, slots=True)
class Step:
    """One stretch of time in which an answer stood, and what was heard in it."""

    start: datetime  # when the answer was reached
    end: datetime | None  # when it was left; None: it still stands
    answer: Answer  # as it stood at the end: basis and marks may have moved meanwhile
    changes: tuple[Change, ...]  # the change that began it, then those of basis and marks
    led: tuple[Evidence, ...] = ()  # the evidence that led to it
    heard: tuple[Evidence, ...] = ()  # all evidence on the question while it stood, oldest first


@dataclass(frozen=True, slots=True)
class Point:
    """What one piece of evidence said, for a plot over time."""

    at: datetime
    evidence: Evidence
    counted: bool  # False: shown beside, never counted
    status: Status | None = None
    days: Days | None = None
    count: Count | None = None
    condition: str | None = None


def timeline(changes: Sequence[Change], evidence: Sequence[Evidence]) -> list[Step]:
    """The steps of one question, oldest first, from its changes and all evidence on it.

    A change of basis or of a mark alone does not begin a step.
    """
    ordered = sorted(changes, key=lambda c: (c.at, c.id))
    runs = [tuple(run) for _, run in groupby(ordered, key=lambda c: _shown(c.after))]
    pieces = sorted(evidence, key=lambda e: (e.at, e.id))
    steps = []
    for number, run in enumerate(runs):
        end = runs[number + 1][0].at if number + 1 < len(runs) else None
        because = frozenset(run[0].after.because)
        steps.append(
            Step(
                start=run[0].at,
                end=end,
                answer=run[-1].after,
                changes=run,
                led=tuple(e for e in pieces if e.id in because and e.at <= run[0].at),
                heard=tuple(e for e in pieces if run[0].at <= e.at and (end is None or e.at < end)),
            )
        )
    return steps


def points(evidence: Sequence[Evidence]) -> list[Point]:
    """What each piece of evidence said, oldest first: statuses, intervals of days or numbers over time."""
    return [
        Point(
            e.at,
            e,
            weigh(e).weight is not Weight.BESIDE,
            e.signal.status,
            e.signal.days,
            e.signal.count,
            e.signal.condition,
        )
        for e in sorted(evidence, key=lambda e: (e.at, e.id))
    ]


def _shown(answer: Answer) -> tuple[object, ...]:
    conditions = tuple((c.text, c.withdrawn) for c in answer.conditions)
    days = None if answer.status is not Status.OPEN else answer.days
    return (answer.status, days, answer.count, conditions)
