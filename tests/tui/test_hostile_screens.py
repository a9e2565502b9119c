"""What hostile feeds carry is shown to the letter on every screen, in titles, toasts and dialogs.

In a real terminal the program writes no sequence but its own.
"""

from __future__ import annotations

import fcntl
import os
import pty
import re
import select
import struct
import subprocess
import sys
import termios
import time
from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from pathlib import Path
from types import MappingProxyType

import pytest
from screens import StandingClock, flat, opened, press, scope, settled, text, toasts

from monitor.config import load_config
from monitor.model import Entry, Tag, TagKind
from monitor.pipeline import Pipeline
from monitor.store import open_store
from monitor.text import clean_line
from monitor.tui.app import MonitorApp
from monitor.tui.prompts import Choice, Confirm, LabelPrompt, NotePrompt
from tests.hostile.samples import FORBIDDEN, HEADLINE, SAMPLES

NOW = datetime(2024, 11, 8, 18, 0, tzinfo=UTC)
MARKUP = [sample for name, sample in SAMPLES.items() if name.startswith("markup")]
NAME = "Post [/b] [@click=app.quit]go[/]"
ASK = "Will they [/b] [@click=app.bell]be[/] allowed?"

CONFIG = f"""
[monitor]
timezone = "UTC"
[[feeds]]
name = "{NAME}"
url = "https://feeds.test/a"
tier = "media"
[[topics]]
id = "contractors"
title = "Contractors [red]in[/] Ukraine [/"
about = ["contractor", "Ukraine"]
deciders = "Pentagon"
opened = 2024-06-01
[[topics.questions]]
id = "approved"
kind = "will"
ask = "{ASK}"
yes = "approve | allow"
"""


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A database of items that carry every sample; as a feed's cleaning leaves them, and as it would not."""
    made = tmp_path_factory.mktemp("hostile-screens")
    (made / "feeds.toml").write_text(CONFIG, encoding="utf-8")
    config = load_config(made / "feeds.toml")
    with open_store(made / "monitor.db") as store:
        line = Pipeline(store, config, NOW)
        for number, sample in enumerate(SAMPLES.values()):
            at = NOW - timedelta(minutes=number + 1)
            says = f"{sample} {HEADLINE}, a Pentagon spokesperson said on Friday."
            entry = Entry(
                str(number), f"https://e.example/{number}", f"{clean_line(sample)} {HEADLINE}", says, at
            )
            line.take(config.feeds[0], (entry,), at)
            for kind in (TagKind.NOTE, TagKind.LABEL):
                line.tag(Tag(0, NOW, kind, number + 1, value=sample), NOW)
        line.index()
        with store.transaction():  # as if cleaning had failed: the screens must not depend on it
            store.connection.execute(
                "update items set title = title || ? where id = 1", ("\x1b]0;raw\x07\x9b",)
            )
    return made


def app_of(folder: Path) -> MonitorApp:
    return MonitorApp(folder / "feeds.toml", folder / "monitor.db", clock=StandingClock(NOW), poll=False)


def clean(shown: str) -> bool:
    """Whether a terminal would only draw it; a line's end is the screen's own."""
    return not [mark for mark in FORBIDDEN if mark in shown]


async def test_every_screen_shows_samples_to_the_letter(folder: Path) -> None:
    app = app_of(folder)
    async with opened(app, (200, 60)) as pilot:
        assert ASK in text(app)
        assert "Contractors [red]in[/]" in text(app)
        for keys, wanted in (
            (("c",), "changes"),
            (("e",), "archive"),
            (("f",), "feeds"),
            (("d",), "digest"),
            (("b", "G", "enter"), "question"),
        ):
            await press(pilot, *keys)
            assert scope(app) == wanted
            shown = text(app)
            assert clean(shown), wanted
            assert "[/b]" in shown, wanted
        await press(pilot, "e")
        for _ in list(SAMPLES)[:9]:
            await press(pilot, "enter")
            assert clean(text(app))
            await press(pilot, "w")
            assert clean(text(app))
            await press(pilot, "escape", "escape", "j")


@pytest.mark.parametrize("sample", MARKUP)
async def test_an_item_its_note_and_its_tag_show_markup_as_it_is(folder: Path, sample: str) -> None:
    app = app_of(folder)
    async with opened(app, (160, 50)) as pilot:
        app.show_item(list(SAMPLES.values()).index(sample) + 1, None)
        await settled(pilot)
        assert flat(app).count(" ".join(sample.split())) >= 3
        await press(pilot, "y")
        assert sample in flat(app).split("sent to the clipboard")[1]


async def test_toasts_and_dialogs_show_samples_as_they_are(folder: Path) -> None:
    app = app_of(folder)
    async with opened(app, (160, 50)) as pilot:
        for sample in [SAMPLES[name] for name in ("clipboard", "c1", "bidi", "newline")] + MARKUP:
            shown_as = " ".join(clean_line(sample).split())
            app.clear_notifications()
            app.say(sample, "error")
            app.say(sample)
            await pilot.pause()
            assert clean(text(app))
            assert shown_as in flat(app)
            assert toasts(app) == clean_line(sample)
            for dialog in (
                LabelPrompt(sample, [sample]),
                NotePrompt(sample),
                Confirm(sample),
                Choice(sample, [(sample, sample)]),
            ):
                app.push_screen(dialog)
                await pilot.pause()
                assert clean(text(app)), type(dialog)
                assert shown_as in flat(app), type(dialog)
                app.pop_screen()


async def test_the_palette_takes_no_text_from_outside(folder: Path) -> None:
    app = app_of(folder)
    async with opened(app, (120, 40)) as pilot:
        await press(pilot, "colon")
        await pilot.press(*"[/b]")
        await settled(pilot)
        assert "[/b]" in text(app)


# --- in a real terminal -----------------------------------------------------------------------------------

OWN = re.compile(
    r"\x1b\[[0-9;:?<>=!$ ]*[a-zA-Z~]"  # CSI: colours, moves, modes, the mouse
    r"|\x1b\]22;[a-z-]*(\x1b\\|\x07)"  # the pointer's shape
    r"|\x1bP[^\x1b]*\x1b\\"  # DCS: synchronised output and its like
    r"|\x1b[=>78]"
)
"""Sequences that the toolkit writes."""


START = "from monitor.cli import main; main()"


class Terminal:
    """The program in a pseudo-terminal."""

    def __init__(
        self, folder: Path, *words: str, start: str = START, environ: Mapping[str, str] = MappingProxyType({})
    ) -> None:
        self.master, slave = pty.openpty()
        fcntl.ioctl(slave, termios.TIOCSWINSZ, struct.pack("HHHH", 40, 120, 0, 0))
        settings = {**os.environ, "TERM": "xterm-256color", "COLORTERM": "truecolor", **environ}
        self.process = subprocess.Popen(
            [sys.executable, "-c", start, "--config", str(folder / "feeds.toml"), *words],
            stdin=slave,
            stdout=slave,
            stderr=slave,
            env=settings,
            cwd=folder,
            start_new_session=True,
        )
        os.close(slave)
        self.written = b""

    def until(self, words: str, seconds: float = 15) -> None:
        """Read until these words have been drawn since the last key."""
        end = time.monotonic() + seconds
        begun = len(self.written)
        while words.encode() not in self.written[begun:]:
            left = end - time.monotonic()
            ready, _, _ = select.select([self.master], [], [], max(left, 0))
            assert ready, (words, self.written[begun:][-2000:])
            try:
                self.written += os.read(self.master, 65536)
            except OSError:  # the other end is closed
                raise AssertionError((words, self.written[begun:][-2000:])) from None

    def press(self, key: str, wanted: str) -> None:
        """A key, and what then appears."""
        os.write(self.master, key.encode())
        self.until(wanted)

    def quit(self) -> int:
        """Leave by the key; gives the exit status."""
        os.write(self.master, b"q")
        self.until("\x1b[?1049l")
        status = self.process.wait(15)
        while select.select([self.master], [], [], 0)[0]:
            try:
                self.written += os.read(self.master, 65536)
            except OSError:  # all has been read
                break
        os.close(self.master)
        return status


def test_a_terminal_gets_no_sequence_but_the_programs_own(folder: Path) -> None:
    (folder / "db").mkdir(exist_ok=True)
    with open_store(folder / "monitor.db") as store:
        store.connection.execute("vacuum into ?", (str(folder / "db" / "monitor.db"),))
    terminal = Terminal(folder, "--no-poll")
    terminal.until("question")
    for key, wanted in (
        ("e", "Everything"),
        ("\r", "What it says"),
        ("w", "on the topic"),
        ("b", "14 days"),
    ):
        terminal.press(key, wanted)
    for key, wanted in (("c", "Changes"), ("f", "not asked"), ("d", "Digest of"), ("b", "14 days")):
        terminal.press(key, wanted)
    assert terminal.quit() == 0
    written = terminal.written.decode()
    assert set(re.findall(r"\x1b\](\d+)", written)) <= {"22"}, "a title, the clipboard, a notification"
    left = OWN.sub("", written)
    assert "\x1b" not in left, repr(left[left.index("\x1b") - 40 :][:120])
    assert not [mark for mark in FORBIDDEN if mark in left and mark not in "\r\x1b"]
    for sequence in ("\x1b[?1049l", "\x1b[?25h", "\x1b[?1000l"):
        assert sequence in written, "the terminal is given back as it was"
