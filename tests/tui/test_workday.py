"""A working day at the keyboard: thirty polls, three hundred items, forty changes, and all that is done."""

from __future__ import annotations

from collections.abc import Callable, Hashable
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from screens import flat, press, rows, scope, settled, tags, text, write
from textual.pilot import Pilot
from textual.widgets import TextArea

from monitor import pipeline
from monitor.model import (
    Attribution,
    Cue,
    Discarded,
    Entry,
    Feed,
    Grade,
    Item,
    Kind,
    Match,
    Reading,
    Signal,
    Span,
    Status,
    TagKind,
)
from monitor.store import open_store
from monitor.tui.app import MonitorApp
from tests.watch_cases import FeedServer, SetClock, rss, serving

BEGIN = datetime(2024, 11, 25, 8, 0, tzinfo=UTC)
POLLS, FEEDS, FAILING, TOPICS = 30, 8, 2, 10
STEPS = {2: Status.CONSIDERING, 9: Status.EXPECTED, 16: Status.APPROVED, 23: Status.IN_EFFECT}
"""What is said of every topic, by the number of the poll; nothing on the others."""
METALS = "tin zinc lead gold iron cobalt copper nickel silver tungsten".split()


def toml(base: str) -> str:
    """Eight feeds that answer, two that do not; ten questions."""
    feeds = "".join(
        f'[[feeds]]\nname = "Feed {n}"\nurl = "{base}/{"none" if n >= FEEDS else "feed"}{n}"\n'
        'tier = "official"\nallow_private = true\n'
        for n in range(FEEDS + FAILING)
    )
    topics = "".join(
        f'[[topics]]\nid = "{metal}"\ntitle = "Exports of {metal}"\nabout = ["{metal}"]\n'
        'deciders = "ministry"\n'
        f'[[topics.questions]]\nid = "allowed"\nkind = "will"\nask = "Will exports of {metal} be allowed?"\n'
        for metal in METALS
    )
    return f"[monitor]\ntimezone = 'UTC'\n{feeds}{topics}"


class PlainReader:
    """Reads "tin: approved, the ministry says." as it stands."""

    def __init__(self, config: object) -> None:
        """It knows all there is to know."""

    def read(self, item: Item, feed: Feed) -> Reading:
        """The status that stands after the metal's name."""
        metal, _, said = item.title.partition(": ")
        if metal not in METALS:
            return Reading()
        match = Match(metal, Grade.MATCH, 1.0, (Cue(Span(0, len(metal)), metal, "topic"),), "It is named.")
        status = next((s for s in STEPS.values() if said.startswith(f"{s},")), None)
        if status is None:
            return Reading((match,))
        start = item.document.index(item.text)
        again = Discarded(
            Span(0, len(item.title)), str(status), "the headline says so as well", status=status
        )
        cue = Cue(Span(start, start + len(status)), str(status), "decision")
        signal = Signal(
            metal, "allowed", Kind.WILL, Attribution.OFFICIAL, item.text, Span(start, start + len(item.text)),
            "scripted", status=status, cues=(cue,), source="the ministry", discarded=(again,), reader="test",
        )  # fmt: skip
        return Reading((match,), (signal,))


class Newsroom:
    """What the feeds carry, poll by poll."""

    def __init__(self, server: FeedServer) -> None:
        self._server = server
        self._carried: dict[int, list[Entry]] = {n: [] for n in range(FEEDS)}
        self.published = 0
        self._serve()

    def publish(self, poll: int, now: datetime) -> None:
        """Ten items more, one a topic."""
        for number, metal in enumerate(METALS):
            said = f"{STEPS[poll]}, the ministry says" if poll in STEPS else f"talk of the day {poll}"
            feed = self.published % FEEDS
            own = " ".join(f"{metal}word{poll}of{n}" for n in range(24))  # no text is a copy of another
            entry = Entry(
                f"{poll}-{number}",
                f"https://news.test/{poll}-{number}",
                f"{metal}: {said}: {own[:60]}",
                f"{said}: {own}.",
                now,
            )
            self._carried[feed].append(entry)
            self.published += 1
        self._serve()

    def _serve(self) -> None:
        for feed, entries in self._carried.items():
            self._server.bodies[f"/feed{feed}"] = rss(entries)


class Day:
    """The day, its clock and what the analyst sees."""

    def __init__(self, pilot: Pilot[None], app: MonitorApp, clock: SetClock, room: Newsroom) -> None:
        self.pilot, self.app, self.clock, self.room = pilot, app, clock, room

    async def until(self, true: Callable[[], bool], what: str) -> None:
        """Wait for the program, which polls in the background."""
        for _ in range(1500):
            if true():
                await settled(self.pilot)
                return
            await self.pilot.pause(0.01)
        raise AssertionError(f"{what}\n{text(self.app)}")

    async def poll(self, number: int) -> None:
        """New items, and the key that asks for them; the cursor stays on its row and its line meanwhile."""
        page = self.app.top_page
        assert page is not None
        before, line = page.main.cursor_key, page.main.cursor_line
        self.room.publish(number, self.clock.now())
        await press(self.pilot, "r")
        await self.until(lambda: self._stored() == self.room.published, f"poll {number} is not stored")
        await self.until(lambda: self.app.polling._round is None, f"poll {number} is not over")
        assert page.main.cursor_key == before or before is None
        assert number == 0 or page.main.cursor_line == line or not round(page.main.scroll_y)
        await self.clock.move(self.clock.now() + timedelta(minutes=2))

    def _stored(self) -> int:
        return self.app.session.store.items.count()

    async def judge(self, key: str, kind: TagKind) -> None:
        """A verdict goes on the row that the screen shows under the cursor, and on no other."""
        archive = rows(self.app, "archive")
        under: Hashable = archive.cursor_key
        drawn = archive.render_line(archive.cursor_line).text
        await press(self.pilot, key)
        last = tags(self.app)[-1]
        assert (last.item, last.kind) == (under, kind)
        with open_store(self.app.session.db_path, readonly=True) as store:
            item = store.items.get(int(str(under)))
        assert item is not None
        assert item.title[:24] in drawn


async def test_a_working_day(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(pipeline, "Reader", PlainReader)
    monkeypatch.setattr("monitor.watch.LOOK", 0.01)
    clock = SetClock(BEGIN)
    async with serving() as (server, base):
        (tmp_path / "feeds.toml").write_text(toml(base), "utf-8")
        room = Newsroom(server)
        app = MonitorApp(tmp_path / "feeds.toml", tmp_path / "monitor.db", clock=clock)
        async with app.run_test(size=(120, 40), notifications=True) as pilot:
            day = Day(pilot, app, clock, room)
            await day.until(lambda: "2 feeds failing" in text(app), "the first round tells of failing feeds")
            await _morning(day)
            await _noon(day)
            await _evening(day)


async def _morning(day: Day) -> None:
    """The board fills; what is new is judged, in bulk too, and taken back."""
    pilot, app = day.pilot, day.app
    for poll in range(10):
        await day.poll(poll)
    await day.until(lambda: app.board_page.waiting == 20, "every question has moved twice")
    await press(pilot, "n", "n", "K")
    assert app.board_page.waiting == 0
    await press(pilot, "v", "enter")
    assert scope(app) == "archive"
    assert len(rows(app, "archive")) == 100
    for key, kind in zip("xasxa", (TagKind.NOISE, TagKind.RELEVANT, TagKind.STAR) * 2, strict=False):
        await day.judge(key, kind)
        await press(pilot, "j")
    assert len(rows(app, "archive")) == 100, "what was judged stays in its place"
    before = len(tags(app))
    await press(pilot, "space", "space", "space", "x", "y")
    assert len(tags(app)) == before + 3
    await press(pilot, *"uuu")
    assert [tag.kind for tag in tags(app)[-3:]] == [TagKind.UNDO] * 3
    await press(pilot, "escape", "escape", "v", "enter")
    assert len(rows(app, "archive")) == 95, "and is gone when the list is opened anew"


async def _noon(day: Day) -> None:
    """Rounds go on under every screen; feeds.toml gets another question, and then an error."""
    pilot, app = day.pilot, day.app
    for poll, keys in zip(range(10, 20), (("e",), ("c",), ("f",), ("d",), ("b",)) * 2, strict=True):
        await press(pilot, *keys, "j", "j")
        await day.poll(poll)
    await press(pilot, "f")
    assert "2 failing" in text(app)
    assert "404" in text(app)
    path = app.session.config_path
    sound = path.read_text("utf-8")
    path.write_text(
        sound + '[[topics.questions]]\nid = "when"\nkind = "when"\nof = "allowed"\nask = "From which day?"\n',
        "utf-8",
    )
    await day.until(lambda: any("when" in q for q in _questions(app)), "the edit is taken up")
    path.write_text(sound.replace("kind", "knd"), "utf-8")
    await press(pilot, "b")
    await day.until(lambda: "the last good one stays" in flat(app), "an unsound edit is told")
    path.write_text(sound, "utf-8")
    await day.until(lambda: "the last good one stays" not in flat(app), "the mended file is taken up")


def _questions(app: MonitorApp) -> list[str]:
    return [question.key for topic in app.session.board().topics for question in topic.questions]


async def _evening(day: Day) -> None:
    """The rest of the day, a search, the editor, and the digest."""
    pilot, app = day.pilot, day.app
    for poll in range(20, POLLS):
        await day.poll(poll)
    with open_store(app.session.db_path, readonly=True) as store:
        assert store.items.count() == 300
        assert len(store.board.changes()) >= 40
        will = [answer for answer in store.board.answers().values() if answer.kind is Kind.WILL]
        assert {answer.status for answer in will} == {Status.IN_EFFECT}
    await press(pilot, "e", "slash")
    await write(pilot, "tungsten")
    await press(pilot, "enter")
    await day.until(lambda: len(rows(app, "archive")) == POLLS, "the search finds every item of a topic")
    await press(pilot, "S", "j", "enter")
    assert "tungsten" in text(app)
    await press(pilot, "m")
    await write(pilot, "call the ministry")
    await press(pilot, "ctrl+d", "escape", "b", "E")
    assert app.screen.query_one(TextArea).text.count("[[topics]]") == TOPICS
    await press(pilot, "escape", "d")
    await day.until(lambda: "Bottom line" in text(app), "the digest is made")
    await press(pilot, "W")
    await day.until(lambda: bool(_written(app)), "the digest is written")
    report = _written(app)[0].read_text("utf-8")
    assert "call the ministry" in report
    assert "tungsten" in report


def _written(app: MonitorApp) -> list[Path]:
    return list((app.session.config_path.parent / "digests").glob("*.md"))
