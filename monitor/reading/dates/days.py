"""When: the days that a text gives for a question's event."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from itertools import pairwise

from monitor.model import Cue, Days, Discarded, Question, Span, Topic
from monitor.reading.dates.bounds import Dated, bounded
from monitor.reading.dates.events import named_events
from monitor.reading.dates.grammar import TRIGGERS, expressions
from monitor.reading.dates.owner import Event, Owner, Verdict, event_of
from monitor.reading.dates.scan import Named, Scan
from monitor.reading.dates.words import Words
from monitor.reading.document import Document, Finding, Line
from monitor.text import Token


def find_dates(
    tokens: Sequence[Token], reference: date, calendar: Mapping[str, Days] | None = None
) -> list[Dated]:
    """Every date in a line of text as an interval of days, seen from the day of publication.

    Each carries the tokens it spans, its rule and the bare expression with its TIMEX3 value. No attempt is
    made to say what happens on it.
    """
    return dates_of(Words(tokens), reference, named_events(calendar or {}))


def dates_of(words: Words, reference: date, calendar: Named) -> list[Dated]:
    """The same for words that are already made and a calendar that is already filed."""
    scan = Scan(words, reference, calendar)
    return [bounded(scan, expression) for expression in expressions(scan)]


def read_days(
    document: Document, question: Question, topic: Topic, objection: Callable[[Days], str] | None = None
) -> Finding | None:
    """The days that an item gives for the event of a `when` question, or None.

    `objection` says why certain days cannot be the event's, from what else is known; empty: they can.

    Of several dates that belong to the event the one stated most plainly wins: event named, then explicit,
    then narrow. The others are handed back as discarded, with the reason.
    """
    event = _events.of(question, topic)
    kept: list[tuple[float, int, Dated, Verdict]] = []
    left: list[Discarded] = []
    for line in document.lines:
        if not may_hold_dates(line.tokens, event.calendar) or _unreal(line):
            continue
        words = Words(line.tokens)
        found = dates_of(words, document.published, event.calendar)
        if not found:
            continue
        owner = Owner(event, line.tokens, words, document.published, line.is_title)
        for dated in found:
            verdict = owner.judge(dated)
            reason = verdict.reason or (objection(dated.days) if objection else "")
            if reason:
                left.append(_discarded(line, dated, reason))
            else:
                kept.append((verdict.weight, line.index, dated, verdict))
    if not kept:
        return None
    kept.sort(key=lambda entry: (-entry[0], _width(entry[2].days)))
    kept.insert(0, kept.pop(_closest(kept)))
    _, index, chosen, verdict = kept[0]
    line = document.lines[index]
    left.extend(
        _discarded(document.lines[at], dated, "another date is stated more plainly")
        for _, at, dated, _ in kept[1:]
    )
    return Finding(
        index,
        _span(line, chosen),
        chosen.rule,
        _cues(document, line, chosen, verdict),
        days=chosen.days,
        discarded=tuple(left),
    )


def _closest(kept: Sequence[tuple[float, int, Dated, Verdict]]) -> int:
    """The place of the date that says the first one more closely: "on June 12" beside "in June"."""
    first = kept[0][2].days
    inside = [
        (_width(dated.days), place)
        for place, (_, _, dated, _) in enumerate(kept)
        if _within(dated.days, first) and _width(dated.days) < _width(first)
    ]
    return min(inside)[1] if inside else 0


def _within(one: Days, other: Days) -> bool:
    if one.first is None or one.last is None or other.first is None or other.last is None:
        return False
    return other.first <= one.first and one.last <= other.last


def _unreal(line: Line) -> bool:
    """Whether a line only asks, or tells of what might have been."""
    lows = [token.lower for token in line.tokens]
    asks = line.is_title and lows[-1:] == ["?"]
    return asks or lows[0] == "had" or any(pair == ("would", "have") for pair in pairwise(lows))


def may_hold_dates(line: Sequence[Token], calendar: Named) -> bool:
    """Whether any word of a line could begin a date; most lines end here."""
    for token in line:
        word = token.lower
        if word in TRIGGERS or word[0].isdigit() or "-" in word or word[-2:] in {"'s", "’s"}:
            return True
    return bool(calendar) and any(token.stem in calendar for token in line)


def _width(days: Days) -> int:
    if days.first is None or days.last is None:
        return 100_000
    return (days.last - days.first).days


def _span(line: Line, dated: Dated) -> Span:
    return Span(line.tokens[dated.start].start, line.tokens[dated.end - 1].end)


def _cues(document: Document, line: Line, dated: Dated, verdict: Verdict) -> tuple[Cue, ...]:
    span = _span(line, dated)
    cues = [Cue(span, document.quote(span), "date")]
    if verdict.owner is not None:
        named = Span(line.tokens[verdict.owner[0]].start, line.tokens[verdict.owner[1] - 1].end)
        cues.append(Cue(named, document.quote(named), "event"))
    return tuple(cues)


def _discarded(line: Line, dated: Dated, reason: str) -> Discarded:
    first, last = dated.days.first, dated.days.last
    return Discarded(_span(line, dated), f"{first or ''}..{last or ''}", reason)


class _Events:
    """The events of the questions read so far; a question of an edited configuration is another object."""

    def __init__(self) -> None:
        self._made: dict[tuple[str, str], tuple[Topic, Event]] = {}

    def of(self, question: Question, topic: Topic) -> Event:
        known = self._made.get((topic.id, question.id))
        if known is not None and known[0] is topic:
            return known[1]
        event = event_of(question, topic)
        self._made[topic.id, question.id] = (topic, event)
        return event


_events = _Events()
