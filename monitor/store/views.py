"""What the screens read: frozen snapshots, each from one short query.

Every function takes the connection of the thread that calls it and leaves no read open. Costs are bounded
by what a screen shows, not by what is stored.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from monitor.model import Answer, Kind
from monitor.store.rows import answer_of, moment, moment_or_none

SPARK_DAYS = 14
"""Days that a sparkline covers."""

CHANGES_SHOWN = 500
"""Changes since the last look that are listed; more than that is read on the screen of changes."""

_FRESH_COUNTED = 20_000
_SEEN = "screen.seen"
_LOOKED = "screen.looked"


@dataclass(frozen=True, slots=True)
class Seen:
    """Which changes the analyst has acknowledged, and the evidence that was there when they last left."""

    all: int = 0  # every change up to this id
    questions: Mapping[str, int] = field(default_factory=dict)  # "topic/question" → change id beyond `all`
    signal: int = 0  # id of the newest signal at the end of the last session
    signals: Mapping[str, int] = field(default_factory=dict)  # the same by question, where it was opened

    def change(self, question: str) -> int:
        """The id of the newest acknowledged change of a question."""
        return max(self.all, self.questions.get(question, 0))


@dataclass(frozen=True, slots=True)
class QuestionRow:
    """A question as the board shows it."""

    key: str  # topic/question
    topic: str
    name: str
    kind: Kind
    ask: str
    answer: Answer | None  # None: nothing was ever said
    changed: datetime | None  # the board last moved
    heard: datetime | None  # last evidence
    unseen: int = 0  # changes not yet acknowledged
    fresh: int = 0  # signals since the last look
    about: str = ""  # the topic's title


@dataclass(frozen=True, slots=True)
class TopicRows:
    """A topic with its questions, in the order of feeds.toml."""

    id: str
    title: str
    questions: tuple[QuestionRow, ...]


@dataclass(frozen=True, slots=True)
class ChangeRow:
    """A transition of an answer with the sentence behind it."""

    id: int
    at: datetime
    key: str  # of the question
    kind: Kind
    ask: str
    before: Answer | None
    after: Answer
    why: str
    cause: str
    items: tuple[int, ...] = ()
    quote: str = ""
    feed: str = ""
    title: str = ""
    link: str = ""
    about: str = ""  # the topic's title


@dataclass(frozen=True, slots=True)
class BoardRows:
    """The whole board at one moment."""

    topics: tuple[TopicRows, ...]
    unseen: tuple[ChangeRow, ...]  # newest first
    matched: int  # whether anything has matched yet: 0 or more than 0
    stored: int  # items

    def question(self, key: str) -> QuestionRow | None:
        """The question of that key."""
        return next((q for topic in self.topics for q in topic.questions if q.key == key), None)


def read_seen(db: sqlite3.Connection) -> Seen:
    """What has been acknowledged so far."""
    kept = dict(
        db.execute("select key, value from settings where key in (?, ?)", (_SEEN, _LOOKED)).fetchall()
    )
    changes = json.loads(kept.get(_SEEN, "{}"))
    signals = json.loads(kept.get(_LOOKED, "{}"))
    return Seen(
        changes.get("all", 0),
        changes.get("questions", {}),
        signals.get("all", 0),
        signals.get("questions", {}),
    )


def write_seen(db: sqlite3.Connection, seen: Seen) -> None:
    """Keep what has been acknowledged. Inside the caller's transaction."""
    rows = [
        (_SEEN, json.dumps({"all": seen.all, "questions": dict(seen.questions)})),
        (_LOOKED, json.dumps({"all": seen.signal, "questions": dict(seen.signals)})),
    ]
    db.executemany("insert or replace into settings values (?, ?)", rows)


def newest(db: sqlite3.Connection) -> tuple[int, int]:
    """The ids of the newest change and the newest signal; 0 where there is none."""
    row = db.execute(
        "select (select coalesce(max(id), 0) from changes), (select coalesce(max(id), 0) from signals)"
    ).fetchone()
    return int(row[0]), int(row[1])


_BOARD = """
    select q.id, q.topic_id, t.title, q.name, q.kind, q.ask, a.answer,
        (select c.at from changes c where c.question_id = q.id order by c.id desc limit 1),
        (select s.at from signals s where s.question_id = q.id order by s.at desc limit 1)
    from questions q join topics t on t.id = q.topic_id left join answers a on a.question_id = q.id
    where q.configured and t.configured
    order by q.position
"""


def read_board(db: sqlite3.Connection, seen: Seen) -> BoardRows:
    """The board without sparklines: what the first picture needs."""
    unseen = _unseen(db, seen)
    waiting: dict[str, int] = {}
    for change in unseen:
        waiting[change.key] = waiting.get(change.key, 0) + 1
    fresh = _fresh(db, seen)
    topics: dict[str, tuple[str, list[QuestionRow]]] = {}
    for key, topic, title, name, kind, ask, answer, changed, heard in db.execute(_BOARD).fetchall():
        topics.setdefault(topic, (title, []))[1].append(
            QuestionRow(
                key=key,
                topic=topic,
                name=name,
                kind=Kind(kind),
                ask=ask,
                answer=None if answer is None else answer_of(answer),
                changed=moment_or_none(changed),
                heard=moment_or_none(heard),
                unseen=waiting.get(key, 0),
                fresh=fresh.get(key, 0),
                about=title,
            )
        )
    stored, matched = db.execute(
        "select (select coalesce(max(id), 0) from items), exists (select 1 from matches)"
    ).fetchone()
    made = tuple(TopicRows(id_, title, tuple(rows)) for id_, (title, rows) in topics.items())
    return BoardRows(made, unseen, matched, stored)


def _fresh(db: sqlite3.Connection, seen: Seen) -> dict[str, int]:
    """How many signals each question has gained since the last look."""
    rows = db.execute(
        "select question_id, id from signals where id > ? and superseded_at is null order by id desc limit ?",
        (seen.signal, _FRESH_COUNTED),
    ).fetchall()
    counts: dict[str, int] = {}
    for key, id_ in rows:
        if id_ > seen.signals.get(key, 0):
            counts[key] = counts.get(key, 0) + 1
    return counts


def read_sparks(db: sqlite3.Connection, now: datetime) -> dict[str, tuple[int, ...]]:
    """Signals a day over the last SPARK_DAYS days, by question; days are UTC."""
    today = now.date()
    first = today - timedelta(days=SPARK_DAYS - 1)
    places = {(first + timedelta(days=n)).isoformat(): n for n in range(SPARK_DAYS)}
    rows = db.execute(
        "select q.id, substr(s.at, 1, 10), count(*) from questions q "
        "join signals s on s.question_id = q.id and s.at >= ? "
        "where s.superseded_at is null group by 1, 2",
        (first.isoformat(),),
    ).fetchall()
    sparks: dict[str, list[int]] = {}
    for key, day, count in rows:
        if day in places:
            sparks.setdefault(key, [0] * SPARK_DAYS)[places[day]] = count
    return {key: tuple(counts) for key, counts in sparks.items()}


_CHANGE = """
    select c.id, c.at, c.question_id, q.kind, q.ask, c.before, c.after, c.why, c.cause, t.title
    from changes c join questions q on q.id = c.question_id join topics t on t.id = q.topic_id
"""


def _unseen(db: sqlite3.Connection, seen: Seen) -> tuple[ChangeRow, ...]:
    rows = db.execute(
        f"{_CHANGE} where c.id > ? order by c.id desc limit ?", (seen.all, CHANGES_SHOWN)
    ).fetchall()
    return _changes(db, [row for row in rows if row[0] > seen.change(row[2])])


def read_changes(
    db: sqlite3.Connection, *, question: str = "", before: int | None = None, limit: int = 200
) -> tuple[ChangeRow, ...]:
    """Changes, newest first: of one question or of all, older than the change `before`."""
    rows = db.execute(
        f"{_CHANGE} where (? = '' or c.question_id = ?) and (? is null or c.id < ?) "
        "order by c.id desc limit ?",
        (question, question, before, before, limit),
    ).fetchall()
    return _changes(db, rows)


def read_change_list(db: sqlite3.Connection, ids: Sequence[int]) -> tuple[ChangeRow, ...]:
    """The changes of these ids, newest first."""
    marks = ",".join("?" * len(ids))
    return _changes(db, db.execute(f"{_CHANGE} where c.id in ({marks}) order by c.id desc", ids).fetchall())


def _changes(db: sqlite3.Connection, rows: Iterable[Sequence[str]]) -> tuple[ChangeRow, ...]:
    made = []
    for id_, at, key, kind, ask, before, after, why, cause, about in rows:
        answer = answer_of(after)
        items = db.execute(
            "select item_id from change_items where change_id = ? order by position", (id_,)
        ).fetchall()
        ids = tuple(item for (item,) in items)
        quote, feed, title, link = _behind(db, key, answer.because, ids)
        made.append(
            ChangeRow(
                id=int(id_),
                at=moment(at),
                key=key,
                kind=Kind(kind),
                ask=ask,
                before=None if before is None else answer_of(before),
                after=answer,
                why=why,
                cause=cause,
                items=ids,
                quote=quote,
                feed=feed,
                title=title,
                link=link,
                about=about,
            )
        )
    return tuple(made)


def _behind(
    db: sqlite3.Connection, key: str, because: Sequence[int], items: Sequence[int]
) -> tuple[str, str, str, str]:
    """Quote, outlet, title and link of the signal that moved the answer."""
    for item in items:
        row = db.execute(
            "select s.quote, f.name, i.title, i.link from signals s join items i on i.id = s.item_id "
            "join feeds f on f.id = i.feed_id where s.item_id = ? and s.question_id = ? order by s.id desc",
            (item, key),
        ).fetchone()
        if row is not None:
            return row[0], row[1], row[2], row[3]
    for signal in because[-1:]:
        row = db.execute(
            "select s.quote, f.name, i.title, i.link from signals s join items i on i.id = s.item_id "
            "join feeds f on f.id = i.feed_id where s.id = ?",
            (signal,),
        ).fetchone()
        if row is not None:
            return row[0], row[1], row[2], row[3]
    return "", "", "", ""
