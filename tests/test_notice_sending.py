"""Notices go out once: through the watcher, across restarts, with several programs on one database."""

from __future__ import annotations

import asyncio
import json
import os
import sys
from datetime import timedelta
from pathlib import Path
from types import SimpleNamespace

import pytest

from monitor.archives import read_archives
from monitor.config import load_config
from monitor.events import ChangesMade, Following, NoticeFailed, RoundDone
from monitor.model import Answer, Basis, Change, Kind, NoticeRule, Sound, Status, Tag, TagKind
from monitor.notice.notifier import Notifier
from monitor.notice.rules import Notice
from monitor.notice.send import NoticeError, by_apprise, filled, run, send
from monitor.replay import replay
from monitor.watch import Watcher
from tests.pipeline_cases import APPROVED, CONSIDERED, HOUR, START, TOML, entry
from tests.watch_cases import FeedServer, Heard, SetClock, rss, serving, write_config

BELL = '\n[[notify]]\nname = "bell"\nby = ["bell"]\n'
CHANGE = Change(
    7,
    START,
    "contractors",
    "approved",
    None,
    Answer("contractors", "approved", Kind.WILL, Status.APPROVED, basis=Basis.CONFIRMED),
    (1,),
    ("reuters-1",),
    "Said so.",
)
NOTICE = Notice("Will they?", "approved", (CHANGE,))


def saying(path: Path) -> tuple[str, ...]:
    """A command that appends what it is given to a file."""
    return (
        sys.executable,
        "-c",
        "import sys; open(sys.argv[1], 'ab').write(sys.stdin.buffer.read())",
        str(path),
    )


class Desk:
    """One program: a watcher with its notifier."""

    def __init__(self, path: Path, clock: SetClock) -> None:
        self.heard, self.clock = Heard(), clock
        self.rung: list[str] = []
        self.notifier = Notifier(self.heard.tell, self.rung.append)
        self.watcher = Watcher(path, path.parent / "db" / "monitor.db", clock=clock, tell=self.notifier.hear)

    async def round(self) -> None:
        """Begin, poll, tell."""
        await self.notifier.begin(self.watcher)
        await self.watcher.round(force=True)
        await self.notifier.once(self.watcher, self.clock)


def carry(feeds: FeedServer, *said: tuple[str, str]) -> None:
    """Let the feed of Reuters carry these."""
    feeds.bodies["/reuters"] = rss([entry(str(n), one, START + n * HOUR) for n, one in enumerate(said)])


async def test_a_change_rings_once_across_restarts(tmp_path: Path) -> None:
    async with serving() as (feeds, base):
        path, clock = write_config(tmp_path, base, TOML + BELL), SetClock(START + HOUR)
        carry(feeds, CONSIDERED)
        first = Desk(path, clock)
        async with first.watcher:
            await first.round()
            assert first.rung == ["\a"]
            await first.notifier.once(first.watcher, clock)
            assert first.rung == ["\a"]
        again = Desk(path, clock)
        async with again.watcher:
            await again.round()
            assert again.rung == []
            carry(feeds, CONSIDERED, APPROVED)
            await clock.move(START + 5 * HOUR)
            await again.round()
            assert again.rung == ["\a"]


async def test_a_program_that_follows_tells_nothing(tmp_path: Path) -> None:
    async with serving() as (feeds, base):
        path, clock = write_config(tmp_path, base, TOML + BELL), SetClock(START + HOUR)
        carry(feeds, CONSIDERED)
        polling, following = Desk(path, clock), Desk(path, clock)
        following.watcher._holder = "elsewhere:1"
        async with polling.watcher, following.watcher:
            await polling.notifier.begin(polling.watcher)
            await polling.watcher.round(force=True)
            looking = asyncio.create_task(following.watcher.run(breath=0))
            await following.heard.until(Following)
            await following.notifier.once(following.watcher, clock)
            assert following.rung == []
            await polling.notifier.once(polling.watcher, clock)
            assert polling.rung == ["\a"]
            looking.cancel()


async def test_two_programs_at_once_tell_once(tmp_path: Path) -> None:
    async with serving() as (feeds, base):
        path, clock = write_config(tmp_path, base, TOML + BELL), SetClock(START + HOUR)
        carry(feeds, CONSIDERED)
        one, other = Desk(path, clock), Desk(path, clock)
        async with one.watcher, other.watcher:
            await one.notifier.begin(one.watcher)
            await one.watcher.round(force=True)
            await asyncio.gather(*(desk.notifier.once(desk.watcher, clock) for desk in (one, other)))
            assert one.rung + other.rung == ["\a"]


async def test_the_running_watcher_tells_as_the_board_moves(tmp_path: Path) -> None:
    told = tmp_path / "told"
    os.mkfifo(told)
    rule = f'\n[[notify]]\nname = "tell"\ncommand = {json.dumps(saying(told))}\n'
    async with serving() as (feeds, base):
        desk = Desk(write_config(tmp_path, base, TOML + rule), SetClock(START + HOUR))
        carry(feeds, CONSIDERED)
        async with desk.watcher:
            tasks = [
                asyncio.create_task(desk.notifier.run(desk.watcher, desk.clock)),
                asyncio.create_task(desk.watcher.run(breath=0)),
            ]
            (made, *_) = await desk.heard.until(ChangesMade)
            await desk.heard.until(RoundDone)
            given = await asyncio.to_thread(told.read_bytes)  # ends when the command does
            for task in tasks:
                task.cancel()
            await asyncio.gather(*tasks, return_exceptions=True)
    record = json.loads(given.splitlines()[0])
    assert record["id"] == made.changes[0].id
    assert (record["topic"], record["question"], record["kinds"]) == ("contractors", "approved", ["other"])
    assert record["to"]["status"] == "considering"
    assert not desk.heard.of(NoticeFailed)


async def test_quiet_hours_hold_a_notice_back_over_a_restart(tmp_path: Path) -> None:
    quiet = BELL + 'quiet = "11:00-15:00"\n'
    async with serving() as (feeds, base):
        path = write_config(tmp_path, base, '[monitor]\ntimezone = "UTC"\n' + TOML + quiet)
        clock = SetClock(START + HOUR)  # 13:00
        carry(feeds, CONSIDERED)
        first = Desk(path, clock)
        async with first.watcher:
            await first.round()
            assert first.rung == []
        await clock.move(START + 3 * HOUR)  # 15:00
        again = Desk(path, clock)
        async with again.watcher:
            await again.notifier.once(again.watcher, clock)
            assert again.rung == ["\a"]


async def test_what_the_analyst_does_and_what_was_before_a_rule_is_not_told(tmp_path: Path) -> None:
    async with serving() as (feeds, base):
        path, clock = write_config(tmp_path, base, TOML), SetClock(START + HOUR)
        carry(feeds, CONSIDERED)
        before = Desk(path, clock)
        async with before.watcher:
            await before.round()
        path.write_text(path.read_text() + BELL)
        desk = Desk(path, clock)
        async with desk.watcher:
            await desk.round()
            noise = Tag(0, START, TagKind.NOISE, item=1)
            moved = await desk.watcher.write(lambda pipeline: pipeline.tag(noise, clock.now()))
            assert moved
            await desk.notifier.once(desk.watcher, clock)
        assert desk.rung == []


async def test_a_replay_into_the_database_is_not_told(tmp_path: Path) -> None:
    path = tmp_path / "feeds.toml"
    path.write_text(TOML + BELL)
    clock = SetClock(START + timedelta(days=60))
    desk = Desk(path, clock)
    async with desk.watcher:
        await desk.notifier.begin(desk.watcher)
    row = {
        "id": "1",
        "feed": "CNN",
        "title": CONSIDERED[0],
        "summary": CONSIDERED[1],
        "published": START.isoformat(),
    }
    (tmp_path / "old.jsonl").write_text(json.dumps(row))
    items, config = read_archives([tmp_path / "old.jsonl"], load_config(path), lambda _: None)
    assert len(list(replay(config, items, tmp_path / "db" / "monitor.db"))) == 2
    after = Desk(path, clock)
    async with after.watcher:
        await after.notifier.once(after.watcher, clock)
    assert after.rung == []


# --- the senders --------------------------------------------------------------------------------------------


async def test_a_command_gets_each_change_on_its_input(tmp_path: Path) -> None:
    rule = NoticeRule("x", command=saying(tmp_path / "got"))
    assert await send(rule, Notice("t", "b", (CHANGE, CHANGE)), None) == []
    records = [json.loads(line) for line in (tmp_path / "got").read_text().splitlines()]
    assert [(r["id"], r["kinds"], r["because"]) for r in records] == [
        (7, ["confirmed", "decided"], ["reuters-1"])
    ] * 2


@pytest.mark.parametrize(
    ("command", "words"),
    [
        (("/no/such/program",), "cannot be run"),
        ((sys.executable, "-c", "import sys; sys.exit('no\\x1b[31mgood')"), "ended with 1: no"),
    ],
)
async def test_a_command_that_fails_is_told(command: tuple[str, ...], words: str) -> None:
    (problem,) = await send(NoticeRule("x", command=command), NOTICE, None)
    assert words in problem
    assert "\x1b" not in problem


async def test_a_command_that_hangs_is_given_up(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("monitor.notice.send.PATIENCE", 0.2)
    with pytest.raises(NoticeError, match="given up"):
        await run((sys.executable, "-c", "import time; time.sleep(60)"), b"")


async def test_nothing_is_taken_for_a_shell(tmp_path: Path) -> None:
    await send(
        NoticeRule("x", command=("echo", f"$(touch {tmp_path}/made); touch {tmp_path}/made")), NOTICE, None
    )
    assert not (tmp_path / "made").exists()


async def test_bell_and_notification_go_to_the_terminal_alone(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("TMUX", raising=False)
    written: list[str] = []
    assert await send(NoticeRule("x", (Sound.BELL, Sound.OSC9)), NOTICE, written.append) == []
    assert written == ["\a\x1b]9;Will they?: approved\a"]
    assert await send(NoticeRule("x", (Sound.BELL,)), NOTICE, None) == []


async def test_notify_send_is_called(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    program = tmp_path / "notify-send"
    program.write_text(f"#!/bin/sh\nprintf '%s\\n' \"$@\" > {tmp_path}/shown\n")
    program.chmod(0o755)
    monkeypatch.setenv("PATH", f"{tmp_path}:/usr/bin:/bin")
    assert await send(NoticeRule("x", (Sound.NOTIFY_SEND,)), NOTICE, None) == []
    assert (tmp_path / "shown").read_text().splitlines()[-2:] == ["Will they?", "approved"]


class Services:
    """Stands for apprise.Apprise."""

    def __init__(self, takes: bool = True) -> None:
        self.urls: list[str] = []
        self.sent: list[tuple[str, str]] = []
        self.takes = takes

    def add(self, url: str) -> bool:
        self.urls.append(url)
        return not url.startswith("nonsense")

    async def async_notify(self, *, body: str, title: str) -> bool:
        self.sent.append((title, body))
        return self.takes


async def test_an_apprise_service_gets_it_with_the_key_from_the_environment(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    services = Services()
    monkeypatch.setitem(sys.modules, "apprise", SimpleNamespace(Apprise=lambda: services))
    monkeypatch.setenv("DESK_KEY", "s3cret")
    await by_apprise("tgram://$DESK_KEY/${DESK_KEY}", NOTICE)
    assert services.urls == ["tgram://s3cret/s3cret"]
    assert services.sent == [("Will they?", "approved")]


@pytest.mark.parametrize("url", ["nonsense://s3cret", "ntfy://s3cret", "ntfy://s3cret/$NOT_SET"])
async def test_a_service_that_fails_is_told_without_its_key(
    url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "apprise", SimpleNamespace(Apprise=lambda: Services(takes=False)))
    (problem,) = await send(NoticeRule("x", apprise=url), NOTICE, None)
    assert "s3cret" not in problem


async def test_without_apprise_it_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "apprise", None)
    (problem,) = await send(NoticeRule("x", apprise="ntfy://x"), NOTICE, None)
    assert "pip install" in problem


def test_a_variable_that_is_not_set_is_told() -> None:
    with pytest.raises(NoticeError, match="NOT_SET"):
        filled("ntfy://$NOT_SET")
