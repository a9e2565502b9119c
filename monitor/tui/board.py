"""The board: what changed since the last look, the questions by topic, and the evidence on the one chosen."""

from __future__ import annotations

from collections.abc import Hashable, Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from typing import ClassVar

from rich.text import Text
from textual import on
from textual.app import ComposeResult
from textual.containers import Container
from textual.geometry import Size

from monitor.model import Confidence
from monitor.store.evidence import EvidenceRow
from monitor.store.views import SPARK_DAYS, BoardRows, ChangeRow, QuestionRow, TopicRows
from monitor.tui import cells, draw, keys, panes
from monitor.tui.acts import Acts
from monitor.tui.filtered import Filtered
from monitor.tui.look import Look
from monitor.tui.page import Line
from monitor.tui.rows import Draw, Row, Rows
from monitor.tui.target import Target

SORTS = ("as configured", "last change", "confidence")
_CONFIDENCE = {None: 0, Confidence.LOW: 1, Confidence.MODERATE: 2, Confidence.HIGH: 3}
SINCE = ((16, 5), (12, 3), (0, 1))
"""From this height of the list on so many changes stand under "since you last looked"; `n` lists as many more
as it walks through."""
WIDE = 136
"""Cells from which on the evidence stands beside the questions."""
TALL = 22
"""Lines of the terminal below which the evidence gets less room."""
ROOMY = 100
"""Cells of the list from which on a change names the outlet."""
_ZEROS = (0,) * SPARK_DAYS


class BoardPage(Acts, Filtered):
    """The screen at the bottom of the stack."""

    SCOPE = "board"
    NAME = "Board"
    BINDINGS: ClassVar = keys.bindings("board")
    FILTER_HINT = "words of the question, the topic, the status"
    HORIZONTAL_BREAKPOINTS = [(0, "-narrow"), (WIDE, "-wide")]  # noqa: RUF012 - as Textual declares it
    VERTICAL_BREAKPOINTS = [(0, "-low"), (TALL, "-tall")]  # noqa: RUF012

    def __init__(self) -> None:
        super().__init__()
        self.snapshot = BoardRows((), (), 0, 0)
        self._sparks: Mapping[str, tuple[int, ...]] = {}
        self._complete = False
        self._listed_for = Size(0, 0)  # the terminal for which the rows were laid out
        self._sort = 0
        self._since = 0  # how far `n` has walked
        self._shown: tuple[str, ChangeRow | None] = ("", None)
        self._evidence: Mapping[Hashable, EvidenceRow] = {}

    # --- layout ------------------------------------------------------------------------------------------

    def body(self) -> ComposeResult:
        """The list of questions; below or beside it the evidence."""
        with Container(id="panes"):
            first = Rows(id="questions", empty=self._empty)
            first.add_class("first")
            yield first
            title = Line(id="pane")
            title.add_class("title")
            yield title
            second = Rows(id="evidence", empty=self._no_evidence)
            second.add_class("second")
            yield second

    def heading(self) -> Text:
        """How many questions, in which order, filtered by what."""
        count = sum(len(topic.questions) for topic in self.snapshot.topics)
        made = Text(cells.count(count, "question"), self.look("text"), end="")
        if self._sort:
            made.append(f" by {SORTS[self._sort]}", self.look("muted"))
        if self.filter_words:
            made.append(" matching ", self.look("muted")).append_text(
                cells.text(self.filter_words, self.look("accent"))
            )
        return made

    @property
    def waiting(self) -> int:
        """Changes not yet seen."""
        return len(self.snapshot.unseen)

    # --- reading ------------------------------------------------------------------------------------------

    def reload(self) -> None:
        """The board anew; sparklines from the second time on, so that the first picture need not wait."""
        session = self.monitor.session
        self.snapshot = session.board()
        if self._complete:
            self._sparks = session.sparks()
        self._list()
        self._pane(force=True)

    def complete(self) -> None:
        """What the first picture left out."""
        self._complete = True
        self._sparks = self.monitor.session.sparks()
        self._list()

    def _list(self) -> None:
        now = self.monitor.session.now()
        self._listed_for = self.app.size
        rows = [*self._since_rows(now)]
        topics = self._topics()
        every = [question for topic in self.snapshot.topics for question in topic.questions]
        shape = draw.shape_of(every, self._height, len(self.snapshot.topics))
        for topic in topics:
            title = topic.title
            rows.append(_heading(("topic", topic.id), (title, shape), _topic_draw(title, shape)))
            rows.extend(self._question_row(question, now, shape) for question in topic.questions)
        self.main.show(rows)

    @property
    def _height(self) -> int:
        """Lines of the list of questions, as the style sheet lays it out."""
        width, height = self.app.size
        if width >= WIDE:
            return height - 3
        return (height - 4) * 2 // 3 if height < TALL else (height - 4) * 3 // 5

    def _since_rows(self, now: datetime) -> list[Row]:
        unseen = {change.id: change for change in self.snapshot.unseen}
        every = self._since_last()
        if not every:
            return []
        here = self.main.cursor_key
        stays = next((n for n, c in enumerate(every, 1) if ("change", c.id) == here), 0)
        shown = max(self._since, stays, next(most for height, most in SINCE if self._height >= height))
        if len(every) == shown + 1:
            shown += 1
        listed = every[:shown]
        note = f"{len(unseen)} to see · n" if unseen else "all seen"
        asks = draw.longest_ask(listed)
        rows = [
            _heading(
                ("since", ""),
                (note,),
                lambda w, look: draw.heading(
                    "Since you last looked", w, look, note=note, style="accent", space=False
                ),
            )
        ]
        for change in listed:
            seen = change.id not in unseen
            rows.append(
                Row(
                    ("change", change.id),
                    (change, seen, cells.age(change.at, now), asks),
                    _change_draw(change, seen, now, asks),
                )
            )
        if len(every) > shown:
            words = f"  {len(every) - shown} earlier · enter or c: every change"
            rows.append(Row(("more", ""), words, lambda w, look: [Text(words, look("muted"))]))
        return rows

    def _since_last(self) -> list[ChangeRow]:
        """The changes not yet seen and those seen in this session, newest first, as filtered."""
        every = self.monitor.acknowledged | {change.id: change for change in self.snapshot.unseen}
        return [
            every[id_]
            for id_ in sorted(every, reverse=True)
            if self.words_in(every[id_].ask, every[id_].about, every[id_].after.status)
        ]

    def _question_row(self, question: QuestionRow, now: datetime, shape: draw.Shape) -> Row:
        spark = self._sparks.get(question.key, _ZEROS) if self._complete else ()
        return Row(
            ("question", question.key),
            (question, spark, cells.age(question.changed, now), shape),
            lambda width, look: draw.question_row(question, now, width, look, shape, spark),
            lines=2 if shape.roomy else 1,
        )

    def _topics(self) -> Sequence[TopicRows]:
        if not (self.filter_words or self._sort):
            return self.snapshot.topics
        topics = [
            replace(topic, questions=tuple(q for q in topic.questions if self._matches(topic, q)))
            for topic in self.snapshot.topics
        ]
        if self._sort:
            topics = [
                replace(t, questions=tuple(sorted(t.questions, key=self._order, reverse=True)))
                for t in topics
            ]
            topics.sort(key=lambda t: max(map(self._order, t.questions), default=("", 0)), reverse=True)
        return [topic for topic in topics if topic.questions]

    def _order(self, row: QuestionRow) -> tuple[str, int]:
        changed = row.changed.isoformat() if row.changed else ""
        if SORTS[self._sort] == "confidence":
            return ("", _CONFIDENCE[row.answer.confidence if row.answer else None])
        return (changed, 0)

    def _matches(self, topic: TopicRows, row: QuestionRow) -> bool:
        status = row.answer.status if row.answer else "open"
        marks = (
            f"{'contested' if row.answer.contested else ''} {'overdue' if row.answer.overdue else ''} "
            f"{row.answer.basis or ''}"
            if row.answer
            else ""
        )
        return self.words_in(topic.title, topic.id, row.ask, row.name, status, marks)

    # --- the pane -------------------------------------------------------------------------------------------

    def _chosen(self) -> tuple[str, ChangeRow | None]:
        """The question under the cursor, and the change if the cursor is on one."""
        key = self.main.cursor_key
        if not isinstance(key, tuple):
            return "", None
        kind, value = key
        if kind == "change":
            change = self._change(value)
            return (change.key, change) if change else ("", None)
        return (value, None) if kind == "question" else ("", None)

    def _change(self, change_id: int) -> ChangeRow | None:
        found = next((c for c in self.snapshot.unseen if c.id == change_id), None)
        return found or self.monitor.acknowledged.get(change_id)

    def _pane(self, *, force: bool = False) -> None:
        key, change = self._chosen()
        if not force and (key, change) == self._shown:
            return
        moved = key != self._shown[0]
        self._shown = (key, change)
        pane = self.query_one("#evidence", Rows)
        question = self.snapshot.question(key)
        now = self.monitor.session.now()
        if question is None:
            self._evidence = {}
            pane.show([])
            self.query_one("#pane", Line).set(Text())
            return
        evidence = self.monitor.session.evidence(key, panes.BESIDE)
        rows, self._evidence = panes.evidence_rows(
            question, change, evidence, now, titled=self.app.size.width >= WIDE
        )
        newest = not pane.has_focus and pane.cursor_key == next(pane.chosen_keys(), None)
        pane.show(rows)
        if moved or newest:
            pane.move_end(-1)
        self.query_one("#pane", Line).set(panes.pane_title(question, evidence, self.look))

    def on_resize(self) -> None:
        """The pane has its title above it or in it; the questions have one line or two."""
        if self.is_mounted and self.app.size != self._listed_for:
            self.call_after_refresh(self._list)
            self.call_after_refresh(self._pane, force=True)

    @on(Rows.Moved, "#questions")
    def _moved(self) -> None:
        self._pane()

    # --- opening and walking ------------------------------------------------------------------------------

    @on(Rows.Opened)
    def _opened(self, event: Rows.Opened) -> None:
        key, _ = self._chosen()
        if event.rows.id == "evidence":
            row = self._evidence.get(event.key)
            if row is not None:
                self.monitor.show_item(row.item, self._walk_evidence)
        elif key:
            self.monitor.show_question(key, self._walk_questions)
        elif event.key == ("more", ""):
            self.action_changes()

    def _walk_evidence(self, step: int) -> int | None:
        """Moves the cursor of the evidence and gives the item that it comes to."""
        pane = self.query_one("#evidence", Rows)
        before = pane.cursor_key
        pane.move_to(step)
        row = self._evidence.get(pane.cursor_key)
        return row.item if row is not None and pane.cursor_key != before else None

    def _walk_questions(self, step: int) -> str | None:
        """Moves the cursor of the board and gives the question that it comes to."""
        before = self._chosen()[0]
        self.main.move_to(step)
        key = self._chosen()[0]
        return key if key and key != before else None

    def walk(self, step: int) -> None:
        """To the next change not seen yet; it is thereby seen, and the one that is left as well."""
        unseen = [change.id for change in self.snapshot.unseen]
        if not unseen:
            self.monitor.say("Every change has been seen.")
            return
        every = [change.id for change in self._since_last()]
        if not set(every) & set(unseen):
            self.clear_filter()
            every = [change.id for change in self._since_last()]
        here = self.main.cursor_key
        start = -1 if step > 0 else len(every)
        if isinstance(here, tuple) and here[0] == "change" and here[1] in every:
            start = every.index(here[1])
        ahead, behind = every[start + 1 :], every[: max(start, 0)]
        turned = [*ahead, *behind] if step > 0 else [*behind[::-1], *ahead[::-1]]
        wanted = next(id_ for id_ in (*turned, *unseen) if id_ in unseen)
        self._since = max(self._since, every.index(wanted) + 1)
        self._list()
        self.main.focus(scroll_visible=False)
        self.main.go(("change", wanted))
        left = [here[1]] if isinstance(here, tuple) and here[0] == "change" else []
        self.monitor.acknowledge([wanted, *left])

    # --- order ----------------------------------------------------------------------------------------------

    def action_sort(self) -> None:
        """The next order."""
        self._sort = (self._sort + 1) % len(SORTS)
        self._list()
        self.show_lines()

    # --- what keys act on ---------------------------------------------------------------------------------

    def target_of(self, key: Hashable) -> Target | None:
        """A piece of evidence; on a question or a change, the item that it rests on."""
        row = self._evidence.get(key)
        if row is not None:
            return panes.target_of(row)
        if isinstance(key, tuple) and key[0] == "change":
            change = self._change(key[1])
            return panes.target_of_change(change) if change is not None else None
        if isinstance(key, tuple) and key[0] == "question":
            first = next(iter(self._evidence.values()), None)
            if first is not None and first.key == key[1]:
                return panes.target_of(first)
            return Target(key=str(key[1]))
        return None

    def question_key(self) -> str:
        """The question under the cursor."""
        return self._chosen()[0]

    # --- nothing to show ----------------------------------------------------------------------------------

    def _no_evidence(self, width: int, look: Look) -> Sequence[Text]:
        if self.main.cursor_key != ("more", ""):
            return ()
        return panes.paragraph("enter lists every change, each with its sentence.", width, look)

    def _empty(self, width: int, look: Look) -> Sequence[Text]:
        if self.filter_words:
            return panes.paragraph(
                "No question matches the filter. esc clears it, / changes it.", width, look
            )
        return self.monitor.polling.first_steps(width, look)


def _heading(key: Hashable, value: Hashable, drawn: Draw) -> Row:
    return Row(key, value, drawn, lines=None, chosen=False)


def _topic_draw(title: str, shape: draw.Shape) -> Draw:
    return lambda width, look: draw.topic_heading(title, width, look, shape)


def _change_draw(change: ChangeRow, seen: bool, now: datetime, asks: int) -> Draw:
    return lambda width, look: [draw.change_row(change, seen, now, width, look, asks, outlet=width >= ROOMY)]
