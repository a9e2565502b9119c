"""feeds.toml as text, with its errors and what the questions would match, while it is written."""

from __future__ import annotations

from collections.abc import Hashable, Sequence
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, ClassVar

from rich.text import Text
from textual import on
from textual.app import ComposeResult
from textual.containers import Container
from textual.widgets import TextArea

from monitor.config import ConfigErrors, parse_config
from monitor.files import replace_file
from monitor.model import Config, Grade
from monitor.tui import cells, draw, keys
from monitor.tui.look import Look
from monitor.tui.page import Line, Page
from monitor.tui.rows import Draw, Row, Rows
from monitor.tui.toml_text import NEW_TOPIC, TomlArea, line_of_topic, topic_at

if TYPE_CHECKING:
    from monitor.store import Store

PAUSE = 0.5
"""Seconds without a key after which the preview is made anew."""
LAST = 3000
"""Stored items that the preview looks at, newest first: a second of work at most."""
SAMPLES = 6
"""Titles shown of those gained and of those lost."""


@dataclass(frozen=True, slots=True)
class Preview:
    """What a topic's words would match among the last stored items."""

    topic: str  # its id
    title: str
    looked: int
    matches: int
    gained: tuple[str, ...]  # titles
    lost: tuple[str, ...]
    newest: tuple[tuple[str, tuple[tuple[int, int], ...]], ...]  # titles, and where the topic's words stand


class EditorPage(Page):
    """The file to the left or on top, what comes of it beside it."""

    SCOPE = "edit"
    NAME = "Questions"
    BINDINGS: ClassVar = keys.bindings("edit")
    HORIZONTAL_BREAKPOINTS = [(0, "-narrow"), (136, "-wide")]  # noqa: RUF012 - as Textual declares it
    VERTICAL_BREAKPOINTS = [(0, "-low"), (22, "-tall")]  # noqa: RUF012

    def __init__(self, topic: str = "") -> None:
        """`topic`: the id of the one to begin at."""
        super().__init__()
        self._on_disk = ""
        self._leaving = False
        self._topic = topic

    def body(self) -> ComposeResult:
        """The editor and the preview."""
        with Container(id="panes"):
            editor = TomlArea(
                "", language=None, show_line_numbers=True, soft_wrap=False, tab_behavior="focus"
            )
            editor.add_class("first")
            yield editor
            title = Line(id="pane")
            title.add_class("title")
            yield title
            preview = Rows(id="preview")
            preview.add_class("second")
            yield preview

    def begin(self) -> None:
        """Open the file, and give it the keys."""
        path = self.monitor.session.config_path
        try:
            self._on_disk = path.read_text("utf-8")
        except (OSError, UnicodeDecodeError) as error:
            self.monitor.say(f"{path} cannot be read: {error}", "error")
        self._timer = self.set_timer(PAUSE, self._preview)
        editor = self.query_one(TextArea)
        editor.text = self._on_disk
        editor.focus()
        self._go_to_line(line_of_topic(self._on_disk, self._topic) or 0)
        self._preview()

    def _go_to_line(self, line: int) -> None:
        """The cursor there, with the line near the top."""
        editor = self.query_one(TextArea)
        editor.move_cursor((line, 0))
        self.call_after_refresh(editor.scroll_to, y=max(line - 1, 0), animate=False, immediate=True)

    def heading(self) -> Text:
        """The file, and whether it has been touched."""
        made = cells.text(str(self.monitor.session.config_path.name), self.look("text"))
        if self.is_mounted and self._text != self._on_disk:
            made.append("  not saved", self.look("warning"))
        return made

    @property
    def _text(self) -> str:
        return self.query_one(TextArea).text

    def reload(self) -> None:
        """The database has moved: the preview is made again, the text stays."""
        self._preview()

    @on(TextArea.Changed)
    def _edited(self) -> None:
        self._leaving = False
        self._timer.stop()
        self._timer = self.set_timer(PAUSE, self._preview)
        self.show_lines()

    @on(TextArea.SelectionChanged)
    def _cursor_moved(self, event: TextArea.SelectionChanged) -> None:
        """The preview of the topic that is edited comes into sight."""
        topic = topic_at(self._text, event.selection.end[0])
        if topic and topic != self._topic:
            self._topic = topic
            self.query_one("#preview", Rows).go(("topic", topic), top=True)

    def action_add_topic(self) -> None:
        """A topic to be filled in, at the end."""
        editor = self.query_one(TextArea)
        line = len(self._text.rstrip().split("\n")) + 1
        editor.text = self._text.rstrip() + "\n" + NEW_TOPIC
        self._go_to_line(line)

    # --- preview ---

    def _preview(self) -> None:
        if not self.query(TextArea):  # the last pause may end while the screen is taken down
            return
        work = partial(self._make, self._text)  # begun only when its turn has come
        self.run_worker(work, group="preview", exclusive=True)  # type: ignore[arg-type]  # its union hides it

    async def _make(self, text: str) -> None:
        session = self.monitor.session
        try:
            config = parse_config(text, session.config_path)
        except ConfigErrors as errors:
            rows = [_row("errors", partial(draw.heading, "To be mended", style="error"))]
            rows.extend(
                _row(str(problem), partial(_wrapped, str(problem), "text")) for problem in errors.problems
            )
            self.query_one("#preview", Rows).show(rows)
            self._entitle(f"{cells.count(len(errors.problems), 'error')}: not saved like this", "error")
            return
        previews = await session.aside(lambda store: preview(store, config))
        shown = self.query_one("#preview", Rows)
        shown.show([row for made in previews for row in _preview_rows(made)])
        shown.go(("topic", self._topic), top=True)
        self._entitle("What these words would match", "text")

    def _entitle(self, words: str, style: str) -> None:
        self.query_one("#pane", Line).set(Text(words, self.look(style, bold=True), end=""))

    # --- saving, leaving ---

    def action_save_edit(self) -> None:
        """Write the file, where it has no errors."""
        text, path = self._text, self.monitor.session.config_path
        try:
            parse_config(text, path)
            replace_file(path, text.encode())
        except ConfigErrors as errors:
            self.monitor.say(f"Not saved: {errors.problems[0]}", "error")
        except OSError as error:
            self.monitor.say(f"{path} cannot be written: {error.strerror}", "error")
        else:
            self._on_disk = text
            self.monitor.polling.start()  # where an unsound file had kept it from starting
            self.monitor.say(f"{path.name} saved; it is taken up at once")
            self.show_lines()

    def action_back(self) -> None:
        """Leave; a second time where something is not saved."""
        if self._text != self._on_disk and not self._leaving:
            self._leaving = True
            self.monitor.say("Not saved: f2 saves it, esc again leaves it as it was.", "warning")
            return
        self.monitor.go_back()


def preview(store: Store, config: Config) -> list[Preview]:
    """What each topic would match among the last stored items, beside what it matches now."""
    from monitor.reading.document import read_document
    from monitor.reading.topics import TopicIndex

    last = store.items.last_id()
    items = store.items.after(max(last - LAST, 0), LAST)
    index = TopicIndex(config.topics)
    feeds = {feed.name: feed for feed in config.feeds}
    would: dict[str, dict[int, str]] = {topic.id: {} for topic in config.topics}
    marks: dict[tuple[str, int], tuple[tuple[int, int], ...]] = {}
    now: dict[str, dict[int, str]] = {topic.id: {} for topic in config.topics}
    for item in items:
        for match in store.items.matches(item.id):
            if match.grade is Grade.MATCH and match.topic in now:
                now[match.topic][item.id] = item.title
        feed = feeds.get(item.feed)
        if feed is None or not index.may_match(item.document, feed):
            continue
        for match in index.match(read_document(item), feed):
            if match.grade is Grade.MATCH:
                would[match.topic][item.id] = item.title
                words = ((cue.span.start, cue.span.end) for cue in match.words)
                marks[match.topic, item.id] = tuple(span for span in words if span[1] <= len(item.title))
    return [
        Preview(
            topic.id,
            topic.title,
            len(items),
            len(would[topic.id]),
            tuple(title for id_, title in reversed(would[topic.id].items()) if id_ not in now[topic.id]),
            tuple(title for id_, title in reversed(now[topic.id].items()) if id_ not in would[topic.id]),
            tuple(
                (title, marks[topic.id, id_])
                for id_, title in list(reversed(would[topic.id].items()))[:SAMPLES]
            ),
        )
        for topic in config.topics
    ]


def _preview_rows(made: Preview) -> list[Row]:
    note = f"{made.matches} of the last {made.looked:,} items"
    rows = [Row(("topic", made.topic), note, partial(draw.heading, made.title, note=note), lines=None)]
    for titles, sign, words in ((made.gained, "+", "more than now"), (made.lost, "−", "less than now")):
        if not titles:
            continue
        count = f"{sign}{len(titles)} {words}"
        rows.append(_row((made.topic, count), partial(_wrapped, count, "accent")))
        rows.extend(
            _row((made.topic, sign, place), partial(_wrapped, f"{sign} {title}", "muted"))
            for place, title in enumerate(titles[:SAMPLES])
        )
    if made.newest:
        rows.append(_row((made.topic, "newest"), partial(_wrapped, "the newest of them", "accent")))
    rows.extend(
        _row((made.topic, place, title, spans), partial(_matched, title, spans))
        for place, (title, spans) in enumerate(made.newest)
    )
    return rows


def _matched(title: str, spans: Sequence[tuple[int, int]], width: int, look: Look) -> Sequence[Text]:
    """A title with the topic's words set off."""
    shown = Text(cells.plain(title), look("text"), end="")
    if shown.plain == title:
        for start, end in spans:
            shown.stylize(look("accent", bold=True, underline=True), start, end)
    return cells.wrap(shown, width, indent=2)


def _row(key: Hashable, drawn: Draw) -> Row:
    return Row(key, key, drawn, lines=None)


def _wrapped(words: str, style: str, width: int, look: Look) -> Sequence[Text]:
    return cells.wrap(Text(cells.plain(words), look(style)), width)
