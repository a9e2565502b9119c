"""What a row stands for when a key acts on it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True)
class Target:
    """An item, perhaps one of its signals, perhaps the question that it speaks to."""

    item: int | None = None
    signal: int | None = None
    key: str = ""  # of the question: topic/question
    title: str = ""
    link: str = ""
    quote: str = ""
    feed: str = ""
    at: datetime | None = None

    @property
    def topic(self) -> str:
        """The id of the topic."""
        return self.key.partition("/")[0]

    @property
    def question(self) -> str:
        """The name of the question."""
        return self.key.partition("/")[2]
