"""What becomes of a date of a line: its weight as an answer, or why it is none."""

from __future__ import annotations

from dataclasses import dataclass

from monitor.model import Days


@dataclass(frozen=True, slots=True)
class Verdict:
    """What became of a date: its weight as an answer, or why it is none."""

    weight: float
    reason: str = ""  # empty: it may be the answer
    owner: tuple[int, int] | None = None  # the tokens of the word that governs it
    days: Days | None = None  # where the clause makes other days of it
    done: bool = False  # the governing word tells of something done
    taken: bool = False  # that word is the step itself that comes after a decision
    firm: bool = False  # a word for the event itself looks ahead to it
    plain: bool = False  # that word is the verb of a main clause
    loose: bool = False  # of another word of the clause, which may still tell of the event in other words
    denied: bool = False  # what it says is that it does not happen before
    refused: bool = False  # that word is one of refusing
    wished: bool = False  # somebody only asks for it
    confirmed: bool = False  # it is the day on which somebody confirmed it


NAMED = 2.0
"""The weight of a date that belongs to the event itself, and not merely to its sentence."""
PLAIN = 1.8
"""The weight from which on a date counts in an item that says nothing else of the event: one of the event
itself, or a headline's that names its year."""
FIRM = 3.0
"""The weight from which on the event's own verb or noun governs the date."""
