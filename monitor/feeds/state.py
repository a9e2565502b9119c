"""What is known of a feed between two polls, as one frozen value, and as a flat row for the store."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, fields, replace
from datetime import UTC, datetime
from urllib.parse import urlsplit

from monitor.model import Feed

RECENT = 64
"""How many publication moments are kept: enough for a habit, over a day or over a year."""


@dataclass(frozen=True, slots=True)
class FeedState:
    """Everything stored of a feed. All moments are UTC; all durations are seconds.

    Numbers in the comments are those of the rules in docs/polling.md.
    """

    url: str  # the configured address that all below belongs to
    title: str = ""  # as the feed names itself
    home: str = ""  # the page it says it belongs to
    etag: str | None = None  # opaque, as received (1)
    last_modified: str | None = None  # opaque, as received (1)
    validators_url: str = ""  # the resource that gave the two, and the only one they are sent to (7)
    body_hash: str = ""  # of the last body that parsed
    moved_to: str = ""  # where permanent redirects led; asked instead of `url` (7)
    merged_into: str = ""  # the name of the feed that already follows `moved_to` (7)
    retired: str = ""  # why it is asked no more; empty: it is asked (6)
    last_attempt: datetime | None = None
    last_success: datetime | None = None
    last_status: int | None = None  # of HTTP; None: no answer came
    last_result: str = ""  # in words
    failing_since: datetime | None = None
    failures: int = 0  # in a row
    offline: bool = False  # the last attempt never left this machine
    slowed: int = 0  # how often the interval was doubled by a bare 429 (5)
    slowed_at: datetime | None = None  # when last
    ttl: int | None = None  # of the document
    max_age: int | None = None  # of Cache-Control, void where that says no-cache (4)
    expires: int | None = None  # of Expires, relative to the server's Date
    skip_hours: tuple[int, ...] = ()  # 0..23, GMT
    skip_days: tuple[int, ...] = ()  # 0 is Monday, GMT
    retry_after_until: datetime | None = None  # (5)
    retry_after_host: str = ""  # the host that asked for it; empty: it is for this feed alone
    next_at: datetime | None = None  # None: never asked yet, so now
    next_why: str = ""  # one sentence
    recent: tuple[datetime, ...] = ()  # the latest moments of publication, oldest first

    def address(self) -> str:
        """The URL to ask."""
        return self.moved_to or self.url


def state_of(feed: Feed, stored: FeedState | None) -> FeedState:
    """The state to go on with: a new one where nothing is stored, or where the feed's address was edited.

    An edit that writes down where the feed has moved for good changes nothing else (7).
    """
    if stored is None or stored.url == feed.url:
        return stored or FeedState(feed.url)
    if stored.moved_to == feed.url and not stored.merged_into:
        return replace(stored, url=feed.url, moved_to="")
    return FeedState(feed.url)


def by_address(feeds: Iterable[Feed], stored: Mapping[str, FeedState]) -> dict[str, FeedState]:
    """What is known of each feed, by its address; `stored` is by name.

    Feeds that are gone come along: a host's silence outlives the feed that it was told to.
    """
    gone = {state.url: state for state in stored.values()}
    return gone | {feed.url: state_of(feed, stored.get(feed.name)) for feed in feeds}


def host_of(url: str) -> str:
    """`host`, or `host:port` where the port is not the scheme's own: what "one host" means in every rule."""
    parts = urlsplit(url)
    host = (parts.hostname or "").rstrip(".")
    try:
        port = parts.port
    except ValueError:
        return host
    usual = {"http": 80, "https": 443}.get(parts.scheme)
    return host if port in (None, usual) else f"{host}:{port}"


def as_row(state: FeedState) -> dict[str, str | int | None]:
    """The state as column → value: moments as ISO text, tuples as JSON text."""
    row: dict[str, str | int | None] = {}
    for field in fields(state):
        value = getattr(state, field.name)
        if isinstance(value, datetime):
            value = _iso(value)
        elif isinstance(value, tuple):
            value = json.dumps([_iso(v) if isinstance(v, datetime) else v for v in value])
        row[field.name] = int(value) if isinstance(value, bool) else value
    return row


def from_row(row: Mapping[str, object]) -> FeedState:
    """The inverse of `as_row`; other columns are ignored, missing ones take their defaults."""
    values: dict[str, object] = {}
    for field in fields(FeedState):
        value = row.get(field.name)
        if value is None:
            continue
        kind = str(field.type)
        if kind.startswith("datetime"):
            value = _moment(str(value))
        elif kind.startswith("tuple"):
            listed = json.loads(str(value))
            value = tuple(_moment(v) for v in listed) if "datetime" in kind else tuple(listed)
        elif kind == "bool":
            value = bool(value)
        values[field.name] = value
    return FeedState(**values)  # type: ignore[arg-type]


def _iso(moment: datetime) -> str:
    return moment.astimezone(UTC).isoformat(timespec="seconds").replace("+00:00", "Z")


def _moment(text: str) -> datetime:
    return datetime.fromisoformat(text.replace("Z", "+00:00"))
