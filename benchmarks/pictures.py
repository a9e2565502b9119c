"""Draws the pictures of docs/screens and writes the tables of keys there: by the program itself.

`python -m benchmarks.pictures` takes some ten seconds and needs no network. The story, the clock and the time
zone are those of the tests, so that the files change only where the program does.
"""

from __future__ import annotations

import asyncio
import os
import re
import sys
import tempfile
import time
from pathlib import Path

import pytest

from monitor.tui import keys

ROOT = Path(__file__).parents[1]
DOCS = ROOT / "docs"

PICTURES: dict[str, tuple[tuple[int, int], str, str]] = {
    "board": ((104, 32), "dark", "board"),
    "board-wide": ((168, 40), "dark", "board"),
    "board-narrow": ((60, 20), "dark", "board"),
    "board-light": ((104, 32), "light", "board"),
    "question": ((104, 48), "dark", "question"),
    "question-when": ((104, 24), "dark", "question-when"),
    "question-how-many": ((104, 24), "dark", "question-how-many"),
    "answer": ((104, 24), "dark", "answer"),
    "item": ((104, 40), "dark", "item"),
    "why": ((104, 40), "dark", "why"),
    "archive": ((104, 20), "dark", "archive"),
    "search": ((104, 20), "dark", "search"),
    "changes": ((104, 40), "dark", "changes"),
    "feeds": ((104, 24), "dark", "feeds"),
    "digest": ((104, 40), "dark", "digest"),
    "questions": ((150, 40), "dark", "questions"),
    "help": ((104, 40), "dark", "help"),
}
"""Size, theme and screen (of tests/tui/shots.py) of each picture."""

PAGES = {
    "board": "board",
    "question": "question",
    "item": "item",
    "why": "why",
    "everything": "archive",
    "changes": "changes",
    "feeds": "feeds",
    "digest": "digest",
    "questions": "edit",
    "help": "help",
}
"""Page of docs/screens → the scope of its commands."""

MARKS = ("<!-- keys -->", "<!-- /keys -->")


def key_table() -> str:
    """Every command: keys, name, what it does, on which screens."""
    lines = []
    for group in keys.GROUPS:
        lines += [f"### {group}", "", "| keys | name | what it does | screens |", "|---|---|---|---|"]
        for command in keys.COMMANDS:
            if command.group != group:
                continue
            scopes = "all" if set(keys.EVERYWHERE) <= set(command.scopes) else ", ".join(command.scopes)
            lines.append(f"| {_keys(command)} | `{command.id}` | {command.help} | {scopes} |")
        lines.append("")
    return "\n".join(lines).strip()


def screen_keys(scope: str) -> str:
    """The commands of one screen; those of every screen are told once, in docs/screens-keys.md."""
    known = [
        c
        for c in keys.COMMANDS
        if scope in c.scopes and c.group in (keys.LOOK, keys.JUDGE, keys.ACT, keys.GO)
    ]
    own = [c for c in known if not set(keys.EVERYWHERE) <= set(c.scopes)]
    lines = ["| keys | what it does |", "|---|---|"]
    lines += [f"| {_keys(command)} | {command.help} |" for command in own]
    return "\n".join(lines)


def _keys(command: keys.Command) -> str:
    return " ".join(f"`{keys.shown(key)}`" for key in command.keys) or "—"


async def picture(folder: Path, size: tuple[int, int], theme: str, name: str) -> str:
    """A screen on the fixed story, as SVG."""
    sys.path.insert(0, str(ROOT / "tests" / "tui"))
    import screens
    import shots

    with pytest.MonkeyPatch.context() as patch:
        app = screens.program(folder, patch)
        async with screens.opened(app, size) as pilot:
            app.theme = theme
            await shots.go(pilot, name)
            drawn = app.export_screenshot(simplify=True)
    return re.sub(r"terminal-\d+", "terminal", drawn)


def put(path: Path, table: str) -> None:
    """Write a table between the marks of a page."""
    before, _, rest = path.read_text("utf-8").partition(MARKS[0])
    after = rest.partition(MARKS[1])[2]
    path.write_text(f"{before}{MARKS[0]}\n{table}\n{MARKS[1]}{after}", encoding="utf-8")


def main() -> None:
    """Write everything anew."""
    os.environ["TZ"] = "America/New_York"
    time.tzset()
    (DOCS / "pictures").mkdir(exist_ok=True)
    for name, (size, theme, screen) in PICTURES.items():
        with tempfile.TemporaryDirectory() as folder:
            drawn = asyncio.run(picture(Path(folder), size, theme, screen))
        path = DOCS / "pictures" / f"{name}.svg"
        path.write_text(drawn, encoding="utf-8")
        print(f"{path.relative_to(ROOT)}  {len(drawn) // 1024} kB")
    put(DOCS / "screens-keys.md", key_table())
    for page, scope in PAGES.items():
        put(DOCS / "screens" / f"{page}.md", screen_keys(scope))


if __name__ == "__main__":
    main()
