"""The path from entries to changes: identity, story, reading, answers; tags; time; edits of feeds.toml."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from monitor.live import differences
from monitor.model import Basis, Entry, Status, Tag, TagKind
from monitor.pipeline import GROUP, Pipeline, Taken
from monitor.store import MEMORY, Store, StoreError, open_store
from tests.pipeline_cases import APPROVED, CONSIDERED, ELSEWHERE, HOUR, START, TOML, config, entry

CONFIG = config()
REUTERS, CNN, WHITE_HOUSE = CONFIG.feeds
KEY = "contractors/approved"


@pytest.fixture
def pipeline() -> Iterator[Pipeline]:
    with open_store(MEMORY, throwaway=True) as store:
        yield Pipeline(store, CONFIG, START)


def status(store: Store) -> tuple[Status, Basis | None] | None:
    answer = store.board.answers().get(KEY)
    return None if answer is None or answer.basis is None else (answer.status, answer.basis)


def rows(store: Store) -> dict[str, int]:
    """How many rows each table has: what a poll that brings nothing must not change."""
    names = [
        name
        for (name,) in store.connection.execute(
            "select name from sqlite_schema where type = 'table' and name not like 'sqlite%' "
            "and name not like '%fts%'"
        )
    ]
    return {name: store.connection.execute(f"select count(*) from {name}").fetchone()[0] for name in names}


def test_an_item_is_stored_with_all_that_follows(pipeline: Pipeline) -> None:
    taken = pipeline.take(REUTERS, [entry("1", CONSIDERED)], START + HOUR)
    store = pipeline.store
    (item_id,) = taken.new
    item = store.items.get(item_id)
    assert item is not None
    assert (item.guid, item.at, item.first_seen) == ("reuters-1", START, START + HOUR)
    assert item.story is not None
    assert [match.topic for match in store.items.matches(item_id)] == ["contractors"]
    assert [e.signal.status for e in store.signals.voting("contractors", "approved")] == [Status.CONSIDERING]
    assert status(store) == (Status.CONSIDERING, Basis.REPORTED)
    (change,) = [change for change in taken.changes if change.question == "approved"]
    assert change in store.board.changes()
    assert (change.before, change.after.status, change.guids) == (None, Status.CONSIDERING, ("reuters-1",))
    assert change.at == START + HOUR  # when the board moved, not when it was said


def test_an_item_on_no_topic_is_stored_alone(pipeline: Pipeline) -> None:
    before = rows(pipeline.store)
    taken = pipeline.take(REUTERS, [entry("1", ELSEWHERE)], START)
    after = rows(pipeline.store)
    assert len(taken.new) == 1
    assert not taken.changes
    assert {name for name in after if after[name] != before[name]} == {"items", "item_feeds"}


def test_entries_are_taken_in_order_of_publication(pipeline: Pipeline) -> None:
    later, earlier = entry("2", APPROVED, START + HOUR), entry("1", CONSIDERED, START)
    taken = pipeline.take(REUTERS, [later, earlier], START + 2 * HOUR)
    assert taken.moments == (START, START + HOUR)
    moved = [change.after.status for change in taken.changes if change.question == "approved"]
    assert moved == [Status.CONSIDERING, Status.APPROVED]


def test_a_second_poll_of_the_same_document_changes_nothing(pipeline: Pipeline) -> None:
    entries = [entry("1", CONSIDERED), entry("2", APPROVED), entry("3", ELSEWHERE)]
    pipeline.take(REUTERS, entries, START)
    before = rows(pipeline.store), pipeline.store.board.answers()
    again = pipeline.take(REUTERS, list(reversed(entries)), START + HOUR)
    assert again == Taken(known=3)
    assert (rows(pipeline.store), pipeline.store.board.answers()) == before


def test_an_item_under_one_link_in_two_feeds_is_one_item(pipeline: Pipeline) -> None:
    first = entry("1", CONSIDERED)
    (item_id,) = pipeline.take(REUTERS, [first], START).new
    taken = pipeline.take(CNN, [replace(first, guid="cnn-9", link=first.link + "?utm_source=x")], START)
    assert (taken.new, taken.edited) == ((), ())
    assert pipeline.store.items.feeds_of(item_id) == ["CNN", "Reuters"]


def test_copies_are_one_story(pipeline: Pipeline) -> None:
    long = (
        CONSIDERED[1] + " No decision has been made, the officials said, and the plan may still change a lot."
    )
    a, b = entry("1", (CONSIDERED[0], long)), entry("2", (CONSIDERED[0], long), START + HOUR, "cnn")
    pipeline.take(REUTERS, [a], START)
    pipeline.take(CNN, [b], START + HOUR)
    first, second = pipeline.store.items.after(0, 9)
    assert first.story == second.story


def test_a_copy_is_known_after_a_restart(tmp_path: Path) -> None:
    for feed, made in ((REUTERS, entry("1", CONSIDERED)), (CNN, entry("2", CONSIDERED, START, "cnn"))):
        with open_store(tmp_path / "monitor.db") as store:
            Pipeline(store, CONFIG, START).take(feed, [made], START)
    with open_store(tmp_path / "monitor.db") as store:
        first, second = store.items.after(0, 9)
        assert first.story == second.story


def test_an_edit_is_read_again_and_the_old_words_vote_no_longer(pipeline: Pipeline) -> None:
    pipeline.take(REUTERS, [entry("1", APPROVED)], START)
    assert status(pipeline.store) is not None
    taken = pipeline.take(REUTERS, [entry("1", CONSIDERED)], START + HOUR)
    (item_id,) = taken.edited
    item = pipeline.store.items.get(item_id)
    assert item is not None
    assert (item.revision, item.title) == (2, CONSIDERED[0])
    assert status(pipeline.store) == (Status.CONSIDERING, Basis.REPORTED)
    kept = pipeline.store.connection.execute(
        "select revision, status, superseded_at is null from signals where kind = 'will' order by id"
    ).fetchall()
    assert kept == [(1, "approved", 0), (2, "considering", 1)]
    assert differences(pipeline.store, CONFIG.topics) == []


def test_a_mended_comma_moves_nothing(pipeline: Pipeline) -> None:
    pipeline.take(REUTERS, [entry("1", CONSIDERED)], START)
    before = pipeline.store.signals.voting()
    answers = pipeline.store.board.answers()
    mended = (CONSIDERED[0], CONSIDERED[1] + " This story has been corrected.")
    taken = pipeline.take(REUTERS, [entry("1", mended)], START + HOUR)
    assert len(taken.edited) == 1
    assert not taken.changes
    assert [e.id for e in pipeline.store.signals.voting()] == [e.id for e in before]
    assert pipeline.store.board.answers() == answers
    pipeline.take(CNN, [entry("2", APPROVED, START, "cnn")], START + 2 * HOUR)
    assert differences(pipeline.store, CONFIG.topics) == []


def test_what_is_concluded_stands_with_the_last_item(pipeline: Pipeline) -> None:
    entries = [entry(str(n), ELSEWHERE) for n in range(GROUP + 3)]
    concluded: list[Taken] = []

    def conclude(taken: Taken) -> None:
        assert pipeline.store.connection.in_transaction
        concluded.append(taken)

    pipeline.take(REUTERS, entries, START, conclude=conclude)
    assert [len(taken.new) for taken in concluded] == [GROUP + 3]


def test_a_failure_leaves_whole_groups_and_goes_on_later(pipeline: Pipeline) -> None:
    entries = [entry(str(n), CONSIDERED, START + n * HOUR) for n in range(GROUP)]
    entries.append(entry("last", APPROVED, START + 900 * HOUR))

    def fail(_: Taken) -> None:
        raise StoreError("the disk is full")

    with pytest.raises(StoreError):
        pipeline.take(REUTERS, entries, START + 1000 * HOUR, conclude=fail)
    assert pipeline.store.items.count() == GROUP
    assert status(pipeline.store) == (Status.CONSIDERING, Basis.REPORTED)
    taken = pipeline.take(REUTERS, entries, START + 1001 * HOUR)
    assert (len(taken.new), taken.known) == (1, GROUP)
    answer = status(pipeline.store)
    assert answer is not None
    assert answer[0] is Status.APPROVED
    assert differences(pipeline.store, CONFIG.topics) == []


def test_stopping_leaves_what_is_left_for_the_next_poll(pipeline: Pipeline) -> None:
    entries = [entry(str(n), ELSEWHERE) for n in range(2 * GROUP)]
    asked = iter([False, True])
    concluded: list[Taken] = []
    taken = pipeline.take(REUTERS, entries, START, conclude=concluded.append, stopped=lambda: next(asked))
    assert len(taken.new) == GROUP
    assert concluded == []
    assert len(pipeline.take(REUTERS, entries, START).new) == GROUP


def test_noise_takes_the_vote_and_undo_gives_it_back(pipeline: Pipeline) -> None:
    (item_id,) = pipeline.take(REUTERS, [entry("1", CONSIDERED)], START).new
    stood = pipeline.store.board.answers()[KEY]
    (change, *_) = pipeline.tag(Tag(0, START, TagKind.NOISE, item=item_id), START + HOUR)
    assert (change.cause, change.items, change.at) == ("tag", (item_id,), START + HOUR)
    assert status(pipeline.store) is None
    undone = pipeline.undo(START + 2 * HOUR)
    assert undone.tag is not None
    assert undone.tag.kind is TagKind.NOISE
    assert pipeline.store.board.answers()[KEY].value == stood.value
    assert len(pipeline.store.tags.all()) == 2
    assert pipeline.undo(START + 3 * HOUR).tag is None
    assert differences(pipeline.store, CONFIG.topics) == []


def test_the_analysts_answer_stands(pipeline: Pipeline) -> None:
    answer = Tag(
        0, START, TagKind.ANSWER, topic="contractors", question="approved", value='{"status": "rejected"}'
    )
    pipeline.tag(answer, START)
    assert status(pipeline.store) == (Status.REJECTED, Basis.ANALYST)
    with pytest.raises(ValueError, match="reads"):
        pipeline.tag(replace(answer, value='{"status": "perhaps"}'), START)
    assert len(pipeline.store.tags.all()) == 1


def test_time_makes_a_question_overdue_at_midnight(pipeline: Pipeline) -> None:
    pipeline.take(REUTERS, [entry("1", CONSIDERED)], START)
    end = datetime(2025, 1, 1, tzinfo=UTC)
    assert not pipeline.tick(end - timedelta(seconds=1))
    changes = pipeline.tick(end)
    assert {(c.question, c.cause, c.after.overdue) for c in changes} == {("approved", "time", True)}
    assert not pipeline.tick(end + HOUR)
    assert not pipeline.pass_time(end + HOUR)


def test_another_programs_tag_is_taken_up(tmp_path: Path) -> None:
    path = tmp_path / "monitor.db"
    with open_store(path) as store, open_store(path) as other:
        mine, theirs = Pipeline(store, CONFIG, START), Pipeline(other, CONFIG, START)
        (item_id,) = mine.take(REUTERS, [entry("1", APPROVED)], START).new
        theirs.tag(Tag(0, START, TagKind.NOISE, item=item_id), START + HOUR)
        mine.take(CNN, [entry("2", CONSIDERED, START, "cnn")], START + 2 * HOUR)
        assert status(store) == (Status.CONSIDERING, Basis.REPORTED)
        assert differences(store, CONFIG.topics) == []


def test_a_restart_goes_on_where_it_was(tmp_path: Path) -> None:
    path = tmp_path / "monitor.db"
    with open_store(path) as store:
        Pipeline(store, CONFIG, START).take(REUTERS, [entry("1", CONSIDERED)], START)
    with open_store(path) as store:
        pipeline = Pipeline(store, CONFIG, START + HOUR)
        assert len(store.board.changes(question=KEY)) == 1
        pipeline.take(WHITE_HOUSE, [entry("2", APPROVED, START, "whitehouse")], START + HOUR)
        moved = [(c.before and c.before.status, c.after.status) for c in store.board.changes(question=KEY)]
    assert moved == [(None, Status.CONSIDERING), (Status.CONSIDERING, Status.APPROVED)]


def test_a_new_topic_reads_what_is_stored(pipeline: Pipeline) -> None:
    entries = [entry(str(n), ELSEWHERE, START + n * HOUR) for n in range(5)]
    pipeline.take(REUTERS, entries, START + 9 * HOUR)
    topic = '\n[[topics]]\nid = "regatta"\ntitle = "Regatta"\nabout = ["regatta"]\n'
    question = '[[topics.questions]]\nid = "off"\nkind = "will"\nask = "Is it off?"\n'
    pipeline.configure(config(TOML + topic + question), START + 10 * HOUR)
    steps = []
    while (step := pipeline.reread(START + 10 * HOUR, limit=2)) is not None:
        steps.append((step.done, step.finished))
    assert steps == [(2, False), (4, False), (5, True)]
    assert [m.topic for item in range(1, 6) for m in pipeline.store.items.matches(item)] == ["regatta"] * 5
    assert pipeline.reread(START + 11 * HOUR) is None


def test_an_edited_topic_moves_the_board_once_at_the_end(tmp_path: Path) -> None:
    path, edited = tmp_path / "monitor.db", TOML.replace('yes = "allow', 'no = "bar"\nyes = "allow')
    with open_store(path) as store:
        pipeline = Pipeline(store, CONFIG, START)
        (item_id,) = pipeline.take(REUTERS, [entry("1", CONSIDERED)], START).new
        pipeline.tag(Tag(0, START, TagKind.CONFIRM, item=item_id, signal=1), START)
        answers = store.board.answers()
    with open_store(path) as store:  # the edit is found at the next start
        again = Pipeline(store, config(edited), START + HOUR)
        assert again.reread(START + HOUR) is not None
        assert again.reread(START + HOUR) is None
        assert store.board.answers() == answers  # nothing was read otherwise: the tag still holds
        assert differences(store, config(edited).topics) == []


def test_another_reader_counts_nothing_twice(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "monitor.db"
    entries = [entry(str(n), CONSIDERED, START + n * HOUR) for n in range(9)]
    with open_store(path) as store:
        Pipeline(store, CONFIG, START + 9 * HOUR).take(REUTERS, entries, START + 9 * HOUR)
        before, answers = store.signals.voting(), store.board.answers()
    for module in ("monitor.reading.read", "monitor.rereading"):
        monkeypatch.setattr(f"{module}.READER_VERSION", "another")
    with open_store(path) as store:
        pipeline = Pipeline(store, CONFIG, START + 9 * HOUR)
        while pipeline.reread(START + 9 * HOUR, limit=2) is not None:
            assert differences(store, CONFIG.topics) == []
        after = store.signals.voting()
        assert [e.id for e in after] == [e.id for e in before]
        assert {e.signal.reader for e in after} == {"another"}
        assert store.board.answers() == answers
        pipeline.take(CNN, [entry("10", CONSIDERED, START, "cnn")], START + 10 * HOUR)
        assert differences(store, CONFIG.topics) == []


def test_a_question_no_longer_asked_is_left_in_the_history(pipeline: Pipeline) -> None:
    pipeline.take(REUTERS, [entry("1", CONSIDERED)], START)
    without = TOML.replace(
        '[[topics.questions]]\nid = "when"\nkind = "when"\nask = "When?"\nof = "approved"\n', ""
    )
    pipeline.configure(config(without), START + HOUR)
    assert [asked.key for asked in pipeline.store.topics.asked()] == [KEY]
    pipeline.take(CNN, [entry("2", APPROVED, START, "cnn")], START + HOUR)
    assert differences(pipeline.store, config(without).topics) == []


def test_the_index_catches_up(pipeline: Pipeline) -> None:
    pipeline.take(REUTERS, [entry("1", ELSEWHERE)], START)
    assert pipeline.store.search.find("regatta") == []
    assert pipeline.index() == 1
    assert pipeline.store.search.find("regatta") == [1]


def test_hostile_entries_are_stored_as_text(pipeline: Pipeline) -> None:
    nasty = Entry(
        "'; drop table items; --", "https://x.example/'\"", "'; delete from tags; --", "\" ' %s ?", None
    )
    (item_id,) = pipeline.take(REUTERS, [nasty], START).new
    item = pipeline.store.items.get(item_id)
    assert item is not None
    assert (item.guid, item.title, item.published, item.at) == (nasty.guid, nasty.title, None, START)


def test_foreign_keys_and_the_file_are_sound(tmp_path: Path) -> None:
    with open_store(tmp_path / "monitor.db") as store:
        pipeline = Pipeline(store, CONFIG, START)
        pipeline.take(REUTERS, [entry("1", CONSIDERED), entry("2", APPROVED)], START)
        pipeline.take(REUTERS, [entry("1", APPROVED)], START + HOUR)
        pipeline.index()
        assert store.problems() == []
        store.connection.execute("insert into items_fts (items_fts) values ('integrity-check')")
    with sqlite3.connect(tmp_path / "monitor.db") as connection:
        assert connection.execute("pragma integrity_check").fetchall() == [("ok",)]
    connection.close()
