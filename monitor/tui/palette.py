"""The command palette: the commands of the screen that is open, by name."""

from __future__ import annotations

from functools import partial

from textual.command import DiscoveryHit, Hit, Hits, Provider

from monitor.tui import keys


class Commands(Provider):
    """Every command of the declaration that the screen knows."""

    def _known(self) -> list[keys.Command]:
        scope = getattr(self.screen, "SCOPE", "")
        return [c for c in keys.COMMANDS if scope in c.scopes and c.group != keys.MOVE and c.id != "palette"]

    async def discover(self) -> Hits:
        """All of them, before a word is typed."""
        for command in self._known():
            yield DiscoveryHit(_title(command), partial(self._run, command), help=command.help)

    async def search(self, query: str) -> Hits:
        """Those that fit what is typed."""
        matcher = self.matcher(query)
        for command in self._known():
            score = matcher.match(f"{command.label} {command.help}")
            if score > 0:
                yield Hit(
                    score, matcher.highlight(_title(command)), partial(self._run, command), help=command.help
                )

    async def _run(self, command: keys.Command) -> None:
        await self.screen.run_action(command.action)


def _title(command: keys.Command) -> str:
    shown = " ".join(keys.shown(key) for key in command.keys)
    return f"{command.label.capitalize()} ({shown})" if shown else command.label.capitalize()
