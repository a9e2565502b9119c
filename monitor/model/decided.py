"""What is decided: evidence, tags, answers and their changes."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from monitor.model.understood import Signal
from monitor.model.words import Basis, Confidence, Count, Days, Kind, Status, TagKind, Tier


@dataclass(frozen=True, slots=True)
class Evidence:
    """A signal with what the board must know of its item."""

    id: int  # of the signal
    signal: Signal
    item: int  # its id
    guid: str
    feed: str
    tier: Tier
    at: datetime  # Item.at (or the revision's moment)
    story: int | None = None
    reliability: str | None = None
    title: str = ""
    link: str = ""


@dataclass(frozen=True, slots=True)
class Tag:
    """The analyst's word on an item, a signal or a question. Append-only; undo is another row."""

    id: int  # 0 until stored
    at: datetime
    kind: TagKind
    item: int | None = None
    signal: int | None = None
    topic: str = ""
    question: str = ""
    value: str = ""
    undoes: int | None = None


@dataclass(frozen=True, slots=True)
class Condition:
    """One entry of a `what` answer."""

    text: str
    item: int
    at: datetime
    source: str = ""
    withdrawn: bool = False


@dataclass(frozen=True, slots=True)
class Answer:
    """What the board shows for a question at a moment."""

    topic: str
    question: str
    kind: Kind
    status: Status = Status.OPEN  # `will`
    days: Days | None = None  # `when`; for `will`: the date of the decision or effect, where known
    count: Count | None = None  # `how-many`
    conditions: tuple[Condition, ...] = ()  # `what`
    basis: Basis | None = None  # None while nothing is known
    confidence: Confidence | None = None
    reasons: tuple[str, ...] = ()  # why this confidence, in words
    why: str = ""  # one sentence: which rule led to this answer
    since: datetime | None = None  # when the value shown was first reached
    because: tuple[int, ...] = ()  # ids of the evidence the value rests on
    contested: str = ""  # who says otherwise, in words; empty: nobody
    overdue: bool = False
    sources: int = 0  # independent sources behind the current value
    items: int = 0  # items behind the current value
    likelihood: str = ""  # the source's own word, shown as such
    slipped_from: Days | None = None  # `when`: the interval that a later one moved on from
    beside: tuple[str, ...] = ()  # claims shown beside the answer, never counted
    said: str = ""  # the value in the source's own words: "a few dozen to a few hundred"
    waiting: tuple[str, ...] = ()  # who says otherwise and moves it once a second voice does
    against: tuple[int, ...] = ()  # ids of the evidence that `contested` names

    @property
    def value(self) -> tuple[object, ...]:
        """What a change is a change of; two answers with equal values are the same to the board's history."""
        shown = tuple((c.text, c.withdrawn) for c in self.conditions)
        return (self.status, self.days, self.count, shown, self.basis, bool(self.contested), self.overdue)


@dataclass(frozen=True, slots=True)
class Change:
    """A transition of an answer; append-only."""

    id: int  # 0 until stored
    at: datetime  # when the board moved
    topic: str
    question: str
    before: Answer | None  # None: nothing was known
    after: Answer
    items: tuple[int, ...] = ()  # the items that led to it
    guids: tuple[str, ...] = ()  # their guids, in the same order
    why: str = ""
    cause: str = "item"  # "item" | "archive" | "tag" | "time" | "config"
