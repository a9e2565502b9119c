"""Archives of items: JSON lines, saved feed documents, or a database.

They may be gzipped; `-` is standard input. An archive is as untrusted as a feed:
everything passes the same cleaning.
"""

from __future__ import annotations

import gzip
import io
import sys
import zlib
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path

import msgspec

from monitor.model import Config, Entry, Feed, Tier
from monitor.store.rows import whole_second
from monitor.text import MAX_TITLE, clean_line, html_to_text

SQLITE = b"SQLite format 3\0"
GZIP = b"\x1f\x8b"
MAX_BYTES = 4 * 2**30
"""Decompressed bytes of one archive that are read; more is taken for a bomb."""


class ArchiveError(Exception):
    """An archive that cannot be read; the message says which and why."""


@dataclass(frozen=True, slots=True)
class Archived:
    """An item of an archive."""

    id: str  # the archive's own
    feed: str  # the name of a feed
    at: datetime  # when it was published, or saved
    entry: Entry


class _Line(msgspec.Struct, gc=False):
    """One line of a JSON archive; other keys are ignored."""

    id: str | int
    feed: str
    published: datetime
    url: str | None = None
    title: str | None = None
    summary: str | None = None


def read_archives(
    paths: Sequence[Path], config: Config, warn: Callable[[str], None]
) -> tuple[list[Archived], Config]:
    """All items of these archives in order of publication, and the configuration with their feeds in it.

    A feed that an archive names and feeds.toml does not is taken as one of tier `other`. `warn` is told of
    those, and of each line that cannot be read. Raises ArchiveError.
    """
    items = [item for path in paths for item in _read(path, config, warn)]
    items.sort(key=lambda item: item.at)
    strangers = sorted({item.feed for item in items} - {feed.name for feed in config.feeds})
    if strangers:
        warn(f"not in {config.path.name}, so taken as feeds of tier other: {', '.join(strangers)}")
    feeds = (*config.feeds, *(Feed(name, "", Tier.OTHER) for name in strangers))
    return items, replace(config, feeds=feeds)


def _read(path: Path, config: Config, warn: Callable[[str], None]) -> Iterator[Archived]:
    body = _bytes_of(path)
    if body.startswith(SQLITE):
        yield from _stored(path)
    elif body.lstrip()[:1] == b"{" and not _is_json_feed(body):
        yield from _lines(path, body, warn)
    elif body.strip():
        yield from _document(path, body, config, warn)


def _bytes_of(path: Path) -> bytes:
    """The content, decompressed; of a database only what tells that it is one."""
    try:
        if path == Path("-"):
            body = sys.stdin.buffer.read()
        else:
            with path.open("rb") as file:
                if file.read(len(SQLITE)) == SQLITE:
                    return SQLITE
                file.seek(0)
                body = file.read()
        if not body.startswith(GZIP):
            return body
        with gzip.open(io.BytesIO(body)) as file:
            body = file.read(MAX_BYTES + 1)
    except (OSError, EOFError, zlib.error) as error:
        raise ArchiveError(f"{path}: {error.strerror if isinstance(error, OSError) else error}") from error
    if len(body) > MAX_BYTES:
        raise ArchiveError(f"{path}: more than {MAX_BYTES >> 30} GiB when decompressed")
    return body


def _is_json_feed(body: bytes) -> bool:
    return b"jsonfeed.org/version" in body[:2000]


def _lines(path: Path, body: bytes, warn: Callable[[str], None]) -> Iterator[Archived]:
    decode = msgspec.json.Decoder(_Line).decode
    for number, line in enumerate(body.split(b"\n"), 1):
        if not line.strip():
            continue
        try:
            read = decode(line)
        except (msgspec.MsgspecError, UnicodeDecodeError) as error:
            warn(f"{path}:{number}: left out: {error}")
            continue
        yield _archived(read)


def _archived(line: _Line) -> Archived:
    published = line.published if line.published.tzinfo else line.published.replace(tzinfo=UTC)
    at = whole_second(published)
    link = (line.url or "").strip()
    guid = clean_line(str(line.id))
    entry = Entry(
        guid=guid,
        link=clean_line(link, 2000) if link.startswith(("http://", "https://")) else "",
        title=html_to_text(line.title or "", MAX_TITLE).replace("\n", " "),
        text=html_to_text(line.summary or ""),
        published=at,
    )
    return Archived(guid, clean_line(line.feed), at, entry)


def _document(path: Path, body: bytes, config: Config, warn: Callable[[str], None]) -> Iterator[Archived]:
    """A saved feed: of the configured feed of its title or file name, else of one with the name it gives."""
    from monitor.feeds.parse import parse_feed

    parsed = parse_feed(body, "", "")
    if parsed.error:
        raise ArchiveError(f"{path}: {parsed.error}")
    names = {feed.name.casefold(): feed.name for feed in config.feeds}
    title, stem = clean_line(parsed.title), path.name.split(".")[0]
    feed = names.get(title.casefold()) or names.get(stem.casefold()) or title or stem
    undated = 0
    for entry in parsed.entries:
        if entry.published is None:
            undated += 1
            continue
        at = whole_second(entry.published)
        yield Archived(entry.guid or entry.link or entry.title, feed, at, entry)
    if undated:
        warn(f"{path}: {undated} entries without a date left out")


def _stored(path: Path) -> Iterator[Archived]:
    """The items of a database, in their latest revision, by their ids there."""
    from monitor.store import StoreError, open_store
    from monitor.store.database import readable_errors

    try:
        with open_store(path, readonly=True) as store, readable_errors(path):
            items = list(store.items.in_order())
    except StoreError as error:
        raise ArchiveError(str(error)) from error
    for item in items:
        entry = Entry(
            guid=str(item.id),
            link=item.link,
            title=item.title,
            text=item.text,
            published=item.at,
            authors=item.authors,
            categories=item.categories,
            enclosures=item.enclosures,
            language=item.language,
        )
        yield Archived(str(item.id), item.feed, item.at, entry)
