"""The bundled story: its items in order, and the clock that plays months in a minute."""

from __future__ import annotations

import asyncio
import time
from bisect import bisect_right
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from importlib.resources import files

import msgspec

RUN = 55.0
"""Seconds that the whole story takes at speed 1."""

LEAD = timedelta(hours=1)
"""Story time before the first item, so that the board is seen open."""

_LONGEST_GAP = 4.0
"""Days of silence that are played in full; longer ones are shortened to this."""

_FLOOR = 0.35
"""Added to each gap (in days), so that items of one evening are seen one after the other."""


@dataclass(frozen=True, slots=True)
class StoryItem:
    """One item of the story as its outlet publishes it."""

    id: str
    feed: str
    published: datetime
    title: str
    summary: str


def load_story() -> tuple[StoryItem, ...]:
    """The story's items in order of publication."""
    source = files("monitor.demo").joinpath("story.jsonl").read_bytes()
    decoder = msgspec.json.Decoder(StoryItem)
    return tuple(sorted(decoder.decode_lines(source), key=lambda item: item.published))


def load_feeds_toml(base: str) -> str:
    """The story's feeds.toml with the server's address (`http://127.0.0.1:PORT`) in place."""
    return files("monitor.demo").joinpath("feeds.toml").read_text("utf-8").replace("{base}", base)


class StoryClock:
    """Story time as a function of real time: quiet weeks pass quickly, busy evenings item by item.

    After the last item a real second is a story second, so that the board can be used as it stands.
    """

    def __init__(
        self,
        moments: Sequence[datetime],
        *,
        run: float = RUN,
        real: Callable[[], float] = time.monotonic,
    ) -> None:
        """`moments`: when items are published, in order; `run`: real seconds for all; `real`: a timer."""
        self._real = real
        self._begin = real()
        self._story = [moments[0] - LEAD, *moments]
        gaps = [
            _FLOOR + min((later - earlier) / timedelta(days=1), _LONGEST_GAP)
            for earlier, later in zip(self._story, self._story[1:], strict=False)
        ]
        scale = run / sum(gaps)
        self._at = [0.0]
        for gap in gaps:
            self._at.append(self._at[-1] + gap * scale)

    def now(self) -> datetime:
        """The present moment of the story, in UTC."""
        elapsed = self._real() - self._begin
        place = bisect_right(self._at, elapsed) - 1
        if place >= len(self._at) - 1:
            return (self._story[-1] + timedelta(seconds=elapsed - self._at[-1])).astimezone(UTC)
        share = (elapsed - self._at[place]) / (self._at[place + 1] - self._at[place])
        return (self._story[place] + share * (self._story[place + 1] - self._story[place])).astimezone(UTC)

    def real_seconds_until(self, moment: datetime) -> float:
        """Real seconds from now until the story reaches a moment; 0 when it has passed."""
        place = bisect_right(self._story, moment) - 1
        if place < 0:
            return 0.0
        if place >= len(self._story) - 1:
            at = self._at[-1] + (moment - self._story[-1]).total_seconds()
        else:
            share = (moment - self._story[place]) / (self._story[place + 1] - self._story[place])
            at = self._at[place] + share * (self._at[place + 1] - self._at[place])
        return max(0.0, at - (self._real() - self._begin))

    async def sleep_until(self, moment: datetime) -> None:
        """Wait until the story reaches a moment."""
        await asyncio.sleep(self.real_seconds_until(moment))
