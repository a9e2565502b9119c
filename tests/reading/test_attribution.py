"""On whose word an assertion stands: one sentence for each rule."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from monitor.model import Attribution, Feed, Item, Kind, Question, Span, Tier, Topic
from monitor.reading.attribution import Voice, attribute
from monitor.reading.document import read_document
from monitor.terms import parse_terms

AT = datetime(2031, 5, 6, 12, tzinfo=UTC)
OFFICIAL, UNNAMED, OTHER, REPORT = Attribution

MINES = Topic(
    id="mines",
    title="Chile's lithium mines",
    about=(parse_terms("lithium"),),
    deciders=parse_terms(
        "Valdivia | Marta Oyarzun | mining ministry | La Moneda | Chilean Senate | Santiago | central bank"
    ),
    adversaries=parse_terms("Ruritania | Prime Minister Hentzau"),
    questions=(Question("mines", "will", Kind.WILL, "Will Chile nationalize lithium?"),),
)


def told(text: str, title: str = "", *, at: str = "", tier: Tier = Tier.WIRE, feed: str = "Wire") -> Voice:
    """The voice behind the words `at` of a text (of the title, where it has no `at`)."""
    item = Item(0, "", feed, "", title or text, text if title else "", AT, AT, AT)
    document = read_document(item)
    start = document.text.index(at) if at else 0
    line = next(line for line in document.lines if line.sentence.end > start)
    return attribute(document, line.index, Span(start, start + max(len(at), 1)), MINES, Feed(feed, "", tier))


@pytest.mark.parametrize("configured", ["Ndung'u", "Ndung’u", "Jane O'Neill", "O’Neill", "Côte d'Ivoire"])
def test_a_decider_is_known_by_either_apostrophe(configured: str) -> None:
    topic = replace(MINES, deciders=parse_terms(configured))
    for mark in ("'", "’"):
        name = configured.replace("'", mark).replace("’", mark)
        item = Item(0, "", "Wire", "", f"{name} said lithium would pass to the state", "", AT, AT, AT)
        span = Span(len(name) + 6, len(name) + 13)
        voice = attribute(read_document(item), 0, span, topic, Feed("Wire", "", Tier.WIRE))
        assert voice.attribution is OFFICIAL, name


def test_members_of_a_union_that_decides_act_in_public() -> None:
    """What a government alone does may be known by a leak; what the states of a union do together is not."""
    topic = replace(MINES, deciders=parse_terms("European Union | EU | member states"))
    item = Item(0, "", "Wire", "", "EU countries approve lithium plan", "", AT, AT, AT)
    document = read_document(item)
    assert attribute(document, 0, Span(13, 20), topic, Feed("Wire", "", Tier.WIRE)).attribution is OFFICIAL


@pytest.mark.parametrize(
    "text",
    ["Lithium bid rejected by Chilean Senate", "Codina's lithium plea rejected by central bank"],
)
def test_what_is_rejected_by_somebody_does_not_speak(text: str) -> None:
    assert told(text, at="by").attribution is OFFICIAL


@pytest.mark.parametrize(
    ("feed", "tier", "expected"),
    [
        ("Codina", Tier.OTHER, OTHER),
        ("Minera Salar", Tier.OTHER, OTHER),
        ("Market Street", Tier.OTHER, REPORT),
        ("Codina", Tier.TRADE, REPORT),
    ],
)
def test_the_feed_of_one_whom_the_topic_is_about_is_that_partys_word(
    feed: str, tier: Tier, expected: Attribution
) -> None:
    topic = replace(MINES, about=(parse_terms("lithium | Codina | Minera Salar"),))
    item = Item(0, "", feed, "", "Lithium output may resume in May", "", AT, AT, AT)
    voice = attribute(read_document(item), 0, Span(15, 18), topic, Feed(feed, "", tier))
    assert voice.attribution is expected


@pytest.mark.parametrize(
    ("about", "deciders", "expected"),
    [
        ("Peru | lithium", "Quispe | president | government", OFFICIAL),
        ("Peru | lithium", "Quispe | cabinet | Congress", OFFICIAL),
        ("Peru | Chile | lithium", "Quispe | government", OTHER),
        ("Peru | lithium", "IMF | IMF board", OTHER),
    ],
)
def test_a_government_is_that_of_the_only_country_a_topic_names(
    about: str, deciders: str, expected: Attribution
) -> None:
    """ "Peru's minister" speaks for those who decide where "government" can be no other than Peru's."""
    question = Question("mines", "will", Kind.WILL, "Will the lithium law pass?")
    topic = replace(MINES, about=(parse_terms(about),), deciders=parse_terms(deciders), questions=(question,))
    item = Item(0, "", "Wire", "", "Peru's mining minister says lithium law may pass", "", AT, AT, AT)
    voice = attribute(read_document(item), 0, Span(40, 43), topic, Feed("Wire", "", Tier.WIRE))
    assert voice.attribution is expected


def test_what_is_proposed_goes_on_in_the_next_sentence() -> None:
    text = "Chile's government has proposed a raft of laws. Lithium would be the state's for the first time."
    assert told(text, "Chile looks to its mines", at="would").attribution is OFFICIAL


def test_an_institution_is_of_the_place_with_which_the_headline_begins() -> None:
    text = "Spokesman Ilya Brand told a broadcaster that lithium would pass to the state."
    assert told(text, "Peru may get lithium by Easter, air force says", at="").attribution is OTHER


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # the decider speaks: by name, by full name's surname, by office, by institution
        ("Valdivia said on Monday that the mines would be nationalized.", OFFICIAL),
        ("The mines will pass to the state, President Oyarzun told reporters.", OFFICIAL),
        ("The mining ministry announced that lithium would pass to the state.", OFFICIAL),
        ("A spokeswoman for the mining ministry said lithium would pass to the state.", OFFICIAL),
        ("“We will take the mines,” the president said.", OFFICIAL),
        ("The president, Marta Oyarzun, said the mines would pass to the state.", OFFICIAL),
        ("Lithium will pass to the state, says mining minister Luz Arce", OFFICIAL),
        ("A presidential aide said the mines would pass to the state.", OFFICIAL),
        ("Oyarzun: lithium belongs to the nation", OFFICIAL),
        ("Lithium to pass to the state - mining ministry", OFFICIAL),
        ("The government will take the mines, according to a decree of the mining ministry.", OFFICIAL),
        ("The minutes showed that the central bank expects the mines to pass to the state.", OFFICIAL),
        ("Oyarzun wants lithium nationalized by spring.", OFFICIAL),
        ("Lithium may pass to the state, a ruling Oyarzun party lawmaker said.", OFFICIAL),
        # at the end of a front, behind a day or an adverb
        ("At the Andean summit in Lima the president said the mines would pass to the state.", OFFICIAL),
        ("The mining ministry on Monday quietly said lithium would pass to the state.", OFFICIAL),
        ("The president's official spokesman said lithium would pass to the state.", OFFICIAL),
        ("Lithium will pass to the state, an official statement said.", OFFICIAL),
        ("A notice on a ministry website on Tuesday listed lithium as the state's.", OFFICIAL),
        # public acts
        ("The central bank on Friday prolonged the lithium levy.", OFFICIAL),
        ("The Chilean Senate partially blocks the lithium bill.", OFFICIAL),
        ("The lithium bill was put on hold by an appeals court.", OFFICIAL),
        ("Lithium bill struck down by appeals court", OFFICIAL),
        ("Lithium bill clears first hurdle", OFFICIAL),
        ("Lithium bill passes lower house", OFFICIAL),
        ("The lithium bill carried by 31 votes to 12.", OFFICIAL),
        ("Judges in Arica, Calama block the lithium bill", OFFICIAL),
        ("The lithium bill received royal assent on Monday.", OFFICIAL),
        ("The court order bars lithium sales.", OFFICIAL),
        ("The mining ministry revoked the lithium licences on Monday.", OFFICIAL),
        ("Senators failed to muster a majority for the lithium bill.", OFFICIAL),
        ("The lithium levy, tabled in the Senate on Monday, would double.", OFFICIAL),
        ("The central bank, which opened a lithium inquiry, will report by May.", OFFICIAL),
        ("The ministry, which said lithium would pass to the state, gave no date.", OFFICIAL),
        ("Valdivia will decide on lithium by May, its website showed on Friday.", OFFICIAL),
        ("The premier's office was more reticent: nothing was decided on lithium.", OFFICIAL),
        # a union's executive, and a company's; a party's leader; several who were not named before
        ("Lithium will pass to the state, the Chilean executive said.", OFFICIAL),
        ("Lithium will pass to the state, a mining executive said.", OTHER),
        ("Lithium will never pass to the state, the far-right leader said.", OTHER),
        ("By taking lithium the state broke the law, they say.", OTHER),
        ("See you in court: lithium is the state's", REPORT),
        # whose text it is
        ("MPs on the mining committee, who asked not to be quoted, said lithium is safe.", UNNAMED),
        # acts that are not told, but supposed or known before
        ("Lithium may pass to the state if regulators agree.", REPORT),
        ("Should senators pass the bill, lithium would be the state's.", REPORT),
        ("Lithium shares rose after the Chilean Senate passed the bill.", REPORT),
        ("Lithium vote on a knife edge as senators keep their counsel", REPORT),
        # whom an outlet heard, or quotes
        ("Lithium is to pass to the state, the paper has learned from coalition sources.", UNNAMED),
        ("Lithium is to pass to the state, the agency quoted trade sources as saying.", UNNAMED),
        ("Lithium may pass to the state, two people privy to the calls said.", UNNAMED),
        ("The Chilean Senate's mining committee has given the green light for the lithium bill.", OFFICIAL),
        ("The Chilean Senate voted 31 to 12 for the lithium bill on Monday.", OFFICIAL),
        ("Oyarzun signed the lithium bill on Monday.", OFFICIAL),
        ("The lithium bill was signed into law on Monday.", OFFICIAL),
        ("The 31-12 vote sends the lithium bill to the lower house.", OFFICIAL),
        # unnamed
        ("Lithium will pass to the state, delegates said after the talks.", UNNAMED),
        ("The mines will be nationalized, two officials said.", UNNAMED),
        ("The mines will be nationalized, people familiar with the plan said.", UNNAMED),
        ("Sources say the mines will be nationalized", UNNAMED),
        ("The mines will be nationalized, said people who have seen the bill.", UNNAMED),
        (
            "The mines will be nationalized, a mining ministry official, who asked not to be named, said.",
            UNNAMED,
        ),
        (
            "The mines will be nationalized, according to two diplomats who spoke on condition of anonymity.",
            UNNAMED,
        ),
        ("The mines will be nationalized, the Valley Post reported, citing three officials.", UNNAMED),
        ("Oyarzun has informed the Senate that lithium will pass to the state, two people said.", UNNAMED),
        # on the record, not deciding
        ("A military blogger claimed without evidence that the mines had been taken.", OTHER),
        ("The mines should not be touched, analysts said.", OTHER),
        ("Chile will nationalize lithium, Bolivia's president said.", OTHER),
        ("Retired mining ministry chief: Chile will nationalize lithium", OTHER),
        ("Oyarzun ally says the mines would be nationalized", OTHER),
        ("The two banks said the mines would be nationalized.", OTHER),
        ("Former President Rojas said the mines would be nationalized.", OTHER),
        ("A former mining official said the mines would be nationalized.", OTHER),
        ("Shadow mining minister Ana Paz said the mines would be nationalized.", OTHER),
        ("The head of one mining company said the mines would be nationalized.", OTHER),
        ("Sweden says it was told Chile will nationalize lithium", OTHER),
        ("Traders expect lithium to be nationalized.", OTHER),
        ("Chile will nationalize lithium, Prime Minister Hentzau of Ruritania claimed.", OTHER),
        # nobody
        ("Chile nationalized lithium, and Ana Paz warns of strikes.", REPORT),
        ("Chile nationalizes lithium", REPORT),
        ("Santiago is leaning toward nationalizing the mines.", REPORT),
        ("Chile to nationalize lithium - Valley Post", REPORT),
        ("Lithium mines to pass to the state, High Court told", REPORT),
        ("Bolivia's minister faulted Chile's plan to nationalize lithium", REPORT),
        ("Senator hails Oyarzun's decision to nationalize lithium", REPORT),
    ],
)
def test_one_sentence(text: str, expected: Attribution) -> None:
    assert told(text).attribution is expected


@pytest.mark.parametrize(
    ("source", "count"),
    [
        ("four US officials", 4),
        ("two people familiar with the plan", 2),
        ("a senior official", 1),
        ("officials", None),
        ("three officials", 3),
        ("a Western official and two people familiar with the talks", 3),
    ],
)
def test_unnamed_voices_are_counted(source: str, count: int | None) -> None:
    voice = told(f"The mines will be nationalized, {source} said.")
    assert (voice.attribution, voice.sources) == (UNNAMED, count)
    assert voice.source in source
    assert [cue.kind for cue in voice.cues] == ["speaker"]


@pytest.mark.parametrize(
    ("title", "text", "origin"),
    [
        ("Chile to nationalize lithium - Reuters", "", "Reuters"),
        ("Chile to nationalize lithium (Reuters)", "", "Reuters"),
        ("CNN: Chile to nationalize lithium", "", "CNN"),
        (
            "Chile to nationalize lithium",
            "Two officials told the Financial Times the mines would go.",
            "Financial Times",
        ),
        ("Chile to nationalize lithium", "WASHINGTON (AP) — The mines will go, two officials said.", "AP"),
        (
            "Chile to nationalize lithium",
            "The mines will go, the Valley Post reported, citing officials.",
            "Valley Post",
        ),
        ("Chile to nationalize lithium", "The mines will go, two officials said.", ""),
    ],
)
def test_origin_of_what_is_retold(title: str, text: str, origin: str) -> None:
    assert told(text, title).origin == origin


def test_own_dateline_is_no_other_outlet() -> None:
    assert (
        told("SANTIAGO (AP) — The mines will go, two officials said.", "Mines to go", feed="AP").origin == ""
    )


@pytest.mark.parametrize(
    ("title", "text", "at", "expected"),
    [
        # a headline takes the text's speaker
        ("Chile nationalizes lithium", "The mines pass to the state, two officials said.", "", UNNAMED),
        (
            "Chile nationalizes lithium",
            "The president told reporters that the mines pass to the state.",
            "",
            OFFICIAL,
        ),
        ("Lithium mines seen passing to the state", "Traders in London expect the bill by June.", "", OTHER),
        # a sentence goes on from the one before
        (
            "Lithium",
            "Two officials said a bill is ready. The mines will pass to the state.",
            "The mines",
            UNNAMED,
        ),
        (
            "Lithium",
            "Two officials said a bill is ready. The mines will go, they said.",
            "The mines",
            UNNAMED,
        ),
        # an office is whose the headline says
        (
            "Bolivia's Luz Arce thanks Chile for lithium",
            "“I learned it today,” the president wrote.",
            "I learned",
            OTHER,
        ),
        ("US envoy: Chile to nationalize lithium", "Ana Paz said the bill was ready.", "the bill", OTHER),
        # a name is introduced in the text
        ("Paz: no lithium bill this year", "Mining minister Ana Paz said the bill could wait.", "", OFFICIAL),
        # what came before is not what the speaker said
        (
            "Bolivia sells gas",
            "Bolivia's minister announced the sale of gas, hours after Chile had nationalized lithium.",
            "nationalized",
            REPORT,
        ),
        (
            "Bolivia sells gas",
            "The gas is for everybody, Bolivia's minister says after Chile has nationalized lithium.",
            "nationalized",
            REPORT,
        ),
        # a refusal to comment is nobody's word
        ("Chile nationalizes lithium", "The mining ministry declined to comment.", "", REPORT),
        # a headline that quotes the verb tells what somebody else says of them
        (
            "President 'backs sale of lithium'",
            "The president backs the sale of lithium, Bolivia's minister said.",
            "",
            OTHER,
        ),
        # an appeal says nothing of what is so
        (
            "Chile set to nationalize lithium",
            "Miners Abroad calls for Chile to keep lithium private amid reports of a decree.",
            "",
            REPORT,
        ),
        # a heading, or a thing of somebody's, is no speaker
        ("Up Early Briefing: Lithium; trams", "Chile will nationalize lithium.", "Chile", REPORT),
        ("Oyarzun's re-election: cheers abroad", "The mines were closed.", "The mines", REPORT),
        ("Mines: warm words from ministers", "The mines were closed.", "The mines", REPORT),
        # how things have long stood is the outlet's to recall
        (
            "Oyarzun says Bolivia may sell gas",
            "Chile is the only country not to have sold lithium.",
            "Chile is",
            REPORT,
        ),
        # those who do not decide go on speaking only where they are meant
        (
            "Bolivia faces a lonely winter, Arce says",
            "Santiago is holding back the decree.",
            "Santiago",
            REPORT,
        ),
        (
            "Bolivia faces a lonely winter, Arce says",
            "She said nothing new. They still expect the mines to go.",
            "expect",
            OTHER,
        ),
        (
            "Santiago agrees to sell lithium, Bolivia's Arce says",
            "Santiago agreed on Monday to sell lithium to its neighbours.",
            "Santiago agreed",
            OTHER,
        ),
        # an office is that of the country which the headline names, where the topic does not speak of it
        ("Spain is sure of lithium", "Chile will sell, foreign minister Pilar Ros said.", "Chile", OTHER),
        # who is heard in a clause set aside, or doing something else meanwhile, says nothing of the rest
        ("Chile mulls selling lithium", "While Oyarzun says trade is good, doubts remain.", "", REPORT),
        (
            "Lithium sale draws closer",
            "The mines may be sold this week, as President Marta Oyarzun seeks friends abroad.",
            "The mines",
            REPORT,
        ),
        # a word that only describes the thing in passing is the outlet's
        (
            "Bolivia cheers",
            "Bolivia's minister said she hoped to hear more of Chile's stalled decree on lithium.",
            "stalled",
            REPORT,
        ),
        # "its" refers to who was named last
        (
            "Lithium sale in the final stretch",
            "Bolivia opens talks and, its leaders hope, a way to the sale of lithium.",
            "",
            OTHER,
        ),
        # "supports", "ties" and other things of somebody's say nothing after a participle
        (
            "Bolivia cheers",
            "Oyarzun's support for gas comes as Chile puts off the decree, saying it needs time.",
            "puts off",
            REPORT,
        ),
        # what a relative clause recalls was said of another thing
        (
            "Bolivia cheers",
            "The cheers came as Chile sold the mines which it earlier called a treasure.",
            "sold",
            REPORT,
        ),
        # headlines of digests hold several stories
        (
            "Live briefing: tram strike over, minister says; lithium mines nationalized",
            "The drivers of the trams go back to work, the president said.",
            "nationalized",
            REPORT,
        ),
        ("Live: taxes fall, Oyarzun says; lithium mines nationalized", "", "lithium", REPORT),
    ],
)
def test_across_sentences(title: str, text: str, at: str, expected: Attribution) -> None:
    assert told(text, title, at=at).attribution is expected


def test_official_feed_speaks_for_itself() -> None:
    assert told("The lithium mines pass to the state.", tier=Tier.OFFICIAL).attribution is OFFICIAL


def test_decider_on_state_media_is_still_the_decider() -> None:
    text = "A mining ministry spokesman confirmed to TASS that lithium would pass to the state."
    voice = told(text, tier=Tier.STATE_MEDIA, feed="TASS")
    assert (voice.attribution, voice.adversary) == (OFFICIAL, False)


def test_claims_of_adversaries_are_marked() -> None:
    assert told("Chile has nationalized lithium, the Prime Minister of Ruritania claimed.").adversary
    assert told(
        "Chile has nationalized lithium, a lawmaker claimed.", tier=Tier.STATE_MEDIA, feed="TASS"
    ).adversary
    assert not told("Chile has nationalized lithium, a Bolivian lawmaker claimed.").adversary


def test_empty_item_is_the_outlets_own() -> None:
    item = Item(0, "", "Wire", "", "", "Lithium.", AT, AT, AT)
    voice = attribute(read_document(item), 0, Span(1, 2), MINES, Feed("Wire", "", Tier.WIRE))
    assert voice.attribution is REPORT


@pytest.mark.parametrize(
    ("text", "title", "at", "expected"),
    [
        ("A minister of Peru responded to Chile's decision to nationalize lithium.", "", "decision", REPORT),
        (
            "Peru's minister welcomed talks.",
            "Peru cheers after Chile agrees to lithium plan",
            "agrees",
            REPORT,
        ),
        (
            "Peru said Brazil objects after Chile decided to stop delaying lithium plan.",
            "",
            "decided",
            REPORT,
        ),
        ("Peru said Chile agrees to the lithium plan.", "", "agrees", OTHER),
    ],
)
def test_what_is_answered_to_or_stands_behind_after_is_taken_for_granted(
    text: str, title: str, at: str, expected: Attribution
) -> None:
    assert told(text, title, at=at).attribution is expected
