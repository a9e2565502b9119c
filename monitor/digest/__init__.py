"""The day's report in its formats."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date

from monitor.digest.report import Digest
from monitor.digest.window import Window, zone
from monitor.model import Config
from monitor.store import Store

__all__ = ["FORMATS", "Digest", "Window", "make_digest", "render"]


def make_digest(store: Store, config: Config, first: date | Window, last: date | None = None) -> Digest:
    """The digest of a window, or of the days from `first` to `last` in the desk's time zone."""
    from monitor.digest.compose import compose
    from monitor.digest.material import gather

    window = first if isinstance(first, Window) else Window(first, last or first, zone(config.timezone))
    return compose(gather(store, config, window))


def _markdown(digest: Digest) -> str:
    from monitor.digest.outline import MARKDOWN, render

    return render(digest, MARKDOWN)


def _plain(digest: Digest) -> str:
    from monitor.digest.outline import PLAIN, render

    return render(digest, PLAIN)


def _html(digest: Digest) -> str:
    from monitor.digest.html import render

    return render(digest)


def _json(digest: Digest) -> str:
    from monitor.digest.tables import as_json

    return as_json(digest)


def _csv(digest: Digest) -> str:
    from monitor.digest.tables import as_csv

    return as_csv(digest)


FORMATS: Mapping[str, Callable[[Digest], str]] = {
    "md": _markdown,
    "html": _html,
    "json": _json,
    "csv": _csv,
    "txt": _plain,
}
"""Format → how it is written. Imports are deferred: jinja2 and msgspec cost more than the Markdown itself."""


def render(digest: Digest, format: str) -> str:
    """The digest in one of FORMATS; KeyError for another."""
    return FORMATS[format](digest)
