"""The only renderer of text that came from outside: titles, texts, names, errors, tags, notes, questions.

Everything here gives `rich.text.Text`, which knows no markup, of text that is cleaned once more: what the
database holds was cleaned when it came in, but a screen must not depend on that.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta

from rich.cells import cell_len, set_cell_size
from rich.console import Console
from rich.style import Style
from rich.text import Text

from monitor.model import Cue, Span
from monitor.tui.look import CUES, SPARKS, Look

# What clean_line acts on, as a test: most strings pass and need not be rebuilt. Combining marks and
# variation selectors change a cell's width in ways that terminals do not agree on, so they take the slow way.
_SAFE = re.compile(
    r"[ -~\u00a1-\u00ac\u00ae-\u02ff\u0370-\u0482\u048a-\u058f\u2010-\u2027\u2030-\u205e\u20a0-\u20bf"
    r"\u2190-\u23ff\u2500-\u26ff]*"
)
_CONSOLE = Console(width=400, color_system=None, force_terminal=False, emoji=False, highlight=False)
"""Only measures."""
_ZERO_WIDTH = re.compile("[\ufe00-\ufe0f\u0300-\u036f]{4,}")


def sure(value: str) -> bool:
    """Whether all terminals give a line as many cells as it has characters here."""
    return _SAFE.fullmatch(value) is not None


def plain(value: str) -> str:
    """One line that no terminal acts on."""
    if sure(value):
        return value
    from monitor.text import clean_line  # most boards need none of it

    return _ZERO_WIDTH.sub("", clean_line(value, 100_000))


def plain_lines(value: str) -> str:
    """The same with paragraphs kept."""
    from monitor.text import clean_text

    return _ZERO_WIDTH.sub("", clean_text(value))


def text(value: str, style: Style | str = "") -> Text:
    """One line of outside text."""
    return Text(plain(value), style, no_wrap=True, overflow="ellipsis", end="")


def fit(value: str, width: int) -> str:
    """Outside text in exactly `width` cells: cut with an ellipsis, or filled up."""
    value = plain(value)
    length = cell_len(value)
    if length > width:
        value = set_cell_size(value, max(width - 1, 0)).rstrip() + "…" * min(width, 1)
        length = cell_len(value)
    return value + " " * (width - length)


def cell(value: str, width: int, style: Style | str = "") -> Text:
    """A column of a table: outside text in exactly `width` cells."""
    return Text(fit(value, width), style, no_wrap=True, end="")


def right(value: str, width: int, style: Style | str = "") -> Text:
    """The same, set to the right."""
    value = plain(value)
    length = cell_len(value)
    return Text(" " * (width - length) + value if length <= width else fit(value, width), style, end="")


def join(parts: Iterable[Text | str], style: Style | str = "") -> Text:
    """Parts on one line. A str here is the program's own."""
    made = Text(style=style, no_wrap=True, overflow="ellipsis", end="")
    for part in parts:
        made.append_text(part) if isinstance(part, Text) else made.append(part)
    return made


def wrap(value: Text, width: int, *, indent: int = 0, most: int | None = None) -> list[Text]:
    """Lines of at most `width` cells; `most` lines, the last one ending in an ellipsis if there were more."""
    lines = list(value.wrap(_CONSOLE, max(width - indent, 8), tab_size=1, no_wrap=False, overflow="fold"))
    if most is not None and len(lines) > most:
        lines = lines[:most]
        last = lines[-1]
        last.rstrip()
        last.truncate(max(width - indent - 1, 1))
        last.append("…")
    if indent:
        lines = [Text(" " * indent, end="").append_text(line) for line in lines]
    for line in lines:
        line.rstrip()
        line.end = ""
    return lines


def marked(
    document: str, start: int, end: int, cues: Sequence[Cue], look: Look, style: Style | str = ""
) -> Text:
    """Characters [start, end) of a document, with the words that rules acted on set off by kind.

    The spans are those of the stored text; where cleaning would move them, the words are shown unmarked.
    """
    piece = document[start:end]
    shown = plain_lines(piece) if "\n" in piece else plain(piece)
    made = Text(shown, style, end="")
    if shown != piece:
        return made
    for cue in cues:
        low, high = max(cue.span.start, start), min(cue.span.end, end)
        if low < high:
            made.stylize(
                look(CUES.get(cue.kind, "accent"), bold=True, underline=True), low - start, high - start
            )
    return made


def quote(value: str, span: Span, cues: Sequence[Cue], look: Look) -> Text:
    """A quoted sentence in quotation marks, its cues set off; `span` is its place in the document."""
    inner = Text(plain(value), look.text, end="")
    if inner.plain == value:
        for cue in cues:
            low, high = cue.span.start - span.start, cue.span.end - span.start
            if 0 <= low < high <= len(value):
                inner.stylize(look(CUES.get(cue.kind, "accent"), bold=True, underline=True), low, high)
    if inner.plain.startswith(("“", '"', "”")):  # it quotes somebody: marks around marks only confuse
        return inner
    return Text("“", look("muted"), end="").append_text(inner).append("”", look("muted"))


def age(at: datetime | None, now: datetime) -> str:
    """How long ago in at most three cells: 5m, 3h, 12d, 9w, 2y."""
    if at is None:
        return ""
    seconds = (now - at).total_seconds()
    if seconds < 60:
        return "now"
    for size, unit in ((31_536_000, "y"), (604_800 * 9, ""), (86_400, "d"), (3_600, "h"), (60, "m")):
        if seconds >= size:
            if not unit:
                return f"{int(seconds // 604_800)}w"
            return f"{int(seconds // size)}{unit}"
    return "now"


def ago(at: datetime | None, now: datetime) -> str:
    """The same in words: "3 hours ago"."""
    if at is None:
        return "never"
    seconds = (now - at).total_seconds()
    if seconds < 60:
        return "just now"
    for size, unit in (
        (31_536_000, "year"),
        (604_800 * 9, "week"),
        (86_400, "day"),
        (3_600, "hour"),
        (60, "minute"),
    ):
        if seconds >= size:
            count = int(seconds // (604_800 if unit == "week" else size))
            return f"{count} {unit}{'' if count == 1 else 's'} ago"
    return "just now"


def clock(at: datetime, now: datetime) -> str:
    """A moment as short as it stays clear, in the machine's or the analyst's zone (that of `now`)."""
    local = at.astimezone(now.tzinfo)
    if local.date() == now.date():
        return f"{local:%H:%M}"
    if abs(now - local) < timedelta(days=300):
        return f"{local.day} {local:%b %H:%M}"
    return f"{local.day} {local:%b %Y}"


def day(at: datetime, now: datetime) -> str:
    """A day: today, yesterday, Mon 25 Nov, 25 Nov 2023."""
    local = at.astimezone(now.tzinfo)
    days = (now.date() - local.date()).days
    if days in (0, 1):
        return ("Today", "Yesterday")[days] + f", {local.day} {local:%B}"
    if local.year == now.year:
        return f"{local:%A}, {local.day} {local:%B}"
    return f"{local:%A}, {local.day} {local:%B %Y}"


LEAST = 4
"""A bar is never taller than its count is of this many: one signal is no peak."""


def spark(counts: Sequence[int], width: int) -> str:
    """Counts as a row of bars, the last `width` of them; nothing counted is a dot, so that zero is seen."""
    shown = counts[-width:]
    most = max(*shown, LEAST) if shown else LEAST
    return "".join(SPARKS[round((n / most) * (len(SPARKS) - 1))] if n else "·" for n in shown)


def sentence(words: str) -> str:
    """Outside words as a sentence: a capital letter, a full stop."""
    words = plain(words).strip()
    if not words:
        return ""
    return f"{words[0].upper()}{words[1:]}{'' if words[-1] in '.!?…”' else '.'}"


def count(number: int, one: str, many: str = "") -> str:
    """ "1 change", "3 changes"."""
    return f"{number:,} {one if number == 1 else many or one + 's'}"
