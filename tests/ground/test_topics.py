"""Which items are on a topic, and which merely hold its words."""

from datetime import UTC, datetime
from itertools import product
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from monitor.config import parse_config
from monitor.model import Feed, Grade, Item, Kind, Question, Tier, Topic
from monitor.reading import topics as topics_module
from monitor.reading.document import read_document
from monitor.reading.places import members_of_unions, peoples_of, places_of
from monitor.reading.topics import TopicIndex
from monitor.terms import parse_terms

NOW = datetime(2024, 7, 1, tzinfo=UTC)
WIRE = Feed("Wire", "https://wire.example/rss", Tier.WIRE)
COURT = Feed("Supreme Court", "https://court.example/rss", Tier.OFFICIAL)


def item(title: str, text: str = "") -> Item:
    return Item(1, "g", "Wire", "", title, text, NOW, NOW, NOW)


def grades(topics: tuple[Topic, ...], title: str, text: str = "", feed: Feed = WIRE) -> dict[str, Grade]:
    found = TopicIndex(topics).match(read_document(item(title, text)), feed)
    return {match.topic: match.grade for match in found}


TOPICS = parse_config(
    """
[[topics]]
id = "contractors"
title = "U.S. contractors in Ukraine"
about = ["contractor | private military company", "Ukraine | Kyiv"]
never = "roofing"
deciders = "Biden | White House | Pentagon"
[[topics.questions]]
id = "approved"
kind = "will"
ask = "Will they be allowed?"
yes = "allow | lift ban"
no = "bar"

[[topics]]
id = "tiktok"
title = "TikTok ban in the U.S."
about = ["TikTok | ByteDance"]
deciders = "Congress | Senate | Biden | Supreme Court"
[[topics.questions]]
id = "ban"
kind = "will"
ask = "Will TikTok be banned?"
yes = "ban"

[[topics]]
id = "fed"
title = "Fed rate cut"
about = ["Fed | Federal Reserve", "rate | cut"]
deciders = "Fed | Powell"
[[topics.questions]]
id = "cut"
kind = "will"
ask = "Will the Fed cut rates?"
yes = "cut | lower"

[[topics]]
id = "loan"
title = "The fund's loan to Chile"
about = ["fund | Chile | Chilean", "loan | tranche | program"]
deciders = "the fund | executive board"
[[topics.questions]]
id = "loan"
kind = "will"
ask = "Will the fund approve a loan for Chile?"
yes = "approve"

[[topics]]
id = "haiti"
title = "Kenyan police mission to Haiti"
about = ["Haiti", "Kenya"]
deciders = "Kenya | Ruto"
[[topics.questions]]
id = "deploy"
kind = "will"
ask = "Will police deploy?"

[[topics]]
id = "entry"
title = "Serbia's entry into the Danube pact: Austria"
about = ["Serbia", "Danube pact"]
deciders = "Vienna | Austrian parliament"
[[topics.questions]]
id = "ratify"
kind = "will"
ask = "Will Austria ratify Serbia's accession?"
yes = "ratify"

[[topics]]
id = "drones"
title = "Swedish attack drones for Georgia"
about = ["attack drone | strike drone", "Georgia | Georgian"]
deciders = "Riksdag"
[[topics.questions]]
id = "send"
kind = "will"
ask = "Will Sweden send attack drones to Georgia?"
yes = "send"
""",
    Path("x.toml"),
).topics


@pytest.mark.parametrize(
    ("title", "text", "expected"),
    [
        ("Pentagon allows contractors into Ukraine", "", {"contractors": Grade.MATCH}),
        ("Contractors may work in Kyiv, officials say", "", {"contractors": Grade.MATCH}),
        ("Why it matters", "Contractors in Ukraine could be allowed.", {"contractors": Grade.MATCH}),
        ("Roofing contractors in Ukraine", "", {}),
        ("Contractors strike", "", {}),
        ("Biden speaks", "", {}),
        # another country's decision of the same sort
        ("Albania to ban TikTok for a year", "The prime minister announced it.", {"tiktok": Grade.POSSIBLE}),
        # where those who decide belong to no country, it is the one asked about that tells the topic apart
        ("Fund frees loan for Peru", "The executive board approved it.", {"loan": Grade.POSSIBLE}),
        ("Fund frees loan for Chile", "Peru waits.", {"loan": Grade.MATCH}),
        ("Fund's board meets in Peru on loan", "A tranche of US$2 billion.", {"loan": Grade.MATCH}),
        ("Nepal lifts ban on TikTok", "", {"tiktok": Grade.POSSIBLE}),
        ("Peru ratifies Serbia's accession to Danube pact", "", {"entry": Grade.POSSIBLE}),
        ("Supreme Court upholds TikTok ban", "", {"tiktok": Grade.MATCH}),
        ("Swiss bank cuts rates, beating Fed to the punch", "The SNB moved first.", {"fed": Grade.POSSIBLE}),
        ("Fed cuts rates by half a point", "", {"fed": Grade.MATCH}),
        ("China cuts key mortgage rate", "Analysts compared it with the Fed.", {"fed": Grade.POSSIBLE}),
        # a thing of the same name, a mention in passing
        (
            "Wagner's contractors dig in across Sahel",
            "They once fought in Ukraine.",
            {"contractors": Grade.POSSIBLE},
        ),
        (
            "Dutch soldiers hurt in Iraq",
            "Two contractors died. It came as talks on Ukraine went on.",
            {"contractors": Grade.POSSIBLE},
        ),
        # the headline names the country that decides and what is asked, and another only comments
        (
            "US has already allowed contractors in, Russian lawmaker claims",
            "He gave no proof. Ukraine did not comment.",
            {"contractors": Grade.MATCH},
        ),
        (
            "Iran vows to send contractors home to US, allowed or not",
            "He did not say whether Ukraine would follow.",
            {"contractors": Grade.POSSIBLE},
        ),
        # what another thing is only compared with, or told beside
        (
            "Dutch port hires guards",
            "Unlike contractors in Ukraine, they are allowed no arms, the Pentagon said.",
            {"contractors": Grade.POSSIBLE},
        ),
        (
            "Pentagon chief visits shipyard",
            "Austin, who also weighs letting contractors into Ukraine, spoke of submarines.",
            {"contractors": Grade.POSSIBLE},
        ),
        (
            "Pentagon chief visits shipyard",
            "Contractors in Ukraine may be allowed, unlike soldiers, he said.",
            {"contractors": Grade.MATCH},
        ),
        # what the questions are about stands with the topic's words, by a word of its own or in full
        ("Friday briefing", "Serbia's membership of the Danube pact.", {"entry": Grade.MATCH}),
        ("Danube pact drills begin", "Serbia sent a frigate to watch.", {"entry": Grade.POSSIBLE}),
        ("War at a glance: day 9", "Peru scolds Georgia over attack drones.", {"drones": Grade.MATCH}),
        (
            "War at a glance: day 9",
            "Georgia fell short. Its attack drones did not fly.",
            {"drones": Grade.POSSIBLE},
        ),
        # the name of an institution is not that of its country
        ("U.S. cuts tariff rates", "The White House announced it.", {}),
        # a country is also met by the name of its people
        ("Kenyan police land in Haiti", "", {"haiti": Grade.MATCH}),
    ],
)
def test_grades(title: str, text: str, expected: dict[str, Grade]) -> None:
    assert grades(TOPICS, title, text) == expected


def test_the_feed_of_one_who_decides_is_on_the_side_that_decides() -> None:
    assert grades(TOPICS, "No. 24-656, TikTok Inc. v. Garland", feed=COURT) == {"tiktok": Grade.MATCH}


def test_what_one_who_decides_tells_of_its_own_act_is_on_the_topic_wherever_it_leads() -> None:
    title, text = (
        "Pentagon opens school for Peruvian mechanics",
        "Contractors teach there. Two are from Kyiv.",
    )
    feed = Feed("Pentagon", "https://pentagon.example/rss", Tier.OFFICIAL)
    assert grades(TOPICS, title, text, feed) == {"contractors": Grade.MATCH}
    assert grades(TOPICS, title.replace("Pentagon", "Peru"), text, feed) == {"contractors": Grade.POSSIBLE}


def test_a_place_joined_to_one_of_the_topics_own_is_no_stranger() -> None:
    text = "Contractors may be allowed on it, officials said."
    assert grades(TOPICS, "Peru-Ukraine train carries first grain", text) == {"contractors": Grade.MATCH}
    assert grades(TOPICS, "Peru sends train to Ukraine", text) == {"contractors": Grade.POSSIBLE}


def test_a_passing_mention_late_in_a_long_text_is_only_possible() -> None:
    text = "The war went on. " * 12 + "Contractors in Ukraine may be allowed, the White House said."
    assert grades(TOPICS, "Live: day 500 of the war", text) == {"contractors": Grade.POSSIBLE}


def test_a_feed_may_be_restricted_to_topics() -> None:
    feed = Feed("Wire", "https://wire.example/rss", Tier.WIRE, topics=("fed",))
    assert grades(TOPICS, "Pentagon allows contractors into Ukraine", feed=feed) == {}


def test_a_match_shows_the_words_and_says_why() -> None:
    title = "Pentagon allows contractors into Ukraine"
    [match] = TopicIndex(TOPICS).match(read_document(item(title)), WIRE)
    assert [title[cue.span.start : cue.span.end] for cue in match.words] == ["contractors", "Ukraine"]
    assert match.why == (
        "The words stand together in the headline, one who decides is named, "
        "what the questions ask about is named."
    )
    assert match.score == 1.0


def test_a_possible_match_says_what_speaks_against_it() -> None:
    [match] = TopicIndex(TOPICS).match(read_document(item("Nepal lifts ban on TikTok")), WIRE)
    assert match.why == (
        "The topic's words occur, but the headline names Nepal and nobody on the side that decides is named."
    )


words = st.sampled_from(
    "alpha beta gamma delta epsilon zeta eta theta iota kappa NATO U.S. lambd* xi-ray".split()
)
abouts = st.lists(st.lists(words, min_size=1, max_size=2).map(" | ".join), min_size=1, max_size=3)


NAMES = ["".join(letters) for letters in product("bcdfghjklmnpqr", repeat=2)]


def topic_about(about: list[str], number: int) -> Topic:
    asked = (Question(str(number), "q", Kind.WILL, "?"),)
    return Topic(str(number), f"T{number}", tuple(map(parse_terms, about)), questions=asked)


@given(st.lists(abouts, min_size=1, max_size=6), st.lists(words, max_size=12))
def test_the_index_finds_what_asking_every_topic_finds(every: list[list[str]], said: list[str]) -> None:
    topics = [topic_about(about, n) for n, about in enumerate(every)]
    document = read_document(item(" ".join(said).replace("*", "a") or "none"))
    together = TopicIndex(topics).match(document, WIRE)
    assert together == tuple(match for topic in topics for match in TopicIndex([topic]).match(document, WIRE))


def test_a_word_that_many_topics_share_has_no_item_weighed_against_all_of_them(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Polling a thousand feeds for two hundred topics of one war is to stay as fast as for ten."""
    weighed: list[object] = []
    monkeypatch.setattr(topics_module, "_may_be_meant", lambda *asked: bool(weighed.append(asked)))
    few, many = (
        TopicIndex([topic_about([f"{name}works", "Ukraine"], number) for number, name in enumerate(names)])
        for names in (NAMES[:5], NAMES)
    )
    for index in (few, many):
        assert index.match(read_document(item("Ukraine holds its line")), WIRE) == ()
    assert len(weighed) == 5


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("U.S. and British missiles", {"United States", "United Kingdom"}),
        ("South Korean troops near the White House", {"South Korea", "United States"}),
        ("Russia-Ukraine war; Türkiye’s vote", {"Russia", "Ukraine", "Turkey"}),
        ("UKRAINE WINS", {"Ukraine"}),
        ("US$11 billion for Kyiv", {"Ukraine"}),
        ("CMA, EFSA and the SEBI differ", {"United Kingdom", "European Union", "India"}),
        ("They polish the turkey and told us", set()),
    ],
)
def test_places(text: str, expected: set[str]) -> None:
    assert places_of(text) == expected


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("Kenya", ("Kenyan", "Kenyans")),
        ("United Kingdom", ("UK",)),
        ("Fed", ()),
        ("Nairobi", ()),
        ("contractor", ()),
    ],
)
def test_only_a_country_is_met_by_its_people(name: str, expected: tuple[str, ...]) -> None:
    assert peoples_of(name) == expected


def test_members_of_a_union_are_no_strangers_to_it() -> None:
    assert {"Turkey", "Sweden", "United States"} <= members_of_unions("Sweden's NATO bid")
    assert "United States" not in members_of_unions("EU tariffs")
    assert members_of_unions("the European Commission") == members_of_unions("the EU")
    assert not members_of_unions("nato")


def test_every_member_of_a_union_is_a_known_place() -> None:
    members = members_of_unions("NATO EU G7 OPEC BRICS ASEAN ECOWAS")
    assert all(place in places_of(place) for place in members)
