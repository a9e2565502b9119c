"""A small configuration and entries for tests of the path from entries to changes."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path

from monitor.config import parse_config
from monitor.model import Config, Entry

START = datetime(2024, 6, 25, 12, tzinfo=UTC)
HOUR = timedelta(hours=1)

TOML = """
[[feeds]]
name = "Reuters"
url = "https://reuters.example/rss"
tier = "wire"

[[feeds]]
name = "CNN"
url = "https://cnn.example/rss"
tier = "media"

[[feeds]]
name = "White House"
url = "https://whitehouse.example/rss"
tier = "official"

[[topics]]
id = "contractors"
title = "U.S. contractors in Ukraine"
about = ["contractor", "Ukraine | Kyiv"]
deciders = "Biden | White House | Pentagon"
opened = 2024-06-01

[[topics.questions]]
id = "approved"
kind = "will"
ask = "Will contractors be approved?"
yes = "allow | permit | approve"
by = 2024-12-31

[[topics.questions]]
id = "when"
kind = "when"
ask = "When?"
of = "approved"
"""

CONSIDERED = (
    "White House weighs allowing contractors in Ukraine",
    "The White House is considering allowing U.S. contractors in Ukraine, two officials said.",
)
APPROVED = (
    "White House approves contractors for Ukraine",
    "President Biden has approved U.S. contractors working in Ukraine, the White House announced on Friday.",
)
ELSEWHERE = ("Rain delays the regatta", "The boats stayed ashore on Sunday.")


def config(text: str = TOML) -> Config:
    """The configuration, parsed."""
    return parse_config(text, Path("feeds.toml"))


def entry(name: str, said: tuple[str, str], at: datetime | None = START, feed: str = "reuters") -> Entry:
    """An entry with a guid and a link of its own."""
    return Entry(f"{feed}-{name}", f"https://{feed}.example/{name}", said[0], said[1], at)
