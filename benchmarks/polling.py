"""A round over unchanged feeds beside a bare aiohttp loop: `python -m benchmarks.polling [FEEDS]`.

The server is another process on this machine and answers 304 at once. Measured are: bare conditional
requests with aiohttp, likewise one at a time for a host; the fetcher; the fetcher with what a round
decides of each answer (settling and scheduling). The ratio to the bare loop is what counts; the target
is at most 2.
"""

from __future__ import annotations

import asyncio
import multiprocessing
import statistics
import sys
import time
from collections.abc import Awaitable, Callable
from datetime import UTC, datetime, timedelta
from multiprocessing.connection import Connection

import aiohttp
from aiohttp import web

from monitor.feeds.fetch import Fetcher, Limits
from monitor.feeds.results import Outcome
from monitor.feeds.settle import settle
from monitor.feeds.state import FeedState
from monitor.model import Feed, Tier

NOW = datetime(2024, 6, 1, tzinfo=UTC)
ROUNDS = 7
LIMIT = 32
"""Requests at once, in all measurements alike."""


def serve(ready: Connection) -> None:
    """The server: every address is unchanged."""

    async def answer(_: web.BaseRequest) -> web.Response:
        return web.Response(status=304, headers={"ETag": '"x"'})

    async def run() -> None:
        runner = web.ServerRunner(web.Server(answer, access_log=None))
        await runner.setup()
        await web.TCPSite(runner, "0.0.0.0", 0, backlog=2048).start()
        ready.send(runner.addresses[0][1])
        await asyncio.Event().wait()

    asyncio.run(run())


async def bare(urls: list[str]) -> None:
    """What aiohttp itself takes, with the same limits: one request at a time for a host."""
    slots = asyncio.Semaphore(LIMIT)
    connector = aiohttp.TCPConnector(limit=LIMIT, limit_per_host=1)
    async with aiohttp.ClientSession(connector=connector) as session:

        async def ask(url: str) -> None:
            async with slots, session.get(url, headers={"If-None-Match": '"x"'}) as response:
                await response.read()

        await asyncio.gather(*(ask(url) for url in urls))


async def polled(urls: list[str], *, settled: bool) -> None:
    """What the fetcher takes, with or without what follows from each answer."""
    async with Fetcher(limits=Limits(at_once=LIMIT)) as fetcher:

        async def ask(url: str) -> None:
            feed = Feed(url, url, Tier.OTHER, allow_private=True)
            state = FeedState(url, etag='"x"', validators_url=url)
            fetched = await fetcher.fetch(feed, state, NOW)
            if fetched.outcome is not Outcome.NOT_MODIFIED:
                raise RuntimeError(fetched.words)
            if settled:
                settle(state, feed, fetched, None, NOW, every=timedelta(hours=1))

        await asyncio.gather(*(ask(url) for url in urls))


def hosts(count: int, port: int, many: bool) -> list[str]:
    """Addresses on one host, or each on its own (127.0.0.0/8 is this machine)."""
    names = (f"127.{n >> 16 & 255}.{n >> 8 & 255}.{n & 255}" for n in range(2, count + 2))
    return [f"http://{name if many else '127.0.0.1'}:{port}/{n}" for n, name in enumerate(names)]


async def measure(port: int, count: int) -> None:
    """Print a line for each case; the rounds of all cases take turns, so that they see the same machine."""
    for many in (False, True):
        urls = hosts(count, port, many)
        cases: dict[str, Callable[[], Awaitable[None]]] = {
            "bare aiohttp": lambda urls=urls: bare(urls),
            "fetched": lambda urls=urls: polled(urls, settled=False),
            "fetched and settled": lambda urls=urls: polled(urls, settled=True),
        }
        taken: dict[str, list[float]] = {name: [] for name in cases}
        for _ in range(ROUNDS):
            for name, work in cases.items():
                began = time.perf_counter()
                await work()
                taken[name].append(time.perf_counter() - began)
        base = statistics.median(taken["bare aiohttp"])
        for name, spans in taken.items():
            middle = statistics.median(spans)
            print(f"{f'{count:,} feeds, ' + ('a host each' if many else 'one host'):28} {name:20} "
                  f"{middle:6.3f} s  ratio {middle / base:4.2f}")  # fmt: skip


def main() -> None:
    """The command."""
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 1000
    ours, theirs = multiprocessing.Pipe()
    server = multiprocessing.get_context("spawn").Process(target=serve, args=(theirs,), daemon=True)
    server.start()
    try:
        asyncio.run(measure(ours.recv(), count))
    finally:
        server.terminate()


if __name__ == "__main__":
    main()
