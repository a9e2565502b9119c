"""The dates ahead as a calendar file (RFC 5545).

Each question has an all-day entry for its `by` day and one for its answer, on the last day of the interval,
or on the first where it is open. Its UID stays, so that a date that slips moves the entry.
"""

from __future__ import annotations

from datetime import timedelta

from icalendar import Calendar, Event

from monitor.digest.report import Digest
from monitor.digest.words import ahead_words


def as_ics(digest: Digest) -> bytes:
    """The calendar; SEQUENCE grows with the digest's moment, as a moved entry must have a higher one."""
    calendar = Calendar()
    calendar.add("prodid", "-//Policy Monitor//dates ahead//EN")
    calendar.add("version", "2.0")
    calendar.add("name", "Policy Monitor: dates ahead")
    for ahead in digest.ahead:
        event = Event()
        event.add("uid", f"{ahead.question.replace('/', '.')}.{ahead.what}@policy-monitor")
        event.add("dtstamp", digest.as_of)
        event.add("sequence", int(digest.as_of.timestamp()) // 60)
        day = (ahead.days.last or ahead.days.first if ahead.days else None) or ahead.day
        event.add("dtstart", day)
        event.add("dtend", day + timedelta(days=1))
        event.add("summary", f"{'Overdue: ' if ahead.overdue else ''}{ahead.ask}")
        event.add("description", f"{ahead.topic}: {ahead_words(ahead)}")
        event.add("transp", "TRANSPARENT")
        calendar.add_component(event)
    return bytes(calendar.to_ical())
