"""The words of a sentence as the grammar of numbers reads them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from monitor.reading.numbers_words import SCALES
from monitor.text import Token


@dataclass(frozen=True, slots=True)
class Piece:
    """A word as the grammar reads it: "half-point" is taken apart, a name like "F-16s" is not."""

    text: str  # lower case
    token: int


def pieces(tokens: Sequence[Token]) -> list[Piece]:
    """The pieces of a sentence."""
    made: list[Piece] = []
    for index, token in enumerate(tokens):
        if _left_out(tokens, index):
            continue
        text = token.lower.replace("\u2019", "'")
        if text == "000" and made and made[-1].text.isdecimal() and made[-1].token == index - 1:
            made[-1] = Piece(f"{made[-1].text}000", index)  # "20 000", as much of the continent writes it
            continue
        made.extend(Piece(part, index) for part in _parts(text) if part)
    return made


_SCALED = re.compile(r"([a-z]{1,3})(-)(\d+)([a-z]{1,3})?")
"""What follows the first number of "15m-20m", which is one word to the eye that parts sentences."""


def _parts(text: str) -> Sequence[str]:
    if "-" not in text[1:]:
        return (text,)
    if text.replace("-", "").isalpha():
        return text.split("-")
    found = _SCALED.fullmatch(text)
    if found and found[1] in SCALES and (found[4] is None or found[4] in SCALES):
        return [part for part in found.groups() if part]
    return (text,)


_DOLLARS = frozenset({"us", "a", "c", "nz", "hk", "s", "u.s."})


def _left_out(tokens: Sequence[Token], index: int) -> bool:
    """The country before a dollar sign ("US$20") and the hyphen between a number and its scale
    ("$20-billion") say nothing about the amount."""
    token = tokens[index]
    following = tokens[index + 1] if index + 1 < len(tokens) else None
    if following is None or token.end != following.start:
        return False
    if following.text == "$":
        return token.lower in _DOLLARS
    return (
        token.text == "-" and index > 0 and tokens[index - 1].text[0].isdigit() and following.lower in SCALES
    )
