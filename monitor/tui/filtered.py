"""A page whose list a typed filter narrows."""

from __future__ import annotations

from typing import ClassVar

from rich.text import Text
from textual import on
from textual.message import Message

from monitor.tui import cells
from monitor.tui.page import Page


class FilterEdited(Message):
    """Another filter has been typed."""

    def __init__(self, value: str) -> None:
        super().__init__()
        self.value = value


class FilterClosed(Message):
    """The keys go back to the list."""


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

    async def action_filter(self) -> None:
        """Ask for words. The line to type them in costs as much as a board: it comes with the first use."""
        from monitor.tui.filterbar import FilterBar

        if not self.query(FilterBar):
            await self.mount(FilterBar(), before="#state")
        self.query_one(FilterBar).open(self.filter_words, self.FILTER_HINT)

    @on(FilterEdited)
    def _filter_edited(self, event: FilterEdited) -> None:
        self._narrow(event.value.strip())

    @on(FilterClosed)
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
