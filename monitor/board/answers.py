"""From signals, tags and the moment to the answers of a topic's questions. Pure: no clock, no store.

`begin`, `advance` and `answers` keep a board up to date piece by piece; `decide` makes it from scratch. Both
give the same. `wakes` names the next moment at which an answer moves though nothing was published.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta

from monitor.board import howmany, what
from monitor.board.analyst import Analyst, Word, heard_from, parse_answer
from monitor.board.confidence import Grounds, confidence
from monitor.board.howmany import HowMany
from monitor.board.ranges import Range
from monitor.board.state import State, advance, begin, dated, void, withdraw
from monitor.board.votes import Vote, voices
from monitor.board.what import What
from monitor.board.when import When, refused
from monitor.board.will import Will
from monitor.board.words import count_words, day_words, days_words, value_words
from monitor.model import (
    DECISIONS,
    Answer,
    Basis,
    Condition,
    Count,
    Days,
    Evidence,
    Question,
    Status,
    Tag,
    Topic,
)

__all__ = ["advance", "answers", "begin", "decide", "settle", "wakes", "withdraw"]

_DAY = timedelta(days=1)


def decide(
    topic: Topic, evidence: Sequence[Evidence], tags: Sequence[Tag], now: datetime
) -> dict[str, Answer]:
    """The answers of a topic's questions, from scratch. Evidence of later than `now` is not heard."""
    state = begin(topic)
    for piece in evidence:
        if piece.at <= now:
            state = advance(state, piece)
    return answers(state, tags, now)


def settle(state: State, tags: Sequence[Tag]) -> State:
    """The state with the analyst's tags applied; `answers` does it where it has not been done.

    A board that is kept up to date keeps the settled state, and hands in the same tuple while no tag is new.
    """
    return state if tags is state.tags else void(replace(state, tags=tuple(tags)), heard_from(tags))


def answers(state: State, tags: Sequence[Tag], now: datetime) -> dict[str, Answer]:
    """What the board shows at a moment, for each question of the topic."""
    settled = settle(state, tags)
    made = {}
    for question in settled.topic.questions:
        answer = _answer(settled, question, now)
        tag = settled.analyst.answers.get((question.topic, question.id))
        if tag is not None:
            answer = _overruled(answer, parse_answer(tag, question.kind), settled)
        made[question.id] = answer
    return made


def wakes(state: State, now: datetime) -> datetime | None:
    """The next moment after `now` at which time alone may move an answer: the day after a `by` day, or after
    the end of a `when` interval. None where there is none."""
    days = [q.by for q in state.topic.questions if q.by is not None]
    named = (s.range.value for s in state.standings.values() if isinstance(s, When))
    days += [interval.last for interval in named if interval is not None and interval.last is not None]
    moments = sorted(_day_after(day) for day in days if day < date.max)
    return next((moment for moment in moments if moment > now), None)


def _answer(state: State, question: Question, now: datetime) -> Answer:
    standing = state.standings[question.id]
    match standing:
        case Will():
            return _graded(_will(state, question, standing, now), standing, state.analyst, now)
        case When():
            return _graded(_when(state, question, standing, now), standing.range, state.analyst, now)
        case HowMany():
            chosen = howmany.shown(standing, question)
            return _graded(_howmany(question, standing, chosen), chosen, state.analyst, now)
        case What():
            return _what(question, standing, state.analyst, now)


# --- each kind -----------------------------------------------------------------------------------------


def _will(state: State, question: Question, will: Will, now: datetime) -> Answer:
    answer = Answer(
        question.topic,
        question.id,
        question.kind,
        status=will.status,
        basis=will.basis,
        why=will.why,
        since=will.since,
        because=will.because,
        contested=_contested(will.against),
        against=tuple(vote.id for vote in will.against),
        sources=len(will.backers),
        items=will.items,
        likelihood=_likelihood(will.backers),
        beside=_beside(will.beside),
        waiting=tuple(_told(vote) for vote in will.waiting),
    )
    when = _when_of(state, question)
    if when is not None:
        answer = replace(answer, days=when.decided if will.status in DECISIONS else None)
        last = _effect_day(will, when)
        if last is not None and _passed(last, now):
            answer = _effective(answer, when, last)
    return replace(answer, overdue=_overdue(answer.status, question, when, now))


def _effective(answer: Answer, when: When, last: date) -> Answer:
    """What was approved is in effect once the day named for it has passed, without another item."""
    return replace(
        answer,
        status=Status.IN_EFFECT,
        days=when.range.value,
        basis=answer.basis if when.range.basis is Basis.CONFIRMED else Basis.REPORTED,
        since=_day_after(last),
        because=tuple(dict.fromkeys((*answer.because, *when.range.because))),
        why="decided, and the day named for it to take effect has passed",
    )


def _effect_day(will: Will, when: When) -> date | None:
    """The last day on which what was approved is to take effect, on the word of somebody who counts. A day
    that had passed when it was approved, or approved anew, is of an earlier plan."""
    ahead = will.status is Status.APPROVED and when.effect and not when.range.filler
    last = when.range.value.last if ahead and when.range.value is not None else None
    return last if last is not None and will.since is not None and last >= will.since.date() else None


def _overdue(status: Status, question: Question, when: When | None, now: datetime) -> bool:
    """A day named for the decision has passed with nothing decided."""
    if status in DECISIONS:
        return False
    told = when is not None and not when.happened and not when.range.filler
    ahead = when.range.value if told and when is not None else None
    return _passed(question.by, now) or (ahead is not None and _passed(ahead.last, now))


def _when(state: State, question: Question, when: When, now: datetime) -> Answer:
    standing = when.range
    will = dated(state.topic, state.standings, question.id)
    blank = Answer(question.topic, question.id, question.kind, beside=_beside(standing.beside))
    if will is not None and refused(will):
        return replace(blank, why=f"no date: the question stands at {will.status}")
    if standing.value is None:
        return blank
    undecided = will is None or will.status not in DECISIONS
    missed = undecided and not when.happened and _passed(standing.value.last, now)
    if missed and standing.filler:
        return replace(blank, why="the day named by somebody who does not decide has passed")
    return replace(
        _ranged(blank, standing), days=standing.value, slipped_from=when.slipped_from, overdue=missed
    )


def _howmany(question: Question, howmany_: HowMany, chosen: Range[Count]) -> Answer:
    blank = Answer(question.topic, question.id, question.kind, beside=_beside(chosen.beside))
    if chosen.value is None:
        return blank
    answer = replace(_ranged(blank, chosen), count=chosen.value)
    others = howmany.apart(howmany_, chosen)
    if others:
        units = "also counted in other units: " + ", ".join(count_words(r.value) for r in others)
        answer = replace(
            answer,
            contested="; ".join(filter(None, (answer.contested, units))),
            against=(*answer.against, *(id_ for r in others for id_ in r.because)),
        )
    return answer


def _ranged(blank: Answer, standing: Range[Days] | Range[Count]) -> Answer:
    return replace(
        blank,
        basis=standing.basis,
        why=standing.why,
        since=standing.since,
        because=standing.because,
        contested=_contested(standing.against),
        against=tuple(vote.id for vote in standing.against),
        sources=len(standing.backers),
        items=standing.items,
        likelihood=_likelihood(standing.backers),
        said=standing.backers[0].signal.cue if standing.backers else "",
    )


def _what(question: Question, standing: What, known: Analyst, now: datetime) -> Answer:
    entries = standing.entries
    blank = Answer(question.topic, question.id, question.kind, beside=_beside(standing.beside))
    if not entries:
        return blank
    held = [e for e in entries if not e.withdrawn] or list(entries)
    backers = voices(b for e in held for b in e.backers)
    answer = replace(
        blank,
        conditions=what.conditions(standing),
        basis=what.basis(standing),
        why="conditions as they were named, merged where they say the same",
        since=max(e.first.at for e in entries),
        because=tuple(e.latest.id for e in entries),
        sources=len(backers),
        items=sum(e.items for e in entries),
    )
    grounds = Grounds(
        answer.basis or Basis.REPORTED,
        backers,
        max(e.latest.at for e in entries),
        "",
        settled=False,
        confirmed_by_analyst=any(i in known.confirmed for i in answer.because),
        credibility=known.credibility,
    )
    step, reasons = confidence(grounds, now)
    return replace(answer, confidence=step, reasons=reasons)


# --- what all kinds share ------------------------------------------------------------------------------


def _graded(
    answer: Answer, standing: Will | Range[Days] | Range[Count], known: Analyst, now: datetime
) -> Answer:
    if answer.basis is None:
        return answer
    grounds = Grounds(
        answer.basis,
        standing.backers,
        standing.supported,
        answer.contested,
        settled=answer.status in DECISIONS,
        confirmed_by_analyst=any(i in known.confirmed for i in answer.because),
        credibility=known.credibility,
    )
    step, reasons = confidence(grounds, now)
    return replace(answer, confidence=step, reasons=reasons)


def _overruled(answer: Answer, word: Word, state: State) -> Answer:
    """The analyst's answer in place of the board's. Newer official evidence that says otherwise asks, and
    never overwrites."""
    theirs = replace(
        answer,
        status=word.status,
        days=word.days,
        count=word.count,
        conditions=tuple(Condition(text, 0, word.tag.at, "the analyst") for text in word.conditions),
        basis=Basis.ANALYST,
        confidence=None,
        reasons=(f"the analyst's answer{': ' + word.reason if word.reason else ''}",),
        why=word.reason or "the analyst's answer",
        since=word.tag.at,
        because=(),
        contested="",
        waiting=(),
        against=(),
        overdue=False,
        sources=0,
        items=0,
        likelihood="",
        slipped_from=None,
        said="",
    )
    confirmed = _confirmed(state.standings[answer.question])
    newer = confirmed is not None and confirmed > word.tag.at and answer.basis is Basis.CONFIRMED
    if newer and value_words(answer) != value_words(theirs):
        asks = f"asks: the deciding side has since said “{value_words(answer)}” ({_date(confirmed)})"
        return replace(theirs, contested=asks)
    return theirs


def _confirmed(standing: Will | When | HowMany | What) -> datetime | None:
    """When the deciding side last said what stands."""
    match standing:
        case Will():
            return standing.confirmed
        case When():
            return standing.range.confirmed
        case HowMany():
            said = [r.confirmed for r in standing.ranges.values() if r.confirmed is not None]
            return max(said, default=None)
        case What():
            official = [b.at for e in standing.entries for b in e.backers if b.official]
            return max(official, default=None)


def _contested(against: Sequence[Vote]) -> str:
    return "; ".join(_told(vote) for vote in against)


def _told(vote: Vote) -> str:
    return f"{vote.who} ({_date(vote.at)}): {_said(vote)}"


def _beside(beside: Sequence[Vote]) -> tuple[str, ...]:
    """What those say who are never counted, the latest first."""
    return tuple(f"{_speaker(vote)} ({_date(vote.at)}): {_said(vote)}" for vote in reversed(beside))


def _speaker(vote: Vote) -> str:
    return f"{vote.signal.source} in {vote.who}" if vote.signal.source else vote.who


def _said(vote: Vote) -> str:
    signal = vote.signal
    if signal.status is not None:
        return str(signal.status)
    if signal.days is not None:
        return days_words(signal.days, vote.at)
    if signal.count is not None:
        return count_words(signal.count)
    return signal.condition or ""


def _date(moment: datetime | None) -> str:
    return day_words(moment.date()) if moment is not None else ""


def _likelihood(backers: Sequence[Vote]) -> str:
    """The latest likelihood word of those behind the answer."""
    said = [b for b in backers if b.signal.likelihood]
    return max(said, key=lambda b: b.at).signal.likelihood if said else ""


def _when_of(state: State, question: Question) -> When | None:
    """The first `when` question that dates this question's event."""
    for other in state.topic.questions:
        standing = state.standings[other.id]
        if other.of == question.id and isinstance(standing, When):
            return standing
    return None


def _passed(day: date | None, now: datetime) -> bool:
    return day is not None and day < now.astimezone(UTC).date()


def _day_after(day: date) -> datetime:
    return datetime.combine(day + _DAY, time(), UTC)
