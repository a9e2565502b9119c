"""Words that every format of the digest shares."""

from __future__ import annotations

from datetime import datetime

from monitor.board.words import days_words, value_words
from monitor.digest.report import Digest
from monitor.digest.window import Window
from monitor.model import Answer, Basis

HOW = (
    "Items of the configured feeds were read by fixed rules, without a language model; each status, date and "
    "number rests on the quoted words. “Confirmed” means that the body that decides said it on the record; "
    "“reported” that others say so. Copies of one story count as one source. No page has been archived: "
    "links lead to what publishers show now."
)


def moment_words(moment: datetime, window: Window) -> str:
    """A moment on the desk's clock: "8 Nov 2024 12:05"."""
    local = window.local(moment)
    return f"{local.day} {local:%b %Y %H:%M}"


def feeds_words(digest: Digest) -> str:
    """How many feeds were heard: "12 read, 1 failed, 0 silent"."""
    counts = {
        state: len(digest.heard(state)) for state in ("read", "failed", "silent", "not asked", "archive")
    }
    always = ("read", "failed", "silent") if counts["archive"] == 0 else ()
    named = {"archive": "from an archive"}
    said = [f"{n} {named.get(state, state)}" for state, n in counts.items() if n or state in always]
    return ", ".join(said)


def moved_words(before: Answer | None, after: Answer) -> tuple[str, str]:
    """The two sides of a change; an empty first side where nothing was known.

    Where the value itself stays, the sides say what else moved: the basis, or a mark.
    """
    new = value_words(after)
    if before is None:
        return "", new
    old = value_words(before)
    if old != new:
        return old, new
    if before.basis is not after.basis:
        return f"{old}, {before.basis or 'nothing known'}", f"{new}, {after.basis or 'nothing known'}"
    if before.overdue is not after.overdue:
        return (old, f"{new}, overdue") if after.overdue else (f"{old}, overdue", f"{new}, no longer overdue")
    if bool(before.contested) is not bool(after.contested):
        return (
            (old, f"{new}, contested")
            if after.contested
            else (f"{old}, contested", f"{new}, no longer contested")
        )
    if before.days != after.days:
        return _dated(old, before), _dated(new, after)
    return old, f"{new}, in other words"


def _dated(words: str, answer: Answer) -> str:
    return f"{words}, {days_words(answer.days)}" if answer.days else f"{words}, undated"


def basis_words(answer: Answer) -> str:
    """What the answer rests on, in words that a careful reader would accept."""
    if answer.basis is Basis.ANALYST:
        return "set by the analyst"
    if answer.basis is Basis.CONFIRMED:
        return "confirmed by those who decide" + (", and contested" if answer.contested else "")
    count = max(answer.sources, 1)
    source = "one source" if count == 1 else f"{number_words(count)} independent sources"
    return f"reported by {source}, not confirmed" + (", and contested" if answer.contested else "")


_NUMBERS = (
    "no",
    "one",
    "two",
    "three",
    "four",
    "five",
    "six",
    "seven",
    "eight",
    "nine",
    "ten",
    "eleven",
    "twelve",
)


def number_words(n: int) -> str:
    """A small number in words, as sentences have it."""
    return _NUMBERS[n] if n < len(_NUMBERS) else str(n)
