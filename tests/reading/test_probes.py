"""The table of probes: idioms and constructions of English news, each read as the guidelines say."""

from __future__ import annotations

from collections import Counter

from monitor.model import Status
from tests.reading.probes import NONE, Probe, probes, reading, status

FLOOR = 0.92
"""The share of probes that is read right; `python -m tests.reading.probes` prints it, and the others."""
FEWEST = 2000
"""Probes that the table holds at least."""


def test_probes_are_read_as_labelled() -> None:
    """All but those marked "~": mend what reads them wrong, or mark them as known."""
    wrong: list[Probe] = [probe for probe in probes() if status(reading(probe)) not in probe.right]
    assert [f"{status(reading(probe))} for {probe}" for probe in wrong if not probe.missed] == []
    share = 1 - len(wrong) / len(list(probes()))
    assert share >= FLOOR, "\n".join(map(str, wrong))


def test_the_table_is_broad_and_without_doubles() -> None:
    table = list(probes())
    counted = Counter((probe.topic, probe.question, probe.text) for probe in table)
    assert [key for key, times in counted.items() if times > 1] == []
    assert len(table) >= FEWEST
    labels = Counter(probe.right[0] for probe in table)
    assert set(labels) == {NONE, *map(str, set(Status) - {Status.OPEN})}
    assert min(labels.values()) >= 30
