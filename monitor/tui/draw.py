"""Rows that several screens share: questions, changes, evidence, items."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from rich.cells import cell_len
from rich.text import Text

from monitor.board.words import count_words, day_words, days_words, sources_words
from monitor.model import Kind, Tag, TagKind
from monitor.store.evidence import EvidenceRow
from monitor.store.views import ChangeRow, QuestionRow
from monitor.tui import cells
from monitor.tui.answers import (
    answer_line,
    answer_marks,
    answer_text,
    basis_text,
    confidence_text,
    transition,
)
from monitor.tui.look import ATTRIBUTION, BASIS, CONTESTED, NEW, OVERDUE, STATUS, TIERS, Look


@dataclass(frozen=True, slots=True)
class Columns:
    """How wide the columns of the board are."""

    ask: int
    answer: int
    basis: int  # 2: the sign alone
    confidence: int  # 5: without the word; 0: none
    spark: int
    fresh: int
    age: int = 4


@dataclass(frozen=True, slots=True)
class Shape:
    """What the questions listed together need, so that all of them stand in the same columns."""

    ask: int  # cells of the longest question
    answer: int  # cells of the longest answer, with its marks
    roomy: bool = False  # whether there is a second line for each question


_STEPS = (
    (104, 12, 14, 15, 5),
    (104, 12, 5, 15, 5),
    (88, 12, 5, 8, 5),
    (72, 12, 5, 0, 5),
    (64, 2, 5, 0, 5),
    (56, 2, 5, 0, 0),
    (0, 2, 0, 0, 0),
)
"""From this width on: basis, confidence, sparkline, new. What comes later gives way sooner."""
_WORDIEST = 60
"""Cells of a question for which the other columns give way; what is longer is cut."""


def columns(width: int, shape: Shape) -> Columns:
    """The columns that a width has room for: words before signs, signs before sparklines."""
    wanted = min(shape.ask, _WORDIEST) + shape.answer + 3
    steps = [step for step in _STEPS if step[0] <= width]
    lowest = min(width, 88)  # the words are not bought with more than the sparkline and "moderate"
    steps = [step for step in steps if step[0] >= lowest] or steps[:1]
    fits = [step for step in steps if width - 6 - sum(step[1:]) >= wanted]
    _, basis, confidence, spark, fresh = fits[0] if fits else steps[-1]
    rest = width - 6 - basis - confidence - spark - fresh
    if rest >= wanted:
        answer = min(shape.answer + 2 + (rest - wanted) // 2, rest - shape.ask - 1)
    else:
        answer = min(shape.answer + 2, max(rest * 45 // 100, 18))
    return Columns(rest - answer, answer, basis, confidence, spark, fresh)


def shape_of(rows: Sequence[QuestionRow], height: int, topics: int) -> Shape:
    """What these questions need; roomy where each can have a second line on a list of that height."""
    return Shape(
        max((len(row.ask) if row.ask.isascii() else cell_len(row.ask) for row in rows), default=0),
        max((_answer_cells(row) for row in rows), default=0),
        roomy=2 * len(rows) + 3 * topics + _SINCE_LINES <= height,
    )


_SINCE_LINES = 8
"""Lines kept for what changed since the last look."""


def _answer_cells(row: QuestionRow) -> int:
    """Cells of an answer with its sign and marks; counted, not drawn, for all questions at each look."""
    answer = row.answer
    marks = ((bool(answer.contested), CONTESTED), (answer.overdue, OVERDUE)) if answer is not None else ()
    marked = sum(len(glyph.sign) + len(glyph.word) + 2 for on, glyph in marks if on)
    return len(answer_text(row.kind, answer)) + 2 + marked


def question_row(
    row: QuestionRow, now: datetime, width: int, look: Look, shape: Shape, days: Sequence[int] = ()
) -> list[Text]:
    """A question of the board: its answer on one line; where there is room, on whose word on a second.

    `days`: signals a day, oldest first.
    """
    at = columns(width, shape)
    answer = row.answer
    made = Text(no_wrap=True, end="")
    made.append(f"{NEW} " if row.unseen else "  ", look("accent", bold=True))
    made.append(cells.fit(row.ask, at.ask - 1) + " ", look("text", bold=bool(row.unseen)))
    marks = answer_marks(answer, look)
    shown = answer_line(row.kind, answer, look)
    if shown.cell_len + marks.cell_len >= at.answer:
        marks = answer_marks(answer, look, words=False)
    shown.truncate(max(at.answer - marks.cell_len - 1, 4), overflow="ellipsis")
    made.append_text(_padded(shown.append_text(marks), at.answer))
    basis = answer.basis if answer else None
    if at.basis == 2:
        made.append(f"{BASIS[basis].sign} ", look(BASIS[basis].style))
    else:
        made.append_text(_padded(basis_text(basis, look), at.basis))
    if at.confidence:
        made.append_text(_padded(confidence_text(answer, look, word=at.confidence > 5), at.confidence))
    if at.spark:
        spark = cells.spark(days, at.spark - 1)
        made.append(cells.fit(spark, at.spark), look("primary" if row.fresh else "faint"))
    if at.fresh:
        made.append(cells.fit(f"+{min(row.fresh, 999)}" if row.fresh else "", at.fresh), look("accent"))
    made.append_text(cells.right(cells.age(row.changed, now), at.age, look("muted")))
    return [made, _second_line(row, now, width, look)] if shape.roomy else [made]


def _second_line(row: QuestionRow, now: datetime, width: int, look: Look) -> Text:
    """The source's own words, how many stand behind it, since when."""
    answer = row.answer
    if answer is None or answer.basis is None:
        return Text("    no item has said anything on it yet", look("faint"), end="")
    parts = [f"“{cells.plain(answer.said)}”"] if answer.said else []
    if answer.kind is Kind.WHAT:
        held = [cells.plain(c.text) for c in answer.conditions if not c.withdrawn]
        parts += [f"“{held[-1]}”"] if held else []
    parts += [sources_words(answer)] if answer.items else []
    parts += [f"since {day_words(answer.since.astimezone(now.tzinfo).date())}"] if answer.since else []
    parts += [f"waits: {cells.plain(answer.waiting[-1])}"] if answer.waiting else []
    made = Text("    " + " · ".join(parts), look("faint"), end="", no_wrap=True)
    made.truncate(width, overflow="ellipsis")
    return made


_SHORT = 24
"""Cells up to which a question does not say what it is about: "When?" stands in many topics."""


def named(ask: str, about: str) -> str:
    """A question away from its topic: a short one with the topic's title."""
    return f"{ask} · {about}" if about and cell_len(ask) <= _SHORT else ask


def topic_heading(title: str, width: int, look: Look, shape: Shape) -> list[Text]:
    """A topic's title over its questions, with the names of the columns."""
    at = columns(width, shape)
    names = [
        cells.fit("answer", at.answer),
        cells.fit("basis" if at.basis > 2 else "", at.basis),
        cells.fit("confidence" if at.confidence > 5 else "conf" if at.confidence else "", at.confidence),
        cells.fit("14 days" if at.spark > 8 else "7 days" if at.spark else "", at.spark),
        cells.fit("new" if at.fresh else "", at.fresh),
        cells.right("age", at.age).plain,
    ]
    name = cells.cell(title, at.ask + 1, look("primary", bold=True))
    return [Text(""), cells.join([name, " ", Text("".join(names), look("faint"))])]


def heading(
    title: str, width: int, look: Look, *, note: str = "", style: str = "primary", space: bool = True
) -> list[Text]:
    """The title of a section, a rule, and a word at its end. Both are the program's own or cleaned before."""
    left = Text(cells.plain(title), look(style, bold=True), end="")
    right = Text(f" {note}" if note else "", look("muted"), end="")
    room = width - left.cell_len - right.cell_len - 2
    line = cells.join([left, " ", Text("─" * max(room, 0), look("line")), right])
    return [Text(""), line] if space else [line]


_TRANSITION = 56
"""Cells that most changes need: "# 24–240 contractors → # 60–90 contractors · reported"."""


def longest_ask(changes: Iterable[ChangeRow]) -> int:
    """Cells of the longest question among changes that are listed together."""
    return max((cell_len(named(change.ask, change.about)) for change in changes), default=0)


def change_row(
    change: ChangeRow, seen: bool, now: datetime, width: int, look: Look, asks: int, *, outlet: bool = False
) -> Text:
    """A change on one line: the question, from → to, when.

    `asks`: cells of the longest question listed, so that all changes stand in the same columns; `outlet`:
    with the outlet that led to it, where there is room.
    """
    made = Text(no_wrap=True, end="")
    made.append("  " if seen else f"{NEW} ", look("accent", bold=True))
    room = width - 2 - 5
    ask = min(max(room * 45 // 100, room - _TRANSITION), max(asks + 2, 20))
    made.append(cells.fit(named(change.ask, change.about), ask - 1) + " ", look("muted" if seen else "text"))
    left = room - ask
    moved = transition(change.kind, change.before, change.after, look, left - 1)
    if outlet and change.feed and left - moved.cell_len > cell_len(change.feed) + 2:
        moved.append("  ").append_text(cells.text(change.feed, look("muted")))
    made.append_text(_padded(moved, left))
    return made.append_text(cells.right(cells.age(change.at, now), 5, look("muted")))


def evidence_row(
    row: EvidenceRow, copies: Sequence[EvidenceRow], now: datetime, width: int, look: Look, *, lines: int = 3
) -> list[Text]:
    """A signal: who says it, what it says, the sentence with its cues set off."""
    void = any(tag.kind in (TagKind.NOISE, TagKind.DISPUTE) for tag in row.tags)
    glyph = ATTRIBUTION[row.attribution]
    head = Text(no_wrap=True, end="")
    head.append(f"{glyph.sign} ", look(glyph.style)).append_text(signal_words(row, look, struck=void))
    head.append("  ").append_text(cells.text(row.feed, look("text", bold=True)))
    head.append(f" · {TIERS.get(row.tier, 'other')}", look("muted"))
    grade = grade_of(row.reliability, row.tags)
    if grade:
        head.append(f" · {grade}", look("secondary"))
    if row.copies > 1:
        head.append(f" ×{row.copies}", look("accent"))
    head.append_text(tag_words(row.tags, look))
    at = Text(cells.clock(row.at, now), look("muted"), end="")
    head.truncate(max(width - at.cell_len - 1, 8), overflow="ellipsis")
    made = [cells.join([head, " " * max(width - head.cell_len - at.cell_len, 1), at])]
    said = cells.quote(row.quote, row.span, row.cues, look)
    if void:
        said.stylize(look("faint"))
    made.extend(cells.wrap(said, width, indent=2, most=lines))
    made.extend(cells.wrap(source_words(row, look), width, indent=2, most=1))
    return made


def signal_words(row: EvidenceRow, look: Look, *, struck: bool = False) -> Text:
    """What a signal says, with its sign."""
    if row.status is not None:
        glyph = STATUS[row.status]
        made = Text(f"{glyph.sign} {glyph.word}", look(glyph.style, bold=True), end="")
    else:
        made = Text(cells.plain(signal_value(row)), look("text", bold=True), end="")
    if struck:
        made.stylize("strike")
    return made


def signal_value(row: EvidenceRow) -> str:
    """The interval, the number or the condition of a signal in words."""
    if row.days is not None:
        return days_words(row.days, row.at)
    if row.count is not None:
        return count_words(row.count)
    return "no longer a condition" if row.withdrawn else "a condition"


def source_words(row: EvidenceRow, look: Look) -> Text:
    """On whose word, after whom, and how sure the source says it is."""
    made = Text(ATTRIBUTION[row.attribution].word, look("muted"), end="")
    if row.source:
        made.append(": ").append_text(cells.text(row.source, look("text")))
    if row.origin:
        made.append(" · after ").append_text(cells.text(row.origin, look("text")))
    if row.likelihood:
        made.append(" · in its words “").append_text(cells.text(row.likelihood)).append("”")
    if row.adversary:
        made.append(" · ").append("an adversary's claim: shown, not counted", look("warning"))
    return made


def grade_of(reliability: str | None, tags: Sequence[Tag]) -> str:
    """Admiralty code: the feed's letter and the item's number, as far as given."""
    credibility = next((tag.value for tag in reversed(tags) if tag.kind is TagKind.CREDIBILITY), "")
    return f"{reliability or ''}{cells.plain(credibility)}"


_TAGS = {
    TagKind.RELEVANT: ("✓ relevant", "success"),
    TagKind.NOISE: ("✗ noise", "error"),
    TagKind.CONFIRM: ("✓ read rightly", "success"),
    TagKind.DISPUTE: ("✗ read wrongly", "error"),
    TagKind.STAR: ("★ starred", "accent"),
}


def tag_words(tags: Sequence[Tag], look: Look, *, short: bool = False) -> Text:
    """The analyst's tags; the latest word of a kind stands for earlier ones. `short`: the signs alone."""
    made = Text(end="", no_wrap=True)
    for kind in dict.fromkeys(tag.kind for tag in tags if tag.kind in _TAGS):
        words, style = _TAGS[kind]
        made.append(f" {words[0] if short else words}", look(style))
    for label in dict.fromkeys(tag.value for tag in tags if tag.kind is TagKind.LABEL):
        made.append(" #", look("secondary")).append_text(cells.text(label, look("secondary")))
    if any(tag.kind is TagKind.NOTE for tag in tags):
        made.append(" ✎" if short else " ✎ note", look("secondary"))
    return made


def grouped(evidence: Sequence[EvidenceRow]) -> list[tuple[EvidenceRow, tuple[EvidenceRow, ...]]]:
    """Evidence by story: the first one published speaks for its copies; the newest story first."""
    stories: dict[object, list[EvidenceRow]] = {}
    for row in evidence:
        stories.setdefault(("story", row.story) if row.story is not None else ("signal", row.id), []).append(
            row
        )
    made = []
    for rows in stories.values():
        rows.sort(key=lambda row: (row.at, row.id))
        made.append((rows[0], tuple(rows[1:])))
    return sorted(made, key=lambda group: (group[0].at, group[0].id), reverse=True)


def _padded(made: Text, width: int) -> Text:
    made.truncate(width - 1, overflow="ellipsis")
    made.append(" " * (width - made.cell_len))
    return made
