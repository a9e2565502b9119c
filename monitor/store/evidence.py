"""What the screens read of signals and of the analyst's tags: evidence, newest first."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from monitor.model import Attribution, Count, Cue, Days, Discarded, Kind, Span, Status, Tag, TagKind
from monitor.store.rows import cues_of, days_of, discarded_of, moment

EVIDENCE_SHOWN = 300
"""Signals of one question that a screen lists, newest first."""


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
    about: str = ""  # the topic's title


_EVIDENCE = """
    select s.id, s.item_id, s.at, i.first_seen_at, s.question_id, q.ask, s.kind, f.name, f.tier,
        f.reliability, i.title, i.link, i.story_id,
        case when i.story_id is null then 1
            else (select count(*) from items c where c.story_id = i.story_id) end,
        s.attribution, s.status, s.first_day, s.last_day, s.low, s.high, s.unit, s.condition, s.withdrawn,
        s.quote, s.quote_start, s.quote_end, s.cues, s.source, s.origin, s.likelihood, s.adversary, s.rule,
        s.discarded, s.reader, t.title
    from signals s join items i on i.id = s.item_id join feeds f on f.id = i.feed_id
        join questions q on q.id = s.question_id join topics t on t.id = q.topic_id
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
        (quote, start, end, cues, source, origin, likelihood, adversary, rule, discarded, reader, about) = (
            row[23:]
        )
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
                about=str(about),
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
            "select t.id, t.at, t.kind, t.item_id, t.signal_id, t.topic_id, t.question_id, t.value "
            "from tags t "
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
