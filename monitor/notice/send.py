"""The senders: each takes a notice to one place. What goes out is clean text on its way in already."""

from __future__ import annotations

import asyncio
import contextlib
import html
import importlib
import os
import re
from collections.abc import Callable, Sequence
from typing import Any

import msgspec

from monitor.model import Change, NoticeRule, Sound
from monitor.notice.rules import Notice, kinds_of
from monitor.records import change_record
from monitor.text import clean_line

PATIENCE = 30.0
"""Seconds after which a command or a service is given up."""

_VARIABLE = re.compile(r"\$(?:\{(\w+)\}|(\w+))")


class NoticeError(Exception):
    """A notice that did not go out; the message says how and why, and holds no secret."""


Write = Callable[[str], object]
"""Puts characters on the terminal as they are."""


async def send(rule: NoticeRule, notice: Notice, terminal: Write | None) -> list[str]:
    """Take a notice everywhere a rule says; gives what did not go out, in words.

    `terminal` is None where there is none: the bell and what the terminal would show are left out then.
    """
    problems = []
    if terminal is not None:
        terminal("".join(sequence(sound, notice) for sound in rule.by))
    jobs = []
    if Sound.NOTIFY_SEND in rule.by:
        jobs.append(run(desktop_command(notice), b""))
    if rule.command:
        jobs.append(run_for_each(rule.command, notice.changes))
    if rule.apprise:
        jobs.append(by_apprise(rule.apprise, notice))
    for result in await asyncio.gather(*jobs, return_exceptions=True):
        if isinstance(result, NoticeError):
            problems.append(str(result))
        elif isinstance(result, BaseException):
            raise result
    return problems


def sequence(sound: Sound, notice: Notice, *, tmux: bool | None = None) -> str:
    """What a terminal understands as this; empty for what it does not do itself.

    Inside tmux a notification is wrapped, so that tmux hands it on (`set -g allow-passthrough on`).
    """
    title = clean_line(notice.title, 200)
    body = clean_line(notice.body, 400)
    match sound:
        case Sound.BELL:
            return "\a"
        case Sound.OSC9:
            made = f"\x1b]9;{title}: {body}\a"
        case Sound.OSC777:
            made = f"\x1b]777;notify;{title.replace(';', ',')};{body.replace(';', ',')}\a"
        case _:
            return ""
    if bool(os.environ.get("TMUX")) if tmux is None else tmux:
        return f"\x1bPtmux;{made.replace(chr(27), chr(27) * 2)}\x1b\\"
    return made


def desktop_command(notice: Notice) -> tuple[str, ...]:
    """notify-send with a notice; the desktop takes the body for markup, so it is escaped."""
    body = html.escape(notice.body, quote=False)
    return ("notify-send", "--app-name=Policy monitor", "--", notice.title, body)


async def run_for_each(command: Sequence[str], changes: Sequence[Change]) -> None:
    """Run a command once for each change, oldest first, with the change as JSON on its input."""
    for change in changes:
        await run(command, change_json(change))


def change_json(change: Change) -> bytes:
    """A change as a command gets it: as `monitor changes --json` prints it, with its kinds."""
    record = {"id": change.id, **change_record(change), "cause": change.cause, "items": change.items}
    return msgspec.json.encode({**record, "kinds": sorted(kinds_of(change))}) + b"\n"


async def run(command: Sequence[str], given: bytes) -> None:
    """Run a program without a shell. Raises NoticeError where it is not there, fails or takes too long."""
    pipe, null = asyncio.subprocess.PIPE, asyncio.subprocess.DEVNULL
    try:
        process = await asyncio.create_subprocess_exec(*command, stdin=pipe, stdout=null, stderr=pipe)
    except OSError as error:
        raise NoticeError(f"{command[0]} cannot be run: {error.strerror}") from error
    try:
        async with asyncio.timeout(PATIENCE):
            _, said = await process.communicate(given)
    except TimeoutError:
        raise NoticeError(f"{command[0]} was given up after {PATIENCE:.0f} seconds") from None
    finally:
        if process.returncode is None:
            with contextlib.suppress(ProcessLookupError):
                process.kill()
            await process.wait()
    if process.returncode:
        words = clean_line(said.decode(errors="replace"), 200)
        raise NoticeError(f"{command[0]} ended with {process.returncode}{': ' if words else ''}{words}")


async def by_apprise(url: str, notice: Notice) -> None:
    """Hand a notice to an Apprise service. Raises NoticeError; never shows the URL, which may hold a key."""
    service = url.partition("://")[0]
    try:
        apprise: Any = importlib.import_module("apprise")
    except ImportError as error:
        raise NoticeError("`apprise` is not installed: pip install 'policy-monitor[apprise]'") from error
    sender = apprise.Apprise()
    if not sender.add(filled(url)):
        raise NoticeError(f"Apprise does not understand the {service}:// address of the rule")
    try:
        async with asyncio.timeout(PATIENCE):
            done = await sender.async_notify(body=notice.body, title=notice.title)
    except TimeoutError:
        raise NoticeError(f"{service}:// was given up after {PATIENCE:.0f} seconds") from None
    if not done:
        raise NoticeError(f"{service}:// did not take the notice")


def filled(url: str) -> str:
    """The URL with variables of the environment in place. Raises NoticeError where one is not set."""

    def value(found: re.Match[str]) -> str:
        name = found[1] or found[2]
        if name not in os.environ:
            raise NoticeError(f"the variable {name}, which an Apprise URL names, is not set")
        return os.environ[name]

    return _VARIABLE.sub(value, url)
