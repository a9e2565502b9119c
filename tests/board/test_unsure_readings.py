"""Readings that may be wrong: what an item does not bear out itself waits for a second voice, and a decision
that more voices pass over than tell of is freed."""

from __future__ import annotations

from dataclasses import replace

import pytest
from board_cases import board, said

from monitor.model import Evidence, Status

Case = tuple[list[Evidence], str, str]

PLAIN: list[str] = []
UNSURE: dict[str, Case] = {
    "a decision that the item itself takes back waits": (
        [said("06-01", "considering"), said("06-20", "approved", feed="CNN", also=["considering"])],
        "considering",
        "confirmed",
    ),
    "until a second voice says so": (
        [
            said("06-01", "considering"),
            said("06-20", "approved", feed="CNN", also=["considering"]),
            said("06-21", "approved", feed="AP", also=PLAIN),
        ],
        "approved",
        "confirmed",
    ),
    "a retelling that is read otherwise does not correct the report that it retells": (
        [
            said("06-01", "unlikely", by="unnamed", feed="FT"),
            said("06-01 15:00", "expected", by="unnamed", feed="Yahoo", origin="FT"),
        ],
        "unlikely",
        "reported",
    ),
    "nor does a copy": (
        [
            said("06-01", "unlikely", by="unnamed", feed="AP", story=7),
            said("06-01 15:00", "expected", by="unnamed", feed="Yahoo", story=7),
        ],
        "unlikely",
        "reported",
    ),
    "a fuller one that alone names the deciding side does": (
        [
            said("06-01", "unlikely", by="unnamed", feed="AP", story=7),
            said("06-01 15:00", "expected", feed="Yahoo", story=7),
        ],
        "expected",
        "confirmed",
    ),
    "a copy is no second voice": (
        [
            said("06-01", "unlikely"),
            said("06-20", "approved", feed="CNN", also=["considering"], story=7),
            said("06-20 13:00", "approved", feed="AP", also=PLAIN, story=7),
        ],
        "unlikely",
        "confirmed",
    ),
    "nor is a retelling": (
        [
            said("06-01", "unlikely"),
            said("06-20", "approved", feed="CNN", also=["considering"]),
            said("06-21", "approved", feed="AP", also=PLAIN, origin="CNN"),
        ],
        "unlikely",
        "confirmed",
    ),
    "a turn to no that the deciding side is quoted with once waits": (
        [said("06-01", "considering"), said("07-20", "unlikely", feed="CNN", also=PLAIN)],
        "considering",
        "confirmed",
    ),
    "so does one said twice, but not at the head": (
        [said("06-01", "considering"), said("07-20", "unlikely", feed="CNN", at_head=False)],
        "considering",
        "confirmed",
    ),
    "said twice and at the head it moves the board": (
        [said("06-01", "considering"), said("07-20", "unlikely", feed="CNN")],
        "unlikely",
        "confirmed",
    ),
    "quoted by a second voice too": (
        [
            said("06-01", "considering"),
            said("07-20", "unlikely", feed="CNN", also=PLAIN),
            said("07-21", "unlikely", feed="AP", also=PLAIN),
        ],
        "unlikely",
        "confirmed",
    ),
    "a turn from no to yes waits likewise": (
        [said("06-01", "unlikely"), said("07-20", "expected", feed="CNN", also=PLAIN)],
        "unlikely",
        "confirmed",
    ),
    "a step on the same side does not": (
        [said("06-01", "considering"), said("07-20", "expected", feed="CNN", also=PLAIN)],
        "expected",
        "confirmed",
    ),
    "a decision said once in passing, against the answer, waits": (
        [said("06-01", "unlikely"), said("06-20", "approved", also=PLAIN, at_head=False, decides=True)],
        "unlikely",
        "confirmed",
    ),
    "so does a bare mention in the headline": (
        [said("06-01", "unlikely"), said("06-20", "approved", also=PLAIN)],
        "unlikely",
        "confirmed",
    ),
    "an explicit word of decision in the headline does not": (
        [said("06-01", "unlikely"), said("06-20", "approved", also=PLAIN, decides=True)],
        "approved",
        "confirmed",
    ),
    "nor in a document of the deciding side": (
        [
            said("06-01", "unlikely"),
            said("06-20", "approved", feed="White House", also=PLAIN, at_head=False, decides=True),
        ],
        "approved",
        "confirmed",
    ),
    "a decision that follows on the answer does not wait": (
        [said("06-01", "considering"), said("06-20", "approved", also=PLAIN, at_head=False)],
        "approved",
        "confirmed",
    ),
    "unless three have just given the answer": (
        [
            said("06-19", "expected", feed="AP"),
            said("06-19", "expected", feed="CNN"),
            said("06-19", "expected", feed="BBC"),
            said("06-20", "approved", also=PLAIN),
        ],
        "expected",
        "confirmed",
    ),
    "a step that the item goes beyond elsewhere is plain": (
        [said("06-01", "considering"), said("06-20", "expected", also=["approved"])],
        "expected",
        "confirmed",
    ),
    "a step that the item contradicts waits while the answer is fresh": (
        [said("06-10", "considering"), said("06-20", "expected", also=["unlikely"])],
        "considering",
        "confirmed",
    ),
    "a passing step waits while the answer is fresh": (
        [said("06-10", "considering"), said("06-20", "expected", also=PLAIN, at_head=False)],
        "considering",
        "confirmed",
    ),
    "an older answer gives way to it": (
        [said("06-01", "considering"), said("06-20", "expected", also=PLAIN, at_head=False)],
        "expected",
        "confirmed",
    ),
    "a decision does not grow old": (
        [said("06-01", "approved"), said("09-20", "unlikely", also=["considering"])],
        "approved",
        "confirmed",
    ),
    "a quotation in the headline moves a fresh answer": (
        [said("06-10", "considering"), said("06-20", "expected", also=PLAIN)],
        "expected",
        "confirmed",
    ),
    "but not one that three have just given": (
        [
            said("06-19", "delayed", feed="AP"),
            said("06-19", "delayed", feed="CNN"),
            said("06-19", "delayed", feed="BBC"),
            said("06-20", "unlikely", also=PLAIN),
        ],
        "delayed",
        "confirmed",
    ),
    "three reports do not hold back the deciding side": (
        [
            said("06-19", "expected", by="unnamed", feed="AP"),
            said("06-19", "expected", by="report", feed="CNN"),
            said("06-19", "expected", by="unnamed", feed="BBC"),
            said("06-20", "delayed", also=PLAIN),
        ],
        "delayed",
        "confirmed",
    ),
    "a first word needs no second": (
        [said("06-20", "expected", also=["unlikely"], by="report", at_head=False)],
        "expected",
        "reported",
    ),
    "but a first word that it has been decided does, where the item does not bear it out": (
        [said("06-20", "approved", also=PLAIN, at_head=False)],
        "open",
        "",
    ),
    "a decision that one outlet reports gives way to two that go on": (
        [
            said("06-01", "approved", by="unnamed", feed="CNN", also=PLAIN, decides=True),
            said("06-05", "considering", by="report", feed="AP"),
            said("06-06", "considering", by="report", feed="BBC"),
        ],
        "considering",
        "reported",
    ),
    "words that fall short of a decision do not carry the opposite one": (
        [
            said("06-01", "approved", by="report", feed="CNN"),
            said("06-02", "expected", by="report", feed="AP"),
            said("06-02", "expected", by="report", feed="BBC"),
            said("06-03", "rejected", by="report", feed="NPR"),
        ],
        "approved",
        "reported",
    ),
    "one weaker word frees no decision, whoever says it": (
        [
            said("06-01", "rejected", feed="AP", also=PLAIN, decides=True),
            said("06-20", "considering", feed="White House"),
        ],
        "rejected",
        "confirmed",
    ),
    "one that several have told stands": (
        [
            said("06-01", "approved", feed="CNN"),
            said("06-01", "approved", feed="BBC"),
            said("06-01", "approved", feed="AP"),
            said("06-05", "considering", by="report", feed="Reuters"),
            said("06-06", "considering", by="unnamed", feed="NPR"),
            said("06-07", "considering", feed="ABC"),
        ],
        "approved",
        "confirmed",
    ),
}


def test_what_is_said_twice_in_one_sentence_is_said_once() -> None:
    heard = said("06-20", "approved", also=["approved"], at_head=False)
    again = tuple(replace(other, span=heard.signal.span) for other in heard.signal.discarded)
    once = replace(heard, signal=replace(heard.signal, discarded=again))
    assert board([said("06-01", "unlikely"), heard])["will"].status is Status.APPROVED
    assert board([said("06-01", "unlikely"), once])["will"].status is Status.UNLIKELY


@pytest.mark.parametrize("name", UNSURE)
def test_what_an_item_does_not_bear_out_itself_waits_for_a_second_voice(name: str) -> None:
    evidence, status, basis = UNSURE[name]
    answer = board(evidence)["will"]
    assert (answer.status, answer.basis or "") == (status, basis)
