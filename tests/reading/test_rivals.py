"""Topics that ask several questions of one matter: which of them a sentence answers."""

from __future__ import annotations

from datetime import UTC, datetime
from functools import cache
from pathlib import Path

import pytest

from monitor.config import parse_config
from monitor.model import Config, Feed, Item, Status, Tier
from monitor.reading.document import read_document
from monitor.reading.read import signals
from monitor.reading.will.asks import event_of

AT = datetime(2031, 5, 6, 12, tzinfo=UTC)
C, E, A = Status.CONSIDERING, Status.EXPECTED, Status.APPROVED
D, V = Status.DELAYED, Status.REVERSED
WIRE = Feed(name="Wire", url="https://wire.example/rss", tier=Tier.WIRE)

TOPICS = """
[[feeds]]
name = "Wire"
url = "https://wire.example/rss"
tier = "wire"

[[topics]]
id = "permit"
title = "The permit of tarn oil in Sundland"
about = ["tarn oil", "Sundland | ministry | Food Lab"]
deciders = "Sundland | ministry | Minister Varga"
opened = 2031-01-01

[[topics.questions]]
id = "stopgap"
kind = "will"
ask = "Will the permit be prolonged for a year while the Food Lab finishes?"
yes = "prolong | stopgap"
no = "refuse to prolong"

[[topics.questions]]
id = "renewal"
kind = "will"
ask = "Will Sundland renew the permit of tarn oil?"
yes = "renew | renewal | new licence"
no = "ban | refuse to renew"

[[topics]]
id = "line"
title = "The R7 line: coast branch and Harn Quay"
about = ["R7 | railway", "coast branch | Harn Quay | scrap"]
deciders = "Varga | transport ministry | cabinet"
opened = 2031-01-01

[[topics.questions]]
id = "branch"
kind = "will"
ask = "Will R7's coast branch be scrapped?"
yes = "scrap | axe"
no = "keep | revive | commit to"

[[topics.questions]]
id = "quay"
kind = "will"
ask = "Will R7 reach Harn Quay?"
yes = "reach Harn Quay | fund tunnel"
no = "stop at Old Mill"

[[topics]]
id = "fees"
title = "School fees in Orm and the SLOPE plan"
about = ["school fee | fees | SLOPE", "waive | cancel | wipe out | forgive | relief | plan | borrower"]
deciders = "Orm | Mayor Bell | court"
opened = 2031-01-01

[[topics.questions]]
id = "waive"
kind = "will"
ask = "Will school fees be waived for thousands across the board?"
yes = "waive | cancel | forgive | wipe out"
no = "block | strike down"

[[topics.questions]]
id = "slope"
kind = "will"
ask = "Will the SLOPE payment plan be in force?"
yes = "launch | take effect"
no = "block | strike down | freeze"
"""


@cache
def config() -> Config:
    return parse_config(TOPICS, Path("feeds.toml"))


@pytest.mark.parametrize(
    ("question", "title", "text", "wanted"),
    [
        # what a question only says of the time names nothing that is decided
        ("stopgap", "Food Lab on track for July verdict on tarn oil", "", None),
        ("stopgap", "Food Lab completes review of tarn oil", "", None),
        # what both ask about is whose words stand beside it, in the clause, the sentence or the headline
        ("stopgap", "Ministry adopts renewal of tarn oil", "The permit was approved for ten years.", None),
        ("renewal", "Ministry adopts renewal of tarn oil", "The permit was approved for ten years.", A),
        ("stopgap", "Ministry prolongs tarn oil permit until May", "", A),
        ("stopgap", "Ministry backs stopgap for tarn oil", "It is expected to approve the permit.", E),
        # so it is with talk that names nothing
        ("stopgap", "Ministry split over renewal of tarn oil", "It has yet to settle its position.", None),
        ("renewal", "Ministry split over renewal of tarn oil", "It has yet to settle its position.", C),
        ("stopgap", "Ruling on a stopgap for tarn oil put off", "", D),
        # the owner of a thing is not the thing
        ("branch", "Varga to build R7 tunnel to Harn Quay", "", None),
        ("branch", "Varga to cancel R7's coast branch", "", E),
        # a name that another question asks about makes a common act that other's
        ("waive", "Court freezes SLOPE plan", "Judges block the SLOPE fee plan.", None),
        ("waive", "Court strikes down Bell's waiver of school fees", "", V),
        ("waive", "Court won't revive Bell's SLOPE school fee plan", "", None),
        ("waive", "SLOPE borrowers get first bills", "", None),
    ],
)
def test_a_sentence_answers_the_question_whose_words_it_uses(
    question: str, title: str, text: str, wanted: Status | None
) -> None:
    topic = next(one for one in config().topics if any(q.id == question for q in one.questions))
    item = Item(1, "g", "Wire", "https://wire.example/1", title, text, AT, AT, AT)
    found = [one.status for one in signals(read_document(item), [topic], WIRE) if one.question == question]
    assert found == ([] if wanted is None else [wanted])


@pytest.mark.parametrize(
    ("question", "named", "not_named"),
    [
        ("stopgap", {"permit"}, {"lab", "finish"}),
        ("branch", {"branch"}, {"r"}),
        ("waive", {"fee"}, {"board", "borrow", "wipe", "out", "plan"}),
    ],
)
def test_things_are_what_is_decided_and_not_what_stands_about_it(
    question: str, named: set[str], not_named: set[str]
) -> None:
    asked, topic = next((q, t) for t in config().topics for q in t.questions if q.id == question)
    objects = set(event_of(asked, topic).objects)
    assert named <= objects
    assert not objects & not_named
