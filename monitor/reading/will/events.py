"""Where the event of a `will` question is named in a sentence, and with which sign.

The event is named by the question's own words (`yes`, `no`) in any inflection, by the nouns of the same
act ("ratify" → "ratification"), by the thing it is done to (the noun of `ask`), and by the paper or plan
that carries it ("the bill"). The sign says whether the words speak of the event (+1) or of its opposite
(-1); what governs them is composed in monitor.reading.will.compose.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence, Set
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from monitor.model import Question, Span
from monitor.reading.will.clauses import Scan
from monitor.reading.will.cues import Lexicon
from monitor.reading.will.forms import Form
from monitor.text import stem

BILLS = frozenset(map(stem, ("bill", "legislation", "measure", "package", "draft", "proposal", "text")))
"""What has still to be adopted."""


class Naming(StrEnum):
    """By what a mention names the event."""

    ACT = "act"  # a word of `yes` or `no`, or the noun of the same act
    OBJECT = "object"  # the thing the act is done to
    DOING = "doing"  # the act that is to be permitted, being done
    VEHICLE = "vehicle"  # the bill, the plan: whatever carries the decision


@dataclass(frozen=True, slots=True)
class Mention:
    """The event named at tokens [start, end) of a line."""

    start: int
    end: int
    span: Span
    sign: int  # +1 the event, -1 its opposite
    form: Form
    naming: Naming
    verb: str  # the stem of the naming word


_NONE = frozenset[str]()


@dataclass(frozen=True, slots=True, kw_only=True)
class Event:
    """A `will` question made ready for reading (monitor.reading.will.asks compiles it, step by step).

    What has a default is what no word of the question or its topic need tell: none named, none shared.
    """

    # the act
    question: Question
    acts: Mapping[str, int]  # stem → sign
    phrases: Mapping[str, tuple[tuple[tuple[str, ...], int], ...]]  # first stem → (stems, sign)
    nominal: frozenset[tuple[str, ...]]  # stems of the phrases that name a thing: "new program"
    passives: Mapping[str, tuple[str, int]]  # verb of a phrase → the object it takes, sign
    kin_acts: frozenset[str]  # acts that only count beside the thing itself
    nouns: frozenset[str]  # stems that name the act only as nouns: "hike" for "raise"
    alike: Mapping[str, frozenset[str]]  # words of phrases → words that may stand for them
    contested: frozenset[str]  # stems of verbs that other questions of the topic name their act by
    weak: frozenset[str]  # acts that only speak for it, where the question asks for a formal act
    pauses: frozenset[str]  # words of `no` that only put off: suspend, freeze
    still: frozenset[str]  # words of `no` that leave matters as they are: hold, keep
    undoes: bool  # whether a word of `no` that undoes ("revoke") undoes a decision, rather than being one
    extends: bool  # whether the act is to prolong something, so that "another year" names it
    starts: bool  # whether the question asks for the beginning of the act: "start cutting"
    hands_over: bool  # whether the act is to hand a thing over: send, deliver
    opened: date | None
    lexicon: Lexicon = field(repr=False)

    # the things it is done to
    objects: Mapping[str, int] = field(default_factory=dict)  # stem → sign
    matter: frozenset[str] = _NONE  # words for what a bill is on, which stand for it in a vote
    doing: frozenset[str] = _NONE  # stems of the act that is to be permitted: "let Ukraine fire"
    apart: frozenset[str] = _NONE  # stems of things that only other questions of the topic ask about
    distinct: frozenset[str] = _NONE  # stems of things that it alone asks about, where others have theirs
    telling: frozenset[str] = _NONE  # stems of things without which nothing is said on this question
    told_apart: frozenset[str] = _NONE  # stems of such things of the topic's other questions
    anchors: frozenset[str] = _NONE  # stems that tie a sentence to the topic
    naming: frozenset[str] = _NONE  # every stem that may name the event

    # the papers that stand for it
    vehicles: frozenset[str] = _NONE  # stems of the papers and plans that carry this question
    of_paper: bool = False  # whether it alone speaks of a bill or a law, so that papers are its own

    # whose act it is
    places: frozenset[str] = _NONE  # countries and bodies whose act it is, where others are asked too
    rivals: frozenset[str] = _NONE  # the actors of those other questions
    home: frozenset[str] = _NONE  # every place the topic itself is about; others are foreign
    asked: frozenset[str] = _NONE  # places named in `ask` itself
    deciding: frozenset[str] = _NONE  # places of those who decide
    decider_words: frozenset[str] = _NONE  # stems of the names of those who decide
    own_stages: frozenset[str] = _NONE  # stems of bodies that here decide and elsewhere only prepare
    chamber: str = ""  # the phrase for the chamber of a parliament that decides alone; "" for none
    parliament: bool = False  # whether a parliament decides, so that a cabinet only prepares

    # beside other questions of the topic
    alone: bool = False  # whether it is the topic's first or only `will` question
    shared: bool = False  # whether another question of the topic asks for the same act
    own_names: frozenset[tuple[str, ...]] = frozenset()  # what its body is called, if no country
    rival_names: frozenset[tuple[str, ...]] = frozenset()  # the same of others
    modes: frozenset[str] = _NONE  # stems that tell its way of an act: by air, by land
    other_modes: frozenset[str] = _NONE  # stems that tell another question's way
    mine: frozenset[str] = _NONE  # stems of words by which only this question asks
    theirs: frozenset[str] = _NONE  # stems of words by which only others ask
    lent: bool = False  # whether its things are those that an earlier question asks about
    actors: frozenset[str] = _NONE  # the places that `ask` names before its verb: who is asked to act
    twins: frozenset[str] = _NONE  # the places that another question on the same thing asks to act
    enders: frozenset[str] = _NONE  # the places that another question asks to end the thing
    manner: frozenset[str] = _NONE  # classes of cues that tell of this question's kind of act
    others_manner: frozenset[str] = _NONE  # classes that tell of the other question's kind of act alone

    def anchored(self, scan: Scan, start: int, end: int) -> bool:
        """Whether tokens [start, end) hold a word that ties them to the topic."""
        return any(
            scan.keys[place] in self.anchors
            or (
                "-" in scan.lowers[place]
                and not self.anchors.isdisjoint(map(stem, scan.lowers[place].split("-")))
            )
            for place in range(start, end)
        )

    def whose(self, scan: Scan, start: int, end: int) -> bool | None:
        """True: tokens [start, end) name this question's actor; False: only a rival's; None: neither."""
        keys = scan.keys[start:end]
        if any(key in self.apart for key in keys):
            return any(key in (self.distinct or self.objects) for key in keys)
        return self.party(scan.places(start, end), keys)

    def party(self, named: Set[str], keys: Sequence[str]) -> bool | None:
        """The same of the places that a text names and the stems of its words."""
        if named & self.places or _called(keys, self.own_names):
            return True
        return False if named & self.rivals or _called(keys, self.rival_names) else None


def _called(keys: Sequence[str], names: Set[tuple[str, ...]]) -> bool:
    """Whether one of the names stands in a text."""
    return any(
        name[0] in keys and any(tuple(keys[at : at + len(name)]) == name for at in range(len(keys)))
        for name in names
    )


UNITS = frozenset({"day", "week", "month", "year", "decad"})
"""Stems of the units in which more time is given."""

FUNCTION_WORDS = frozenset(
    "will would could may might can shall should must is are was were be been being has have had do "
    "does did to of on in at by for from with into over under against about between during within "
    "without after before until since and or but that this as if the a an not who which amid despite "
    "than when while where because whether out off up down via per near unless though although its his "
    "across her their he she it they we i says said say".split()
)
"""Words that end a noun phrase, so that what stands before them heads it."""
ADJECTIVES = (
    "al",
    "ive",
    "ous",
    "ary",
    "ing",
    "able",
    "ible",
    "ful",
    "less",
    "ic",
    "est",
    "ian",
    "ish",
    "ed",
)
"""How adjectives end, which leave a noun what it is."""
