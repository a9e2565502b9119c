"""What a person is told about a reading."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from benchmarks.reading import GROUPS, SCENARIOS, scenarios
from monitor.archives import read_archives
from monitor.config import load_config
from monitor.explain import RULES, Passage, explain, marked, plain
from monitor.model import (
    Attribution,
    Config,
    Count,
    Days,
    Discarded,
    Grade,
    Item,
    Kind,
    Match,
    Question,
    Reading,
    Signal,
    Span,
    Status,
    Topic,
)
from monitor.reading.read import Reader

AT = datetime(2031, 5, 6, tzinfo=UTC)


def readings(folder: Path) -> tuple[Config, list[tuple[Item, Reading]]]:
    """Every item of a scenario as read."""
    config = load_config(folder / "topic.toml")
    archived, config = read_archives([folder / "items.jsonl"], config, lambda _: None)
    reader = Reader(config)
    read = []
    for one in archived:
        item = Item(0, one.id, one.feed, "", one.entry.title, one.entry.text, one.at, one.at, one.at)
        read.append((item, reader.read(item, config.feed(one.feed))))
    return config, read


@pytest.fixture(scope="module")
def contractors() -> tuple[Config, dict[str, tuple[Item, Reading]]]:
    config, read = readings(SCENARIOS / "contractors")
    return config, {item.guid: (item, reading) for item, reading in read}


def test_a_match_names_its_words_and_each_question_is_answered(
    contractors: tuple[Config, dict[str, tuple[Item, Reading]]],
) -> None:
    config, read = contractors
    item, reading = read["c005"]
    sections = explain(item, reading, config)
    assert sections[0].heading == config.topics[0].title
    assert [s.heading for s in sections[1:]] == [q.ask for q in config.topics[0].questions]
    assert "“contractors”" in sections[0].lines[0]
    assert sections[1].says == "unlikely"
    assert sections[2].says == "nothing"


def test_the_words_of_a_signal_are_the_items(
    contractors: tuple[Config, dict[str, tuple[Item, Reading]]],
) -> None:
    config, read = contractors
    for item, reading in read.values():
        for section in explain(item, reading, config):
            if section.passage is None:
                continue
            assert section.passage.text in item.document
            last = 0
            for start, end, kind in section.passage.marks:
                assert last <= start < end <= len(section.passage.text)
                assert kind
                last = end


def test_an_item_on_no_topic_says_so(contractors: tuple[Config, dict[str, tuple[Item, Reading]]]) -> None:
    config, read = contractors
    item, _ = read["c005"]
    (section,) = explain(item, Reading(), config)
    assert plain([section]) == ["On no topic", "  No topic's words occur together in its title or text."]


def test_who_said_it_is_told_in_words(contractors: tuple[Config, dict[str, tuple[Item, Reading]]]) -> None:
    config, read = contractors
    item, reading = read["c028"]
    text = "\n".join(plain(explain(item, reading, config)))
    assert "Said by people who are not named: “two officials”, 2 of them." in text


def test_what_was_given_up_is_told_in_words_and_not_where_it_says_the_same() -> None:
    item = Item(0, "", "Wire", "", "The port may open", "After the fair it may open.", AT, AT, AT)
    signal = Signal(
        topic="port",
        question="open",
        kind=Kind.WILL,
        attribution=Attribution.REPORT,
        quote=item.title,
        span=Span(0, 17),
        rule="possibility",
        status=Status.CONSIDERING,
        discarded=(
            Discarded(
                Span(33, 36),
                "considering (report)",
                "another assertion of the item is stronger",
                Status.CONSIDERING,
            ),
            Discarded(
                Span(33, 36),
                "expected (report)",
                "another assertion of the item is stronger",
                Status.EXPECTED,
            ),
        ),
    )
    dated = replace(
        signal,
        question="when",
        kind=Kind.WHEN,
        status=None,
        days=Days(None, date(2031, 9, 5)),
        discarded=(Discarded(Span(19, 33), "2031-09-03..", "held before"),),
    )
    counted = replace(
        signal,
        question="n",
        kind=Kind.HOW_MANY,
        status=None,
        count=Count(40, 40, "ships"),
        discarded=(Discarded(Span(19, 33), "36..108", "another number is better placed"),),
    )
    topic = Topic(
        "port",
        "The port",
        (),
        questions=(
            Question("port", "open", Kind.WILL, "Will it?"),
            Question("port", "when", Kind.WHEN, "When?"),
            Question("port", "n", Kind.HOW_MANY, "How many?"),
        ),
    )
    reading = Reading((Match("port", Grade.MATCH, 1.0, (), ""),), (signal, dated, counted))
    config = Config(path=Path("feeds.toml"), feeds=(), topics=(topic,))
    given_up = [section.discarded for section in explain(item, reading, config)[1:]]
    assert [[words.partition(",")[0] for words in lines] for lines in given_up] == [
        ["expected (report)"],
        ["from 3 Sep 2031"],
        ["36–108"],
    ]


def test_marks_are_written_into_the_sentence() -> None:
    passage = Passage("the port opens", ((4, 8, "event"), (9, 14, "decision")))
    assert marked(passage) == "the [port] [opens]"
    assert marked(passage, "<", ">") == "the <port> <opens>"
    assert marked(Passage("as it is")) == "as it is"


def test_every_rule_of_status_and_conditions_has_its_words() -> None:
    fired = {
        signal.rule
        for group in GROUPS.values()
        for folder in scenarios(group)
        for _, reading in readings(folder)[1]
        for signal in reading.signals
        if signal.kind in (Kind.WILL, Kind.WHAT)
    }
    assert fired <= set(RULES)
