"""The board on the whole screen: `monitor` without a command."""

from __future__ import annotations

from pathlib import Path

from monitor.cli.common import Paths, failing


def show_board(where: Paths, *, poll: bool, keys: str | None) -> int:
    """Run the screen until it is quit; gives the exit status. The configuration is checked first."""
    where.load()
    with failing():
        from monitor.tui.app import run_app

        return run_app(where.config, where.database, poll=poll, keymap=Path(keys) if keys else None)
