"""Whom a phrase names: the side that decides, unnamed people, somebody else, an outlet, or nobody known."""

from __future__ import annotations

from enum import StrEnum
from itertools import pairwise

from monitor.reading.grammar import BREAKERS, OPENERS, STOPS, Grammar
from monitor.reading.speakers import NUMBERS, PRONOUNS, Sides, Sort


class Who(StrEnum):
    """What a phrase that names a speaker says of them; the last three need the rest of the item."""

    OFFICIAL = "official"
    UNNAMED = "unnamed"
    OTHER = "other"
    OUTLET = "outlet"  # another outlet, or "the newspaper"
    ROLE = "role"  # an office or institution without a country: "the minister", "the agency"
    NAME = "name"  # a name nobody has introduced yet
    PRONOUN = "pronoun"


_LEGISLATORS = frozenset(
    "members lawmakers legislators mps senators peers panel committee congress senate house commons".split()
)
"""Those who decide only where a body is among the deciders."""


_MEMBERS = frozenset("lawmaker lawmakers mp mps senator senators legislator legislators".split())


_PARTIES = frozenset("party opposition far-right far-left hard-right right-wing left-wing populist".split())

UNIONS = frozenset({"European Union", "NATO", "OPEC", "United Nations"})
"""Unions whose members decide together."""


class Naming:
    """What the phrases of one sentence name."""

    def __init__(self, grammar: Grammar, sides: Sides) -> None:
        self.sides, self.lexicon = sides, grammar.lexicon
        self.line, self.tokens, self.keys = grammar.line, grammar.tokens, grammar.keys

    def who(self, first: int, last: int, at: int, outlet: str) -> Who | None:
        words, lexicon = self.keys[first:last], self.lexicon
        listed = set(words)
        if words[-1] in PRONOUNS and len(words) <= 3:
            return Who.PRONOUN
        if listed & lexicon.documents and listed & {"seen", "reviewed", "obtained", "leaked"}:
            return Who.UNNAMED
        sort = self.sort(first, last)
        person = listed & (lexicon.unnamed | lexicon.roles | lexicon.other | lexicon.institutions)
        if (outlet or listed & lexicon.outlet_nouns) and not person and sort is None:
            return Who.OUTLET
        if "top" in listed and listed & {"diplomat", "diplomats"}:
            countries = self.countries(first, last)
            ours = not countries or countries[0] in self.sides.countries
            return Who.OFFICIAL if ours else Who.OTHER
        if self._unnamed(first, last) and listed & lexicon.former:
            return Who.OTHER
        if self._unnamed(first, last):
            return Who.OFFICIAL if self._collective(words) else Who.UNNAMED
        if self.sides.adversaries and self.sides.adversary(self.tokens[first:last]):
            return Who.OTHER
        if "presidency" in listed and self.sides.countries & UNIONS:
            return Who.OFFICIAL  # a member presides over the union for half a year
        if words[-1] == "executive" and self.countries(first, last):
            return Who.OTHER if self.foreign(first, last) else Who.OFFICIAL
        outsider = self._outsider(first, last, sort)
        if sort is Sort.PERSON and not outsider:
            return Who.OFFICIAL
        if outsider or listed & lexicon.former:
            return Who.OTHER
        if sort is not None:
            return Who.OTHER if sort is not Sort.PERSON and self.foreign(first, last) else Who.OFFICIAL
        return self._by_office(first, last, at)

    def _outsider(self, first: int, last: int, sort: Sort | None) -> bool:
        """Whether somebody who does not decide heads the phrase; an institution's lawyers speak for it."""
        lexicon = self.lexicon
        if sort is None and self._of_party(first, last):
            return True
        for place in range(first, last):
            if self.keys[place] not in lexicon.other or self._then(place, lexicon.roles):
                continue
            if self._in_name(first, place, last):
                continue
            word = self.keys[place]
            counsel = word in ("lawyer", "lawyers") and (
                sort or set(self.keys[first:place]) & lexicon.institutions
            )
            if not (counsel or (word in _MEMBERS and self._ruling(first, place))):
                return True
        return False

    def _of_party(self, first: int, last: int) -> bool:
        """Whether a leader is a party's that does not govern: "the party leader", "the far-right leader"."""
        words = self.keys[first:last]
        return "ruling" not in words and any(
            word == "leader" and before in _PARTIES for before, word in pairwise(words)
        )

    def _in_name(self, first: int, at: int, last: int) -> bool:
        """Whether a word is part of the name of one who decides, or of an institution: "Financial Markets
        Authority"."""
        for place in range(first, at + 1):
            named = self.sides.decider(self.tokens[:last], place)
            if named is not None and named[0] > at:
                return True
        capitals = at
        while capitals < last and self.tokens[capitals].text[0].isupper():
            capitals += 1
        return bool(set(self.keys[at + 1 : capitals]) & (self.lexicon.bodies - self.lexicon.other))

    def _ruling(self, first: int, last: int) -> bool:
        """Whether a member of parliament is one of a party that decides ("a ruling Unity party lawmaker")."""
        return "ruling" in self.keys[first:last] and self.sort(first, last) is not None

    def _then(self, place: int, words: frozenset[str]) -> bool:
        return place + 1 < len(self.keys) and self.keys[place + 1] in words

    def _by_office(self, first: int, last: int, at: int) -> Who | None:
        words, lexicon = set(self.keys[first:last]), self.lexicon
        office = words & (lexicon.roles | lexicon.institutions | lexicon.bodies)
        document = words & lexicon.documents and self.keys[at] in lexicon.shows
        countries = self.countries(first, last)
        if office and not countries and self.keys[first] in ("its", "their"):
            countries = self.countries(0, first)[-1:]  # "..., its chief said": of whom was named last
        if countries and (office or document or (len(words) <= 3 and self._metonym(first, last))):
            return Who.OFFICIAL if countries[0] in self.sides.countries else Who.OTHER
        if office or document:
            return Who.ROLE if self.sides.collegial or office - _LEGISLATORS or document else Who.OTHER
        named = self.tokens[last - 1].text[0].isupper()
        if countries:
            return Who.OTHER if named and last - first <= 4 else None
        if named and not self.common(self.keys[last - 1]):
            return Who.NAME
        return None

    def _metonym(self, first: int, last: int) -> bool:
        """Whether the phrase is a country and nothing else: "Sweden", "the Kremlin"."""
        rest = [
            word for word in self.keys[first:last] if word not in self.lexicon.countries and word != "the"
        ]
        return not rest or " ".join(self.keys[last - 2 : last]) in self.lexicon.countries

    def sort(self, first: int, last: int) -> Sort | None:
        """The sort of the decider named in a phrase; a country only where it is the first one named."""
        best: Sort | None = None
        for place in range(first, last):
            named = self.sides.decider(self.tokens[:last], place)
            if named is None:
                continue
            sort = named[1].sort
            if sort is Sort.PERSON:
                return sort
            if sort is Sort.PLACE:
                countries = self.countries(first, last)
                if countries and countries[0] not in self.sides.countries:
                    continue
            if best is None or best is Sort.PLACE:
                best = sort
        return best

    def foreign(self, first: int, last: int) -> bool:
        """Whether the phrase names a country first that does not decide."""
        countries = self.countries(first, last)
        return bool(countries) and bool(self.sides.countries) and countries[0] not in self.sides.countries

    def countries(self, first: int, last: int) -> list[str]:
        found, known = [], self.lexicon.countries
        for place in range(first, last):
            pair = " ".join(self.keys[place : place + 2]) if place + 1 < last else ""
            country = known.get(pair) or known.get(self.keys[place])
            if not country or (place and self.keys[place - 1] == "national"):
                continue  # the National Security Council is not the United Nations'
            if self.tokens[place].text[0].isupper() or self.keys[place] == "alliance":
                found.append(country)
        return found

    def _unnamed(self, first: int, last: int) -> bool:
        for place in range(first, last):
            if self.keys[place] not in self.lexicon.unnamed:
                continue
            if self.keys[place] in NUMBERS and place < last - 1:
                continue
            if self.keys[place] == "official" and self._then(
                place, self.lexicon.roles | self.lexicon.documents
            ):
                continue  # "the premier's official spokesman", "an official statement"
            following = self.tokens[place + 1] if place + 1 < last else None
            if following is None or not following.text[0].isupper() or self.line.is_title:
                return True
        return False

    def _collective(self, words: tuple[str, ...]) -> bool:
        return any(" ".join(words[-2:]) == name or " ".join(words) == name for name in self.sides.collectives)

    def count(self, first: int, last: int) -> int | None:
        """How many the phrase counts: "a Western official and two people" is 3; a bare plural is unknown."""
        total, pending = 0, 0
        for word in self.keys[first:last]:
            if word.isdigit() and len(word) <= 2:
                pending = int(word)
            elif word in NUMBERS:
                pending = NUMBERS[word]
            elif word in self.lexicon.unnamed and pending:
                total, pending = total + pending, 0
        return total + pending if pending > 1 else total or None

    def common(self, word: str) -> bool:
        lexicon = self.lexicon
        return (
            word in lexicon.roles
            or word in lexicon.countries
            or word in lexicon.institutions
            or word in lexicon.other
            or word in lexicon.documents
            or word in OPENERS
            or word in BREAKERS
            or word in STOPS
        )

    def person(self, first: int, last: int) -> bool:
        """Whether a person is named: a decider's, or one behind an office ("spokesman Sean Savett")."""
        if self.sort(first, last) is Sort.PERSON:
            return True
        offices = [place for place in range(first, last) if self.keys[place] in self.lexicon.roles]
        behind = range(offices[-1] + 1 if offices else first, last)
        return any(
            self.tokens[at].text[0].isupper()
            and not self.common(self.keys[at])
            and not self._then(at, self.lexicon.institutions)
            for at in behind
        )

    def outlet(self, at: int) -> str:
        """The outlet named at a token; names of one common word must be capitalised."""
        if not self.tokens[at].text[0].isupper():
            return ""
        for size in (4, 3, 2, 1):
            name = self.lexicon.outlets.get(self.keys[at : at + size])
            if name and len(self.keys[at : at + size]) == size:
                return name
        return ""
