"""What a modal or a "to" leans on: the event, a verb that the reader knows, or something else.

"Plans to lift the ban" speaks of the lifting; "plans to talk with those whom the ban hits" does not. Each
function looks at one mention in its clause (monitor.reading.will.frame).
"""

from __future__ import annotations

from monitor.reading.will.compose import OPERATORS
from monitor.reading.will.cues import GAP, Hit
from monitor.reading.will.events import Naming
from monitor.reading.will.forms import BE, DETERMINERS, MODALS, PREPOSITIONS, Form, is_skipped
from monitor.reading.will.frame import ACTIONS, NEAR, Frame

REACH_OF_VERB = 5
"""Tokens from a verb to the noun that heads its object."""
_PLAIN = frozenset(
    "see make get have let help try continue start seek go move proceed vote take become put bring hold "
    "include give hand award accord lend be being been force allow sound".split()
)
"""Verbs that pass on what governs them: "wants to see the ban lifted"."""
RANKED = frozenset("first second third last latest only".split())
"""Words that tell the place of whoever does it among those who have: "the first state to ban it"."""
_TO_A_THING = frozenset({"leaning to", "close to", "commit to", "open to", "on the way to", "not opposed to"})
"""Cues that end in a "to" after which a thing may be named."""
_TO_A_PLACE = frozenset({"=headed to", "=heading to"})
_WITHIN = frozenset("in from under to within".split())


def _names(frame: Frame, place: int) -> bool:
    """Whether a noun phrase begins there, and no verb: "agrees to | a six-month truce"."""
    if place >= len(frame.scan.lowers):
        return False
    token, word = frame.scan.line.tokens[place], frame.scan.lowers[place]
    if place == frame.mention.start:
        return frame.mention.form is Form.NOUN
    named = word in DETERMINERS or "-" in word or word[0].isdigit() or word.endswith(("'s", "s'"))
    return named or (token.text[0].isupper() and place not in frame.scan.starts and place not in frame.acts)


def _measured(frame: Frame, place: int) -> bool:
    """Whether what begins there can be no verb: "leaning to | a long delay", "to | three-month"."""
    word = frame.word(place)
    return word in DETERMINERS or "-" in word or word[:1].isdigit()


def leans_on_verb(frame: Frame, hit: Hit) -> bool:
    """Whether a cue leans on a verb that follows: a modal, "plans to"."""
    if hit.kind == "forecast" or hit.end > frame.mention.start > hit.start or f"to {GAP}" in hit.phrase:
        return False
    last = frame.scan.lowers[hit.end - 1]
    if hit.phrase in _TO_A_PLACE:
        return False
    if last == "to" and (hit.kind in ACTIONS or hit.phrase in _TO_A_THING) and _names(frame, hit.end):
        return False
    named = frame.word(hit.end) in DETERMINERS
    if last == "to" and (named or (hit.kind == "expectation" and _measured(frame, hit.end))):
        return False
    if last in MODALS or last == "to" or last.endswith("'ll"):
        return True
    return hit.kind in {"expectation", "possibility", "doubt"} and frame.word(hit.end) == "to"


def lands(frame: Frame, hit: Hit) -> bool:
    """Whether the verb that a modal or infinitive leans on is one that the reader knows."""
    place = hit.end
    lowers = frame.scan.lowers
    while place < len(lowers):
        word = lowers[place]
        if place in frame.acts or place == frame.mention.start or lowers[place] in frame.words.verdicts:
            return True
        known = frame.scan.starts.get(place)
        if known is not None and known.kind in OPERATORS and word not in {"to"}:
            return known.kind != "talk" or frame.talked_over(known, frame.shape(known))
        if word in RANKED and "to" in lowers[place : place + NEAR]:
            place = lowers.index("to", place)  # "to become the first | city to"
        if word == "help" and frame.mention.form is Form.NOUN and not _helps_on(frame, place):
            return False  # "likely to | help its bid"
        passed = word in _PLAIN or word == "it" or (word in DETERMINERS and place > hit.end)
        if passed or word == "to" or is_skipped(word) or word in BE or word == "have":
            place += 1
            continue
        return _done_to_it(frame, place)
    return False


def _helps_on(frame: Frame, place: int) -> bool:
    """Whether a verb follows "help", so that more is told than that something helps the thing."""
    return any(
        at in frame.scan.starts or at in frame.acts or frame.word(at) == "to"
        for at in range(place + 1, frame.mention.start)
    )


def _done_to_it(frame: Frame, verb: int) -> bool:
    """Whether a verb that the reader does not know is done to the thing itself: "will levy the duties".

    What is done to a thing is mostly what was asked for; words of talk and of thought are not.
    """
    mention, lowers = frame.mention, frame.scan.lowers
    named = mention.naming is Naming.OBJECT or (mention.naming is Naming.ACT and mention.form is Form.NOUN)
    if not named or not 1 <= mention.start - verb <= REACH_OF_VERB:
        return False
    if frame.scan.keys[verb] in frame.words.inert or not lowers[verb].isalpha():
        return False
    within = lowers[verb] == "in" and lowers[verb - 1] in BE  # "will be in the union by May"
    if not within and (lowers[verb] in PREPOSITIONS or lowers[verb] in {"and", "or"}):
        return False
    if lowers[verb] in DETERMINERS:
        return False  # "farewell to | the tax"
    return not any(
        lowers[place] in PREPOSITIONS or lowers[place] in {"that", "and", "or", "to", "if", ","}
        for place in range(verb + 1, mention.start)
    )


def leads_to_act(frame: Frame, place: int) -> bool:
    """Whether the event, a cue or a verb that passes it on follows the "to" at `place`."""
    following = place + 1
    lowers = frame.scan.lowers
    while following < len(lowers) and (is_skipped(lowers[following]) or lowers[following] in {"be", "have"}):
        following += 1
    return (
        following in frame.acts
        or (following == frame.mention.start and frame.mention.naming is not Naming.OBJECT)
        or following in frame.scan.starts
        or (place == frame.mention.end and moves(frame))
        or (following < len(lowers) and lowers[following] in _PLAIN)
        or (
            following < len(lowers)
            and frame.scan.keys[place - 1] not in frame.words.states  # "ban to hospital boats"
            and not _verb_ahead(frame, place)
            and _done_to_it(frame, following)
        )
    )


def sought(frame: Frame, place: int) -> bool:
    """Whether an infinitive tells what somebody does something for: "offers remedies to win approval"."""
    if frame.mention.naming is not Naming.ACT or frame.mention.form is not Form.NOUN:
        return False
    return frame.scan.keys[place + 1] in frame.words.receive and _verb_ahead(frame, place)


def _verb_ahead(frame: Frame, place: int) -> bool:
    """Whether a verb stands before "to", which then says to what: "adds buses to | the tram ban"."""
    return any(
        word.endswith("s")
        and not word.endswith(("ss", "'s"))
        and frame.scan.line.tokens[at].text[0].islower()
        for at, word in enumerate(frame.scan.lowers[frame.start + 1 : place - 1], frame.start + 1)
    )


def put_into(frame: Frame, place: int) -> bool:
    """Whether an infinitive does something to another thing within it: "to include video in the ban"."""
    mention = frame.mention
    if (
        mention.naming is not Naming.ACT
        or mention.form is not Form.NOUN
        or frame.acting & set(range(place, mention.start))
    ):
        return False
    return not _WITHIN.isdisjoint(frame.scan.lowers[place + 1 : mention.start])


def moves(frame: Frame) -> bool:
    """Whether what is to be sent is told to be there: "tanks could be in Kyiv by May"."""
    lowers, place = frame.scan.lowers, frame.mention.end
    moving = frame.words.occur | frame.words.transfer
    if frame.mention.naming is not Naming.OBJECT or moving.isdisjoint(frame.event.acts):
        return False
    while place < frame.clause.end and (lowers[place] in MODALS or is_skipped(lowers[place])):
        place += 1
    to = place < frame.clause.end and lowers[place] == "to" and frame.scan.line.is_title
    return lowers[place + to : place + to + 2] in {("be", "in"), ("be", "on")}


def interrupted(frame: Frame, start: int, reach: int) -> bool:
    """Whether an infinitive unknown to the reader stands between a cue and what it would govern."""
    lowers = frame.scan.lowers
    for place in range(start, reach - 1):
        if lowers[place] != "to" or place in frame.inner or _told_by_noun(frame, place):
            continue
        word = lowers[place + 1]
        token = frame.scan.line.tokens[place + 1]
        if (
            word in _PLAIN
            or place + 1 in frame.scan.starts
            or place + 1 in frame.acts
            or place + 1 == frame.mention.start
        ):
            continue
        if (
            not token.text[0].islower()
            or not token.is_word
            or is_skipped(word)
            or word in BE
            or word in DETERMINERS
            or word.endswith("s")
        ):
            continue
        return word not in {"have", "parliament"}
    return False


def _told_by_noun(frame: Frame, place: int) -> bool:
    """Whether "to" adds to a noun, or a noun follows it: "request to buy", "approval to debt relief"."""
    before = frame.scan.starts.get(place - 1)
    if before is not None and before.kind == "appeal":
        return True
    key, event = frame.scan.keys[place + 1], frame.event
    thing = key in event.objects or key in event.anchors or key in frame.words.neutral
    return thing and key not in event.acts and place + 1 not in frame.scan.starts
