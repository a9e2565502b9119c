"""In which line of a TOML text each key stands. The text must already have parsed as TOML."""

from __future__ import annotations

import re

Path = tuple[str | int, ...]
"""Where a value stands: ("feeds", 2, "url") is the url of the third feed."""

_LEXEME = re.compile(
    r'"""(?:\\.|[^\\])*?"{3,5}|\'\'\'.*?\'{3,5}'  # strings of several lines
    r'|"(?:\\.|[^"\\\n])*"|\'[^\'\n]*\''  # strings of one
    r"|#[^\n]*|\n|[\[\]{}=,.]|[^\s\[\]{}=,.#\"']+",
    re.DOTALL,
)


def find_lines(text: str) -> dict[Path, int]:
    """The line, from 1, of every table header and of every key that begins a line."""
    found: dict[Path, int] = {}
    counts: dict[tuple[str, ...], int] = {}
    table: Path = ()
    statement: list[str] = []
    first = line = 1
    depth = 0
    for lexeme in _LEXEME.findall(text):
        if lexeme == "\n" and depth == 0:
            table = _note(statement, first, table, counts, found)
            statement = []
            first = line + 1
        elif lexeme[0] not in "#\n":
            if not statement:
                first = line
            statement.append(lexeme)
            if "=" in statement:
                depth += (lexeme in "[{") - (lexeme in "]}")
        line += lexeme.count("\n")
    _note(statement, first, table, counts, found)
    return found


def _note(
    statement: list[str], line: int, table: Path, counts: dict[tuple[str, ...], int], found: dict[Path, int]
) -> Path:
    """Record one header or key; the table that the next key belongs to."""
    if not statement:
        return table
    if statement[0] != "[":
        key = _names(statement[: statement.index("=")])
        found.setdefault((*table, *key), line)
        return table
    names = _names(statement)
    if statement[1] == "[":
        counts[names] = counts.get(names, -1) + 1
        for below in [known for known in counts if known[: len(names)] == names and known != names]:
            del counts[below]
    path: list[str | int] = []
    for end, name in enumerate(names, 1):
        path.append(name)
        if names[:end] in counts:
            path.append(counts[names[:end]])
    found.setdefault(tuple(path), line)
    return tuple(path)


def _names(lexemes: list[str]) -> tuple[str, ...]:
    return tuple(lexeme.strip("\"'") for lexeme in lexemes if lexeme not in "[].")


def line_of(found: dict[Path, int], path: Path) -> int | None:
    """The line of a value, or of the nearest table around it; None at the top of the file."""
    for end in range(len(path), 0, -1):
        if path[:end] in found:
            return found[path[:end]]
    return None
