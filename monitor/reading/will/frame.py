"""One mention in its clause, and what the words around it are to it.

A `Frame` answers how a cue stands (its form, its voice, its tense) and whom tokens name. The judgements that
need more are made of it elsewhere: what a "to" leans on (monitor.reading.will.infinitives), what an act is
done to (objects), whose a stance is (stances), what holds already (states), what is told without a cue
(implied). None changes a value; those who compose one (monitor.reading.will.scope) act on them.
"""

from __future__ import annotations

from monitor.reading.will.clauses import Clause, Scan
from monitor.reading.will.compose import OPERATORS
from monitor.reading.will.cues import Hit
from monitor.reading.will.events import Event, Mention, Naming
from monitor.reading.will.forms import (
    AMBIGUOUS,
    BE,
    HAVE,
    MODALS,
    PREPOSITIONS,
    Form,
    dated,
    form,
    is_skipped,
    opens_object,
    participle,
    stands_alone,
)
from monitor.reading.will.lasting import going_on
from monitor.reading.will.phrases import SAYING
from monitor.text import stem

NEAR = 4
"""Tokens over which a negation or a preposition reaches."""
LIKELY = 60
"""Percent from which a chance is an expectation."""
_WENT = frozenset("took began went came kicked".split())
_FOUND = frozenset({"unlawful", "illegal", "unconstitutional"})
"""What a court finds a thing to be: "rules the law unlawful"."""
_ENDINGS = frozenset(
    {
        "end of",
        "end of the road for",
        "end of the line for",
        "end of road to",
        "death knell for",
        "demise of",
        "curtains for",
    }
)
"""Nouns for the end of a thing, made of several words."""
ACTIONS = frozenset({"decision", "announce", "refusal", "block", "undo", "keep"})
STANCES = frozenset({"favour", "against"})
_AGREED = frozenset(map(stem, ("contract", "concession", "lease", "licence", "license", "settlement")))
"""What exists only once two sides have agreed on it, so that talks on it are talks on the step itself."""
_IN_THE_WAY = frozenset({"delay", "block"})


class Frame:
    """One mention in its clause."""

    def __init__(
        self, scan: Scan, mention: Mention, clause: Clause, event: Event, acts: frozenset[int]
    ) -> None:
        self.scan = scan
        self.mention = mention
        self.clause = clause
        self.start = clause.start
        self.event = event
        self.acts = acts
        self.words = event.lexicon.words
        self.acting = frozenset(
            place
            for hit in scan.hits
            if hit.kind in OPERATORS and hit.kind not in {"reaction", "talk"}
            for place in (*range(hit.start, hit.end), *hit.tail)
        )
        self.inner = frozenset(
            place for hit in scan.hits for place in (*range(hit.start, hit.end), *hit.tail)
        )

    def shape(self, hit: Hit) -> Form:
        """How the verb or noun of a cue stands in this clause."""
        shape = form(self.scan.line.tokens, self.scan.lowers, hit.start, hit.end)
        if hit.phrase in _ENDINGS:
            return Form.NOUN
        if shape is Form.NOUN and hit.start > self.mention.start and hit.phrase in _FOUND:
            return Form.FINITE
        if shape is Form.GERUND and self.scan.line.is_title and hit.start == self.start + 1:
            deed = hit.kind == "effect" or self.decider(self.start, hit.start)
            return Form.PROGRESS if deed else shape  # "Berlin stalling on", "Orm using them"
        if going_on(self.scan, hit.start, shape, self.event, against=hit.kind in _IN_THE_WAY):
            return Form.PROGRESS
        return Form.NOUN if shape is Form.FINITE and self.scan.governed(hit.start) else shape

    def talked_over(self, hit: Hit, shape: Form) -> bool:
        """Whether talk is of the step itself, not of the thing at large, and is had by those who decide."""
        mention = self.mention
        agreed = self.words.states | self.words.papers | self.words.plans | _AGREED
        if mention.naming is Naming.OBJECT and mention.verb not in agreed and shape is Form.NOUN:
            return False
        return shape is Form.NOUN or self.among_themselves(hit)

    def among_themselves(self, hit: Hit) -> bool:
        """Whether those who decide talk, and nobody else with them: not "Bell and Varga discuss the ban"."""
        start = self.start
        if self.clause.opener == "and":
            start = self.scan.clauses[max(self.scan.clause_of(start) - 1, 0)].start
        named = self.scan.places(start, hit.start)
        return self.decider(self.start, hit.start) and named <= self.event.deciding

    def word(self, place: int) -> str:
        """The word at a token, in lower case; empty behind the end of the line."""
        return self.scan.lowers[place] if place < len(self.scan.lowers) else ""

    def decider(self, start: int, end: int) -> bool:
        """Whether tokens [start, end) name somebody who decides."""
        event = self.event
        return bool(self.scan.places(start, end) & event.deciding) or any(
            self.scan.keys[place] in event.decider_words for place in range(start, end)
        )

    def told_by_another(self, start: int, end: int) -> bool:
        """Whether somebody else acts in a relative clause: "the ban that Harn | announced"."""
        lowers = self.scan.lowers
        for place in range(start, end):
            if lowers[place] in {"that", "which", "whom"}:
                between = range(place + 1, end)
                return not all(
                    lowers[at] in BE or lowers[at] in MODALS or lowers[at] in HAVE or is_skipped(lowers[at])
                    for at in between
                )
        return False

    def told_already(self) -> bool:
        """Whether the clause has its verb before the mention: "sends weapons | banned by many"."""
        lowers = self.scan.lowers
        return any(
            lowers[place] in BE or lowers[place] in MODALS or lowers[place] in HAVE or lowers[place] in SAYING
            for place in range(self.start, self.mention.start)
        )

    def passive(self, hit: Hit) -> bool:
        """Whether an act after its object is told in the passive, or needs no object."""
        lowers = self.scan.lowers
        word = lowers[hit.start]
        if hit.phrase in self.words.said_of_it or self.scan.keys[hit.start] in self.words.receive:
            return True
        if hit.phrase in self.words.of_itself:
            return stands_alone(self.scan.line.tokens[hit.end] if hit.end < len(lowers) else None)
        before = hit.start - 1
        while before >= 0 and is_skipped(lowers[before]):
            before -= 1
        if not participle(word):
            return word in AMBIGUOUS and before >= 0 and lowers[before] in BE
        if before >= 0 and (lowers[before] in BE or lowers[before] in {"get", "gets", "got", "see", "sees"}):
            return True
        if before >= 0 and lowers[before] in {"has", "have", "had"}:
            return False
        following = self.scan.line.tokens[hit.end] if hit.end < len(lowers) else None
        loose = following is None or not opens_object(following)
        return self.scan.line.is_title or (loose and not self.told_already())

    def said_between(self, start: int, reach: int) -> bool:
        """Whether somebody speaks between: "asked not to be named | said no decision had been made"."""
        return any(word in SAYING for word in self.scan.lowers[start:reach])

    def proceeding(self, start: int, end: int) -> bool:
        """Whether tokens [start, end) name what is done before a decision: hearings, a probe."""
        return any(hit.kind == "procedure" and start <= hit.start < end for hit in self.scan.hits)

    def due(self, hit: Hit) -> bool:
        """Whether the present tense of a cue is told with a day to come: "takes effect on June 1"."""
        lowers = self.scan.lowers
        word, before = lowers[hit.start], lowers[hit.start - 1] if hit.start else ""
        past = participle(word) or word.endswith("ing") or word in _WENT or word in PREPOSITIONS
        led = before == "to" or before in MODALS or before in BE or before in HAVE
        return not past and not led and dated(lowers, hit.end)
