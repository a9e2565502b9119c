"""The line in which a filter is typed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.widgets import Input

from monitor.tui.filtered import FilterClosed, FilterEdited

if TYPE_CHECKING:
    from textual import events


class FilterBar(Input):
    """Hidden until it is opened; enter keeps the filter, esc drops it. Filters while it is typed."""

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
            self.post_message(FilterEdited(self.value))

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Keep it."""
        event.stop()
        self._close()

    def on_key(self, event: events.Key) -> None:
        """Esc drops what was typed; the arrow down goes to the list with it."""
        if event.key == "escape":
            event.stop()
            event.prevent_default()
            self.post_message(FilterEdited(self._before if self._before != self.value else ""))
            self._close()
        elif event.key == "down":
            event.stop()
            event.prevent_default()
            self._close()

    def _close(self) -> None:
        self.remove_class("-open")
        self.post_message(FilterClosed())
