"""What the watcher tells: frozen, so that screens, logs and the demo can hear the same."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from monitor.feeds.results import Outcome
from monitor.model import Change


@dataclass(frozen=True, slots=True)
class RoundStarted:
    """Feeds are being asked."""

    at: datetime
    feeds: int
    forced: bool = False


@dataclass(frozen=True, slots=True)
class FeedDone:
    """One feed was asked, and what it said is stored."""

    at: datetime
    feed: str
    outcome: Outcome
    ok: bool
    words: str  # the result, for people
    done: int  # feeds done in this round, this one included
    of: int  # feeds asked in this round
    new: int = 0  # items
    edited: int = 0
    notices: tuple[str, ...] = ()  # what must be told once: moved, retired
    next_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class ChangesMade:
    """The board has moved."""

    changes: tuple[Change, ...]


@dataclass(frozen=True, slots=True)
class RoundDone:
    """All feeds that were due have been asked."""

    at: datetime
    feeds: int
    failed: int
    new: int
    edited: int
    next_at: datetime | None = None  # when the next feed is due


@dataclass(frozen=True, slots=True)
class RoundStopped:
    """A round was broken off by hand; the feeds not yet heard are asked at `next_at`, or when told to."""

    at: datetime
    next_at: datetime


@dataclass(frozen=True, slots=True)
class Following:
    """Another program polls for this database; this one shows what that one stores."""

    holder: str


@dataclass(frozen=True, slots=True)
class ConfigTaken:
    """An edit of feeds.toml has been taken up."""

    feeds: int
    topics: int


@dataclass(frozen=True, slots=True)
class ConfigBroken:
    """An edit of feeds.toml has errors; the last good configuration stays."""

    problems: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ReadAgain:
    """Stored items are being read again, since the reader or a topic's words have changed."""

    topics: tuple[str, ...]
    done: int
    last: int


@dataclass(frozen=True, slots=True)
class StoreFailed:
    """The database could not be written; it is tried again."""

    words: str


@dataclass(frozen=True, slots=True)
class MovesWritten:
    """Feeds that have moved for good have their new address in feeds.toml, or could not be given it."""

    feeds: tuple[str, ...]
    problem: str = ""  # in words; empty: it is written


@dataclass(frozen=True, slots=True)
class DigestWritten:
    """The digest of the set hour stands in its folder."""

    files: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class DigestFailed:
    """The digest of the set hour could not be written."""

    words: str


@dataclass(frozen=True, slots=True)
class NoticeFailed:
    """A change of the board could not be told as a rule of feeds.toml wants it."""

    words: str


Event = (
    RoundStarted
    | FeedDone
    | ChangesMade
    | RoundDone
    | RoundStopped
    | Following
    | ConfigTaken
    | ConfigBroken
    | ReadAgain
    | StoreFailed
    | MovesWritten
    | DigestWritten
    | DigestFailed
    | NoticeFailed
)
