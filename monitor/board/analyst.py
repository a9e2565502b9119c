"""The analyst's own answer: a tag on a question that stands until the analyst takes it back."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from monitor.board.votes import counting
from monitor.model import Count, Days, Kind, Status, Tag, TagKind

_EXPECTED = {
    Kind.WILL: '{"status": "approved"}',
    Kind.WHEN: '{"when": ["2024-12-01", null]}',
    Kind.HOW_MANY: '{"count": [36, 900], "unit": "contractors"}',
    Kind.WHAT: '{"what": ["a condition", "another"]}',
}


@dataclass(frozen=True, slots=True)
class Word:
    """An ANSWER tag, taken apart. The field of the question's kind is set; empty means "no answer"."""

    tag: Tag
    status: Status = Status.OPEN
    days: Days | None = None
    count: Count | None = None
    conditions: tuple[str, ...] = ()
    reason: str = ""


def parse_answer(tag: Tag, kind: Kind) -> Word:
    """What an ANSWER tag says. ValueError with what was expected where its value is not sound."""
    wrong = ValueError(f"an answer to this question reads {_EXPECTED[kind]}, with a reason if you like")
    try:
        said = json.loads(tag.value)
    except json.JSONDecodeError as error:
        raise wrong from error
    if not isinstance(said, dict):
        raise wrong
    reason = str(said.get("reason") or "")
    try:
        match kind:
            case Kind.WILL:
                return Word(tag, status=Status(said["status"] or Status.OPEN), reason=reason)
            case Kind.WHEN:
                return Word(tag, days=_days(said["when"]), reason=reason)
            case Kind.HOW_MANY:
                return Word(tag, count=_count(said["count"], str(said.get("unit") or "")), reason=reason)
            case Kind.WHAT:
                return Word(tag, conditions=tuple(str(c) for c in said["what"]), reason=reason)
    except (KeyError, TypeError, ValueError) as error:
        raise wrong from error


def answer_tag(tags: Sequence[Tag], topic: str, question: str) -> Tag | None:
    """The analyst's answer that stands for a question; None where there is none."""
    standing = None
    for tag in counting(tags):
        if tag.kind is TagKind.ANSWER and (tag.topic, tag.question) == (topic, question):
            standing = tag
    return standing


def _days(value: object) -> Days | None:
    if value is None:
        return None
    first, last = _pair(value)
    days = Days(
        date.fromisoformat(str(first)) if first else None, date.fromisoformat(str(last)) if last else None
    )
    if days.first is None and days.last is None:
        return None
    if days.first and days.last and days.first > days.last:
        raise ValueError("the interval ends before it begins")
    return days


def _count(value: object, unit: str) -> Count | None:
    if value is None:
        return None
    low, high = (None if bound is None else float(str(bound)) for bound in _pair(value))
    if low is None and high is None:
        return None
    if low is not None and high is not None and low > high:
        raise ValueError("the interval ends before it begins")
    return Count(low, high, unit)


def _pair(value: object) -> tuple[object, object]:
    if not isinstance(value, list) or len(value) != 2:
        raise ValueError("an interval has two ends")
    return value[0], value[1]
