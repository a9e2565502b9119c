"""What may stand for an entry of `about` whose words do not occur, and what may not."""

from datetime import UTC, datetime
from pathlib import Path

import pytest

from monitor.config import parse_config
from monitor.model import Feed, Grade, Item, Tier, Topic
from monitor.reading.document import read_document
from monitor.reading.relevance import profile_of
from monitor.reading.topics import TopicIndex

NOW = datetime(2026, 3, 2, tzinfo=UTC)
WIRE = Feed("Wire", "https://wire.example/rss", Tier.WIRE)
GAZETTE = Feed("Moldova Gazette", "https://gazette.example/rss", Tier.MEDIA)
FARMS = Feed("Agriculture Ministry", "https://farms.example/rss", Tier.OFFICIAL)

TOPICS = {
    topic.id: topic
    for topic in parse_config(
        """
[[topics]]
id = "broadcasting"
title = "Moldova's broadcasting bill"
about = ["Moldova | Moldovan | Chisinau", "broadcasting bill | broadcasters' bill"]
deciders = "Moldovan parliament | Grosu | Action Party | court"
[[topics.questions]]
id = "pass"
kind = "will"
ask = "Will Moldova adopt the broadcasting bill?"
yes = "adopt | pass"

[[topics]]
id = "line"
title = "The Northlink line"
about = ["Northlink", "scrap | axe | western leg"]
deciders = "Kallas | Treasury | prime minister"
[[topics.questions]]
id = "scrap"
kind = "will"
ask = "Will Northlink's western leg be scrapped?"
yes = "scrap | axe"

[[topics]]
id = "loans"
title = "Relief for farm loans"
about = ["farm loan | farm debt", "waive | waiver | relief | cancel"]
deciders = "Agriculture Ministry | Chouhan | Supreme Court | cabinet"
[[topics.questions]]
id = "waive"
kind = "will"
ask = "Will farm loans be waived?"
yes = "waive | cancel"

[[topics]]
id = "fee"
title = "Sydney's clean-air toll"
about = ["clean-air toll", "Sydney | Minns"]
deciders = "Minns | Transport for NSW"
[[topics.questions]]
id = "start"
kind = "will"
ask = "Will the toll start?"
yes = "start"

[[topics]]
id = "jets"
title = "Gripen jets for Ghana"
about = ["Gripen | fighter jet", "Ghana | Accra"]
deciders = "Kristersson | Swedish government"
[[topics.questions]]
id = "send"
kind = "will"
ask = "Will Sweden sell Gripen jets to Ghana?"
yes = "sell"
""",
        Path("x.toml"),
    ).topics
}


def grade(topic: str, title: str, text: str, feed: Feed = WIRE) -> Grade | None:
    item = Item(1, "g", feed.name, "", title, text, NOW, NOW, NOW)
    found = TopicIndex([TOPICS[topic]]).match(read_document(item), feed)
    return found[0].grade if found else None


@pytest.mark.parametrize(
    ("topic", "title", "text", "feed"),
    [
        # the country of those who decide: one of them is named, or the feed is that country's
        ("broadcasting", "Grosu: broadcasting bill to pass by June", "The speaker met editors.", WIRE),
        ("broadcasting", "Crowds at parliament over broadcasters' bill", "Police kept watch.", GAZETTE),
        # the act: one who decides is named, and a decision in whatever words
        ("line", "Kallas refuses to discuss fate of Northlink", "She was visiting a school.", WIRE),
        ("line", "Northlink too dear, says Treasury", "It is looking at all the options.", WIRE),
        # what it is about, in short: the last word of a phrase beside the act
        ("loans", "Supreme Court halts loan waiver", "Two states had sued.", WIRE),
        ("loans", "Ministry publishes rules for cancelling debts", "Comments close in May.", FARMS),
        (
            "loans",
            "States sue, say debts could be cancelled this week",
            "The government did not reply.",
            WIRE,
        ),
        ("loans", "New rules for growers in hardship", "Relief for loans is part of them.", FARMS),
        ("loans", "Notice 14 of the season", "Dues of small growers are waived in two districts.", FARMS),
        # a phrase in the headline, a decision and an authority
        ("broadcasting", "Broadcasting bill clears first vote", "Lawmakers sat until dawn.", WIRE),
        # another word for the last word of a phrase
        ("fee", "Clean-air levy to start in Sydney", "", WIRE),
        ("fee", "Truckers sue over clean-air charge", "Sydney's drivers are to pay from July.", WIRE),
    ],
)
def test_something_stands_for_an_entry(topic: str, title: str, text: str, feed: Feed) -> None:
    assert grade(topic, title, text, feed) is Grade.MATCH


@pytest.mark.parametrize(
    ("topic", "title", "text", "feed"),
    [
        # nobody who decides is named; "the court" may be that of another country
        (
            "broadcasting",
            "Court hears case on broadcasting bill",
            "SOFIA - Bulgarian editors had sued.",
            WIRE,
        ),
        ("broadcasting", "Ten facts about a broadcasting bill", "Editors like lists.", WIRE),
        # another country's
        ("broadcasting", "Serbia's broadcasting bill worries Grosu", "She spoke in Belgrade.", WIRE),
        # one who decides is named, and no decision
        ("line", "Kallas rides Northlink to work", "Commuters took pictures.", WIRE),
        # the act alone: many things are scrapped
        ("line", "Kallas scraps plastic tax", "The Treasury had opposed it.", WIRE),
        # the last word of a phrase apart from the act, or with nobody who decides
        ("loans", "Supreme Court cancels hearing", "A bank's loan book was not discussed.", WIRE),
        ("loans", "Bank cancels loan", "A shipyard is short of cash.", WIRE),
        # a place that is none of those who decide, and is not named
        ("jets", "Kristersson shows Gripen to visitors", "A decision on the next order is due.", WIRE),
    ],
)
def test_nothing_stands_for_an_entry(topic: str, title: str, text: str, feed: Feed) -> None:
    assert grade(topic, title, text, feed) is None


@pytest.mark.parametrize(
    ("topic", "title", "text", "expected"),
    [
        # a phrase or a name in the headline says what it is about, though nobody who decides is named
        ("jets", "No Gripens before winter, air force says", "Ghana's pilots wait.", Grade.MATCH),
        ("loans", "Farm loan figures disputed", "Relief is what growers ask for.", Grade.MATCH),
        # not where the headline is about another place, nor where it is not said whose thing it is
        ("jets", "Brazil shows Gripens at air fair", "A visitor from Ghana took pictures.", Grade.POSSIBLE),
        ("broadcasting", "Why a broadcasting bill fails", "Moldova is one case of nine.", Grade.POSSIBLE),
    ],
)
def test_the_thing_in_the_headline(topic: str, title: str, text: str, expected: Grade) -> None:
    assert grade(topic, title, text) is expected


def test_a_deal_between_two_names_is_the_same_whoever_rules_on_it() -> None:
    made = parse_config(
        """
[[topics]]
id = "merger"
title = "Ostara's takeover of Belwick"
about = ["Ostara", "Belwick"]
deciders = "CMA | UK regulator"
[[topics.questions]]
id = "clear"
kind = "will"
ask = "Will the CMA clear the takeover?"
yes = "clear"
""",
        Path("x.toml"),
    ).topics
    item = Item(1, "g", "Wire", "", "Chile waves Ostara-Belwick tie-up through", "", NOW, NOW, NOW)
    [match] = TopicIndex(made).match(read_document(item), WIRE)
    assert match.grade is Grade.MATCH


def test_a_match_says_which_entry_is_missing_and_what_stands_for_it() -> None:
    item = Item(
        1, "g", "Wire", "", "Northlink too dear, says Treasury", "All options are open.", NOW, NOW, NOW
    )
    [match] = TopicIndex([TOPICS["line"]]).match(read_document(item), WIRE)
    assert match.why == (
        "Of “scrap | axe | western leg” nothing occurs; one who decides is named, and a decision."
    )


@pytest.mark.parametrize("topic", TOPICS.values(), ids=TOPICS)
def test_the_index_looks_at_what_asking_the_topic_finds(topic: Topic) -> None:
    titles = [
        "Grosu: broadcasting bill to pass",
        "Northlink decision is the Treasury's",
        "Loan waiver: cabinet",
    ]
    others = [other for other in TOPICS.values() if other is not topic]
    for title in titles:
        document = read_document(Item(1, "g", "Wire", "", title, "", NOW, NOW, NOW))
        alone = TopicIndex([topic]).match(document, WIRE)
        together = TopicIndex([*others, topic])
        assert [match for match in together.match(document, WIRE) if match.topic == topic.id] == list(alone)
        assert not alone or TopicIndex([topic]).may_match(title, WIRE)


def test_what_entries_name() -> None:
    line, act = profile_of(TOPICS["line"]).entries
    assert (line.thing, line.act, act.act) == (True, False, True)
    country, bill = profile_of(TOPICS["broadcasting"]).entries
    assert (country.side, country.home, bill.thing) == (True, True, True)
    jets, where = profile_of(TOPICS["jets"]).entries
    assert (jets.thing, where.place, where.side, where.home) == (True, True, False, False)
