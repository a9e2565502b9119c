"""Private addresses are refused at the moment of connecting, on every hop."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

import pytest

from monitor.feeds.address import is_public
from monitor.feeds.fetch import Fetcher, Limits
from monitor.feeds.results import Outcome
from monitor.feeds.state import FeedState
from monitor.model import Feed, Tier
from tests.feeds.loopback import Server

NOW = datetime(2024, 6, 5, 12, 0, tzinfo=UTC)
QUICK = Limits(connect=2, read=2, total=2)


@pytest.mark.parametrize(
    ("address", "public"),
    [
        ("93.184.216.34", True),
        ("2606:2800:220:1:248:1893:25c8:1946", True),
        ("127.0.0.1", False),
        ("127.255.0.9", False),
        ("0.0.0.0", False),
        ("10.0.0.1", False),
        ("172.16.0.1", False),
        ("192.168.1.1", False),
        ("169.254.169.254", False),
        ("100.64.0.1", False),
        ("224.0.0.1", False),
        ("240.0.0.1", False),
        ("255.255.255.255", False),
        ("::1", False),
        ("::", False),
        ("fe80::1", False),
        ("fe80::1%eth0", False),
        ("fc00::1", False),
        ("ff02::1", False),
        ("::ffff:127.0.0.1", False),
        ("::ffff:8.8.8.8", True),
        ("::127.0.0.1", False),
        ("64:ff9b::7f00:1", False),
        ("64:ff9b::808:808", True),
        ("2002:7f00:1::", False),
        ("2002:a00:1::1", False),
    ],
)
def test_which_addresses_are_public(address: str, public: bool) -> None:
    assert is_public(address) is public


async def outcome(url: str, *, resolver: Any = None, allow_private: bool = False) -> tuple[Outcome, str]:
    feed = Feed(url, url, Tier.OTHER, allow_private=allow_private)
    async with Fetcher(limits=QUICK, resolver=resolver) as fetcher:
        got = await fetcher.fetch(feed, FeedState(url), NOW)
    return got.outcome, got.words


@pytest.mark.parametrize(
    "host",
    [
        "127.0.0.1", "localhost", "[::1]", "[::ffff:127.0.0.1]", "[::ffff:7f00:1]",
        "0x7f000001", "2130706433", "0177.0.0.1", "127.1", "0", "0.0.0.0", "127.0.0.1.",
        "169.254.169.254", "[fe80::1]", "[fd00::1]", "10.1.2.3", "user:pass@127.0.0.1", "①②⑦.⓪.⓪.①",
    ],
)  # fmt: skip
async def test_spellings_of_private_addresses(host: str) -> None:
    async with Server() as server:
        server.answer("/feed")
        got, words = await outcome(f"http://{host}:{server.port}/feed")
        assert got is Outcome.FAILED
        assert "refused" in words
        assert server.asked == []


async def test_a_name_that_leads_to_a_private_address() -> None:
    url = "http://a.example/feed"
    async with Server() as server:
        server.answer("/feed")
        assert "refused: 127.0.0.1 is a private address" in (await outcome(url, resolver=server))[1]
        assert server.asked == []
        assert (await outcome(url, resolver=server, allow_private=True))[0] is Outcome.CONTENT


class Turncoat(Server):
    """Resolves a name to a public address first and to this machine the second time."""

    def __init__(self) -> None:
        super().__init__()
        self.looked_up = 0

    async def resolve(self, host: str, port: int = 0, family: int = 2) -> list[Any]:
        self.looked_up += 1
        here = await super().resolve(host, port, family)
        return here if self.looked_up > 1 else [{**here[0], "host": "203.0.113.7"}]


async def test_a_name_that_resolves_differently_the_second_time() -> None:
    async with Turncoat() as server:
        server.answer("/feed")
        for _ in range(3):
            assert (await outcome("http://a.example/feed", resolver=server))[0] is Outcome.FAILED
        assert server.asked == []


@pytest.mark.parametrize(
    "target",
    ["http://127.0.0.1/", "http://169.254.169.254/latest/meta-data", "http://[::1]/", "http://c.example/"],
)
async def test_every_hop_is_checked(target: str, monkeypatch: pytest.MonkeyPatch) -> None:
    async with Server() as server:
        server.answer("a.example/feed", 302, b"", Location=target)
        server.answer("/")
        first = iter([True])
        monkeypatch.setattr("monitor.feeds.address.is_public", lambda _: next(first, False))
        got, words = await outcome("http://a.example/feed", resolver=server)
        assert got is Outcome.FAILED
        assert "is a private address" in words
        assert [asked for asked, _ in server.asked] == ["a.example/feed"]


async def test_a_feed_that_may_dial_privately_shares_no_connection_with_one_that_may_not() -> None:
    async with Server() as server:
        server.answer("/feed")
        url = f"http://127.0.0.1:{server.port}/feed"
        async with Fetcher(limits=QUICK) as fetcher:
            allowed = Feed("a", url, Tier.OTHER, allow_private=True)
            assert (await fetcher.fetch(allowed, FeedState(url), NOW)).outcome is Outcome.CONTENT
            strict = Feed("b", url, Tier.OTHER)
            assert "refused" in (await fetcher.fetch(strict, FeedState(url), NOW)).words
        assert len(server.asked) == 1
