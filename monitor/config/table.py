"""How a section of feeds.toml is read: each key is asked for with the type it must have, what is wrong is
noted and reading goes on, and what nobody asked for is an unknown key."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, time
from pathlib import Path
from typing import TypeVar
from unicodedata import normalize

from monitor.config import lines
from monitor.model import Terms
from monitor.names import nearest
from monitor.terms import parse_terms
from monitor.text import clean_line

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing that is wrong with feeds.toml."""

    path: Path
    line: int | None  # from 1
    key: str  # "topics[contractors].questions[when].of"; empty: the file as a whole
    message: str  # what was expected, and the nearest valid name

    def __str__(self) -> str:
        where = f"{self.path}:{self.line}" if self.line else str(self.path)
        return f"{where}: {self.key}: {self.message}" if self.key else f"{where}: {self.message}"


class ConfigErrors(ValueError):  # noqa: N818  # it is several
    """feeds.toml cannot be used; `problems` holds everything that is wrong with it, in order of lines."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems = tuple(sorted(problems, key=lambda problem: problem.line or 0))
        super().__init__("\n".join(map(str, self.problems)))


def shown(value: object) -> str:
    """A value as a message may repeat it: on one line, short, nothing in it that a terminal acts on."""
    return clean_line(f'"{value}"' if isinstance(value, str) else str(value), 80)


_NAMES = {
    bool: "true or false",
    int: "a number",
    float: "a number",
    str: "text in quotation marks",
    list: "a list",
    dict: "a table",
    date: "a day such as 2024-11-05, without quotation marks",
    datetime: "a moment",
    time: "a time",
}


def type_name(kind: type) -> str:
    """What a writer of the file calls a TOML type."""
    return _NAMES.get(kind, kind.__name__)


@dataclass(slots=True)
class Report:
    """Collects the problems of one file."""

    path: Path
    text: str
    problems: list[Problem] = field(default_factory=list)
    _lines: dict[lines.Path, int] | None = None

    def add(self, where: lines.Path, label: str, message: str) -> None:
        """Note a problem with the value at `where`."""
        self.problems.append(Problem(self.path, self.line(where), label, message))

    def line(self, where: lines.Path) -> int | None:
        """The line of a value; None at the top of the file."""
        if self._lines is None:  # only a broken file pays for the search
            self._lines = lines.find_lines(self.text)
        return lines.line_of(self._lines, where)


class Table:
    """One table of the file."""

    def __init__(self, report: Report, values: Mapping[str, object], where: lines.Path, label: str) -> None:
        self.where = where
        self.label = label
        self._report = report
        self._values = values
        self._asked: list[str] = []

    def problem(self, key: str, message: str) -> None:
        """Note that something is wrong with the value of a key (or, where it is empty, with the table)."""
        where = (*self.where, key) if key else self.where
        label = ".".join(filter(None, (self.label, key)))
        self._report.add(where, label, message)

    def line(self, key: str) -> int | None:
        """The line in which a key stands."""
        return self._report.line((*self.where, key))

    def get(self, key: str, kind: type[T]) -> T | None:
        """The value of a key, None where it is absent or of another type (which is noted)."""
        value = self.raw(key)
        if value is None:
            return None
        if isinstance(value, kind) and type(value) is kind:  # a bool is no int, a moment no day
            return value
        self.problem(key, f"expected {type_name(kind)}, got {shown(value)}")
        return None

    def raw(self, key: str) -> object:
        """The value of a key whatever its type; None where absent."""
        self._asked.append(key)
        return self._values.get(key)

    def has(self, key: str) -> bool:
        """Whether the key stands in the file, valid or not."""
        return key in self._values

    def text(self, key: str, *, required: bool = False) -> str:
        """Text on one line, however many it is written over; empty where absent."""
        value = self.get(key, str)
        if value is not None:
            made = self._clean(key, value)
            if made or made is None or not required:
                return made or ""
        if required and (value is not None or not self.has(key)):
            self.problem(key, "is empty" if self.has(key) else "is missing")
        return ""

    def _clean(self, key: str, value: str) -> str | None:
        """A text on one line; None, noted, where it holds what no text should."""
        made = clean_line(value, len(value))
        if "".join(made.split()) == "".join(normalize("NFC", value).split()):
            return made
        self.problem(key, f"holds characters that may not reach a screen: {shown(value)}")
        return None

    def made(self, key: str, make: Callable[[str], T], *, required: bool = False) -> T | None:
        """A text turned into a value by `make`, whose ValueError says what was expected."""
        source = self.text(key, required=required or self.has(key))
        return self._try(key, make, source) if source else None

    def _try(self, key: str, make: Callable[[str], T], source: str) -> T | None:
        try:
            return make(source)
        except ValueError as error:
            self.problem(key, str(error))
            return None

    def choice(self, key: str, valid: Iterable[str], *, required: bool = False) -> str | None:
        """One of the valid words."""
        words = list(valid)

        def one(value: str) -> str:
            if value not in words:
                raise ValueError(
                    f"expected one of {', '.join(words)}; got {shown(value)}{_meant(value, words)}"
                )
            return value

        return self.made(key, one, required=required)

    def choices(self, key: str, valid: Iterable[str]) -> tuple[str, ...]:
        """A list of valid words; the others are noted and left out."""
        words, found = list(valid), self.texts(key)
        for word in found:
            if word not in words:
                self.problem(
                    key, f"expected some of {', '.join(words)}; got {shown(word)}{_meant(word, words)}"
                )
        return tuple(word for word in found if word in words)

    def references(self, key: str, what: str, names: Iterable[str]) -> tuple[str, ...]:
        """A list of names of other tables, each a `what`; a name of none is noted and left out."""
        known, found = list(names), self.texts(key)
        for name in found:
            if name not in known:
                self.problem(key, f"there is no {what} {shown(name)}{nearest(name, known)}")
        return tuple(name for name in found if name in known)

    def terms(self, key: str, *, required: bool = False) -> Terms:
        """An expression; no alternatives where absent."""
        return self.made(key, parse_terms, required=required) or Terms()

    def all_terms(self, key: str) -> tuple[Terms, ...]:
        """A list of expressions with at least one entry."""
        sources = self.texts(key)
        if not self.has(key):
            self.problem(key, "is missing; expected a list of expressions")
        elif self.raw(key) == []:
            self.problem(key, "is empty; expected a list of expressions")
        return tuple(self._try(key, parse_terms, source) or Terms() for source in sources)

    def flag(self, key: str, default: bool) -> bool:
        """true or false."""
        value = self.get(key, bool)
        return default if value is None else value

    def texts(self, key: str) -> tuple[str, ...]:
        """A list of texts; those of another type are noted and left out."""
        kept: list[str] = []
        for value in self.get(key, list) or []:
            if isinstance(value, str) and value:
                kept.append(self._clean(key, value) or "")
            else:
                self.problem(key, f"expected texts in quotation marks, got {shown(value)}")
        return tuple(text for text in kept if text)

    def table(self, key: str) -> Table | None:
        """A table below this one."""
        values = self.get(key, dict)
        if values is None:
            return None
        return Table(self._report, values, (*self.where, key), ".".join(filter(None, (self.label, key))))

    def tables(self, key: str, name: str) -> list[Table]:
        """A list of tables below this one, each called by its value of `name` in messages."""
        made: list[Table] = []
        prefix = ".".join(filter(None, (self.label, key)))
        for index, values in enumerate(self.get(key, list) or []):
            where = (*self.where, key, index)
            if not isinstance(values, dict):
                self.problem(key, f"expected [[{key}]] tables, got {shown(values)}")
                continue
            called = values.get(name)
            label = clean_line(called, 60) if isinstance(called, str) and called else str(index + 1)
            made.append(Table(self._report, values, where, f"{prefix}[{label}]"))
        return made

    def names(self) -> list[str]:
        """The keys that stand in the file."""
        return list(self._values)

    def finish(self) -> None:
        """Note each key that nobody asked for."""
        for key in self._values:
            if key not in self._asked:
                self.problem(clean_line(key, 60), f"unknown key{nearest(key, self._asked)}")


def _meant(value: str, words: list[str]) -> str:
    hint = nearest(value, words)
    return hint if "did you mean" in hint else ""
