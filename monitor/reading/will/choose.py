"""Which of an item's assertions labels it: the strongest current one by the side that decides."""

from __future__ import annotations

from collections.abc import Sequence

from monitor.model import DECISIONS, Attribution, Status
from monitor.reading.attribution import Voice
from monitor.reading.document import Finding

_STRENGTH = {
    Status.IN_EFFECT: 6.0,
    Status.REVERSED: 5.5,
    Status.APPROVED: 5.0,
    Status.REJECTED: 5.0,
    Status.DELAYED: 4.0,
    Status.EXPECTED: 3.0,
    Status.UNLIKELY: 3.0,
    Status.CONSIDERING: 2.0,
}
_TITLE = 0.7
"""The headline breaks ties, and lifts nothing over a whole step."""
_PRESUPPOSED = 1.5
_HOLD = 4.0
"""Leaving matters as they are for now says less than anything said of what is ahead."""
_BACKGROUND = 3.5
_OTHER = 10.0
TAKEN_FOR_GRANTED = frozenset({"presupposed", "settled"})
"""Rules that read a decision from words that only mention it."""


def choose(candidates: Sequence[tuple[Finding, Voice]]) -> int | None:
    """The index of the assertion an item is labelled by; None where there is none.

    A decision beats an expectation beats a possibility, and whoever decides beats whoever does not. Two
    things overrule that: a headline's decision that the text takes back or only expects, and a plain
    "nothing has been decided" beside anything short of a decision.
    """
    if not candidates:
        return None
    best = max(range(len(candidates)), key=lambda index: (_weight(*candidates[index]), -index))
    chosen = candidates[best][0]
    told_again = any(
        finding.line > 0 and _alike(finding, chosen) and finding.rule not in TAKEN_FOR_GRANTED
        for finding, _ in candidates
    )
    decided = chosen.status in DECISIONS and chosen.rule not in TAKEN_FOR_GRANTED
    undecided = [index for index, (finding, _) in enumerate(candidates) if finding.rule == "undecided"]
    passed_on = any(finding.rule in {"stage", "onward"} for finding, _ in candidates)
    late = chosen.status is Status.DELAYED and chosen.line == 0
    if undecided and not passed_on and not late and (not decided or (chosen.line == 0 and not told_again)):
        return undecided[0]
    if chosen.status is Status.REJECTED and chosen.line == 0 and _halted(chosen):
        paused = [at for at, (finding, _) in enumerate(candidates) if finding.status is Status.DELAYED]
        if paused:
            return paused[0]
    if decided and chosen.line == 0 and not told_again:
        return _taken_back(candidates, best)
    return best


def _alike(one: Finding, other: Finding) -> bool:
    """Whether two assertions say the same; that it holds says that it was decided."""
    return one.status is other.status or {one.status, other.status} == {Status.APPROVED, Status.IN_EFFECT}


def _halted(finding: Finding) -> bool:
    """Whether a headline only says that it has been halted, which a text that tells of a pause explains."""
    return any(cue.text.lower().startswith(("halt", "stop", "block", "freez")) for cue in finding.cues)


def _taken_back(candidates: Sequence[tuple[Finding, Voice]], best: int) -> int:
    """A headline in the present tense ("Biden cancels debt") whose text says it is still to be decided."""
    if candidates[best][0].status is not Status.APPROVED or candidates[best][0].rule not in {
        "event",
        "decision",
    }:
        return best
    for index, (finding, _) in enumerate(candidates):
        if finding.line > 0 and finding.status is Status.EXPECTED and finding.rule == "expectation":
            deciding = any(cue.kind in {"decision", "announce"} for cue in finding.cues)
            if (
                deciding
                and finding.cues[0].kind == "expectation"
                and "will" not in finding.cues[0].text.lower()
            ):
                return index
    return best


def _weight(finding: Finding, voice: Voice) -> float:
    assert finding.status is not None
    weight = _STRENGTH[finding.status]
    if finding.line == 0:
        weight += _TITLE
    if finding.rule in TAKEN_FOR_GRANTED:
        weight -= _PRESUPPOSED
    if finding.rule == "hold":
        weight -= _HOLD
    if finding.rule == "background":
        weight -= _BACKGROUND
    if voice.attribution is Attribution.OTHER or voice.adversary:
        weight -= _OTHER
    return weight
