"""Publishers as they really behave, on one loopback server with a clock that is set from outside.

Every request is entered in a ledger that judges it by what this publisher itself said before: which
validators it issued, how long it asked to be left alone.
"""

from __future__ import annotations

import asyncio
import gzip
import hashlib
from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from email.utils import format_datetime
from typing import Any

from aiohttp import web
from aiohttp.abc import AbstractResolver

HOUR = timedelta(hours=1)
DAY = timedelta(days=1)
EXPECTED_HEADERS = frozenset(
    {"host", "user-agent", "accept", "accept-encoding", "if-none-match", "if-modified-since"}
)


@dataclass(frozen=True)
class Ask:
    """A request."""

    at: datetime
    url: str
    headers: Mapping[str, str]

    @property
    def validators(self) -> tuple[str | None, str | None]:
        """What it was sent with."""
        return self.headers.get("If-None-Match"), self.headers.get("If-Modified-Since")


@dataclass
class Reply:
    """An answer, and what the publisher means by it."""

    status: int = 200
    headers: dict[str, str] = field(default_factory=dict)
    body: bytes = b""
    manner: str = "whole"  # "drip": a byte now and then for ever; "cut": the connection ends in the middle
    is_feed: bool = False  # its validators are those of the feed
    wait: timedelta = timedelta(0)  # this address is not to be asked again within
    host_wait: timedelta = timedelta(0)  # nor any of the host


@dataclass
class Resource:
    """One address in the ledger."""

    current: tuple[str | None, str | None] | None = None  # None: it gave no validators yet
    issued: set[str] = field(default_factory=set)
    not_before: datetime | None = None


@dataclass
class Publisher:
    """One feed and its habits."""

    name: str  # its row in the report
    answer: Callable[[Publisher, Ask], Reply]
    host: str = ""
    every: timedelta = DAY  # how often it publishes
    begin: datetime = datetime.min
    forbidden: Callable[[datetime], bool] = lambda _: False  # hours in which it does not want to be asked

    @property
    def url(self) -> str:
        """The address that the monitor is given."""
        return f"http://{self.host}/feed"

    def since(self, at: datetime) -> timedelta:
        """How long the simulation has run."""
        return at - self.begin

    def document(self, at: datetime, channel: str = "", encoding: str = "utf-8") -> bytes:
        """The feed as it stands: its last five entries."""
        newest = self.since(at) // self.every
        entries = "".join(
            f"<item><title>Café {number} of {self.name}</title><guid>{self.host}-{number}</guid>"
            f"<link>http://{self.host}/{number}</link><description>Text of {number}.</description>"
            f"<pubDate>{format_datetime(self.begin + number * self.every)}</pubDate></item>"
            for number in range(newest, newest - 5, -1)
        )
        head = f"<?xml version='1.0' encoding='{encoding}'?>"
        text = (
            f"{head}<rss version='2.0'><channel><title>{self.name}</title>{channel}{entries}</channel></rss>"
        )
        return text.encode(encoding)

    def changed(self, at: datetime) -> datetime:
        """When the document changed last."""
        return self.begin + self.since(at) // self.every * self.every


def content(
    publisher: Publisher,
    ask: Ask,
    *,
    etag: str | None = '"{tag}"',
    last_modified: str | None = "{http}",
    headers: Mapping[str, str] | None = None,
    body: bytes | None = None,
    on_304: Mapping[str, str] | None = None,
    wait: timedelta = timedelta(0),
    conditional: bool = True,
) -> Reply:
    """The usual answer: 304 where the validators are the current ones, else the document."""
    document = publisher.document(ask.at) if body is None else body
    tag = hashlib.sha256(document).hexdigest()[:12]
    changed = publisher.changed(ask.at)
    given = {
        name: form.format(tag=tag, http=format_datetime(changed, usegmt=False), iso=changed.isoformat(" "))
        for name, form in (("ETag", etag), ("Last-Modified", last_modified))
        if form is not None
    }
    sent = ask.headers.get("If-None-Match"), ask.headers.get("If-Modified-Since")
    matches = bool(given) and sent == (given.get("ETag"), given.get("Last-Modified"))
    if conditional and matches:
        carried = given if on_304 is None else on_304
        return Reply(304, {**carried}, wait=wait)
    return Reply(200, {**given, **(headers or {})}, document, is_feed=True, wait=wait)


@dataclass
class Row:
    """One line of the report."""

    total: int = 0
    unconditional: int = 0  # to an address that gives validators
    good: int = 0
    out_of_sequence: int = 0
    made_up: int = 0
    too_early: int = 0
    needless: int = 0
    statuses: Counter[int] = field(default_factory=Counter)


class Street(AbstractResolver):
    """All publishers behind one loopback port; also the resolver that leads every host name there."""

    def __init__(self, publishers: list[Publisher], begin: datetime, interval: timedelta) -> None:
        self.now = begin
        self.interval = interval
        self.publishers = {publisher.host: publisher for publisher in publishers}
        self.rows = {publisher.host: Row() for publisher in publishers}
        self.resources: dict[str, Resource] = {}
        self.silent_hosts: dict[str, datetime] = {}
        self._runner = web.ServerRunner(web.Server(self._serve, access_log=None), shutdown_timeout=0.1)
        self._port = 0

    async def __aenter__(self) -> Street:
        await self._runner.setup()
        site = web.TCPSite(self._runner, "127.0.0.1", 0)
        await site.start()
        self._port = self._runner.addresses[0][1]
        return self

    async def __aexit__(self, *_: object) -> None:
        await self._runner.cleanup()

    async def resolve(self, host: str, port: int = 0, family: int = 2) -> list[Any]:
        """Every host is this server."""
        return [
            {"hostname": host, "host": "127.0.0.1", "port": self._port, "family": 2, "proto": 0, "flags": 0}
        ]

    async def close(self) -> None:
        """Nothing is held."""

    async def _serve(self, request: web.BaseRequest) -> web.StreamResponse:
        publisher = self.publishers[request.host]
        ask = Ask(self.now, f"http://{request.host}{request.path_qs}", request.headers)
        reply = publisher.answer(publisher, ask)
        self._enter(publisher, ask, reply)
        reply.headers.setdefault("Date", format_datetime(self.now))
        if reply.manner == "whole":
            return web.Response(status=reply.status, headers=reply.headers, body=reply.body)
        response = web.StreamResponse(status=reply.status, headers=reply.headers)
        await response.prepare(request)
        await response.write(reply.body[:50])
        while reply.manner == "drip":
            await asyncio.sleep(0.02)
            await response.write(b" ")
        if request.transport is not None:
            request.transport.abort()
        return response

    def _enter(self, publisher: Publisher, ask: Ask, reply: Reply) -> None:
        """Judge the request by what was said before it, then note what this answer says."""
        row = self.rows[publisher.host]
        resource = self.resources.setdefault(ask.url, Resource())
        row.total += 1
        row.statuses[reply.status] += 1
        row.needless += sum(name.lower() not in EXPECTED_HEADERS for name in ask.headers)
        self._judge_validators(row, resource, ask, reply)
        earliest = max(
            filter(None, (resource.not_before, self.silent_hosts.get(publisher.host))), default=ask.at
        )
        told = resource.current is not None  # what it wishes is only known from its document
        row.too_early += ask.at < earliest or (told and publisher.forbidden(ask.at))
        resource.not_before = ask.at + max(self.interval, reply.wait)
        if reply.host_wait:
            self.silent_hosts[publisher.host] = ask.at + reply.host_wait
        given = (reply.headers.get("ETag"), reply.headers.get("Last-Modified"))
        resource.issued |= {value for value in given if value}
        if reply.status == 304 and resource.current is not None:
            resource.current = (given[0] or resource.current[0], given[1] or resource.current[1])
        elif reply.is_feed and any(given):
            resource.current = given

    def _judge_validators(self, row: Row, resource: Resource, ask: Ask, reply: Reply) -> None:
        sent = ask.validators
        if not any(sent):
            row.unconditional += resource.current is not None or (reply.is_feed and _gives(reply))
        elif any(value and value not in resource.issued for value in sent):
            row.made_up += 1
        elif sent == resource.current:
            row.good += 1
        else:
            row.out_of_sequence += 1


def _gives(reply: Reply) -> bool:
    return "ETag" in reply.headers or "Last-Modified" in reply.headers


def bomb() -> bytes:
    """Gzip of a feed that is far larger than any cap."""
    return gzip.compress(b"<rss version='2.0'><channel>" + b"\0" * 30_000_000, 9)
