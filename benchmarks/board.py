"""How well the board decides: on items read rightly, read by the reader, and read with mistakes of any kind.

    python -m benchmarks.board [SCENARIO...]

Each scenario (tests/scenarios) gives its labels as perfect signals; the checkpoints are what an informed
analyst's board shows. Printed: the share of checkpoints answered rightly, of those the share with the right
basis, and status changes beyond those of the checkpoints for each 100 items; the same for what the reader
reads, and for labels of which a growing share is wrong (benchmarks/noise.py); then the milliseconds that one
more piece of evidence costs on boards of growing size.
"""

from __future__ import annotations

import json
import sys
import time
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta
from itertools import groupby
from pathlib import Path

from benchmarks.noise import noisy
from monitor.board.answers import advance, answers, begin, wakes
from monitor.board.changes import changes
from monitor.config import load_config
from monitor.model import (
    Answer,
    Attribution,
    Change,
    Config,
    Count,
    Days,
    Discarded,
    Evidence,
    Item,
    Kind,
    Signal,
    Span,
    Status,
    Tier,
    Topic,
)
from monitor.reading.read import Reader
from monitor.reading.stories import StoryIndex
from monitor.text import clean_line, html_to_text

ELSEWHERE = Span(1_000_000, 1_000_000)
"""Where a perfect reader finds said again what it reads: in another sentence."""

SCENARIOS = Path(__file__).parent.parent / "tests" / "scenarios"


def records(path: Path) -> list[dict[str, object]]:
    """The objects of a JSON-lines file."""
    return [json.loads(line) for line in path.read_text().splitlines() if line.strip()]


def moment(text: object) -> datetime:
    """A moment as the scenarios write it."""
    return datetime.fromisoformat(str(text).replace("Z", "+00:00"))


def stories() -> list[Path]:
    """The scenarios that are a story, with checkpoints."""
    return sorted(path.parent for path in SCENARIOS.glob("*/checkpoints.jsonl"))


def gold(folder: Path) -> tuple[Topic, list[Evidence]]:
    """A scenario's labels as the evidence that a perfect reader would find, each said more than once."""
    labels = {str(label["id"]): label for label in records(folder / "labels.jsonl")}

    def say(topic: Topic, item: Item, config: Config) -> Iterator[Signal]:
        return _signals(topic, labels[item.guid]["signals"], item, config)

    return _evidence(folder, say)


def read(folder: Path) -> tuple[Topic, list[Evidence]]:
    """The evidence that the program's reader finds in a scenario."""
    readers: list[Reader] = []

    def say(topic: Topic, item: Item, config: Config) -> Iterator[Signal]:
        readers[:] = readers or [Reader(config)]
        signals = readers[0].read(item, config.feed(item.feed)).signals
        return (signal for signal in signals if signal.topic == topic.id)

    return _evidence(folder, say)


def _evidence(
    folder: Path, say: Callable[[Topic, Item, Config], Iterator[Signal]]
) -> tuple[Topic, list[Evidence]]:
    config = load_config(folder / "topic.toml")
    topic = config.topics[0]
    copies = StoryIndex()
    found: list[Evidence] = []
    for number, record in enumerate(records(folder / "items.jsonl"), 1):
        item = _item(number, record)
        story = copies.find(item) or number
        copies.add(item, story)
        for signal in say(topic, item, config):
            found.append(
                Evidence(
                    id=len(found) + 1,
                    signal=signal,
                    item=number,
                    guid=item.guid,
                    feed=item.feed,
                    tier=config.feed(item.feed).tier,
                    at=item.at,
                    story=story,
                    title=item.title,
                )
            )
    return topic, found


def _item(number: int, record: dict[str, object]) -> Item:
    """A labelled item, cleaned as a poll cleans it."""
    at = moment(record["published"])
    title, text = clean_line(html_to_text(str(record["title"]))), html_to_text(str(record["summary"]))
    return Item(number, str(record["id"]), str(record["feed"]), "", title, text, at, at, at)


def _signals(topic: Topic, labels: object, item: Item, config: Config) -> Iterator[Signal]:
    """Labels of dates and numbers carry no attribution: theirs is that of the status they stand beside."""
    assert isinstance(labels, dict)
    for question_id, label in labels.items():
        question = topic.question(question_id)
        beside = labels.get(question.of or "", {})
        official = config.feed(item.feed).tier is Tier.OFFICIAL
        attribution = (
            label.get("attribution") or beside.get("attribution") or ("official" if official else "report")
        )
        days, count = label.get("when"), label.get("count")
        status = Status(label["status"]) if "status" in label else None
        yield Signal(
            topic=topic.id,
            question=question_id,
            kind=question.kind,
            attribution=Attribution(attribution),
            quote=item.title,
            span=Span(0, len(item.title)),
            rule="label",
            status=status,
            days=Days(*(date.fromisoformat(day) if day else None for day in days)) if days else None,
            count=Count(count[0], count[1], str(label.get("unit", ""))) if count else None,
            discarded=(Discarded(ELSEWHERE, "", "said again", status),) if status else (),
        )


def play(topic: Topic, evidence: Sequence[Evidence]) -> list[Change]:
    """The changes of the board as the evidence comes in, item by item, with time passing between."""
    if not evidence:
        return []
    state, clock = begin(topic), evidence[0].at
    before = answers(state, (), clock)
    moved: list[Change] = []

    def pass_time(until: datetime | None) -> None:
        nonlocal before, clock
        while (wake := wakes(state, clock)) is not None and (until is None or wake <= until):
            after = answers(state, (), wake)
            moved.extend(changes(before, after, wake, cause="time"))
            before, clock = after, wake

    for (at, _), batch in groupby(evidence, key=lambda e: (e.at, e.item)):
        pass_time(at)
        pieces = list(batch)
        for piece in pieces:
            state = advance(state, piece)
        after = answers(state, (), at)
        moved += changes(before, after, at, evidence=pieces)
        before, clock = after, at
    pass_time(None)
    return moved


@dataclass(slots=True)
class Figures:
    """What a scenario, or several, gave."""

    right: int = 0
    points: int = 0
    basis_right: int = 0
    basis_points: int = 0
    flaps: int = 0
    items: int = 0
    misses: list[str] = field(default_factory=list)

    def add(self, other: Figures) -> None:
        """Sum up."""
        for name in ("right", "points", "basis_right", "basis_points", "flaps", "items"):
            setattr(self, name, getattr(self, name) + getattr(other, name))
        self.misses += other.misses

    @property
    def board(self) -> float:
        """Share of checkpoints answered rightly."""
        return self.right / self.points if self.points else 1.0

    @property
    def basis(self) -> float:
        """Of those, the share with the right basis."""
        return self.basis_right / self.basis_points if self.basis_points else 1.0

    @property
    def flaps_per_100(self) -> float:
        """Status changes beyond those of the checkpoints, for each 100 items."""
        return 100 * self.flaps / self.items if self.items else 0.0

    def __str__(self) -> str:
        return (
            f"board {self.board:.3f} (n {self.points}), basis {self.basis:.3f}, "
            f"flaps {self.flaps_per_100:.2f} per 100 items"
        )


def measure(folder: Path, topic: Topic, evidence: Sequence[Evidence]) -> Figures:
    """A scenario's checkpoints against the board that this evidence makes. The rules of comparison are those
    of the reading guidelines, section 6."""
    moved = play(topic, evidence)
    figures = Figures(items=len(records(folder / "items.jsonl")))
    wanted_changes: Counter[str] = Counter()
    last: dict[str, str | None] = {}
    for point in sorted(records(folder / "checkpoints.jsonl"), key=lambda p: moment(p["at"])):
        question = topic.question(str(point["question"]))
        shown = None
        for change in moved:
            if change.question == question.id and change.at <= moment(point["at"]):
                shown = change.after
        figures.points += 1
        got, wanted = _got(shown, question.kind), _wanted(point, question.kind)
        right = any(_same(got, want, question.kind) for want in wanted)
        figures.right += right
        if not right:
            figures.misses.append(f"{folder.name} {question.id} {point['at']}: got {got}, want {wanted}")
        if question.kind is Kind.WILL:
            if right and got == wanted[0] and point.get("basis") and shown is not None:
                figures.basis_points += 1
                figures.basis_right += shown.basis == point["basis"]
            if last.get(question.id) != wanted[0]:
                wanted_changes[question.id] += 1
                last[question.id] = str(wanted[0])
    figures.flaps = sum(max(0, n - wanted_changes[q]) for q, n in _status_changes(moved).items())
    return figures


def _status_changes(moved: Sequence[Change]) -> Counter[str]:
    return Counter(
        change.question
        for change in moved
        if change.after.kind is Kind.WILL
        and change.after.status is not (change.before.status if change.before else Status.OPEN)
    )


_FIELD = {Kind.WILL: "status", Kind.WHEN: "when", Kind.HOW_MANY: "count"}


def _wanted(point: dict[str, object], kind: Kind) -> list[object]:
    name = _FIELD[kind]
    accepted = point.get("accept") or []
    assert isinstance(accepted, list)
    return [point.get(name), *(other.get(name) if isinstance(other, dict) else other for other in accepted)]


def _got(answer: Answer | None, kind: Kind) -> object:
    if answer is None:
        return None
    if kind is Kind.WILL:
        return None if answer.status is Status.OPEN else str(answer.status)
    if kind is Kind.WHEN:
        return None if answer.days is None else [_iso(answer.days.first), _iso(answer.days.last)]
    return None if answer.count is None else [answer.count.low, answer.count.high]


def _iso(day: date | None) -> str | None:
    return day.isoformat() if day else None


def _same(got: object, want: object, kind: Kind) -> bool:
    if not isinstance(got, list) or not isinstance(want, list):
        return got == want
    if kind is Kind.WHEN:
        return all(_near_day(g, w) for g, w in zip(got, want, strict=True))
    if all(_near_number(g, w) for g, w in zip(got, want, strict=True)):
        return True
    if got[1] is None or want[1] is None:
        return False
    low, high, from_, to = got[0] or 0, got[1], want[0] or 0, want[1]
    union, overlap = max(high, to) - min(low, from_), min(high, to) - max(low, from_)
    return bool(union > 0 and overlap / union >= 0.6)


def _near_day(got: str | None, want: str | None) -> bool:
    if got is None or want is None:
        return got is want
    return abs((date.fromisoformat(got) - date.fromisoformat(want)).days) <= 1


def _near_number(got: float | None, want: float | None) -> bool:
    if got is None or want is None:
        return got is want
    return abs(got - want) <= 0.01 * abs(want)


def cost(size: int, topic: Topic, evidence: Sequence[Evidence], rounds: int = 200) -> float:
    """Milliseconds for one more piece of evidence, heard and answered, on a board that holds `size`."""
    start = evidence[0].at
    stream = [
        replace(
            evidence[n % len(evidence)],
            id=n + 1,
            item=n + 1,
            guid=f"g{n}",
            at=start + timedelta(hours=n),
            story=n,
        )
        for n in range(size + rounds)
    ]
    state = begin(topic)
    for piece in stream[:size]:
        state = advance(state, piece)
    began = time.perf_counter()
    for piece in stream[size:]:
        state = advance(state, piece)
        answers(state, (), piece.at)
    return (time.perf_counter() - began) / rounds * 1000


SHARES = (0.1, 0.2, 0.3)
SEEDS = 5


def misread(heard: Iterable[tuple[Path, Topic, list[Evidence]]], share: float, seed: int) -> Figures:
    """The scenarios together, with a share of their labels wrong."""
    total = Figures()
    for folder, topic, evidence in heard:
        total.add(measure(folder, topic, noisy(topic, evidence, share, seed)))
    return total


def _told(name: str, heard: Iterable[tuple[Path, Topic, list[Evidence]]]) -> None:
    total = Figures()
    print(f"{name}:")
    for folder, topic, evidence in heard:
        figures = measure(folder, topic, evidence)
        print(f"  {folder.name:20} {figures}")
        for miss in figures.misses:
            print(f"    {miss}")
        total.add(figures)
    print(f"  {'all':20} {total}")


def main() -> None:
    """Print the figures."""
    folders = [Path(argument) for argument in sys.argv[1:]] or stories()
    labelled = [(folder, *gold(folder)) for folder in folders]
    _told("read rightly", labelled)
    _told("as the reader reads", [(folder, *read(folder)) for folder in folders])
    print(f"labels with mistakes, {SEEDS} draws each:")
    for share in SHARES:
        total = Figures()
        for seed in range(SEEDS):
            total.add(misread(labelled, share, seed))
        print(f"  {share:.0%} of signals wrong   {total}")
    _, topic, evidence = labelled[0]
    for size in (10, 1_000, 10_000):
        print(f"{size:6} pieces of evidence: {cost(size, topic, evidence):.3f} ms for one more")


if __name__ == "__main__":
    main()
