"""Which dates belong to the event of a question: each rule with a sentence of its own."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from monitor.model import Days, Item, Kind, Question, Status, Topic
from monitor.reading.agree import Asks, Claim, Said, disagrees
from monitor.reading.dates import read_days
from monitor.reading.document import Finding, read_document
from monitor.terms import parse_terms

R = date(2031, 5, 6)  # a Tuesday
AT = datetime(2031, 5, 6, 12, tzinfo=UTC)

PORT = Topic(
    id="port",
    title="Opening the port",
    about=(parse_terms("port | harbour"),),
    deciders=parse_terms("council | Harn"),
    calendar={"harbour fair": Days(date(2031, 9, 3), date(2031, 9, 5))},
    questions=(
        Question("port", "open", Kind.WILL, "Will the port be opened?", yes=parse_terms("open | reopen")),
        Question("port", "when", Kind.WHEN, "When will it be opened?", of="open"),
    ),
)
TOLL = Topic(
    id="toll",
    title="A toll on the bridge",
    about=(parse_terms("bridge"), parse_terms("toll | fee")),
    deciders=parse_terms("council | Harn"),
    questions=(
        Question(
            "toll",
            "toll",
            Kind.WILL,
            "Will the council put a toll on the bridge?",
            yes=parse_terms("approve | impose"),
            no=parse_terms("scrap"),
        ),
        Question("toll", "when", Kind.WHEN, "When does the toll start?", of="toll"),
    ),
)
FERRY = Topic(
    id="ferry",
    title="Night ferries",
    about=(parse_terms("ferry"),),
    deciders=parse_terms("council"),
    questions=(
        Question(
            "ferry",
            "sail",
            Kind.WILL,
            "Will night ferries sail to Orm?",
            yes=parse_terms("sail | depart"),
            no=parse_terms("cancel"),
        ),
        Question("ferry", "when", Kind.WHEN, "When will the first ferry depart?", of="sail"),
    ),
)


PACT = Topic(
    id="pact",
    title="The river pact",
    about=(parse_terms("river"), parse_terms("pact")),
    deciders=parse_terms("council"),
    calendar=PORT.calendar,
    questions=(
        Question("pact", "ratify", Kind.WILL, "Will the council ratify the pact?", yes=parse_terms("ratify")),
        Question("pact", "when", Kind.WHEN, "When will it be ratified?", of="ratify"),
    ),
)


def read(
    topic: Topic, text: str, status: Status | None = Status.EXPECTED, title: str = "Notes from Aldova"
) -> Finding | None:
    """The days a text gives for the topic's `when` question, told what it says of its `will` question."""
    item = Item(0, "", "Wire", "", title, text, AT, AT, AT)
    document = read_document(item)
    will, when, *_ = topic.questions
    return read_days(document, when, topic, Said({will.id: status}))


def days(first: str | None, last: str | None) -> Days:
    return Days(date.fromisoformat(first) if first else None, date.fromisoformat(last) if last else None)


@pytest.mark.parametrize(
    ("topic", "text", "status", "expected"),
    [
        # a date after its verb, past an adverb, a plural subject, a relative clause
        (
            PORT,
            "The port is still planned to open for good in June.",
            "expected",
            ("2031-06-01", "2031-06-30"),
        ),
        (PORT, "Pilots expect the opening at the harbour fair.", "expected", ("2031-09-03", "2031-09-05")),
        (TOLL, "The toll, which starts on July 1, is $2.", "approved", ("2031-07-01", "2031-07-01")),
        (PORT, "The gates opened 3-2 on Monday cover two docks.", "approved", ("2031-05-05", "2031-05-05")),
        # what says the same as the question's own verb
        (TOLL, "The toll has been in force since April 2.", "in-effect", ("2031-04-02", "2031-04-02")),
        (TOLL, "The bridge toll takes effect in July.", "approved", ("2031-07-01", "2031-07-31")),
        (
            FERRY,
            "The council wants to send the first ferry in June.",
            "expected",
            ("2031-06-01", "2031-06-30"),
        ),
        (FERRY, "They wait for the ferry chartered for Friday.", "expected", ("2031-05-09", "2031-05-09")),
        (FERRY, "Forty guests have a place on Friday's ferry.", "expected", ("2031-05-09", "2031-05-09")),
        (PORT, "An opening would be possible in June.", "considering", ("2031-06-01", "2031-06-30")),
        (TOLL, "The rules let the council charge from July 1.", "approved", ("2031-07-01", "2031-07-01")),
        (PACT, "The vote will be held in June.", "expected", ("2031-06-01", "2031-06-30")),
        (PORT, "The port will be in place by June, Harn said.", "expected", ("2031-05-06", "2031-06-30")),
        (TOLL, "Drivers fear the planned July 1 start.", "approved", ("2031-07-01", "2031-07-01")),
        (FERRY, "Nothing is going to sail before mid-June.", "delayed", ("2031-06-11", None)),
        (FERRY, "The ferry has left, Harn confirmed on Monday.", "in-effect", ("2031-05-05", "2031-05-05")),
        (
            TOLL,
            "The council voted for the toll on Tuesday. It applies from July 1.",
            "approved",
            ("2031-07-01", "2031-07-01"),
        ),
        (TOLL, "Drivers brace for a start on May 19.", "expected", ("2031-05-19", "2031-05-19")),
        (PORT, "At noon on May 2, the mayor opened the port.", "in-effect", ("2031-05-02", "2031-05-02")),
        (PACT, "Approval came Friday.", "approved", ("2031-05-02", "2031-05-02")),
        (PORT, "Pilots look forward to a June opening.", "expected", ("2031-06-01", "2031-06-30")),
        (PACT, "The ratification is pencilled in for June 12.", "expected", ("2031-06-12", "2031-06-12")),
        (TOLL, "ORM+ pushes back the toll to July 1.", "delayed", ("2031-07-01", "2031-07-01")),
        (TOLL, "Harn asks the council for a delay to July 1.", "considering", ("2031-07-01", "2031-07-01")),
        # moved dates
        (TOLL, "Harn pushes back the toll to July 1.", "delayed", ("2031-07-01", "2031-07-01")),
        (
            TOLL,
            "Harn grants the toll a 'breather extension' to July 1.",
            "delayed",
            ("2031-07-01", "2031-07-01"),
        ),
        (TOLL, "Harn grants the toll a delay to July 1.", "delayed", ("2031-07-01", "2031-07-01")),
        (TOLL, "Harn moves the start of the toll to March.", "delayed", ("2032-03-01", "2032-03-31")),
        (PACT, "The decision was pushed past the harbour fair.", "delayed", ("2031-09-06", None)),
        (
            TOLL,
            "The toll, which the council had earlier set for May, has been moved back to July.",
            "delayed",
            ("2031-07-01", "2031-07-31"),
        ),
        # a date that tells when something else happens, and that the event's
        (
            PORT,
            "The opening will be settled when the two mayors meet in late June.",
            "expected",
            ("2031-06-21", "2031-06-30"),
        ),
        (
            PORT,
            "No opening of the port before the assembly returns in October.",
            "delayed",
            ("2031-10-01", None),
        ),
        (PACT, "The council will not take it up until October.", "delayed", ("2031-10-01", None)),
        # what is not before the end of a unit
        (PORT, "The port will not open this year.", "delayed", ("2032-01-01", None)),
        (
            PORT,
            "They regret Harn's refusal to open the port this summer.",
            "delayed",
            ("2031-09-01", None),
        ),
        # two dates that narrow each other down, and the running year
        (
            PORT,
            "The port was opened earlier this month, before May 4.",
            "approved",
            ("2031-05-01", "2031-05-03"),
        ),
        (PORT, "The port will open in 2031.", "expected", ("2031-05-06", "2031-12-31")),
        # a past day of the event as a noun, where the item says that it is done
        (PORT, "Crowds came to the opening on May 2.", "approved", ("2031-05-02", "2031-05-02")),
        (PACT, "Nine members took part in Monday's vote.", "approved", ("2031-05-05", "2031-05-05")),
    ],
)
def test_day_of_the_event(
    topic: Topic, text: str, status: str, expected: tuple[str | None, str | None]
) -> None:
    found = read(topic, text, Status(status))
    assert found is not None
    assert found.days == days(*expected)


@pytest.mark.parametrize(
    ("topic", "text", "status"),
    [
        # of another word of the clause
        (PORT, "In his remarks on Monday Harn praised the opening.", "approved"),
        (PORT, "The port was opened by the mayor who takes office on Friday.", "expected"),
        (TOLL, "A ruling on the toll is expected by December.", "expected"),
        (TOLL, "The council approved the toll on Tuesday.", "approved"),
        (PORT, "The port has room for the autumn session.", "expected"),
        (PORT, "Beginning in June it will slow the loading at the port.", "expected"),
        # of what is denied, undone, asked for, or only asked about
        (PORT, "The port will not open this year.", "unlikely"),
        (PORT, "It is unlikely that the port opens in June.", "considering"),
        (PORT, "The council had planned to open the port in June.", "expected"),
        (PORT, "There is talk of a pause in openings from June.", "expected"),
        (PORT, "Shares stood at a premium to Friday's close.", "expected"),
        (PORT, "A tenth of today's openings would be enough.", "expected"),
        (PORT, "Bets on a June opening collapse.", "expected"),
        (PORT, "The council delays the planned June opening.", "delayed"),
        (PORT, "Asked about an opening in June, Harn smiled.", "considering"),
        (TOLL, "The toll would stay in force through 2033.", "approved"),
        (PORT, "A panel will discuss the opening next week.", "considering"),
        (PORT, "Harn is to announce plans to open the port on Friday.", "expected"),
        (PORT, "The port opened after Harn last week said it would.", "in-effect"),
        (PORT, "Claims this week that the port had been opened were wrong.", "delayed"),
        (PORT, "Harn is to announce a halt to all new port openings on Friday.", "expected"),
        (PORT, "The openings stopped on May 2.", "approved"),
        (PORT, "The council suspended openings on Friday.", "approved"),
        (PORT, "Harn pushes back the port budget talks to June 10.", "expected"),
        (TOLL, "Drivers say that the review planned for May would come by June.", "expected"),
        # of a later one than the first, or no day at all
        (FERRY, "Two more ferries depart in June.", "expected"),
        (FERRY, "The ferry departed twice this year.", "in-effect"),
        (PORT, "No opening is planned when the mayors meet on Friday.", "delayed"),
        (PORT, "The port committee approved the opening on Tuesday.", "expected"),
        (PORT, "Letters about the port came in a day.", "considering"),
    ],
)
def test_day_of_something_else(topic: Topic, text: str, status: str) -> None:
    assert read(topic, text, Status(status)) is None


def test_the_event_itself_goes_before_a_paper_that_may_stand_for_it() -> None:
    found = read(PORT, "The bill comes into force on June 3. The port opens on June 30.")
    assert found is not None
    assert found.days == days("2031-06-30", "2031-06-30")


def test_a_paper_that_carries_another_question_does_not_stand_for_the_event() -> None:
    law = Question(
        "port", "law", Kind.WILL, "Will the harbour bill become law?", yes=parse_terms("become law | pass")
    )
    both = replace(PORT, questions=(*PORT.questions, law))
    text = "The port would still open in the summer, Harn said."
    found = read(both, text, title="Harn's harbour bill delayed until mid-July")
    assert found is not None
    assert found.days == days("2031-06-01", "2031-08-31")


def test_a_date_that_the_headline_bears_out_is_taken() -> None:
    text = "The port opens to yachts on July 1. Harn said the port would open on August 3."
    found = read(PORT, text, title="Port of Aldova to open in August")
    assert found is not None
    assert found.days == days("2031-08-03", "2031-08-03")


def test_a_headline_that_tells_of_a_third_one_leaves_no_day_for_the_first() -> None:
    text = "The ferry will depart on Friday."
    assert read(FERRY, text, title="Ferry to Orm to depart") is not None
    assert read(FERRY, text, title="Ferry to Orm to depart a third time") is None


def test_a_headline_that_only_supposes_gives_no_day() -> None:
    assert read(PORT, "Nobody knows.", title="Harn vows a new port if he wins in June") is None


def test_what_somebody_asks_for_counts_where_the_item_says_more() -> None:
    text = "The port must open in June."
    assert read(PORT, text, None) is None
    assert read(PORT, text, Status.EXPECTED) is not None


@given(st.text(alphabet="abe ,.\"'-5", max_size=200), st.sampled_from(list(Status)))
def test_any_text_is_judged(text: str, status: Status) -> None:
    read(PORT, f"The port opens {text} in June, {text} on Friday.", status)


# --- with what the item says of the event ------------------------------------------------------------------

OPENING, STARTING, DECIDING = Asks("open"), Asks("open", effect=True), Asks("open", once=True)
UNDONE = "past, and the item does not say that it is done"
TODAY = days("2031-05-06", "2031-05-06")
PAST, AHEAD = days("2031-05-01", "2031-05-01"), days("2031-07-12", "2031-07-12")


@pytest.mark.parametrize(
    ("claim", "asks", "status", "reason"),
    [
        (Claim(PAST, 0, True), OPENING, Status.APPROVED, ""),
        (Claim(PAST, 0, True), OPENING, Status.EXPECTED, UNDONE),
        (Claim(TODAY, 0, True, done=True), OPENING, Status.EXPECTED, UNDONE),
        (Claim(PAST, 0, True), STARTING, Status.APPROVED, "the day of the decision, not of its effect"),
        (Claim(PAST, 0, True, taken=True), STARTING, Status.APPROVED, ""),
        (Claim(PAST, 0, True), STARTING, Status.IN_EFFECT, ""),
        (Claim(AHEAD, 0, True), OPENING, Status.EXPECTED, ""),
        (Claim(AHEAD, 0, True), OPENING, None, ""),
        (Claim(AHEAD, 0, False), OPENING, None, "the item does not say that it happens"),
        (Claim(AHEAD, 0, True, wished=True), OPENING, None, "what somebody asks for"),
        (Claim(AHEAD, 0, True), OPENING, Status.REJECTED, "the item says that it will not happen"),
        (Claim(days("2031-07-12", None), 0, True), OPENING, Status.UNLIKELY, ""),
        (Claim(AHEAD, 0, True), DECIDING, Status.APPROVED, "to come, and the item says that it is done"),
        (Claim(AHEAD, 0, True), OPENING, Status.APPROVED, ""),
        (Claim(AHEAD, 0, True), OPENING, Status.IN_EFFECT, "to come, and the item says that it is done"),
        (Claim(AHEAD, 0, True), Asks("open", ends=True), Status.IN_EFFECT, ""),
        (Claim(TODAY, 0, False, confirmed=True), OPENING, Status.APPROVED, "when it was said"),
        (Claim(TODAY, 0, False, confirmed=True), OPENING, Status.IN_EFFECT, ""),
    ],
)
def test_day_agrees_with_the_event(claim: Claim, asks: Asks, status: Status | None, reason: str) -> None:
    assert disagrees(claim, asks, Said({"open": status}), R) == reason


def test_item_on_another_step_dates_that_step() -> None:
    said = Said({"open": None, "close": Status.APPROVED})
    assert disagrees(Claim(AHEAD, 0, True), OPENING, said, R) == "the item speaks of another step"
    assert disagrees(Claim(AHEAD, 0, True), Asks(None), said, R) == ""


def test_sentence_on_another_step_dates_that_step() -> None:
    lines = {"open": frozenset({0}), "close": frozenset({1})}
    said = Said({"open": Status.EXPECTED, "close": Status.DELAYED}, lines)
    assert disagrees(Claim(AHEAD, 1, False), OPENING, said, R) == "the sentence speaks of another step"
    assert disagrees(Claim(AHEAD, 1, True), OPENING, said, R) == ""
    assert disagrees(Claim(AHEAD, 0, False), OPENING, said, R) == ""


def test_where_actors_share_an_act_a_day_needs_a_word_on_this_one() -> None:
    reason = disagrees(Claim(AHEAD, 0, True), Asks("open", shared=True), Said({"open": None}), R)
    assert reason == "the item does not say that it happens"
