"""The digest of a day, of seven, or since the last one, as it would be sent, and written with one key."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta
from functools import partial
from typing import TYPE_CHECKING, ClassVar

from rich.text import Text
from textual.app import ComposeResult

from monitor.tui import cells, draw, keys, panes
from monitor.tui.look import Look
from monitor.tui.page import Page
from monitor.tui.rows import Row, Rows

if TYPE_CHECKING:
    from monitor.digest import Digest, Window
    from monitor.pipeline import Pipeline
    from monitor.store import Store


DAY, WEEK, SINCE = "day", "week", "since"
SPANS = (DAY, WEEK, SINCE)
"""What the report may cover, in the order in which a key goes through it."""
RULES = "=-~"
"""What underlines the report's headings, by their level."""
READABLE = 100
"""The most cells of a line of the report."""


class DigestPage(Page):
    """One report; [ and ] go to the day before and after."""

    SCOPE = "digest"
    NAME = "Digest"
    BINDINGS: ClassVar = keys.bindings("digest")

    def __init__(self) -> None:
        super().__init__()
        self._day: date | None = None  # None: today
        self._span = DAY
        self._digest: Digest | None = None

    def body(self) -> ComposeResult:
        """The report's lines."""
        yield Rows(id="digest", empty=self._empty)

    @property
    def day(self) -> date:
        """The day that is shown."""
        return self._day or self.monitor.session.now().date()

    def heading(self) -> Text:
        """What the report covers."""
        day = f"{self.day:%A}, {self.day.day} {self.day:%B %Y}"
        covers = {DAY: f"of {day}", WEEK: f"of the seven days to {day}", SINCE: "since the last one"}
        return Text(f"Digest {covers[self._span]}", self.look("text"), end="")

    def reload(self) -> None:
        """Make the report behind the screen; it may take some hundred milliseconds."""
        self.run_worker(self._make(self.day, self._span), group="digest", exclusive=True)

    async def _make(self, day: date, span: str) -> None:
        session = self.monitor.session
        if session.config is None:
            await session.write(lambda _: None)
        config = session.config
        if config is None:
            return

        def job(store: Store) -> Digest:
            from monitor.digest import make_digest
            from monitor.digest.daily import since_last

            if span == SINCE:
                return make_digest(store, config, since_last(store, config, session.clock.now()))
            return make_digest(store, config, day - timedelta(days=6) if span == WEEK else day, day)

        self._digest = await session.aside(job)
        self._show(self._digest)

    def _show(self, digest: Digest) -> None:
        from monitor.digest.outline import PLAIN, render

        unwrapped = replace(
            PLAIN,
            heading=lambda level, title: f"{title}\n{RULES[level - 1] * max(len(title), 3)}",
            paragraph=str,
            entry=lambda mark, words: f"{mark} {words}",
            quote=lambda paragraphs: "\n".join(f"    {words}" for words in paragraphs),
        )
        rows: list[Row] = []
        lines = render(digest, unwrapped).splitlines()
        for place, line in enumerate(lines):
            under = lines[place + 1] if place + 1 < len(lines) else ""
            level = next((n for n, mark in enumerate(RULES, 1) if _is_rule(under, mark)), 0)
            if any(_is_rule(line, mark) for mark in RULES):
                continue
            if not line and (_is_heading(lines, place + 1) or not under):
                continue
            rows.append(Row(place, (line, level), partial(_drawn, line, level), lines=None))
        self.main.show(rows)
        self.show_lines()

    def action_next_item(self) -> None:
        """The day after."""
        self._go(1)

    def action_previous_item(self) -> None:
        """The day before."""
        self._go(-1)

    def action_span(self) -> None:
        """The next of what it may cover."""
        self._span = SPANS[(SPANS.index(self._span) + 1) % len(SPANS)]
        self._anew()

    def _go(self, days: int) -> None:
        if self._span == SINCE:
            self.monitor.say("It covers all since the last one: p goes back to days.")
            return
        day = self.day + timedelta(days=days)
        if day > self.monitor.session.now().date():
            self.monitor.say("That day has not come yet.")
            return
        self._show_day(day)

    def _show_day(self, day: date) -> None:
        self._day = day
        self._span = DAY if self._span == SINCE else self._span
        self._anew()

    def _anew(self) -> None:
        self.main.show([])
        self.reload()
        self.show_lines()

    def action_day(self) -> None:
        """The report of another day."""
        from monitor.tui.prompts import Completed, DayPrompt

        def given(done: Completed | None) -> None:
            if done is not None:
                self._span = WEEK if self._span == WEEK else DAY
                self._show_day(date.fromisoformat(done.value))

        self.app.push_screen(DayPrompt(self.day, self.monitor.session.now().date()), given)

    def action_write_digest(self) -> None:
        """Write the report in each configured format."""
        digest, config = self._digest, self.monitor.session.config
        if digest is None or config is None:
            self.monitor.say("The report is still being made.")
            return

        from monitor.digest.files import put
        from monitor.digest.template import TemplateUseError

        folder = config.digest.folder or config.path.parent / "digests"
        try:
            written = put(digest, config.digest, folder)
        except TemplateUseError as error:
            self.monitor.say(str(error), "error")
            return
        except OSError as error:
            self.monitor.say(f"The digest could not be written to {folder}: {error.strerror}", "error")
            return
        if digest.window.ends is not None:
            self.run_worker(self.monitor.session.write(partial(_remember, window=digest.window)))
        self.monitor.say(f"written: {', '.join(str(path) for path in written)}")

    def _empty(self, width: int, look: Look) -> Sequence[Text]:
        return panes.paragraph("Making the report …", width, look)


def _remember(pipeline: Pipeline, window: Window) -> None:
    from monitor.digest.daily import remember

    remember(pipeline.store, window)


def _is_heading(lines: Sequence[str], place: int) -> bool:
    """Whether a line is underlined: headings bring their own space."""
    under = lines[place + 1] if place + 1 < len(lines) else ""
    return any(_is_rule(under, mark) for mark in RULES)


def _is_rule(line: str, mark: str) -> bool:
    return len(line) > 2 and not line.strip(mark)


def _drawn(line: str, level: int, width: int, look: Look) -> list[Text]:
    if level == 1:
        return [Text(""), Text(cells.plain(line), look("primary", bold=True), end="")]
    if level == 2:
        return draw.heading(line, width, look)
    if level == 3:
        return [Text(""), *cells.wrap(Text(cells.plain(line), look("text", bold=True)), width)]
    words = line.lstrip()
    indent = min(len(line) - len(words), width // 3)
    mark, words = ("- ", words[2:]) if words.startswith("- ") else ("", words)
    style = look("muted") if mark or words.startswith(("—", "Confidence")) else look("text")
    lines = cells.wrap(Text(cells.plain(words), style), min(width, READABLE), indent=indent + len(mark)) or [
        Text("")
    ]
    if mark:
        lines[0] = cells.join([" " * indent, Text(mark, style), lines[0][indent + len(mark) :]])
    return lines
