"""The bundled story, its clock and its server."""

from __future__ import annotations

import urllib.request
from datetime import UTC, datetime, timedelta
from urllib.error import HTTPError

import feedparser
import pytest

from monitor.demo.server import SHOWN, serving, slug
from monitor.demo.story import LEAD, StoryClock, load_feeds_toml, load_story


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
