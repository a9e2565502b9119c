"""Days of the steps beside an event: reviews of a thing, decisions on its return, another body's ruling, what
something is measured since or lasts until; each mechanism with sentences from policies that share nothing."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest

from monitor.model import Days, Item, Kind, Question, Status, Topic
from monitor.reading.agree import Said
from monitor.reading.dates import find_dates, read_days
from monitor.reading.document import read_document
from monitor.terms import parse_terms
from monitor.text import tokens

AT = datetime(2031, 5, 7, 12, tzinfo=UTC)  # a Wednesday

REACTOR = Topic(
    id="reactor",
    title="The reactor at Orm",
    about=(parse_terms("Orm"), parse_terms("reactor | plant")),
    deciders=parse_terms("government | parliament"),
    questions=(
        Question(
            "reactor",
            "restart",
            Kind.WILL,
            "Once halted, will the reactor be allowed to run again?",
            yes=parse_terms("restart | reopen | resume | run again"),
            no=parse_terms("close | shut"),
        ),
        Question("reactor", "back", Kind.WHEN, "When does the reactor run again?", of="restart"),
        Question(
            "reactor",
            "law",
            Kind.WILL,
            "Will the Orm levy become law?",
            yes=parse_terms("pass | become law"),
        ),
        Question("reactor", "law-when", Kind.WHEN, "When does the levy become law?", of="law"),
    ),
)
BORDER = Topic(
    id="border",
    title="The crossing at Veld",
    about=(parse_terms("Veld"), parse_terms("crossing | border")),
    deciders=parse_terms("interior ministry"),
    questions=(
        Question(
            "border",
            "open",
            Kind.WILL,
            "Will the ministry reopen the crossing?",
            yes=parse_terms("reopen | open"),
            no=parse_terms("close | seal"),
        ),
        Question("border", "when", Kind.WHEN, "When is the crossing in use again?", of="open"),
    ),
)
VACCINE = Topic(
    id="vaccine",
    title="Varimab for malaria",
    about=(parse_terms("Varimab"),),
    deciders=parse_terms("FDA | European Commission"),
    questions=(
        Question(
            "vaccine",
            "us",
            Kind.WILL,
            "Will the FDA approve Varimab?",
            yes=parse_terms("approve | clear"),
            no=parse_terms("reject"),
        ),
        Question("vaccine", "us-when", Kind.WHEN, "When will the FDA decide?", of="us"),
        Question(
            "vaccine",
            "eu",
            Kind.WILL,
            "Will the EU authorise Varimab?",
            yes=parse_terms("authorise | approve"),
            no=parse_terms("refuse"),
        ),
        Question("vaccine", "eu-when", Kind.WHEN, "When will the EU authorise it?", of="eu"),
    ),
)
RENT = Topic(
    id="rent",
    title="A cap on rents",
    about=(parse_terms("rent | rents"), parse_terms("cap")),
    deciders=parse_terms("council"),
    questions=(
        Question(
            "rent",
            "cap",
            Kind.WILL,
            "Will the council cap rents?",
            yes=parse_terms("cap | approve"),
            no=parse_terms("reject"),
        ),
        Question("rent", "when", Kind.WHEN, "When will the council decide on the rent cap?", of="cap"),
    ),
)


def read(
    topic: Topic, when: str, text: str, status: Status | None, *, title: str = "Notes", outlet: str = ""
) -> Days | None:
    item = Item(0, "", "Wire", "", title, text, AT, AT, AT)
    question = topic.question(when)
    said = {other.id: None for other in topic.questions if other.kind is Kind.WILL}
    document = read_document(item)
    found = read_days(document, question, topic, Said({**said, question.of or "": status}), outlet)
    return found.days if found else None


def days(first: str, last: str | None) -> Days:
    return Days(date.fromisoformat(first), date.fromisoformat(last) if last else None)


JUNE = ("2031-06-01", "2031-06-30")
MONDAY = ("2031-05-05", "2031-05-05")
RULING = ("2031-05-07", "2031-06-30")


@pytest.mark.parametrize(
    ("topic", "when", "text", "status", "expected"),
    [
        # a thing that every sentence of the topic names tells no question of it from another
        (REACTOR, "back", "Orm restarted its turbines on Monday.", "in-effect", MONDAY),
        (REACTOR, "back", "The reactor at Orm will restart in June.", "expected", JUNE),
        # what is asked of is the return, told by most words of yes
        (REACTOR, "back", "The reactor reopens in June.", "approved", JUNE),
        (BORDER, "when", "The crossing opened on Monday.", "in-effect", MONDAY),
        (BORDER, "when", "The crossing will reopen in June.", "approved", JUNE),
        (REACTOR, "back", "The start of the reactor is planned for June.", "expected", JUNE),
        # a verb in its own sense
        (REACTOR, "back", "The reactor will run for the first time in June.", "expected", JUNE),
        # a body's own day, by its names, the place that it is of, or the publisher
        (VACCINE, "eu-when", "The European Commission will decide by June 30.", "considering", RULING),
        (VACCINE, "eu-when", "Brussels will decide by June 30.", "considering", RULING),
        (VACCINE, "us-when", "The FDA will rule by June 30.", "considering", RULING),
        # who something is given to is no verb
        (VACCINE, "us-when", "The FDA gave its approval to Varimab on Monday.", "approved", MONDAY),
        (RENT, "when", "The council gave approval to caps on Monday.", "approved", MONDAY),
        (RENT, "when", "The council granted consent to tenants on Monday.", "approved", MONDAY),
        # the last word
        (RENT, "when", "The council will have the last word by June 30.", "considering", RULING),
        (RENT, "when", "The council, which met, will have the final say by June 30.", "considering", RULING),
        # since when something holds
        (BORDER, "when", "The crossing has been open since Monday.", "in-effect", MONDAY),
        # the day of what is confirmed
        (BORDER, "when", "The crossing has reopened, the ministry confirmed on Monday.", "in-effect", MONDAY),
        (BORDER, "when", "On Monday, the ministry confirmed the reopening.", "in-effect", MONDAY),
    ],
)
def test_day_is_the_events(
    topic: Topic, when: str, text: str, status: str | None, expected: tuple[str, str | None]
) -> None:
    assert read(topic, when, text, Status(status) if status else None) == days(*expected)


@pytest.mark.parametrize(
    ("topic", "when", "text", "status"),
    [
        # reviews of the thing
        (REACTOR, "back", "An audit of the reactor will start within weeks.", "considering"),
        (REACTOR, "back", "A safety review of the plant is due in June.", "considering"),
        (BORDER, "when", "A survey of the crossing starts on June 2.", "considering"),
        (BORDER, "when", "An inspection of the new crossing is planned for June.", "considering"),
        (RENT, "when", "A study of rents is due in June.", "considering"),
        (RENT, "when", "An inquiry into rents is expected to begin in June.", "considering"),
        # the decision on a return is not the return
        (REACTOR, "back", "The government will decide on the reactor's fate by June 30.", "considering"),
        (REACTOR, "back", "A June target for a decision on the reactor stands.", "considering"),
        (BORDER, "when", "The ministry will vote on reopening the crossing on June 2.", "considering"),
        # a report that is the last one decides nothing
        (RENT, "when", "The council expects to have the final report in its hands in June.", "considering"),
        # a verb in another sense
        (REACTOR, "back", "The plant would run out of fuel in June.", None),
        (REACTOR, "back", "The plant may run short of fuel in June.", None),
        # what lasts, or is measured
        (REACTOR, "back", "Limits on the plant stay in place for the rest of the year.", "considering"),
        (BORDER, "when", "Traffic at the crossing is up since the turn of the year.", None),
        (REACTOR, "back", "Fuel has been stuck at the plant since 2031.", "approved"),
        # what was done before
        (VACCINE, "eu-when", "A licence should be granted as recommended in April.", "approved"),
        (RENT, "when", "The cap should be approved as agreed in March.", "approved"),
        # another body's day
        (VACCINE, "us-when", "The European Commission will decide by June 30.", None),
        (VACCINE, "us-when", "Brussels will decide by June 30.", None),
        (VACCINE, "eu-when", "The FDA will decide by June 30.", None),
        # what was only asked
        (BORDER, "when", "Asked whether the crossing could reopen this year, Harn smiled.", "considering"),
        (REACTOR, "back", "Asked if the reactor might run in June, Harn said no.", "considering"),
        # a law does not come with the works that it is about
        (REACTOR, "law-when", "Orm won't produce before 2033.", None),
        # a visit on which something is confirmed
        (
            BORDER,
            "when",
            "During a visit to Orm on Monday, the minister confirmed the reopening.",
            "in-effect",
        ),
    ],
)
def test_day_of_another_step(topic: Topic, when: str, text: str, status: str | None) -> None:
    assert read(topic, when, text, Status(status) if status else None) is None


@pytest.mark.parametrize(
    ("text", "first"),
    [
        ("It would die following Monday's vote.", "2031-05-05"),
        ("It would die after Monday's vote.", "2031-05-05"),
        ("It would take effect after Friday's vote.", "2031-05-09"),
        ("It would start the following Monday.", "2031-05-12"),
    ],
)
def test_a_vote_of_this_week_that_others_follow_is_over(text: str, first: str) -> None:
    found = find_dates(tokens(text), AT.date())
    assert [dated.expression.first for dated in found] == [date.fromisoformat(first)]
