"""What prepositions and their kin make of a date: "by", "before", "until", "not before", "as early as",
"at the earliest".

The conventions are the table of the reading guidelines: R is the day of publication.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from monitor.model import Days
from monitor.reading.dates.clock import before_clock
from monitor.reading.dates.offsets import offset
from monitor.reading.dates.scan import Expression, Scan
from monitor.reading.dates.words import Words, add_months, move
from monitor.text import Token


@dataclass(frozen=True, slots=True)
class Dated:
    """A date expression with its preposition, as an interval of days."""

    start: int  # token index
    end: int  # one past the last token
    days: Days
    rule: str
    expression: Expression
    negated: bool = False  # "not before", "unlikely until"


_NEGATIONS = frozenset(
    "not n't never no nor neither without unlikely cannot don doesn won isn wouldn can't won't don't "
    "doesn't isn't wouldn't couldn't shouldn't didn't hasn't haven't nobody nothing none rules ruled "
    "denies hardly dismissed doubts doubt doubtful improbable cannot can’t won’t don’t doesn’t isn’t "
    "wouldn’t couldn’t".split()
)
_CLAUSE_ENDS = frozenset(
    {";", ":", "—", "–", "but", "while", "although", "though", "which", "who", "\u201c", '"'}
)


_RUNNING = frozenset(
    {
        "relative-week",
        "relative-month",
        "relative-quarter",
        "relative-year",
        "this-year",
        "this-month",
        "this-week",
    }
)
"""Rules of units that may be running; "relative-month" is "this month" as well as "this March"."""


def bounded(scan: Scan, expression: Expression) -> Dated:
    """The expression with what stands around it, as an interval."""
    words = scan.words
    for rule in (_offset, _at_the_end, _earliest, _before, _after, _this_and_not):
        made = rule(scan, expression)
        if made is not None:
            return made
    first, last = expression.first, expression.last
    if (
        words.at(expression.start) in {"this", "the"}
        and expression.rule in _RUNNING
        and first <= scan.reference <= last
    ):
        first = scan.reference  # what is yet to come this year comes from today on
    return _dated(words, expression.start, expression.end, first, last, expression.rule, expression)


def _dated(
    words: Words,
    start: int,
    end: int,
    first: date | None,
    last: date | None,
    rule: str,
    expression: Expression,
    negated: bool = False,
) -> Dated:
    if first is not None and last is not None and last < first:
        first, last = last, first
    return Dated(words.token[start], words.token[end - 1] + 1, Days(first, last), rule, expression, negated)


def _articles(words: Words, start: int) -> int:
    while words.at(start - 1) in {"the", "its", "this", "their", "a", "early"} and start > 0:
        start -= 1
    return start


def _article(words: Words, start: int) -> int:
    """Where an expression begins once articles and the time of day before it are taken in."""
    return before_clock(words, _articles(words, start))


def _offset(scan: Scan, expression: Expression) -> Dated | None:
    """Days counted from another, as offsets reads them."""
    made = offset(scan.words, _article(scan.words, expression.start), expression)
    if made is None:
        return None
    start, first, last = made
    return _dated(scan.words, start, expression.end, first, last, "offset-from-event", expression)


def _at_the_end(scan: Scan, expression: Expression) -> Dated | None:
    """ "2026 at the earliest", "in fall at the latest", "March or later"."""
    words, end = scan.words, expression.end
    start = _prepositioned(words, expression.start)
    if (
        words.at(end) == "at"
        and words.at(end + 1) == "the"
        and words.at(end + 2) in {"earliest", "soonest", "latest"}
    ):
        if words.at(end + 2) == "latest":
            return _dated(words, start, end + 3, scan.reference, expression.last, "at-the-latest", expression)
        return _dated(words, start, end + 3, expression.first, None, "at-the-earliest", expression)
    if words.at(end) == "or" and words.at(end + 1) in {"later", "beyond"}:
        return _dated(words, start, end + 2, expression.first, None, "or-later", expression)
    if words.at(end) == "or" and words.at(end + 1) in {"earlier", "sooner"}:
        return _dated(words, start, end + 2, scan.reference, expression.last, "or-earlier", expression)
    if words.at(start - 1) == "latest":
        return _dated(words, start - 1, end, scan.reference, expression.last, "at-the-latest", expression)
    return None


def _prepositioned(words: Words, start: int) -> int:
    start = _article(words, start)
    return start - 1 if words.at(start - 1) in {"in", "on", "by", "at", "until"} else start


def _earliest(scan: Scan, expression: Expression) -> Dated | None:
    words = scan.words
    start = _article(words, expression.start)
    start -= words.at(start - 1) in {"in", "on", "by", "the"}
    start = _article(words, start)
    one, two, three = words.at(start - 1), words.at(start - 2), words.at(start - 3)
    soon = {"early", "soon", "earlier", "sooner", "before"}
    floor = (
        max(expression.first, scan.reference)
        if expression.first <= scan.reference <= expression.last
        else expression.first
    )
    if one == "as" and two in {"early", "soon"} and three == "as":
        return _dated(words, start - 3, expression.end, floor, None, "as-early-as", expression)
    if one == "than" and two in soon and three in {"no", "not"}:
        return _dated(
            words,
            start - 3,
            expression.end,
            expression.first,
            None,
            "no-sooner-than",
            expression,
            negated=True,
        )
    if one == "than" and two == "later" and three in {"no", "not"}:
        return _dated(
            words, start - 3, expression.end, scan.reference, expression.last, "no-later-than", expression
        )
    if one == "as" and two == "late" and three == "as":
        return _dated(
            words, start - 3, expression.end, scan.reference, expression.last, "as-late-as", expression
        )
    if one == "earliest":
        return _dated(words, start - 1, expression.end, expression.first, None, "at-the-earliest", expression)
    if one in {"than", "after"} and two == "later" and three in {"n't", "won't", "not", "no"}:
        return _dated(
            words, start - 2, expression.end, scan.reference, expression.last, "no-later-than", expression
        )
    return None


def _before(scan: Scan, expression: Expression) -> Dated | None:
    words = scan.words
    start = _article(words, expression.start)
    word, size = words.at(start - 1), 1
    if word == "of" and words.at(start - 2) == "ahead":
        word, size = "before", 2
    if word == "to" and words.at(start - 2) == "prior":
        word, size = "before", 2
    if word == "for" and words.at(start - 2) == "time":
        word, size = "by", 2
    if word not in {"by", "before", "until", "till", "til", "pre"}:
        return None
    begin = start - size
    if word == "before" and words.at(begin - 1) == "just":
        begin -= 1
    if word != "by" and _negated(words, begin):
        return _not_before(scan, expression, begin, word)
    if word in {"until", "till", "til"} and _postponed(words, begin):
        return _dated(
            words, begin, expression.end, expression.first, expression.last, "put-off-until", expression
        )
    last = expression.last
    on_or = words.at(begin - 1) == "or" and words.at(begin - 2) == "on"
    if (
        word in {"before", "pre"}
        and not on_or
        and expression.unit not in {"part"}
        and expression.rule != "period-end"
    ):
        last = move(expression.first, -1)
    if last < scan.reference:
        return _dated(words, begin, expression.end, None, last, f"{word}-past", expression)
    return _dated(
        words, begin, expression.end, scan.reference, last, "by" if word == "by" else "before", expression
    )


def _not_before(scan: Scan, expression: Expression, begin: int, word: str) -> Dated:
    """ "not before October", "unlikely before the election", "no decision until 2026"."""
    words = scan.words
    floor: date | None = expression.first
    if not expression.sure and expression.unit in {"day", "month"} and expression.last < scan.reference:
        floor = add_months(expression.first, 12)  # what is not before May is yet to come
    if word in {"before", "pre"} and expression.unit == "event":
        floor = move(expression.last, 1)
    if expression.unit == "part" and expression.rule.startswith(("end-of", "period-end")):
        floor = move(expression.last, 1)
    return _dated(words, begin, expression.end, floor, None, "not-before", expression, negated=True)


def _after(scan: Scan, expression: Expression) -> Dated | None:
    words = scan.words
    if expression.unit == "event" and words.at(expression.end) in {"is", "are"}:
        end = expression.end + 2
        if words.at(end - 1) in {"over", "past"}:  # "once the election is over"
            return _dated(words, expression.start, end, move(expression.last, 1), None, "after", expression)
    start = _article(words, expression.start)
    begin = start - 1
    past = words.at(begin) == "past" and _postponed(words, begin)
    if words.at(begin) not in {"after", "following", "post", "beyond"} and not past:
        return None
    timed = start < _articles(words, expression.start)
    if expression.unit == "day" and (timed or expression.last <= scan.reference):
        return None  # "just after 11 a.m. on Thursday", "after Thursday's vote": that day
    if words.at(begin - 1) in {"until", "till", "only", "shortly", "soon", "immediately", "well", "just"}:
        begin -= 1
    if words.at(begin - 1) == "or" and words.at(begin - 2) == "on":
        return _dated(words, begin - 2, expression.end, expression.first, None, "or-later", expression)
    return _dated(words, begin, expression.end, move(expression.last, 1), None, "after", expression)


def _this_and_not(scan: Scan, expression: Expression) -> Dated | None:
    """ "not this year", "no cuts this year": from the next unit on."""
    words = scan.words
    if not expression.rule.startswith(("relative-", "this-", "later-in")) or words.at(
        expression.start
    ) not in {"this", "later"}:
        return None
    begin = expression.start - 1
    if words.at(begin) != "not":
        return None
    return _dated(
        words, begin, expression.end, move(expression.last, 1), None, "not-in", expression, negated=True
    )


_NO_DENIALS = frozenset("later longer doubt mistake question secret surprise wonder".split())


def _negated(words: Words, begin: int) -> bool:
    """Whether the clause says no before this place: "will not ratify before October"."""
    for place in range(begin - 1, max(-1, begin - 22), -1):
        word = words.text[place]
        if word in _NEGATIONS:
            return not (word == "no" and words.at(place + 1) in _NO_DENIALS)
        if word in _CLAUSE_ENDS:
            return False
    return False


_PUT_OFF = frozenset(
    "delayed delay delays delaying postponed postpone postpones postponing deferred defer defers put "
    "hold holds holding pushed push pushes pushing puts putting shelved moved held suspended suspends "
    "slipped slips slip".split()
)


_PUTTING_OFF = frozenset(
    "shelve shelves shelved shelving delay delays delayed delaying postpone postpones postponed postponing "
    "defer defers deferred deferring".split()
)
_PUTTING = {"put": "off back", "push": "back", "hold": "off"}


def puts_off(tokens: Sequence[Token], place: int) -> bool:
    """Whether a verb of putting off stands at a token: "delays", "pushing back", "to hold off on"."""
    if tokens[place].lower in _PUTTING_OFF:
        return True
    beside = _PUTTING.get(tokens[place].stem, "").split()
    return any(token.lower in beside for token in tokens[place + 1 : place + 2])


def _postponed(words: Words, begin: int) -> bool:
    """Whether a verb of putting off governs "until": then the event falls in what is named."""
    return any(words.at(place) in _PUT_OFF for place in range(begin - 1, max(-1, begin - 12), -1))
