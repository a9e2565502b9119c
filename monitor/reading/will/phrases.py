"""The noun phrases around a verb: who does it, and what it is done to.

No grammar is parsed. A subject ends where the verb group begins and starts at the last word that opens a
statement; a direct object is the first noun phrase after the verb. Both are token spans of one line.
"""

from __future__ import annotations

from collections.abc import Sequence

from monitor.reading.will.clauses import Clause, Scan
from monitor.reading.will.forms import BE, HAVE, MODALS, PREPOSITIONS, is_skipped

OBJECT_REACH = 9
"""Tokens after a verb within which its object is looked for."""
ABOUT = frozenset("of on for to with".split())
"""Prepositions by which a paper or plan tells what it is about."""
TIMES = frozenset(
    "again further soon now more once twice together too there here back ahead "
    "next last this later early late today tomorrow tonight yesterday monday tuesday wednesday thursday "
    "friday saturday sunday every again soon more further twice once sooner ahead now".split()
)
"""Words after a verb that tell when, and are no object of it: "will reopen next month"."""
SAYING = frozenset(
    "says said say saying tells told insists insisted claims claimed warns warned thinks thought believes "
    "believed hopes hoped fears expects expected predicts predicted reports reported argues argued adds "
    "added "
    "indicates indicated signals signaled signalled suggests suggested confirms confirmed stresses stressed "
    "reiterates reiterated announces announced admits admitted sees saw shows show showed finds found "
    "vows vowed promises promised concedes conceded".split()
)
"""Verbs after which another statement may begin without a sign: "Harn says the port will open"."""
_GROUP = MODALS | BE | HAVE | frozenset("do does did to".split())
_ENDS = PREPOSITIONS - {"of"} | MODALS | BE | HAVE
_OPENERS = frozenset(
    "that which who whom and but or if whether as because while when after before until".split()
)
_FOLLOWING = frozenset("and or but that which who whether if because as than when while where so".split())


def word_at(scan: Scan, place: int) -> str:
    """The word at a place in lower case; empty behind the end of the line."""
    return scan.lowers[place] if place < len(scan.lowers) else ""


def subject(scan: Scan, clause: Clause, verb: int) -> tuple[int, int]:
    """Tokens [start, end) of who does what the verb group that holds `verb` tells; empty where not told."""
    lowers = scan.lowers
    end = verb
    while end > clause.start and (lowers[end - 1] in _GROUP or is_skipped(lowers[end - 1])):
        end -= 1
    start = end
    while start > clause.start:
        word = lowers[start - 1]
        if word in SAYING and start < end:
            break
        if word in _OPENERS or not scan.line.tokens[start - 1].is_word:
            break
        start -= 1
    return start, end


def by_a_body(scan: Scan, start: int, end: int) -> bool:
    """Whether the subject [start, end) is a body on the way to a decision: "the committee"."""
    if start == end or scan.lowers[end - 1] in {"he", "she", "they", "it", "we", "i"}:
        return False  # "told the Commons | she did not support it"
    return any(hit.kind == "stage" and start <= hit.start < end for hit in scan.hits)


def direct_object(scan: Scan, verb_end: int, limit: int) -> tuple[int, int]:
    """Tokens [start, end) of the noun phrase right after a verb, what "of" adds to it included."""
    lowers = scan.lowers
    end = verb_end
    while end < limit:
        word = lowers[end]
        if word in _ENDS or word in _FOLLOWING or word == "to":
            break
        if not scan.line.tokens[end].is_word and word not in {"'", '"', "$", "‘", "’", "“", "”", "-", "%"}:
            break
        end += 1
    return verb_end, end


_SORTS = frozenset(
    "version versions form formulation variant variants copy copies generic biosimilar spin-off offshoot "
    "successor sequel rival alternative competitor replacement substitute".split()
)
"""Nouns for a thing that is like the one named behind them, and another."""


def of_sort(scan: Scan, start: int, end: int) -> bool:
    """Whether tokens [start, end) name something like the thing: "a cheaper version of | the drug"."""
    lowers = scan.lowers
    return any(
        lowers[at] in _SORTS and lowers[at + 1] in {"of", "to", "for"}
        for at in range(start, min(end, len(lowers) - 1))
    )


_UNTIL = frozenset("before until till".split())
_PERIODS = frozenset(
    "half quarter year month months week weeks summer autumn fall spring winter weekend term".split()
)
_WHICH = frozenset("this first next coming the second".split())
_TILL_REACH = 6
"""Tokens behind what there is not to be within which it is told until when."""


def until_then(lowers: Sequence[str], start: int) -> bool:
    """Whether a time follows before or within which there is nothing: "before June", "in the first half"."""
    for place in range(start, min(start + _TILL_REACH, len(lowers))):
        if lowers[place] in _UNTIL:
            return True
        if lowers[place] not in {"in", "this", "within"}:
            continue
        if not _PERIODS.isdisjoint(lowers[place + 1 : place + 5]):
            return lowers[place] == "this" or not _WHICH.isdisjoint(lowers[place + 1 : place + 3])
    return False
