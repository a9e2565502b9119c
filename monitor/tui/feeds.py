"""The feeds and how they are: the fields of rule 16 of docs/polling.md."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import datetime
from typing import ClassVar

from rich.cells import cell_len
from rich.text import Text
from textual import on
from textual.app import ComposeResult

from monitor.feeds.health import Condition, Health, health, health_words
from monitor.feeds.state import state_of
from monitor.model import Feed
from monitor.tui import cells, keys, panes
from monitor.tui.filtered import Filtered
from monitor.tui.look import Glyph, Look
from monitor.tui.rows import Row, Rows

CONDITIONS = {
    Condition.NEW: Glyph("○", "not asked yet", "muted"),
    Condition.WELL: Glyph("●", "well", "success"),
    Condition.SILENT: Glyph("◌", "silent", "warning"),
    Condition.FAILING: Glyph("✕", "failing", "error"),
    Condition.RETIRED: Glyph("■", "retired", "muted"),
    Condition.OFF: Glyph("–", "off", "muted"),
}
"""One sign and one word a condition."""

_FIRST = (Condition.FAILING, Condition.SILENT, Condition.RETIRED)
"""Conditions that are listed before the rest: what needs a look comes first."""


class FeedsPage(Filtered):
    """One row a feed; those in trouble first."""

    SCOPE = "feeds"
    NAME = "Feeds"
    BINDINGS: ClassVar = keys.bindings("feeds")
    FILTER_HINT = "words of the name, the tier, the condition"

    def __init__(self, words: str = "") -> None:
        """`words`: a filter to begin with."""
        super().__init__(words)
        self._counts: dict[Condition, int] = {}

    def body(self) -> ComposeResult:
        """One list."""
        yield Rows(id="feeds", empty=self._empty)

    def heading(self) -> Text:
        """How many are in which condition."""
        made = Text(f"{self.NAME}  ", self.look("text"), end="")
        for condition, count in self._counts.items():
            glyph = CONDITIONS[condition]
            made.append(f"{glyph.sign} {count} {glyph.word}  ", self.look(glyph.style))
        return made

    def reload(self) -> None:
        """All anew; nothing moves."""
        session = self.monitor.session
        config, now = session.config, session.now()
        states = session.store.feeds.states()
        feeds = config.feeds if config is not None else ()
        listed = [(feed, health(state_of(feed, states.get(feed.name)), feed, now)) for feed in feeds]
        self._counts = {c: sum(h.condition is c for _, h in listed) for c in Condition}
        self._counts = {condition: count for condition, count in self._counts.items() if count}
        listed = [(feed, report) for feed, report in listed if self._holds(feed, report)]
        listed.sort(key=lambda pair: pair[1].condition not in _FIRST)
        minute = f"{now:%H:%M}"
        longest = max((cell_len(feed.name) for feed, _ in listed), default=0)
        self.main.show(
            [
                Row(
                    feed.name, (feed, report, minute, longest), _drawn(feed, report, now, longest), lines=None
                )
                for feed, report in listed
            ]
        )

    def _holds(self, feed: Feed, report: Health) -> bool:
        return self.words_in(feed.name, feed.tier, feed.url, CONDITIONS[report.condition].word)

    @on(Rows.Opened)
    def _opened(self, event: Rows.Opened) -> None:
        from monitor.tui.archive import ArchivePage

        self.monitor.push_screen(ArchivePage(f'feed:"{event.key}"'))

    def _empty(self, width: int, look: Look) -> Sequence[Text]:
        words = (
            "No feed matches the filter. esc clears it."
            if self.filter_words
            else "There are no feeds yet: `monitor feeds add URL` finds a site's feed."
        )
        return panes.paragraph(words, width, look)


def _drawn(feed: Feed, report: Health, now: datetime, longest: int) -> Callable[[int, Look], Sequence[Text]]:
    """How a feed is drawn; `longest`: cells of the longest name, beside which the columns stand."""

    def drawn(width: int, look: Look) -> list[Text]:
        glyph = CONDITIONS[report.condition]
        rate = "" if report.per_week is None else f"{report.per_week:g} a week"
        narrow = width < 70
        name = max(min(width - 2 - 14 - 14 - (0 if narrow else 13) - 5, longest + 4), 14)
        head = Text(no_wrap=True, end="")
        head.append(f"{glyph.sign} ", look(glyph.style))
        head.append_text(cells.cell(feed.name, name - 1, look("text", bold=True))).append(" ")
        head.append(cells.fit(glyph.word, 14), look(glyph.style))
        head.append_text(
            cells.cell(feed.tier + (f" {feed.reliability}" if feed.reliability else ""), 14, look("muted"))
        )
        if not narrow:
            head.append_text(cells.right(rate, 13, look("muted")))
        head.append_text(cells.right(cells.age(report.last_success, now), 5, look("muted")))
        made = [head]
        troubled = report.condition in (Condition.FAILING, Condition.SILENT, Condition.RETIRED)
        words = _words(report, now)
        if words:
            style = look(glyph.style if troubled else "muted")
            made.extend(cells.wrap(Text(cells.plain(words), style), width, indent=4))
        if report.last_success is not None and troubled:
            heard = f"last heard {cells.ago(report.last_success, now)}"
            made.extend(cells.wrap(Text(heard, look("muted")), width, indent=4))
        if report.next_at is not None:
            coming = f"next {cells.clock(report.next_at, now)}: {cells.plain(report.why)}"
            made.extend(cells.wrap(Text(coming, look("faint")), width, indent=4, most=2))
        return made

    return drawn


def _words(report: Health, now: datetime) -> str:
    """How it is doing, moments in the analyst's zone; empty where the condition's own word says it all."""
    if report.condition is Condition.NEW:
        return ""
    if report.condition is Condition.FAILING and report.failing_since is not None:
        return f"failing since {cells.clock(report.failing_since, now)}: {report.result}"
    return health_words(report, now)
