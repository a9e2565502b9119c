"""What moved between two boards."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
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
                why=answer.why,
                cause=cause,
            )
        )
    return made


def _blank(answer: Answer) -> bool:
    """Nothing is known and nothing is marked."""
    return answer.basis is None and not answer.overdue and not answer.contested
