"""Words that a search found, set off where they are shown."""

from __future__ import annotations

import re
from collections.abc import Iterable

from rich.style import Style
from rich.text import Text

from monitor.stems import stem

_WORD = re.compile(r"\w+")
_HIT = Style(reverse=True, bold=True)


class Hits:
    """The words of a search, compared by their stems as the index does; nothing is set off without words."""

    def __init__(self, words: Iterable[str] = ()) -> None:
        self._stems = frozenset(stem(word) for word in words)

    def set_off(self, made: Text) -> Text:
        """The same text, with the words that were found reversed."""
        if self._stems:
            for found in _WORD.finditer(made.plain):
                if stem(found.group().casefold()) in self._stems:
                    made.stylize(_HIT, found.start(), found.end())
        return made
