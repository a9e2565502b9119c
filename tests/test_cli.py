"""The command line: streams, statuses, JSON, and every command told of in the help and the docs."""

from __future__ import annotations

import json
import os
import shlex
import subprocess
import sys
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path

import click
import pytest
from click.testing import CliRunner, Result

from monitor.cli import COMMANDS, cli
from monitor.cli.common import Day, Moment
from monitor.cli.log import Log
from monitor.events import FeedDone
from monitor.feeds.results import Outcome
from monitor.pipeline import Pipeline
from monitor.store import open_store
from tests.pipeline_cases import APPROVED, CONSIDERED, ELSEWHERE, HOUR, START, TOML, config, entry

Run = Callable[..., Result]


@pytest.fixture
def run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Run:
    """Run a command in an empty folder."""
    monkeypatch.chdir(tmp_path)

    def call(*arguments: str, input: str | None = None) -> Result:
        result = CliRunner().invoke(cli, list(arguments), input=input)
        if result.exception is not None and not isinstance(result.exception, SystemExit):
            raise result.exception
        return result

    return call


@pytest.fixture
def filled(run: Run) -> Run:
    """The same with a configuration and some items."""
    Path("feeds.toml").write_text(TOML)
    with open_store(Path("db/monitor.db")) as store:
        pipeline = Pipeline(store, config(), START)
        entries = [entry("1", CONSIDERED), entry("2", ELSEWHERE), entry("3", APPROVED, START + HOUR)]
        pipeline.take(config().feeds[0], entries[:2], START)
        pipeline.take(config().feeds[0], entries, START + HOUR)
        pipeline.index()
    return run


def lines(result: Result) -> list[dict[str, object]]:
    return [json.loads(line) for line in result.stdout.splitlines()]


def test_every_command_is_there_and_explains_itself(run: Run) -> None:
    context = click.Context(cli)
    for name, (_, line) in COMMANDS.items():
        command = cli.get_command(context, name)
        assert command is not None
        assert run(name, "--help").exit_code == 0
        assert line in " ".join(run("--help").stdout.split())


@pytest.mark.parametrize(
    "arguments",
    [
        ["nonsense"],
        ["board", "--at", "someday"],
        ["digest", "--format", "docx"],
        ["digest", "--day", "2024-13-01"],
        ["digest", "--day", "2024-06-25", "--to", "2024-06-24"],
        ["find"],
        ["tag", "1", "wonderful"],
        ["tag", "1", "credibility", "7"],
        ["tag", "1", "note"],
        ["tag", "1", "star", "--question", "contractors/approved"],
        ["tag"],
        ["explain"],
        ["changes", "--question", "contractors/none"],
        ["feeds", "add", "file:///etc/passwd"],
        ["replay"],
        ["board", "--unknown"],
    ],
    ids=" ".join,
)
def test_wrong_use_ends_with_2_and_prints_nothing(filled: Run, arguments: list[str]) -> None:
    result = filled(*arguments)
    assert (result.exit_code, result.stdout) == (2, "")
    assert "Error" in result.stderr


@pytest.mark.parametrize(
    "arguments",
    [
        ["check"],
        ["board"],
        ["changes"],
        ["find", "x"],
        ["explain", "1"],
        ["tag", "1", "star"],
        ["poll"],
        ["digest"],
    ],
    ids=" ".join,
)
def test_without_configuration_or_database_it_says_what_to_do(run: Run, arguments: list[str]) -> None:
    result = run(*arguments)
    assert (result.exit_code, result.stdout) == (1, "")
    assert "`monitor " in result.stderr


def test_init_then_check(run: Run) -> None:
    assert run("init").exit_code == 0
    assert run("init").exit_code == 1  # it does not write over a file
    assert run("init", "--force").exit_code == 0
    result = run("check")
    assert (result.exit_code, "sound" in result.stdout) == (0, True)


def test_check_lists_every_error_at_once(run: Run) -> None:
    Path("feeds.toml").write_text(
        TOML.replace('tier = "wire"', 'teir = "wire"').replace('kind = "will"', 'kind = "wil"')
    )
    result = run("check")
    assert (result.exit_code, result.stdout) == (1, "")
    assert "teir" in result.stderr
    assert "wil" in result.stderr
    assert json.loads(run("check", "--json").stdout)["sound"] is False


def test_check_rebuild_shows_no_difference_and_tells_one(filled: Run) -> None:
    assert filled("check", "--rebuild").exit_code == 0
    with open_store(Path("db/monitor.db")) as store:
        answer = store.board.answers()["contractors/approved"]
        store.board.put([type(answer)(answer.topic, answer.question, answer.kind)])
    result = filled("check", "--rebuild")
    assert result.exit_code == 1
    assert "contractors/approved" in result.stdout


def test_board_as_text_and_json(filled: Run) -> None:
    text = filled("board").stdout
    assert "Will contractors be approved?" in text
    assert text.splitlines()[:4] == [
        "U.S. contractors in Ukraine",
        "  Will contractors be approved?",
        f"    approved, since 25 Jun 2024 ({text.split('(')[1].split(')')[0]})",
        "    confirmed by the deciding side · moderate confidence · 1 source, 1 item",
    ]
    first, second = lines(filled("board", "--json"))
    assert (first["question"], first["status"], first["topic"]) == ("approved", "approved", "contractors")
    assert second["question"] == "when"


def test_board_as_it_stood_then(filled: Run) -> None:
    then = (START + timedelta(minutes=30)).isoformat()
    assert lines(filled("board", "--json", "--at", then))[0]["status"] == "considering"
    before = (START - timedelta(days=30)).isoformat()
    assert lines(filled("board", "--json", "--at", before))[0]["status"] == "open"


def test_board_without_a_database_but_with_questions(run: Run) -> None:
    Path("feeds.toml").write_text(TOML)
    result = run("board")
    assert result.exit_code == 1
    assert "monitor poll" in result.stderr


def test_changes_newest_last(filled: Run) -> None:
    made = lines(filled("changes", "--json", "--question", "contractors/approved"))
    assert [change["to"]["status"] for change in made] == ["considering", "approved"]  # type: ignore[index]
    assert made[0]["because"] == ["reuters-1"]
    later = (START + timedelta(minutes=30)).isoformat()
    assert (
        len(filled("changes", "--since", later, "--question", "contractors/approved").stdout.splitlines())
        == 1
    )


def test_find_explain_and_tag(filled: Run) -> None:
    found = lines(filled("find", "approves", "--json"))
    assert [item["guid"] for item in found] == ["reuters-3"]
    assert filled("find", "nothing-like-it").stdout == ""
    tagged = filled("tag", "reuters-3", "noise")
    assert tagged.exit_code == 0
    assert "contractors/approved" in tagged.stdout
    assert lines(filled("board", "--json"))[0]["status"] == "considering"
    assert "noise" in filled("tag", "--undo").stderr
    assert lines(filled("board", "--json"))[0]["status"] == "approved"
    assert filled("tag", "https://reuters.example/1", "star").exit_code == 0
    assert filled("tag", "no-such-item", "star").exit_code == 1
    assert filled("tag", "contractors/approved", "answer", '{"status": "delayed"}').exit_code == 0
    assert lines(filled("board", "--json"))[0]["basis"] == "analyst"
    assert filled("tag", "contractors/approved", "answer", "perhaps").exit_code == 2


def test_explain_an_item_and_a_text(filled: Run) -> None:
    by_item = json.loads(filled("explain", "reuters-1", "--json").stdout)
    assert by_item["signals"]["approved"]["status"] == "considering"
    by_text = json.loads(
        filled("explain", "--text", CONSIDERED[1], "--published", "2024-06-25", "--json").stdout
    )
    assert by_text["signals"]["approved"]["status"] == "considering"
    assert "considering" in filled("explain", "reuters-1").stdout


def test_score_counts_what_was_judged(filled: Run) -> None:
    assert filled("score").stdout == ""
    filled("tag", "reuters-1", "confirm", "--question", "contractors/approved")
    filled("tag", "reuters-3", "dispute", "--question", "contractors/approved")
    filled("tag", "reuters-3", "noise")
    found = {
        (row["what"], row["name"]): (row["right"], row["judged"]) for row in lines(filled("score", "--json"))
    }
    assert found["signals", "all"] == (1, 2)
    assert found["question", "contractors/approved"] == (1, 2)
    assert found["feed", "Reuters"] == (1, 2)
    assert found["topic", "contractors"] == (0, 1)
    filled("tag", "reuters-3", "confirm", "--question", "contractors/approved")  # the last word counts
    told = next(line for line in filled("score").stdout.splitlines() if line.startswith("signals"))
    assert "2/2" in told
    assert "%" not in told  # two cases make no figure


def test_feeds_are_listed_edited_exported_and_imported(filled: Run) -> None:
    assert [feed["name"] for feed in lines(filled("feeds", "list", "--json"))] == [
        "Reuters",
        "CNN",
        "White House",
    ]
    assert filled("feeds", "remove", "CNN").exit_code == 0
    assert filled("feeds", "remove", "CNN").exit_code == 1
    assert (
        filled(
            "feeds", "add", "https://bbc.example/rss", "--name", "BBC", "--unseen", "--tier", "media"
        ).exit_code
        == 0
    )
    outlines = filled("feeds", "export").stdout
    assert "https://bbc.example/rss" in outlines
    Path("feeds.opml").write_text(outlines.replace("https://bbc.example/rss", "https://npr.example/rss"))
    assert filled("feeds", "import", "feeds.opml").exit_code == 0
    names = [feed["name"] for feed in lines(filled("feeds", "list", "--json"))]
    assert names == ["Reuters", "White House", "BBC", "BBC 2"]
    assert filled("check").exit_code == 0


def test_digest_to_a_file_whole_or_not_at_all(filled: Run) -> None:
    printed = filled("digest", "--day", "2024-06-25")
    assert printed.exit_code == 0
    assert filled("digest", "--day", "2024-06-25", "-o", "day.md").exit_code == 0
    assert Path("day.md").read_text() == printed.stdout
    assert filled("digest", "-o", "no/such/folder/day.md").exit_code == 1
    for form in ("html", "json", "csv", "txt", "atom", "ics"):
        assert filled("digest", "--day", "2024-06-25", "--format", form).exit_code == 0


def test_doctor_tells_what_is_wrong_and_the_mend(filled: Run) -> None:
    parts = {row["part"] for row in lines(filled("doctor", "--json"))}
    assert {"machine", "terminal", "configuration", "database", "feeds"} <= parts
    Path("db/monitor.db").write_bytes(b"not a database" * 500)
    broken = filled("doctor")
    assert broken.exit_code == 1
    assert "damaged" in broken.stdout


@pytest.mark.parametrize(
    "command", ["board", "changes", "find x", "digest", "score", "tag 1 star", "check --rebuild"]
)
def test_a_damaged_database_is_a_message(filled: Run, command: str) -> None:
    Path("db/monitor.db").write_bytes(b"not a database" * 500)
    result = filled(*command.split())
    assert result.exit_code == 1
    assert "damaged" in result.stderr


def test_paths_may_stand_before_or_after_the_command(filled: Run, tmp_path: Path) -> None:
    Path("feeds.toml").rename("other.toml")
    Path("db/monitor.db").rename("other.db")
    for arguments in (
        ["--config", "other.toml", "--db", "other.db", "board"],
        ["board", "--config", "other.toml", "--db", "other.db"],
        ["--db", "other.db", "board"],
    ):
        assert filled(*arguments).exit_code == 0
    assert filled("board", "--config", "other.toml").exit_code == 1


def test_quiet_says_nothing_but_what_was_asked_for(filled: Run) -> None:
    assert filled("find", "nothing-like-it", "--quiet").stderr == ""
    assert filled("--quiet", "score").stderr == ""


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_shells_get_their_completion(run: Run, shell: str) -> None:
    assert "monitor" in run("completion", shell).stdout


def test_no_color_and_a_closed_pipe(filled: Run) -> None:
    program = [sys.executable, "-c", "from monitor.cli import main; main()", "changes"]
    ran = subprocess.run(program, capture_output=True, check=True, env={**os.environ, "NO_COLOR": "1"})
    assert b"\x1b" not in ran.stdout
    closed = subprocess.run(["sh", "-c", '"$@" | true', "sh", *program], capture_output=True, check=True)
    assert b"Traceback" not in closed.stderr


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2024-06-25T21:04Z", datetime(2024, 6, 25, 21, 4, tzinfo=UTC)),
        ("2024-06-25T23:04:00+02:00", datetime(2024, 6, 25, 21, 4, tzinfo=UTC)),
    ],
)
def test_moments_are_read(text: str, expected: datetime) -> None:
    assert Moment().convert(text, None, None) == expected


@pytest.mark.parametrize("text", ["3d", "2h", "15m", "1w", "today", "yesterday", "now", "2024-06-25"])
def test_moments_lie_in_the_past_and_in_utc(text: str) -> None:
    moment = Moment().convert(text, None, None)
    assert moment <= datetime.now(UTC)
    assert moment.utcoffset() == timedelta(0)


@pytest.mark.parametrize("text", ["today", "yesterday", "2024-06-25"])
def test_days_are_read(text: str) -> None:
    assert Day().convert(text, None, None) <= datetime.now().astimezone().date()


@pytest.mark.parametrize(
    ("arguments", "meant"),
    [
        (["bord"], 'did you mean "board"?'),
        (["board", "contractors/aproved"], 'did you mean "contractors/approved"?'),
        (["changes", "--question", "contractors/wen"], 'did you mean "contractors/when"?'),
        (["tag", "contractors/aproved", "answer", "{}"], 'did you mean "contractors/approved"?'),
        (["explain", "--text", "x", "--feed", "Reuter"], 'did you mean "Reuters"?'),
        (["explain", "--text", "x", "--topic", "contractor"], 'did you mean "contractors"?'),
        (["feeds", "remove", "Reuter"], 'did you mean "Reuters"?'),
    ],
    ids=lambda value: " ".join(value) if isinstance(value, list) else "",
)
def test_an_unknown_name_is_answered_with_the_nearest(filled: Run, arguments: list[str], meant: str) -> None:
    result = filled(*arguments)
    assert result.exit_code in (1, 2)
    assert meant in result.stderr


def test_tag_prints_what_follows_as_json(filled: Run) -> None:
    (change,) = lines(filled("tag", "reuters-3", "noise", "--json"))
    assert change["to"]["status"] == "considering"  # type: ignore[index]
    (back,) = lines(filled("tag", "--undo", "--json"))
    assert back["to"]["status"] == "approved"  # type: ignore[index]


def test_numbers_of_things_agree_with_their_words(filled: Run) -> None:
    assert "3 feeds, 1 topic, 2 questions" in filled("check").stdout
    assert "3 feeds, 1 topic" in filled("doctor").stdout


def test_a_line_of_the_log_keeps_its_values_apart(capfd: pytest.CaptureFixture[str]) -> None:
    event = FeedDone(START, 'A "b" \\ c', Outcome.FAILED, ok=False, words='began with "<html>', done=1, of=1)
    Log(as_json=False, quiet=False).tell(event)
    line = capfd.readouterr().err
    assert shlex.split(line)[2:] == [
        "feed", 'name=A "b" \\ c', "new=0", "edited=0", "done=1/1", 'result=began with "<html>'
    ]  # fmt: skip
