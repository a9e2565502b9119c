"""The program on the screen: wiring, the one timer, and what every screen can do."""

from __future__ import annotations

from collections.abc import Callable, Coroutine, Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, ClassVar, cast

from rich.cells import cell_len
from rich.console import RenderableType
from rich.text import Text
from textual._compositor import ChopsUpdate, LayoutUpdate
from textual.app import App
from textual.binding import Binding, BindingType
from textual.command import Provider
from textual.screen import Screen

from monitor.board.words import change_words
from monitor.clock import Clock, SystemClock
from monitor.model import Change
from monitor.store.errors import StoreError
from monitor.store.views import ChangeRow, Seen
from monitor.tui import cells, keys
from monitor.tui.board import BoardPage
from monitor.tui.frames import Frame, Frames
from monitor.tui.look import THEMES, Look, look_of
from monitor.tui.page import KeyBar, Page
from monitor.tui.palette import Commands
from monitor.tui.polling import Polling
from monitor.tui.session import Session

if TYPE_CHECKING:
    from textual.timer import Timer

FLASH = 6.0
"""Seconds that a word on what was just done stays on the bottom line."""

TICK = 1.0
"""Seconds between two looks at whether the database has moved: microseconds each."""


class MonitorApp(App[None]):
    """Policy monitor."""

    CSS_PATH = "monitor.tcss"
    TITLE = "policy monitor"
    ENABLE_COMMAND_PALETTE = True
    COMMAND_PALETTE_BINDING = "ctrl+p"
    COMMANDS: ClassVar[set[type[Provider] | Callable[[], type[Provider]]]] = {Commands}
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("ctrl+q", "quit", show=False, priority=True),
        Binding("ctrl+c", "quit_hint", show=False),
    ]

    def __init__(
        self,
        config_path: Path,
        db_path: Path,
        *,
        clock: Clock | None = None,
        poll: bool = True,
        keymap: Path | None = None,
        ring: bool = True,
    ) -> None:
        """`ring`: whether a change rings the bell where feeds.toml says nothing of notices."""
        super().__init__()
        self.session = Session(config_path, db_path, clock or SystemClock())
        self.polling = Polling(self, poll=poll)
        self.keymap: dict[str, str] = {}
        self._keymap_path = keymap
        self._ring = ring
        self._flash: tuple[str, str] = ("", "")
        self._flash_timer: Timer | None = None
        self._minute = ""
        self._frames = Frames()
        self.acknowledged: dict[int, ChangeRow] = {}
        for theme in THEMES:
            self.register_theme(theme)
        names = [theme.name for theme in THEMES]
        remembered = self.session.remembered("theme", names[0])
        self.theme = remembered if remembered in names else names[0]

    # --- life ------------------------------------------------------------------------------------------

    def get_default_screen(self) -> Screen[None]:
        """The board."""
        return BoardPage()

    def on_mount(self) -> None:
        """Keys, then the timer; the rest of the program is brought in after the first picture."""
        if self._keymap_path is not None:
            self.keymap, wrong = keys.load_keymap(self._keymap_path)
            self.set_keymap(self.keymap)
            for message in wrong:
                self.say(message, "warning")
        # resumed, the terminal shows what the shell has left
        self.app_resume_signal.subscribe(self, lambda _: self._frames.forget())
        self.call_after_refresh(self._after_first_picture)

    def _display(self, screen: Screen[object], renderable: RenderableType | None) -> None:
        """Send what differs from what the terminal shows, in place of all that may."""
        if isinstance(renderable, LayoutUpdate | ChopsUpdate):
            renderable = cast(
                "RenderableType", Frame(self._frames, renderable)
            )  # as Textual's own updates are
        super()._display(screen, renderable)

    def on_resize(self) -> None:
        """What a terminal makes of its lines at another size is not known."""
        self._frames.forget()

    def redraw(self) -> None:
        """Send the whole screen."""
        self._frames.forget()
        self.screen.refresh()

    def _after_first_picture(self) -> None:
        self.set_interval(TICK, self._tick)
        self.polling.start()
        self.board_page.complete()

    def _tick(self) -> None:
        """Look whether anything has moved: the database, or the minute that the ages are told in."""
        if not self.is_running:  # a last tick may come while the screens are taken down
            return
        now = self.session.now()
        minute = f"{now:%d %H:%M}"
        if self.session.changed():
            self.reload_all()
        elif minute != self._minute:
            self.page_on_top(lambda page: page.reload())
        self._minute = minute
        self.show_lines()

    def reload_all(self) -> None:
        """Show what the database says now: at once on top, beneath when it comes up again."""
        if not self.is_running:
            return
        for screen in self.screen_stack:
            if isinstance(screen, Page) and screen.is_mounted:
                if screen is self.top_page:
                    screen.reload()
                else:
                    screen.stale = True
        self.show_lines()

    async def on_unmount(self) -> None:
        """Stop polling, remember where the evidence stood, close."""
        await self.polling.stop()
        self.session.close()

    # --- the screens -----------------------------------------------------------------------------------

    @property
    def board_page(self) -> BoardPage:
        """The screen at the bottom of the stack."""
        page = self.screen_stack[0]
        assert isinstance(page, BoardPage)
        return page

    @property
    def top_page(self) -> Page | None:
        """The uppermost page, below dialogs."""
        return next((screen for screen in reversed(self.screen_stack) if isinstance(screen, Page)), None)

    def page_on_top(self, act: object) -> None:
        """Do something with the page on top, where one is mounted."""
        page = self.top_page if self.is_running else None
        if page is not None and page.is_mounted and callable(act):
            act(page)

    def go_back(self) -> None:
        """One screen back; the board is the last."""
        if len(self.screen_stack) > 1:
            self.pop_screen()

    def go_to(self, page: Page) -> None:
        """A main screen: always just above the board."""
        while len(self.screen_stack) > 2:
            self.pop_screen()
        if len(self.screen_stack) == 2:
            self.switch_screen(page)
        else:
            self.push_screen(page)

    def go_to_board(self) -> None:
        """Back to the board."""
        while len(self.screen_stack) > 1:
            self.pop_screen()

    def walk_changes(self, step: int) -> None:
        """To the next change not yet seen, on the board."""
        self.go_to_board()
        self.call_after_refresh(self.board_page.walk, step)

    def show_question(self, key: str, walk: Callable[[int], str | None] | None) -> None:
        """A question in full; its changes are seen thereby."""
        from monitor.tui.question import QuestionPage

        self.push_screen(QuestionPage(key, walk))
        self.look_at(key)

    def show_item(
        self, item_id: int, walk: Callable[[int], int | None] | None, words: Sequence[str] = ()
    ) -> None:
        """An item in full; `words` of a search are set off."""
        from monitor.tui.item import ItemPage

        self.push_screen(ItemPage(item_id, walk, words))

    def show_why(self, item_id: int) -> None:
        """The whole reasoning on an item."""
        from monitor.tui.why import WhyPage

        self.push_screen(WhyPage(item_id))

    def action_quit_hint(self) -> None:
        """What people press who are used to other programs."""
        self.say("q quits")

    # --- writing ---------------------------------------------------------------------------------------

    def write(self, job: Coroutine[object, object, None]) -> None:
        """Let a job that writes run beside the screen; what goes wrong is said."""

        async def run() -> None:
            try:
                await job
            except (StoreError, ValueError) as error:
                self.say(str(error), "error")

        self.run_worker(run(), group="write", exit_on_error=True)

    def after_writing(self) -> None:
        """Show what was written at once."""
        self.session.changed()
        self.reload_all()

    def changed(self, changes: Sequence[Change]) -> None:
        """The board has moved: show it, say it, ring."""
        self.after_writing()
        last = changes[-1]
        more = f" · {cells.count(len(changes) - 1, 'more change')}" if len(changes) > 1 else ""
        self.say(f"{last.topic}/{last.question}: {change_words(last)}{more}")
        from monitor.notice.rules import is_news

        told = self.session.config is not None and bool(self.session.config.notify)  # as feeds.toml says
        if self._ring and not told and any(is_news(change, self.session.now()) for change in changes):
            self.bell()

    def write_terminal(self, sequence: str) -> None:
        """Put characters on the terminal as they are; they must not hold text from outside."""
        if self._driver is not None:
            self._driver.write(sequence)

    # --- failures ------------------------------------------------------------------------------------------

    def keep_report(self, error: BaseException) -> Path | None:
        """Write down where a failure happened; gives the file."""
        from monitor.tui.crash import write_report

        return write_report(error, self.session.db_path.parent, self.session.clock.now())

    def _fatal_error(self) -> None:
        """An unforeseen failure: Textual would print local values, which hold what feeds have sent."""
        error = self._exception
        path = self.keep_report(error) if error is not None else None
        kept = f"A report without any text of the feeds is in {path}." if path else ""
        words = f"policy monitor has failed ({type(error).__name__}). What was stored stays. {kept}"
        self._exit_renderables.append(Text(words.rstrip()))
        self._close_messages_no_wait()

    def look_at(self, key: str) -> None:
        """A question is looked at: its changes are seen, its evidence is no longer new."""
        for change in self.board_page.snapshot.unseen:
            if change.key == key:
                self.acknowledged[change.id] = change
        self._see(self.session.acknowledged(key))

    def acknowledge(self, ids: Sequence[int]) -> None:
        """These changes, and those before them on the same questions, have been seen."""
        unseen = self.board_page.snapshot.unseen
        questions = dict(self.session.seen.questions)
        for change in unseen:
            if change.id in ids:
                questions[change.key] = max(questions.get(change.key, 0), change.id)
        for change in unseen:
            if change.id <= questions.get(change.key, 0):
                self.acknowledged[change.id] = change
        self._see(replace(self.session.seen, questions=questions))

    def _see(self, seen: Seen) -> None:
        if seen == self.session.seen:
            return

        async def keep() -> None:
            await self.session.set_seen(seen)

        self.session.seen = seen
        self.board_page.reload()
        self.show_lines()
        self.write(keep())

    # --- what the lines say --------------------------------------------------------------------------------

    @property
    def look(self) -> Look:
        """The styles of the theme."""
        return look_of(self.theme_variables)

    def say(self, message: str, severity: str = "information") -> None:
        """A word on what was done: on the bottom line; a warning or an error also as a toast.

        `message` may hold text from outside.
        """
        message = cells.plain(message)
        if severity == "information":
            self._flash = (message, "text")
            if self._flash_timer is not None:
                self._flash_timer.stop()
            self._flash_timer = self.set_timer(FLASH, self.hush)
            self.show_lines()
        else:
            self.notify(
                message, severity="error" if severity == "error" else "warning", markup=False, timeout=10
            )

    def show_copied(self, words: str, before: str = "") -> None:
        """What was sent to the clipboard, in full: over SSH and in multiplexers it may never arrive."""
        line = f"{before}sent to the clipboard: {words}"
        if cell_len(line) < self.size.width - 2:
            self.say(line)
            return
        self.say(f"{before}sent to the clipboard; if it has not arrived, it is here")
        self.notify(cells.plain(words), markup=False, timeout=20)

    def hush(self) -> None:
        """Make room on the bottom line for what goes on."""
        self._flash = ("", "")
        self.show_lines()

    def show_lines(self) -> None:
        """Top and bottom line of the page on top."""
        self.page_on_top(lambda page: page.show_lines())

    def header_right(self, look: Look, *, short: bool = False) -> Text:
        """What waits to be seen, and the time."""
        now = self.session.now()
        made = Text(end="")
        waiting = self.board_page.waiting if self.board_page.is_mounted else 0
        if waiting:
            words = f"• {waiting}" if short else f"• {cells.count(waiting, 'change')} to see"
            made.append(words, look("accent", bold=True)).append("   ")
        if short:
            return made.append(f"{now:%H:%M}", look("muted"))
        return made.append(f"{now:%a} {now.day} {now:%b %H:%M}", look("muted"))

    def state_line(self, look: Look) -> tuple[Text, Text]:
        """What the program is doing and when it polls next; for a moment, what was just done."""
        left, right = self.polling.words(look, self.session.now())
        if self._flash[0]:
            left = Text(self._flash[0], look(self._flash[1]), end="")
        return left, right

    def watch_theme(self) -> None:
        """Draw everything in the new colours."""
        for screen in self.screen_stack if self._screen_stacks else ():
            for bar in screen.query(KeyBar):
                bar.refresh()
        if self.is_running:
            self.call_after_refresh(self.reload_all)


def run_app(
    config_path: Path,
    db_path: Path,
    *,
    clock: Clock | None = None,
    poll: bool = True,
    keymap: Path | None = None,
    ring: bool = True,
) -> int:
    app = MonitorApp(config_path, db_path, clock=clock, poll=poll, keymap=keymap, ring=ring)
    app.run()
    return app.return_code or 0
