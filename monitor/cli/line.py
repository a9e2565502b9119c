"""`monitor board --line`: the board in one line, for the status bar of a desktop or of tmux."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime

from monitor.board.words import age_words, change_words
from monitor.model import DECISIONS, Answer, Change
from monitor.store.topics import Asked

ASK = 48
"""Characters of a question that the line shows."""


def line_words(
    asked: Sequence[Asked], answers: Mapping[str, Answer], last: Change | None, present: datetime
) -> str:
    """How many questions are answered and decided, what is marked, and what moved last."""
    standing = [answers[question.key] for question in asked if question.key in answers]
    known = sum(answer.basis is not None for answer in standing)
    marks = (
        ("decided", sum(answer.status in DECISIONS for answer in standing)),
        ("contested", sum(bool(answer.contested) for answer in standing)),
        ("overdue", sum(answer.overdue for answer in standing)),
    )
    parts = [f"{known}/{len(asked)} answered", *(f"{n} {word}" for word, n in marks if n)]
    if last is not None:
        ask = next((q.ask for q in asked if q.key == f"{last.topic}/{last.question}"), last.question)
        short = ask if len(ask) <= ASK else f"{ask[: ASK - 1]}…"
        parts.append(f"{short} {change_words(last)} ({age_words(last.at, present)})")
    return " · ".join(parts)


def bar_record(text: str, answers: Mapping[str, Answer], last: Change | None) -> dict[str, str]:
    """The same as waybar and its like read it: `class` is the mark that asks for attention first."""
    marks = (
        ("contested", any(answer.contested for answer in answers.values())),
        ("overdue", any(answer.overdue for answer in answers.values())),
    )
    return {
        "text": text,
        "tooltip": last.why if last is not None else "",
        "class": next((name for name, is_set in marks if is_set), "calm"),
    }
