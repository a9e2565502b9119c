"""The board of a past moment, and how a question came to stand where it does."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from monitor.board.answers import decide
from monitor.board.timeline import Step, timeline
from monitor.live import tags_by_topic
from monitor.model import Answer, Evidence, Topic
from monitor.store import Store
from monitor.store.rows import question_key


def board_at(store: Store, topics: Sequence[Topic], at: datetime) -> dict[str, Answer]:
    """topic/question → the answer that stood at a moment.

    The history of changes says what stood; the evidence and the tags of that moment say the rest (how many
    sources, which confidence), wherever they still lead to the same answer. They do not where feeds.toml has
    asked something else since.
    """
    stood = store.board.answers_at(at)
    tags = tags_by_topic(store, until=at)
    for topic in topics:
        again = decide(topic, store.signals.voting_at(at, topic.id), tags.get(topic.id, ()), at)
        for question, answer in again.items():
            key = question_key(topic.id, question)
            if key in stood and stood[key].value == answer.value:
                stood[key] = answer
    return stood


def steps_of(store: Store, topic: str, question: str, until: datetime | None = None) -> list[Step]:
    """The steps of one question, oldest first, as known at a moment (or now)."""
    changes = [
        change
        for change in store.board.changes(question=question_key(topic, question))
        if until is None or change.at <= until
    ]
    if until is None:
        evidence = store.signals.voting(topic, question)
    else:
        evidence = store.signals.voting_at(until, topic, question)
    known = {piece.id for piece in evidence}
    named = {id_ for change in changes for id_ in change.after.because} - known
    # An answer may have rested on what a later revision or reading took back.
    evidence += [piece for id_ in sorted(named) if (piece := store.signals.get(id_)) is not None]
    return timeline(changes, evidence)


def evidence_of(step: Step) -> tuple[Evidence, ...]:
    """All evidence of a step, what led to it first, each once."""
    led = {piece.id for piece in step.led}
    return (*step.led, *(piece for piece in step.heard if piece.id not in led))
