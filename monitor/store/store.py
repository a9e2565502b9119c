"""The Store: one connection, for one thread, with a part for each subject."""

from __future__ import annotations

import sqlite3
from functools import cached_property
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Self

from monitor.store.board import Board
from monitor.store.database import MEMORY, Transactions, connect
from monitor.store.lease import Lease
from monitor.store.search import Search
from monitor.store.settings import Settings
from monitor.store.tags import Tags
from monitor.store.topics import Topics

if TYPE_CHECKING:
    from monitor.store.feeds import Feeds
    from monitor.store.items import Items
    from monitor.store.signals import Signals


class Store:
    """The database, open. Used and closed in the thread that opened it."""

    def __init__(self, connection: sqlite3.Connection, path: Path) -> None:
        self.path = path
        self.connection = connection
        self.transaction = Transactions(connection, path)
        self.settings = Settings(connection)
        self.topics = Topics(connection)
        self.board = Board(connection)
        self.tags = Tags(connection)
        self.search = Search(connection)
        self.lease = Lease(connection, self.transaction)
        self._seen_version = self._data_version()

    # These parts bring much with them; the first picture of the board needs none of them.

    @cached_property
    def feeds(self) -> Feeds:
        """The feeds and how they do."""
        from monitor.store.feeds import Feeds

        return Feeds(self.connection)

    @cached_property
    def items(self) -> Items:
        """The items, their revisions and matches."""
        from monitor.store.items import Items

        return Items(self.connection)

    @cached_property
    def signals(self) -> Signals:
        """What the items say."""
        from monitor.store.signals import Signals

        return Signals(self.connection)

    def changed(self) -> bool:
        """Whether another connection has written since this was last asked. Costs microseconds."""
        version = self._data_version()
        if version == self._seen_version:
            return False
        self._seen_version = version
        return True

    def marks(self) -> tuple[int, ...]:
        """The highest ids of what only grows: two equal marks mean that nothing was added between."""
        row = self.connection.execute(
            "select (select max(id) from items), (select max(id) from signals), "
            "(select max(id) from changes), (select max(id) from tags)"
        ).fetchone()
        return tuple(id_ or 0 for id_ in row)

    def problems(self) -> list[str]:
        """What SQLite finds wrong with the file, and rows that refer to nothing; empty: it is sound."""
        found = [str(row[0]) for row in self.connection.execute("pragma quick_check(20)") if row[0] != "ok"]
        broken = self.connection.execute("pragma foreign_key_check").fetchmany(20)
        return found + [
            f"{table} row {row} refers to a missing row of {parent}" for table, row, parent, _ in broken
        ]

    def _data_version(self) -> int:
        return int(self.connection.execute("pragma data_version").fetchone()[0])

    def close(self) -> None:
        """Close the connection."""
        self.connection.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()


def open_store(path: Path, *, readonly: bool = False, throwaway: bool = False) -> Store:
    """Open the database, making it or bringing its schema up to date where needed.

    `throwaway` trades safety against power loss for speed; MEMORY as a path keeps nothing at all.
    Raises StoreError: MissingDatabaseError where a readonly database does not exist yet,
    NewerSchemaError, DamagedDatabaseError, BusyDatabaseError.
    """
    return Store(connect(path, readonly=readonly, throwaway=throwaway), path)


__all__ = ["MEMORY", "Store", "open_store"]
