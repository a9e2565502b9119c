"""The configured topics and questions, so that the rest of the database can refer to them."""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence

from monitor.model import Topic
from monitor.store.rows import question_key


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
