"""Answers as they stand, and the changes that led there."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import datetime
from typing import Any

from monitor.model import Answer, Change
from monitor.store.rows import (
    answer_of,
    day_text,
    json_text,
    maybe_moment,
    moment,
    moment_text,
    question_key,
)

_CHANGE = "select id, at, question_id, before, after, why, cause from changes"


class Board:
    """The current answers, and the append-only history."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._db = connection

    # --- answers ---

    def answers(self) -> dict[str, Answer]:
        """topic/question → the answer that stands; questions on which nothing is known yet may be absent."""
        rows = self._db.execute("select question_id, answer from answers")
        return {key: answer_of(text) for key, text in rows}

    def answers_at(self, at: datetime) -> dict[str, Answer]:
        """The same as it stood at a moment, by the history."""
        rows = self._db.execute(
            "select question_id, after from changes where id in "
            "(select max(id) from changes where at <= ? group by question_id)",
            (moment_text(at),),
        )
        return {key: answer_of(text) for key, text in rows}

    def put(self, answers: Iterable[Answer]) -> None:
        """Let these answers stand."""
        self._db.executemany(
            "insert or replace into answers values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
            [_answer_row(answer) for answer in answers],
        )

    def drop(self, keys: Iterable[str]) -> None:
        """Take away the answers of questions that are no longer asked."""
        self._db.executemany("delete from answers where question_id = ?", [(key,) for key in keys])

    # --- changes ---

    def add(self, change: Change) -> Change:
        """Append a change; gives it back with its id."""
        before, after = change.before, change.after
        added = self._db.execute(
            "insert into changes (at, question_id, from_status, to_status, from_basis, to_basis, why, cause, "
            "before, after) values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
            (
                moment_text(change.at),
                question_key(change.topic, change.question),
                before.status if before else None,
                after.status,
                before.basis if before else None,
                after.basis,
                change.why,
                change.cause,
                json_text(before) if before else None,
                json_text(after),
            ),
        )
        assert added.lastrowid is not None
        self._db.executemany(
            "insert into change_items values (?, ?, ?, ?)",
            [
                (added.lastrowid, position, item, guid)
                for position, (item, guid) in enumerate(zip(change.items, change.guids, strict=True))
            ],
        )
        return replace(change, id=added.lastrowid)

    def changes(
        self,
        *,
        since: datetime | None = None,
        until: datetime | None = None,
        after: int = 0,
        question: str | None = None,
        limit: int = -1,
    ) -> list[Change]:
        """Changes, oldest first: of [since, until), after an id, of one topic/question; the last `limit`."""
        conditions, values = ["id > ?"], [str(after)]
        for condition, value in (
            ("at >= ?", since and moment_text(since)),
            ("at < ?", until and moment_text(until)),
            ("question_id = ?", question),
        ):
            if value:
                conditions.append(condition)
                values.append(value)
        rows = self._db.execute(
            f"{_CHANGE} where {' and '.join(conditions)} order by id desc limit ?", (*values, limit)
        ).fetchall()
        return [self._change(row) for row in reversed(rows)]

    def get(self, change_id: int) -> Change | None:
        """The change of that id."""
        row = self._db.execute(f"{_CHANGE} where id = ?", (change_id,)).fetchone()
        return None if row is None else self._change(row)

    def last_change(self) -> int:
        """The highest id, 0 where there is none."""
        return int(self._db.execute("select coalesce(max(id), 0) from changes").fetchone()[0])

    def _change(self, row: Sequence[Any]) -> Change:
        id_, at, key, before, after, why, cause = row
        topic, _, question = key.partition("/")
        led = self._db.execute(
            "select item_id, guid from change_items where change_id = ? order by position", (id_,)
        ).fetchall()
        return Change(
            id=id_,
            at=moment(at),
            topic=topic,
            question=question,
            before=answer_of(before) if before else None,
            after=answer_of(after),
            items=tuple(item for item, _ in led),
            guids=tuple(guid for _, guid in led),
            why=why,
            cause=cause,
        )


def _answer_row(answer: Answer) -> tuple[object, ...]:
    days, count = answer.days, answer.count
    return (
        question_key(answer.topic, answer.question),
        answer.status,
        day_text(days.first) if days else None,
        day_text(days.last) if days else None,
        count.low if count else None,
        count.high if count else None,
        count.unit if count else None,
        answer.basis,
        answer.confidence,
        maybe_moment(answer.since),
        answer.overdue,
        answer.contested,
        json_text(answer),
    )
