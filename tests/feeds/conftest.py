"""A server on this machine for every test that asks one."""

from __future__ import annotations

from collections.abc import AsyncIterator

import pytest

from tests.feeds.loopback import Server


@pytest.fixture
async def server() -> AsyncIterator[Server]:
    async with Server() as running:
        yield running
