"""The canned queries for Datasette run on a real database and find what is in it."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterator
from pathlib import Path

import pytest

from monitor.model import TagKind
from tests.digest.desk import APPROVED, CONSIDERED, open_desk

METADATA = Path(__file__).parents[2] / "docs" / "datasette" / "metadata.json"
QUERIES = json.loads(METADATA.read_text("utf-8"))["databases"]["monitor"]["queries"]

GIVEN = {"since": "2024-11-01", "question": "contractors/approved", "words": "contractors"}


@pytest.fixture(scope="module")
def database(tmp_path_factory: pytest.TempPathFactory) -> Iterator[sqlite3.Connection]:
    folder = tmp_path_factory.mktemp("datasette")
    with open_desk(folder) as desk:
        desk.publish("Ledger", "1", CONSIDERED, "2024-11-01T12:00")
        desk.publish("Ledger", "2", APPROVED, "2024-11-08T12:00")
        desk.publish("Wire", "3", APPROVED, "2024-11-08T12:10")
        desk.ask_feed("Wire", "2024-11-08T12:30", failed="the server answered 503")
        desk.judge(TagKind.NOTE, "2024-11-08T13:00", item=2, value="call the embassy")
        desk.pipeline.index()
    connection = sqlite3.connect(f"file:{folder / 'monitor.db'}?mode=ro", uri=True)
    connection.row_factory = sqlite3.Row
    yield connection
    connection.close()


@pytest.mark.parametrize("name", sorted(QUERIES))
def test_each_query_runs_and_finds_something(database: sqlite3.Connection, name: str) -> None:
    query = QUERIES[name]
    given = {param: GIVEN[param] for param in query.get("params", ())}
    rows = [dict(row) for row in database.execute(query["sql"], given)]
    assert rows
    assert query["title"]
    assert query["description"]


@pytest.mark.parametrize(
    ("name", "column", "value"),
    [
        ("board", "status", "approved"),
        ("changes", "to_status", "approved"),
        ("evidence", "says", "approved"),
        ("outlets", "outlet", "Wire"),
        ("stories", "outlets", 2),
        ("feed_trouble", "result", "the server answered 503"),
        ("judgements", "value", "call the embassy"),
        ("search", "outlet", "Ledger"),
    ],
)
def test_what_a_query_finds_is_what_happened(
    database: sqlite3.Connection, name: str, column: str, value: object
) -> None:
    query = QUERIES[name]
    given = {param: GIVEN[param] for param in query.get("params", ())}
    assert value in [row[column] for row in database.execute(query["sql"], given)]
