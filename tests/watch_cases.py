"""A loopback server of feeds, and a clock that stands until it is moved."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from datetime import datetime
from email.utils import format_datetime
from pathlib import Path
from typing import TypeVar
from xml.sax.saxutils import escape

from aiohttp import web
from aiohttp.test_utils import TestServer

from monitor.clock import Clock
from monitor.events import Event
from monitor.model import Entry
from monitor.watch import Watcher
from tests.pipeline_cases import START, TOML

T = TypeVar("T")


def rss(entries: Sequence[Entry], title: str = "A feed") -> bytes:
    """The entries as an RSS document."""
    items = "".join(
        f"<item><guid>{escape(e.guid)}</guid><link>{escape(e.link)}</link><title>{escape(e.title)}</title>"
        f"<description>{escape(e.text)}</description>"
        + (f"<pubDate>{format_datetime(e.published, usegmt=True)}</pubDate>" if e.published else "")
        + "</item>"
        for e in entries
    )
    return f'<rss version="2.0"><channel><title>{title}</title>{items}</channel></rss>'.encode()


class FeedServer:
    """Serves what `bodies` holds by path; 404 for all else. Conditional requests get their 304."""

    def __init__(self) -> None:
        self.bodies: dict[str, bytes] = {}
        self.asked: list[tuple[str, int]] = []
        self.held: dict[str, asyncio.Event] = {}  # paths that answer only when their event is set

    async def answer(self, request: web.Request) -> web.StreamResponse:
        path = request.path
        if path in self.held:
            await self.held[path].wait()
        body = self.bodies.get(path)
        tag = f'"{hash(body)}"'
        status = 404 if body is None else 304 if request.headers.get("If-None-Match") == tag else 200
        self.asked.append((path, status))
        return web.Response(status=status, body=body if status == 200 else None, headers={"ETag": tag})


@asynccontextmanager
async def serving() -> AsyncIterator[tuple[FeedServer, str]]:
    """A server and its address."""
    feeds = FeedServer()
    app = web.Application()
    app.router.add_get("/{path:.*}", feeds.answer)
    async with TestServer(app) as server:
        yield feeds, str(server.make_url("")).rstrip("/")


class SetClock:
    """Stands still until `move`; sleepers wake when their moment is reached."""

    def __init__(self, start: datetime = START) -> None:
        self._now = start
        self._moved = asyncio.Condition()

    def now(self) -> datetime:
        """The present."""
        return self._now

    async def sleep_until(self, moment: datetime) -> None:
        """Wait for `move` to reach the moment."""
        async with self._moved:
            await self._moved.wait_for(lambda: self._now >= moment)

    async def move(self, moment: datetime) -> None:
        """Let it be later."""
        async with self._moved:
            self._now = moment
            self._moved.notify_all()


class Heard:
    """The events that a watcher told, and waiting for one."""

    def __init__(self) -> None:
        self.events: list[Event] = []
        self._told = asyncio.Event()

    def tell(self, event: Event) -> None:
        """Hear one."""
        self.events.append(event)
        self._told.set()

    def of(self, kind: type[T]) -> list[T]:
        """Those of one kind."""
        return [event for event in self.events if isinstance(event, kind)]

    async def until(self, kind: type[T], count: int = 1) -> list[T]:
        """Wait until so many of one kind have been told."""
        async with asyncio.timeout(20):
            while len(self.of(kind)) < count:
                self._told.clear()
                await self._told.wait()
        return self.of(kind)


def write_config(folder: Path, base: str, text: str = TOML) -> Path:
    """The configuration of the tests, with its feeds on the server."""
    for name in ("reuters", "cnn", "whitehouse"):
        text = text.replace(f"https://{name}.example/rss", f"{base}/{name}")
    path = folder / "feeds.toml"
    path.write_text(text.replace('tier = "', 'allow_private = true\ntier = "'))
    return path


def watcher(path: Path, clock: Clock, heard: Heard) -> Watcher:
    """A watcher of a configuration, with its database beside it."""
    return Watcher(path, path.parent / "db" / "monitor.db", clock=clock, tell=heard.tell)
