"""JSON Feed, versions 1 and 1.1 (https://www.jsonfeed.org/version/1.1/). Pure."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from typing import Any

from monitor.feeds.fields import MAX_GUID, MAX_LIST, absolute, distinct, not_a_feed, titled
from monitor.feeds.moments import iso_moment
from monitor.feeds.prepare import MAX_ENTRIES
from monitor.feeds.results import ParsedFeed
from monitor.model import Enclosure, Entry
from monitor.text import clean_line, clean_text, html_to_text


def parse_json_feed(body: bytes, url: str) -> ParsedFeed:
    """What a JSON Feed says; an error where the document is no JSON, or lacks version or items."""
    try:
        read = json.loads(body)
    except (ValueError, RecursionError):
        return ParsedFeed(error=not_a_feed(body))
    version = read.get("version") if isinstance(read, dict) else None
    if not isinstance(version, str) or not isinstance(read.get("items"), list):
        return ParsedFeed(error=not_a_feed(body))
    items = _dicts(read, "items")
    notes = (f"only its first {MAX_ENTRIES:,} entries were read",) if len(items) > MAX_ENTRIES else ()
    language = clean_line(_text(read, "language"), 35)
    made = (_entry(raw, url, language) for raw in items[:MAX_ENTRIES])
    return ParsedFeed(
        title=clean_line(_text(read, "title")),
        home=absolute(read.get("home_page_url"), url),
        entries=tuple(entry for entry in made if entry.guid or entry.link or entry.title or entry.text),
        language=language,
        version="json11" if version.endswith("1.1") else "json10",
        notes=notes,
    )


def _entry(raw: Mapping[str, Any], base: str, language: str) -> Entry:
    text = html_to_text(_text(raw, "content_html")) or clean_text(_text(raw, "content_text"))
    text = text or clean_text(_text(raw, "summary"))
    updated = iso_moment(raw.get("date_modified"))
    people = [*_dicts(raw, "authors"), *_dicts(raw, "author")]
    identifier = raw.get("id")
    tags = raw.get("tags")
    return Entry(
        guid=clean_line(str(identifier), MAX_GUID) if isinstance(identifier, str | int) else "",
        link=absolute(raw.get("url"), base) or absolute(raw.get("external_url"), base),
        title=titled(clean_line(_text(raw, "title")), text),
        text=text,
        published=iso_moment(raw.get("date_published")) or updated,
        updated=updated,
        authors=distinct(person.get("name") for person in people),
        categories=distinct(tags if isinstance(tags, list) else ()),
        enclosures=tuple(_enclosures(raw, base)),
        language=clean_line(_text(raw, "language"), 35) or language,
    )


def _enclosures(raw: Mapping[str, Any], base: str) -> Iterable[Enclosure]:
    for part in _dicts(raw, "attachments")[:MAX_LIST]:
        url = absolute(part.get("url"), base)
        size = part.get("size_in_bytes")
        if url:
            length = size if isinstance(size, int) and 0 <= size < 10**15 else None
            yield Enclosure(url, clean_line(_text(part, "mime_type"), 100), length)


def _text(raw: Mapping[str, Any], name: str) -> str:
    value = raw.get(name)
    return value if isinstance(value, str) else ""


def _dicts(raw: Mapping[str, Any], name: str) -> list[dict[str, Any]]:
    value = raw.get(name)
    return [part for part in (value if isinstance(value, list) else [value]) if isinstance(part, dict)]
