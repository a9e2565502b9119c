"""What a poll gives: the answer of the server (`Fetched`) and what its document says (`ParsedFeed`)."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from monitor.model import Entry


class Outcome(StrEnum):
    """How a request ended."""

    CONTENT = "content"  # 200 with a body not seen before
    UNCHANGED = "unchanged"  # 200 with the body that was parsed last time
    NOT_MODIFIED = "not-modified"  # 304
    THROTTLED = "throttled"  # 429 or 503
    GONE = "gone"  # 410
    FAILED = "failed"  # any other answer, none, or one that may not be read
    OFFLINE = "offline"  # nothing left this machine: no network, no name service
    POSTPONED = "postponed"  # not asked: the host wants quiet


@dataclass(frozen=True, slots=True)
class Freshness:
    """What the headers of one answer say about how long it stays good. Seconds."""

    cache_control: bool = False  # whether the header was there at all
    max_age: int | None = None
    no_cache: bool = False
    has_expires: bool = False
    expires: int | None = None  # relative to the server's Date


@dataclass(frozen=True, slots=True)
class Fetched:
    """The end of one request with its redirects. A failure is a value like any other."""

    url: str  # the address asked first
    outcome: Outcome
    words: str  # the result for people
    status: int | None = None  # None: no answer came
    body: bytes | None = None  # of CONTENT only; decompressed
    body_hash: str = ""  # of CONTENT and UNCHANGED
    content_type: str = ""
    final_url: str = ""  # the address that answered last
    permanent_url: str = ""  # where the permanent redirects at the head of the chain led; empty: none
    etag: str | None = None
    last_modified: str | None = None
    freshness: Freshness = Freshness()
    retry_after: int | None = None  # seconds from the answer on, cut at 31 days
    seconds: float = 0.0  # spent on the wire
    requests: int = 0  # made, redirects included


@dataclass(frozen=True, slots=True)
class ParsedFeed:
    """What a document says."""

    title: str = ""
    home: str = ""  # http(s) or empty
    entries: tuple[Entry, ...] = ()
    ttl: int | None = None  # seconds
    skip_hours: tuple[int, ...] = ()  # 0..23, GMT
    skip_days: tuple[int, ...] = ()  # 0 is Monday, GMT
    language: str = ""
    version: str = ""  # "rss20", "atom10", "json11", …
    error: str = ""  # why it is no feed, in words; empty: it is one
    notes: tuple[str, ...] = ()  # what was mended or cut, in words
