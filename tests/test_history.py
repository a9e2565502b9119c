"""Past boards, timelines, taking changes back, and the proof that answers follow from signals and tags."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Callable, Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from monitor.board.answers import decide
from monitor.cli import cli
from monitor.history import board_at, steps_of
from monitor.live import differences, tags_by_topic
from monitor.model import Change, Tag, TagKind
from monitor.pipeline import Pipeline
from monitor.store import Store, open_store
from monitor.undoing import CannotUndoError, take_back
from tests.pipeline_cases import APPROVED, CONSIDERED, ELSEWHERE, HOUR, START, TOML, config, entry

Run = Callable[..., Result]
DENIED = (
    "White House says no decision on contractors",
    "The White House has not decided whether to allow U.S. contractors in Ukraine, a spokesman said.",
)
AGAIN = (
    "U.S. may permit contractors in Ukraine by December",
    "Washington may permit contractors to work in Ukraine before the end of 2024, a U.S. official said.",
)
STORY = [("Reuters", CONSIDERED, 0), ("CNN", ELSEWHERE, 1), ("CNN", AGAIN, 30), ("White House", APPROVED, 72)]


def tell(pipeline: Pipeline) -> None:
    """Let the feeds carry the story, each item when it was published."""
    feeds = {feed.name: feed for feed in config().feeds}
    for number, (name, said, hours) in enumerate(STORY):
        at = START + hours * HOUR
        pipeline.take(feeds[name], [entry(str(number), said, at, name.replace(" ", "").lower())], at)


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with open_store(tmp_path / "db" / "monitor.db") as made:
        tell(Pipeline(made, config(), START))
        yield made


@pytest.fixture
def run(store: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Run:
    monkeypatch.chdir(tmp_path)
    Path("feeds.toml").write_text(TOML)

    def call(*arguments: str) -> Result:
        return CliRunner().invoke(cli, list(arguments), catch_exceptions=False)

    return call


def rows(result: Result) -> list[dict[str, object]]:
    return [json.loads(line) for line in result.stdout.splitlines()]


def statuses(store: Store) -> list[str]:
    return [str(c.after.status) for c in store.board.changes(question="contractors/approved")]


# --- the board of a past moment -----------------------------------------------------------------------------


@pytest.mark.parametrize("hours", [0, 1, 29, 30, 71, 72, 24 * 200])
def test_a_past_board_is_what_the_evidence_of_that_moment_makes(store: Store, hours: int) -> None:
    at, topic = START + hours * HOUR, config().topics[0]
    pipeline = Pipeline(store, config(), START + 24 * 300 * HOUR)  # the years' end has passed: overdue by now
    pipeline.tag(Tag(0, START, TagKind.NOISE, item=4), START + 24 * 301 * HOUR)
    shown = board_at(store, [topic], at)
    asked = decide(topic, store.signals.voting_at(at, topic.id), (), at)
    for question, answer in asked.items():
        key = f"{topic.id}/{question}"
        if key not in shown:  # nothing was known of it
            assert answer.basis is None
            continue
        assert shown[key].value == store.board.answers_at(at)[key].value
        if hours < 24 * 200:  # afterwards time has moved it when the program ran again only
            assert shown[key] == answer


def test_a_board_before_everything_is_empty(store: Store) -> None:
    assert board_at(store, config().topics, START - HOUR) == {}


def test_an_edit_of_the_questions_does_not_rewrite_the_past(store: Store) -> None:
    at = START + 80 * HOUR
    before = board_at(store, config().topics, at)["contractors/approved"]
    edited = config(TOML.replace('about = ["contractor", "Ukraine | Kyiv"]', 'about = ["regatta"]'))
    pipeline = Pipeline(store, edited, START + 100 * HOUR)
    while pipeline.reread(START + 100 * HOUR) is not None:
        pass
    assert store.board.answers()["contractors/approved"].value != before.value
    assert board_at(store, edited.topics, at)["contractors/approved"].value == before.value


def test_the_command_shows_one_question_as_it_stood(run: Run) -> None:
    then = (START + 40 * HOUR).isoformat()
    (row,) = rows(run("board", "approved", "--at", then, "--json"))
    assert (row["status"], row["basis"], row["items"]) == ("considering", "reported", 2)
    assert run("board", "nonsense").exit_code == 2
    assert run("board", "contractors/approved").stdout.count("\n") == 4


# --- the timeline -------------------------------------------------------------------------------------------


def test_a_timeline_tells_each_step_with_its_evidence(run: Run) -> None:
    first, last = rows(run("board", "approved", "--timeline", "--json"))
    assert (first["answer"]["status"], last["answer"]["status"]) == ("considering", "approved")  # type: ignore[index]
    assert (first["end"], last["end"]) == (last["start"], None)
    led = [piece for piece in first["evidence"] if piece["led"]]  # type: ignore[attr-defined]
    assert [piece["feed"] for piece in led] == ["Reuters"]
    assert {piece["feed"] for piece in first["evidence"]} == {"Reuters", "CNN"}  # type: ignore[attr-defined]
    assert all(piece["quote"] and piece["url"] for piece in first["evidence"])  # type: ignore[attr-defined]
    assert [change["cause"] for change in last["changes"]] == ["item"]  # type: ignore[attr-defined]


def test_a_timeline_of_days_shows_the_intervals(run: Run) -> None:
    steps = rows(run("board", "when", "--timeline", "--json"))
    assert ["2024-06-26", "2024-12-31"] in [step["answer"]["when"] for step in steps]  # type: ignore[index]
    text = run("board", "contractors/when", "--timeline").stdout
    assert "by 31 Dec 2024" in text
    assert "“by December”" in text


def test_a_timeline_as_text_marks_what_led_to_each_step(run: Run) -> None:
    lines = run("board", "approved", "--timeline").stdout.splitlines()
    assert lines[0].startswith("U.S. contractors in Ukraine: Will contractors be approved?")
    assert [line.split()[0] for line in lines if "Reuters:" in line] == ["●"]
    assert [line.split()[0] for line in lines if "CNN:" in line] == ["·"]
    assert run("board", "--timeline").exit_code == 2


def test_a_timeline_ends_where_it_is_asked_to(run: Run, store: Store) -> None:
    assert len(steps_of(store, "contractors", "approved", START + 40 * HOUR)) == 1
    assert len(rows(run("board", "approved", "--timeline", "--json", "--at", "2024-06-27"))) == 1


def test_evidence_that_votes_no_more_still_stands_behind_its_step(store: Store) -> None:
    pipeline = Pipeline(store, config(), START + 90 * HOUR)
    edited = entry("0", ELSEWHERE, START)
    pipeline.take(config().feeds[0], [edited], START + 90 * HOUR)
    (first, *_) = steps_of(store, "contractors", "approved")
    assert [piece.feed for piece in first.led] == ["Reuters"]


# --- one line -----------------------------------------------------------------------------------------------


def test_the_board_in_one_line(run: Run) -> None:
    line = run("board", "--line").stdout
    assert line.count("\n") == 1
    assert line.startswith(("1/2 answered · 1 decided", "2/2 answered · 1 decided"))
    assert run("board", "--line", "--json").exit_code == 0
    bar = json.loads(run("board", "--line", "--json").stdout)
    assert set(bar) == {"text", "tooltip", "class"}
    assert bar["text"] + "\n" == line
    assert run("board", "approved", "--line").exit_code == 2
    assert "considering" in run("board", "--line", "--at", "2024-06-26").stdout


# --- taking back --------------------------------------------------------------------------------------------


def test_a_change_is_taken_back_by_disputing_what_led_to_it(run: Run, store: Store) -> None:
    change = store.board.changes(question="contractors/approved")[-1]
    result = run("changes", "--undo", str(change.id), "--json")
    assert [row["to"]["status"] for row in rows(result) if row["question"] == "approved"] == ["considering"]  # type: ignore[index]
    assert "Disputed: White House" in result.stderr
    assert statuses(store) == ["considering", "approved", "considering"]  # what was stays; what is moves
    assert run("check", "--rebuild").exit_code == 0
    assert run("changes", "--undo", str(change.id)).exit_code == 1  # nothing of it votes any more
    assert run("tag", "--undo").exit_code == 0
    assert statuses(store)[-1] == "approved"
    assert run("check", "--rebuild").exit_code == 0


def test_a_change_that_a_tag_made_is_taken_back_with_the_tag(run: Run, store: Store) -> None:
    before = store.board.answers()
    run("tag", "whitehouse-3", "noise")
    run("tag", "cnn-1", "star")
    change = store.board.changes(question="contractors/approved")[-1]
    assert change.cause == "tag"
    result = run("changes", "--undo", str(change.id))
    assert "Took back: noise" in result.stderr
    assert {key: a.value for key, a in store.board.answers().items()} == {
        k: a.value for k, a in before.items()
    }
    assert [tag.kind for tag in store.tags.of_item(2)] == [TagKind.STAR]
    assert run("changes", "--undo", str(change.id)).exit_code == 1
    assert run("check", "--rebuild").exit_code == 0


def test_what_time_alone_moved_is_not_taken_back(store: Store) -> None:
    pipeline = Pipeline(store, config(), START + 400 * 24 * HOUR)
    pipeline.tag(Tag(0, START, TagKind.NOISE, item=4), START + 10 * 24 * HOUR)
    made = pipeline.tick(START + 401 * 24 * HOUR)
    overdue = [c for c in store.board.changes() if c.cause == "time"] or made
    for change in overdue:
        with pytest.raises(CannotUndoError):
            take_back(pipeline, change.id, START + 402 * 24 * HOUR)
    with pytest.raises(KeyError):
        take_back(pipeline, 10**6, START)


def test_undo_and_dispute_leave_what_deciding_afresh_gives(store: Store) -> None:
    pipeline, topic = Pipeline(store, config(), START + 80 * HOUR), config().topics[0]
    moved: list[Change] = []
    for number, item in enumerate((1, 3, 4)):
        for piece in store.signals.of_item(item):
            tag = Tag(0, START, TagKind.DISPUTE, item, piece.id, "contractors", piece.signal.question)
            moved += pipeline.tag(tag, START + (90 + number) * HOUR)
        moved += pipeline.undo(START + (90 + number) * HOUR + timedelta(minutes=1)).changes
        asof = store.topics.as_of()["contractors"]
        again = decide(topic, store.signals.voting("contractors"), tags_by_topic(store)["contractors"], asof)
        assert {f"contractors/{name}": answer for name, answer in again.items()} == store.board.answers()
    assert moved


# --- the proof ----------------------------------------------------------------------------------------------

TAMPERINGS = [
    "update answers set answer = replace(answer, '\"approved\"', '\"rejected\"')",
    "delete from answers",
    "update signals set status = 'rejected' where status = 'approved'",
    "delete from signals where status = 'approved'",
    "update signals set attribution = 'report' where status = 'approved'",
    "drop trigger tags_no_delete; delete from tags",
    "drop trigger changes_no_update; update changes set after = replace(after, '\"approved\"', '\"open\"')",
]


@pytest.mark.parametrize("tampering", TAMPERINGS, ids=lambda sql: sql[:40])
def test_a_tampered_database_is_told(run: Run, store: Store, tampering: str) -> None:
    run("tag", "contractors/when", "answer", '{"when": ["2024-12-01", null]}')
    assert run("check", "--rebuild").exit_code == 0
    assert differences(store, config().topics) == []
    with sqlite3.connect("db/monitor.db") as other:
        other.execute("pragma foreign_keys = off")
        other.executescript(tampering)
    result = run("check", "--rebuild")
    assert result.exit_code == 1
    assert "computed again" in result.stdout
    assert json.loads(run("check", "--rebuild", "--json").stdout)["differences"]


@pytest.mark.parametrize("table", ["changes", "change_items", "tags"])
def test_what_is_append_only_cannot_be_rewritten(run: Run, store: Store, table: str) -> None:
    run("tag", "cnn-1", "star")
    for statement in (f"delete from {table}", f"update {table} set rowid = rowid"):
        with pytest.raises(sqlite3.Error):
            store.connection.execute(statement)
