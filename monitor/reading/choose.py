"""Which of an item's assertions is the one to label it by: the strongest current one by the side that decides."""

from __future__ import annotations

from collections.abc import Sequence

from monitor.model import Attribution, Status
from monitor.reading.attribution import Voice
from monitor.reading.document import Finding

_STRENGTH = {
    Status.IN_EFFECT: 6.0,
    Status.APPROVED: 5.0,
    Status.REJECTED: 5.0,
    Status.REVERSED: 5.0,
    Status.DELAYED: 4.0,
    Status.EXPECTED: 3.0,
    Status.UNLIKELY: 3.0,
    Status.CONSIDERING: 2.0,
}
_TITLE = 0.5
_PRESUPPOSED = 1.5
_OTHER = 10.0


def choose(candidates: Sequence[tuple[Finding, Voice]]) -> int | None:
    """The index of the assertion an item is labelled by; None where there is none."""
    if not candidates:
        return None
    best = max(range(len(candidates)), key=lambda index: (_weight(*candidates[index]), -index))
    chosen = candidates[best][0]
    open_ones = [index for index, (finding, _) in enumerate(candidates) if finding.rule == "undecided"]
    if open_ones and chosen.rule not in {
        "event",
        "decision",
        "effect",
        "announced",
        "keep",
        "block",
        "undo",
        "refusal",
    }:
        return open_ones[0]
    return best


def _weight(finding: Finding, voice: Voice) -> float:
    assert finding.status is not None
    weight = _STRENGTH[finding.status]
    if finding.line == 0:
        weight += _TITLE
    if finding.rule in {"presupposed", "settled"}:
        weight -= _PRESUPPOSED
    if voice.attribution is Attribution.OTHER or voice.adversary:
        weight -= _OTHER
    return weight
