"""Which cues of a clause act on a mention, and in which order.

Cues that stand after a nominal mention are its predicate ("the ban | is expected | to be lifted"); cues
that stand before it govern it ("expects | to lift | the ban"). Both are applied from the right to the
left, the predicate first, so that the outermost comes last. A noun joined by a preposition ("the lifting
of the ban") belongs to the mention and comes before its predicate.
"""

from __future__ import annotations

from collections.abc import Sequence

from monitor.model import Status
from monitor.reading.will.clauses import (
    BE,
    DETERMINERS,
    MODALS,
    PREPOSITIONS,
    Clause,
    Form,
    Scan,
    form,
    is_skipped,
    opens_object,
    participle,
)
from monitor.reading.will.compose import OPERATORS, Value, apply, event_value
from monitor.reading.will.cues import Hit
from monitor.reading.will.events import Event, Mention, Naming
from monitor.reading.will.phrases import subject

REACH = 10
"""Tokens between a cue and what it governs, at most."""
NEAR = 4
"""Tokens over which a negation or a preposition reaches."""
REACH_OF_VERB = 5
"""Tokens from a verb to the noun that heads its object."""
ACTIONS = frozenset({"decision", "announce", "refusal", "block", "undo", "keep"})
_NOUNS = frozenset({"decision", "block", "undo", "delay", "refusal", "keep"})
_JOINING = frozenset("of on to for in against from over".split())
_ABOUT = frozenset("for of on to about over".split())
_PLAIN = frozenset(
    "see make get have let help try continue start seek go move proceed vote take become put bring hold "
    "include give be being been force allow".split()
)
"""Verbs that pass on what governs them: "wants to see the ban lifted"."""
_TURNING = frozenset({"block", "undo", "delay", "keep", "refusal"})
"""Acts that turn the sense of the thing they are done to, or leave it."""
_THAN = ("would rather", "would sooner", "rather than", "instead of")
_SHORT = frozenset("by after since following despite why question questions".split())
_STANCES = frozenset({"favour", "against"})
_HANDED = ("-provided", "-supplied", "-delivered", "-donated", "-sent", "-given")
_DONE_BY = frozenset("after by for in".split())
_NEVER_AFTER = frozenset({"appeal", "reaction", "settled", "favour", "against"})


def compose(
    scan: Scan, mention: Mention, clause: Clause, event: Event, acts: Sequence[int]
) -> tuple[Value, list[Hit]]:
    """The value of a mention in its clause, and the cues that made it, in the order of the text."""
    hits = [
        hit
        for hit in scan.hits
        if clause.start <= hit.start < clause.end
        and hit.kind in OPERATORS
        and not hit.start <= mention.start < hit.end
        and not mention.start <= hit.start < mention.end
        and not (hit.start in acts and scan.keys[hit.start] in event.kin_acts)
    ]
    left = [hit for hit in hits if hit.start < mention.start]
    if mention.naming is Naming.OBJECT and any(hit.start in acts and hit.kind in _TURNING for hit in left):
        return Value(mention.sign), []  # "lifts rates": the question's own word says what the act comes to
    right = [hit for hit in hits if hit.start > mention.start]
    work = _Work(
        scan,
        mention,
        event,
        frozenset(acts),
        event_value(mention.sign, mention.form, _verb_class(scan, mention, event)),
        clause,
    )
    if mention.form in {Form.NOUN, Form.GERUND}:
        if right and right[0].kind == "settled" and right[0].start == mention.end:
            work.take(right.pop(0))
        while left and work.joined(left[-1]):
            hit = left.pop()
            if hit.kind == "decision":
                work.granted = hit.start
            work.take(hit)
        if not work.predicate(right):
            return work.value, work.used
    for hit in reversed(left):
        if not work.govern(hit):
            break
    work.headline(clause, left)
    work.grant(left)
    return work.value, work.used


def _verb_class(scan: Scan, mention: Mention, event: Event) -> str:
    words = event.lexicon.words
    if mention.naming is Naming.DOING:
        return "occur"
    if mention.naming is not Naming.ACT:
        return ""
    if mention.verb in event.still:
        return "still"
    if mention.verb in words.occur:
        return "occur"
    past = participle(scan.lowers[mention.start])
    return "transfer" if past and mention.verb in words.transfer else ""


class _Work:
    """One mention being composed."""

    def __init__(
        self, scan: Scan, mention: Mention, event: Event, acts: frozenset[int], value: Value, clause: Clause
    ) -> None:
        self.scan = scan
        self.mention = mention
        self.acts = acts
        self.value = value
        self.used: list[Hit] = []
        self.reach = mention.start
        self.words = event.lexicon.words
        self.event = event
        self.clause = clause
        self.start = clause.start
        self.granted: int | None = None
        self.inner = frozenset(
            place for hit in scan.hits for place in (*range(hit.start, hit.end), *hit.tail)
        )

    def shape(self, hit: Hit) -> Form:
        shape = form(self.scan.line.tokens, self.scan.lowers, hit.start, hit.end)
        return Form.NOUN if shape is Form.FINITE and self.scan.governed(hit.start) else shape

    def decider(self, start: int, end: int) -> bool:
        """Whether tokens [start, end) name somebody who decides."""
        event = self.event
        return bool(self.scan.places(start, end) & event.deciding) or any(
            self.scan.keys[place] in event.decider_words for place in range(start, end)
        )

    def takes_it(self, hit: Hit) -> bool:
        """Whether a word of support or opposition tells of somebody who decides."""
        keys = self.scan.keys
        if self.shape(hit) is Form.NOUN:
            return self.decider(max(hit.start - NEAR, self.start), hit.start)
        start, end = subject(self.scan, self.clause, hit.start)
        if start == end:
            return self.decider(self.start, hit.start)
        return self.decider(start, end) and keys[end - 1] not in self.words.outsiders

    def grant(self, left: list[Hit]) -> None:
        """Spoken of as done, where nothing else is said of it: "Biden's approval of", "US sending bombs"."""
        mention, lowers = self.mention, self.scan.lowers
        value = self.value
        if value.status is not None or value.asked or value.late:
            return
        if self.granted is not None and self.decider(max(self.granted - 3, 0), self.granted):
            self.value = apply("settled", value, Form.NOUN)
        elif self.scan.line.is_title and mention.form is Form.GERUND and mention.start and not left:
            if self.decider(mention.start - 1, mention.start):
                self.value = apply("settled", value, Form.NOUN)
        elif self.done_with_it():
            self.value = apply("settled", value, Form.NOUN)
        elif (
            value.sign > 0
            and mention.start
            and lowers[mention.start - 1].endswith(_HANDED)
            and self.event.hands_over
        ):
            self.value = Value(value.sign, Status.IN_EFFECT, "handed-over")

    def done_with_it(self) -> bool:
        """ "Kicks off the cycle with a half-point cut": who decides does something by the act itself."""
        mention, lowers = self.mention, self.scan.lowers
        if mention.naming is not Naming.ACT or mention.form is not Form.NOUN or self.used:
            return False
        for place in range(mention.start - 1, max(mention.start - NEAR - 1, self.start), -1):
            if lowers[place] in PREPOSITIONS or lowers[place] == ",":
                return lowers[place] == "with" and self.decider(self.start, place)
        return False

    def take(self, hit: Hit, kind: str = "") -> None:
        """Apply a cue, as one of `kind` where the sentence makes it that."""
        after = apply(kind or hit.kind, self.value, self.shape(hit))
        if after != self.value:
            self.used.append(hit)
            self.used.sort(key=lambda used: used.start)
        self.value = after
        if hit.start < self.reach:
            self.reach = hit.start

    def joined(self, hit: Hit) -> bool:
        """Whether a noun before the mention is one phrase with it: "the lifting of the ban"."""
        gap = self.reach - hit.end
        if hit.kind not in _NOUNS or gap > NEAR or gap < 1:
            return False
        return self.shape(hit) is Form.NOUN and self.scan.lowers[hit.end] in _JOINING

    def predicate(self, right: list[Hit]) -> bool:
        """Apply what is said of the mention as a subject; False where the mention is the doer."""
        chain: list[Hit] = []
        place = self.mention.end
        if self.headed():
            return True
        for hit in right:
            if hit.start - place > REACH:
                break
            if hit.phrase in {"=should", "=must", "=ought"} and not chain:
                self.value = Value(self.value.sign, None, "appeal", asked=True)
                return False
            if hit.kind in _NEVER_AFTER or hit.phrase.startswith(_THAN):
                break
            if self.verbal(hit) and not self.lands(hit):
                break
            if hit.kind in ACTIONS and not self.passive(hit):
                if self.shape(hit) is Form.NOUN or self.shape(hit) is Form.GERUND:
                    continue
                if self.scan.lowers[hit.start - 1] == "to":
                    break  # "contractors to maintain jets": what for, and no deed
                if chain or hit.start - place <= NEAR:
                    return False
                break
            chain.append(hit)
            place = hit.end
        if chain and chain[-1].kind == "happen" and len(chain) == 1:
            return True
        if chain and all(self.scan.lowers[hit.start] in MODALS for hit in chain):
            return self.mention.naming is Naming.ACT
        for hit in reversed(chain):
            self.take(hit)
        return True

    def headed(self) -> bool:
        """Whether the noun only tells what another noun is about: "support for a ban is slipping"."""
        lowers = self.scan.lowers
        for place in range(self.mention.start - 1, max(self.mention.start - NEAR - 2, self.start), -1):
            if lowers[place] in _ABOUT:
                hit = next((hit for hit in self.scan.hits if hit.start <= place - 1 < hit.end), None)
                hit = hit or self.scan.starts.get(place - 1)
                noun = lowers[place - 1]
                opinion = hit is not None and hit.kind in {*_STANCES, "doubt", "reaction"} and noun != "about"
                return opinion or self.scan.keys[place - 1] in self.words.chances
        return False

    def passive(self, hit: Hit) -> bool:
        """Whether an act after its object is told in the passive, or needs no object."""
        lowers = self.scan.lowers
        word = lowers[hit.start]
        if hit.phrase in self.words.said_of_it or self.scan.keys[hit.start] in self.words.receive:
            return True
        if hit.end - hit.start > 1 and not participle(word):
            return False
        if not participle(word):
            return False
        before = hit.start - 1
        while before >= 0 and is_skipped(lowers[before]):
            before -= 1
        if before >= 0 and (lowers[before] in BE or lowers[before] in {"get", "gets", "got", "see", "sees"}):
            return True
        if before >= 0 and lowers[before] in {"has", "have", "had"}:
            return False
        following = self.scan.line.tokens[hit.end] if hit.end < len(lowers) else None
        return following is None or not opens_object(following) or self.scan.line.is_title

    def verbal(self, hit: Hit) -> bool:
        """Whether a cue leans on a verb that follows: a modal, "plans to"."""
        if hit.kind == "forecast":
            return False
        last = self.scan.lowers[hit.end - 1]
        if last == "to" and hit.kind in ACTIONS and self.names(hit.end):
            return False
        if last in MODALS or last == "to" or last.endswith("'ll"):
            return True
        return hit.kind in {"expectation", "possibility", "doubt"} and self.word(hit.end) == "to"

    def names(self, place: int) -> bool:
        """Whether a noun phrase begins there, and no verb: "agrees to | a six-month truce"."""
        if place >= len(self.scan.lowers):
            return False
        token, word = self.scan.line.tokens[place], self.scan.lowers[place]
        if place == self.mention.start:
            return self.mention.form is Form.NOUN
        named = word in DETERMINERS or "-" in word or word[0].isdigit() or word.endswith(("'s", "s'"))
        return named or (token.text[0].isupper() and place not in self.scan.starts and place not in self.acts)

    def word(self, place: int) -> str:
        return self.scan.lowers[place] if place < len(self.scan.lowers) else ""

    def lands(self, hit: Hit) -> bool:
        """Whether the verb that a modal or infinitive leans on is one that the reader knows."""
        place = hit.end
        lowers = self.scan.lowers
        while place < len(lowers):
            word = lowers[place]
            if place in self.acts or place == self.mention.start:
                return True
            known = self.scan.starts.get(place)
            if known is not None and known.kind in OPERATORS and word not in {"to"}:
                return True
            passed = word in _PLAIN or (word in DETERMINERS and place > hit.end)
            if passed or word == "to" or is_skipped(word) or word in BE or word == "have":
                place += 1
                continue
            return self.done_to_it(place)
        return False

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
        return not any(
            lowers[place] in PREPOSITIONS or lowers[place] in {"that", "and", "or", "to", "if", ","}
            for place in range(verb + 1, mention.start)
        )

    def govern(self, hit: Hit) -> bool:
        """Apply a cue that stands before the mention; False where nothing further out can reach it."""
        gap = self.reach - hit.end
        kind = hit.kind
        if (
            hit.phrase in {"would rather", "would sooner"}
            and "than" not in self.scan.lowers[hit.end : self.mention.start]
        ):
            return False
        if self.interrupted(hit.end):
            return False
        if kind == "negation" and gap > NEAR:
            return True
        if gap > REACH:
            return False
        if self.verbal(hit) and not self.lands(hit):
            return False
        shape = self.shape(hit)
        if (kind in ACTIONS or kind == "delay") and self.attributive(hit):
            return True
        if self.value.settled and kind in {"expectation", "possibility"} and gap > 2:
            return True
        if kind == "forecast" and not (self.mention.naming is Naming.ACT and shape is not Form.NOUN):
            return True
        if kind == "talk" and not self.talked_over(hit, shape):
            return True
        if kind in _STANCES and not self.takes_it(hit):
            kind = "reaction"
        if kind == "reaction":
            named = self.mention.naming is Naming.ACT or self.value.settled
            if not named or (self.scan.lowers[hit.start] in _SHORT and gap > NEAR):
                return True
            if hit.phrase == "by" and (gap or self.mention.form is not Form.GERUND):
                return True
        stance = bool(self.used) and self.used[0].kind in _STANCES  # "calls on peers to back the bill"
        if kind == "appeal" and (self.value.status is None or stance) and shape is not Form.NOUN:
            self.value = Value(self.value.sign, None, "appeal", asked=True)
            self.used.append(hit)
            return False
        noun = kind in ACTIONS and self.value.status is None and shape is Form.NOUN
        if noun and gap >= 1 and self.scan.lowers[hit.end] not in _JOINING:
            return True
        if kind in ACTIONS and self.aside(hit):
            return True
        if (kind in ACTIONS or kind == "delay") and self.of_chances(hit):
            return True
        if kind == "decision" and self.value.status is None and not self.value.asked:
            if shape is Form.NOUN:
                self.granted = hit.start
            elif (
                shape is Form.GERUND
                and self.value.sign > 0
                and not self.value.late
                and self.word(hit.start - 1) in _DONE_BY
            ):
                self.value = Value(self.value.sign, Status.APPROVED, "presupposed", settled=True)
                self.used.insert(0, hit)
                self.reach = hit.start
                return True
        if kind == "keep":
            kind = self.kept()
        elif kind == "effect" and self.event.starts and self.mention.naming is Naming.ACT:
            kind = "decision"
        self.take(hit, kind)
        return True

    def of_chances(self, hit: Hit) -> bool:
        """Whether what is done is done to a forecast or a hope of it: "pushes back its call for a cut"."""
        return any(
            self.scan.keys[place] in self.words.chances for place in range(hit.end, self.mention.start)
        )

    def aside(self, hit: Hit) -> bool:
        """Whether the act is done to another noun, which only mentions the thing: "adopts rules for cars"."""
        if self.mention.form is not Form.NOUN or self.used:
            return False
        noun = False
        for place in range(hit.end, self.mention.start):
            word = self.scan.lowers[place]
            if word in PREPOSITIONS and word != "of":
                if noun:
                    return True
            elif place in self.inner or self.scan.keys[place] in self.event.vehicles | self.words.plans:
                return False
            elif self.scan.line.tokens[place].is_word and word not in DETERMINERS and not is_skipped(word):
                noun = True
        return False

    def talked_over(self, hit: Hit, shape: Form) -> bool:
        """Whether talk is of the step itself, not of the thing at large, and is had by those who decide."""
        mention = self.mention
        if mention.naming is Naming.OBJECT and mention.verb not in self.words.states and shape is Form.NOUN:
            return False
        return shape is Form.NOUN or self.decider(self.start, hit.start)

    def kept(self) -> str:
        """What keeping comes to: a state is kept, a plan to act is kept to, a thing is left as it is."""
        mention = self.mention
        if self.value.status is not None or mention.verb in self.words.states or mention.sign < 0:
            return "keep"
        if self.event.still and mention.naming is Naming.OBJECT:
            return "hold"
        return "stick" if mention.naming is Naming.ACT and mention.form is Form.NOUN else "keep"

    def attributive(self, hit: Hit) -> bool:
        """Whether a participle only qualifies the noun after it: "widely banned munitions"."""
        lowers = self.scan.lowers
        if not participle(lowers[hit.start]) or self.reach - hit.end > 2:
            return False
        before = hit.start - 1
        while before >= 0 and is_skipped(lowers[before]):
            before -= 1
        lead = lowers[before] if before >= 0 else ""
        return lead in DETERMINERS or lead in PREPOSITIONS or lead.endswith("ing") or before in self.acts

    def interrupted(self, start: int) -> bool:
        """Whether an infinitive unknown to the reader stands between a cue and what it would govern."""
        lowers = self.scan.lowers
        for place in range(start, self.reach - 1):
            if lowers[place] != "to" or place in self.inner:
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

    def headline(self, clause: Clause, left: list[Hit]) -> None:
        """ "Fed to cut rates": an infinitive after a headline's subject is ahead; so is "is to"."""
        if (self.value.status is not None and not self.value.late) or self.value.asked:
            return
        lowers = self.scan.lowers
        for place in range(clause.start + 1, clause.end - 1):
            if lowers[place] != "to" or place in self.scan.starts:
                continue
            if (
                self.scan.keys[place - 1] in self.words.papers
                or self.scan.keys[place - 1] in self.words.plans
            ):
                continue
            known = any(hit.start < place < hit.end for hit in self.scan.hits)
            if known or not self._infinitive(place):
                continue
            if self.scan.line.is_title or lowers[place - 1] in {"is", "are"}:
                if any(hit.start < place for hit in left):
                    return
                after = apply("expectation", self.value, Form.BARE)
                self.value = Value(after.sign, after.status, "headline-infinitive")
            return

    def _infinitive(self, place: int) -> bool:
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
            or (following < len(lowers) and lowers[following] in _PLAIN)
            or (
                following < len(lowers)
                and self.scan.keys[place - 1] not in self.words.states  # "ban to hospital boats"
                and self.done_to_it(following)
            )
        )
