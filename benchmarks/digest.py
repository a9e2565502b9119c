"""The digest: how long one of 500 items of evidence takes, and the examples of docs/.

python -m benchmarks.digest               prints the processor's time
python -m benchmarks.digest --examples    writes docs/examples and docs/digest.schema.json; with Chromium on
                                          this machine, the pictures too

The examples are made from the story of `monitor demo`, whose outlets are invented.
"""

from __future__ import annotations

import argparse
import json
import statistics
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from importlib.resources import files
from pathlib import Path

from monitor.archives import Archived, read_archives
from monitor.config import parse_config
from monitor.demo.story import load_feeds_toml
from monitor.digest import make_digest, render
from monitor.digest.tables import json_schema
from monitor.model import Config, Entry, Tag, TagKind
from monitor.pipeline import Pipeline
from monitor.replay import replay
from monitor.store import Store, open_store
from tests.digest.browser import CHROMIUM, picture

DOCS = Path(__file__).parents[1] / "docs"
EXAMPLES = DOCS / "examples"
EVIDENCE = 500
ROUNDS = 9

CONTESTED = (
    (
        "Meridian Wire",
        "2024-11-14T15:20",
        "White House blocks contractors for Ukraine, officials say",
        "The White House has rejected sending contractors to Ukraine, two days after the Pentagon spoke, "
        "two administration officials said on condition of anonymity. The officials gave no reason.",
    ),
    (
        "Alliance Watch",
        "2024-11-14T18:40",
        "What if the contractors do not come?",
        "Ukraine's jets need hands, whoever decides. This paper compares what contractors in Ukraine would "
        "have mended with what depots across the border can.",
    ),
)
"""What the example of a contested day adds to the story: feed, moment (UTC), title, text."""


@contextmanager
def replayed(items: list[Archived], config: Config) -> Iterator[Store]:
    """A database that has heard these items."""
    with tempfile.TemporaryDirectory() as folder:
        database = Path(folder) / "monitor.db"
        for _ in replay(config, items, database):
            pass
        with open_store(database) as store:
            yield store


def story() -> tuple[list[Archived], Config]:
    """The story's items and configuration."""
    config = parse_config(load_feeds_toml("https://outlets.example"), Path("feeds.toml"))
    with tempfile.TemporaryDirectory() as folder:
        archive = Path(folder) / "story.jsonl"
        archive.write_bytes(files("monitor.demo").joinpath("story.jsonl").read_bytes())
        items, config = read_archives([archive], config, print)
    return [_linked(item) for item in items], config


def _linked(item: Archived) -> Archived:
    outlet = item.feed.split(" (")[0].lower().replace(" ", "-")
    link = f"https://{outlet}.example/{item.at:%Y/%m}/{item.id}"
    return replace(item, entry=replace(item.entry, link=link))


# --- how long it takes --------------------------------------------------------------------------------


def busy_day(items: list[Archived], day: date) -> list[Archived]:
    """The story's items on one day, told again and again, until they give EVIDENCE items of evidence."""
    start = datetime(day.year, day.month, day.day, 6, tzinfo=UTC)
    made = []
    for number in range(EVIDENCE * 2):
        item = items[number % len(items)]
        at = start + timedelta(seconds=number * 40)
        entry = replace(
            item.entry,
            guid=f"{number}",
            link=f"{item.entry.link}/{number}",
            title=f"{item.entry.title} ({number})",
            published=at,
        )
        made.append(Archived(f"{number}", item.feed, at, entry))
    return made


def measure() -> None:
    """Print the processor's time of a digest, made and rendered, beside that of its rendering alone."""
    items, config = story()
    day = date(2024, 11, 8)
    with replayed(busy_day(items, day), config) as store:
        evidence = store.connection.execute("select count(distinct item_id) from signals").fetchone()[0]
        print(f"items of evidence on the day: {evidence}")
        for form in ("md", "html", "json", "csv", "txt"):
            whole, alone = [], []
            for _ in range(ROUNDS):
                begin = time.process_time()
                digest = make_digest(store, config, day)
                made = time.process_time()
                render(digest, form)
                end = time.process_time()
                whole.append(end - begin)
                alone.append(end - made)
            print(
                f"{form:5} {1000 * statistics.median(whole):6.0f} ms, "
                f"of that rendering {1000 * statistics.median(alone):4.0f} ms"
            )


# --- the examples ---------------------------------------------------------------------------------------


def write_examples() -> None:
    """Five days that a desk meets, the schema of the JSON, and the pictures."""
    EXAMPLES.mkdir(exist_ok=True)
    items, config = story()
    schema = json.dumps(json_schema(), indent=2, ensure_ascii=False)
    (DOCS / "digest.schema.json").write_text(f"{schema}\n", encoding="utf-8")
    with replayed(items, config) as store:  # in order: polls are logged as the days go by
        _save("quiet", store, config, date(2024, 9, 14))
        _save("busy", store, config, date(2024, 11, 8))
        _save("failed-feeds", store, config, date(2024, 11, 21), failing=4)
    with replayed(sorted([*items, *_contested()], key=lambda item: item.at), config) as store:
        _save("contested", store, config, date(2024, 11, 14))
    noon = datetime(2024, 10, 30, 16, 5, tzinfo=UTC)
    with replayed([item for item in items if item.at < noon], config) as store:
        _correct(Pipeline(store, config, noon), noon)
        _save("corrected", store, config, noon.date())


def _save(name: str, store: Store, config: Config, day: date, failing: int = 0) -> None:
    _log_polls(store, config, day, failing)
    digest = make_digest(store, config, day)
    for form in ("md", "html"):
        (EXAMPLES / f"{name}.{form}").write_text(render(digest, form), encoding="utf-8")
    if CHROMIUM:
        picture(EXAMPLES / f"{name}.html", EXAMPLES / f"{name}.png")
    print(f"{name}: {day}", *(said.words for said in digest.bottom_line), sep="\n  ")


def _log_polls(store: Store, config: Config, day: date, failing: int) -> None:
    """What polling would have noted: every feed was asked, and the first `failing` ones gave no answer."""
    at = datetime(day.year, day.month, day.day, 16, tzinfo=UTC)
    with store.transaction():
        for place, feed in enumerate(config.feeds):
            failed = place < failing
            store.feeds.log(feed.name, not failed, "the server answered 503 Service Unavailable", at)


def _contested() -> Iterator[Archived]:
    for number, (feed, moment, title, text) in enumerate(CONTESTED):
        at = datetime.fromisoformat(moment).replace(tzinfo=UTC)
        yield _linked(Archived(f"e{number}", feed, at, Entry(f"e{number}", "", title, text, at)))


def _correct(pipeline: Pipeline, at: datetime) -> None:
    """The analyst finds misread what led to the newest status, stars the item and notes why."""
    change = next(c for c in reversed(pipeline.store.board.changes(until=at)) if c.question == "approved")
    for signal in change.after.because:
        evidence = pipeline.store.signals.get(signal)
        assert evidence is not None
        pipeline.tag(Tag(0, at, TagKind.DISPUTE, item=evidence.item, signal=signal), at)
    first = change.items[0]
    pipeline.tag(Tag(0, at, TagKind.STAR, item=first), at)
    note = "The trade paper asks, not the Pentagon. The press office calls back on Monday."
    pipeline.tag(Tag(0, at, TagKind.NOTE, item=first, value=note), at)


def main() -> None:
    """Measure, or write the examples."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--examples", action="store_true")
    write_examples() if parser.parse_args().examples else measure()


if __name__ == "__main__":
    main()
