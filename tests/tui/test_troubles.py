"""First runs, unsound files, failing feeds, unforeseen failures: each is said in words with the next step."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import Iterator
from datetime import UTC, datetime
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest
from screens import StandingClock, flat, opened, press, scope, settled, text, toasts
from textual.pilot import Pilot
from textual.widgets import TextArea

from monitor.config import parse_config
from monitor.store import StoreError, open_store
from monitor.tui import crash
from monitor.tui.app import MonitorApp

EMPTY = "[monitor]\ntimezone = 'UTC'\n"
TOPIC = """
[[topics]]
id = "contractors"
title = "Contractors"
about = ["contractor"]
[[topics.questions]]
id = "approved"
kind = "will"
ask = "Will they be approved?"
"""


def fresh(folder: Path, toml: str, *, poll: bool = False) -> MonitorApp:
    """The app on a new database."""
    config = folder / "feeds.toml"
    config.write_text(toml, encoding="utf-8")
    clock = StandingClock(datetime(2024, 11, 8, 18, 0, tzinfo=UTC))
    return MonitorApp(config, folder / "monitor.db", clock=clock, poll=poll)


async def until(pilot: Pilot[None], words: str) -> None:
    """Wait until the screen says so."""
    for _ in range(300):
        if words in flat(pilot.app) + toasts(pilot.app):  # type: ignore[arg-type]
            return
        await pilot.pause(0.02)
    raise AssertionError(f"{words!r} is not in\n{text(pilot.app)}")  # type: ignore[arg-type]


async def test_without_questions_the_first_step_is_named(tmp_path: Path) -> None:
    app = fresh(tmp_path, EMPTY)
    async with opened(app) as pilot:
        assert "There are no questions yet" in flat(app)
        for key, words in (
            ("e", "Nothing is stored yet"),
            ("c", "No answer has changed yet"),
            ("f", "There are no feeds yet"),
        ):
            await press(pilot, key)
            assert words in flat(app)
        for key in "djkwaxsoyAtm":
            await press(pilot, key)
        assert scope(app) == "digest"


async def test_questions_without_items(tmp_path: Path) -> None:
    app = fresh(tmp_path, EMPTY + TOPIC)
    async with opened(app) as pilot:
        assert "Will they be approved?" in text(app)
        assert "○ open" in text(app)
        await press(pilot, "enter")
        assert "Nothing has happened yet" in text(app)
        assert "Nothing yet. An item must be on the topic" in flat(app)
        await press(pilot, "escape", "n", "w", "x")
        assert "Tags go on items" in flat(app)


async def test_an_unsound_file_is_told_and_mended_in_the_editor(tmp_path: Path) -> None:
    app = fresh(tmp_path, EMPTY + TOPIC.replace("kind", "knd"))
    async with app.run_test(size=(120, 40), notifications=True) as pilot:
        await until(pilot, "E to mend it")
        await press(pilot, "E")
        await until(pilot, "not saved like this")
        assert "knd" in text(app)
        await press(pilot, "f2")
        assert "Not saved" in toasts(app)
        app.screen.query_one(TextArea).text = EMPTY + TOPIC
        await until(pilot, "What these words would match")
        await press(pilot, "f2")
        await until(pilot, "saved; it is taken up")
        assert parse_config(app.session.config_path.read_text("utf-8"), Path("x")).topics
        await press(pilot, "escape")
        await until(pilot, "Will they be approved?")


async def test_the_editor_is_not_left_by_mistake(app: MonitorApp) -> None:
    async with opened(app, (150, 40)) as pilot:
        await press(pilot, "E")
        await press(pilot, "z")
        assert "not saved" in text(app)
        await press(pilot, "escape")
        assert scope(app) == "edit"
        assert "esc again leaves it as it was" in toasts(app)
        before = app.session.config_path.read_text("utf-8")
        await press(pilot, "escape")
        assert scope(app) == "board"
        assert app.session.config_path.read_text("utf-8") == before


async def test_the_preview_says_what_an_edit_gains_and_loses(app: MonitorApp) -> None:
    async with opened(app, (150, 40)) as pilot:
        await press(pilot, "E")
        editor = app.screen.query_one(TextArea)
        editor.text = editor.text.replace(
            '["contractor | private military company", "Ukraine | Kyiv"]', '["contractor | bank"]'
        )
        await until(pilot, "+1 more than now")
        assert "+ Central bank holds rates" in text(app)


@pytest.fixture
def server() -> Iterator[str]:
    """Serves one feed; all else is 503; /held never answers while the test runs."""
    over = threading.Event()

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            if self.path == "/held":
                over.wait(20)
            body = (
                b"<rss version='2.0'><channel><title>t</title><item><guid>1</guid>"
                b"<title>Contractors are approved, the Pentagon says</title></item></channel></rss>"
            )
            self.send_response(200 if self.path in ("/good", "/held") else 503)
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *args: object) -> None:
            """Tests print nothing."""

    class Server(ThreadingHTTPServer):
        def handle_error(self, request: object, client_address: object) -> None:
            """A client that has left is none of ours."""

    made = Server(("127.0.0.1", 0), Handler)
    threading.Thread(target=made.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{made.server_port}"
    over.set()
    made.shutdown()
    made.server_close()


def feed(name: str, url: str) -> str:
    return f'\n[[feeds]]\nname = "{name}"\nurl = "{url}"\ntier = "media"\nallow_private = true\n'


async def test_a_failing_feed_shows_with_its_reason(tmp_path: Path, server: str) -> None:
    app = fresh(
        tmp_path, EMPTY + feed("Well", f"{server}/good") + feed("Ill", f"{server}/none") + TOPIC, poll=True
    )
    async with app.run_test(size=(120, 40), notifications=True) as pilot:
        await until(pilot, "1 feed failing")
        await press(pilot, "f")
        shown = text(app)
        assert "✕ 1 failing" in shown
        assert "503" in shown
        assert shown.index("Ill") < shown.index("Well ")
        await press(pilot, "e")
        assert "Contractors are approved" in text(app)


async def test_a_round_is_stopped_by_a_key(tmp_path: Path, server: str) -> None:
    app = fresh(
        tmp_path, EMPTY + feed("Well", f"{server}/good") + feed("Slow", f"{server}/held") + TOPIC, poll=True
    )
    async with app.run_test(size=(120, 40), notifications=True) as pilot:
        await press(pilot, "X")
        await until(pilot, "polling 1 of 2 feeds · X stops")
        await press(pilot, "X")
        await until(pilot, "stopped; next poll 18:15")
        await press(pilot, "e")
        assert "Contractors are approved" in text(app)
        await press(pilot, "r")
        await until(pilot, "of 2 feeds · X stops")


async def test_a_second_program_follows(tmp_path: Path, server: str) -> None:
    toml = EMPTY + feed("Well", f"{server}/good") + TOPIC
    first, second = fresh(tmp_path, toml, poll=True), fresh(tmp_path, toml, poll=True)
    with open_store(tmp_path / "monitor.db") as store:
        assert store.lease.take("elsewhere:1", first.session.clock.now())
    async with second.run_test(size=(120, 40), notifications=True) as pilot:
        await until(pilot, "following: another program polls this database")
        await press(pilot, "r")
        assert "does not poll" in flat(second)


def test_a_damaged_database_is_said_in_words(tmp_path: Path) -> None:
    (tmp_path / "monitor.db").write_bytes(b"this is no database" * 100)
    with pytest.raises(StoreError):
        fresh(tmp_path, EMPTY)


async def test_an_unforeseen_failure_leaves_a_report_without_a_word_of_the_feeds(
    app: MonitorApp, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def broken(limit: int = 0, **_: object) -> None:
        headline = "Deputy Press Secretary Holds a Press Briefing"
        raise KeyError(headline)

    with pytest.raises(KeyError):  # noqa: PT012 - the failure comes out where the app ends
        async with opened(app) as pilot:
            monkeypatch.setattr(app.session, "changes", broken)
            await press(pilot, "c")
    (report,) = _reports(app.session.db_path.parent)
    words = report.read_text("utf-8")
    assert "builtins.KeyError" in words
    assert "textual " in words
    assert "monitor/tui/changes.py" in words
    assert "Deputy Press Secretary" not in words.replace('headline = "Deputy Press Secretary', "")
    printed = capsys.readouterr().err
    assert "crash-" in printed
    assert "Deputy" not in printed


def _reports(folder: Path) -> list[Path]:
    return list(folder.glob("crash-*.txt"))


def test_a_report_names_every_cause() -> None:
    try:
        try:
            raise OSError("secret one")
        except OSError as error:
            raise ExceptionGroup("secret two", [ValueError("secret three")]) from error
    except ExceptionGroup as error:
        words = crash.report(error, datetime(2024, 1, 1, tzinfo=UTC))
    assert "builtins.OSError" in words
    assert "builtins.ValueError" in words
    assert words.count("secret") == words.count('Error("secret') + words.count('Group("secret')


async def test_a_fault_of_polling_leaves_the_screen(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    async def broken(*_: object, **__: object) -> None:
        raise RuntimeError("a headline")

    monkeypatch.setattr("monitor.watch.Watcher.run", broken)
    app = fresh(tmp_path, EMPTY + TOPIC, poll=True)
    async with app.run_test(size=(120, 40), notifications=True) as pilot:
        await until(pilot, "polling has stopped by a fault of the program")
        assert _reports(tmp_path)
        await press(pilot, "e", "escape")
        assert "Will they be approved?" in text(app)
        await asyncio.sleep(0)
        await settled(pilot)
