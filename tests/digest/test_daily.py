"""Digests by themselves: when the hour comes, and what "since the last" covers."""

from __future__ import annotations

import asyncio
from dataclasses import replace
from datetime import UTC, date, datetime, time
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from monitor.config import parse_config
from monitor.digest.daily import keep_writing, next_writing, since_last, write
from monitor.digest.window import Window
from monitor.events import DigestFailed, DigestWritten, Event
from monitor.model import DigestSettings
from monitor.store import open_store
from monitor.watch import Watcher
from tests.watch_cases import SetClock

NEW_YORK = ZoneInfo("America/New_York")
SIX = DigestSettings(folder=Path("x"), at=time(18))


def utc(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=UTC)


@pytest.mark.parametrize(
    ("now", "due"),
    [
        ("2024-11-08T12:00", "2024-11-08T23:00"),  # 18:00 in New York, winter
        ("2024-11-08T23:00", "2024-11-09T23:00"),  # the very moment is past
        ("2024-07-08T12:00", "2024-07-08T22:00"),  # summer
        ("2024-11-03T01:00", "2024-11-03T23:00"),  # the day of 25 hours
    ],
)
def test_the_next_digest_is_due_at_the_desks_hour(now: str, due: str) -> None:
    assert next_writing(SIX, NEW_YORK, utc(now)) == utc(due)


def test_an_hour_that_the_clocks_skip_still_comes_once() -> None:
    skipped = replace(SIX, at=time(2, 30))
    due = next_writing(skipped, NEW_YORK, utc("2024-03-10T05:30"))
    assert due is not None
    assert due.date() == date(2024, 3, 10)
    assert next_writing(skipped, NEW_YORK, due) == utc("2024-03-11T06:30")


def test_without_an_hour_nothing_is_due() -> None:
    assert next_writing(DigestSettings(), NEW_YORK, utc("2024-11-08T12:00")) is None


@pytest.mark.parametrize(
    ("day", "hours"), [(date(2024, 3, 10), 23), (date(2024, 11, 3), 25), (date(2024, 5, 1), 24)]
)
def test_a_day_is_as_long_as_its_clocks_make_it(day: date, hours: int) -> None:
    window = Window(day, day, NEW_YORK)
    assert (window.end - window.start).total_seconds() == hours * 3600


def test_the_second_digest_begins_where_the_first_ended(tmp_path: Path) -> None:
    config = parse_config(
        '[digest]\nfolder = "out"\nat = "18:00"\nformats = ["md", "html"]', tmp_path / "feeds.toml"
    )
    first, second = utc("2024-11-08T23:00"), utc("2024-11-09T23:00")
    with open_store(tmp_path / "monitor.db") as store:
        assert since_last(store, config, first).start == utc("2024-11-07T23:00")
        files = write(store, config, first)
        assert [path.suffix for path in files] == [".md", ".html"]
        assert all(path.parent == tmp_path / "out" and path.stat().st_size for path in files)
        assert since_last(store, config, second).start == first
        assert write(store, config, second)[0] not in files


def test_a_template_of_the_desk_is_filled_beside_the_formats(tmp_path: Path) -> None:
    (tmp_path / "own.txt").write_text("{{ digest.window.words }}", encoding="utf-8")
    config = parse_config(
        '[digest]\nfolder = "out"\nat = "18:00"\ntemplate = "own.txt"', tmp_path / "feeds.toml"
    )
    with open_store(tmp_path / "monitor.db") as store:
        files = write(store, config, utc("2024-11-08T23:00"))
    assert [path.name.split(".", 1)[1] for path in files] == ["md", "own.txt"]
    assert "2024" in files[1].read_text("utf-8")


class _Clock(SetClock):
    """Moves when the program has gone to sleep."""

    def __init__(self, start: datetime) -> None:
        super().__init__(start)
        self._asleep = asyncio.Event()

    async def sleep_until(self, moment: datetime) -> None:
        self._asleep.set()
        await super().sleep_until(moment)

    async def move(self, moment: datetime) -> None:
        await asyncio.wait_for(self._asleep.wait(), 20)
        self._asleep.clear()
        await super().move(moment)


def _config(folder: Path, digest: str) -> Path:
    path = folder / "feeds.toml"
    path.write_text(f'[monitor]\ntimezone = "America/New_York"\n{digest}', encoding="utf-8")
    return path


async def test_at_its_hour_the_watching_program_writes_the_digest_into_the_folder(tmp_path: Path) -> None:
    told: asyncio.Queue[Event] = asyncio.Queue()
    clock = _Clock(utc("2024-11-08T22:59:30"))
    config = _config(tmp_path, '[digest]\nfolder = "out"\nat = "18:00"\nformats = ["md", "json"]')
    async with Watcher(config, tmp_path / "monitor.db", clock=clock, tell=lambda _: None) as watcher:
        writing = asyncio.create_task(keep_writing(watcher, clock, told.put_nowait))
        await clock.move(utc("2024-11-08T23:00"))
        first = await asyncio.wait_for(told.get(), 20)
        await clock.move(utc("2024-11-09T23:07"))  # the machine slept: late, and up to its hour all the same
        second = await asyncio.wait_for(told.get(), 20)
        writing.cancel()
    assert isinstance(first, DigestWritten)
    assert isinstance(second, DigestWritten)
    assert [Path(name).name for name in (*first.files, *second.files)] == [
        f"digest-2024-11-{day}-1800.{form}" for day in ("08", "09") for form in ("md", "json")
    ]
    report = (tmp_path / "out" / "digest-2024-11-09-1800.md").read_text("utf-8")
    assert "- Covers 8 November 2024, 18:00 to 9 November 2024, 18:00 (America/New_York)\n" in report


async def test_a_folder_that_cannot_be_written_is_said(tmp_path: Path) -> None:
    told: asyncio.Queue[Event] = asyncio.Queue()
    clock = _Clock(utc("2024-11-08T22:59:30"))
    (tmp_path / "out").write_text("a file, no folder", encoding="utf-8")
    config = _config(tmp_path, '[digest]\nfolder = "out"\nat = "18:00"')
    async with Watcher(config, tmp_path / "monitor.db", clock=clock, tell=lambda _: None) as watcher:
        writing = asyncio.create_task(keep_writing(watcher, clock, told.put_nowait))
        await clock.move(utc("2024-11-08T23:00"))
        failed = await asyncio.wait_for(told.get(), 20)
        writing.cancel()
    assert isinstance(failed, DigestFailed)
    assert "out" in failed.words
