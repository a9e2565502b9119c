"""The analyst's word on the reader: stored with the rule, counted, exported as a test set of one's own."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from benchmarks.reading import measure, own
from benchmarks.scoring import load
from monitor.cli import cli
from monitor.config import load_config
from monitor.model import Tag, TagKind
from monitor.pipeline import Pipeline
from monitor.store import Store, open_store
from monitor.store.score import LEAST, Precision, precision
from tests.pipeline_cases import APPROVED, CONSIDERED, ELSEWHERE, HOUR, START, TOML, config, entry

Run = Callable[..., Result]
ODD = ("Contractors & <Kyiv>: what next?", "R&D contractors in Kyiv said 3 < 4.\nMore text follows & ends.")


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with open_store(tmp_path / "db" / "monitor.db") as made:
        yield made


@pytest.fixture
def pipeline(store: Store) -> Pipeline:
    """Over a dozen and a half of items: considered (0–11), approved (12), elsewhere (13), odd (14)."""
    made = Pipeline(store, config(), START)
    feeds = config().feeds
    for number in range(15):
        said = (
            (f"{CONSIDERED[0]} {number}", f"Report {number}. {CONSIDERED[1]}")
            if number < 12
            else (APPROVED, ELSEWHERE, ODD)[number - 12]
        )
        at = START + number * 30 * HOUR
        made.take(feeds[number % 3], [entry(str(number), said, at)], at)
    return made


@pytest.fixture
def run(pipeline: Pipeline, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Run:
    monkeypatch.chdir(tmp_path)
    Path("feeds.toml").write_text(TOML)

    def call(*arguments: str) -> Result:
        return CliRunner().invoke(cli, list(arguments), catch_exceptions=False)

    return call


def judge(pipeline: Pipeline, item: int, kind: TagKind) -> None:
    """Tag everything that an item says."""
    for piece in pipeline.store.signals.of_item(item):
        tag = Tag(0, START, kind, item, piece.id, piece.signal.topic, piece.signal.question)
        pipeline.tag(tag, START + 600 * HOUR)


# --- stored with the rule, and counted ----------------------------------------------------------------------


def test_the_rule_is_stored_with_the_word(pipeline: Pipeline) -> None:
    judge(pipeline, 1, TagKind.CONFIRM)
    judge(pipeline, 13, TagKind.DISPUTE)
    rules = {
        piece.id: piece.signal.rule for item in (1, 13) for piece in pipeline.store.signals.of_item(item)
    }
    tags = pipeline.store.tags.all()
    assert tags
    assert {tag.signal: tag.value for tag in tags} == rules


def test_a_judgement_stays_with_the_rule_that_it_was_about(pipeline: Pipeline) -> None:
    judge(pipeline, 1, TagKind.DISPUTE)
    (piece, *_) = pipeline.store.signals.of_item(1)
    with pipeline.store.transaction():
        pipeline.store.connection.execute("update signals set rule = 'another' where id = ?", (piece.id,))
    rules = [row.name for row in precision(pipeline.store.connection) if row.what == "rule"]
    assert "another" not in rules
    assert piece.signal.rule in rules


def test_precision_by_question_feed_attribution_and_rule(pipeline: Pipeline) -> None:
    for item in range(1, 13):
        judge(pipeline, item, TagKind.CONFIRM if item % 4 else TagKind.DISPUTE)
    found = {(row.what, row.name): (row.right, row.judged) for row in precision(pipeline.store.connection)}
    assert found["question", "contractors/approved"] == (9, 12)
    assert sum(n for (what, _), (_, n) in found.items() if what == "feed") == found["signals", "all"][1]
    assert found["attribution", "unnamed"][1] > 0
    assert (
        sum(n for (what, _), (_, n) in found.items() if what == "attribution") == found["signals", "all"][1]
    )
    assert {what for what, _ in found} == {"signals", "question", "feed", "attribution", "rule"}


def test_matches_are_judged_where_the_reader_took_the_item_for_one(pipeline: Pipeline) -> None:
    for item, kind in ((1, TagKind.RELEVANT), (2, TagKind.NOISE), (14, TagKind.RELEVANT)):
        pipeline.tag(Tag(0, START, kind, item), START + 600 * HOUR)
    found = {(row.what, row.name): (row.right, row.judged) for row in precision(pipeline.store.connection)}
    assert found == {("matches", "all"): (1, 2), ("topic", "contractors"): (1, 2)}


@pytest.mark.parametrize(
    ("right", "judged", "told", "distrusted"),
    [
        (0, 9, False, False),
        (9, 9, False, False),
        (0, 10, True, True),
        (3, 12, True, True),
        (10, 12, True, False),
        (6, 10, True, False),
        (60, 100, True, True),
        (95, 100, True, False),
    ],
)
def test_what_is_told_and_what_is_distrusted(right: int, judged: int, told: bool, distrusted: bool) -> None:
    row = Precision("rule", "x", right, judged)
    assert (row.told, row.distrusted) == (told, distrusted)


def test_the_command_tells_no_figure_below_ten_cases(run: Run, pipeline: Pipeline) -> None:
    for item in range(1, 10):
        judge(pipeline, item, TagKind.DISPUTE)
    assert "%" not in run("score").stdout
    assert {row["precision"] for row in map(json.loads, run("score", "--json").stdout.splitlines())} == {None}
    for item in range(10, 13):
        judge(pipeline, item, TagKind.DISPUTE)
    text = run("score").stdout
    assert "0/12" in text
    assert "  0%  (0%–" in text
    assert "Distrust the rule" in text
    rows = [json.loads(line) for line in run("score", "--json").stdout.splitlines()]
    assert all((row["precision"] is None) == (row["judged"] < LEAST) for row in rows)
    assert any(row["distrust"] for row in rows if row["what"] == "rule")


# --- a test set of one's own --------------------------------------------------------------------------------


def labels(folder: Path) -> dict[str, dict[str, object]]:
    rows = [json.loads(line) for line in (folder / "labels.jsonl").read_text().splitlines()]
    return {row.pop("id"): row for row in rows}


def test_what_was_judged_is_exported_and_can_be_scored(run: Run, pipeline: Pipeline) -> None:
    for item in range(1, 9):
        judge(pipeline, item, TagKind.CONFIRM)
    judge(pipeline, 13, TagKind.CONFIRM)
    for item, kind in ((9, TagKind.NOISE), (14, TagKind.NOISE), (15, TagKind.RELEVANT)):
        pipeline.tag(Tag(0, START, kind, item), START + 600 * HOUR)
    assert run("score", "--export", "ours").exit_code == 0
    folder = Path("ours")
    made = labels(folder)
    assert made["i9"] == made["i14"] == {"relevant": False, "signals": {}}
    assert made["i13"]["relevant"] is True
    assert made["i13"]["signals"]["approved"]["status"] == "approved"  # type: ignore[index]
    assert made["i13"]["signals"]["approved"]["attribution"] == "official"  # type: ignore[index]
    assert load(folder).topics == ("contractors",)
    score = measure([folder], own())
    assert score.statuses >= 9
    assert score.attribution.f1 == 1.0
    assert {miss.case for miss in score.misses} <= {"i9", "i15"}  # what the analyst said otherwise
    assert "i9" in {miss.case for miss in score.misses if miss.kind == "relevance"}


def test_a_disputed_reading_counts_as_anything_but_that(run: Run, pipeline: Pipeline) -> None:
    judge(pipeline, 13, TagKind.DISPUTE)
    pipeline.tag(Tag(0, START, TagKind.RELEVANT, 13), START + 600 * HOUR)
    run("score", "--export", "ours")
    said = labels(Path("ours"))["i13"]["signals"]["approved"]  # type: ignore[index]
    assert said["status"] == "none"
    assert "approved" not in said["accept"]
    assert "rejected" in said["accept"]
    assert any(miss.kind == "status" for miss in measure([Path("ours")], own()).misses)


def test_what_was_judged_in_part_is_left_out(run: Run, pipeline: Pipeline) -> None:
    pieces = pipeline.store.signals.of_item(13)
    pipeline.tag(Tag(0, START, TagKind.RELEVANT, 13), START + 600 * HOUR)
    result = run("score", "--export", "ours")
    assert pieces
    assert "Left out 1" in result.stderr
    assert labels(Path("ours")) == {}
    judge(pipeline, 13, TagKind.CONFIRM)
    pipeline.undo(START + 601 * HOUR)
    assert json.loads(run("score", "--export", "ours", "--json").stdout)["left_out"] == 1


def test_texts_come_back_as_they_were_and_addresses_stay_at_home(run: Run, pipeline: Pipeline) -> None:
    pipeline.tag(Tag(0, START, TagKind.NOISE, 15), START + 600 * HOUR)
    run("score", "--export", "ours")
    from monitor.archives import read_archives

    read = load_config(Path("ours/topic.toml"))
    (item,), widened = read_archives([Path("ours/items.jsonl")], read, lambda _: None)
    assert (item.entry.title, item.entry.text) == ODD
    assert "reuters.example/rss" not in Path("ours/topic.toml").read_text()
    assert widened.feeds == read.feeds  # every feed of the items stands in it
    assert read.topics == config().topics


def test_a_folder_that_cannot_be_written_is_a_message(run: Run) -> None:
    Path("taken").write_text("")
    assert run("score", "--export", "taken").exit_code == 2
    assert run("score", "--export", "taken/below").exit_code == 1
