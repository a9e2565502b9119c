"""One mention being composed: its value so far, and the cues that have made it."""

from __future__ import annotations

from dataclasses import replace

from monitor.reading.will.compose import Value, apply
from monitor.reading.will.cues import Hit
from monitor.reading.will.events import Naming
from monitor.reading.will.frame import Frame

REACH = 10
"""Tokens between a cue and what it governs, at most."""
OF_NOUNS = frozenset({"forecast", "gain", "carry"})
"""Cues that speak of an act only where a noun names it: "sees a cut", "wins approval"."""
_PUT_FORWARD = frozenset({"present", "=present", "=presented", "table", "=tabled", "introduce", "float"})
"""Verbs by which a thing is put before those who decide."""
_BALLOTS = frozenset({"vote on", "=put to a vote", "put _ to a vote", "take up"})


class Work:
    """What has been made of a mention so far.

    value: what it comes to; used: the cues that made it so, in the order of the text. reach: the first token
    of all that belongs to it by now, to which a cue further out must reach. granted: where a noun of decision
    stands that may be spoken of as done ("Bell's approval of"), None where there is none.
    """

    def __init__(self, frame: Frame, value: Value) -> None:
        self.frame = frame
        self.scan = frame.scan
        self.mention = frame.mention
        self.event = frame.event
        self.value = value
        self.used: list[Hit] = []
        self.reach = frame.mention.start
        self.granted: int | None = None

    def take(self, hit: Hit, kind: str = "") -> None:
        """Apply a cue, as one of `kind` where the sentence makes it that."""
        value = self.value
        if hit.phrase in _BALLOTS and value.status is None and self.mention.naming is Naming.OBJECT:
            value = replace(value, sign=1)  # a vote on the tax that is to go is one on its going
        if hit.kind == "negation" and any(used.phrase in _PUT_FORWARD for used in self.used[:1]):
            return  # "has not been tabled": as open as before
        after = apply(kind or hit.kind, value, self.frame.shape(hit))
        if after != self.value:
            self.used.append(hit)
            self.used.sort(key=lambda used: used.start)
        self.value = after
        if hit.start < self.reach:
            self.reach = hit.start
