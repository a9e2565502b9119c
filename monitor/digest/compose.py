"""Material → Digest: what of it is said, in which order. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime, timedelta

from monitor.board.answers import decide
from monitor.board.words import answer_words, signal_words, voice_words
from monitor.digest.bottomline import bottom_line
from monitor.digest.escape import web_link
from monitor.digest.feeds import heard_feeds
from monitor.digest.material import Material
from monitor.digest.report import (
    FORTNIGHT,
    Ahead,
    Correction,
    Digest,
    Moved,
    Noted,
    Quoted,
    Source,
    Standing,
    Step,
    TopicPart,
)
from monitor.digest.words import moved_words
from monitor.model import (
    Answer,
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
    """Numbers items in the order in which the digest first names them."""

    def __init__(self, material: Material, tags: Sequence[Tag]) -> None:
        self._items = material.items
        self._tiers = {feed.name: feed for feed in material.config.feeds}
        self._credibility = {t.item: t.value for t in tags if t.kind is TagKind.CREDIBILITY and t.item}
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
    changes = tuple(_moved(change, material, evidence, sources) for change in _shown_changes(material))
    topics = tuple(
        _topic_part(topic, answers[topic.id], material, sources) for topic in material.config.topics
    )
    feeds = heard_feeds(material)
    noted = tuple(_noted(material, tags, sources))
    return Digest(
        window=material.window,
        as_of=material.as_of,
        feeds=feeds,
        bottom_line=bottom_line(changes, topics, feeds, material),
        changes=changes,
        topics=topics,
        ahead=tuple(_ahead(material, answers)),
        noted=noted,
        corrections=tuple(_corrections(material)),
        sources=sources.all(),
        items=material.items_seen,
        reader=max((e.signal.reader for e in evidence.values()), default=""),
        by=settings.by,
        parts=settings.parts,
    )


# --- changes ------------------------------------------------------------------------------------------


def _asked(material: Material, change: Change) -> tuple[Topic, Question] | None:
    """The topic and question of a change, where they are still asked."""
    for topic in material.config.topics:
        if topic.id == change.topic:
            for question in topic.questions:
                if question.id == change.question:
                    return topic, question
    return None


def _shown_changes(material: Material) -> Iterable[Change]:
    return (c for c in material.changes if material.window.holds(c.at) and _asked(material, c))


def _moved(change: Change, material: Material, evidence: Mapping[int, Evidence], sources: _Sources) -> Moved:
    asked = _asked(material, change)
    assert asked is not None, "only changes of asked questions are shown"
    topic, question = asked
    before, after = moved_words(change.before, change.after)
    led = [evidence[id_] for id_ in change.after.because if id_ in evidence]
    led = [e for e in led if e.item in change.items] or led
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
        why=change.why,
        cause=change.cause,
        change=change.id,
        quotes=_quotes(led, material, sources)[:QUOTES],
    )


def _quotes(found: Iterable[Evidence], material: Material, sources: _Sources) -> tuple[Quoted, ...]:
    return tuple(_quoted(group[0], _copies(group), material, sources) for group in _stories(found))


def _stories(found: Iterable[Evidence]) -> list[list[Evidence]]:
    """The evidence by story: one is quoted, its copies are counted."""
    stories: dict[object, list[Evidence]] = {}
    for e in found:
        stories.setdefault(("item", e.item) if e.story is None else ("story", e.story), []).append(e)
    return list(stories.values())


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
        says=signal_words(signal, e.at),
        voice=voice_words(signal),
        source=sources.cite(material.items[e.item], e),
        copies=copies,
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
    new.sort(key=lambda e: (e.at, e.id), reverse=True)
    last = max((_learned(e, material.items[e.item]) for e in every), default=None)
    quoted, most = _stories(new), material.config.digest.quotes
    shown = quoted if most is None else quoted[:most]
    return Standing(
        ask=question.ask,
        question=f"{topic.id}/{question.id}",
        answer=answer,
        words=answer_words(answer),
        new=tuple(_quoted(group[0], _copies(group), material, sources) for group in shown),
        more=len(quoted) - len(shown),
        against=_quotes([e for e in new if _opposes(e, answer)], material, sources),
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
    """The statuses that the board showed up to the end of the window."""
    made: list[Step] = []
    for change in material.changes:
        if (change.topic, change.question) != (topic.id, question.id) or change.at > material.as_of:
            continue
        if not made or made[-1].status is not change.after.status:
            made.append(Step(change.at, change.after.status))
    return tuple(made)


def _learned(e: Evidence, item: Item) -> datetime:
    """When the program came to know it: an item may be days old when its feed is first read."""
    return max(e.at, item.first_seen)


def _days_between(moment: datetime, material: Material) -> int:
    return (material.window.last - material.window.local(moment).date()).days


def _opposes(e: Evidence, answer: Answer) -> bool:
    """Whether a status points the other way than the answer does."""
    status = e.signal.status
    return (answer.status in _YES and status in _NO) or (answer.status in _NO and status in _YES)


# --- dates ahead, notes, corrections --------------------------------------------------------------------


def _ahead(material: Material, answers: Mapping[str, Mapping[str, Answer]]) -> list[Ahead]:
    made = []
    today = material.window.last
    for topic in material.config.topics:
        for question in topic.questions:
            answer = answers[topic.id][question.id]
            day, words = _next_date(question, answer, today)
            if day is not None:
                key = f"{topic.id}/{question.id}"
                what = "by" if day == question.by else "when"
                made.append(Ahead(day, words, topic.title, question.ask, key, what, answer.overdue))
    return sorted(made, key=lambda ahead: (not ahead.overdue, ahead.day, ahead.question))


def _next_date(question: Question, answer: Answer, today: date) -> tuple[date | None, str]:
    if question.by is not None and (answer.overdue or question.by > today):
        return question.by, "due by this day" if not answer.overdue else "was due by this day"
    if question.kind is not Kind.WHEN or answer.days is None:
        return None, ""
    first, last = answer.days.first, answer.days.last
    if answer.overdue and last is not None:
        return last, f"{answer_words(answer)}; the interval has ended"
    for end in (first, last):
        if end is not None and end > today:
            return end, answer_words(answer)
    return None, ""


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


def _corrections(material: Material) -> Iterable[Correction]:
    """Answers that stood in an earlier digest and that the analyst's word has undone since."""
    said: dict[tuple[str, str], Change] = {}
    for change in material.changes:
        key = (change.topic, change.question)
        earlier = said.get(key)
        asked = _asked(material, change)
        undone = change.cause == "tag" and earlier is not None and earlier.cause != "tag"
        if (
            asked
            and undone
            and earlier
            and material.window.holds(change.at)
            and _stood(earlier, change, material)
        ):
            topic, question = asked
            words = " → ".join(moved_words(earlier.before, earlier.after))
            yield Correction(change.at, earlier.at, topic.title, question.ask, words, change.why)
        said[key] = change


def _stood(earlier: Change, change: Change, material: Material) -> bool:
    """Whether a day ended between the two, so that a digest has said the earlier one."""
    local = material.window.local
    return local(earlier.at).date() + timedelta(days=1) <= local(change.at).date()
