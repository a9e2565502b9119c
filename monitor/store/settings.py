"""What the program remembers between runs, by name."""

from __future__ import annotations

import sqlite3


class Settings:
    """Names and their texts."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._db = connection

    def get(self, key: str, default: str = "") -> str:
        """The text kept under a name, or the default."""
        row = self._db.execute("select value from settings where key = ?", (key,)).fetchone()
        return default if row is None else str(row[0])

    def set(self, key: str, value: str) -> None:
        """Keep a text under a name."""
        self._db.execute("insert or replace into settings values (?, ?)", (key, value))

    def forget(self, key: str) -> None:
        """Drop a name."""
        self._db.execute("delete from settings where key = ?", (key,))
