"""A `what` question: the current list of conditions, merged when said in other words."""

from __future__ import annotations

from dataclasses import dataclass, replace

from monitor.board.verdicts import KEPT
from monitor.board.votes import Told, Vote, Weight, joined, remember, told_again, with_told
from monitor.model import Basis, Condition
from monitor.reading.conditions import same_condition


@dataclass(frozen=True, slots=True)
class Entry:
    """One condition: who said it first, who since, and whether it still holds."""

    first: Vote
    latest: Vote
    backers: tuple[Vote, ...]
    items: int
    withdrawn: bool = False

    @property
    def official(self) -> bool:
        """Whether the deciding side has said it."""
        return any(b.official for b in self.backers)


@dataclass(frozen=True, slots=True)
class What:
    """Where a `what` question stands."""

    entries: tuple[Entry, ...] = ()  # in the order first heard
    beside: tuple[Vote, ...] = ()  # conditions named by those who do not decide
    told: tuple[Told, ...] = ()


def hear(what: What, vote: Vote) -> What:
    """The standing after one more vote.

    A condition once named stays until it is said to be withdrawn; it comes back when it is named again
    later. What the deciding side has stated, a lone report does not withdraw.
    """
    if vote.signal.condition is None:
        return what
    if vote.weight is Weight.BESIDE:
        return replace(what, beside=remember(what.beside, vote)[-KEPT:])
    said = (vote.signal.condition, vote.signal.withdrawn)
    copied = told_again(what.told, vote, said)
    heard = what if copied else replace(what, told=with_told(what.told, vote, said))
    for place, entry in enumerate(what.entries):
        if same_condition(entry.first.signal.condition or "", vote.signal.condition):
            moved = replace(entry, items=entry.items + 1) if copied else _again(entry, vote)
            return replace(heard, entries=(*what.entries[:place], moved, *what.entries[place + 1 :]))
    if vote.signal.withdrawn:
        return heard
    return replace(heard, entries=(*what.entries, Entry(vote, vote, (vote,), 1)))


def conditions(what: What) -> tuple[Condition, ...]:
    """The list as it is shown: in the words in which each was said first, by whom, and when last."""
    return tuple(
        Condition(
            text=entry.first.signal.condition or "",
            item=entry.latest.evidence.item,
            at=entry.latest.at,
            source=_source(entry),
            withdrawn=entry.withdrawn,
        )
        for entry in what.entries
    )


def basis(what: What) -> Basis | None:
    """Confirmed where the deciding side has stated any condition that holds."""
    held = [e for e in what.entries if not e.withdrawn] or list(what.entries)
    if not held:
        return None
    return Basis.CONFIRMED if any(e.official for e in held) else Basis.REPORTED


def _again(entry: Entry, vote: Vote) -> Entry:
    if vote.signal.withdrawn and entry.official and not vote.official:
        return entry
    backers = entry.backers if vote.signal.withdrawn else joined(entry.backers, vote)
    return replace(
        entry,
        latest=vote,
        backers=backers,
        items=entry.items + 1,
        withdrawn=vote.signal.withdrawn,
    )


def _source(entry: Entry) -> str:
    voice = next((b for b in entry.backers if b.official), entry.first)
    return voice.signal.source or voice.who
