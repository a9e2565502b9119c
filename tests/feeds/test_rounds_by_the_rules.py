"""The rules from the request to the database: rounds over a loopback server, with restarts between."""

from __future__ import annotations

from collections.abc import AsyncIterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from monitor.events import Event, FeedDone, MovesWritten, RoundDone
from monitor.feeds.results import Outcome
from monitor.feeds.state import FeedState
from monitor.store import open_store
from monitor.watch import Watcher
from tests.feeds.loopback import RSS, Server

START = datetime(2024, 6, 5, 12, 0, tzinfo=UTC)
HOUR = timedelta(hours=1)

FEED = """
[[feeds]]
name = "{name}"
url = "{base}/{name}"
tier = "media"
allow_private = {private}
"""
TOPIC = """
[[topics]]
id = "t"
title = "T"
about = ["contractor"]
[[topics.questions]]
id = "q"
kind = "will"
ask = "Will they?"
"""


class Desk:
    """A program that is started for each round and ended after it."""

    def __init__(self, folder: Path, server: Server) -> None:
        self.folder = folder
        self.server = server
        self.now_ = START
        self.events: list[Event] = []

    def now(self) -> datetime:
        return self.now_

    async def sleep_until(self, moment: datetime) -> None:
        self.now_ = max(self.now_, moment)

    def follow(self, *names: str, private: str = "true") -> None:
        base = f"http://127.0.0.1:{self.server.port}"
        feeds = "".join(FEED.format(name=name, base=base, private=private) for name in names)
        (self.folder / "feeds.toml").write_text(feeds + TOPIC)

    async def round(self, after: timedelta = timedelta(0), *, force: bool = False) -> RoundDone | None:
        """A round so much later than the one before."""
        self.now_ += after
        self.events.clear()
        self.server.asked.clear()
        path = self.folder / "feeds.toml"
        async with Watcher(path, self.folder / "monitor.db", clock=self, tell=self.events.append) as watcher:
            return await watcher.round(force=force)

    def told(self, feed: str) -> FeedDone:
        (done,) = [event for event in self.events if isinstance(event, FeedDone) and event.feed == feed]
        return done

    def state(self, feed: str) -> FeedState:
        with open_store(self.folder / "monitor.db", readonly=True) as store:
            return store.feeds.states()[feed]

    def titles(self) -> list[str]:
        with open_store(self.folder / "monitor.db", readonly=True) as store:
            return [item.title for item in store.items.in_order()]

    @property
    def paths(self) -> list[str]:
        return ["/" + asked.split("/", 1)[1] for asked, _ in self.server.asked]


@pytest.fixture
async def desk(tmp_path: Path) -> AsyncIterator[Desk]:
    async with Server() as server:
        yield Desk(tmp_path, server)


async def test_rules_1_and_2_conditional_from_the_second_request_on_also_past_a_login_page(
    desk: Desk,
) -> None:
    desk.follow("a")
    desk.server.answer("/a", ETag='W/"1"', Last_Modified="then")
    await desk.round()
    desk.server.answer("/a", body=b"<html>Sign in</html>", ETag='"login"')
    done = await desk.round(2 * HOUR)
    assert done is not None
    assert done.failed == 1
    assert "not a feed: begins with '<html>Sign in" in desk.told("a").words
    await desk.round(3 * HOUR)
    for headers in (asked[1] for asked in desk.server.asked):
        assert (headers["If-None-Match"], headers["If-Modified-Since"]) == ('W/"1"', "then")
    assert desk.state("a").failing_since is not None
    assert desk.titles() == ["a"]


async def test_rule_5_a_hosts_silence_holds_for_all_its_feeds_and_across_a_restart(desk: Desk) -> None:
    desk.follow("a", "b")
    desk.server.answer("/a", 429, b"", Retry_After="10800")
    desk.server.answer("/b")
    await desk.round()
    assert desk.paths == ["/a"]
    assert desk.told("b").outcome is Outcome.POSTPONED
    assert await desk.round(2 * HOUR) is None
    assert desk.paths == []
    desk.server.answer("/a")
    await desk.round(2 * HOUR)
    assert sorted(desk.paths) == ["/a", "/b"]


async def test_rule_4_a_forced_poll_is_one_conditional_request_and_says_that_it_is_early(desk: Desk) -> None:
    desk.follow("a")
    desk.server.answer("/a", ETag='"1"', Cache_Control="max-age=36000")
    await desk.round()
    assert await desk.round(2 * HOUR) is None
    desk.server.answer("/a", 304, b"")
    await desk.round(force=True)
    ((_, headers),) = desk.server.asked
    assert headers["If-None-Match"] == '"1"'
    assert "early: The server's max-age asks for 10 h" in desk.told("a").words
    assert desk.state("a").max_age == 36000


async def test_rule_6_gone_is_told_once_and_not_asked_again_but_when_forced(desk: Desk) -> None:
    desk.follow("a")
    desk.server.answer("/a", 410, b"")
    await desk.round()
    assert "gone for good" in desk.told("a").notices[0]
    assert await desk.round(timedelta(days=60)) is None
    desk.server.answer("/a")
    await desk.round(force=True)
    assert desk.told("a").notices == ("answers again and is no longer retired",)


async def test_rule_7_a_move_is_followed_and_a_move_to_another_feed_merges(desk: Desk) -> None:
    desk.follow("a", "b", "c")
    for here, there in (("/a", "/new"), ("/c", "/b")):
        desk.server.answer(here, 301, b"", Location=there)
    desk.server.answer("/new", ETag='"n"')
    desk.server.answer("/b", ETag='"b"', body=RSS.replace(b">a<", b">b<").replace(b"/a<", b"/b<"))
    await desk.round()
    assert "already followed as b" in desk.told("c").notices[0]
    await desk.round(5 * HOUR)
    assert sorted(desk.paths) == ["/b", "/new"]
    assert all("If-None-Match" in headers for _, headers in desk.server.asked)
    await desk.round(force=True)
    assert sorted(desk.paths) == ["/b", "/new"]
    desk.follow("c")
    await desk.round(5 * HOUR)
    assert desk.paths == ["/b"]


async def test_rule_7_a_move_is_written_into_feeds_toml_and_changes_nothing_else(desk: Desk) -> None:
    desk.follow("a", "b")
    path = desk.folder / "feeds.toml"
    path.write_bytes(
        path.read_bytes().replace(b'name = "a"', b'name = "a"  # ours\r').replace(b'/a"', b'/a" # old')
    )
    before = path.read_bytes()
    desk.server.answer("/a", 301, b"", Location="/new")
    desk.server.answer("/new", ETag='"n"')
    desk.server.answer("/b", 302, b"", Location="/elsewhere")
    desk.server.answer("/elsewhere", ETag='"e"')
    await desk.round()
    assert [event for event in desk.events if isinstance(event, MovesWritten)] == [MovesWritten(("a",))]
    assert path.read_bytes() == before.replace(b'/a"', b'/new"')
    assert await desk.round(HOUR / 2) is None  # it is not asked too early
    await desk.round(5 * HOUR)
    assert sorted(desk.paths) == ["/b", "/elsewhere", "/new"]
    headers = {path.rpartition("/")[2]: headers for path, headers in desk.server.asked}
    assert headers["new"]["If-None-Match"] == '"n"'
    assert (desk.state("a").url, desk.state("a").moved_to) == (f"http://127.0.0.1:{desk.server.port}/new", "")
    assert [event for event in desk.events if isinstance(event, MovesWritten)] == []


async def test_rule_7_where_feeds_toml_cannot_be_written_it_is_told_once_and_the_move_holds(
    desk: Desk,
) -> None:
    desk.follow("a")
    desk.server.answer("/a", 301, b"", Location="/new")
    desk.server.answer("/new", ETag='"n"')
    path = desk.folder / "feeds.toml"
    async with Watcher(path, desk.folder / "monitor.db", clock=desk, tell=desk.events.append) as watcher:
        path.write_text("[[feeds")
        for _ in range(2):
            await watcher.round(force=True)
    (told,) = [event for event in desk.events if isinstance(event, MovesWritten)]
    assert "not valid TOML" in told.problem
    assert path.read_text() == "[[feeds"
    assert desk.paths[-1] == "/new"


async def test_rule_9_half_a_document_gives_its_whole_entries_and_is_asked_for_again(desk: Desk) -> None:
    desk.follow("a")
    item = b"<item><title>%d</title><guid>%d</guid></item>"
    whole = RSS.replace(b"<item>", b"".join(item % (n, n) for n in range(5)) + b"<item>")
    desk.server.answer("/a", body=whole[: whole.index(b"3</title>")], ETag='"half"')
    await desk.round()
    assert desk.titles() == ["0", "1", "2"]
    assert "breaks off after 3 entries" in desk.told("a").words
    desk.server.answer("/a", body=whole, ETag='"whole"')
    await desk.round(2 * HOUR)
    assert "If-None-Match" not in desk.server.asked[0][1]
    assert sorted(desk.titles()) == ["0", "1", "2", "3", "4", "a"]
    assert desk.state("a").failing_since is None


async def test_private_addresses_are_refused_unless_the_feed_says_otherwise(desk: Desk) -> None:
    desk.follow("a", private="false")
    desk.server.answer("/a")
    await desk.round()
    assert desk.paths == []
    assert "refused: 127.0.0.1 is a private address" in desk.told("a").words


@pytest.mark.parametrize("repeats", [1, 3])
async def test_rule_15_whatever_the_document_a_second_poll_changes_nothing(desk: Desk, repeats: int) -> None:
    desk.follow("a", "b")
    items = b"<item><title>x</title></item><item><title>x</title><link>/1</link></item>" * repeats
    items += b"<item><guid>1</guid><title>y</title></item><item><guid>1</guid><title>z</title></item>"
    for path in ("/a", "/b"):
        desk.server.answer(path, body=RSS.replace(b"<item>", items + b"<item>", 1))
    await desk.round()
    before = desk.titles()
    for path in ("/a", "/b"):
        desk.server.answer(path, body=RSS.replace(b"<item>", items + b"<item>", 1) + b"<!-- again -->")
    done = await desk.round(2 * HOUR)
    assert done is not None
    assert (done.new, done.edited) == (0, 0)
    assert desk.titles() == before
