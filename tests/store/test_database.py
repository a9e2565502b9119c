"""Opening: schema, settings, and what goes wrong with a clear message."""

from __future__ import annotations

import dataclasses
import sqlite3
import threading
from datetime import UTC, datetime
from pathlib import Path

import pytest

from monitor.feeds.state import FeedState, as_row
from monitor.model import Feed, Tier
from monitor.store import MEMORY, Store, StoreError, open_store, schema
from monitor.store.database import readable_errors
from monitor.store.errors import (
    DamagedDatabaseError,
    FullDiskError,
    MissingDatabaseError,
    NewerSchemaError,
)

NOW = datetime(2024, 6, 25, 21, 4, tzinfo=UTC)


def test_a_new_database_has_the_newest_schema_and_the_settings(tmp_path: Path) -> None:
    with open_store(tmp_path / "deep" / "monitor.db") as store:
        pragma = {
            name: store.connection.execute(f"pragma {name}").fetchone()[0]
            for name in ("user_version", "application_id", "journal_mode", "synchronous", "foreign_keys")
        }
    assert pragma == {
        "user_version": schema.VERSION,
        "application_id": schema.APPLICATION_ID,
        "journal_mode": "wal",
        "synchronous": 1,
        "foreign_keys": 1,
    }


def test_migrations_are_recorded_one_by_one(tmp_path: Path) -> None:
    with open_store(tmp_path / "monitor.db") as store:
        applied = store.connection.execute("select name from _sqlite_migrations order by id").fetchall()
    assert [name for (name,) in applied] == [name for name, _ in schema.STEPS]


def test_opening_again_changes_nothing(tmp_path: Path) -> None:
    path = tmp_path / "monitor.db"
    open_store(path).close()
    before = path.read_bytes()
    open_store(path).close()
    assert path.read_bytes() == before


def test_two_programs_that_start_at_once_make_one_schema(tmp_path: Path) -> None:
    path, errors = tmp_path / "monitor.db", []

    def begin() -> None:
        try:
            open_store(path).close()
        except StoreError as error:
            errors.append(error)

    threads = [threading.Thread(target=begin) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert errors == []


def test_a_database_that_is_only_read_must_exist(tmp_path: Path) -> None:
    with pytest.raises(MissingDatabaseError, match="monitor poll"):
        open_store(tmp_path / "monitor.db", readonly=True)
    assert not list(tmp_path.iterdir())


def test_a_readonly_store_refuses_to_write(tmp_path: Path) -> None:
    open_store(tmp_path / "monitor.db").close()
    with (
        open_store(tmp_path / "monitor.db", readonly=True) as store,
        pytest.raises(StoreError),
        store.transaction(),
    ):
        store.settings.set("a", "b")


def test_a_newer_schema_is_refused_with_what_to_do(tmp_path: Path) -> None:
    path = tmp_path / "monitor.db"
    open_store(path).close()
    with sqlite3.connect(path) as connection:
        connection.execute("pragma user_version = 99")
    connection.close()
    for readonly in (False, True):
        with pytest.raises(NewerSchemaError, match=r"schema 99.*Update the program"):
            open_store(path, readonly=readonly)


def test_another_programs_database_is_left_alone(tmp_path: Path) -> None:
    path = tmp_path / "other.db"
    with sqlite3.connect(path) as connection:
        connection.execute("create table theirs (a)")
    connection.close()
    with pytest.raises(StoreError, match="another program"):
        open_store(path)


@pytest.mark.parametrize(
    "content", [b"this is no database, only text" * 200, b"SQLite format 3\0" + b"\xff" * 9000]
)
def test_a_damaged_file_is_told_and_copied(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "monitor.db"
    path.write_bytes(content)
    with pytest.raises(DamagedDatabaseError, match=r"damaged-1.*recover"):
        open_store(path)
    assert (tmp_path / "monitor.db.damaged-1").read_bytes() == content


def test_one_damaged_file_is_copied_once(tmp_path: Path) -> None:
    path = tmp_path / "monitor.db"
    path.write_bytes(b"no database" * 1000)
    for _ in range(3):
        with pytest.raises(DamagedDatabaseError):
            open_store(path)
    assert sorted(p.name for p in tmp_path.iterdir()) == ["monitor.db", "monitor.db.damaged-1"]


def read_settings(path: Path) -> None:
    with open_store(path) as store, readable_errors(path):
        store.connection.execute("select sum(length(value)) from settings").fetchone()


def test_damage_inside_is_told_when_it_is_met(tmp_path: Path) -> None:
    path = tmp_path / "monitor.db"
    with open_store(path) as store, store.transaction():
        for n in range(3000):
            store.settings.set(f"key {n}", "value" * 20)
    content = bytearray(path.read_bytes())
    content[8192:-4096] = b"\xee" * (len(content) - 4096 - 8192)
    path.write_bytes(content)
    with pytest.raises(DamagedDatabaseError):
        read_settings(path)


def fill(store: Store) -> None:
    with store.transaction():
        for n in range(2000):
            store.settings.set(f"key {n}", "value" * 20)


def test_a_full_disk_is_told_and_nothing_half_done_stays(tmp_path: Path) -> None:
    with open_store(tmp_path / "monitor.db") as store:
        pages = store.connection.execute("pragma page_count").fetchone()[0]
        store.connection.execute(f"pragma max_page_count = {pages + 2}")
        with pytest.raises(FullDiskError, match="disk is full"):
            fill(store)
        assert store.settings.get("key 0") == ""
        with store.transaction():
            store.settings.set("small", "goes on")
        assert store.settings.get("small") == "goes on"


def write_and_fail(store: Store) -> None:
    with store.transaction():
        store.settings.set("a", "b")
        with store.transaction():  # part of the outer one
            store.settings.set("c", "d")
        raise ZeroDivisionError


def test_a_transaction_is_all_or_nothing() -> None:
    with open_store(MEMORY, throwaway=True) as store:
        with pytest.raises(ZeroDivisionError):
            write_and_fail(store)
        assert (store.settings.get("a"), store.settings.get("c")) == ("", "")


def test_changed_tells_of_other_connections_only(tmp_path: Path) -> None:
    with open_store(tmp_path / "monitor.db") as store, open_store(tmp_path / "monitor.db") as other:
        assert not store.changed()
        store.settings.set("mine", "1")
        assert not store.changed()
        other.settings.set("theirs", "1")
        assert store.changed()
        assert not store.changed()


def test_every_field_of_a_feeds_state_has_its_column() -> None:
    with open_store(MEMORY, throwaway=True) as store:
        store.feeds.sync([Feed("A", "http://a.example/", Tier.WIRE)])
        full = FeedState(
            url="http://a.example/",
            title="The A",
            etag='W/"x"',
            last_modified="Tue, 25 Jun 2024",
            last_attempt=NOW,
            failures=3,
            offline=True,
            skip_hours=(1, 2),
            next_at=NOW,
            recent=(NOW, NOW),
        )
        store.feeds.save_state("A", full)
        assert store.feeds.states() == {"A": full}
        columns = {row[1] for row in store.connection.execute("pragma table_info(feed_states)")}
    assert columns - {"feed_id"} == set(as_row(full)) == {f.name for f in dataclasses.fields(FeedState)}


def test_the_tables_open_in_other_tools(tmp_path: Path) -> None:
    open_store(tmp_path / "monitor.db").close()
    connection = sqlite3.connect(tmp_path / "monitor.db")
    tables = {row[0] for row in connection.execute("select name from sqlite_schema where type = 'table'")}
    connection.close()
    assert {
        "feeds", "feed_states", "feed_log", "items", "item_feeds", "revisions", "stories", "topics",
        "questions", "matches", "signals", "answers", "changes", "change_items", "tags", "lease", "settings",
    } <= tables  # fmt: skip
