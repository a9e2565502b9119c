"""What the analyst's tags do to the board, and how sure it says it is."""

from __future__ import annotations

import json

import pytest
from board_cases import board, days, said, tag

from monitor.board.analyst import counting, parse_answer
from monitor.model import Basis, Confidence, Count, Evidence, Kind, Status, TagKind


def answer_of(value: object, at: str = "06-10", number: int = 1, question: str = "will"):
    return tag(number, TagKind.ANSWER, at, topic="topic", question=question, value=json.dumps(value))


def test_noise_takes_out_all_that_an_item_says() -> None:
    heard = [said("06-01", "approved", item=7), said("06-01", days("06-01", "06-30"), item=7)]
    answers = board(heard, tags=[tag(1, TagKind.NOISE, item=7)])
    assert answers["will"].status is Status.OPEN
    assert answers["when"].days is None


def test_dispute_takes_out_one_signal() -> None:
    heard = [said("06-01", "considering"), said("06-02", "approved")]
    disputed = tag(1, TagKind.DISPUTE, signal=heard[1].id)
    assert board(heard, tags=[disputed])["will"].status is Status.CONSIDERING


@pytest.mark.parametrize(
    "second",
    [tag(2, TagKind.RELEVANT, "12-02", item=7), tag(2, TagKind.UNDO, "12-02", item=7, undoes=1)],
    ids=["relevant again", "undone"],
)
def test_what_was_noise_counts_again(second) -> None:
    heard = [said("06-01", "approved", item=7)]
    assert board(heard, tags=[tag(1, TagKind.NOISE, item=7), second])["will"].status is Status.APPROVED


def test_an_undone_undo_lets_the_tag_count_again() -> None:
    noise = tag(1, TagKind.NOISE, item=7)
    undo = tag(2, TagKind.UNDO, "12-02", undoes=1)
    redo = tag(3, TagKind.UNDO, "12-03", undoes=2)
    assert counting([noise, undo]) == ()
    assert counting([noise, undo, redo]) == (noise,)


def test_a_confirmed_reading_waits_for_no_second_voice() -> None:
    heard = [
        said("06-01", "unlikely"),
        said("06-20", "approved", by="unnamed", feed="CNN", also=["considering"]),
    ]
    confirmed = tag(1, TagKind.CONFIRM, signal=heard[1].id)
    undone = tag(2, TagKind.UNDO, "12-02", undoes=1)
    assert board(heard)["will"].status is Status.UNLIKELY
    answer = board(heard, tags=[confirmed])["will"]
    assert (answer.status, answer.basis) == (Status.APPROVED, Basis.REPORTED)
    assert board(heard, tags=[confirmed, undone])["will"].status is Status.UNLIKELY


def test_a_confirmed_date_needs_no_word_of_its_event() -> None:
    first = said("06-01", "expected")
    given = [said("06-01", days("09-01", "09-30"), item=first.item), said("08-01", days("11-01", "11-30"))]
    tags = [tag(1, TagKind.CONFIRM, signal=given[1].id)]
    assert board([first, *given])["when"].days == days("09-01", "09-30")
    assert board([first, *given], tags=tags)["when"].days == days("11-01", "11-30")


# --- the analyst's own answer ---------------------------------------------------------------------


def test_the_analysts_answer_stands() -> None:
    heard = [said("06-01", "considering")]
    answer = board(heard, tags=[answer_of({"status": "rejected", "reason": "told in person"})])["will"]
    assert (answer.status, answer.basis) == (Status.REJECTED, Basis.ANALYST)
    assert answer.why == "told in person"
    assert not answer.contested


def test_newer_official_evidence_asks_and_never_overwrites() -> None:
    heard = [said("06-01", "considering"), said("06-20", "approved", feed="White House")]
    answer = board(heard, tags=[answer_of({"status": "rejected"})])["will"]
    assert answer.status is Status.REJECTED
    assert answer.contested == "asks: the deciding side has since said “approved” (20 Jun 2024)"


@pytest.mark.parametrize(
    "later",
    [said("06-20", "approved", by="unnamed", feed="CNN"), said("06-20", "rejected", feed="White House")],
    ids=["a report", "the same"],
)
def test_what_does_not_ask(later: Evidence) -> None:
    heard = [said("06-01", "considering"), later]
    assert not board(heard, tags=[answer_of({"status": "rejected"})])["will"].contested


def test_the_last_answer_counts_until_it_is_undone() -> None:
    first, second = answer_of({"status": "rejected"}), answer_of({"status": "delayed"}, "06-11", 2)
    undo = tag(3, TagKind.UNDO, "06-12", undoes=2)
    assert board([], tags=[first, second])["will"].status is Status.DELAYED
    assert board([], tags=[first, second, undo])["will"].status is Status.REJECTED


def test_answers_of_the_other_kinds() -> None:
    answers = board(
        [said("06-01", days("09-01", "09-30")), said("06-01", Count(5, 5, "contractors"))],
        tags=[
            answer_of({"when": ["2024-10-01", None]}, question="when"),
            answer_of({"count": [10, 20], "unit": "firms"}, number=2, question="how-many"),
            answer_of({"what": ["no front lines"]}, number=3, question="what"),
        ],
    )
    assert answers["when"].days == days("10-01", None)
    assert answers["how-many"].count == Count(10, 20, "firms")
    assert [c.text for c in answers["what"].conditions] == ["no front lines"]


@pytest.mark.parametrize(
    ("kind", "value"),
    [
        (Kind.WILL, "approved"),
        (Kind.WILL, '{"status": "perhaps"}'),
        (Kind.WILL, '{"when": null}'),
        (Kind.WILL, "[]"),
        (Kind.WHEN, '{"when": ["2024-10-01"]}'),
        (Kind.WHEN, '{"when": ["soon", null]}'),
        (Kind.WHEN, '{"when": ["2024-10-02", "2024-10-01"]}'),
        (Kind.HOW_MANY, '{"count": [9, 1]}'),
        (Kind.HOW_MANY, '{"count": "nine"}'),
        (Kind.WHAT, '{"what": 5}'),
    ],
)
def test_an_unsound_answer_is_refused_with_what_was_expected(kind: Kind, value: str) -> None:
    with pytest.raises(ValueError, match="an answer to this question reads"):
        parse_answer(tag(1, TagKind.ANSWER, value=value), kind)


# --- confidence -------------------------------------------------------------------------------------

LATE = "2024-06-20"
CONFIDENCE: dict[str, tuple[list[Evidence], Confidence, str]] = {
    "its own words": (
        [said("06-01", "expected", feed="White House")],
        Confidence.HIGH,
        "the deciding side says so in its own words",
    ),
    "quoted by one": (
        [said("06-01", "expected", feed="CNN")],
        Confidence.MODERATE,
        "the deciding side is quoted by one outlet",
    ),
    "quoted by two": (
        [said("06-01", "expected", feed="CNN"), said("06-01", "expected", feed="AP")],
        Confidence.HIGH,
        "the deciding side is quoted by 2 independent outlets",
    ),
    "quoted by state media": (
        [said("06-01", "expected", feed="TASS")],
        Confidence.LOW,
        "the deciding side is quoted by state media only",
    ),
    "one report": (
        [said("06-01", "expected", by="unnamed", feed="CNN")],
        Confidence.LOW,
        "one outlet reports it on unnamed officials",
    ),
    "two reports": (
        [
            said("06-01", "expected", by="unnamed", feed="CNN"),
            said("06-02", "expected", by="report", feed="AP"),
        ],
        Confidence.MODERATE,
        "2 independent outlets report it on unnamed officials",
    ),
    "thirty copies": (
        [said("06-01", "expected", by="unnamed", feed=f"Paper {n}", story=1) for n in range(30)],
        Confidence.LOW,
        "one outlet reports it on unnamed officials",
    ),
    "not reliable": (
        [said("06-01", "expected", feed="CNN", reliability="E")],
        Confidence.LOW,
        "no source is graded better than E (not reliable)",
    ),
    "contested": (
        [said("06-01", "considering", feed="AP"), said("06-02", "rejected", by="report", feed="CNN")],
        Confidence.LOW,
        "contested: CNN (2 Jun 2024): rejected",
    ),
}


@pytest.mark.parametrize("name", CONFIDENCE)
def test_confidence_and_its_reasons(name: str) -> None:
    evidence, step, reason = CONFIDENCE[name]
    answer = board(evidence, LATE)["will"]
    assert answer.confidence is step
    assert reason in answer.reasons


def test_an_old_word_nobody_repeats_is_less_sure() -> None:
    heard = [said("06-01", "expected", feed="White House")]
    answer = board(heard, "2024-12-01")["will"]
    assert answer.confidence is Confidence.MODERATE
    assert "nobody has said so for 183 days" in answer.reasons


def test_a_decision_does_not_age() -> None:
    heard = [said("06-01", "approved", feed="White House")]
    assert board(heard, "2025-12-01")["will"].confidence is Confidence.HIGH


def test_confirm_and_credibility_move_confidence_and_never_the_basis() -> None:
    heard = [said("06-01", "approved", by="unnamed", feed="CNN", item=7)]
    confirmed = tag(1, TagKind.CONFIRM, signal=heard[0].id)
    graded = tag(2, TagKind.CREDIBILITY, item=7, value="2")
    doubted = tag(3, TagKind.CREDIBILITY, "12-05", item=7, value="5")
    assert board(heard, LATE)["will"].confidence is Confidence.LOW
    one = board(heard, LATE, tags=[confirmed])["will"]
    assert (one.confidence, one.basis) == (Confidence.MODERATE, Basis.REPORTED)
    assert board(heard, LATE, tags=[confirmed, graded])["will"].confidence is Confidence.HIGH
    assert board(heard, LATE, tags=[graded, doubted])["will"].confidence is Confidence.LOW


def test_confidence_never_says_how_likely_the_event_is() -> None:
    answer = board([said("06-01", "expected", feed="White House", likelihood="likely")], LATE)["will"]
    assert answer.likelihood == "likely"
    assert not any("likely" in reason or "%" in reason for reason in answer.reasons)
