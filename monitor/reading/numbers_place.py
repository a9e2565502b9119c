"""A quantity in its line, and the clause around it."""

from __future__ import annotations

import itertools
from collections.abc import Sequence
from dataclasses import dataclass

from monitor.reading.document import Line
from monitor.reading.numbers_asked import Asked
from monitor.reading.numbers_grammar import Quantity
from monitor.reading.numbers_pieces import Piece
from monitor.text import Token

REACH = 30
"""Tokens on either side of a number that its clause may span."""
MARKS = frozenset({",", ";", ":", ".", "—", "–", "“", '"', "…"})
JOINTS = frozenset("while but whereas although which".split())


@dataclass(frozen=True, slots=True)
class Place:
    """A quantity in its line: the pieces around it and what the question counts."""

    line: Line
    words: Sequence[Piece]
    texts: Sequence[str]  # of `words`
    quantity: Quantity
    last: int  # one past its last token, the unit included
    asked: Asked

    def clause(self) -> list[Token]:
        """The tokens between the marks on either side."""
        tokens = self.line.tokens
        start, end = self.words[self.quantity.start].token, self.last
        first, last = max(0, start - REACH), min(len(tokens), end + REACH)
        while start > first and tokens[start - 1].text not in MARKS and tokens[start - 1].lower not in JOINTS:
            start -= 1
        own = end  # "the $5 billion which it was to raise"
        while end < last and tokens[end].text not in MARKS:
            if tokens[end].lower in JOINTS and not (end == own and tokens[end].lower == "which"):
                break
            end += 1
        return list(tokens[start:end])


def clause_before(texts: Sequence[str], at: int) -> list[str]:
    """The words of the clause before a place."""
    start = at
    while start and texts[start - 1] not in (*MARKS, "-") and at - start < 14:
        start -= 1
    return list(texts[start:at])


def is_total(place: Place) -> bool:
    """Whether it is said to be all there are: "bringing the total to 600"."""
    before = place.texts[max(0, place.quantity.start - 8) : place.quantity.start]
    after = [token.lower for token in place.line.tokens[place.last : place.last + 8]]
    return any(pair == ("the", "total") for pair in itertools.pairwise(before)) or any(
        pair in (("in", "all"), ("in", "total")) for pair in itertools.pairwise(after)
    )
