"""A digest as files in a folder: in each configured format, and through the desk's own template."""

from __future__ import annotations

from pathlib import Path

from monitor.digest import render
from monitor.digest.report import Digest
from monitor.files import replace_file
from monitor.model import DigestSettings


def put(digest: Digest, settings: DigestSettings, folder: Path, name: str) -> list[Path]:
    """Write them; the files, each named `name` with its format's ending, the template's with its own.

    Raises OSError, and TemplateUseError before anything is written.
    """
    made = {f".{form}": render(digest, form) for form in settings.formats}
    if settings.template is not None:
        from monitor.digest.template import render as fill

        made[f".own{settings.template.suffix}"] = fill(digest, settings.template)
    folder.mkdir(parents=True, exist_ok=True)
    written = []
    for ending, text in made.items():
        path = folder / f"{name}{ending}"
        replace_file(path, text.encode())
        written.append(path)
    return written
