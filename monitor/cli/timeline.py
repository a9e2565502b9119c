"""`monitor board QUESTION --timeline`: the steps of one question, as text and as JSON."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import datetime

from monitor.board.timeline import Step, points
from monitor.board.words import answer_words, basis_words, signal_words, value_words, voice_words
from monitor.history import evidence_of
from monitor.records import answer_record, evidence_record
from monitor.store.rows import maybe_moment, moment_text

INDENT = " " * 18
"""Under the moment of a step."""


def timeline_lines(steps: Sequence[Step]) -> Iterator[str]:
    """Each step with its evidence: what led to it (●), what was heard while it stood (·; – not counted)."""
    for step in steps:
        yield f"{_local(step.start)}  {answer_words(step.answer)}"
        yield f"{INDENT}{basis_words(step.answer)}"
        for change in step.changes[1:]:
            yield f"{INDENT}{_local(change.at)}  {value_words(change.after)}: {change.why}"
        led, counted = {piece.id for piece in step.led}, _counted(step)
        for piece in evidence_of(step):
            mark = "●" if piece.id in led else "·" if counted[piece.id] else "–"
            said = signal_words(piece.signal, piece.at)
            yield f"{INDENT}{mark} {_local(piece.at)}  {piece.feed}: {said} — {voice_words(piece.signal)}"
            yield f"{INDENT}  “{piece.signal.quote}”"
            if piece.link:
                yield f"{INDENT}  {piece.link}"


def timeline_records(steps: Sequence[Step]) -> Iterator[dict[str, object]]:
    """One JSON object a step."""
    for step in steps:
        counted = _counted(step)
        led = {piece.id for piece in step.led}
        yield {
            "type": "step",
            "start": moment_text(step.start),
            "end": maybe_moment(step.end),
            "answer": answer_record(step.answer),
            "why": step.answer.why,
            "changes": [
                {"id": change.id, "at": moment_text(change.at), "cause": change.cause}
                for change in step.changes
            ],
            "evidence": [
                {**evidence_record(piece), "led": piece.id in led, "counted": counted[piece.id]}
                for piece in evidence_of(step)
            ],
        }


def _counted(step: Step) -> dict[int, bool]:
    """Signal → whether it counts, or is only shown beside the answer."""
    return {point.evidence.id: point.counted for point in points(evidence_of(step))}


def _local(moment: datetime) -> str:
    return f"{moment.astimezone():%Y-%m-%d %H:%M}"
