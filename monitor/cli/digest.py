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
    from monitor.digest import Digest, Window
    from monitor.model import Config
    from monitor.store import Store


FORMS = ("md", "html", "json", "csv", "txt", "atom", "ics")


@click.command()
@click.option("--day", type=Day(), help="The day.  [today, in the configured time zone]")
@click.option("--to", "last", type=Day(), help="The last day, for a report of several.")
@click.option("--since-last", is_flag=True, help="From where the last such digest ended to now.")
@click.option("--format", "form", type=click.Choice(FORMS), help="[md, or the configured template]")
@click.option(
    "--template", type=click.Path(path_type=Path, dir_okay=False), help="A Jinja2 template to fill instead."
)
@click.option("--output", "-o", type=click.Path(path_type=Path, dir_okay=False), help="Write to this file.")
@click.option("--mail", "mailed", is_flag=True, help="Send it as the section [mail] of feeds.toml says.")
@click.option("--by", default="", help="Whose name stands on it.")
@paths
def digest(
    where: Paths,
    day: date | None,
    last: date | None,
    since_last: bool,
    form: str | None,
    template: Path | None,
    output: Path | None,
    mailed: bool,
    by: str,
) -> None:
    """The report of a day, that can be sent as it is: the same bytes for the same database and day.

    atom gives the changes as a feed to subscribe to, ics the dates ahead as a calendar.
    """
    config = where.load()
    if by:
        config = replace(config, digest=replace(config.digest, by=by))
    if template or (form is None and config.digest.template):
        config = replace(config, digest=replace(config.digest, template=template or config.digest.template))
    elif config.digest.template:
        config = replace(config, digest=replace(config.digest, template=None))
    if since_last and (day or last):
        raise click.UsageError("--since-last stands alone: give it, or --day and --to")
    with where.store(readonly=not since_last) as store:
        window = _window(store, config, day, last, since_last)
        if mailed:
            _send(store, config, window, where)
        else:
            _put(_written(store, config, window, form or "md"), output, where)
        if since_last:
            from monitor.digest.daily import remember

            remember(store, window)


def _window(store: Store, config: Config, day: date | None, last: date | None, since_last: bool) -> Window:
    from monitor.digest import Window
    from monitor.digest.window import zone

    if since_last:
        from monitor.digest.daily import since_last as window_since_last

        return window_since_last(store, config, now())
    first = day or now().astimezone(zone(config.timezone)).date()
    if last is not None and last < first:
        raise click.BadParameter("lies before --day", param_hint="--to")
    return Window(first, last or first, zone(config.timezone))


def _put(made: bytes, output: Path | None, where: Paths) -> None:
    if output is None:
        sys.stdout.buffer.write(made)
        return
    replace_file(output, made)
    where.note(f"Wrote {output}.")


def _send(store: Store, config: Config, window: Window, where: Paths) -> None:
    from monitor.digest import make_digest
    from monitor.digest.mail import MailError, message, send

    if config.mail is None:
        raise click.UsageError("there is no section [mail] in feeds.toml: docs/digest.md shows one")
    try:
        send(message(make_digest(store, config, window), config.mail), config.mail)
    except MailError as error:
        raise click.ClickException(str(error)) from error
    where.note(f"Sent to {', '.join(config.mail.to)}.")


def _written(store: Store, config: Config, window: Window, form: str) -> bytes:
    from monitor.digest import make_digest, render

    if form == "atom":
        from monitor.digest.atom import as_atom
        from monitor.store.day import items_by_id

        changes = store.board.changes(until=window.end)
        items = items_by_id(store, (item for change in changes for item in change.items))
        return as_atom(changes, items, config).encode()
    digest = make_digest(store, config, window)
    if config.digest.template is not None:
        return _filled(digest, config.digest.template)
    if form == "ics":
        from monitor.digest.calendar import as_ics

        return as_ics(digest)
    return render(digest, form).encode()


def _filled(digest: Digest, template: Path) -> bytes:
    from monitor.digest.template import TemplateUseError
    from monitor.digest.template import render as render_template

    try:
        return render_template(digest, template).encode()
    except TemplateUseError as error:
        raise click.ClickException(str(error)) from error
