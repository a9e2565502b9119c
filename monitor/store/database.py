"""One connection, opened with the settings that the program relies on, and its transactions."""

from __future__ import annotations

import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from monitor.store import schema
from monitor.store.errors import (
    BusyDatabaseError,
    DamagedDatabaseError,
    FullDiskError,
    MissingDatabaseError,
    NewerSchemaError,
    StoreError,
)

PATIENCE = 10.0
"""Seconds to wait for another writer before giving up."""

MEMORY = Path(":memory:")
"""A database that is thrown away with its connection."""

_PRAGMAS = (
    "pragma foreign_keys = on",
    "pragma cache_size = -65536",  # KiB
    "pragma journal_size_limit = 67108864",  # the WAL is cut back to 64 MiB after a checkpoint
    "pragma temp_store = memory",
)
_DAMAGE = (sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB)
_BUSY = (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED)


def connect(path: Path, *, readonly: bool = False, throwaway: bool = False) -> sqlite3.Connection:
    """An open connection with the schema at its newest version.

    `throwaway` gives up safety against power loss for speed. Raises StoreError.
    """
    if readonly and not path.is_file():
        raise MissingDatabaseError(f"There is no database at {path} yet: `monitor poll` makes one.")
    if not readonly and path != MEMORY:
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise StoreError(f"{path.parent} cannot be made: {error.strerror}.") from error
    with readable_errors(path):
        if readonly and _version(path) < schema.VERSION:
            connect(path).close()
        connection = _open(path, readonly)
        try:
            _prepare(connection, path, readonly, throwaway)
        except BaseException:
            connection.close()
            raise
        return connection


def _open(path: Path, readonly: bool) -> sqlite3.Connection:
    target = str(path) if path == MEMORY else f"{path.absolute().as_uri()}?mode={'ro' if readonly else 'rwc'}"
    return sqlite3.connect(
        target, uri=path != MEMORY, timeout=PATIENCE, isolation_level=None, cached_statements=256
    )


def _prepare(connection: sqlite3.Connection, path: Path, readonly: bool, throwaway: bool) -> None:
    version, owner, tables = _identity(connection)
    if tables and owner != schema.APPLICATION_ID:
        raise StoreError(f"{path} is a database of another program; name another one with --db.")
    if version > schema.VERSION:
        raise NewerSchemaError(
            f"{path} was written by a newer version of the program (schema {version}, this one knows "
            f"{schema.VERSION}). Update the program, or name another database with --db."
        )
    for pragma in _PRAGMAS:
        connection.execute(pragma)
    if readonly:
        connection.execute("pragma query_only = on")
        return
    connection.execute(f"pragma journal_mode = {'memory' if throwaway else 'wal'}")
    connection.execute(f"pragma synchronous = {'off' if throwaway else 'normal'}")
    if version < schema.VERSION:
        _migrate(connection)


def _identity(connection: sqlite3.Connection) -> tuple[int, int, int]:
    """Schema version, application and number of tables at one moment: another program may make them now."""
    connection.execute("begin")
    try:
        (tables,) = connection.execute("select count(*) from sqlite_schema").fetchone()
        (version,) = connection.execute("pragma user_version").fetchone()
        (owner,) = connection.execute("pragma application_id").fetchone()
    finally:
        connection.execute("rollback")
    return version, owner, tables


def _migrate(connection: sqlite3.Connection) -> None:
    """All steps that are due in one transaction, so that two programs that start at once do not collide."""
    connection.execute("begin immediate")
    try:
        schema.migrate(connection)
        connection.execute("commit")
    except BaseException:
        connection.execute("rollback")
        raise


def _version(path: Path) -> int:
    connection = _open(path, readonly=True)
    try:
        return int(connection.execute("pragma user_version").fetchone()[0])
    finally:
        connection.close()


@contextmanager
def readable_errors(path: Path) -> Iterator[None]:
    """Turn SQLite's errors into StoreErrors that say what to do."""
    try:
        yield
    except sqlite3.DatabaseError as error:
        code = (getattr(error, "sqlite_errorcode", None) or 0) & 0xFF
        if code in _DAMAGE:
            raise DamagedDatabaseError(_damaged(path, error)) from error
        if code == sqlite3.SQLITE_FULL:
            raise FullDiskError(
                f"The disk is full: {path} could not be written. Nothing half-done was kept; make room and "
                "go on."
            ) from error
        if code in _BUSY:
            raise BusyDatabaseError(
                f"Another program has been writing to {path} for more than {PATIENCE:.0f} seconds."
            ) from error
        if code in (sqlite3.SQLITE_CANTOPEN, sqlite3.SQLITE_READONLY, sqlite3.SQLITE_IOERR):
            raise StoreError(f"{path} cannot be used: {error}.") from error
        raise


def _damaged(path: Path, error: sqlite3.DatabaseError) -> str:
    copy = back_up(path)
    kept = f"A copy of it is kept as {copy}." if copy else "No copy could be made of it."
    return (
        f"{path} is damaged ({error}). {kept} To rescue what can be read: "
        f"`sqlite3 {path} .recover | sqlite3 rescued.db`; to start afresh: move the file away."
    )


def back_up(path: Path) -> Path | None:
    """Copy a damaged database, with its log, beside itself; None where that fails.

    A copy that is already there and equally large and old is not made again.
    """
    for number in range(1, 1000):
        copy = path.with_name(f"{path.name}.damaged-{number}")
        try:
            if copy.exists():
                old, new = copy.stat(), path.stat()
                if (old.st_size, old.st_mtime_ns) == (new.st_size, new.st_mtime_ns):
                    return copy
                continue
            shutil.copy2(path, copy)
            log = path.with_name(f"{path.name}-wal")
            if log.exists():
                shutil.copy2(log, copy.with_name(f"{copy.name}-wal"))
        except OSError:
            return None
        return copy
    return None


class Transactions:
    """Begin, commit, roll back on one connection; an inner transaction is part of the outer one."""

    def __init__(self, connection: sqlite3.Connection, path: Path) -> None:
        self._connection = connection
        self._path = path

    @contextmanager
    def __call__(self) -> Iterator[None]:
        """All of what is written inside, or nothing. Raises StoreError."""
        if self._connection.in_transaction:
            yield
            return
        with readable_errors(self._path):
            self._connection.execute("begin immediate")
            try:
                yield
                self._connection.execute("commit")
            except BaseException:
                if self._connection.in_transaction:
                    self._connection.execute("rollback")
                raise
