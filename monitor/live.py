"""The board kept up to date: each topic's state in memory, its answers and changes in the database.

A topic's state is built from the stored signals when it is first needed, and advanced from then on; it can
be dropped at any time, since the database holds all that it was made of.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import fields
from datetime import datetime

from monitor.board.answers import advance, answers, begin, decide, settle, wakes
from monitor.board.changes import changes
from monitor.board.state import State
from monitor.board.words import value_words
from monitor.model import Answer, Change, Config, Evidence, Tag, Topic
from monitor.store import Store
from monitor.store.rows import question_key


class LiveBoard:
    """The topics of a configuration over one database."""

    def __init__(self, store: Store, config: Config) -> None:
        self._store = store
        self._topics = {topic.id: topic for topic in config.topics}
        self._states: dict[str, State] = {}
        self._tags: dict[str, tuple[Tag, ...]] | None = None
        self._answers: dict[str, Answer] | None = None

    @property
    def topics(self) -> tuple[str, ...]:
        """The ids of all topics, in the order of feeds.toml."""
        return tuple(self._topics)

    def forget(self) -> None:
        """Drop what is held in memory: the database went on without it, or did not take what was written."""
        self._states.clear()
        self._tags = None
        self._answers = None

    def hear(self, evidence: Evidence) -> None:
        """One more piece of evidence, already stored."""
        state = self._states.get(evidence.signal.topic)
        if state is not None:
            self._states[evidence.signal.topic] = advance(state, evidence)

    def drop(self, topics: Iterable[str]) -> None:
        """What stored items say on these topics has changed: build their states anew when they are needed."""
        for topic in topics:
            self._states.pop(topic, None)

    def tagged(self) -> None:
        """The analyst has tagged something, or taken a tag back."""
        self._tags = None

    def update(
        self, topics: Iterable[str], now: datetime, cause: str, evidence: Sequence[Evidence] = ()
    ) -> list[Change]:
        """Bring the answers of these topics up to `now` and store them; gives the changes, stored as well.

        `evidence` is what led to it. Called inside a transaction.
        """
        standing = self._standing()
        made: list[Change] = []
        updated = [topic for topic in topics if topic in self._topics]
        for topic in updated:
            after = answers(self._state(topic), self._tags_of(topic), now)
            before = {q: standing[key] for q in after if (key := question_key(topic, q)) in standing}
            differing = [answer for q, answer in after.items() if before.get(q) != answer]
            if not differing:
                continue
            self._store.board.put(differing)
            standing.update((question_key(topic, answer.question), answer) for answer in differing)
            moved = changes(before, after, now, cause=cause, evidence=evidence)
            made.extend(self._store.board.add(change) for change in moved)
        self._store.topics.set_as_of(updated, now)
        return made

    def wakes(self, now: datetime) -> datetime | None:
        """The next moment after `now` at which time alone may move an answer."""
        moments = (wakes(self._state(topic), now) for topic in self._topics)
        return min((moment for moment in moments if moment is not None), default=None)

    def _state(self, topic: str) -> State:
        state = self._states.get(topic)
        if state is None:
            state = begin(self._topics[topic])
            for evidence in self._store.signals.voting(topic):
                state = advance(state, evidence)
        state = self._states[topic] = settle(state, self._tags_of(topic))
        return state

    def _standing(self) -> dict[str, Answer]:
        if self._answers is None:
            self._answers = self._store.board.answers()
        return self._answers

    def _tags_of(self, topic: str) -> tuple[Tag, ...]:
        if self._tags is None:
            self._tags = tags_by_topic(self._store)
        return self._tags.get(topic, ())


def differences(store: Store, topics: Sequence[Topic]) -> list[str]:
    """Where the stored answers differ from those computed again from signals and tags alone, in words.

    Also where the last change of a question says something else than its answer. Empty: all is what it
    should be.
    """
    as_of, stored, tags = store.topics.as_of(), store.board.answers(), tags_by_topic(store)
    last = {question_key(c.topic, c.question): c.after for c in store.board.changes()}
    found = []
    for topic in topics:
        if topic.id not in as_of:
            continue
        again = decide(topic, store.signals.voting(topic.id), tags.get(topic.id, ()), as_of[topic.id])
        for question, answer in again.items():
            key = question_key(topic.id, question)
            found += [f"{key}: {words}" for words in _differing(stored.get(key), answer)]
            if key in last and last[key].value != answer.value:
                found.append(
                    f"{key}: its last change led to {_said(last[key])}, computed again {_said(answer)}"
                )
    return found


def _differing(stored: Answer | None, again: Answer) -> list[str]:
    """The parts in which two answers differ."""
    if stored is None:
        return [f"no answer is stored, computed again {_said(again)}"]
    return [
        f"{field.name} is {kept!s}, computed again {computed!s}"
        for field in fields(Answer)
        if (kept := getattr(stored, field.name)) != (computed := getattr(again, field.name))
    ]


def _said(answer: Answer) -> str:
    return f"{value_words(answer)} ({answer.basis or 'nothing said'})"


def tags_by_topic(store: Store, until: datetime | None = None) -> dict[str, tuple[Tag, ...]]:
    """Topic → the tags that may bear on its answers; those up to a moment."""
    grouped: dict[str, list[Tag]] = {}
    for topic, tag in store.tags.by_topic():
        if until is None or tag.at <= until:
            grouped.setdefault(topic, []).append(tag)
    return {topic: tuple(tags) for topic, tags in grouped.items()}
