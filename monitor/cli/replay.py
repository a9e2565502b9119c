"""`monitor replay`."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path

import click
import msgspec

from monitor.archives import Archived, ArchiveError, read_archives
from monitor.board.words import change_words
from monitor.cli.common import Paths, counted, failing, paths, print_json
from monitor.model import Change, Config
from monitor.replay import record
from monitor.replay import replay as play


@click.command()
@click.argument("archives", metavar="[ARCHIVE]...", nargs=-1, type=click.Path(path_type=Path))
@click.option("--json", "as_json", is_flag=True, help="One JSON object a line: every item, every change.")
@click.option(
    "--edited",
    metavar="FILE",
    type=click.Path(path_type=Path),
    help="Instead: what this edit of feeds.toml would change. Nothing is kept.",
)
@paths
def replay(where: Paths, archives: tuple[Path, ...], as_json: bool, edited: Path | None) -> None:
    """Put the questions to an archive, and show how the board would have moved.

    An ARCHIVE holds JSON lines (id, feed, url, title, summary, published), or is a saved feed document or a
    database; it may be gzipped; `-` is standard input. Nothing is kept unless --db names a database: then the
    items are taken in for good, each with its own time as the present, and nobody is notified.

    With --edited the same items are read with feeds.toml and with FILE: which items a topic would gain and
    lose, which would be read otherwise, which changes of the board would come, go or move, and how each
    question would stand at the end. Without an ARCHIVE the items are those of the program's own database. The
    analyst's tags are left aside.
    """
    if not archives and edited is None:
        raise click.UsageError("Name an ARCHIVE, or an edit of feeds.toml with --edited.")
    config = where.load()
    try:
        items, widened = read_archives(archives or (where.database,), config, where.note)
    except ArchiveError as error:
        raise click.ClickException(str(error)) from error
    if edited is not None:
        _compare(where, items, config, widened, edited, as_json)
        return
    on_topic = moves = 0
    several, encode = len(widened.topics) > 1, msgspec.json.Encoder().encode
    with failing():
        for event in play(widened, items, where.database if where.database_given else None):
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
    where.note(
        f"{counted(len(items), 'item')}, {on_topic} on a topic, {counted(moves, 'change')} of the board"
    )


def _compare(
    where: Paths, items: Sequence[Archived], config: Config, widened: Config, edited: Path, as_json: bool
) -> None:
    """Print what the edit would change."""
    from monitor.cli.compare import difference_lines, difference_records
    from monitor.comparing import compare, with_strangers

    after = with_strangers(where.at(edited).load(), config, widened)
    with failing():
        differences = compare(widened, after, items)
    if as_json:
        for row in difference_records(differences):
            print_json(row)
        return
    for line in difference_lines(differences, {item.id: item for item in items}):
        click.echo(line)
    topics = ", ".join(difference.topic for difference in differences) or "Nothing"
    where.note(f"{topics} would differ over {counted(len(items), 'item')}. Nothing was kept.")
