"""The one entry to reading: from an item to its matches and signals."""

from __future__ import annotations

from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from monitor.config import parse_config
from monitor.model import Attribution, Config, Count, Grade, Item, Reading, Status
from monitor.reading.read import READER_VERSION, Reader

AT = datetime(2031, 5, 6, 12, tzinfo=UTC)

FEEDS = """
[[feeds]]
name = "Wire"
url = "https://wire.example/rss"
tier = "wire"

[[feeds]]
name = "Only the port"
url = "https://port.example/rss"
tier = "media"
topics = ["port"]

[[topics]]
id = "port"
title = "Opening the port of Aldova"
about = ["port | harbour", "Aldova"]
never = "wine"
deciders = "Minister Harn | transport ministry"
opened = 2031-01-01

[[topics.questions]]
id = "open"
kind = "will"
ask = "Will the port be opened?"
yes = "open | reopen"
no = "close"

[[topics.questions]]
id = "when"
kind = "when"
ask = "When?"
of = "open"

[[topics.questions]]
id = "ships"
kind = "how-many"
ask = "How many ships?"
unit = "ship | vessel"

[[topics.questions]]
id = "terms"
kind = "what"
ask = "Under which conditions?"
about = "escort | insurance"

[[topics]]
id = "mine"
title = "The mine"
about = ["mine | lithium"]

[[topics.questions]]
id = "terms"
kind = "what"
ask = "Under which conditions?"
about = "permit"
"""


@pytest.fixture(scope="module")
def config() -> Config:
    return parse_config(FEEDS, Path("feeds.toml"))


@pytest.fixture(scope="module")
def reader(config: Config) -> Reader:
    return Reader(config)


def item(title: str, text: str = "", feed: str = "Wire") -> Item:
    return Item(1, "g1", feed, "https://wire.example/1", title, text, AT, AT, AT)


STORY = item(
    "Aldova to reopen port",
    "The transport ministry has decided to reopen the port of Aldova on June 12, it said on Tuesday. "
    "Up to 40 ships a day will be let in. Each of them must take an escort, two officials said.",
)


def test_every_kind_of_question_is_read(reader: Reader, config: Config) -> None:
    reading = reader.read(STORY, config.feed("Wire"))
    assert [(m.topic, m.grade) for m in reading.matches] == [("port", Grade.MATCH)]
    found = {signal.question: signal for signal in reading.signals}
    assert found["open"].status is Status.APPROVED
    assert found["open"].attribution is Attribution.OFFICIAL
    assert found["when"].days is not None
    assert found["when"].days.first == date(2031, 6, 12)
    assert found["ships"].count is not None
    assert found["ships"].count.high == 40
    assert found["terms"].condition == "Each of them must take an escort"
    assert (found["terms"].attribution, found["terms"].sources) == (Attribution.UNNAMED, 2)


def test_signals_quote_the_document_exactly(reader: Reader, config: Config) -> None:
    signals = reader.read(STORY, config.feed("Wire")).signals
    assert signals
    for signal in signals:
        assert STORY.document[signal.span.start : signal.span.end] == signal.quote
        assert signal.reader == READER_VERSION
        assert signal.rule
        for cue in signal.cues:
            assert STORY.document[cue.span.start : cue.span.end] == cue.text
        values = [signal.status, signal.days, signal.count, signal.condition]
        assert sum(value is not None for value in values) == 1


@pytest.mark.parametrize(
    ("title", "text", "feed"),
    [
        ("Aldova elects a mayor", "", "Wire"),
        ("Port wine from Aldova", "", "Wire"),
        ("", "", "Wire"),
        ("The lithium mine", "", "Only the port"),
    ],
)
def test_items_on_no_topic(reader: Reader, config: Config, title: str, text: str, feed: str) -> None:
    assert reader.read(item(title, text, feed), config.feed(feed)) == Reading()


def test_item_that_takes_no_position_is_a_match_without_signals(reader: Reader, config: Config) -> None:
    reading = reader.read(item("The lithium mine, a history"), config.feed("Wire"))
    assert [m.topic for m in reading.matches] == ["mine"]
    assert reading.signals == ()


def test_reading_is_the_same_every_time(reader: Reader, config: Config) -> None:
    first = reader.read(STORY, config.feed("Wire"))
    assert reader.read(STORY, config.feed("Wire")) == first
    assert Reader(config).read(STORY, config.feed("Wire")) == first


def test_text_given_by_hand(reader: Reader) -> None:
    made, reading = reader.read_text("The port of Aldova will reopen next month, Minister Harn said.", AT)
    found = {signal.question: signal for signal in reading.signals}
    assert found["open"].status is Status.EXPECTED
    assert found["open"].attribution is Attribution.OFFICIAL
    assert found["when"].days is not None
    assert (found["when"].days.first, found["when"].days.last) == (date(2031, 6, 1), date(2031, 6, 30))
    assert made.document[found["open"].span.start : found["open"].span.end] == found["open"].quote


def test_text_given_by_hand_for_a_topic_that_it_does_not_name(reader: Reader) -> None:
    assert reader.read_text("It will reopen in June.", AT)[1] == Reading()
    _, reading = reader.read_text("It will reopen in June.", AT, topics=["port"])
    assert [(m.topic, m.why) for m in reading.matches] == [("port", "asked for")]
    assert {s.question for s in reading.signals} >= {"open"}


def test_version_is_short_and_stable() -> None:
    assert len(READER_VERSION) == 8
    int(READER_VERSION, 16)


def test_of_a_digest_only_the_paragraphs_on_the_topic_are_read(reader: Reader, config: Config) -> None:
    other = "The trams of Skarn will be closed to 90 ship's crews on June 3.\n" * 9
    on_topic = "The port of Aldova could open, officials said. Room is there for 40 ships."
    digest = item("Aldova at a glance", f"{other}{on_topic}\n{other}")
    told = {signal.question: signal for signal in reader.read(digest, config.feed("Wire")).signals}
    assert told["open"].status is Status.CONSIDERING
    assert told["ships"].count == Count(40, 40, "ships")
    assert "when" not in told
