"""Whose act it is: what other states, bodies and outsiders do is no answer about those who decide."""

from __future__ import annotations

from dataclasses import dataclass

from monitor.reading.will.clauses import Clause, Scan
from monitor.reading.will.cues import Hit
from monitor.reading.will.events import Event, Mention, Naming
from monitor.reading.will.forms import BE, Form, participle
from monitor.reading.will.phrases import SAYING, subject
from monitor.text import stem

_PARTS = frozenset("of to for in on by with from , the and a an".split())
_OTHERS = frozenset("countri nation state world convent treati group treaty".split())


def foreign(scan: Scan, start: int, mention: Mention, used: list[Hit], event: Event) -> bool:
    """Whether the clause tells what a country does that has no part in the topic."""
    end = min([mention.start, *(hit.start for hit in used)])
    for place in range(end - 1, start, -1):
        if scan.lowers[place] in {"it", "he", "she", "they", "we", "i"}:
            break  # "Lebanon says it wants a loan": who speaks also acts
        if scan.lowers[place] in SAYING and place + 1 < end:
            start = place + 1  # who speaks is not who acts: "Trump says | Powell will cut rates"
            break
    named = {place for at, place in scan.named if start <= at < end and not _seat(scan, at, event)}
    return bool(event.home) and bool(named - event.home) and not named & event.home


_COURTS = frozenset("judge judges court courts".split())


def _seat(scan: Scan, place: int, event: Event) -> bool:
    """Whether a place only tells where a court sits, where courts decide: "Texas judge strikes it down"."""
    deciding = not event.decider_words.isdisjoint(map(stem, _COURTS))
    return deciding and not _COURTS.isdisjoint(scan.lowers[place + 1 : place + 3])


def another_first(scan: Scan, clause: Clause, event: Event) -> bool:
    """Whether a headline begins with a country that has no part in the topic: "Biden meets Kahn to back"."""
    named = next(((at, place) for at, place in scan.named if clause.start <= at < clause.end), None)
    if named is None or not event.home:
        return False
    at, place = named
    return place not in event.home and not decider_before(scan, clause.start, at + 1, event)


def done_by_states(scan: Scan, start: int, end: int, rule: str, mention: Mention, event: Event) -> bool:
    """Whether a ban or its like is told of other states or of a treaty: "120 countries have banned them"."""
    if mention.naming is not Naming.OBJECT or scan.line.is_title:
        return False
    if rule not in {"block", "undo", "keep", "refusal"}:
        return False
    if decider_before(scan, start, end, event):
        return False
    return any(scan.keys[place] in _OTHERS for place in range(start, end))


def told_of_many(scan: Scan, hit: Hit) -> bool:
    """Whether a deed is that of many, who are not those who decide: "banned by most of the world"."""
    if scan.lowers[hit.end : hit.end + 1] != ("by",) or hit.kind not in _DEEDS:
        return False
    by = range(hit.end, min(hit.end + 6, len(scan.keys)))
    return any(scan.lowers[at] in {"most", "many", "dozens", "hundreds"} for at in by) and any(
        scan.keys[at] in _OTHERS for at in by
    )


_OFFERS = frozenset(map(stem, ("offer", "proposal", "plan", "request", "call", "demand", "bid", "draft")))


def turns_down(scan: Scan, clause: Clause, hit: Hit, event: Event) -> bool:
    """Whether others say no to what those who decide have offered: "unions reject Bell's offer"."""
    if hit.kind != "refusal":
        return False
    first, end = subject(scan, clause, hit.start)
    if first == end or decider_before(scan, first, end, event):
        return False
    owner = hit.end
    return (
        owner + 1 < clause.end
        and scan.lowers[owner].endswith(("'s", "s'"))
        and scan.keys[owner + 1] in _OFFERS
        and decider_before(scan, owner, owner + 1, event)
    )


_SITTING = frozenset("lawmakers senators congressmen democrats republicans labour tories opposition".split())
"""Those whose votes are a parliament's deed."""
_DEEDS = frozenset({"decision", "refusal", "block", "undo", "announce", "keep", "delay"})


def by_outsiders(scan: Scan, clause: Clause, mention: Mention, used: list[Hit], event: Event) -> bool:
    """Whether people who do not decide do it themselves: "unions reject the pact", "holders approve it"."""
    verbs = [hit.start for hit in used if hit.kind in _DEEDS and hit.start < mention.start]
    if mention.naming is Naming.ACT and mention.form is Form.FINITE:
        verbs.append(mention.start)
    if not verbs:
        return False
    first, end = subject(scan, clause, min(verbs))
    if first == end or _joint(scan, first, event):
        return False
    if participle(scan.lowers[min(verbs)]) and scan.lowers[min(verbs) - 1] in BE:
        return False
    if event.parliament and scan.lowers[end - 1] in _SITTING:
        return False
    if not event.parliament and scan.lowers[end - 1] in {"mps", "meps", "lawmakers", "peers"}:
        return True
    return scan.lowers[end - 1] in event.lexicon.words.outsiders


_SHORT_NAME = 4
"""Tokens that a name at the head of a headline may have."""


def _joint(scan: Scan, start: int, event: Event) -> bool:
    """Whether a subject only adds others to one who decides: "Fidesz, | allies drop the bill"."""
    where = scan.clause_of(start)
    if not scan.line.is_title or where != 1 or scan.lowers[scan.clauses[1].start] != ",":
        return False
    end = scan.clauses[0].end
    return end <= _SHORT_NAME and decider_before(scan, 0, end, event)


_SILENCE = frozenset("say drawn commit speculate mum".split())
"""Words of phrases by which somebody does not tell what he will do."""


def said_by_outsiders(scan: Scan, clause: Clause, used: list[Hit], event: Event) -> bool:
    """Whether those who do not say what comes are not those who decide: "Labour declined to say"."""
    for hit in used:
        first, end = subject(scan, clause, hit.start)
        silent = hit.kind == "undecided" and not _SILENCE.isdisjoint(hit.phrase.split())
        others = not event.lexicon.words.outsiders.isdisjoint(scan.lowers[first:end])
        if silent and others and not decider_before(scan, first, end, event):
            return True
    return False


_UNIONS = frozenset({"nato", "eu", "un"})


def for_another(scan: Scan, mention: Mention, event: Event) -> bool:
    """Whether the act is done for a country that the question does not name: "approves Finland's bid"."""
    if len(event.asked) < 2:
        return False
    if mention.naming is not Naming.ACT or mention.form is Form.NOUN:
        return bool(event.hands_over or event.others_manner) and _for_whom(scan, mention, event)
    if not event.asked - event.actors:
        return False  # it names those alone who are to act
    clause = scan.clauses[scan.clause_of(mention.start)]
    end = mention.end
    while end < min(clause.end, mention.end + 7) and scan.lowers[end] not in {",", "and", "but", "while"}:
        end += 1
    named = [place for at, place in scan.named if mention.end <= at < end]
    if not named or named[0] in event.asked:
        return False
    return not set(named) & (event.asked - event.places - _UNIONS)


_HANDED_TO = frozenset({"to", "for"})


def _for_whom(scan: Scan, mention: Mention, event: Event) -> bool:
    """Whether a thing is told to be for a country that the question does not name: "jet sale to Turkey"."""
    for place in range(mention.end, min(mention.end + 2, len(scan.lowers) - 1)):
        if scan.lowers[place] in _HANDED_TO and (named := scan.places(place + 1, place + 2)):
            return not named & (event.asked | event.home)
    return False


_WITHOUT = frozenset({"without", "excluding", "except"})
_SPURNS = frozenset(map(stem, ("snub", "spurn", "exclude", "omit", "skip")))


def left_out(scan: Scan, mention: Mention, event: Event) -> bool:
    """Whether an act for another leaves out the one asked about: "may let Ostia in, but not Aldia"."""
    wanted = event.asked - event.places - _UNIONS
    for at, place in scan.named:
        if place not in wanted or at <= mention.end:
            continue
        before = scan.lowers[max(at - 2, 0) : at]
        if before[-1:] == ("not",) and "but" in scan.lowers[max(at - 4, 0) : at]:
            return True
        if before and (before[-1] in _WITHOUT or scan.keys[at - 1] in _SPURNS):
            return True
    return False


def other_owner(scan: Scan, mention: Mention, event: Event) -> bool:
    """Whether the noun belongs to a country that the question does not ask about: "Finland's bid"."""
    if mention.form is not Form.NOUN:
        return False
    for place in range(mention.start - 1, max(mention.start - 4, -1), -1):
        named = scan.places(place, place + 1)
        if named:
            return bool(event.home) and not named & (event.asked if event.asked else event.home)
        if scan.lowers[place] in _PARTS:
            return False
    return False


def other_doer(scan: Scan, start: int, mention: Mention, used: list[Hit], event: Event) -> bool:
    """Whether the act is told of somebody else, where several questions ask for it of different actors."""
    if not event.shared:
        return False
    doing = [hit.start for hit in used if hit.kind in {"decision", "block", "undo", "announce"}]
    if mention.form is Form.FINITE and mention.naming is Naming.ACT:
        doing.append(mention.start)
    if not doing:
        return False
    first = min(doing)
    if participle(scan.lowers[first]) and any(word in BE for word in scan.lowers[max(first - 3, 0) : first]):
        return False  # told in the passive: what stands before the verb does nothing
    for place in range(first - 1, start - 1, -1):
        named = scan.places(place, place + 1)
        if named:
            return not named & (event.places | event.rivals) and place - start <= 3
    return False


def decider_before(scan: Scan, start: int, end: int, event: Event) -> bool:
    """Whether tokens [start, end) name somebody who decides."""
    if scan.places(start, end) & event.deciding:
        return True
    return any(scan.keys[place] in event.decider_words for place in range(start, end))


@dataclass(frozen=True, slots=True)
class Whole:
    """What the rest of an item tells of whose act a sentence is about."""

    title: Scan | None
    around: tuple[Scan, ...]  # the headline and the first sentences, where several questions ask for the act
    speaker: bool | None  # whether an official feed is this question's body, or another's
    year: int  # of publication


def is_ours(scan: Scan, where: int, mention: Mention, event: Event, whole: Whole) -> bool:
    """Whether an act that several questions ask of different actors is said of this question's actor."""
    clause = scan.clauses[where]
    for inside, start, end in (
        (scan, clause.start, mention.start),
        (scan, clause.start, clause.end),
        (scan, 0, len(scan.lowers)),
        *((other, 0, len(other.lowers)) for other in whole.around),
    ):
        verdict = event.whose(inside, start, end)
        if verdict is not None:
            return verdict
    return whole.speaker is not False
