"""What must hold of any stream of evidence, in whatever order it arrives."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

from board_cases import TOPIC, board, days, moment, said, tag
from hypothesis import given, settings
from hypothesis import strategies as st

from monitor.board.answers import advance, answers, begin, decide, settle, withdraw
from monitor.board.state import STRIDE, State
from monitor.model import Answer, Count, Evidence, Status, TagKind

NOW = moment("2025-06-01")

STATUSES = st.sampled_from([str(s) for s in Status if s is not Status.OPEN])
VALUES = st.one_of(
    STATUSES,
    STATUSES,
    st.sampled_from(
        [days("06-25", "12-31"), days("09-01", None), days("07-04", "07-04"), days("06-01", "06-30")]
    ),
    st.sampled_from([Count(36, 200, "contractors"), Count(None, 900, "firms"), Count(50, 50, "people")]),
    st.sampled_from(["no front lines at all", "a plan to limit the risks", "never near front lines"]),
)
FEEDS = st.sampled_from(["White House", "Reuters", "AP", "CNN", "BBC", "TASS"])


@st.composite
def pieces(draw: st.DrawFn, by: st.SearchStrategy[str] | None = None) -> Evidence:
    minute = draw(st.integers(0, 60 * 24 * 150))
    value = draw(VALUES)
    made = said(
        "06-01",
        value,
        by=draw(by if by is not None else st.sampled_from(["official", "unnamed", "report", "other"])),
        feed=draw(FEEDS),
        origin=draw(st.sampled_from(["", "", "", "CNN"])),
        story=draw(st.integers(1, 12)),
        withdrawn=isinstance(value, str) and value not in set(Status) and draw(st.booleans()),
        also=draw(st.sampled_from([None, None, [], ["considering"], ["rejected"]])),
        at_head=draw(st.booleans()),
        decides=draw(st.booleans()),
    )
    return replace(made, at=made.at + timedelta(minutes=minute))


SMALL = settings(deadline=None, max_examples=40)
STREAMS = st.lists(pieces(), max_size=20)


def heard(evidence: list[Evidence]) -> State:
    state = begin(TOPIC)
    for piece in evidence:
        state = advance(state, piece)
    return state


def shown(evidence: list[Evidence]) -> dict[str, Answer]:
    return answers(heard(evidence), (), NOW)


@SMALL
@given(STREAMS, st.randoms(use_true_random=False))
def test_order_of_arrival_does_not_matter(evidence: list[Evidence], random) -> None:
    arrived = list(evidence)
    random.shuffle(arrived)
    assert shown(arrived) == shown(evidence)


@SMALL
@given(STREAMS, st.randoms(use_true_random=False))
def test_order_of_arrival_within_a_minute_does_not_matter_whatever_the_ids(
    evidence: list[Evidence], random
) -> None:
    """Ids are given on arrival; nothing but them may differ."""
    within = [replace(e, at=NOW - timedelta(days=2)) for e in evidence]
    arrived = list(within)
    random.shuffle(arrived)
    renumbered = [replace(e, id=n) for n, e in enumerate(arrived, 5000)]
    values = {q: a.value for q, a in shown(within).items()}
    assert {q: a.value for q, a in shown(renumbered).items()} == values


@SMALL
@given(STREAMS, st.data())
def test_a_copy_never_changes_an_answer(evidence: list[Evidence], data: st.DataObject) -> None:
    if not evidence:
        return
    one = data.draw(st.sampled_from(evidence))
    later = data.draw(st.integers(1, 60 * 24 * 3))
    copy = replace(one, id=9999, item=9999, feed="A copying paper", at=one.at + timedelta(minutes=later))
    alone = [e for e in evidence if e is one or e.story != one.story]
    assert {q: a.value for q, a in shown([*alone, copy]).items()} == {
        q: a.value for q, a in shown(alone).items()
    }


@SMALL
@given(STREAMS, st.data())
def test_taking_a_signal_out_and_adding_it_again_gives_the_same_board(
    evidence: list[Evidence], data: st.DataObject
) -> None:
    if not evidence:
        return
    one = data.draw(st.sampled_from(evidence))
    state = heard(evidence)
    without = withdraw(state, [one.id])
    assert answers(without, (), NOW) == shown([e for e in evidence if e is not one])
    assert answers(advance(without, one), (), NOW) == answers(state, (), NOW)


@SMALL
@given(STREAMS, st.data())
def test_a_disputed_signal_is_as_if_it_had_never_been_read(
    evidence: list[Evidence], data: st.DataObject
) -> None:
    if not evidence:
        return
    one = data.draw(st.sampled_from(evidence))
    disputed = [tag(1, TagKind.DISPUTE, signal=one.id)]
    without = shown([e for e in evidence if e is not one])
    state = heard(evidence)
    assert answers(state, disputed, NOW) == without
    assert answers(settle(state, disputed), disputed, NOW) == without
    undone = [*disputed, tag(2, TagKind.UNDO, "12-02", undoes=1)]
    assert answers(settle(settle(state, disputed), undone), undone, NOW) == answers(state, (), NOW)


@SMALL
@given(STREAMS, st.data())
def test_what_the_analyst_says_counts_alike_before_and_after_the_next_item(
    evidence: list[Evidence], data: st.DataObject
) -> None:
    if not evidence:
        return
    one = data.draw(st.sampled_from(evidence))
    kind = data.draw(st.sampled_from([TagKind.CONFIRM, TagKind.DISPUTE]))
    tags = [tag(1, kind, signal=one.id)]
    state = begin(TOPIC)
    for piece in evidence:
        state = advance(settle(state, tags), piece)
    assert answers(state, tags, NOW) == answers(heard(evidence), tags, NOW)


@SMALL
@given(STREAMS, st.lists(pieces(by=st.just("other")), max_size=10))
def test_other_never_moves_a_will_answer(evidence: list[Evidence], others: list[Evidence]) -> None:
    assert shown([*evidence, *others])["will"].value == shown(evidence)["will"].value


@SMALL
@given(st.lists(st.tuples(st.integers(1, 60 * 24 * 25), FEEDS, st.booleans()), max_size=40))
def test_weak_opposite_words_never_flap(stream: list[tuple[int, str, bool]]) -> None:
    """Considering, from whoever and however often, leaves what the deciding side expects or has decided."""
    for standing in ("expected", "approved", "rejected"):
        evidence = [said("06-01", standing, feed="White House")]
        for minute, feed, sourced in stream:
            weak = said("06-01", "considering", by="unnamed" if sourced else "report", feed=feed)
            evidence.append(replace(weak, at=weak.at + timedelta(minutes=minute)))
        assert board(evidence, "2024-07-01")["will"].status == standing


@SMALL
@given(STREAMS)
def test_an_answer_is_whole(evidence: list[Evidence]) -> None:
    for answer in shown(evidence).values():
        assert (answer.basis is None) == (answer.confidence is None)
        if answer.basis is not None:
            assert answer.sources >= 1
            assert answer.items >= 1
            assert answer.because
            assert answer.why
            assert answer.since is not None


@settings(SMALL, max_examples=5)
@given(st.lists(pieces(), min_size=3 * STRIDE, max_size=3 * STRIDE + 5), st.randoms(use_true_random=False))
def test_late_evidence_is_heard_in_its_place_on_a_long_board(evidence: list[Evidence], random) -> None:
    ordered = sorted(evidence, key=lambda e: e.at)
    arrived = list(ordered)
    random.shuffle(arrived)
    assert shown(arrived) == shown(ordered) == decide(TOPIC, arrived, (), NOW)
