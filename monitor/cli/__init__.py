"""The commands. A command's module is imported when it is called: printing a line must not cost a screen."""

from __future__ import annotations

import gc
import importlib
import os
import sys
from collections.abc import Sequence

import click

from monitor.cli.common import Paths, paths

COMMANDS: dict[str, tuple[str, str]] = {
    "serve": ("serve", "The same program in a browser (the extra “serve”)."),
    "demo": ("demo", "The whole program on a bundled story; needs no network."),
    "init": ("setup", "Write a commented feeds.toml to start from."),
    "check": ("setup", "Is feeds.toml sound? Every error at once."),
    "poll": ("polling", "One round without the screen."),
    "watch": ("polling", "Keep polling without the screen."),
    "board": ("board", "The board as text or JSON, now or as it stood then."),
    "changes": ("board", "The changes of the board, newest last."),
    "digest": ("digest", "The report of a day."),
    "replay": ("replay", "The questions over an archive."),
    "explain": ("items", "Why an item matched, and what it says on each question."),
    "find": ("items", "Full-text search over everything stored."),
    "tag": ("items", "The analyst's word on an item, as the keys give it."),
    "feeds": ("feeds", "List, add, remove, import and export feeds."),
    "score": ("score", "The reader's precision against the analyst's own tags."),
    "doctor": (
        "doctor",
        "What is wrong with the machine, the terminal, the database, the feeds; and the mend.",
    ),
    "completion": ("setup", "The script by which a shell completes commands."),
}
"""Command → its module in monitor.cli, and its line in the help; in the order of the help."""


class Commands(click.Group):
    """Commands that are imported when they are called."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """All names, in the order in which they are explained."""
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """The command of that name."""
        if cmd_name not in COMMANDS:
            return None
        module = importlib.import_module(f"monitor.cli.{COMMANDS[cmd_name][0]}")
        command = getattr(module, cmd_name)
        assert isinstance(command, click.Command)
        return command

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """The command that is called; of an unknown one the nearest name is told."""
        if args[0] not in COMMANDS and not args[0].startswith("-"):
            from monitor.names import nearest

            ctx.fail(f"There is no command {args[0]!r}{nearest(args[0], COMMANDS)}")
        return super().resolve_command(ctx, args)

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """The list of commands, without importing any of them."""
        with formatter.section("Commands"):
            formatter.write_dl([(name, line) for name, (_, line) in COMMANDS.items()])


@click.group(
    cls=Commands, invoke_without_command=True, context_settings={"help_option_names": ["-h", "--help"]}
)
@click.version_option(package_name="policy-monitor", prog_name="monitor")
@click.option("--no-poll", is_flag=True, help="Show the board without asking any feed.")
@click.option(
    "--keys", type=click.Path(exists=True, dir_okay=False), help="A file of keys (see docs/screens-keys.md)."
)
@paths
@click.pass_context
def cli(ctx: click.Context, where: Paths, no_poll: bool, keys: str | None) -> None:
    """A live board of policy decisions: what is decided, what is only reported, and on whose word.

    Without a command the board is shown on the whole screen.
    """
    if ctx.invoked_subcommand is None:
        from monitor.cli.screen import show_board

        ctx.exit(show_board(where, poll=not no_poll, keys=keys))


_GARBAGE = 50_000
"""Objects made before a look for garbage. Starting makes some hundred thousand that stay: with Python's own
700, looking through them costs a tenth of the time to the first picture."""


def main(arguments: Sequence[str] | None = None) -> None:
    """The program `monitor`. Exit status: 0 done, 1 a failure, 2 wrong use."""
    gc.set_threshold(_GARBAGE, 20, 20)
    color = None if sys.stdout.isatty() and not os.environ.get("NO_COLOR") else False
    cli.main(args=None if arguments is None else list(arguments), prog_name="monitor", color=color)
