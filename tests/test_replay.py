"""Replays: the format, the order, the kinds of archives, and what a broken one does."""

from __future__ import annotations

import contextlib
import gzip
import json
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner
from hypothesis import given
from hypothesis import strategies as st

from monitor.archives import ArchiveError, read_archives
from monitor.cli import cli
from monitor.model import Change, Tier
from monitor.replay import Replayed, record, replay
from monitor.store import open_store
from monitor.store.rows import moment_text
from tests.pipeline_cases import APPROVED, CONSIDERED, ELSEWHERE, HOUR, START, TOML, config

SAID = [("i1", "Reuters", CONSIDERED, 0), ("i2", "CNN", ELSEWHERE, 1), ("i3", "White House", APPROVED, 2)]
RSS = """<rss version="2.0"><channel><title>CNN</title><link>https://cnn.example/</link>
<item><guid>a</guid><title>{0[0]}</title><description>{0[1]}</description>
<pubDate>Tue, 25 Jun 2024 12:00:00 GMT</pubDate></item>
<item><guid>b</guid><title>No date</title></item></channel></rss>"""


def line(id_: str, feed: str, said: tuple[str, str], hours: int) -> dict[str, str]:
    published = moment_text(START + hours * HOUR)
    url = f"https://{feed.lower().replace(' ', '')}.example/{id_}"
    return {"id": id_, "feed": feed, "url": url, "title": said[0], "summary": said[1], "published": published}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "feeds.toml").write_text(TOML)
    rows = [json.dumps(line(*said)) for said in SAID]
    (tmp_path / "items.jsonl").write_text("\n".join([rows[2], rows[0], "", rows[1]]) + "\n")
    return tmp_path


def run(
    folder: Path, *arguments: str, input: bytes | None = None
) -> tuple[list[dict[str, object]], str, int]:
    result = CliRunner().invoke(
        cli, ["replay", "--config", str(folder / "feeds.toml"), "--json", *arguments], input=input
    )
    if result.exception is not None and not isinstance(result.exception, SystemExit):
        raise result.exception
    return [json.loads(row) for row in result.stdout.splitlines()], result.stderr, result.exit_code


def test_records_come_in_order_with_the_changes_that_follow(folder: Path) -> None:
    records, _, status = run(folder, str(folder / "items.jsonl"))
    assert status == 0
    order = [(row["type"], row.get("id") or row["question"]) for row in records]
    assert order == [
        ("item", "i1"),
        ("change", "approved"),
        ("item", "i2"),
        ("item", "i3"),
        ("change", "approved"),
        *order[5:],
    ]
    item, change = records[0], records[1]
    assert (item["relevant"], item["topics"]) == (True, ["contractors"])
    signal = item["signals"]["approved"]  # type: ignore[index]
    assert (signal["status"], signal["topic"]) == ("considering", "contractors")
    assert signal["quote"] in CONSIDERED
    assert (change["at"], change["topic"], change["because"]) == (
        "2024-06-25T12:00:00Z",
        "contractors",
        ["i1"],
    )
    assert (change["from"], change["to"]["status"], change["to"]["basis"]) == (
        None,
        "considering",
        "reported",
    )  # type: ignore[index]
    assert records[2] == {"type": "item", "id": "i2", "relevant": False, "topics": [], "signals": {}}


def test_with_several_topics_the_key_names_the_topic(folder: Path) -> None:
    other = '\n[[topics]]\nid = "regatta"\ntitle = "Regatta"\nabout = ["regatta"]\n'
    other += '[[topics.questions]]\nid = "off"\nkind = "will"\nask = "Off?"\n'
    (folder / "feeds.toml").write_text(TOML + other)
    records, _, _ = run(folder, str(folder / "items.jsonl"))
    items = [row for row in records if row["type"] == "item"]
    assert list(items[0]["signals"]) == ["contractors/approved"]  # type: ignore[call-overload]
    assert items[1]["topics"] == ["regatta"]


def test_time_moves_the_board_between_items(folder: Path) -> None:
    late = line("i9", "CNN", ELSEWHERE, 24 * 365)
    with (folder / "items.jsonl").open("a") as file:
        file.write(json.dumps(late | {"title": "After the year's end"}) + "\n")
    (folder / "feeds.toml").write_text(TOML.replace('yes = "allow | permit | approve"\nby', "by"))
    records, _, _ = run(folder, str(folder / "items.jsonl"))
    at = [row["at"] for row in records if row["type"] == "change" and not row["because"]]
    assert all(str(moment).endswith("T00:00:00Z") for moment in at)
    assert records[-1]["id"] == "i9"


def test_an_unconfigured_feed_is_taken_with_a_warning(folder: Path) -> None:
    (folder / "items.jsonl").write_text(json.dumps(line("i1", "Le Monde", CONSIDERED, 0)))
    records, said, status = run(folder, str(folder / "items.jsonl"))
    assert (status, records[0]["relevant"]) == (0, True)
    assert "Le Monde" in said
    _, widened = read_archives([folder / "items.jsonl"], config(), lambda _: None)
    assert widened.feed("Le Monde").tier is Tier.OTHER


def test_gzip_standard_input_saved_feeds_and_databases(folder: Path) -> None:
    plain = (folder / "items.jsonl").read_bytes()
    expected = run(folder, str(folder / "items.jsonl"))[0]
    (folder / "items.jsonl.gz").write_bytes(gzip.compress(plain))
    assert run(folder, str(folder / "items.jsonl.gz"))[0] == expected
    assert run(folder, "-", input=plain)[0] == expected
    database = folder / "kept.db"
    assert run(folder, "--db", str(database), str(folder / "items.jsonl"))[0] == expected
    again = run(folder, str(database))[0]
    assert [row["signals"] for row in again if row["type"] == "item"] == [
        row["signals"] for row in expected if row["type"] == "item"
    ]
    (folder / "cnn.xml").write_text(RSS.format(CONSIDERED))
    records, said, _ = run(folder, str(folder / "cnn.xml"))
    assert [row["id"] for row in records if row["type"] == "item"] == ["a"]
    assert "without a date" in said


def test_a_replay_into_a_database_twice_adds_nothing(folder: Path) -> None:
    database = folder / "kept.db"
    first = run(folder, "--db", str(database), str(folder / "items.jsonl"))[0]
    second = run(folder, "--db", str(database), str(folder / "items.jsonl"))[0]
    assert [row for row in second if row["type"] == "change"] == []
    assert [row for row in second if row["type"] == "item"] == [row for row in first if row["type"] == "item"]
    with open_store(database) as store:
        assert store.items.count() == 3
        assert store.search.find("regatta") == [2]


def test_an_item_carried_twice_is_printed_twice(folder: Path) -> None:
    twin = line("i8", "CNN", CONSIDERED, 3) | {"url": "https://reuters.example/i1"}
    with (folder / "items.jsonl").open("a") as file:
        file.write(json.dumps(twin) + "\n")
    records, _, _ = run(folder, str(folder / "items.jsonl"))
    last = next(row for row in records if row.get("id") == "i8")
    assert last["relevant"] is True
    assert last["signals"]["approved"]["status"] == "considering"  # type: ignore[index]


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (b"<html><title>Log in</title></html>", "not a feed"),
        (b"\x1f\x8b broken gzip", "broken.bin"),
        (b"SQLite format 3\0 broken", "damaged"),
        (None, "No such file"),
    ],
)
def test_a_broken_archive_is_a_message(folder: Path, content: bytes | None, message: str) -> None:
    path = folder / "broken.bin"
    if content is not None:
        path.write_bytes(content)
    records, said, status = run(folder, str(path))
    assert (records, status) == ([], 1)
    assert message in said


def test_bad_lines_are_told_and_left_out(folder: Path) -> None:
    good = json.dumps(line(*SAID[0]))
    bad = ["{", '{"id": "x"}', '{"id": "x", "feed": "CNN", "published": "yesterday"}', "[]", "\\"]
    (folder / "items.jsonl").write_text("\n".join([good, *bad]))
    records, said, status = run(folder, str(folder / "items.jsonl"))
    assert (status, [row["id"] for row in records if row["type"] == "item"]) == (0, ["i1"])
    assert [f"items.jsonl:{n}: left out" in said for n in range(2, 7)] == [True] * 5


def test_an_empty_archive_gives_nothing(folder: Path) -> None:
    (folder / "items.jsonl").write_text("")
    assert run(folder, str(folder / "items.jsonl"))[::2] == ([], 0)


@given(st.binary(max_size=200))
def test_no_bytes_break_the_reader(tmp_path_factory: pytest.TempPathFactory, content: bytes) -> None:
    path = tmp_path_factory.mktemp("archive") / "any"
    path.write_bytes(content)
    with contextlib.suppress(ArchiveError):
        assert read_archives([path], config(), lambda _: None)[0] == []


@pytest.mark.parametrize("url", ["javascript:alert(1)", "file:///etc/passwd", "", None])
def test_hostile_fields_are_cleaned(folder: Path, url: str | None) -> None:
    hostile = {
        "id": "\x1b]52;c;x\x07i1",
        "feed": "CNN\u202e",
        "url": url,
        "title": "Plan\x1b[31m <script>alert(1)</script>\u200b",
        "summary": "a\x9bb",
        "published": "2024-06-25T12:00:00",
    }
    (folder / "items.jsonl").write_text(json.dumps(hostile))
    (item,), _ = read_archives([folder / "items.jsonl"], config(), lambda _: None)
    said = (item.id, item.feed, item.entry.title, item.entry.text)
    assert not any(ord(c) < 32 or 0x7F <= ord(c) < 0xA0 or c in "\u202e\u200b" for text in said for c in text)
    assert (item.feed, item.entry.link) == ("CNN", "")


SCENARIOS = sorted(path.parent for path in (Path(__file__).parent / "scenarios").glob("*/items.jsonl"))


@pytest.mark.parametrize("folder", SCENARIOS, ids=lambda p: p.name)
def test_scenarios_are_replayed_whole_and_alike_each_time(folder: Path) -> None:
    def play() -> list[dict[str, object]]:
        items, read = read_archives([folder / "items.jsonl"], scenario, lambda _: None)
        return [record(event, several=len(read.topics) > 1) for event in replay(read, items)]

    from monitor.config import load_config

    scenario = load_config(folder / "topic.toml")
    first = play()
    ids = [json.loads(row)["id"] for row in (folder / "items.jsonl").read_text().splitlines()]
    assert sorted(str(row["id"]) for row in first if row["type"] == "item") == sorted(ids)
    assert play() == first


def test_events_are_typed(folder: Path) -> None:
    items, read = read_archives([folder / "items.jsonl"], config(), lambda _: None)
    assert {type(event) for event in replay(read, items)} == {Replayed, Change}


def test_the_command_as_a_program_gives_json_lines(folder: Path) -> None:
    program = [sys.executable, "-c", "from monitor.cli import main; main()"]
    ran = subprocess.run(
        [*program, "replay", "--config", "feeds.toml", "--json", "items.jsonl"],
        capture_output=True,
        cwd=folder,
        check=True,
    )
    assert all(json.loads(row)["type"] in ("item", "change") for row in ran.stdout.splitlines())
    assert not (folder / "db").exists()
