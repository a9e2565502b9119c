"""`monitor feeds add` and `import`, as typed."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from monitor.cli import cli
from tests.feeds.loopback import RSS

PAGES = {
    "/": b"<link rel='alternate' type='application/rss+xml' href='/rss'>"
    b"<link rel='alternate' type='application/atom+xml' href='/comments'>",
    "/rss": RSS,
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


def run(*words: str) -> Result:
    return CliRunner().invoke(cli, ["feeds", *words])


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
    assert "Added 2 feeds; 0 were here already." in done.stderr
    assert "file:///etc/passwd" in done.stderr
    assert "https://d.example/a\\b" in done.stderr
    assert 'folder = "Trade"' in (folder / "feeds.toml").read_text()
    assert "Added 0 feeds; 2 were here already." in run("import", "list.opml").stderr
    assert run("export").stdout.count('<outline text="Trade">') == 1
