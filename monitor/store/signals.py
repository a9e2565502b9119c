"""What items say on questions, and which of it votes."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Any

from monitor.model import Attribution, Count, Evidence, Kind, Signal, Span, Status, Tier
from monitor.store.rows import (
    cues_of,
    day_text,
    days_of,
    discarded_of,
    json_text,
    moment,
    moment_text,
    question_key,
)

_SIGNAL = (
    "signals.question_id, signals.kind, signals.status, signals.first_day, signals.last_day, signals.low, "
    "signals.high, signals.unit, signals.condition, signals.withdrawn, signals.attribution, signals.quote, "
    "signals.quote_start, signals.quote_end, signals.rule, signals.cues, signals.source, signals.sources, "
    "signals.origin, signals.likelihood, signals.adversary, signals.discarded, signals.reader"
)
_EVIDENCE = (
    f"select {_SIGNAL}, signals.id, items.id, items.guid, feeds.name, feeds.tier, signals.at, "
    "items.story_id, feeds.reliability, items.title, items.link "
    "from signals join items on items.id = signals.item_id join feeds on feeds.id = items.feed_id"
)


def signal_of(row: Sequence[Any]) -> Signal:
    """A Signal from the columns that `Signals` selects."""
    key, kind, status, first, last, low, high, unit, condition, withdrawn, attribution, quote, start, end = (
        row[:14]
    )
    rule, cues, source, sources, origin, likelihood, adversary, discarded, reader = row[14:23]
    topic, _, question = key.partition("/")
    return Signal(
        topic=topic,
        question=question,
        kind=Kind(kind),
        attribution=Attribution(attribution),
        quote=quote,
        span=Span(start, end),
        rule=rule,
        status=Status(status) if status else None,
        days=days_of(first, last),
        count=Count(low, high, unit) if unit is not None else None,
        condition=condition,
        withdrawn=bool(withdrawn),
        cues=cues_of(cues),
        source=source,
        sources=sources,
        origin=origin,
        likelihood=likelihood,
        adversary=bool(adversary),
        discarded=discarded_of(discarded),
        reader=reader,
    )


def evidence_of(row: Sequence[Any]) -> Evidence:
    """Evidence from the columns that `Signals` selects."""
    id_, item, guid, feed, tier, at, story, reliability, title, link = row[23:]
    return Evidence(
        id=id_,
        signal=signal_of(row),
        item=item,
        guid=guid,
        feed=feed,
        tier=Tier(tier),
        at=moment(at),
        story=story,
        reliability=reliability,
        title=title,
        link=link,
    )


class Signals:
    """All signals; those that a later revision or reading has superseded stay and no longer vote."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._db = connection

    def add(self, signal: Signal, item_id: int, revision: int, at: datetime, now: datetime) -> int:
        """Store a signal that counts from `at`; gives its id."""
        days, count, span = signal.days, signal.count, signal.span
        added = self._db.execute(
            "insert into signals (item_id, revision, question_id, at, made_at, kind, status, first_day, "
            "last_day, low, high, unit, condition, withdrawn, attribution, quote, quote_start, quote_end, "
            "rule, cues, source, sources, origin, likelihood, adversary, discarded, reader) "
            "values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
            (
                item_id,
                revision,
                question_key(signal.topic, signal.question),
                moment_text(at),
                moment_text(now),
                signal.kind,
                signal.status,
                day_text(days.first) if days else None,
                day_text(days.last) if days else None,
                count.low if count else None,
                count.high if count else None,
                count.unit if count else None,
                signal.condition,
                signal.withdrawn,
                signal.attribution,
                signal.quote,
                span.start,
                span.end,
                signal.rule,
                json_text(signal.cues),
                signal.source,
                signal.sources,
                signal.origin,
                signal.likelihood,
                signal.adversary,
                json_text(signal.discarded),
                signal.reader,
            ),
        )
        assert added.lastrowid is not None
        return added.lastrowid

    def supersede(self, ids: Iterable[int], now: datetime) -> None:
        """Take the vote of these signals."""
        at = moment_text(now)
        self._db.executemany("update signals set superseded_at = ? where id = ?", [(at, id_) for id_ in ids])

    def keep(self, signal_id: int, signal: Signal, revision: int) -> None:
        """A later revision or reading says the same: note where it says so now."""
        self._db.execute(
            "update signals set revision = ?, quote_start = ?, quote_end = ?, rule = ?, cues = ?, "
            "discarded = ?, reader = ? where id = ?",
            (
                revision,
                signal.span.start,
                signal.span.end,
                signal.rule,
                json_text(signal.cues),
                json_text(signal.discarded),
                signal.reader,
                signal_id,
            ),
        )

    # --- reading ---

    def voting(self, topic: str | None = None, question: str | None = None) -> list[Evidence]:
        """The evidence that votes, in order of time: of all questions, of a topic's, or of one."""
        return self._evidence("superseded_at is null", (), topic, question)

    def voting_at(
        self, at: datetime, topic: str | None = None, question: str | None = None
    ) -> list[Evidence]:
        """The evidence that voted at a moment, as the program knew it then."""
        then = moment_text(at)
        return self._evidence(
            "made_at <= ? and (superseded_at is null or superseded_at > ?)", (then, then), topic, question
        )

    def of_item(self, item_id: int) -> list[Evidence]:
        """The evidence of one item that votes."""
        return self._select("signals.item_id = ? and superseded_at is null order by signals.id", (item_id,))

    def get(self, signal_id: int) -> Evidence | None:
        """One signal with its item, voting or not."""
        found = self._select("signals.id = ?", (signal_id,))
        return found[0] if found else None

    def last_id(self) -> int:
        """The highest id, 0 where there is none."""
        return int(self._db.execute("select coalesce(max(id), 0) from signals").fetchone()[0])

    def _evidence(
        self, where: str, values: tuple[str, ...], topic: str | None, question: str | None
    ) -> list[Evidence]:
        if topic is not None and question is not None:
            where, values = f"{where} and signals.question_id = ?", (*values, question_key(topic, question))
        elif topic is not None:
            where = (
                f"{where} and signals.question_id in (select questions.id from questions where topic_id = ?)"
            )
            values = (*values, topic)
        return self._select(f"{where} order by signals.at, signals.id", values)

    def _select(self, where: str, values: tuple[object, ...]) -> list[Evidence]:
        return [evidence_of(row) for row in self._db.execute(f"{_EVIDENCE} where {where}", values)]
