"""Feed lists as other readers write and read them: OPML both ways. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from xml.sax.saxutils import quoteattr

import listparser

from monitor.feeds.fields import absolute
from monitor.model import Feed
from monitor.text import clean_line

MAX_FEEDS = 10_000
"""Feeds that are taken of one list."""

_DECLARED = re.compile(rb"""\A\s*<\?xml[^>]{0,200}?encoding\s*=\s*["']([\w.:-]+)["']""")


@dataclass(frozen=True, slots=True)
class ListedFeed:
    """A feed as a list has it."""

    name: str  # its title there, or its address
    url: str
    folder: str = ""  # "Europe/Trade"; empty: none


@dataclass(frozen=True, slots=True)
class FeedList:
    """What an OPML file holds."""

    feeds: tuple[ListedFeed, ...]
    refused: tuple[str, ...] = ()  # addresses that are not http(s), as text that can be shown


def read_opml(body: bytes) -> FeedList:
    """The feeds of a list; ValueError, with words for people, where the file is none."""
    read = listparser.parse(_as_utf8(body))
    if not read["version"]:
        begins = clean_line(body[:500].decode("utf-8", "replace"), 60)
        raise ValueError(f"no OPML file: it begins with {begins!r}")
    feeds: list[ListedFeed] = []
    refused: list[str] = []
    for outline in read["feeds"][:MAX_FEEDS]:
        url = absolute(outline["url"], "")
        if not url:
            refused.append(clean_line(outline["url"], 200))
            continue
        folders: list[str] = max(outline["categories"], key=len, default=[])
        folder = "/".join(clean_line(part.replace("/", " "), 60) for part in folders if part.strip())
        feeds.append(ListedFeed(clean_line(outline["title"], 200) or url, url, folder))
    return FeedList(tuple(feeds), tuple(refused))


def write_opml(feeds: Iterable[Feed], title: str = "Policy monitor") -> str:
    """An OPML 2.0 file: one outline a feed, inside those of its folder, in the order given."""
    root: dict[str, object] = {}
    for feed in feeds:
        place = root
        for part in filter(None, feed.folder.split("/")):
            place = place.setdefault(f"folder {part}", {})  # type: ignore[assignment]
        place[f"feed {feed.name}"] = feed
    lines = ['<?xml version="1.0" encoding="UTF-8"?>', '<opml version="2.0">']
    lines += ["  <head>", f"    <title>{_escaped(title)}</title>", "  </head>", "  <body>"]
    lines += [*_outlines(root, "    "), "  </body>", "</opml>"]
    return "\n".join(lines) + "\n"


def _outlines(place: dict[str, object], indent: str) -> Iterable[str]:
    for key, value in place.items():
        if isinstance(value, Feed):
            name, url = _quoted(value.name), _quoted(value.url)
            yield f'{indent}<outline type="rss" text={name} title={name} xmlUrl={url}/>'
        elif isinstance(value, dict):
            yield f"{indent}<outline text={_quoted(key.removeprefix('folder '))}>"
            yield from _outlines(value, indent + "  ")
            yield f"{indent}</outline>"


def _quoted(value: str) -> str:
    return quoteattr(clean_line(value, 4000))


def _escaped(value: str) -> str:
    return clean_line(value).replace("&", "&amp;").replace("<", "&lt;")


def _as_utf8(body: bytes) -> bytes:
    """listparser reads UTF-8 only; other readers write what their system speaks."""
    if body.startswith((b"\xff\xfe", b"\xfe\xff")):
        return body.decode("utf-16", "replace").encode()
    declared = _DECLARED.match(body)
    try:
        text = body.decode(declared[1].decode("ascii") if declared else "utf-8-sig")
    except (UnicodeDecodeError, LookupError):
        text = body.decode("utf-8", "replace")
    return text.removeprefix("\ufeff").encode("utf-8", "replace")
