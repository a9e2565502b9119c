"""Which way a sentence looks from a place in it: to what was, or to what is to come.

A weekday or a month without a year means a past day in "was adopted on Tuesday" and a coming one in "is to
be adopted on Tuesday". The nearest marker of tense in the clause tells which.
"""

from __future__ import annotations

from collections.abc import Sequence

from monitor.reading.dates.lexicon import PLAIN_VERBS
from monitor.reading.dates.words import Words

PAST, UNKNOWN, FUTURE = -1, 0, 1

_FUTURE = frozenset(
    "will would shall could may might should must can won ll due scheduled scheduling planned "
    "planning plans plan expected expects expect set slated poised ready seen sees see eyes eyeing "
    "aims aim aiming targets targeting hopes hope hoping intends intend intending upcoming "
    "forthcoming coming ahead until till pencils pencilled penciled bets bet wants want backs back "
    "promises promised pledged vows vowed urges urged agreed likely unlikely deadline going forecast "
    "forecasts predicts predicted projected project tomorrow later soon next priced favors favours".split()
)
_PAST = frozenset(
    "said told was were had did began begun came took taken went gone made met won held gave given "
    "fell fallen rose risen sent left lost kept led saw spoke spoken wrote written put ran became "
    "brought built bought sold found grew knew known paid flew drew broke broken chose chosen drove "
    "ate stood thought understood sought caught taught struck hit shot been ago last earlier since "
    "previous previously former recent recently yesterday already".split()
)
_SCHEDULED = frozenset(
    "starts begins expires ends lapses bites applies kicks opens closes resumes launches".split()
)
"""Presents that tell of a day that is set: "expires on Dec. 26"."""
_NOT_PAST = frozenset(
    "need needs speed indeed proceed exceed succeed feed seed bed red fed led shed embed agreed "
    "hundred united".split()
)
_INFINITIVE_AFTER = frozenset("to".split())
_STOP = frozenset({";", ":", "—", "–", "…", "(", ")", "|", "\u201c", "\u201d", '"'})
_AUXILIARY_FUTURE = frozenset({"be", "being"})
_ALIKE = frozenset("put hit".split())
"""Pasts that are infinitives as well."""
_BETWEEN = frozenset("not n't also already now still yet since just long".split())
_REACH = 14


_SPOKEN = frozenset("agreed promised pledged vowed urged predicted projected".split())
"""Said of what is to come, but on a day that has passed."""


def outlook(words: Words, start: int, end: int) -> int:
    """Which way the words around [start, end) look: PAST, FUTURE or UNKNOWN."""
    beside = start - 1 - (words.at(start - 1) in {"on", "late", "early"})
    if words.at(beside) in _SPOKEN and not _to_come(words, beside):
        return PAST
    for place in range(start - 1, max(-1, start - 1 - _REACH), -1):
        if words.text[place] in _STOP or words.text[place] == "that":
            break
        found = _marker(words, place)
        if found:
            return found
    for place in range(end, min(len(words), end + _REACH)):
        if words.text[place] in _STOP:
            break
        if place == end and words.text[place] == "to":
            break  # "the decision on Friday to send": when it fell is said before
        found = _marker(words, place)
        if found:
            return found
    return UNKNOWN


def _marker(words: Words, place: int) -> int:
    word = words.text[place]
    if word in _FUTURE:
        return FUTURE
    enters = word in {"takes", "comes", "enters", "goes"}
    if word in _SCHEDULED or (enters and words.at(place + 1) in {"effect", "into"}):
        return FUTURE
    if word in {"earlier", "sooner"} and words.at(place + 1) == "than":
        return UNKNOWN  # "no earlier than March"
    if word.endswith("ing") and words.at(place - 1) in {"after", "since"}:
        return PAST
    if word in {"has", "have"}:
        after = words.at(place + 1)
        after = words.at(place + 2) if after in _BETWEEN or after.endswith("ly") else after
        return PAST if after in _PAST or after.endswith("ed") or after == "been" else UNKNOWN
    if word == "to" and words.at(place + 1).isalpha():
        return FUTURE if _leads_verb(words, place + 1) else UNKNOWN
    if word in _PAST or (len(word) > 3 and word.endswith("ed") and word not in _NOT_PAST):
        return FUTURE if _to_come(words, place) else PAST
    return UNKNOWN


def _leads_verb(words: Words, place: int) -> bool:
    """Whether the word after "to" can be an infinitive: no article, no name, none who is given something."""
    word = words.at(place)
    if word in PLAIN_VERBS:
        return True
    if word in {"the", "a", "an", "his", "her", "its", "their", "this", "that", "those", "these"}:
        return False
    return not (words.capital(place) or given_to(words.text, place))


def given_to(text: Sequence[str], place: int) -> bool:
    """Whether the word after a "to" is who something was given to: "gave its blessing to tolls"."""
    before = text[max(0, place - 7) : place - 1]
    given = any(word in _GIVEN for word in before[:-1])
    return given and text[place] not in PLAIN_VERBS and before[-1] not in _LEAVE


_GIVEN = frozenset("gave given granted sent handed sold awarded issued lent delivered".split())
_LEAVE = frozenset(
    "permission right rights power powers authority time chance leave order orders licence".split()
)
"""What is given to do something."""


def _to_come(words: Words, place: int) -> bool:
    """Whether a participle belongs to a passive that is still to come: "will be signed", "to be held"."""
    before = words.at(place - 1)
    if before == "to" and words.text[place] in _ALIKE:
        return True
    if before.endswith("ly") or before in {"not", "then", "first", "also"}:
        before = words.at(place - 2)
    return before in _AUXILIARY_FUTURE or (before == "have" and words.at(place - 2) in {"will", "to"})
