"""What the headers of an answer say about time: Cache-Control, Expires, Retry-After. Pure."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime

from monitor.feeds.results import Freshness
from monitor.feeds.schedule import LONGEST

_DIRECTIVE = re.compile(r'\s*([\w!#$%&\'*+.^`|~-]+)\s*(?:=\s*(?:"([^"]*)"|([^\s,]*)))?\s*(?:,|\Z)')
_LONGEST = int(LONGEST.total_seconds())


def freshness(headers: Mapping[str, str], now: datetime) -> Freshness:
    """How long an answer stays good; dates are taken relative to the server's own clock."""
    control = headers.get("Cache-Control")
    directives = {
        found[1].lower(): found[2] or found[3] or "" for found in _DIRECTIVE.finditer(control or "")
    }
    expires = headers.get("Expires")
    return Freshness(
        cache_control=control is not None,
        max_age=_seconds(directives.get("max-age", "")),
        no_cache="no-cache" in directives,
        has_expires=expires is not None,
        expires=_until(expires, headers, now) if expires is not None else None,
    )


def retry_after(headers: Mapping[str, str], now: datetime) -> int | None:
    """Seconds to wait from the answer on, at most 31 days; None where the header is missing or unreadable."""
    value = headers.get("Retry-After", "").strip()
    seconds = _seconds(value)
    return _until(value, headers, now) if seconds is None else seconds


def http_date(value: str) -> datetime | None:
    """One of the three forms of an HTTP date; None for anything else."""
    try:
        moment = parsedate_to_datetime(value)
    except (ValueError, TypeError, OverflowError, IndexError):
        return None
    return moment.replace(tzinfo=UTC) if moment.tzinfo is None else moment


def _until(value: str, headers: Mapping[str, str], now: datetime) -> int | None:
    moment = http_date(value)
    if moment is None:
        return None
    server = http_date(headers.get("Date", "")) or now
    return max(0, min(int((moment - server).total_seconds()), _LONGEST))


def _seconds(value: str) -> int | None:
    digits = value.strip()
    if not digits.isascii() or not digits.isdigit():
        return None
    return _LONGEST if len(digits) > 9 else min(int(digits), _LONGEST)
