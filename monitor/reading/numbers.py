"""`how-many` questions: the number an item gives of the question's unit, as an interval.

A quantity answers where it counts the unit: the unit stands behind it ("40 new F-16s"), or is its sign or
measure ("$50 billion", "25%"), or its number is stated ("the number of permits is limited to 437,000").
Parts beside a total, rates per head, thresholds, numbers of the past and of other plans do not answer.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from monitor.model import Count, Cue, Discarded, Question, Span, Topic
from monitor.reading.document import Document, Finding, Line
from monitor.reading.numbers_grammar import CURRENCIES, Piece, Quantity, pieces, quantities
from monitor.stems import stem
from monitor.terms import find_terms
from monitor.text import tokens


@dataclass(frozen=True, slots=True)
class _Asked:
    """What a question counts."""

    currency: str = ""  # "dollar"
    percent: bool = False
    points: bool = False  # basis points: percentage points are converted
    generic: bool = False  # a unit that everything is counted in: days, dollars, per cent
    words: frozenset[str] = frozenset()  # stems of what the question is about
    years: frozenset[int] = frozenset()  # the years it names


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


_WORDS = dict(zip(CURRENCIES.values(), CURRENCIES.values(), strict=True)) | CURRENCIES
_TIMES = frozenset("day week month year hour minute days weeks months years hours minutes".split())
_STOP = frozenset(
    "will the how many much of in for a an to be what is does do they would it at all and or on".split()
)
_MEASURES = frozenset(
    """
    % percent percentage cent basis bps bp point points day days week weeks month months year years
    hour hours minute minutes mile miles km kilometers kilometres meters metres dollar dollars pound
    pounds euro euros yen rupee rupees
    """.split()
)
_VERBS = frozenset(
    """
    is are was were be been has have had will would could may might can must said says say to by
    with for from at as after before if once when while who that which since until than into over
    under against per and but in within on among without
    """.split()
)
_STATES = frozenset(
    "at to of is are was were be reach reaches total totals totalled totaled number numbers".split()
)
_INSTEAD = frozenset("not than instead rather against versus compared unlike".split())
_MORE = frozenset("further another additional extra more".split())
_LIMITS = frozenset("once if until unless after when".split())
_MOVES = frozenset(
    "fell fall falls rose rise rises dropped drop jumped gained slid climbed lost shrank grew up down".split()
)
_BEFORE = frozenset("previously formerly initially originally existing current".split())
_APPEALS = frozenset(
    "urge urges urged press presses pressed calls call demands demand demanded should".split()
)
_NEAR = 5
"""Words that may stand between a number and its unit: "40 new Block 70 F-16 fighters"."""


def read_count(document: Document, question: Question, topic: Topic) -> Finding | None:
    """The number that an item gives for a `how-many` question, or None.

    Of several the best placed wins: next to the question's own words, in the headline, first. The others are
    handed back as discarded, with the reason.
    """
    if not question.unit:
        return None
    asked = _asked(question.unit.source, question.ask)
    found = [
        one for line in document.lines for one in _candidates(line, question, asked, document.published.year)
    ]
    kept = sorted((one for one in found if not one.reason), key=lambda one: -one.weight)
    if not kept:
        return None
    best = kept[0]
    left = [
        _discarded(one, one.reason or "another number is better placed") for one in found if one is not best
    ]
    return _finding(document, best, tuple(left))


@lru_cache(maxsize=4_096)
def _asked(unit: str, ask: str) -> _Asked:
    words = {word.strip('" ').lower() for word in unit.split("|")}
    singular = {word.removesuffix("s") for word in words}
    currency = next((_WORDS[word] for word in words | singular if word in _WORDS), "")
    percent = bool(words & {"%", "percent", "per cent"})
    years = frozenset(int(word) for word in re.findall(r"\b(?:19|20)\d\d\b", ask))
    content = (stem(token.text) for token in tokens(ask) if token.is_word and token.lower not in _STOP)
    units = {stem(piece) for word in words for piece in word.split()}
    return _Asked(
        currency=currency,
        percent=percent,
        points=bool(words & {"basis point", "basis points", "bp", "bps"}),
        generic=bool(currency or percent or words & _TIMES),
        words=frozenset(content) - units,
        years=years,
    )


# --- which quantities count the unit ----------------------------------------------------------------


def _candidates(line: Line, question: Question, asked: _Asked, year: int) -> Iterator[_Candidate]:
    words = pieces(line.tokens)
    found = quantities(words, line.tokens)
    if not found:
        return
    units = find_terms(question.unit, line.tokens)
    for place, quantity in enumerate(found):
        limit = found[place + 1].start if place + 1 < len(found) else len(words)
        owned = _owned(line, words, quantity, limit, units, asked)
        if owned is None:
            continue
        made, last, unit = owned
        near = _near(line, words, quantity, asked)
        reason = (
            _reason(line, words, quantity, last, asked)
            or _stray(line, words, made, near, asked)
            or _other_year(line, last, asked, year)
        )
        first = words[quantity.start].token
        weight = 2.0 * near + 1.5 * line.is_title + (0.0 if unit else -1.0) - 0.01 * line.index
        yield _Candidate(line, made, first, last, unit, weight, reason)


def _owned(
    line: Line,
    words: Sequence[Piece],
    quantity: Quantity,
    limit: int,
    units: Sequence[tuple[int, int]],
    asked: _Asked,
) -> tuple[Quantity, int, str] | None:
    """The quantity in the unit asked for, the token after both, and the unit as the text has it."""
    end = quantity.end
    following = [piece.text for piece in words[end : end + 4]]
    last = words[end - 1].token + 1
    if asked.currency:
        named = following[:1] and stem(following[0]) == stem(asked.currency)
        if quantity.currency == asked.currency or named:
            return quantity, last + bool(named), f"{asked.currency}s"
        return None
    if quantity.currency:
        return None
    if asked.percent:
        size = 1 if following[:1] in (["%"], ["percent"]) else 2 if following[:2] == ["per", "cent"] else 0
        return (quantity, words[end + size - 1].token + 1, "percent") if size else None
    if asked.points:
        return _points(line, words, quantity, following, last)
    return _counted(line, words, quantity, limit, units)


def _points(
    line: Line, words: Sequence[Piece], quantity: Quantity, following: Sequence[str], last: int
) -> tuple[Quantity, int, str] | None:
    """Basis points; a percentage point is a hundred of them, and so is the point of "half-point"."""
    if {"reductions", "cuts", "easing"} & {token.lower for token in line.tokens[last + 2 : last + 5]}:
        return None  # "three-quarters of a percentage point of reductions" sums several up
    plain = [word for word in following if word not in ("of", "a", "-")]
    if plain[:1] in (["bps"], ["bp"]) or plain[:2] in (["basis", "point"], ["basis", "points"]):
        return quantity, last + following.index(plain[0]) + 1, "basis points"
    if plain[:2] in (["percentage", "point"], ["percentage", "points"]) or (
        plain[:1] == ["point"] and quantity.low is not None and quantity.low < 1
    ):
        made = replace(quantity, low=_times(quantity.low), high=_times(quantity.high))
        return made, last + 1, "basis points"
    return None


def _times(value: float | None) -> float | None:
    return None if value is None else round(100 * value, 6)


def _counted(
    line: Line, words: Sequence[Piece], quantity: Quantity, limit: int, units: Sequence[tuple[int, int]]
) -> tuple[Quantity, int, str] | None:
    """The unit as a noun behind the number, or before it where the number is stated of it."""
    if not _counts(words, quantity):
        return None
    token = words[quantity.end - 1].token + 1
    stop = words[limit].token if limit < len(words) else len(line.tokens)
    for first, last in units:
        if first < token or first - token > _NEAR:
            continue
        between = [piece.text for piece in words[quantity.end :] if piece.token < first]
        named = first >= stop > token and _in_name(line, words, limit)
        blocked = any(
            word in _MEASURES or word in _VERBS or not word[0].isalnum() for word in between if word != "-"
        )
        if not blocked and (first < stop or named):
            return (
                quantity,
                last,
                line.sentence.text[
                    line.tokens[first].start - line.sentence.start : line.tokens[last - 1].end
                    - line.sentence.start
                ],
            )
    before = [last for _, last in units if last <= words[quantity.start].token]
    if before and _stated(line, words, quantity, before[-1]):
        return quantity, token, ""
    return None


def _counts(words: Sequence[Piece], quantity: Quantity) -> bool:
    """Whether it counts things: no fraction, no year, and no "one" that means "some"."""
    texts = [piece.text for piece in words[quantity.start : quantity.end]]
    if texts == ["one"] or (
        quantity.low is not None and quantity.low != int(quantity.low) and not quantity.hedged
    ):
        return False
    return not (len(texts) == 1 and re.fullmatch(r"(?:19|20)\d\d", texts[0]))


def _in_name(line: Line, words: Sequence[Piece], at: int) -> bool:
    """Whether the next number is part of a name ("Block 70")."""
    place = words[at].token if at < len(words) else len(line.tokens)
    return 0 < place < len(line.tokens) and line.tokens[place - 1].text[0].isupper()


def _stated(line: Line, words: Sequence[Piece], quantity: Quantity, unit_end: int) -> bool:
    """ "The number of permits will be limited to 437,000": a bare number, said of a unit named before."""
    start = quantity.start
    previous = words[start - 1].text if start else ""
    following = words[quantity.end].text if quantity.end < len(words) else "."
    bare = (
        not following[0].isalnum()
        or following in _VERBS
        or following in ("this", "next", "rather", "instead")
    )
    said = {token.lower for token in line.tokens[: words[start].token]}
    counts = bool(said & {"number", "numbers", "cap", "limit", "total", "quota", "ceiling", "count"})
    return bare and counts and previous in _STATES and words[start].token - unit_end <= 8


# --- which of them are no answer --------------------------------------------------------------------


def _reason(line: Line, words: Sequence[Piece], quantity: Quantity, last: int, asked: _Asked) -> str:
    """Why a quantity of the unit is no answer; empty: it may be one."""
    texts = [piece.text for piece in words]
    before = texts[max(0, quantity.start - 4) : quantity.start]
    clause = _clause_before(texts, quantity.start)
    after = [token.lower for token in line.tokens[last : last + 3]]
    if (
        set(before[-2:]) & _INSTEAD
        or before[-3:-1] == ["down", "from"]
        or before[-2:] in (["down", "from"], ["up", "from"])
    ):
        return "named as what it is not, or no longer"
    if set(before[-1:]) & _MORE:
        return "a part beside a total"
    if "more" in texts[quantity.end : quantity.end + 1] and not quantity.hedged:
        return "a part beside a total"
    if set(before[-1:]) & _LIMITS or (set(clause[:1]) & _LIMITS and clause[1:2] != ["which"]):
        return "a threshold"
    if set(clause[-7:]) & _APPEALS or ("would" in clause and "have" in clause):
        return "what somebody asks for, or what might have been"
    if asked.currency and (
        after[:1] == ["a"] or after[:1] == ["an"] or after[:1] == ["per"] or after[:1] == ["each"]
    ):
        return "" if after[1:2] and after[1] in _TIMES else "a rate"
    if asked.currency and after[:2] in (["for", "each"], ["for", "every"]):
        return "a rate"
    if set(before) & _BEFORE or (
        "had" in clause and set(clause) & (_BEFORE | {"planned", "favored", "favoured"})
    ):
        return "a number of the past"
    if asked.percent and set(before) & _MOVES:
        return "a change of something else"
    if asked.generic and texts[max(0, quantity.start - 1) : quantity.start] in (["within"],):
        return "a time limit"
    return ""


def _clause_before(texts: Sequence[str], at: int) -> list[str]:
    """The words of the clause before a place."""
    start = at
    while start and texts[start - 1] not in (",", ";", ":", ".", "—", "–", "“", '"') and at - start < 14:
        start -= 1
    return list(texts[start:at])


def _near(line: Line, words: Sequence[Piece], quantity: Quantity, asked: _Asked) -> bool:
    """Whether one of the question's own words stands close by."""
    first = words[max(0, quantity.start - 6)].token
    last = words[min(len(words) - 1, quantity.end + 6)].token + 1
    return any(
        token.stem in asked.words or stem(token.text) in asked.words for token in line.tokens[first:last]
    )


def _other_year(line: Line, last: int, asked: _Asked, year: int) -> str:
    """A number of next year does not answer for this one."""
    after = [token.lower for token in line.tokens[last : last + 4]]
    named = (
        {year + 1}
        if "next" in after and "year" in after
        else {int(w) for w in after if re.fullmatch(r"20\d\d", w)}
    )
    return "a number of another year" if asked.years and named and not named & asked.years else ""


def _stray(line: Line, words: Sequence[Piece], quantity: Quantity, near: bool, asked: _Asked) -> str:
    """Everything is counted in days, dollars and per cent: such a number must stand by what is asked."""
    if not asked.generic or near:
        return ""
    previous = words[quantity.start - 1].text if quantity.start else ""
    if asked.currency:
        said = {token.stem for token in line.tokens}
        worth = said & {stem(word) for word in "worth value cost price fetch bid offer sell pay sale".split()}
        return "" if worth else "of nothing that is asked about"
    if asked.percent:
        return "" if line.is_title or quantity.rule != "exact" else "of nothing that is asked about"
    return "" if previous in ("for", "by") else "of nothing that is asked about"


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
