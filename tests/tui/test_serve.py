"""The same program in a browser."""

from __future__ import annotations

import asyncio
import json
import os
import shlex
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from pathlib import Path

import aiohttp
import pytest
from click.testing import CliRunner

from monitor.cli import cli
from monitor.cli.common import Paths
from monitor.cli.serve import command_of

CONFIG = """
[[topics]]
id = "contractors"
title = "Contractors"
about = ["contractor"]
[[topics.questions]]
id = "approved"
kind = "will"
ask = "Will they be approved?"
"""


def test_without_the_extra_the_mend_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "textual_serve", None)
    monkeypatch.setitem(sys.modules, "textual_serve.server", None)
    done = CliRunner().invoke(cli, ["serve"])
    assert done.exit_code == 1
    assert "needs textual-serve, which is not installed" in done.output
    assert "pip install 'policy-monitor[serve]'" in done.output


def test_the_command_of_a_tab_holds_whatever_the_path_is(tmp_path: Path) -> None:
    odd = tmp_path / "it's; touch x"
    words = shlex.split(
        command_of(Paths(odd / "feeds.toml", odd / "db", False, False), poll=False, keys=None)
    )
    assert words[0] == sys.executable
    assert words[words.index("--config") + 1] == str(odd / "feeds.toml")
    assert "--no-poll" in words


@pytest.fixture
def address(tmp_path: Path) -> Iterator[str]:
    """The program served from this machine."""
    (tmp_path / "feeds.toml").write_text(CONFIG, "utf-8")
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        port = taken.getsockname()[1]
    words = ["-c", "from monitor.cli import main; main()", "serve", "--no-poll", "--port", str(port)]
    server = subprocess.Popen(
        [sys.executable, *words], cwd=tmp_path, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
        env={**os.environ, "TERM": "xterm-256color"},
    )  # fmt: skip
    try:
        yield f"localhost:{port}"
    finally:
        server.terminate()
        server.wait(15)


def page_of(address: str) -> str:
    end = time.monotonic() + 30
    while True:
        try:
            with urllib.request.urlopen(f"http://{address}/", timeout=5) as answer:
                return answer.read().decode()
        except OSError:
            assert time.monotonic() < end, "the server never answered"


async def test_a_browser_gets_the_board(address: str) -> None:
    page = await asyncio.to_thread(page_of, address)
    assert "policy monitor" in page
    shown = b""
    async with (
        aiohttp.ClientSession() as session,
        session.ws_connect(f"http://{address}/ws?width=100&height=30") as tab,
    ):
        await tab.send_str(json.dumps(["resize", {"width": 100, "height": 30}]))
        async with asyncio.timeout(30):
            async for message in tab:
                shown += message.data if isinstance(message.data, bytes) else message.data.encode()
                if b"Will they be approved?" in shown:
                    break
    assert b"Will they be approved?" in shown
