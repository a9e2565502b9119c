"""Whether an act is done to what the question asks about, as far as the sentence tells."""

from __future__ import annotations

from monitor.reading.will.clauses import Clause, Scan
from monitor.reading.will.events import Event, Mention
from monitor.reading.will.forms import Form, opens_object, participle
from monitor.reading.will.papers import other_paper
from monitor.reading.will.phrases import ABOUT, OBJECT_REACH, TIMES, direct_object, of_sort, subject, word_at
from monitor.text import stem

_ANTECEDENT = 4
"""Tokens before a relative clause within which the thing stands that it tells more of."""
_STANDING_IN = frozenset("it them they this these so he she".split())
"""Pronouns that may stand for the thing."""
_LEADING = frozenset({"decision", "carry", "possibility", "announce"})
"""Classes of verbs that leave no doubt of the act they govern: "imposes | sanctions on"."""
_TIMED = frozenset("after before since until amid despite during".split())
"""Words after which nothing is the object of the verb before them."""
_INTRANSITIVE = frozenset(map(stem, ("pass", "clear", "survive")))
"""Verbs by which a paper gets over what follows: "the bill passes its first stage"."""
_PARTS = frozenset(
    "change changes amendment amendments tweak tweaks alteration alterations addition additions".split()
)
"""Nouns for what is done to a part of a bill."""


def tied(scan: Scan, mention: Mention, event: Event) -> bool:
    """Whether the act is done to what the question asks about, as far as the sentence tells.

    With an object after the verb, a word of the topic or a pronoun must be in it; without one, such a
    word must stand before it, or nowhere else than in the rest of the item.
    """
    clause = scan.clauses[scan.clause_of(mention.start)]
    loose = mention.verb in event.kin_acts
    start = clause.start
    if clause.opener in {"which", "that", "who"}:
        start = max(start - _ANTECEDENT, 0)  # "the flights, which will leave"
    before = names_thing(scan, start, mention.start, event, loose=loose)
    limit = min(clause.end, mention.end + OBJECT_REACH)
    noun = mention.form is Form.NOUN
    if not noun and (_of_chances(scan, mention.end, limit, event) or _of_parts(scan, mention.end, limit)):
        return False
    if not noun and of_sort(scan, *direct_object(scan, mention.end, limit)):
        return False  # "clears | a cheaper version of the drug"
    limit = next((at for at in range(mention.end, limit) if scan.lowers[at] in _TIMED), limit)
    after = names_thing(scan, mention.end, limit, event, loose=loose)
    words = event.lexicon.words
    if mention.verb in words.still and word_at(scan, mention.end).endswith("ing"):
        return after  # "kept speaking": what they went on doing
    if mention.verb in words.occur and not noun:
        return before or (after and loose)
    if loose:
        return before or after
    if noun:
        return _noun_tied(scan, mention, clause, event, named=before or after)
    return _verb_tied(scan, mention, clause, limit, event, before=before, after=after)


def _noun_tied(scan: Scan, mention: Mention, clause: Clause, event: Event, *, named: bool) -> bool:
    """The same of the noun of an act; named: whether the thing stands beside it."""
    if _to_do(scan, mention.end, event):
        return done_with_it(scan, mention, event)  # "permission to fire": with the very thing
    following = scan.line.tokens[mention.end] if mention.end < clause.end else None
    if named or following is None or not following.is_word or scan.line.is_title:
        return True
    if following.lower == "of" and _counts(scan, mention.end + 1):
        return True  # "the rise of nearly 15%"
    led = any(hit.end == mention.start and hit.kind in _LEADING for hit in scan.hits)
    about = following.lower in ABOUT and bool(event.objects) and not led
    own = mention.verb not in event.nouns and not about
    return own or following.lower in TIMES


def _verb_tied(
    scan: Scan, mention: Mention, clause: Clause, limit: int, event: Event, *, before: bool, after: bool
) -> bool:
    """The same of a verb whose object ends before `limit`; before, after: whether the thing stands there."""
    following = scan.line.tokens[mention.end] if mention.end < clause.end else None
    if following is not None and following.lower == "to" and mention.sign < 0:
        acts = range(mention.end, limit)  # "refused to pause his ruling": what else is refused is none
        return after or any(at in scan.starts and scan.keys[at] in event.naming for at in acts)
    timed = following is not None and (following.lower in TIMES or following.lower.endswith("ly"))
    if following is not None and not timed and opens_object(following):
        over = mention.verb in _INTRANSITIVE or participle(scan.lowers[mention.start])
        return after or (before and over)
    if mention.verb in event.lexicon.words.ending:  # "their mission ends": another thing
        first, end = subject(scan, clause, mention.start)
        states = event.lexicon.words.states
        own = names_thing(scan, first, end, event, loose=True)
        return own or first == end or any(key in states for key in scan.keys[first:end])
    return True


def names_thing(scan: Scan, start: int, end: int, event: Event, *, loose: bool) -> bool:
    """Whether tokens [start, end) name the thing, or stand for it by a pronoun or a paper."""
    keys = scan.keys
    for place in range(start, end):
        key = keys[place]
        if other_paper(scan, place, event):
            return False
        if key in event.objects or key in event.vehicles or scan.lowers[place] in _STANDING_IN:
            return True
        parts = map(stem, scan.lowers[place].split("-")) if "-" in scan.lowers[place] else (key,)
        topical = any(part in event.anchors and part not in event.told_apart for part in parts)
        if not loose and (topical or key in event.acts):
            return True
    return False


def _of_chances(scan: Scan, start: int, limit: int, event: Event) -> bool:
    """Whether what is done is done to a chance or a forecast of the thing: "raised bets on a cut"."""
    first, end = direct_object(scan, start, limit)
    chances = event.lexicon.words.chances - set(event.objects)
    return any(
        scan.keys[place] in chances
        and not (place + 1 < end and scan.keys[place + 1] in event.objects)  # "the call rate"
        for place in range(first, end)
    )


def _of_parts(scan: Scan, start: int, limit: int) -> bool:
    """Whether only a part of the thing is meant: "reject Lords' changes | to the bill"."""
    first, end = direct_object(scan, start, limit)
    return first < end < limit and scan.lowers[end - 1] in _PARTS and scan.lowers[end] in {"to", "in"}


def _to_do(scan: Scan, place: int, event: Event) -> bool:
    if place + 1 >= len(scan.keys):
        return False
    return scan.lowers[place] == "to" and scan.keys[place + 1] in event.doing


def done_with_it(scan: Scan, mention: Mention, event: Event) -> bool:
    """Whether what is permitted is done to or with the very thing: "fires six ATACMS missiles"."""
    clause = scan.clauses[scan.clause_of(mention.start)]
    return any(scan.keys[place] in event.objects for place in range(clause.start, clause.end))


def by_decider(scan: Scan, mention: Mention, event: Event) -> bool:
    """Whether those who are to permit it do it themselves: "the regulator's chief flies the jet"."""
    clause = scan.clauses[scan.clause_of(mention.start)]
    first, end = subject(scan, clause, mention.start)
    named = {place for place, _ in scan.named if not _is_short(scan.line.tokens[place].text)}
    return any(scan.keys[at] in event.decider_words and at not in named for at in range(first, end))


def _counts(scan: Scan, place: int) -> bool:
    """Whether a figure stands there, or a word that rounds one."""
    word = word_at(scan, place)
    return word[:1].isdigit() or word in {"nearly", "about", "almost", "some", "around", "$", "£", "€"}


def _is_short(name: str) -> bool:
    """Whether a name is the initials of a body, not of a country: "FAA"."""
    return name.isupper() and name.isalpha() and len(name) > 2
