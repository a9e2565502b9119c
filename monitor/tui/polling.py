"""The watcher's life beside the screen, and the words for what it is doing."""

from __future__ import annotations

import asyncio
import gc
import importlib
from collections.abc import Sequence
from contextlib import AsyncExitStack
from datetime import datetime
from typing import TYPE_CHECKING

from rich.text import Text

from monitor.model import Config
from monitor.store.errors import StoreError
from monitor.tui import cells
from monitor.tui.look import Look

if TYPE_CHECKING:
    from monitor.events import Event
    from monitor.tui.app import MonitorApp
    from monitor.watch import Watcher


class Polling:
    """Runs the watcher as a task of the event loop; where the screen does not poll, the writer alone."""

    def __init__(self, app: MonitorApp, *, poll: bool) -> None:
        self._app = app
        self._poll = poll
        self._task: asyncio.Task[None] | None = None
        self._watcher: Watcher | None = None
        self._round: tuple[int, int, str] | None = None  # done, of, the feed last heard
        self._reading: tuple[int, int] | None = None  # items read again, of
        self._next_at: datetime | None = None
        self._trouble = ""  # what keeps the program from polling, or feeds.toml from being taken up
        self.failing = 0  # feeds

    # --- life ---

    def start(self) -> None:
        """Begin to watch; nothing where that goes on already."""
        if self._task is None or self._task.done():
            self._trouble = ""
            self._task = asyncio.create_task(self._run())
            self._task.add_done_callback(self._ended)

    def _ended(self, task: asyncio.Task[None]) -> None:
        """A failure that nobody foresaw ends the polling, not the screen."""
        error = None if task.cancelled() else task.exception()
        if error is None:
            return
        self._watcher = None
        path = self._app.keep_report(error)
        self._trouble = "polling has stopped by a fault of the program; start it again to go on"
        self._app.say(f"{self._trouble}\nReport: {path}" if path else self._trouble, "error")

    async def stop(self) -> None:
        """Stop; what is being written is finished."""
        if self._task is not None:
            self._task.cancel()
            await asyncio.wait([self._task])

    def poll_now(self) -> bool:
        """Ask every feed that allows it now; False where this screen does not poll."""
        if self._watcher is None or self._watcher.following:
            return False
        self._watcher.poll_now(force=True)
        return True

    def stop_round(self) -> bool:
        """Break off the round under way; False where there is none."""
        return self._watcher is not None and self._watcher.stop_round()

    async def _run(self) -> None:
        await asyncio.to_thread(importlib.import_module, "monitor.config")
        from monitor.config import ConfigErrors, load_config

        try:
            config = await asyncio.to_thread(load_config, self._app.session.config_path)
            await (self._watch() if self._poll else self._write_only(config))
        except ConfigErrors as errors:
            self._say_broken([str(problem) for problem in errors.problems])
        except StoreError as error:
            self._trouble = str(error)
            self._app.say(str(error), "error")

    async def _watch(self) -> None:
        # aiohttp, feedparser and the reader cost more than the first picture: they are imported behind it.
        watch = await asyncio.to_thread(importlib.import_module, "monitor.watch")
        daily = await asyncio.to_thread(importlib.import_module, "monitor.digest.daily")
        notice = await asyncio.to_thread(importlib.import_module, "monitor.notice.notifier")
        session = self._app.session
        notifier = notice.Notifier(self._tell, self._app.write_terminal)
        made = await asyncio.to_thread(
            lambda: watch.Watcher(
                session.config_path, session.db_path, clock=session.clock, tell=notifier.hear
            )
        )
        async with AsyncExitStack() as parts:
            watcher: Watcher = await parts.enter_async_context(made)
            self._watcher = watcher
            parts.callback(self._let_go)
            session.attach(watcher.write, lambda: watcher.config)
            parts.callback(session.detach)
            writing = asyncio.create_task(daily.keep_writing(watcher, session.clock, self._tell))
            parts.callback(writing.cancel)
            telling = asyncio.create_task(notifier.run(watcher, session.clock))
            parts.callback(telling.cancel)
            self._app.after_writing()
            gc.freeze()  # questions and word lists stay: to look through them for garbage holds up keys
            await watcher.run()

    def _let_go(self) -> None:
        self._watcher = self._round = None

    async def _write_only(self, config: Config) -> None:
        writer = await asyncio.to_thread(importlib.import_module, "monitor.writer")
        session = self._app.session
        async with writer.Writer(session.db_path, config, session.clock.now) as made:
            session.attach(made.run, lambda: config)
            try:
                await made.run(lambda _: None)  # topics and feeds of feeds.toml go into the database
                self._app.after_writing()
                await asyncio.Event().wait()
            finally:
                session.detach()

    # --- what it tells ---

    def _tell(self, event: Event) -> None:
        from monitor import events  # only now: the first picture need not wait for what is told later

        match event:
            case events.RoundStarted():
                self._round = (0, event.feeds, "")
                self._app.hush()
            case events.FeedDone():
                self._round = (event.done, event.of, event.feed)
                for notice in event.notices:
                    self._app.say(f"{event.feed}: {notice}", "warning")
            case events.RoundDone():
                self._round, self._next_at = None, event.next_at
                self.failing = self._app.session.failing()
            case events.RoundStopped():
                self._round, self._next_at = None, event.next_at
                self._app.say(
                    f"stopped; next poll {cells.clock(event.next_at, self._app.session.now())} · r polls now"
                )
            case events.ChangesMade():
                self._app.changed(event.changes)
            case events.Following():
                self._next_at = None
            case events.ConfigTaken():
                self._trouble = ""
                self._app.say(f"feeds.toml: {event.feeds} feeds and {event.topics} topics taken up")
                self._app.after_writing()
            case events.ConfigBroken():
                self._say_broken(event.problems)
            case events.ReadAgain():
                self._reading = None if event.done >= event.last else (event.done, event.last)
            case events.StoreFailed() | events.DigestFailed() | events.NoticeFailed():
                self._app.say(event.words, "error")
            case events.MovesWritten() if event.problem:
                self._app.say(f"feeds.toml keeps the old address: {event.problem}", "warning")
            case events.DigestWritten():
                self._app.say(f"digest written: {', '.join(event.files)}")
        self._app.show_lines()

    def _say_broken(self, problems: Sequence[str]) -> None:
        count = cells.count(len(problems), "error")
        name = self._app.session.config_path.name
        stays = "the last good one stays" if self._app.session.config else "nothing is polled"
        self._trouble = f"{name} has {count}; {stays} · E to mend it"
        self._app.say(f"{problems[0]}\n{self._trouble}", "error")

    # --- words ---

    def words(self, look: Look, now: datetime) -> tuple[Text, Text]:
        """The bottom line: what is going on, and what comes next."""
        return self._doing(look), self._coming(look, now)

    def _doing(self, look: Look) -> Text:
        if self._trouble:
            return cells.text(f"! {self._trouble}", look("error"))
        if not self._poll:
            return Text("not polling (--no-poll)", look("muted"), end="")
        if self._watcher is None:
            return Text("starting", look("muted"), end="")
        if self._watcher.following:
            return Text("following: another program polls this database", look("muted"), end="")
        if self._round is not None:
            done, of, feed = self._round
            made = Text(f"polling {done} of {cells.count(of, 'feed')}", look("primary"), end="")
            made.append(" · X stops  " if done < of else "  ", look("muted"))
            return made.append_text(cells.text(feed, look("faint")))
        if self._reading is not None:
            return Text(
                f"reading stored items again {self._reading[0]}/{self._reading[1]}", look("primary"), end=""
            )
        return Text("watching", look("muted"), end="")

    def _coming(self, look: Look, now: datetime) -> Text:
        made = Text(end="")
        if self.failing:
            made.append(f"! {cells.count(self.failing, 'feed')} failing · f", look("warning")).append("   ")
        if self._next_at is not None and self._round is None:
            made.append(f"next poll {cells.clock(self._next_at, now)}", look("muted"))
        return made

    def first_steps(self, width: int, look: Look) -> Sequence[Text]:
        """What to do next where there is nothing to show."""
        if self._trouble:
            words = f"{self._trouble}."
        elif self._watcher is None and self._poll:
            words = "Reading feeds.toml …"
        else:
            words = (
                "There are no questions yet. Add a topic with its questions to feeds.toml: "
                "E opens the editor, docs/configuration.md explains every key. The file is taken up while "
                "the program runs."
            )
        return cells.wrap(Text(words, look("muted")), width)
