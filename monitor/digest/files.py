"""A digest as files in a folder: in each configured format, and through the desk's own template."""

from __future__ import annotations

from pathlib import Path

from monitor.digest import render
from monitor.digest.report import Digest
from monitor.digest.window import Window
from monitor.files import replace_file
from monitor.model import DigestSettings


def name_of(window: Window) -> str:
    """A window as a file's name has it: the day, the first and last day, or the moment at which it ends."""
    if window.ends is not None:
        return f"{window.local(window.ends):%Y-%m-%d-%H%M}"
    if window.first != window.last:
        return f"{window.first.isoformat()}-to-{window.last.isoformat()}"
    return window.first.isoformat()


def put(digest: Digest, settings: DigestSettings, folder: Path) -> list[Path]:
    """Write them; gives the files, named by the window, with the format's ending or the template's own.

    Raises OSError, and TemplateUseError before anything is written.
    """
    made = {f".{form}": render(digest, form) for form in settings.formats}
    if settings.template is not None:
        from monitor.digest.template import render as fill

        made[f".own{settings.template.suffix}"] = fill(digest, settings.template)
    folder.mkdir(parents=True, exist_ok=True)
    written = []
    for ending, text in made.items():
        path = folder / f"digest-{name_of(digest.window)}{ending}"
        replace_file(path, text.encode())
        written.append(path)
    return written
