"""Rules 8 and 10: bodies that are packed, broken, endless or missing; servers that fail or never answer."""

from __future__ import annotations

import asyncio
import gzip
import zlib
from dataclasses import replace

import pytest
from aiohttp import web

from monitor.feeds.fetch import Fetcher, Limits
from monitor.feeds.results import Outcome
from monitor.feeds.state import FeedState
from tests.feeds.fetching import NOW, QUICK, URL, feed, get
from tests.feeds.loopback import RSS, Server


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
