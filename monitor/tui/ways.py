"""The ways from any screen to any other, and what concerns the program as a whole."""

from __future__ import annotations

import json
from collections.abc import Sequence
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, cast

from textual.screen import Screen

from monitor.board.words import moved_words
from monitor.model import Change, Tag, TagKind
from monitor.tui import cells
from monitor.tui.look import THEMES

if TYPE_CHECKING:
    from monitor.tui.app import MonitorApp
    from monitor.tui.page import Page
    from monitor.tui.prompts import Completed

GIVEN = {"not judged yet": ("archive", "topic:any tag:none")}
"""Views that are there before any is saved."""
VIEWS = "views"
"""Under this name the database remembers the saved views."""


class Ways(Screen[None]):
    """Actions that every page has. The pages are imported when they are gone to."""

    @property
    def monitor(self) -> MonitorApp:
        """The app."""
        return cast("MonitorApp", self.app)

    # --- other screens ---

    def action_board(self) -> None:
        """The questions."""
        self.monitor.go_to_board()

    def action_changes(self) -> None:
        """Every change."""
        self.monitor.go_to(page_of("changes"))

    def action_archive(self) -> None:
        """Everything stored."""
        self.monitor.go_to(page_of("archive"))

    def action_feeds(self) -> None:
        """The feeds."""
        self.monitor.go_to(page_of("feeds"))

    def action_digest(self) -> None:
        """The day's report."""
        self.monitor.go_to(page_of("digest"))

    def action_edit(self) -> None:
        """The questions, to be edited."""
        asked = getattr(self, "question_key", str)()
        self.monitor.go_to(page_of("edit", asked.partition("/")[0]))

    def action_help(self) -> None:
        """The keys of this screen."""
        from monitor.tui.help import HelpPage

        self.monitor.push_screen(HelpPage(getattr(self, "SCOPE", "board")))

    # --- saved views ---

    def action_views(self) -> None:
        """Choose a view: those saved, and one for what is still to be judged."""
        saved = self._saved()

        from monitor.tui.prompts import Choice

        def chosen(name: str | None) -> None:
            if name is not None:
                scope, words = saved[name]
                self.monitor.go_to(page_of(scope, words))

        self.monitor.push_screen(
            Choice(
                "Views · V saves the list that is open",
                [(n, f"{s} {w}".strip()) for n, (s, w) in saved.items()],
            ),
            chosen,
        )

    def action_save_view(self) -> None:
        """Save this screen and its filter."""
        scope, words = getattr(self, "SCOPE", ""), getattr(self, "filter_words", "")
        if scope not in PAGES:
            self.monitor.say("Only lists can be saved as views: the archive, the changes, the feeds.")
            return

        from monitor.tui.prompts import NamePrompt

        def named(done: Completed | None) -> None:
            if done is not None and done.value:
                saved = {**self._saved(), done.value: (scope, words)}
                self.monitor.write(self.monitor.session.remember(VIEWS, json.dumps(saved)))
                self.monitor.say(f"saved as “{done.value}” · v lists the views")

        self.monitor.push_screen(NamePrompt("A name for this view", f"{scope} {words}".strip()), named)

    def _saved(self) -> dict[str, tuple[str, str]]:
        stored = {**GIVEN, **json.loads(self.monitor.session.remembered(VIEWS, "{}"))}
        return {name: (scope, words) for name, (scope, words) in stored.items() if scope in PAGES}

    # --- the program ---

    def action_undo(self) -> None:
        """Take the last tag back."""

        async def undo() -> None:
            done = await self.monitor.session.undo()
            if done.tag is None:
                self.monitor.say("There is nothing to take back.")
                return
            self.monitor.say(with_changes(f"taken back: {_words_of(done.tag)}", done.changes))
            self.monitor.after_writing()

        self.monitor.write(undo())

    def action_refresh(self) -> None:
        """Poll now."""
        if self.monitor.polling.poll_now():
            self.monitor.say("asking every feed that allows it")
        else:
            self.monitor.say("This screen does not poll.")

    def action_stop_round(self) -> None:
        """Break off the round of polling."""
        if not self.monitor.polling.stop_round():
            self.monitor.say("No round of polling is under way.")

    def action_palette(self) -> None:
        """Every command by name."""
        self.monitor.action_command_palette()

    def action_redraw(self) -> None:
        """All of the screen."""
        self.monitor.redraw()

    def action_theme(self) -> None:
        """The next theme, remembered."""
        names = [theme.name for theme in THEMES]
        theme = (
            names[(names.index(self.monitor.theme) + 1) % len(names)]
            if self.monitor.theme in names
            else names[0]
        )
        self.monitor.theme = theme
        self.monitor.say(f"theme: {theme}")
        self.monitor.write(self.monitor.session.remember("theme", theme))

    def action_picture(self) -> None:
        """Save the screen as an SVG picture."""
        now: datetime = self.monitor.session.now()
        path = Path.cwd() / f"monitor-{now:%Y%m%d-%H%M%S}.svg"
        try:
            path.write_text(self.monitor.export_screenshot(), encoding="utf-8")
        except OSError as error:
            self.monitor.say(f"{path} cannot be written: {error.strerror}", "error")
        else:
            self.monitor.say(f"saved as {cells.plain(str(path))}")

    def action_suspend(self) -> None:
        """To the shell."""
        self.monitor.action_suspend_process()

    def action_quit(self) -> None:
        """Quit."""
        self.monitor.exit()

    def action_seen_all(self) -> None:
        """Acknowledge every change."""
        self.monitor.acknowledge([change.id for change in self.monitor.board_page.snapshot.unseen])


PAGES = ("archive", "changes", "feeds")
"""Screens that a view can be saved of."""


def page_of(scope: str, words: str = "") -> Page:
    """The screen of that name, with a filter; the editor with the topic to begin at."""
    if scope == "archive":
        from monitor.tui.archive import ArchivePage

        return ArchivePage(words)
    if scope == "changes":
        from monitor.tui.changes import ChangesPage

        return ChangesPage(words)
    if scope == "feeds":
        from monitor.tui.feeds import FeedsPage

        return FeedsPage(words)
    if scope == "digest":
        from monitor.tui.digest import DigestPage

        return DigestPage()
    if scope == "edit":
        from monitor.tui.editor import EditorPage

        return EditorPage(words)
    raise KeyError(scope)


def _words_of(tag: Tag) -> str:
    words = str(tag.kind)
    return f"{words} {cells.plain(tag.value)}" if tag.kind in (TagKind.LABEL, TagKind.CREDIBILITY) else words


def with_changes(said: str, changes: Sequence[Change]) -> str:
    """What was done, and how the answers moved by it."""
    moved = [f"{change.question}: {moved_words(change.before, change.after)}" for change in changes]
    return f"{said} · {'; '.join(moved)}" if moved else said
