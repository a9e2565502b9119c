"""Two plain readers to measure against: keywords alone, and a date library with the first number."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from datetime import datetime

from dateparser.search import search_dates

from monitor.archives import Archived
from monitor.model import Config, Kind, Question, Topic
from monitor.terms import find_terms
from monitor.text import Token, sentences, tokens

Record = dict[str, object]

# The cue nearest to the event gives the status; an approval verb by itself is "approved".
_CUES = {
    "considering": "considering weighing weighs could may might mulls debate proposal draft undecided",
    "expected": "expected set plans poised will likely agreed",
    "approved": "approved approves authorized allowed allows signed adopted ratified passed lifted cut",
    "in-effect": "began begun arrived effect force started landed",
    "delayed": "delayed postponed paused stalled deferred hold",
    "unlikely": "unlikely opposes opposed doubts",
    "rejected": "rejected rejects vetoed blocked denied refused",
    "reversed": "rescinded revoked repealed withdrew struck reversed",
}
_STATUS = {word: status for status, words in _CUES.items() for word in words.split()}
_NUMBER = re.compile(r"\$?(\d[\d,]*(?:\.\d+)?)")


def keywords(config: Config, items: list[Archived]) -> Iterator[Record]:
    """Status by the cue nearest to a word of the event; the deciders' word where one of them is named."""
    return _records(config, items, _by_keyword)


def library(config: Config, items: list[Archived]) -> Iterator[Record]:
    """The first date that dateparser finds in the text, and the first number beside a word of the unit."""
    return _records(config, items, _by_library)


_Read = Callable[[Question, Topic, list[Token], str, datetime], Record | None]


def _records(config: Config, items: list[Archived], read: _Read) -> Iterator[Record]:
    several = len(config.topics) > 1
    shown: dict[tuple[str, str], Record] = {}
    for item in items:
        text = f"{item.entry.title}\n{item.entry.text}"
        words = tokens(text)
        on = [topic for topic in config.topics if all(find_terms(terms, words) for terms in topic.about)]
        signals: dict[str, Record] = {}
        moved: list[Record] = []
        for topic in on:
            for question in topic.questions:
                said = read(question, topic, words, text, item.at)
                if said is None:
                    continue
                signals[f"{topic.id}/{question.id}" if several else question.id] = {**said, "topic": topic.id}
                moved.extend(_moved(shown, topic, question, said, item.at))
        yield {
            "type": "item",
            "id": item.id,
            "relevant": bool(on),
            "topics": [topic.id for topic in on],
            "signals": signals,
        }
        yield from moved


def _moved(
    shown: dict[tuple[str, str], Record], topic: Topic, question: Question, said: Record, at: datetime
) -> Iterator[Record]:
    """The board of a reader without one: whatever was said last."""
    basis = "confirmed" if said.get("attribution") == "official" else "reported"
    now: Record = {**said, "basis": basis}
    before = shown.get((topic.id, question.id))
    if before != now:
        shown[topic.id, question.id] = now
        yield {
            "type": "change",
            "at": at.strftime("%Y-%m-%dT%H:%M:%SZ"),
            "topic": topic.id,
            "question": question.id,
            "from": before,
            "to": now,
        }


def _by_keyword(
    question: Question, topic: Topic, words: list[Token], text: str, at: datetime
) -> Record | None:
    if question.kind is not Kind.WILL:
        return None
    events = [start for start, _ in find_terms(question.yes, words)] if question.yes else [0]
    cues = [(place, _STATUS[word.lower]) for place, word in enumerate(words) if word.lower in _STATUS]
    if not events or not cues:
        return None
    _, status = min(cues, key=lambda cue: min(abs(cue[0] - event) for event in events))
    named = topic.deciders and find_terms(topic.deciders, words)
    return {"status": status, "attribution": "official" if named else "report"}


def _by_library(
    question: Question, topic: Topic, words: list[Token], text: str, at: datetime
) -> Record | None:
    if question.kind is Kind.WHEN:
        found = search_dates(
            text,
            languages=["en"],
            settings={"RELATIVE_BASE": at.replace(tzinfo=None), "PREFER_DATES_FROM": "future"},
        )
        if not found:
            return None
        day = found[0][1].date().isoformat()
        return {"when": [day, day]}
    if question.kind is Kind.HOW_MANY:
        for sentence in sentences(text):
            number = _NUMBER.search(sentence.text)
            if number and find_terms(question.unit, tokens(sentence.text)):
                value = float(number.group(1).replace(",", ""))
                return {"count": [value, value]}
    return None
