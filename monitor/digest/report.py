"""The digest as facts, before any format: what `compose` makes and every format shows."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from monitor.digest.window import Window
from monitor.model import DIGEST_PARTS, Answer, Kind, Status, Tier

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
    voice: str  # on whose word: "unnamed: four US officials"
    source: Source
    copies: int = 0  # further items of the same story


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


@dataclass(frozen=True, slots=True)
class Step:
    """A moment from which the board showed a status."""

    at: datetime
    status: Status


@dataclass(frozen=True, slots=True)
class Standing:
    """Where a question stands at the end of the window."""

    ask: str
    question: str  # topic/question
    answer: Answer
    words: str
    new: tuple[Quoted, ...]  # the window's evidence, one entry a story
    against: tuple[Quoted, ...]  # evidence of the window that says otherwise
    items: int  # the window's items behind `new` and what is left out of it, copies counted
    days_since: int | None  # since the last evidence; None: there never was any
    daily: tuple[
        int, ...
    ] = ()  # items of evidence on each of the last FORTNIGHT days, the window's last day last
    more: int = 0  # sentences of the window that the settings leave out
    steps: tuple[Step, ...] = ()  # how the answer came to stand where it stands, oldest first


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
    words: str  # "rejected → approved" as it was said
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
    bottom_line: tuple[str, ...]
    changes: tuple[Moved, ...]
    topics: tuple[TopicPart, ...]
    ahead: tuple[Ahead, ...]
    noted: tuple[Noted, ...]
    corrections: tuple[Correction, ...]
    sources: tuple[Source, ...]
    items: int  # read in the window
    reader: str  # version
    by: str = ""  # whose name stands on it
    parts: tuple[str, ...] = DIGEST_PARTS  # what it holds beside head and bottom line

    def heard(self, state: str) -> tuple[Heard, ...]:
        """The feeds in that state."""
        return tuple(feed for feed in self.feeds if feed.state == state)
