"""When: the days that a text gives for a question's event."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date

from monitor.model import Cue, Days, Discarded, Question, Span, Status, Topic
from monitor.reading.agree import Asks, Claim, Said, disagrees
from monitor.reading.dates.asked import Event, event_of
from monitor.reading.dates.bounds import Dated, bounded
from monitor.reading.dates.events import named_events
from monitor.reading.dates.grammar import TRIGGERS, expressions
from monitor.reading.dates.owner import Owner
from monitor.reading.dates.scan import Named, Scan
from monitor.reading.dates.verdict import PLAIN, Verdict
from monitor.reading.dates.words import Words
from monitor.reading.document import Document, Finding, Line, opening
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
    document: Document, question: Question, topic: Topic, said: Said | None = None, outlet: str = ""
) -> Finding | None:
    """The days that an item gives for the event of a `when` question, or None.

    `said` is what the item says on the topic's `will` questions, where that is known; `outlet` is who
    published it, for what a body says of itself without a name.

    Of several dates that belong to the event the one stated most plainly wins: event named, then explicit,
    then narrow. The others are handed back as discarded, with the reason.
    """
    event = _events.of(question, topic)
    said = said or Said()
    asks = Asks(
        question.of,
        effect=event.effect,
        once=event.once,
        ends=event.ends,
        settles=event.settles,
        shared=event.shared,
    )
    around = _Around(document, event, outlet)
    kept: list[_Kept] = []
    news: list[_Kept] = []
    left: list[Discarded] = []
    for line in opening(document):
        if (
            line.is_title
            and event.first
            and Owner(event, line.tokens, line.words, document.published, True).later_ones()
        ):
            return None
        for dated, verdict in _judged(line, event, document.published, said.status.get(question.of or "")):
            reason = verdict.reason or disagrees(
                _claim(dated, verdict, line, around), asks, said, document.published
            )
            if reason and _is_news(line, dated, verdict, event, said, question, document.published):
                news.append((verdict.weight, line.index, dated, verdict))
            elif reason:
                left.append(_discarded(line, dated, reason))
            else:
                beside = said.asserts(question.of or "", line.index)
                kept.append((verdict.weight + beside, line.index, dated, verdict))
    kept = kept or news
    if not kept:
        return None
    kept = _borne_out(_joined(kept))
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


def _judged(
    line: Line, event: Event, published: date, status: Status | None
) -> Iterator[tuple[Dated, Verdict]]:
    """The dates of a sentence, each with what became of it."""
    if not may_hold_dates(line.tokens, event.calendar) or _asks(line):
        return
    found = dates_of(Words(line.tokens), published, event.calendar)
    if not found:
        return
    owner = Owner(event, line.tokens, line.words, published, line.is_title)
    for one in _unnamed(found):
        dated = replace(one, days=_yet_to_come(one, published, status))
        verdict = owner.judge(dated)
        yield replace(dated, days=verdict.days or dated.days), verdict


def _is_news(
    line: Line, dated: Dated, verdict: Verdict, event: Event, said: Said, question: Question, published: date
) -> bool:
    """Whether the first sentence, which tells the headline's news again, tells of the event in other words:
    "Regulator blocks merger || The agency on Wednesday torpedoed the purchase"."""
    of, last = question.of or "", dated.days.last
    status = said.status.get(of)
    if last is None or not (verdict.loose and verdict.done) or line.index != 1 or not said.asserts(of, 0):
        return False
    lately = dated.expression.unit == "day" and 0 <= (published - last).days <= _NEWS
    told = status is Status.IN_EFFECT or (status is Status.APPROVED and not event.effect)
    told = told or (status is Status.REJECTED and event.settles)
    return lately and told and not event.law


_NEWS = 2
"""Days for which what happened is news."""


class _Around:
    """Whose event the sentences of a document speak of: each for itself, else as its headline or those
    before it say, else as its publisher's name does."""

    def __init__(self, document: Document, event: Event, outlet: str) -> None:
        self.document, self.parties, self.shared = document, event.parties, event.shared
        self.outlet = outlet

    def whose(self, line: Line) -> bool | None:
        """True: this question's party's; False: another's; None: nothing tells."""
        told = self._of(line)
        if told is not None or not (self.shared or self.parties.rivals):
            return told
        before = self.document.lines[: line.index]
        named = next((told for other in reversed(before) if (told := self._of(other)) is not None), None)
        return self.parties.published(self.outlet) if named is None and self.outlet else named

    def _of(self, line: Line) -> bool | None:
        return self.parties.whose(line.tokens, line.sentence.text)


def _unnamed(found: Sequence[Dated]) -> Iterator[Dated]:
    """The dates of a line without those that only say when an event is: "before the election next year"."""
    before: Dated | None = None
    for dated in found:
        of_event = before is not None and before.expression.rule == "calendar-event"
        if not (of_event and before is not None and 0 <= dated.start - before.end <= 1):
            yield dated
        before = dated


def _claim(dated: Dated, verdict: Verdict, line: Line, around: _Around) -> Claim:
    return Claim(
        dated.days,
        line.index,
        named=verdict.weight >= PLAIN,
        firm=verdict.firm,
        plain=verdict.plain,
        refused=verdict.refused,
        denied=verdict.denied,
        ours=around.whose(line),
        done=verdict.done,
        taken=verdict.taken,
        wished=verdict.wished,
        confirmed=verdict.confirmed,
    )


_Kept = tuple[float, int, Dated, Verdict]  # weight, line, date, verdict


def _joined(kept: Sequence[_Kept]) -> list[_Kept]:
    """Two dates in a row that narrow each other down: "earlier this month, before the election"."""
    made: list[_Kept] = []
    for entry in kept:
        if made:
            weight, line, before, verdict = made[-1]
            both = _both(before.days, entry[2].days)
            bare = before.expression.unit != "event" and before.expression.rule == before.rule
            joined = bare and 0 <= entry[2].start - before.end <= 1
            if line == entry[1] and both is not None and joined:
                whole = replace(before, end=entry[2].end, days=both)
                made[-1] = (max(weight, entry[0]), line, whole, verdict)
                continue
        made.append(entry)
    return made


def _borne_out(kept: Sequence[_Kept]) -> list[_Kept]:
    """A date that another sentence gives more closely or more widely counts for more."""
    return [
        (
            weight
            + _AGREED
            * any(
                other != line and (_within(dated.days, others.days) or _within(others.days, dated.days))
                for _, other, others, _ in kept
            ),
            line,
            dated,
            verdict,
        )
        for weight, line, dated, verdict in kept[:_COMPARED]
    ]


_AGREED = 0.7
_COMPARED = 40


def _both(one: Days, other: Days) -> Days | None:
    """The days that two intervals have in common, or None."""
    first = max((day for day in (one.first, other.first) if day), default=None)
    last = min((day for day in (one.last, other.last) if day), default=None)
    if first is None or last is None or first > last:
        return None
    return Days(first, last)


def _yet_to_come(dated: Dated, published: date, status: Status | None) -> Days:
    """The running year, of what is still to come, is what is left of it: "three cuts in 2024"."""
    first, last = dated.days.first, dated.days.last
    running = first is not None and last is not None and first < published <= last
    if running and dated.expression.unit == "year" and status in _TO_COME:
        return Days(published, last)
    return dated.days


_TO_COME = frozenset({Status.CONSIDERING, Status.EXPECTED, Status.DELAYED})


def _closest(kept: Sequence[_Kept]) -> int:
    """The place of the date that says the first one more closely: "on June 12" beside "in June"."""
    first = kept[0][2].days
    inside = [
        (_width(dated.days), place)
        for place, (_, _, dated, _) in enumerate(kept)
        if _within(dated.days, first)
        and _width(dated.days) < _width(first)
        and not (dated.rule == kept[0][2].rule == "by")  # "by 2035, with a first step by 2030"
    ]
    return min(inside)[1] if inside else 0


def _within(one: Days, other: Days) -> bool:
    if one.first is None or one.last is None or other.first is None or other.last is None:
        return False
    return other.first <= one.first and one.last <= other.last


def _asks(line: Line) -> bool:
    """Whether a line only asks."""
    return line.tokens[-1].text == "?"


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
