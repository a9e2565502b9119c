"""Keeping watch over a loopback server: rounds, the lease, edits of feeds.toml, stopping, being killed."""

from __future__ import annotations

import asyncio
import os
import random
import signal
import sqlite3
import sys
from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from monitor.config import load_config
from monitor.events import (
    ChangesMade,
    ConfigBroken,
    ConfigTaken,
    FeedDone,
    Following,
    ReadAgain,
    RoundDone,
    RoundStarted,
)
from monitor.feeds.results import Outcome
from monitor.live import differences
from monitor.model import Status
from monitor.store import open_store
from monitor.watch import BusyError
from tests.pipeline_cases import APPROVED, CONSIDERED, ELSEWHERE, HOUR, START, entry
from tests.watch_cases import FeedServer, Heard, SetClock, rss, serving, watcher, write_config


def fill(feeds: FeedServer) -> None:
    feeds.bodies = {
        "/reuters": rss([entry("1", CONSIDERED), entry("2", ELSEWHERE)]),
        "/cnn": rss([entry("3", ELSEWHERE, feed="cnn")]),
        "/whitehouse": rss([]),
    }


async def test_a_round_asks_reads_and_stores(tmp_path: Path) -> None:
    async with serving() as (feeds, base):
        fill(feeds)
        clock, heard = SetClock(START + HOUR), Heard()
        async with watcher(write_config(tmp_path, base), clock, heard) as watching:
            done = await watching.round()
            assert done is not None
            assert (done.feeds, done.failed, done.new) == (3, 0, 3)
            assert await watching.round() is None  # nothing is due yet
    assert isinstance(heard.events[0], RoundStarted)
    assert isinstance(heard.events[-1], RoundDone)
    assert sorted((e.feed, e.new, e.of) for e in heard.of(FeedDone)) == [
        ("CNN", 1, 3),
        ("Reuters", 2, 3),
        ("White House", 0, 3),
    ]
    (made,) = heard.of(ChangesMade)
    assert made.changes[0].after.status is Status.CONSIDERING
    with open_store(tmp_path / "db" / "monitor.db", readonly=True) as store:
        states = store.feeds.states()
        assert {name: (state.failures, state.last_success) for name, state in states.items()} == {
            name: (0, clock.now()) for name in ("Reuters", "CNN", "White House")
        }
        assert all(state.next_at and state.next_at > clock.now() for state in states.values())
        assert store.search.find("regatta") != []
        assert [(s.feed, s.ok) for s in store.feeds.heard(START, START + 2 * HOUR)] != []
        assert store.lease.holder(clock.now()) is None


async def test_a_second_round_is_conditional_and_changes_nothing(tmp_path: Path) -> None:
    async with serving() as (feeds, base):
        fill(feeds)
        heard = Heard()
        path = write_config(tmp_path, base)
        async with watcher(path, SetClock(START), heard) as watching:
            await watching.round()
        async with watcher(path, SetClock(START + 9 * HOUR), heard) as watching:  # after a restart
            done = await watching.round()
        assert done is not None
        assert (done.feeds, done.new, done.edited) == (3, 0, 0)
        assert [status for _, status in feeds.asked[3:]] == [304] * 3
        assert {e.outcome for e in heard.of(FeedDone)[3:]} == {Outcome.NOT_MODIFIED}


async def test_a_failing_feed_harms_no_other(tmp_path: Path) -> None:
    async with serving() as (feeds, base):
        fill(feeds)
        del feeds.bodies["/cnn"]
        feeds.bodies["/whitehouse"] = b"<html><title>Please log in</title></html>"
        heard = Heard()
        async with watcher(write_config(tmp_path, base), SetClock(), heard) as watching:
            done = await watching.round()
        assert done is not None
        assert (done.failed, done.new) == (2, 2)
        failed = {e.feed: e.words for e in heard.of(FeedDone) if not e.ok}
    assert "404" in failed["CNN"]
    assert "Please log in" in failed["White House"]
    with open_store(tmp_path / "db" / "monitor.db", readonly=True) as store:
        assert {s.feed for s in store.feeds.heard(START, START + HOUR) if not s.ok} == {"CNN", "White House"}


async def test_what_changes_is_followed(tmp_path: Path) -> None:
    async with serving() as (feeds, base):
        fill(feeds)
        clock, heard = SetClock(), Heard()
        async with watcher(write_config(tmp_path, base), clock, heard) as watching:
            task = asyncio.create_task(watching.run(breath=0))
            await heard.until(RoundDone)
            feeds.bodies["/whitehouse"] = rss([entry("9", APPROVED, START + HOUR, "whitehouse")])
            await clock.move(START + 5 * HOUR)  # as after a sleep, so the feeds are spread over some seconds
            await heard.until(RoundStarted, 2)
            await clock.move(START + 5 * HOUR + timedelta(minutes=1))
            await heard.until(ChangesMade, 2)
            task.cancel()
            await asyncio.wait([task])
    last = heard.of(ChangesMade)[-1].changes
    assert {c.after.status for c in last if c.question == "approved"} == {Status.APPROVED}


async def test_passing_time_moves_the_board(tmp_path: Path) -> None:
    async with serving() as (feeds, base):
        fill(feeds)
        clock, heard = SetClock(), Heard()
        async with watcher(write_config(tmp_path, base), clock, heard) as watching:
            task = asyncio.create_task(watching.run(breath=0))
            await heard.until(RoundDone)
            await clock.move(datetime(2025, 1, 1, tzinfo=UTC))
            await heard.until(ChangesMade, 2)
            task.cancel()
            await asyncio.wait([task])
    assert heard.of(ChangesMade)[-1].changes[0].cause == "time"
    assert heard.of(ChangesMade)[-1].changes[0].after.overdue


async def test_poll_now_asks_all_when_forced(tmp_path: Path) -> None:
    async with serving() as (feeds, base):
        fill(feeds)
        clock, heard = SetClock(), Heard()
        async with watcher(write_config(tmp_path, base), clock, heard) as watching:
            task = asyncio.create_task(watching.run(breath=0))
            await heard.until(RoundDone)
            watching.poll_now(force=True)
            await heard.until(RoundDone, 2)
            task.cancel()
            await asyncio.wait([task])
    assert heard.of(RoundStarted)[1].forced
    assert len(feeds.asked) == 6


async def test_one_poller_a_database(tmp_path: Path) -> None:
    async with serving() as (feeds, base):
        fill(feeds)
        path, clock, heard = write_config(tmp_path, base), SetClock(), Heard()
        async with watcher(path, clock, heard) as follower:
            await follower.write(lambda pipeline: pipeline.store.lease.take("elsewhere:1", clock.now()))
            with pytest.raises(BusyError, match="elsewhere"):
                await follower.round()
            task = asyncio.create_task(follower.run(breath=0))
            assert heard.of(Following) == [Following("elsewhere:1")]
            assert follower.following
            await clock.move(START + HOUR)  # the other one has not renewed its lease
            await heard.until(RoundDone)
            assert not follower.following
            task.cancel()
            await asyncio.wait([task])


async def test_the_lease_of_a_program_that_is_gone_is_taken(tmp_path: Path) -> None:
    gone = await asyncio.create_subprocess_exec(sys.executable, "-c", "")
    await gone.wait()
    async with serving() as (feeds, base):
        fill(feeds)
        path, clock, heard = write_config(tmp_path, base), SetClock(), Heard()
        async with watcher(path, clock, heard) as watching:
            left = f"{os.uname().nodename}:{gone.pid}"
            await watching.write(lambda pipeline: pipeline.store.lease.take(left, clock.now()))
            assert await watching.round() is not None


async def test_an_edit_of_the_configuration_is_taken_up_and_a_broken_one_is_not(tmp_path: Path) -> None:
    async with serving() as (feeds, base):
        fill(feeds)
        clock, heard = SetClock(), Heard()
        path = write_config(tmp_path, base)
        async with watcher(path, clock, heard) as watching:
            task = asyncio.create_task(watching.run(breath=0))
            await heard.until(RoundDone)
            good = path.read_text()
            path.write_text(good.replace('kind = "will"', 'kind = "wil"'))
            watching.poll_now()
            (broken,) = await heard.until(ConfigBroken)
            assert "wil" in broken.problems[0]
            assert watching.config.topics[0].questions[0].kind == "will"
            path.write_text(good.replace('about = ["contractor"', 'about = ["contractor | regatta"'))
            watching.poll_now()
            await heard.until(ConfigTaken)
            await heard.until(ReadAgain)  # what is stored is read again with the new words
            task.cancel()
            await asyncio.wait([task])
    assert len(heard.of(ConfigBroken)) == 1


async def test_cancelling_leaves_at_once_and_whole(tmp_path: Path) -> None:
    async with serving() as (feeds, base):
        fill(feeds)
        feeds.held["/cnn"] = asyncio.Event()
        heard = Heard()
        async with watcher(write_config(tmp_path, base), SetClock(), heard) as watching:
            task = asyncio.create_task(watching.round())
            await heard.until(FeedDone)
            task.cancel()
            async with asyncio.timeout(1):
                await asyncio.wait([task])
            assert task.cancelled()
        feeds.held["/cnn"].set()
    with open_store(tmp_path / "db" / "monitor.db", readonly=True) as store:
        assert set(store.feeds.states()) == {"Reuters"}  # the next one of the host was under way
        assert store.problems() == []


def program(folder: Path, *arguments: str) -> list[str]:
    return [sys.executable, "-c", "from monitor.cli import main; main()", *arguments]


async def test_watch_ends_cleanly_when_terminated(tmp_path: Path) -> None:
    async with serving() as (feeds, base):
        fill(feeds)
        write_config(tmp_path, base)
        running = await asyncio.create_subprocess_exec(
            *program(tmp_path, "watch"),
            cwd=tmp_path,
            stdout=asyncio.subprocess.PIPE,
            stderr=asyncio.subprocess.PIPE,
        )
        assert running.stderr is not None
        async with asyncio.timeout(20):
            while b"round-done" not in (line := await running.stderr.readline()):
                assert line, "it ended before its first round was done"
            running.send_signal(signal.SIGTERM)
            out, err = await running.communicate()
    assert running.returncode == 0
    assert b"Traceback" not in err
    assert b"contractors/approved" in out
    with open_store(tmp_path / "db" / "monitor.db", readonly=True) as store:
        assert store.lease.holder(datetime.now(UTC)) is None


ENTRIES = 400
DATABASES = 5
KILLS = 10
"""Moments for each database, at random: fifty in all."""


async def test_rule_15_killed_at_fifty_moments_it_loses_and_doubles_nothing(tmp_path: Path) -> None:
    """SIGKILL while a large document is being stored: what is there is whole, and the next run goes on."""
    said = (CONSIDERED, ELSEWHERE, APPROVED)
    entries = [entry(str(n), said[n % 3], START + timedelta(minutes=n)) for n in range(ENTRIES)]
    chance = random.Random(15)
    async with serving() as (feeds, base):
        fill(feeds)
        feeds.bodies["/reuters"] = rss(entries)
        folders = [tmp_path / str(number) for number in range(DATABASES)]
        for folder in folders:
            folder.mkdir()
            write_config(folder, base)
        moments = [sorted(chance.sample(range(-1, ENTRIES - 150), KILLS)) for _ in folders]
        await asyncio.gather(*(killed_again_and_again(*pair) for pair in zip(folders, moments, strict=True)))


async def killed_again_and_again(folder: Path, moments: Sequence[int]) -> None:
    """Kill a poll once so many items are stored, for each of `moments`; then let one finish."""
    path = folder / "db" / "monitor.db"
    topics = load_config(folder / "feeds.toml").topics
    for moment in moments:
        await killed(folder, path, at_least=moment)
        with open_store(path) as store:
            assert store.problems() == []
            assert differences(store, topics) == []
            assert store.items.count() < ENTRIES + 1
            assert "Reuters" not in store.feeds.states()
    finished = await asyncio.create_subprocess_exec(*program(folder, "poll", "--quiet"), cwd=folder)
    assert await finished.wait() == 0
    with open_store(path) as store:
        guids = [guid for (guid,) in store.connection.execute("select guid from items")]
        assert len(guids) == len(set(guids)) == ENTRIES + 1
        assert store.search.find("regatta", limit=1000) != []
        assert store.search.catch_up() == 0
        assert differences(store, topics) == []
        assert store.problems() == []
        once = store.connection.execute("select item_id, question_id from signals").fetchall()
        assert len(once) == len(set(once))


async def killed(folder: Path, database: Path, at_least: int) -> None:
    """Run `monitor poll` and kill it once so many items are stored."""
    running = await asyncio.create_subprocess_exec(*program(folder, "poll", "--quiet"), cwd=folder)
    ended = asyncio.ensure_future(running.wait())
    try:
        async with asyncio.timeout(30):
            while stored(database) <= at_least:
                await asyncio.wait([ended], timeout=0.002)
                assert not ended.done(), "it was done before it could be killed"
    finally:
        running.kill()
        await ended


def stored(database: Path) -> int:
    """How many items another program has stored by now; -1 while there is no database."""
    if not database.exists():
        return -1
    connection = sqlite3.connect(f"{database.as_uri()}?mode=ro", uri=True)
    try:
        return int(connection.execute("select count(*) from items").fetchone()[0])
    except sqlite3.OperationalError:  # the tables are being made
        return -1
    finally:
        connection.close()
