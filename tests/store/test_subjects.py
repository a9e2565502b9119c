"""What goes into each part of the store comes out of it."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from monitor.feeds.identity import REVISIONS_KEPT, Keys, keys_of
from monitor.model import (
    Answer,
    Attribution,
    Basis,
    Change,
    Condition,
    Confidence,
    Count,
    Cue,
    Days,
    Discarded,
    Enclosure,
    Entry,
    Feed,
    Grade,
    Item,
    Kind,
    Match,
    Question,
    Signal,
    Span,
    Status,
    Tag,
    TagKind,
    Tier,
    Topic,
)
from monitor.store import MEMORY, Store, open_store
from monitor.store.rows import moment, moment_text
from monitor.store.tags import standing

NOW = datetime(2024, 6, 25, 21, 4, tzinfo=UTC)
REUTERS = Feed("Reuters", "https://reuters.example/rss", Tier.WIRE, "A")
CNN = Feed("CNN", "https://cnn.example/rss", Tier.MEDIA)
KINDS = (Kind.WILL, Kind.WHEN, Kind.HOW_MANY, Kind.WHAT)
TOPIC = Topic(
    "t", "Contractors", (), questions=tuple(Question("t", kind.value, kind, f"{kind}?") for kind in KINDS)
)
ENTRY = Entry("g1", "https://reuters.example/1?utm_source=rss", "Title", "Some text.", NOW)


@pytest.fixture
def store() -> Iterator[Store]:
    with open_store(MEMORY, throwaway=True) as made:
        made.feeds.sync([REUTERS, CNN])
        made.topics.sync([TOPIC])
        yield made


def add(store: Store, entry: Entry = ENTRY, feed: Feed = REUTERS, **fields: object) -> Item:
    item = Item(0, entry.guid, feed.name, entry.link, entry.title, entry.text, entry.published, NOW, NOW)
    item = replace(item, **fields)  # type: ignore[arg-type]
    (item_id,) = store.items.add([(item, keys_of(entry))], store.feeds.ids()[feed.name])
    return replace(item, id=item_id)


def signal(kind: Kind = Kind.WILL, **fields: object) -> Signal:
    made = Signal("t", kind.value, kind, Attribution.UNNAMED, "Some text.", Span(6, 16), "rule")
    return replace(made, **fields)  # type: ignore[arg-type]


SIGNALS = [
    signal(
        status=Status.CONSIDERING,
        cues=(Cue(Span(6, 10), "Some", "possibility"),),
        source="four officials",
        sources=4,
        origin="CNN",
        likelihood="likely",
        adversary=True,
        discarded=(Discarded(Span(0, 5), "approved", "a headline that asks"),),
        reader="abc",
    ),
    signal(Kind.WHEN, days=Days(date(2024, 6, 25), None)),
    signal(Kind.WHEN, days=Days(None, date(2024, 12, 31))),
    signal(Kind.HOW_MANY, count=Count(None, 900, "firms")),
    signal(Kind.HOW_MANY, count=Count(5e10, 5.5e10)),
    signal(Kind.WHAT, condition="a risk plan", withdrawn=True),
]


@pytest.mark.parametrize("made", SIGNALS, ids=lambda s: s.kind)
def test_a_signal_comes_back_as_it_was(store: Store, made: Signal) -> None:
    item = add(store)
    signal_id = store.signals.add(made, item.id, 1, NOW, NOW)
    (evidence,) = store.signals.voting()
    assert evidence.signal == made
    assert (evidence.id, evidence.item, evidence.guid, evidence.at) == (signal_id, item.id, "g1", NOW)
    assert (evidence.feed, evidence.tier, evidence.reliability) == ("Reuters", Tier.WIRE, "A")
    assert store.signals.of_item(item.id) == store.signals.voting("t") == [evidence]
    assert store.signals.voting("t", made.question) == [evidence]
    assert store.signals.get(signal_id) == evidence


def test_superseded_signals_stay_and_vote_no_longer(store: Store) -> None:
    item = add(store)
    first = store.signals.add(SIGNALS[0], item.id, 1, NOW, NOW)
    later = NOW + timedelta(hours=3)
    store.signals.supersede([first], later)
    second = store.signals.add(SIGNALS[1], item.id, 2, later, later)
    assert [e.id for e in store.signals.voting()] == [second]
    assert [e.id for e in store.signals.voting_at(NOW + timedelta(hours=1))] == [first]
    assert [e.id for e in store.signals.voting_at(later)] == [second]
    assert store.signals.get(first) is not None


def test_an_item_comes_back_as_it_was(store: Store) -> None:
    item = add(
        store,
        language="en",
        authors=("A. Writer",),
        categories=("world", "ukraine"),
        enclosures=(Enclosure("https://reuters.example/a.mp3", "audio/mpeg", 12),),
        published=None,
    )
    assert store.items.get(item.id) == item
    assert store.items.by_guid("g1") == item
    assert store.items.by_link("http://reuters.example/1") == item
    assert store.items.get(99) is None
    assert store.items.by_link("") is None
    assert list(store.items.in_order()) == [item] == store.items.after(0, 10)


def test_matches_come_back(store: Store) -> None:
    item = add(store)
    match = Match("t", Grade.POSSIBLE, 0.25, (Cue(Span(0, 5), "Title", "about"),), "in the title")
    store.items.add_matches(item.id, NOW, [match])
    assert store.items.matches(item.id) == (match,)
    store.items.drop_matches(item.id, ["t"])
    assert store.items.matches(item.id) == ()


def test_an_edit_keeps_what_was_said_and_is_found_by_the_new_words(store: Store) -> None:
    item, other = add(store), add(store, replace(ENTRY, guid="g2", link="https://reuters.example/2"))
    store.search.catch_up()
    store.items.revise(item.id, "Headline", "Other words.", NOW + timedelta(hours=1))
    assert store.search.find("headline") == [item.id]
    assert store.search.find("title") == [other.id]
    revised = store.items.get(item.id)
    assert revised is not None
    assert (revised.title, revised.text, revised.revision, revised.at) == ("Headline", "Other words.", 2, NOW)
    rows = store.connection.execute("select revision, title, seen_at from revisions").fetchall()
    assert rows == [(1, "Title", moment_text(NOW))]


def test_a_revision_before_indexing_is_indexed_once(store: Store) -> None:
    item = add(store)
    store.items.revise(item.id, "Headline", "Other words.", NOW)
    assert store.search.catch_up() == 1
    assert store.search.find("headline") == [item.id]
    assert store.search.find("title") == []
    assert store.search.catch_up() == 0


def test_revisions_are_bounded(store: Store) -> None:
    item = add(store)
    for n in range(40):
        store.items.revise(item.id, f"Title {n}", "Text.", NOW)
    rows = [n for (n,) in store.connection.execute("select revision from revisions order by revision")]
    assert rows == list(range(41 - REVISIONS_KEPT + 1, 41))


def test_a_feed_knows_its_items_by_guid_link_or_text(store: Store) -> None:
    item = add(store)
    bare = add(store, Entry("", "", "No link", "and no guid", NOW))
    ids = store.feeds.ids()
    reuters, cnn = ids["Reuters"], ids["CNN"]
    keys = keys_of(ENTRY)

    def known(feed_id: int, *asked: Keys) -> list[int]:
        return sorted(sight.item for sight in store.items.known(feed_id, asked))

    assert known(reuters, keys, keys_of(Entry("", "", "No link", "and no guid"))) == [item.id, bare.id]
    assert known(reuters, replace(keys, link="", text="x")) == [item.id]
    assert known(cnn, replace(keys, guid="else")) == [item.id]  # by its link, across feeds
    assert known(cnn, replace(keys, link="")) == []  # guids are each feed's own
    store.items.see(item.id, cnn, replace(keys, guid="theirs"), NOW)
    assert store.items.feeds_of(item.id) == ["CNN", "Reuters"]
    (mine, theirs) = sorted(store.items.known(cnn, [replace(keys, guid="theirs")]), key=lambda k: k.feed)
    assert (mine.feed, mine.owner, theirs.feed, theirs.owner) == ("CNN", False, "Reuters", True)


ANSWER = Answer(
    "t",
    "will",
    Kind.WILL,
    status=Status.CONSIDERING,
    days=Days(date(2024, 6, 25), None),
    count=Count(36, 900, "contractors"),
    conditions=(Condition("a risk plan", 1, NOW, "an official"),),
    basis=Basis.REPORTED,
    confidence=Confidence.LOW,
    reasons=("one source",),
    why="the first word",
    since=NOW,
    because=(1, 2),
    contested="TASS says no",
    overdue=True,
    slipped_from=Days(None, date(2024, 1, 1)),
    beside=("an adversary: no",),
)


def test_answers_and_changes_come_back_as_they_were(store: Store) -> None:
    item = add(store)
    store.board.put([ANSWER])
    assert store.board.answers() == {"t/will": ANSWER}
    after = replace(ANSWER, status=Status.APPROVED, contested="")
    first = store.board.add(Change(0, NOW, "t", "will", None, ANSWER, (item.id,), ("g1",), "why"))
    second = store.board.add(Change(0, NOW + timedelta(days=1), "t", "will", ANSWER, after, cause="time"))
    assert store.board.changes() == [first, second]
    assert store.board.changes(since=NOW + timedelta(hours=1)) == [second]
    assert store.board.changes(until=NOW + timedelta(hours=1)) == [first]
    assert store.board.changes(after=first.id, question="t/will") == [second]
    assert store.board.changes(limit=1) == [second]
    assert store.board.answers_at(NOW) == {"t/will": ANSWER}
    assert store.board.answers_at(NOW + timedelta(days=2)) == {"t/will": after}
    assert store.board.answers_at(NOW - timedelta(days=2)) == {}


@pytest.mark.parametrize("table", ["changes", "change_items", "tags"])
@pytest.mark.parametrize("statement", ["delete from {}", "update {} set rowid = rowid"])
def test_history_cannot_be_rewritten(store: Store, table: str, statement: str) -> None:
    item = add(store)
    store.board.add(Change(0, NOW, "t", "will", None, ANSWER, (item.id,), ("g1",)))
    store.tags.add(Tag(0, NOW, TagKind.STAR, item=item.id))
    column = "rowid" if table != "change_items" else "change_id"
    with pytest.raises(sqlite3.IntegrityError, match="append-only"):
        store.connection.execute(statement.format(table).replace("rowid", column))


def test_tags_stand_until_undone(store: Store) -> None:
    item = add(store)
    star = store.tags.add(Tag(0, NOW, TagKind.STAR, item=item.id))
    note = store.tags.add(Tag(0, NOW, TagKind.NOTE, item=item.id, value="ask the desk"))
    assert store.tags.last_standing() == note
    undo = store.tags.add(Tag(0, NOW, TagKind.UNDO, item=item.id, undoes=note.id))
    assert store.tags.all() == [star, note, undo]
    assert store.tags.of_item(item.id) == [star] == standing(store.tags.all())
    assert store.tags.last_standing() == star
    assert store.tags.all(after=star.id, until=NOW) == [note, undo]


def test_a_tag_bears_on_the_topics_of_its_item_or_on_the_one_it_names(store: Store) -> None:
    item = add(store)
    signal_id = store.signals.add(SIGNALS[0], item.id, 1, NOW, NOW)
    noise = store.tags.add(Tag(0, NOW, TagKind.NOISE, item=item.id))
    wrong = store.tags.add(Tag(0, NOW, TagKind.DISPUTE, item=item.id, signal=signal_id))
    answer = store.tags.add(Tag(0, NOW, TagKind.ANSWER, topic="t", question="will", value="{}"))
    assert store.tags.by_topic() == [("t", noise), ("t", wrong), ("t", answer)]


def test_a_feed_with_a_new_name_keeps_its_items(store: Store) -> None:
    item = add(store)
    store.feeds.sync([replace(REUTERS, name="Reuters World"), CNN])
    renamed = store.items.get(item.id)
    assert renamed is not None
    assert renamed.feed == "Reuters World"
    store.feeds.sync([CNN])
    assert store.feeds.get("Reuters World").tier is Tier.WIRE


def test_stretches_tell_when_a_feed_was_heard(store: Store) -> None:
    hour = timedelta(hours=1)
    for n, (ok, result) in enumerate(
        [(True, "200"), (True, "304"), (False, "HTTP 500"), (False, "HTTP 500"), (True, "200")]
    ):
        store.feeds.log("Reuters", ok, result, NOW + n * hour)
    store.feeds.log("Reuters", True, "200", NOW + timedelta(days=9))
    heard = store.feeds.heard(NOW - hour, NOW + timedelta(days=30))
    assert [(s.ok, s.result, s.polls) for s in heard] == [
        (True, "", 2),
        (False, "HTTP 500", 2),
        (True, "", 1),
        (True, "", 1),  # nobody asked for days: not one stretch
    ]
    assert store.feeds.heard(NOW + 2 * hour, NOW + 3 * hour) == [heard[1]]


def repr_of_start(value: object) -> str:
    return repr(value)[:20]


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("approve", True),
        ("approvals", True),
        ('"contractors approved"', True),
        ("contract*", True),
        ("title: contractors", True),
        ("contractors NOT ukraine", False),
        ('" OR 1=1 --', False),
        ("NEAR(", False),
        ("contractors'; drop table items; --", False),
        ("contractors (", True),
        ("contractors AND", False),
        ("*", False),
        ("", False),
        ("ükraine", True),
        ("kyiv: contractors", False),
        ("x" * 10_000, False),
        ("\x00contractors", True),
    ],
    ids=repr_of_start,
)
def test_search_takes_any_query(store: Store, query: str, found: bool) -> None:
    item = add(store, replace(ENTRY, title="Contractors approved for Ukraine"))
    store.search.catch_up()
    assert store.search.find(query) == ([item.id] if found else [])


@given(st.text(max_size=40))
def test_no_query_is_an_error(query: str) -> None:
    with open_store(MEMORY, throwaway=True) as store:
        assert store.search.find(query) == []


def test_search_gives_the_newest_first_and_goes_on(store: Store) -> None:
    ids = [add(store, replace(ENTRY, guid=str(n), link=f"https://reuters.example/{n}")).id for n in range(5)]
    store.search.catch_up()
    assert store.search.find("title", limit=2) == ids[:2:-1]
    assert store.search.find("title", limit=2, before=ids[3]) == ids[2:0:-1]


def test_the_lease_is_held_renewed_released_and_expires(store: Store) -> None:
    lease, later = store.lease, NOW + timedelta(hours=1)
    assert lease.take("one", NOW)
    assert lease.take("one", NOW)
    assert not lease.take("two", NOW)
    assert lease.holder(NOW) == "one"
    assert lease.holder(later) is None
    assert lease.take("two", later)
    lease.release("one")
    assert lease.holder(later) == "two"
    lease.release("two")
    assert lease.holder(later) is None


@given(st.datetimes(datetime(1, 1, 2), datetime(9999, 12, 30)))
def test_moments_sort_as_their_texts(naive: datetime) -> None:
    at = naive.replace(tzinfo=UTC)
    assert moment(moment_text(at)) == at.replace(microsecond=0)
    assert len(moment_text(at)) == 20
