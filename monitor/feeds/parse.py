"""Bytes of a document → what it says. RSS 0.9x to 2.0 and Atom through feedparser; JSON Feed. Pure.

feedparser is given a stream and never a name: handed plain bytes or text it would first try to open a
file of that name. Its own cleaning is off; everything passes monitor.text here.
"""

from __future__ import annotations

import io
import re
from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any

import feedparser

from monitor.feeds.fields import MAX_GUID, MAX_LIST, absolute, distinct, not_a_feed, titled
from monitor.feeds.jsonfeed import parse_json_feed
from monitor.feeds.moments import moment
from monitor.feeds.prepare import MAX_ENTRIES, Prepared, prepare
from monitor.feeds.results import ParsedFeed
from monitor.model import Enclosure, Entry
from monitor.text import clean_line, clean_text, html_to_text

_DAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_LONGEST_TTL = 31 * 24 * 60
_HOUR = re.compile(rb"<hour>\s*(\d{1,2})\s*</hour>", re.IGNORECASE)
_DAY = re.compile(rb"<day>\s*([a-z]{6,9})\s*</day>", re.IGNORECASE)


def parse_feed(body: bytes, url: str, content_type: str = "") -> ParsedFeed:
    """What the document says. `url` is where it came from: relative links are made absolute by it.

    What is no feed gives a ParsedFeed with `error`; a document that breaks off gives its whole
    entries and an `error` too, so that it is asked for again in full.
    """
    if body.lstrip(b"\xef\xbb\xbf \t\r\n")[:1] == b"{":
        return parse_json_feed(body, url)
    prepared = prepare(body, content_type)
    try:
        read = feedparser.parse(  # type: ignore[attr-defined, no-untyped-call]
            io.BytesIO(prepared.body),
            sanitize_html=False,
            resolve_relative_uris=False,
            response_headers={"content-type": prepared.content_type, "content-location": url},
        )
    except (ValueError, LookupError, TypeError, AttributeError, AssertionError, RecursionError) as error:
        # feedparser raises these on documents that lie about themselves
        return ParsedFeed(error=f"cannot be read ({type(error).__name__})")
    except MemoryError:
        return ParsedFeed(error="too large to be read")
    if not read.get("version"):
        return ParsedFeed(error=not_a_feed(body))
    return _feed(read, prepared, url)


def _feed(read: Any, prepared: Prepared, url: str) -> ParsedFeed:
    feed = read.feed
    language = clean_line(_text(feed, "language"), 35)
    raws = read.entries[:MAX_ENTRIES]
    if prepared.breaks_off:
        raws = raws[:-1]
    made = (_entry(raw, url, language) for raw in raws)
    entries = tuple(entry for entry in made if entry.guid or entry.link or entry.title or entry.text)
    hours, days = _skipped(prepared.body)
    return ParsedFeed(
        title=_line(feed, "title"),
        home=_home(feed, url),
        entries=entries,
        ttl=_ttl(_text(feed, "ttl")),
        skip_hours=hours,
        skip_days=days,
        language=language,
        version=read.version,
        error=f"breaks off after {len(entries)} entries" if prepared.breaks_off else "",
        notes=prepared.notes,
    )


def _home(feed: Any, base: str) -> str:
    pages = (link.get("href") for link in _dicts(feed, "links") if link.get("rel") == "alternate")
    return absolute(feed.get("link") or next(pages, None), base)


def _entry(raw: Any, base: str, language: str) -> Entry:
    text, spoken = _body(raw)
    published = _moment(raw, "published") or _moment(raw, "created")
    updated = _moment(raw, "updated")
    return Entry(
        guid=clean_line(_text(raw, "id"), MAX_GUID),
        link=_link(raw, base),
        title=titled(_line(raw, "title"), text),
        text=text,
        published=published or updated,
        updated=updated,
        authors=distinct(author.get("name") for author in _dicts(raw, "authors")),
        categories=distinct(tag.get("label") or tag.get("term") for tag in _dicts(raw, "tags")),
        enclosures=tuple(_enclosures(raw, base)),
        language=spoken or language,
    )


def _moment(raw: Any, name: str) -> datetime | None:
    parsed = dict.get(raw, f"{name}_parsed")
    return moment(_text(raw, name), parsed) if parsed is not None else None


def _link(raw: Any, base: str) -> str:
    """The page itself where a feed service put its own link in between."""
    return absolute(_text(raw, "feedburner_origlink"), base) or absolute(raw.get("link"), base)


def _body(raw: Any) -> tuple[str, str]:
    """The longest of content and summary as plain text, and the language it says it is in."""
    candidates = [*_dicts(raw, "content"), *_dicts(raw, "summary_detail")]
    chosen = max(candidates, key=lambda part: len(part.get("value") or ""), default=None)
    if chosen is None:
        return "", ""
    value = chosen.get("value") or ""
    plain = chosen.get("type") == "text/plain"
    return clean_text(value) if plain else html_to_text(value), clean_line(chosen.get("language") or "", 35)


def _line(raw: Any, name: str) -> str:
    """A field on one line; HTML where the parser saw that it is, and to the letter where it is not."""
    detail = raw.get(f"{name}_detail") or {}
    value = detail.get("value") or ""
    return clean_line(value) if detail.get("type") == "text/plain" else clean_line(html_to_text(value, 5000))


def _text(raw: Mapping[str, Any], name: str) -> str:
    """A plain field. `dict.get`: feedparser's own would answer `updated` with `published`."""
    value = dict.get(raw, name) if isinstance(raw, dict) else None
    return value if isinstance(value, str) else ""


def _dicts(raw: Any, name: str) -> list[Mapping[str, Any]]:
    value = raw.get(name) or []
    return [part for part in (value if isinstance(value, list) else [value]) if isinstance(part, dict)]


def _enclosures(raw: Any, base: str) -> Iterable[Enclosure]:
    for link in _dicts(raw, "links")[:MAX_LIST]:
        url = absolute(link.get("href"), base) if link.get("rel") == "enclosure" else ""
        if url:
            length = str(link.get("length") or "")
            size = int(length) if length.isascii() and length.isdigit() and len(length) < 16 else None
            yield Enclosure(url, clean_line(str(link.get("type") or ""), 100), size)


def _ttl(minutes: str) -> int | None:
    """The channel's ttl in seconds; what is no number of minutes is no wish."""
    digits = minutes.strip()
    if not digits.isascii() or not digits.isdigit() or len(digits) > 9:
        return None
    return min(int(digits), _LONGEST_TTL) * 60 or None


def _skipped(body: bytes) -> tuple[tuple[int, ...], tuple[int, ...]]:
    """skipHours and skipDays, read from the bytes: feedparser keeps only the last of each."""
    hours = sorted({int(found) % 24 for found in _HOUR.findall(_part(body, b"skipHours"))})
    names = (found.decode("ascii").lower() for found in _DAY.findall(_part(body, b"skipDays")))
    return tuple(hours), tuple(sorted({_DAYS.index(name) for name in names if name in _DAYS}))


def _part(body: bytes, name: bytes) -> bytes:
    """What stands between the tags of a channel element; two thousand bytes at most."""
    start = body.find(b"<" + name)
    return body[start : start + 2000].split(b"</" + name, 1)[0] if start >= 0 else b""
