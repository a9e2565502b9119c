"""What a sentence tells of the event without a cue: "boats in Moldova", "Bell's approval of the bombs".

Acts are spoken of as done by a genitive, a place, a day to come, or the tense of the event's own verb.
"""

from __future__ import annotations

from monitor.model import Status
from monitor.reading.will.events import Naming
from monitor.reading.will.forms import BE, PREPOSITIONS, Form, dated, form, is_skipped, participle
from monitor.reading.will.frame import NEAR, Frame
from monitor.reading.will.infinitives import REACH_OF_VERB
from monitor.reading.will.phrases import SAYING
from monitor.text import stem

_GRANTING = frozenset(map(stem, ("approval", "authorization", "authorisation")))
_TAKEN_UP = frozenset("after following over amid by with since despite and about on at".split())
"""Words behind which a decision is named as one that has been taken."""
_TRYING = frozenset("try tries tried trying attempt attempts".split())
_AHEAD = frozenset(
    "by next soon summer autumn winter spring week month year later tomorrow before within shortly".split()
)
"""Words of a time to come after "boats in Moldova"."""


def completed(frame: Frame) -> bool:
    """Whether what is permitted has been brought to its end: "closes the takeover"."""
    mention, scan = frame.mention, frame.scan
    if mention.verb not in frame.event.doing or mention.naming is not Naming.OBJECT:
        return False
    for place in range(max(mention.start - REACH_OF_VERB, frame.start), mention.start):
        if scan.keys[place] in frame.words.completing and not _parted(frame, place):
            return form(scan.line.tokens, scan.lowers, place, place + 1) is Form.FINITE
    for place in range(mention.end, min(mention.end + NEAR, frame.clause.end)):
        if scan.keys[place] in frame.words.completing and participle(scan.lowers[place]):
            return scan.lowers[place - 1] in BE or scan.line.is_title
    return False


def whereabouts(frame: Frame) -> Status | None:
    """Whether what is to be handed over is told to be with whoever is to get it: "boats | in Moldova"."""
    mention, lowers, event = frame.mention, frame.scan.lowers, frame.event
    if mention.naming is not Naming.OBJECT or not event.hands_over:
        return None
    place = mention.end
    while place < frame.clause.end and (lowers[place] in {"is", "are"} or is_skipped(lowers[place])):
        place += 1
    told = place > mention.end
    if frame.word(place) not in {"in", "on"}:
        return None
    named = frame.scan.places(place + 1, place + 3)
    if not named or not named <= event.home - event.actors - event.twins:
        return None
    rest = lowers[place + 2 : frame.clause.end]
    ahead = not _AHEAD.isdisjoint(rest)
    if not told:
        first = lowers[frame.start : mention.start]
        bare = frame.scan.line.is_title and (ahead or len(rest) <= 1)
        if not bare or any(word in PREPOSITIONS - {"of"} or word in SAYING for word in first):
            return None
    return Status.EXPECTED if ahead else Status.IN_EFFECT


def _parted(frame: Frame, verb: int) -> bool:
    """Whether a preposition parts a verb from the mention."""
    return any(frame.scan.lowers[place] in PREPOSITIONS for place in range(verb + 1, frame.mention.start))


def given(frame: Frame) -> bool:
    """ "A tour overshadowed by Bell's approval of the bombs": a decision named as one that was taken."""
    mention = frame.mention
    noun = mention.naming is Naming.ACT and mention.form is Form.NOUN and mention.sign > 0
    if not noun or mention.verb not in _GRANTING or frame.word(mention.end) not in {"of", "for"}:
        return False
    at = mention.start - 1
    while at > frame.start and (frame.word(at) == "the" or frame.scan.line.tokens[at].text[0].isupper()):
        at -= 1
    return frame.word(at) in _TAKEN_UP and frame.decider(at + 1, mention.start)


def refused(frame: Frame) -> bool:
    """Whether a noun of refusal belongs to those who decide: "fights the regulator's veto"."""
    mention, at = frame.mention, frame.mention.start - 1
    noun = mention.naming is Naming.ACT and mention.form is Form.NOUN and mention.sign < 0
    if not noun or mention.verb in frame.words.states or at < 0:
        return False
    return frame.scan.lowers[at].endswith(("'s", "s'")) and frame.decider(max(at - 1, 0), at + 1)


def scheduled(frame: Frame) -> bool:
    """Whether the present tense tells of a day to come: "the toll starts June 29"."""
    mention, lowers = frame.mention, frame.scan.lowers
    told = mention.naming is Naming.ACT and mention.form is Form.BARE and lowers[mention.start].endswith("s")
    return told and (dated(lowers, mention.end) or dated(lowers, mention.end + 1))


def done_with_it(frame: Frame) -> bool:
    """ "Kicks off the cycle with a half-point cut": who decides does something by the act itself."""
    mention, lowers = frame.mention, frame.scan.lowers
    if mention.naming is not Naming.ACT or mention.form is not Form.NOUN:
        return False
    for place in range(mention.start - 1, max(mention.start - NEAR - 1, frame.start), -1):
        if lowers[place] in PREPOSITIONS or lowers[place] == ",":
            tried = not _TRYING.isdisjoint(lowers[frame.start : place])
            return lowers[place] == "with" and not tried and frame.decider(frame.start, place)
    return False
