"""Labels with mistakes in them: what a reader that errs would find, over and over, from a fixed seed.

The board is tuned on these, not on the mistakes that the present reader makes on the labelled stories.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import timedelta
from random import Random

from monitor.model import Count, Days, Discarded, Evidence, Kind, Signal, Span, Status, Topic

RIGHT = (("clear", 0.6), ("plain", 0.3), ("doubtful", 0.1))
WRONG = (("clear", 0.15), ("plain", 0.5), ("doubtful", 0.35))
"""How often the other assertions of an item bear out what was read in it: measured with the reader on the
labelled stories, for readings that are right and for those that are wrong."""

_STATUSES = [status for status in Status if status is not Status.OPEN]
_SHIFTS = (-120, -45, -20, 20, 45, 120)  # days
_FACTORS = (0.1, 0.5, 2.0, 10.0)


def noisy(topic: Topic, evidence: Sequence[Evidence], share: float, seed: int) -> list[Evidence]:
    """The evidence with a share of it dropped, misread or accompanied by an invention, a third each.

    The copies of a story are read alike, as a reader would.
    """
    made: list[Evidence] = []
    for piece in evidence:
        draw = Random(f"{seed} {piece.story} {piece.signal.question}")
        fate = draw.choice(("dropped", "misread", "invented")) if draw.random() < share else "right"
        if fate == "dropped":
            continue
        signal = _misread(piece.signal, draw) if fate == "misread" else piece.signal
        made.append(replace(piece, signal=_borne_out(signal, RIGHT if fate != "misread" else WRONG, draw)))
        if fate == "invented":
            made.extend(_invented(topic, piece, draw))
    return [replace(piece, id=number) for number, piece in enumerate(made, 1)]


def _misread(signal: Signal, draw: Random) -> Signal:
    if signal.status is not None:
        return replace(signal, status=draw.choice([s for s in _STATUSES if s is not signal.status]))
    if signal.days is not None:
        shift = timedelta(days=draw.choice(_SHIFTS))
        first, last = signal.days.first, signal.days.last
        return replace(signal, days=Days(first and first + shift, last and last + shift))
    assert signal.count is not None
    factor, count = draw.choice(_FACTORS), signal.count
    low, high = (None if bound is None else bound * factor for bound in (count.low, count.high))
    return replace(signal, count=Count(low, high, count.unit))


def _invented(topic: Topic, piece: Evidence, draw: Random) -> Iterator[Evidence]:
    """A status on a question of which the item says nothing."""
    question = draw.choice([q for q in topic.questions if q.kind is Kind.WILL])
    if question.id == piece.signal.question:
        return
    signal = replace(
        piece.signal,
        question=question.id,
        kind=Kind.WILL,
        status=draw.choice(_STATUSES),
        days=None,
        count=None,
    )
    yield replace(piece, signal=_borne_out(signal, WRONG, draw))


def _borne_out(signal: Signal, shares: Sequence[tuple[str, float]], draw: Random) -> Signal:
    """The signal with such other assertions of its item as such readings have."""
    if signal.status is None:
        return signal
    names, weights = zip(*shares, strict=True)
    how = draw.choices(names, weights)[0]
    if how == "plain":
        return replace(signal, discarded=())
    end = Span(signal.span.end, signal.span.end)
    other = signal.status if how == "clear" else _unlike(signal.status)
    return replace(signal, discarded=(Discarded(end, "", "said beside it", other),))


def _unlike(status: Status) -> Status:
    return Status.CONSIDERING if status is not Status.CONSIDERING else Status.DELAYED
