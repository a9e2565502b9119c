"""`monitor demo`: the real program on the bundled story, in a folder removed afterwards."""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from monitor.demo.server import serving
from monitor.demo.story import RUN, StoryClock, load_feeds_toml, load_story


@dataclass(frozen=True, slots=True)
class Stage:
    """What the program needs to run on the story."""

    config: Path
    database: Path
    clock: StoryClock


@contextmanager
def stage(speed: float = 1.0, make_clock: Callable[..., StoryClock] = StoryClock) -> Iterator[Stage]:
    """Serve the story and lay out its feeds.toml and database in a temporary folder.

    `speed` 2 plays the story in half the time.
    """
    items = load_story()
    clock = make_clock([item.published for item in items], run=RUN / speed)
    with tempfile.TemporaryDirectory(prefix="monitor-demo-") as folder, serving(items, clock.now) as base:
        config = Path(folder) / "feeds.toml"
        config.write_text(load_feeds_toml(base), encoding="utf-8")
        (Path(folder) / "db").mkdir()
        yield Stage(config, Path(folder) / "db" / "monitor.db", clock)
