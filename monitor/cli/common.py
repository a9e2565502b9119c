"""What the commands share: where the files are, how they fail, how they print."""

from __future__ import annotations

import re
import sys
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

from monitor import files

if TYPE_CHECKING:
    from monitor.model import Config
    from monitor.store import Store
    from monitor.store.topics import Asked

R = TypeVar("R")

DEFAULT_CONFIG = Path("feeds.toml")


@dataclass(frozen=True, slots=True)
class Paths:
    """Where a command works."""

    config: Path
    database: Path
    database_given: bool  # by --db, not by default
    quiet: bool

    def at(self, config: Path) -> Paths:
        """The same with another configuration."""
        return replace(self, config=config)

    def note(self, line: str) -> None:
        """A line for people, on standard error; nothing with --quiet."""
        if not self.quiet:
            click.echo(line, err=True)

    def load(self) -> Config:
        """The configuration. Prints every problem and ends with status 1 where there is one."""
        from monitor.config import ConfigErrors, load_config

        if not self.config.exists():
            raise click.ClickException(f"There is no {self.config}: `monitor init` writes one to start from.")
        try:
            return load_config(self.config)
        except ConfigErrors as errors:
            for problem in errors.problems:
                click.echo(str(problem), err=True)
            sys.exit(1)

    @contextmanager
    def store(self, *, readonly: bool = False) -> Iterator[Store]:
        """The database; a StoreError becomes a message and status 1."""
        from monitor.store import open_store
        from monitor.store.database import readable_errors

        with failing(), open_store(self.database, readonly=readonly) as store, readable_errors(self.database):
            yield store


@contextmanager
def failing() -> Iterator[None]:
    """Turn the database's errors into a message and status 1."""
    from monitor.store import StoreError

    try:
        yield
    except StoreError as error:
        raise click.ClickException(str(error)) from error


def counted(number: int, noun: str) -> str:
    """A number of things in words: "1 topic", "2 topics"."""
    return f"{number:,} {noun}{'' if number == 1 else 's'}"


def no_question(name: str, asked: Iterable[Asked], where: str) -> click.BadParameter:
    """What is said of a question that nobody asks; `where` is the word of the command line."""
    from monitor.names import nearest

    hint = nearest(name, (one.key for one in asked))
    return click.BadParameter(f"there is no question {name!r}{hint}", param_hint=where)


def paths(command: Callable[..., R]) -> Callable[..., R]:
    """Give a command --config, --db and --quiet, handed to it as `where`; before or after its name."""

    def with_paths(ctx: click.Context, config: Path | None, db: Path | None, quiet: bool, **rest: Any) -> R:
        above = ctx.parent.obj if ctx.parent is not None else None
        given = Given(config, db, quiet)
        ctx.obj = given if above is None else given.after(above)
        return ctx.invoke(command, where=ctx.obj.paths(), **rest)

    made: Callable[..., R] = click.pass_context(with_paths)
    for option in reversed(_OPTIONS):
        made = option(made)
    made.__name__, made.__doc__ = command.__name__, command.__doc__
    return made


_OPTIONS = (
    click.option("--config", "-c", type=click.Path(path_type=Path), help="The configuration.  [feeds.toml]"),
    click.option(
        "--db",
        type=click.Path(path_type=Path),
        help="The database.  [db/monitor.db beside the configuration]",
    ),
    click.option("--quiet", "-q", is_flag=True, help="Say nothing but what was asked for, and errors."),
)


@dataclass(frozen=True, slots=True)
class Given:
    """The options as they were given at one place of the command line."""

    config: Path | None
    database: Path | None
    quiet: bool

    def after(self, above: Given) -> Given:
        """With what was given before the command's name."""
        return Given(self.config or above.config, self.database or above.database, self.quiet or above.quiet)

    def paths(self) -> Paths:
        """With the defaults."""
        config = self.config or DEFAULT_CONFIG
        database = self.database or config.parent / "db" / "monitor.db"
        return Paths(config, database, self.database is not None, self.quiet)


def now() -> datetime:
    """The present: the only place where the commands ask for it."""
    return datetime.now(UTC)


def print_json(value: object) -> None:
    """One JSON value on a line of standard output."""
    import msgspec

    sys.stdout.write(msgspec.json.encode(value).decode() + "\n")


def replace_file(path: Path, content: bytes) -> None:
    """Write a file whole or not at all, or end the command with what is wrong."""
    try:
        files.replace_file(path, content)
    except OSError as error:
        raise click.ClickException(f"{path} cannot be written: {error.strerror}.") from error


_AGO = re.compile(r"(\d+)\s*(m|min|h|d|w)\Z")
_STEPS = {
    "m": timedelta(minutes=1),
    "min": timedelta(minutes=1),
    "h": timedelta(hours=1),
    "d": timedelta(days=1),
    "w": timedelta(weeks=1),
}


class Moment(click.ParamType[datetime]):
    """A time: ISO 8601 ("2024-06-25", "2024-06-25T21:04Z"), "2h" or "3d" ago, "today", "yesterday", "now"."""

    name = "time"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> datetime:
        """The moment in UTC; a time without a zone is the machine's."""
        if isinstance(value, datetime):
            return value
        text, present = str(value).strip(), now()
        if text == "now":
            return present
        if text in ("today", "yesterday"):
            midnight = present.astimezone().replace(hour=0, minute=0, second=0, microsecond=0)
            return (midnight - timedelta(days=text == "yesterday")).astimezone(UTC)
        if ago := _AGO.match(text):
            return present - int(ago[1]) * _STEPS[ago[2]]
        try:
            return datetime.fromisoformat(text).astimezone(UTC)
        except (ValueError, OverflowError):
            self.fail(
                f"{text!r} is no time: 2024-06-25, 2024-06-25T21:04Z, 3d, 2h, today, yesterday", param, ctx
            )


class Day(click.ParamType[date]):
    """A day: ISO 8601, "today" or "yesterday"; None where not given."""

    name = "day"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> date:
        """The day, in the machine's zone where it is named by a word."""
        if isinstance(value, date):
            return value
        text = str(value).strip()
        if text in ("today", "yesterday"):
            return (now().astimezone() - timedelta(days=text == "yesterday")).date()
        try:
            return date.fromisoformat(text)
        except ValueError:
            self.fail(f"{text!r} is no day: 2024-06-25, today, yesterday", param, ctx)
