"""A `will` question: what each voice does to its status. The rules: reading guidelines, section 5.

- An official statement sets the status at once, unless it is a weak word or a turn quoted in passing. A
  report does where nothing is known, and where no official statement of the same week says otherwise if it
  tells of a decision or in full what unnamed officials say. Else two independent voices are needed.
- A decision is left only on an explicit new decision, a delay or a reversal.
- A step back needs more than a later article that uses the weaker word.
- What is held back is kept: it shows as `contested`, and counts when a second voice says the same.
- What an item does not bear out itself may be misread: it waits for a second voice. A decision is freed when
  the voices that go on as if it had not been taken weigh more than those that told of it.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from monitor.board.sides import NO, REFUSED, TAKEN, YES, opposed, same_side
from monitor.board.verdicts import NOVEL, Ruling, Verdict
from monitor.board.votes import FRESH, Sureness, Told, Vote, Weight, independent, voices
from monitor.model import DECISIONS, Basis, Status, Tier

RETOLD = timedelta(days=3)
"""How long after it was taken a decision that the board has since left is still being retold as news."""
SETTLED = timedelta(days=90)
"""How long an answer must have gone unrepeated before one report moves it, or two that use a weaker word."""
DEFINITE = timedelta(days=3)
"""How long a definite official word stands against a vaguer one of the same side, told by one outlet."""
BACKING = timedelta(days=14)
"""How long a voice backs an answer without being repeated."""
SEVERAL = 3
"""Voices behind an answer from which a plain word against it needs a second."""

OWN = 3.0
"""How many quotations the deciding side's own document is worth."""
HALFWAY = 0.5
"""What a word counts against a decision that it falls short of, and does not contradict."""
_SURENESS = {Sureness.DOUBTFUL: 0.5, Sureness.PLAIN: 1.0, Sureness.CLEAR: 2.0}
_FULFILS = {
    Status.APPROVED: TAKEN,
    Status.IN_EFFECT: frozenset({Status.IN_EFFECT}),
    Status.REJECTED: REFUSED,
    Status.REVERSED: REFUSED,
}
"""Decision → the statuses that say it has been taken."""

_REOPENS = re.compile(
    r"\b(?:re-?open|re-?consider|re-?think|re-?visit|reviv|re-?examin|"
    r"(?:new|fresh|second|another) (?:look|review|examination)|"
    r"back on the table|under review|"
    r"review(?:s|ing)? (?:the|its|his|her|their) (?:decision|approval|refusal|ban|policy))",
    re.IGNORECASE,
)

_DENIES = re.compile(
    r"(?:(?:\b(?:not|never)|n[’']t) (?:yet )?(?:been )?"
    r"(?:ruled? (?:\w+ )?out|decided|taken a decision|made a decision)|"
    r"\bno (?:\w+ )?decisions?|\bnothing (?:has been|is|was|had been) decided|"
    r"\bden(?:y|ies|ied) (?:that |a |the |any )?(?:\w+ )?(?:report|decision|having)|"
    r"\b(?:report|story|claim)s? (?:is|are|was|were) (?:not true|untrue|wrong|false|premature|inaccurate))",
    re.IGNORECASE,
)
"""The deciding side's answer to a report that it had decided."""


@dataclass(frozen=True, slots=True)
class Left:
    """A decision that the board has left."""

    status: Status
    at: datetime  # when it had been taken


@dataclass(frozen=True, slots=True)
class Will:
    """Where a `will` question stands, and what may yet move it."""

    status: Status = Status.OPEN
    basis: Basis | None = None
    since: datetime | None = None  # when this status was reached
    supported: datetime | None = None  # when it was last said
    confirmed: datetime | None = None  # when the deciding side last said it
    because: tuple[int, ...] = ()  # the signal that set it, then those that confirmed it
    backers: tuple[Vote, ...] = ()  # one vote of each independent voice behind it
    items: int = 0  # items that say it, copies included
    why: str = ""
    words: tuple[Vote, ...] = ()  # the latest word of each voice that counts
    against: tuple[Vote, ...] = ()  # words held back that contradict it
    waiting: tuple[
        Vote, ...
    ] = ()  # words held back that do not, and would move it if a second voice said them
    beside: tuple[Vote, ...] = ()  # the latest words of those that never count
    left: tuple[Left, ...] = ()
    told: tuple[Told, ...] = ()


def judge(will: Will, vote: Vote) -> Ruling:
    """What this vote does. Copies and voices that never count have been sorted out before."""
    if vote.status is will.status:
        return Ruling(Verdict.SUPPORT, "")
    first = will.status is Status.OPEN
    if not (first and vote.status not in DECISIONS) and _waits(will, vote):
        return Ruling(Verdict.WAIT, "what the item itself does not bear out waits for a second voice")
    if first:
        return Ruling(Verdict.SET, "the first word on the question")
    if _retells(will, vote):
        return Ruling(Verdict.KEEP, "retold from the outlet that gave the answer")
    if _retold(will, vote):
        return Ruling(Verdict.KEEP, "a decision that the board has since left, told again")
    if will.status in DECISIONS and outvoted(will, vote):
        return Ruling(Verdict.SET, "more voices since go on otherwise than told of the decision")
    if will.status in DECISIONS:
        return _official_on_decision(will, vote) if vote.official else _report_on_decision(will, vote)
    return _official_on_step(will, vote) if vote.official else _report_on_step(will, vote)


# --- short of a decision -----------------------------------------------------------------------


def _official_on_step(will: Will, vote: Vote) -> Ruling:
    if _in_passing(will, vote):
        return Ruling(Verdict.HOLD, "a step quoted in passing waits for a second voice")
    told = _officials(will, vote)
    if _steps_back(will, vote):
        denied = will.basis is Basis.REPORTED and (told >= 2 or not backed(will, vote.at))
        if not (denied or (told >= 2 and _long_quiet(will, vote))):
            return Ruling(Verdict.KEEP, "a weaker word alone is no step back")
    recent = will.confirmed is not None and vote.at - will.confirmed <= DEFINITE
    if vote.status is Status.CONSIDERING and recent and told < 2:
        return Ruling(Verdict.KEEP, "of official statements of these days the more definite one counts")
    return Ruling(Verdict.SET, "an official statement sets the answer at once")


def _report_on_step(will: Will, vote: Vote) -> Ruling:
    if _steps_back(will, vote):
        since = _saying(will, vote, will.supported)
        if _long_quiet(will, vote) and independent(since) >= 2 and _seen_or_sourced(vote, since):
            return Ruling(Verdict.SET, "independent voices have gone on using the weaker word")
        return Ruling(Verdict.KEEP, "a weaker word alone is no step back")
    alike = _saying(will, vote, will.confirmed or will.since)
    two = independent(alike) >= 2 and (
        _seen_or_sourced(vote, alike) or not _contradicts(will.status, vote.status)
    )
    spoken = _last_official(will, vote)
    if spoken is not None and vote.at - spoken <= FRESH:
        if two:
            return Ruling(Verdict.SET, "two independent outlets override the official statement")
        if (
            vote.status in DECISIONS
            and vote.weight is Weight.SOURCED
            and not opposed(will.status, vote.status)
        ):
            return Ruling(Verdict.SET, "officials say that the decision has since been taken")
        return Ruling(Verdict.HOLD, "one report does not override a recent official statement")
    if two:
        return Ruling(Verdict.SET, "two independent outlets report it")
    said_once = sum(backer.official for backer in will.backers) < 2
    alone = vote.status in DECISIONS or (said_once and _full(vote)) or _long_quiet(will, vote)
    if alone and _novel(will, vote) and not _well_backed(will, vote):
        return Ruling(Verdict.SET, "a report sets the answer until the deciding side speaks")
    return Ruling(Verdict.HOLD, "one report does not override what several have said")


def _seen_or_sourced(vote: Vote, alike: Sequence[Vote]) -> bool:
    """What outlets see happen they know themselves; what is intended, only somebody who tells them knows. So
    of two that contradict one must name officials; three need not."""
    sourced = any(w.weight is not Weight.REPORT for w in alike)
    return sourced or vote.status in DECISIONS or independent(alike) > 2


def _full(vote: Vote) -> bool:
    """A report on what officials say that heads its item and is said there again: not a word in passing."""
    return vote.weight is Weight.SOURCED and vote.headed and vote.sure is Sureness.CLEAR


def _last_official(will: Will, vote: Vote) -> datetime | None:
    """When the deciding side last said something else than this."""
    return max((w.at for w in will.words if w.official and w.status is not vote.status), default=None)


def _steps_back(will: Will, vote: Vote) -> bool:
    """The weaker word: "considering" where the board stands at expected or delayed."""
    return vote.status is Status.CONSIDERING and will.status in (Status.EXPECTED, Status.DELAYED)


def _long_quiet(will: Will, vote: Vote) -> bool:
    """Whether the stronger word has not been heard for long."""
    return will.supported is not None and vote.at - will.supported >= SETTLED


# --- a decision stands -------------------------------------------------------------------------


def _official_on_decision(will: Will, vote: Vote) -> Ruling:
    if _in_passing(will, vote):
        return Ruling(Verdict.HOLD, "a step quoted in passing waits for a second voice")
    at_once = Ruling(Verdict.SET, "an official statement sets the answer at once")
    weaker = Ruling(Verdict.KEEP, "an official statement weaker than a standing decision does not undo it")
    against = Ruling(Verdict.HOLD, "an official statement against what is already carried out")
    status = vote.status
    if status in DECISIONS or status is Status.DELAYED:
        return weaker if same_side(will.status, status) and status is not Status.IN_EFFECT else at_once
    if status is Status.CONSIDERING and _REOPENS.search(vote.signal.quote):
        return Ruling(Verdict.SET, "the deciding side has reopened the question")
    if will.status in TAKEN:
        if status is Status.UNLIKELY:
            return against if will.status is Status.IN_EFFECT else at_once
        if will.basis is Basis.CONFIRMED or backed(will, vote.at):
            return weaker
        return Ruling(Verdict.SET, "the deciding side says less than a single report did")
    if status is Status.EXPECTED:
        return at_once
    if will.basis is Basis.CONFIRMED:
        return weaker
    return Ruling(Verdict.SET, "the deciding side says less than the reports of a refusal did")


def _report_on_decision(will: Will, vote: Vote) -> Ruling:
    status = vote.status
    two = independent(_saying(will, vote, max(filter(None, (will.since, will.confirmed)), default=None))) >= 2
    if will.status is Status.APPROVED and status is Status.IN_EFFECT:
        if two or vote.weight is Weight.SOURCED or will.basis is Basis.REPORTED:
            return Ruling(Verdict.SET, "what was decided is reported as carried out")
        return Ruling(Verdict.KEEP, "one outlet's own word that it is carried out waits for a second")
    if same_side(will.status, status):
        return Ruling(Verdict.KEEP, "weaker than the standing decision")
    if status in DECISIONS or status is Status.DELAYED:
        if will.basis is Basis.CONFIRMED:
            old = will.confirmed is not None and vote.at - will.confirmed > FRESH
            if two and old:
                return Ruling(Verdict.SET, "two independent outlets report that the decision has changed")
            return Ruling(Verdict.HOLD, "a report does not override an official decision")
        if two or (_novel(will, vote) and not backed(will, vote.at)):
            return Ruling(Verdict.SET, "a new decision is reported")
        return Ruling(Verdict.HOLD, "one report against several")
    if will.status in REFUSED and will.basis is Basis.REPORTED:
        long_after = will.supported is not None and vote.at - will.supported > BACKING
        if long_after and (two or vote.weight is Weight.SOURCED or _REOPENS.search(vote.signal.quote)):
            return Ruling(Verdict.SET, "the reported refusal is reported as open again")
    if opposed(will.status, status) and not (vote.weight is Weight.REPORT and backed(will, vote.at)):
        return Ruling(Verdict.HOLD, "a decision is left only on an explicit new one")
    return Ruling(Verdict.KEEP, "a decision is left only on an explicit new one")


# --- what the rules ask ------------------------------------------------------------------------


def _retells(will: Will, vote: Vote) -> bool:
    """Whether this is the very report that the answer rests on, copied or retold, and read otherwise. One
    that alone names the deciding side is heard."""
    story, origin = vote.evidence.story, vote.signal.origin
    return any(
        vote.at - b.at <= RETOLD
        and vote.weight <= b.weight
        and ((origin and b.voice == vote.voice) or (story is not None and b.evidence.story == story))
        for b in will.backers
    )


def _retold(will: Will, vote: Vote) -> bool:
    """A decision of these days that the board has left, still told as news. The deciding side's own document
    is never old news; nor is what two voices tell anew where it was left for no other decision, if they weigh
    more than those that still go on otherwise: it had been told too early, and has now been taken."""
    if vote.official and vote.evidence.tier is Tier.OFFICIAL:
        return False
    left = next((one for one in will.left if one.status is vote.status and vote.at - one.at <= RETOLD), None)
    if left is None:
        return False
    anew = voices(_saying(will, vote, will.since))
    since = [w for w in will.words if will.since is not None and w.at > will.since]
    going_on = voices(w for w in since if w.status not in _FULFILS[left.status])
    outweighed = sum(map(strength, anew)) <= sum(map(strength, going_on))
    return will.status in DECISIONS or len(anew) < 2 or outweighed


def _saying(will: Will, vote: Vote, since: datetime | None) -> list[Vote]:
    """This vote and the latest words of other voices that say the same, or more of it, since a moment."""
    same = {vote.status}
    if vote.status is Status.EXPECTED:
        same |= TAKEN
    elif vote.status is Status.APPROVED:
        same.add(Status.IN_EFFECT)
    elif vote.status is Status.UNLIKELY:
        same.add(Status.REJECTED)
    heard = [w for w in will.words if w.status in same and (since is None or w.at > since)]
    return [*heard, vote]


def _officials(will: Will, vote: Vote) -> int:
    """How many voices quote the deciding side to this, since the board's answer was last heard."""
    return independent(v for v in _saying(will, vote, will.supported) if v.official)


def outvoted(will: Will, vote: Vote) -> bool:
    """Whether several voices have gone on otherwise since, and weigh more than those that told of it.

    Of those who go on each voice counts once, with its latest word; for another decision, only if it points
    the same way. A real decision is told by many and soon ends all other talk; one that was misread or
    mistaken is told once, and everybody goes on.
    """
    since = [w for w in will.words if will.since is not None and w.at > will.since]
    otherwise = [w for w in (*since, vote) if w.status not in _FULFILS[will.status]]
    if vote.status in DECISIONS:
        otherwise = [w for w in otherwise if same_side(vote.status, w.status)]
    telling = [w for w in (*will.backers, *since) if w.status in _FULFILS[will.status]]
    going_on = voices(otherwise)
    against = sum(strength(w) * (HALFWAY if same_side(will.status, w.status) else 1) for w in going_on)
    return len(going_on) >= 2 and against > sum(strength(w) for w in voices(telling))


def strength(vote: Vote) -> float:
    """How much one voice bears, by who stands behind it and how surely it was read."""
    behind = 1.0 if vote.official else 0.5
    own = OWN if vote.official and vote.evidence.tier is Tier.OFFICIAL else 1.0
    return behind * own * _SURENESS[vote.sure]


def lone(will: Will) -> bool:
    """Whether one outlet alone tells of what stands: a real decision is told by many, or documented."""
    own = any(b.official and b.evidence.tier is Tier.OFFICIAL for b in will.backers)
    return len(will.backers) < 2 and not own


def _waits(will: Will, vote: Vote) -> bool:
    """Whether what was read is too weak to move the board by itself, and nobody else has said it since.

    What an item bears out itself never waits; else, while several stand behind the answer, all does that is
    no explicit decision. A decision waits where its item says otherwise too; out of the blue or against the
    answer it needs an explicit word at the head of the item. A step waits while the answer is fresh, as a
    decision stays, unless the deciding side is quoted at the head of an item that says nothing else.
    """
    if vote.sure is Sureness.CLEAR or independent(_saying(will, vote, will.since)) >= 2:
        return False
    doubtful = vote.sure is Sureness.DOUBTFUL
    lately = [w for w in will.words if w.status is will.status and vote.at - w.at <= BACKING]
    several = independent(w for w in lately if w.weight >= vote.weight) >= SEVERAL
    if vote.status in DECISIONS:
        explicit = vote.headed and any(cue.kind == "decision" for cue in vote.signal.cues)
        follows = will.status is not Status.OPEN and not opposed(will.status, vote.status)
        return doubtful or not (explicit or (follows and not several))
    aged = will.supported is not None and vote.at - will.supported > BACKING
    fresh = will.status in DECISIONS or not aged
    return several or (fresh and (doubtful or not (vote.official and vote.headed)))


def _in_passing(will: Will, vote: Vote) -> bool:
    """Whether a step, short of a decision, that one voice quotes from the deciding side is too little.

    "Considering" is, unless it opens what was unlikely, opens the question anew, or answers a report that it
    is decided; and so is a turn to no, or from no to yes, that its item does not both put at its head and say
    twice. Else the board would follow each mood of a long story and come back the next day.
    """
    if vote.status in DECISIONS or independent(_saying(will, vote, will.since)) >= 2:
        return False
    if vote.status is Status.CONSIDERING:
        opens = will.status is Status.UNLIKELY or _REOPENS.search(vote.signal.quote)
        return not (opens or (will.basis is Basis.REPORTED and _DENIES.search(vote.signal.quote)))
    turns = vote.status is Status.UNLIKELY or opposed(will.status, vote.status)
    return turns and not (vote.headed and vote.sure is Sureness.CLEAR)


def _novel(will: Will, vote: Vote) -> bool:
    """Whether this voice says it for the first time in a while: repeating itself moves nothing."""
    earlier = [w for w in (*will.words, *will.against) if w.voice == vote.voice and w.status is vote.status]
    return all(vote.at - w.at > NOVEL for w in earlier)


def backed(will: Will, at: datetime) -> bool:
    """Whether two independent voices stand behind the side that the board shows."""
    side = YES if will.status in YES else NO if will.status in NO else {will.status}
    return independent(w for w in will.words if w.status in side and at - w.at <= BACKING) >= 2


def _well_backed(will: Will, vote: Vote) -> bool:
    """Whether the standing report is of the same week and told by two independent voices."""
    recent = [w for w in will.words if w.status is will.status and vote.at - w.at <= FRESH]
    return _contradicts(will.status, vote.status) and independent(recent) >= 2


def contests(standing: Status, said: Status) -> bool:
    """Whether a word that was held back contradicts the answer, rather than going a step further or less."""
    return (said in DECISIONS and not same_side(standing, said)) or _contradicts(standing, said)


def _contradicts(standing: Status, said: Status | None) -> bool:
    return opposed(standing, said) or (Status.DELAYED in (standing, said) and said is not Status.CONSIDERING)
