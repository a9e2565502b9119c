"""Where the words of a question are spelt out in a line: its phrases of several words, and more time."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from monitor.reading.will.clauses import Scan
from monitor.reading.will.events import ADJECTIVES, Event, Mention, Naming
from monitor.reading.will.forms import DETERMINERS, MODALS, PREPOSITIONS, Form, form, participle
from monitor.reading.will.heads import heads
from monitor.reading.will.phrases import ABOUT, OBJECT_REACH, word_at
from monitor.reading.will.shape import mention_at
from monitor.reading.will.tied import names_thing

PHRASE_GAP = 4
"""Words that may stand between two words of a phrase: "lift its two-year ban"."""
_PHRASE_ENDS = frozenset("off out up down ahead away over through back in on light forward".split())
"""Last words of phrases that are verbs with a particle."""
_MORE = frozenset("more another further extra additional".split())
"""Words by which a stretch of time is told to be added."""
_TIME_WORDS = 3
"""Tokens before a unit of time within which one of these stands."""
_NO_LONGER = frozenset("of ago later earlier after before old".split())
"""Words behind a unit by which it tells something else than how much longer."""


def spelt_out(scan: Scan, place: int, event: Event) -> Mention | None:
    """The mention where a phrase of `yes` or `no` begins, or its verb stands in the passive."""
    return _phrase_at(scan, place, event) or _passive(scan, place, event)


def _phrase_at(scan: Scan, place: int, event: Event) -> Mention | None:
    """The mention of the longest phrase that begins at a word, be it a deed or a thing."""
    for stems, sign in event.phrases.get(scan.keys[place], ()):
        end = _phrase_end(stems, scan.keys, place, event.alike)
        if not end:
            continue
        named = end - place == len(stems) and _noun_phrase(scan, place, end, event)
        if stems in event.nominal or named:
            if heads(scan, end - 1, event):
                return replace(mention_at(scan, place, sign, Naming.ACT, event), end=end, form=Form.NOUN)
            continue
        mention = _deed(scan, place, end, stems, sign, event)
        if mention is not None:
            return mention
    return None


def _deed(
    scan: Scan, place: int, end: int, stems: tuple[str, ...], sign: int, event: Event
) -> Mention | None:
    """The mention that a phrase with a verb makes at tokens [place, end); None where it tells of another."""
    verb = place
    if stems[0] in event.objects:  # "flights begin": the verb comes second
        second = next(at for at in range(place + 1, len(scan.keys)) if scan.keys[at] == stems[1])
        if form(scan.line.tokens, scan.lowers, second, second + 1) is not Form.NOUN:
            verb = second
    mention = mention_at(scan, verb, sign, Naming.ACT, event)
    particle = end - place == len(stems) and verb and scan.lowers[end - 1] in _PHRASE_ENDS
    if particle and mention.form is Form.NOUN and scan.lowers[verb].endswith("s"):
        mention = replace(mention, form=Form.FINITE)  # "hands over the boats"
    limit = min(end + OBJECT_REACH, len(scan.keys))
    if stems[-1] in ABOUT and not names_thing(scan, end, limit, event, loose=False):
        return None  # "is committed to | the station": to something else
    return mention if mention.form is not Form.NOUN or heads(scan, verb, event) else None


def _noun_phrase(scan: Scan, start: int, end: int, event: Event) -> bool:
    """Whether a phrase of the question names a thing, not a deed: "minimum age", "golden share"."""
    if scan.lowers[end - 1] in _PHRASE_ENDS or scan.starts.get(start, None) is not None:
        return False
    if scan.lowers[start].endswith(ADJECTIVES) and not participle(scan.lowers[start]):
        return True
    lead = scan.lowers[start - 1] if start else ""
    if participle(scan.lowers[start]) and (lead in DETERMINERS or lead in PREPOSITIONS - {"to"}):
        return True  # "set for | limited role"
    if lead == "to" or lead in MODALS or participle(scan.lowers[start]):
        return False
    return form(scan.line.tokens, scan.lowers, start, start + 1) is Form.NOUN


def _passive(scan: Scan, place: int, event: Event) -> Mention | None:
    """ "YouTube will be spared", "the YouTube exemption", for the phrase "exempt YouTube"."""
    if scan.keys[place] not in event.passives:
        return None
    wanted, sign = event.passives[scan.keys[place]]
    like = event.alike.get(wanted, frozenset((wanted,)))
    mention = mention_at(scan, place, sign, Naming.ACT, event)
    clause = scan.clauses[scan.clause_of(place)]
    named = (at for at, key in enumerate(scan.keys) if key in like)
    if mention.form is Form.NOUN:  # "scraps the exemption": of what, the sentence tells somewhere
        return mention if any(named) and heads(scan, place, event) else None
    return mention if any(clause.start <= at < place for at in named) else None


def _phrase_end(
    stems: tuple[str, ...], keys: Sequence[str], start: int, alike: Mapping[str, frozenset[str]]
) -> int:
    """The token after a phrase whose words follow each other with small gaps, or 0."""
    place = start + 1
    for wanted in stems[1:]:
        limit = min(place + PHRASE_GAP + 1, len(keys))
        like = alike.get(wanted, frozenset((wanted,)))
        while place < limit and keys[place] not in like:
            place += 1
        if place >= limit:
            return 0
        place += 1
    return place


def longer(scan: Scan, place: int, event: Event) -> Mention | None:
    """ "Gets one more year", "another 60 days for the deal": more time for what is to be prolonged."""
    if not event.extends or word_at(scan, place + 1) in _NO_LONGER:
        return None
    first = place - 1
    while first > max(place - _TIME_WORDS, 0) and scan.lowers[first] not in _MORE:
        first -= 1
    if first < 0 or scan.lowers[first] not in _MORE:
        return None
    clause = scan.clauses[scan.clause_of(place)]
    if not event.anchored(scan, clause.start, clause.end):
        return None
    made = mention_at(scan, first, 1, Naming.ACT, event)
    return replace(made, end=place + 1, form=Form.NOUN, verb=scan.keys[place])
