"""A short way to write what was heard: `said("06-25", "considering", by="unnamed", feed="CNN")`."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, date, datetime
from itertools import count

from monitor.board.answers import decide
from monitor.model import (
    Answer,
    Attribution,
    Count,
    Cue,
    Days,
    Discarded,
    Evidence,
    Kind,
    Question,
    Signal,
    Span,
    Status,
    Tag,
    TagKind,
    Tier,
    Topic,
)
from monitor.terms import parse_terms

YEAR = 2024

TOPIC = Topic(
    "topic",
    "A topic",
    (),
    questions=(
        Question("topic", "will", Kind.WILL, "Will it be approved?"),
        Question("topic", "when", Kind.WHEN, "When?", of="will"),
        Question(
            "topic", "how-many", Kind.HOW_MANY, "How many?", unit=parse_terms("contractor | firm | company")
        ),
        Question("topic", "what", Kind.WHAT, "Under which conditions?"),
    ),
)

TIERS = {
    "White House": Tier.OFFICIAL,
    "Reuters": Tier.WIRE,
    "AP": Tier.WIRE,
    "TASS": Tier.STATE_MEDIA,
    "Institute": Tier.THINK_TANK,
}

_NUMBERS = count(1)


def moment(text: str) -> datetime:
    """ "06-25" or "06-25 21:04" of 2024, or a full date."""
    day, _, clock = text.partition(" ")
    if len(day) == 5:
        day = f"{YEAR}-{day}"
    return datetime.fromisoformat(f"{day}T{clock or '12:00'}").replace(tzinfo=UTC)


def said(
    at: str,
    value: object,
    *,
    by: str = "official",
    feed: str = "Reuters",
    origin: str = "",
    story: int | None = None,
    adversary: bool = False,
    quote: str = "",
    question: str = "",
    withdrawn: bool = False,
    likelihood: str = "",
    source: str = "",
    reliability: str | None = None,
    item: int | None = None,
    also: Sequence[str] | None = None,
    at_head: bool = True,
    decides: bool = False,
) -> Evidence:
    """One piece of evidence: a status word, Days, Count, or the words of a condition.

    `also`: what else its item asserts on the question; None: the same again, so that it is clear. `at_head`:
    in the headline. `decides`: with an explicit word of decision.
    """
    number = next(_NUMBERS)
    status = Status(value) if isinstance(value, str) and value in set(Status) else None
    days = value if isinstance(value, Days) else None
    amount = value if isinstance(value, Count) else None
    condition = value if isinstance(value, str) and status is None else None
    kind = Kind.WILL if status else Kind.WHEN if days else Kind.HOW_MANY if amount else Kind.WHAT
    words = quote or f"quote {number}"
    others = [status] if also is None else [Status(other) for other in also]
    signal = Signal(
        topic="topic",
        question=question or kind.value,
        kind=kind,
        attribution=Attribution(by),
        quote=words,
        span=Span(0, len(words)) if at_head else Span(80, 80 + len(words)),
        cues=(Cue(Span(0, 1), "approved", "decision"),) if decides else (),
        rule="test",
        status=status,
        days=days,
        count=amount,
        condition=condition,
        withdrawn=withdrawn,
        origin=origin,
        adversary=adversary,
        likelihood=likelihood,
        source=source,
        discarded=tuple(Discarded(Span(200, 201), str(o), "said beside it", o) for o in others if o),
    )
    return Evidence(
        number,
        signal,
        item or number,
        f"g{number}",
        feed,
        TIERS.get(feed, Tier.MEDIA),
        moment(at),
        number if story is None else story,
        reliability,
    )


def days(first: str | None, last: str | None) -> Days:
    """An interval, "06-25" or a full date at each end."""

    def day(text: str | None) -> date | None:
        return None if text is None else moment(text).date()

    return Days(day(first), day(last))


def board(
    evidence: Sequence[Evidence],
    now: str = "2025-12-31",
    *,
    tags: Sequence[Tag] = (),
    topic: Topic = TOPIC,
) -> dict[str, Answer]:
    """The board of all of it."""
    return decide(topic, evidence, tags, moment(now))


def tag(number: int, kind: TagKind, at: str = "12-01", **more: object) -> Tag:
    """A tag of the analyst."""
    return Tag(number, moment(at), kind, **more)  # type: ignore[arg-type]
