"""A hundred items are judged by keys alone, two a piece, while a hundred more come in."""

from __future__ import annotations

from datetime import timedelta

from fixed_story import NOW
from screens import opened, press, rows, settled, tags, text, write

from monitor import pipeline
from monitor.config import load_config
from monitor.model import Entry, TagKind
from monitor.store import open_store
from monitor.tui.app import MonitorApp

MANY = 100
KINDS = {"x": TagKind.NOISE, "a": TagKind.RELEVANT, "s": TagKind.STAR}


def brought(app: MonitorApp, name: str, count: int, minute: int) -> None:
    """So many items come in by another program's hands, as a round of polling brings them."""
    config = load_config(app.session.config_path)
    at = NOW + timedelta(minutes=minute)
    entries = tuple(
        Entry(f"{name}{n}", f"https://news.test/{name}{n}", f"{name} {n}", f"{name} words {n}.", at)
        for n in range(count)
    )
    with open_store(app.session.db_path) as store:
        pipeline.Pipeline(store, config, at).take(config.feeds[1], entries, at)


async def test_each_of_a_hundred_items_takes_two_keys_while_others_come_in(app: MonitorApp) -> None:
    brought(app, "first", MANY - 16, 0)  # the story has sixteen
    async with opened(app) as pilot:
        await press(pilot, "e", "slash")
        await write(pilot, "tag:none")
        await press(pilot, "enter")
        archive = rows(app, "archive")
        listed = [archive.key_at(place) for place in range(len(archive))]
        assert len(listed) == MANY
        wanted, presses = [], 0
        for place, item in enumerate(listed):
            if place % 10 == 5:
                brought(app, f"later{place}", 10, place + 1)
                app._tick()
                await settled(pilot)
            verdict = "xas"[place % 3]
            for key in (verdict, "j"):
                await press(pilot, key)
                presses += 1
            wanted.append((item, KINDS[verdict]))
        given = [(tag.item, tag.kind) for tag in tags(app)]
        assert given == wanted, "each verdict fell on the item under the cursor, and on no other"
        assert presses == 2 * MANY
        assert len(archive) == 2 * MANY, (
            "those that came in wait above; those judged stay until the next visit"
        )
        await press(pilot, "escape", "escape")
        await press(pilot, "e", "slash")
        await write(pilot, "tag:none")
        await press(pilot, "enter")
        assert len(rows(app, "archive")) == MANY


async def test_a_run_of_noise_takes_a_key_an_item_and_two_for_all(app: MonitorApp) -> None:
    brought(app, "first", MANY, 0)
    async with opened(app) as pilot:
        await press(pilot, "e", *["space"] * 20, "x")
        assert "Tag 20 marked rows “noise”?" in text(app)
        await press(pilot, "y")
        assert [tag.kind for tag in tags(app)] == [TagKind.NOISE] * 20
