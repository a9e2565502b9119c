"""The dates ahead as a calendar file (RFC 5545): one all-day entry a question, moved when its date slips."""

from __future__ import annotations

from datetime import timedelta

from icalendar import Calendar, Event

from monitor.digest.report import Digest


def as_ics(digest: Digest) -> bytes:
    """A calendar whose entries keep their UID, so that a slipped date moves the entry it made before."""
    calendar = Calendar()
    calendar.add("prodid", "-//Policy Monitor//dates ahead//EN")
    calendar.add("version", "2.0")
    calendar.add("name", "Policy Monitor: dates ahead")
    for ahead in digest.ahead:
        event = Event()
        event.add("uid", f"{ahead.question.replace('/', '.')}.{ahead.what}@policy-monitor")
        event.add("dtstamp", digest.as_of)
        event.add("sequence", int(digest.as_of.timestamp()) // 60)
        event.add("dtstart", ahead.day)
        event.add("dtend", ahead.day + timedelta(days=1))
        event.add("summary", f"{'Overdue: ' if ahead.overdue else ''}{ahead.ask}")
        event.add("description", f"{ahead.topic}: {ahead.words}")
        event.add("transp", "TRANSPARENT")
        calendar.add_component(event)
    return bytes(calendar.to_ical())
