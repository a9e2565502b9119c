"""`monitor serve`: the same program in a browser."""

from __future__ import annotations

import shlex
import sys
from pathlib import Path

import click

from monitor.cli.common import Paths, paths

LOOPBACK = "localhost"


@click.command()
@click.option("--host", default=LOOPBACK, show_default=True, help="The address to listen on.")
@click.option("--port", type=click.IntRange(1, 65535), default=8000, show_default=True)
@click.option("--no-poll", is_flag=True, help="Show the board without asking any feed.")
@click.option("--keys", type=click.Path(exists=True, dir_okay=False), help="A file of keys.")
@paths
def serve(where: Paths, host: str, port: int, no_poll: bool, keys: str | None) -> None:
    """The same program in a browser, by textual-serve (pip install 'policy-monitor[serve]').

    Each browser tab runs a program of its own on the one database: the first polls, the others follow.
    Whoever reaches the address can do what you can do at the keyboard; it asks for no password.
    """
    try:
        from textual_serve.server import Server
    except ImportError as error:
        raise click.ClickException(
            "`monitor serve` needs textual-serve, which is not installed: "
            f"{sys.executable} -m pip install 'policy-monitor[serve]'"
        ) from error
    where.load()
    if host != LOOPBACK:
        where.note(f"Anybody who reaches {host}:{port} can tag, edit and quit: there is no password.")
    Server(command_of(where, poll=not no_poll, keys=keys), host, port, title="policy monitor").serve()


def command_of(where: Paths, *, poll: bool, keys: str | None) -> str:
    """The command that runs the program of one browser tab, as a shell takes it."""
    words = [sys.executable, "-c", "from monitor.cli import main; main()"]
    words += ["--config", str(where.config.resolve()), "--db", str(where.database.resolve())]
    words += [] if poll else ["--no-poll"]
    words += ["--keys", str(Path(keys).resolve())] if keys else []
    return shlex.join(words)
