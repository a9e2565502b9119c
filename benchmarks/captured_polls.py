"""Captured feeds through the whole program: `python -m benchmarks.captured_polls FOLDER [--history FOLDER]`.

The documents of FOLDER are served over loopback as one feed each and polled twice; `--history` holds
successive versions of one feed, named in the order of their capture, and each is polled twice. Printed: feeds
heard and failed, items stored by the first poll and by the second (which must store none), and for the
history the entries ever seen against the items stored.
"""

from __future__ import annotations

import argparse
import asyncio
import tempfile
from datetime import UTC, datetime, timedelta
from pathlib import Path

from aiohttp import web

from monitor.events import Event, FeedDone
from monitor.store import open_store
from monitor.watch import Watcher

START = datetime(2026, 1, 1, tzinfo=UTC)


class StepClock:
    """A clock that moves when it is told to."""

    def __init__(self) -> None:
        self.moment = START

    def now(self) -> datetime:
        return self.moment

    async def sleep_until(self, moment: datetime) -> None:
        self.moment = max(self.moment, moment)


class Shelf:
    """A server of documents that can be exchanged."""

    def __init__(self) -> None:
        self.documents: dict[str, bytes] = {}

    async def serve(self, request: web.Request) -> web.Response:
        return web.Response(body=self.documents[request.match_info["name"]], content_type="application/xml")


def _config(names: list[str], port: int) -> str:
    feeds = "".join(
        f'[[feeds]]\nname = "{name}"\nurl = "http://127.0.0.1:{port}/{name}"\n'
        'tier = "other"\nallow_private = true\n\n'
        for name in names
    )
    return f'[monitor]\nevery = "1m"\n\n{feeds}'


async def _rounds(documents: list[dict[str, bytes]]) -> None:
    """Poll each state of the server twice."""
    shelf, clock, told = Shelf(), StepClock(), list[Event]()
    app = web.Application()
    app.router.add_get("/{name}", shelf.serve)
    runner = web.AppRunner(app)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    port = runner.addresses[0][1]
    with tempfile.TemporaryDirectory() as folder:
        config, database = Path(folder) / "feeds.toml", Path(folder) / "monitor.db"
        config.write_text(_config(sorted(documents[0]), port))
        again = 0
        async with Watcher(config, database, clock=clock, tell=told.append) as watcher:
            for state in documents:
                shelf.documents = state
                for second in (False, True):
                    clock.moment += timedelta(days=1)
                    done = await watcher.round(force=True)
                    assert done is not None
                    if second:
                        again += done.new + done.edited
        failed = {event.feed: event.words for event in told if isinstance(event, FeedDone) and not event.ok}
        with open_store(database, readonly=True) as store:
            heard = f"{len(documents[0]) - len(failed)} heard, {len(failed)} failed"
            stored = f"{store.items.count()} items stored, {again} by second polls"
            print(f"{len(documents[0])} feeds, {len(documents)} states: {heard}, {stored}")
        for name, words in failed.items():
            print(f"  {name}: {words}")
    await runner.cleanup()


def main() -> None:
    """Run over the folders of the command line."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("folders", nargs="*", type=Path)
    parser.add_argument("--history", type=Path)
    args = parser.parse_args()
    for folder in args.folders:
        files = sorted(path for path in folder.iterdir() if path.is_file() and path.suffix == ".xml")
        asyncio.run(_rounds([{path.stem: path.read_bytes() for path in files}]))
    if args.history:
        asyncio.run(
            _rounds(
                [{"history": path.read_bytes()} for path in sorted(args.history.iterdir()) if path.is_file()]
            )
        )


if __name__ == "__main__":
    main()
