"""Bytes of a document → what it says. RSS 0.9x to 2.0 and Atom through feedparser, JSON Feed by hand. Pure.

feedparser is given a stream and never a name: handed plain bytes or text it would try to open a file
of that name first.
"""

from __future__ import annotations

import calendar
import io
import time
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from typing import Any
from urllib.parse import urljoin, urlsplit

import feedparser

from monitor.feeds.results import ParsedFeed
from monitor.model import Entry
from monitor.text import clean_line, html_to_text

MAX_ENTRIES = 10_000
"""Entries that are taken of one document; the publisher's first ones."""


def parse_feed(body: bytes, url: str, content_type: str = "") -> ParsedFeed:
    """What the document says. `url` is where it came from: relative links are made absolute by it."""
    try:
        read = feedparser.parse(  # type: ignore[attr-defined, no-untyped-call]
            io.BytesIO(body),
            sanitize_html=False,
            resolve_relative_uris=False,
            response_headers={"content-type": content_type, "content-location": url},
        )
    except (ValueError, LookupError, TypeError, AssertionError, RecursionError) as error:
        return ParsedFeed(error=f"cannot be read ({type(error).__name__})")
    if not read.version:
        return ParsedFeed(error=not_a_feed(body))
    entries = tuple(_entry(raw, url) for raw in read.entries[:MAX_ENTRIES])
    return ParsedFeed(
        title=clean_line(read.feed.get("title", "")),
        home=absolute(read.feed.get("link", ""), url),
        entries=entries,
        version=read.version,
    )


def not_a_feed(body: bytes) -> str:
    """The error that shows the beginning of what came (9)."""
    return f"not a feed: begins with {clean_line(body[:400].decode('utf-8', 'replace'), 80)!r}"


def absolute(link: str, base: str) -> str:
    """The http(s) link, made absolute; empty where it is none."""
    if not link.strip():
        return ""
    try:
        joined = urljoin(base, link.strip())
        return joined if urlsplit(joined).scheme in ("http", "https") else ""
    except ValueError:
        return ""


def _entry(raw: Mapping[str, Any], base: str) -> Entry:
    content: Sequence[Mapping[str, str]] = raw.get("content") or ()
    text = max([c.get("value", "") for c in content] + [raw.get("summary", "")], key=len)
    return Entry(
        guid=clean_line(raw.get("id", ""), 1000),
        link=absolute(raw.get("link", ""), base),
        title=clean_line(html_to_text(raw.get("title", ""))),
        text=html_to_text(text),
        published=_moment(raw.get("published_parsed")),
        updated=_moment(raw.get("updated_parsed")),
    )


def _moment(parsed: time.struct_time | None) -> datetime | None:
    if parsed is None:
        return None
    try:
        return datetime.fromtimestamp(calendar.timegm(parsed), UTC)
    except (ValueError, OverflowError):
        return None
