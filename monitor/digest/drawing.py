"""Two small drawings for each question, as inline SVG: how its answer moved, and how much came in.

Each is described in words for those who do not see it, and what it says stands beside it as text: many mail
programs leave drawings out.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from markupsafe import Markup

from monitor.digest.report import Standing, Step
from monitor.digest.window import Window
from monitor.digest.words import step_words
from monitor.model import Basis, Status

WIDTH, TALL = 320, 44
"""Of the timeline, in CSS pixels."""

_EDGE = 4
_BAR = 9

_HEIGHT = {
    Status.REVERSED: 0,
    Status.REJECTED: 0,
    Status.UNLIKELY: 1,
    Status.DELAYED: 2,
    Status.OPEN: 3,
    Status.CONSIDERING: 3,
    Status.EXPECTED: 4,
    Status.APPROVED: 5,
    Status.IN_EFFECT: 6,
}
"""How far towards "yes" a status stands, for drawing only."""

Level = tuple[float | None, float | None] | None
"""The lower and upper end of what a step shows; an end that is None is open; None: nothing known."""


def timeline(standing: Standing, window: Window, until: datetime) -> Markup:
    """The answer from its first step to `until`: a line, or a band between the ends of an interval.

    Solid where confirmed, dashed where reported; a dot ends each step. Empty where nothing was known.
    """
    steps = [(step, level(step)) for step in standing.steps]
    known = [end for _, ends in steps if ends for end in ends if end is not None]
    if not known:
        return Markup("")
    scale = _Scale(standing.steps[0].at, until, min(known), max(known))
    moments = [*(step.at for step, _ in steps[1:]), until]
    shapes = [
        _shape(step, ends, scale.across(step.at), scale.across(moment), scale)
        for (step, ends), moment in zip(steps, moments, strict=True)
        if ends is not None
    ]
    told = ", ".join(step_words(step, window) for step in standing.steps)
    return _drawing(f"How the answer moved: {told}", WIDTH, TALL, Markup("").join(shapes))


@dataclass(frozen=True, slots=True)
class _Scale:
    """Moments and values as places in the drawing."""

    start: datetime
    until: datetime
    low: float
    high: float

    def across(self, moment: datetime) -> float:
        whole = max((self.until - self.start).total_seconds(), 1.0)
        return _EDGE + (WIDTH - 3 * _EDGE) * max(0.0, (moment - self.start).total_seconds()) / whole

    def up(self, value: float) -> float:
        share = (value - self.low) / (self.high - self.low) if self.high > self.low else 0.5
        return TALL - _EDGE - 3 - share * (TALL - 2 * _EDGE - 6)


def level(step: Step) -> Level:
    """Where a step is drawn."""
    if step.status is not None:
        return (float(_HEIGHT[step.status]),) * 2
    if step.held is not None:
        return (float(step.held),) * 2 if step.basis is not None else None
    if step.days is not None:
        first, last = step.days.first, step.days.last
        return (first.toordinal() if first else None, last.toordinal() if last else None)
    return (step.count.low, step.count.high) if step.count is not None else None


def _shape(
    step: Step, ends: tuple[float | None, float | None], left: float, right: float, scale: _Scale
) -> Markup:
    bottom = TALL - 2.0 if ends[0] is None else scale.up(ends[0])
    top = 2.0 if ends[1] is None else scale.up(ends[1])
    dashed = Markup("") if step.basis is Basis.CONFIRMED else Markup(' stroke-dasharray="4 3"')
    if top == bottom:
        return Markup(
            '<path d="M{left:.1f} {y:.1f}H{right:.1f}" stroke="currentColor" stroke-width="2"{dashed}/>'
            '<circle cx="{right:.1f}" cy="{y:.1f}" r="3" fill="currentColor"/>'
        ).format(left=left, right=right, y=top, dashed=dashed)
    return Markup(
        '<rect x="{left:.1f}" y="{top:.1f}" width="{width:.1f}" height="{height:.1f}" fill="currentColor" '
        'fill-opacity=".25" stroke="currentColor"{dashed}/>'
    ).format(left=left, top=top, width=max(right - left, 2.0), height=bottom - top, dashed=dashed)


def sparkline(daily: Sequence[int]) -> Markup:
    """Items of evidence a day, the last day at the right. Empty where none came on any of these days."""
    most = max(daily, default=0)
    if not most:
        return Markup("")
    bars = Markup("").join(
        Markup('<rect x="{}" y="{}" width="{}" height="{}" fill="currentColor"/>').format(
            _EDGE + place * _BAR, f"{TALL - 8 - high:.1f}", _BAR - 3, f"{high:.1f}"
        )
        for place, count in enumerate(daily)
        for high in [max((TALL - 14) * count / most, 1.0)]
    )
    label = f"Items of evidence on each of the last {len(daily)} days: {', '.join(map(str, daily))}"
    return _drawing(label, 2 * _EDGE + _BAR * len(daily), TALL, bars)


def _drawing(label: str, width: int, height: int, inner: Markup) -> Markup:
    return Markup(
        '<svg role="img" aria-label="{label}" width="{width}" height="{height}" '
        'viewBox="0 0 {width} {height}">{inner}</svg>'
    ).format(label=label, width=width, height=height, inner=inner)
