"""What a command costs that prints a line, and a digest of a busy day: `python -m benchmarks.commands`.

- `monitor board` over 10,000 stored items, in a process of its own, beside Python alone
- the digest of a day with 500 items of evidence, made and rendered, in each format
"""

from __future__ import annotations

import os
import statistics
import subprocess
import sys
import time
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

from benchmarks.screen import PROGRAM, folder_with
from benchmarks.store import entries
from monitor.config import load_config
from monitor.digest import make_digest, render
from monitor.pipeline import Pipeline
from monitor.store import open_store

RUNS = 15
EVIDENCE = 500
START = datetime(2024, 11, 8, 6, tzinfo=UTC)

FEEDS = "".join(
    f'[[feeds]]\nname = "Outlet {n}"\nurl = "https://o{n}.example/"\ntier = "media"\n' for n in range(50)
)
SAID = (
    "Pentagon weighs contractors in Ukraine",
    "US poised to let contractors into Ukraine",
    "Pentagon approves contractors for Ukraine",
)


def process(words: list[str], folder: Path) -> tuple[float, float]:
    """Milliseconds that passed and that the processor worked, the medians of some runs."""
    passed, worked = [], []
    for _ in range(RUNS + 1):  # one for the caches
        began = time.perf_counter()
        started = subprocess.Popen([sys.executable, *words], cwd=folder, stdout=subprocess.DEVNULL)
        _, status, used = os.wait4(started.pid, 0)
        passed.append((time.perf_counter() - began) * 1000)
        worked.append((used.ru_utime + used.ru_stime) * 1000)
        started.returncode = os.waitstatus_to_exitcode(status)
        assert started.returncode == 0
    return statistics.median(passed[1:]), statistics.median(worked[1:])


def line() -> None:
    """A command that prints the board."""
    with folder_with(10_000) as folder:
        ours, cpu = process(["-c", PROGRAM, "board"], folder)
        bare, least = process(["-c", "pass"], folder)
    print(f"monitor board                 {ours:6.0f} ms   limit 150; {cpu:.0f} ms of CPU")
    print(f"  Python alone                {bare:6.0f} ms   {least:.0f} ms of CPU")


def fill(folder: Path) -> None:
    """A day on which every item says something."""
    config = load_config(folder / "feeds.toml")
    with open_store(folder / "db" / "monitor.db") as store:
        pipeline = Pipeline(store, config, START)
        for n, made in enumerate(entries(EVIDENCE, seed=9)):
            at = START + timedelta(minutes=n)
            said = SAID[n * len(SAID) // EVIDENCE]
            words = " ".join(made.title.split()[:6])
            entry = replace(
                made, title=f"{said}: {words}", text=f"{said}, officials say. {made.text}", published=at
            )
            pipeline.take(config.feeds[n % len(config.feeds)], [entry], at)
        pipeline.index()


def digest() -> None:
    """The digest of that day."""
    with folder_with(0, FEEDS) as folder:
        fill(folder)
        config = load_config(folder / "feeds.toml")
        with open_store(folder / "db" / "monitor.db", readonly=True) as store:
            stories = store.connection.execute("select count(distinct story_id) from items").fetchone()[0]
            made = make_digest(store, config, START.date())
            took = median(lambda: make_digest(store, config, START.date()))
        print(f"digest, {stories} stories of a day  {took:6.0f} ms   collected, limit 300 with the rendering")
        for form in ("md", "html", "json"):
            print(f"  {form:27} {median(lambda form=form: render(made, form)):6.0f} ms")  # type: ignore[misc]


def median(work: Callable[[], object]) -> float:
    """Milliseconds of the processor."""
    taken = []
    for _ in range(5):
        began = time.process_time()
        work()
        taken.append((time.process_time() - began) * 1000)
    return statistics.median(taken)


def main() -> None:
    """Measure both."""
    line()
    digest()


if __name__ == "__main__":
    main()
