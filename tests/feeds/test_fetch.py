"""Rules 1 to 5, 7 and 8: what is asked, where it leads, what is taken from the headers of an answer."""

from __future__ import annotations

import asyncio
from datetime import timedelta
from pathlib import Path

import pytest
from aiohttp import web

from monitor.feeds.fetch import Fetcher, user_agent
from monitor.feeds.results import Outcome
from monitor.feeds.state import FeedState
from tests.feeds.fetching import NOW, QUICK, URL, feed, get
from tests.feeds.loopback import RSS, Server


async def test_rule_1_the_first_request_is_unconditional_and_modest(server: Server) -> None:
    server.answer("/feed", ETag="abc", Last_Modified="whenever")
    got = await get(server)
    assert (got.outcome, got.body, got.etag, got.last_modified) == (Outcome.CONTENT, RSS, "abc", "whenever")
    ((_, headers),) = server.asked
    assert set(headers) == {"Host", "User-Agent", "Accept", "Accept-Encoding"}
    assert headers["Accept-Encoding"] == "gzip"


@pytest.mark.parametrize("etag", ['"a"', 'W/"a"', "a", '"a-gzip"', '""', "'a' b"])
@pytest.mark.parametrize("last_modified", [None, "Tue, 25 Jun 2024 10:00:00 GMT", "yesterday, about nine"])
async def test_rule_1_validators_go_back_as_they_came(
    server: Server, etag: str, last_modified: str | None
) -> None:
    server.answer("/feed", 304, b"")
    known = FeedState(URL, etag=etag, last_modified=last_modified, validators_url=URL)
    assert (await get(server, known)).outcome is Outcome.NOT_MODIFIED
    ((_, headers),) = server.asked
    assert headers["If-None-Match"] == etag
    assert headers.get("If-Modified-Since") == last_modified


def test_rule_3_user_agent() -> None:
    assert user_agent("1.2", "desk@example.org").startswith("policy-monitor/1.2 (+https://")
    assert user_agent("1.2", "desk@example.org").endswith("; desk@example.org)")
    assert "\n" not in user_agent("1", "a\r\nX-Injected: b(c)é")


async def test_rule_3_cookies_are_not_kept(server: Server) -> None:
    server.answer("/feed", Set_Cookie="id=1; Path=/")
    async with Fetcher(limits=QUICK, resolver=server) as fetcher:
        for _ in range(2):
            await fetcher.fetch(feed(), FeedState(URL), NOW)
    assert all("Cookie" not in headers for _, headers in server.asked)


async def test_the_same_body_is_known_by_its_hash(server: Server) -> None:
    server.answer("/feed", ETag='"2"')
    first = await get(server)
    again = await get(server, FeedState(URL, body_hash=first.body_hash))
    assert (again.outcome, again.body, again.etag) == (Outcome.UNCHANGED, None, '"2"')


@pytest.mark.parametrize(
    ("headers", "seconds"),
    [
        ({"Retry_After": "120"}, 120),
        ({"Retry_After": "Wed, 05 Jun 2024 15:00:00 GMT", "Date": "Wed, 05 Jun 2024 14:00:00 GMT"}, 3600),
        ({"Retry_After": "Wednesday, 05-Jun-24 15:00:00 GMT", "Date": "Wed, 05 Jun 2024 14:00:00 GMT"}, 3600),
        ({"Retry_After": "Wed Jun  5 15:00:00 2024", "Date": "Wed, 05 Jun 2024 14:00:00 GMT"}, 3600),
        ({"Retry_After": "Wed, 05 Jun 2024 13:00:00 GMT", "Date": "junk"}, 3600),
        ({"Retry_After": "Wed, 05 Jun 2019 13:00:00 GMT", "Date": "Wed, 05 Jun 2024 14:00:00 GMT"}, 0),
        ({"Retry_After": "99999999999999999999"}, 31 * 86400),
        ({"Retry_After": "soon"}, None),
        ({"Retry_After": "-5"}, None),
        ({}, None),
    ],
)
@pytest.mark.parametrize("status", [429, 503])
async def test_rule_5_retry_after(
    server: Server, status: int, headers: dict[str, str], seconds: int | None
) -> None:
    server.answer("/feed", status, b"", **headers)
    got = await get(server)
    assert (got.outcome, got.retry_after, got.status) == (Outcome.THROTTLED, seconds, status)


async def test_rule_5_a_silence_learnt_a_moment_ago_holds_for_the_host(server: Server) -> None:
    server.answer("/feed", 429, b"", Retry_After="3600")
    other = "http://a.example/other"
    async with Fetcher(limits=QUICK, resolver=server) as fetcher:
        await fetcher.fetch(feed(), FeedState(URL), NOW)
        got = await fetcher.fetch(feed(other), FeedState(other), NOW)
        forced = await fetcher.fetch(feed(other), FeedState(other), NOW, forced=True)
    assert got.outcome is forced.outcome is Outcome.POSTPONED
    assert "a.example wants quiet until" in got.words
    assert len(server.asked) == 1


async def test_rule_5_a_silence_survives_a_restart_and_force_is_the_readers_word(server: Server) -> None:
    server.answer("/feed")
    silences = {"a.example": NOW + timedelta(hours=1)}
    async with Fetcher(limits=QUICK, resolver=server, silences=silences) as fetcher:
        assert (await fetcher.fetch(feed(), FeedState(URL), NOW)).outcome is Outcome.POSTPONED
        assert (await fetcher.fetch(feed(), FeedState(URL), NOW, forced=True)).outcome is Outcome.CONTENT
        later = NOW + timedelta(hours=1)
        assert (await fetcher.fetch(feed(), FeedState(URL), later)).outcome is Outcome.CONTENT


@pytest.mark.parametrize(
    ("codes", "permanent"),
    [
        ((301,), "/1"),
        ((308, 308), "/2"),
        ((302,), ""),
        ((303,), ""),
        ((307,), ""),
        ((301, 302), "/1"),
        ((302, 301), ""),
        ((301, 308, 307, 301), "/2"),
    ],
)
async def test_rule_7_the_permanent_head_of_a_chain(
    server: Server, codes: tuple[int, ...], permanent: str
) -> None:
    places = ["/feed", *(f"/{number}" for number in range(1, len(codes) + 1))]
    for here, there, code in zip(places, places[1:], codes, strict=False):
        server.answer(here, code, b"", Location=there)
    server.answer(places[-1], ETag='"x"')
    got = await get(server)
    assert got.outcome is Outcome.CONTENT
    assert got.permanent_url == (f"http://a.example{permanent}" if permanent else "")
    assert got.final_url == f"http://a.example{places[-1]}"
    assert got.requests == len(codes) + 1


async def test_rule_7_validators_go_to_the_resource_that_gave_them(server: Server) -> None:
    server.answer("/feed", 302, b"", Location="http://b.example/real#part")
    server.answer("b.example/real", 304, b"")
    known = FeedState(URL, etag='"x"', validators_url="http://b.example/real")
    assert (await get(server, known)).outcome is Outcome.NOT_MODIFIED
    (_, first), (_, second) = server.asked
    assert "If-None-Match" not in first
    assert second["If-None-Match"] == '"x"'


@pytest.mark.parametrize(
    ("location", "words"),
    [
        ("/feed", "circle"),
        ("http://a.example/feed#again", "circle"),
        ("file:///etc/passwd", "no http(s) address"),
        ("ftp://a.example/", "no http(s) address"),
        ("http://", "circle"),
        ("", "names no address"),
    ],
)
async def test_redirects_that_lead_nowhere(server: Server, location: str, words: str) -> None:
    server.answer("/feed", 301, b"", Location=location)
    got = await get(server)
    assert got.outcome is Outcome.FAILED
    assert words in got.words
    assert len(server.asked) == 1


async def test_rule_8_at_most_five_redirects(server: Server) -> None:
    for number in range(10):
        server.answer(f"/{number}", 302, b"", Location=f"/{number + 1}")
    got = await get(server, url="http://a.example/0")
    assert (got.outcome, got.words, len(server.asked)) == (Outcome.FAILED, "more than 5 redirects", 6)


async def test_rule_8_one_request_at_a_time_for_a_host(server: Server) -> None:
    under_way = {"a.example": 0, "b.example": 0}
    most = dict(under_way)
    together = 0

    async def slow(request: web.BaseRequest) -> web.Response:
        nonlocal together
        under_way[request.host] += 1
        most[request.host] = max(most[request.host], under_way[request.host])
        together = max(together, sum(under_way.values()))
        for _ in range(20):
            await asyncio.sleep(0)
        under_way[request.host] -= 1
        return web.Response(body=RSS)

    urls = [f"http://{host}.example/{number}" for number in range(5) for host in "ab"]
    for url in urls:
        server.handlers["/" + url.rsplit("/", 1)[1]] = slow
    async with Fetcher(limits=QUICK, resolver=server) as fetcher:
        await asyncio.gather(*(fetcher.fetch(feed(url), FeedState(url), NOW) for url in urls))
    assert most == {"a.example": 1, "b.example": 1}
    assert together == 2


@pytest.mark.parametrize("url", ["/etc/passwd", "file:///etc/passwd", "feed:///etc/passwd", "etc/passwd"])
async def test_local_files_are_never_read(server: Server, url: str, tmp_path: Path) -> None:
    got = await get(server, url=url)
    assert got.outcome is Outcome.FAILED
    assert "refused" in got.words
    assert got.body is None


@pytest.mark.parametrize(
    ("headers", "max_age", "no_cache", "expires"),
    [
        ({}, None, False, None),
        ({"Cache_Control": "max-age=60"}, 60, False, None),
        ({"Cache_Control": 'public, Max-Age="60", stale-while-revalidate=9'}, 60, False, None),
        ({"Cache_Control": "no-cache, max-age=60"}, 60, True, None),
        ({"Cache_Control": 'private="max-age=9", max-age=x'}, None, False, None),
        ({"Cache_Control": "max-age=-1"}, None, False, None),
        ({"Cache_Control": "max-age=99999999999999"}, 31 * 86400, False, None),
        ({"Expires": "0"}, None, False, None),
        (
            {"Expires": "Wed, 05 Jun 2024 13:00:00 GMT", "Date": "Wed, 05 Jun 2024 12:30:00 GMT"},
            None,
            False,
            1800,
        ),
        (
            {"Expires": "Wed, 05 Jun 2019 13:00:00 GMT", "Date": "Wed, 05 Jun 2024 12:30:00 GMT"},
            None,
            False,
            0,
        ),
    ],
)
async def test_rule_4_hints_of_the_headers(
    server: Server, headers: dict[str, str], max_age: int | None, no_cache: bool, expires: int | None
) -> None:
    server.answer("/feed", **headers)
    fresh = (await get(server)).freshness
    assert (fresh.max_age, fresh.no_cache, fresh.expires) == (max_age, no_cache, expires)
