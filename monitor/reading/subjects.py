"""Who acts in a clause: those who decide, another country, or somebody who only speaks."""

from __future__ import annotations

from dataclasses import dataclass

from monitor.model import Topic
from monitor.reading.clauses import Clause, Scan
from monitor.reading.events import Event


@dataclass(frozen=True, slots=True)
class Subject:
    """What stands before the verb of a clause."""

    ours: bool  # a place or body that decides is named
    foreign: bool  # a country that has no part in the topic is named
    outsider: bool  # people who speak and do not decide


def subject_of(scan: Scan, clause: Clause, event: Event, topic: Topic, end: int) -> Subject:
    """The subject of the clause that runs up to the token `end`."""
    words = event.lexicon.words
    named = event.places_in(scan.lowers, clause.start, end)
    outsider = any(scan.keys[place] in words.outsiders for place in range(clause.start, end))
    return Subject(bool(named & event.home), bool(named - event.home), outsider)
