"""How well dates are read in news that others annotated: the TimeML files of TempEval-3.

    python -m benchmarks.tempeval FOLDER...

Each folder (TimeBank, AQUAINT, platinum) holds .tml files; they are no part of this project, and nothing is
downloaded. Every TIMEX3 of
type DATE whose value is a calendar date (a day, week, month, quarter, season, half, year or decade) is a
case. A date that the grammar reads counts as found where its words overlap those of the annotation, and as
right where its value is the annotated one. Precision is over the dates read that name a calendar date,
recall over the annotations, as in the task's own "value F1 (relaxed match)".
"""

from __future__ import annotations

import argparse
import re
import sys
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from xml.etree import ElementTree

from monitor.reading.dates import find_dates
from monitor.reading.dates.bounds import Dated
from monitor.text import sentences, tokens

_CALENDAR = re.compile(
    r"\d{4}(?:-\d\d(?:-\d\d)?|-W\d\d(?:-WE)?|-Q[1-4]|-H[12]|-(?:SP|SU|FA|WI))?(?:T.*)?|\d{3}"
)


@dataclass(frozen=True)
class Timex:
    """An annotated date in the text of a document."""

    start: int
    end: int
    value: str
    calendar: bool  # a DATE with a calendar value; others only excuse what is read in their place


@dataclass
class Found:
    """Counts over documents."""

    documents: int = 0
    wanted: int = 0
    read: int = 0
    overlapping: int = 0  # annotations that any date read overlaps
    right: int = 0


def main() -> int:
    """Print the figures of each folder."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("folders", nargs="+", type=Path)
    parser.add_argument("--misses", type=int, default=0, help="print this many misses of each folder")
    asked = parser.parse_args()
    print("corpus           documents  dates precision  recall  value F1  found")
    for folder in asked.folders:
        files = sorted(folder.rglob("[!.]*.tml"))
        if not files:
            print(f"no .tml file in {folder}", file=sys.stderr)
            return 1
        found, misses = Found(), Counter[str]()
        for file in files:
            measure(file, found, misses)
        print(row(folder.name, found))
        for miss, n in misses.most_common(asked.misses):
            print(f"    {n} × {miss}")
    return 0


def row(name: str, found: Found) -> str:
    """One line of the table."""
    precision = found.right / found.read if found.read else 1.0
    recall = found.right / found.wanted if found.wanted else 1.0
    f1 = 2 * found.right / (found.read + found.wanted) if found.read + found.wanted else 1.0
    seen = found.overlapping / found.wanted if found.wanted else 1.0
    return (
        f"{name:16} {found.documents:9} {found.wanted:6} {precision:9.3f} {recall:7.3f} {f1:9.3f} {seen:6.3f}"
    )


def measure(file: Path, found: Found, misses: Counter[str]) -> None:
    """Read one document and count."""
    text, annotated, reference = document(file)
    found.documents += 1
    wanted = [timex for timex in annotated if timex.calendar]
    found.wanted += len(wanted)
    met: set[Timex] = set()
    for start, end, dated in dates(text, reference):
        value = dated.expression.value
        if not _CALENDAR.fullmatch(value):
            continue
        over = [timex for timex in annotated if timex.start < end and start < timex.end]
        if over and not any(timex.calendar for timex in over):
            continue  # a duration, a time or a vague "now" by the annotation: not the question here
        found.read += 1
        right = next((timex for timex in over if timex not in met and same(value, timex.value)), None)
        if right is not None:
            met.add(right)
            found.right += 1
        else:
            misses[f"{text[start:end]!r} read as {value}, annotated {[timex.value for timex in over]}"] += 1
        found.overlapping += sum(timex.calendar for timex in over[:1])
    for timex in wanted:
        if timex not in met:
            misses[f"{text[timex.start : timex.end]!r} = {timex.value} not read so"] += 1


def dates(text: str, reference: date) -> Iterator[tuple[int, int, Dated]]:
    """What the grammar reads, with its place in the text."""
    for sentence in sentences(text):
        words = tokens(sentence.text, sentence.start)
        for dated in find_dates(words, reference):
            yield words[dated.start].start, words[dated.end - 1].end, dated


def same(one: str, other: str) -> bool:
    """Whether two values name one date; a time of day is no part of it."""
    return one.partition("T")[0] == other.partition("T")[0]


def document(file: Path) -> tuple[str, list[Timex], date]:
    """A document's plain text, its annotations, and the day it was written."""
    root = ElementTree.parse(file).getroot()
    written = root.find("DCT/TIMEX3")
    body = root.find("TEXT")
    if written is None or body is None:
        raise ValueError(f"{file}: no creation time or no text")
    pieces: list[str] = []
    annotated: list[Timex] = []
    _collect(body, pieces, annotated)
    day = re.match(r"\d{4}-\d\d-\d\d", written.get("value", ""))
    if day is None:
        raise ValueError(f"{file}: written on {written.get('value')!r}")
    return "".join(pieces), annotated, date.fromisoformat(day.group())


def _collect(element: ElementTree.Element, pieces: list[str], annotated: list[Timex]) -> None:
    start = sum(map(len, pieces))
    pieces.append(_soft(element.text))
    for child in element:
        _collect(child, pieces, annotated)
        pieces.append(_soft(child.tail))
    if element.tag == "TIMEX3":
        value = element.get("value", "")
        calendar = element.get("type") == "DATE" and bool(_CALENDAR.fullmatch(value))
        annotated.append(Timex(start, sum(map(len, pieces)), value, calendar))


def _soft(text: str | None) -> str:
    """Line breaks inside a paragraph are no ends of sentences; an empty line is."""
    return re.sub(r"(?<!\n)\n(?!\n)", " ", text or "")


if __name__ == "__main__":
    sys.exit(main())
