"""The program on the fixed story, driven by keys."""

from __future__ import annotations

import asyncio
import unicodedata
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from datetime import datetime
from pathlib import Path

import fixed_story
import pytest
from textual import events
from textual.app import App
from textual.keys import REPLACED_KEYS, _character_to_key, _get_unicode_name_from_key
from textual.pilot import Pilot
from textual.widgets import Input, TextArea
from textual.worker import WorkerCancelled

from monitor.model import Tag
from monitor.store import open_store
from monitor.tui.app import MonitorApp
from monitor.tui.rows import Rows


class StandingClock:
    """A clock that stands still."""

    def __init__(self, at: datetime = fixed_story.NOW) -> None:
        self.at = at

    def now(self) -> datetime:
        """The story's last moment."""
        return self.at

    async def sleep_until(self, moment: datetime) -> None:
        """Never comes."""
        await asyncio.Event().wait()


def program(folder: Path, patch: pytest.MonkeyPatch, **settings: object) -> MonitorApp:
    """The app on the story, which does not poll."""
    config, database = fixed_story.write_story(folder, patch)
    return MonitorApp(config, database, clock=StandingClock(), poll=False, **settings)  # type: ignore[arg-type]


@asynccontextmanager
async def opened(app: MonitorApp, size: tuple[int, int] = (80, 24)) -> AsyncIterator[Pilot[None]]:
    """The app running, with its writer at hand and toasts shown."""
    async with app.run_test(size=size, notifications=True) as pilot:
        await app.session.write(lambda _: None)
        await settled(pilot)
        yield pilot


ROUNDS = 4
"""A key posts, what it posts to posts again: so often all queues must come out empty with nothing moved."""


async def settled(pilot: Pilot[None]) -> None:
    """Until what the keys have begun is done and shown. No time is waited for, as `pilot.pause` does."""
    before, same = None, 0
    while same < ROUNDS:
        with suppress(WorkerCancelled):  # one that another of its kind has replaced
            await pilot.app.workers.wait_for_complete()
        await pilot._wait_for_screen()
        await asyncio.sleep(0)
        if not pilot.app.is_running:
            return
        screen = pilot.app.screen
        screen._on_timer_update()
        now = (screen, screen.size, len(screen._compositor.full_map), screen._layout_required)
        same = same + 1 if now == before and screen.size.width and not screen._layout_required else 0
        before = now


def send(app: App[None], key: str) -> None:
    """A key, as the terminal would send it; nothing is waited for."""
    name = key if len(key) > 1 or key.isalnum() else _character_to_key(key)
    try:
        character: str | None = unicodedata.lookup(_get_unicode_name_from_key(REPLACED_KEYS.get(name, name)))
    except KeyError:
        character = key if len(key) == 1 else None
    event = events.Key(name, character)
    event.set_sender(app)
    assert app._driver is not None
    app._driver.send_message(event)


async def press(pilot: Pilot[None], *keys: str) -> None:
    """One key after the other, each with all that follows from it."""
    for key in keys:
        send(pilot.app, key)
        await settled(pilot)


async def write(pilot: Pilot[None], words: str) -> None:
    """Type words into the field that has the keys; all but the last character at once."""
    field = pilot.app.focused
    assert isinstance(field, Input | TextArea)
    field.insert(words[:-1], len(field.value)) if isinstance(field, Input) else field.insert(words[:-1])
    await press(pilot, "space" if words[-1] == " " else words[-1])


def text(app: MonitorApp) -> str:
    """What the terminal shows, as characters."""
    strips = app.screen._compositor.render_strips()
    return "\n".join("".join(segment.text for segment in strip) for strip in strips)


def flat(app: MonitorApp) -> str:
    """The same without line ends and repeated spaces."""
    return " ".join(text(app).split())


def toasts(app: MonitorApp) -> str:
    """What the toasts say."""
    return "\n".join(notice.message for notice in app._notifications)


def rows(app: MonitorApp, name: str) -> Rows:
    """A list by its id."""
    return app.screen.query_one(f"#{name}", Rows)


def scope(app: MonitorApp) -> str:
    """Which screen is open."""
    return getattr(app.screen, "SCOPE", type(app.screen).__name__)


def tags(app: MonitorApp) -> tuple[Tag, ...]:
    """All rows of tags, undone ones and undoings too."""
    with open_store(app.session.db_path, readonly=True) as store:
        return tuple(store.tags.all())
