"""The digest as one self-contained HTML page: no script, nothing loaded, fit for mail and for print."""

from __future__ import annotations

from functools import cache
from importlib.resources import files

from jinja2 import Environment, StrictUndefined, Template

from monitor.digest import words
from monitor.digest.drawing import sparkline, timeline
from monitor.digest.report import Digest, grouped


def render(digest: Digest) -> str:
    """The page."""
    return _template().render(
        digest=digest,
        words=words,
        above_all=digest.above,
        changed=grouped(digest.changes),
        local=lambda moment: words.moment_words(moment, digest.window),
        timeline=lambda standing: timeline(standing, digest.window, digest.as_of),
        sparkline=sparkline,
    )


@cache
def _template() -> Template:
    environment = Environment(
        autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True
    )
    environment.tests["unanswered"] = words.unanswered
    return environment.from_string(files("monitor.digest").joinpath("page.html").read_text("utf-8"))
