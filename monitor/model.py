"""The terms of the program as frozen values. Standard library only; everything else may import this.

All moments are timezone-aware and in UTC. All days are calendar dates. A position is a character
offset into `Item.document`, so that one span can mark words in the title and in the text alike.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from enum import StrEnum
from pathlib import Path

# --- words the whole program shares ---------------------------------------------------------------


class Tier(StrEnum):
    """What sort of voice a feed is."""

    OFFICIAL = "official"
    WIRE = "wire"
    MEDIA = "media"
    TRADE = "trade"
    THINK_TANK = "think-tank"
    STATE_MEDIA = "state-media"
    OTHER = "other"


class Kind(StrEnum):
    """What a question asks for."""

    WILL = "will"
    WHEN = "when"
    HOW_MANY = "how-many"
    WHAT = "what"


class Status(StrEnum):
    """Where the event of a `will` question stands. OPEN is the board's word for "nothing said yet"."""

    OPEN = "open"
    CONSIDERING = "considering"
    EXPECTED = "expected"
    APPROVED = "approved"
    IN_EFFECT = "in-effect"
    DELAYED = "delayed"
    UNLIKELY = "unlikely"
    REJECTED = "rejected"
    REVERSED = "reversed"


DECISIONS = frozenset({Status.APPROVED, Status.IN_EFFECT, Status.REJECTED, Status.REVERSED})
"""Statuses that say a decision has been taken; left only on an explicit new one."""


class Attribution(StrEnum):
    """Who stands behind an assertion."""

    OFFICIAL = "official"  # the body that decides, on the record
    UNNAMED = "unnamed"  # unnamed officials, people familiar, sources
    OTHER = "other"  # on the record, but not deciding
    REPORT = "report"  # the outlet's own statement


class Basis(StrEnum):
    """What an answer rests on."""

    CONFIRMED = "confirmed"
    REPORTED = "reported"
    ANALYST = "analyst"


class Confidence(StrEnum):
    """Analytic confidence (ICD 203): how good the evidence is, never how likely the event."""

    LOW = "low"
    MODERATE = "moderate"
    HIGH = "high"


class Grade(StrEnum):
    """How surely an item is on a topic. A POSSIBLE match is shown and never votes."""

    MATCH = "match"
    POSSIBLE = "possible"


class TagKind(StrEnum):
    """The analyst's words. `value` of the tag holds what the comment says."""

    RELEVANT = "relevant"
    NOISE = "noise"  # the item is not on the topic: none of its signals vote
    CONFIRM = "confirm"  # the signal was read rightly
    DISPUTE = "dispute"  # the signal was read wrongly: it no longer votes
    STAR = "star"
    LABEL = "label"  # value: the analyst's own tag
    NOTE = "note"  # value: free text
    CREDIBILITY = "credibility"  # value: "1".."6" (Admiralty code)
    ANSWER = "answer"  # value: JSON {"status"|"when"|"count"|"what": ..., "reason": ...}; on a question
    UNDO = "undo"  # undoes: the id of the tag that no longer counts


# --- configuration: what feeds.toml says ------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Term:
    """One alternative of an expression."""

    text: str  # as written
    words: tuple[str, ...]  # what is compared: the stem | =NATO as written | prefix* | "exact
    form: str = "stem"  # of all its words: "stem", "cased", "prefix", "exact"; else "mixed"


@dataclass(frozen=True, slots=True)
class Terms:
    """An expression of feeds.toml: alternatives separated by `|`. Made by monitor.terms.parse_terms."""

    source: str = ""
    alternatives: tuple[Term, ...] = ()
    # each alternative under its first word, longest first; those that begin with a prefix by their letters
    index: Mapping[str, tuple[Term, ...]] = field(default_factory=dict, compare=False, repr=False)
    prefixes: tuple[str, ...] = field(default=(), compare=False, repr=False)

    def __bool__(self) -> bool:
        return bool(self.alternatives)


@dataclass(frozen=True, slots=True)
class Days:
    """An inclusive interval of days; None is an open end. At least one end is set."""

    first: date | None
    last: date | None


@dataclass(frozen=True, slots=True)
class Count:
    """An inclusive interval of numbers in plain units; None is an open end."""

    low: float | None
    high: float | None
    unit: str = ""  # the noun as the source has it: "contractors", "firms"


@dataclass(frozen=True, slots=True)
class Feed:
    """A source as configured."""

    name: str
    url: str
    tier: Tier
    reliability: str | None = None  # Admiralty code, "A".."F"
    every: timedelta | None = None  # the least interval between polls; None: the monitor's
    topics: tuple[str, ...] = ()  # only these topics; empty: all
    enabled: bool = True
    allow_private: bool = False  # may dial loopback and private addresses
    folder: str = ""  # where an OPML file keeps it: "Europe/Trade"


@dataclass(frozen=True, slots=True)
class Question:
    """One tracked question of a topic."""

    topic: str
    id: str
    kind: Kind
    ask: str
    yes: Terms = Terms()  # words naming the event; empty: the approval verbs of the lexicon
    no: Terms = Terms()  # its opposite
    resolves: str = ""
    by: date | None = None
    of: str | None = None  # `when`: the id of the `will` question whose event it dates
    unit: Terms = Terms()  # `how-many`
    about: Terms = Terms()  # `what`: words of the sentences that answer


@dataclass(frozen=True, slots=True)
class Topic:
    """What a group of questions is about."""

    id: str
    title: str
    about: tuple[Terms, ...]  # each must occur in title or text
    never: Terms = Terms()
    deciders: Terms = Terms()
    adversaries: Terms = Terms()  # whose claims are shown beside the answer and never counted
    opened: date | None = None  # what was decided before is history
    calendar: Mapping[str, Days] = field(default_factory=dict)
    questions: tuple[Question, ...] = ()
    cues: Mapping[str, tuple[str, ...]] = field(
        default_factory=dict
    )  # lexicon class → the topic's own phrases

    def question(self, question_id: str) -> Question:
        """The question of that id; KeyError where there is none."""
        for question in self.questions:
            if question.id == question_id:
                return question
        raise KeyError(question_id)


DIGEST_PARTS = ("changes", "questions", "ahead", "noted", "corrections", "feeds", "sources", "how")
"""Parts of a digest that may be left out; its head and bottom line always stand."""


@dataclass(frozen=True, slots=True)
class DigestSettings:
    """How the day's report is made."""

    by: str = ""  # whose name stands on it
    parts: tuple[str, ...] = DIGEST_PARTS
    quotes: int | None = None  # the most new sentences shown for a question; None: all
    template: Path | None = None  # the user's own Jinja2 template
    folder: Path | None = None  # where a digest is written by itself
    at: time | None = None  # at which hour of the configured time zone; None: never by itself
    formats: tuple[str, ...] = ("md",)


@dataclass(frozen=True, slots=True)
class MailSettings:
    """Where a digest is sent. The password is never in a file: MONITOR_SMTP_PASSWORD, or the keyring."""

    host: str
    sender: str
    to: tuple[str, ...]
    port: int = 587
    security: str = "starttls"  # "starttls", "tls", or "none" (this machine only)
    user: str = ""  # empty: the server asks for none


class Moved(StrEnum):
    """Kinds of change that a notice may be about; one change may be of several."""

    DECIDED = "decided"  # a decision where there was none, or another one
    CONFIRMED = "confirmed"  # the deciding side now says so itself
    CONTESTED = "contested"  # reports now contradict each other
    OVERDUE = "overdue"  # its day has passed
    SLIPPED = "slipped"  # a date moved on
    OTHER = "other"  # any other change of an answer


class Sound(StrEnum):
    """Ways of a notice that need nothing but the machine."""

    BELL = "bell"  # of the terminal
    OSC9 = "osc9"  # a desktop notification by the terminal: iTerm2, WezTerm, Ghostty, kitty, Windows Terminal
    OSC777 = "osc777"  # the same as foot, urxvt, WezTerm and Ghostty know it
    NOTIFY_SEND = "notify-send"  # a desktop notification by the program of that name


@dataclass(frozen=True, slots=True)
class NoticeRule:
    """Which changes of the board are told, how, and when not."""

    name: str
    by: tuple[Sound, ...] = ()
    command: tuple[str, ...] = ()  # a program and its arguments; gets each change as JSON on its input
    apprise: str = ""  # an Apprise URL; $NAME in it stands for a variable of the environment
    topics: tuple[str, ...] = ()  # only these; empty: all
    changes: tuple[Moved, ...] = ()  # only these kinds; empty: all
    quiet: tuple[time, time] | None = None  # hours of the configured time zone; what comes then is told after


@dataclass(frozen=True, slots=True)
class Config:
    """A valid feeds.toml."""

    path: Path
    feeds: tuple[Feed, ...]
    topics: tuple[Topic, ...]
    every: timedelta = timedelta(hours=1)
    timezone: str = ""  # an IANA name; empty: the machine's
    contact: str = ""
    language: str = "en"
    digest: DigestSettings = DigestSettings()
    mail: MailSettings | None = None
    notify: tuple[NoticeRule, ...] = ()

    def feed(self, name: str) -> Feed:
        """The feed of that name; KeyError where there is none."""
        for feed in self.feeds:
            if feed.name == name:
                return feed
        raise KeyError(name)

    def topic(self, topic_id: str) -> Topic:
        """The topic of that id; KeyError where there is none."""
        for topic in self.topics:
            if topic.id == topic_id:
                return topic
        raise KeyError(topic_id)


# --- what comes in ------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Enclosure:
    """A file that an entry points at."""

    url: str
    type: str = ""
    length: int | None = None  # bytes


@dataclass(frozen=True, slots=True)
class Entry:
    """One entry of a feed document: cleaned (monitor.text), as published, not yet known or new."""

    guid: str  # the publisher's id; may be empty
    link: str  # http(s) or empty
    title: str  # one line of plain text
    text: str  # plain text; paragraphs separated by "\n"
    published: datetime | None = None
    updated: datetime | None = None
    authors: tuple[str, ...] = ()
    categories: tuple[str, ...] = ()
    enclosures: tuple[Enclosure, ...] = ()
    language: str = ""


@dataclass(frozen=True, slots=True)
class Item:
    """An entry as stored. An edit by the publisher raises `revision`; the id stays."""

    id: int  # 0 until stored
    guid: str
    feed: str  # the name of the feed that carried it first
    link: str
    title: str
    text: str
    published: datetime | None  # as the publisher has it, of the first revision
    first_seen: datetime
    at: datetime  # the moment the board orders by: published, or first_seen where they disagree
    revision: int = 1
    story: int | None = None
    authors: tuple[str, ...] = ()
    categories: tuple[str, ...] = ()
    enclosures: tuple[Enclosure, ...] = ()
    language: str = ""

    @property
    def document(self) -> str:
        """Title and text as one string; all spans are offsets into it."""
        return f"{self.title}\n{self.text}" if self.text else self.title


# --- what is understood ---------------------------------------------------------------------------------


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


# --- what is decided ---------------------------------------------------------------------------------------


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
