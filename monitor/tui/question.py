"""One question: the answer and why, drawn over time, its conditions, its changes, its evidence.

It opens with the cursor on the question's own words, so that a short screen shows them and the answer.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Sequence
from datetime import datetime
from typing import ClassVar

from rich.text import Text
from textual import on
from textual.app import ComposeResult

from monitor.board.words import day_words, sources_words
from monitor.model import Answer, Question, Span
from monitor.store.evidence import EvidenceRow
from monitor.store.views import ChangeRow, QuestionRow
from monitor.tui import cells, draw, keys, panes
from monitor.tui.acts import Acts
from monitor.tui.answers import transition
from monitor.tui.beside import beside
from monitor.tui.look import Look
from monitor.tui.rows import Row, Rows
from monitor.tui.target import Target
from monitor.tui.timeline import timeline

Walk = Callable[[int], str | None]

NARROW = 70
"""Cells below which labels have no column of their own."""


class QuestionPage(Acts):
    """All that is known of a question, as one list."""

    SCOPE = "question"
    NAME = "Question"
    BINDINGS: ClassVar = keys.bindings("question")

    def __init__(self, key: str, walk: Walk | None = None) -> None:
        """`walk`: moves the list that this was opened from, and gives the question it comes to."""
        super().__init__()
        self.key = key
        self._walk = walk
        self._evidence: dict[Hashable, EvidenceRow] = {}
        self._changes: dict[Hashable, ChangeRow] = {}

    def body(self) -> ComposeResult:
        """One list."""
        yield Rows(id="question", empty=self._empty)

    def heading(self) -> Text:
        """The topic."""
        row = self._row()
        if row is None:
            return Text("Question", self.look("text"))
        board = self.monitor.board_page.snapshot
        title = next((topic.title for topic in board.topics if topic.id == row.topic), "")
        return cells.text(title, self.look("text"))

    def _row(self) -> QuestionRow | None:
        return self.monitor.board_page.snapshot.question(self.key)

    def reload(self) -> None:
        """Everything anew; nothing moves."""
        board = self.monitor.board_page
        if board.stale:
            board.stale = False
            board.reload()
        row = self._row()
        if row is None:
            self.main.show([])
            return
        session = self.monitor.session
        now = session.now()
        evidence = session.evidence(self.key)
        changes = session.changes(question=self.key)
        asked = session.question(self.key)
        self._evidence, self._changes = {}, {}
        rows = [
            Row(self._head, (row.ask, row.answer), lambda w, look: _asked(row, w, look), lines=None),
            self._text(
                ("answer", ""), (row, asked, now.date()), lambda w, look: _answer(row, asked, now, w, look)
            ),
            self._text(
                ("timeline", ""),
                (changes, evidence, now.date()),
                lambda w, look: [
                    *draw.heading("Over time", w, look),
                    *timeline(row, changes, evidence, now, w, look),
                ],
            ),
        ]
        if row.answer is not None and row.answer.conditions:
            rows.append(
                self._text(
                    ("conditions", ""), row.answer, lambda w, look: _conditions(row.answer, now, w, look)
                )
            )
        rows.extend(self._contradiction_rows(row.answer, evidence, now))
        rows.extend(self._evidence_rows(evidence, now))
        rows.extend(self._change_rows(changes, now))
        self.main.show(rows)

    @staticmethod
    def _text(key: Hashable, value: Hashable, drawn: Callable[[int, Look], Sequence[Text]]) -> Row:
        return Row(key, value, drawn, lines=None, chosen=False)

    def _contradiction_rows(
        self, answer: Answer | None, evidence: Sequence[EvidenceRow], now: datetime
    ) -> list[Row]:
        """What the answer rests on beside what says otherwise; one row, to be read and not acted on."""
        if answer is None or not answer.against:
            return []
        by_id = {row.id: row for row in evidence}
        rests_on, against = (
            tuple(by_id[id_] for id_ in ids if id_ in by_id) for ids in (answer.because, answer.against)
        )
        value = (rests_on, against, now.date())
        return [
            self._text(("contradictions", ""), value, lambda w, look: beside(rests_on, against, now, w, look))
        ]

    def _evidence_rows(self, evidence: Sequence[EvidenceRow], now: datetime) -> list[Row]:
        groups = draw.grouped(evidence)
        note = cells.count(len(evidence), "signal") + (
            f" in {cells.count(len(groups), 'story', 'stories')}" if len(groups) != len(evidence) else ""
        )
        rows = [
            self._text(("evidence", ""), note, lambda w, look: draw.heading("Evidence", w, look, note=note))
        ]
        for lead, copies in groups:
            key = ("evidence", lead.id)
            self._evidence[key] = lead
            rows.append(
                Row(
                    key,
                    (lead, copies, cells.clock(lead.at, now)),
                    panes.drawn(lead, copies, now, lines=8, copies_listed=True),
                    lines=None,
                )
            )
        if not groups:
            words = "Nothing yet. An item must be on the topic and say something that answers the question."
            rows.append(self._text(("none", ""), words, lambda w, look: panes.paragraph(words, w, look)))
        return rows

    def _change_rows(self, changes: Sequence[ChangeRow], now: datetime) -> list[Row]:
        if not changes:
            return []
        note = cells.count(len(changes), "change")
        rows = [
            self._text(
                ("changes", ""),
                note,
                lambda w, look: draw.heading("How the answer moved", w, look, note=note, space=False),
            )
        ]
        for change in changes:
            self._changes["change", change.id] = change
            rows.append(Row(("change", change.id), (change, now.date()), _moved(change, now), lines=None))
        return rows

    # --- keys ------------------------------------------------------------------------------------------

    @property
    def _head(self) -> Hashable:
        """The key of the first row."""
        return ("question", self.key)

    def target_of(self, key: Hashable) -> Target | None:
        """A piece of evidence, or the item that led to a change; on the question's words no item."""
        row = self._evidence.get(key)
        if row is not None:
            return panes.target_of(row)
        change = self._changes.get(key)
        return panes.target_of_change(change) if change is not None else None

    def question_key(self) -> str:
        """This one."""
        return self.key

    @on(Rows.Opened)
    def _opened(self, event: Rows.Opened) -> None:
        """Open the item; from the question's words, that of the newest evidence."""
        if event.key == self._head:
            self._walk_items(1)
        target = self.target()
        if target is not None and target.item is not None:
            self.monitor.show_item(target.item, self._walk_items)

    def _walk_items(self, step: int) -> int | None:
        """Moves the cursor to the next row with an item, and gives that; where there is none it stays."""
        start = here = self.main.cursor_key
        while True:
            self.main.move_to(step)
            if self.main.cursor_key == here:
                if start is not None:
                    self.main.go(start)
                return None
            here = self.main.cursor_key
            target = self.target()
            if target is not None and target.item is not None:
                return target.item

    def action_next_item(self) -> None:
        """The next question of the list."""
        self._step(1)

    def action_previous_item(self) -> None:
        """The one before."""
        self._step(-1)

    def _step(self, step: int) -> None:
        key = self._walk(step) if self._walk is not None else None
        if key is None:
            self.monitor.say("No more questions that way.")
            return
        self.key = key
        self.reload()
        self.main.move_end(-1)
        self.main.scroll_to(y=0, animate=False, immediate=True)
        self.monitor.look_at(key)
        self.show_lines()

    def _empty(self, width: int, look: Look) -> Sequence[Text]:
        return panes.paragraph("This question is no longer asked. esc goes back to the board.", width, look)


def _asked(row: QuestionRow, width: int, look: Look) -> list[Text]:
    """The question and its answer."""
    ask = cells.wrap(cells.text(row.ask, look("text", bold=True)), width)
    return [Text(""), *ask, *panes.answer_head(row, look, width)]


def _answer(row: QuestionRow, asked: Question | None, now: datetime, width: int, look: Look) -> list[Text]:
    """The sentences that say why."""
    answer = row.answer
    made = panes.answer_grounds(answer, look, width)
    if answer is not None and answer.basis is not None:
        made.extend(_reasons(answer, row, now, width, look))
    if asked is not None:
        if asked.resolves:
            made.extend(_labelled("resolved by", cells.plain(asked.resolves), width, look))
        if asked.by is not None:
            days = (asked.by - now.date()).days
            left = f"{cells.count(days, 'day')} left" if days >= 0 else f"{cells.count(-days, 'day')} ago"
            made.extend(_labelled("decided by", f"{day_words(asked.by)} ({left})", width, look))
    return made


def _reasons(answer: Answer, row: QuestionRow, now: datetime, width: int, look: Look) -> list[Text]:
    made: list[Text] = []
    if answer.since is not None:
        since = answer.since.astimezone(now.tzinfo)
        heard = f"; last evidence {cells.ago(row.heard, now)}" if row.heard else ""
        made.extend(
            _labelled(
                "since", f"{day_words(since.date())}, {cells.ago(answer.since, now)}{heard}", width, look
            )
        )
    if answer.confidence is not None:
        why = "; ".join(answer.reasons) or sources_words(answer)
        made.extend(_labelled(f"{answer.confidence} confidence", cells.plain(why), width, look))
    for words in answer.beside:
        made.extend(_labelled("shown beside", cells.plain(words), width, look))
    return made


def _labelled(label: str, words: str, width: int, look: Look) -> list[Text]:
    """A label in a column of its own, the words beside it; on a narrow screen before them."""
    room = 20
    if width < NARROW:
        return cells.wrap(cells.join([Text(f"{label}: ", look("muted")), Text(words, look("text"))]), width)
    lines = cells.wrap(Text(words, look("text")), width - room)
    head = cells.join([Text(f"{label:<{room}}", look("muted")), lines[0] if lines else Text("")])
    return [head, *(cells.join([" " * room, line]) for line in lines[1:])]


def _conditions(answer: Answer | None, now: datetime, width: int, look: Look) -> list[Text]:
    """The conditions, each as it was quoted."""
    assert answer is not None
    held = sum(not condition.withdrawn for condition in answer.conditions)
    made = draw.heading("Conditions", width, look, note=f"{held} hold")
    for condition in answer.conditions:
        style = look("faint") if condition.withdrawn else look("text")
        words = Text("– ", look("secondary"), end="").append(cells.plain(condition.text), style)
        if condition.withdrawn:
            words.append("  withdrawn", look("warning"))
        by = f"  {cells.plain(condition.source)}, " if condition.source else "  "
        words.append(f"{by}{cells.clock(condition.at, now)}", look("muted"))
        made.extend(cells.wrap(words, width))
    return made


def _moved(change: ChangeRow, now: datetime) -> Callable[[int, Look], Sequence[Text]]:
    def drawn(width: int, look: Look) -> list[Text]:
        at = Text(cells.clock(change.at, now), look("muted"))
        room = max(width - at.cell_len - 1, 8)
        moved = transition(change.kind, change.before, change.after, look, room)
        moved.truncate(room, overflow="ellipsis")
        made = [cells.join([moved, " " * max(width - moved.cell_len - at.cell_len, 1), at])]
        made.extend(cells.wrap(Text(cells.sentence(change.why), look("muted")), width, indent=2))
        if change.quote:
            quoted = cells.quote(change.quote, Span(0, 0), (), look)
            quoted.append(f" {cells.plain(change.feed)}", look("muted"))
            made.extend(cells.wrap(quoted, width, indent=2, most=3))
        return [*made, Text("")]

    return drawn
