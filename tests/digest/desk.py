"""A small desk with a real database: entries go in as polls bring them, and digests come out."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime
from pathlib import Path

from monitor.config import parse_config
from monitor.digest import Digest, make_digest
from monitor.model import Config, Entry, Tag, TagKind
from monitor.pipeline import Pipeline
from monitor.store import Store, open_store

FEEDS_TOML = """
[monitor]
timezone = "America/New_York"

[[feeds]]
name = "Ledger"
url = "https://ledger.example/feed"
tier = "media"
reliability = "B"

[[feeds]]
name = "Wire"
url = "https://wire.example/feed"
tier = "wire"

[[topics]]
id = "contractors"
title = "U.S. contractors in Ukraine"
about = ["contractor", "Ukraine"]
deciders = "Pentagon | White House"
opened = 2024-01-01

[[topics.questions]]
id = "approved"
kind = "will"
ask = "Will contractors be allowed?"
yes = "allow | approve | lift ban"
no = "bar | prohibit"
by = 2024-12-31

[[topics.questions]]
id = "when"
kind = "when"
ask = "When will they be allowed?"
of = "approved"
"""

APPROVED = "The Pentagon has approved contractors in Ukraine, two officials said on condition of anonymity."
CONSIDERED = "The White House is considering whether to allow contractors in Ukraine, an official said."


def utc(text: str) -> datetime:
    """A moment: "2024-11-08T17:05"."""
    return datetime.fromisoformat(text).replace(tzinfo=UTC)


class Desk:
    """Entries in, digests out."""

    def __init__(self, store: Store, config: Config, now: datetime) -> None:
        self.store = store
        self.pipeline = Pipeline(store, config, now)

    def publish(self, feed: str, guid: str, text: str, at: str, seen: str = "") -> None:
        """An entry that a feed carries; the same guid again is an edit of it."""
        entry = Entry(guid, f"https://{feed.lower()}.example/{guid}", text.split(",")[0], text, utc(at))
        self.pipeline.take(self.pipeline.config.feed(feed), [entry], utc(seen or at))

    def ask_feed(self, feed: str, at: str, failed: str = "") -> None:
        """A poll that is only logged."""
        with self.store.transaction():
            self.store.feeds.log(feed, not failed, failed, utc(at))

    def judge(self, kind: TagKind, at: str, **what: object) -> None:
        """A word of the analyst's."""
        self.pipeline.tag(Tag(0, utc(at), kind, **what), utc(at))  # type: ignore[arg-type]

    def digest(self, first: str, last: str = "") -> Digest:
        """The digest of these days."""
        return make_digest(
            self.store,
            self.pipeline.config,
            date.fromisoformat(first),
            date.fromisoformat(last) if last else None,
        )


@contextmanager
def open_desk(folder: Path, toml: str = FEEDS_TOML, now: str = "2024-01-02T00:00") -> Iterator[Desk]:
    """A desk on a new database."""
    folder.mkdir(exist_ok=True)
    with open_store(folder / "monitor.db") as store:
        yield Desk(store, parse_config(toml, folder / "feeds.toml"), utc(now))
