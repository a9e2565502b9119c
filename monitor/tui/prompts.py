"""Dialogs: yes or no, an own tag, a note, an answer by hand, a name. esc leaves each of them with nothing
done."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from math import isfinite
from typing import ClassVar

from rich.text import Text
from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.screen import ModalScreen
from textual.suggester import SuggestFromList
from textual.widgets import Input, OptionList, Static, TextArea
from textual.widgets.option_list import Option

from monitor.model import Kind, Status
from monitor.store.views import QuestionRow
from monitor.tui import cells


@dataclass(frozen=True, slots=True)
class Completed:
    """What was entered."""

    value: str


class Dialog(ModalScreen[Completed | None]):
    """A box over the screen."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("escape", "leave", show=False)]

    def __init__(self, title: str, subject: str = "", hint: str = "") -> None:
        super().__init__(classes="dialog")
        self._title, self._subject, self._hint = title, subject, hint

    def compose(self) -> ComposeResult:
        """Title, what it is about, the fields, the keys."""
        with Vertical():
            yield Static(cells.text(self._title, "bold"))
            if self._subject:
                yield Static(cells.text(self._subject, "dim"))
            yield from self.fields()
            yield Static(Text("", "red"), id="wrong")
            yield Static(Text(self._hint or "enter keeps it · esc leaves it", "dim"))

    def fields(self) -> Iterator[Static | Input | TextArea]:
        """What can be entered."""
        yield from ()

    def wrong(self, words: str) -> None:
        """Say what is not understood."""
        self.query_one("#wrong", Static).update(Text(cells.plain(words)))

    def action_leave(self) -> None:
        """Nothing is done."""
        self.dismiss(None)


class Confirm(ModalScreen[bool]):
    """Yes or no. The key for yes is none that asks."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("y", "yes", show=False),
        Binding("n,escape,q", "no", show=False),
    ]

    def __init__(self, question: str) -> None:
        super().__init__(classes="dialog")
        self._question = question

    def compose(self) -> ComposeResult:
        """The question and its keys."""
        with Vertical():
            yield Static(Text(cells.plain(self._question), "bold"))
            yield Static(Text("y yes · n or esc no", "dim"))

    def action_yes(self) -> None:
        """Do it."""
        self.dismiss(True)

    def action_no(self) -> None:
        """Do not."""
        self.dismiss(False)


class LabelPrompt(Dialog):
    """An own tag, completed from those in use."""

    def __init__(self, subject: str, labels: Sequence[str]) -> None:
        super().__init__("Your own tag", subject, "→ completes · enter keeps it · esc leaves it")
        self._labels = [cells.plain(label) for label in labels]

    def fields(self) -> Iterator[Static | Input | TextArea]:
        """One line, and the tags in use."""
        yield Input(
            placeholder="a word, such as follow-up",
            suggester=SuggestFromList(self._labels, case_sensitive=False),
            compact=True,
            max_length=60,
        )
        if self._labels:
            yield Static(
                cells.join(
                    [Text("in use: ", "dim"), cells.text(" ".join(f"#{x}" for x in self._labels[:12]))]
                )
            )

    @on(Input.Submitted)
    def _done(self, event: Input.Submitted) -> None:
        self.dismiss(Completed("-".join(cells.plain(event.value).lstrip("#").split())))


class NamePrompt(Dialog):
    """A name, for a view."""

    def __init__(self, title: str, subject: str, value: str = "") -> None:
        super().__init__(title, subject)
        self._value = value

    def fields(self) -> Iterator[Static | Input | TextArea]:
        """One line."""
        yield Input(self._value, compact=True, max_length=300, select_on_focus=False)

    @on(Input.Submitted)
    def _done(self, event: Input.Submitted) -> None:
        self.dismiss(Completed(cells.plain(event.value)))


class DayPrompt(Dialog):
    """A day that has come."""

    def __init__(self, day: date, today: date) -> None:
        super().__init__("The report of another day", "a date such as 2024-06-25")
        self._day, self._today = day, today

    def fields(self) -> Iterator[Static | Input | TextArea]:
        """One line."""
        yield Input(self._day.isoformat(), compact=True, max_length=10)

    @on(Input.Submitted)
    def _done(self, event: Input.Submitted) -> None:
        try:
            day = date.fromisoformat(event.value.strip())
        except ValueError:
            self.wrong(f"“{event.value}” is no day such as 2024-06-25.")
        else:
            if day > self._today:
                self.wrong("That day has not come yet.")
            else:
                self.dismiss(Completed(day.isoformat()))


class Choice(ModalScreen[str | None]):
    """One of several names, each with a word on it."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape,q", "leave", show=False),
        Binding("j", "focused.cursor_down", show=False),
        Binding("k", "focused.cursor_up", show=False),
    ]

    def __init__(self, title: str, choices: Sequence[tuple[str, str]]) -> None:
        super().__init__(classes="dialog")
        self._title, self._choices = title, choices

    def compose(self) -> ComposeResult:
        """The names."""
        with Vertical():
            yield Static(cells.text(self._title, "bold"))
            yield OptionList(
                *(
                    Option(cells.join([cells.text(name), "  ", cells.text(words, "dim")]), id=str(place))
                    for place, (name, words) in enumerate(self._choices)
                ),
                compact=True,
            )
            yield Static(Text("enter chooses · esc leaves", "dim"))

    @on(OptionList.OptionSelected)
    def _chosen(self, event: OptionList.OptionSelected) -> None:
        self.dismiss(self._choices[event.option_index][0])

    def action_leave(self) -> None:
        """Nothing is done."""
        self.dismiss(None)


class NotePrompt(Dialog):
    """A few lines."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("ctrl+d,ctrl+enter", "keep", show=False, priority=True)]

    def __init__(self, subject: str) -> None:
        super().__init__("A note, for the digest", subject, "ctrl+d keeps it · esc leaves it")

    def fields(self) -> Iterator[Static | Input | TextArea]:
        """A small editor."""
        yield TextArea("", soft_wrap=True, show_line_numbers=False, tab_behavior="focus")

    def on_mount(self) -> None:
        """Write at once."""
        self.query_one(TextArea).focus()

    def action_keep(self) -> None:
        """Keep the note."""
        self.dismiss(Completed(cells.plain_lines(self.query_one(TextArea).text)))


_HINTS = {
    Kind.WILL: " · ".join(status for status in Status),
    Kind.WHEN: "2024-12-31 · 2024-11-01..2024-12-31 · ..2024-12-31 · 2024-11-06..",
    Kind.HOW_MANY: "36..900 contractors · ..900 firms · 200",
    Kind.WHAT: "one condition; several separated by a semicolon",
}


class AnswerPrompt(Dialog):
    """An answer by hand, in the form of the question's kind, with a reason."""

    def __init__(self, question: QuestionRow, now: datetime) -> None:
        super().__init__("Set the answer by hand", question.ask, "enter goes on · esc leaves it")
        self._question = question
        self._now = now

    def fields(self) -> Iterator[Static | Input | TextArea]:
        """The value and the reason."""
        yield Static(Text(_HINTS[self._question.kind], "dim"))
        suggester = SuggestFromList([str(s) for s in Status]) if self._question.kind is Kind.WILL else None
        yield Input(placeholder="the answer", suggester=suggester, compact=True, id="value")
        yield Input(placeholder="the reason", compact=True, max_length=300, id="reason")

    @on(Input.Submitted, "#value")
    def _value_given(self, event: Input.Submitted) -> None:
        try:
            parse_value(self._question.kind, event.value)
        except ValueError as error:
            self.wrong(str(error))
        else:
            self.wrong("")
            self.query_one("#reason", Input).focus()

    @on(Input.Submitted, "#reason")
    def _done(self, event: Input.Submitted) -> None:
        reason = cells.plain(event.value)
        try:
            value = parse_value(self._question.kind, self.query_one("#value", Input).value)
        except ValueError as error:
            self.wrong(str(error))
            return
        if not reason:
            self.wrong("A reason is needed: the digest prints it.")
            return
        self.dismiss(Completed(json.dumps({**value, "reason": reason}, ensure_ascii=False)))


def parse_value(kind: Kind, source: str) -> dict[str, object]:
    """What an ANSWER tag holds for a line of the form in `_HINTS`. Raises ValueError in words."""
    source = cells.plain(source).strip()
    if not source:
        raise ValueError("An answer is needed.")
    if kind is Kind.WILL:
        try:
            return {"status": str(Status(source.casefold()))}
        except ValueError:
            raise ValueError(f"“{source}” is none of: {', '.join(Status)}") from None
    if kind is Kind.WHEN:
        first, dots, last = source.partition("..")
        days = [_day(first), _day(last if dots else first)]
        if days == [None, None]:
            raise ValueError("At least one end of the interval is needed.")
        if all(days) and str(days[0]) > str(days[1]):
            raise ValueError("The interval ends before it begins.")
        return {"when": days}
    if kind is Kind.HOW_MANY:
        numbers, _, unit = source.partition(" ")
        low, dots, high = numbers.replace(",", "").partition("..")
        count = [_number(low), _number(high if dots else low)]
        if count == [None, None]:
            raise ValueError("At least one end of the interval is needed.")
        if count[0] is not None and count[1] is not None and count[0] > count[1]:
            raise ValueError("The interval ends below where it begins.")
        return {"count": count, "unit": unit.strip()}
    conditions = [part.strip() for part in source.split(";") if part.strip()]
    if not conditions:
        raise ValueError("A condition is needed.")
    return {"what": conditions}


def _day(value: str) -> str | None:
    value = value.strip()
    if not value:
        return None
    try:
        return date.fromisoformat(value).isoformat()
    except ValueError:
        raise ValueError(f"“{value}” is no day such as 2024-12-31.") from None


def _number(value: str) -> float | None:
    if not value.strip():
        return None
    try:
        number = float(value)
    except ValueError:
        raise ValueError(f"“{value}” is no number.") from None
    if not isfinite(number):
        raise ValueError(f"“{value}” is no number.")
    return int(number) if number == int(number) else number
