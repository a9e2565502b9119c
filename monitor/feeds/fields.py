"""Fields of a feed document as every format has them: cleaned, bounded, links made absolute. Pure."""

from __future__ import annotations

from collections.abc import Iterable
from urllib.parse import urljoin, urlsplit

from monitor.text import clean_line

MAX_GUID = 1000
"""Characters of a publisher's id that are kept."""
MAX_LIST = 50
"""Authors, categories and enclosures of one entry that are kept."""
HEADLINE = 160
"""Characters of its text that stand in for the title of an entry without one."""


def not_a_feed(body: bytes) -> str:
    """The error that shows the beginning of what came (9)."""
    shown = clean_line(body[:1000].decode("utf-8", "replace"), 80)
    return f"not a feed: begins with {shown!r}" if shown else "not a feed: nothing legible"


def absolute(link: object, base: str) -> str:
    """The http(s) link, made absolute and free of what a terminal acts on; empty where it is none."""
    if not isinstance(link, str) or not link.strip():
        return ""
    try:
        joined = urljoin(base, clean_line(link, 4000).replace(" ", "%20"))
        parts = urlsplit(joined)
        return joined if parts.scheme in ("http", "https") and parts.hostname else ""
    except ValueError:
        return ""


def titled(title: str, text: str) -> str:
    """The title, or the beginning of the text where there is none: an item must be told from another."""
    if title or not text:
        return title
    first = text.split("\n", 1)[0]
    return first if len(first) <= HEADLINE else first[:HEADLINE].rsplit(" ", 1)[0] + "…"


def distinct(values: Iterable[object]) -> tuple[str, ...]:
    """Short lines without repeats, in their order."""
    lines = (clean_line(value, 200) for value in values if isinstance(value, str))
    return tuple(dict.fromkeys(line for line in lines if line))[:MAX_LIST]
