"""Digests written by themselves at a set hour, into a folder."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from functools import partial
from pathlib import Path
from zoneinfo import ZoneInfo

from monitor.clock import Clock
from monitor.digest import make_digest
from monitor.digest.files import put
from monitor.digest.template import TemplateUseError
from monitor.digest.window import Window, between, zone
from monitor.events import DigestFailed, DigestWritten, Event
from monitor.model import Config, DigestSettings
from monitor.pipeline import Pipeline
from monitor.store import Store, StoreError
from monitor.watch import Watcher

LAST = "digest.last"
"""Under this setting the database remembers up to when the last digest went."""

LOOK = timedelta(minutes=1)
"""How soon an edit of the hour is noticed."""

FIRST = timedelta(days=1)
"""How far the first digest reaches back."""


def next_writing(settings: DigestSettings, timezone: ZoneInfo, now: datetime) -> datetime | None:
    """The next moment after `now` at which a digest is due; None where none is written by itself.

    An hour that a change of clocks skips is taken as the moment the clocks reach after it.
    """
    if settings.at is None or settings.folder is None:
        return None
    day = now.astimezone(timezone).date()
    for ahead in (0, 1, 2):
        due = datetime.combine(day + timedelta(days=ahead), settings.at, timezone).astimezone(UTC)
        if due > now:
            return due
    return None


def since_last(store: Store, config: Config, now: datetime) -> Window:
    """From where the last digest ended (a day back where there was none) to now."""
    remembered = store.settings.get(LAST)
    begins = datetime.fromisoformat(remembered) if remembered else now - FIRST
    return between(min(begins, now), now, zone(config.timezone))


def remember(store: Store, window: Window) -> None:
    """The next digest "since the last" begins where this one ends."""
    with store.transaction():
        store.settings.set(LAST, window.end.isoformat())


def write(store: Store, config: Config, now: datetime) -> list[Path]:
    """Write the digest since the last one in each configured format; gives the files.

    Raises OSError and TemplateUseError.
    """
    assert config.digest.folder is not None, "the configuration sees to that"
    digest = make_digest(store, config, since_last(store, config, now))
    written = put(digest, config.digest, config.digest.folder)
    remember(store, digest.window)
    return written


async def keep_writing(watcher: Watcher, clock: Clock, tell: Callable[[Event], None]) -> None:
    """Write each digest when its hour comes, until cancelled; the hour follows edits of feeds.toml.

    Only the program that polls writes.
    """
    while True:
        config, now = watcher.config, clock.now()
        due = next_writing(config.digest, zone(config.timezone), now)
        again = now + LOOK
        await clock.sleep_until(min(due or again, again))
        if due is None or clock.now() < due or watcher.following or watcher.config is not config:
            continue
        try:
            files = await watcher.write(partial(_write, at=due))
        except (OSError, StoreError, TemplateUseError) as error:
            tell(DigestFailed(f"The digest could not be written: {error}"))
        else:
            tell(DigestWritten(tuple(str(path) for path in files)))


def _write(pipeline: Pipeline, at: datetime) -> list[Path]:
    return write(pipeline.store, pipeline.config, at)
