"""What is kept of a failure that the program did not foresee: where in the program, never what was read."""

from __future__ import annotations

import platform
import sys
import traceback
from datetime import datetime
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

PACKAGES = ("policy-monitor", "textual", "rich", "aiohttp", "feedparser", "sqlite-utils")
"""Whose versions a report names."""


def report(error: BaseException, now: datetime) -> str:
    """Versions, and where it happened. Neither local values nor messages: both may hold text of a feed."""
    lines = [
        f"policy monitor, {now:%Y-%m-%d %H:%M:%S}Z",
        f"Python {platform.python_version()} on {sys.platform}",
    ]
    for name in PACKAGES:
        try:
            lines.append(f"{name} {version(name)}")
        except PackageNotFoundError:
            continue
    return "\n".join([*lines, "", *_places(error)]) + "\n"


def _places(error: BaseException) -> list[str]:
    before = error.__cause__ or (None if error.__suppress_context__ else error.__context__)
    lines = [*_places(before), "", "and then:"] if before is not None else []
    lines.append(f"{type(error).__module__}.{type(error).__qualname__}")
    for frame in traceback.extract_tb(error.__traceback__):
        lines.append(f"  {frame.filename}:{frame.lineno} in {frame.name}")
        if frame.line:
            lines.append(f"    {frame.line}")
    if isinstance(error, BaseExceptionGroup):
        for inner in error.exceptions:
            lines.extend(f"  | {line}" for line in _places(inner))
    return lines


def write_report(error: BaseException, folder: Path, now: datetime) -> Path | None:
    """Write a report into the folder of the database; None where that cannot be written either."""
    path = folder / f"crash-{now:%Y%m%d-%H%M%S}.txt"
    try:
        path.write_text(report(error, now), encoding="utf-8")
    except OSError:
        return None
    return path
