"""Whether a day can be the event's, given what the item says of the event itself.

A day that has passed is the event's only where the item says that it is done; the day of a decision is not
the day on which it takes effect; and an item that speaks of another actor's step dates that step.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date

from monitor.model import Days, Question, Status

_DONE = frozenset({Status.APPROVED, Status.IN_EFFECT})
_REFUSED = frozenset({Status.UNLIKELY, Status.REJECTED})
_EFFECT = re.compile(
    r"\b(?:start|begin|leave|depart|arrive|land|apply|takes? effect|into force|first flight)", re.IGNORECASE
)
"""What a `when` question asks for that comes after the decision."""


def disagrees(days: Days, asked: Question, statuses: Mapping[str, Status | None], published: date) -> str:
    """Why a day cannot be that of the event a `when` question dates; empty: it can.

    `statuses` holds what the item says on each `will` question of the topic, None where it says nothing.
    """
    if asked.of is None or asked.of not in statuses:
        return ""
    status = statuses[asked.of]
    if status is None and any(other for question, other in statuses.items() if question != asked.of):
        return "the item speaks of another step"
    if days.last is None:
        return ""
    if status in _REFUSED:
        return "the item says that it will not happen"
    if days.last > published:
        return ""
    if status is not None and status not in _DONE:
        return "past, and the item does not say that it is done"
    if status is Status.APPROVED and _EFFECT.search(asked.ask):
        return "the day of the decision, not of its effect"
    return ""
