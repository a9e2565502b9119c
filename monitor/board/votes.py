"""Evidence as the board weighs it: whose voice it is, how much that voice may do, which of it is a copy.

One story is one voice, and an outlet that retells another's report speaks with that outlet's voice: thirty
copies of one wire story are one source (reading guidelines, section 5).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import IntEnum

from monitor.board.sides import same_side
from monitor.model import Attribution, Evidence, Signal, Status, Tier

FRESH = timedelta(days=7)
"""How long an official statement is "equally recent" to a report: a report of the same week that says
otherwise does not override it; a report of a later week does."""

MEMORY = timedelta(days=60)
"""How long a voice's last word is weighed against the standing answer."""

COPIES = timedelta(days=14)
"""How long after its story was first heard an item still counts as a copy of it."""


class Weight(IntEnum):
    """How much a voice may do, from what stands behind it."""

    BESIDE = 0  # shown beside the answer, never counted: those who do not decide, adversaries
    REPORT = 1  # the outlet's own statement
    SOURCED = 2  # unnamed officials
    OFFICIAL = 3  # the body that decides


class Sureness(IntEnum):
    """How surely an item says what was read in it, by what else it says on the question."""

    DOUBTFUL = 0  # its other assertions say otherwise
    PLAIN = 1  # it says so once, or goes a step further than its other assertions
    CLEAR = 2  # it says so in another sentence too, or the analyst has confirmed the reading


@dataclass(frozen=True, slots=True)
class Vote:
    """One piece of evidence, weighed."""

    evidence: Evidence
    voice: str  # the outlet whose word it is
    weight: Weight
    sure: Sureness = Sureness.PLAIN

    @property
    def id(self) -> int:
        """The id of the signal."""
        return self.evidence.id

    @property
    def at(self) -> datetime:
        """When it was said."""
        return self.evidence.at

    @property
    def signal(self) -> Signal:
        """What was said."""
        return self.evidence.signal

    @property
    def status(self) -> Status | None:
        """What it says of a `will` question."""
        return self.evidence.signal.status

    @property
    def official(self) -> bool:
        """Whether the body that decides stands behind it."""
        return self.weight is Weight.OFFICIAL

    @property
    def headed(self) -> bool:
        """Whether it stands at the head of the item, or in the deciding side's own document."""
        return self.evidence.signal.span.start == 0 or self.evidence.tier is Tier.OFFICIAL

    @property
    def who(self) -> str:
        """The outlet as it is shown; a retold report names both."""
        origin = self.signal.origin
        return (
            f"{origin} (in {self.evidence.feed})"
            if origin and self.voice != outlet(self.evidence.feed)
            else (self.evidence.feed)
        )


_ALIASES = {
    "wall street journal": "wsj",
    "new york times": "nyt",
    "ny times": "nyt",
    "washington post": "wapo",
    "financial times": "ft",
    "associated press": "ap",
    "agence france presse": "afp",
    "deutsche presse agentur": "dpa",
    "british broadcasting corporation": "bbc",
    "south china morning post": "scmp",
    "los angeles times": "la times",
}
_TAIL = re.compile(r"(?<=\w) (?:news|news agency|newspaper|agency|online|magazine)$")


def outlet(name: str) -> str:
    """One key for the ways in which an outlet is named: "The Wall Street Journal" and "WSJ" are one."""
    key = " ".join(re.sub(r"[^\w\s]", " ", name.casefold().replace(".", "")).split())
    key = _TAIL.sub("", key.removeprefix("the "))
    return _ALIASES.get(key, key)


def weigh(evidence: Evidence) -> Vote:
    """Who speaks here, and with which weight.

    What the deciding side says on the record counts whichever feed carries it, state media included; so does
    another outlet's report that they retell. What state media say on their own word is shown beside.
    """
    signal = evidence.signal
    weight = {
        Attribution.OFFICIAL: Weight.OFFICIAL,
        Attribution.UNNAMED: Weight.SOURCED,
        Attribution.REPORT: Weight.REPORT,
        Attribution.OTHER: Weight.BESIDE,
    }[signal.attribution]
    if weight is not Weight.OFFICIAL and (
        signal.adversary or (evidence.tier is Tier.STATE_MEDIA and not signal.origin)
    ):
        weight = Weight.BESIDE
    return Vote(evidence, outlet(signal.origin or evidence.feed), weight, _sureness(signal))


def _sureness(signal: Signal) -> Sureness:
    others = [other for other in signal.discarded if other.status is not None]
    same = [other for other in others if other.status is signal.status]
    if any(not signal.span.start <= other.span.start < signal.span.end for other in same):
        return Sureness.CLEAR
    if signal.status is None or same or all(same_side(signal.status, other.status) for other in others):
        return Sureness.PLAIN
    return Sureness.DOUBTFUL


def order(evidence: Evidence) -> tuple[object, ...]:
    """The order in which evidence is heard: by time of publication; within one moment by what it is, never
    by when it arrived. A status comes before dates and numbers, so that these see it."""
    signal = evidence.signal
    days, count = signal.days, signal.count
    return (
        evidence.at,
        signal.status is None,
        signal.attribution.value,
        evidence.feed,
        evidence.guid,
        signal.question,
        signal.span.start,
        signal.status or "",
        (str(days.first), str(days.last)) if days else (),
        (str(count.low), str(count.high), count.unit) if count else (),
        signal.condition or "",
        evidence.id,
    )


def independent(votes: Iterable[Vote]) -> int:
    """How many of these are voices of their own: neither the same outlet nor the same story."""
    return len(voices(votes))


def voices(votes: Iterable[Vote]) -> tuple[Vote, ...]:
    """The first vote of each voice of its own."""
    outlets: set[str] = set()
    stories: set[int] = set()
    first = []
    for vote in votes:
        story = vote.evidence.story
        known = vote.voice in outlets or (story is not None and story in stories)
        outlets.add(vote.voice)
        if story is not None:
            stories.add(story)
        if not known:
            first.append(vote)
    return tuple(first)


def joined(backers: Sequence[Vote], vote: Vote) -> tuple[Vote, ...]:
    """The voices behind an answer, with this one. A voice that was there already is kept at its weightiest:
    the outlet that first had it from unnamed officials and then quotes the deciding side does the latter."""
    story = vote.evidence.story
    for place, known in enumerate(backers):
        if known.voice == vote.voice or (story is not None and known.evidence.story == story):
            if vote.weight <= known.weight:
                return tuple(backers)
            return (*backers[:place], vote, *backers[place + 1 :])
    return (*backers, vote)


def remember(words: Sequence[Vote], vote: Vote) -> tuple[Vote, ...]:
    """The latest word of each voice, oldest first, with this one; words past memory are let go."""
    return (*(word for word in in_memory(words, vote) if not _same_speaker(word, vote)), vote)


def in_memory(words: Sequence[Vote], vote: Vote) -> tuple[Vote, ...]:
    """The words that are still weighed when this one is heard."""
    horizon = vote.at - MEMORY
    return tuple(word for word in words if word.at >= horizon)


def _same_speaker(one: Vote, other: Vote) -> bool:
    """The same outlet in the same role: its own report does not silence the official it quoted before."""
    return one.voice == other.voice and one.official == other.official


@dataclass(frozen=True, slots=True)
class Told:
    """A story that has been heard, and what it said."""

    story: int
    said: object
    weight: Weight
    at: datetime


def told_again(told: Sequence[Told], vote: Vote, said: object) -> bool:
    """Whether this is a copy: the same story with the same reading, heard before on no lesser word. A fuller
    copy, which alone names the deciding side, is heard."""
    story = vote.evidence.story
    return story is not None and any(
        t.story == story and t.said == said and t.weight >= vote.weight for t in told
    )


def with_told(told: Sequence[Told], vote: Vote, said: object) -> tuple[Told, ...]:
    """The stories heard, with this one; those too old to be copied are let go."""
    story = vote.evidence.story
    if story is None:
        return tuple(told)
    return (*(t for t in told if vote.at - t.at <= COPIES), Told(story, said, vote.weight, vote.at))
