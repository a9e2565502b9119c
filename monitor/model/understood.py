"""What is understood of an item: matches, and what it says on each question."""

from __future__ import annotations

from dataclasses import dataclass

from monitor.model.words import Attribution, Count, Days, Grade, Kind, Status


@dataclass(frozen=True, slots=True)
class Span:
    """Characters [start, end) of an item's document."""

    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Cue:
    """Words that a rule acted on, for highlighting and explanation."""

    span: Span
    text: str
    kind: (
        str  # the lexicon class: "possibility", "decision", "negation", "event", "date", "number", "speaker"
    )


@dataclass(frozen=True, slots=True)
class Match:
    """An item that is on a topic, and the words that made it so."""

    topic: str
    grade: Grade
    score: float  # 0..1: how near to the heart of the item the topic's words stand
    words: tuple[Cue, ...]
    why: str = ""  # one sentence


@dataclass(frozen=True, slots=True)
class Discarded:
    """A reading that a rule considered and gave up, for `explain`."""

    span: Span
    reading: str  # e.g. "rejected", "2024-12-05..2024-12-05"
    reason: str
    status: Status | None = None  # what else the item asserts on a `will` question, in another place


@dataclass(frozen=True, slots=True)
class Signal:
    """What one item says on one question. Exactly one of status, days, count, condition is set, by kind."""

    topic: str
    question: str
    kind: Kind
    attribution: Attribution
    quote: str  # the sentence, exactly as in the document
    span: Span  # of the quote
    rule: str  # the name of the rule that made it
    status: Status | None = None
    days: Days | None = None
    count: Count | None = None
    condition: str | None = None  # `what`: the words that state a condition
    withdrawn: bool = False  # `what`: the item says the condition no longer holds
    cues: tuple[Cue, ...] = ()  # the deciding cue first
    source: str = ""  # who stands behind it, in the document's words: "four US officials"
    sources: int | None = None  # how many unnamed voices, where the text says
    origin: str = ""  # the outlet whose report this retells; empty: its own
    likelihood: str = ""  # the source's own likelihood word: "likely", "almost certainly"
    adversary: bool = False  # a claim by those the topic names as adversaries, or through state media
    discarded: tuple[Discarded, ...] = ()
    reader: str = ""  # version of reader and lexicon

    @property
    def cue(self) -> str:
        """The deciding words."""
        return self.cues[0].text if self.cues else ""


@dataclass(frozen=True, slots=True)
class Reading:
    """All that reading one item gives: its matches, and the signals of those graded MATCH."""

    matches: tuple[Match, ...] = ()
    signals: tuple[Signal, ...] = ()
