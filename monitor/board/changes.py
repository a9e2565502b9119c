"""What moved between two boards."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import datetime

from monitor.model import Answer, Change, Evidence


def changes(
    before: Mapping[str, Answer],
    after: Mapping[str, Answer],
    now: datetime,
    *,
    cause: str = "item",
    evidence: Sequence[Evidence] = (),
) -> list[Change]:
    """The transitions from one board of a topic to the next, one for each answer whose value differs.

    `cause` is "item", "archive", "tag", "time" or "config". `evidence` is what has just been heard; a change
    names the items of that evidence which bears on its question, and of the evidence the new answer rests on.
    """
    made = []
    for question, answer in after.items():
        earlier = before.get(question)
        if earlier is not None and earlier.value == answer.value:
            continue
        if earlier is None and _blank(answer):
            continue
        led = [e for e in evidence if e.signal.question == question or e.id in answer.because]
        items = {e.item: e.guid for e in led}
        made.append(
            Change(
                id=0,
                at=now,
                topic=answer.topic,
                question=question,
                before=None if earlier is None or _blank(earlier) else earlier,
                after=answer,
                items=tuple(items),
                guids=tuple(items.values()),
                why=_why(earlier, answer),
                cause=cause,
            )
        )
    return made


def _why(before: Answer | None, after: Answer) -> str:
    """Why an answer moved; of one that stayed, what is now marked about it."""
    if (
        before is None
        or replace(after, contested=before.contested, overdue=before.overdue).value != before.value
    ):
        return after.why
    if after.overdue and not before.overdue:
        return "the day named for it has passed with nothing decided"
    if bool(after.contested) != bool(before.contested):
        return f"contradicted by {after.contested}" if after.contested else "nobody contradicts it any longer"
    return after.why


def _blank(answer: Answer) -> bool:
    """Nothing is known and nothing is marked."""
    return answer.basis is None and not answer.overdue and not answer.contested
