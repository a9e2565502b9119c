"""A no to a step of the procedure: a debate that is refused puts the decision off and does not make it."""

from __future__ import annotations

from monitor.model import Status
from monitor.reading.will.clauses import Clause, Scan
from monitor.reading.will.cues import Hit
from monitor.reading.will.events import Event, Mention, Naming
from monitor.reading.will.forms import Form, participle

_REACH = 14
"""Tokens from the verb of a refusal to the step that is refused."""
_WITHIN = frozenset("after following in during at amid before by".split())
_FAST = frozenset("quickly swiftly speedily promptly hastily rush hasten hurry".split())
"""Words that ask for speed: "rebuffs calls to quickly ratify it" refuses no more than that."""
_REFUSING = frozenset({"refusal", "block", "against"})


def step_refused(
    scan: Scan, clause: Clause, used: list[Hit], mention: Mention, event: Event
) -> Status | None:
    """What is left where a clause tells a no to a step, not to the thing: None where it tells no such no.

    "Votes down a motion to debate the treaty" delays it; "rejects a bid to delay the treaty" brings it on.
    """
    ends = [hit.end for hit in used if hit.kind in _REFUSING and hit.start < mention.start]
    said = event.lexicon.verbs.get(mention.verb) in _REFUSING or mention.verb == "vote"
    if mention.naming is Naming.ACT and mention.sign < 0 and mention.form is not Form.NOUN and said:
        ends.append(mention.end)
    return _step(scan, min(ends), clause.end, event) if ends else None


def _step(scan: Scan, start: int, end: int, event: Event) -> Status | None:
    """What comes of refusing the step that tokens [start, end) begin with."""
    things = event.objects.keys() | event.vehicles - event.lexicon.words.procedure
    thing = False
    for place in range(start, min(end, start + _REACH)):
        hit = scan.starts.get(place)
        if place > start and scan.lowers[place - 1] in _WITHIN:
            continue  # "rejects it after a debate"
        if hit is not None and hit.kind == "agenda":
            around = bool(hit.tail) or scan.keys[hit.end - 1] == "agenda"
            if around or not thing:  # "put the treaty on the agenda": the thing stands within
                return Status.DELAYED
        late = hit is not None and hit.kind == "delay" and scan.keys[place] not in event.acts
        late = late and not participle(scan.lowers[place])  # "the use of frozen funds"
        if late and not thing:
            return Status.EXPECTED
        if not thing and (scan.keys[place] in event.lexicon.words.procedure or scan.lowers[place] in _FAST):
            return Status.DELAYED
        thing = thing or (scan.keys[place] in things and not scan.lowers[place].endswith(("'s", "s'")))
    return None
