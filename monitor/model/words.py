"""The words and intervals that the whole program shares."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum


class Tier(StrEnum):
    """What sort of voice a feed is."""

    OFFICIAL = "official"
    WIRE = "wire"
    MEDIA = "media"
    TRADE = "trade"
    THINK_TANK = "think-tank"
    STATE_MEDIA = "state-media"
    OTHER = "other"


class Kind(StrEnum):
    """What a question asks for."""

    WILL = "will"
    WHEN = "when"
    HOW_MANY = "how-many"
    WHAT = "what"


class Status(StrEnum):
    """Where the event of a `will` question stands. OPEN is the board's word for "nothing said yet"."""

    OPEN = "open"
    CONSIDERING = "considering"
    EXPECTED = "expected"
    APPROVED = "approved"
    IN_EFFECT = "in-effect"
    DELAYED = "delayed"
    UNLIKELY = "unlikely"
    REJECTED = "rejected"
    REVERSED = "reversed"


DECISIONS = frozenset({Status.APPROVED, Status.IN_EFFECT, Status.REJECTED, Status.REVERSED})
"""Statuses that say a decision has been taken; left only on an explicit new one."""


class Attribution(StrEnum):
    """Who stands behind an assertion."""

    OFFICIAL = "official"  # the body that decides, on the record
    UNNAMED = "unnamed"  # unnamed officials, people familiar, sources
    OTHER = "other"  # on the record, but not deciding
    REPORT = "report"  # the outlet's own statement


class Basis(StrEnum):
    """What an answer rests on."""

    CONFIRMED = "confirmed"
    REPORTED = "reported"
    ANALYST = "analyst"


class Confidence(StrEnum):
    """Analytic confidence (ICD 203): how good the evidence is, never how likely the event."""

    LOW = "low"
    MODERATE = "moderate"
    HIGH = "high"


class Grade(StrEnum):
    """How surely an item is on a topic. A POSSIBLE match is shown and never votes."""

    MATCH = "match"
    POSSIBLE = "possible"


class TagKind(StrEnum):
    """The analyst's words. `value` of the tag holds what the comment says."""

    RELEVANT = "relevant"
    NOISE = "noise"  # the item is not on the topic: none of its signals vote
    CONFIRM = "confirm"  # the signal was read rightly
    DISPUTE = "dispute"  # the signal was read wrongly: it no longer votes
    STAR = "star"
    LABEL = "label"  # value: the analyst's own tag
    NOTE = "note"  # value: free text
    CREDIBILITY = "credibility"  # value: "1".."6" (Admiralty code)
    ANSWER = "answer"  # value: JSON {"status"|"when"|"count"|"what": ..., "reason": ...}; on a question
    UNDO = "undo"  # undoes: the id of the tag that no longer counts


@dataclass(frozen=True, slots=True)
class Days:
    """An inclusive interval of days; None is an open end. At least one end is set."""

    first: date | None
    last: date | None


@dataclass(frozen=True, slots=True)
class Count:
    """An inclusive interval of numbers in plain units; None is an open end."""

    low: float | None
    high: float | None
    unit: str = ""  # the noun as the source has it: "contractors", "firms"
