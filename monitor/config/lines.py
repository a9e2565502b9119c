"""Where in a TOML text each header and each key stands. The text must already have parsed as TOML.

tomllib gives values without places, and tomlkit, which keeps the text, tells no line numbers either and
takes a comment under a table for a part of it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

Path = tuple[str | int, ...]
"""Where a value stands: ("feeds", 2, "url") is the url of the third feed."""

_LEXEME = re.compile(
    r'"""(?:\\.|[^\\])*?"{3,5}|\'\'\'.*?\'{3,5}'  # strings of several lines
    r'|"(?:\\.|[^"\\\n])*"|\'[^\'\n]*\''  # strings of one
    r"|#[^\n]*|\n|[\[\]{}=,.]|[^\s\[\]{}=,.#\"']+",
    re.DOTALL,
)


@dataclass(frozen=True, slots=True)
class Statement:
    """A header or a key with its value."""

    path: Path
    header: bool
    line: int  # from 1
    start: int  # offset of the line it begins in
    value: int  # offset of the value; of the header itself
    end: int  # offset after its last character, a comment behind it not counted


@dataclass(slots=True)
class _Reading:
    """What is known while the text is read from above."""

    table: Path = ()
    counts: dict[tuple[str, ...], int] = field(default_factory=dict)

    def enter(self, names: tuple[str, ...], *, listed: bool) -> Path:
        """The path of the table under a header."""
        if listed:
            self.counts[names] = self.counts.get(names, -1) + 1
            for below in [known for known in self.counts if known[: len(names)] == names and known != names]:
                del self.counts[below]
        path: list[str | int] = []
        for end, name in enumerate(names, 1):
            path.append(name)
            if names[:end] in self.counts:
                path.append(self.counts[names[:end]])
        self.table = tuple(path)
        return self.table


def statements(text: str) -> Iterator[Statement]:
    """All headers and keys, in order; what stands inside a value is part of it."""
    reading = _Reading()
    parts: list[re.Match[str]] = []
    line = first = 1
    depth = 0
    for found in _LEXEME.finditer(text):
        lexeme = found.group()
        if lexeme == "\n" and depth == 0:
            if parts:
                yield _statement(text, parts, first, reading)
            parts = []
        elif lexeme[0] not in "#\n":
            if not parts:
                first = line
            parts.append(found)
            if depth or any(part.group() == "=" for part in parts[-2:]):
                depth += (lexeme in "[{") - (lexeme in "]}")
        line += lexeme.count("\n")
    if parts:
        yield _statement(text, parts, first, reading)


def _statement(text: str, parts: list[re.Match[str]], line: int, reading: _Reading) -> Statement:
    lexemes = [part.group() for part in parts]
    start = text.rfind("\n", 0, parts[0].start()) + 1
    end = parts[-1].end()
    if lexemes[0] == "[":
        path = reading.enter(_names(lexemes), listed=lexemes[1] == "[")
        return Statement(path, True, line, start, parts[0].start(), end)
    equals = lexemes.index("=")
    path = (*reading.table, *_names(lexemes[:equals]))
    return Statement(path, False, line, start, parts[equals + 1].start(), end)


def _names(lexemes: list[str]) -> tuple[str, ...]:
    return tuple(lexeme.strip("\"'") for lexeme in lexemes if lexeme not in "[].")


def find_lines(text: str) -> dict[Path, int]:
    """The line of each table header and key."""
    found: dict[Path, int] = {}
    for statement in statements(text):
        found.setdefault(statement.path, statement.line)
    return found


def line_of(found: dict[Path, int], path: Path) -> int | None:
    """The line of a value, or of the nearest table around it; None at the top of the file."""
    for end in range(len(path), 0, -1):
        if path[:end] in found:
            return found[path[:end]]
    return None
