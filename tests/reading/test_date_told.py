"""Days of ends, of decisions either way, of laws, and of one of several questions, each by its sentences."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest

from monitor.model import Days, Item, Kind, Question, Status, Topic
from monitor.reading.agree import Asks as Kinds
from monitor.reading.agree import Claim, Said, disagrees
from monitor.reading.dates import read_days
from monitor.reading.document import Finding, read_document
from monitor.terms import parse_terms

R = date(2031, 5, 6)  # a Tuesday
AT = datetime(2031, 5, 6, 12, tzinfo=UTC)

MASKS = Topic(
    id="masks",
    title="Masks on trains",
    about=(parse_terms("mask | mandate"),),
    deciders=parse_terms("health ministry"),
    questions=(
        Question(
            "masks",
            "end",
            Kind.WILL,
            "Will the mask mandate end?",
            yes=parse_terms("end | lift | expire"),
            no=parse_terms("extend | keep"),
        ),
        Question("masks", "when", Kind.WHEN, "When does the mandate end?", of="end"),
    ),
)
GAMES = Topic(
    id="games",
    title="The sprinter's appeal",
    about=(parse_terms("sprinter | appeal"),),
    deciders=parse_terms("tribunal"),
    questions=(
        Question(
            "games",
            "clear",
            Kind.WILL,
            "Will the tribunal clear the sprinter?",
            yes=parse_terms("clear | acquit"),
            no=parse_terms("ban | bar"),
        ),
        Question("games", "when", Kind.WHEN, "When will the tribunal rule?", of="clear"),
    ),
)
BILL = Topic(
    id="bill",
    title="The water bill",
    about=(parse_terms("water bill"),),
    deciders=parse_terms("parliament | senate"),
    questions=(
        Question("bill", "law", Kind.WILL, "Will the water bill become law?", yes=parse_terms("become law")),
        Question("bill", "when", Kind.WHEN, "When will the bill become law?", of="law"),
    ),
)
LEVY = Topic(
    id="levy",
    title="A levy on flights",
    about=(parse_terms("levy"),),
    deciders=parse_terms("treasury"),
    questions=(
        Question(
            "levy",
            "levy",
            Kind.WILL,
            "Will the levy start?",
            yes=parse_terms("start | begin"),
            no=parse_terms("scrap"),
        ),
        Question("levy", "when", Kind.WHEN, "When does the levy start?", of="levy"),
    ),
)
TRAMS = Topic(
    id="trams",
    title="Trams over the bridge",
    about=(parse_terms("tram"),),
    deciders=parse_terms("council"),
    questions=(
        Question("trams", "run", Kind.WILL, "Will trams cross the bridge?", yes=parse_terms("cross | run")),
        Question("trams", "when", Kind.WHEN, "When do the first trams cross the bridge?", of="run"),
    ),
)
MERGER = Topic(
    id="merger",
    title="The grain merger",
    about=(parse_terms("merger"),),
    deciders=parse_terms("Canada | Brazil"),
    questions=(
        Question(
            "merger", "canada", Kind.WILL, "Will Canada clear the merger?", yes=parse_terms("clear | approve")
        ),
        Question(
            "merger", "brazil", Kind.WILL, "Will Brazil clear the merger?", yes=parse_terms("clear | approve")
        ),
        Question("merger", "when", Kind.WHEN, "When will Canada decide?", of="canada"),
        Question("merger", "brazil-when", Kind.WHEN, "When will Brazil decide?", of="brazil"),
    ),
)


def read(
    topic: Topic,
    text: str,
    status: Status | None,
    title: str = "Notes from Aldova",
    place: int = 1,
    asserted: bool = False,
) -> Finding | None:
    item = Item(0, "", "Wire", "", title, text, AT, AT, AT)
    said: dict[str, Status | None] = {
        question.id: None for question in topic.questions if question.kind is Kind.WILL
    }
    said |= {topic.questions[0].id: status}
    when = [question for question in topic.questions if question.kind is Kind.WHEN][place - 1]
    return read_days(
        read_document(item),
        when,
        topic,
        Said(said, {topic.questions[0].id: frozenset({0})} if asserted else {}),
    )


def days(first: str | None, last: str | None) -> Days:
    return Days(date.fromisoformat(first) if first else None, date.fromisoformat(last) if last else None)


JUNE_2 = ("2031-06-02", "2031-06-02")
BY_JUNE_2 = ("2031-05-06", "2031-06-02")
TODAY = ("2031-05-06", "2031-05-06")


@pytest.mark.parametrize(
    ("topic", "text", "status", "expected"),
    [
        # ends: what goes away, runs out, is over; the decision to end it is another day
        (MASKS, "The mandate will be over on June 2.", "expected", JUNE_2),
        (MASKS, "The mandate goes away on June 2.", "expected", JUNE_2),
        (MASKS, "The mandate comes to an end on June 2.", "approved", JUNE_2),
        (MASKS, "The mandate runs out on June 2, the ministry said on Monday.", "approved", JUNE_2),
        (MASKS, "Mask checks would still cease on June 2.", "expected", JUNE_2),
        (MASKS, "The mandate was lifted on Monday.", "approved", ("2031-05-05", "2031-05-05")),
        (MASKS, "The deadline for the mandate to end is June 2.", "expected", JUNE_2),
        (MASKS, "On June 2, at 11:59 p.m., the mandate comes to an end.", "expected", JUNE_2),
        (MASKS, '"On June 2, at 11:59 p.m., the mandate comes to an end," she said.', "expected", JUNE_2),
        (MASKS, "The mandate expires on December 26.", "approved", ("2031-12-26", "2031-12-26")),
        # what is told a second way
        (MASKS, "Travellers look to June 2, when the mandate lapses.", "expected", JUNE_2),
        (
            MASKS,
            "A ruling was promised in time for June 2, the day the mandate is to expire.",
            "approved",
            JUNE_2,
        ),
        (
            GAMES,
            "The panel set June 2 as the date by which it must rule on the appeal.",
            "considering",
            JUNE_2,
        ),
        (GAMES, "The tribunal has until June 2 to rule.", "considering", BY_JUNE_2),
        (GAMES, "The tribunal gave itself until June 2 to decide the appeal.", "considering", BY_JUNE_2),
        # decisions, either way, and by verbs that say nothing else
        (GAMES, "The tribunal barred the sprinter on Tuesday.", "rejected", TODAY),
        (GAMES, "A decision will be made by June 2.", "considering", BY_JUNE_2),
        (GAMES, "The verdict has to be delivered by June 2.", "considering", BY_JUNE_2),
        (GAMES, "The tribunal must make up its mind by June 2.", "considering", BY_JUNE_2),
        (GAMES, "The tribunal will hand down its ruling on June 2.", "considering", JUNE_2),
        (GAMES, "The tribunal will say by June 2 whether he can run.", "considering", BY_JUNE_2),
        (GAMES, "The deadline for the ruling is June 2.", "considering", BY_JUNE_2),
        (GAMES, "The tribunal will rule by June 2 rather than May 20.", "delayed", BY_JUNE_2),
        (GAMES, "The tribunal now has 40 days, until June 2, to reach a verdict.", "considering", BY_JUNE_2),
        (GAMES, "It remains on course to finish by June 2.", "considering", BY_JUNE_2),
        (GAMES, "It falls to the tribunal to settle the matter by June 2.", "considering", BY_JUNE_2),
        # states
        (BILL, "She hopes that it will be on the statute book by June 2.", "considering", BY_JUNE_2),
        (LEVY, "The treasury could move to have it running by June 2.", "considering", BY_JUNE_2),
        (BILL, "The water bill will be law by June 2.", "expected", BY_JUNE_2),
        (LEVY, "The levy will be back on June 2.", "expected", JUNE_2),
        # "begin" with another verb, and what is likely rather than wished
        (LEVY, "The airline will begin charging the levy on June 2.", "expected", JUNE_2),
        (LEVY, "The levy should start in June.", None, ("2031-06-01", "2031-06-30")),
        (
            LEVY,
            "The levy passed in April takes effect on Wednesday.",
            "approved",
            ("2031-05-07", "2031-05-07"),
        ),
        (LEVY, "Work on the levy begins in June.", "approved", ("2031-06-01", "2031-06-30")),
        # a plain verb of the event that looks ahead holds whatever else the item says
        (LEVY, "The levy starts on June 2.", "in-effect", JUNE_2),
        (LEVY, "The levy will start on June 2.", "rejected", JUNE_2),
        # a date after an event of the calendar only says when that is
        (LEVY, "The levy starts by June 2, not May 20.", "expected", BY_JUNE_2),
    ],
)
def test_day_is_read(topic: Topic, text: str, status: str | None, expected: tuple[str, str]) -> None:
    found = read(topic, text, Status(status) if status else None)
    assert found is not None
    assert found.days == days(*expected)


@pytest.mark.parametrize(
    ("topic", "text", "status"),
    [
        (MASKS, "The ministry voted on Monday to end the mandate.", "approved"),
        (MASKS, "The mandate, which was set to expire on May 1, stays.", "rejected"),
        (GAMES, "The deadline to file papers in the appeal is June 2.", "considering"),
        (GAMES, "The sprinter's ban takes effect on June 2.", "rejected"),
        (GAMES, "Is the tribunal to rule on June 2?", "considering"),
        (BILL, "Senators will vote on the water bill on June 2.", "expected"),
        (BILL, "A committee decides on the water bill on June 2.", "expected"),
        (LEVY, "The treasury should start the levy in June.", None),
        (LEVY, "Flights are on track to reach 900 this year.", "expected"),
        (LEVY, "Those hurt since the strike began on May 1 fear the levy.", "in-effect"),
        (BILL, "Extra sittings on the water bill are found from June 9 to July 4.", "considering"),
        (BILL, "The grants would not be available until 2033.", "approved"),
        (LEVY, "Airlines fear chaos before the levy starts on June 2.", "rejected"),
    ],
)
def test_day_of_something_else(topic: Topic, text: str, status: str | None) -> None:
    assert read(topic, text, Status(status) if status else None) is None


def test_each_party_has_its_own_days() -> None:
    text = "OTTAWA - Canada will decide by June 2. Brazil will decide by July 7."
    ours, theirs = read(MERGER, text, None), read(MERGER, text, None, place=2)
    assert ours is not None
    assert theirs is not None
    assert ours.days == days(*BY_JUNE_2)
    assert theirs.days == days("2031-05-06", "2031-07-07")


def test_a_body_that_publishes_speaks_of_its_own_decision() -> None:
    item = Item(0, "", "Wire", "", "Notice", "The deadline for the decision is now June 2.", AT, AT, AT)
    said = Said({"canada": None, "brazil": None})
    ours, theirs = MERGER.questions[2:4]

    def found(when: Question, outlet: str) -> Finding | None:
        return read_days(read_document(item), when, MERGER, said, outlet)

    assert found(ours, "Office of Canada") is not None
    assert found(theirs, "Office of Canada") is None
    assert found(ours, "") is None


def test_a_sentence_that_names_no_party_is_of_the_one_named_before() -> None:
    found = read(MERGER, "A decision is due by June 2.", None, title="Canada studies the grain merger")
    assert found is not None
    assert found.days == days(*BY_JUNE_2)
    assert read(MERGER, "A decision is due by June 2.", None, title="Brazil studies the grain merger") is None


def test_the_first_sentence_tells_the_news_of_the_headline_again() -> None:
    text = "ORM - The sports court on Monday threw the runner off the team."
    found = read(GAMES, text, Status.REJECTED, title="Tribunal bans sprinter", asserted=True)
    assert found is not None
    assert found.days == days("2031-05-05", "2031-05-05")
    assert read(GAMES, text, Status.REJECTED, title="Tribunal bans sprinter") is None
    later = f"It was a long day. {text}"
    assert read(GAMES, later, Status.REJECTED, title="Tribunal bans sprinter", asserted=True) is None


def test_a_verbless_headline_of_the_first_one_dates_it() -> None:
    assert (
        read(TRAMS, "Drivers are in training.", None, title="First trams on the bridge this summer")
        is not None
    )
    found = read(
        TRAMS, "Drivers are in training.", Status.DELAYED, title="Operator: No trams this autumn or winter"
    )
    assert found is not None
    assert found.days == days("2032-03-01", None)


def test_a_refusal_settles_only_what_asks_for_a_decision() -> None:
    refused = Claim(days(*TODAY), 0, True, refused=True)
    said = Said({"clear": Status.REJECTED})
    assert disagrees(refused, Kinds("clear", settles=True), said, R) == ""
    assert disagrees(refused, Kinds("clear"), said, R) == "the item says that it will not happen"
