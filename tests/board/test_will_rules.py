"""Each rule by which a status moves, with the sentence of the reading guidelines that it comes from."""

from __future__ import annotations

import pytest
from board_cases import board, said

from monitor.model import Evidence, Status

Case = tuple[list[Evidence], str, str]

RULES: dict[str, Case] = {
    "nothing said: open": ([], "open", ""),
    # "`confirmed` where an `official` assertion supports the current answer; `reported` where only `unnamed`
    # or `report` ones do."
    "official gives confirmed": ([said("06-01", "considering")], "considering", "confirmed"),
    "unnamed gives reported": ([said("06-01", "considering", by="unnamed")], "considering", "reported"),
    "report gives reported": ([said("06-01", "approved", by="report")], "approved", "reported"),
    "official after a report confirms it": (
        [said("06-01", "approved", by="unnamed", feed="CNN"), said("06-02", "approved", feed="White House")],
        "approved",
        "confirmed",
    ),
    "a report after the official statement leaves it confirmed": (
        [said("06-01", "approved"), said("06-02", "approved", by="report", feed="CNN")],
        "approved",
        "confirmed",
    ),
    # "`other` never changes the answer."
    "other never fills": ([said("06-01", "approved", by="other")], "open", ""),
    "other never moves": (
        [said("06-01", "considering"), said("06-02", "rejected", by="other")],
        "considering",
        "confirmed",
    ),
    "a hundred others never move": (
        [
            said("06-01", "unlikely"),
            *(said("06-02", "approved", by="other", feed=f"F{n}") for n in range(100)),
        ],
        "unlikely",
        "confirmed",
    ),
    "an adversary never moves": (
        [said("06-01", "considering"), said("07-20", "approved", by="unnamed", adversary=True)],
        "considering",
        "confirmed",
    ),
    "state media on their own word never move": (
        [said("06-01", "considering"), said("07-20", "approved", by="report", feed="TASS")],
        "considering",
        "confirmed",
    ),
    "state media that quote the deciding side do": (
        [said("06-01", "approved", by="unnamed"), said("06-02", "approved", feed="TASS")],
        "approved",
        "confirmed",
    ),
    # "An official statement sets the answer at once."
    "official unlikely after considering": (
        [said("06-01", "considering"), said("06-02", "unlikely")],
        "unlikely",
        "confirmed",
    ),
    "official considering after an old unlikely": (
        [said("06-01", "unlikely"), said("06-06", "considering")],
        "considering",
        "confirmed",
    ),
    "official delayed after expected": (
        [said("06-01", "expected"), said("06-02", "delayed")],
        "delayed",
        "confirmed",
    ),
    "official denial undoes a lone reported refusal": (
        [
            said("06-01", "rejected", by="unnamed"),
            said("06-02", "considering", feed="White House", quote="The president has not ruled it out."),
        ],
        "considering",
        "confirmed",
    ),
    "an official word that answers no report and falls short of it does not": (
        [
            said("06-01", "rejected", by="unnamed"),
            said("06-02", "considering", feed="White House", quote="The plan could still be studied."),
        ],
        "rejected",
        "reported",
    ),
    # "A report by an outlet sets a status at once too, with basis `reported`, unless the answer stands
    # confirmed on a later or equally recent official statement". A step that is reported in passing waits
    # longer, for a second voice or until the answer has been silent for a quarter: no flapping.
    "a full report of what officials say, a fortnight after an official statement": (
        [said("06-01", "unlikely"), said("06-14", "considering", by="unnamed", feed="CNN")],
        "considering",
        "reported",
    ),
    "one said only below the headline": (
        [said("06-01", "unlikely"), said("06-14", "considering", by="unnamed", feed="CNN", at_head=False)],
        "unlikely",
        "confirmed",
    ),
    "an outlet's own word": (
        [said("06-01", "unlikely"), said("06-14", "considering", by="report", feed="CNN")],
        "unlikely",
        "confirmed",
    ),
    "a second one": (
        [
            said("06-01", "unlikely"),
            said("06-14", "considering", by="report", feed="CNN"),
            said("06-15", "considering", by="report", feed="AP"),
        ],
        "considering",
        "reported",
    ),
    "an outlet's own word after a quarter of silence, of a step further": (
        [said("06-01", "considering"), said("09-14", "expected", by="report", feed="CNN")],
        "expected",
        "reported",
    ),
    "one report of a decision, after an old official statement": (
        [said("06-01", "unlikely"), said("06-14", "approved", by="unnamed", feed="CNN")],
        "approved",
        "reported",
    ),
    "one report of a step against another report": (
        [
            said("06-01", "expected", by="unnamed", feed="AP"),
            said("06-14", "unlikely", by="report", feed="CNN"),
        ],
        "expected",
        "reported",
    ),
    "report in the week of an official statement": (
        [said("06-01", "unlikely"), said("06-04", "considering", by="unnamed", feed="CNN")],
        "unlikely",
        "confirmed",
    ),
    "an outlet's own word within a month of an official statement": (
        [said("06-01", "expected"), said("06-20", "delayed", by="report", feed="CNN")],
        "expected",
        "confirmed",
    ),
    "report dated before the official statement": (
        [
            said("06-04", "considering", quote="No decision has been made, he said."),
            said("06-01", "rejected", by="unnamed", feed="CNN"),
        ],
        "considering",
        "confirmed",
    ),
    # "a report does not override it, two independent outlets do for steps short of a decision."
    "two outlets override": (
        [
            said("06-01", "considering"),
            said("06-02", "expected", by="report", feed="CNN"),
            said("06-03", "expected", by="report", feed="BBC"),
        ],
        "expected",
        "reported",
    ),
    "one report that it is open again does not move what the deciding side has said twice": (
        [
            said("06-01", "unlikely", feed="AP"),
            said("06-03", "unlikely", feed="Reuters"),
            said("07-20", "considering", by="unnamed", feed="CNN"),
        ],
        "unlikely",
        "confirmed",
    ),
    "two that contradict on their own word do not": (
        [
            said("06-01", "expected"),
            said("06-02", "unlikely", by="report", feed="CNN"),
            said("06-03", "unlikely", by="report", feed="BBC"),
        ],
        "expected",
        "confirmed",
    ),
    "two of which one names officials do": (
        [
            said("06-01", "expected"),
            said("06-02", "unlikely", by="unnamed", feed="CNN"),
            said("06-03", "unlikely", by="report", feed="BBC"),
        ],
        "unlikely",
        "reported",
    ),
    "three on their own word do": (
        [
            said("06-01", "expected"),
            said("06-02", "unlikely", by="report", feed="CNN"),
            said("06-03", "unlikely", by="report", feed="BBC"),
            said("06-04", "unlikely", by="report", feed="AP"),
        ],
        "unlikely",
        "reported",
    ),
    "an outlet's own report of a decision, a week after an official statement": (
        [said("06-01", "considering"), said("06-14", "approved", by="report", feed="CNN")],
        "approved",
        "reported",
    ),
    "two outlets with one origin do not": (
        [
            said("06-01", "considering"),
            said("06-02", "expected", by="report", feed="CNN"),
            said("06-03", "expected", by="report", feed="BBC", origin="CNN"),
        ],
        "considering",
        "confirmed",
    ),
    "one outlet twice does not": (
        [
            said("06-01", "considering"),
            said("06-02", "expected", by="report", feed="CNN"),
            said("06-03", "expected", by="report", feed="CNN"),
        ],
        "considering",
        "confirmed",
    ),
    "two outlets do not undo an official decision": (
        [
            said("06-01", "approved"),
            said("06-02", "considering", by="report", feed="CNN"),
            said("06-03", "considering", by="report", feed="BBC"),
        ],
        "approved",
        "confirmed",
    ),
    "officials say that the decision has since been taken": (
        [said("06-01", "considering"), said("06-02", "approved", by="unnamed", feed="CNN")],
        "approved",
        "reported",
    ),
    # "Copies of one wire story are one source."
    "copies are one source": (
        [
            said("06-01", "considering"),
            *(said("06-02", "expected", by="report", feed=f"Paper {n}", story=7) for n in range(30)),
        ],
        "considering",
        "confirmed",
    ),
    # "A step back (expected → considering) needs more than a later article that uses the weaker word."
    "a weaker article is no step back": (
        [said("06-01", "expected"), said("07-20", "considering", by="report", feed="CNN")],
        "expected",
        "confirmed",
    ),
    "a weaker official word is no step back": (
        [said("06-01", "expected"), said("06-20", "considering")],
        "expected",
        "confirmed",
    ),
    "delayed is not left for a weaker word": (
        [said("06-01", "delayed"), said("06-20", "considering")],
        "delayed",
        "confirmed",
    ),
    "two official weaker words after a long silence are one": (
        [
            said("06-01", "expected"),
            said("09-20", "considering", feed="AP"),
            said("09-21", "considering", feed="Reuters"),
        ],
        "considering",
        "confirmed",
    ),
    "an official unlikely is a step back": (
        [said("06-01", "expected"), said("06-20", "unlikely")],
        "unlikely",
        "confirmed",
    ),
    # "A decision (approved, rejected, in-effect) is left only on an explicit new decision, delay or
    # reversal."
    "approved is not left for expected": (
        [said("06-01", "approved"), said("08-01", "expected", by="report", feed="CNN")],
        "approved",
        "confirmed",
    ),
    "approved is left for a delay": (
        [said("06-01", "approved"), said("06-02", "delayed")],
        "delayed",
        "confirmed",
    ),
    "approved is left for a reversal": (
        [said("06-01", "approved"), said("06-02", "reversed")],
        "reversed",
        "confirmed",
    ),
    "approved is left for effect": (
        [said("06-01", "approved"), said("06-02", "in-effect")],
        "in-effect",
        "confirmed",
    ),
    "in effect is not left for approved": (
        [said("06-01", "in-effect"), said("06-02", "approved")],
        "in-effect",
        "confirmed",
    ),
    "rejected is left for approved": (
        [said("06-01", "rejected"), said("06-20", "approved")],
        "approved",
        "confirmed",
    ),
    "the deciding side says that nothing has changed": (
        [said("06-01", "approved"), said("06-03", "unlikely")],
        "unlikely",
        "confirmed",
    ),
    "a refusal by a court is left for a new plan": (
        [said("06-01", "rejected"), said("06-01 17:00", "expected", feed="BBC")],
        "expected",
        "confirmed",
    ),
    "and the refusal told again that evening is old news": (
        [
            said("06-01", "rejected"),
            said("06-01 17:00", "expected", feed="BBC"),
            said("06-01 18:00", "rejected", feed="CNN"),
        ],
        "expected",
        "confirmed",
    ),
    "a decision told too early, left, and taken the day after is told by two": (
        [
            said("06-01", "approved", by="report", feed="Bloomberg"),
            said("06-01 12:00", "expected", by="unnamed", feed="AP"),
            said("06-01 13:00", "expected", by="unnamed", feed="BBC"),
            said("06-01 14:00", "expected", by="unnamed", feed="WSJ"),
            said("06-02 18:00", "approved", by="report", feed="NPR"),
            said("06-02 19:00", "approved", by="report", feed="Sky"),
        ],
        "approved",
        "reported",
    ),
    "told by two while as many go on as before, it is old news": (
        [
            said("06-01", "approved", by="report", feed="Bloomberg"),
            said("06-01 12:00", "expected", by="unnamed", feed="AP"),
            said("06-01 13:00", "expected", by="unnamed", feed="BBC"),
            said("06-01 14:00", "expected", by="unnamed", feed="WSJ"),
            said("06-01 15:00", "expected", by="unnamed", feed="CNN"),
            said("06-01 16:00", "expected", by="unnamed", feed="Reuters"),
            said("06-01 17:00", "expected", by="unnamed", feed="FT"),
            said("06-01 18:00", "approved", by="report", feed="NPR"),
            said("06-01 19:00", "approved", by="report", feed="Sky"),
        ],
        "expected",
        "reported",
    ),
    "a report alone does not undo an official decision": (
        [said("06-01", "approved"), said("08-01", "rejected", by="unnamed", feed="CNN")],
        "approved",
        "confirmed",
    ),
    "two reports of a new decision, long after, do": (
        [
            said("06-01", "approved"),
            said("08-01", "reversed", by="unnamed", feed="CNN"),
            said("08-02", "reversed", by="report", feed="BBC"),
        ],
        "reversed",
        "reported",
    ),
    "one outlet's own word of effect waits for a second": (
        [said("06-01", "approved"), said("06-03", "in-effect", by="report", feed="CNN")],
        "approved",
        "confirmed",
    ),
    "two outlets see it happen": (
        [
            said("06-01", "delayed"),
            said("06-02", "in-effect", by="report", feed="CNN"),
            said("06-02 13:00", "in-effect", by="report", feed="AP"),
        ],
        "in-effect",
        "reported",
    ),
    # "An official statement weaker than a standing decision does not undo it; an explicitly reopened
    # review does."
    "weaker official statement": (
        [said("06-01", "approved"), said("06-20", "considering")],
        "approved",
        "confirmed",
    ),
    "weaker official statement on a refusal": (
        [said("06-01", "rejected"), said("06-20", "considering")],
        "rejected",
        "confirmed",
    ),
    "an effect told by one outlet alone, where others still say approved": (
        [
            said("06-01", "approved", feed="White House"),
            said("06-05", "in-effect", by="unnamed", feed="CNN"),
            said("06-06", "approved", feed="AP"),
            said("06-07", "approved", by="report", feed="Reuters"),
        ],
        "approved",
        "confirmed",
    ),
    "a decision told by one outlet alone, where three others still say expected": (
        [
            said("06-01", "approved", feed="CNN"),
            said("06-01 14:00", "expected", feed="AP"),
            said("06-01 15:00", "expected", feed="BBC"),
            said("06-01 16:00", "expected", by="report", feed="Reuters"),
        ],
        "expected",
        "confirmed",
    ),
    "a contrary decision that one outlet alone told of, where three go on with the one before": (
        [
            said("06-01", "approved", feed="White House"),
            said("06-05", "rejected", feed="CNN"),
            said("06-05 14:00", "approved", by="report", feed="AP"),
            said("06-05 15:00", "approved", feed="BBC"),
            said("06-05 16:00", "approved", by="report", feed="Reuters"),
        ],
        "approved",
        "confirmed",
    ),
    "a decision told by one outlet alone gives way to two that quote otherwise": (
        [
            said("06-01", "rejected", feed="CNN"),
            said("06-05", "considering", feed="AP"),
            said("06-06", "considering", feed="Reuters"),
        ],
        "considering",
        "confirmed",
    ),
    "a decision of its own document does not": (
        [
            said("06-01", "rejected", feed="White House"),
            said("06-05", "considering", feed="AP"),
            said("06-06", "considering", feed="Reuters"),
        ],
        "rejected",
        "confirmed",
    ),
    "a reported decision of one outlet gives way to two others": (
        [
            said("06-01", "approved", by="unnamed", feed="CNN"),
            said("06-05", "considering", by="unnamed", feed="AP"),
            said("06-06", "considering", by="unnamed", feed="Reuters"),
        ],
        "considering",
        "reported",
    ),
    "of several it does not": (
        [
            said("06-01", "approved", by="unnamed", feed="CNN"),
            said("06-02", "approved", by="report", feed="BBC"),
            said("06-05", "considering", by="unnamed", feed="AP"),
            said("06-06", "considering", by="unnamed", feed="Reuters"),
        ],
        "approved",
        "reported",
    ),
    "a reopened review": (
        [
            said("06-01", "approved"),
            said("06-20", "considering", quote="The ministry said it has reopened its review of the permit."),
        ],
        "considering",
        "confirmed",
    ),
    # "A law passed that takes effect later: the item says `expected` for effect; a board that stands at
    # `approved` stays."
    "a law that takes effect later": (
        [said("06-01", "approved"), said("06-02", "expected")],
        "approved",
        "confirmed",
    ),
    # "Struck down by a court, repealed, withdrawn: `reversed` for what had been decided."
    "struck down": ([said("06-01", "in-effect"), said("09-01", "reversed")], "reversed", "confirmed"),
}


@pytest.mark.parametrize("name", RULES)
def test_rule(name: str) -> None:
    evidence, status, basis = RULES[name]
    answer = board(evidence)["will"]
    assert (answer.status, answer.basis or "") == (status, basis)


@pytest.mark.parametrize(
    ("quote", "status"),
    [
        ("The president ordered a new review of the deal.", Status.CONSIDERING),
        ("The minister said the decision was under review.", Status.CONSIDERING),
        ("The ministry will take a fresh look at the bid.", Status.CONSIDERING),
        ("The ministry could still decide on the details.", Status.REJECTED),
    ],
)
def test_an_explicitly_reopened_review_undoes_a_decision(quote: str, status: Status) -> None:
    heard = [said("06-01", "rejected"), said("07-20", "considering", feed="White House", quote=quote)]
    assert board(heard)["will"].status is status


@pytest.mark.parametrize(
    ("quote", "status"),
    [
        ("The president has not ruled it out.", Status.CONSIDERING),
        ("He hasn't decided, a spokesman said.", Status.CONSIDERING),
        ("No final decision has been made.", Status.CONSIDERING),
        ("Nothing has been decided, she said.", Status.CONSIDERING),
        ("The ministry denied the report.", Status.CONSIDERING),
        ("The reports are premature, he said.", Status.CONSIDERING),
        ("The plan could still be studied.", Status.REJECTED),
        ("The report is due in May.", Status.REJECTED),
    ],
)
def test_only_an_answer_to_the_report_undoes_a_reported_decision(quote: str, status: Status) -> None:
    heard = [
        said("06-01", "rejected", by="unnamed"),
        said("06-02", "considering", feed="White House", quote=quote),
    ]
    assert board(heard)["will"].status is status


def test_weak_opposite_words_do_not_flap() -> None:
    """No flapping: a stream of weak opposite words leaves the board where it is."""
    stream = [said("06-01", "expected", feed="White House")]
    for day in range(2, 28):
        stream += [
            said(f"06-{day:02}", "considering", by="report", feed=f"Paper {day % 5}"),
            said(f"06-{day:02} 18:00", "expected", by="report", feed=f"Paper {day % 3}"),
            said(f"06-{day:02} 20:00", "considering", by="unnamed", feed="CNN"),
        ]
    seen = {board(stream[: n + 1])["will"].status for n in range(len(stream))}
    assert seen == {Status.EXPECTED}
