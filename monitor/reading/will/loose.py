"""What is said of a question without naming its event: "no final decision has been made", "it will go ahead".

An item on the topic is mostly about its first question, unless its words tell of another.
"""

from __future__ import annotations

from monitor.model import Status
from monitor.reading.document import Finding
from monitor.reading.will.actors import Whole, decider_before, said_by_outsiders
from monitor.reading.will.clauses import Scan
from monitor.reading.will.cues import Hit
from monitor.reading.will.delays import put_off
from monitor.reading.will.events import Event
from monitor.reading.will.forms import BE, Form, form, participle
from monitor.reading.will.found import finding_of
from monitor.reading.will.history import void
from monitor.reading.will.lasting import unmoved
from monitor.reading.will.modes import modes_named
from monitor.reading.will.phrases import until_then
from monitor.reading.will.rivals import spoken_of
from monitor.reading.will.talks import none_before, of_talks
from monitor.reading.will.twins import whose_deed
from monitor.text import stem

_MORE_TIME = frozenset(
    {
        "need more time",
        "needs more time",
        "ask for more time",
        "want more time",
        "buy more time",
        "significantly more time",
        "grant stay",
        "longer period",
        "designate _ longer period",
        "longer period for",
        "extend review",
        "extend review period",
        "extend comment period",
        "reopen comment period",
    }
)


def unnamed(scan: Scan, event: Event, whole: Whole) -> Finding | None:
    """What a sentence that does not name the event says of it; None for nothing."""
    if void(scan, event) or not about_it(scan, event, whole):
        return None
    return (
        none_before(scan, event)
        or said_of_it(scan, event, whole)
        or _verdict(scan, event)
        or _it(scan, event)
        or _ruled_out(scan, event)
        or _answered(scan)
        or _nodded(scan, event)
        or of_talks(scan, event, whole.title)
        or _taken_up(scan, event)
    )


def about_it(scan: Scan, event: Event, whole: Whole) -> bool:
    """Whether talk that names no event is of this question: the first, unless a name tells of another."""
    title = whole.title
    if event.shared:
        told = [event.whose(part, 0, len(part.keys)) for part in (scan, title) if part is not None]
        return next((verdict for verdict in (*told, whole.speaker) if verdict is not None), False)
    if event.modes:
        told = [modes_named(part, event) for part in (scan, title)]
        return next((verdict for verdict in told if verdict is not None), event.alone)
    if event.twins:
        deeds = [whose_deed(event, part, 0, len(part.keys)) for part in (scan, title) if part is not None]
        return next((verdict for verdict in deeds if verdict is not None), event.alone)
    told_of = spoken_of((scan, *([title] if title else ())), event)
    if told_of is not None:
        return told_of
    keys = {*scan.keys, *(title.keys if title else ())}
    if event.telling:
        return not event.telling.isdisjoint(keys)
    return event.alone and event.told_apart.isdisjoint(keys)


def said_of_it(scan: Scan, event: Event, whole: Whole) -> Finding | None:
    """What needs no other name of the event in an item on the topic: "no final decision has been made".

    "No decision before June" and "regulators need more time" say that it is put off.
    """
    if not about_it(scan, event, whole) or void(scan, event):
        return None
    for hit in scan.hits:
        if hit.phrase in _UNMOVED:
            return finding_of(scan, Status.UNLIKELY, "doubt", [hit], None)
        if hit.phrase in _MORE_TIME:
            return finding_of(scan, Status.DELAYED, "delay", [hit], None)
        if hit.kind == "deadlock":
            return finding_of(scan, Status.CONSIDERING, "waiting", [hit], None)
        if said_by_outsiders(scan, scan.clauses[scan.clause_of(hit.start)], [hit], event):
            continue
        if hit.kind == "undecided" and _says_open(scan, hit, event):
            if put_off(scan, hit):
                return finding_of(scan, Status.DELAYED, "not-before", [hit], None)
            return finding_of(scan, Status.CONSIDERING, "undecided", [hit], None)
    return None


def stands_still(scan: Scan, event: Event, whole: Whole) -> Finding | None:
    """ "Its policy on the islands has not changed": of a question that asks for a change, a no for now."""
    hit = unmoved(scan, event)
    if hit is None or void(scan, event) or not about_it(scan, event, whole):
        return None
    return finding_of(scan, Status.UNLIKELY, "doubt", [hit], None)


def _says_open(scan: Scan, hit: Hit, event: Event) -> bool:
    """Whether a phrase says that a decision is open: "has yet to" does where a word of deciding follows."""
    if hit.phrase == "have yet to" and hit.end < len(scan.keys):
        key = scan.keys[hit.end]
        return event.lexicon.verbs.get(key) in {"decision", "announce"} or key in _GIVING
    if hit.phrase.startswith("too ") and scan.lowers[hit.end : hit.end + 1] == ("that",):
        return event.anchored(scan, hit.end, len(scan.keys))  # "too early to say that the worst has passed"
    return hit.phrase not in {"yet to", "have yet to"}


_GIVING = frozenset(
    map(
        stem,
        (
            "give",
            "grant",
            "say",
            "rule",
            "make",
            "take",
            "reach",
            "vote",
            "respond",
            "settle",
            "form",
            "come",
        ),
    )
)
"""Verbs that tell of deciding together with a noun: "has yet to give its approval"."""
_UNMOVED = frozenset({"no plan to change", "no plan to alter", "policy _ not change", "no change to"})
"""Phrases that say that things stay as they are, which of a question on a change is a no."""
_OF_ITSELF = frozenset({"slip", "slide into", "drag out"})
"""Verbs of delay that a decision does by itself."""
_STEPS = frozenset(
    "procedure proceedings proceeding process "
    "review probe investigation inquiry vote ballot debate hearing hearings reading stage scrutiny".split()
)
"""Nouns for what must be done before a decision, which is late where they are."""
_VERDICT_REACH = 7
"""Tokens between a word of delay and the decision it is said of."""


def _verdict(scan: Scan, event: Event) -> Finding | None:
    """ "The ruling was put off", "a decision is due in May": of the deciding, whichever way it goes."""
    for place, word in enumerate(scan.lowers):
        step = word in _STEPS
        if not step and word not in event.lexicon.words.verdicts:
            continue
        clause = scan.clauses[scan.clause_of(place)]
        about = event.anchored(scan, clause.start, clause.end) or not (step or scan.line.is_title)
        if not about or (place + 1 < clause.end and scan.lowers[place + 1] == "to"):
            continue
        for hit in scan.hits:
            near = -_VERDICT_REACH <= hit.start - place <= _VERDICT_REACH
            if not near or not clause.start <= hit.start < clause.end:
                continue
            doing = hit.start > place and form(scan.line.tokens, scan.lowers, hit.start, hit.end) is Form.BARE
            if doing and scan.lowers[hit.start - 1] not in BE and hit.phrase not in _OF_ITSELF:
                continue  # "the decision would delay the work": what it does, not what is done to it
            late = hit.kind == "delay"
            if step and (not late or (hit.start > place and not participle(scan.lowers[hit.start]))):
                continue  # "a vote against delaying it"
            if step and hit.start <= place < hit.end:
                continue  # "without a vote"
            if not step and hit.kind == "doubt" and until_then(scan.lowers, hit.end):
                return finding_of(scan, Status.DELAYED, "not-before", [hit], None)
            if late and not hit.phrase.startswith("not "):
                return finding_of(scan, Status.DELAYED, "delay", [hit], None)
            if late or hit.kind in {"waiting", "agenda"} or hit.phrase in _DUE:
                return finding_of(scan, Status.CONSIDERING, "waiting", [hit], None)
    return None


def _it(scan: Scan, event: Event) -> Finding | None:
    """ "It will go ahead": what the item is about, by a pronoun, and a word of coming about."""
    if scan.line.is_title or event.shared:
        return None
    for clause in scan.clauses:
        first = clause.start + (scan.lowers[clause.start] in {",", "but", "and"})
        if scan.lowers[min(first, clause.end - 1)] not in {"it", "this"} or clause.opener in {"if", "when"}:
            continue
        told = [hit for hit in scan.hits if first < hit.start < clause.end]
        kinds = [hit.kind for hit in told]
        if kinds[:2] == ["expectation", "happen"]:
            return finding_of(scan, Status.EXPECTED, "expectation", told[:2], None)
        if kinds[:3] == ["expectation", "negation", "happen"] or kinds[:2] == ["expectation", "doubt"]:
            return finding_of(scan, Status.UNLIKELY, "doubt", told[:3], None)
    return None


_STANDING_IN = frozenset({("it",), ("that",), ("this",), ("them",)})


def _ruled_out(scan: Scan, event: Event) -> Finding | None:
    """ "I'm ruling it out for now", "has not ruled that out": what the item is about, by a pronoun."""
    for hit in scan.hits if not event.shared else ():
        if hit.phrase != "rule _ out" or scan.lowers[hit.start + 1 : hit.tail.start] not in _STANDING_IN:
            continue
        before = scan.lowers[max(hit.start - _REACH_OF_NOT, 0) : hit.start]
        if any(word.endswith(("n't", "n\u2019t")) or word in _NOT for word in before):
            return finding_of(scan, Status.CONSIDERING, "possibility", [hit], None)
        after = scan.lowers[hit.tail.stop : hit.tail.stop + 3]
        status = Status.UNLIKELY if after[:2] in {("for", "now"), ("at", "this")} else Status.REJECTED
        return finding_of(scan, status, "doubt" if status is Status.UNLIKELY else "refusal", [hit], None)
    return None


def _answered(scan: Scan) -> Finding | None:
    """ "Asked whether the mine could be back this year, he said that was out of the question"."""
    if "asked" not in scan.lowers[:_ASKED_EARLY]:
        return None
    for hit in scan.hits:
        clause = scan.clauses[scan.clause_of(hit.start)]
        told = scan.lowers[max(hit.start - _REACH_OF_NOT, clause.start) : hit.start]
        if hit.kind == "doubt" and told[-1:] and told[-1] in BE and told[-2:-1] in _STANDING_IN:
            return finding_of(scan, Status.UNLIKELY, "doubt", [hit], None)
    return None


_ASKED_EARLY = 4
"""Words of a sentence among which it is told that somebody was asked."""
_REACH_OF_NOT = 4
_NOT = frozenset(
    {"not", "never", "cannot", "refuse", "refuses", "refused", "decline", "declines", "declined"}
)
_NODS = frozenset("go-ahead consent approval nod permission clearance blessing sign-off".split())
_LACKED = frozenset(
    "await awaits awaiting need needs seek seeks seeking want wants without pending for wait waits waiting "
    "require requires hope hopes expect expects if unless subject no not ask asks asked until before".split()
)


def _nodded(scan: Scan, event: Event) -> Finding | None:
    """ "Norland welcomes Sundland's go-ahead": a yes named in passing as that of whoever is asked to act."""
    if not event.twins:
        return None
    for place, word in enumerate(scan.lowers):
        if word not in _NODS or not place or not scan.places(place - 1, place) & event.actors:
            continue
        clause = scan.clauses[scan.clause_of(place)]
        if _LACKED.isdisjoint(scan.lowers[clause.start : clause.end]) and scan.lowers[-1] != "?":
            return finding_of(
                scan, Status.APPROVED, "settled", [Hit("decision", place, place + 1, word)], None
            )
    return None


_DUE = frozenset(
    {"=due", "due for", "=due by", "=due in", "=due on", "expect", "anticipate", "schedule", "slate"}
)


_EARLY = 3
"""Lines of an item, the headline among them, in which it is told what is new."""
_BODIES = frozenset(
    "regulator watchdog agency commission parliament committee court judge panel minister ministry board "
    "authority tribunal group inquiry".split()
)
"""Who takes a matter up, where nobody is named."""


_AHEAD = frozenset(
    {
        *("decide on _ whether", "decide in _ whether", "decide next _ whether", "decide this _ whether"),
        *("first reading", "second reading", "report stage", "committee stage"),
    }
)
"""Phrases of other classes that name a step on the way."""


_ON_THE_CLOCK = frozenset(
    {
        *(
            "clock tick",
            "clock has been ticking",
            "=clock =ticking",
            "clock start",
            "clock run",
            "clock resume",
            "start clock",
            "restart clock",
        ),
        *(
            "=documents =complete",
            "=application =complete",
            "=file =complete",
            "=dossier =complete",
            "=filing =complete",
        ),
    }
)
"""Phrases that tell by themselves that a regulator has a matter in hand."""


def _by_a_nod(event: Event) -> bool:
    """Whether a yes is somebody's nod to what was handed in: to certify, to license."""
    return any(sign > 0 and event.lexicon.verbs.get(key) == "decision" for key, sign in event.acts.items())


def _taken_up(scan: Scan, event: Event) -> Finding | None:
    """ "The regulator opens an in-depth probe": a matter in hand, and nothing said of how it will end."""
    if scan.line.index >= _EARLY:
        return None
    for hit in scan.hits:
        if hit.kind != "procedure" and hit.phrase not in _AHEAD:
            continue
        if scan.places(0, len(scan.keys)) - event.home and not _by_decider(scan, hit, event):
            continue
        clause = scan.clauses[scan.clause_of(hit.start)]
        if clause.opener in {"after", "following", "if", "unless"}:
            continue
        if (
            (hit.phrase in _ON_THE_CLOCK and _by_a_nod(event))
            or _by_decider(scan, hit, event)
            or clause.start == hit.start
        ):
            return finding_of(scan, Status.CONSIDERING, "procedure", [hit], None)
    return None


def _by_decider(scan: Scan, hit: Hit, event: Event) -> bool:
    """Whether those who decide, or a body without a name, stand in its clause."""
    clause = scan.clauses[scan.clause_of(hit.start)]
    if decider_before(scan, clause.start, clause.end, event):
        return True
    return not _BODIES.isdisjoint(scan.lowers[clause.start : clause.end])
