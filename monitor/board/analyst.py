"""What the analyst's tags say to the board: what does not count, what was confirmed, which answer stands."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from monitor.model import Count, Days, Evidence, Kind, Status, Tag, TagKind

_EXPECTED = {
    Kind.WILL: '{"status": "approved"}',
    Kind.WHEN: '{"when": ["2024-12-01", null]}',
    Kind.HOW_MANY: '{"count": [36, 900], "unit": "contractors"}',
    Kind.WHAT: '{"what": ["a condition", "another"]}',
}


@dataclass(frozen=True, slots=True)
class Voided:
    """What the analyst took out: items that are noise, signals that were read wrongly."""

    items: frozenset[int] = frozenset()
    signals: frozenset[int] = frozenset()

    def __contains__(self, evidence: object) -> bool:
        return isinstance(evidence, Evidence) and (evidence.item in self.items or evidence.id in self.signals)


@dataclass(frozen=True, slots=True)
class Analyst:
    """The analyst's last word on each thing. Made by `heard_from`."""

    voided: Voided = field(default_factory=Voided)
    confirmed: frozenset[int] = frozenset()  # signals
    credibility: Mapping[int, str] = field(default_factory=dict)  # item → "1".."6"
    answers: Mapping[tuple[str, str], Tag] = field(default_factory=dict)  # (topic, question) → the ANSWER tag


def heard_from(tags: Sequence[Tag]) -> Analyst:
    """What all the tags together say; the last word on a thing counts.

    NOISE takes out an item and RELEVANT brings it back; DISPUTE takes out a signal, CONFIRM brings it back.
    """
    noise: set[int] = set()
    disputed: set[int] = set()
    confirmed: set[int] = set()
    credibility: dict[int, str] = {}
    answers: dict[tuple[str, str], Tag] = {}
    for tag in counting(tags):
        match tag.kind:
            case TagKind.NOISE if tag.item is not None:
                noise.add(tag.item)
            case TagKind.RELEVANT if tag.item is not None:
                noise.discard(tag.item)
            case TagKind.DISPUTE if tag.signal is not None:
                disputed.add(tag.signal)
                confirmed.discard(tag.signal)
            case TagKind.CONFIRM if tag.signal is not None:
                confirmed.add(tag.signal)
                disputed.discard(tag.signal)
            case TagKind.CREDIBILITY if tag.item is not None:
                credibility[tag.item] = tag.value
            case TagKind.ANSWER:
                answers[tag.topic, tag.question] = tag
            case _:
                continue
    out = Voided(frozenset(noise), frozenset(disputed))
    return Analyst(out, frozenset(confirmed), credibility, answers)


def counting(tags: Sequence[Tag]) -> tuple[Tag, ...]:
    """The tags that stand, in order. An undone tag does not count; an undone undo lets it count again."""
    undone: set[int] = set()
    for tag in sorted(tags, key=lambda t: t.id, reverse=True):
        if tag.kind is TagKind.UNDO and tag.id not in undone and tag.undoes is not None:
            undone.add(tag.undoes)
    kept = (t for t in tags if t.id not in undone and t.kind is not TagKind.UNDO)
    return tuple(sorted(kept, key=lambda t: (t.at, t.id)))


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
