"""Outside text made inert for each format of the digest. HTML is escaped by the template engine."""

from __future__ import annotations

import re
from urllib.parse import quote, urlsplit

_MARKDOWN = re.compile(r"([\\`*_\[\]<>#|~&$^{}])")
_LINE_START = re.compile(r"^(\s*)([-+=:>!]|\d+(?=[.)]))")
_ADDRESS_SAFE = "%/:=&?~#+!$,;'@*-._"
_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "|", "%")


def markdown(text: str) -> str:
    """The text as Markdown that renders to that very text, on one line, whatever it holds."""
    escaped = _MARKDOWN.sub(r"\\\1", " ".join(text.split()))
    # A number before "." or ")" would open an ordered list: escape the mark after it instead of the digit.
    numbered = re.match(r"^(\d+)([.)])", escaped)
    if numbered:
        return f"{numbered[1]}\\{escaped[len(numbered[1]) :]}"
    return _LINE_START.sub(r"\1\\\2", escaped)


def web_link(url: str) -> str:
    """The address where it is http(s), with all that could end a link encoded; else an empty string."""
    try:
        parts = urlsplit(url)
    except ValueError:
        return ""
    if parts.scheme.lower() not in ("http", "https") or not parts.netloc:
        return ""
    return quote(url, safe=_ADDRESS_SAFE)


def cell(text: str) -> str:
    """A CSV cell that no spreadsheet takes for a formula (a leading apostrophe defuses it)."""
    return f"'{text}" if text.startswith(_FORMULA) else text
