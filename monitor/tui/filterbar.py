"""The line in which a filter is typed."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from rich.text import Text
from textual import on
from textual.message import Message
from textual.widgets import Input

from monitor.tui import cells
from monitor.tui.page import Page

if TYPE_CHECKING:
    from textual import events


class FilterBar(Input):
    """Hidden until it is opened; enter keeps the filter, esc drops it. Filters while it is typed."""

    class Edited(Message):
        """Another filter."""

        def __init__(self, value: str) -> None:
            super().__init__()
            self.value = value

    class Closed(Message):
        """The keys go back to the list."""

    def __init__(self) -> None:
        super().__init__(id="filter", compact=True, select_on_focus=False)
        self._before = ""

    def open(self, value: str, hint: str) -> None:
        """Show it with a filter to go on from."""
        self._before = value
        self.placeholder = f"/ {hint}"
        self.value = value
        self.cursor_position = len(value)
        self.add_class("-open")
        self.focus()

    def on_input_changed(self, event: Input.Changed) -> None:
        """Filter as it is typed."""
        event.stop()
        if self.has_class("-open"):
            self.post_message(self.Edited(self.value))

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Keep it."""
        event.stop()
        self._close()

    def on_key(self, event: events.Key) -> None:
        """Esc drops what was typed; the arrow down goes to the list with it."""
        if event.key == "escape":
            event.stop()
            event.prevent_default()
            self.post_message(self.Edited(self._before if self._before != self.value else ""))
            self._close()
        elif event.key == "down":
            event.stop()
            event.prevent_default()
            self._close()

    def _close(self) -> None:
        self.remove_class("-open")
        self.post_message(self.Closed())


class Filtered(Page):
    """A page whose list a typed filter narrows. Subclasses show what `filter_words` leaves in `reload`."""

    FILTER_HINT: ClassVar[str] = "words"

    def __init__(self, words: str = "") -> None:
        """`words`: a filter to begin with."""
        super().__init__()
        self.filter_words = words

    def filtered_heading(self, count: str) -> Text:
        """The count, and the filter it is of."""
        made = Text(f"{self.NAME}  ", self.look("text"), end="").append(count, self.look("muted"))
        if self.filter_words:
            made.append(" matching ", self.look("muted"))
            made.append_text(cells.text(self.filter_words, self.look("accent")))
        return made

    def words_in(self, *texts: str) -> bool:
        """Whether every word of the filter occurs in one of the texts; `field:` before a word is let go."""
        whole = " ".join(texts).casefold()
        return all(word.rpartition(":")[2] in whole for word in self.filter_words.casefold().split())

    def action_filter(self) -> None:
        """Ask for words."""
        self.query_one(FilterBar).open(self.filter_words, self.FILTER_HINT)

    @on(FilterBar.Edited)
    def _filter_edited(self, event: FilterBar.Edited) -> None:
        self._narrow(event.value.strip())

    @on(FilterBar.Closed)
    def _filter_closed(self) -> None:
        self.main.focus(scroll_visible=False)

    def clear_filter(self) -> bool:
        """Show everything."""
        if not self.filter_words:
            return False
        self._narrow("")
        return True

    def _narrow(self, words: str) -> None:
        self.filter_words = words
        self.reload()
        self.show_lines()
