"""The analyst's words: append-only, so that undo is another row."""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime
from typing import Any

from monitor.model import Tag, TagKind
from monitor.store.rows import moment, moment_text, question_key

_TAG = "select id, at, kind, item_id, signal_id, topic_id, question_id, value, undoes from tags"
_STANDS = "kind <> 'undo' and id not in (select undoes from tags where undoes is not null)"


class Tags:
    """Tags on items, signals and questions."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._db = connection

    def add(self, tag: Tag) -> Tag:
        """Append a tag; gives it back with its id."""
        added = self._db.execute(
            "insert into tags (at, kind, item_id, signal_id, topic_id, question_id, value, undoes) "
            "values (?, ?, ?, ?, ?, ?, ?, ?)",
            (
                moment_text(tag.at),
                tag.kind,
                tag.item,
                tag.signal,
                tag.topic or None,
                question_key(tag.topic, tag.question) if tag.question else None,
                tag.value,
                tag.undoes,
            ),
        )
        assert added.lastrowid is not None
        return replace(tag, id=added.lastrowid)

    def all(self, *, after: int = 0, until: datetime | None = None) -> list[Tag]:
        """Every row, undone or not, oldest first; later than an id, up to a moment."""
        end = moment_text(until) if until else None
        rows = self._db.execute(
            f"{_TAG} where id > ? and (? is null or at <= ?) order by id", (after, end, end)
        )
        return [_tag_of(row) for row in rows]

    def by_topic(self) -> list[tuple[str, Tag]]:
        """Every row that may bear on an answer, with each topic that it bears on, oldest first.

        A tag that names no topic bears on all on which its item or signal says something.
        """
        rows = self._db.execute(
            f"select question.topic_id, tag.* from ({_TAG} where topic_id is null) as tag "
            "join signals on signals.item_id = tag.item_id or signals.id = tag.signal_id "
            "join questions as question on question.id = signals.question_id "
            f"union select topic_id, * from ({_TAG} where topic_id is not null) order by 2"
        )
        return [(topic, _tag_of(row)) for topic, *row in rows]

    def of_item(self, item_id: int) -> list[Tag]:
        """The tags on an item that stand, oldest first."""
        return [
            _tag_of(row) for row in self._db.execute(f"{_TAG} where item_id = ? and {_STANDS}", (item_id,))
        ]

    def last_standing(self) -> Tag | None:
        """The newest tag that has not been undone: what `undo` takes back."""
        row = self._db.execute(f"{_TAG} where {_STANDS} order by id desc limit 1").fetchone()
        return None if row is None else _tag_of(row)

    def stands(self, tag_id: int) -> bool:
        """Whether a tag has not been undone."""
        return bool(self._db.execute(f"select 1 from tags where id = ? and {_STANDS}", (tag_id,)).fetchone())


def standing(tags: Sequence[Tag]) -> list[Tag]:
    """The tags among these that no later one undoes."""
    undone = {tag.undoes for tag in tags if tag.kind is TagKind.UNDO}
    return [tag for tag in tags if tag.kind is not TagKind.UNDO and tag.id not in undone]


def _tag_of(row: Sequence[Any]) -> Tag:
    id_, at, kind, item, signal, topic, key, value, undoes = row
    return Tag(
        id=id_,
        at=moment(at),
        kind=TagKind(kind),
        item=item,
        signal=signal,
        topic=topic or "",
        question=key.partition("/")[2] if key else "",
        value=value,
        undoes=undoes,
    )
