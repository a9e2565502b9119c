"""The digest as one self-contained HTML page: no script, nothing loaded, fit for mail and for print."""

from __future__ import annotations

from datetime import datetime
from functools import cache
from importlib.resources import files

from jinja2 import Environment, StrictUndefined, Template
from markupsafe import Markup

from monitor.digest.report import Digest, Standing
from monitor.digest.words import HOW, feeds_words, moment_words
from monitor.model import Kind, Status

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


def render(digest: Digest) -> str:
    """The page."""
    return _template().render(
        digest=digest,
        feeds=feeds_words(digest),
        how=HOW + (f" Reader {digest.reader}." if digest.reader else ""),
        local=lambda moment: moment_words(moment, digest.window),
        timeline=lambda standing: _timeline(standing, digest.as_of),
    )


@cache
def _template() -> Template:
    environment = Environment(autoescape=True, undefined=StrictUndefined, trim_blocks=False)
    return environment.from_string(files("monitor.digest").joinpath("page.html").read_text("utf-8"))


def _timeline(standing: Standing, until: datetime) -> Markup:
    """Two small drawings, each described in words: statuses over time, and a fortnight's evidence."""
    drawn = Markup("")
    if standing.answer.kind is Kind.WILL and len(standing.steps) > 1:
        drawn += _steps(standing, until)
    if any(standing.daily):
        drawn += _sparkline(standing.daily)
    return drawn


def _steps(standing: Standing, until: datetime) -> Markup:
    width, unit = 320, 6
    start = standing.steps[0].at
    whole = max((until - start).total_seconds(), 1.0)
    points: list[str] = []
    for step, following in zip(standing.steps, [*standing.steps[1:], None], strict=True):
        y = 4 + (6 - _HEIGHT[step.status]) * unit
        end = following.at if following else until
        points.extend(
            f"{4 + (width - 8) * (moment - start).total_seconds() / whole:.1f},{y}"
            for moment in (step.at, end)
        )
    words = ", ".join(f"{step.status} from {step.at.day} {step.at:%b %Y}" for step in standing.steps)
    line = Markup('<polyline points="{}" fill="none" stroke="currentColor" stroke-width="2"/>').format(
        " ".join(points)
    )
    return _drawing(f"Status over time: {words}", width, 44, line)


def _sparkline(daily: tuple[int, ...]) -> Markup:
    most, bar = max(daily), 12
    bars = Markup("").join(
        Markup('<rect x="{x}" y="{y:.1f}" width="{w}" height="{h:.1f}" fill="currentColor"/>').format(
            x=4 + place * bar, y=24 - 20 * count / most, w=bar - 3, h=20 * count / most
        )
        for place, count in enumerate(daily)
        if count
    )
    label = f"Items of evidence a day over {len(daily)} days: {', '.join(map(str, daily))}"
    return _drawing(label, 8 + bar * len(daily), 28, bars)


def _drawing(label: str, width: int, height: int, inner: Markup) -> Markup:
    return Markup(
        '<svg class="svg" role="img" aria-label="{label}" width="{width}" height="{height}" '
        'viewBox="0 0 {width} {height}">{inner}</svg>'
    ).format(label=label, width=width, height=height, inner=inner)
