"""Deeds that look like the event of a question and are another: a work built, a review ended.

And one that does not look like it and is it: an attempt that comes to nothing.
"""

from __future__ import annotations

from monitor.reading.will.actors import decider_before
from monitor.reading.will.clauses import Clause, Scan
from monitor.reading.will.cues import Hit
from monitor.reading.will.events import FUNCTION_WORDS, Event, Mention, Naming
from monitor.reading.will.forms import DETERMINERS, Form
from monitor.reading.will.phrases import subject
from monitor.text import stem

_WORKS = frozenset(
    map(
        stem,
        "construction building pipe-laying laying assembly production test testing trial work works".split(),
    )
)
"""Nouns for what is done to make a thing."""
_ROUNDS = frozenset(
    map(
        stem,
        "review round session meeting visit hearing trial probe inquiry investigation consultation".split(),
    )
)
"""Nouns for a step that is concluded, which concludes no deal."""
_CONCLUDE = frozenset(map(stem, ("conclude", "complete", "close", "finish", "end", "wrap")))
_OF_A_WORK = 5
"""Tokens from the noun of a work to the thing that is made."""
_AGREE = stem("agree")
_ATTEMPTS = frozenset(map(stem, "bid attempt effort push drive move try".split()))
_FAILING = frozenset(map(stem, "fail flop falter founder collapse fizzle sink".split()))


def only_made(scan: Scan, mention: Mention, event: Event) -> bool:
    """Whether what is done to a thing is done to make it: "construction of the pipeline is complete"."""
    if mention.naming is not Naming.OBJECT:
        return False
    for place in range(mention.start - 1, max(mention.start - _OF_A_WORK, 0), -1):
        if scan.lowers[place] in {"of", "for"}:
            return scan.keys[place - 1] in _WORKS and scan.keys[place - 1] not in event.naming
        if scan.lowers[place] in FUNCTION_WORDS - DETERMINERS:
            return False
    return False


def another_deed(scan: Scan, mention: Mention, clause: Clause, event: Event) -> bool:
    """Whether a word of the question tells of another matter: "the review has concluded"."""
    if mention.naming is not Naming.ACT or mention.form is Form.NOUN:
        return False
    if mention.verb in _CONCLUDE:
        first, end = subject(scan, clause, mention.start)
        return not _ROUNDS.isdisjoint(scan.keys[first:end])
    if mention.verb == _AGREE and scan.lowers[mention.end : mention.end + 1] == ("to",):
        rest = scan.keys[mention.end + 1 : clause.end]
        return event.naming.isdisjoint(rest) and not event.anchored(scan, mention.end + 1, clause.end)
    return False


def attempt_failed(scan: Scan, mention: Mention, clause: Clause, event: Event) -> Hit | None:
    """What tells that an attempt comes to nothing: "a bid to sanction the carrier | fails in the Senate"."""
    if mention.naming is not Naming.ACT or mention.form is not Form.BARE or mention.sign < 0:
        return None
    ahead = scan.keys[max(mention.start - 3, clause.start) : mention.start]
    if _ATTEMPTS.isdisjoint(ahead) or not decider_before(scan, clause.start, clause.end, event):
        return None
    places = range(mention.end, clause.end)
    at = next((at for at in places if scan.keys[at] in _FAILING), None)
    return None if at is None else Hit("refusal", at, at + 1, scan.lowers[at])
