"""What a sentence tells of the past: before the topic opened, in years gone by, or how matters stood."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from monitor.reading.will.clauses import Scan
from monitor.reading.will.cues import Hit
from monitor.reading.will.events import FUNCTION_WORDS, Event, Mention
from monitor.reading.will.forms import BE, DETERMINERS, HAVE, participle
from monitor.reading.will.hearsay import TOLD

_NEAR = 4
_SPANS = frozenset("months years weeks decades month year".split())
_SEASONS = frozenset({"year", "summer", "autumn", "spring", "winter"})
_MONTHS = {
    name: number
    for number, name in enumerate(
        "january february march april may june july august september october november december".split(), 1
    )
}


def void(scan: Scan, event: Event, mention: Mention | None = None) -> str:
    """Why nothing a sentence says, of a mention where one is given, counts; empty where it counts."""
    lowers = scan.lowers
    if lowers[0] == "had" or any(hit.kind == "counterfactual" for hit in scan.hits):
        return "counterfactual"
    if _is_history(scan, event, mention):
        return "history"
    return ""


def _is_history(scan: Scan, event: Event, mention: Mention | None) -> bool:
    """Whether the sentence dates what it says to a time before the topic opened.

    The year of another thing dates that: "repeals the 2019 law", "the deal signed in 2015", "the plan, which
    was to start by 2021".
    """
    opened = event.opened
    if opened is None:
        return False
    for index, word in enumerate(scan.lowers):
        if len(word) == 4 and word.isdigit() and 1900 <= int(word) <= opened.year:
            before = scan.lowers[max(index - 5, 0) : index]
            if before[-1:] == ("since",) and "first" in before:
                continue  # "the first rise since 2022"
            if _of_another(scan, index, mention, event):
                continue
            month = _MONTHS.get(scan.lowers[index - 1]) if index else None
            if (int(word), month or opened.month) < (opened.year, opened.month):
                return True
    return False


def _of_another(scan: Scan, year: int, mention: Mention | None, event: Event) -> bool:
    """Whether a year dates another thing than what the sentence tells."""
    lowers, tokens = scan.lowers, scan.line.tokens
    clause = scan.clauses[scan.clause_of(year)]
    if mention is not None and clause.opener in {"which", "who", "where", "that"}:
        return not clause.start <= mention.start < clause.end
    if year + 1 < len(lowers) and tokens[year + 1].is_word and lowers[year + 1] not in FUNCTION_WORDS:
        owned = year > 0 and (lowers[year - 1] in DETERMINERS or lowers[year - 1].endswith(("'s", "s'")))
        return owned and scan.keys[year + 1] in event.lexicon.words.papers - event.objects.keys()
    signed = year > 2 and lowers[year - 1] == "in" and participle(lowers[year - 2])
    if not signed or lowers[year - 3] in BE | HAVE or not tokens[year - 3].is_word:
        return False
    return any(clause.start <= hit.start < clause.end and hit.start != year - 2 for hit in scan.hits)


def _manner(words: Sequence[str]) -> bool:
    """Whether these words tell in what manner something was done."""
    return "how" in words or ("the", "way") in pairwise(words)


def background(scan: Scan, used: list[Hit], mention: Mention) -> bool:
    """Whether a clause recalls how matters stood: "had blocked it", "has been stalled for months"."""
    lowers = scan.lowers
    places = [mention.start, *(hit.start for hit in used)]
    first, last = min(places), max(places)
    for place in range(max(first - 3, 0), last):
        if lowers[place] == "had" and not any(word in TOLD for word in lowers[:place]):
            return True
    opening = lowers[scan.clauses[scan.clause_of(first)].start : first]
    if participle(lowers[last]) and _manner(opening[-_NEAR:]):
        return True  # "flaws in how the contract was adopted"
    if any(opening[at] == "last" and opening[at + 1] in _SEASONS for at in range(len(opening) - 1)):
        return True  # "In March last year Bell withdrew the bill"
    if ("in", "the", "past") in {lowers[place : place + 3] for place in range(max(first - 4, 0), last)}:
        return True
    for place in range(first, min(last + 9, len(lowers) - 1)):
        if place > last + 1 and participle(lowers[place]) and _only_tells(scan, place):
            break  # "scrapped the exemption | promised last year"
        if lowers[place] in {"for", "over"} and any(word in _SPANS for word in lowers[place + 1 : place + 6]):
            return True
        if lowers[place] == "ago" or (lowers[place] == "last" and lowers[place + 1] in _SEASONS):
            return True
    return False


def _only_tells(scan: Scan, place: int) -> bool:
    """Whether a participle is no deed of its own: "the exemption | promised last year"."""
    hit = scan.starts.get(place)
    return hit is None or hit.kind == "expectation"


def years_ago(scan: Scan, mention: Mention, used: list[Hit], year: int) -> bool:
    """Whether an act is dated to a year gone by: "the text withdrawn in 2023", "in 2023 Bell withdrew it"."""
    last = max(mention.end, *(hit.end for hit in used)) if used else mention.end
    clause = scan.clauses[scan.clause_of(mention.start)]
    places = (clause.start + 1, *range(last, min(last + 3, clause.end)))
    return any(
        len(scan.lowers[at]) == 4
        and scan.lowers[at].isdigit()
        and 1900 <= int(scan.lowers[at]) < year
        and (scan.lowers[at - 1] == "in" or scan.lowers[at - 1] in _MONTHS)
        for at in places
        if at < clause.end
    )
