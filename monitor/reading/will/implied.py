"""What a sentence tells of the event without a cue: "boats in Moldova", "Bell's approval of the bombs".

Acts are spoken of as done by a genitive, a place, a day to come, or the tense of the event's own verb.
"""

from __future__ import annotations

from monitor.model import Status
from monitor.reading.will.compose import Value, apply
from monitor.reading.will.cues import Hit
from monitor.reading.will.events import Naming
from monitor.reading.will.forms import BE, PREPOSITIONS, Form, dated, form, is_skipped, participle
from monitor.reading.will.frame import NEAR, Frame
from monitor.reading.will.infinitives import REACH_OF_VERB
from monitor.reading.will.phrases import SAYING
from monitor.reading.will.work import Work
from monitor.text import stem

_GRANTING = frozenset(map(stem, ("approval", "authorization", "authorisation")))
_TAKEN_UP = frozenset("after following over amid by with since despite and about on at".split())
"""Words behind which a decision is named as one that has been taken."""
_TRYING = frozenset("try tries tried trying attempt attempts".split())
_AHEAD = frozenset(
    "by next soon summer autumn winter spring week month year later tomorrow before within shortly".split()
)
"""Words of a time to come after "boats in Moldova"."""
_HANDED = ("-provided", "-supplied", "-delivered", "-donated", "-sent", "-given")


def imply(work: Work, left: list[Hit]) -> None:
    """Take an event of which nothing is said for done or ahead, where the way it is named tells so.

    "Bell's approval of" and "Berg sending bombs" speak of what has been done, "the toll starts June 29" of
    what is to come. `left`: the cues before the mention that have not been taken for a part of it.
    """
    mention = work.mention
    value = work.value
    if value.status is not None or value.asked or value.late:
        return
    if (work.granted is not None and work.frame.decider(max(work.granted - 3, 0), work.granted)) or (
        not work.used and _given(work.frame)
    ):
        work.value = apply("settled", value, Form.NOUN)
    elif work.scan.line.is_title and mention.form is Form.GERUND and mention.start and not left:
        if work.frame.decider(mention.start - 1, mention.start):
            work.value = apply("settled", value, Form.NOUN)
    elif _refused(work.frame):
        work.value = apply("settled", value, Form.NOUN)
    elif not work.used and _scheduled(work.frame):
        work.value = apply("expectation", value, Form.BARE)
    elif _none_of_it(work):
        work.value = Value(value.sign, Status.UNLIKELY if mention.sign > 0 else Status.EXPECTED, "negation")
    elif _disclaimed(work):
        work.value = Value(value.sign, Status.CONSIDERING, "undecided")
    elif not work.used and value.sign > 0 and (there := _whereabouts(work.frame)) is not None:
        work.value = Value(value.sign, there, "there")
    elif not work.used and _done_with_it(work.frame):
        work.value = apply("settled", value, Form.NOUN)
    elif _completed(work.frame):
        work.value = Value(value.sign, Status.IN_EFFECT, "completed")
    elif value.sign > 0 and work.event.hands_over and _handed(work, max(mention.start - 2, 0), mention.start):
        work.value = Value(value.sign, Status.IN_EFFECT, "handed-over")


_POINTING = frozenset("this that it these which".split())
_AMOUNTING = frozenset(map(stem, ("mean", "amount", "constitute", "entail", "imply", "equal", "represent")))
_TO_THE_NOUN = 7
"""Tokens from "this" to the noun of the act that it is not."""


def _disclaimed(work: Work) -> bool:
    """Whether somebody says of a step that it is not the act: "this is not the reopening of the mine"."""
    mention, scan = work.mention, work.scan
    if mention.naming is not Naming.ACT or mention.form not in {Form.NOUN, Form.GERUND}:
        return False
    if work.value.rule != "negation" or len(work.used) != 1:
        return False
    at = work.used[0].start
    near = scan.lowers[max(mention.start - _TO_THE_NOUN, work.frame.start) : at]
    between = scan.keys[at + 1 : mention.start]
    is_not = scan.lowers[at - 1] in BE or not _AMOUNTING.isdisjoint(between)
    return is_not and not _POINTING.isdisjoint(near)


def _completed(frame: Frame) -> bool:
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


def _whereabouts(frame: Frame) -> Status | None:
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


def _given(frame: Frame) -> bool:
    """ "A tour overshadowed by Bell's approval of the bombs": a decision named as one that was taken."""
    mention = frame.mention
    noun = mention.naming is Naming.ACT and mention.form is Form.NOUN and mention.sign > 0
    if not noun or mention.verb not in _GRANTING or frame.word(mention.end) not in {"of", "for"}:
        return False
    at = mention.start - 1
    while at > frame.start and (frame.word(at) == "the" or frame.scan.line.tokens[at].text[0].isupper()):
        at -= 1
    return frame.word(at) in _TAKEN_UP and frame.decider(at + 1, mention.start)


def _refused(frame: Frame) -> bool:
    """Whether a noun of refusal belongs to those who decide: "fights the regulator's veto"."""
    mention, at = frame.mention, frame.mention.start - 1
    noun = mention.naming is Naming.ACT and mention.form is Form.NOUN and mention.sign < 0
    if not noun or mention.verb in frame.words.states or at < 0:
        return False
    return frame.scan.lowers[at].endswith(("'s", "s'")) and frame.decider(max(at - 1, 0), at + 1)


def _scheduled(frame: Frame) -> bool:
    """Whether the present tense tells of a day to come: "the toll starts June 29"."""
    mention, lowers = frame.mention, frame.scan.lowers
    told = mention.naming is Naming.ACT and mention.form is Form.BARE and lowers[mention.start].endswith("s")
    return told and (dated(lowers, mention.end) or dated(lowers, mention.end + 1))


def _done_with_it(frame: Frame) -> bool:
    """ "Kicks off the cycle with a half-point cut": who decides does something by the act itself."""
    mention, lowers = frame.mention, frame.scan.lowers
    if mention.naming is not Naming.ACT or mention.form is not Form.NOUN:
        return False
    for place in range(mention.start - 1, max(mention.start - NEAR - 1, frame.start), -1):
        if lowers[place] in PREPOSITIONS or lowers[place] == ",":
            tried = not _TRYING.isdisjoint(lowers[frame.start : place])
            return lowers[place] == "with" and not tried and frame.decider(frame.start, place)
    return False


def _handed(work: Work, start: int, end: int) -> bool:
    """Whether a thing is called one that has been handed over: "U.S.-provided munitions"."""
    return any(word.endswith(_HANDED) or f"-{word}" in _HANDED for word in work.scan.lowers[start:end])


def _none_of_it(work: Work) -> bool:
    """Whether a headline begins by saying that there will be none: "No rate cut this year, says Lyle"."""
    mention, used = work.mention, work.used
    first = work.scan.line.is_title and len(used) == 1 and used[0].phrase == "=no"
    noun = mention.naming is Naming.ACT and mention.form is Form.NOUN
    return noun and first and used[0].start == work.frame.start
