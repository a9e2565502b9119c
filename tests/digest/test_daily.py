"""Digests by themselves: when the hour comes, and what "since the last" covers."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, time
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from monitor.config import parse_config
from monitor.digest.daily import next_writing, since_last, write
from monitor.digest.window import Window
from monitor.model import DigestSettings
from monitor.store import open_store

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
