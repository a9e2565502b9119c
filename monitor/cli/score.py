"""`monitor score`."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from monitor.cli.common import Paths, counted, paths, print_json

if TYPE_CHECKING:
    from monitor.store.score import Precision


@click.command()
@click.option("--json", "as_json", is_flag=True, help="One JSON object a line.")
@click.option(
    "--export",
    "folder",
    type=click.Path(path_type=Path, file_okay=False),
    help="Write what was judged into this folder as a labelled scenario: a test set of your own.",
)
@paths
def score(where: Paths, as_json: bool, folder: Path | None) -> None:
    """The reader's precision against the analyst's own tags, by question, feed, attribution and rule.

    A signal is right when it was confirmed and wrong when it was disputed; a match when its item was tagged
    relevant or noise. The interval is where the precision lies with 95 % certainty. Below ten cases no share
    is told.
    """
    if folder is not None:
        _export(where, folder, as_json)
        return
    from monitor.store.score import precision

    with where.store(readonly=True) as store:
        found = precision(store.connection)
    if as_json:
        for row in found:
            print_json(_record(row))
        return
    if not found:
        where.note(
            "Nothing has been judged yet: `confirm` and `dispute` signals, tag items `relevant` or `noise`."
        )
        return
    _print(found)


def _record(row: Precision) -> dict[str, object]:
    return {
        "what": row.what,
        "name": row.name,
        "right": row.right,
        "judged": row.judged,
        "precision": round(row.share, 4) if row.told else None,
        "interval": [round(bound, 4) for bound in row.interval] if row.told else None,
        "distrust": row.distrusted,
    }


def _print(found: Sequence[Precision]) -> None:
    from monitor.store.score import LEAST, TRUSTED

    width = max(len(row.name) for row in found)
    for row in found:
        low, high = row.interval
        share = (
            f"{row.share:4.0%}  ({low:.0%}–{high:.0%})" if row.told else f"   –  (fewer than {LEAST} cases)"
        )
        counts = f"{row.right}/{row.judged}"
        click.echo(f"{row.what:11}  {row.name:<{width}}  {counts:>9}  {share}")
    for row in found:
        if row.what == "rule" and row.distrusted:
            click.echo(
                f"Distrust the rule {row.name}: {row.right} of {row.judged} of its readings were right, "
                f"surely less than {TRUSTED:.0%}."
            )


def _export(where: Paths, folder: Path, as_json: bool) -> None:
    from monitor.labelled import export

    config = where.load()
    try:
        with where.store(readonly=True) as store:
            done = export(store, config, folder)
    except OSError as error:
        raise click.ClickException(f"{folder} cannot be written: {error.strerror}") from error
    if as_json:
        print_json({"folder": str(folder), "items": done.items, "left_out": done.left_out})
    where.note(f"Wrote {counted(done.items, 'labelled item')} into {folder}.")
    if done.left_out:
        where.note(f"Left out {done.left_out}: not everything that they say has been confirmed or disputed.")
