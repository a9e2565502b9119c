"""One poller a database: who holds the right to poll, and until when."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from contextlib import AbstractContextManager
from datetime import datetime, timedelta

from monitor.store.rows import moment_text

TERM = timedelta(seconds=90)
"""How long a lease lasts unless renewed: a poller that was killed is succeeded after this."""


class Lease:
    """A right with an end, so that a killed holder does not keep it."""

    def __init__(
        self, connection: sqlite3.Connection, transaction: Callable[[], AbstractContextManager[None]]
    ) -> None:
        self._db = connection
        self._transaction = transaction

    def take(self, holder: str, now: datetime, term: timedelta = TERM, name: str = "poller") -> bool:
        """Take or renew the lease; False where somebody else holds it."""
        with self._transaction():
            done = self._db.execute(
                "insert into lease values (?, ?, ?) on conflict (name) do update "
                "set holder = excluded.holder, expires_at = excluded.expires_at "
                "where holder = excluded.holder or expires_at <= ?",
                (name, holder, moment_text(now + term), moment_text(now)),
            )
            return done.rowcount == 1

    def release(self, holder: str, name: str = "poller") -> None:
        """Give the lease back."""
        with self._transaction():
            self._db.execute("delete from lease where name = ? and holder = ?", (name, holder))

    def holder(self, now: datetime, name: str = "poller") -> str | None:
        """Who holds the lease now."""
        row = self._db.execute(
            "select holder from lease where name = ? and expires_at > ?", (name, moment_text(now))
        ).fetchone()
        return None if row is None else str(row[0])
