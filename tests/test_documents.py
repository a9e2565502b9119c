"""The documents: every command and option is told of, what is told of is there, every link leads on."""

from __future__ import annotations

import re
import shlex
from collections.abc import Iterator
from pathlib import Path

import click
import pytest

from monitor.cli import cli

ROOT = Path(__file__).parent.parent
PAGES = [ROOT / "README.md", ROOT / "CHANGELOG.md", *sorted((ROOT / "docs").glob("*.md"))]
PAGES.append(ROOT / "benchmarks" / "README.md")

_CODE = re.compile(r"`(monitor(?: [^`]*)?)`|^    (monitor(?: .*)?)$", re.MULTILINE)
_LINK = re.compile(r"\]\(([^)#\s]+)(?:#[^)]*)?\)")


def commands(group: click.Group, name: str = "monitor") -> Iterator[tuple[str, click.Command]]:
    """Every command with the words it is called by, the program itself first."""
    yield name, group
    context = click.Context(group)
    for word in group.list_commands(context):
        command = group.get_command(context, word)
        assert command is not None
        if isinstance(command, click.Group):
            yield from commands(command, f"{name} {word}")
        else:
            yield f"{name} {word}", command


COMMANDS = dict(commands(cli))


def options(command: click.Command) -> set[str]:
    """Every spelling of a command's options."""
    return {spelling for one in command.get_params(click.Context(command)) for spelling in one.opts} - {
        one.name for one in command.params if isinstance(one, click.Argument)
    }


def calls() -> Iterator[tuple[str, str]]:
    """Every call of the program that a page shows, with the page."""
    for page in PAGES:
        for found in _CODE.finditer(page.read_text("utf-8")):
            line = found[1] or re.split(r"  +|; `", found[2])[0]
            yield page.name, " ".join(line.split())


def called(words: list[str]) -> tuple[click.Command, list[str]]:
    """The command that words call, and what is handed to it."""
    name = words[0]
    rest = words[1:]
    while rest and f"{name} {rest[0]}" in COMMANDS:
        name, rest = f"{name} {rest[0]}", rest[1:]
    return COMMANDS[name], rest


def test_every_command_that_is_told_of_is_there_with_its_options() -> None:
    shown = list(calls())
    assert len(shown) >= 50
    for page, line in shown:
        words = shlex.split(line.replace("…", "x"))
        command, rest = called(words)
        known = options(command) | options(cli)
        for word in rest:
            if word.startswith("-") and word != "-":
                assert word.partition("=")[0] in known, (page, line)
        if isinstance(command, click.Group) and rest and not rest[0].startswith("-"):
            assert rest[0].isupper(), (page, line)  # `monitor COMMAND --help`


@pytest.mark.parametrize("name", sorted(COMMANDS))
def test_every_command_and_option_is_told_of(name: str) -> None:
    text = (ROOT / "docs" / "commands.md").read_text("utf-8")
    rows = [row for row in text.splitlines() if re.match(rf"\| `{name}(?![-\w])", row)]
    assert rows, name
    if isinstance(COMMANDS[name], click.Group):
        return
    common = text.split("## To begin")[0]
    row = max(rows, key=len)
    for spelling in options(COMMANDS[name]):
        assert re.search(rf"`{spelling}(?![-\w])", f"{common}\n{row}"), (name, spelling)
    for spelling in re.findall(r"`(--?[a-z][-a-z]*)", row.replace("`--db`", "")):
        assert spelling in options(COMMANDS[name]), (name, spelling)


def test_the_readme_names_every_command() -> None:
    text = (ROOT / "README.md").read_text("utf-8")
    for name in COMMANDS:
        assert re.search(rf"\b{name}\b", text) or name.startswith("monitor feeds "), name


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_every_link_between_pages_leads_to_a_file(page: Path) -> None:
    for target in _LINK.findall(re.sub(r"`[^`]*`", "", page.read_text("utf-8"))):
        if not target.startswith(("http://", "https://", "mailto:")):
            assert (page.parent / target).exists(), target


def test_the_tests_that_the_page_on_security_names_are_there() -> None:
    tests = "".join(path.read_text("utf-8") for path in (ROOT / "tests").rglob("test_*.py"))
    rows = [row for row in (ROOT / "docs" / "security.md").read_text("utf-8").splitlines() if "`test_" in row]
    assert len(rows) == 12
    for row in rows:
        for name in re.findall(r"`(test_\w+)`", row):
            assert f"def {name}(" in tests, name


def test_every_page_stands_in_the_index() -> None:
    index = (ROOT / "docs" / "README.md").read_text("utf-8")
    for page in (ROOT / "docs").glob("*.md"):
        assert page.name == "README.md" or f"({page.name})" in index
    for module in (ROOT / "benchmarks").glob("*.py"):
        if '__name__ == "__main__"' in module.read_text("utf-8"):
            told = [page for page in PAGES if f"benchmarks.{module.stem}" in page.read_text("utf-8")]
            assert told, f"no page says what benchmarks.{module.stem} measures"
