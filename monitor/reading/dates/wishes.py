"""Whether somebody only asks that a thing happen on a day."""

from __future__ import annotations

from monitor.reading.dates.asked import Event
from monitor.reading.dates.attach import DETERMINERS, Line
from monitor.reading.dates.bounds import Dated
from monitor.reading.dates.held import clause

_APPEALS = frozenset("should must urge urges urged calls demands demanded presses pressed".split())


def wished(line: Line, event: Event, dated: Dated) -> bool:
    """Whether the words ask for it: "should open", "urges an opening"."""
    start, _ = clause(line, dated, commas=False)
    for place in range(start, dated.start):
        if line.lows[place] in _APPEALS and not _likely(line, event, place, dated):
            return True
    return False


def _likely(line: Line, event: Event, modal: int, dated: Dated) -> bool:
    """ "The levy should kick in this June", "must pass it by June 30", "should it fail": no wish."""
    low = line.lows[modal]
    if low == "must":
        return dated.rule in {"by", "before", "no-later-than"}
    if low != "should":
        return False
    if modal == 0 or line.parts(modal - 1) or line.lows[modal - 1] == ",":
        return True
    verb = line.verb_from(modal + 1)
    return (
        verb is not None and line.tokens[verb].stem in event.course and line.lows[verb + 1] not in DETERMINERS
    )
