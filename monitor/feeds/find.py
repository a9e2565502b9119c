"""A site's feeds, from the page that names them. Pure."""

from __future__ import annotations

import re
from dataclasses import dataclass
from urllib.parse import urlsplit

from selectolax.lexbor import LexborHTMLParser

from monitor.feeds.fields import absolute
from monitor.text import clean_line

MAX_PAGE = 2 * 1024 * 1024
"""Bytes of a page that are looked through."""
MAX_FOUND = 50

_TYPES = frozenset(
    {"application/rss+xml", "application/atom+xml", "application/feed+json", "application/rdf+xml"}
)
_LIKELY = re.compile(
    r"(?:^|[/._-])(?:rss|atom|feed|feeds)(?:[/._-]|$)|\.(?:rss|atom|rdf|xml)$", re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class FoundFeed:
    """An address that a page names as a feed."""

    url: str
    title: str
    declared: bool  # by link rel=alternate; otherwise a link that merely looks like one


def find_feeds(page: bytes, url: str) -> tuple[FoundFeed, ...]:
    """The feeds that a page declares, or where it declares none, those it links to by the look of them."""
    tree = LexborHTMLParser(page[:MAX_PAGE])
    base_node = tree.css_first("base[href]")
    base = absolute(base_node.attributes.get("href"), url) if base_node is not None else ""
    base = base or url
    found: dict[str, FoundFeed] = {}
    for node in tree.css("link[rel][href]"):
        attributes = node.attributes
        rel = (attributes.get("rel") or "").lower().split()
        kind = (attributes.get("type") or "").split(";")[0].strip().lower()
        target = absolute(attributes.get("href"), base)
        if target and ("feed" in rel or ("alternate" in rel and kind in _TYPES)):
            found.setdefault(target, FoundFeed(target, clean_line(attributes.get("title") or ""), True))
    if not found:
        for node in tree.css("a[href]"):
            target = absolute(node.attributes.get("href"), base)
            if target and _LIKELY.search(urlsplit(target).path):
                found.setdefault(target, FoundFeed(target, clean_line(node.text()), False))
    return tuple(found.values())[:MAX_FOUND]
