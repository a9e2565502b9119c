"""OPML both ways, feeds named by a page, and the process that parses."""

from __future__ import annotations

import asyncio

import pytest
from hypothesis import given
from hypothesis import strategies as st

from monitor.feeds.find import find_feeds
from monitor.feeds.opml import ListedFeed, read_opml, write_opml
from monitor.feeds.worker import ParserProcess
from monitor.model import Feed, Tier
from monitor.text import clean_line
from tests.feeds.loopback import RSS

OPML = """<?xml version="1.0" encoding="{encoding}"?>
<opml version="2.0"><head><title>Mine</title></head><body>
<outline text="Europe"><outline text="Trade">
  <outline type="rss" text="Café &amp; Co" xmlUrl="https://a.example/f?x=1&amp;y=2"/>
</outline></outline>
<outline title="Bare" xmlUrl="http://b.example/"/>
<outline text="Bad" xmlUrl="file:///etc/passwd"/>
<outline text="Worse" xmlUrl="javascript:alert(1)"/>
</body></opml>"""


@pytest.mark.parametrize("encoding", ["utf-8", "iso-8859-1", "utf-16"])
def test_opml_as_others_write_it(encoding: str) -> None:
    read = read_opml(OPML.format(encoding=encoding).encode(encoding))
    assert read.feeds == (
        ListedFeed("Café & Co", "https://a.example/f?x=1&y=2", "Europe/Trade"),
        ListedFeed("Bare", "http://b.example/"),
    )
    assert read.refused == ("file:///etc/passwd", "javascript:alert(1)")


@pytest.mark.parametrize(
    "body", [b"", b"<html></html>", b"/etc/passwd", b"http://127.0.0.1/", b"\xff\xfe\x00"]
)
def test_what_is_no_opml_is_said_so(body: bytes) -> None:
    with pytest.raises(ValueError, match="no OPML file"):
        read_opml(body)


names = st.text(min_size=1, max_size=20).map(lambda text: clean_line(text)).filter(bool)
folders = st.lists(names.map(lambda name: name.replace("/", " ").strip()).filter(bool), max_size=3)


@given(st.dictionaries(names, folders, max_size=6))
def test_opml_there_and_back(listed: dict[str, list[str]]) -> None:
    feeds = [
        Feed(name, f"https://h{number}.example/?a=1&b=2", Tier.WIRE, folder="/".join(map(clean_line, path)))
        for number, (name, path) in enumerate(listed.items())
    ]
    read = read_opml(write_opml(feeds, "<Mine> & yours").encode())
    assert {one.url: (one.name, one.folder) for one in read.feeds} == {
        feed.url: (feed.name, feed.folder) for feed in feeds
    }


def test_opml_bombs() -> None:
    deep = b"<opml version='2.0'><body>" + b"<outline text='a'>" * 20_000
    assert read_opml(deep).feeds == ()


PAGE = b"""<html><head><base href="/sub/">
<link rel="alternate" type="application/rss+xml" title="News &amp; more" href="rss">
<LINK REL="Alternate Feed" TYPE="application/atom+xml; charset=utf-8" HREF="https://o.example/atom">
<link rel="alternate" type="text/html" href="/de"><link rel="stylesheet" href="/x.css">
<link rel="alternate" type="application/rss+xml" href="javascript:x"></head>
<body><a href="/guessed.xml">x</a></body></html>"""


def test_the_feeds_that_a_page_declares() -> None:
    found = find_feeds(PAGE, "https://h.example/page")
    assert [(feed.url, feed.title, feed.declared) for feed in found] == [
        ("https://h.example/sub/rss", "News & more", True),
        ("https://o.example/atom", "", True),
    ]


def test_links_that_look_like_feeds_where_none_is_declared() -> None:
    page = b"<a href='/news/rss.xml'>RSS</a><a href='/feedback'>write</a><a href='file:///feed'>no</a>"
    assert [feed.url for feed in find_feeds(page, "https://h.example/")] == ["https://h.example/news/rss.xml"]
    assert find_feeds(b"\xff\x00<", "https://h.example/") == ()


async def test_a_document_that_breaks_the_process_harms_no_other() -> None:
    costly = b"<rss version='2.0' " + b" ".join(b"a%d='1'" % n for n in range(150_000)) + b"><channel/></rss>"
    async with ParserProcess(cpu_seconds=1) as parser:
        assert (await parser.parse(RSS, "https://h.example/")).title == "T"
        bad, good = await asyncio.gather(
            parser.parse(costly, "https://h.example/"), parser.parse(RSS, "https://h.example/")
        )
        assert bad.error.startswith("too costly to read")
        assert good.entries[0].link == "https://h.example/a"


async def test_an_idle_process_is_let_go_and_comes_back() -> None:
    async with ParserProcess(idle=0) as parser:
        for _ in range(2):
            assert (await parser.parse(RSS, "https://h.example/")).title == "T"
            await asyncio.sleep(0.01)
            assert parser.running is False


async def test_a_cancelled_document_leaves_the_process_usable() -> None:
    async with ParserProcess() as parser:
        task = asyncio.create_task(parser.parse(RSS, "https://h.example/"))
        await asyncio.sleep(0)
        task.cancel()
        with pytest.raises(asyncio.CancelledError):
            await task
        assert (await parser.parse(RSS, "https://h.example/")).title == "T"
