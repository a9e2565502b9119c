"""`monitor replay`."""

from __future__ import annotations

import sys
from pathlib import Path

import click
import msgspec

from monitor.archives import ArchiveError, read_archives
from monitor.board.words import change_words
from monitor.cli.common import Paths, failing, paths
from monitor.model import Change
from monitor.replay import record
from monitor.replay import replay as play


@click.command()
@click.argument("archives", metavar="ARCHIVE...", nargs=-1, required=True, type=click.Path(path_type=Path))
@click.option("--json", "as_json", is_flag=True, help="One JSON object a line: every item, every change.")
@paths
def replay(where: Paths, archives: tuple[Path, ...], as_json: bool) -> None:
    """Put the questions to an archive, and show how the board would have moved.

    An ARCHIVE holds JSON lines (id, feed, url, title, summary, published), or is a saved feed document or a
    database; it may be gzipped; `-` is standard input. Nothing is kept unless --db names a database.
    """
    config = where.load()
    try:
        items, config = read_archives(archives, config, where.note)
    except ArchiveError as error:
        raise click.ClickException(str(error)) from error
    several = len(config.topics) > 1
    encode = msgspec.json.Encoder().encode
    on_topic = moves = 0
    with failing():
        for event in play(config, items, where.database if where.database_given else None):
            if isinstance(event, Change):
                moves += 1
            else:
                on_topic += bool(event.reading.matches)
            if as_json:
                sys.stdout.write(encode(record(event, several=several)).decode() + "\n")
            elif isinstance(event, Change):
                led = f"  [{', '.join(event.guids)}]" if event.guids else ""
                click.echo(
                    f"{event.at:%Y-%m-%d %H:%M}  {event.topic}/{event.question}: {change_words(event)}{led}"
                )
    where.note(f"{len(items)} items, {on_topic} on a topic, {moves} changes of the board")
