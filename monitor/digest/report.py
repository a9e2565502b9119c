"""The digest as facts, before any format: what `compose` makes and every format shows."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from monitor.digest.window import Window
from monitor.model import DIGEST_PARTS, Answer, Attribution, Basis, Count, Days, Kind, Status, Tier

FORTNIGHT = 14
"""Days that a question's sparkline shows."""


@dataclass(frozen=True, slots=True)
class Source:
    """A numbered item that the digest rests on."""

    number: int
    item: int
    outlet: str
    tier: Tier
    title: str
    link: str  # http(s) or empty
    published: datetime | None
    seen: datetime
    grade: str = ""  # Admiralty code, "B2"; empty where not graded


@dataclass(frozen=True, slots=True)
class Quoted:
    """A quoted sentence with what it says and who stands behind it."""

    text: str  # exactly as in the item
    cue: tuple[int, int] | None  # the deciding words, as offsets into `text`
    says: str  # "considering", "by 31 Dec 2024", "36–200 contractors"
    attribution: Attribution
    voice: str  # on whose word: "citing four US officials, unnamed"
    source: Source
    copies: int = 0  # further items of the same story
    origin: str = ""  # the outlet whose report this retells
    voided: bool = False  # the analyst has set it aside: it counts for nothing

    @property
    def place(self) -> tuple[int, str]:
        """The sentence itself, whatever it is quoted for."""
        return self.source.number, self.text


@dataclass(frozen=True, slots=True)
class Moved:
    """A change of an answer."""

    topic: str  # title
    ask: str
    question: str  # topic/question
    kind: Kind
    before: str  # words
    after: str
    previous: Answer | None  # None: nothing was known
    answer: Answer
    at: datetime
    why: str
    cause: str  # "item", "archive", "tag", "time", "config"
    change: int  # its id
    quotes: tuple[Quoted, ...] = ()


def grouped(changes: Iterable[Moved]) -> list[list[Moved]]:
    """The changes by question, in their order."""
    found: dict[str, list[Moved]] = {}
    for change in changes:
        found.setdefault(change.question, []).append(change)
    return list(found.values())


@dataclass(frozen=True, slots=True)
class Said:
    """A sentence of the bottom line with what bears it."""

    words: str
    changes: tuple[int, ...] = ()  # ids of the changes in the database; none: it says that nothing moved
    sources: tuple[int, ...] = ()  # numbers of the sources


@dataclass(frozen=True, slots=True)
class Step:
    """A moment from which the board showed a value, for drawing how it moved."""

    at: datetime
    words: str
    basis: Basis | None
    status: Status | None = None  # `will`
    days: Days | None = None  # `when`
    count: Count | None = None  # `how-many`
    held: int | None = None  # `what`: conditions not withdrawn


@dataclass(frozen=True, slots=True)
class Standing:
    """Where a question stands at the end of the window."""

    ask: str
    question: str  # topic/question
    answer: Answer
    words: str
    rests: tuple[Quoted, ...]  # what the answer rests on, one entry a story
    new: tuple[Quoted, ...]  # the window's evidence, one entry a story
    against: tuple[Quoted, ...]  # evidence of the window that says otherwise
    items: int  # the window's items behind `new`, copies counted
    days_since: int | None  # since the last evidence; None: there never was any
    # items of evidence on each of the last FORTNIGHT days, the window's last day last
    daily: tuple[int, ...] = ()
    more: int = 0  # the last of `new` that pages leave out, as the settings want it
    steps: tuple[Step, ...] = ()  # how the answer came to stand where it stands, oldest first

    @property
    def numbers(self) -> tuple[int, ...]:
        """The numbers of the sources that the answer rests on."""
        return tuple(sorted({quote.source.number for quote in self.rests}))

    @property
    def shown(self) -> tuple[Quoted, ...]:
        """The window's evidence that pages show."""
        return self.new[: len(self.new) - self.more]


@dataclass(frozen=True, slots=True)
class TopicPart:
    """A topic with its questions."""

    id: str
    title: str
    questions: tuple[Standing, ...]


@dataclass(frozen=True, slots=True)
class Ahead:
    """A date that comes next, or has passed with nothing decided."""

    day: date  # the day it is sorted under
    words: str
    topic: str
    ask: str
    question: str
    what: str = "when"  # "when" (the answer's interval) or "by" (the configured day)
    overdue: bool = False
    days: Days | None = None  # the answer's interval, where `what` is "when"


@dataclass(frozen=True, slots=True)
class Noted:
    """An item that the analyst starred or wrote on."""

    source: Source
    starred: bool
    notes: tuple[str, ...]
    labels: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Correction:
    """What an earlier digest said that has since been undone."""

    at: datetime  # when it was undone
    said: datetime  # when it was said
    topic: str
    ask: str
    before: str  # "approved", as it was said then
    after: str  # what stands instead
    why: str


@dataclass(frozen=True, slots=True)
class Heard:
    """Whether a feed was heard in the window."""

    name: str
    state: str  # "read", "failed", "silent", "not asked", "archive" (its items came from one)
    words: str = ""


@dataclass(frozen=True, slots=True)
class Digest:
    """The day's report."""

    window: Window
    # Up to when the database was heard; never the clock, so that the same day gives the same bytes.
    as_of: datetime
    feeds: tuple[Heard, ...]
    bottom_line: tuple[Said, ...]
    changes: tuple[Moved, ...]  # the most important question first; within it, oldest first
    topics: tuple[TopicPart, ...]
    ahead: tuple[Ahead, ...]
    noted: tuple[Noted, ...]
    corrections: tuple[Correction, ...]
    sources: tuple[Source, ...]
    items: int  # read in the window
    reader: str  # version
    by: str = ""  # whose name stands on it
    parts: tuple[str, ...] = DIGEST_PARTS  # what it holds beside head and bottom line

    def has(self, part: str) -> bool:
        """Whether a part of DIGEST_PARTS is wanted."""
        return part in self.parts

    @property
    def several(self) -> bool:
        """Whether questions must be named with their topic."""
        return len(self.topics) > 1

    @property
    def above(self) -> frozenset[tuple[int, str]]:
        """What the changes quote: a page shows a sentence once."""
        return frozenset(q.place for change in self.changes for q in change.quotes if self.has("changes"))

    def heard(self, state: str) -> tuple[Heard, ...]:
        """The feeds in that state."""
        return tuple(feed for feed in self.feeds if feed.state == state)
