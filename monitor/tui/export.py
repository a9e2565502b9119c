"""What a list shows, written to a file: CSV for spreadsheets, JSON lines for programs and for replay."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

import msgspec

from monitor.board.words import value_words
from monitor.digest.escape import cell
from monitor.files import replace_file
from monitor.store import Store
from monitor.store.archive import read_items
from monitor.store.views import ChangeRow

Record = Mapping[str, object]

ENDINGS = (".csv", ".jsonl")
"""The kinds of file, by the ending of the name."""
AT_ONCE = 500
"""Items read together."""


class ExportError(ValueError):
    """It cannot be written; the message says why and what would do."""


def export_path(name: str, folder: Path) -> Path:
    """The file of that name; one without a folder lies in `folder`. Raises ExportError."""
    path = (folder / Path(name).expanduser()).resolve()
    if path.suffix not in ENDINGS:
        raise ExportError(f"The name must end in {' or '.join(ENDINGS)}.")
    if path.exists():
        raise ExportError(f"{path} is there already: choose another name.")
    if not path.parent.is_dir():
        raise ExportError(f"There is no folder {path.parent}.")
    return path


def item_records(store: Store, ids: Sequence[int]) -> Iterator[Record]:
    """The items in the order of the list; the fields that `monitor replay` reads come first."""
    for start in range(0, len(ids), AT_ONCE):
        part = list(ids[start : start + AT_ONCE])
        rows = read_items(store.connection, part)
        for id_ in part:
            row, item = rows.get(id_), store.items.get(id_)
            if row is None or item is None:
                continue
            yield {
                "id": item.guid,
                "feed": row.feed,
                "url": item.link,
                "title": item.title,
                "summary": item.text,
                "published": item.at.isoformat(),
                "tier": row.tier,
                "topics": " ".join(row.topics),
                "says": " ".join(row.says),
                "tags": " ".join(tag.value if tag.kind == "label" else str(tag.kind) for tag in row.tags),
                "copies": row.copies,
            }


def change_records(changes: Sequence[ChangeRow]) -> Iterator[Record]:
    """Changes with the sentence behind each."""
    for change in changes:
        yield {
            "at": change.at.isoformat(),
            "question": change.key,
            "ask": change.ask,
            "from": value_words(change.before) if change.before is not None else "",
            "to": value_words(change.after),
            "basis": str(change.after.basis or ""),
            "why": change.why,
            "quote": change.quote,
            "outlet": change.feed,
            "title": change.title,
            "url": change.link,
        }


def write_records(records: Iterator[Record], path: Path) -> int:
    """Write them whole or not at all; gives how many. Raises ExportError."""
    rows = list(records)
    content = _csv(rows) if path.suffix == ".csv" else b"".join(msgspec.json.encode(r) + b"\n" for r in rows)
    try:
        replace_file(path, content)
    except OSError as error:
        raise ExportError(f"{path} cannot be written: {error.strerror}.") from error
    return len(rows)


def _csv(rows: Sequence[Record]) -> bytes:
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    if rows:
        writer.writerow(rows[0])
    writer.writerows([cell(str(value)) for value in row.values()] for row in rows)
    return out.getvalue().encode()
