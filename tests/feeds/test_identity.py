"""Rules 11 to 15: which item an entry is, what is an edit, and the moment it counts from."""

from __future__ import annotations

import random
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from monitor.feeds.identity import Known, Resolved, canonical_link, item_at, keys_of, resolve
from monitor.model import Entry

NOW = datetime(2024, 6, 5, 12, 0, tzinfo=UTC)


def entry(guid: str = "", link: str = "", title: str = "t", text: str = "x") -> Entry:
    return Entry(guid, link and f"https://a.example{link}", title, text)


def shelve(shelf: dict[tuple[int, str], Known], found: tuple[Resolved, ...], feed: str) -> None:
    """What a store does with the result."""
    for one in found:
        item = one.item or max((item for item, _ in shelf), default=0) + 1
        owner = one.item is None or any(k.owner for (i, f), k in shelf.items() if (i, f) == (item, feed))
        if one.changed_keys:
            shelf[item, feed] = Known(item, feed, one.keys, owner)


def poll(shelf: dict[tuple[int, str], Known], entries: list[Entry], feed: str = "A") -> list[str]:
    found = resolve(entries, shelf.values(), feed)
    shelve(shelf, found, feed)
    return ["new" if one.item is None else "edited" if one.edited else "seen" for one in found]


@pytest.mark.parametrize(
    ("first", "second", "outcome"),
    [
        ([entry("1", "/a")], [entry("1", "/a")], ["seen"]),
        ([entry("1", "/a")], [entry("1", "/a", "other")], ["edited"]),
        ([entry("1", "/a")], [entry("1", "/b")], ["seen"]),
        ([entry("1", "/a")], [entry("2", "/b")], ["new"]),
        ([entry("1", "/a")], [entry("2", "/a")], ["seen"]),
        ([entry("1", "/a")], [entry("2", "/a", "other")], ["edited"]),
        ([entry("1", "/a")], [entry("1", "/a"), entry("2", "/a", "other")], ["seen", "new"]),
        ([entry("1", "/")], [entry("2", "/", "other")], ["new"]),
        ([entry("", "/a")], [entry("", "/a", "other")], ["edited"]),
        ([entry("", "/a?utm_source=rss")], [entry("", "/a")], ["seen"]),
        ([entry()], [entry()], ["seen"]),
        ([entry()], [entry(title="other")], ["new"]),
        ([entry("1")], [entry("2")], ["seen"]),
        ([entry("1")], [entry("2", title="other")], ["new"]),
        ([entry("", "/a")], [entry("7", "/a")], ["seen"]),
    ],
)
def test_rule_11_identity(first: list[Entry], second: list[Entry], outcome: list[str]) -> None:
    shelf: dict[tuple[int, str], Known] = {}
    poll(shelf, first)
    assert poll(shelf, second) == outcome


def test_rule_11_repeats_are_told_apart_by_what_they_say() -> None:
    shelf: dict[tuple[int, str], Known] = {}
    both = [entry("1", "/a", "one"), entry("1", "/b", "two")]
    assert poll(shelf, both) == ["new", "new"]
    assert poll(shelf, both[::-1]) == ["seen", "seen"]
    assert poll(shelf, [entry("1", "/b", "two, mended")]) == ["edited"]
    assert poll(shelf, [entry("1", "/c", "three")]) == ["new"]


def test_rule_11_an_aged_out_repeat_is_not_what_comes_next() -> None:
    shelf: dict[tuple[int, str], Known] = {}
    poll(shelf, [entry("1", "/live", "one"), entry("2", "/live", "two")])
    assert poll(shelf, [entry("2", "/live", "two"), entry("3", "/live", "three")]) == ["seen", "new"]


def test_rule_11_whole_repeats_are_one() -> None:
    assert len(resolve([entry("1", "/a")] * 3, (), "A")) == 1


def test_rule_13_one_link_in_two_feeds_is_one_item() -> None:
    shelf: dict[tuple[int, str], Known] = {}
    poll(shelf, [entry("1", "/a")], "A")
    (found,) = resolve([entry("99", "/a", "another headline")], shelf.values(), "B")
    assert (found.item, found.edited, found.changed_keys) == (1, False, True)
    shelve(shelf, (found,), "B")
    assert poll(shelf, [entry("99", "/a", "another headline")], "B") == ["seen"]
    assert poll(shelf, [entry("99", "/a", "a third headline")], "B") == ["seen"]
    assert poll(shelf, [entry("1", "/a")], "A") == ["seen"]
    assert poll(shelf, [entry("1", "/a", "mended")], "A") == ["edited"]


def test_rule_13_guids_are_a_feeds_own() -> None:
    shelf: dict[tuple[int, str], Known] = {}
    poll(shelf, [entry("1", "/a")], "A")
    assert poll(shelf, [entry("1", "/b")], "B") == ["new"]


short = st.sampled_from(["", "1", "2", "3"])
links = st.sampled_from(["", "/", "/a", "/b", "/c?x=1"])
documents = st.lists(st.builds(entry, short, links, short, short), max_size=8)


@given(documents, st.randoms(use_true_random=False))
def test_rule_15_a_second_poll_changes_nothing_in_whatever_order(
    document: list[Entry], chance: random.Random
) -> None:
    shelf: dict[tuple[int, str], Known] = {}
    poll(shelf, document)
    before = dict(shelf)
    chance.shuffle(document)
    assert set(poll(shelf, document)) <= {"seen"}
    assert shelf == before


@given(documents, documents, st.randoms(use_true_random=False))
def test_rule_11_order_does_not_matter(
    first: list[Entry], second: list[Entry], chance: random.Random
) -> None:
    shelf: dict[tuple[int, str], Known] = {}
    poll(shelf, first)

    def outcome() -> dict[object, object]:
        return {one.keys: (one.item, one.edited) for one in resolve(second, shelf.values(), "A")}

    before = outcome()
    chance.shuffle(second)
    assert outcome() == before


@given(documents, documents)
def test_rule_11_two_entries_are_never_one_item(first: list[Entry], second: list[Entry]) -> None:
    shelf: dict[tuple[int, str], Known] = {}
    poll(shelf, first)
    items = [one.item for one in resolve(second, shelf.values(), "A") if one.item is not None]
    assert len(items) == len(set(items))


@pytest.mark.parametrize(
    ("link", "canonical"),
    [
        ("https://A.example/x/", "a.example/x"),
        ("http://a.example:80/x", "a.example/x"),
        ("https://a.example/x?utm_source=rss&b=2&a=1", "a.example/x?a=1&b=2"),
        ("https://a.example/x?at_medium=RSS&at_campaign=rss", "a.example/x"),
        ("https://a.example/x#xtor=RSS-1", "a.example/x"),
        ("https://a.example/log#v2", "a.example/log#v2"),
        ("https://a.example/%7Eme", "a.example/~me"),
        ("https://a.example/", ""),
        ("https://a.example", ""),
        ("https://a.example/?p=7", "a.example?p=7"),
        ("mailto:x@a.example", ""),
        ("http://[::1", ""),
        ("http://a.example:bad/x", ""),
        ("", ""),
    ],
)
def test_canonical_links(link: str, canonical: str) -> None:
    assert canonical_link(link) == canonical


@given(st.text())
def test_any_link_has_a_canonical_form(link: str) -> None:
    assert canonical_link(link) == canonical_link(link.strip())


@pytest.mark.parametrize(
    ("published", "heard", "wanted"),
    [
        (None, None, NOW),
        (NOW - timedelta(days=9), None, NOW - timedelta(days=9)),
        (NOW + timedelta(seconds=1), None, NOW),
        (datetime(1, 1, 1, tzinfo=UTC), None, NOW),
        (datetime(9999, 12, 31, tzinfo=UTC), None, NOW),
        (NOW - timedelta(minutes=50), NOW - timedelta(hours=1), NOW - timedelta(minutes=50)),
        (NOW - timedelta(hours=2), NOW - timedelta(hours=1), NOW - timedelta(hours=2)),
        (NOW - timedelta(hours=12), NOW - timedelta(hours=1), NOW),
        (NOW - timedelta(days=400), NOW - timedelta(hours=1), NOW - timedelta(days=400)),
    ],
)
def test_rule_12_what_the_board_orders_by(
    published: datetime | None, heard: datetime | None, wanted: datetime
) -> None:
    assert item_at(published, NOW, heard) == wanted


def test_keys_ignore_what_is_no_identity() -> None:
    a, b = entry(" 1 ", "/a"), entry("1", "/a/")
    assert keys_of(a) == keys_of(b)
