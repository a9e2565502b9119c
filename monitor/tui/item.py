"""One item in full: what it says, the analyst's tags, the text with the words that counted, copies,
revisions."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Sequence
from datetime import datetime
from typing import ClassVar

from rich.text import Text
from textual import on
from textual.app import ComposeResult

from monitor.model import Cue, TagKind
from monitor.store.archive import ItemView, Revision
from monitor.store.evidence import EvidenceRow
from monitor.tui import cells, draw, keys, panes
from monitor.tui.acts import Acts
from monitor.tui.hits import Hits
from monitor.tui.look import TIERS, Look
from monitor.tui.revised import difference
from monitor.tui.rows import Row, Rows
from monitor.tui.target import Target

Walk = Callable[[int], int | None]


class ItemPage(Acts):
    """All that is known of an item, as one list: paragraphs and signals can each be stood on."""

    SCOPE = "item"
    NAME = "Item"
    BINDINGS: ClassVar = keys.bindings("item")

    def __init__(self, item_id: int, walk: Walk | None = None, words: Sequence[str] = ()) -> None:
        """`walk`: moves the list that this was opened from, and gives the item it comes to; `words`: of the
        search that found it."""
        super().__init__()
        self._hits = Hits(words)
        self.item_id = item_id
        self._walk = walk
        self._view: ItemView | None = None

    def body(self) -> ComposeResult:
        """One list."""
        yield Rows(id="item", empty=self._empty)

    def heading(self) -> Text:
        """The outlet."""
        if self._view is None:
            return Text("Item", self.look("text"))
        return cells.text(self._view.item.feed, self.look("text"))

    def reload(self) -> None:
        """Everything anew; nothing moves."""
        self._view = view = self.monitor.session.item(self.item_id)
        if view is None:
            self.main.show([])
            return
        now = self.monitor.session.now()
        rows = [
            Row(
                ("head", 0),
                (view.item, view.tags, now.date()),
                lambda w, look: _head(view, now, w, look, self._hits),
                None,
            )
        ]
        rows.extend(self._signals(view, now))
        rows.extend(_paragraphs(view, self._hits))
        rows.extend(_notes(view, now))
        rows.extend(_matches(view))
        rows.extend(_copies(view, now))
        rows.extend(_revisions(view, now))
        self.main.show(rows)

    def _signals(self, view: ItemView, now: datetime) -> list[Row]:
        if not view.signals:
            return []
        note = cells.count(len(view.signals), "signal")
        rows = [_still(("says", 0), note, lambda w, look: draw.heading("What it says", w, look, note=note))]
        rows.extend(
            Row(("signal", signal.id), (signal, now.date()), _signal_drawn(signal), lines=None)
            for signal in view.signals
        )
        return rows

    # --- keys -------------------------------------------------------------------------------------------

    def target_of(self, key: Hashable) -> Target | None:
        """The item; on a signal that signal; on a paragraph its words; on a copy that copy."""
        view = self._view
        if view is None or not isinstance(key, tuple):
            return None
        kind, value = key
        item = view.item
        if kind == "signal":
            return next((panes.target_of(s) for s in view.signals if s.id == value), None)
        if kind == "copy":
            found = next(((feed, title, at) for id_, feed, title, at in view.copies if id_ == value), None)
            return Target(value, title=found[1], feed=found[0], at=found[2]) if found else None
        quote = item.text.split("\n")[value] if kind == "text" else ""
        key_ = view.signals[0].key if view.signals else ""
        return Target(item.id, None, key_, item.title, item.link, quote, item.feed, item.at)

    @on(Rows.Opened)
    def _opened(self, event: Rows.Opened) -> None:
        if not isinstance(event.key, tuple):
            return
        kind, value = event.key
        if kind == "copy":
            self.monitor.show_item(value, None)
        elif kind == "signal":
            target = self.target_of(event.key)
            if target is not None:
                self.monitor.show_question(target.key, None)
        else:
            self.action_why()

    def action_next_item(self) -> None:
        """The next item of the list."""
        self._step(1)

    def action_previous_item(self) -> None:
        """The one before."""
        self._step(-1)

    def _step(self, step: int) -> None:
        item_id = self._walk(step) if self._walk is not None else None
        if item_id is None:
            self.monitor.say("No more items that way.")
            return
        self.item_id = item_id
        self.main.show([])
        self.reload()
        self.main.scroll_to(y=0, animate=False, immediate=True)
        self.show_lines()

    def _empty(self, width: int, look: Look) -> Sequence[Text]:
        return panes.paragraph("This item is not stored. esc goes back.", width, look)


def _still(key: Hashable, value: Hashable, drawn: Callable[[int, Look], Sequence[Text]]) -> Row:
    return Row(key, value, drawn, lines=None, chosen=False)


def _head(view: ItemView, now: datetime, width: int, look: Look, hits: Hits) -> list[Text]:
    """Title, outlet, moments, tags."""
    item = view.item
    made = [Text("")]
    cues = [cue for match in view.matches for cue in match.words]
    title = cells.marked(item.document, 0, len(item.title), cues, look, look("text", bold=True))
    made.extend(cells.wrap(hits.set_off(title), width))
    line = cells.join(
        [cells.text(item.feed, look("text")), Text(f" · {TIERS.get(view.tier, 'other')}", look("muted"))]
    )
    grade = draw.grade_of(view.reliability, view.tags)
    if grade:
        line.append(f" · {grade}", look("secondary"))
    if item.authors:
        line.append(" · ", look("muted")).append_text(cells.text(", ".join(item.authors), look("muted")))
    made.extend(cells.wrap(line, width))
    at = item.published or item.at
    words = f"published {cells.clock(at, now)} · seen {cells.clock(item.first_seen, now)}"
    if item.revision > 1:
        words += f" · revision {item.revision}"
    if len(view.feeds) > 1:
        words += f" · carried by {', '.join(cells.plain(name) for name in view.feeds)}"
    made.extend(cells.wrap(Text(words, look("muted")), width))
    if item.link:
        made.append(cells.text(item.link, look("primary")))
        made[-1].truncate(width, overflow="ellipsis")
    tags = draw.tag_words([tag for tag in view.tags if tag.signal is None], look)
    if tags.plain:
        tags = tags[1:]
        made.extend(cells.wrap(tags, width))
    return made


def _signal_drawn(signal: EvidenceRow) -> Callable[[int, Look], Sequence[Text]]:
    def drawn(width: int, look: Look) -> list[Text]:
        head = draw.signal_words(signal, look, struck=any(t.kind is TagKind.DISPUTE for t in signal.tags))
        head.append("  ").append_text(cells.text(draw.named(signal.ask, signal.about), look("text")))
        own = [tag for tag in signal.tags if tag.signal is not None]
        head.append_text(draw.tag_words(own, look))
        head.truncate(width, overflow="ellipsis")
        quote = cells.quote(signal.quote, signal.span, signal.cues, look)
        return [
            head,
            *cells.wrap(quote, width, indent=2),
            *cells.wrap(draw.source_words(signal, look), width, indent=2),
        ]

    return drawn


def _paragraphs(view: ItemView, hits: Hits) -> list[Row]:
    """The text, each paragraph a row; the words that counted are set off."""
    item = view.item
    if not item.text:
        words = "The feed gave no text; o opens the page."
        return [_still(("no text", 0), words, lambda w, look: [Text(""), *panes.paragraph(words, w, look)])]
    cues = [cue for signal in view.signals for cue in signal.cues]
    cues += [cue for match in view.matches for cue in match.words]
    rows = [_still(("text", -1), "", lambda w, look: draw.heading("Text", w, look))]
    start = len(item.title) + 1
    for number, part in enumerate(item.text.split("\n")):
        end = start + len(part)
        inside = [c for c in cues if start <= c.span.start < end]
        drawn = _paragraph(item.document, start, end, inside, hits)
        rows.append(Row(("text", number), (part, tuple(cues)), drawn, lines=None))
        start = end + 1
    return rows


def _paragraph(
    document: str, start: int, end: int, cues: Sequence[Cue], hits: Hits
) -> Callable[[int, Look], Sequence[Text]]:
    return lambda width, look: cells.wrap(
        hits.set_off(cells.marked(document, start, end, cues, look, look("text"))), min(width, 100)
    )


def _notes(view: ItemView, now: datetime) -> list[Row]:
    notes = [tag for tag in view.tags if tag.kind is TagKind.NOTE]
    if not notes:
        return []
    rows = [
        _still(("notes", 0), len(notes), lambda w, look: draw.heading("Notes", w, look, style="secondary"))
    ]
    rows.extend(
        Row(("note", tag.id), tag, _note(tag.value, cells.clock(tag.at, now)), lines=None) for tag in notes
    )
    return rows


def _note(value: str, at: str) -> Callable[[int, Look], Sequence[Text]]:
    def drawn(width: int, look: Look) -> list[Text]:
        made: list[Text] = []
        for part in cells.plain_lines(value).split("\n"):
            made.extend(cells.wrap(Text(part, look("text")), width))
        return [*made, Text(at, look("muted"))]

    return drawn


def _matches(view: ItemView) -> list[Row]:
    rows = [
        _still(
            ("why", 0),
            len(view.matches),
            lambda w, look: draw.heading("Why it is here", w, look, note="w: all of it"),
        )
    ]
    if not view.matches:
        words = "It is on no topic: kept, searchable, and without a vote."
        return [*rows, _still(("no match", 0), words, lambda w, look: panes.paragraph(words, w, look))]
    for match in view.matches:
        words = f"{cells.plain(match.topic)}: {cells.plain(match.why)}" + (
            " Possibly on the topic: shown, without a vote." if match.grade == "possible" else ""
        )
        rows.append(_still(("match", match.topic), words, _plain(words)))
    return rows


def _plain(words: str) -> Callable[[int, Look], Sequence[Text]]:
    return lambda width, look: cells.wrap(Text(words, look("text")), width)


def _copies(view: ItemView, now: datetime) -> list[Row]:
    if not view.copies:
        return []
    note = "one story, one source"
    rows = [
        _still(
            ("copies", 0),
            len(view.copies),
            lambda w, look: draw.heading("Copies of the same text", w, look, note=note),
        )
    ]
    for id_, feed, title, at in view.copies:
        rows.append(Row(("copy", id_), (feed, title, at), _copy(feed, title, cells.clock(at, now))))
    return rows


def _copy(feed: str, title: str, at: str) -> Callable[[int, Look], Sequence[Text]]:
    def drawn(width: int, look: Look) -> list[Text]:
        made = cells.join(
            [
                Text(f"{at}  ", look("muted")),
                cells.text(feed, look("text")),
                "  ",
                cells.text(title, look("muted")),
            ]
        )
        made.truncate(width, overflow="ellipsis")
        return [made]

    return drawn


def _revisions(view: ItemView, now: datetime) -> list[Row]:
    """Each edit by the publisher, newest first: what went and what came."""
    if not view.revisions:
        return []
    note = cells.count(len(view.revisions), "edit")
    rows = [
        _still(
            ("revisions", 0),
            len(view.revisions),
            lambda w, look: draw.heading("How it was edited", w, look, note=note),
        )
    ]
    later = (view.item.title, view.item.text)
    for old in view.revisions:
        drawn = _revision(old, later, cells.clock(old.seen, now))
        rows.append(Row(("revision", old.number), (old, later), drawn, lines=None))
        later = (old.title, old.text)
    return rows


def _revision(old: Revision, later: tuple[str, str], at: str) -> Callable[[int, Look], Sequence[Text]]:
    title, text = later

    def drawn(width: int, look: Look) -> list[Text]:
        made = [Text(f"revision {old.number}, seen {at}, became", look("muted"))]
        if title != old.title:
            made.extend(cells.wrap(difference(old.title, title, look), min(width, 100), indent=2))
        made.extend(cells.wrap(difference(old.text, text, look), min(width, 100), indent=2))
        return made

    return drawn
