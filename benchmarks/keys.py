"""What keys cost a person and a line: a hundred items judged, and the bytes that go over the line for it.

`python -m benchmarks.keys [triage] [line]` measures what is named, or both (two minutes), in a real
pseudo-terminal of 80×24. No network: feeds come from this machine.
"""

from __future__ import annotations

import fcntl
import os
import re
import select
import statistics
import struct
import sys
import termios
import time
from collections.abc import Callable, Sequence
from pathlib import Path

from textual.color import Color

from benchmarks.screen import PROGRAM, Terminal, feeds_served, folder_with
from monitor.store import open_store
from monitor.tui.look import DARK

ITEMS = 100
BEFORE = 300
"""Items in the database when it begins."""
MINUTES = 2.0
"""In which a hundred items are to be judged."""
SLOW = 5_600
"""Bytes a second of a slow line: a modem of 56 kbit/s, ten bits a byte."""
QUIET = 0.5
"""Seconds without a byte after which a key has been answered in full."""


def _on_the_cursor(inks: Sequence[str], words: str) -> re.Pattern[str]:
    """Such words on the ground of the cursor's row, which no other has; `inks`: in one of these colours."""
    colours = {
        name: Color.parse(DARK.variables.get(name) or getattr(DARK, name)) for name in (*inks, "cursor")
    }
    codes = {name: f"{colour.r};{colour.g};{colour.b}" for name, colour in colours.items()}
    ink = "|".join(codes[name] for name in inks) or r"\d+;\d+;\d+"
    return re.compile(rf"38;2;(?:{ink});48;2;{codes['cursor']}m{words}")


SHOWN = _on_the_cursor(["faint"], "[A-Z]")
"""A verdict is taken: the title is dimmed."""
STORED = {"x": _on_the_cursor([], " ✗"), "a": _on_the_cursor([], " ✓")}
"""A verdict is stored: its sign."""
CAME = _on_the_cursor(["foreground", "muted"], "[A-Z]")
"""The cursor has come to another row, which nobody has judged."""


class Keys(Terminal):
    """The program at 80×24, and what each key brings."""

    def __init__(self, folder: Path, *words: str) -> None:
        super().__init__(["-c", PROGRAM, *words], folder)
        fcntl.ioctl(self.master, termios.TIOCSWINSZ, struct.pack("HHHH", 24, 80, 0, 0))
        self.until(b"Will contractors")

    def answered(self, key: str, *marks: re.Pattern[str]) -> list[float]:
        """Seconds from a key to each of its marks on the screen."""
        begun = time.perf_counter()
        os.write(self.master, key.encode())
        written, waits = b"", []
        for mark in marks:
            while not mark.search(written.decode(errors="ignore")):
                if not select.select([self.master], [], [], 10)[0]:
                    raise TimeoutError(f"{key} never brought {mark.pattern}")
                written += os.read(self.master, 65536)
            waits.append(time.perf_counter() - begun)
        return waits

    def cost(self, key: str) -> int:
        """Bytes that a key brings until the line is quiet."""
        os.write(self.master, key.encode())
        count = 0
        while select.select([self.master], [], [], QUIET)[0]:
            count += len(os.read(self.master, 65536))
        return count


def triage() -> None:
    """Judge a hundred items, two keys each, while three hundred feeds bring fifteen hundred more."""
    with feeds_served(300, 5) as toml, folder_with(BEFORE, toml) as folder:
        terminal = Keys(folder)
        before = _stored(folder)
        terminal.cost("e")
        terminal.answered("j", CAME)
        waits: dict[str, list[float]] = {"a verdict shown": [], "a verdict stored": [], "a row on": []}
        begun = time.perf_counter()
        for place in range(ITEMS):
            verdict = "xa"[place % 2]
            shown, stored = terminal.answered(verdict, SHOWN, STORED[verdict])
            waits["a verdict shown"].append(shown)
            waits["a verdict stored"].append(stored)
            waits["a row on"] += terminal.answered("j", CAME)
        took = time.perf_counter() - begun
        came = _stored(folder) - before
        terminal.end()
        judged = _judged(folder)
    if judged != ITEMS:
        raise RuntimeError(f"{judged} items were judged, not {ITEMS}: the figures mean nothing")
    left = (MINUTES * 60 - took) / ITEMS
    print(f"{ITEMS} items judged, {2 * ITEMS} keys {took:8.1f} s    of the program's; {came:,} items came in")
    print(
        f"                              {left:8.2f} s    an item are left for reading, in {MINUTES:g} minutes"
    )
    for name, delays in waits.items():
        middle, worst = statistics.median(delays), max(delays)
        limit = "" if name == "a verdict stored" else ", limit 50"
        print(f"  {name:<27} {middle * 1000:8.1f} ms   the slowest {worst * 1000:.1f}{limit}")


def _stored(folder: Path) -> int:
    with open_store(folder / "db" / "monitor.db", readonly=True) as store:
        return store.items.count()


def _judged(folder: Path) -> int:
    with open_store(folder / "db" / "monitor.db", readonly=True) as store:
        return len({tag.item for tag in store.tags.all()})


WALK = (
    ("everything opened", "e"), ("a row on", "j"), ("a verdict", "x"), ("taken back", "u"),
    ("a page on", "\x04"), ("an item opened", "\r"), ("the list again", "\x1b"), ("a filter opened", "/"),
    ("its first letter", "H"), ("its next letter", "e"), ("the filter left", "\x1b"), ("the board", "b"),
    ("the feeds", "f"), ("drawn anew", "\x0c"),
)  # fmt: skip


def line(minute: float = 60) -> None:
    """Bytes for each key, and for a minute in which nothing happens."""
    with folder_with(BEFORE) as folder:
        terminal = Keys(folder, "--no-poll")
        terminal.drain(2)
        for name, key in WALK:
            count = terminal.cost(key)
            print(f"{name:<29} {count:8,} B    {count / SLOW:5.2f} s on a line of 56 kbit/s")
        terminal.cost("b")
        count = terminal.drain(minute)
        print(
            f"an idle minute, board shown   {count:8,} B    {count / SLOW / minute * 100:5.2f} % of that line"
        )
        terminal.end()


PARTS: dict[str, Callable[[], None]] = {"triage": triage, "line": line}


def main() -> None:
    """Measure what is named."""
    for name in sys.argv[1:] or PARTS:
        PARTS[name]()


if __name__ == "__main__":
    main()
