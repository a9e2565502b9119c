"""The configured topics and questions, so that the rest of the database can refer to them."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from monitor.model import Answer, Kind, Topic
from monitor.store.rows import moment, moment_text, question_key


@dataclass(frozen=True, slots=True)
class Asked:
    """A configured question with its topic."""

    key: str  # topic/question
    topic: str
    title: str  # of the topic
    name: str
    kind: Kind
    ask: str

    def unanswered(self) -> Answer:
        """What the board shows while nothing is known."""
        return Answer(self.topic, self.name, self.kind)


class Topics:
    """Topics and questions; those no longer configured stay, since signals and changes refer to them."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._db = connection

    def sync(self, topics: Sequence[Topic]) -> None:
        """Make the tables say what the configuration says."""
        self._db.execute("update topics set configured = 0 where configured")
        self._db.execute("update questions set configured = 0 where configured")
        self._db.executemany(
            "insert into topics (id, title) values (?, ?) "
            "on conflict (id) do update set title = excluded.title, configured = 1",
            ((topic.id, topic.title) for topic in topics),
        )
        rows = (
            (question_key(topic.id, question.id), topic.id, question.id, question.kind, question.ask)
            for topic in topics
            for question in topic.questions
        )
        self._db.executemany(
            "insert into questions (id, topic_id, name, kind, ask, position) values (?, ?, ?, ?, ?, ?) "
            "on conflict (id) do update set kind = excluded.kind, ask = excluded.ask, "
            "position = excluded.position, configured = 1",
            ((*row, position) for position, row in enumerate(rows)),
        )

    def asked(self) -> list[Asked]:
        """The configured questions in the order of feeds.toml."""
        rows = self._db.execute(
            "select questions.id, topic_id, title, name, kind, ask from questions "
            "join topics on topics.id = topic_id where questions.configured order by position"
        )
        return [
            Asked(key, topic, title, name, Kind(kind), ask) for key, topic, title, name, kind, ask in rows
        ]

    # --- what the answers and signals of a topic rest on ---

    def readings(self) -> dict[str, str]:
        """Topic → what its stored items were read with; empty: not all of them have been."""
        return dict(self._db.execute("select id, reading from topics"))

    def set_reading(self, topic: str, reading: str) -> None:
        """Note what all stored items have been read with for a topic."""
        self._db.execute("update topics set reading = ? where id = ?", (reading, topic))

    def as_of(self) -> dict[str, datetime]:
        """Topic → the moment its answers were computed for."""
        rows = self._db.execute("select id, as_of from topics where as_of is not null")
        return {topic: moment(at) for topic, at in rows}

    def set_as_of(self, topics: Iterable[str], now: datetime) -> None:
        """Note the moment that these topics' answers were computed for."""
        at = moment_text(now)
        self._db.executemany("update topics set as_of = ? where id = ?", [(at, topic) for topic in topics])
