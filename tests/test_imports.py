"""Which parts bring in what, seen in fresh processes: the core has no screen, no network, no database."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from monitor.store import open_store

CORE = [
    "monitor.model",
    "monitor.text",
    "monitor.terms",
    "monitor.config",
    "monitor.reading.read",
    "monitor.board.answers",
    "monitor.board.changes",
    "monitor.board.words",
]
HEAVY = {"textual", "aiohttp", "sqlite3", "sqlite_utils", "feedparser"}
SCREENS = {"textual", "rich"}


def imported(code: str, cwd: Path | None = None) -> set[str]:
    """The top-level names that a fresh process has imported after running this."""
    ran = subprocess.run(
        [sys.executable, "-c", f"{code}\nimport sys\nprint('\\n'.join(sys.modules), file=sys.stderr)"],
        capture_output=True,
        text=True,
        check=True,
        cwd=cwd,
    )
    return {name.partition(".")[0] for name in ran.stderr.split()}


@pytest.mark.parametrize("module", CORE)
def test_the_core_is_pure(module: str) -> None:
    assert not imported(f"import {module}") & HEAVY


@pytest.mark.parametrize("module", ["monitor.feeds.schedule", "monitor.feeds.parse", "monitor.feeds.fetch"])
def test_feeds_know_no_database_and_no_screen(module: str) -> None:
    assert not imported(f"import {module}") & {"sqlite3", "sqlite_utils", "textual"}


@pytest.mark.parametrize("module", ["monitor.store", "monitor.pipeline", "monitor.replay"])
def test_the_store_and_what_fills_it_know_no_network(module: str) -> None:
    assert not imported(f"import {module}") & {"aiohttp", "feedparser", "textual"}


def run(*arguments: str) -> str:
    """Code that runs a command and goes on."""
    return f"from monitor.cli import main\ntry:\n    main({list(arguments)!r})\nexcept SystemExit:\n    pass"


@pytest.mark.parametrize(
    "arguments",
    [["--help"], ["init"], ["check"], ["board"], ["changes"], ["find", "x"], ["feeds"], ["score"]],
    ids=lambda a: a[0],
)
def test_a_command_that_prints_a_line_brings_no_screen_and_no_network(
    arguments: list[str], tmp_path: Path
) -> None:
    imported(run("init"), tmp_path)
    assert not imported(run(*arguments), tmp_path) & {*SCREENS, "aiohttp", "feedparser", "sqlite_utils"}


def test_the_board_of_a_database_brings_little(tmp_path: Path) -> None:
    imported(run("init"), tmp_path)
    open_store(tmp_path / "db" / "monitor.db").close()
    names = imported(run("board"), tmp_path)
    assert not names & {
        *SCREENS,
        "aiohttp",
        "feedparser",
        "sqlite_utils",
        "Stemmer",
        "rapidfuzz",
        "dateparser",
    }
