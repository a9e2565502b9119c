"""`monitor score`."""

from __future__ import annotations

import click

from monitor.cli.common import Paths, paths, print_json


@click.command()
@click.option("--json", "as_json", is_flag=True, help="One JSON object a line.")
@paths
def score(where: Paths, as_json: bool) -> None:
    """The reader's precision against the analyst's own tags, by question, feed and rule.

    A signal is right when it was confirmed and wrong when it was disputed; a match when its item was tagged
    relevant or noise. The interval is where the precision lies with 95 % certainty.
    """
    from monitor.store.score import precision

    with where.store(readonly=True) as store:
        found = precision(store.connection)
    if as_json:
        for row in found:
            low, high = row.interval
            print_json(
                {
                    "what": row.what,
                    "name": row.name,
                    "right": row.right,
                    "judged": row.judged,
                    "precision": round(row.share, 4),
                    "interval": [round(low, 4), round(high, 4)],
                }
            )
        return
    if not found:
        where.note(
            "Nothing has been judged yet: `confirm` and `dispute` signals, tag items `relevant` or `noise`."
        )
        return
    width = max(len(row.name) for row in found)
    for row in found:
        low, high = row.interval
        share = f"{row.right}/{row.judged}"
        click.echo(f"{row.what:8}  {row.name:<{width}}  {share:>9}  {row.share:4.0%}  ({low:.0%}–{high:.0%})")
