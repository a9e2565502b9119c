"""The parliaments, chambers and committees among those who decide."""

from __future__ import annotations

from monitor.model import Topic
from monitor.reading.will.cues import Lexicon
from monitor.text import stem

_CHAMBERS = (("senate", "house"), ("house", "senate"), ("commons", "lords"), ("lords", "commons"))


def only_chamber(topic: Topic) -> str:
    """A chamber that is among those who decide while its sister is not; the White House is none."""
    deciding = {key for term in topic.deciders.alternatives for key in _chambers_named(term.text)}
    for chamber, sister in _CHAMBERS:
        if stem(chamber) in deciding and stem(sister) not in deciding:
            return "=" + chamber
    return ""


def parliament_sits(topic: Topic, base: Lexicon) -> bool:
    """Whether a parliament is among those who decide."""
    return any(
        key in base.words.parliaments
        for term in topic.deciders.alternatives
        for key in _chambers_named(term.text)
    )


def _chambers_named(name: str) -> set[str]:
    """Stems of the words of a decider's name, "house" only where it is a chamber of its own."""
    lower = name.lower()
    housed = lower in {"white house", "state house", "house of commons", "house of lords"}
    return {stem(word) for word in lower.split() if word != "house" or not housed}


def bodies_meant(topic: Topic) -> frozenset[str]:
    """Bodies that an abbreviation among the deciders may stand for: the C of FOMC is a committee."""
    short = [term.text for term in topic.deciders.alternatives if term.text.isupper() and len(term.text) > 2]
    return frozenset(
        map(stem, ("committee", "commission", "council")) if any(text.endswith("C") for text in short) else ()
    )
