"""The bundled story, its clock and its server."""

from __future__ import annotations

import urllib.request
from datetime import UTC, datetime, timedelta
from pathlib import Path
from urllib.error import HTTPError

import feedparser
import pytest
from click.testing import CliRunner

from monitor.cli import cli
from monitor.config import load_config
from monitor.demo.run import stage
from monitor.demo.server import SHOWN, serving, slug
from monitor.demo.story import LEAD, RUN, StoryClock, load_feeds_toml, load_story
from monitor.events import ChangesMade, FeedDone
from monitor.history import board_at
from monitor.model import Answer, Basis, Change, Count, Kind, Status
from monitor.store import open_store
from monitor.tui.app import MonitorApp
from monitor.watch import Watcher
from tests.watch_cases import Heard, SetClock


def at(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=UTC)


def test_the_story_has_sixty_items_over_eight_outlets_and_every_outlet_is_configured() -> None:
    story = load_story()
    assert len(story) >= 60
    assert len({item.feed for item in story}) >= 8
    toml = load_feeds_toml("http://127.0.0.1:1")
    for name in {item.feed for item in story}:
        assert f'name = "{name}"' in toml
        assert f"http://127.0.0.1:1/{slug(name)}." in toml


async def told(folder: Path) -> tuple[list[Change], Heard]:
    """The story polled from its server as the demo polls it, when its feeds are due; the database stays."""
    story, heard = load_story(), Heard()
    clock = SetClock(story[0].published - LEAD)
    config = folder / "feeds.toml"
    with serving(story, clock.now) as base:
        config.write_text(load_feeds_toml(base), encoding="utf-8")
        async with Watcher(config, folder / "monitor.db", clock=clock, tell=heard.tell) as watching:
            for item in story:
                await clock.move(max(clock.now(), item.published))
                await watching.round()
            await clock.move(story[-1].published + timedelta(days=2))
            await watching.round()
    return [change for made in heard.of(ChangesMade) for change in made.changes], heard


async def test_the_board_goes_from_open_over_a_reported_refusal_to_approved_and_confirmed(
    tmp_path: Path,
) -> None:
    changes, heard = await told(tmp_path)
    assert [event.words for event in heard.of(FeedDone) if not event.ok] == []
    approved = [
        (change.after.status, change.after.basis) for change in changes if change.question == "approved"
    ]
    assert approved == [
        (Status.CONSIDERING, Basis.REPORTED),
        (Status.REJECTED, Basis.REPORTED),
        (Status.CONSIDERING, Basis.REPORTED),
        (Status.APPROVED, Basis.REPORTED),
        (Status.APPROVED, Basis.CONFIRMED),
    ]
    with open_store(tmp_path / "monitor.db", readonly=True) as store:
        assert store.items.count() == len(load_story())
        assert board_at(store, load_config(tmp_path / "feeds.toml").topics, load_story()[0].published) == {}
        answers = store.board.answers()
    # Copies of one story are one source, a claim through state media counts for nothing.
    assert answers["contractors/approved"].items > answers["contractors/approved"].sources > 1
    assert answers["contractors/how-many"].count == Count(36, 200, "contractors")
    assert [condition.withdrawn for condition in answers["contractors/safeguards"].conditions] == [False] * 2


def test_the_story_takes_less_than_a_minute_and_its_folder_is_removed() -> None:
    real = [0.0]
    with stage(make_clock=lambda moments, run: StoryClock(moments, run=run, real=lambda: real[0])) as set_up:
        real[0] = RUN
        assert set_up.clock.now() == load_story()[-1].published
        assert set_up.config.exists()
    assert RUN < 60
    assert not set_up.config.parent.exists()


@pytest.mark.parametrize(
    ("ring", "cause", "ago", "rings"),
    [
        (True, "item", timedelta(0), 1),
        (True, "time", timedelta(hours=47), 1),
        (True, "tag", timedelta(0), 0),
        (True, "item", timedelta(days=3), 0),
        (False, "item", timedelta(0), 0),  # as the demo runs
    ],
)
async def test_the_bell_rings_for_news_and_not_for_a_demo(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, ring: bool, cause: str, ago: timedelta, rings: int
) -> None:
    rung: list[int] = []
    monkeypatch.setattr(MonitorApp, "bell", lambda _: rung.append(1))
    now = at("2024-11-08T18:00")
    config = tmp_path / "feeds.toml"
    config.write_text(load_feeds_toml("http://127.0.0.1:1"), encoding="utf-8")
    app = MonitorApp(config, tmp_path / "monitor.db", clock=SetClock(now), poll=False, ring=ring)
    answer = Answer("contractors", "approved", Kind.WILL, status=Status.APPROVED)
    async with app.run_test():
        app.changed((Change(1, now - ago, "contractors", "approved", None, answer, "a report", cause=cause),))
    assert len(rung) == rings


def test_the_demo_asks_for_no_bell(monkeypatch: pytest.MonkeyPatch) -> None:
    asked: dict[str, object] = {}

    def run_app(*paths: Path, **settings: object) -> int:
        asked.update(settings)
        return 0

    monkeypatch.setattr("monitor.tui.app.run_app", run_app)
    assert CliRunner().invoke(cli, ["demo"]).exit_code == 0
    assert asked["ring"] is False


class TestClock:
    moments = (at("2024-06-01"), at("2024-06-01T06:00"), at("2024-09-01"))

    def clock(self, real: list[float]) -> StoryClock:
        return StoryClock(self.moments, run=10.0, real=lambda: real[0])

    def test_it_begins_before_the_first_item_and_ends_with_the_last(self) -> None:
        real = [100.0]
        clock = self.clock(real)
        assert clock.now() == self.moments[0] - LEAD
        real[0] = 110.0
        assert clock.now() == self.moments[-1]
        real[0] = 115.0
        assert clock.now() == self.moments[-1] + timedelta(seconds=5)

    def test_it_never_runs_backwards(self) -> None:
        real = [0.0]
        clock = self.clock(real)
        seen = []
        for step in range(200):
            real[0] = step * 0.06
            seen.append(clock.now())
        assert seen == sorted(seen)

    @pytest.mark.parametrize("share", [0.1, 0.4, 0.75, 0.99])
    def test_the_wait_for_a_moment_ends_at_that_moment(self, share: float) -> None:
        real = [0.0]
        clock = self.clock(real)
        moment = self.moments[0] + share * (self.moments[-1] - self.moments[0])
        real[0] = clock.real_seconds_until(moment)
        assert abs(clock.now() - moment) < timedelta(seconds=1)
        assert clock.real_seconds_until(moment - timedelta(days=1)) == 0.0


class TestServer:
    def test_each_outlet_is_a_feed_that_grows_with_the_clock(self) -> None:
        story = load_story()
        present = [story[0].published - timedelta(seconds=1)]
        with serving(story, lambda: present[0]) as base:
            for form in ("rss", "atom"):
                url = f"{base}/meridian-wire.{form}"
                present[0] = story[0].published - timedelta(seconds=1)
                with urllib.request.urlopen(url) as answer:
                    before = feedparser.parse(answer.read())
                present[0] = story[-1].published
                with urllib.request.urlopen(url) as answer:
                    after = feedparser.parse(answer.read())
                assert before.version.startswith(form)
                assert before.entries == []
                newest = max((i for i in story if i.feed == "Meridian Wire"), key=lambda i: i.published)
                assert after.entries[0].title == newest.title
                published = sum(item.feed == "Meridian Wire" for item in story)
                assert len(after.entries) == min(published, SHOWN)

    def test_an_unchanged_feed_is_answered_with_304_and_an_unknown_one_with_404(self) -> None:
        story = load_story()
        with serving(story, lambda: story[-1].published) as base:
            with urllib.request.urlopen(f"{base}/harbour-post.rss") as answer:
                etag = answer.headers["ETag"]
            again = urllib.request.Request(f"{base}/harbour-post.rss", headers={"If-None-Match": etag})
            with pytest.raises(HTTPError, match="304"):
                urllib.request.urlopen(again)
            with pytest.raises(HTTPError, match="404"):
                urllib.request.urlopen(f"{base}/nobody.rss")
