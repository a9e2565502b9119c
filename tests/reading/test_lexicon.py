"""The lexicon has no dead entries: each phrase stands once, and test sentences use it."""

from __future__ import annotations

import ast
import json
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

from benchmarks.reading import SCENARIOS
from monitor.reading.will.cues import GAP, lexicon
from monitor.text import tokens
from tests.reading.probes import item, probes

USED = 0.63
"""The share of phrases that stand in a sentence of the tests."""


def sentences() -> Iterator[str]:
    """Every sentence that the tests of reading hold: probes, tables of cases, scenarios."""
    for probe in probes():
        made = item(probe.text)
        yield from (made.title, made.text)
    for path in Path(__file__).parent.glob("test_*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Constant) and isinstance(node.value, str) and " " in node.value:
                yield node.value
    for path in SCENARIOS.glob("*/items.jsonl"):
        for line in path.read_text(encoding="utf-8").splitlines():
            told = json.loads(line)
            yield from (told["title"], told["summary"])


def test_no_phrase_is_listed_twice() -> None:
    """Neither in other inflections, nor without the gap that may be empty."""
    listed = defaultdict(list)
    for phrase in lexicon().phrases:
        words = tuple(key for key in phrase.keys if key != GAP)
        listed[words].append(f"{phrase.kind}: {phrase.source}")
    assert [texts for texts in listed.values() if len(texts) > 1] == []


def test_phrases_stand_in_sentences() -> None:
    used = {(hit.kind, hit.phrase) for text in sentences() for hit in lexicon().scan(tokens(text))}
    every = {(phrase.kind, phrase.source) for phrase in lexicon().phrases}
    idle = sorted(every - used)
    assert {kind for kind, _ in every} == {kind for kind, _ in every & used}
    assert 1 - len(idle) / len(every) >= USED, idle
