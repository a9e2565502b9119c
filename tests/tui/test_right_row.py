"""Whatever comes in and however the list is turned: what a key acts on is the row under the cursor."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta

import fixed_story
from hypothesis import given, settings
from hypothesis import strategies as st
from screens import opened, press, rows

from monitor import pipeline
from monitor.config import load_config
from monitor.model import Config, Entry, Tag, TagKind
from monitor.store import open_store
from monitor.store.archive import read_ids
from monitor.store.views import read_change_list
from monitor.tui.acts import Acts
from monitor.tui.app import MonitorApp
from monitor.tui.archive import ArchivePage
from monitor.tui.rows import Rows

ACTS = st.lists(
    st.one_of(
        st.tuples(st.just("arrive"), st.integers(1, 5)),
        st.tuples(st.just("sort"), st.just(0)),
        st.tuples(st.just("move"), st.integers(-6, 6).filter(bool)),
        st.tuples(st.just("page"), st.sampled_from([-1, 1])),
        st.tuples(st.just("narrow"), st.integers(0, 3)),
        st.tuples(st.just("tag"), st.integers(1, 30)),
        st.tuples(st.just("star"), st.just(0)),
    ),
    min_size=2,
    max_size=10,
)
FILTERS = ("", "contractors", "ukraine", "harbour")
ARCHIVE_FILTERS = ("", "contractors", "topic:any", 'feed:"Harbour Post"')


class Elsewhere:
    """Another program that writes into the same database."""

    def __init__(self, app: MonitorApp) -> None:
        self._app = app
        self._config: Config = load_config(app.session.config_path)
        self._count = 0

    def arrive(self, items: int) -> None:
        """Items come in, from both ends of time."""
        entries = []
        for _ in range(items):
            self._count += 1
            at = fixed_story.NOW - timedelta(hours=self._count * 37 % 900)
            name = f"n{self._count}"
            entries.append(
                Entry(name, f"https://news.test/{name}", f"Contractors, part {self._count}", "Words.", at)
            )
        with open_store(self._app.session.db_path) as store:
            line = pipeline.Pipeline(store, self._config, fixed_story.NOW)
            line.take(self._config.feeds[self._count % 5], tuple(entries), fixed_story.NOW)
            line.index()
        self._app._tick()

    def tag(self, item: int) -> None:
        """Somebody judges an item, so that answers move under the cursor."""
        with open_store(self._app.session.db_path) as store:
            if store.items.get(item) is not None:
                line = pipeline.Pipeline(store, self._config, fixed_story.NOW)
                line.tag(Tag(0, fixed_story.NOW, TagKind.NOISE, item), fixed_story.NOW)
        self._app._tick()


def drawn(listed: Rows) -> str:
    """What the screen shows under the cursor."""
    return listed.render_line(listed.cursor_line).text


def sent_by(page: Acts) -> list[Tag]:
    """Tags as the page sends them off, kept here instead of being stored."""
    sent: list[Tag] = []

    def keep(tags: Sequence[Tag], said: str) -> None:
        sent.extend(tags)

    page._send = keep  # type: ignore[method-assign]
    return sent


def step(page: Acts, listed: Rows, elsewhere: Elsewhere, act: str, how: int, filters: Sequence[str]) -> None:
    """One of the things that happen. What comes from outside leaves the cursor on its row."""
    before = listed.cursor_key
    if act == "arrive":
        elsewhere.arrive(how)
        assert listed.cursor_key == before or before is None or listed._list.index(before) is None
    elif act == "tag":
        elsewhere.tag(how)
        assert listed.cursor_key == before or listed._list.index(before) is None
    elif act == "sort":
        page.action_sort()  # type: ignore[attr-defined]
        if isinstance(page, ArchivePage):  # what a worker does behind the screen
            page._show(read_ids(page.monitor.session.store.connection, page._filter()))
        assert listed.cursor_key == before or listed._list.index(before) is None
    elif act == "move":
        listed.move(how)
    elif act == "page":
        listed.move_page(how)
    elif act == "narrow":
        page._narrow(filters[how])  # type: ignore[attr-defined]


async def test_the_archive_acts_on_the_row_under_the_cursor(app: MonitorApp) -> None:
    async with opened(app, (110, 24)) as pilot:
        await press(pilot, "e")
        page, listed, elsewhere = app.screen, rows(app, "archive"), Elsewhere(app)
        assert isinstance(page, Acts)
        sent = sent_by(page)

        @settings(max_examples=60, deadline=None, database=None)
        @given(ACTS)
        def hold(acts: list[tuple[str, int]]) -> None:
            for act, how in acts:
                step(page, listed, elsewhere, act, how, ARCHIVE_FILTERS)
                if act != "star" or listed.cursor_key is None:
                    continue
                sent.clear()
                page.action_star()
                item = app.session.store.items.get(int(str(listed.cursor_key)))
                assert item is not None
                assert [tag.item for tag in sent] == [item.id]
                assert item.title[:20] in drawn(listed)

        hold()


async def test_the_board_acts_on_the_row_under_the_cursor(app: MonitorApp) -> None:
    async with opened(app, (140, 40)):
        page, elsewhere = app.board_page, Elsewhere(app)
        listed = page.main
        sent = sent_by(page)

        @settings(max_examples=60, deadline=None, database=None)
        @given(ACTS)
        def hold(acts: list[tuple[str, int]]) -> None:
            for act, how in acts:
                step(page, listed, elsewhere, act, how, FILTERS)
                page._pane()
                if act != "star" or not isinstance(listed.cursor_key, tuple):
                    continue
                sent.clear()
                page.action_star()
                kind, value = listed.cursor_key
                if kind == "change":
                    (change,) = read_change_list(app.session.store.connection, [value])
                    assert [tag.item for tag in sent] == list(change.items[:1])
                    assert change.ask[:14] in drawn(listed)
                elif kind == "question":
                    newest = [row.item for row in app.session.evidence(value)]
                    assert {tag.item for tag in sent} <= set(newest)
                    question = page.snapshot.question(value)
                    assert question is not None
                    assert question.ask[:14] in drawn(listed)

        hold()
