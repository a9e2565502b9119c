"""What comes in: entries as published, and the items that are made of them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True)
class Enclosure:
    """A file that an entry points at."""

    url: str
    type: str = ""
    length: int | None = None  # bytes


@dataclass(frozen=True, slots=True)
class Entry:
    """One entry of a feed document: cleaned (monitor.text), as published, not yet known or new."""

    guid: str  # the publisher's id; may be empty
    link: str  # http(s) or empty
    title: str  # one line of plain text
    text: str  # plain text; paragraphs separated by "\n"
    published: datetime | None = None
    updated: datetime | None = None
    authors: tuple[str, ...] = ()
    categories: tuple[str, ...] = ()
    enclosures: tuple[Enclosure, ...] = ()
    language: str = ""


@dataclass(frozen=True, slots=True)
class Item:
    """An entry as stored. An edit by the publisher raises `revision`; the id stays."""

    id: int  # 0 until stored
    guid: str
    feed: str  # the name of the feed that carried it first
    link: str
    title: str
    text: str
    published: datetime | None  # as the publisher has it, of the first revision
    first_seen: datetime
    at: datetime  # the moment the board orders by: published, or first_seen where they disagree
    revision: int = 1
    story: int | None = None
    authors: tuple[str, ...] = ()
    categories: tuple[str, ...] = ()
    enclosures: tuple[Enclosure, ...] = ()
    language: str = ""

    @property
    def document(self) -> str:
        """Title and text as one string; all spans are offsets into it."""
        return f"{self.title}\n{self.text}" if self.text else self.title
