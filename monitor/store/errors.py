"""What can go wrong with the database, each with a message for the person at the terminal."""

from __future__ import annotations


class StoreError(Exception):
    """The database cannot be used; the text says why and what to do."""


class MissingDatabaseError(StoreError):
    """There is no database at that path yet."""


class NewerSchemaError(StoreError):
    """Written by a later version of the program."""


class DamagedDatabaseError(StoreError):
    """The file is not a database, or a damaged one; a copy of it has been made."""


class FullDiskError(StoreError):
    """There is no room to write; what was being written has been undone."""


class BusyDatabaseError(StoreError):
    """Another program held the database longer than the patience of this one."""
