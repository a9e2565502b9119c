"""How fast the database is filled, read and searched, and an archive replayed; each beside a yardstick.

    python -m benchmarks.store [--items N] [--questions N] [--replayed N]

- ingest: items with their identity and the full-text index into a database that already holds N items, beside
  the same rows by bare `executemany` and one `insert … select` a batch
- the path of polled items (identity, reading against 10 topics, storing), for items that match nothing
- the board of all questions; the same while another process writes; a page of the archive; a search
- a replay of archived items over 10 topics, from the JSON lines to the printed records

All text is made up of random words with the frequencies of a natural language.
"""

from __future__ import annotations

import argparse
import gc
import itertools
import json
import multiprocessing
import random
import sqlite3
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from multiprocessing.synchronize import Event
from pathlib import Path

from monitor.archives import read_archives
from monitor.config import parse_config
from monitor.feeds.identity import Keys, keys_of
from monitor.model import Answer, Basis, Config, Entry, Feed, Item, Kind, Question, Status, Tier, Topic
from monitor.pipeline import Pipeline
from monitor.replay import record, replay
from monitor.store import Store, open_store
from monitor.store.archive import Filter, read_page
from monitor.store.views import read_board, read_seen

NOW = datetime(2024, 6, 25, 12, tzinfo=UTC)
BATCH = 1_000
DOCUMENT = 20
FEEDS = tuple(Feed(f"Feed {n}", f"https://feed{n}.example/rss", Tier.MEDIA) for n in range(100))
_SYLLABLES = [a + b for a in "bcdfghklmnprstvz" for b in ("a", "e", "i", "o", "u", "an", "er", "ing", "or")]


def vocabulary(size: int = 20_000) -> tuple[list[str], list[float]]:
    """Made-up words, and cumulative weights that fall as in a language (Zipf)."""
    chance = random.Random(1)
    words = ["".join(chance.choices(_SYLLABLES, k=chance.choice((1, 2, 2, 3, 3, 4)))) for _ in range(size)]
    return words, list(itertools.accumulate(1 / (rank + 3) for rank in range(size)))


def entries(count: int, seed: int) -> Iterator[Entry]:
    """Entries as a feed carries them: a headline of ten words, a summary of thirty."""
    words, weights = vocabulary()
    chance = random.Random(seed)
    for n in range(count):
        said = chance.choices(words, cum_weights=weights, k=40)
        name = f"{seed}-{n}-{chance.getrandbits(40):x}"
        text = " ".join(said[10:]).capitalize() + "."
        at = NOW + timedelta(seconds=n)
        yield Entry(f"urn:{name}", f"https://site{n % 50}.example/news/{name}", " ".join(said[:10]), text, at)


def config(topics: int, questions: int = 1) -> Config:
    """Topics whose words do not occur in what `entries` makes."""
    lines = [f'[[feeds]]\nname = "{f.name}"\nurl = "{f.url}"\ntier = "{f.tier}"' for f in FEEDS]
    for t in range(topics):
        about = f'["subject{t} | matter{t} | affair{t}", "country{t} | capital{t}"]'
        lines.append(f'[[topics]]\nid = "t{t}"\ntitle = "Topic {t}"\nabout = {about}\ndeciders = "Board{t}"')
        lines += [
            f'[[topics.questions]]\nid = "q{q}"\nkind = "will"\nask = "Will it?"' for q in range(questions)
        ]
    return parse_config("\n".join(lines), Path("feeds.toml"))


Document = tuple[Feed, list[tuple[Item, Keys]]]


def read(made: Sequence[Entry]) -> list[Document]:
    """Entries as the pipeline has read them: items with their keys, a document of each feed."""
    return [
        (
            feed,
            [
                (Item(0, e.guid, feed.name, e.link, e.title, e.text, e.published, NOW, NOW), keys_of(e))
                for e in some
            ],
        )
        for feed, some in zip(FEEDS, documents(made), strict=False)
    ]


def add(store: Store, made: Sequence[Document], ids: dict[str, int]) -> None:
    """Store a batch as the pipeline does: look up what is known, add what is not, index."""
    with store.transaction():
        for feed, items in made:
            store.items.known(ids[feed.name], [keys for _, keys in items])
            store.items.add(items, ids[feed.name])
        store.search.catch_up()


def bare(connection: sqlite3.Connection, made: Sequence[Entry]) -> None:
    """The same rows by executemany, with nothing decided: the yardstick."""
    connection.execute("begin immediate")
    last = connection.execute("select coalesce(max(id), 0) from items").fetchone()[0]
    at = "2024-06-25T12:00:00Z"
    connection.executemany(
        "insert into items (id, guid, feed_id, link, title, text, published_at, first_seen_at, at) "
        "values (?, ?, ?, ?, ?, ?, ?, ?, ?)",
        (
            (last + n + 1, e.guid, 1 + n % len(FEEDS), e.link, e.title, e.text, at, at, at)
            for n, e in enumerate(made)
        ),
    )
    connection.executemany(
        "insert into item_feeds values (?, ?, ?, ?, ?, ?)",
        ((last + n + 1, 1 + n % len(FEEDS), e.guid, e.link[8:], e.guid[:32], at) for n, e in enumerate(made)),
    )
    connection.execute(
        "insert into items_fts (rowid, title, text) select id, title, text from items where id > ?", (last,)
    )
    connection.execute("commit")


def documents(made: Sequence[Entry]) -> Iterator[Sequence[Entry]]:
    """The entries, as many at a time as a feed's document brings anew."""
    return (made[start : start + DOCUMENT] for start in range(0, len(made), DOCUMENT))


def batches(made: Sequence[Entry]) -> Iterator[Sequence[Entry]]:
    """The entries, a batch at a time."""
    return (made[start : start + BATCH] for start in range(0, len(made), BATCH))


def seconds(work: Callable[[], object]) -> float:
    """How long it takes."""
    began = time.perf_counter()
    work()
    return time.perf_counter() - began


def spent(work: Callable[[], object]) -> float:
    """How long the processor works on it in this thread: what other programs take away is not counted."""
    began = time.thread_time()
    work()
    return time.thread_time() - began


def percentile(times: list[float], share: float) -> float:
    """The time that a share of all stayed under, in ms."""
    return sorted(times)[min(len(times) - 1, int(len(times) * share))] * 1000


def measure_ingest(store: Store, count: int) -> None:
    """Into a database as large as it is: ours beside the bare one, turn by turn."""
    ids = store.feeds.ids()
    ours = theirs = 0.0
    for some, other in zip(
        batches(list(entries(count, seed=2))), batches(list(entries(count, seed=3))), strict=True
    ):
        mine = read(some)
        ours += seconds(lambda mine=mine: add(store, mine, ids))  # type: ignore[misc]
        theirs += seconds(lambda other=other: bare(store.connection, other))  # type: ignore[misc]
    print(f"ingest with identity and index  {count / ours:9,.0f} rows/s   {theirs / ours:.2f} x executemany")
    print(f"  bare executemany and index    {count / theirs:9,.0f} rows/s")


def measure_path(store: Store, count: int) -> None:
    """Documents of twenty entries that match none of ten topics."""
    pipeline = Pipeline(store, config(10), NOW)
    made = list(entries(count, seed=4))
    took = seconds(
        lambda: [
            pipeline.take(feed, some, NOW)
            for feed, some in zip(itertools.cycle(FEEDS), documents(made), strict=False)
        ]
    )
    print(f"polled items that match nothing {count / took:9,.0f} items/s")


def fill_board(store: Store, questions: int) -> None:
    """Questions with an answer each."""
    made = tuple(
        Topic(
            f"t{n}",
            f"Topic {n}",
            (),
            questions=tuple(Question(f"t{n}", f"q{m}", Kind.WILL, "?") for m in range(4)),
        )
        for n in range(questions // 4)
    )
    blank = Answer("", "", Kind.WILL, status=Status.EXPECTED, basis=Basis.REPORTED, since=NOW, why="a report")
    with store.transaction():
        store.topics.sync(made)
        store.board.put(
            replace(blank, topic=q.topic, question=q.id) for topic in made for q in topic.questions
        )


def measure_reading(store: Store, path: Path) -> None:
    """The board at rest and while a poll writes, a page, a search."""
    with open_store(path, readonly=True) as reader:
        db = reader.connection
        seen = read_seen(db)
        gc.freeze()
        board = [seconds(lambda: read_board(db, seen)) for _ in range(200)]
        worked = [spent(lambda: read_board(db, seen)) for _ in range(200)]
        busy = beside_a_poll(path, reader, lambda: seconds(lambda: read_board(db, seen)))
        strained = beside_a_poll(path, reader, lambda: spent(lambda: read_board(db, seen)))
        rest = percentile(board, 0.99)
        print(f"the board                       {percentile(board, 0.5):9.2f} ms   p99 {rest:.2f} ms")
        print(f"  of the processor              {percentile(worked, 0.5):9.2f} ms")
        ratio = percentile(busy, 0.99) / rest
        print(f"  while a poll writes           {percentile(busy, 0.5):9.2f} ms   p99 {ratio:.1f} x at rest")
        ratio = percentile(strained, 0.99) / percentile(worked, 0.99)
        print(
            f"  of the processor              {percentile(strained, 0.5):9.2f} ms   p99 {ratio:.1f} x at rest"
        )
        words, _ = vocabulary()
        found = [seconds(lambda w=w: reader.search.find(w)) for w in words[:400]]  # type: ignore[misc]
        worst = max(found) * 1000
        print(f"search, newest first            {percentile(found, 0.5):9.2f} ms   worst {worst:.2f} ms")
        page = [seconds(lambda: read_page(db, Filter(), limit=100)) for _ in range(50)]
        worst = max(page) * 1000
        print(f"a page of the archive           {percentile(page, 0.5):9.2f} ms   worst {worst:.2f} ms")


def beside_a_poll(path: Path, reader: Store, work: Callable[[], float]) -> list[float]:
    """What some work measures again and again while another process stores what it polls."""
    context = multiprocessing.get_context("spawn")
    stop = context.Event()
    writing = context.Process(target=write_on, args=(path, stop))
    writing.start()
    try:
        while not reader.changed():
            writing.join(timeout=0.01)
            if writing.exitcode is not None:
                raise RuntimeError("the process that was to write has ended")
        return [work() for _ in range(200)]
    finally:
        stop.set()
        writing.join()


def write_on(path: Path, stop: Event) -> None:
    """Store batches until told to stop, as a poll does."""
    with open_store(path) as store:
        ids = store.feeds.ids()
        for number in itertools.count(100):
            if stop.is_set():
                return
            add(store, read(list(entries(64, seed=number))), ids)


def measure_replay(folder: Path, count: int) -> None:
    """From the lines of the archive to the records, over ten topics; one item in a hundred is on one."""
    archive = folder / "items.jsonl"
    chance = random.Random(5)
    with archive.open("w") as file:
        for n, entry in enumerate(entries(count, seed=5)):
            topic = chance.randrange(10)
            title = (
                f"Board{topic} may approve subject{topic} for country{topic}" if n % 100 == 0 else entry.title
            )
            line = {
                "id": f"i{n}",
                "feed": FEEDS[n % len(FEEDS)].name,
                "url": entry.link,
                "title": title,
                "summary": entry.text,
                "published": (NOW + timedelta(minutes=n)).isoformat(),
            }
            file.write(json.dumps(line) + "\n")

    def play() -> int:
        items, read = read_archives([archive], config(10, 2), print)
        return sum(len(json.dumps(record(event, several=True))) for event in replay(read, items))

    began = time.process_time()
    took = seconds(play)
    spent = time.process_time() - began
    print(
        f"replay over ten topics          {count / took:9,.0f} items/s   {count / spent:,.0f} a second of CPU"
    )


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--items", type=int, default=200_000, help="items in the database  [200000]")
    parser.add_argument("--questions", type=int, default=1_000)
    parser.add_argument("--replayed", type=int, default=50_000, help="items of the archive  [50000]")
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        path = Path(name) / "monitor.db"
        measure_replay(Path(name), arguments.replayed)
        with open_store(path) as store:
            store.feeds.sync(FEEDS)
            for batch in batches(list(entries(arguments.items, seed=1))):
                add(store, read(batch), store.feeds.ids())
            print(f"{store.items.count():,} items, {path.stat().st_size / 2**20:,.0f} MiB")
            measure_ingest(store, 20_000)
            measure_path(store, 20_000)
            fill_board(store, arguments.questions)
            measure_reading(store, path)


if __name__ == "__main__":
    main()
