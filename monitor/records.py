"""Items, answers and changes as the JSON that the commands print and the scorer reads."""

from __future__ import annotations

from collections.abc import Sequence

from monitor.model import Answer, Change, Count, Days, Evidence, Grade, Kind, Reading, Signal
from monitor.store.rows import moment_text


def change_record(change: Change) -> dict[str, object]:
    """A change of the board, as JSON."""
    return {
        "type": "change",
        "at": moment_text(change.at),
        "topic": change.topic,
        "question": change.question,
        "from": None if change.before is None else answer_record(change.before),
        "to": answer_record(change.after),
        "because": list(change.guids),
        "why": change.why,
    }


def item_record(id_: str, reading: Reading, *, several: bool) -> dict[str, object]:
    """What reading an item gave; `several`: keys name the topic too."""
    sure = [match.topic for match in reading.matches if match.grade is Grade.MATCH]
    return {
        "type": "item",
        "id": id_,
        "relevant": bool(sure),
        "topics": sure,
        "signals": signals_record(reading.signals, several=several),
    }


def signals_record(signals: Sequence[Signal], *, several: bool) -> dict[str, dict[str, object]]:
    """Question → what an item says on it; a `what` question holds all conditions that the item names."""
    grouped: dict[str, list[Signal]] = {}
    for signal in signals:
        key = f"{signal.topic}/{signal.question}" if several else signal.question
        grouped.setdefault(key, []).append(signal)
    return {key: _signal(group) for key, group in grouped.items()}


def _signal(group: Sequence[Signal]) -> dict[str, object]:
    first = group[0]
    made: dict[str, object] = {"topic": first.topic}
    match first.kind:
        case Kind.WILL:
            made["status"] = first.status
        case Kind.WHEN:
            made["when"] = _days(first.days)
        case Kind.HOW_MANY:
            made |= _count(first.count)
        case Kind.WHAT:
            made["conditions"] = [
                {"text": signal.condition, "withdrawn": signal.withdrawn, "quote": signal.quote}
                for signal in group
            ]
    voice = {"source": first.source, "origin": first.origin, "likelihood": first.likelihood}
    return {
        **made,
        "attribution": first.attribution,
        "quote": first.quote,
        "cue": first.cue,
        "rule": first.rule,
        **{key: value for key, value in voice.items() if value},
    }


def evidence_record(piece: Evidence) -> dict[str, object]:
    """What one item says on one question, with where it says so, as JSON."""
    return {
        "signal": piece.id,
        "item": piece.item,
        "at": moment_text(piece.at),
        "feed": piece.feed,
        "title": piece.title,
        "url": piece.link,
        **_signal([piece.signal]),
    }


def answer_record(answer: Answer) -> dict[str, object]:
    """What the board shows for a question, as JSON."""
    made: dict[str, object] = {}
    match answer.kind:
        case Kind.WILL:
            made["status"] = answer.status
            if answer.days is not None:
                made["date"] = _days(answer.days)
        case Kind.WHEN:
            made["when"] = _days(answer.days)
        case Kind.HOW_MANY:
            made |= _count(answer.count)
        case Kind.WHAT:
            made["conditions"] = [{"text": c.text, "withdrawn": c.withdrawn} for c in answer.conditions]
    made["basis"] = answer.basis
    made["confidence"] = answer.confidence
    if answer.overdue:
        made["overdue"] = True
    if answer.contested:
        made["contested"] = answer.contested
    if answer.waiting:
        made["waiting"] = list(answer.waiting)
    return made


def _days(days: Days | None) -> list[str | None] | None:
    if days is None:
        return None
    return [day.isoformat() if day else None for day in (days.first, days.last)]


def _count(count: Count | None) -> dict[str, object]:
    if count is None:
        return {"count": None}
    return {"count": [_number(count.low), _number(count.high)], "unit": count.unit}


def _number(value: float | None) -> float | int | None:
    """Whole numbers without a fraction."""
    return int(value) if value is not None and value.is_integer() else value
