"""What feeds.toml may say of the day's report: the sections [digest] and [mail]."""

from __future__ import annotations

import ipaddress
import re
from datetime import time
from pathlib import Path

from monitor.config.table import Table, shown
from monitor.model import DIGEST_PARTS, DigestSettings, MailSettings

FORMATS = ("md", "html", "json", "csv", "txt")
"""Formats in which a digest is written by itself."""

_CLOCK = re.compile(r"([01]?\d|2[0-3]):([0-5]\d)")
_ADDRESS = re.compile(r"[^\s<>@,;\"]+@[^\s<>@,;\"]+")


def digest_settings(table: Table | None, folder: Path) -> DigestSettings:
    """The section [digest]; paths are taken from the file's own folder."""
    if table is None:
        return DigestSettings()
    template, into = table.text("template"), table.text("folder")
    quotes = table.get("quotes", int)
    if quotes is not None and quotes < 1:
        table.problem("quotes", f"expected a number of sentences from 1 on; got {quotes}")
    made = DigestSettings(
        by=table.text("by"),
        parts=table.choices("parts", DIGEST_PARTS) or DIGEST_PARTS,
        quotes=quotes,
        template=folder / template if template else None,
        folder=folder / into if into else None,
        at=table.made("at", time_of_day),
        formats=table.choices("formats", FORMATS) or ("md",),
    )
    if made.template is not None and not made.template.is_file():
        table.problem("template", f"there is no file {shown(str(made.template))}")
    if made.at is not None and made.folder is None:
        table.problem("at", "needs `folder`: where the digest is written")
    table.finish()
    return made


def mail_settings(table: Table | None) -> MailSettings | None:
    """The section [mail]."""
    if table is None:
        return None
    security = table.choice("security", ["starttls", "tls", "none"]) or "starttls"
    made = MailSettings(
        host=table.text("host", required=True),
        sender=table.made("from", _address, required=True) or "",
        to=tuple(_address_in(table, entry) for entry in table.texts("to")),
        port=_port(table) or {"tls": 465, "starttls": 587, "none": 25}[security],
        security=security,
        user=table.text("user"),
    )
    if not made.to:
        table.problem("to", 'expected a list of addresses, such as ["desk@example.org"]')
    if security == "none" and made.host and not _is_here(made.host):
        table.problem("security", "none sends the report unencrypted: only to a server on this machine")
    if table.has("password"):
        table.raw("password")
        table.problem("password", "is never kept in a file: set MONITOR_SMTP_PASSWORD, or use the keyring")
    table.finish()
    return made


def time_of_day(source: str) -> time:
    """An hour as written: "18:00"; ValueError says what was expected."""
    found = _CLOCK.fullmatch(source)
    if found is None:
        raise ValueError(f'expected a time of day, such as "18:00"; got {shown(source)}')
    return time(int(found[1]), int(found[2]))


def _address(source: str) -> str:
    if not _ADDRESS.fullmatch(source):
        raise ValueError(f"expected a mail address, such as desk@example.org; got {shown(source)}")
    return source


def _address_in(table: Table, source: str) -> str:
    if not _ADDRESS.fullmatch(source):
        table.problem("to", f"expected mail addresses, such as desk@example.org; got {shown(source)}")
    return source


def _port(table: Table) -> int | None:
    port = table.get("port", int)
    if port is not None and not 1 <= port <= 65535:
        table.problem("port", f"expected a port from 1 to 65535; got {port}")
    return port


def _is_here(host: str) -> bool:
    if host == "localhost":
        return True
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False
