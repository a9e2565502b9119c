"""Opening a page in the browser: only http and https, as one argument, without a shell or a word on the
screen."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Mapping
from urllib.parse import urlsplit


class LinkError(ValueError):
    """The link cannot be opened; the message says why."""


def safe_link(link: str) -> str:
    """The link, if a browser may be given it. Raises LinkError."""
    try:
        parts = urlsplit(link)
        host = parts.hostname
    except ValueError:
        raise LinkError("The link is no valid address") from None
    if parts.scheme not in ("http", "https") or not host:
        raise LinkError("Only http and https links are opened")
    if any(ord(char) <= 32 or 127 <= ord(char) < 160 for char in link):
        raise LinkError("The link holds characters that no address has")
    return link


def browser_command(environ: Mapping[str, str]) -> list[str] | None:
    """The program that opens pages here, with its own arguments; None where there is none."""
    named = environ.get("BROWSER", "").split(os.pathsep)[0]
    if named and "%" not in named and shutil.which(named):
        return [named]
    for name in ("open",) if sys.platform == "darwin" else ("xdg-open", "wslview", "www-browser"):
        if shutil.which(name) and (name == "open" or name == "wslview" or _has_display(environ)):
            return [name]
    return None


def _has_display(environ: Mapping[str, str]) -> bool:
    return bool(environ.get("DISPLAY") or environ.get("WAYLAND_DISPLAY"))


def open_link(link: str, environ: Mapping[str, str] | None = None) -> None:
    """Give the link to the browser and do not wait. Raises LinkError where that is refused or impossible."""
    link = safe_link(link)
    command = browser_command(os.environ if environ is None else environ)
    if command is None:
        raise LinkError("No browser here ($BROWSER is not set)")
    try:
        subprocess.Popen(
            [*command, link],
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            start_new_session=True,
        )
    except OSError as error:
        raise LinkError(f"{command[0]} does not start: {error.strerror}") from error
