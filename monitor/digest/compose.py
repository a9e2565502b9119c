"""Material → Digest: what of it is said, in which order. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import datetime

from monitor.board.analyst import heard_from
from monitor.board.answers import decide
from monitor.digest.ahead import dates_ahead
from monitor.digest.bottomline import bottom_line, importance
from monitor.digest.corrections import asked_by, corrections, reason_words
from monitor.digest.escape import web_link
from monitor.digest.feeds import heard_feeds
from monitor.digest.material import Material
from monitor.digest.report import (
    FORTNIGHT,
    Digest,
    Moved,
    Noted,
    Quoted,
    Source,
    Standing,
    Step,
    TopicPart,
)
from monitor.digest.words import moved_words, says_words, standing_words, value_words, voice_words
from monitor.model import (
    Answer,
    Attribution,
    Basis,
    Change,
    Evidence,
    Item,
    Kind,
    Question,
    Status,
    Tag,
    TagKind,
    Tier,
    Topic,
)
from monitor.store.tags import standing

QUOTES = 3
"""Sentences quoted under a change; the rest stands in the evidence."""

_YES = frozenset({Status.EXPECTED, Status.APPROVED, Status.IN_EFFECT})
_NO = frozenset({Status.UNLIKELY, Status.REJECTED, Status.REVERSED})


class _Sources:
    """Numbers items in the order in which the digest first names them; knows what the analyst set aside."""

    def __init__(self, material: Material, tags: Sequence[Tag]) -> None:
        self._items = material.items
        self._tiers = {feed.name: feed for feed in material.config.feeds}
        self._credibility = {t.item: t.value for t in tags if t.kind is TagKind.CREDIBILITY and t.item}
        self.voided = heard_from(material.tags).voided
        self._numbered: dict[int, Source] = {}

    def cite(self, item: Item, evidence: Evidence | None = None) -> Source:
        """The source of an item, numbered when it is first cited."""
        known = self._numbered.get(item.id)
        if known is not None:
            return known
        feed = self._tiers.get(item.feed)
        tier = feed.tier if feed else evidence.tier if evidence else Tier.OTHER
        grade = (feed.reliability if feed and feed.reliability else "") + self._credibility.get(item.id, "")
        source = Source(
            number=len(self._numbered) + 1,
            item=item.id,
            outlet=item.feed,
            tier=tier,
            title=item.title,
            link=web_link(item.link),
            published=item.published,
            seen=item.first_seen,
            grade=grade,
        )
        self._numbered[item.id] = source
        return source

    def all(self) -> tuple[Source, ...]:
        return tuple(self._numbered.values())


def compose(material: Material) -> Digest:
    """The digest of the material's window, as the configuration wants it."""
    settings = material.config.digest
    tags = standing(material.tags)
    sources = _Sources(material, tags)
    answers = {
        topic.id: decide(topic, material.evidence[topic.id], material.tags, material.as_of)
        for topic in material.config.topics
    }
    evidence = {e.id: e for found in material.evidence.values() for e in found}
    changes = _changes(material, evidence, sources)
    topics = tuple(
        _topic_part(topic, answers[topic.id], material, sources) for topic in material.config.topics
    )
    feeds = heard_feeds(material)
    noted = tuple(_noted(material, tags, sources))
    return Digest(
        window=material.window,
        as_of=material.as_of,
        feeds=feeds,
        bottom_line=bottom_line(changes, topics, feeds, material.items_seen),
        changes=changes,
        topics=topics,
        ahead=tuple(dates_ahead(material, answers)),
        noted=noted,
        corrections=tuple(corrections(material)),
        sources=sources.all(),
        items=material.items_seen,
        reader=max((e.signal.reader for e in evidence.values()), default=""),
        by=settings.by,
        parts=settings.parts,
    )


# --- changes ------------------------------------------------------------------------------------------


def _changes(material: Material, evidence: Mapping[int, Evidence], sources: _Sources) -> tuple[Moved, ...]:
    """The window's changes of questions that are still asked, the most important question first."""
    by_question: dict[tuple[str, str], list[Change]] = {}
    for change in material.changes:
        if material.window.holds(change.at) and asked_by(material, change):
            by_question.setdefault((change.topic, change.question), []).append(change)
    ordered = sorted(by_question.values(), key=importance)
    return tuple(_moved(change, material, evidence, sources) for moves in ordered for change in moves)


def _moved(change: Change, material: Material, evidence: Mapping[int, Evidence], sources: _Sources) -> Moved:
    asked = asked_by(material, change)
    assert asked is not None, "only changes of asked questions are shown"
    topic, question = asked
    before, after = moved_words(change.before, change.after)
    return Moved(
        topic=topic.title,
        ask=question.ask,
        question=f"{topic.id}/{question.id}",
        kind=question.kind,
        before=before,
        after=after,
        previous=change.before,
        answer=change.after,
        at=change.at,
        why=reason_words(change, material),
        cause=change.cause,
        change=change.id,
        quotes=_quotes(_led(change, evidence, material), material, sources, QUOTES),
    )


def _led(change: Change, evidence: Mapping[int, Evidence], material: Material) -> list[Evidence]:
    """What moved the board: what the items that led to it say on the question, and what bore it out.

    Of those items, what contradicts the answer is quoted only where nothing supports it.
    """
    because = [evidence[id_] for id_ in change.after.because if id_ in evidence]
    asked = (change.topic, change.question)
    heard = [
        e
        for e in evidence.values()
        if e.item in change.items and (e.signal.topic, e.signal.question) == asked
    ]
    led = [e for e in because if e.item in change.items]
    if led:
        return [e for e in because if e in led or (e.at <= change.at and material.window.holds(e.at))]
    return heard or because


def _quotes(
    found: Iterable[Evidence], material: Material, sources: _Sources, most: int | None = None
) -> tuple[Quoted, ...]:
    """One sentence a story; stories beyond `most` are left out."""
    return tuple(_quoted(group[0], _copies(group), material, sources) for group in _stories(found)[:most])


def _stories(found: Iterable[Evidence]) -> list[list[Evidence]]:
    """The evidence by story, the newest story first: its first telling is quoted, its copies are counted.

    Of a text that names several conditions each is quoted.
    """
    stories: dict[object, list[Evidence]] = {}
    for e in sorted(found, key=lambda e: (e.at, e.id)):
        story = ("item", e.item) if e.story is None else ("story", e.story)
        stories.setdefault((story, e.signal.condition and e.signal.quote), []).append(e)
    return sorted(stories.values(), key=lambda group: (group[0].at, -group[0].id), reverse=True)


def _copies(group: Sequence[Evidence]) -> int:
    return len({e.item for e in group}) - 1


def _quoted(e: Evidence, copies: int, material: Material, sources: _Sources) -> Quoted:
    signal = e.signal
    cue = None
    if signal.cues:
        start = signal.cues[0].span.start - signal.span.start
        end = signal.cues[0].span.end - signal.span.start
        if 0 <= start < end <= len(signal.quote):
            cue = (start, end)
    return Quoted(
        text=signal.quote,
        cue=cue,
        says=says_words(signal, e.at),
        attribution=signal.attribution,
        voice=voice_words(signal),
        source=sources.cite(material.items[e.item], e),
        copies=copies,
        origin=signal.origin,
        voided=e in sources.voided,
    )


# --- questions ----------------------------------------------------------------------------------------


def _topic_part(
    topic: Topic, answers: Mapping[str, Answer], material: Material, sources: _Sources
) -> TopicPart:
    return TopicPart(
        topic.id,
        topic.title,
        tuple(
            _standing(topic, question, answers[question.id], material, sources)
            for question in topic.questions
        ),
    )


def _standing(
    topic: Topic, question: Question, answer: Answer, material: Material, sources: _Sources
) -> Standing:
    every = [e for e in material.evidence[topic.id] if e.signal.question == question.id]
    new = [e for e in every if material.window.holds(_learned(e, material.items[e.item]))]
    last = max((_learned(e, material.items[e.item]) for e in every), default=None)
    behind = [e for e in every if e.id in answer.because]
    if answer.basis is Basis.CONFIRMED:  # those who only report it do not confirm it
        behind = [e for e in behind if e.signal.attribution is Attribution.OFFICIAL]
    quoted, most = _quotes(new, material, sources), material.config.digest.quotes
    return Standing(
        ask=question.ask,
        question=f"{topic.id}/{question.id}",
        answer=answer,
        words=standing_words(answer),
        rests=_quotes(behind, material, sources),
        new=quoted,
        more=0 if most is None else max(0, len(quoted) - most),
        against=_quotes(
            [e for e in new if e not in sources.voided and _opposes(e, answer)], material, sources
        ),
        items=len({e.item for e in new}),
        days_since=None if last is None else _days_between(last, material),
        daily=_daily(every, material),
        steps=_steps(topic, question, material),
    )


def _daily(every: Sequence[Evidence], material: Material) -> tuple[int, ...]:
    """Items of evidence a day, over the fortnight that ends with the window."""
    items: list[set[int]] = [set() for _ in range(FORTNIGHT)]
    for e in every:
        ago = _days_between(e.at, material)
        if 0 <= ago < FORTNIGHT:
            items[FORTNIGHT - 1 - ago].add(e.item)
    return tuple(len(day) for day in items)


def _steps(topic: Topic, question: Question, material: Material) -> tuple[Step, ...]:
    """The values that the board showed up to the end of the window; a mark that came or went is no step."""
    made: list[Step] = []
    for change in material.changes:
        if (change.topic, change.question) != (topic.id, question.id) or change.at > material.as_of:
            continue
        step = _step(change)
        if not made or replace(made[-1], at=step.at) != step:
            made.append(step)
    return tuple(made)


def _step(change: Change) -> Step:
    answer, kind = change.after, change.after.kind
    return Step(
        at=change.at,
        words=value_words(answer),
        basis=answer.basis,
        status=answer.status if kind is Kind.WILL else None,
        days=answer.days if kind is Kind.WHEN else None,
        count=answer.count if kind is Kind.HOW_MANY else None,
        held=sum(not c.withdrawn for c in answer.conditions) if kind is Kind.WHAT else None,
    )


def _learned(e: Evidence, item: Item) -> datetime:
    """When the program came to know it: an item may be days old when its feed is first read."""
    return max(e.at, item.first_seen)


def _days_between(moment: datetime, material: Material) -> int:
    return (material.window.last - material.window.local(moment).date()).days


def _opposes(e: Evidence, answer: Answer) -> bool:
    """Whether a status points the other way than the answer does."""
    status = e.signal.status
    return (answer.status in _YES and status in _NO) or (answer.status in _NO and status in _YES)


# --- notes ----------------------------------------------------------------------------------------------


def _noted(material: Material, tags: Sequence[Tag], sources: _Sources) -> Iterable[Noted]:
    """Items starred, noted or labelled within the window."""
    kinds = (TagKind.STAR, TagKind.NOTE, TagKind.LABEL)
    written = [t for t in tags if t.kind in kinds and t.item and material.window.holds(t.at)]
    for id_ in dict.fromkeys(t.item for t in written):
        assert id_ is not None
        own = [t for t in written if t.item == id_]
        yield Noted(
            source=sources.cite(material.items[id_]),
            starred=any(t.kind is TagKind.STAR for t in own),
            notes=tuple(t.value for t in own if t.kind is TagKind.NOTE),
            labels=tuple(t.value for t in own if t.kind is TagKind.LABEL),
        )
