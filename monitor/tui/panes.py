"""Evidence as a list of rows, and the words over it: on the board, on a question, in a replay."""

from __future__ import annotations

from collections.abc import Hashable, Mapping, Sequence
from datetime import datetime

from rich.text import Text

from monitor.board.words import basis_words
from monitor.model import Answer
from monitor.store.evidence import EvidenceRow
from monitor.store.views import ChangeRow, QuestionRow
from monitor.tui import cells, draw
from monitor.tui.answers import answer_line, answer_marks, transition
from monitor.tui.look import Look
from monitor.tui.rows import Draw, Row
from monitor.tui.target import Target

BESIDE = 50
"""Signals listed beside the board, newest first; the question's own screen lists more. Each is drawn to be
measured, and the board is drawn anew with every item."""


def paragraph(words: str, width: int, look: Look) -> list[Text]:
    """The program's own words, wrapped."""
    return cells.wrap(Text(words, look("muted")), width)


def target_of(row: EvidenceRow) -> Target:
    """What keys act on, on a piece of evidence."""
    return Target(row.item, row.id, row.key, row.title, row.link, row.quote, row.feed, row.at)


def target_of_change(change: ChangeRow) -> Target:
    """The item that led to a change; a change that time or the analyst made has none."""
    item = change.items[0] if change.items else None
    return Target(item, None, change.key, change.title, change.link, change.quote, change.feed, change.at)


def pane_title(question: QuestionRow, evidence: Sequence[EvidenceRow], look: Look) -> Text:
    """The question, and how much evidence there is."""
    stories = len(draw.grouped(evidence))
    made = cells.text(draw.named(question.ask, question.about), look("text", bold=True))
    newest = "the newest " if len(evidence) == BESIDE else ""
    made.append(f"  {newest}{cells.count(len(evidence), 'signal')}", look("muted"))
    if stories != len(evidence):
        made.append(f" in {cells.count(stories, 'story', 'stories')}", look("muted"))
    return made


def answer_head(question: QuestionRow, look: Look, width: int) -> list[Text]:
    """The answer and its marks."""
    answer = question.answer
    head = answer_line(question.kind, answer, look).append_text(answer_marks(answer, look))
    return cells.wrap(head, width)


def answer_grounds(answer: Answer | None, look: Look, width: int) -> list[Text]:
    """On what an answer rests, and the sentence that says why."""
    if answer is None:
        return paragraph("No item has said anything on this question yet.", width, look)
    made = cells.wrap(Text(cells.plain(basis_words(answer)), look("muted")), width)
    waiting = "; ".join(answer.waiting)
    for sentence in (
        answer.why,
        answer.contested and f"Contested: {answer.contested}",
        waiting and f"Waits for a second voice: {waiting}",
    ):
        if sentence:
            made.extend(cells.wrap(Text(cells.sentence(sentence), look("text")), width))
    return made


def evidence_rows(
    question: QuestionRow,
    change: ChangeRow | None,
    evidence: Sequence[EvidenceRow],
    now: datetime,
    *,
    lines: int = 3,
    titled: bool = True,
) -> tuple[list[Row], Mapping[Hashable, EvidenceRow]]:
    """The pane beside the board: the change or the answer in words, then the evidence by story.

    `titled`: with the question above it.
    """

    def words(width: int, look: Look) -> list[Text]:
        asked = cells.text(draw.named(question.ask, question.about), look("text", bold=True))
        made = cells.wrap(asked, width) if titled else []
        if change is not None:
            made.extend(cells.wrap(transition(change.kind, change.before, change.after, look), width))
            made.extend(cells.wrap(Text(cells.sentence(change.why), look("text")), width))
        else:
            made.extend(answer_head(question, look, width))
            made.extend(answer_grounds(question.answer, look, width))
        return [*made, Text("")]

    value = (question.ask, question.answer, change, titled)
    rows = [Row(("words", question.key), value, words, lines=None, chosen=False)]
    found: dict[Hashable, EvidenceRow] = {}
    for lead, copies in draw.grouped(evidence):
        key = ("evidence", lead.id)
        found[key] = lead
        shown = drawn(lead, copies, now, lines=lines)
        rows.append(Row(key, (lead, copies, cells.clock(lead.at, now), lines), shown, lines=None))
    return rows, found


def drawn(
    lead: EvidenceRow,
    copies: Sequence[EvidenceRow],
    now: datetime,
    *,
    lines: int,
    copies_listed: bool = False,
) -> Draw:
    """How a story is drawn, with a blank line after it; `copies_listed`: with the outlets that copied it."""

    def lines_of(width: int, look: Look) -> list[Text]:
        made = draw.evidence_row(lead, copies, now, width, look, lines=lines)
        if copies_listed and copies:
            outlets = ", ".join(dict.fromkeys(cells.plain(copy.feed) for copy in copies))
            made.extend(cells.wrap(Text(f"the same text: {outlets}", look("muted")), width, indent=2))
        return [*made, Text("")]

    return lines_of


def known(answer: Answer | None) -> bool:
    """Whether anything has been said."""
    return answer is not None and answer.basis is not None
