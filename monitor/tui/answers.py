"""An answer on one line: glyph, word, colour, and the marks beside it."""

from __future__ import annotations

from rich.text import Text

from monitor.board.words import value_words
from monitor.model import Answer, Basis, Kind, Status
from monitor.tui.cells import plain
from monitor.tui.look import BASIS, CONFIDENCE, CONTESTED, KINDS, OVERDUE, STATUS, Look


def answer_glyph(kind: Kind, answer: Answer | None) -> tuple[str, str]:
    """The sign of an answer and the name of its style."""
    if kind is Kind.WILL:
        glyph = STATUS[answer.status if answer else Status.OPEN]
        return glyph.sign, glyph.style
    known = answer is not None and answer.basis is not None
    return KINDS[kind].sign, KINDS[kind].style if known else "muted"


def answer_text(kind: Kind, answer: Answer | None) -> str:
    """The value in words, with the source's own "could" or "likely" where there is one."""
    if answer is None or answer.basis is None:
        return "open" if kind is Kind.WILL else "nothing said yet"
    words = value_words(answer)
    return f"{words} · {answer.likelihood}" if answer.likelihood and kind is Kind.WHEN else words


def answer_line(kind: Kind, answer: Answer | None, look: Look, *, bold: bool = True) -> Text:
    """Sign and words in colour."""
    sign, style = answer_glyph(kind, answer)
    known = answer is not None and answer.basis is not None
    made = Text(f"{sign} ", look(style, bold=bold), end="", no_wrap=True, overflow="ellipsis")
    words = look(style if kind is Kind.WILL else "text", bold=bold and known) if known else look("muted")
    return made.append(plain(answer_text(kind, answer)), words)


def answer_marks(answer: Answer | None, look: Look, *, words: bool = True) -> Text:
    """Contested and overdue, as sign and word."""
    made = Text(end="", no_wrap=True)
    if answer is None:
        return made
    for on, glyph in ((bool(answer.contested), CONTESTED), (answer.overdue, OVERDUE)):
        if on:
            made.append(
                f" {glyph.sign} {glyph.word}" if words else f" {glyph.sign}", look(glyph.style, bold=True)
            )
    return made


def basis_text(basis: Basis | None, look: Look) -> Text:
    """Confirmed, reported, by hand."""
    glyph = BASIS[basis]
    return Text(f"{glyph.sign} {glyph.word}", look(glyph.style), end="", no_wrap=True)


def confidence_text(answer: Answer | None, look: Look, *, word: bool = True) -> Text:
    """Three steps, and the word."""
    glyph = CONFIDENCE[answer.confidence if answer else None]
    return Text(f"{glyph.sign} {glyph.word}" if word else glyph.sign, look(glyph.style), end="", no_wrap=True)


def transition(kind: Kind, before: Answer | None, after: Answer, look: Look, room: int | None = None) -> Text:
    """From → to; where only the basis or a mark moved, that is what is said.

    In less `room` than that takes, what it came from is left out: what it has come to is the news.
    """
    made = _transition(kind, before, after, look)
    if room is None or made.cell_len <= room or before is None or before.basis is None:
        return made
    if value_words(before) != value_words(after):
        return Text("→ ", look("muted"), end="", no_wrap=True).append_text(
            _transition(kind, None, after, look)
        )
    if before.basis is not after.basis:
        made = answer_line(kind, after, look).append(" → ", look("muted"))
        return made.append_text(basis_text(after.basis, look)).append_text(answer_marks(after, look))
    return made


def _transition(kind: Kind, before: Answer | None, after: Answer, look: Look) -> Text:
    made = Text(end="", no_wrap=True, overflow="ellipsis")
    if before is not None and before.basis is not None:
        same = value_words(before) == value_words(after)
        if same and before.basis is not after.basis:
            made.append_text(answer_line(kind, after, look)).append("  ")
            made.append_text(basis_text(before.basis, look)).append(" → ", look("muted"))
            return made.append_text(basis_text(after.basis, look)).append_text(answer_marks(after, look))
        if same:
            return made.append_text(answer_line(kind, after, look)).append_text(
                _marks_moved(before, after, look)
            )
        made.append_text(answer_line(kind, before, look, bold=False)).append(" → ", look("muted"))
    made.append_text(answer_line(kind, after, look))
    if after.basis is not None:
        made.append(" · ", look("faint")).append(BASIS[after.basis].word, look(BASIS[after.basis].style))
    return made.append_text(answer_marks(after, look))


def _marks_moved(before: Answer, after: Answer, look: Look) -> Text:
    """What of the marks is new, and what is over."""
    made = Text(end="", no_wrap=True)
    for was, now, glyph in (
        (bool(before.contested), bool(after.contested), CONTESTED),
        (before.overdue, after.overdue, OVERDUE),
    ):
        if now and not was:
            made.append(" now", look("muted")).append(
                f" {glyph.sign} {glyph.word}", look(glyph.style, bold=True)
            )
        elif was and not now:
            made.append(f" no longer {glyph.word}", look("muted"))
    return made
