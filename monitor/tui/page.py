"""What every screen has: a line at the top, the program's state and the keys at the bottom, and the moves."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Sequence
from typing import TYPE_CHECKING, ClassVar, cast

from rich.text import Text
from textual.app import ComposeResult
from textual.widget import Widget

from monitor.tui import keys
from monitor.tui.cells import join
from monitor.tui.look import Look, look_of
from monitor.tui.rows import Rows
from monitor.tui.target import Target
from monitor.tui.ways import Ways

if TYPE_CHECKING:
    from textual import events

    from monitor.tui.app import MonitorApp


class Line(Widget):
    """One line of the program's: words at the left, words at the right."""

    DEFAULT_CSS = "Line { height: 1; width: 1fr; background: $panel; color: $muted; }"
    LEAST = 4
    """Cells that are left empty: at both ends, and between the words."""

    def __init__(self, id: str | None = None) -> None:
        super().__init__(id=id)
        self._left, self._right = Text(), Text()

    def set(self, left: Text, right: Text | None = None) -> None:
        """Show other words; nothing is drawn where they are the same."""
        right = right or Text()
        if not (_alike(left, self._left) and _alike(right, self._right)):
            self._left, self._right = left, right
            self.refresh()

    def render(self) -> Text:
        """Left and right; the left one gives way."""
        width = self.size.width
        left, right = self._left.copy(), self._right.copy()
        left.truncate(max(width - right.cell_len - self.LEAST, 0), overflow="ellipsis")
        return join([" ", left, " " * max(width - left.cell_len - right.cell_len - 2, 0), right, " "])


def _alike(one: Text, other: Text) -> bool:
    """Whether they look the same; Text's own `==` passes over the style of the whole."""
    return one == other and one.style == other.style


class KeyBar(Widget):
    """The most useful keys of the screen; a click on one is a press of it."""

    DEFAULT_CSS = "KeyBar { height: 1; width: 1fr; background: $background; color: $muted; }"

    def __init__(self, scope: str) -> None:
        super().__init__()
        self._scope = scope
        self._spans: list[tuple[int, int, str]] = []

    def render(self) -> Text:
        """As many keys as fit, the most useful first."""
        app = cast("MonitorApp", self.app)
        look = app.look
        made = Text(" ", no_wrap=True, end="")
        self._spans = []
        hints = keys.footer(self._scope, app.keymap)
        last = [hint for hint in hints if hint[2].id == "help"]
        room = self.size.width - 2 - sum(len(key) + len(label) + 3 for key, label, _ in last)
        for key, label, command in [hint for hint in hints if hint not in last]:
            if made.cell_len + len(key) + len(label) + 3 > room:
                break
            self._add(made, key, label, command.action, look)
        for key, label, command in last:
            self._add(made, key, label, command.action, look)
        return made

    def _add(self, made: Text, key: str, label: str, action: str, look: Look) -> None:
        start = made.cell_len
        made.append(key, look("primary", bold=True)).append(f" {label}  ", look("muted"))
        self._spans.append((start, made.cell_len - 1, action))

    async def on_click(self, event: events.Click) -> None:
        """Do what the key would do."""
        for start, end, action in self._spans:
            if start <= event.x < end:
                await self.screen.run_action(action)


class Page(Ways):
    """A screen of the program. Subclasses give `body`, `reload` and what the cursor's row stands for."""

    SCOPE: ClassVar[str] = ""
    NAME: ClassVar[str] = ""
    AUTO_FOCUS = ""

    stale = False
    """Whether the database has moved while another screen lay over this one."""

    @property
    def look(self) -> Look:
        """The styles of the theme."""
        return look_of(self.app.theme_variables)

    def compose(self) -> ComposeResult:
        """Top line, body, state, keys."""
        yield Line(id="top")
        yield from self.body()
        yield Line(id="state")
        yield KeyBar(self.SCOPE)

    def body(self) -> ComposeResult:
        """The widgets between top and bottom."""
        raise NotImplementedError

    def reload(self) -> None:
        """Read the database again and show it, without moving anything."""
        raise NotImplementedError

    def heading(self) -> Text:
        """What the top line says of this screen."""
        return Text(self.NAME, self.look("text"))

    def target_of(self, key: Hashable) -> Target | None:
        """What a row stands for."""
        return None

    def on_mount(self) -> None:
        """First reading. Textual calls this besides any `on_mount` of a subclass: they override `begin`."""
        self.begin()
        self.show_lines()

    def begin(self) -> None:
        """Read, and give the keys to the list."""
        self.reload()
        self.main.focus(scroll_visible=False)

    def on_resize(self) -> None:
        """The top line says more or less."""
        if self.is_mounted:
            self.call_after_refresh(self.show_lines)

    def on_screen_resume(self) -> None:
        """Catch up with what happened under another screen."""
        if self.stale and self.is_mounted:
            self.stale = False
            self.reload()
        if self.is_mounted:
            self.show_lines()

    def show_lines(self) -> None:
        """Top line and state anew; nothing on a screen that is being taken down."""
        if not (self.query("#top") and self.query("#state")):
            return
        app = self.monitor
        top, right = self._top_line()
        self.query_one("#top", Line).set(top, right)
        self.query_one("#state", Line).set(*app.state_line(self.look))

    def _top_line(self) -> tuple[Text, Text]:
        """The heading in full, if it can be: the program's name gives way, then the words at the right."""
        named = join([Text("policy monitor", self.look("primary", bold=True)), "  ", self.heading()])
        long, short = (self.monitor.header_right(self.look, short=short) for short in (False, True))
        for top, right in ((named, long), (self.heading(), long)):
            if top.cell_len + right.cell_len + Line.LEAST <= self.size.width:
                return top, right
        return self.heading(), short

    # --- moves -------------------------------------------------------------------------------------------

    @property
    def main(self) -> Rows:
        """The list that the screen is about."""
        return self.query(Rows).first()

    @property
    def rows(self) -> Rows:
        """The list that has the keys."""
        return self.focused if isinstance(self.focused, Rows) else self.main

    def action_down(self) -> None:
        """Next row."""
        self.rows.move(1)

    def action_up(self) -> None:
        """Previous row."""
        self.rows.move(-1)

    def action_top(self) -> None:
        """First row."""
        self.rows.move_end(-1)

    def action_bottom(self) -> None:
        """Last row."""
        self.rows.move_end(1)

    def action_page_down(self) -> None:
        """A page on."""
        self.rows.move_page(1)

    def action_page_up(self) -> None:
        """A page back."""
        self.rows.move_page(-1)

    def action_next_pane(self) -> None:
        """To the other list."""
        self.focus_next(Rows)

    def action_open(self) -> None:
        """Open the row."""
        self.rows.open()

    def action_back(self) -> None:
        """One level back: marks, then the filter, then the screen."""
        if self.rows.marks:
            self.rows.unmark()
        elif not self.clear_filter():
            self.monitor.go_back()

    def clear_filter(self) -> bool:
        """Drop the filter; False where there is none."""
        return False

    def action_mark(self) -> None:
        """Mark the row."""
        self.rows.mark()

    def action_next_new(self) -> None:
        """To the next change not seen yet: on the board."""
        self.monitor.walk_changes(1)

    def action_previous_new(self) -> None:
        """To the one before."""
        self.monitor.walk_changes(-1)

    # --- what a key acts on ----------------------------------------------------------------------------

    def target(self) -> Target | None:
        """What the cursor's row stands for."""
        key = self.rows.cursor_key
        return None if key is None else self.target_of(key)

    def targets(self) -> Sequence[Target]:
        """What the marked rows stand for, or the cursor's where none is marked."""
        marked = self.rows.marked()
        if not marked:
            one = self.target()
            return [] if one is None else [one]
        made = (self.target_of(key) for key in marked)
        return [target for target in made if target is not None]

    def neighbours(self) -> Callable[[int], None] | None:
        """Moves this screen's cursor and opens what it then stands on: for next and previous above it."""
        return None
