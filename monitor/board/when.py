"""A `when` question: the interval of days in which the event is said to come, or came."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date

from monitor.board.ranges import Range, Relation, alike, copy_of, judge, settle
from monitor.board.sides import REFUSED, TAKEN
from monitor.board.verdicts import Ruling, Verdict
from monitor.board.votes import Sureness, Vote, Weight, independent
from monitor.board.will_rules import Will, lone
from monitor.model import Basis, Days, Status

NEAR = 1
"""Days by which two bounds may differ and still be the same day told in two time zones."""


@dataclass(frozen=True, slots=True)
class When:
    """Where a `when` question stands."""

    range: Range[Days] = Range()  # noqa: RUF009 (frozen)
    from_now: bool = False  # the interval begins on the day it was said: only its end is news
    happened: bool = False  # the event came on these days
    decided: Days | None = None  # the days on which it came, kept when a later date of effect is given
    effect: bool = False  # a date ahead, given after the decision: when it takes effect
    slipped_from: Days | None = None


def hear(when: When, vote: Vote, will: Will | None) -> When:
    """The standing after one more vote; `will` is where the question stands whose event is dated."""
    days = vote.signal.days
    if days is None:
        return when
    copied = copy_of(when.range, vote, days)
    if copied is not None:
        return replace(when, range=copied)
    taken = will is not None and will.status in TAKEN
    happened = taken and _over(days, vote) and vote.weight is not Weight.BESIDE
    if happened and when.effect and will is not None and will.status is Status.APPROVED:
        return replace(when, decided=when.decided or days)
    ruling = _judge(when, vote, days, will)
    stands = when.range.value is not None and not when.range.filler
    if stands and ruling.verdict is Verdict.SET and _aside(vote, will) and not _seconded(when, vote, days):
        ruling = Ruling(Verdict.KEEP, "a date by which nothing is said of the event waits for a second voice")
    moved = replace(when, range=settle(when.range, vote, days, ruling))
    decided = days if happened else when.decided if taken else None
    if ruling.verdict is Verdict.SUPPORT:
        return replace(
            moved,
            happened=when.happened or happened,
            decided=when.decided or decided,
            effect=when.effect or (taken and not happened and vote.official),
        )
    if ruling.verdict is not Verdict.SET:
        return moved
    return replace(
        moved,
        from_now=days.first == vote.at.date(),
        happened=happened,
        decided=decided,
        effect=taken and not happened,
        slipped_from=_slip(when, days, happened=happened),
    )


def forget(when: When, will: Will) -> When:
    """What a refusal by the deciding side leaves of a date: nothing. Dates given before do not come back,
    unless one outlet alone told of the refusal."""
    if refused(will) and not lone(will) and will.basis is Basis.CONFIRMED and when.range.value is not None:
        return When(range=Range(beside=when.range.beside, told=when.range.told))
    return when


def refused(will: Will) -> bool:
    """Whether the event is refused, and not on one outlet's word only: then it has no date."""
    return will.status in REFUSED and (will.basis is Basis.CONFIRMED or not lone(will))


def _judge(when: When, vote: Vote, days: Days, will: Will | None) -> Ruling:
    relation = relate(when, days, vote.at.date())
    usual = judge(when.range, vote, days, relation)
    if vote.weight is Weight.BESIDE or relation is Relation.SAME or when.range.value is None:
        return usual
    taken = will is not None and will.status in TAKEN
    over = _over(days, vote)
    if taken and (when.happened or _came(when, vote, will)):
        carried_out = will is not None and will.status is Status.IN_EFFECT
        corrects = vote.official and (when.range.basis is Basis.REPORTED if over else not carried_out)
        return usual if corrects else Ruling(Verdict.KEEP, "the event has come, and comes once")
    if over and taken and relation is Relation.NARROWER:
        return Ruling(Verdict.SET, "the event has come")
    if _expired(when, vote):
        return Ruling(Verdict.SET, "the days named before have passed")
    return usual


def _came(when: When, vote: Vote, will: Will | None) -> bool:
    """Whether the days named have passed since the decision that they belong to: the event came on them."""
    if will is None or will.since is None or when.range.value is None or when.range.value.last is None:
        return False
    return not when.range.filler and will.since.date() <= when.range.value.last < vote.at.date()


def _aside(vote: Vote, will: Will | None) -> bool:
    """Whether the item says nothing of the event itself: its date is another thing's as often as not. What
    the analyst has confirmed is not."""
    if will is None or not will.words or vote.sure is Sureness.CLEAR:
        return False
    return all(w.evidence.item != vote.evidence.item for w in (*will.words, *will.beside))


def _seconded(when: When, vote: Vote, days: Days) -> bool:
    """Whether another voice has given the same interval."""
    return independent((*(w for w, said in when.range.words if alike(said, days)), vote)) >= 2


def relate(when: When, said: Days, today: date) -> Relation:
    """How an interval said today lies to the standing one.

    "By the end of the year", said again a month later, begins a month later and is the same deadline.
    """
    standing = when.range.value
    if standing is None:
        return Relation.OTHER
    first, last = _bounds(said)
    low, high = _bounds(standing)
    if when.from_now and said.first == today:
        first = low
    if abs(first - low) <= NEAR and abs(last - high) <= NEAR:
        return Relation.SAME
    if first <= low and last >= high:
        return Relation.VAGUER
    if first >= low and last <= high:
        return Relation.NARROWER
    return Relation.OTHER


def slip(earlier: Days, later: Days) -> bool:
    """Whether an interval moved on: it begins after the earlier one ended, or both its ends lie later."""
    first, last = _bounds(later)
    low, high = _bounds(earlier)
    return first > high or (first > low and last > high)


def _slip(when: When, days: Days, *, happened: bool) -> Days | None:
    standing = when.range.value
    if standing is None or happened or when.happened:
        return None
    if slip(standing, days):
        return standing
    first, _ = _bounds(days)
    earlier = when.slipped_from
    return earlier if earlier is not None and first > _bounds(earlier)[1] else None


def _bounds(days: Days) -> tuple[int, int]:
    first = days.first.toordinal() if days.first else date.min.toordinal()
    last = days.last.toordinal() if days.last else date.max.toordinal()
    return first, last


def _over(days: Days, vote: Vote) -> bool:
    """Whether the whole interval lies before the end of the day on which it was said."""
    return days.last is not None and days.last <= vote.at.date()


def _expired(when: When, vote: Vote) -> bool:
    value = when.range.value
    return value is not None and value.last is not None and value.last < vote.at.date()
