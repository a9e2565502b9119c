"""`monitor doctor`: what is wrong with the machine, the terminal, the database, the feeds; and the mend."""

from __future__ import annotations

import locale
import os
import shutil
import sqlite3
import sys
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

import click

from monitor.cli.common import Paths, counted, now, paths, print_json
from monitor.feeds.health import Condition, health, health_words
from monitor.feeds.state import FeedState, state_of

LEAST_ROOM = 200 * 2**20
"""Bytes that should be free where the database lies."""


@dataclass(frozen=True, slots=True)
class Found:
    """One thing looked at."""

    part: str  # machine, terminal, configuration, database, feeds
    ok: bool
    words: str
    mend: str = ""  # what to do where it is not ok


@click.command()
@click.option("--json", "as_json", is_flag=True, help="One JSON object a line.")
@paths
def doctor(where: Paths, as_json: bool) -> None:
    """Look at the machine, the terminal, the database and the feeds. Ends with 1 where something is wrong."""
    wrong = 0
    for found in _look(where, now()):
        wrong += not found.ok
        if as_json:
            print_json({"part": found.part, "ok": found.ok, "words": found.words, "mend": found.mend})
        elif not found.ok or not where.quiet:
            mend = "" if found.ok or not found.mend else f"\n{'':20}→ {found.mend}"
            click.echo(f"{'ok ' if found.ok else 'BAD'} {found.part:14}  {found.words}{mend}")
    if wrong:
        sys.exit(1)


def _look(where: Paths, present: datetime) -> Iterator[Found]:
    yield from _machine(where.database)
    yield from _terminal()
    yield from _configuration(where)
    yield from _database(where, present)


def _machine(database: Path) -> Iterator[Found]:
    version = ".".join(map(str, sys.version_info[:3]))
    yield Found(
        "machine", sys.version_info >= (3, 11), f"Python {version}", "Python 3.11 or later is needed."
    )
    options = {row[0] for row in sqlite3.connect(":memory:").execute("pragma compile_options")}
    yield Found(
        "machine",
        "ENABLE_FTS5" in options and sqlite3.sqlite_version_info >= (3, 35),
        f"SQLite {sqlite3.sqlite_version}{' with FTS5' if 'ENABLE_FTS5' in options else ' without FTS5'}",
        "" if "ENABLE_FTS5" in options else "Use a Python whose SQLite is 3.35 or later and has FTS5.",
    )
    place = next((p for p in (database.parent, *database.absolute().parents) if p.exists()), Path())
    free = shutil.disk_usage(place).free
    yield Found(
        "machine",
        free >= LEAST_ROOM,
        f"{free / 2**30:.1f} GiB free at {place}",
        "" if free >= LEAST_ROOM else "Make room, or name another place with --db.",
    )


def _terminal() -> Iterator[Found]:
    size = shutil.get_terminal_size()
    fits = size.columns >= 80 and size.lines >= 24
    yield Found(
        "terminal",
        fits,
        f"{size.columns}×{size.lines}, TERM={os.environ.get('TERM', '')}",
        "" if fits else "The screen needs 80×24.",
    )
    encoding = locale.getpreferredencoding(False)
    utf8 = encoding.lower().replace("-", "") == "utf8"
    yield Found(
        "terminal", utf8, f"encoding {encoding}", "" if utf8 else "Set LANG to a UTF-8 locale, e.g. C.UTF-8."
    )
    truecolor = os.environ.get("COLORTERM", "") in ("truecolor", "24bit")
    around = [name for name, key in (("tmux", "TMUX"), ("ssh", "SSH_TTY")) if os.environ.get(key)]
    colours = (
        "no colour (NO_COLOR)"
        if os.environ.get("NO_COLOR")
        else "true colour"
        if truecolor
        else "256 colours"
    )
    yield Found("terminal", True, ", ".join([colours, *around]))


def _configuration(where: Paths) -> Iterator[Found]:
    from monitor.config import ConfigErrors, load_config

    if not where.config.exists():
        yield Found("configuration", False, f"there is no {where.config}", "`monitor init` writes one.")
        return
    try:
        config = load_config(where.config)
    except ConfigErrors as errors:
        for problem in errors.problems:
            yield Found(
                "configuration", False, str(problem), "Edit it; `monitor check` tells when it is sound."
            )
        return
    sizes = f"{counted(len(config.feeds), 'feed')}, {counted(len(config.topics), 'topic')}"
    yield Found("configuration", True, f"{where.config}: {sizes}")


def _database(where: Paths, present: datetime) -> Iterator[Found]:
    from monitor.store import StoreError, open_store
    from monitor.store.errors import MissingDatabaseError

    try:
        with open_store(where.database, readonly=True) as store:
            size = where.database.stat().st_size / 2**20
            items = counted(store.items.count(), "item")
            yield Found("database", True, f"{where.database}: {items}, {size:.1f} MiB")
            problems = store.problems()
            mend = "" if not problems else f"`sqlite3 {where.database} .recover | sqlite3 rescued.db`"
            yield Found(
                "database", not problems, "; ".join(problems) or "sound (quick_check, foreign keys)", mend
            )
            holder = store.lease.holder(present)
            yield Found("database", True, f"polled by {holder}" if holder else "nobody is polling for it now")
            yield from _feeds(where, store.feeds.states(), present)
    except MissingDatabaseError as error:
        yield Found("database", True, str(error))
    except StoreError as error:
        yield Found("database", False, str(error))


def _feeds(where: Paths, states: Mapping[str, FeedState], present: datetime) -> Iterator[Found]:
    from monitor.config import ConfigErrors, load_config

    try:
        config = load_config(where.config)
    except (ConfigErrors, OSError):
        return  # told above
    for feed in config.feeds:
        report = health(state_of(feed, states.get(feed.name)), feed, present)
        bad = report.condition in (Condition.FAILING, Condition.RETIRED, Condition.SILENT)
        mend = _MENDS.get(report.condition, "")
        yield Found("feeds", not bad, f"{feed.name}: {health_words(report, present)}", mend)


_MENDS = {
    Condition.FAILING: "Look at its address in a browser; `monitor feeds add SITE` finds where it has gone.",
    Condition.RETIRED: "`monitor feeds remove` it, or give it its new address in feeds.toml.",
    Condition.SILENT: "Publishers abandon feeds without a word: look whether the site has another one.",
}
