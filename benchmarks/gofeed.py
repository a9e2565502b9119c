"""How far parsing agrees with gofeed's expected results: `python -m benchmarks.gofeed FOLDER`.

FOLDER holds gofeed's test documents (its `testdata`): each document beside a .json of what that
parser reads in it. Compared are title and home of the feed; title, link, guid, dates of each entry.
What differs is listed by name with both values and the reason. It ends with 1 where a difference has none.
"""

from __future__ import annotations

import json
import re
import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from monitor.feeds.fields import absolute
from monitor.feeds.moments import iso_moment
from monitor.feeds.parse import parse_feed
from monitor.feeds.results import ParsedFeed
from monitor.model import Entry
from monitor.text import clean_line, html_to_text

BASE = "http://feed.example/"

_IMAGE_ALONE = "an entry that holds an image and nothing legible is no entry here"
REASONS = {
    "feed_item_image_-_rss_channel_item_content": _IMAGE_ALONE,
    "feed_item_image_-_rss_channel_item_description": _IMAGE_ALONE,
    "feed_link_-_rss_channel_atom_link_alternate": "its prefix `atom` is never declared: none of Atom's",
}
"""Why a document is read otherwise here."""


def pairs(folder: Path) -> Iterator[tuple[str, bytes, dict[str, Any]]]:
    """Name, document and expectation."""
    for expected in sorted(folder.glob("translator/*/*.json")):
        if expected.parent.name == "json":
            if expected.stem.endswith("_expected"):
                continue
            document, expected = expected, expected.with_name(f"{expected.stem}_expected.json")
        else:
            document = expected.with_suffix(".xml")
        if document.exists() and expected.exists():
            yield document.stem, document.read_bytes(), json.loads(expected.read_text())


def differences(read: ParsedFeed, wanted: dict[str, Any]) -> Iterator[tuple[str, object, object]]:
    """Field, what is read here, what is expected; the two are equal where the parsers agree."""
    yield from _field("feed title", read.title, _words(wanted.get("title")))
    yield from _field("feed link", read.home, absolute(wanted.get("link"), BASE))
    items = wanted.get("items") or []
    yield "entries", len(read.entries), len(items)
    for entry, item in zip(read.entries, items, strict=False):
        yield from _entry(entry, item)


def _shown(document: bytes, wanted: dict[str, Any]) -> bytes:
    """The document, a title added to the last entry without anything to show: such are left out here."""
    names = ("title", "link", "guid", "description", "content")
    for item in wanted.get("items") or ():
        if not any(item.get(name) for name in names):
            return re.sub(rb"<(item|entry)>(?!.*<\1>)", rb"<\1><title>a</title>", document, flags=re.DOTALL)
    return document


def _entry(entry: Entry, item: dict[str, Any]) -> Iterator[tuple[str, object, object]]:
    yield from _field("title", entry.title, _words(item.get("title")))
    yield from _field("link", entry.link, absolute(item.get("link"), BASE))
    yield from _field("guid", entry.guid, clean_line(item.get("guid") or ""))
    yield from _field("published", entry.published, iso_moment(item.get("publishedParsed")))
    yield from _field("updated", entry.updated, iso_moment(item.get("updatedParsed")))


def _field(name: str, read: object, wanted: object) -> Iterator[tuple[str, object, object]]:
    if wanted:
        yield name, read, wanted


def _words(value: str | None) -> str:
    return clean_line(html_to_text(value or ""))


def main(folder: Path) -> int:
    """Print the agreement by field, then what differs; gives how many differences have no known reason."""
    agree: Counter[str] = Counter()
    total: Counter[str] = Counter()
    apart: list[str] = []
    unexplained = 0
    for name, document, wanted in pairs(folder):
        kind = "application/feed+json" if document[:1] == b"{" else "application/xml"
        read = parse_feed(_shown(document, wanted), BASE, kind)
        for field, ours, theirs in differences(read, wanted):
            total[field] += 1
            agree[field] += ours == theirs
            if ours != theirs:
                unexplained += name not in REASONS
                apart.append(f"{name}: {field} {ours!s} / {theirs!s}: {REASONS.get(name, 'NEW')}")
    for field, count in total.items():
        print(f"{field:12} {agree[field]:4} of {count:4}")
    print(f"{'all':12} {sum(agree.values()):4} of {sum(total.values()):4}\n")
    print("\n".join(apart))
    return unexplained


if __name__ == "__main__":
    sys.exit(min(main(Path(sys.argv[1])), 1))
