"""The table of probes: sentences of our own, each with the status that the guidelines give it.

`probes/feeds.toml` holds the topics as a user would write them; each other file of the folder holds, by topic
(and by question, where a topic has several) and by status, the sentences. A sentence that ends in a full stop
is read as one of an item's text, any other as a headline; "headline || text" is both. "[or delayed, none]"
after a sentence names what else counts as right. A sentence that begins with "~" is not yet read right.
"""

from __future__ import annotations

import re
import sys
import tomllib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from functools import cache
from pathlib import Path

from monitor.config import load_config
from monitor.model import Config, Item, Signal
from monitor.reading.document import read_document
from monitor.reading.read import Reader, signals

FOLDER = Path(__file__).parent / "probes"
AT = datetime(2031, 5, 6, 12, tzinfo=UTC)
NONE = "none"
MISSED = "~ "
_ACCEPT = re.compile(r" \[or ([a-z, -]+)\]$")


@dataclass(frozen=True, slots=True)
class Probe:
    """One sentence, the question it is read against, and the readings that are right."""

    topic: str
    question: str
    text: str
    right: tuple[str, ...]
    missed: bool

    def __str__(self) -> str:
        return f"{self.topic}: {self.text} ({' or '.join(self.right)})"


@cache
def config() -> Config:
    """The topics of all probes."""
    return load_config(FOLDER / "feeds.toml")


def probes() -> Iterator[Probe]:
    """Every probe of the folder, in the order of the files."""
    first = {topic.id: topic.questions[0].id for topic in config().topics}
    for path in sorted(FOLDER.glob("*.toml")):
        if path.name == "feeds.toml":
            continue
        for topic, held in tomllib.loads(path.read_text(encoding="utf-8")).items():
            for key, value in held.items():
                if isinstance(value, dict):
                    for status, texts in value.items():
                        yield from (_probe(topic, key, status, text) for text in texts)
                else:
                    yield from (_probe(topic, first[topic], key, text) for text in value)


def _probe(topic: str, question: str, status: str, text: str) -> Probe:
    missed = text.startswith(MISSED)
    plain = text.removeprefix(MISSED)
    accept = _ACCEPT.search(plain)
    others = accept.group(1).split(", ") if accept else []
    return Probe(topic, question, _ACCEPT.sub("", plain), (status, *others), missed)


def item(text: str) -> Item:
    """The item that a probe stands for: its headline, its text or both."""
    title, _, body = text.partition(" || ")
    if not body and title.endswith("."):
        title, body = "", title
    return Item(1, "probe", "Wire", "https://wire.example/1", title, body, AT, AT, AT)


def reading(probe: Probe) -> Signal | None:
    """What the reader says on the probe's question.

    A sentence that says something is read as one on its topic; one that says nothing may fall away before.
    """
    one = _reader(probe.topic)
    topic = one.topics[probe.topic]
    made = item(probe.text)
    if probe.right[0] == NONE:
        found: Iterable[Signal] = one.read(made, config().feeds[0]).signals
    else:
        found = signals(read_document(made), [topic], config().feeds[0])
    return next((signal for signal in found if signal.question == probe.question), None)


@cache
def _reader(topic: str) -> Reader:
    """A reader of one topic alone."""
    whole = config()
    return Reader(replace(whole, topics=tuple(one for one in whole.topics if one.id == topic)))


def status(signal: Signal | None) -> str:
    """The status of a signal as the table writes it."""
    return str(signal.status) if signal is not None else NONE


def main() -> None:
    """Print every probe that is read wrong, with the rule and the cues, and how many there are."""
    table = list(probes())
    wrong = 0
    for probe in table:
        signal = reading(probe)
        got = status(signal)
        if got in probe.right:
            if probe.missed:
                print(f"READ RIGHT NOW  {probe}")
            continue
        wrong += 1
        why = ""
        if signal is not None:
            why = f"{signal.rule}: " + ", ".join(f"{cue.text}={cue.kind}" for cue in signal.cues)
        print(f"{'known ' if probe.missed else ''}{got:12} {probe}  [{why}]")
    print(f"{len(table) - wrong} of {len(table)} right, {1 - wrong / len(table):.3f}")


if __name__ == "__main__":
    sys.exit(main())
