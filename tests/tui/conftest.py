"""The program on the fixed story."""

from __future__ import annotations

from pathlib import Path

import pytest
import screens

from monitor.tui.app import MonitorApp


@pytest.fixture
def app(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> MonitorApp:
    """The app on the fixed story; nothing of the machine's shows."""
    monkeypatch.setenv("TZ", "America/New_York")
    for name in ("NO_COLOR", "BROWSER", "DISPLAY", "WAYLAND_DISPLAY"):
        monkeypatch.delenv(name, raising=False)
    return screens.program(tmp_path, monkeypatch)
