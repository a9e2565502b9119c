"""In a real terminal: suspended and resumed, without colours, and given back sane after a crash."""

from __future__ import annotations

import os
import re
import signal
from pathlib import Path

import fixed_story
import pytest
from test_hostile_screens import START, Terminal

SANE = ("\x1b[?1049l", "\x1b[?25h", "\x1b[?1000l", "\x1b[?2004l")
"""What gives a terminal back: the main screen, the cursor, the mouse, pasting."""

CRASH = """
from monitor.tui.ways import Ways
def broken(self): raise KeyError("a headline of " + "the feeds")
Ways.action_changes = broken
"""


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The fixed story where `monitor` looks for it."""
    (tmp_path / "db").mkdir()
    config, database = fixed_story.write_story(tmp_path, monkeypatch)
    database.rename(tmp_path / "db" / "monitor.db")
    for name in ("-wal", "-shm"):
        rest = database.with_name(database.name + name)
        if rest.exists():
            rest.rename(tmp_path / "db" / f"monitor.db{name}")
    assert config.parent == tmp_path
    return tmp_path


def test_it_is_suspended_by_its_key_and_comes_back_as_it_was(folder: Path) -> None:
    terminal = Terminal(folder, "--no-poll")
    terminal.until("question")
    terminal.press("e", "Everything")
    os.write(terminal.master, b"\x1a")
    terminal.until(SANE[0])
    _, status = os.waitpid(terminal.process.pid, os.WUNTRACED)
    assert os.WIFSTOPPED(status)
    os.kill(terminal.process.pid, signal.SIGCONT)
    terminal.until("Everything")
    terminal.press("f", "Feeds")
    assert terminal.quit() == 0


def test_without_colour_none_is_written(folder: Path) -> None:
    terminal = Terminal(folder, "--no-poll", environ={"NO_COLOR": "1"})
    terminal.until("question")
    terminal.press("e", "Everything")
    assert terminal.quit() == 0
    written = terminal.written.decode()
    colours = [one for one in re.findall(r"\x1b\[([\d;]+)m", written) if re.search(r"\b[34]8;", one)]
    greys = {one for code in colours for one in re.findall(r"[34]8;2;(\d+;\d+;\d+)", code)}
    assert all(len(set(one.split(";"))) == 1 for one in greys), greys


def test_a_crash_gives_the_terminal_back_and_keeps_a_report(folder: Path) -> None:
    terminal = Terminal(folder, "--no-poll", start=CRASH + START)
    terminal.until("question")
    os.write(terminal.master, b"c")
    terminal.until("crash-")
    assert terminal.process.wait(15) != 0
    written = terminal.written.decode()
    for sequence in SANE:
        assert sequence in written
    assert "What was stored stays" in written
    assert "a headline of the feeds" not in written
    (report,) = (folder / "db").glob("crash-*.txt")
    words = report.read_text("utf-8")
    assert "builtins.KeyError" in words
    assert "a headline of the feeds" not in words
