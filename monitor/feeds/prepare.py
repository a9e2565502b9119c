"""Bytes off the wire → bytes that a feed parser reads well: encoding, controls, endless entries. Pure."""

from __future__ import annotations

import re
from dataclasses import dataclass

MAX_ENTRIES = 10_000
"""Entries that are taken of one document: the first ones, which are the newest in nearly every feed."""

_CHARSET = re.compile(r"charset\s*=\s*[\"']?([\w.:-]+)", re.IGNORECASE)
_DECLARED = re.compile(rb"""\A<\?xml[^>]{0,200}?encoding\s*=\s*["']([\w.:-]+)["']""")
_CONTROLS = bytes(set(range(32)) - {9, 10, 13})
_ENTRY = re.compile(rb"<(?:\w{1,20}:)?(item|entry)[\s>]")
_ROOT = re.compile(rb"<(rss|(?:\w{1,20}:)?RDF|(?:\w{1,20}:)?feed)[\s>]")
_CLOSED = re.compile(rb"</(?:\w{1,20}:)?(?:rss|RDF|feed)\s*>", re.IGNORECASE)
_SEVEN_BIT = ("utf-7", "iso-2022", "hz")  # say everything in ASCII bytes and with escapes
_UNMARKED = ((b"<\0", "utf-16-le"), (b"\0<", "utf-16-be"))


@dataclass(frozen=True, slots=True)
class Prepared:
    """A document that may be parsed."""

    body: bytes
    content_type: str
    breaks_off: bool = False  # no end of the root element: the connection was cut
    notes: tuple[str, ...] = ()


def prepare(body: bytes, content_type: str) -> Prepared:
    """The document with what servers commonly get wrong mended. Linear in its size."""
    notes: list[str] = []
    body = _narrow(body).lstrip()
    if not _promised(body, content_type).startswith(_SEVEN_BIT):
        body, content_type = _mend_encoding(body, content_type, notes)
        body = body.translate(None, _CONTROLS)
    root = _ROOT.search(body, 0, 4096)
    breaks_off = root is not None and not _CLOSED.search(body, max(0, len(body) - 2048))
    return Prepared(_cap_entries(body, root, notes), content_type, breaks_off, tuple(notes))


def _narrow(body: bytes) -> bytes:
    """UTF-16, with a mark or without, as UTF-8."""
    for start, encoding in ((b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16"), *_UNMARKED):
        if body.startswith(start):
            return body.decode(encoding, "replace").encode("utf-8", "replace")
    return body


def _mend_encoding(body: bytes, content_type: str, notes: list[str]) -> tuple[bytes, str]:
    """Bytes that are valid UTF-8 with marks beyond ASCII are UTF-8, whatever the headers say of them.

    Where UTF-8 was promised and a few bytes break it, those are replaced: guessing another encoding
    would spoil every accent in the document.
    """
    utf8 = "application/xml; charset=utf-8"
    body = body.removeprefix(b"\xef\xbb\xbf")
    if body.isascii():
        return body, utf8
    promised = _promised(body, content_type)
    try:
        body.decode()
    except UnicodeDecodeError:
        text = body.decode("utf-8", "replace")
        broken = text.count("\ufffd")
        beyond = sum(map(len, re.findall(r"[^\x00-\x7f]+", text)))
        if promised not in ("", "utf-8", "utf8") or broken > max(3, beyond // 100):
            return body, content_type
        notes.append("some of its bytes are no UTF-8")
        return text.encode(), utf8
    if promised not in ("", "utf-8", "utf8"):
        notes.append(f"it is UTF-8, though called {promised}")
    return body, utf8


def _promised(body: bytes, content_type: str) -> str:
    header = _CHARSET.search(content_type)
    if header is not None:
        return header[1].lower()
    declared = _DECLARED.match(body)
    return declared[1].decode("ascii").lower() if declared else ""


def _cap_entries(body: bytes, root: re.Match[bytes] | None, notes: list[str]) -> bytes:
    """The document cut before the entry that is one too many, and closed again."""
    if root is None or len(body) < MAX_ENTRIES * len(b"<item/>"):
        return body
    for number, entry in enumerate(_ENTRY.finditer(body)):
        if number == MAX_ENTRIES:
            notes.append(f"only its first {MAX_ENTRIES:,} entries were read")
            channel = b"</channel>" if root[1] == b"rss" else b""
            return body[: entry.start()] + channel + b"</" + root[1] + b">"
    return body
