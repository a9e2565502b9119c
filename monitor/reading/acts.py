"""Public acts in one sentence: votes, rulings, signatures, and what a body that acts in public does."""

from __future__ import annotations

from collections.abc import Iterator

from monitor.reading.grammar import Grammar
from monitor.reading.naming import UNIONS, Naming
from monitor.reading.speakers import NUMBERS, Sort

Told = tuple[int, int, int]
"""The tokens that name who acts, [first, last), and the token of the act."""

_DONE = frozenset({"was", "were", "been"})
_UNCERTAIN = frozenset("to would could will may might must should can cannot not never".split())
_BASE = frozenset(
    "approve pass reject back throw vote clear adopt ratify block uphold rule keep hold cut back give "
    "greenlight agree extend delay endorse impose".split()
)
_AFTER_CUT = frozenset("its the rates interest benchmark borrowing key by a".split())
_KEPT = frozenset("counsel quiet mum silent talks hearing hearings meeting meetings session breath".split())
"""What is kept or held without anything being decided."""
_PAPERS = frozenset(
    "bill law treaty measure resolution budget act pact protocol amendment reform package motion".split()
)
_SIGNING = frozenset("president king queen governor minister premier chancellor mayor pm".split())
_PUT = frozenset("put struck thrown frozen cut held set shot upheld overturned".split())
"""Irregular participles: "put on hold by a court"."""
_MADE_KNOWN = frozenset("confirmed announced disclosed unveiled published signed ordered issued".split())
_GOT_THROUGH = frozenset(
    "passes passed clears cleared wins won fails failed survives survived secures secured goes went".split()
)
_HOUSES = frozenset("house senate parliament commons lords congress assembly chamber council cabinet".split())
_STAGES = frozenset("reading hurdle".split())
_RULES = frozenset("puts means sends bars halts clears restores overturns ends lifts upholds".split())
"""What a ruling does."""
_ASIDE = frozenset("if unless whether once until when before after since that should following".split())
"""Before a subject, these make an act one that is not told but supposed, or known before."""
_RULINGS = frozenset(
    "vote ruling order verdict judgment judgement resolution notification minutes decree".split()
)
_MEMBERS = frozenset("states countries members governments ministers ambassadors envoys leaders".split())
_VOTES = frozenset("votes vote".split())
_MUSTERED = frozenset("failed fail reached reach mustered muster produced produce secured won no".split())
_LAID = frozenset("tabled introduced submitted filed".split())
_TALLIED = frozenset("to against".split())


class PublicActs:
    """The acts of one sentence."""

    def __init__(self, grammar: Grammar, naming: Naming) -> None:
        self.grammar, self.naming = grammar, naming
        self.line, self.tokens, self.keys = grammar.line, grammar.tokens, grammar.keys
        self.lexicon, self.sides = grammar.lexicon, naming.sides

    def told(self) -> Iterator[Told]:
        """Every public act that the sentence tells by a word for one."""
        lexicon = self.lexicon
        for at, word in enumerate(self.keys):
            ruled = word in _RULINGS and (
                set(self.keys[at + 1 : at + 4]) & lexicon.shows or set(self.keys[at + 1 : at + 2]) & _RULES
            )
            laid = word in _LAID and self._before_body(at)
            assented = word == "assent" and not set(self.keys[max(0, at - 4) : at]) & _UNCERTAIN
            if ruled or laid or assented or self._tallied(at) or self._got_through(at):
                yield at, at + 1, at
                continue
            if word == "by" and at:
                yield from self._by(at)
                continue
            formal = word in lexicon.formal
            if not (formal or word in lexicon.acts or word in _BASE) or (at == 0 and not formal):
                continue
            previous = self.keys[at - 1] if at else ""
            if formal and (
                (previous in _DONE and self.keys[at + 1 : at + 2] != ("by",))
                or (self.line.is_title and previous in _PAPERS)
                or (at == 0 and self.keys[1:2] == ("by",))
            ):
                yield at, at + 1, at
                continue
            if previous in _UNCERTAIN or (word == "cut" and not set(self.keys[at + 1 : at + 2]) & _AFTER_CUT):
                continue
            if set(self.keys[at + 1 : at + 3]) & _KEPT:
                continue
            found = self._actor(at, formal)
            if found is not None:
                yield found

    def done_at(self, at: int) -> Told | None:
        """Who does in public what the verb at a token says: a body that decides, whatever it does to it."""
        word = self.keys[at]
        finite = word.endswith(("s", "ed")) or word in self.lexicon.acts
        if set(self.keys[max(0, at - 2) : at]) & _UNCERTAIN:
            return None
        found = self._actor(at, formal=False)
        if found is None:
            return None
        return found if finite or self.keys[found[1] - 1].endswith("s") else None

    def _before_body(self, at: int) -> bool:
        """Whether a paper is laid before a body: "tabled in the National Assembly"."""
        behind = self.keys[at + 1 : at + 6]
        return behind[:1] in (("in",), ("to",), ("before",), ("with",)) and bool(
            set(behind) & self.lexicon.bodies
        )

    def _tallied(self, at: int) -> bool:
        """Whether a vote is counted: "by 84 votes to 4", "in a 3-2 vote", "passed 224-200"."""
        if self.keys[at] == "majority":
            return bool(set(self.keys[max(0, at - 6) : at]) & _MUSTERED) and self.sides.collegial
        if self.keys[at] not in _VOTES or not at or not self.sides.collegial:
            return False
        before = self.keys[at - 1]
        number = before[0].isdigit() or before in NUMBERS
        if not number or before in ("a", "an", "another"):
            return False
        return "-" in before or "–" in before or bool(set(self.keys[at + 1 : at + 2]) & _TALLIED)

    def _got_through(self, at: int) -> bool:
        """Whether a paper has passed a body: "repeal passes lower house", "bill clears first hurdle"."""
        if not at or self.keys[at] not in _GOT_THROUGH or not self.sides.collegial:
            return False
        if set(self.keys[max(0, at - 2) : at]) & _UNCERTAIN:
            return False
        behind = self.keys[at + 1 : at + 5]
        stage = set(behind) & _STAGES
        return bool(stage or set(behind[:3]) & (self.lexicon.bodies & _HOUSES))

    def _by(self, at: int) -> Iterator[Told]:
        """ "Struck down by the Supreme Court": who acts stands behind the act."""
        verb = next((place for place in range(at - 1, max(at - 4, -1), -1) if self._participle(place)), None)
        if verb is None or set(self.keys[max(0, verb - 2) : verb]) & (_UNCERTAIN | {"being", "be"}):
            return
        last = self.grammar.phrase_end(at + 1)
        if at + 1 < last and self._public(at + 1, last, formal=self.keys[verb] in _MADE_KNOWN):
            yield at + 1, last, verb

    def _participle(self, at: int) -> bool:
        word = self.keys[at]
        return (word.endswith("ed") and len(word) > 4) or word in _PUT

    def _actor(self, at: int, formal: bool) -> Told | None:
        subject = self.grammar.subject(at)
        if subject is None or (set(self.keys[subject[1] : at]) & _UNCERTAIN):
            return None
        first, last, _ = subject
        if (first and self.keys[first - 1] in _ASIDE) or self.keys[first] in _UNCERTAIN:
            return None  # "after the court ruled", "should MPs pass it"
        if first and self.tokens[first - 1].text == ",":
            first = self._listed(first)
        word = self.keys[at]
        plural = self.keys[last - 1].endswith("s") or self.keys[first].endswith("s")
        if word in _BASE and word not in self.lexicon.acts and not plural:
            return None
        return (first, last, at) if self._public(first, last, formal) else None

    def _listed(self, first: int) -> int:
        """Where a subject begins whose places are listed: "Judges in Kansas, Missouri block"."""
        for place in range(first - 2, max(first - 5, 0), -1):
            if self.keys[place] == "in" and self.keys[place - 1] in self.lexicon.bodies:
                return place - 1
        return first

    def _public(self, first: int, last: int, formal: bool) -> bool:
        """Whether a phrase names a body that decides and acts in public."""
        if self.naming.countries(first, last) and self.naming.foreign(first, last):
            return False
        if self._union(first, last):
            return True
        if self.keys[first] in self.lexicon.bodies and self.keys[first + 1 : first + 2] == ("in",):
            return True
        if self.keys[last - 1] in self.lexicon.bodies and self.naming.sort(first, last) is not Sort.EXECUTIVE:
            return True
        if formal and self._office(first, last):
            return True
        for place in range(last - 1, first - 1, -1):
            named = self.sides.decider(self.tokens, place)
            if named is None:
                continue
            end, name = named
            near = last - end <= 2 and not set(self.keys[end:last]) & {"of", "to", "on", "for"}
            if near and (name.sort is Sort.BODY or (formal and name.sort is not Sort.PLACE)):
                return True
        return False

    def _office(self, first: int, last: int) -> bool:
        """Whether a phrase is an office or an institution of no other country: "the president"."""
        rest = [word for word in self.keys[first:last] if word not in ("the", "a")]
        return (len(rest) == 1 and rest[0] in _SIGNING) or (
            len(rest) <= 4 and rest[-1:] in (["ministry"], ["department"], ["government"])
        )

    def _union(self, first: int, last: int) -> bool:
        """Whether the members of a union that decides act together: "EU states", "NATO ministers"."""
        if self.keys[last - 1] not in _MEMBERS:
            return False
        return bool(set(self.naming.countries(first, last)) & UNIONS & self.sides.countries)
