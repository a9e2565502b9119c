"""`monitor digest`."""

from __future__ import annotations

import sys
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import click

from monitor.cli.common import Day, Paths, now, paths, replace_file

if TYPE_CHECKING:
    from monitor.digest import Window
    from monitor.model import Config
    from monitor.store import Store


@click.command()
@click.option("--day", type=Day(), help="The day.  [today, in the configured time zone]")
@click.option("--to", "last", type=Day(), help="The last day, for a report of several.")
@click.option(
    "--format", "form", type=click.Choice(["md", "html", "json", "csv", "txt", "atom", "ics"]), default="md"
)
@click.option("--output", "-o", type=click.Path(path_type=Path, dir_okay=False), help="Write to this file.")
@click.option("--by", default="", help="Whose name stands on it.")
@paths
def digest(
    where: Paths, day: date | None, last: date | None, form: str, output: Path | None, by: str
) -> None:
    """The report of a day, that can be sent as it is: the same bytes for the same database and day.

    atom gives the changes as a feed to subscribe to, ics the dates ahead as a calendar.
    """
    from monitor.digest import Window
    from monitor.digest.window import zone

    config = where.load()
    if by:
        config = replace(config, digest=replace(config.digest, by=by))
    first = day or now().astimezone(zone(config.timezone)).date()
    window = Window(first, last or first, zone(config.timezone))
    if window.last < window.first:
        raise click.BadParameter("lies before --day", param_hint="--to")
    with where.store(readonly=True) as store:
        made = _written(store, config, window, form)
    if output is None:
        sys.stdout.buffer.write(made)
        return
    replace_file(output, made)
    where.note(f"Wrote {output}.")


def _written(store: Store, config: Config, window: Window, form: str) -> bytes:
    from monitor.digest import make_digest, render

    if form == "atom":
        from monitor.digest.atom import as_atom
        from monitor.store.day import items_by_id

        changes = store.board.changes(until=window.end)
        items = items_by_id(store, (item for change in changes for item in change.items))
        return as_atom(changes, items, config).encode()
    digest = make_digest(store, config, window)
    if form == "ics":
        from monitor.digest.calendar import as_ics

        return as_ics(digest)
    return render(digest, form).encode()
