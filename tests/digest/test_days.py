"""The digest of every day of three whole stories, and what may be said on the evidence."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path

import pytest
from jsonschema import Draft202012Validator

from monitor.archives import read_archives
from monitor.config import load_config
from monitor.digest import FORMATS, Digest, make_digest, render
from monitor.digest.calendar import as_ics
from monitor.digest.report import Said
from monitor.digest.tables import json_schema
from monitor.digest.words import number_words, value_words
from monitor.model import Basis, Change, Config, Kind
from monitor.replay import replay
from monitor.store import Store, open_store

SCENARIOS = Path(__file__).parents[1] / "scenarios"


@dataclass(frozen=True)
class Story:
    """A replayed scenario."""

    config: Config
    store: Store
    days: tuple[date, ...]


@pytest.fixture(scope="module", params=["contractors", "tiktok", "rwanda"])
def story(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Story]:
    folder = SCENARIOS / request.param
    database = tmp_path_factory.mktemp(request.param) / "monitor.db"
    items, config = read_archives([folder / "items.jsonl"], load_config(folder / "topic.toml"), pytest.fail)
    for _ in replay(config, items, database):
        pass
    first, last = items[0].at.date(), items[-1].at.date()
    with open_store(database, readonly=True) as store:
        yield Story(config, store, tuple(first + timedelta(days=n) for n in range((last - first).days + 2)))


def test_every_day_in_every_format_twice_the_same_and_supported_by_the_database(story: Story) -> None:
    schema = Draft202012Validator(json_schema())
    for day in story.days:
        digest = make_digest(story.store, story.config, day)
        _check_bottom_line(digest, story)
        again = make_digest(story.store, story.config, day)
        assert digest == again
        for format in FORMATS:
            report = render(digest, format)
            assert report == render(again, format), (day, format)
            if format in ("md", "txt", "html"):
                assert "Bottom line" in report
            if format == "json":
                schema.validate(json.loads(report))
        assert as_ics(digest) == as_ics(again), day


def _check_bottom_line(digest: Digest, story: Story) -> None:
    """Each sentence rests on changes of the window in the database, and says no more than they bear."""
    stored = {
        change.id: change
        for change in story.store.board.changes(until=digest.window.end)
        if digest.window.holds(change.at)
    }
    assert 1 <= len(digest.bottom_line) <= 3
    assert {id_ for said in digest.bottom_line for id_ in said.changes} == set(stored)
    if not stored:
        assert digest.bottom_line[0].words.startswith("No answer changed")
    for said in digest.bottom_line:
        if said.changes and "more answer" not in said.words:
            _check_sentence(said, [stored[id_] for id_ in said.changes], digest)


def _check_sentence(said: Said, changes: list[Change], digest: Digest) -> None:
    last = changes[-1]
    (standing,) = (
        s for part in digest.topics for s in part.questions if s.question == f"{last.topic}/{last.question}"
    )
    assert {(change.topic, change.question) for change in changes} == {(last.topic, last.question)}
    assert f"“{standing.ask}”" in said.words
    assert ("confirmed on the record" in said.words) <= (last.after.basis is Basis.CONFIRMED)
    assert ("not confirmed" in said.words) <= (last.after.basis is Basis.REPORTED)
    assert ("contested" in said.words) <= any(c.after.contested or c.before for c in changes)
    counted = re.search(r"reported by (\w+) (?:independent )?outlets?", said.words)
    if counted:
        assert counted[1] == number_words(max(standing.answer.sources, 1))
    if last.after.kind is not Kind.WHAT and last.after.basis is not None and last.cause != "time":
        assert value_words(last.after) in said.words
    cited = {source.number for source in digest.sources}
    assert set(said.sources) <= cited


def test_every_citation_leads_to_its_item_and_every_quote_stands_in_it(story: Story) -> None:
    for day in story.days:
        digest = make_digest(story.store, story.config, day)
        assert [source.number for source in digest.sources] == list(range(1, len(digest.sources) + 1))
        quotes = [q for part in digest.topics for standing in part.questions for q in standing.new]
        for quote in (*quotes, *(q for change in digest.changes for q in change.quotes)):
            item = story.store.items.get(quote.source.item)
            assert item is not None
            assert quote.source in digest.sources
            assert quote.text in item.document
            assert quote.cue is None or quote.text[slice(*quote.cue)].strip()
