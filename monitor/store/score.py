"""How the analyst's tags judge the reader: counts of right and wrong, by question, feed and rule."""

from __future__ import annotations

import math
import sqlite3
from dataclasses import dataclass

_Z = 1.96
"""Of the 95 % interval."""


@dataclass(frozen=True, slots=True)
class Precision:
    """Readings that were judged, and how many of them were right."""

    what: str  # "signals", "matches", "question", "feed", "rule"
    name: str
    right: int
    judged: int

    @property
    def share(self) -> float:
        """The share that was right."""
        return self.right / self.judged

    @property
    def interval(self) -> tuple[float, float]:
        """Wilson's 95 % interval of the share: honest for the few tags that an analyst gives."""
        n, p = self.judged, self.share
        middle = (p + _Z**2 / (2 * n)) / (1 + _Z**2 / n)
        half = _Z / (1 + _Z**2 / n) * math.sqrt(p * (1 - p) / n + _Z**2 / (4 * n**2))
        return max(0.0, middle - half), min(1.0, middle + half)


_LAST = """
    select {on} as what, kind from tags as tag where tag.kind in ('{good}', '{bad}') and {on} is not null
    and tag.id not in (select undoes from tags where undoes is not null)
    and tag.id = (select max(id) from tags as other where other.{on} = tag.{on}
                  and other.kind in ('{good}', '{bad}')
                  and other.id not in (select undoes from tags where undoes is not null))
"""
_SIGNALS = _LAST.format(on="signal_id", good="confirm", bad="dispute")
_ITEMS = _LAST.format(on="item_id", good="relevant", bad="noise")


def precision(connection: sqlite3.Connection) -> list[Precision]:
    """Right and judged: matches by topic, signals by question, feed and rule; the most judged first."""
    parts = [
        ("matches", "'all'", "from judged", _ITEMS, "relevant"),
        (
            "topic",
            "matches.topic_id",
            "from judged join matches on matches.item_id = what",
            _ITEMS,
            "relevant",
        ),
        ("signals", "'all'", "from judged", _SIGNALS, "confirm"),
        *(
            (name, column, _JOINED, _SIGNALS, "confirm")
            for name, column in (
                ("question", "signals.question_id"),
                ("feed", "feeds.name"),
                ("rule", "signals.rule"),
            )
        ),
    ]
    found = []
    for what, column, source, judged, good in parts:
        rows = connection.execute(
            f"with judged as ({judged}) select {column}, sum(kind = '{good}'), count(*) {source} "
            "group by 1 order by 3 desc, 1"
        )
        found += [Precision(what, name, right, total) for name, right, total in rows]
    return found


_JOINED = (
    "from judged join signals on signals.id = what join items on items.id = signals.item_id "
    "join feeds on feeds.id = items.feed_id"
)
