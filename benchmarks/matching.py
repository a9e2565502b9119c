"""How fast items are matched, sentences split and copies found, and how well copies are told.

    python -m benchmarks.matching [--items N]

Printed side by side: one item read against 10, 1,000 and 10,000 questions, with the ratio to 10, beside one
regular expression for each topic; an item looked up among the stories of the last days; two kilobytes split
into sentences, beside an expression that splits at every full stop; and, on the labelled scenarios, which
pairs of copies are found, which items are merged that are none, and which retellings count as one voice.
"""

from __future__ import annotations

import argparse
import gc
import json
import random
import re
import time
from collections.abc import Callable, Iterable, Sequence
from datetime import datetime
from pathlib import Path

from rapidfuzz.fuzz import token_sort_ratio

from monitor.board.votes import outlet
from monitor.config import load_config
from monitor.model import Feed, Item, Kind, Question, Tier, Topic
from monitor.reading.attribution import Witnesses
from monitor.reading.document import read_document
from monitor.reading.stories import WINDOW, StoryIndex
from monitor.reading.topics import TopicIndex
from monitor.terms import parse_terms
from monitor.text import clean_line, html_to_text, sentences

SCENARIOS = Path(__file__).parent.parent / "tests" / "scenarios"
FEED = Feed("any", "https://any.example/", Tier.MEDIA)
QUESTIONS = (10, 1_000, 10_000)
PER_TOPIC = 5
"""Questions of a topic; analysts write four or five."""


def read_items(path: Path) -> list[Item]:
    """The items of a scenario, cleaned as a poll cleans them."""
    made: list[Item] = []
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines()):
        raw = json.loads(line)
        at = datetime.fromisoformat(raw["published"].replace("Z", "+00:00"))
        title, text = clean_line(html_to_text(raw["title"])), html_to_text(raw["summary"])
        made.append(Item(number, raw["id"], raw["feed"], raw["url"], title, text, at, at, at))
    return made


def microseconds(work: Callable[[Item], object], items: Sequence[Item], rounds: int = 3) -> float:
    """The least time for one item over some rounds, of the processor alone."""
    best = float("inf")
    for _ in range(rounds):
        start = time.process_time()
        for item in items:
            work(item)
        best = min(best, (time.process_time() - start) / len(items) * 1e6)
    return best


def topics(count: int, words: Sequence[str]) -> list[Topic]:
    """Topics of two entries each; their words are drawn again and again, so that many share one."""
    draw = random.Random(7)
    made: list[Topic] = []
    for number in range(max(1, count // PER_TOPIC)):
        about = (" | ".join(draw.sample(words, 2)), " | ".join(draw.sample(words, 2)))
        questions = tuple(Question(str(number), str(n), Kind.WILL, "Will it?") for n in range(PER_TOPIC))
        made.append(Topic(str(number), "T", tuple(map(parse_terms, about)), questions=questions))
    return made


def matching(items: Sequence[Item]) -> None:
    """One item against more and more questions."""
    # Words that stand in an item in a hundred or fewer, as what a question is about does; and as many again
    # that stand in none, for most of what is followed is not in the news of the hour.
    seen: dict[str, int] = {}
    for item in items:
        for word in set(re.findall(r"[a-z]{6,}", item.document.lower())):
            seen[word] = seen.get(word, 0) + 1
    words = sorted(word for word, count in seen.items() if count <= max(1, len(items) // 100))
    words += [f"{word[::-1]}{word[0]}" for word in words]
    print(f"one item of {sum(len(i.document) for i in items) // len(items)} characters against ...")
    first = 0.0
    for count in QUESTIONS:
        made = topics(count, words)
        index = TopicIndex(made)

        def read(item: Item, index: TopicIndex = index) -> None:
            if index.may_match(item.document, FEED):
                index.match(read_document(item), FEED)

        cost = microseconds(read, items)
        first = first or cost
        naive = [re.compile(rf"\b(?:{t.about[0].source.replace(' | ', '|')})\w*", re.I) for t in made]
        sample = items[:20]

        def scan(item: Item, naive: Iterable[re.Pattern[str]] = tuple(naive)) -> None:
            for expression in naive:
                expression.search(item.document)

        plain = microseconds(scan, sample, 1)
        print(
            f"  {count:6,} questions: {cost:7.1f} µs ({cost / first:.2f} × 10 questions); "
            f"an expression for each topic {plain:9.1f} µs ({plain / cost:.0f} ×)"
        )


def splitting() -> None:
    """Two kilobytes of news."""
    text = (
        "The Defense Department will allow a small number of contractors to work in Ukraine, Maj. Gen. Pat "
        "Ryder said on Friday, Nov. 8. The U.S. decision came after months of debate. "
    ) * 12
    item = Item(0, "", "", "", "", text[:2048], *[datetime(2024, 1, 1)] * 3)
    ours = microseconds(lambda it: list(sentences(it.text)), [item] * 200)
    plain = microseconds(lambda it: re.split(r"(?<=[.!?])\s+", it.text), [item] * 200)
    print(f"sentences of 2 KB: {ours / 1000:.3f} ms; at every full stop, wrongly, {plain / 1000:.3f} ms")


def stories(items: Sequence[Item]) -> None:
    """Looking an item up, and remembering it."""
    index = StoryIndex()
    for number, item in enumerate(items):
        index.add(item, number)
    cost = microseconds(index.find, items)
    print(f"one item among the stories of {len(index):,}: {cost:.1f} µs")


def copies(folder: Path) -> tuple[int, int, int]:
    """Pairs of copies found, pairs there are, and merges of items that are no copies, in one scenario."""
    items = read_items(folder / "items.jsonl")
    wanted = {tuple(pair.split()) for pair in COPIES.get(folder.name, "").split(", ") if pair}
    index = StoryIndex()
    firsts: list[Item] = []
    found: set[tuple[str, ...]] = set()
    for item in items:
        story = index.find(item)
        if story is None:
            firsts.append(item)
            story = len(firsts) - 1
        else:
            found.add((firsts[story].guid, item.guid))
        index.add(item, story)
    for pair in sorted(found - wanted):
        print(f"    wrongly merged in {folder.name}: {' and '.join(pair)}")
    for pair in sorted(wanted - found):
        print(f"    missed in {folder.name}: {' and '.join(pair)}")
    return len(found & wanted), len(wanted), len(found - wanted)


def retellings(folder: Path) -> tuple[int, int]:
    """Pairs of a report and a retelling of it that the board takes for one voice, and all that there are: the
    same story, or the first one's outlet named as the origin."""
    items = {item.guid: item for item in read_items(folder / "items.jsonl")}
    config = load_config(folder / "topic.toml")
    index, story = StoryIndex(), {}
    for item in items.values():
        found = index.find(item)
        story[item.guid] = item.id if found is None else found
        index.add(item, story[item.guid])
    pairs = [pair.split() for pair in RETOLD.get(folder.name, "").split(", ") if pair]
    missed = []
    for first, second in pairs:
        item = items[second]
        told = Witnesses(read_document(item), config.topics[0], config.feed(item.feed)).origin
        if story[first] != story[second] and outlet(told) != outlet(items[first].feed):
            missed.append(f"{first} and {second}")
    for pair in missed:
        print(f"    retelling missed in {folder.name}: {pair}")
    return len(pairs) - len(missed), len(pairs)


def by_headline(folder: Path) -> tuple[int, int]:
    """The same by headlines alone, at the likeness that finds most at little error: found, and wrong."""
    items = read_items(folder / "items.jsonl")
    wanted = {tuple(pair.split()) for pair in COPIES.get(folder.name, "").split(", ") if pair}
    found = {
        (a.guid, b.guid)
        for n, a in enumerate(items)
        for b in items[n + 1 :]
        if b.at - a.at <= WINDOW and token_sort_ratio(a.title.lower(), b.title.lower()) >= 75
    }
    return len(found & wanted), len(found - wanted)


# The pairs of which one prints the other's text, read by eye.
COPIES = {
    "fed-cut": "f002 f003, f016 f017, f022 f023, f036 f037, f052 f053",
    "long-range-strikes": "i006 i007, i031 i032, i046 i047, i052 i053, i055 i056",
    "rwanda": "i003 i005, i014 i015, i033 i034, i052 i053, i057 i058",
    "sweden-nato": "s005 s006, s021 s022, s024 s025, s034 s035, s048 s049",
}

# The pairs of which one retells the other's report in words of its own, read by eye.
RETOLD = {
    "contractors": "c007 c008, c007 c009, c020 c021, c039 c041, c044 c046, c044 c047",
    "tiktok": "t005 t006, t014 t015, t038 t039",
}


def main() -> None:
    """Print everything."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--items", type=int, default=4_000, help="items to draw from the scenarios")
    count = parser.parse_args().items
    base = [item for path in sorted(SCENARIOS.glob("*/items.jsonl")) for item in read_items(path)]
    items = [base[n % len(base)] for n in range(count)]
    gc.disable()
    matching(items[: min(count, 1_000)])
    splitting()
    stories(base)
    print("copies of one text, on the scenarios:")
    folders = sorted(path.parent for path in SCENARIOS.glob("*/items.jsonl"))
    ours = [copies(folder) for folder in folders]
    plain = [by_headline(folder) for folder in folders]
    for folder, (found, wanted, wrong) in zip(folders, ours, strict=True):
        print(f"  {folder.name:20} {found} of {wanted} pairs found, {wrong} merges wrong")
    found, wanted, wrong = (sum(column) for column in zip(*ours, strict=True))
    print(f"  {found} of {wanted} pairs found, {wrong} merges wrong, in {len(base)} items")
    retold = [retellings(folder) for folder in folders if folder.name in RETOLD]
    print(f"  {sum(f for f, _ in retold)} of {sum(n for _, n in retold)} retellings are one voice")
    print(f"  headlines alone: {sum(f for f, _ in plain)} found, {sum(w for _, w in plain)} wrong")


if __name__ == "__main__":
    main()
