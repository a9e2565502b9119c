"""Keeping: SQLite, its migrations and all SQL of the program."""
