"""One polite request: GET, conditional, bounded in time and size. Rules 1 to 3 and 7 to 10."""

from __future__ import annotations

import asyncio
import errno
import hashlib
import socket
from collections.abc import Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from http import HTTPStatus
from types import TracebackType
from typing import TYPE_CHECKING
from urllib.parse import urldefrag, urlsplit
from weakref import WeakValueDictionary

import aiohttp
from aiohttp.abc import AbstractResolver

from monitor.feeds.address import connector
from monitor.feeds.decode import MAX_BODY, BodyError, BodyReader
from monitor.feeds.fields import absolute
from monitor.feeds.headers import freshness, retry_after
from monitor.feeds.results import Fetched, Outcome
from monitor.feeds.schedule import clock, duration
from monitor.feeds.state import FeedState, host_of
from monitor.model import Feed
from monitor.text import clean_line

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

HOMEPAGE = "https://policy-monitor.example/"
"""What a publisher is pointed to; a reserved name until the project has a page of its own."""

ACCEPT = "application/atom+xml, application/rss+xml, application/feed+json, application/xml;q=0.9, */*;q=0.5"
PERMANENT = frozenset({301, 308})
TEMPORARY = frozenset({302, 303, 307})


@dataclass(frozen=True, slots=True)
class Limits:
    """Deadlines in seconds and caps. The defaults are those of docs/polling.md."""

    connect: float = 15.0
    read: float = 20.0  # between two chunks
    total: float = 60.0  # of one poll, redirects included, waiting for its turn not
    at_once: int = 32  # requests under way, all hosts together
    redirects: int = 5
    body: int = MAX_BODY


class FetchError(Exception):
    """A request that gave nothing to read; the message is for people. Never leaves this module."""

    def __init__(self, words: str, outcome: Outcome = Outcome.FAILED) -> None:
        super().__init__(words)
        self.outcome = outcome


def user_agent(version: str, contact: str) -> str:
    """Who asks: `name/version (+URL; contact)` (3)."""
    safe = "".join(c for c in contact if c.isprintable() and c not in "()\\" and c.isascii()).strip()
    return f"policy-monitor/{version} (+{HOMEPAGE}{'; ' + safe if safe else ''})"


class Fetcher:
    """Makes requests, one at a time for a host. Use as an async context manager."""

    def __init__(
        self,
        *,
        version: str = "0",
        contact: str = "",
        limits: Limits | None = None,
        silences: Mapping[str, datetime] | None = None,
        resolver: AbstractResolver | None = None,
    ) -> None:
        """`silences` are those that hosts asked for before (schedule.host_silences).

        `resolver` looks names up; the machine's own where none is given.
        """
        self.limits = limits or Limits()
        self.silences = dict(silences or {})  # known before
        self.learnt: dict[str, datetime] = {}  # asked for by answers to this fetcher
        self._headers = {
            "User-Agent": user_agent(version, contact),
            "Accept": ACCEPT,
            "Accept-Encoding": "gzip",
        }
        self._resolver = resolver
        self._sessions: dict[bool, aiohttp.ClientSession] = {}
        self._turns: WeakValueDictionary[str, asyncio.Lock] = WeakValueDictionary()
        self._slots = asyncio.Semaphore(self.limits.at_once)

    async def __aenter__(self) -> Fetcher:
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        await self.close()

    async def close(self) -> None:
        """Close all connections at once."""
        for session in self._sessions.values():
            await session.close()
        self._sessions.clear()

    async def fetch(self, feed: Feed, state: FeedState, now: datetime, *, forced: bool = False) -> Fetched:
        """Ask the feed once. Every failure is a value; only cancellation is raised.

        `forced` asks a host although it wanted quiet before; a silence learnt by this fetcher holds
        in any case.
        """
        trip = _Trip(self, feed, state, now, forced)
        try:
            return await trip.run()
        except FetchError as error:
            return trip.ended(error.outcome, str(error))
        except BodyError as error:
            return trip.ended(Outcome.FAILED, str(error))
        except TimeoutError:
            return trip.ended(Outcome.FAILED, trip.timeout_words())
        except (aiohttp.ClientError, OSError, ValueError) as error:
            outcome, words = _explained(error)
            return trip.ended(outcome, words)

    def session(self, allow_private: bool) -> aiohttp.ClientSession:
        """The session for feeds that may dial private addresses, or that for all others."""
        if allow_private not in self._sessions:
            limits = self.limits
            self._sessions[allow_private] = aiohttp.ClientSession(
                connector=connector(
                    allow_private=allow_private, limit=limits.at_once, resolver=self._resolver
                ),
                cookie_jar=aiohttp.DummyCookieJar(),
                headers=self._headers,
                timeout=aiohttp.ClientTimeout(
                    total=None, sock_connect=limits.connect, connect=limits.connect, sock_read=limits.read
                ),
                auto_decompress=False,
                max_line_size=65_536,
                max_field_size=65_536,
            )
        return self._sessions[allow_private]

    @asynccontextmanager
    async def turn(self, host: str) -> AsyncIterator[None]:
        """The host's turn first, then one of the global slots, so that no slot is held while waiting (8)."""
        lock = self._turns.setdefault(host, asyncio.Lock())
        async with lock, self._slots:
            yield


class _Trip:
    """One poll with its redirects, and what is known of it so far."""

    def __init__(self, fetcher: Fetcher, feed: Feed, state: FeedState, now: datetime, forced: bool) -> None:
        self.fetcher = fetcher
        self.feed = feed
        self.state = state
        self.now = now
        self.forced = forced
        self.start = state.address()
        self.url = self.start
        self.visited = {self.start}
        self.permanent = ""
        self.all_permanent = True
        self.seconds = 0.0
        self.requests = 0
        self.status: int | None = None
        self.retry_after: int | None = None

    async def run(self) -> Fetched:
        for _ in range(self.fetcher.limits.redirects + 1):
            host = host_of(self.url)
            if urlsplit(self.url).scheme not in ("http", "https") or not host:
                raise FetchError(f"refused: {self.url[:200]!r} is no http(s) address")
            async with self.fetcher.turn(host):
                self._heed(host)
                done = await self._hop()
            if done is not None:
                return replace(done, seconds=self.seconds)
        raise FetchError(f"more than {self.fetcher.limits.redirects} redirects")

    def _heed(self, host: str) -> None:
        """Nothing is asked of a host that wants quiet, also where it said so a moment ago (5)."""
        known = {} if self.forced else self.fetcher.silences
        until = max(filter(None, (known.get(host), self.fetcher.learnt.get(host))), default=None)
        if until is not None and until > self.now:
            raise FetchError(f"not asked: {host} wants quiet until {clock(until)}", Outcome.POSTPONED)

    async def _hop(self) -> Fetched | None:
        """One request; None where it led on to another address."""
        loop = asyncio.get_running_loop()
        began = loop.time()
        try:
            async with asyncio.timeout(self.fetcher.limits.total - self.seconds):
                self.requests += 1
                session = self.fetcher.session(self.feed.allow_private)
                async with session.get(
                    self.url, headers=self._validators(), allow_redirects=False
                ) as response:
                    self.status = response.status
                    return await self._read(response)
        finally:
            self.seconds += loop.time() - began

    def _validators(self) -> dict[str, str]:
        """Those of this very resource, as they were received (1, 7)."""
        state = self.state
        if self.url != state.validators_url:
            return {}
        sent = {"If-None-Match": state.etag, "If-Modified-Since": state.last_modified}
        return {name: value for name, value in sent.items() if value}

    async def _read(self, response: aiohttp.ClientResponse) -> Fetched | None:
        status = response.status
        if status in PERMANENT or status in TEMPORARY:
            self._follow(response)
            return None
        if status == 304:
            if not self._validators():
                raise FetchError("HTTP 304 to an unconditional request")
            return self._answer(response, Outcome.NOT_MODIFIED, "not modified")
        if status == 200:
            return await self._content(response)
        self._note_silence(response)
        raise FetchError(self._status_words(), _OUTCOMES.get(status, Outcome.FAILED))

    def _follow(self, response: aiohttp.ClientResponse) -> None:
        location = response.headers.get("Location", "").strip()
        if not location:
            raise FetchError(f"HTTP {response.status} that names no address")
        target = absolute(location, self.url)
        if not target:
            raise FetchError(f"refused: a redirect to {clean_line(location, 100)!r}, no http(s) address")
        self.url = urldefrag(target).url
        if self.url in self.visited:
            raise FetchError("its redirects go round in a circle")
        self.visited.add(self.url)
        self.all_permanent = self.all_permanent and response.status in PERMANENT
        if self.all_permanent:
            self.permanent = self.url

    async def _content(self, response: aiohttp.ClientResponse) -> Fetched:
        reader = BodyReader(response.headers.get("Content-Encoding", ""), self.fetcher.limits.body)
        async for chunk in response.content.iter_any():
            reader.feed(chunk)
        body = reader.close()
        if not body.strip():
            raise FetchError("an empty body")
        digest = hashlib.sha256(body).hexdigest()
        if digest == self.state.body_hash:
            return self._answer(response, Outcome.UNCHANGED, "the same content as before", digest)
        size = f"{max(1, len(body) // 1024)} KiB"
        return self._answer(response, Outcome.CONTENT, f"new content, {size}", digest, body)

    def _note_silence(self, response: aiohttp.ClientResponse) -> None:
        self.retry_after = retry_after(response.headers, self.now)
        if self.retry_after is not None and response.status in (429, 503):
            self.fetcher.learnt[host_of(self.url)] = self.now + timedelta(seconds=self.retry_after)

    def _status_words(self) -> str:
        status = self.status or 0
        name = next((known.phrase for known in HTTPStatus if known == status), "")
        asked = f"; asked to wait {duration(timedelta(seconds=self.retry_after))}" if self.retry_after else ""
        where = f" from {host_of(self.url)}" if host_of(self.url) != host_of(self.start) else ""
        return f"HTTP {status} {name}".rstrip() + where + asked

    def _answer(
        self,
        response: aiohttp.ClientResponse,
        outcome: Outcome,
        words: str,
        digest: str = "",
        body: bytes | None = None,
    ) -> Fetched:
        headers = response.headers
        return Fetched(
            url=self.start,
            outcome=outcome,
            words=words,
            status=response.status,
            body=body,
            body_hash=digest,
            content_type=headers.get("Content-Type", "").encode("ascii", "ignore").decode(),
            final_url=self.url,
            permanent_url=self.permanent,
            etag=_opaque(headers.get("ETag")),
            last_modified=_opaque(headers.get("Last-Modified")),
            freshness=freshness(headers, self.now),
            requests=self.requests,
        )

    def ended(self, outcome: Outcome, words: str) -> Fetched:
        """The end without anything to read."""
        return Fetched(
            url=self.start,
            outcome=outcome,
            words=words,
            status=self.status,
            final_url=self.url,
            retry_after=self.retry_after,
            seconds=self.seconds,
            requests=self.requests,
        )

    def timeout_words(self) -> str:
        """Which deadline passed."""
        limits = self.fetcher.limits
        if self.seconds >= limits.total:
            return f"not finished within {limits.total:g} s"
        if self.status is None:
            return f"no answer within {max(limits.connect, limits.read):g} s"
        return f"nothing more came for {limits.read:g} s"


def _opaque(validator: str | None) -> str | None:
    """The validator as received; None for one with bytes that could be neither stored nor sent back."""
    return validator if validator and validator.isprintable() else None


_OUTCOMES = {429: Outcome.THROTTLED, 503: Outcome.THROTTLED, 410: Outcome.GONE}
_NO_NETWORK = frozenset({errno.ENETUNREACH, errno.ENETDOWN})


def _explained(error: Exception) -> tuple[Outcome, str]:
    """What went wrong on the way, for people; the server's own words stay out of it."""
    cause = error.os_error if isinstance(error, aiohttp.ClientConnectorError) else error
    number = cause.errno if isinstance(cause, OSError) else None
    reason = (cause.strerror if isinstance(cause, OSError) else None) or "refused"
    if number == errno.EACCES:
        return Outcome.FAILED, f"refused: {reason}; allow_private = true on the feed lets it through"
    if isinstance(error, aiohttp.ClientConnectorDNSError):
        if number == socket.EAI_AGAIN:
            return Outcome.OFFLINE, "offline: names cannot be looked up"
        return Outcome.FAILED, f"no such host: {error.host}"
    if number in _NO_NETWORK:
        return Outcome.OFFLINE, "offline: no network"
    if isinstance(error, aiohttp.ClientConnectorCertificateError):
        return Outcome.FAILED, "the server's certificate is not valid for it"
    if isinstance(error, aiohttp.ClientSSLError):
        return Outcome.FAILED, "no secure connection could be made"
    if isinstance(error, aiohttp.ClientConnectorError):
        return Outcome.FAILED, f"no connection: {reason.lower()}"
    if isinstance(error, aiohttp.ServerDisconnectedError | aiohttp.ClientPayloadError | ConnectionError):
        return Outcome.FAILED, "the connection was cut"
    if isinstance(error, aiohttp.InvalidURL | ValueError):
        return Outcome.FAILED, "refused: the address cannot be asked"
    return Outcome.FAILED, f"the answer cannot be read ({type(error).__name__})"
