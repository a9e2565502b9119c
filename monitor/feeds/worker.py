"""Parsing in a process of its own, so that the screen stays quick and a hostile document harms nobody.

The process has a bound on memory and on the time it computes. Both are the system's, because a
document that hangs the parser leaves it no chance to stop by itself. A document that breaks the process
is an error on its feed alone; the next one gets a new process. It ends with its parent: its input ends.
"""

from __future__ import annotations

import asyncio
import os
import struct
import sys
import time
from types import TracebackType
from typing import BinaryIO

import msgspec

from monitor.feeds.results import ParsedFeed

try:
    import resource
except ImportError:  # not a Unix: the process is still apart, but unbounded
    resource = None  # type: ignore[assignment]

CPU_SECONDS = 20
"""Computing time for one document; the 10,000 entries that are read at most take about five."""
MEMORY = 1536 * 1024 * 1024
"""Address space of the process in bytes; a body of the greatest size takes a third of it."""

_SIZE = struct.Struct(">I")


class Task(msgspec.Struct, array_like=True, frozen=True):
    """One document to parse."""

    body: bytes
    url: str
    content_type: str
    cpu_seconds: int


class ParserProcess:
    """One parsing process, started when first needed. Use as an async context manager."""

    def __init__(self, cpu_seconds: int = CPU_SECONDS) -> None:
        self._cpu_seconds = cpu_seconds
        self._process: asyncio.subprocess.Process | None = None
        self._turn = asyncio.Lock()

    async def __aenter__(self) -> ParserProcess:
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        await self.close()

    async def close(self) -> None:
        """End the process at once."""
        process, self._process = self._process, None
        if process is not None and process.returncode is None:
            process.kill()
            await process.wait()

    async def parse(self, body: bytes, url: str, content_type: str = "") -> ParsedFeed:
        """What parse_feed gives, or an error in words where the document broke the process."""
        task = msgspec.msgpack.encode(Task(body, url, content_type, self._cpu_seconds))
        async with self._turn:
            done = False
            try:
                answer = await self._exchange(task)
                done = True
            except (asyncio.IncompleteReadError, ConnectionError):
                return ParsedFeed(error="too costly to read: the document was given up")
            except OSError:
                return ParsedFeed(error="this machine could not start a process to read it")
            finally:
                if not done:  # broken, or cancelled between question and answer: not to be used again
                    await self.close()
        return msgspec.msgpack.decode(answer, type=ParsedFeed)

    async def _exchange(self, task: bytes) -> bytes:
        process = self._process = self._process or await _start()
        assert process.stdin is not None
        assert process.stdout is not None
        process.stdin.write(_SIZE.pack(len(task)) + task)
        await process.stdin.drain()
        (size,) = _SIZE.unpack(await process.stdout.readexactly(_SIZE.size))
        return await process.stdout.readexactly(size)


async def _start() -> asyncio.subprocess.Process:
    return await asyncio.create_subprocess_exec(
        sys.executable,
        "-m",
        "monitor.feeds.worker",
        stdin=asyncio.subprocess.PIPE,
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.DEVNULL,
        start_new_session=True,  # an interrupt typed at the terminal is its parent's affair
    )


def serve(source: BinaryIO, sink: BinaryIO) -> None:
    """Answer tasks until the input ends."""
    from monitor.feeds.parse import parse_feed

    while len(head := source.read(_SIZE.size)) == _SIZE.size:
        task = msgspec.msgpack.decode(source.read(_SIZE.unpack(head)[0]), type=Task)
        _bound_time(task.cpu_seconds)
        answer = msgspec.msgpack.encode(parse_feed(task.body, task.url, task.content_type))
        sink.write(_SIZE.pack(len(answer)) + answer)
        sink.flush()


def _bound_memory() -> None:
    if resource is not None:
        _, hard = resource.getrlimit(resource.RLIMIT_AS)
        resource.setrlimit(resource.RLIMIT_AS, (MEMORY, hard))
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def _bound_time(seconds: int) -> None:
    """The system ends the process when it has computed so much more."""
    if resource is not None:
        _, hard = resource.getrlimit(resource.RLIMIT_CPU)
        resource.setrlimit(resource.RLIMIT_CPU, (int(time.process_time()) + seconds, hard))


def main() -> None:
    """The process. What anything prints goes nowhere: the channel is the original standard output."""
    channel = os.fdopen(os.dup(1), "wb")
    os.dup2(os.open(os.devnull, os.O_WRONLY), 1)
    _bound_memory()
    serve(sys.stdin.buffer, channel)


if __name__ == "__main__":
    main()
