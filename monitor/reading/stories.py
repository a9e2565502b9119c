"""Which items are copies of one text: a wire report under other headlines, a syndicated article.

Two reports of one event in words of their own are two stories. What decides is therefore the text: how many
runs of three words two items share. Headlines decide only where a text is missing. Set-wise comparison of
headlines (rapidfuzz's token_set_ratio) is no help: it takes every headline for a copy of a longer one.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from functools import lru_cache
from heapq import nsmallest
from zlib import crc32

from rapidfuzz.fuzz import token_sort_ratio

from monitor.model import Item
from monitor.stems import stem

WINDOW = timedelta(days=4)
"""Copies of a report come out within days of it."""

_OPENING = 900
"""Characters of a text that are compared: where one feed cuts a report short, its beginning remains."""
_BRIEF = 120
"""Characters of a text whose numbers tell two days of a series apart."""
_RUN = 3
"""Words in a run."""
_SKETCH = 12
"""Runs by which an item is filed: those of the lowest hash, so that two copies pick the same ones."""
_TITLE_KEYS = 3
"""Words of a headline, the rarest, by which its neighbours are looked up."""
_COMMON = 200
"""A key that this many items hold leads nowhere."""
_LOOKED_AT = 8
"""Neighbours that are compared in full: those with most keys in common."""

_ENOUGH = 8
"""Runs below which a text is too short to tell."""
_SHARED = 0.5
"""Least share of the shorter text's runs that the other must hold."""
_OVERLAP = 0.3
"""Least share of all runs that both must hold: a sentence quoted by a long article is no copy of it."""
_SERIES = 0.6
"""The same within one feed, where a series repeats its frame each day."""
_EXCERPT = 0.8
"""Share of the shorter text's runs from which the other's length does not matter."""
_ALIKE = 90.0
"""Least likeness of headlines, of 100, where there is no text to compare."""
_RELATED = 45.0
"""Least likeness of the headlines above an excerpt and its whole."""

_WORD = re.compile(r"[^\W_]+")
_NUMBER = re.compile(r"\d+")

Run = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Print:
    """What is kept of an item to know its copies by."""

    story: int
    feed: str
    at: datetime
    title: str  # lower case, the words alone
    numbers: frozenset[str]  # of headline and opening: "day 500" and "day 501" are two
    runs: frozenset[Run]  # of the text's opening
    words: frozenset[str]  # stems of the headline's longer words
    sketch: tuple[int, ...]

    @property
    def keys(self) -> tuple[str | int, ...]:
        """All that the item is filed by."""
        return (*self.words, *self.sketch)


class StoryIndex:
    """The items of the last days, by what they have in common with their copies."""

    def __init__(self) -> None:
        self._prints: dict[int, _Print] = {}
        self._filed: dict[str | int, list[int]] = {}
        self._next = 0
        self._last: tuple[Item, _Print] | None = None  # find and add are mostly asked of the same item

    def find(self, item: Item) -> int | None:
        """The story of which the item is a copy; None where it is the first of its own."""
        made = self._print(item)
        best: tuple[float, int] | None = None
        for number in self._neighbours(made):
            other = self._prints[number]
            if abs(other.at - made.at) <= WINDOW:
                likeness = _likeness(made, other)
                if likeness and (best is None or likeness > best[0]):
                    best = (likeness, other.story)
        return best[1] if best else None

    def add(self, item: Item, story: int) -> None:
        """Remember an item as one of a story."""
        made = self._print(item)
        number = self._next
        self._next += 1
        self._prints[number] = replace(made, story=story)
        for key in made.keys:
            self._filed.setdefault(key, []).append(number)

    def forget(self, before: datetime) -> None:
        """Drop what was published before a moment."""
        gone = {number for number, kept in self._prints.items() if kept.at < before}
        if not gone:
            return
        touched = {key for number in gone for key in self._prints[number].keys}
        for key in touched:
            left = [number for number in self._filed[key] if number not in gone]
            if left:
                self._filed[key] = left
            else:
                del self._filed[key]
        for number in gone:
            del self._prints[number]

    def __len__(self) -> int:
        return len(self._prints)

    def _print(self, item: Item) -> _Print:
        if self._last is None or self._last[0] is not item:
            self._last = (item, _make_print(item))
        return self._last[1]

    def _neighbours(self, made: _Print) -> Iterable[int]:
        """The items that share keys with this one, those with most in common first."""
        filed = sorted((self._filed[key] for key in made.words if key in self._filed), key=len)[:_TITLE_KEYS]
        filed += [self._filed[key] for key in made.sketch if key in self._filed]
        shared = Counter(number for found in filed if len(found) < _COMMON for number in found)
        return (number for number, _ in shared.most_common(_LOOKED_AT))


def _likeness(a: _Print, b: _Print) -> float:
    """How surely two items are copies; 0 where they are not."""
    fewer = min(len(a.runs), len(b.runs))
    if fewer >= _ENOUGH:
        both = len(a.runs & b.runs)
        share = both / fewer
        if share < _SHARED:
            return 0.0
        overlap = both / (len(a.runs) + len(b.runs) - both)
        if a.feed == b.feed:
            return share if overlap >= _SERIES and a.numbers == b.numbers else 0.0
        if overlap >= _OVERLAP:
            return share
        return share if share >= _EXCERPT and token_sort_ratio(a.title, b.title) >= _RELATED else 0.0
    if a.numbers != b.numbers or min(len(a.title), len(b.title)) < 20:
        return 0.0
    if a.feed == b.feed and (a.title, a.runs) != (b.title, b.runs):
        return 0.0
    alike = token_sort_ratio(a.title, b.title, score_cutoff=_ALIKE)
    return alike / 100


def _make_print(item: Item) -> _Print:
    words = _WORD.findall(item.text[:_OPENING].lower())
    runs = list(zip(*(words[n:] for n in range(_RUN)), strict=False))
    title = _WORD.findall(item.title.lower())
    numbers = frozenset(_NUMBER.findall(f"{item.title} {item.text[:_BRIEF]}"))
    hashes = [_number(word) for word in words]
    mixed = [(a * 31 + b) * 31 + c for a, b, c in zip(hashes, hashes[1:], hashes[2:], strict=False)]
    sketch = nsmallest(_SKETCH, set(mixed))
    long_words = frozenset(stem(word) for word in title if len(word) > 3)
    return _Print(0, item.feed, item.at, " ".join(title), numbers, frozenset(runs), long_words, tuple(sketch))


@lru_cache(maxsize=65_536)
def _number(word: str) -> int:
    """A number for a word, the same in every process."""
    return crc32(word.encode())
