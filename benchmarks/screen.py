"""The screen against its limits: the first picture, the idle share of a core, the wait for a key while feeds
are read, paging through a large archive.

`python -m benchmarks.screen [first] [idle] [busy] [archive]` measures what is named, or all (two minutes).
Each figure stands beside its peer or its limit of the same run. No network: feeds come from this machine.
"""

from __future__ import annotations

import asyncio
import contextlib
import fcntl
import os
import pty
import resource
import select
import statistics
import struct
import subprocess
import sys
import tempfile
import termios
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

from monitor.clock import SystemClock
from monitor.config import load_config
from monitor.pipeline import Pipeline
from monitor.store import open_store
from monitor.store.archive import Filter, read_ids
from monitor.tui.app import MonitorApp
from monitor.tui.rows import Rows

TOPIC = """
[[topics]]
id = "contractors"
title = "U.S. contractors in Ukraine"
about = ["contractor", "Ukraine"]
deciders = "Pentagon"
[[topics.questions]]
id = "approved"
kind = "will"
ask = "Will contractors be approved?"
"""
MINIMAL = """
from textual.app import App
from textual.widgets import Static
class Minimal(App):
    def compose(self):
        yield Static("painted-now")
Minimal().run()
"""
PROGRAM = "import sys; from monitor.cli import main; main(sys.argv[1:])"
RUNS = 7
TICK = 0.005
"""Seconds between two looks at how late the event loop is."""


def fill(path: Path, items: int) -> None:
    """A database of that many items, every tenth on the topic's words."""
    first = datetime(2024, 1, 1, tzinfo=UTC)
    with open_store(path) as store:
        db = store.connection
        with store.transaction():
            db.execute("insert into feeds (name, url, tier) values ('Bench', 'https://b.example/', 'media')")
            feed = db.execute("select id from feeds").fetchone()[0]
            rows = (
                (feed, f"g{n}", f"https://b.example/{n}", f"Headline {n} on some matter of the day", "Text.",
                 *(((first + timedelta(minutes=n // 2)).strftime("%Y-%m-%dT%H:%M:%SZ"),) * 3))
                for n in range(items)
            )  # fmt: skip
            db.executemany(
                "insert into items (feed_id, guid, link, title, text, published_at, first_seen_at, at) "
                "values (?, ?, ?, ?, ?, ?, ?, ?)",
                rows,
            )


@contextmanager
def folder_with(items: int, feeds: str = "") -> Iterator[Path]:
    """A folder with feeds.toml and a database."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        (folder / "feeds.toml").write_text(f"[monitor]\ntimezone = 'UTC'\n{feeds}{TOPIC}", encoding="utf-8")
        (folder / "db").mkdir()
        fill(folder / "db" / "monitor.db", items)
        with open_store(folder / "db" / "monitor.db") as store:  # as a run before has left it
            Pipeline(store, load_config(folder / "feeds.toml"), datetime.now(UTC))
        yield folder


class Terminal:
    """A program in a pseudo-terminal of 120×40."""

    def __init__(self, words: list[str], folder: Path) -> None:
        self.begun = time.perf_counter()
        self.master, slave = pty.openpty()
        fcntl.ioctl(slave, termios.TIOCSWINSZ, struct.pack("HHHH", 40, 120, 0, 0))
        settings = {**os.environ, "TERM": "xterm-256color", "COLORTERM": "truecolor"}
        self.process = subprocess.Popen(
            [sys.executable, *words], stdin=slave, stdout=slave, stderr=slave, env=settings, cwd=folder,
            start_new_session=True,
        )  # fmt: skip
        os.close(slave)

    def until(self, words: bytes, seconds: float = 30) -> float:
        """Seconds from the start until these words were written."""
        written = b""
        while words not in written:
            if not select.select([self.master], [], [], seconds)[0]:
                raise TimeoutError(f"{words!r} was never painted")
            written += os.read(self.master, 65536)
        return time.perf_counter() - self.begun

    def drain(self, seconds: float) -> int:
        """Read for so long; gives the bytes written meanwhile."""
        end, count = time.perf_counter() + seconds, 0
        while (left := end - time.perf_counter()) > 0:
            if select.select([self.master], [], [], left)[0]:
                count += len(os.read(self.master, 65536))
        return count

    def end(self) -> None:
        """Stop the program."""
        self.process.terminate()
        with contextlib.suppress(subprocess.TimeoutExpired):
            self.process.wait(5)
        if self.process.poll() is None:
            self.process.kill()
            self.process.wait()
        os.close(self.master)


def first_picture() -> None:
    """From the start of the process to the painted board, against a program of one widget."""
    with folder_with(10_000) as folder:

        def once(words: list[str], seen: bytes) -> float:
            terminal = Terminal(words, folder)
            took = terminal.until(seen)
            terminal.end()
            return took

        board, minimal = [], []
        for _ in range(RUNS + 1):  # one for the caches
            board.append(once(["-c", PROGRAM, "--no-poll"], b"Will contractors"))
            minimal.append(once(["-c", MINIMAL], b"painted-now"))
        ours, least = statistics.median(board[1:]), statistics.median(minimal[1:])
        print(
            f"first picture, 10,000 items   {ours * 1000:6.0f} ms   a minimal program {least * 1000:.0f} ms"
        )
        print(f"                              {ours / least:6.2f} ×    limit 1.5 ×")


def idle(seconds: float = 30) -> None:
    """CPU of the program with its board on the screen and nothing to do."""
    with folder_with(10_000) as folder:
        terminal = Terminal(["-c", PROGRAM], folder)
        terminal.until(b"Will contractors")
        terminal.drain(6)
        before = _cpu(terminal.process.pid)
        written = terminal.drain(seconds)
        share = (_cpu(terminal.process.pid) - before) / seconds
        memory = _memory(terminal.process.pid)
        terminal.end()
    print(
        f"idle, board on screen         {share * 100:6.2f} %    limit 1.5 % of a core; {written} bytes drawn"
    )
    print(f"                              {memory:6.0f} MiB  limit 100 MiB")


def _cpu(pid: int) -> float:
    fields = Path(f"/proc/{pid}/stat").read_text("utf-8").rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def _memory(pid: int) -> float:
    status = Path(f"/proc/{pid}/status").read_text("utf-8")
    return int(status.split("VmRSS:")[1].split()[0]) / 1024


def _headline(feed: str, n: int) -> str:
    """One entry in twenty of one feed in ten is on the topic, as news goes."""
    if n == 0 and feed.endswith("7"):
        return f"Pentagon weighs contractors in Ukraine, says source {feed}"
    return f"Council {feed} settles question {n} of its autumn session"


def serve(entries: int) -> None:
    """Serve feeds of so many entries by number until killed; prints the port. A process of its own."""

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_GET(self) -> None:
            number = self.path.strip("/")
            items = "".join(
                f"<item><guid>{number}-{n}</guid><link>https://b.example/{number}/{n}</link>"
                f"<title>{_headline(number, n)}</title>"
                f"<description>Matter {number}-{n} was discussed at length.</description></item>"
                for n in range(entries)
            )
            body = f"<rss version='2.0'><channel><title>{number}</title>{items}</channel></rss>".encode()
            self.send_response(200)
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *args: object) -> None:
            """Nothing is printed."""

    server = ThreadingHTTPServer(("0.0.0.0", 0), Handler)
    print(server.server_port, flush=True)
    server.serve_forever()


@contextmanager
def feeds_served(count: int, entries: int) -> Iterator[str]:
    """Feeds on this machine, each a host of its own; gives feeds.toml's part."""
    words = [sys.executable, "-c", f"from benchmarks.screen import serve; serve({entries})"]
    server = subprocess.Popen(words, stdout=subprocess.PIPE, text=True)
    assert server.stdout is not None
    port = int(server.stdout.readline())
    try:
        yield "".join(
            f'[[feeds]]\nname = "Feed {n}"\nurl = "http://127.0.{n // 250}.{n % 250 + 1}:{port}/{n}"\n'
            'tier = "media"\nallow_private = true\n'
            for n in range(count)
        )
    finally:
        server.kill()
        server.wait()


def questions(count: int) -> str:
    """So many more questions in feeds.toml, five a topic, on what no feed speaks of."""
    return "".join(
        f'[[topics]]\nid = "t{topic}"\ntitle = "Topic {topic}"\ndeciders = "Board{topic}"\n'
        f'about = ["subject{topic} | matter{topic}", "country{topic}"]\n'
        + "".join(
            f'[[topics.questions]]\nid = "q{n}"\nkind = "will"\nask = "Will it be so?"\n' for n in range(5)
        )
        for topic in range(count // 5)
    )


def busy(feeds: int = 1000, entries: int = 20, asked: int = 1000) -> None:
    """The worst delay of the event loop, and so of a key, while feeds are polled, parsed, read and stored.

    Also what all of it costs the processor, the parsing process included.
    """
    with feeds_served(feeds, entries) as toml, folder_with(0, toml + questions(asked)) as folder:
        before = _spent()
        delays, stored, took = asyncio.run(_busy(folder))
        spent = _spent() - before
    delays.sort()
    almost = delays[len(delays) * 99 // 100]
    print(f"{feeds:,} feeds, {stored:,} items      {spent:6.1f} s    of CPU, limit 12; {took:.1f} s passed")
    print(f"  worst delay of a key        {delays[-1] * 1000:6.1f} ms   99 % {almost * 1000:.1f}, limit 50")


def _spent() -> float:
    """Seconds of the processor that this process and those it has ended have used."""
    used = [resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
    return sum(one.ru_utime + one.ru_stime for one in used)


async def _busy(folder: Path) -> tuple[list[float], int, float]:
    app = MonitorApp(folder / "feeds.toml", folder / "db" / "monitor.db", clock=SystemClock())
    delays: list[float] = []
    async with app.run_test(size=(120, 40)) as pilot:
        while "polling" not in app.polling.words(app.look, app.session.now())[0].plain:
            await pilot.pause(0.01)
        begun = time.perf_counter()
        while "polling" in app.polling.words(app.look, app.session.now())[0].plain:
            before = time.perf_counter()
            await asyncio.sleep(TICK)
            delays.append(time.perf_counter() - before - TICK)
        took = time.perf_counter() - begun
        stored = app.session.store.items.count()
    return delays, stored, took


def archive() -> None:
    """A page of everything stored, at two sizes."""
    for items in (100_000, 1_000_000):
        with folder_with(items) as folder:
            opening, pages, reading = asyncio.run(_archive(folder))
        worst = max(pages)
        print(
            f"archive of {items:>9,} items {statistics.median(pages) * 1000:6.1f} ms   a page (worst"
            f" {worst * 1000:.1f}), limit 30 ms; first lines {opening * 1000:.0f} ms, all {reading:.2f} s"
        )


async def _archive(folder: Path) -> tuple[float, list[float], float]:
    app = MonitorApp(folder / "feeds.toml", folder / "db" / "monitor.db", clock=SystemClock(), poll=False)
    pages: list[float] = []
    async with app.run_test(size=(120, 40)) as pilot:
        await app.session.write(lambda _: None)
        await pilot.pause()
        begun = time.perf_counter()
        app.screen.action_archive()  # type: ignore[attr-defined]
        while not app.screen.query("#archive") or not len(app.screen.query_one("#archive", Rows)):  # noqa: ASYNC110
            await asyncio.sleep(0)
        opening = time.perf_counter() - begun
        await app.workers.wait_for_complete()
        await pilot.pause()
        listed = app.screen.query_one("#archive", Rows)
        for step in range(60):
            before = time.perf_counter()
            if step == 30:
                listed.move_end(1)
            listed.move_page(1 if step < 30 else -1)
            for line in range(listed.size.height):
                listed.render_line(line)
            pages.append(time.perf_counter() - before)
        begun = time.perf_counter()
        read_ids(app.session.store.connection, Filter())
        reading = time.perf_counter() - begun
    return opening, pages, reading


PARTS: dict[str, Callable[[], None]] = {
    "first": first_picture,
    "idle": idle,
    "busy": busy,
    "archive": archive,
}


def main() -> None:
    """Measure what is named."""
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    resource.setrlimit(resource.RLIMIT_NOFILE, (min(max(soft, 8192), hard), hard))
    for name in sys.argv[1:] or PARTS:
        PARTS[name]()


if __name__ == "__main__":
    main()
