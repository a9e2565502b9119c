"""What an edit of feeds.toml would change: items, readings, changes, ends; and that nothing is kept."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from test_replay import line

from monitor.archives import read_archives
from monitor.cli import cli
from monitor.comparing import align, compare
from monitor.model import Answer, Basis, Change, Kind, Status
from monitor.store import open_store
from tests.pipeline_cases import APPROVED, CONSIDERED, ELSEWHERE, HOUR, START, TOML, config

SAID = [("i1", "Reuters", CONSIDERED, 0), ("i2", "CNN", ELSEWHERE, 1), ("i3", "White House", APPROVED, 2)]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "feeds.toml").write_text(TOML)
    (tmp_path / "items.jsonl").write_text("\n".join(json.dumps(line(*said)) for said in SAID))
    return tmp_path


def run(folder: Path, edited: str, *arguments: str, archive: str | None = "items.jsonl") -> Result:
    (folder / "edited.toml").write_text(edited)
    archives = [str(folder / archive)] if archive else []
    given = ["--config", str(folder / "feeds.toml"), "--edited", str(folder / "edited.toml")]
    return CliRunner().invoke(cli, ["replay", *given, *arguments, *archives], catch_exceptions=False)


def records(folder: Path, edited: str) -> dict[str, dict[str, object]]:
    rows = [json.loads(row) for row in run(folder, edited, "--json").stdout.splitlines()]
    assert {row["type"] for row in rows} <= {"difference"}
    return {row["topic"]: row for row in rows}


def test_the_same_file_changes_nothing(folder: Path) -> None:
    done = run(folder, TOML + "\n# a comment\n")
    assert (done.exit_code, done.stdout) == (0, "")
    assert "Nothing would differ over 3 items" in done.stderr


def test_a_word_more_brings_items_and_a_word_less_loses_them(folder: Path) -> None:
    wider = records(
        folder, TOML.replace('about = ["contractor", "Ukraine | Kyiv"]', 'about = ["contractor"]')
    )
    assert wider == {}, "every item that names contractors was on the topic already"
    narrower = records(folder, TOML.replace('about = ["contractor", ', 'about = ["Friday", '))
    assert narrower["contractors"]["lost"] == ["i1"]
    back = TOML.replace('about = ["contractor", ', 'about = ["Friday", ')
    (folder / "feeds.toml").write_text(back)
    assert records(folder, TOML)["contractors"]["gained"] == ["i1"]


def test_a_question_that_reads_otherwise_shows_what_moves(folder: Path) -> None:
    edited = TOML.replace(
        'yes = "allow | permit | approve"', 'yes = "expel"\nno = "allow | permit | approve"'
    )
    (question, *_) = records(folder, edited)["contractors"]["questions"]  # type: ignore[misc]
    assert question["question"] == "approved"
    assert {said["item"] for said in question["said"]} == {"i3"}
    assert question["ends"]["before"]["status"] == "approved"
    assert question["ends"]["after"] is None or question["ends"]["after"]["status"] != "approved"
    assert question["lost"]


def test_questions_that_come_and_go_are_named(folder: Path) -> None:
    without = TOML[: TOML.index('[[topics.questions]]\nid = "when"')]
    done = run(
        folder,
        without + '[[topics.questions]]\nid = "how"\nkind = "how-many"\nask = "How many?"\nunit = "x"\n',
    )
    assert "when: When? (no longer asked)" in done.stdout
    assert "how: How many? (newly asked)" in done.stdout


def test_a_feed_taken_out_takes_its_items_along(folder: Path) -> None:
    start = TOML.index('[[feeds]]\nname = "White House"')
    without = TOML[:start] + TOML[TOML.index("[[topics]]") :]
    found = records(folder, without)["contractors"]
    assert found["lost"] == ["i3"]


def test_without_an_archive_it_is_the_database_and_nothing_is_kept(folder: Path) -> None:
    database = folder / "db" / "monitor.db"
    taken = CliRunner().invoke(
        cli,
        [
            "replay",
            "--config",
            str(folder / "feeds.toml"),
            "--db",
            str(database),
            str(folder / "items.jsonl"),
        ],
    )
    assert taken.exit_code == 0
    before = database.read_bytes()
    edited = TOML.replace('about = ["contractor", ', 'about = ["Friday", ')
    done = run(folder, edited, archive=None)
    assert "1 item no longer on it" in done.stdout
    assert "Reuters: White House weighs allowing contractors in Ukraine" in done.stdout
    assert database.read_bytes() == before


def test_an_edit_with_errors_is_refused_with_all_of_them(folder: Path) -> None:
    done = run(folder, TOML.replace("deciders", "decider").replace("by =", "buy ="))
    assert done.exit_code == 1
    assert "deciders" in done.stderr
    assert "edited.toml" in done.stderr


def test_changes_that_an_archive_led_to_are_marked_as_such(folder: Path) -> None:
    database = folder / "kept.db"
    given = ["replay", "--config", str(folder / "feeds.toml"), "--db", str(database)]
    assert CliRunner().invoke(cli, [*given, str(folder / "items.jsonl")]).exit_code == 0
    with open_store(database, readonly=True) as store:
        assert {change.cause for change in store.board.changes() if change.items} == {"archive"}


def change(status: Status, hours: int) -> Change:
    answer = Answer("t", "q", Kind.WILL, status, basis=Basis.REPORTED)
    return Change(0, START + hours * HOUR, "t", "q", None, answer)


C, E, A = Status.CONSIDERING, Status.EXPECTED, Status.APPROVED


@pytest.mark.parametrize(
    ("before", "after", "lost", "gained", "moved"),
    [
        ([], [], [], [], []),
        ([(C, 0), (A, 2)], [(C, 0), (A, 2)], [], [], []),
        ([(C, 0), (A, 2)], [(A, 2)], [C], [], []),
        ([(A, 2)], [(C, 0), (E, 1), (A, 2)], [], [C, E], []),
        ([(C, 0), (A, 2)], [(C, 0), (A, 5)], [], [], [A]),
        ([(C, 0), (A, 2)], [(C, 0), (E, 2)], [A], [E], []),
    ],
)
def test_changes_are_paired_by_where_they_lead(
    before: list[tuple[Status, int]],
    after: list[tuple[Status, int]],
    lost: list[Status],
    gained: list[Status],
    moved: list[Status],
) -> None:
    found = align([change(*row) for row in before], [change(*row) for row in after])
    assert [c.after.status for c in found[0]] == lost
    assert [c.after.status for c in found[1]] == gained
    assert [new.after.status for _, new in found[2]] == moved


def test_comparing_is_of_two_configurations_over_the_same_items(folder: Path) -> None:
    items, widened = read_archives([folder / "items.jsonl"], config(), lambda _: None)
    assert compare(widened, widened, items) == []
