"""What every screen looks like, held by pictures: the fixed story, a standing clock, a fixed zone.

`pytest tests/tui/test_pictures.py --snapshot-update` takes them anew; look at them before they are committed.
"""

from __future__ import annotations

from pathlib import Path

import pytest
import shots
from pytest_textual_snapshot import SVGImageExtension
from screens import opened, settled
from syrupy import SnapshotAssertion

from monitor.tui.app import MonitorApp
from monitor.tui.look import THEMES

SIZES = ((60, 20), (80, 24), (120, 40), (200, 60))
HELD = ("dark", "light", "high-contrast")
"""Themes of which every screen is held; the terminal's own colours are held of the board alone."""


@pytest.mark.parametrize("size", SIZES, ids=lambda size: f"{size[0]}x{size[1]}")
async def test_every_screen_looks_as_it_did(
    app: MonitorApp, snapshot: SnapshotAssertion, tmp_path: Path, size: tuple[int, int]
) -> None:
    held = snapshot.use_extension(SVGImageExtension)
    moved: list[str] = []
    async with opened(app, size) as pilot:
        for name in shots.SCREENS:
            await shots.go(pilot, name)
            for theme in _themes(name):
                if theme != app.theme:
                    app.theme = theme
                    await settled(pilot)
                    app.hush()
                drawn = app.export_screenshot(simplify=True)
                if held(name=f"{name}-{theme}") != drawn:
                    moved.append(str(_kept(tmp_path / f"{name}-{theme}.svg", drawn)))
            app.theme = HELD[0]
    assert not moved, "these look otherwise now:\n" + "\n".join(moved)


def _themes(name: str) -> list[str]:
    if name == "board":
        return [theme.name for theme in THEMES]
    return list(HELD[:1] if name in shots.DIALOGS else HELD)


def _kept(path: Path, drawn: str) -> Path:
    path.write_text(drawn, "utf-8")
    return path
