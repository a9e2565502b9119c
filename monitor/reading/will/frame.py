"""What the words around a mention are to it: judgements that leave the value alone.

A `Frame` is one mention in its clause. Its methods answer whether a cue is told in the passive, leans on a
verb that the reader knows, is said of another noun, and the like (monitor.reading.will.scope acts on them).
"""

from __future__ import annotations

from monitor.model import Status
from monitor.reading.will.clauses import Clause, Scan
from monitor.reading.will.compose import OPERATORS, Value
from monitor.reading.will.cues import GAP, Hit
from monitor.reading.will.events import ADJECTIVES, Event, Mention, Naming
from monitor.reading.will.forms import (
    AMBIGUOUS,
    BE,
    DETERMINERS,
    HAVE,
    MODALS,
    PREPOSITIONS,
    Form,
    dated,
    form,
    is_skipped,
    opens_object,
    participle,
    relative,
    stands_alone,
)
from monitor.reading.will.lasting import going_on, stance_kept
from monitor.reading.will.phrases import SAYING, by_a_body, subject
from monitor.text import stem

NEAR = 4
"""Tokens over which a negation or a preposition reaches."""
LIKELY = 60
"""Percent from which a chance is an expectation."""
_WENT = frozenset("took began went came kicked".split())
_FOUND = frozenset({"unlawful", "illegal", "unconstitutional"})
"""What a court finds a thing to be: "rules the law unlawful"."""
_GRANTING = frozenset(map(stem, ("approval", "authorization", "authorisation")))
_SWAYING = frozenset(
    map(stem, "hurt help harm aid boost improve affect complicate influence jeopardize damage shape".split())
)
_TAKEN_UP = frozenset("after following over amid by with since despite and about on at".split())
"""Words behind which a decision is named as one that has been taken."""
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
_TRYING = frozenset("try tries tried trying attempt attempts".split())
_PURSUITS = frozenset(map(stem, ("effort", "bid", "attempt", "drive", "push", "quest", "campaign")))
"""Nouns for what somebody undertakes, which is stopped or backed with the thing it aims at."""
_RECOMMEND = stem("recommend")
_RULED = frozenset(map(stem, ("uphold", "affirm")))
REACH_OF_VERB = 5
"""Tokens from a verb to the noun that heads its object."""
ACTIONS = frozenset({"decision", "announce", "refusal", "block", "undo", "keep"})
STANCES = frozenset({"favour", "against"})
_IN_THE_WAY = frozenset({"delay", "block"})
_RULING = frozenset("ruling governing coalition".split())
"""Words for those who have a majority in a parliament."""
_DONE_TO_ONE = frozenset({*ACTIONS, "stick", "hold", "carry"})
"""Classes of acts that are done to the nearest noun alone."""
PASSED_BY = frozenset({*_DONE_TO_ONE, "delay", "effect", "possibility"})
"""Classes of cues that may be said of another noun, which only mentions the thing."""
_PARTING = frozenset("in into from within through".split())
"""Prepositions by which a noun tells what it is a part of."""
_ABOUT = frozenset("for of on to about over".split())
_PLAIN = frozenset(
    "see make get have let help try continue start seek go move proceed vote take become put bring hold "
    "include give be being been force allow sound".split()
)
"""Verbs that pass on what governs them: "wants to see the ban lifted"."""

_AHEAD = frozenset(
    "by next soon summer autumn winter spring week month year later tomorrow before within shortly".split()
)
"""Words of a time to come after "boats in Moldova"."""
RANKED = frozenset("first second third last latest only".split())
"""Words that tell the place of whoever does it among those who have: "the first state to ban it"."""

_TO_A_THING = frozenset({"leaning to", "close to", "commit to", "open to", "on the way to", "not opposed to"})
"""Cues that end in a "to" after which a thing may be named."""


_TO_A_PLACE = frozenset({"=headed to", "=heading to"})
_WITHIN = frozenset("in from under to within".split())
_COURT = frozenset("judge judges court courts justices tribunal".split())


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

    def names(self, place: int) -> bool:
        """Whether a noun phrase begins there, and no verb: "agrees to | a six-month truce"."""
        if place >= len(self.scan.lowers):
            return False
        token, word = self.scan.line.tokens[place], self.scan.lowers[place]
        if place == self.mention.start:
            return self.mention.form is Form.NOUN
        named = word in DETERMINERS or "-" in word or word[0].isdigit() or word.endswith(("'s", "s'"))
        return named or (token.text[0].isupper() and place not in self.scan.starts and place not in self.acts)

    def measured(self, place: int) -> bool:
        """Whether what begins there can be no verb: "leaning to | a long delay", "to | three-month"."""
        word = self.word(place)
        return word in DETERMINERS or "-" in word or word[:1].isdigit()

    def talked_over(self, hit: Hit, shape: Form) -> bool:
        """Whether talk is of the step itself, not of the thing at large, and is had by those who decide."""
        mention = self.mention
        if mention.naming is Naming.OBJECT and mention.verb not in self.words.states and shape is Form.NOUN:
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

    def verbal(self, hit: Hit) -> bool:
        """Whether a cue leans on a verb that follows: a modal, "plans to"."""
        if hit.kind == "forecast" or hit.end > self.mention.start > hit.start or f"to {GAP}" in hit.phrase:
            return False
        last = self.scan.lowers[hit.end - 1]
        if hit.phrase in _TO_A_PLACE:
            return False
        if last == "to" and (hit.kind in ACTIONS or hit.phrase in _TO_A_THING) and self.names(hit.end):
            return False
        named = self.word(hit.end) in DETERMINERS
        if last == "to" and (named or (hit.kind == "expectation" and self.measured(hit.end))):
            return False
        if last in MODALS or last == "to" or last.endswith("'ll"):
            return True
        return hit.kind in {"expectation", "possibility", "doubt"} and self.word(hit.end) == "to"

    def lands(self, hit: Hit) -> bool:
        """Whether the verb that a modal or infinitive leans on is one that the reader knows."""
        place = hit.end
        lowers = self.scan.lowers
        while place < len(lowers):
            word = lowers[place]
            if place in self.acts or place == self.mention.start or lowers[place] in self.words.verdicts:
                return True
            known = self.scan.starts.get(place)
            if known is not None and known.kind in OPERATORS and word not in {"to"}:
                return known.kind != "talk" or self.talked_over(known, self.shape(known))
            if word in RANKED and "to" in lowers[place : place + NEAR]:
                place = lowers.index("to", place)  # "to become the first | city to"
            if word == "help" and self.mention.form is Form.NOUN and not self.helps_on(place):
                return False  # "likely to | help its bid"
            passed = word in _PLAIN or word == "it" or (word in DETERMINERS and place > hit.end)
            if passed or word == "to" or is_skipped(word) or word in BE or word == "have":
                place += 1
                continue
            return self.done_to_it(place)
        return False

    def helps_on(self, place: int) -> bool:
        """Whether a verb follows "help", so that more is told than that something helps the thing."""
        return any(
            at in self.scan.starts or at in self.acts or self.word(at) == "to"
            for at in range(place + 1, self.mention.start)
        )

    def done_to_it(self, verb: int) -> bool:
        """Whether a verb that the reader does not know is done to the thing itself: "will levy the duties".

        What is done to a thing is mostly what was asked for; words of talk and of thought are not.
        """
        mention, lowers = self.mention, self.scan.lowers
        named = mention.naming is Naming.OBJECT or (
            mention.naming is Naming.ACT and mention.form is Form.NOUN
        )
        if not named or not 1 <= mention.start - verb <= REACH_OF_VERB:
            return False
        if self.scan.keys[verb] in self.words.inert or not lowers[verb].isalpha():
            return False
        within = lowers[verb] == "in" and lowers[verb - 1] in BE  # "will be in the union by May"
        if not within and (lowers[verb] in PREPOSITIONS or lowers[verb] in {"and", "or"}):
            return False
        if lowers[verb] in DETERMINERS:
            return False  # "farewell to | the tax"
        return not any(
            lowers[place] in PREPOSITIONS or lowers[place] in {"that", "and", "or", "to", "if", ","}
            for place in range(verb + 1, mention.start)
        )

    def infinitive(self, place: int) -> bool:
        following = place + 1
        lowers = self.scan.lowers
        while following < len(lowers) and (
            is_skipped(lowers[following]) or lowers[following] in {"be", "have"}
        ):
            following += 1
        return (
            following in self.acts
            or (following == self.mention.start and self.mention.naming is not Naming.OBJECT)
            or following in self.scan.starts
            or (place == self.mention.end and self.moves())
            or (following < len(lowers) and lowers[following] in _PLAIN)
            or (
                following < len(lowers)
                and self.scan.keys[place - 1] not in self.words.states  # "ban to hospital boats"
                and not self.verb_ahead(place)
                and self.done_to_it(following)
            )
        )

    def sought(self, place: int) -> bool:
        """Whether an infinitive tells what somebody does something for: "offers remedies to win approval"."""
        if self.mention.naming is not Naming.ACT or self.mention.form is not Form.NOUN:
            return False
        return self.scan.keys[place + 1] in self.words.receive and self.verb_ahead(place)

    def verb_ahead(self, place: int) -> bool:
        """Whether a verb stands before "to", which then says to what: "adds buses to | the tram ban"."""
        return any(
            word.endswith("s")
            and not word.endswith(("ss", "'s"))
            and self.scan.line.tokens[at].text[0].islower()
            for at, word in enumerate(self.scan.lowers[self.start + 1 : place - 1], self.start + 1)
        )

    def put_into(self, place: int) -> bool:
        """Whether an infinitive does something to another thing within it: "to include video in the ban"."""
        mention = self.mention
        if (
            mention.naming is not Naming.ACT
            or mention.form is not Form.NOUN
            or self.acting & set(range(place, mention.start))
        ):
            return False
        return not _WITHIN.isdisjoint(self.scan.lowers[place + 1 : mention.start])

    def over(self, hit: Hit) -> bool:
        """Whether a state has come to its end without anybody being named: "the order is over"."""
        return hit.phrase in self.words.of_itself and hit.phrase != "=gone" and self.passive(hit)

    def completed(self) -> bool:
        """Whether what is permitted has been brought to its end: "closes the takeover"."""
        mention, scan = self.mention, self.scan
        if mention.verb not in self.event.doing or mention.naming is not Naming.OBJECT:
            return False
        for place in range(max(mention.start - REACH_OF_VERB, self.start), mention.start):
            if scan.keys[place] in self.words.completing and not self.parted(place):
                return form(scan.line.tokens, scan.lowers, place, place + 1) is Form.FINITE
        for place in range(mention.end, min(mention.end + NEAR, self.clause.end)):
            if scan.keys[place] in self.words.completing and participle(scan.lowers[place]):
                return scan.lowers[place - 1] in BE or scan.line.is_title
        return False

    def left_standing(self, value: Value, used: list[Hit]) -> bool:
        """Whether a state is not to be undone: "no plan to lift the ban" says that it holds."""
        mention, kinds = self.mention, {hit.kind for hit in used}
        if value.status is not Status.EXPECTED or kinds.isdisjoint({"doubt", "negation", "refusal"}):
            return False
        if mention.sign < 0:
            undone = self.event.lexicon.verbs.get(mention.verb) == "undo"
            return undone and mention.naming is Naming.ACT and mention.form in {Form.BARE, Form.GERUND}
        return "undo" in kinds and mention.form is Form.NOUN and mention.verb in self.words.states

    def standing(self, hit: Hit) -> bool:
        """Whether what is scrapped is a state that somebody has set up: "scraps Varga's freeze"."""
        mention = self.mention
        set_up = mention.naming is Naming.ACT and mention.form is Form.NOUN and mention.sign > 0
        ending = mention.naming is Naming.OBJECT and mention.sign < 0
        if not ending and not (set_up and mention.verb in self.words.states):
            return False
        between = self.scan.lowers[hit.end : mention.start]
        if any(word == "to" or word in PREPOSITIONS for word in between):
            return False
        first, end = subject(self.scan, self.clause, hit.start)
        court = not _COURT.isdisjoint(self.scan.lowers[first:end])  # which has only what holds before it
        return court or (set_up and any(word.endswith(("'s", "s'")) for word in between))

    def moves(self) -> bool:
        """Whether what is to be sent is told to be there: "tanks could be in Kyiv by May"."""
        lowers, place = self.scan.lowers, self.mention.end
        moving = self.words.occur | self.words.transfer
        if self.mention.naming is not Naming.OBJECT or moving.isdisjoint(self.event.acts):
            return False
        while place < self.clause.end and (lowers[place] in MODALS or is_skipped(lowers[place])):
            place += 1
        to = place < self.clause.end and lowers[place] == "to" and self.scan.line.is_title
        return lowers[place + to : place + to + 2] in {("be", "in"), ("be", "on")}

    def there(self) -> Status | None:
        """Whether what is to be handed over is told to be with whoever is to get it: "boats | in Moldova"."""
        mention, lowers, event = self.mention, self.scan.lowers, self.event
        if mention.naming is not Naming.OBJECT or not event.hands_over:
            return None
        place = mention.end
        while place < self.clause.end and (lowers[place] in {"is", "are"} or is_skipped(lowers[place])):
            place += 1
        told = place > mention.end
        if self.word(place) not in {"in", "on"}:
            return None
        named = self.scan.places(place + 1, place + 3)
        if not named or not named <= event.home - event.actors - event.twins:
            return None
        rest = lowers[place + 2 : self.clause.end]
        ahead = not _AHEAD.isdisjoint(rest)
        if not told:
            first = lowers[self.start : mention.start]
            bare = self.scan.line.is_title and (ahead or len(rest) <= 1)
            if not bare or any(word in PREPOSITIONS - {"of"} or word in SAYING for word in first):
                return None
        return Status.EXPECTED if ahead else Status.IN_EFFECT

    def parted(self, verb: int) -> bool:
        """Whether a preposition parts a verb from the mention."""
        return any(self.scan.lowers[place] in PREPOSITIONS for place in range(verb + 1, self.mention.start))

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

    def headed(self) -> bool:
        """Whether the noun only tells what another noun is about: "support for a ban is slipping"."""
        lowers = self.scan.lowers
        for place in range(self.mention.start - 1, max(self.mention.start - NEAR - 2, self.start), -1):
            if lowers[place] in _ABOUT:
                hit = next((hit for hit in self.scan.hits if hit.start <= place - 1 < hit.end), None)
                hit = hit or self.scan.starts.get(place - 1)
                noun = lowers[place - 1]
                opinion = hit is not None and hit.kind in {*STANCES, "doubt", "reaction"} and noun != "about"
                return (
                    opinion or self.scan.keys[place - 1] in self.words.chances or noun in self.words.verdicts
                )
        return False

    def backed_by(self, hit: Hit) -> bool:
        """Whether support or opposition is told in the passive of those who decide: "backed by MPs"."""
        if hit.kind not in STANCES or not participle(self.scan.lowers[hit.start]):
            return False
        return self.word(hit.end) == "by" and self.decider(hit.end, min(hit.end + NEAR, self.clause.end))

    def takes_it(self, hit: Hit) -> bool:
        """Whether a word of support or opposition tells of somebody who decides."""
        if self.shape(hit) is Form.NOUN:
            return self.decider(max(hit.start - NEAR, self.start), hit.start)
        if participle(self.scan.lowers[hit.start]) and self.word(hit.end) == "by":
            return False  # "Bell condemned by unions for": what others make of it
        start, end = subject(self.scan, self.clause, hit.start)
        if start == end:
            return self.decider(self.start, hit.start)
        if self.word(hit.start - 1) == "in":  # "Varga joins Bell in | opposing it": it is Varga who does
            return self.decider(start, self.first_verb(start, hit.start))
        if self.event.parliament and not _RULING.isdisjoint(self.scan.lowers[start:end]):
            return True  # "lawmakers of the ruling party"
        told = by_a_body(self.scan, start, end) or self.decider(start, end)
        return told and self.scan.lowers[end - 1] not in self.words.outsiders

    def first_verb(self, start: int, end: int) -> int:
        """Where the verb stands that the subject at `start` does, as far as its ending tells."""
        tokens, lowers = self.scan.line.tokens, self.scan.lowers
        for at in range(start + 1, end):
            known = lowers[at] in BE | HAVE | MODALS or lowers[at].endswith(("s", "ed"))
            if known and tokens[at].text[0].islower() and not lowers[at].endswith("'s"):
                return at
        return end

    def handled(self, hit: Hit) -> bool:
        """Whether a wish is what another verb is about: "rejects calls for a ban"."""
        return any(
            other.kind in ACTIONS and 0 <= hit.start - other.end <= 2 and other.start >= self.start
            for other in self.scan.hits
        )

    def kept(self, hit: Hit, value: Value) -> str:
        """What keeping comes to: a state is kept, a plan to act is kept to, a thing is left as it is."""
        mention = self.mention
        ruled = self.scan.keys[hit.start] in _RULED
        if ruled or value.status is not None or mention.verb in self.words.states or mention.sign < 0:
            return "keep"
        if self.event.still and mention.naming is Naming.OBJECT:
            return "hold"
        return "stick" if mention.naming is Naming.ACT and mention.form is Form.NOUN else "keep"

    def keeps_stance(self, hit: Hit) -> bool:
        """Whether what somebody keeps to is a stance: "upholds its veto on", "maintains objections to"."""
        if hit.kind == "decision" and self.scan.keys[hit.start] not in _RULED:
            return False
        if not _COURT.isdisjoint(self.scan.lowers[self.start : hit.end + NEAR]):
            return False  # what a court upholds has been decided
        return stance_kept(self.scan, hit.end, self.mention.end, self.event)

    def aside(self, hit: Hit) -> bool:
        """Whether the act is done to another noun, which only mentions the thing: "adopts rules for cars".

        What is weighed, put off or begun is so only where the other noun is a part of the thing: "weighs
        the removal of a clause from the bill".
        """
        if self.mention.form is not Form.NOUN or GAP in hit.phrase:
            return False
        parting = PREPOSITIONS - {"of"} if hit.kind in _DONE_TO_ONE else {"from", "through"}
        carried = self.event.vehicles | self.words.plans | _PURSUITS
        noun = False
        for place in range(hit.end, self.mention.start):
            word = self.scan.lowers[place]
            if word in parting:
                if word == "from" and self.word(place + 1).endswith("ing"):
                    return False  # "bars the agency from enforcing | the ban"
                if noun:
                    return True
            elif noun and self.scan.keys[place] in self.words.papers and self.of_its_own(place - 1):
                continue  # "adopts safety rules | for ferries"
            elif place in self.acting or self.scan.keys[place] in carried:
                return False
            elif self.scan.line.tokens[place].is_word and word not in DETERMINERS and not is_skipped(word):
                noun = True
        return False

    def object_of_another(self, hit: Hit) -> bool:
        """Whether a verb of the question stands between, which the thing is the object of.

        "Ministers began the week by learning that Bell | approved the transfer".
        """
        if self.mention.form is not Form.NOUN or self.shape(hit) is not Form.FINITE:
            return False
        tokens, lowers = self.scan.line.tokens, self.scan.lowers
        between = (at for at in self.acts if hit.end <= at < self.mention.start)
        return any(form(tokens, lowers, at, at + 1) is Form.FINITE for at in between)

    def of_its_own(self, place: int) -> bool:
        """Whether the word before a paper names what else it is about: "safety rules for ferries"."""
        key, event = self.scan.keys[place], self.event
        known = key in event.anchors or key in event.objects or key in event.acts or key in self.words.neutral
        return not known and key not in event.decider_words and not self.word(place).endswith(ADJECTIVES)

    def of_chances(self, hit: Hit) -> bool:
        """Whether what is done is done to a forecast or a hope of it: "pushes back its call for a cut"."""
        return any(
            self.scan.keys[place] in self.words.chances
            for place in range(hit.end, self.mention.start)
            if not (place in self.scan.starts and (hit.kind == "refusal" or self.fought(place)))
        )

    def fought(self, place: int) -> bool:
        """Whether a fight before a court begins there, which may be dropped: "drops its case against"."""
        return self.scan.starts[place].kind == "challenge"

    def attributive(self, hit: Hit, reach: int) -> bool:
        """Whether a participle only qualifies the noun after it: "widely banned munitions"."""
        lowers = self.scan.lowers
        if participle(lowers[hit.start]) and self.word(hit.end) == "by":
            return True  # "signed by the minister": done to what stands before it
        if not participle(lowers[hit.start]) or reach - hit.end > 2:
            return False
        before = hit.start - 1
        while before >= 0 and is_skipped(lowers[before]):
            before -= 1
        lead = lowers[before] if before >= 0 else ""
        counted = lead[:1].isdigit() or lead in {"million", "billion", "trillion"}
        return (
            counted
            or (lead in DETERMINERS and not relative(lowers, before))
            or lead in PREPOSITIONS
            or lead.endswith("ing")
            or before in self.acts
        )

    def said_between(self, start: int, reach: int) -> bool:
        """Whether somebody speaks between: "asked not to be named | said no decision had been made"."""
        return any(word in SAYING for word in self.scan.lowers[start:reach])

    def interrupted(self, start: int, reach: int) -> bool:
        """Whether an infinitive unknown to the reader stands between a cue and what it would govern."""
        lowers = self.scan.lowers
        for place in range(start, reach - 1):
            if lowers[place] != "to" or place in self.inner or self.told_by_noun(place):
                continue
            word = lowers[place + 1]
            token = self.scan.line.tokens[place + 1]
            if (
                word in _PLAIN
                or place + 1 in self.scan.starts
                or place + 1 in self.acts
                or place + 1 == self.mention.start
            ):
                continue
            if (
                not token.text[0].islower()
                or not token.is_word
                or is_skipped(word)
                or word in BE
                or word in DETERMINERS
                or word.endswith("s")
            ):
                continue
            return word not in {"have", "parliament"}
        return False

    def proceeding(self, start: int, end: int) -> bool:
        """Whether tokens [start, end) name what is done before a decision: hearings, a probe."""
        return any(hit.kind == "procedure" and start <= hit.start < end for hit in self.scan.hits)

    def told_by_noun(self, place: int) -> bool:
        """Whether "to" adds to a noun, or a noun follows it: "request to buy", "approval to debt relief"."""
        before = self.scan.starts.get(place - 1)
        if before is not None and before.kind == "appeal":
            return True
        key, event = self.scan.keys[place + 1], self.event
        thing = key in event.objects or key in event.anchors or key in self.words.neutral
        return thing and key not in event.acts and place + 1 not in self.scan.starts

    def swayed(self, hit: Hit) -> bool:
        """Whether chances are only what something else does good or harm to: "could hurt its chances of"."""
        before = range(max(hit.start - NEAR, self.start), hit.start)
        return any(self.scan.keys[at] in _SWAYING for at in before)

    def chance(self, hit: Hit) -> str:
        """The class of a chance: an expectation where it is told in percent and high, "a 90% chance of"."""
        lowers = self.scan.lowers
        for place in range(hit.start - 1, max(hit.start - 4, self.start - 1), -1):
            if lowers[place].isdigit() and lowers[place + 1] in {"%", "percent", "per"}:
                return "expectation" if int(lowers[place]) >= LIKELY else "possibility"
        return "possibility"

    def advises(self, hit: Hit) -> bool:
        """Whether a recommendation is that of a body on the way to the decision, not of anybody."""
        if self.scan.keys[hit.start] != _RECOMMEND:
            return False
        ahead = [other for other in self.scan.hits if self.start <= other.start < hit.start]
        return any(other.kind == "stage" for other in ahead) or self.decider(self.start, hit.start)

    def titled(self, hit: Hit, shape: Form) -> bool:
        """Whether a word stands as a noun, and not as one with its object: "a study of the ban"."""
        return shape is Form.NOUN and self.word(hit.end) not in {"of", "on", "into", "over"}

    def adjective(self, hit: Hit, reach: int) -> bool:
        """Whether "possible" only says what is decided on: "approving a possible sale"."""
        if hit.phrase not in {"possible", "potential", "prospective"} or hit.end != reach:
            return False
        ahead = (other for other in self.scan.hits if self.start <= other.start < hit.start)
        return any(other.kind in {"decision", "announce"} for other in ahead)

    def blamed(self, hit: Hit) -> bool:
        """ "A senator blocks arms to Norland for | stalling it": what somebody is blamed for he does."""
        return self.word(hit.start - 1) == "for" and self.decider(self.start, hit.start)

    def given(self) -> bool:
        """ "A tour overshadowed by Bell's approval of the bombs": a decision named as one that was taken."""
        mention = self.mention
        noun = mention.naming is Naming.ACT and mention.form is Form.NOUN and mention.sign > 0
        if not noun or mention.verb not in _GRANTING or self.word(mention.end) not in {"of", "for"}:
            return False
        at = mention.start - 1
        while at > self.start and (self.word(at) == "the" or self.scan.line.tokens[at].text[0].isupper()):
            at -= 1
        return self.word(at) in _TAKEN_UP and self.decider(at + 1, mention.start)

    def refused(self) -> bool:
        """Whether a noun of refusal belongs to those who decide: "fights the regulator's veto"."""
        mention, at = self.mention, self.mention.start - 1
        noun = mention.naming is Naming.ACT and mention.form is Form.NOUN and mention.sign < 0
        if not noun or mention.verb in self.words.states or at < 0:
            return False
        return self.scan.lowers[at].endswith(("'s", "s'")) and self.decider(max(at - 1, 0), at + 1)

    def due(self, hit: Hit) -> bool:
        """Whether the present tense of a cue is told with a day to come: "takes effect on June 1"."""
        lowers = self.scan.lowers
        word, before = lowers[hit.start], lowers[hit.start - 1] if hit.start else ""
        past = participle(word) or word.endswith("ing") or word in _WENT or word in PREPOSITIONS
        led = before == "to" or before in MODALS or before in BE or before in HAVE
        return not past and not led and dated(lowers, hit.end)

    def scheduled(self) -> bool:
        """Whether the present tense tells of a day to come: "the toll starts June 29"."""
        mention, lowers = self.mention, self.scan.lowers
        told = (
            mention.naming is Naming.ACT and mention.form is Form.BARE and lowers[mention.start].endswith("s")
        )
        return told and (dated(lowers, mention.end) or dated(lowers, mention.end + 1))

    def done_with_it(self) -> bool:
        """ "Kicks off the cycle with a half-point cut": who decides does something by the act itself."""
        mention, lowers = self.mention, self.scan.lowers
        if mention.naming is not Naming.ACT or mention.form is not Form.NOUN:
            return False
        for place in range(mention.start - 1, max(mention.start - NEAR - 1, self.start), -1):
            if lowers[place] in PREPOSITIONS or lowers[place] == ",":
                tried = not _TRYING.isdisjoint(lowers[self.start : place])
                return lowers[place] == "with" and not tried and self.decider(self.start, place)
        return False
