"""`monitor demo`."""

from __future__ import annotations

import click

from monitor.cli.common import Paths, failing, paths


@click.command()
@click.option("--speed", type=click.FloatRange(min=0.05, max=100), default=1.0, show_default=True)
@paths
def demo(where: Paths, speed: float) -> None:
    """The whole program on a bundled story, served as feeds from this machine; needs no network.

    Nothing is kept. --speed 2 tells the story in half the time.
    """
    from monitor.demo.run import stage
    from monitor.tui.app import run_app

    with failing(), stage(speed) as set_up:
        status = run_app(set_up.config, set_up.database, clock=set_up.clock, ring=False)
    click.get_current_context().exit(status)
