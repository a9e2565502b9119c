"""`monitor init`, `monitor check`, `monitor completion`."""

from __future__ import annotations

import sys
from importlib.resources import files

import click

from monitor.cli.common import Paths, counted, paths, print_json


@click.command()
@click.option("--force", is_flag=True, help="Write over a file that is there.")
@paths
def init(where: Paths, force: bool) -> None:
    """Write a commented feeds.toml to start from."""
    if where.config.exists() and not force:
        raise click.ClickException(f"{where.config} is there already; --force writes over it.")
    try:
        where.config.parent.mkdir(parents=True, exist_ok=True)
        where.config.write_bytes(files("monitor").joinpath("template.toml").read_bytes())
    except OSError as error:
        raise click.ClickException(f"{where.config} cannot be written: {error.strerror}") from error
    where.note(f"Wrote {where.config}. Edit it, then: `monitor check`, `monitor poll`, `monitor`.")


@click.command()
@click.option("--rebuild", is_flag=True, help="Are the stored answers what signals and tags make of them?")
@click.option("--json", "as_json", is_flag=True, help="One JSON object: what was found.")
@paths
def check(where: Paths, rebuild: bool, as_json: bool) -> None:
    """Is feeds.toml sound? Every error at once, with the nearest valid name.

    With --rebuild the answers are computed again from signals and tags; what differs is listed.
    """
    from monitor.config import ConfigErrors, load_config

    if not where.config.exists():
        raise click.ClickException(f"There is no {where.config}: `monitor init` writes one to start from.")
    try:
        config = load_config(where.config)
    except ConfigErrors as errors:
        problems = [str(problem) for problem in errors.problems]
        if as_json:
            print_json({"sound": False, "problems": problems})
        for problem in problems:
            click.echo(problem, err=True)
        sys.exit(1)
    questions = sum(len(topic.questions) for topic in config.topics)
    counts = {"feeds": len(config.feeds), "topics": len(config.topics), "questions": questions}
    differing = _differences(where) if rebuild else []
    if as_json:
        print_json({"sound": True, **counts, **({"differences": differing} if rebuild else {})})
    else:
        sizes = ", ".join(counted(number, name.removesuffix("s")) for name, number in counts.items())
        click.echo(f"{where.config}: sound; {sizes}")
        if rebuild:
            click.echo("\n".join(differing) or "The answers are what signals and tags make of them.")
    if differing:
        sys.exit(1)


def _differences(where: Paths) -> list[str]:
    """What differs where the answers are computed again. Topics that wait to be read again are left out."""
    from monitor.live import differences
    from monitor.rereading import due_of, wanted_of

    config = where.load()
    with where.store(readonly=True) as store:
        waiting = due_of(store, wanted_of(config))
        if waiting:
            where.note(f"to be read again first (`monitor poll` does it): {', '.join(sorted(waiting))}")
        return differences(store, [topic for topic in config.topics if topic.id not in waiting])


@click.command()
@click.argument("shell", type=click.Choice(["bash", "zsh", "fish"]))
def completion(shell: str) -> None:
    """Print the script by which SHELL completes commands and options.

    bash: eval "$(monitor completion bash)" in ~/.bashrc; zsh likewise in ~/.zshrc;
    fish: monitor completion fish > ~/.config/fish/completions/monitor.fish
    """
    from click.shell_completion import get_completion_class

    from monitor.cli import cli

    made = get_completion_class(shell)
    assert made is not None, "click knows these shells"
    click.echo(made(cli, {}, "monitor", "_MONITOR_COMPLETE").source())
