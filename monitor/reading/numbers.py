"""`how-many` questions: the number an item gives of the question's unit, as an interval.

    numbers_words, numbers_grammar   words and digits → quantities
    numbers_asked                    what a question counts
    numbers_units                    which quantities count its unit
    numbers_reasons                  which of those are no answer: parts, rates, thresholds, the past

Of those that remain the best placed wins: next to the question's own words, in the headline, first.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from monitor.model import Count, Cue, Discarded, Question, Span, Topic
from monitor.reading.document import Document, Finding, Line, opening
from monitor.reading.numbers_asked import Asked, asked_of
from monitor.reading.numbers_grammar import Quantity, may_hold_numbers
from monitor.reading.numbers_near import is_paced, nearness
from monitor.reading.numbers_place import Place, is_total
from monitor.reading.numbers_reasons import WEAK, is_asked, of_a_later_one, reason
from monitor.reading.numbers_units import Sentence
from monitor.terms import find_terms


@dataclass(frozen=True, slots=True)
class _Candidate:
    """A quantity of the unit, in its sentence."""

    line: Line
    quantity: Quantity
    first: int  # tokens [first, last), the unit included
    last: int
    unit: str
    weight: float
    reason: str = ""  # why it is no answer


def read_count(document: Document, question: Question, topic: Topic) -> Finding | None:
    """The number that an item gives for a `how-many` question, or None.

    The others are handed back as discarded, with the reason. A part of a total answers where nothing else
    does.
    """
    if not question.unit or not document.lines:
        return None
    asked = asked_of(question, topic)
    title = document.lines[0]
    if asked.first and title.is_title and of_a_later_one(title):
        return None
    headline = title.is_title and bool(find_terms(question.unit, title.words))
    found = [
        one
        for line in opening(document)
        for one in _candidates(line, question, asked, document, headline and line is not title)
    ]
    kept = sorted((one for one in found if not one.reason), key=lambda one: -one.weight)
    kept = kept or [one for one in found if one.reason in WEAK]
    if not kept:
        return None
    best = _sharpest(kept)
    left = [
        _discarded(one, one.reason or "another number is better placed") for one in found if one is not best
    ]
    return _finding(document, best, tuple(left))


def _sharpest(kept: list[_Candidate]) -> _Candidate:
    """The best placed; where that is vague ("dozens"), the figure that the item gives for it."""
    best = kept[0]
    if best.quantity.rule != "vague":
        return best
    figures = (one for one in kept if one.quantity.rule != "vague" and one.unit == best.unit)
    return next((one for one in figures if _meet(one.quantity, best.quantity)), best)


def _meet(one: Quantity, other: Quantity) -> bool:
    """Whether a number may be both."""
    infinite = float("inf")
    return (one.low or 0) <= (other.high or infinite) and (other.low or 0) <= (one.high or infinite)


def _candidates(
    line: Line, question: Question, asked: Asked, document: Document, headline: bool
) -> Iterator[_Candidate]:
    if line.is_title and line.tokens[-1].text == "?":
        return  # a headline that only asks
    if not may_hold_numbers(line.tokens):
        return
    sentence = Sentence(line, question, asked, headline)
    if not sentence.found:
        return
    both = (document.lines[0], line)
    on_topic = any(token.stem in asked.names for known in both for token in known.tokens)
    for at, quantity in enumerate(sentence.found):
        owned = sentence.owned(at)
        if owned is None:
            continue
        place = Place(line, sentence.words, sentence.texts, quantity, owned.last, asked)
        near = nearness(place, on_topic)
        why = "only asked about" if is_asked(place) else reason(place, near > 0, document.published.year)
        first = sentence.words[quantity.start].token
        total = is_total(place)
        known = 0.0 if owned.unit or total else -1.0
        paced = 1.0 * is_paced(place)
        weight = paced + 2.0 * near + 2.5 * line.is_title + 2.0 * total + known - 0.01 * line.index
        yield _Candidate(line, owned.quantity, first, owned.last, owned.unit, weight, why)


# --- the finding ------------------------------------------------------------------------------------


def _finding(document: Document, one: _Candidate, left: tuple[Discarded, ...]) -> Finding:
    span = _span(one)
    cue = Cue(span, document.quote(span), "number")
    count = Count(one.quantity.low, one.quantity.high, one.unit)
    return Finding(one.line.index, span, one.quantity.rule, (cue,), count=count, discarded=left)


def _span(one: _Candidate) -> Span:
    return Span(one.line.tokens[one.first].start, one.line.tokens[max(one.first, one.last - 1)].end)


def _discarded(one: _Candidate, reason: str) -> Discarded:
    low = "" if one.quantity.low is None else f"{one.quantity.low:g}"
    high = "" if one.quantity.high is None else f"{one.quantity.high:g}"
    return Discarded(_span(one), low if low == high else f"{low}..{high}", reason)
