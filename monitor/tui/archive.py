"""Everything stored: lines straight from the database, narrowed by a typed filter."""

from __future__ import annotations

from array import array
from collections import OrderedDict
from collections.abc import Collection, Hashable, Sequence
from dataclasses import replace
from datetime import datetime
from functools import partial
from typing import ClassVar

from rich.cells import cell_len
from rich.text import Text
from textual import on
from textual.app import ComposeResult

from monitor.model import TagKind
from monitor.store import Store
from monitor.store.archive import ORDERS, Filter, ItemRow, parse_filter, read_ids, search_words
from monitor.tui import cells, draw, keys, panes
from monitor.tui.acts import Acts
from monitor.tui.export import item_records
from monitor.tui.filtered import Filtered
from monitor.tui.hits import Hits
from monitor.tui.look import Look
from monitor.tui.rows import Row, Rows
from monitor.tui.session import Session
from monitor.tui.target import Target

WINDOW = 64
"""Lines read together around the one that is looked at."""
KEPT = 40
"""Windows kept in memory."""
FIRST = 400
"""Lines known before the first picture; the places of the rest come behind it."""


class Found:
    """The items of a filter as rows: their places are held, their lines are read as they are looked at."""

    lines = 1

    def __init__(
        self,
        session: Session,
        ids: Sequence[int],
        now: datetime,
        *,
        words: Sequence[str] = (),
        handled: Collection[int] = (),
    ) -> None:
        """`words` are set off in the titles; `handled` items are dimmed."""
        self._session, self.ids, self._now = session, array("q", ids), now
        self._hits, self._handled = Hits(words), handled
        self._asked: tuple[Hashable, int | None] = (None, None)
        self._windows: OrderedDict[int, dict[int, ItemRow]] = OrderedDict()

    def __len__(self) -> int:
        return len(self.ids)

    def key(self, index: int) -> int:
        """The item's id."""
        return self.ids[index]

    def index(self, key: Hashable) -> int | None:
        """Where an item stands."""
        if self._asked[0] != key:
            try:
                self._asked = (key, self.ids.index(key) if isinstance(key, int) else None)
            except ValueError:
                self._asked = (key, None)
        return self._asked[1]

    def item(self, index: int) -> ItemRow | None:
        """The line at a place; None where the item has gone meanwhile."""
        start = index - index % WINDOW
        if start not in self._windows:
            self._windows[start] = dict(self._session.items(list(self.ids[start : start + WINDOW])))
            while len(self._windows) > KEPT:
                self._windows.popitem(last=False)
        return self._windows[start].get(self.ids[index])

    def row(self, index: int) -> Row:
        """The row at a place."""
        item, now, hits = self.item(index), self._now, self._hits
        done = self.ids[index] in self._handled
        return Row(
            self.ids[index],
            item,
            lambda width, look: [item_line(item, now, width, look, hits=hits, handled=done)],
        )


def item_line(
    item: ItemRow | None, now: datetime, width: int, look: Look, *, hits: Hits, handled: bool = False
) -> Text:
    """One line: when, outlet, title, what it says, tags; dimmed where it has been judged."""
    if item is None:
        return Text("…", look("muted"), end="")
    outlet = min(max(width // 6, 10), 24)
    says = min(max(width // 5, 12), 34) if width >= 56 else 0
    tags = draw.tag_words(item.tags, look, short=True)
    done = handled or any(tag.kind in (TagKind.NOISE, TagKind.RELEVANT) for tag in item.tags)
    title_style = look("faint" if done else "text" if item.topics else "muted")
    room = width - 6 - outlet - 1 - says - (tags.cell_len + 1 if tags.cell_len else 0)
    extra = f" ×{item.copies}" if item.copies > 1 else ""
    edited = " (edited)" if item.revision > 1 else ""
    made = Text(no_wrap=True, end="")
    made.append_text(cells.right(cells.age(item.at, now), 4, look("muted"))).append("  ")
    made.append_text(cells.cell(item.feed, outlet, look("secondary"))).append(" ")
    made.append_text(hits.set_off(cells.cell(item.title + edited + extra, max(room, 8), title_style)))
    if tags.cell_len:
        made.append(" ").append_text(tags)
    if says:
        other = ("possibly related",) if item.possible else item.topics
        words = whole_words(item.says or other, says - 1)
        made.append_text(cells.right(words, says, look("primary" if item.says else "faint")))
    return made


def whole_words(words: Sequence[str], room: int) -> str:
    """As many words as there is room for, and how many more there are; one alone is cut where it must be."""
    for shown in range(len(words), 0, -1):
        more = f" +{len(words) - shown}" if shown < len(words) else ""
        made = ", ".join(cells.plain(word) for word in words[:shown]) + more
        if cell_len(made) <= room:
            return made
    return cells.fit(words[0], room).rstrip() if words else ""


def _ids(wanted: Filter, store: Store) -> Sequence[int]:
    return read_ids(store.connection, wanted)


class ArchivePage(Acts, Filtered):
    """Everything, newest first."""

    SCOPE = "archive"
    NAME = "Everything"
    BINDINGS: ClassVar = keys.bindings("archive")
    FILTER_HINT = "words, feed: tier: topic: question: tag: (none) status: since: until:"

    def __init__(self, words: str = "") -> None:
        """`words`: a filter to begin with."""
        super().__init__(words)
        self._wrong = ""
        self._found: Found | None = None
        self._count = 0
        self._complete = True
        self._listed: Filter | None = None  # the filter that the list is of
        self._reading = False
        self._again = False
        self._order = 0
        self._handled: set[int] = set()  # judged since the filter was typed: they stay, dimmed

    def body(self) -> ComposeResult:
        """One list."""
        yield Rows(id="archive", empty=self._empty)

    def heading(self) -> Text:
        """How many there are, of which filter."""
        count = f"{self._count:,} items" + ("" if self._complete else " …")
        count += f" by {tuple(ORDERS)[self._order]}" if self._order else ""
        if self._wrong:
            return cells.text(self._wrong, self.look("error"))
        return self.filtered_heading(count)

    def _filter(self) -> Filter:
        try:
            made = parse_filter(self.filter_words, self.monitor.session.now())
        except ValueError as error:
            self._wrong = str(error)
            return Filter()
        self._wrong = ""
        return replace(made, order=tuple(ORDERS)[self._order])

    def reload(self) -> None:
        """The first lines at once; the places of the rest behind the picture.

        A list that is shown in full is replaced in full, so that the row under the cursor never goes.
        """
        wanted = self._filter()
        if wanted != self._listed:
            self._handled.clear()
        if self._order:
            self._complete, self._listed = False, wanted
        elif wanted != self._listed or self._count < FIRST:
            first = self.monitor.session.page(wanted, None, FIRST)
            complete = len(first) < FIRST
            if complete or wanted != self._listed:
                self._complete, self._listed = complete, wanted
                self._show([place.id for place in first])
            if complete:
                return
        self._again = self._reading
        if not self._reading:
            self._reading = True
            self.run_worker(self._rest(), group="archive")

    async def _rest(self) -> None:
        """Read the places of all; once more where the database has moved meanwhile."""
        try:
            while True:
                self._again = False
                wanted = self._filter()
                ids = await self.monitor.session.aside(partial(_ids, wanted))
                if self._listed == wanted:
                    self._complete = True
                    self._show(ids)
                if not self._again:
                    return
        finally:
            self._reading = False

    def _show(self, ids: Sequence[int]) -> None:
        ids = self._with_handled(ids)
        self._count = len(ids)
        self._found = Found(
            self.monitor.session,
            ids,
            self.monitor.session.now(),
            words=search_words(self._listed.words if self._listed is not None else ""),
            handled=self._handled,
        )
        self.main.show_source(self._found)
        self.show_lines()

    def _with_handled(self, ids: Sequence[int]) -> Sequence[int]:
        """With what has just been judged where it stood, though the filter no longer holds of it."""
        if self._found is None or self._listed is None or not (self._handled and self._listed.tag):
            return ids
        gone = self._handled - set(ids)
        if not gone:
            return ids
        made, before = array("q", ids), self._found.ids
        for place, id_ in enumerate(before):
            if id_ in gone:
                ahead = made.index(before[place - 1]) + 1 if place else 0
                made.insert(ahead, id_)
        return made

    def action_sort(self) -> None:
        """The next order."""
        self._order = (self._order + 1) % len(ORDERS)
        self.reload()
        self.show_lines()

    def action_export(self) -> None:
        """Write what is listed to a file."""
        found = self._found
        if found is not None:
            ids = found.ids
            self.export("items", len(ids), lambda store: item_records(store, ids))

    def _apply(self, targets: Sequence[Target], kind: TagKind, value: str = "") -> None:
        items = [target.item for target in targets if target.item is not None]
        self._handled.update(items)
        for item in items:  # dimmed at once: the verdict may have to wait for a round that is being stored
            self.main.redraw_row(item)
        super()._apply(targets, kind, value)

    def target_of(self, key: Hashable) -> Target | None:
        """The item."""
        place = self._found.index(key) if self._found is not None else None
        item = self._found.item(place) if self._found is not None and place is not None else None
        if item is None:
            return None
        return Target(item.id, title=item.title, link=item.link, feed=item.feed, at=item.at)

    @on(Rows.Opened)
    def _opened(self, event: Rows.Opened) -> None:
        if isinstance(event.key, int):
            words = self._listed.words if self._listed is not None else ""
            self.monitor.show_item(event.key, self._walk, search_words(words))

    def _walk(self, step: int) -> int | None:
        """Moves the cursor and gives the item that it comes to."""
        before = self.main.cursor_key
        self.main.move_to(step)
        key = self.main.cursor_key
        return key if isinstance(key, int) and key != before else None

    def _empty(self, width: int, look: Look) -> Sequence[Text]:
        if self.filter_words:
            return panes.paragraph(
                "Nothing stored matches the filter. esc clears it, / changes it.", width, look
            )
        return panes.paragraph(
            "Nothing is stored yet. f shows how the feeds are, r polls them now.", width, look
        )
