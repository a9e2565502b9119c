"""A loopback server that answers as a test says, and remembers what it was asked."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from typing import Any

from aiohttp import web
from aiohttp.abc import AbstractResolver

Handler = Callable[[web.BaseRequest], Awaitable[web.StreamResponse]]

RSS = (
    b"<rss version='2.0'><channel><title>T</title>"
    b"<item><title>a</title><link>/a</link></item></channel></rss>"
)


class Server(AbstractResolver):
    """Answers by path; also a resolver that leads every name here, so that hosts can be told apart."""

    def __init__(self) -> None:
        self.handlers: dict[str, Handler] = {}
        self.asked: list[tuple[str, dict[str, str]]] = []
        self._runner = web.ServerRunner(web.Server(self._serve, access_log=None), shutdown_timeout=0.05)
        self.port = 0

    async def __aenter__(self) -> Server:
        await self._runner.setup()
        await web.TCPSite(self._runner, "127.0.0.1", 0).start()
        self.port = self._runner.addresses[0][1]
        return self

    async def __aexit__(self, *_: object) -> None:
        await self._runner.cleanup()

    async def resolve(self, host: str, port: int = 0, family: int = 2) -> list[Any]:
        """Every host is this server."""
        return [
            {"hostname": host, "host": "127.0.0.1", "port": self.port, "family": 2, "proto": 0, "flags": 0}
        ]

    async def close(self) -> None:
        """Nothing is held."""

    def answer(self, path: str, status: int = 200, body: bytes = RSS, **headers: str) -> None:
        """Always answer this path so; `_` in a header's name stands for `-`."""
        sent = {name.replace("_", "-"): value for name, value in headers.items()}

        async def reply(_: web.BaseRequest) -> web.Response:
            return web.Response(status=status, body=body, headers=sent)

        self.handlers[path] = reply

    async def _serve(self, request: web.BaseRequest) -> web.StreamResponse:
        self.asked.append((f"{request.host}{request.path_qs}", dict(request.headers)))
        handler = self.handlers.get(f"{request.host}{request.path}") or self.handlers[request.path]
        return await handler(request)
