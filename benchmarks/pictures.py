"""Draws the pictures of docs/screens.md and writes the table of docs/screens-keys.md: by the program itself.

`python -m benchmarks.pictures` takes some ten seconds and needs no network. The story, the clock and the time
zone are those of the tests, so that the files change only where the program does.
"""

from __future__ import annotations

import asyncio
import os
import re
import tempfile
import time
from datetime import datetime
from pathlib import Path

import pytest

from monitor.tui import keys
from monitor.tui.app import MonitorApp
from tests.tui import fixed_story

DOCS = Path(__file__).parents[1] / "docs"

PICTURES: dict[str, tuple[tuple[int, int], str, tuple[str, ...]]] = {
    "board": ((104, 32), "dark", ()),
    "board-wide": ((168, 40), "dark", ()),
    "board-narrow": ((60, 20), "dark", ()),
    "board-light": ((104, 32), "light", ()),
    "question": ((104, 40), "dark", ("G", *"kkkkk", "enter")),
    "item": ((104, 28), "dark", ("e", "G", *"kkkkk", "enter")),
    "why": ((104, 40), "dark", ("e", "G", *"kkkkk", "w")),
    "archive": ((104, 20), "dark", ("e",)),
    "changes": ((104, 40), "dark", ("c",)),
    "feeds": ((104, 24), "dark", ("f",)),
    "digest": ((104, 40), "dark", ("d",)),
    "questions": ((104, 40), "dark", ("E",)),
    "help": ((104, 40), "dark", ("question_mark",)),
    "answer": ((104, 24), "dark", ("G", *"kkkkk", "A")),
}
"""Size, theme and keys of each picture."""

MARKS = ("<!-- keys -->", "<!-- /keys -->")


class StandingClock:
    """The story's last moment, for good."""

    def now(self) -> datetime:
        """That moment."""
        return fixed_story.NOW

    async def sleep_until(self, moment: datetime) -> None:
        """Never comes."""
        await asyncio.Event().wait()


def key_table() -> str:
    """Every command: keys, name, what it does, on which screens."""
    lines = []
    for group in keys.GROUPS:
        lines += [f"### {group}", "", "| keys | name | what it does | screens |", "|---|---|---|---|"]
        for command in keys.COMMANDS:
            if command.group != group:
                continue
            shown = " ".join(f"`{keys.shown(key)}`" for key in command.keys) or "—"
            scopes = "all" if set(keys.EVERYWHERE) <= set(command.scopes) else ", ".join(command.scopes)
            lines.append(f"| {shown} | `{command.id}` | {command.help} | {scopes} |")
        lines.append("")
    return "\n".join(lines).strip()


async def picture(folder: Path, size: tuple[int, int], theme: str, pressed: tuple[str, ...]) -> str:
    """The screen after these keys, as SVG."""
    with pytest.MonkeyPatch.context() as patch:
        config, database = fixed_story.write_story(folder, patch)
        app = MonitorApp(config, database, clock=StandingClock(), poll=False)
        async with app.run_test(size=size) as pilot:
            app.theme = theme
            await app.session.write(lambda _: None)
            for key in pressed:
                await pilot.press(key)
                await app.workers.wait_for_complete()
                await pilot.pause()
            app.show_lines()
            await pilot.pause()
            drawn = app.export_screenshot()
    return re.sub(r"terminal-\d+", "terminal", drawn)


def main() -> None:
    """Write everything anew."""
    os.environ["TZ"] = "America/New_York"
    time.tzset()
    (DOCS / "pictures").mkdir(exist_ok=True)
    for name, (size, theme, pressed) in PICTURES.items():
        with tempfile.TemporaryDirectory() as folder:
            drawn = asyncio.run(picture(Path(folder), size, theme, pressed))
        path = DOCS / "pictures" / f"{name}.svg"
        path.write_text(drawn, encoding="utf-8")
        print(f"{path.relative_to(DOCS.parent)}  {len(drawn) // 1024} kB")
    document = DOCS / "screens-keys.md"
    before, _, rest = document.read_text("utf-8").partition(MARKS[0])
    after = rest.partition(MARKS[1])[2]
    document.write_text(f"{before}{MARKS[0]}\n{key_table()}\n{MARKS[1]}{after}", encoding="utf-8")


if __name__ == "__main__":
    main()
