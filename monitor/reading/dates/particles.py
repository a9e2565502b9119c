"""Words that make another one of the verb beside them: "put it back on the agenda", "run out of coal"."""

from __future__ import annotations

from monitor.text import Token, stem

_PUTS = frozenset(
    map(stem, "get put hold push pull come go bring step roll scale set move fall draw".split())
)
_RUN_OFF = frozenset("out short low dry into against aground".split())
"""What follows a "run" that is no operation: not "trains will run for the first time in June"."""


def is_particle(line: tuple[Token, ...], place: int) -> bool:
    """Whether a word has another sense beside the one next to it: "get back on track", "run out of coal"."""
    if line[place].stem == "run":
        return line[place + 1].lower in _RUN_OFF if place + 1 < len(line) else False
    if line[place].lower != "back":
        return False
    beside = line[max(0, place - 2) : place]
    following = line[place + 1].lower if place + 1 < len(line) else ""
    return following in {"on", "in", "at", "to", "from", "into"} or any(t.stem in _PUTS for t in beside)
