"""Dates as publishers write them → moments in UTC. Pure."""

from __future__ import annotations

import calendar
import re
import time
from datetime import UTC, datetime, timedelta

EARLIEST, LATEST = 1990, 2200
"""Years outside are the publisher's error: such a date is no date (12)."""

# Hours east of Greenwich. feedparser reads these as UTC. Only names with one meaning in feeds stand here.
_ZONES = {
    "BST": 1, "WEST": 1, "CET": 1, "MET": 1, "CEST": 2, "MEST": 2, "EET": 2, "EEST": 3, "MSK": 3, "TRT": 3,
    "SAST": 2, "PKT": 5, "ICT": 7, "WIB": 7, "HKT": 8, "SGT": 8, "AWST": 8, "JST": 9, "KST": 9, "AEST": 10,
    "AEDT": 11, "NZST": 12, "NZDT": 13, "AKST": -9, "AKDT": -8, "HST": -10,
}  # fmt: skip
_NAMED_ZONE = re.compile(rf"(?<![+-]\d{{4}}) \(?({'|'.join(_ZONES)})\)?\Z")


def moment(written: str, parsed: time.struct_time) -> datetime | None:
    """The moment of a date as written and as feedparser reads it; None where it is absurd."""
    zone = _NAMED_ZONE.search(" ".join(written[-100:].split()))
    east = timedelta(hours=_ZONES[zone[1]]) if zone else timedelta(0)
    try:
        return sane(datetime.fromtimestamp(calendar.timegm(parsed), UTC) - east)
    except (ValueError, OverflowError):
        return None


def iso_moment(written: object) -> datetime | None:
    """The moment of an RFC 3339 date; without a zone it is UTC; None where it is none or absurd."""
    if not isinstance(written, str):
        return None
    try:
        read = datetime.fromisoformat(written.strip()[:40])
        return sane(read.replace(tzinfo=UTC) if read.tzinfo is None else read.astimezone(UTC))
    except (ValueError, OverflowError):
        return None


def sane(read: datetime) -> datetime | None:
    """The moment itself, None where its year is absurd."""
    return read if EARLIEST <= read.year <= LATEST else None
