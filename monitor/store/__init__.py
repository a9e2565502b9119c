"""Keeping: SQLite, its migrations and all SQL of the program."""

from monitor.store.errors import StoreError
from monitor.store.store import MEMORY, Store, open_store

__all__ = ["MEMORY", "Store", "StoreError", "open_store"]
