"""One request to the server on this machine."""

from __future__ import annotations

from datetime import UTC, datetime

from monitor.feeds.fetch import Fetcher, Limits
from monitor.feeds.results import Fetched
from monitor.feeds.state import FeedState
from monitor.model import Feed, Tier
from tests.feeds.loopback import Server

NOW = datetime(2024, 6, 5, 12, 0, tzinfo=UTC)
URL = "http://a.example/feed"
QUICK = Limits(connect=2, read=2, total=2, body=100_000)


def feed(url: str = URL, *, allow_private: bool = True) -> Feed:
    return Feed(url, url, Tier.OTHER, allow_private=allow_private)


async def get(
    server: Server, known: FeedState | None = None, limits: Limits = QUICK, url: str = URL
) -> Fetched:
    async with Fetcher(limits=limits, resolver=server) as fetcher:
        return await fetcher.fetch(feed(url), known or FeedState(url), NOW)
