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
MEMORY = 1024 * 1024 * 1024
"""Address space of the process in bytes; feeds of the greatest size take a fifth of it."""
IDLE = 60.0
"""Seconds without work after which the process is let go, and with it 30 to 90 MiB."""

_SIZE = struct.Struct(">I")


class Task(msgspec.Struct, array_like=True, frozen=True):
    """One document to parse."""

    body: bytes
    url: str
    content_type: str
    cpu_seconds: int


class ParserProcess:
    """One parsing process, started when first needed. Use as an async context manager."""

    def __init__(self, cpu_seconds: int = CPU_SECONDS, idle: float = IDLE) -> None:
        self._cpu_seconds = cpu_seconds
        self._idle = idle
        self._leave: asyncio.TimerHandle | None = None
        self._process: asyncio.subprocess.Process | None = None
        self._turn = asyncio.Lock()

    async def __aenter__(self) -> ParserProcess:
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        await self.close()

    @property
    def running(self) -> bool:
        """Whether there is a process now."""
        return self._process is not None

    async def close(self) -> None:
        """End the process at once."""
        process = self._let_go()
        if process is not None:
            await process.wait()

    def _let_go(self) -> asyncio.subprocess.Process | None:
        """Kill the process; gives it where there was one."""
        self._keep()
        process, self._process = self._process, None
        if process is not None and process.returncode is None:
            process.kill()
        return process

    def _keep(self) -> None:
        """Do not let the process go for want of work."""
        if self._leave is not None:
            self._leave.cancel()
            self._leave = None

    async def parse(self, body: bytes, url: str, content_type: str = "") -> ParsedFeed:
        """What parse_feed gives, or an error in words where the document broke the process."""
        task = msgspec.msgpack.encode(Task(body, url, content_type, self._cpu_seconds))
        async with self._turn:
            self._keep()
            done = False
            try:
                answer = await self._exchange(task)
                done = True
            except (asyncio.IncompleteReadError, ConnectionError):
                return ParsedFeed(error="too costly to read: the document was given up")
            except OSError:
                return ParsedFeed(error="this machine could not start a process to read it")
            finally:
                if done:
                    self._leave = asyncio.get_running_loop().call_later(self._idle, self._let_go)
                else:  # broken, or cancelled between question and answer: not to be used again
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
        "-P",  # nothing in the folder where the program is called is taken for a module
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
