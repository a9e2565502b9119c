"""How well items are read: the labelled scenarios, beside two plain readers.

    python -m benchmarks.reading [--folder DIR] [--alone] [--misses] [--write] [SCENARIO...]

Each scenario goes through the very path of polled items, in memory. Printed: the figures that
docs/reading.md defines, for the reader, for keywords alone, and for a date library with the first number
of the sentence; the same for the scenarios that came later and for those that no rule was made on; then the
misses by kind, and how often each rule fired. `--alone` leaves the plain readers
out (the date library takes a minute), `--misses` prints every miss, `--write` puts the tables into
benchmarks/README.md and docs/reading.md between their marks.
"""

from __future__ import annotations

import argparse
import sys
import time
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path

from benchmarks.baselines import keywords, library
from benchmarks.scoring import Record, Score, load, score
from monitor.archives import Archived, read_archives
from monitor.config import load_config
from monitor.model import Change, Config, Feed, Item
from monitor.reading.read import Reader
from monitor.replay import record, replay

HERE = Path(__file__).parent
SCENARIOS = HERE.parent / "tests" / "scenarios"
GROUPS = {"first": SCENARIOS, "later": SCENARIOS / "later", "unseen": SCENARIOS / "unseen"}
"""By how much of them the rules have seen (tests/scenarios/README.md)."""
Fired = Counter[tuple[str, str]]  # (kind of question, rule) → signals


def main() -> int:
    """Measure, print, and write where asked to."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("scenarios", nargs="*", help="names of scenarios; all where none is given")
    parser.add_argument("--folder", type=Path, default=SCENARIOS, help="where the scenarios are")
    parser.add_argument("--alone", action="store_true", help="without the plain readers")
    parser.add_argument("--misses", action="store_true", help="print every miss")
    parser.add_argument("--write", action="store_true", help="put the tables into the documents")
    asked = parser.parse_args()
    folders = scenarios(asked.folder, asked.scenarios)
    if not folders:
        print(f"no scenario in {asked.folder}", file=sys.stderr)
        return 1
    fired: Fired = Counter()
    parts = {folder.name: measure([folder], own(fired)) for folder in folders}
    whole = {"reader": together(parts.values())}
    if not asked.alone:
        whole |= {
            "keywords": measure(folders, plain(keywords)),
            "date library": measure(folders, plain(library)),
        }
    tables = [by_scenario(parts), by_reader(whole), by_status(whole["reader"]), speed(folders)]
    if folders == scenarios(SCENARIOS):
        later = {
            name: measure(scenarios(group), own()) for name, group in GROUPS.items() if group != SCENARIOS
        }
        tables.insert(1, by_reader({"first": whole["reader"], **later}, "scenarios"))
    misses, rules = by_kind(whole["reader"]), by_rule(fired)
    print("\n\n".join([*tables, misses, rules]))
    if asked.misses:
        print("\n".join(shown(whole["reader"])))
    if asked.write:
        replace_part(HERE / "README.md", "reading", "\n\n".join(tables))
        replace_part(HERE.parent / "docs" / "reading.md", "figures", "\n\n".join(tables))
        replace_part(HERE.parent / "docs" / "reading.md", "misses", misses)
        replace_part(HERE.parent / "docs" / "reading.md", "rules", rules)
    return 0


# --- measuring ----------------------------------------------------------------------------------------------

Run = Callable[[Config, list[Archived]], Iterable[Record]]


def scenarios(folder: Path, names: Sequence[str] = ()) -> list[Path]:
    """The scenario folders below a folder, by name."""
    return sorted(p.parent for p in folder.glob("*/labels.jsonl") if not names or p.parent.name in names)


def own(fired: Fired | None = None) -> Run:
    """The program itself; counts the rules that fire."""

    def run(config: Config, items: list[Archived]) -> Iterable[Record]:
        several = len(config.topics) > 1
        for event in replay(config, items):
            if fired is not None and not isinstance(event, Change):
                fired.update((str(signal.kind), signal.rule) for signal in event.reading.signals)
            yield record(event, several=several)

    return run


def plain(reader: Callable[[Config, list[Archived]], Iterable[Record]]) -> Run:
    """A plain reader as it is."""
    return reader


def measure(folders: Sequence[Path], run: Run) -> Score:
    """The figures of a reader over scenarios."""
    total = Score()
    for folder in folders:
        config = load_config(folder / "topic.toml")
        items, config = read_archives([folder / "items.jsonl"], config, warn)
        score(load(folder), list(run(config, items)), total)
    return total


def speed(folders: Sequence[Path]) -> str:
    """Milliseconds to read an item, best of three: on a topic, and on none."""
    times: dict[bool, list[float]] = {True: [], False: []}
    for folder in folders:
        config = load_config(folder / "topic.toml")
        archived, config = read_archives([folder / "items.jsonl"], config, warn)
        reader = Reader(config)
        for one in archived:
            item = Item(0, one.id, one.feed, "", one.entry.title, one.entry.text, one.at, one.at, one.at)
            feed = config.feed(one.feed)
            taken = [_timed(reader, item, feed) for _ in range(3)]
            times[taken[0][1]].append(1_000 * min(spent for spent, _ in taken))
    rows = []
    for on, name in ((True, "on a topic"), (False, "on none")):
        spent = sorted(times[on]) or [0.0]
        worst = spent[int(0.95 * len(spent))] if len(spent) > 1 else spent[0]
        rows.append([name, f"{spent[len(spent) // 2]:.2f}", f"{worst:.2f}", str(len(times[on]))])
    return table(("item", "median ms", "95 % below, ms", "items"), rows)


def _timed(reader: Reader, item: Item, feed: Feed) -> tuple[float, bool]:
    start = time.perf_counter()
    reading = reader.read(item, feed)
    return time.perf_counter() - start, bool(reading.matches)


def together(parts: Iterable[Score]) -> Score:
    """Scores of several scenarios as one."""
    total = Score()
    for part in parts:
        for name in ("relevance", "attribution", "when", "count", "board", "basis"):
            mine, theirs = getattr(total, name), getattr(part, name)
            mine.hit, mine.got, mine.want = (
                mine.hit + theirs.hit,
                mine.got + theirs.got,
                mine.want + theirs.want,
            )
        total.confusion.update(part.confusion)
        total.flaps += part.flaps
        total.stream += part.stream
        total.misses.extend(part.misses)
    return total


def warn(problem: str) -> None:
    """An archive's warning."""
    print(problem, file=sys.stderr)


# --- printing -----------------------------------------------------------------------------------------------

_HEAD = ("relevance", "status", "macro-F1", "attribution", "when", "how many", "board", "basis", "flaps")


def by_scenario(parts: dict[str, Score]) -> str:
    """One row a scenario, and all of them."""
    rows = [[name, *_figures(part)] for name, part in parts.items()]
    if len(parts) > 1:
        rows.append(["**all**", *_figures(together(parts.values()))])
    return table(("scenario", *_HEAD), rows)


def by_reader(whole: dict[str, Score], head: str = "reader") -> str:
    """One row a reader, or whatever else the scores are of."""
    return table((head, *_HEAD), [[name, *_figures(one)] for name, one in whole.items()])


def _figures(one: Score) -> list[str]:
    read = [f"{one.relevance.f1:.3f}", f"{one.accuracy:.3f}", f"{one.macro_f1:.3f}"]
    told = [f"{tally.f1:.3f}" if tally.got else "–" for tally in (one.attribution, one.when, one.count)]
    board = (
        [f"{one.board.f1:.3f}", f"{one.basis.f1:.3f}", f"{one.flap_rate:.1f}"]
        if one.board.want
        else ["–"] * 3
    )
    return [*read, *told, *board]


def by_status(one: Score) -> str:
    """F1 of each status, with precision and recall of the intervals."""
    rows = [[status, f"{value:.3f}", str(n)] for status, (value, n) in one.by_status.items()]
    for name, tally in (("when", one.when), ("how many", one.count), ("relevance", one.relevance)):
        rows.append(
            [f"{name} (P {tally.precision:.3f}, R {tally.recall:.3f})", f"{tally.f1:.3f}", str(tally.want)]
        )
    return table(("what", "F1", "cases"), rows)


def by_kind(one: Score) -> str:
    """How many misses there are of each kind, and the commonest mistakes of it."""
    rows = []
    for kind in ("relevance", "status", "attribution", "when", "count", "board"):
        missed = [miss for miss in one.misses if miss.kind == kind]
        pairs = Counter(_mistake(miss.got, miss.want) for miss in missed)
        common = "; ".join(
            f"{pair} ({n})" for pair, n in pairs.most_common(4) if kind in ("status", "attribution")
        )
        missing = sum(miss.got in (None, "None") for miss in missed)
        spare = sum(miss.want in (None, "None") for miss in missed)
        detail = common or f"{missing} not found, {spare} too many, {len(missed) - missing - spare} others"
        rows.append([kind, str(len(missed)), detail])
    return table(("misses", "n", "the commonest"), rows)


def _mistake(got: object, want: object) -> str:
    return f"{str(got).rpartition('=')[2]} for {str(want).rpartition('=')[2]}"


def by_rule(fired: Fired) -> str:
    """How many signals each rule made."""
    rows = [
        [kind, rule, str(n)]
        for (kind, rule), n in sorted(fired.items(), key=lambda one: (one[0][0], -one[1]))
    ]
    return table(("kind", "rule", "signals"), rows)


def shown(one: Score) -> list[str]:
    """Every miss on a line."""
    return [f"{m.kind:11} {m.scenario}/{m.case}: got {m.got}, want {m.want} | {m.title}" for m in one.misses]


def table(head: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    """A Markdown table."""
    lines = [head, ["---"] + ["---:"] * (len(head) - 1), *rows]
    return "\n".join(f"| {' | '.join(line)} |" for line in lines)


def replace_part(path: Path, mark: str, text: str) -> None:
    """Put a text between `<!-- mark -->` and `<!-- /mark -->`; a document without them is left alone."""
    first, last = f"<!-- {mark} -->", f"<!-- /{mark} -->"
    whole = path.read_text(encoding="utf-8")
    if first not in whole or last not in whole:
        warn(f"{path} has no place for {mark}")
        return
    before, _, rest = whole.partition(first)
    path.write_text(f"{before}{first}\n{text}\n{last}{rest.partition(last)[2]}", encoding="utf-8")


if __name__ == "__main__":
    sys.exit(main())
