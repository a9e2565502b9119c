"""Every hostile sample through every format, in a real browser: nothing runs, loads or is laid out wrongly.

Each field of a digest carries another sample; in the next digest each carries the next one.
"""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime
from functools import cache
from html.parser import HTMLParser
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from icalendar import Calendar
from markdown_it import MarkdownIt

from monitor.digest import Digest, render
from monitor.digest.atom import as_atom
from monitor.digest.calendar import as_ics
from monitor.digest.mail import message
from monitor.digest.template import render as fill
from monitor.model import Answer, Change, Config, Item, Kind, MailSettings, Status
from monitor.text import clean_line
from tests.digest.browser import in_browser, measure, open_page, without_policy
from tests.digest.samples import sample
from tests.hostile.samples import SAMPLES

LOADS = "http://hostile.example/loaded"
"""Every name leads to the test's own server, so that a request for this is heard."""

HOSTILE = tuple(
    clean_line(text)
    for text in (
        *SAMPLES.values(),
        f"<img src='{LOADS}?img'>",
        f"<link rel=stylesheet href={LOADS}?css>",
        f"<style>@import '{LOADS}?import';</style>",
        f"</style><style>body {{ background: url({LOADS}?url) }}</style>",
        f"![x]({LOADS}?md)",
        f"<iframe src='{LOADS}?frame'></iframe>",
        f"<meta http-equiv=refresh content='0;url={LOADS}?refresh'>",
        f'"><svg onload="fetch(\'{LOADS}?svg\')">',
        f"' autofocus onfocus='fetch(\"{LOADS}?focus\")'",
        f"<object data={LOADS}?object></object><embed src={LOADS}?embed>",
        f"<form action={LOADS}?form><input autofocus></form>",
        f"<base href={LOADS}>",
        f"]]><script src={LOADS}?cdata></script>",
        f"<?xml-stylesheet href='{LOADS}?xsl'?>",
        "</title></head><body onload=\"document.title='ran'\">",
        "</mark></p></blockquote></section></main><h1>not ours</h1>",
        "# not ours",
        "- [ ] not ours",
        "| not | ours |\n|---|---|",
        "W" * 3000,
        "a\u0300\u0301\u0302\u0303" * 40,
        "\u05d0\u05d1\u05d2 \u0627\u0644\u0639",
        "&lt;script&gt;1&lt;/script&gt; &amp;amp;",
    )
)

ROUNDS = (0, len(HOSTILE) // 3, 2 * len(HOSTILE) // 3)
"""Where the samples begin: each goes through every format in each round, in other fields."""


class Hostile:
    """Puts the samples before the words, one after the other."""

    def __init__(self, start: int) -> None:
        self.used = 0
        self._next = start

    def __call__(self, words: str) -> str:
        self.used += 1
        self._next += 1
        return f"{HOSTILE[self._next % len(HOSTILE)]} {words}"


def changes(text: Callable[[str], str]) -> str:
    """The Atom feed of some changes, of items that carry such text."""
    at = datetime(2024, 11, 8, tzinfo=UTC)
    after = Answer("t", "q", Kind.WILL, status=Status.APPROVED)
    items, made = {}, []
    for id_ in range(1, len(HOSTILE) // 6 + 2):
        item = Item(id_, "g", text("Ledger"), "https://ledger.example/1", text("Lifted"), "", at, at, at)
        items[id_] = item
        words = (text("topic"), text("question"), None, after, (id_,), (text("guid"),), text("why"))
        made.append(Change(id_, at, *words))
    return as_atom(made, items, Config(Path("feeds.toml"), (), ()))


def templated(digest: Digest, folder: Path) -> str:
    """The digest through a desk's own page."""
    own = folder / "own.html"
    own.write_text(
        '<!doctype html><html lang="en"><title>own</title><body>'
        '{% for c in digest.changes %}<h2 title="{{ c.ask }}">x</h2>{% endfor %}<p>{{ digest }}</p>',
        encoding="utf-8",
    )
    return fill(digest, own)


def mailed(digest: Digest) -> str:
    """The page as it is mailed, as a mail program that ignores its policy would show it."""
    settings = MailSettings("127.0.0.1", "desk@example.org", ("a@example.org",))
    body = message(digest, settings).get_body(("html",))
    assert body is not None
    return without_policy(str(body.get_content()))


HOST = MarkdownIt("gfm-like", {"html": True, "linkify": False})
"""Those hosts are to fear that let raw HTML through."""

Written = Callable[[Callable[[str], str], Path], str]

FORMATS: dict[str, tuple[str, Written]] = {
    "page": ("html", lambda text, _: render(sample(text), "html")),
    "mail": ("html", lambda text, _: mailed(sample(text))),
    "Markdown": ("html", lambda text, _: HOST.render(render(sample(text), "md"))),
    "template": ("html", lambda text, folder: templated(sample(text), folder)),
    "text": ("txt", lambda text, _: render(sample(text), "txt")),
    "JSON": ("json", lambda text, _: render(sample(text), "json")),
    "CSV": ("txt", lambda text, _: render(sample(text), "csv")),
    "Atom": ("xml", lambda text, _: changes(text)),
}  # fmt: skip
"""Format → the ending under which a browser shows it (a .csv it would only save), and how it is written."""


@dataclass
class Trap:
    """A server that every name leads to."""

    port: int = 0
    heard: list[str] = field(default_factory=list)

    @property
    def flag(self) -> str:
        return f"--host-resolver-rules=MAP * 127.0.0.1:{self.port}"


@pytest.fixture(scope="module")
def trap() -> Iterator[Trap]:
    made = Trap()

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            made.heard.append(self.path)
            self.send_response(204)
            self.end_headers()

        def log_message(self, *args: object) -> None:
            """Tests print nothing."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    made.port = server.server_port
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield made
    server.shutdown()
    server.server_close()


class _Shape(HTMLParser):
    """The elements of a document and the names of their attributes, without the text."""

    def __init__(self, source: str) -> None:
        super().__init__()
        self.elements: list[tuple[str, tuple[str, ...]]] = []
        self.feed(source)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, tuple(name for name, _ in attrs)))


@in_browser
def test_the_trap_hears_what_a_page_loads(trap: Trap, tmp_path: Path) -> None:
    open_page(tmp_path, f"<!doctype html><img src='{LOADS}?proof'>", trap.flag)
    assert "/loaded?proof" in trap.heard
    trap.heard.clear()


@in_browser
@pytest.mark.parametrize("start", ROUNDS)
@pytest.mark.parametrize("format", FORMATS)
def test_nothing_runs_loads_or_breaks_the_document(
    format: str, start: int, trap: Trap, tmp_path: Path
) -> None:
    ending, written = FORMATS[format]
    samples = Hostile(start)
    opened = open_page(tmp_path, written(samples, tmp_path), trap.flag, ending=ending)
    assert samples.used >= len(HOSTILE), "each sample went through"
    assert [path for path in trap.heard if "loaded" in path] == []
    assert "<title>ran</title>" not in opened
    assert _Shape(opened).elements == _plain(format)


@cache
def _plain(format: str) -> list[tuple[str, tuple[str, ...]]]:
    """What a browser makes of the same document with harmless text."""
    ending, written = FORMATS[format]
    with TemporaryDirectory() as folder:
        text = written(lambda words: f"x {words}", Path(folder))
        return _Shape(open_page(Path(folder), text, ending=ending)).elements


@in_browser
@pytest.mark.parametrize("start", ROUNDS)
def test_a_page_of_samples_fits_a_narrow_screen_and_no_line_overlaps_another(
    start: int, tmp_path: Path
) -> None:
    html = render(sample(Hostile(start)), "html")
    laid = """(() => {
        const boxes = [...document.querySelectorAll("h1, h2, h3, main p, main li, footer p")]
            .filter(e => !e.querySelector("p, li")).map(e => e.getBoundingClientRect());
        const over = boxes.slice(1).filter((b, n) => b.top < boxes[n].bottom - 1);
        return [document.documentElement.scrollWidth - document.documentElement.clientWidth, over.length];
    })()"""
    assert measure(tmp_path, html, laid, "--window-size=360,900") == [0, 0]


@pytest.mark.parametrize("start", ROUNDS)
def test_the_calendar_opens_with_its_entries_and_no_others(start: int) -> None:
    calendar = Calendar.from_ical(as_ics(sample(Hostile(start))))
    plain = Calendar.from_ical(as_ics(sample()))
    assert [str(e["uid"]) for e in calendar.walk("VEVENT")] == [str(e["uid"]) for e in plain.walk("VEVENT")]
