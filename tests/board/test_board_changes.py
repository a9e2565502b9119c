"""What moved between two boards, and the steps that a question has taken."""

from __future__ import annotations

from board_cases import TOPIC, board, days, moment, said

from monitor.board.answers import advance, answers, begin
from monitor.board.changes import changes
from monitor.board.timeline import points, timeline
from monitor.model import Change, Evidence, Status


def played(evidence: list[Evidence]) -> list[Change]:
    """The changes as the evidence comes in."""
    state = begin(TOPIC)
    before, made = answers(state, (), evidence[0].at), []
    for piece in evidence:
        state = advance(state, piece)
        after = answers(state, (), piece.at)
        made += changes(before, after, piece.at, evidence=[piece])
        before = after
    return made


def test_nothing_moved() -> None:
    heard = [said("06-01", "considering")]
    assert changes(board(heard), board(heard), moment("07-01")) == []
    assert changes({}, board([]), moment("07-01")) == []


def test_a_change_says_from_to_when_why_and_because_of_which_items() -> None:
    heard = [said("06-01", "considering", by="unnamed", item=4), said("06-20", "approved", item=5)]
    (change,) = changes(board(heard[:1]), board(heard), heard[1].at, evidence=heard[1:])
    assert change.before is not None
    assert (change.before.status, change.after.status) == (Status.CONSIDERING, Status.APPROVED)
    assert change.items == (5,)
    assert change.guids == (heard[1].guid,)
    assert change.why == "an official statement sets the answer at once"
    assert change.cause == "item"


def test_the_first_answer_comes_from_nothing() -> None:
    (change,) = changes(board([]), board([said("06-01", "considering")]), moment("06-01"))
    assert change.before is None


def test_time_alone_makes_a_change_without_items() -> None:
    heard = [said("06-01", "considering"), said("06-01", days("06-01", "06-30"))]
    made = changes(board(heard, "2024-06-30"), board(heard, "2024-07-01"), moment("07-01"), cause="time")
    assert {c.question for c in made} == {"will", "when"}
    assert all(c.after.overdue and c.items == () and c.cause == "time" for c in made)


def test_a_change_of_a_mark_says_what_is_marked() -> None:
    heard = [
        said("06-01", "considering"),
        said("06-03", "rejected", by="report", feed="CNN"),
        said("06-04", "considering", feed="White House"),
    ]
    assert [change.why for change in played(heard)] == [
        "the first word on the question",
        "contradicted by CNN (3 Jun 2024): rejected",
        "nobody contradicts it any longer",
    ]
    late = [said("06-01", "considering"), said("06-01", days("06-01", "06-30"))]
    made = changes(board(late, "2024-06-30"), board(late, "2024-07-01"), moment("07-01"), cause="time")
    assert {change.why for change in made} == {"the day named for it has passed with nothing decided"}


def test_more_of_the_same_is_no_change() -> None:
    heard = [said("06-01", "approved"), said("06-02", "approved", feed="AP")]
    assert changes(board(heard[:1]), board(heard), moment("06-02")) == []


def test_steps_of_a_timeline() -> None:
    heard = [
        said("06-01", "considering", by="unnamed", feed="CNN"),
        said("06-05", "considering", by="other", feed="BBC"),
        said("06-20", "approved", by="unnamed", feed="Reuters"),
        said("06-21", "approved", feed="White House"),
    ]
    first, second = timeline(played(heard), heard)
    assert (first.answer.status, first.start, first.end) == (Status.CONSIDERING, heard[0].at, heard[2].at)
    assert first.led == (heard[0],)
    assert first.heard == tuple(heard[:2])
    assert (second.answer.status, second.answer.basis, second.end) == (Status.APPROVED, "confirmed", None)
    assert len(second.changes) == 2
    assert second.led == (heard[2],)
    assert second.heard == tuple(heard[2:])


def test_points_say_what_each_item_said_and_whether_it_counts() -> None:
    heard = [said("06-05", days("09-01", None)), said("06-01", days("06-01", "12-31"), by="other")]
    assert [(p.days, p.counted) for p in points(heard)] == [
        (days("06-01", "12-31"), False),
        (days("09-01", None), True),
    ]
