"""The board on the whole screen: `monitor` without a command."""

from __future__ import annotations

from pathlib import Path

from monitor.cli.common import Paths, failing


def show_board(where: Paths, *, poll: bool, keys: str | None) -> int:
    """Run the screen until it is quit; gives the exit status.

    At a first run the configuration is checked before anything is shown. Later the board comes at once, and
    the configuration is read behind it: errors in it are told, and mended, on the screen.
    """
    if not (where.config.exists() and where.database.exists()):
        where.load()
    with failing():
        from monitor.tui.app import run_app

        return run_app(where.config, where.database, poll=poll, keymap=Path(keys) if keys else None)
