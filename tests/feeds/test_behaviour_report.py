"""Rule 17: a month among publishers that misbehave, judged by what they themselves said."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest

from benchmarks.polling_report import BEGIN, Month, month, table
from benchmarks.publishers import Row
from benchmarks.street import publishers

DOCS = Path(__file__).parents[2] / "docs" / "polling.md"
UNANSWERABLE = frozenset(
    {
        "no validators", "a page at all times", "301 → 404", "301 → a page", "a loop of redirects",
        "a redirect to nowhere", "an encoding not asked for",
    }
)  # fmt: skip


@pytest.fixture(scope="module")
async def done() -> Month:
    return await month()


@pytest.fixture(scope="module")
def rows(done: Month) -> dict[str, Row]:
    return {feed.name: done.street.rows[feed.url.split("/")[2]] for feed in done.feeds}


def test_rules_1_to_5(rows: dict[str, Row]) -> None:
    for name, row in rows.items():
        assert row.unconditional == (name not in UNANSWERABLE), name
        assert (row.out_of_sequence, row.made_up, row.too_early, row.needless) == (0, 0, 0, 0), name
        assert row.total > 20, name


def test_rule_15_nothing_is_inserted_twice(done: Month) -> None:
    assert done.twice == 0


def test_rule_6_what_became_of_each_feed(done: Month) -> None:
    states = {feed.name: done.states[feed.url] for feed in done.feeds}
    retired = {name for name, state in states.items() if state.retired}
    failing = {name for name, state in states.items() if state.failing_since}
    assert retired == {"410 after a week"}
    still_waiting = {"429, Retry-After of 10 years"}  # a month is 30 days, the longest silence 31
    assert failing == UNANSWERABLE - {"no validators"} | retired | still_waiting


def test_rule_7_which_moves_are_remembered(done: Month) -> None:
    moved = {
        feed.name: done.states[feed.url].moved_to[-2:]
        for feed in done.feeds
        if done.states[feed.url].moved_to
    }
    assert moved == {"301 → 200": "/1", "308 → 308 → 200": "/2", "301 → 302 → 200": "/1"}


def test_the_table_of_the_docs_is_the_reports(done: Month) -> None:
    assert table(done) in DOCS.read_text(encoding="utf-8")


async def test_every_day_counts_the_same_again() -> None:
    chosen = [publishers(BEGIN)[index] for index in (0, 14, 26)]
    one, two = [table(await month(timedelta(days=9), chosen)) for _ in range(2)]
    assert one == two
