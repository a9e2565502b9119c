"""Values to columns and back."""

from __future__ import annotations

from datetime import UTC, date, datetime
from functools import lru_cache
from typing import Any, TypeVar

import msgspec

from monitor.model import Answer, Cue, Days, Discarded, Enclosure

T = TypeVar("T")

encode = msgspec.json.Encoder().encode
_cues = msgspec.json.Decoder(tuple[Cue, ...])
_discarded = msgspec.json.Decoder(tuple[Discarded, ...])
_strings = msgspec.json.Decoder(tuple[str, ...])
_enclosures = msgspec.json.Decoder(tuple[Enclosure, ...])
_answer = msgspec.json.Decoder(Answer)


def whole_second(moment: datetime) -> datetime:
    """The moment in UTC, cut to the second: what is compared in memory equals what is stored."""
    if moment.tzinfo is UTC and not moment.microsecond:
        return moment
    return moment.astimezone(UTC).replace(microsecond=0)


@lru_cache(maxsize=4096)
def moment_text(moment: datetime) -> str:
    """ISO 8601 in UTC to the second, with Z."""
    if moment.tzinfo is not UTC:
        moment = moment.astimezone(UTC)
    return moment.isoformat(timespec="seconds")[:19] + "Z"


def maybe_moment(moment: datetime | None) -> str | None:
    """The same, or NULL."""
    return None if moment is None else moment_text(moment)


@lru_cache(maxsize=4096)
def moment(text: str) -> datetime:
    """A stored moment."""
    return datetime.fromisoformat(text)


def moment_or_none(text: str | None) -> datetime | None:
    """A stored moment, or None."""
    return None if text is None else moment(text)


def day_text(day: date | None) -> str | None:
    """ISO date, or NULL."""
    return None if day is None else day.isoformat()


def days_of(first: str | None, last: str | None) -> Days | None:
    """An interval from its two columns; None where both are NULL."""
    if first is None and last is None:
        return None
    return Days(date.fromisoformat(first) if first else None, date.fromisoformat(last) if last else None)


def json_text(value: Any) -> str:
    """Compact JSON; dataclasses as objects."""
    return "[]" if value == () else encode(value).decode()


def cues_of(text: str) -> tuple[Cue, ...]:
    """Cues from their column."""
    return () if text == "[]" else _cues.decode(text)


def discarded_of(text: str) -> tuple[Discarded, ...]:
    """Discarded readings from their column."""
    return () if text == "[]" else _discarded.decode(text)


def strings_of(text: str) -> tuple[str, ...]:
    """A list of strings from its column."""
    return () if text == "[]" else _strings.decode(text)


def enclosures_of(text: str) -> tuple[Enclosure, ...]:
    """Enclosures from their column."""
    return () if text == "[]" else _enclosures.decode(text)


def answer_of(text: str) -> Answer:
    """A whole answer from its column."""
    return _answer.decode(text)


def question_key(topic: str, question: str) -> str:
    """The id of a question in the database: topic/question."""
    return f"{topic}/{question}"
