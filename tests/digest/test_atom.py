"""The changes as an Atom feed: valid by the standard's schema and by a feed reader, with ids that stay."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import feedparser
import pytest
from lxml import etree

from monitor.digest.atom import SHOWN, as_atom
from monitor.store.day import items_by_id
from tests.digest.desk import APPROVED, CONSIDERED, Desk, open_desk

SCHEMA = etree.RelaxNG(etree.parse(Path(__file__).with_name("atom.rng")))


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    with open_desk(tmp_path) as made:
        made.publish("Ledger", "1", CONSIDERED, "2024-11-01T12:00")
        made.publish("Wire", "2", APPROVED, "2024-11-08T12:00")
        yield made


def atom(desk: Desk) -> str:
    changes = desk.store.board.changes()
    items = items_by_id(desk.store, (item for change in changes for item in change.items))
    return as_atom(changes, items, desk.pipeline.config)


def test_it_is_valid_by_the_schema_of_the_standard(desk: Desk) -> None:
    document = etree.fromstring(atom(desk).encode())
    assert SCHEMA.validate(document), SCHEMA.error_log


def test_a_feed_without_changes_is_valid_too(tmp_path: Path) -> None:
    with open_desk(tmp_path / "empty") as empty:
        document = etree.fromstring(atom(empty).encode())
    assert SCHEMA.validate(document), SCHEMA.error_log


@pytest.mark.parametrize("gone", ["id", "updated", "title", "author"])
def test_the_schema_misses_what_the_standard_requires(desk: Desk, gone: str) -> None:
    document = etree.fromstring(atom(desk).encode())
    document.remove(document.find(f"{{http://www.w3.org/2005/Atom}}{gone}"))
    assert not SCHEMA.validate(document)


def test_a_reader_finds_the_changes_newest_first_with_links_to_the_items(desk: Desk) -> None:
    parsed = feedparser.parse(atom(desk).encode())
    assert not parsed.bozo
    assert parsed.version == "atom10"
    newest = parsed.entries[0]
    assert newest.title == (
        "U.S. contractors in Ukraine: Will contractors be allowed? considering → approved"
    )
    assert newest.links[0].href == "https://wire.example/2"
    assert "reported by one outlet, not confirmed" in newest.content[0].value
    moments = [entry.updated_parsed for entry in parsed.entries]
    assert moments == sorted(moments, reverse=True)


def test_ids_are_one_each_and_stay_when_more_comes(desk: Desk) -> None:
    before = feedparser.parse(atom(desk).encode())
    desk.publish("Ledger", "3", CONSIDERED.replace("considering", "again considering"), "2024-12-01T12:00")
    official = "The Pentagon has approved contractors in Ukraine, the Pentagon said."
    desk.publish("Wire", "4", official, "2024-12-02T12:00")
    after = feedparser.parse(atom(desk).encode())
    assert after.feed.id == before.feed.id
    ids = [entry.id for entry in after.entries]
    assert len(ids) == len(set(ids)) > len(before.entries)
    assert set(ids) > {entry.id for entry in before.entries}


def test_two_desks_share_no_id(desk: Desk, tmp_path: Path) -> None:
    with open_desk(tmp_path / "other") as other:
        other.publish("Wire", "9", APPROVED, "2024-11-09T12:00")
        theirs, ours = (feedparser.parse(atom(d).encode()) for d in (other, desk))
    assert ours.feed.id != theirs.feed.id
    assert not {entry.id for entry in ours.entries} & {entry.id for entry in theirs.entries}


def test_it_holds_the_newest_and_no_more_than_a_reader_needs(desk: Desk) -> None:
    changes = desk.store.board.changes() * SHOWN
    assert len(feedparser.parse(as_atom(changes, {}, desk.pipeline.config).encode()).entries) == SHOWN
