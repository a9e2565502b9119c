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

from monitor.model import Answer, Attribution, Count, Cue, Days, Discarded, Kind, Span, Status, Tag, TagKind
from monitor.store.rows import answer_of, cues_of, days_of, discarded_of, moment, moment_or_none, moment_text

SPARK_DAYS = 14
"""Days that a sparkline covers."""

CHANGES_SHOWN = 500
"""Changes since the last look that are listed; more than that is read on the screen of changes."""

EVIDENCE_SHOWN = 300
"""Signals of one question that a screen lists, newest first."""

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
    spark: tuple[int, ...] = ()  # signals a day, oldest first; empty until counted


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


@dataclass(frozen=True, slots=True)
class EvidenceRow:
    """A signal with its item, as evidence on a question."""

    id: int
    item: int
    at: datetime
    seen: datetime
    key: str  # of the question
    ask: str
    kind: Kind
    feed: str
    tier: str
    reliability: str | None
    title: str
    link: str
    story: int | None
    copies: int  # items of the same text, this one counted
    attribution: Attribution
    status: Status | None
    days: Days | None
    count: Count | None
    condition: str | None
    withdrawn: bool
    quote: str
    span: Span
    cues: tuple[Cue, ...]
    source: str
    origin: str
    likelihood: str
    adversary: bool
    rule: str
    discarded: tuple[Discarded, ...]
    reader: str
    tags: tuple[Tag, ...] = ()  # on the item or the signal, that still count


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
    select c.id, c.at, c.question_id, q.kind, q.ask, c.before, c.after, c.why, c.cause
    from changes c join questions q on q.id = c.question_id
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
        f"{_CHANGE} where (? = '' or c.question_id = ?) and (? is null or c.id < ?) order by c.id desc limit ?",
        (question, question, before, before, limit),
    ).fetchall()
    return _changes(db, rows)


def read_change_list(db: sqlite3.Connection, ids: Sequence[int]) -> tuple[ChangeRow, ...]:
    """The changes of these ids, newest first."""
    marks = ",".join("?" * len(ids))
    return _changes(db, db.execute(f"{_CHANGE} where c.id in ({marks}) order by c.id desc", ids).fetchall())


def _changes(db: sqlite3.Connection, rows: Iterable[Sequence[str]]) -> tuple[ChangeRow, ...]:
    made = []
    for id_, at, key, kind, ask, before, after, why, cause in rows:
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


_EVIDENCE = """
    select s.id, s.item_id, s.at, i.first_seen_at, s.question_id, q.ask, s.kind, f.name, f.tier, f.reliability,
        i.title, i.link, i.story_id,
        case when i.story_id is null then 1
            else (select count(*) from items c where c.story_id = i.story_id) end,
        s.attribution, s.status, s.first_day, s.last_day, s.low, s.high, s.unit, s.condition, s.withdrawn,
        s.quote, s.quote_start, s.quote_end, s.cues, s.source, s.origin, s.likelihood, s.adversary, s.rule,
        s.discarded, s.reader
    from signals s join items i on i.id = s.item_id join feeds f on f.id = i.feed_id
        join questions q on q.id = s.question_id
    where s.superseded_at is null and
"""


def read_evidence(
    db: sqlite3.Connection, question: str, limit: int = EVIDENCE_SHOWN
) -> tuple[EvidenceRow, ...]:
    """The signals on a question, newest first."""
    rows = db.execute(
        f"{_EVIDENCE} s.question_id = ? order by s.at desc, s.id desc limit ?", (question, limit)
    ).fetchall()
    return _evidence(db, rows)


def read_signals(db: sqlite3.Connection, item: int) -> tuple[EvidenceRow, ...]:
    """What one item says on every question."""
    rows = db.execute(f"{_EVIDENCE} s.item_id = ? order by q.topic_id, q.position", (item,)).fetchall()
    return _evidence(db, rows)


def _evidence(db: sqlite3.Connection, rows: Sequence[Sequence[object]]) -> tuple[EvidenceRow, ...]:
    tags = read_tags(db, {int(str(row[1])) for row in rows})
    made = []
    for row in rows:
        (id_, item, at, seen, key, ask, kind, feed, tier, reliability, title, link, story, copies) = row[:14]
        (attribution, status, first, last, low, high, unit, condition, withdrawn) = row[14:23]
        (quote, start, end, cues, source, origin, likelihood, adversary, rule, discarded, reader) = row[23:]
        number = None if low is None and high is None else Count(low, high, str(unit or ""))  # type: ignore[arg-type]
        made.append(
            EvidenceRow(
                id=id_,  # type: ignore[arg-type]
                item=item,  # type: ignore[arg-type]
                at=moment(str(at)),
                seen=moment(str(seen)),
                key=str(key),
                ask=str(ask),
                kind=Kind(str(kind)),
                feed=str(feed),
                tier=str(tier),
                reliability=reliability,  # type: ignore[arg-type]
                title=str(title),
                link=str(link),
                story=story,  # type: ignore[arg-type]
                copies=copies,  # type: ignore[arg-type]
                attribution=Attribution(str(attribution)),
                status=None if status is None else Status(str(status)),
                days=days_of(first, last),  # type: ignore[arg-type]
                count=number,
                condition=condition,  # type: ignore[arg-type]
                withdrawn=bool(withdrawn),
                quote=str(quote),
                span=Span(start, end),  # type: ignore[arg-type]
                cues=cues_of(str(cues)),
                source=str(source),
                origin=str(origin),
                likelihood=str(likelihood),
                adversary=bool(adversary),
                rule=str(rule),
                discarded=discarded_of(str(discarded)),
                reader=str(reader),
                tags=tuple(tag for tag in tags.get(item, ()) if tag.signal in (None, id_)),  # type: ignore[call-overload]
            )
        )
    return tuple(made)


def read_tags(db: sqlite3.Connection, items: Iterable[int]) -> dict[int, tuple[Tag, ...]]:
    """The tags that still count, by item, oldest first."""
    wanted = sorted(items)
    made: dict[int, list[Tag]] = {}
    for start in range(0, len(wanted), 500):
        part = wanted[start : start + 500]
        rows = db.execute(
            "select t.id, t.at, t.kind, t.item_id, t.signal_id, t.topic_id, t.question_id, t.value from tags t "
            f"where t.item_id in ({','.join('?' * len(part))}) and t.kind <> 'undo' "
            "and not exists (select 1 from tags u where u.undoes = t.id) order by t.id",
            part,
        ).fetchall()
        for id_, at, kind, item, signal, topic, question, value in rows:
            made.setdefault(item, []).append(
                Tag(
                    id_,
                    moment(at),
                    TagKind(kind),
                    item,
                    signal,
                    topic or "",
                    (question or "").partition("/")[2],
                    value,
                )
            )
    return {item: tuple(tags) for item, tags in made.items()}


def read_labels(db: sqlite3.Connection) -> tuple[str, ...]:
    """The analyst's own tags, the most used first."""
    rows = db.execute(
        "select value from tags where kind = 'label' group by value order by count(*) desc, value limit 200"
    ).fetchall()
    return tuple(value for (value,) in rows)


def since_text(now: datetime, span: timedelta) -> str:
    """The stored form of the moment `span` before now."""
    return moment_text(now - span)
