"""The behaviour report: a month of polling against publishers that misbehave, in seconds.

`python -m benchmarks.polling_report` prints the table of docs/polling.md. The clock is the simulation's:
the program's own fetching, parsing, settling and scheduling run against a loopback server. Every
simulated day the program "restarts": what it knows goes through the rows of the store and back.
"""

from __future__ import annotations

import asyncio
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta

from benchmarks.captured import Shelf
from benchmarks.publishers import DAY, Publisher, Row, Street
from benchmarks.street import publishers
from monitor.feeds.fetch import Fetcher, Limits
from monitor.feeds.parse import parse_feed
from monitor.feeds.schedule import due, host_silences
from monitor.feeds.settle import settle
from monitor.feeds.state import FeedState, as_row, from_row, host_of
from monitor.model import Feed, Tier

BEGIN = datetime(2024, 6, 1, tzinfo=UTC)
MONTH = 30 * DAY
EVERY = timedelta(hours=3)
LIMITS = Limits(connect=5, read=5, total=0.4)

COLUMNS = (
    "requests", "unconditional", "good", "out of sequence", "made up", "too early", "needless headers", "304"
)  # fmt: skip


@dataclass
class Month:
    """The simulation: who is asked, what is known."""

    feeds: list[Feed]
    street: Street
    states: dict[str, FeedState]
    shelves: dict[str, Shelf]
    notices: list[str] = field(default_factory=list)
    twice: int = 0  # items that were inserted although they were known

    async def run(self, length: timedelta) -> None:
        """From the beginning to the end, a fetcher a day."""
        end = self.street.now + length
        while self.street.now < end:
            silences = host_silences(self.states.values(), self.street.now)
            async with Fetcher(limits=LIMITS, silences=silences, resolver=self.street) as fetcher:
                await self._day(fetcher, min(end, self.street.now + DAY))
            self.states = {url: from_row(as_row(state)) for url, state in self.states.items()}

    async def _day(self, fetcher: Fetcher, end: datetime) -> None:
        while True:
            for feed in due(self.feeds, self.states, self.street.now):
                await self._poll(fetcher, feed)
            waiting = [self._next(feed) for feed in self.feeds if not self.states[feed.url].retired]
            self.street.now = min([end, *waiting])
            if self.street.now == end:
                return

    def _next(self, feed: Feed) -> datetime:
        state = self.states[feed.url]
        silence = host_silences(self.states.values(), self.street.now).get(host_of(state.address()))
        return max(filter(None, (state.next_at, silence)), default=self.street.now)

    async def _poll(self, fetcher: Fetcher, feed: Feed) -> None:
        state, now = self.states[feed.url], self.street.now
        fetched = await fetcher.fetch(feed, state, now)
        parsed = None
        moments: list[datetime] = []
        if fetched.body is not None:
            parsed = parse_feed(fetched.body, fetched.final_url, fetched.content_type)
            shelf = self.shelves[feed.url]
            before = len(shelf.sights)
            shelf.take(parsed.entries)
            moments = [e.published or now for e in parsed.entries[: len(shelf.sights) - before]]
            self.twice += shelf.take(parsed.entries)["new"]
        followed = {other.address(): other.url for other in self.states.values() if other.url != feed.url}
        done = settle(state, feed, fetched, parsed, now, every=EVERY, new=moments, followed=followed)
        self.states[feed.url] = done.state
        self.notices += [f"{feed.name}: {notice}" for notice in done.notices]


async def month(length: timedelta = MONTH, chosen: list[Publisher] | None = None) -> Month:
    """Run it; all publishers unless some are chosen."""
    everybody = chosen or publishers(BEGIN)
    feeds = [Feed(p.name, p.url, Tier.OTHER, allow_private=True) for p in everybody]
    async with Street(everybody, BEGIN, EVERY) as street:
        states = {feed.url: FeedState(feed.url) for feed in feeds}
        simulation = Month(feeds, street, states, {feed.url: Shelf() for feed in feeds})
        await simulation.run(length)
        return simulation


def table(done: Month) -> str:
    """The report in Markdown."""
    lines = ["| publisher | " + " | ".join(COLUMNS) + " |", "|---|" + "---:|" * len(COLUMNS)]
    total = Row()
    for feed in done.feeds:
        row = done.street.rows[host_of(feed.url)]
        lines.append(_line(feed.name, row))
        for name in ("total", "unconditional", "good", "out_of_sequence", "made_up", "too_early", "needless"):
            setattr(total, name, getattr(total, name) + getattr(row, name))
        total.statuses += row.statuses
    return "\n".join([*lines, _line("**all**", total)])


def _line(name: str, row: Row) -> str:
    cells = (
        row.total,
        row.unconditional,
        row.good,
        row.out_of_sequence,
        row.made_up,
        row.too_early,
        row.needless,
    )
    return f"| {name} | " + " | ".join(str(cell) for cell in (*cells, row.statuses[304])) + " |"


def main() -> None:
    """The command."""
    print(table(asyncio.run(month())))


if __name__ == "__main__":
    main()
