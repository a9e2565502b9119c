"""`monitor feeds add` and `import`, as typed."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from monitor.cli import cli
from monitor.config import load_config
from monitor.feeds.state import FeedState
from monitor.store import open_store
from tests.feeds.loopback import RSS

PAGES = {
    "/": b"<link rel='alternate' type='application/rss+xml' href='/rss'>"
    b"<link rel='alternate' type='application/atom+xml' href='/comments'>",
    "/rss": RSS,
    "/comments": RSS.replace(b"<title>T</title>", b"<title>Comments</title>", 1),
    "/empty": b"<html>nothing here</html>",
}
TOPIC = """# mine
[[topics]]
id = "t"
title = "T"
about = ["contractor"]
[[topics.questions]]
id = "q"
kind = "will"
ask = "Will they?"
"""


class Pages(BaseHTTPRequestHandler):
    """A site with a feed."""

    def do_GET(self) -> None:
        body = PAGES[self.path]
        self.send_response(200)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, format: str, *args: object) -> None:
        """Say nothing."""


@pytest.fixture
def site() -> Iterator[str]:
    server = ThreadingHTTPServer(("127.0.0.1", 0), Pages)
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    thread.join()
    server.server_close()


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    (tmp_path / "feeds.toml").write_text(TOPIC)
    monkeypatch.chdir(tmp_path)
    return tmp_path


def run(*words: str, typed: str = "") -> Result:
    return CliRunner().invoke(cli, ["feeds", *words], input=typed)


def test_add_finds_the_feed_that_a_page_names(site: str, folder: Path) -> None:
    done = run("add", f"{site}/", "--allow-private", "--tier", "official")
    assert done.exit_code == 0, done.stderr
    assert f"It also names {site}/comments" in done.stderr
    written = (folder / "feeds.toml").read_text()
    assert written.startswith("# mine")
    for line in (f'url = "{site}/rss"', 'name = "T"', 'tier = "official"', "allow_private = true"):
        assert line in written


@pytest.mark.parametrize(
    ("words", "reason"),
    [
        (["/"], "is a private address"),
        (["/empty", "--allow-private"], "not a feed: begins with"),
    ],
)
def test_add_says_why_not(site: str, folder: Path, words: list[str], reason: str) -> None:
    done = run("add", site + words[0], *words[1:])
    assert done.exit_code == 1
    assert reason in done.stderr
    assert (folder / "feeds.toml").read_text() == TOPIC


def test_import_takes_what_it_can_and_names_the_rest(folder: Path) -> None:
    (folder / "list.opml").write_text(
        "<opml version='2.0'><body><outline text='Trade'>"
        "<outline text='A' xmlUrl='https://a.example/rss'/><outline text='A' xmlUrl='https://b.example/rss'/>"
        "</outline><outline text='C' xmlUrl='file:///etc/passwd'/>"
        "<outline text='D' xmlUrl='https://d.example/a\\b'/></body></opml>"
    )
    done = run("import", "list.opml")
    assert done.exit_code == 0, done.stderr
    assert "Added 2 feeds; 0 here already." in done.stderr
    assert "file:///etc/passwd" in done.stderr
    assert "https://d.example/a\\b" in done.stderr
    assert 'folder = "Trade"' in (folder / "feeds.toml").read_text()
    assert "Added 0 feeds; 2 here already." in run("import", "list.opml").stderr
    assert run("export").stdout.count('<outline text="Trade">') == 1


def test_add_shows_what_it_found(site: str) -> None:
    done = run("add", f"{site}/rss", "--allow-private", "--tier", "trade")
    assert f"Found T at {site}/rss" in done.stderr
    assert "1 entry: “a”" in done.stderr


def test_in_a_terminal_it_asks_which_feed_and_the_tier(
    site: str, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("monitor.cli.feeds._asking", lambda: True)
    done = run("add", f"{site}/", "--allow-private", typed="2\nnonsense\nwire\n")
    assert done.exit_code == 0, done.stderr
    assert "Which" in done.stderr
    assert "'nonsense' is not one of" in done.stderr
    written = (folder / "feeds.toml").read_text()
    assert f'url = "{site}/comments"' in written
    assert 'tier = "wire"' in written


def test_a_feed_that_is_here_already_is_named(site: str, folder: Path) -> None:
    assert run("add", f"{site}/rss", "--allow-private", "--name", "First").exit_code == 0
    before = (folder / "feeds.toml").read_text()
    again = run("add", f"{site}/rss", "--allow-private")
    assert again.exit_code == 1
    assert 'is here already, as "First"' in again.stderr
    assert (folder / "feeds.toml").read_text() == before
    page = run("add", f"{site}/", "--allow-private")
    assert "Here already: First" in page.stderr
    assert f'url = "{site}/comments"' in (folder / "feeds.toml").read_text()


def test_list_shows_how_each_feed_does_and_when_it_is_asked_and_why(folder: Path) -> None:
    """Rule 16."""
    (folder / "feeds.toml").write_text(
        TOPIC
        + "".join(f'[[feeds]]\nname = "{n}"\nurl = "https://{n}.example/rss"\ntier = "wire"\n' for n in "ab")
    )
    start = datetime(2024, 6, 1, tzinfo=UTC)
    well = FeedState(
        "https://a.example/rss",
        last_attempt=start,
        last_success=start,
        last_result="200: 2 new",
        next_at=start + timedelta(hours=1),
        next_why="Asked every hour.",
    )
    failing = replace(
        well,
        url="https://b.example/rss",
        last_success=start - timedelta(days=2),
        failing_since=start - timedelta(days=1),
        failures=3,
        last_result="503 Service Unavailable",
        next_why="It failed 3 times in a row.",
    )
    with open_store(folder / "db" / "monitor.db") as store, store.transaction():
        store.feeds.sync(load_config(folder / "feeds.toml").feeds)
        for name, state in (("a", well), ("b", failing)):
            store.feeds.save_state(name, state)
    shown = run("list").stdout
    for line in (
        "asked 2024-06-01 00:00 UTC: 200: 2 new",
        "next 2024-06-01 01:00 UTC: Asked every hour.",
        "failing since 2024-05-31 00:00 UTC: 503 Service Unavailable",
        "last heard 2024-05-30 00:00 UTC",
        "next 2024-06-01 01:00 UTC: It failed 3 times in a row.",
    ):
        assert line in shown
