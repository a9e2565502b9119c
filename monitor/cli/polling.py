"""`monitor poll` and `monitor watch`."""

from __future__ import annotations

import asyncio
import signal
import sys
from collections.abc import Callable
from typing import TYPE_CHECKING

import click

from monitor.cli.common import Paths, failing, paths

if TYPE_CHECKING:
    from monitor.events import Event, RoundDone


@click.command()
@click.option("--force", is_flag=True, help="Ask every feed now, though it is early.")
@click.option("--json", "as_json", is_flag=True, help="Print each event as a JSON object on a line.")
@paths
def poll(where: Paths, force: bool, as_json: bool) -> None:
    """One round: ask the feeds that are due, read what is new, store it.

    Prints the changes of the board. Ends with 1 where no feed that was asked could be heard.
    """
    where.load()
    done = _run(where, lambda tell: _poll(where, tell, force), as_json)
    if done is None:
        where.note("No feed is due yet; --force asks all the same.")
    elif done.feeds and done.failed == done.feeds:
        sys.exit(1)


@click.command()
@click.option("--json", "as_json", is_flag=True, help="Print each event as a JSON object on a line.")
@paths
def watch(where: Paths, as_json: bool) -> None:
    """Keep polling without the screen, until interrupted or terminated."""
    where.load()
    _run(where, lambda tell: _watch(where, tell), as_json)


def _run(where: Paths, work: Callable[[Callable[[Event], None]], object], as_json: bool) -> RoundDone | None:
    from monitor.cli.log import Log
    from monitor.watch import BusyError

    log = Log(as_json=as_json, quiet=where.quiet)
    try:
        with failing():
            return asyncio.run(work(log.tell))  # type: ignore[arg-type]
    except BusyError as error:
        raise click.ClickException(str(error)) from error


async def _poll(where: Paths, tell: Callable[[Event], None], force: bool) -> RoundDone | None:
    from monitor.clock import SystemClock
    from monitor.notice.notifier import Notifier
    from monitor.watch import Watcher

    clock, notifier = SystemClock(), Notifier(tell, _terminal())
    async with Watcher(where.config, where.database, clock=clock, tell=notifier.hear) as watcher:
        await notifier.begin(watcher)
        done = await watcher.round(force=force)
        while await watcher.read_again():
            pass
        await notifier.once(watcher, clock)
        return done


async def _watch(where: Paths, tell: Callable[[Event], None]) -> None:
    from monitor.clock import SystemClock
    from monitor.digest.daily import keep_writing
    from monitor.notice.notifier import Notifier
    from monitor.watch import Watcher

    clock, notifier = SystemClock(), Notifier(tell, _terminal())
    async with Watcher(where.config, where.database, clock=clock, tell=notifier.hear) as watcher:
        beside = [
            asyncio.create_task(keep_writing(watcher, clock, tell)),
            asyncio.create_task(notifier.run(watcher, clock)),
        ]
        watching = asyncio.create_task(watcher.run())
        loop = asyncio.get_running_loop()
        for number in (signal.SIGTERM, signal.SIGINT):
            loop.add_signal_handler(number, watching.cancel)
        try:
            await watching
        except asyncio.CancelledError:
            if not watching.cancelled():
                raise
        finally:
            for task in beside:
                task.cancel()


def _terminal() -> Callable[[str], object] | None:
    """Where the bell rings: the terminal behind standard error, if it is one."""

    def write(characters: str) -> None:
        sys.stderr.write(characters)
        sys.stderr.flush()

    return write if sys.stderr.isatty() else None
