"""A status as a finding: the words it rests on, and where they stand."""

from __future__ import annotations

from collections.abc import Sequence

from monitor.model import Cue, Span, Status
from monitor.reading.document import Finding
from monitor.reading.will.clauses import Scan
from monitor.reading.will.cues import Hit
from monitor.reading.will.events import Mention


def finding_of(
    scan: Scan, status: Status, rule: str, used: Sequence[Hit], mention: Mention | None
) -> Finding:
    """The finding that cues make, with the words of the event where it is named."""
    tokens = scan.line.tokens
    cues = [
        Cue(Span(tokens[hit.start].start, tokens[hit.end - 1].end), _text(scan, hit.start, hit.end), hit.kind)
        for hit in used
    ]
    if mention is not None:
        cues.append(Cue(mention.span, _text(scan, mention.start, mention.end), "event"))
    first = min(cue.span.start for cue in cues)
    last = max(cue.span.end for cue in cues)
    likelihood = next((cue.text for cue in cues if cue.kind in {"expectation", "doubt", "possibility"}), "")
    return Finding(
        scan.line.index, Span(first, last), rule, tuple(cues), status=status, likelihood=likelihood
    )


def _text(scan: Scan, start: int, end: int) -> str:
    base = scan.line.sentence.start
    tokens = scan.line.tokens
    return scan.line.sentence.text[tokens[start].start - base : tokens[end - 1].end - base]
