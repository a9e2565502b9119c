"""Whether a day can be the event's, given what the item says of the event itself.

An item that dates an event says of it that it is done, decided, expected, possible or put off. A day that has
passed is the event's only where the item says that it is done; the day of a decision is not the day on which
it takes effect; and a sentence that speaks of another question's step dates that step.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from monitor.model import Days, Status

_DONE = frozenset({Status.APPROVED, Status.IN_EFFECT})
_REFUSED = frozenset({Status.UNLIKELY, Status.REJECTED, Status.REVERSED})


@dataclass(frozen=True, slots=True)
class Said:
    """What an item says on the `will` questions of its topic."""

    status: Mapping[str, Status | None] = field(
        default_factory=dict
    )  # question → what the item is labelled by
    lines: Mapping[str, frozenset[int]] = field(
        default_factory=dict
    )  # question → sentences that assert on it

    def elsewhere(self, question: str, line: int) -> bool:
        """Whether a sentence asserts on other questions and not on this one."""
        return line not in self.lines.get(question, frozenset()) and any(
            line in lines for other, lines in self.lines.items() if other != question
        )

    def asserts(self, question: str, line: int) -> bool:
        """Whether a sentence asserts something on the question."""
        return line in self.lines.get(question, frozenset())


@dataclass(frozen=True, slots=True)
class Claim:
    """Days that a sentence gives, with how they are tied to the event."""

    days: Days
    line: int  # the sentence
    named: bool  # they belong to a word for the event itself
    firm: bool = False  # a word for the event itself looks ahead to them
    plain: bool = False  # that word is the verb of a main clause
    denied: bool = False  # the words say only that it does not happen before
    refused: bool = False  # that word is one of refusing
    ours: bool | None = None  # the words around name this question's own party, or another's
    done: bool = False  # that word tells of something done
    wished: bool = False  # somebody only asks for it
    taken: bool = False  # that word is the step that comes after a decision: started, arrived
    confirmed: bool = False  # they are those on which somebody confirmed it


@dataclass(frozen=True, slots=True)
class Asks:
    """What kind of event a `when` question dates."""

    of: str | None  # the `will` question of its decision
    effect: bool = False  # what comes after the decision: a start, an arrival
    once: bool = False  # what happens once, so that a day after it is another step's
    ends: bool = False  # an end, so that what is in effect has its day still to come
    settles: bool = False  # when somebody decides, whichever way
    shared: bool = False  # other questions of the topic ask for the same act of other actors


def disagrees(claim: Claim, asks: Asks, said: Said, published: date) -> str:
    """Why days cannot be those of the event that a `when` question dates; empty: they can."""
    if asks.of is None or asks.of not in said.status:
        return ""
    status, days = said.status[asks.of], claim.days
    if claim.ours is False:
        return "the sentence speaks of another's step"
    if claim.confirmed and status is not Status.IN_EFFECT:
        return "when it was said"
    if status is None:
        return _of_what_is_not_said(claim, asks, said)
    if said.elsewhere(asks.of, claim.line) and not claim.named:
        return "the sentence speaks of another step"
    if days.last is None:
        return "the item says that it will not happen" if claim.denied and status in _REFUSED else ""
    settled = asks.settles and claim.refused and days.last <= published
    if status in _REFUSED and not claim.plain and not settled:
        return "the item says that it will not happen"
    if days.last > published:
        begun = status is Status.IN_EFFECT and not asks.ends and not claim.firm
        over = begun or (asks.once and status in _DONE)
        return "to come, and the item says that it is done" if over else ""
    if status not in _DONE | _REFUSED and (days.last < published or claim.done):
        return "past, and the item does not say that it is done"
    if status is Status.APPROVED and asks.effect and not claim.taken:
        return "the day of the decision, not of its effect"
    return ""


def _of_what_is_not_said(claim: Claim, asks: Asks, said: Said) -> str:
    """Why days are not the event's in an item that asserts nothing of the event; empty: they are."""
    assert asks.of is not None, "told apart before"
    if any(said.status.values()) and not (claim.firm and not said.elsewhere(asks.of, claim.line)):
        return "the item speaks of another step"
    if claim.wished:
        return "what somebody asks for"
    sure = claim.firm and claim.ours if asks.shared else claim.named
    return "" if sure else "the item does not say that it happens"
