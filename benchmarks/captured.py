"""Captured feeds through parsing and identity: `python -m benchmarks.captured FOLDER...`.

Each FOLDER holds documents. `--history` says that they are successive versions of one feed, named in
the order of their capture. Printed: what could not be read; new, edited and seen entries; what a second
look at the same document would insert or change (it must be nothing); entries that were found as new
although their address was known, and the reverse.
"""

from __future__ import annotations

import argparse
import time
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

from monitor.feeds.identity import Keys, Known, resolve
from monitor.feeds.parse import parse_feed
from monitor.model import Entry

FEED = "captured"


@dataclass
class Shelf:
    """The sights of one feed, as a store would hold them."""

    sights: dict[int, Known] = field(default_factory=dict)

    def take(self, entries: Sequence[Entry]) -> Counter[str]:
        """Take a document; what it brought."""
        brought: Counter[str] = Counter()
        for found in resolve(entries, self.sights.values(), FEED):
            brought["new" if found.item is None else "edited" if found.edited else "seen"] += 1
            if found.changed_keys or found.edited:
                item = found.item or len(self.sights) + 1
                self.sights[item] = Known(item, FEED, found.keys)
                brought["written"] += 1
        return brought


def run_history(folder: Path) -> None:
    """Poll every version in order."""
    shelf, total, addresses = Shelf(), Counter[str](), set[str]()
    versions = sorted(folder.glob("*.xml"))
    wrong = again = 0
    began = time.perf_counter()
    for path in versions:
        read = parse_feed(path.read_bytes(), "https://captured.example/feed", "application/xml")
        total["unreadable"] += bool(read.error)
        fresh = {entry.guid or entry.link for entry in read.entries} - addresses
        addresses |= fresh
        brought = shelf.take(read.entries)
        wrong += brought["new"] != len(fresh)
        again += shelf.take(read.entries)["written"]
        total += brought
    print(f"{folder.name}: {len(versions)} versions in {time.perf_counter() - began:.1f} s")
    print(f"  distinct ids in all versions {len(addresses)}, items {len(shelf.sights)}, new {total['new']}")
    print(f"  edited {total['edited']}, seen {total['seen']}, unreadable {total['unreadable']}")
    print(f"  versions with a wrong number of new entries {wrong}, written by a second look {again}")


def run_collection(folder: Path) -> None:
    """Read each document twice, each for itself."""
    began, total = time.perf_counter(), Counter[str]()
    paths = sorted(path for path in folder.iterdir() if path.is_file())
    for path in paths:
        shelf = Shelf()
        read = parse_feed(path.read_bytes(), "https://captured.example/feed")
        if read.error:
            print(f"  {path.name}: {read.error}")
        distinct = len({_all(entry) for entry in read.entries})
        brought, again = shelf.take(read.entries), shelf.take(read.entries)
        total["entries"] += len(read.entries)
        total["repeats"] += len(read.entries) - distinct
        total["new"] += brought["new"]
        total["undated"] += sum(entry.published is None for entry in read.entries)
        total["linkless"] += sum(not entry.link for entry in read.entries)
        total["untitled"] += sum(not entry.title for entry in read.entries)
        total["written again"] += again["written"]
        total["unreadable"] += bool(read.error)
    print(f"{folder.name}: {len(paths)} documents in {time.perf_counter() - began:.1f} s")
    print("  " + ", ".join(f"{name} {count}" for name, count in total.items()))


def _all(entry: Entry) -> tuple[Keys | str, ...]:
    return (entry.guid, entry.link, entry.title, entry.text)


def main() -> None:
    """The command."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0] if __doc__ else "")
    parser.add_argument("folders", nargs="+", type=Path)
    parser.add_argument("--history", action="store_true")
    given = parser.parse_args()
    for folder in given.folders:
        (run_history if given.history else run_collection)(folder)


if __name__ == "__main__":
    main()
