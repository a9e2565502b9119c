"""The story's outlets as feeds, RSS 2.0 and Atom, on a loopback server that answers conditional requests."""

from __future__ import annotations

import asyncio
import hashlib
import re
import threading
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from datetime import datetime
from email.utils import format_datetime
from xml.sax.saxutils import escape, quoteattr

from aiohttp import web

from monitor.demo.story import StoryItem

SHOWN = 15
"""Entries that a feed document carries, as publishers do."""


def slug(name: str) -> str:
    """The path of an outlet's feed without its ending."""
    return re.sub(r"[^a-z0-9]+", "-", name.lower()).strip("-")


def link(item: StoryItem) -> str:
    """The address of an item's page; the domain is one that never resolves (RFC 2606)."""
    return f"https://{slug(item.feed)}.example/{item.published:%Y/%m}/{item.id}"


def rss(name: str, items: Sequence[StoryItem]) -> bytes:
    """An RSS 2.0 document, newest first."""
    entries = "".join(
        f"<item><title>{escape(item.title)}</title><link>{escape(link(item))}</link>"
        f'<guid isPermaLink="false">{item.id}</guid>'
        f"<pubDate>{format_datetime(item.published, usegmt=True)}</pubDate>"
        f"<description>{escape('<p>' + escape(item.summary) + '</p>')}</description></item>\n"
        for item in items
    )
    return (
        f'<?xml version="1.0" encoding="utf-8"?>\n<rss version="2.0"><channel><title>{escape(name)}</title>'
        f"<link>https://{slug(name)}.example/</link><description>{escape(name)}</description>\n{entries}</channel></rss>\n"
    ).encode()


def atom(name: str, items: Sequence[StoryItem]) -> bytes:
    """An Atom document, newest first."""
    entries = "".join(
        f"<entry><title>{escape(item.title)}</title><link href={quoteattr(link(item))}/>"
        f"<id>urn:{slug(name)}:{item.id}</id><published>{item.published.isoformat()}</published>"
        f"<updated>{item.published.isoformat()}</updated><summary>{escape(item.summary)}</summary></entry>\n"
        for item in items
    )
    updated = items[0].published.isoformat() if items else "2024-01-01T00:00:00+00:00"
    return (
        f'<?xml version="1.0" encoding="utf-8"?>\n<feed xmlns="http://www.w3.org/2005/Atom"><title>{escape(name)}</title>'
        f"<id>urn:{slug(name)}</id><updated>{updated}</updated>\n{entries}</feed>\n"
    ).encode()


def story_app(items: Sequence[StoryItem], now: Callable[[], datetime]) -> web.Application:
    """A web application that serves each outlet at /slug.rss and /slug.atom as of `now()`."""
    outlets = {slug(item.feed): item.feed for item in items}

    async def serve(request: web.Request) -> web.Response:
        name = outlets.get(request.match_info["slug"])
        if name is None:
            raise web.HTTPNotFound(text="no such outlet")
        moment = now()
        published = [item for item in items if item.feed == name and item.published <= moment]
        newest = published[::-1][:SHOWN]
        is_atom = request.match_info["form"] == "atom"
        body = atom(name, newest) if is_atom else rss(name, newest)
        etag = f'"{hashlib.sha256(body).hexdigest()[:16]}"'
        headers = {
            "ETag": etag,
            "Content-Type": f"application/{'atom' if is_atom else 'rss'}+xml; charset=utf-8",
        }
        if request.headers.get("If-None-Match") == etag:
            return web.Response(status=304, headers={"ETag": etag})
        return web.Response(body=body, headers=headers)

    app = web.Application()
    app.router.add_get("/{slug}.{form:rss|atom}", serve)
    return app


@contextmanager
def serving(items: Sequence[StoryItem], now: Callable[[], datetime]) -> Iterator[str]:
    """Serve the story on a free loopback port, from a thread of its own; gives the base address.

    A thread, because the screen owns the main thread's event loop.
    """
    loop = asyncio.new_event_loop()
    thread = threading.Thread(target=loop.run_forever, name="demo-server", daemon=True)
    thread.start()
    runner = web.AppRunner(story_app(items, now), access_log=None)

    async def listen() -> str:
        await runner.setup()
        await web.TCPSite(runner, "127.0.0.1", 0).start()
        host, port = runner.addresses[0][:2]
        return f"http://{host}:{port}"

    try:
        yield asyncio.run_coroutine_threadsafe(listen(), loop).result(timeout=10)
    finally:
        asyncio.run_coroutine_threadsafe(runner.cleanup(), loop).result(timeout=10)
        loop.call_soon_threadsafe(loop.stop)
        thread.join(timeout=10)
        loop.close()
