"""Number words of English and of newswire shorthand, shared by the readers of dates and of numbers."""

from __future__ import annotations

from collections.abc import Sequence

_UNITS = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen "
    "sixteen seventeen eighteen nineteen"
).split()
_TENS = "twenty thirty forty fifty sixty seventy eighty ninety".split()

SMALL: dict[str, int] = {word: value for value, word in enumerate(_UNITS)}
SMALL |= {word: 10 * (place + 2) for place, word in enumerate(_TENS)}
"""Words below a hundred."""

SCALES: dict[str, float] = {
    "hundred": 1e2,
    "thousand": 1e3,
    "k": 1e3,
    "million": 1e6,
    "mln": 1e6,
    "mil": 1e6,
    "mn": 1e6,
    "m": 1e6,
    "lakh": 1e5,
    "crore": 1e7,
    "billion": 1e9,
    "bln": 1e9,
    "bn": 1e9,
    "b": 1e9,
    "trillion": 1e12,
    "trn": 1e12,
    "tn": 1e12,
    "t": 1e12,
}
"""What a word after a number multiplies it by. Single letters only count when they touch the number."""

ORDINALS: dict[str, int] = {
    word: place
    for place, word in enumerate(
        "first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth".split(), 1
    )
}


def digits(text: str) -> float | None:
    """The value of "2,500", "3.5" or, in Indian groups, "4,69,202"; None for times ("10:30")."""
    if ":" in text or text.count(".") > 1:
        return None
    if "," in text:
        head, *groups = text.split(".")[0].split(",")
        sizes = [len(group) for group in groups]
        if sizes[-1] < 3 and not groups[1:] and "." not in text:
            return float(text.replace(",", "."))  # "2,3 billion", as much of the continent writes it
        indian = sizes[-1] == 3 and all(size == 2 for size in sizes[:-1])  # "4,69,202"
        if not (1 <= len(head) <= 3) or not (indian or all(size == 3 for size in sizes)):
            return None
    return float(text.replace(",", ""))


def whole(words: Sequence[str], start: int) -> tuple[int, int] | None:
    """A small whole number at `start` in digits or words ("six", "twenty-one", "10"), with where it ends."""
    if start >= len(words):
        return None
    word = words[start]
    if word.isdecimal() and len(word) <= 4:
        return int(word), start + 1
    value = SMALL.get(word)
    if value is None:
        return None
    end = start + 1
    if value >= 20:
        if end < len(words) and words[end] == "-":
            end += 1
        unit = SMALL.get(words[end], 0) if end < len(words) else 0
        if 1 <= unit <= 9:
            return value + unit, end + 1
        end = start + 1
    return value, end
