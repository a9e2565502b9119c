"""Rules 1 to 3 and 5 to 10: one request, against a server on this machine."""

from __future__ import annotations

import asyncio
import gzip
import zlib
from collections.abc import AsyncIterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from aiohttp import web

from monitor.feeds.fetch import Fetcher, Limits, user_agent
from monitor.feeds.results import Fetched, Outcome
from monitor.feeds.state import FeedState
from monitor.model import Feed, Tier
from tests.feeds.loopback import RSS, Server

NOW = datetime(2024, 6, 5, 12, 0, tzinfo=UTC)
URL = "http://a.example/feed"
QUICK = Limits(connect=2, read=2, total=2, body=100_000)


@pytest.fixture
async def server() -> AsyncIterator[Server]:
    async with Server() as running:
        yield running


def feed(url: str = URL, *, allow_private: bool = True) -> Feed:
    return Feed(url, url, Tier.OTHER, allow_private=allow_private)


async def get(
    server: Server, known: FeedState | None = None, limits: Limits = QUICK, url: str = URL
) -> Fetched:
    async with Fetcher(limits=limits, resolver=server) as fetcher:
        return await fetcher.fetch(feed(url), known or FeedState(url), NOW)


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


@pytest.mark.parametrize(
    ("body", "encoding", "outcome", "words"),
    [
        (gzip.compress(RSS), "gzip", Outcome.CONTENT, ""),
        (gzip.compress(RSS), "x-gzip", Outcome.CONTENT, ""),
        (gzip.compress(RSS), "", Outcome.CONTENT, ""),
        (zlib.compress(RSS), "deflate", Outcome.CONTENT, ""),
        (RSS, "gzip", Outcome.CONTENT, ""),
        (gzip.compress(RSS[:50]) + gzip.compress(RSS[50:]), "gzip", Outcome.CONTENT, ""),
        (gzip.compress(RSS) + b"\0" * 9, "gzip", Outcome.CONTENT, ""),
        (gzip.compress(RSS)[:-12], "gzip", Outcome.FAILED, "breaks off"),
        (b"\x1f\x8b\x08" + b"junk" * 9, "gzip", Outcome.FAILED, "damaged"),
        (RSS, "br", Outcome.FAILED, "not asked for"),
        (gzip.compress(b"\0" * 5_000_000), "gzip", Outcome.FAILED, "larger than"),
        (b"x" * 100_001, "", Outcome.FAILED, "larger than"),
        (b"", "", Outcome.FAILED, "empty body"),
        (b" \n", "", Outcome.FAILED, "empty body"),
    ],
)
async def test_rule_8_bodies(
    server: Server, body: bytes, encoding: str, outcome: Outcome, words: str
) -> None:
    server.answer("/feed", body=body, **({"Content_Encoding": encoding} if encoding else {}))
    got = await get(server)
    assert got.outcome is outcome
    assert words in got.words
    assert got.body == (RSS if outcome is Outcome.CONTENT else None)


@pytest.mark.parametrize(
    ("status", "outcome", "words"),
    [
        (404, Outcome.FAILED, "HTTP 404 Not Found"),
        (410, Outcome.GONE, "HTTP 410 Gone"),
        (500, Outcome.FAILED, "HTTP 500 Internal Server Error"),
        (204, Outcome.FAILED, "HTTP 204 No Content"),
        (304, Outcome.FAILED, "unconditional"),
        (599, Outcome.FAILED, "HTTP 599"),
    ],
)
async def test_other_answers_are_failures_in_words(
    server: Server, status: int, outcome: Outcome, words: str
) -> None:
    server.answer("/feed", status, b"")
    got = await get(server)
    assert got.outcome is outcome
    assert words in got.words


async def drip(request: web.BaseRequest) -> web.StreamResponse:
    """A byte now and then, for ever."""
    response = web.StreamResponse()
    await response.prepare(request)
    while True:
        await response.write(b" ")
        await asyncio.sleep(0.01)


async def stall(request: web.BaseRequest) -> web.StreamResponse:
    """Headers and a beginning, then nothing."""
    response = web.StreamResponse()
    await response.prepare(request)
    await response.write(b"<rss")
    await asyncio.Event().wait()
    return response


async def mute(request: web.BaseRequest) -> web.StreamResponse:
    """No answer at all."""
    await asyncio.Event().wait()
    return web.Response()


async def cut(request: web.BaseRequest) -> web.StreamResponse:
    """The connection ends in the middle of the body."""
    response = web.StreamResponse(headers={"Content-Length": "1000"})
    await response.prepare(request)
    await response.write(RSS)
    assert request.transport is not None
    request.transport.abort()
    return response


async def endless(request: web.BaseRequest) -> web.StreamResponse:
    """Chunks without end."""
    response = web.StreamResponse()
    await response.prepare(request)
    while True:
        await response.write(b"<x>" * 10_000)


@pytest.mark.parametrize(
    ("handler", "limits", "words"),
    [
        (drip, replace(QUICK, total=0.1), "not finished within 0.1 s"),
        (stall, replace(QUICK, read=0.1), "nothing more came for 0.1 s"),
        (mute, replace(QUICK, read=0.1), "no answer within"),
        (cut, QUICK, "the connection was cut"),
        (endless, QUICK, "larger than"),
    ],
)
async def test_rule_8_deadlines_and_broken_answers(
    server: Server, handler: object, limits: Limits, words: str
) -> None:
    server.handlers["/feed"] = handler  # type: ignore[assignment]
    got = await get(server, limits=limits)
    assert got.outcome is Outcome.FAILED
    assert words in got.words


async def test_rule_10_cancelled_at_once(server: Server) -> None:
    asked = asyncio.Event()

    async def never(request: web.BaseRequest) -> web.StreamResponse:
        asked.set()
        return await mute(request)

    server.handlers["/feed"] = never
    async with Fetcher(limits=Limits(), resolver=server) as fetcher:
        task = asyncio.create_task(fetcher.fetch(feed(), FeedState(URL), NOW))
        await asked.wait()
        task.cancel()
        done, _ = await asyncio.wait([task], timeout=1)
        assert done
        assert task.cancelled()
        server.answer("/feed")
        assert (await fetcher.fetch(feed(), FeedState(URL), NOW)).outcome is Outcome.CONTENT


async def test_a_failure_harms_no_other_feed(server: Server) -> None:
    server.handlers["/feed"] = cut
    server.answer("b.example/feed")
    urls = [URL, "http://b.example/feed", "http://a.example:bad/", "not a url", "http://c.example\n/"]
    async with Fetcher(limits=QUICK, resolver=server) as fetcher:
        got = await asyncio.gather(*(fetcher.fetch(feed(url), FeedState(url), NOW) for url in urls))
    assert [one.outcome for one in got].count(Outcome.CONTENT) == 1
    assert got[1].outcome is Outcome.CONTENT
    assert all(one.words for one in got)


async def test_headers_of_raw_bytes_go_no_further() -> None:
    raw = (
        b'HTTP/1.1 %s\r\nETag: "\xff\xe2\x80\xae"\r\nLast-Modified: \xc2\x9b then\r\n'
        b"Content-Type: text/xml; x=\xff\r\nLocation: /x\xe2\x80\xae\xff\r\nConnection: close\r\n\r\n" + RSS
    )
    answers = iter([raw.replace(b"%s", b"301 Moved"), raw.replace(b"%s", b"200 OK")])

    async def answer(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        await reader.readuntil(b"\r\n\r\n")
        writer.write(next(answers))
        writer.close()

    listening = await asyncio.start_server(answer, "127.0.0.1", 0)
    url = f"http://127.0.0.1:{listening.sockets[0].getsockname()[1]}/feed"
    async with listening, Fetcher(limits=QUICK) as fetcher:
        got = await fetcher.fetch(feed(url), FeedState(url), NOW)
    assert (got.outcome, got.etag, got.last_modified) == (Outcome.CONTENT, None, None)
    assert got.permanent_url == url.replace("feed", "x")
    assert got.content_type.isascii()


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
