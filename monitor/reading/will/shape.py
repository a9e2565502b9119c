"""A mention at a word: the form in which the word stands there."""

from __future__ import annotations

from monitor.model import Span
from monitor.reading.will.clauses import Scan
from monitor.reading.will.events import Event, Mention, Naming
from monitor.reading.will.forms import (
    BE,
    DETERMINERS,
    HAVE,
    MODALS,
    WITHOUT_OBJECT,
    Form,
    form,
    opens_object,
    participle,
)
from monitor.reading.will.lasting import going_on


def mention_at(scan: Scan, place: int, sign: int, naming: Naming, event: Event) -> Mention:
    """The mention that one word makes, in the form in which it stands."""
    tokens = scan.line.tokens
    verbal = naming in {Naming.ACT, Naming.DOING}
    shape = form(tokens, scan.lowers, place, place + 1) if verbal else Form.NOUN
    if shape is Form.FINITE and _compounded(scan, place, event):
        shape = Form.NOUN
    elif shape is Form.FINITE and _brought_about(scan, place):
        shape = Form.BARE
    elif verbal and going_on(scan, place, shape, event, against=sign < 0):
        shape = Form.PROGRESS
    span = Span(tokens[place].start, tokens[place].end)
    return Mention(place, place + 1, span, sign, shape, naming, scan.keys[place])


def _compounded(scan: Scan, place: int, event: Event) -> bool:
    """Whether a word is a noun told more closely by the thing before it: "rate cuts ahead"."""
    word = scan.lowers[place]
    if not place or participle(word) or word in WITHOUT_OBJECT:
        return False
    if scan.keys[place - 1] not in event.objects:
        return False
    if place + 1 >= len(scan.lowers):
        return True
    following = scan.line.tokens[place + 1]
    return not opens_object(following) or (
        following.text[0].islower() and scan.lowers[place + 1] not in DETERMINERS
    )


def _brought_about(scan: Scan, place: int) -> bool:
    """Whether a participle tells what somebody wants or tries to have done: "to get the ban lifted"."""
    if not participle(scan.lowers[place]):
        return False
    for at in range(place - 1, max(place - 6, 0), -1):
        word = scan.lowers[at]
        if word in {"want", "wants", "wanted"}:
            return True
        if word in {"get", "see", "have"}:
            return scan.lowers[at - 1] == "to" or scan.lowers[at - 1] in MODALS
        if word in BE or word in HAVE or not scan.line.tokens[at].is_word:
            return False
    return False
