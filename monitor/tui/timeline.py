"""A question over time: where the answer stood, when evidence came, what lies ahead."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime, time, timedelta

from rich.text import Text

from monitor.model import Answer, Basis, Kind
from monitor.store.evidence import EvidenceRow
from monitor.store.views import ChangeRow, QuestionRow
from monitor.tui.answers import answer_glyph, answer_text
from monitor.tui.cells import plain
from monitor.tui.intervals import SAID, intervals
from monitor.tui.look import BASIS, CONTESTED, OVERDUE, SPARKS, Look

_SOLID, _DASHED, _TODAY = "━", "╌", "┊"
_LEAST = timedelta(days=14)


def timeline(
    question: QuestionRow,
    changes: Sequence[ChangeRow],
    evidence: Sequence[EvidenceRow],
    now: datetime,
    width: int,
    look: Look,
) -> list[Text]:
    """Months, the answer as a line (solid where confirmed, dashed where reported), evidence as bars, today.

    Intervals are drawn one by one, as they followed each other, over the evidence. `changes` and `evidence`
    are newest first.
    """
    moments = [change.at for change in changes] + [row.at for row in evidence]
    if not moments:
        return [Text("Nothing has happened yet.", look("muted"))]
    answer = question.answer
    last = _ahead(answer)
    start = min(moments)
    end = max(now, last or now)
    if end - start < _LEAST:
        start = end - _LEAST
    pad = (end - start) / 40
    if question.kind in (Kind.WHEN, Kind.HOW_MANY):
        drawn = intervals(changes, question.kind, now, width, look)
        scale = _Scale(start - pad, max(now, *moments) + pad, width - SAID)
        heard = Text(f"{'evidence':<{SAID}}", look("muted"), end="").append_text(_bars(evidence, scale, look))
        months = Text(" " * SAID, end="").append_text(_months(scale, now, look))
        return [*drawn, *([Text("")] if drawn else []), heard, months]
    scale = _Scale(start - pad, end + pad, width)
    return [
        _bars(evidence, scale, look),
        _line(changes, now, scale, look),
        *_labels(changes, scale, look),
        _months(scale, now, look),
    ]


class _Scale:
    """Moments to columns."""

    def __init__(self, start: datetime, end: datetime, width: int) -> None:
        self.start, self.end, self.width = start.astimezone(UTC), end.astimezone(UTC), width

    def column(self, at: datetime) -> int:
        share = (at - self.start) / (self.end - self.start)
        return min(max(int(share * self.width), 0), self.width - 1)


def _ahead(answer: Answer | None) -> datetime | None:
    """The end of an interval of days that lies ahead, if one is open."""
    if answer is None or answer.days is None or answer.days.last is None:
        return None
    return datetime.combine(answer.days.last, time(23, 59), UTC)


def _bars(evidence: Sequence[EvidenceRow], scale: _Scale, look: Look) -> Text:
    counts = [0] * scale.width
    for row in evidence:
        counts[scale.column(row.at)] += 1
    most = max(counts, default=0) or 1
    made = Text(no_wrap=True, end="")
    for count in counts:
        made.append(SPARKS[round(count / most * (len(SPARKS) - 1))] if count else " ", look("primary"))
    return made


def _line(changes: Sequence[ChangeRow], now: datetime, scale: _Scale, look: Look) -> Text:
    cellstyle: list[tuple[str, str]] = [(" ", "faint")] * scale.width
    today = scale.column(now)
    steps = sorted(changes, key=lambda change: (change.at, change.id))
    for place, change in enumerate(steps):
        first = scale.column(change.at)
        until = scale.column(steps[place + 1].at) if place + 1 < len(steps) else today
        sign, style = answer_glyph(change.kind, change.after)
        solid = change.after.basis in (Basis.CONFIRMED, Basis.ANALYST)
        for column in range(first, until + 1):
            cellstyle[column] = (_SOLID if solid else _DASHED, style)
        cellstyle[first] = (sign, style)
    if cellstyle[today][0] in (" ", _SOLID, _DASHED):
        cellstyle[today] = (_TODAY, "accent")
    made = Text(no_wrap=True, end="")
    for sign, style in cellstyle:
        made.append(sign, look(style, bold=sign not in (_DASHED, _TODAY, " ")))
    return made


def _labels(changes: Sequence[ChangeRow], scale: _Scale, look: Look) -> list[Text]:
    """The answers by name under their beginnings, on at most three lines; the newest are placed first."""
    lines: list[list[tuple[int, str, str]]] = [[], [], []]
    shown: set[tuple[str, int]] = set()
    for change in sorted(changes, key=lambda change: change.id, reverse=True):
        words = _label(change)
        _, style = answer_glyph(change.kind, change.after)
        at = min(scale.column(change.at), max(scale.width - len(words), 0))
        if (words, at) in shown:
            continue
        for line in lines:
            if all(at + len(words) + 1 < other or other + len(text) + 1 < at for other, text, _ in line):
                line.append((at, words, style))
                shown.add((words, at))
                break
    made = []
    for line in lines:
        if line:
            text = Text(no_wrap=True, end="")
            for at, words, style in sorted(line):
                text.append(" " * (at - text.cell_len)).append(words, look(style))
            made.append(text)
    return made


def _label(change: ChangeRow) -> str:
    """What is new with a change: the value, or the basis where the value stays."""
    words = plain(answer_text(change.kind, change.after))
    if change.before is not None and words == plain(answer_text(change.kind, change.before)):
        if change.before.basis is not change.after.basis:
            words = BASIS[change.after.basis].word
        elif change.after.overdue and not change.before.overdue:
            words = OVERDUE.word
        elif change.after.contested and not change.before.contested:
            words = CONTESTED.word
    return words[:28]


def _months(scale: _Scale, now: datetime, look: Look) -> Text:
    """The first days of months (or years) as far as there is room, and today."""
    made = [" "] * scale.width
    long = scale.end - scale.start > timedelta(days=900)
    month = scale.start.replace(day=1, hour=0, minute=0, second=0, microsecond=0)
    taken = -9
    while month < scale.end:
        column = scale.column(month)
        name = f"{month:%Y}" if long or month.month == 1 else f"{month:%b}"
        if (
            month >= scale.start
            and column >= taken + 5
            and column + len(name) < scale.width
            and (not long or month.month == 1)
        ):
            made[column : column + len(name) + 1] = list(f"╵{name}")
            taken = column
        month = (month + timedelta(days=32)).replace(day=1)
    return Text("".join(made)[: scale.width], look("muted"), no_wrap=True, end="")
