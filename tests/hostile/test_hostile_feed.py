"""One hostile feed through poll, store, command line and exports: shown as text, never acted on."""

from __future__ import annotations

import asyncio
import csv
import io
import threading
from collections.abc import Iterator
from datetime import UTC, date, datetime
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest
from click.testing import CliRunner
from markdown_it import MarkdownIt

from monitor.cli import cli
from monitor.config import load_config
from monitor.digest import FORMATS, make_digest, render
from monitor.events import Event
from monitor.model import Tag, TagKind
from monitor.store import open_store
from monitor.watch import Watcher
from tests.hostile.samples import FORBIDDEN, HEADLINE, SAMPLES, hostile_rss

NOW = datetime(2024, 11, 8, 18, 0, tzinfo=UTC)

CONFIG = """
[monitor]
timezone = "UTC"

[[feeds]]
name = "Hostile [/b] <b>Post</b>"
url = "{base}/feed"
tier = "media"
allow_private = true

[[topics]]
id = "contractors"
title = "Contractors [@click=app.quit]x[/] <i>in</i> Ukraine"
about = ["contractor", "Ukraine"]
deciders = "Pentagon"
opened = 2024-06-01

[[topics.questions]]
id = "approved"
kind = "will"
ask = "Will they [/b] be <u>allowed</u>?"
yes = "approve | allow"
"""


class FixedClock:
    """A clock that stands still."""

    def now(self) -> datetime:
        return NOW

    async def sleep_until(self, moment: datetime) -> None:
        raise AssertionError("one round waits for nothing")


@pytest.fixture(scope="module")
def polled(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """A folder whose database has heard the hostile feed; the analyst's tags are hostile too."""
    body = hostile_rss()

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            self.send_response(200)
            self.send_header("Content-Type", "application/rss+xml")
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *args: object) -> None:
            """Tests print nothing."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    folder = tmp_path_factory.mktemp("hostile")
    config = folder / "feeds.toml"
    config.write_text(CONFIG.replace("{base}", f"http://127.0.0.1:{server.server_port}"), encoding="utf-8")
    told: list[Event] = []

    async def one_round() -> None:
        database = folder / "db" / "monitor.db"
        async with Watcher(config, database, clock=FixedClock(), tell=told.append) as watcher:
            done = await watcher.round(force=True)
            assert done is not None
            assert done.failed == 0, told
            for number, sample in enumerate(SAMPLES.values(), 1):
                note = Tag(0, NOW, TagKind.NOTE, item=number, value=sample)
                await watcher.write(lambda pipeline, tag=note: pipeline.tag(tag, NOW))  # type: ignore[misc]

    asyncio.run(one_round())
    yield folder
    server.shutdown()
    server.server_close()


def run(folder: Path, *words: str) -> str:
    """The output of a command; it must end well."""
    ran = CliRunner().invoke(cli, ["--config", str(folder / "feeds.toml"), *words], catch_exceptions=False)
    assert ran.exit_code == 0, ran.output
    return ran.output


def test_every_item_is_stored_once_and_nothing_forbidden_is_in_the_database(polled: Path) -> None:
    store = open_store(polled / "db" / "monitor.db", readonly=True)
    assert store.items.count() == len(SAMPLES)
    tables = [
        name for (name,) in store.connection.execute("select name from sqlite_schema where type = 'table'")
    ]
    for table in tables:
        if table.startswith("items_fts"):
            continue
        for row in store.connection.execute(f"select * from {table}"):
            text = " ".join(value for value in row if isinstance(value, str))
            assert not [mark for mark in FORBIDDEN if mark in text], (table, text)
    store.close()


def test_only_web_links_are_kept(polled: Path) -> None:
    store = open_store(polled / "db" / "monitor.db", readonly=True)
    links = {item.link for item in store.items.after(0, 100)}
    assert all(link == "" or link.startswith("http://") for link in links), links
    assert not [link for link in links if " " in link or "<" in link], links
    store.close()


@pytest.mark.parametrize(
    "words",
    [
        ("board",),
        ("board", "--json"),
        ("changes",),
        ("changes", "--json"),
        ("find", "Pentagon"),
        ("find", '" OR 1=1 --'),
        ("find", "NEAR("),
        ("find", "*"),
        ("explain", "1"),
        ("feeds", "list"),
        ("digest", "--day", "2024-11-08"),
    ],
    ids=" ".join,
)
def test_no_command_prints_anything_a_terminal_acts_on(polled: Path, words: tuple[str, ...]) -> None:
    output = run(polled, *words)
    assert not [mark for mark in FORBIDDEN if mark in output]


def test_the_board_moved_as_the_headline_says(polled: Path) -> None:
    assert "approved" in run(polled, "board")


@pytest.mark.parametrize("format", sorted(FORMATS))
def test_every_format_of_the_digest_holds_the_samples_as_text(polled: Path, format: str) -> None:
    config = load_config(polled / "feeds.toml")
    with open_store(polled / "db" / "monitor.db", readonly=True) as store:
        report = render(make_digest(store, config, date(2024, 11, 8)), format)
    inside = report.replace("\r\n", "\n")
    assert not [mark for mark in FORBIDDEN if mark in inside]
    assert HEADLINE in report
    if format == "html":
        body = report.split("<body>")[1]
        assert "<script" not in body
        assert "<img" not in body
        assert "javascript:" not in [part.split(":")[0] + ":" for part in body.split('href="')[1:]]
        assert "{{ 7 * 7 }}" in body
    if format == "md":
        tokens = [t for line in MarkdownIt("commonmark").parse(report) for t in (line.children or [line])]
        assert not [t for t in tokens if t.type.startswith(("html", "image", "code", "fence"))]
        assert all(str(t.attrGet("href")).startswith("http") for t in tokens if t.type == "link_open")
    if format == "csv":
        for row in csv.reader(io.StringIO(report)):
            assert not [cell for cell in row if cell.startswith(("=", "+", "-", "@"))]
