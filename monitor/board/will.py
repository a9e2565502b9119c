"""A `will` question as it stands, and how it moves when one more voice is heard."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from monitor.board.sides import REFUSED, TAKEN, opposed
from monitor.board.verdicts import KEPT, Verdict
from monitor.board.votes import (
    FRESH,
    Vote,
    Weight,
    in_memory,
    joined,
    remember,
    told_again,
    voices,
    with_told,
)
from monitor.board.will_rules import BACKING, RETOLD, Left, Will, contests, judge
from monitor.model import DECISIONS, Basis, Status

__all__ = ["REFUSED", "TAKEN", "Will", "hear"]


def hear(will: Will, vote: Vote) -> Will:
    """The standing after one more vote."""
    status = vote.status
    if status is None:
        return will
    if vote.weight is Weight.BESIDE:
        return replace(will, beside=remember(will.beside, vote)[-KEPT:])
    if told_again(will.told, vote, status):
        return replace(will, items=will.items + (status is will.status))
    ruling = judge(will, vote)
    heard = replace(
        will,
        words=remember(will.words, vote),
        against=in_memory(will.against, vote),
        waiting=_still_waiting(will.waiting, vote),
        told=with_told(will.told, vote, status),
    )
    if ruling.verdict is Verdict.SET:
        return _set(heard, vote, status, ruling.why)
    if ruling.verdict is Verdict.SUPPORT:
        return _support(heard, vote)
    if ruling.verdict is Verdict.HOLD and contests(will.status, status):
        return replace(heard, against=remember(will.against, vote))
    if ruling.verdict in (Verdict.HOLD, Verdict.WAIT):
        return replace(heard, waiting=remember(heard.waiting, vote))
    return heard


def _set(will: Will, vote: Vote, status: Status, why: str) -> Will:
    left = tuple(one for one in will.left if vote.at - one.at <= RETOLD)
    if will.status in DECISIONS and will.since is not None:
        left = (*left, Left(will.status, will.since))
    agreeing = [w for w in will.words if w.status is status and (will.since is None or w.at >= will.since)]
    backers = voices(sorted(agreeing, key=lambda w: (-w.weight, w.at)))
    confirmed = max((w.at for w in agreeing if w.official), default=None)
    return replace(
        will,
        status=status,
        basis=Basis.REPORTED if confirmed is None else Basis.CONFIRMED,
        since=vote.at,
        supported=vote.at,
        confirmed=confirmed,
        because=_reasons((vote, *backers)),
        backers=backers,
        items=len(agreeing),
        why=why,
        against=_still_against(will.words, vote, status),
        waiting=(),
        left=left,
    )


def _still_against(words: Sequence[Vote], vote: Vote, status: Status) -> tuple[Vote, ...]:
    """After a report moved the board against a fresh official word, that word is what contests it."""
    if vote.official:
        return ()
    return tuple(w for w in words if w.official and vote.at - w.at <= FRESH and opposed(status, w.status))


def _support(will: Will, vote: Vote) -> Will:
    confirms = vote.official and will.basis is not Basis.CONFIRMED
    setter, others = will.because[:1], will.because[1:]
    return replace(
        will,
        basis=Basis.CONFIRMED if vote.official else will.basis,
        supported=vote.at,
        confirmed=vote.at if vote.official else will.confirmed,
        because=((*setter, vote.id, *others) if confirms else (*setter, *others, vote.id))[:KEPT],
        backers=joined(will.backers, vote),
        items=will.items + 1,
        why="reported first, then said by the deciding side" if confirms else will.why,
        against=() if vote.official else tuple(a for a in will.against if a.voice != vote.voice),
        waiting=() if vote.official else will.waiting,
    )


def _still_waiting(waiting: Sequence[Vote], vote: Vote) -> tuple[Vote, ...]:
    """What voices still wait with: those that have not spoken since, as long as a word backs an answer."""
    return tuple(w for w in waiting if w.voice != vote.voice and vote.at - w.at <= BACKING)


def _reasons(votes: Sequence[Vote]) -> tuple[int, ...]:
    return tuple(dict.fromkeys(v.id for v in votes))[:KEPT]
