"""What the watcher tells, as lines: changes on standard output, all else on standard error."""

from __future__ import annotations

from datetime import datetime

import click
import msgspec

from monitor.board.words import change_words
from monitor.cli.common import now, print_json
from monitor.events import (
    ChangesMade,
    ConfigBroken,
    ConfigTaken,
    DigestFailed,
    DigestWritten,
    Event,
    FeedDone,
    Following,
    MovesWritten,
    NoticeFailed,
    ReadAgain,
    RoundDone,
    RoundStarted,
    RoundStopped,
    StoreFailed,
)
from monitor.records import change_record


class Log:
    """Prints events as they come."""

    def __init__(self, *, as_json: bool, quiet: bool) -> None:
        self._as_json = as_json
        self._quiet = quiet

    def tell(self, event: Event) -> None:
        """Print one event."""
        if self._as_json:
            self._print_json(event)
            return
        if isinstance(event, ChangesMade):
            for change in event.changes:
                where = f"{change.topic}/{change.question}"
                click.echo(f"{_time(change.at)} {where}: {change_words(change)} — {change.why}")
            return
        level, words = _line(event)
        if not self._quiet or level == "error":
            click.echo(f"{_time(now())} {level:5} {words}", err=True)

    @staticmethod
    def _print_json(event: Event) -> None:
        if isinstance(event, ChangesMade):
            for change in event.changes:
                print_json(change_record(change))
            return
        print_json({"type": type(event).__name__, **msgspec.to_builtins(event)})


def _time(moment: datetime) -> str:
    return moment.astimezone().isoformat(timespec="seconds")


def _quoted(words: str) -> str:
    """A value in quotation marks, those inside it escaped."""
    return '"' + words.replace("\\", "\\\\").replace('"', '\\"') + '"'


def _line(event: Event) -> tuple[str, str]:
    """The level and the words of an event: `key=value` after the first word, for programs to read."""
    match event:
        case RoundStarted():
            return "info", f"round feeds={event.feeds} forced={str(event.forced).lower()}"
        case FeedDone():
            notices = "".join(f"; {notice}" for notice in event.notices)
            level = "info" if event.ok else "warn"
            counts = f"new={event.new} edited={event.edited} done={event.done}/{event.of}"
            return level, f"feed name={_quoted(event.feed)} {counts} result={_quoted(event.words + notices)}"
        case RoundDone():
            later = f" next={_time(event.next_at)}" if event.next_at else ""
            counts = f"feeds={event.feeds} failed={event.failed} new={event.new} edited={event.edited}"
            return "info", f"round-done {counts}{later}"
        case RoundStopped():
            return "info", f"round-stopped next={_time(event.next_at)}"
        case Following():
            return (
                "info",
                f"following holder={_quoted(event.holder)}: another program polls for this database",
            )
        case ConfigTaken():
            return "info", f"config feeds={event.feeds} topics={event.topics}: the edit has been taken up"
        case ConfigBroken():
            return "error", "config broken, the last good one stays: " + "; ".join(event.problems)
        case ReadAgain():
            return "info", f"reading-again topics={','.join(event.topics)} done={event.done}/{event.last}"
        case StoreFailed():
            return "error", f"database {event.words}"
        case MovesWritten(problem=""):
            return "info", f"moved feeds={_quoted(', '.join(event.feeds))}: feeds.toml has the new addresses"
        case MovesWritten():
            words = f"moved feeds={_quoted(', '.join(event.feeds))} problem={_quoted(event.problem)}"
            return "warn", f"{words}: feeds.toml keeps the old addresses"
        case DigestWritten():
            return "info", f"digest files={','.join(event.files)}"
        case DigestFailed() | NoticeFailed():
            return "error", event.words
        case ChangesMade():
            raise AssertionError("printed line by line")
