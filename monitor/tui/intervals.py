"""How an interval moved: one line for each answer, the newest last, drawn over days or over numbers."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from math import log10

from rich.cells import cell_len
from rich.text import Text

from monitor.board.words import day_words, number_words
from monitor.model import Answer, Basis, Kind
from monitor.store.views import ChangeRow
from monitor.tui.answers import answer_text
from monitor.tui.cells import plain
from monitor.tui.look import BASIS, CONTESTED, OVERDUE, Look

SOLID, DASHED, LEFT, RIGHT, TODAY = "━", "╌", "◂", "▸", "┊"
STEPS = 8
"""Answers that are drawn; what stood before them is counted."""
WORDS = 34
"""The most cells for the answer's words at the end of a line."""
SAID = 13
"""Cells for the day on which the answer came."""
WIDE_RANGE = 30
"""Numbers further apart than by this factor are drawn on a logarithmic scale."""


@dataclass(frozen=True, slots=True)
class Step:
    """One answer of those that followed each other."""

    since: datetime
    answer: Answer
    marks: str  # what was marked on it


def steps_of(changes: Sequence[ChangeRow]) -> list[Step]:
    """The answers in the order in which they came; where only mark or basis moved, the last one counts."""
    made: list[Step] = []
    for change in sorted(changes, key=lambda change: change.id):
        answer = change.after
        marks = " ".join(
            glyph.sign for on, glyph in ((bool(answer.contested), CONTESTED), (answer.overdue, OVERDUE)) if on
        )
        same = bool(made) and (made[-1].answer.days, made[-1].answer.count) == (answer.days, answer.count)
        step = Step(made[-1].since if same else change.at, answer, marks)
        made[-1:] = [step] if same else [*made[-1:], step]
    return made


class Scale:
    """Numbers to columns of a chart."""

    def __init__(self, low: float, high: float, width: int, *, logarithmic: bool = False) -> None:
        self.logarithmic = logarithmic
        self.low, self.high, self.width = low, max(high, low + 1), width

    def column(self, value: float) -> int:
        """The column in which a number lies, on the chart or at its edge."""
        low, high, at = self.low, self.high, value
        if self.logarithmic:
            low, high, at = log10(max(low, 1)), log10(high), log10(max(at, 1))
        return min(max(round((at - low) / (high - low) * (self.width - 1)), 0), self.width - 1)


def intervals(changes: Sequence[ChangeRow], kind: Kind, now: datetime, width: int, look: Look) -> list[Text]:
    """The chart of a `when` or `how-many` question; empty where no interval was ever said."""
    every = [step for step in steps_of(changes) if bounds(step, kind, now) != (None, None)]
    if not every:
        return []
    shown = every[-STEPS:]
    ends = [end for step in shown for end in bounds(step, kind, now) if end is not None]
    ends += [now.date().toordinal()] if kind is Kind.WHEN else []
    words = min(max(cell_len(_words(step)) for step in shown), WORDS, width // 3)
    room = width - SAID - words - 2
    scale = _scale(ends, kind, room)
    made = []
    if len(every) > len(shown):
        made.append(Text(f"{len(every) - len(shown)} earlier", look("muted"), end=""))
    made += [
        _line(step, step is shown[-1], bounds(step, kind, now), kind, scale, words, now, look)
        for step in shown
    ]
    return [*made, _axis(scale, kind, now, look)]


def bounds(step: Step, kind: Kind, now: datetime) -> tuple[float | None, float | None]:
    """The ends of an answer's interval as numbers; days that only end begin when that was said."""
    answer = step.answer
    if kind is Kind.HOW_MANY:
        return (answer.count.low, answer.count.high) if answer.count is not None else (None, None)
    if answer.days is None:
        return None, None
    first, last = answer.days.first, answer.days.last
    if first is None and last is not None:
        first = min(step.since.astimezone(now.tzinfo).date(), last)
    return (first.toordinal() if first else None, last.toordinal() if last else None)


def _scale(ends: Sequence[float], kind: Kind, room: int) -> Scale:
    low, high = min(ends), max(ends)
    if kind is Kind.WHEN:
        pad = max((high - low) / 30, 3)
        return Scale(low - pad, high + pad, room)
    wide = high > WIDE_RANGE * max(min(end for end in ends if end > 0 or end == low), 1)
    return Scale(low / 1.5 if wide else 0, high * (1.5 if wide else 1.08), room, logarithmic=wide)


def _line(
    step: Step,
    last: bool,
    ends: tuple[float | None, float | None],
    kind: Kind,
    scale: Scale,
    words: int,
    now: datetime,
    look: Look,
) -> Text:
    low, high = ends
    settled = step.answer.basis in (Basis.CONFIRMED, Basis.ANALYST)
    first = scale.column(low) if low is not None else 0
    until = scale.column(high) if high is not None else scale.width - 1
    drawn = [" "] * scale.width
    drawn[first : until + 1] = (SOLID if settled else DASHED) * (until - first + 1)
    if first == until:
        drawn[first] = "◆"
    else:
        drawn[first] = "├" if low is not None else LEFT
        drawn[until] = "┤" if high is not None else RIGHT
    today = scale.column(now.date().toordinal()) if kind is Kind.WHEN else -1
    style = look("secondary" if last else "muted", bold=last)
    made = Text(f"{day_words(step.since.astimezone(now.tzinfo).date()):<{SAID}}", look("muted"), end="")
    for column, sign in enumerate(drawn):
        made.append(TODAY, look("accent")) if column == today and sign in (
            " ",
            DASHED,
            SOLID,
        ) else made.append(sign, style)
    tail = Text(f"  {_words(step)}", look("text" if last else "muted", bold=last), end="", no_wrap=True)
    tail.truncate(words + 2, overflow="ellipsis")
    return made.append_text(tail)


def _words(step: Step) -> str:
    """The answer, and on whose word."""
    basis = BASIS[step.answer.basis]
    marks = f" {step.marks}" if step.marks else ""
    return f"{basis.sign} {plain(answer_text(step.answer.kind, step.answer))}{marks}"


def _axis(scale: Scale, kind: Kind, now: datetime, look: Look) -> Text:
    """The first days of months or years; round numbers."""
    drawn = [" "] * scale.width
    taken = -2
    for value, name in _days(scale) if kind is Kind.WHEN else _numbers(scale):
        column = scale.column(value)
        if column > taken + 1 and column + len(name) < scale.width:
            drawn[column : column + len(name) + 1] = f"╵{name}"
            taken = column + len(name)
    return Text(" " * SAID + "".join(drawn), look("muted"), end="", no_wrap=True)


def _days(scale: Scale) -> list[tuple[float, str]]:
    first, last = date.fromordinal(int(scale.low)), date.fromordinal(int(scale.high))
    yearly = last - first > timedelta(days=900)
    month, made = first.replace(day=1), []
    while month <= last:
        if month >= first and (month.month == 1 or not yearly):
            name = f"{month:%Y}" if month.month == 1 else f"{month:%b}"
            made.append((float(month.toordinal()), name))
        month = (month + timedelta(days=32)).replace(day=1)
    return made


def _numbers(scale: Scale) -> list[tuple[float, str]]:
    if scale.logarithmic:
        powers = range(int(log10(scale.high)) + 1)
        values = [float(10**power) for power in powers if scale.low <= 10**power <= scale.high]
    else:
        size = 10 ** int(log10(scale.high / 4)) if scale.high > 4 else 1
        step = next(size * n for n in (1, 2, 5, 10) if scale.high / (size * n) <= 6)
        values = [float(step * n) for n in range(int(scale.high / step) + 1)]
    return [(value, number_words(value)) for value in values]
