"""The digest of every day of three whole stories, and what may be said on the evidence."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path

import pytest

from monitor.archives import read_archives
from monitor.config import load_config
from monitor.digest import FORMATS, Digest, make_digest, render
from monitor.model import Config
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
    for day in story.days:
        digest = make_digest(story.store, story.config, day)
        _check_bottom_line(digest)
        again = make_digest(story.store, story.config, day)
        assert digest == again
        for format in FORMATS:
            report = render(digest, format)
            assert report == render(again, format), (day, format)
            if format in ("md", "txt", "html"):
                assert "Bottom line" in report


def _check_bottom_line(digest: Digest) -> None:
    """Each sentence names a question that changed in the window, and claims no more than its basis."""
    asked = {f"“{change.ask}” ({change.topic})": change for change in digest.changes}
    assert 1 <= len(digest.bottom_line) <= 3
    for sentence in digest.bottom_line:
        named = [change for start, change in asked.items() if sentence.startswith(start)]
        if not named:
            assert (
                sentence.startswith("No answer changed") or "more answer" in sentence or "heard" in sentence
            )
            continue
        basis = {
            str(change.answer.basis) for change in digest.changes if change.question == named[-1].question
        }
        assert "confirmed by those who decide" not in sentence or "confirmed" in basis
        assert "not confirmed" not in sentence or "reported" in basis
    if not digest.changes:
        assert digest.bottom_line[0].startswith("No answer changed")


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
