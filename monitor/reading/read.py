"""The one entry to reading: an item and its feed → its topics, and what it says on each question.

Order of work, cheapest first: a look for any topic's rarest word in the raw text; sentences and tokens;
topics; and only for a topic that matches its questions. Nothing here knows a screen, a database or a clock.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import datetime
from functools import lru_cache
from importlib.resources import files
from importlib.resources.abc import Traversable

from monitor.model import (
    Config,
    Discarded,
    Feed,
    Grade,
    Item,
    Kind,
    Match,
    Question,
    Reading,
    Signal,
    Span,
    Status,
    Tier,
    Topic,
)
from monitor.reading.agree import Said
from monitor.reading.attribution import Voice, Witnesses
from monitor.reading.conditions import read_conditions
from monitor.reading.dates import read_days
from monitor.reading.document import Document, Finding, read_document
from monitor.reading.numbers import read_count
from monitor.reading.relevance import own_part
from monitor.reading.topics import TopicIndex
from monitor.reading.will.choose import choose
from monitor.reading.will.status import assertions

_SHARED = ("stems.py", "terms.py", "text.py")


def _parts(folder: Traversable) -> Iterator[Traversable]:
    """The modules and word lists of a package and of those in it, in the order of their names."""
    for part in sorted(folder.iterdir(), key=lambda entry: entry.name):
        if part.is_dir() and part.name != "__pycache__":
            yield from _parts(part)
        elif part.name.endswith((".py", ".toml")):
            yield part


@lru_cache(maxsize=1)
def reader_version() -> str:
    """Eight hexadecimal digits that change whenever a rule or a word of the lexicon does.

    It is stored with every signal; items read by another version are read again.
    """
    digest = hashlib.sha256()
    for part in (*_parts(files("monitor.reading")), *(files("monitor").joinpath(name) for name in _SHARED)):
        digest.update(part.name.encode() + b"\0" + part.read_bytes())
    return digest.hexdigest()[:8]


_PRESUPPOSED = frozenset({"presupposed", "settled"})
"""Rules of status whose findings a speaker takes for granted."""

_DECIDED = frozenset({Status.APPROVED, Status.REJECTED, Status.DELAYED, Status.REVERSED})
"""What a body that acts in public does by the act that is told."""

_WEAKER = "another assertion of the item is stronger"

READER_VERSION = reader_version()

HAND = Feed(name="given by hand", url="", tier=Tier.OTHER)
"""The feed of a text that nobody published."""


class Reader:
    """Reads items against a configuration; compiled once, used for every item."""

    def __init__(self, config: Config) -> None:
        self.topics = {topic.id: topic for topic in config.topics}
        self._index = TopicIndex(config.topics)

    def read(self, item: Item, feed: Feed) -> Reading:
        """The topics an item is on and its signals; topics graded POSSIBLE are shown and give none."""
        if not self._index.may_match(item.document, feed):
            return Reading()
        document = read_document(item)
        matches = self._index.match(document, feed)
        sure = [self.topics[match.topic] for match in matches if match.grade is Grade.MATCH]
        return Reading(matches, tuple(signals(document, sure, feed)))

    def read_text(
        self, text: str, at: datetime, *, title: str = "", feed: Feed = HAND, topics: Sequence[str] = ()
    ) -> tuple[Item, Reading]:
        """Read a text given by hand, as if published at `at`; `topics` are read even if it is not on them."""
        item = Item(0, "", feed.name, "", title or text, text if title else "", at, at, at)
        document = read_document(item)
        matches = {match.topic: match for match in self._index.match(document, feed)}
        for forced in topics:
            found = matches.get(forced)
            words = found.words if found else ()
            matches[forced] = Match(forced, Grade.MATCH, found.score if found else 0.0, words, "asked for")
        sure = [self.topics[match.topic] for match in matches.values() if match.grade is Grade.MATCH]
        return item, Reading(tuple(matches.values()), tuple(signals(document, sure, feed)))


def signals(document: Document, topics: Iterable[Topic], feed: Feed) -> Iterator[Signal]:
    """What a document says on each question of the topics that it is on."""
    for topic in topics:
        page = _Page(own_part(document, topic), topic, feed)
        for question in topic.questions:
            for finding, voice in page.read(question):
                yield _signal(document, question, finding, voice)


_Told = tuple[Finding, Voice]


class _Page:
    """One document on one topic: what its questions share is found once."""

    def __init__(self, document: Document, topic: Topic, feed: Feed) -> None:
        self.document, self.topic, self.feed = document, topic, feed
        self.witnesses = Witnesses(document, topic, feed)
        self.will: dict[str, _Told | None] = {}
        lines: dict[str, frozenset[int]] = {}
        for question in topic.questions:
            if question.kind is Kind.WILL:
                told = self._assertions(question)
                lines[question.id] = frozenset(finding.line for finding, _ in told)
                self.will[question.id] = _strongest(told)
        self.said = Said({name: told[0].status if told else None for name, told in self.will.items()}, lines)

    def read(self, question: Question) -> list[_Told]:
        """What the document says on a question, and on whose word."""
        match question.kind:
            case Kind.WILL:
                told = self.will[question.id]
                return [told] if told else []
            case Kind.WHEN:
                return self._told([read_days(self.document, question, self.topic, self.said, self._body())])
            case Kind.HOW_MANY:
                return self._told([read_count(self.document, question, self.topic)])
            case Kind.WHAT:
                return self._told(read_conditions(self.document, question, self.topic))

    def _body(self) -> str:
        """The body that publishes an official feed; "" for an outlet."""
        return self.feed.name if self.feed.tier is Tier.OFFICIAL else ""

    def _assertions(self, question: Question) -> list[_Told]:
        return [
            (finding, self._voice(finding))
            for finding in assertions(self.document, question, self.topic, self.feed)
        ]

    def _told(self, found: Iterable[Finding | None]) -> list[_Told]:
        return [(finding, self._voice(finding)) for finding in found if finding is not None]

    def _voice(self, finding: Finding) -> Voice:
        granted = finding.rule in _PRESUPPOSED
        decided = finding.status in _DECIDED
        return self.witnesses.attribute(finding.line, finding.span, presupposed=granted, decided=decided)


def _strongest(told: Sequence[_Told]) -> _Told | None:
    """The assertion that an item is labelled by, with the others handed back as discarded."""
    chosen = choose(told)
    if chosen is None:
        return None
    finding, voice = told[chosen]
    weaker = tuple(
        Discarded(other.span, f"{other.status} ({heard.attribution})", _WEAKER, other.status)
        for place, (other, heard) in enumerate(told)
        if place != chosen
    )
    return replace(finding, discarded=(*finding.discarded, *weaker)), voice


def _signal(document: Document, question: Question, finding: Finding, voice: Voice) -> Signal:
    sentence = document.lines[finding.line].sentence
    return Signal(
        topic=question.topic,
        question=question.id,
        kind=question.kind,
        attribution=voice.attribution,
        quote=sentence.text,
        span=Span(sentence.start, sentence.end),
        rule=finding.rule,
        status=finding.status,
        days=finding.days,
        count=finding.count,
        condition=finding.condition,
        withdrawn=finding.withdrawn,
        cues=(*finding.cues, *voice.cues),
        source=voice.source,
        sources=voice.sources,
        origin=voice.origin,
        likelihood=finding.likelihood,
        adversary=voice.adversary,
        discarded=finding.discarded,
        reader=READER_VERSION,
    )
