"""The command palette: the commands of the screen that is open, by name."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, cast

from textual.command import DiscoveryHit, Hit, Hits, Provider

from monitor.tui import keys

if TYPE_CHECKING:
    from monitor.tui.app import MonitorApp


class Commands(Provider):
    """Every command of the declaration that the screen knows."""

    def _known(self) -> list[keys.Command]:
        scope = getattr(self.screen, "SCOPE", "")
        return [c for c in keys.COMMANDS if scope in c.scopes and c.group != keys.MOVE and c.id != "palette"]

    async def discover(self) -> Hits:
        """All of them, before a word is typed."""
        for command in self._known():
            yield DiscoveryHit(self._title(command), partial(self._run, command), help=command.help)

    async def search(self, query: str) -> Hits:
        """Those that fit what is typed."""
        matcher = self.matcher(query)
        for command in self._known():
            score = matcher.match(f"{command.label} {command.help}")
            if score > 0:
                yield Hit(
                    score,
                    matcher.highlight(self._title(command)),
                    partial(self._run, command),
                    help=command.help,
                )

    async def _run(self, command: keys.Command) -> None:
        await self.screen.run_action(command.action)

    def _title(self, command: keys.Command) -> str:
        """The command and its keys, as they are mapped."""
        shown = " ".join(
            keys.shown(key) for key in keys.keys_of(command, cast("MonitorApp", self.app).keymap)
        )
        return f"{command.label.capitalize()} ({shown})" if shown else command.label.capitalize()
