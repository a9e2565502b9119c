"""What an act is done to: the mention itself, or another noun that only names it beside.

"Adopts rules for cars" adopts no cars, "widely banned munitions" bans nothing now, and "a study finds"
studies nothing that the question asks about.
"""

from __future__ import annotations

from monitor.reading.will.cues import GAP, Hit
from monitor.reading.will.events import ADJECTIVES
from monitor.reading.will.forms import (
    BE,
    DETERMINERS,
    HAVE,
    MODALS,
    PREPOSITIONS,
    Form,
    form,
    is_skipped,
    participle,
    relative,
)
from monitor.reading.will.frame import ACTIONS, Frame
from monitor.text import stem

_PURSUITS = frozenset(map(stem, ("effort", "bid", "attempt", "drive", "push", "quest", "campaign")))
"""Nouns for what somebody undertakes, which is stopped or backed with the thing it aims at."""
_DONE_TO_ONE = frozenset({*ACTIONS, "stick", "hold", "carry"})
"""Classes of acts that are done to the nearest noun alone."""
PASSED_BY = frozenset({*_DONE_TO_ONE, "delay", "effect", "possibility"})
"""Classes of cues that may be said of another noun, which only mentions the thing."""
_JOINING = frozenset("of on to for in against from over".split())


def aside(frame: Frame, hit: Hit) -> bool:
    """Whether the act is done to another noun, which only mentions the thing: "adopts rules for cars".

    What is weighed, put off or begun is so only where the other noun is a part of the thing: "weighs
    the removal of a clause from the bill".
    """
    if frame.mention.form is not Form.NOUN or GAP in hit.phrase:
        return False
    parting = PREPOSITIONS - {"of"} if hit.kind in _DONE_TO_ONE else {"from", "through"}
    carried = frame.event.vehicles | frame.words.plans | _PURSUITS
    noun = False
    for place in range(hit.end, frame.mention.start):
        word = frame.scan.lowers[place]
        if word in parting:
            if word == "from" and frame.word(place + 1).endswith("ing"):
                return False  # "bars the agency from enforcing | the ban"
            if noun:
                return True
        elif noun and frame.scan.keys[place] in frame.words.papers and _of_its_own(frame, place - 1):
            continue  # "adopts safety rules | for ferries"
        elif place in frame.acting or frame.scan.keys[place] in carried:
            return False
        elif frame.scan.line.tokens[place].is_word and word not in DETERMINERS and not is_skipped(word):
            noun = True
    return False


def object_of_another(frame: Frame, hit: Hit) -> bool:
    """Whether a verb of the question stands between, which the thing is the object of.

    "Ministers began the week by learning that Bell | approved the transfer".
    """
    if frame.mention.form is not Form.NOUN or frame.shape(hit) is not Form.FINITE:
        return False
    tokens, lowers = frame.scan.line.tokens, frame.scan.lowers
    between = (at for at in frame.acts if hit.end <= at < frame.mention.start)
    return any(form(tokens, lowers, at, at + 1) is Form.FINITE for at in between)


def _of_its_own(frame: Frame, place: int) -> bool:
    """Whether the word before a paper names what else it is about: "safety rules for ferries"."""
    key, event = frame.scan.keys[place], frame.event
    known = key in event.anchors or key in event.objects or key in event.acts or key in frame.words.neutral
    return not known and key not in event.decider_words and not frame.word(place).endswith(ADJECTIVES)


def of_chances(frame: Frame, hit: Hit) -> bool:
    """Whether what is done is done to a forecast or a hope of it: "pushes back its call for a cut"."""
    return any(
        frame.scan.keys[place] in frame.words.chances
        for place in range(hit.end, frame.mention.start)
        if not (place in frame.scan.starts and (hit.kind == "refusal" or _fought(frame, place)))
    )


def _fought(frame: Frame, place: int) -> bool:
    """Whether a fight before a court begins there, which may be dropped: "drops its case against"."""
    return frame.scan.starts[place].kind == "challenge"


def attributive(frame: Frame, hit: Hit, reach: int) -> bool:
    """Whether a participle only qualifies the noun after it: "widely banned munitions"."""
    lowers = frame.scan.lowers
    if participle(lowers[hit.start]) and frame.word(hit.end) == "by":
        return True  # "signed by the minister": done to what stands before it
    if not participle(lowers[hit.start]) or reach - hit.end > 2:
        return False
    before = hit.start - 1
    while before >= 0 and is_skipped(lowers[before]):
        before -= 1
    lead = lowers[before] if before >= 0 else ""
    counted = lead[:1].isdigit() or lead in {"million", "billion", "trillion"}
    return (
        counted
        or (lead in DETERMINERS and not relative(lowers, before))
        or lead in PREPOSITIONS
        or lead.endswith("ing")
        or before in frame.acts
    )


def describes(frame: Frame, hit: Hit) -> bool:
    """Whether a participle after the mention tells more of another noun: "for | a restricted group"."""
    lowers = frame.scan.lowers
    if hit.end - hit.start > 1 or not lowers[hit.start].endswith("ed") or hit.end >= len(lowers):
        return False
    noun = frame.scan.line.tokens[hit.end]
    follows = noun.is_word and lowers[hit.end] not in PREPOSITIONS and not is_skipped(lowers[hit.end])
    return lowers[hit.start - 1] in DETERMINERS and follows


def alleged(frame: Frame, hit: Hit) -> bool:
    """Whether what is denied is a sentence of its own: "denies it has made up its mind to refuse"."""
    if frame.word(hit.end).endswith("ing"):
        return True
    between = frame.scan.lowers[hit.end : frame.mention.start]
    return any(word in BE or word in HAVE or word in MODALS for word in between)


def titled(frame: Frame, hit: Hit, shape: Form) -> bool:
    """Whether a word stands as a noun, and not as one with its object: "a study of the ban"."""
    return shape is Form.NOUN and frame.word(hit.end) not in {"of", "on", "into", "over"}


def adjective(frame: Frame, hit: Hit, reach: int) -> bool:
    """Whether "possible" only says what is decided on: "approving a possible sale"."""
    before = frame.scan.lowers[max(hit.start - 1, 0)]
    if hit.phrase == "fast-track" and hit.end == reach and before in PREPOSITIONS | DETERMINERS:
        return True  # "under a fast-track programme"
    if hit.phrase not in {"possible", "potential", "prospective"} or hit.end != reach:
        return False
    ahead = (other for other in frame.scan.hits if frame.start <= other.start < hit.start)
    return any(other.kind in {"decision", "announce"} for other in ahead)


def blamed(frame: Frame, hit: Hit) -> bool:
    """ "A senator blocks arms to Norland for | stalling it": what somebody is blamed for he does."""
    return frame.word(hit.start - 1) == "for" and frame.decider(frame.start, hit.start)


def links(frame: Frame, hit: Hit) -> bool:
    """Whether a preposition ties a noun to what follows: "the lifting of", "limits on"."""
    lowers = frame.scan.lowers
    within = hit.end - hit.start > 1 and lowers[hit.end - 1] in _JOINING
    return within or lowers[hit.end] in _JOINING
