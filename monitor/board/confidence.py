"""Analytic confidence: how good the evidence behind an answer is, in three steps and in words.

ICD 203 keeps it apart from likelihood, and so does this program: nothing here says how probable an event
is. Sources are graded after the Admiralty code: a feed's reliability A–F, an item's credibility 1–6.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from monitor.board.votes import Vote, Weight
from monitor.model import Basis, Confidence, Tier

OLD = timedelta(days=90)
"""Age from which an undecided answer that nobody repeats is less sure."""

_STEPS = (Confidence.LOW, Confidence.MODERATE, Confidence.HIGH)
_POOR = frozenset("DE")
_GOOD = frozenset("AB")


@dataclass(frozen=True, slots=True)
class Grounds:
    """What an answer rests on."""

    basis: Basis
    backers: Sequence[Vote]  # one vote of each independent voice
    supported: datetime | None  # when it was last said
    contested: str
    settled: bool  # a decision, or an event that has come: age does not weaken it
    confirmed_by_analyst: bool = False
    credibility: Mapping[int, str] | None = None  # item → "1".."6"


def confidence(grounds: Grounds, now: datetime) -> tuple[Confidence, tuple[str, ...]]:
    """The step and its reasons, the weightiest first."""
    level, reasons = _ground(grounds)
    for step, reason in (*_grades(grounds), *_circumstances(grounds, now)):
        level += step
        reasons.append(reason)
    return _STEPS[max(0, min(len(_STEPS) - 1, level))], tuple(reasons)


def _ground(grounds: Grounds) -> tuple[int, list[str]]:
    """The step that basis and number of voices give by themselves."""
    count = len(grounds.backers)
    if grounds.basis is Basis.CONFIRMED:
        official = [b for b in grounds.backers if b.official]
        own = any(b.evidence.tier is Tier.OFFICIAL for b in official)
        if own:
            return 2, ["the deciding side says so in its own words"]
        if len(official) >= 2:
            return 2, [f"the deciding side is quoted by {len(official)} independent outlets"]
        if official and official[0].evidence.tier is Tier.STATE_MEDIA:
            return 0, ["the deciding side is quoted by state media only"]
        return 1, ["the deciding side is quoted by one outlet"]
    sourced = any(b.weight is Weight.SOURCED for b in grounds.backers)
    if any(b.weight is Weight.BESIDE for b in grounds.backers):
        return 0, ["only somebody who does not decide says so"]
    if count >= 2:
        behind = "unnamed officials" if sourced else "their own word"
        return 1, [f"{count} independent outlets report it on {behind}"]
    return 0, [
        "one outlet reports it on unnamed officials" if sourced else "one outlet reports it on its own word"
    ]


def _grades(grounds: Grounds) -> list[tuple[int, str]]:
    """What the analyst's grades add or take: the best graded voice counts."""
    grades = grounds.credibility or {}
    reliability = sorted(b.evidence.reliability for b in grounds.backers if b.evidence.reliability)
    credibility = sorted(grades[b.evidence.item] for b in grounds.backers if b.evidence.item in grades)
    made = []
    ungraded = any(b.evidence.reliability is None for b in grounds.backers)
    if reliability and reliability[0] in _GOOD:
        made.append((0, f"the source is graded {reliability[0]} (reliable)"))
    elif reliability and reliability[0] in _POOR and not ungraded:
        made.append((-1, f"no source is graded better than {reliability[0]} (not reliable)"))
    if credibility and credibility[0] in "12":
        made.append((1, f"the item is graded {credibility[0]} (confirmed or probably true)"))
    elif credibility and credibility[0] in "45":
        made.append((-1, f"the item is graded {credibility[0]} (doubtful or improbable)"))
    return made


def _circumstances(grounds: Grounds, now: datetime) -> list[tuple[int, str]]:
    made = []
    if grounds.contested:
        made.append((-1, f"contested: {grounds.contested}"))
    if grounds.confirmed_by_analyst:
        made.append((1, "the analyst has confirmed the reading"))
    if grounds.supported is not None and not grounds.settled and now - grounds.supported > OLD:
        made.append((-1, f"nobody has said so for {(now - grounds.supported).days} days"))
    return made
