"""Status of `will` questions: each rule with a sentence of its own."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest

from monitor.config import parse_config
from monitor.model import Item, Kind, Question, Status, Topic
from monitor.reading.document import Finding, read_document
from monitor.reading.read import HAND
from monitor.reading.will.status import assertions

AT = datetime(2031, 5, 6, 12, tzinfo=UTC)
C, E, A, F = Status.CONSIDERING, Status.EXPECTED, Status.APPROVED, Status.IN_EFFECT
D, U, R, V = Status.DELAYED, Status.UNLIKELY, Status.REJECTED, Status.REVERSED

TOPICS = """
[[feeds]]
name = "Wire"
url = "https://wire.example/rss"
tier = "wire"

[[topics]]
id = "rates"
title = "Norbank's interest rates"
about = ["Norbank", "rate | easing"]
deciders = "Norbank | Lund | NMPC"
opened = 2031-01-01

[[topics.questions]]
id = "cut"
kind = "will"
ask = "Will Norbank start cutting interest rates?"
yes = "cut | lower | ease"
no = "hold | raise | leave unchanged"

[[topics]]
id = "ferries"
title = "The ferry ban"
about = ["ferry | diesel ferries", "Harn | Lake Orm"]
deciders = "Harn | cabinet | Orm assembly"
opened = 2031-01-01

[[topics.questions]]
id = "ban"
kind = "will"
ask = "Will diesel ferries be banned from Lake Orm?"
yes = "ban | outlaw | phase out"
no = "scrap ban | drop ban"

[[topics.questions]]
id = "boats"
kind = "will"
ask = "Will hospital boats be spared?"
yes = "exempt boats | spare boats"
no = "refuse exemption"

[[topics]]
id = "drones"
title = "Heron and Osprey drones over Kenya"
about = ["Kenya", "drone | Heron | Osprey"]
deciders = "Ottawa | Canadian government | Oslo | Norwegian government"
opened = 2031-01-01

[[topics.questions]]
id = "canada"
kind = "will"
ask = "Will Canada let Kenya fly Heron drones?"
yes = "allow | permit | lift restriction"
no = "bar | refuse"

[[topics.questions]]
id = "norway"
kind = "will"
ask = "Will Norway let Kenya fly Osprey drones?"
yes = "allow | permit | lift restriction"
no = "bar | refuse"

[[topics]]
id = "trucks"
title = "Bison trucks for Kenya"
about = ["Kenya", "Bison | truck"]
deciders = "Ottawa | Canadian government | Defence Minister Roy"
opened = 2031-01-01

[[topics.questions]]
id = "send"
kind = "will"
ask = "Will Canada send Bison trucks to Kenya?"
yes = "send | deliver | supply"
no = "refuse | rule out"

[[topics]]
id = "medics"
title = "Chilean medics for Norway"
about = ["Norway | Oslo", "medic | doctor"]
deciders = "Chilean medics | Santiago"
opened = 2031-01-01

[[topics.questions]]
id = "medics"
kind = "will"
ask = "Will Chile send medics to Norway?"
yes = "send medics | deploy"
no = "refuse to send"

[[topics]]
id = "treaty"
title = "The river treaty"
about = ["river treaty | treaty", "Portugal | Portuguese"]
deciders = "Portuguese parliament | Portuguese government"
opened = 2031-01-01

[[topics.questions]]
id = "ratify"
kind = "will"
ask = "Will Portugal ratify the river treaty?"
yes = "ratify | approve"
no = "reject | veto"
"""


@pytest.fixture(scope="module")
def questions() -> dict[str, tuple[Question, Topic]]:
    config = parse_config(TOPICS, Path("feeds.toml"))
    return {q.id: (q, t) for t in config.topics for q in t.questions if q.kind is Kind.WILL}


def read(asked: tuple[Question, Topic], title: str, text: str = "") -> list[Finding]:
    question, topic = asked
    item = Item(1, "g", "Wire", "https://wire.example/1", title, text, AT, AT, AT)
    return assertions(read_document(item), question, topic, HAND)


CASES = [
    # the act itself, by tense
    ("cut", "Norbank cuts rates", A, "event"),
    ("cut", "Norbank to cut rates in June", E, "headline-infinitive"),
    ("send", "Canada has sent 40 Bison trucks to Kenya", F, "event"),
    # who speaks is not who acts
    ("cut", "Kenya says Norbank will cut rates", E, "expectation"),
    ("send", "Norway sends Bison trucks to Kenya", None, ""),
    # a hold, a plan that is kept to
    ("cut", "Norbank holds rates steady", R, "hold"),
    ("cut", "Norbank kept its policy rate at 5 percent", R, "hold"),
    ("cut", "Norbank sticks with three cuts this year", E, "stick"),
    # foreseen
    ("cut", "Norbank sees two cuts next year", E, "expectation"),
    ("cut", "Economists look for a first cut in autumn", E, "expectation"),
    ("cut", "Lund raised hopes of a cut", None, ""),
    ("cut", "Brokers push back their call for a first cut", None, ""),
    # done by the act itself
    ("cut", "Norbank opens new cycle with half-point cut", A, "settled"),
    ("cut", "Norbank starts easing", A, "decision"),
    # another object
    ("cut", "Norbank cuts staff after weeks of talks on rates", None, ""),
    ("ban", "The assembly adopts safety rules for ferries", None, ""),
    ("ban", "The council adopts safety rules for ferries", None, ""),
    ("ban", "Harn shelves the harbour budget plan", None, ""),
    ("ban", "Harn shelves the ferry plan", D, "delay"),
    # a day ahead in the present tense
    ("ratify", "Portugal's parliament decides next week on the river treaty", C, "possibility"),
    # a no that holds until something has come about, or until a day
    ("cut", "Norbank does not expect to cut rates before it has seen lower prices", C, "condition"),
    ("ratify", "Portugal will not ratify the river treaty before October", D, "not-before"),
    ("cut", "Norbank won't cut rates this year", U, "doubt"),
    # conditions belong to the clause beside them
    ("cut", "Lund expects a cut in June, and could move sooner if prices fall", E, "expectation"),
    ("ratify", "If the dam is built, Portugal will ratify the river treaty", C, "condition"),
    ("ban", "Once banned, diesel ferries would be sold abroad", None, ""),
    # steps on the way
    ("ban", "The cabinet approved the ferry ban", E, "stage"),
    ("ratify", "A committee of Portugal's parliament approves the river treaty", E, "stage"),
    # for and against
    ("ratify", "The Portuguese government opposes the river treaty", U, "doubt"),
    ("ratify", "Farmers oppose the river treaty", None, ""),
    ("ratify", "The Portuguese government backs the river treaty", E, "expectation"),
    ("ratify", "The president calls on the Portuguese parliament to back the river treaty", None, ""),
    ("ban", "Support for a ban is slipping, poll finds", None, ""),
    ("ban", "Harn wants to ban diesel ferries", E, "expectation"),
    ("ban", "Hoteliers want to ban diesel ferries", None, ""),
    ("ban", "Anglers want diesel ferries banned", None, ""),
    ("ban", "The treaty ends limits on Heron drones", None, ""),
    ("canada", "Ottawa has no plans to lift the limits on Heron drones", U, "doubt"),
    ("ratify", "Should Portugal ratify the river treaty, dams would follow", None, ""),
    ("ratify", "Portugal's ministers refuse to back the river treaty", U, "doubt"),
    ("ban", "Harn refuses to rule out a ferry ban", C, "possibility"),
    ("ban", "Asked about plans for a ferry ban, Harn smiled", None, ""),
    ("ban", "Ministers deny split over ferry ban", None, ""),
    # countries that have no part in the topic
    ("send", "Zambia sends Bison trucks to its north", None, ""),
    ("send", "Zambia says it will send trucks", None, ""),
    ("send", "Canada will send trucks to Ghana", None, ""),
    ("send", "Canada-supplied Bison trucks near Lodwar", None, ""),
    ("send", "Roy 'entirely right' to send trucks to Kenya", A, "presupposed"),
    # what stands already
    ("ban", "Harn has no plan to lift the ferry ban", F, "kept"),
    ("ban", "Assembly kills Harn's ferry ban", V, "undo"),
    ("ban", "First new boat since the ferry ban", None, ""),
    ("ban", "Those ferries banned are not affected, Harn said.", None, ""),
    ("ban", "The ferry ban that Harn announced worries farmers", None, ""),
    ("ban", "Ferry ban now expected in June", E, "expectation"),
    ("ban", "Harn expected to try to ban diesel ferries", E, "expectation"),
    ("ban", "Divers expected to try to ban diesel ferries", None, ""),
    ("cut", "Norbank is 'not far from' a cut", E, "expectation"),
    ("canada", "Ottawa says the policy on Herons has not changed", U, "doubt"),
    ("canada", "Canadian-Norwegian talks end without a word", None, ""),
    # the thing of a phrase, also where those who decide are called by it
    ("medics", "First Chilean medics land in Oslo", F, "event"),
    ("medics", "Chilean medics to fly to Norway", E, "headline-infinitive"),
    # what is said of the noun, after it
    ("ban", "Ferry ban put off until winter", D, "delay"),
    ("ban", "The ferry ban should be put off", None, ""),
    ("ban", "The ferry ban took effect on Monday", F, "effect"),
    # the act that is to be permitted
    ("canada", "Kenya flies Heron drones over the lake", F, "event"),
    ("canada", "Canada lifts restrictions on Heron drones", A, "event"),
    ("norway", "Canada lifts restrictions on Heron drones", None, ""),
    ("canada", "Canada refuses to let Kenya fly Heron drones", R, "event"),
    # phrases in the passive, compounds, and what belongs to another question
    ("boats", "Hospital boats will be spared", E, "expectation"),
    ("boats", "Harn approves the boats exemption", A, "decision"),
    ("ban", "Assembly greenlights phase-out of diesel ferries", A, "decision"),
    # what somebody obtains, and what is obtained
    ("ratify", "River treaty wins Portuguese approval", A, "decision"),
    ("ban", "Ferry ban gets cabinet green light", E, "stage"),
    ("ban", "Ferry ban gets the thumbs down", R, "refusal"),
    # the deciding, whichever way it goes
    ("cut", "Norbank puts off rates ruling", D, "delay"),
    ("ratify", "A decision on the river treaty is not likely before June", C, "waiting"),
    ("ratify", "A decision on the river treaty is due in May", C, "waiting"),
    # words that stand by the act
    ("cut", "Norbank unlikely to cut again", U, "doubt"),
    ("cut", "Norbank no longer expects to cut rates", U, "negation"),
    ("cut", "Lund and Norbank cut rates", A, "event"),
    ("cut", "Norbank declines to cut rates", R, "refusal"),
    ("send", "Canada moves to send trucks", E, "expectation"),
    ("send", "The decision to send the trucks was put off", D, "delay"),
    ("ban", "Lund rejects calls for a ferry ban", R, "refusal"),
    # cues in their scope
    ("send", "An official who asked not to be named said Canada will send trucks", E, "expectation"),
    ("send", "Canada turns down sending trucks to Kenya to haul grain", R, "refusal"),
    ("ban", "A report signed by the mayor of Norr doubts the ferry trade", None, ""),
    ("ban", "Once they are banned, diesel ferries will be sold", None, ""),
    ("send", "Ottawa says nothing urgent about sending the trucks", D, "delay"),
    ("norway", "Canada lets Kenya fly Heron drones, a ban on Osprey drones stays in place", R, "keep"),
    ("send", "Canada has given its green light for the delivery of the trucks", A, "decision"),
    ("send", "The official was not authorized to speak about the trucks", None, ""),
]


@pytest.mark.parametrize(("question", "sentence", "status", "rule"), CASES)
def test_sentence(
    questions: dict[str, tuple[Question, Topic]],
    question: str,
    sentence: str,
    status: Status | None,
    rule: str,
) -> None:
    found = read(questions[question], sentence)
    if status is None:
        assert [(finding.status, finding.rule) for finding in found] == []
    else:
        assert (status, rule) in [(finding.status, finding.rule) for finding in found]


def test_it_stands_for_what_the_item_is_about(questions: dict[str, tuple[Question, Topic]]) -> None:
    told = read(questions["send"], "Bison trucks for Kenya", "It will go ahead in May, Ottawa said.")
    assert [(finding.status, finding.rule) for finding in told] == [(E, "expectation")]
    told = read(questions["send"], "Bison trucks for Kenya", "It will not happen, Ottawa said.")
    assert [(finding.status, finding.rule) for finding in told] == [(U, "doubt")]


def test_what_one_body_has_agreed_to_is_expected_where_another_must_still_agree(
    questions: dict[str, tuple[Question, Topic]],
) -> None:
    found = read(
        questions["ratify"],
        "Portugal ratifies the river treaty",
        "The text now goes to the council for formal endorsement.",
    )
    assert {(finding.status, finding.rule) for finding in found if finding.line == 0} == {(E, "onward")}
