"""What feeds.toml says: feeds, topics, questions, and how their answers are told."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, time, timedelta
from enum import StrEnum
from pathlib import Path

from monitor.model.words import Days, Kind, Tier


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
    about: tuple[Terms, ...]  # each must occur in title or text, or what stands for it
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
