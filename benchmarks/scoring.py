"""Figures of a reader against labelled scenarios: how docs/reading.md defines them, in one pass.

A scenario is a folder with topic.toml, items.jsonl, labels.jsonl and, for a story, checkpoints.jsonl
(tests/scenarios/README.md). What is scored are the records of `monitor replay --json`.
"""

from __future__ import annotations

import json
import tomllib
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from pathlib import Path
from typing import Any

Record = Mapping[str, Any]
Key = tuple[str, str]  # topic, question

NONE = "none"
NEAR_DAYS = 1
"""Bounds of an interval of days may be off by this much."""
OVERLAP = 0.6
"""Share of the union that two intervals of numbers must have in common."""


@dataclass
class Tally:
    """Counts of one score: what was got, what was wanted, and what met."""

    hit: int = 0
    got: int = 0
    want: int = 0

    def add(self, got: bool, want: bool, hit: bool) -> None:
        """Count one case."""
        self.got += got
        self.want += want
        self.hit += hit

    @property
    def precision(self) -> float:
        """Share of what was got that is right; 1 where nothing was got."""
        return self.hit / self.got if self.got else 1.0

    @property
    def recall(self) -> float:
        """Share of what was wanted that was got; 1 where nothing was wanted."""
        return self.hit / self.want if self.want else 1.0

    @property
    def f1(self) -> float:
        """The harmonic mean of both; 1 where there was nothing to get."""
        return 2 * self.hit / (self.got + self.want) if self.got + self.want else 1.0


@dataclass(frozen=True)
class Miss:
    """One case that was read otherwise than it is labelled."""

    kind: str  # relevance, status, attribution, when, count, board
    scenario: str
    case: str  # the item's id, or question@day
    got: object
    want: object
    title: str = ""


@dataclass
class Score:
    """All figures of one reader over one or more scenarios."""

    relevance: Tally = field(default_factory=Tally)
    attribution: Tally = field(default_factory=Tally)
    when: Tally = field(default_factory=Tally)
    count: Tally = field(default_factory=Tally)
    board: Tally = field(default_factory=Tally)
    basis: Tally = field(default_factory=Tally)
    confusion: Counter[tuple[str, str]] = field(default_factory=Counter)  # (wanted, got) → cases
    flaps: int = 0
    stream: int = 0  # items of scenarios that have checkpoints
    misses: list[Miss] = field(default_factory=list)

    @property
    def statuses(self) -> int:
        """Status cases."""
        return sum(self.confusion.values())

    @property
    def accuracy(self) -> float:
        """Share of status cases read as labelled."""
        right = sum(n for (want, got), n in self.confusion.items() if want == got)
        return right / self.statuses if self.statuses else 1.0

    @property
    def by_status(self) -> dict[str, tuple[float, int]]:
        """F1 of each status that is wanted, and how often it is."""
        found: dict[str, tuple[float, int]] = {}
        for status in sorted({want for want, _ in self.confusion}):
            want = sum(n for (w, _), n in self.confusion.items() if w == status)
            got = sum(n for (_, g), n in self.confusion.items() if g == status)
            found[status] = (2 * self.confusion[status, status] / (got + want), want)
        return found

    @property
    def macro_f1(self) -> float:
        """The mean of F1 over the statuses."""
        values = [value for value, _ in self.by_status.values()]
        return sum(values) / len(values) if values else 1.0

    @property
    def flap_rate(self) -> float:
        """Status changes of the board beyond those of the checkpoints, for each hundred items."""
        return 100 * self.flaps / self.stream if self.stream else 0.0


@dataclass(frozen=True)
class Scenario:
    """A folder of labelled items."""

    folder: Path
    topics: tuple[str, ...]
    kinds: Mapping[Key, str]
    items: Mapping[str, Record]
    labels: Sequence[Record]
    checkpoints: Sequence[Record]

    @property
    def name(self) -> str:
        """The folder's name."""
        return self.folder.name


def load(folder: Path) -> Scenario:
    """A scenario from its folder; OSError where a file is missing."""
    config = tomllib.loads((folder / "topic.toml").read_text(encoding="utf-8"))
    points = folder / "checkpoints.jsonl"
    return Scenario(
        folder,
        tuple(topic["id"] for topic in config["topics"]),
        {(t["id"], q["id"]): q["kind"] for t in config["topics"] for q in t["questions"]},
        {item["id"]: item for item in _lines(folder / "items.jsonl")},
        list(_lines(folder / "labels.jsonl")),
        sorted(_lines(points), key=lambda point: _moment(point["at"])) if points.exists() else (),
    )


def score(scenario: Scenario, records: Sequence[Record], into: Score) -> None:
    """Add to `into` what the records of one scenario are worth."""
    read = {record["id"]: record for record in records if record["type"] == "item"}
    for label in scenario.labels:
        _score_item(scenario, label, read.get(label["id"], {"relevant": False}), into)
    if scenario.checkpoints:
        _score_board(scenario, [record for record in records if record["type"] == "change"], into)


def same_days(got: Sequence[str | None] | None, want: Sequence[str | None] | None) -> bool:
    """Both bounds within a day of each other; an open end only meets an open end."""
    if got is None or want is None:
        return got is want
    return all(
        (g is None) == (w is None) and (g is None or w is None or abs((_day(g) - _day(w)).days) <= NEAR_DAYS)
        for g, w in zip(got, want, strict=True)
    )


def same_count(got: Sequence[float | None] | None, want: Sequence[float | None] | None) -> bool:
    """The same bounds but for a hundredth, or closed intervals that overlap enough."""
    if got is None or want is None:
        return got is want
    near = (
        (g is None) == (w is None) and (g is None or w is None or abs(g - w) <= 0.01 * abs(w))
        for g, w in zip(got, want, strict=True)
    )
    if all(near):
        return True
    (low, high), (wanted_low, wanted_high) = got, want
    if high is None or wanted_high is None:
        return False
    union = max(high, wanted_high) - min(low or 0, wanted_low or 0)
    overlap = min(high, wanted_high) - max(low or 0, wanted_low or 0)
    return union > 0 and overlap / union >= OVERLAP


# --- one item -----------------------------------------------------------------------------------------------


def _score_item(scenario: Scenario, label: Record, record: Record, into: Score) -> None:
    topic = label.get("topic")
    on_it = not topic or topic in record.get("topics", scenario.topics)
    relevant = bool(record.get("relevant")) and on_it
    into.relevance.add(relevant, label["relevant"], relevant and label["relevant"])
    miss = _Misser(scenario, label["id"], into)
    if relevant != label["relevant"]:
        miss("relevance", relevant, label["relevant"])
    got, want = _signals(scenario, record), _signals(scenario, label)
    for key, kind in scenario.kinds.items():
        if topic and key[0] != topic:
            continue
        if kind == "will":
            if got.get(key) or want.get(key) or relevant or label["relevant"]:
                _score_status(key, got.get(key, {}), want.get(key, {}), into, miss)
        elif kind in ("when", "how-many"):
            _score_interval(kind, got.get(key, {}), want.get(key, {}), into, miss)


@dataclass(frozen=True)
class _Misser:
    """Notes misses of one item."""

    scenario: Scenario
    item: str
    into: Score

    def __call__(self, kind: str, got: object, want: object) -> None:
        title = self.scenario.items[self.item]["title"]
        self.into.misses.append(Miss(kind, self.scenario.name, self.item, got, want, title))


def _score_status(key: Key, got: Record, want: Record, into: Score, miss: _Misser) -> None:
    read, wanted = str(got.get("status") or NONE), str(want.get("status") or NONE)
    if read in want.get("accept", ()):
        wanted = read
    into.confusion[wanted, read] += 1
    if read != wanted:
        miss("status", f"{key[1]}={read}", f"{key[1]}={wanted}")
    elif read != NONE and want.get("attribution"):
        right = got.get("attribution") in (want["attribution"], *want.get("accept_attribution", ()))
        into.attribution.add(True, True, right)
        if not right:
            miss("attribution", str(got.get("attribution")), want["attribution"])


def _score_interval(kind: str, got: Record, want: Record, into: Score, miss: _Misser) -> None:
    name, same, tally = (
        ("when", same_days, into.when) if kind == "when" else ("count", same_count, into.count)
    )
    read, wanted = got.get(name), want.get(name)
    wanted = next((other for other in want.get("accept", ()) if same(read, other)), wanted)
    if read is None and wanted is None:
        return
    hit = read is not None and wanted is not None and same(read, wanted)
    tally.add(read is not None, wanted is not None, hit)
    if not hit:
        miss(name, read, wanted)


def _signals(scenario: Scenario, record: Record) -> dict[Key, Record]:
    """Signals by topic and question, however the record names them."""
    found: dict[Key, Record] = {}
    for name, signal in (record.get("signals") or {}).items():
        topic, _, question = name.rpartition("/")
        topic = topic or signal.get("topic") or record.get("topic") or scenario.topics[0]
        found[topic, question] = signal
    return found


# --- the board ----------------------------------------------------------------------------------------


def _score_board(scenario: Scenario, changes: Sequence[Record], into: Score) -> None:
    wanted_moves: Counter[Key] = Counter()
    last: dict[Key, object] = {}
    for point in scenario.checkpoints:
        key = (point.get("topic") or scenario.topics[0], point["question"])
        shown = _shown(scenario, changes, key, _moment(point["at"]))
        if scenario.kinds[key] == "will":
            ok, wanted = _score_point(point, shown, into)
            if last.get(key) != wanted:
                wanted_moves[key] += 1
                last[key] = wanted
            got, want = f"{_closed(shown)}/{shown.get('basis')}", f"{wanted}/{point.get('basis')}"
        else:
            name, same = ("when", same_days) if scenario.kinds[key] == "when" else ("count", same_count)
            choices = [c.get(name) if isinstance(c, dict) else c for c in (point, *point.get("accept", ()))]
            ok = any(same(shown.get(name), choice) for choice in choices)
            got, want = str(shown.get(name)), str(choices[0])
        into.board.add(True, True, ok)
        if not ok:
            case = f"{point['question']}@{point['at'][:10]}"
            into.misses.append(Miss("board", scenario.name, case, got, want))
    into.flaps += _flaps(scenario, changes, wanted_moves)
    into.stream += len(scenario.labels)


def _score_point(point: Record, shown: Record, into: Score) -> tuple[bool, object]:
    choices = [point.get("status"), *point.get("accept", ())]
    wanted = [_closed(c) if isinstance(c, dict) else _closed({"status": c}) for c in choices]
    status = _closed(shown)
    if status == wanted[0] and point.get("basis"):
        into.basis.add(True, True, shown.get("basis") == point["basis"])
    return status in wanted, wanted[0]


def _closed(shown: Record) -> str | None:
    """The status, None where the question stands open."""
    status = shown.get("status")
    return None if status in (None, NONE, "open") else str(status)


def _shown(scenario: Scenario, changes: Sequence[Record], key: Key, at: datetime) -> Record:
    """What the board shows for a question at a moment."""
    shown: Record = {}
    for change in changes:
        same = (change.get("topic") or scenario.topics[0], change["question"]) == key
        if same and _moment(change["at"]) <= at:
            shown = change["to"] or {}
    return shown


def _flaps(scenario: Scenario, changes: Sequence[Record], wanted: Mapping[Key, int]) -> int:
    moved: Counter[Key] = Counter()
    for change in changes:
        key = (change.get("topic") or scenario.topics[0], change["question"])
        before, after = change.get("from") or {}, change.get("to") or {}
        if scenario.kinds.get(key) == "will" and before.get("status") != after.get("status"):
            moved[key] += 1
    return sum(max(0, n - wanted.get(key, 0)) for key, n in moved.items())


def _lines(path: Path) -> Iterator[dict[str, Any]]:
    for line in path.read_text(encoding="utf-8").splitlines():
        if line.strip():
            yield json.loads(line)


def _moment(text: str) -> datetime:
    return datetime.fromisoformat(text.replace("Z", "+00:00"))


def _day(text: str) -> date:
    return date.fromisoformat(text[:10])
