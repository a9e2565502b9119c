"""Which cues of a clause act on a mention, and in which order.

Cues that stand after a nominal mention are its predicate ("the ban | is expected | to be lifted"); cues
that stand before it govern it ("expects | to lift | the ban"). Both are applied from the right to the
left, the predicate first, so that the outermost comes last. A noun joined by a preposition ("the lifting
of the ban") belongs to the mention and comes before its predicate.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from monitor.model import Status
from monitor.reading.will.clauses import FORMERLY, Clause, Scan
from monitor.reading.will.compose import OPERATORS, Value, apply, event_value
from monitor.reading.will.cues import Hit
from monitor.reading.will.events import BILLS, UNITS, Event, Mention, Naming
from monitor.reading.will.forms import (
    BE,
    DAYS,
    HAVE,
    MODALS,
    Form,
    is_skipped,
    opens_object,
    participle,
    stands_alone,
)
from monitor.reading.will.frame import ACTIONS, NEAR, STANCES, Frame
from monitor.reading.will.implied import completed, done_with_it, given, refused, scheduled, whereabouts
from monitor.reading.will.infinitives import (
    RANKED,
    interrupted,
    lands,
    leads_to_act,
    leans_on_verb,
    moves,
    put_into,
    sought,
)
from monitor.reading.will.lasting import holds
from monitor.reading.will.objects import (
    PASSED_BY,
    adjective,
    aside,
    attributive,
    blamed,
    object_of_another,
    of_chances,
    titled,
)
from monitor.reading.will.stances import (
    advises,
    backed_by,
    class_of_chance,
    handled,
    headed,
    swayed,
    takes_it,
)
from monitor.reading.will.states import is_over, keeps_stance, kept_as, left_standing, standing
from monitor.text import stem

REACH = 10
"""Tokens between a cue and what it governs, at most."""
_NOUNS = frozenset({"decision", "block", "undo", "delay", "refusal", "keep"})
_JOINING = frozenset("of on to for in against from over".split())
_TURNING = frozenset({"block", "undo", "delay", "keep", "refusal", "possibility"})
"""Acts that turn the sense of the thing they are done to, or leave it."""
_THAN = ("would rather", "would sooner", "rather than", "instead of")
_FOR_GOOD = frozenset({"good", "permanently", "forever"})
_ANOTHER = frozenset("he she we they i".split())
"""Subjects that a predicate of the mention cannot have between."""
_SHORT = frozenset("by after since following despite why question questions".split())
_STRUCK = frozenset({"strike _ down", "set _ aside", "roll back", "rip up", "tear up", "toss out"})
"""Verbs with a particle that undo what has been decided."""
_PUT_FORWARD = frozenset({"present", "=present", "=presented", "table", "=tabled", "introduce", "float"})
"""Verbs by which a thing is put before those who decide."""
_CONFIRMING = frozenset({"=confirms", "=confirmed"})
_CHANCES = frozenset({"chances of", "odds of", "prospect of"})
_OF_NOUNS = frozenset({"forecast", "gain", "carry"})
"""Cues that speak of an act only where a noun names it: "sees a cut", "wins approval"."""
_HANDED = ("-provided", "-supplied", "-delivered", "-donated", "-sent", "-given")
_DONE_BY = frozenset("after by for in".split())
_TOLD_ASIDE = frozenset({Status.IN_EFFECT, Status.DELAYED, Status.REVERSED})
"""What a relative clause tells of the noun before it as news: that it holds, waits, or is no more."""
_CURBS = frozenset({"block", "undo", "delay"})
_UNVEILING = frozenset({"=unveils", "=unveiled"})
_TAKING_UP = frozenset({"decision", "announce", "effect", "expectation", "carry"})
"""Classes whose phrases say nothing of what a proceeding is about: "begins hearings on the bill"."""
_OVERRULING = frozenset({stem("override"), stem("overturn")})
_SAID_OVER = frozenset({*ACTIONS, "possibility", "carry"})
_ANEW = frozenset(
    {"bring _ back", "reintroduce", "revive", "resurrect", "resuscitate", "relaunch", "resubmit"}
)
"""Phrases by which a bill that had failed is put forward once more."""
_FALLING = frozenset({"=falls", "=fell", "=fallen"})
_WIDENING = frozenset({"widen", "broaden"})
_BUT = frozenset({"=except", "=barring", "other than", "anything but"})
_BALLOTS = frozenset({"vote on", "=put to a vote", "put _ to a vote", "take up"})
_SAID_OF = frozenset({"doubt", "undecided", "possibility"})
"""Classes whose phrases keep what they say of the event that they hold: "will not agree", "not rule out"."""
_NOUNS_TOO = frozenset({"study", "debate", "present", "table", "float", "examine"})
"""Verbs of possibility that as nouns say nothing: "a study finds"."""
_NEVER_AFTER = frozenset({"prospect", "appeal", "reaction", "settled", *STANCES})


def compose(
    scan: Scan, mention: Mention, clause: Clause, event: Event, acts: Sequence[int]
) -> tuple[Value, list[Hit]]:
    """The value of a mention in its clause, and the cues that made it, in the order of the text."""
    hits = [
        hit
        for hit in scan.hits
        if clause.start <= hit.start < clause.end
        and hit.kind in OPERATORS
        and (not hit.start <= mention.start < hit.end or _says_of(hit, mention))
        and not mention.start <= hit.start < mention.end
        and not (hit.start in acts and hit.kind in {*_TURNING, "decision"})
        and not (hit.kind == "settled" and not BE.isdisjoint(scan.lowers[hit.start : hit.end]))
    ]
    hits += [
        Hit("negation", hit.start, hit.start + 1, "=not")
        for hit in scan.hits
        if hit.start < mention.start < hit.end
        and hit.phrase.startswith("not ")
        and not _says_of(hit, mention)
    ]
    hits += [
        Hit("block", hit.start, hit.end, hit.phrase)
        for hit in scan.hits
        if hit.phrase == _END_OF and _end_of_it(scan, hit, mention)
    ]
    hits.sort(key=lambda hit: hit.start)
    left = [hit for hit in hits if hit.start < mention.start and not _ends(hit, mention, event, scan)]
    if mention.naming is Naming.OBJECT and any(hit.start in acts and hit.kind in _TURNING for hit in left):
        return Value(mention.sign), []  # "lifts rates": the question's own word says what the act comes to
    right = [hit for hit in hits if hit.start > mention.start]
    frame = Frame(scan, mention, clause, event, frozenset(acts))
    work = _Work(frame, event_value(mention.sign, mention.form, _verb_class(scan, mention, event)))
    named = scan.starts.get(mention.start)
    if named is not None and named.kind == "expectation" and named.end >= mention.end > mention.start + 1:
        work.take(named)  # what the question calls it is itself only a step: "a staff-level agreement"
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
    if work.value.settled and mention.form is not Form.NOUN:
        work.told_of_decision(right)
    if work.granted is None:
        work.headline(clause, left)
    work.grant(left)
    if mention.form is Form.NOUN and work.value.status is None and not work.value.asked:
        work.told_by_relative()
    if left_standing(frame, work.value, work.used):
        return Value(work.value.sign, Status.IN_EFFECT, "kept"), work.used
    return work.value, work.used


def _ends(hit: Hit, mention: Mention, event: Event, scan: Scan) -> bool:
    """Whether a cue names the very state that comes to its end: "the curbs | are to end", "limits expire"."""
    if mention.verb not in event.lexicon.words.ending or mention.form in {Form.NOUN, Form.GERUND}:
        return False
    return (
        hit.kind in _CURBS
        and hit.end - hit.start == 1
        and scan.keys[hit.start] in event.lexicon.words.states
        and all(
            word in MODALS or word in BE or word in HAVE or word == "to" or is_skipped(word)
            for word in scan.lowers[hit.end : mention.start]
        )
    )


_END_OF = "end of"
_AT_THE_END = frozenset("by at in until till before toward towards since from near after".split())
"""Words by which an end is only a time."""


def _end_of_it(scan: Scan, hit: Hit, mention: Mention) -> bool:
    """Whether "end of" tells of the thing itself, right behind it: "announces the end of | the tram ban"."""
    if not 0 <= mention.start - hit.end < NEAR:
        return False
    before = hit.start - 1 - (scan.lowers[hit.start - 1] in {"the", "an"})
    return before < 0 or scan.lowers[before] not in _AT_THE_END


def _says_of(hit: Hit, mention: Mention) -> bool:
    """Whether a phrase that holds the act's own word says something of it: "will not agree"."""
    return hit.start < mention.start and hit.kind in _SAID_OF and mention.naming is Naming.ACT


def _verb_class(scan: Scan, mention: Mention, event: Event) -> str:
    words = event.lexicon.words
    if mention.naming is Naming.DOING:
        return "occur"
    if mention.naming is not Naming.ACT:
        return ""
    if mention.verb in event.still and not any(sign < 0 for sign in event.objects.values()):
        return "still"
    if mention.sign < 0 and holds(scan, mention.start, mention.form, event):
        return "stance"
    if mention.verb in event.pauses and _FOR_GOOD.isdisjoint(scan.lowers):
        return "pause"
    if mention.verb in words.occur | words.carry:
        return "occur"
    if mention.verb in words.ending and _of_itself(scan, mention):
        return "ends"
    named = scan.starts.get(mention.start)
    struck = named is not None and named.phrase in _STRUCK
    undoing = struck or event.lexicon.verbs.get(mention.verb) == "undo"
    if mention.sign < 0 and event.undoes and undoing:
        return "undone"
    past = participle(scan.lowers[mention.start]) or scan.lowers[mention.start] == "hands"
    return "transfer" if past and mention.verb in words.transfer else ""


def _of_itself(scan: Scan, mention: Mention) -> bool:
    """Whether a verb of ending has no object, and nothing makes the end one to come: "lapsed"."""
    if scan.lowers[mention.start - 1] in BE:
        return False
    following = scan.line.tokens[mention.end] if mention.end < len(scan.lowers) else None
    if not stands_alone(following):
        return False
    timed = following is not None and following.lower in DAYS
    return participle(scan.lowers[mention.start]) or (scan.line.is_title and not timed)


class _Work:
    """One mention being composed."""

    def __init__(self, frame: Frame, value: Value) -> None:
        self.frame = frame
        self.scan = frame.scan
        self.mention = frame.mention
        self.event = frame.event
        self.value = value
        self.used: list[Hit] = []
        self.reach = frame.mention.start
        self.granted: int | None = None

    def handed(self, start: int, end: int) -> bool:
        """Whether a thing is called one that has been handed over: "U.S.-provided munitions"."""
        return any(word.endswith(_HANDED) or f"-{word}" in _HANDED for word in self.scan.lowers[start:end])

    def take(self, hit: Hit, kind: str = "") -> None:
        """Apply a cue, as one of `kind` where the sentence makes it that."""
        value = self.value
        if hit.phrase in _BALLOTS and value.status is None and self.mention.naming is Naming.OBJECT:
            value = replace(value, sign=1)  # a vote on the tax that is to go is one on its going
        if hit.kind == "negation" and any(used.phrase in _PUT_FORWARD for used in self.used[:1]):
            return  # "has not been tabled": as open as before
        after = apply(kind or hit.kind, value, self.frame.shape(hit))
        if after != self.value:
            self.used.append(hit)
            self.used.sort(key=lambda used: used.start)
        self.value = after
        if hit.start < self.reach:
            self.reach = hit.start

    def grant(self, left: list[Hit]) -> None:
        """Spoken of as done, where nothing else is said of it: "Biden's approval of", "US sending bombs"."""
        mention = self.mention
        value = self.value
        if value.status is not None or value.asked or value.late:
            return
        if (self.granted is not None and self.frame.decider(max(self.granted - 3, 0), self.granted)) or (
            not self.used and given(self.frame)
        ):
            self.value = apply("settled", value, Form.NOUN)
        elif self.scan.line.is_title and mention.form is Form.GERUND and mention.start and not left:
            if self.frame.decider(mention.start - 1, mention.start):
                self.value = apply("settled", value, Form.NOUN)
        elif refused(self.frame):
            self.value = apply("settled", value, Form.NOUN)
        elif not self.used and scheduled(self.frame):
            self.value = apply("expectation", value, Form.BARE)
        elif self.none_of_it():
            self.value = Value(
                value.sign, Status.UNLIKELY if mention.sign > 0 else Status.EXPECTED, "negation"
            )
        elif not self.used and value.sign > 0 and (there := whereabouts(self.frame)) is not None:
            self.value = Value(value.sign, there, "there")
        elif not self.used and done_with_it(self.frame):
            self.value = apply("settled", value, Form.NOUN)
        elif completed(self.frame):
            self.value = Value(value.sign, Status.IN_EFFECT, "completed")
        elif (
            value.sign > 0 and self.event.hands_over and self.handed(max(mention.start - 2, 0), mention.start)
        ):
            self.value = Value(value.sign, Status.IN_EFFECT, "handed-over")

    def none_of_it(self) -> bool:
        """Whether a headline begins by saying that there will be none: "No rate cut this year, says Lyle"."""
        mention, used = self.mention, self.used
        first = self.scan.line.is_title and len(used) == 1 and used[0].phrase == "=no"
        noun = mention.naming is Naming.ACT and mention.form is Form.NOUN
        return noun and first and used[0].start == self.frame.start

    def joined(self, hit: Hit) -> bool:
        """Whether a noun before the mention is one phrase with it: "the lifting of the ban"."""
        gap = self.reach - hit.end
        if hit.kind not in _NOUNS or gap > NEAR or gap < 1:
            return False
        return self.frame.shape(hit) is Form.NOUN and self.links(hit)

    def predicate(self, right: list[Hit]) -> bool:
        """Apply what is said of the mention as a subject; False where the mention is the doer."""
        chain: list[Hit] = []
        moved = moves(self.frame)
        place = self.mention.end
        if headed(self.frame):
            return True
        for hit in right:
            if hit.start - place > REACH:
                break
            if hit.phrase in {"=should", "=must", "=ought"} and not chain:
                self.value = Value(self.value.sign, None, "appeal", asked=True)
                return False
            if hit.phrase.startswith(_THAN):
                break
            led = self.scan.lowers[max(hit.start - NEAR, place) : hit.start]
            if hit.phrase == "=without" or "without" in led:
                continue  # "its renewal | without further ado", "the mission | without delay"
            if hit.kind in _NEVER_AFTER and not backed_by(self.frame, hit):
                break
            if self.frame.told_by_another(place, hit.start):
                break
            if hit.kind == "talk" and self.frame.shape(hit) is not Form.NOUN and not self.frame.passive(hit):
                break  # "to affirm the entry and | discuss the way forward"
            if hit.phrase in _BUT:
                break  # "any rule | except the ban"
            if self.scan.lowers[hit.start - 1] in FORMERLY:
                continue  # "the ban, previously put off, | takes effect"
            if not _ANOTHER.isdisjoint(self.scan.lowers[place : hit.start]):
                break  # "prepare the bill as soon as he | is sworn in"
            if hit.kind in _OF_NOUNS and self.frame.shape(hit) is Form.NOUN:
                continue  # "gas projects"
            if hit.kind == "gain" and " " not in hit.phrase and self.gains_other(hit):
                continue  # "the weedkiller gets | one more year"
            if hit.kind == "gain" and self.scan.lowers[hit.end : hit.end + 1] == ("on",):
                continue  # "the purchase lands on the desks of regulators"
            if hit.phrase == "notify":
                continue  # "the merger has been notified": to those who are to decide
            if leans_on_verb(self.frame, hit) and not moved and not lands(self.frame, hit):
                break
            if hit.kind in ACTIONS and not self.frame.passive(hit):
                if self.frame.shape(hit) is Form.NOUN or self.frame.shape(hit) is Form.GERUND:
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
        if (
            chain
            and not moved
            and all(hit.end - hit.start == 1 and self.scan.lowers[hit.start] in MODALS for hit in chain)
        ):
            return self.mention.naming is Naming.ACT
        for hit in reversed(chain):
            self.take(hit, self.of_a_state(hit))
        return True

    def of_a_state(self, hit: Hit) -> str:
        """The class of what is said of a state that is to end: it is over, or it is just what it was."""
        if is_over(self.frame, hit):
            if self.value.sign < 0:
                return "ended"
            word = self.scan.lowers[hit.start]
            told = participle(word) or word in BE or self.scan.line.is_title
            return self.of_the_thing(hit) if told else "happen"  # "the permit runs out in May"
        return self.of_the_thing(hit)

    def gains_other(self, hit: Hit) -> bool:
        """Whether what a thing gets is told, and is no leave that the lexicon knows."""
        if self.mention.naming is not Naming.OBJECT or hit.end >= len(self.scan.lowers):
            return False
        named = range(hit.end, min(hit.end + NEAR, self.frame.clause.end))
        granted = any(at in self.frame.acting or at in self.frame.acts for at in named)
        return opens_object(self.scan.line.tokens[hit.end]) and not granted

    def told_of_decision(self, right: list[Hit]) -> None:
        """What is said of a decision named before the act: "the decision to scrap it | was put off"."""
        for hit in right:
            if hit.kind == "delay" and self.frame.passive(hit):
                self.take(hit)
                return

    def told_by_relative(self) -> None:
        """ "Meta will comply with the ban, which took effect on Monday", "the law, in force since May"."""
        scan, frame, open_value = self.scan, self.frame, self.value
        if self.mention.end < frame.clause.end:
            return
        place = self.mention.end + (frame.word(self.mention.end) == ",")
        clause = scan.clauses[scan.clause_of(min(place, len(scan.lowers) - 1))]
        first = scan.starts.get(place)
        due = first is not None and first.kind == "expectation"
        if clause.opener not in {"which", "that"} and not due and (first is None or first.kind != "effect"):
            return
        self.predicate(
            [hit for hit in scan.hits if place <= hit.start < clause.end and hit.kind in OPERATORS]
        )
        if self.value.status not in _TOLD_ASIDE and not (due and self.value.status is Status.EXPECTED):
            self.value = open_value

    def govern(self, hit: Hit) -> bool:
        """Apply a cue that stands before the mention; False where nothing further out can reach it."""
        frame = self.frame
        gap = self.reach - hit.end
        if hit.kind == "negation" and (gap > NEAR or frame.said_between(hit.end, self.reach)):
            return not interrupted(frame, hit.end, self.reach)
        if gap > REACH or interrupted(frame, hit.end, self.reach) or self.rather(hit):
            return False
        if leans_on_verb(frame, hit) and not lands(frame, hit):
            return False
        if hit.kind in {*ACTIONS, "effect"} and object_of_another(frame, hit):
            return False
        kind, shape = self.kind(hit), frame.shape(hit)
        if kind == "appeal":
            return self.ask(hit, shape)
        if kind in _TAKING_UP and frame.proceeding(hit.end, self.reach):
            return True
        if self.passed_over(hit, kind, shape):
            return True
        if kind == "delay" and shape is Form.GERUND and blamed(frame, hit):
            self.value = Value(self.value.sign, Status.DELAYED, "presupposed")
            self.used.insert(0, hit)
            return False  # what is done to those who are blamed is done to another thing
        if kind in {"decision", "gain"} and self.value.status is None and not self.value.asked:
            if shape is Form.NOUN:
                self.granted = hit.start
            elif self.done_by(hit, shape):
                self.value = Value(self.value.sign, Status.APPROVED, "presupposed", settled=True)
                self.used.insert(0, hit)
                self.reach = hit.start
                return True
        self.take(hit, kind)
        return True

    def of_the_thing(self, hit: Hit) -> str:
        """The class that a cue has by what it is said of, before or after it."""
        mention = self.mention
        if hit.kind == "failure" and mention.verb in _OVERRULING:
            return "refusal"  # a veto that is not overridden stands
        if hit.phrase in _ANEW:
            if not BILLS.isdisjoint(self.scan.keys[hit.end : mention.end + 2]):
                return "step"
            return "decision" if hit.kind == "decision" else "happen"
        if hit.phrase in _FALLING and mention.verb not in self.frame.words.papers:
            return "happen"  # a bill that falls is lost; what else falls only sinks
        if hit.kind == "effect" and mention.naming is Naming.OBJECT and mention.sign < 0:
            return "happen"  # that a thing begins says nothing of its being undone
        if hit.kind == "effect" and self.frame.due(hit):
            return "expectation"  # "takes effect on June 1"
        return hit.kind

    def rather(self, hit: Hit) -> bool:
        """ "Would rather wait": not what it would rather do."""
        than = "than" in self.scan.lowers[hit.end : self.mention.start]
        return hit.phrase in {"would rather", "would sooner"} and not than

    def kind(self, hit: Hit) -> str:
        """The class that a cue has here, where the sentence makes it another than the lexicon's."""
        kind, event = self.of_the_thing(hit), self.event
        if kind == "block" and holds(self.scan, hit.start, self.frame.shape(hit), event):
            return "against"
        if kind in {"keep", "decision"} and keeps_stance(self.frame, hit):
            return "stick"
        if kind == "gain" and event.hands_over:
            return "effect"
        if hit.phrase == "deny" and self.frame.word(hit.end).endswith("ing"):
            return "denial"  # "denies backing off": of what somebody is said to have done
        if kind in STANCES and not takes_it(self.frame, hit):
            return "appeal" if hit.phrase.startswith("not ") else "reaction"
        unwilling = hit.phrase == "=want" and self.frame.word(hit.start - 1) in {"doesn't", "don't", "not"}
        if unwilling and takes_it(self.frame, hit):
            return "wish"  # "does not want it to join"
        if kind == "wish":
            return kind if takes_it(self.frame, hit) else "appeal"
        if hit.phrase == "=eyes" and (self.mention.naming is Naming.OBJECT or self.mention.verb in UNITS):
            return "possibility"  # "eyes a levy", "eyes another year": what somebody has in view
        if hit.phrase in _UNVEILING and self.mention.verb in event.lexicon.words.plans:
            return "expectation"  # a plan that is unveiled is still a plan
        if hit.phrase in _WIDENING and self.mention.verb not in event.lexicon.words.states:
            return "happen"  # "widens the ban to the north": what happens to the north, the ban tells
        if hit.phrase == "withdraw" and self.mention.verb in {"bill", "legisl"}:
            return "block"  # a bill that is withdrawn has not been decided on
        if kind in {"block", "refusal"} and standing(self.frame, hit):
            return "undo"
        if kind == "keep":
            return kept_as(self.frame, hit, self.value)
        if kind == "possibility" and hit.phrase.endswith(" of"):
            return class_of_chance(self.frame, hit)
        if hit.phrase in {"try to", "attempt to"} and takes_it(self.frame, hit):
            return "happen"  # who decides and tries to do it does not ask for it
        if kind == "appeal" and advises(self.frame, hit):
            return "step"
        completed = (
            self.scan.keys[hit.start] in event.lexicon.words.completing and self.mention.verb in event.doing
        )
        if kind == "decision" and completed:
            return "effect"
        if kind == "effect" and event.starts and self.mention.naming is Naming.ACT:
            return "decision"
        return kind

    def ask(self, hit: Hit, shape: Form) -> bool:
        """Apply a wish. As a verb it is the outermost that counts; as a noun others may act on it."""
        stance = bool(self.used) and self.used[0].kind in STANCES  # "calls on peers to back the bill"
        noun = shape is Form.NOUN or handled(self.frame, hit)
        if self.subjunctive(hit):
            self.value = Value(self.mention.sign, None, "appeal", asked=True)
            self.used.insert(0, hit)
            return False
        hoped = hit.phrase.startswith("=hop") and self.value.rule == "expectation"
        hoped = hoped or (hit.phrase.startswith("=making") and self.value.rule == "negation")
        hoped = hoped and not takes_it(self.frame, hit)  # "Ankara hopes Moscow will extend it"
        if not noun and (self.value.status is None or stance or hoped):
            self.value = Value(self.value.sign, None, "appeal", asked=True)
            self.used.append(hit)
            return False
        self.take(hit)
        return True

    def subjunctive(self, hit: Hit) -> bool:
        """Whether the verb after a wish stands in its bare form: "demand that Bell | say no to tolls"."""
        if not self.used or self.used[0].start <= hit.end or self.frame.shape(hit) is Form.NOUN:
            return False
        verb = self.used[0].start
        word, before = self.scan.lowers[verb], self.scan.line.tokens[verb - 1]
        bare = not word.endswith(("s", "ing")) and not participle(word) and word not in MODALS
        named = before.is_word and before.text[0].isupper() and not before.lower.endswith("s")
        return self.used[0].kind in ACTIONS and bare and named

    def passed_over(self, hit: Hit, kind: str, shape: Form) -> bool:
        """Whether a cue does not act on the mention although it stands before it."""
        frame, mention = self.frame, self.mention
        gap = self.reach - hit.end
        if (kind in ACTIONS or kind == "delay") and attributive(frame, hit, self.reach):
            return True
        if (
            self.event.contested
            and kind in _SAID_OVER
            and "over" in self.scan.lowers[hit.end + 1 : mention.start]
        ):
            return True  # "weighs sanctions over the law": the law is only why
        told = mention.naming is Naming.OBJECT and frame.word(mention.end) == "to"
        if kind == "wish" and told and self.value.status is None:
            return True  # "wants the force to guard the port": what it is to do
        if hit.phrase.endswith(" of") and kind == "possibility" and self.value.status is not None:
            return True  # "chances of a deal | are slim": the predicate says how they are
        if kind == "possibility" and hit.phrase in _CHANCES and swayed(frame, hit):
            return True
        if adjective(frame, hit, self.reach) or (hit.phrase in _NOUNS_TOO and titled(frame, hit, shape)):
            return True
        if kind == "talk" and not frame.talked_over(hit, shape):
            return True
        if self.value.settled and kind in {"expectation", "possibility"} and gap > 2:
            return True
        if kind == "prospect" and not (
            mention.naming is Naming.ACT and mention.form is Form.NOUN and gap <= 2
        ):
            return True
        noun_before = (
            bool(self.used) and self.used[0].kind in ACTIONS and frame.shape(self.used[0]) is Form.NOUN
        )
        named = mention.naming is Naming.ACT or (
            hit.phrase in _CONFIRMING and noun_before
        )  # "confirms the end of"
        if kind in _OF_NOUNS and not (named and shape is not Form.NOUN):
            return True
        if kind == "carry" and any(place in frame.acts for place in range(hit.end, self.reach)):
            return True  # "confirms the lifting of | the ban": what is done to it counts
        bare = kind in {"gain", "carry"} and " " not in hit.phrase
        if bare and (mention.form is not Form.NOUN or gap > NEAR):
            return True
        if kind == "reaction" and self.unmoved(hit, gap):
            return True
        noun = kind in ACTIONS and self.value.status is None and shape is Form.NOUN
        if noun and gap >= 1 and not self.links(hit):
            return True
        if kind in PASSED_BY and not self.used and aside(frame, hit):
            return True
        return kind in {*ACTIONS, "stick", "hold", "delay"} and of_chances(frame, hit)

    def links(self, hit: Hit) -> bool:
        """Whether a preposition ties a noun to what follows: "the lifting of", "limits on"."""
        lowers = self.scan.lowers
        within = hit.end - hit.start > 1 and lowers[hit.end - 1] in _JOINING
        return within or lowers[hit.end] in _JOINING

    def unmoved(self, hit: Hit, gap: int) -> bool:
        """Whether a reaction is none to this mention: to a thing, from afar, "by" without a gerund."""
        named = self.mention.naming is Naming.ACT or self.value.settled
        if not named or (self.scan.lowers[hit.start] in _SHORT and gap > NEAR):
            return True
        if self.mention.verb in self.frame.words.states and hit.phrase in {"=after", "=since"}:
            return True  # "the first permit since the freeze" is about something else
        return hit.phrase == "by" and bool(gap or self.mention.form is not Form.GERUND)

    def done_by(self, hit: Hit, shape: Form) -> bool:
        """ "After approving the sale": told in passing as done."""
        plain = self.value.sign > 0 and not self.value.late
        return plain and shape is Form.GERUND and self.frame.word(hit.start - 1) in _DONE_BY

    def headline(self, clause: Clause, left: list[Hit]) -> None:
        """ "Fed to cut rates": an infinitive after a headline's subject is ahead; so is "is to"."""
        if (self.value.status is not None and not self.value.late) or self.value.asked:
            return
        lowers = self.scan.lowers
        for place in range(clause.start + 1, clause.end - 1):
            if lowers[place] != "to" or place in self.scan.starts:
                continue
            if self.frame.proceeding(place, self.mention.start):
                return  # "to hold hearings on the bill"
            if self.value.sign > 0 and sought(self.frame, place):
                self.value = Value(1, Status.CONSIDERING, "possibility")
                return
            paper = self.scan.keys[place - 1] in self.frame.words.papers | self.frame.words.plans
            following = self.scan.starts.get(place + 1)
            done = lowers[place + 1] == "be"  # "laws to be scrapped": what is done to them
            if paper and not done and (following is None or following.kind != "effect"):
                continue  # "the plan to send": what it is a plan for
            quoted = self.scan.line.tokens[place - 1].end == self.scan.line.tokens[place].start
            if not self.scan.line.tokens[place - 1].is_word and not quoted:  # "Bell 'to sign bill'"
                continue  # "'entirely correct' to send"
            known = any(hit.start < place < hit.end for hit in self.scan.hits)
            if known or not leads_to_act(self.frame, place) or put_into(self.frame, place):
                continue
            ranked = RANKED & set(lowers[max(place - NEAR, 0) : place])
            if ranked and "becom" in self.scan.keys[clause.start : place]:
                if not any(hit.start < place for hit in left) and self.value.sign > 0:
                    self.value = Value(1, Status.APPROVED, "event")  # "becomes the first state to ban it"
                return
            stated = lowers[place - 1] in {"is", "are"}
            brief = clause.start == 0 and place <= NEAR and self.frame.decider(0, place)
            if self.scan.line.is_title or stated or brief:
                if any(hit.start < place for hit in left) and (self.used or not stated):
                    return
                after = apply("expectation", self.value, Form.BARE)
                self.value = Value(after.sign, after.status, "headline-infinitive")
                deed = following is not None and following.kind == "decision" and following not in self.used
                if following is not None and deed and self.mention.verb in BILLS:
                    self.used.append(following)  # "to sign the bill": a deed, whatever else is named
                    self.used.sort(key=lambda used: used.start)
            return
