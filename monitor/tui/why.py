"""The whole reasoning on an item: why it matched, what each rule read, which readings were given up."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Hashable, Sequence
from typing import TYPE_CHECKING, ClassVar

from rich.text import Text
from textual.app import ComposeResult

from monitor.tui import cells, draw, keys, panes
from monitor.tui.acts import Acts
from monitor.tui.look import CUES, Look
from monitor.tui.rows import Row, Rows
from monitor.tui.target import Target

if TYPE_CHECKING:
    from monitor.explain import Passage, Section
    from monitor.model import Item


class WhyPage(Acts):
    """One item, section by section."""

    SCOPE = "why"
    NAME = "Why"
    BINDINGS: ClassVar = keys.bindings("why")

    def __init__(self, item_id: int) -> None:
        super().__init__()
        self.item_id = item_id
        self._item: Item | None = None

    def body(self) -> ComposeResult:
        """One list."""
        yield Rows(id="why", empty=self._empty)

    def heading(self) -> Text:
        """The item."""
        title = self._item.title if self._item is not None else ""
        return cells.join([Text("why: ", self.look("muted")), cells.text(title, self.look("text"))])

    def reload(self) -> None:
        """Read the item again, with every rule telling what it did, behind the screen."""
        view = self.monitor.session.item(self.item_id)
        self._item = view.item if view is not None else None
        self.run_worker(self._explain(), group="why", exclusive=True)

    async def _explain(self) -> None:
        item, session = self._item, self.monitor.session
        if session.config is None:
            await session.write(lambda _: None)  # the configuration comes with the writer
        config = session.config
        feed = (
            next((feed for feed in config.feeds if item and feed.name == item.feed), None) if config else None
        )
        if item is None or config is None or feed is None:
            self.main.show([])
            return

        def job() -> tuple[Section, ...]:
            from monitor.explain import explain
            from monitor.reading.read import Reader

            return explain(item, Reader(config).read(item, feed), config)

        sections = await asyncio.to_thread(job)
        rows = [
            Row(("section", place), section, _drawn(section), lines=None)
            for place, section in enumerate(sections)
        ]
        self.main.show(rows)
        self.show_lines()

    def target_of(self, key: Hashable) -> Target | None:
        """The item."""
        item = self._item
        if item is None:
            return None
        return Target(item.id, title=item.title, link=item.link, feed=item.feed, at=item.at)

    def _empty(self, width: int, look: Look) -> Sequence[Text]:
        words = "Reading the item again …" if self._item else "This item is not stored. esc goes back."
        return panes.paragraph(words, width, look)


def _drawn(section: Section) -> Callable[[int, Look], Sequence[Text]]:
    def drawn(width: int, look: Look) -> list[Text]:
        made = list(draw.heading(section.heading, width, look))
        if section.says:
            made.extend(cells.wrap(Text(cells.plain(section.says), look("text", bold=True)), width, indent=2))
        if section.passage is not None:
            made.extend(cells.wrap(_passage(section.passage, look), width, indent=2))
        for line in section.lines:
            made.extend(cells.wrap(Text(cells.plain(line), look("text")), width, indent=2))
        for line in section.discarded:
            made.extend(cells.wrap(Text(f"not: {cells.plain(line)}", look("muted")), width, indent=2))
        return made

    return drawn


def _passage(passage: Passage, look: Look) -> Text:
    made = Text(cells.plain(passage.text), look("text"))
    if made.plain == passage.text:
        for start, end, kind in passage.marks:
            made.stylize(look(CUES.get(kind, "accent"), bold=True, underline=True), start, end)
    return Text("“", look("muted")).append_text(made).append("”", look("muted"))
