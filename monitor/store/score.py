"""How the analyst's tags judge the reader: counts of right and wrong, by question, feed, voice and rule."""

from __future__ import annotations

import math
import sqlite3
from dataclasses import dataclass

_Z = 1.96
"""Of the 95 % interval."""

LEAST = 10
"""Cases below which a share is not told: a tenth of a figure would hang on one of them."""

TRUSTED = 0.8
"""A rule is distrusted where its precision lies below this with 97.5 % certainty: one in five of what it says
would have to be corrected by hand."""


@dataclass(frozen=True, slots=True)
class Precision:
    """Readings that were judged, and how many of them were right."""

    what: str  # "signals", "matches", "topic", "question", "feed", "attribution", "rule"
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

    @property
    def told(self) -> bool:
        """Whether there are cases enough for a share to mean something."""
        return self.judged >= LEAST

    @property
    def distrusted(self) -> bool:
        """Whether what it says had better not be believed."""
        return self.told and self.interval[1] < TRUSTED


_JUDGED = """
    with judged as (
        select {on} as judged_id, tags.kind = '{good}' as was_right, tags.value as rule from tags
        where id in (
            select max(id) from tags where kind in ('{good}', '{bad}') and {on} is not null
            and id not in (select undoes from tags where undoes is not null) group by {on}
        )
    )
    select {name}, sum(was_right), count(*) from judged {joins} group by 1 order by 3 desc, 1
"""
"""The analyst's last standing word on each item or signal, counted by something of it."""

_SIGNAL = {"on": "signal_id", "good": "confirm", "bad": "dispute"}
_ITEM = {"on": "item_id", "good": "relevant", "bad": "noise"}
_TO_SIGNALS = (
    "join signals on signals.id = judged_id join items on items.id = signals.item_id "
    "join feeds on feeds.id = items.feed_id"
)
_SURE = "from matches where grade = 'match'"
_PARTS = {
    "matches": _ITEM | {"name": "'all'", "joins": f"where judged_id in (select item_id {_SURE})"},
    "topic": _ITEM
    | {"name": "topic_id", "joins": f"join (select item_id, topic_id {_SURE}) on item_id = judged_id"},
    "signals": _SIGNAL | {"name": "'all'", "joins": ""},
    "question": _SIGNAL | {"name": "signals.question_id", "joins": _TO_SIGNALS},
    "feed": _SIGNAL | {"name": "feeds.name", "joins": _TO_SIGNALS},
    "attribution": _SIGNAL | {"name": "signals.attribution", "joins": _TO_SIGNALS},
    "rule": _SIGNAL | {"name": "coalesce(nullif(judged.rule, ''), signals.rule)", "joins": _TO_SIGNALS},
}


def precision(connection: sqlite3.Connection) -> list[Precision]:
    """Right and judged: matches by topic, signals by question, feed, attribution and rule; most judged first.

    The rule is that which had made the signal when it was judged.
    """
    return [
        Precision(what, name, right, judged)
        for what, part in _PARTS.items()
        for name, right, judged in connection.execute(_JUDGED.format_map(part))
    ]
