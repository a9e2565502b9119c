"""Items on a thing with a name of its own, and items on what merely competes with it."""

from datetime import UTC, datetime
from pathlib import Path

import pytest

from monitor.config import parse_config
from monitor.model import Feed, Grade, Item, Tier
from monitor.reading.document import read_document
from monitor.reading.topics import TopicIndex

NOW = datetime(2031, 3, 2, tzinfo=UTC)
WIRE = Feed("Wire", "https://wire.example/rss", Tier.WIRE)
STAR = Feed("The Star of Norland", "https://star.example/rss", Tier.MEDIA)

TOPICS = {
    topic.id: topic
    for topic in parse_config(
        """
[[topics]]
id = "drug"
title = "Pelmab before the regulators"
about = ["Pelmab | Orvane", "FDA | EMA | regulator | approve | patient"]
deciders = "FDA | EMA"
[[topics.questions]]
id = "approve"
kind = "will"
ask = "Will the FDA approve Pelmab?"
yes = "approve | clear"
[[topics.questions]]
id = "many"
kind = "how-many"
ask = "How many people will be on it?"
unit = "patient | people"

[[topics]]
id = "quarry"
title = "The slate quarry at Skarn"
about = ["Norland | Skarn", "quarry | slate"]
deciders = "president | cabinet | assembly"
[[topics.questions]]
id = "restart"
kind = "will"
ask = "Will the quarry be allowed to restart?"
yes = "restart | reopen"
no = "close | shut"
""",
        Path("feeds.toml"),
    ).topics
}


def grade(topic: str, title: str, text: str, feed: Feed) -> Grade | None:
    item = Item(0, "", feed.name, "", title, text, NOW, NOW, NOW)
    found = TopicIndex([TOPICS[topic]]).match(read_document(item), feed)
    return found[0].grade if found else None


@pytest.mark.parametrize(
    ("topic", "title", "text", "feed"),
    [
        # the name of the thing in the headline, and the other words in one sentence with it
        ("drug", "Orvane keeps its target as shares slip", "It sees 900 patients on Pelmab by May.", WIRE),
        ("drug", "Orvane slips on slow start", "Doctors have put patients on Pelmab since June.", WIRE),
        # a number of what is asked for
        ("drug", "Orvane chief: 900 people have started Pelmab", "Growth is steady, she said.", WIRE),
        ("drug", "Pelmab slows malaria", "It was tried on nearly 1,800 people in six towns.", WIRE),
        # the feed's name says where; someone in authority tells of what is asked
        ("quarry", "President lets lorries through", "He spoke of slate, and of a restart in May.", STAR),
        ("quarry", "Cabinet to meet over reopening", "The quarry has been idle for a year.", STAR),
        # a rival elsewhere in the text says nothing of the thing itself
        ("drug", "FDA clears Pelmab", "A rival maker, Brant, said that it would sue the regulator.", WIRE),
        ("drug", "Brant drops out", "The FDA is to rule on Pelmab. Rivals of the firm cheered.", WIRE),
    ],
)
def test_on_the_thing(topic: str, title: str, text: str, feed: Feed) -> None:
    assert grade(topic, title, text, feed) is Grade.MATCH


@pytest.mark.parametrize(
    ("topic", "title", "text", "feed"),
    [
        # what competes with it
        ("drug", "FDA delays decision on Brantol", "It is a rival to Orvane's product.", WIRE),
        ("drug", "FDA approves Brantol", "Rival Pelmab is infused every two weeks.", WIRE),
        ("drug", "EMA backs Brantol", "The panel had cleared Orvane's rival product in April.", WIRE),
        ("drug", "Regulator clears Brantol", "The shot is a competitor of Pelmab.", WIRE),
        ("drug", "EMA weighs Brantol", "Its competitor Pelmab costs more.", WIRE),
        ("drug", "FDA panel backs Brantol", "Analysts call it the main rival to Pelmab.", WIRE),
        ("drug", "Approve Brantol, say patients", "They had hoped for competing Pelmab before.", WIRE),
        # nothing but the name and a number of something else
        ("drug", "Orvane to move into new offices", "The tower has 40 floors.", WIRE),
        # the feed's place, and no word of what is asked, or nobody in authority
        ("quarry", "President visits school", "Children had drawn the quarry on slate.", STAR),
        ("quarry", "Artist to restart class", "She carves slate from an old quarry.", STAR),
        # another feed does not say where
        ("quarry", "Cabinet to meet over reopening", "The quarry has been idle for a year.", WIRE),
    ],
)
def test_on_something_else(topic: str, title: str, text: str, feed: Feed) -> None:
    assert grade(topic, title, text, feed) is not Grade.MATCH
