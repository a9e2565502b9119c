"""What stands around the word that a date belongs to: its subject and object, and whether it is done.

English news prose is read by the words' order alone; nothing here parses.
"""

from __future__ import annotations

from collections.abc import Mapping
from itertools import pairwise

from monitor.reading.dates.asked import Event
from monitor.reading.dates.attach import DETERMINERS, PREPOSITIONS, REACH, Line
from monitor.reading.dates.bounds import Dated, puts_off
from monitor.reading.dates.held import clause
from monitor.reading.dates.lexicon import (
    AUXILIARIES,
    DECIDING,
    GENERIC,
    HANDING,
    LATER_ONES,
    OCCURRING,
    PASSING,
    PAST_FORMS,
    PRONOUNS,
    REVIEWS,
    SOFT,
    STAGES,
)
from monitor.text import stem

_GATHERINGS = frozenset(stem(word) for word in ("meeting", "gathering", "session", "sitting", "summit"))
_STANDING = frozenset({"deadlin", "date", "target", "start", "launch", "choic", "decis", "move", "vote"})
_FORWARD = frozenset({"to", "will", "would", "could", "may", "might", "shall"})
_AMBIGUOUS = frozenset("cut set put let hit shut cast".split())
_RULINGS = frozenset("ruling decision verdict vote judgment judgement hearing announcement".split())
_REPEATS = frozenset("second third fourth fifth sixth seventh".split())
_TERMS = frozenset(map(stem, "expiry expiration start entry effective launch".split()))
_AFTER_PARTICIPLE = frozenset("in by on at last under".split())
_LINKING = frozenset(map(stem, "remain stay continue look seem appear".split()))
_SUBORDINATE = frozenset("since after before as once until".split())
_OF = frozenset("of for on in to at by with from about against into under over between and or".split())
_LINKS = frozenset("on about over against".split())
_OF_IT = frozenset("of into for".split())
_LAST = frozenset({"read", "vote"})
_PARTICLES = frozenset("in into on off back forward not now also still".split())
_TOWARDS = frozenset("to until till into past beyond for from".split())

_DELAYS = frozenset(map(stem, "delay extension postponement deferral reprieve flextension".split()))
_TALKS = frozenset(map(stem, ("discuss", "debate")))
STOPS = frozenset(map(stem, "pause halt stop break suspend suspension freeze".split()))


class Clause:
    """The clauses of one line, as far as a question's event is concerned."""

    def __init__(self, event: Event, line: Line, acts: Mapping[int, tuple[int, int]]) -> None:
        self.event, self.line, self.acts = event, line, acts
        self.tokens, self.lows = line.tokens, line.lows
        self.about = bool(acts) or any(token.stem in event.things for token in line.tokens)

    def attributive(self, dated: Dated) -> bool:
        """Whether the date stands before a noun without a preposition: "the planned October start"."""
        before = self.lows[dated.start - 1] if dated.start else ""
        after = self.lows[dated.end] if dated.end < len(self.lows) else ""
        bare = before not in PREPOSITIONS or before == "the"
        return dated.rule == dated.expression.rule and after.isalpha() and bare

    def only_compares(self, dated: Dated, noun: int) -> bool:
        """ "A tenth of today's sales", "a premium to Friday's close"."""
        day = self.lows[dated.end - 1].replace("’", "'")
        market = day.endswith("'s") and self.lows[noun] == "close"
        return market or (day == "today's" and self.lows[noun].endswith("s"))

    def stopped(self, act: int) -> bool:
        """Whether it is a pause or an end of the event: "a pause in increases from October"."""
        for place in range(act - 1, max(-1, act - 7), -1):
            if self.line.parts(place) or self.lows[place] == ",":
                return False
            if place not in self.acts and self.tokens[place].stem in STOPS:
                near = act - place <= 3 or self.lows[place + 1] in {"in", "to", "of", "on"}
                return near and not self.line.negated(place)
        return False

    def talked_of(self, act: int, dated: Dated) -> int | None:
        """The verb whose object the event merely is: "will discuss the opening next week", "is to announce
        plans to open it on Friday"."""
        voted = self.event.effect and act > 1 and self.lows[act - 1] in _LINKS
        if voted and self.tokens[act - 2].stem in DECIDING:
            return act - 2  # "will vote on reopening it on June 2"
        if not self.line.is_verb(act):
            for place in range(act - 1, max(-1, act - 4), -1):
                if self.tokens[place].stem in _TALKS and self.line.is_verb(place):
                    return place
            return None
        if self.lows[act - 1] != "to" or dated.expression.unit != "day":
            return None
        for place in range(act - 2, max(-1, act - 8), -1):
            if self.line.parts(place):
                return None
            if self.tokens[place].stem == "announc" and self.line.is_verb(place):
                return place
        return None

    def put_off_to(self, dated: Dated) -> bool:
        """ "An extension to Jan. 31"."""
        before = self.tokens[max(0, dated.start - 3) : dated.start]
        return self.lows[dated.start - 1] in _TOWARDS and any(token.stem in _DELAYS for token in before)

    def put_off(self, dated: Dated) -> bool:
        """Whether the date is the one that the event is moved from: "delays the planned October increase"."""
        for place in range(dated.start - 1, max(-1, dated.start - 7), -1):
            if self.line.parts(place) or self.lows[place] == ",":
                return False
            if puts_off(self.tokens, place):
                return not self.line.negated(place)
        return False

    def agreed(self, governor: int | None) -> bool:
        """Whether a past governs that settles nothing, or not the event: "agreed on Monday"."""
        if governor is None or self.lows[governor - 1] in _FORWARD:
            return False
        if governor in self.acts and not self.line.is_verb(governor):  # "approved the opening on Tuesday"
            return any(
                self.line.is_past(at) and self.tokens[at].stem in DECIDING | SOFT
                for at in range(max(0, governor - 3), governor)
            )
        if self.tokens[governor].stem not in SOFT:
            return False
        return self.lows[governor].endswith("ed") or self.lows[governor] in PAST_FORMS

    def gathers(self, noun: int, dated: Dated) -> bool:
        """Whether a meeting is when it happens: "a first cut at the Sept. 17-18 meeting"."""
        place = dated.start - 1
        while place >= 0 and self.lows[place] in DETERMINERS:
            place -= 1
        at = dated.rule in {"by", "before"} or (place >= 0 and self.lows[place] in {"at", "by"})
        return at and self.tokens[noun].stem in _GATHERINGS

    def noun_stands(self, noun: int) -> bool:
        key = self.tokens[noun].stem
        of = {"for", "of"}.isdisjoint(self.lows[noun + 1 : noun + 2])
        told = self.tokens[noun : noun + 1] if of else self.tokens[noun : noun + 8]
        if self.event.effect and any(token.stem in DECIDING for token in told):
            return False  # "a June target for a decision"
        return key in _STANDING and (self.about or key in DECIDING)

    def subject_fits(self, verb: int) -> float:
        """How well what a verb is said of fits the event: 1 for its own word or a pronoun, 0.8 for a paper or
        plan that may stand for it, 0.5 where nothing is named, 0 for anything else."""
        seen = False
        for place in self.line.leftward(verb):
            low = self.lows[place]
            if self.line.parts(place):
                if low in {"which", "that", "who"} and place:
                    return float(not seen and self._stands_for(place - 1))
                return 0
            if place in self.acts or (low in PRONOUNS and not (seen and low in DETERMINERS | {"both"})):
                return 1
            key = self.tokens[place].stem
            if key in STAGES or key in REVIEWS or (self.event.effect and low in _RULINGS):
                return 0
            if key in DECIDING and low != "final" and not (self.event.effect or self.event.law):
                return 1
            if key in self.event.foreign:
                return 0
            named = key in GENERIC and not self.line.is_past(place)
            if named or key in self.event.things or key in self.event.objects:
                if not self._modifies(place):
                    return 0.8 if named else 1
                continue
            other = low not in AUXILIARIES and key not in OCCURRING and key not in _LINKING
            if other and self.line.is_verb(place):
                if low.endswith("ed") and self.lows[place + 1] in _AFTER_PARTICIPLE:
                    continue  # "the suspension adopted in April takes effect"
                return 0
            if seen and self._opens_subject(place):
                return 0
            verb = self.line.is_verb(place) or low in _PARTICLES
            seen = seen or (low.isalpha() and not verb)
        return 0 if seen else 0.5

    def _opens_subject(self, place: int) -> bool:
        """Whether the subject of a verb begins there, so that what stands before is none of it: "those hurt
        since the protest began", but "the start of the levy"."""
        low, before = self.lows[place], self.lows[place - 1] if place else ""
        if low in _SUBORDINATE:
            return True
        return low in DETERMINERS and low != "that" and before.isalpha() and before not in _OF

    def foreign(self, verb: int) -> bool:
        """Whether the verb is said of a paper that carries another question."""
        for place in self.line.leftward(verb):
            if self.line.parts(place) or place in self.acts:
                return False
            if self.tokens[place].stem in self.event.foreign:
                return True
        return False

    def _modifies(self, place: int) -> bool:
        """Whether a noun only tells more of one before it: "a ruling on the toll"."""
        start = place - 1
        while start > place - 4 and start > 0 and self.lows[start] not in _LINKS | _OF_IT:
            if self.lows[start] in DETERMINERS:
                start -= 1
                break
            start -= 1
        if start > 0 and self.lows[start] in _OF_IT:
            return self.tokens[start - 1].stem in REVIEWS  # "an audit of the mine"
        return start > 0 and self.lows[start] in _LINKS

    def _stands_for(self, place: int) -> bool:
        """Whether the word that a relative clause tells of stands for the event."""
        if self.lows[place] == "," and place:
            place -= 1
        key = self.tokens[place].stem
        return place in self.acts or key in GENERIC or key in self.event.things or key in self.event.objects

    def hands_over(self, verb: int, dated: Dated) -> bool:
        """Whether the thing itself is what the verb is done to, in a plan: "to send the first flight"."""
        following = self.tokens[verb + 1] if verb + 1 < len(self.tokens) else None
        if following is not None and following.lower.endswith("ing") and following.stem not in HANDING:
            return False  # "to start building ships"
        planned = any(low in _FORWARD for low in self.lows[max(0, verb - 3) : verb])
        done_to = range(verb + 1, min(dated.start, verb + 7))
        return planned and any(self.tokens[place].stem in self.event.objects for place in done_to)

    def held(self, governor: int) -> bool:
        """ "The vote will be held in May"."""
        for place in self.line.leftward(governor):
            if self.line.parts(place) or self.lows[place] == ",":
                return False
            if self.tokens[place].stem in DECIDING:
                return not self.stage(place)
        return False

    def forward(self, verb: int) -> bool:
        """Whether a verb tells of what is to come: "will announce", "is to confirm"."""
        return not _FORWARD.isdisjoint(self.lows[max(0, verb - 3) : verb])

    def passes(self, verb: int) -> bool:
        """Whether a verb tells of an end: "goes away", "runs out", "comes to an end"."""
        wanted = PASSING.get(self.tokens[verb].stem)
        after = self.lows[verb + 1 : verb + 4]
        if wanted is None or not after or after[0] not in wanted:
            return False
        return after[0] != "to" or any(low in {"end", "close", "halt", "stop"} for low in after)

    def in_force(self, verb: int) -> bool:
        """ "Takes effect", "enters into force", "kicks in"."""
        key, after = self.tokens[verb].stem, self.lows[verb + 1 : verb + 3]
        if key in {"take", "go", "enter", "come"}:
            return not {"effect", "force"}.isdisjoint(after)
        return key in {"kick", "apply", "bite"}

    def from_then(self, dated: Dated) -> bool:
        """Whether the words say that something holds from a day on: "allowed from April 1"."""
        if dated.expression.rule == "stretch":
            return False  # "from January 9 to April 24"
        before = self.lows[max(0, dated.start - 3) : dated.start]
        starts = before[-1:] in (["from"], ["starting"], ["beginning"], ["effective"], ["since"])
        starts = starts or before[-2:] in (
            ["as", "of"],
            ["starting", "on"],
            ["beginning", "on"],
            ["starting", "in"],
        )
        to = self.lows[dated.end : dated.end + 1] in (["to"], ["until"], ["through"])
        return starts and not to

    def foreseen(self, verb: int, dated: Dated) -> bool:
        """Whether the event is what is expected: "investors expect the first move at the next meeting"."""
        return any(
            place in self.acts
            or self.tokens[place].stem in GENERIC
            or self.tokens[place].stem in self.event.objects
            for place in range(verb + 1, min(dated.start, verb + 8))
        )

    def moved_to(self, verb: int, dated: Dated) -> bool:
        """Whether the event is what is moved to the date: "moves the target date to March"."""
        start = dated.start
        if self.event.once and any(self.tokens[at].stem in _TERMS for at in range(verb + 1, start)):
            return False  # "moving the expiry date to December" moves no decision
        if self.lows[start] not in _TOWARDS and self.lows[start - 1] not in _TOWARDS:
            return False
        return self.subject_fits(verb) > 0 or any(
            self.lows[place + 1] in PREPOSITIONS or self.lows[place + 1] in _TOWARDS
            for place in range(verb + 1, start)
            if place in self.acts
            or self.tokens[place].stem in GENERIC
            or self.tokens[place].stem in self.event.objects
            or (self.event.once and self.tokens[place].stem == "period")
        )

    def chartered(self, dated: Dated, governor: int) -> bool:
        """ "The plane chartered for Tuesday"."""
        return (
            self.lows[dated.start - 1] == "for"
            and governor > 0
            and self.lows[governor].endswith("ed")
            and self.tokens[governor - 1].stem in self.event.objects
        )

    def act_as_subject(self, verb: int) -> int | None:
        """The event's word before a verb that it is the subject of: "easing would be appropriate on ..."."""
        for place in self.line.leftward(verb):
            low = self.lows[place]
            if self.line.parts(place):
                return None
            verb = self.line.is_verb(place) and low not in AUXILIARIES and not low.endswith("ing")
            if low == "to" or verb:
                return None
            if place in self.acts:
                return place
        return None

    def act_after(self, verb: int, dated: Dated) -> bool:
        return any(place in self.acts for place in range(verb + 1, min(dated.start, verb + REACH)))

    def later_one(self, governor: int) -> bool:
        """Whether the words beside the event say that it is not the first: "two more cuts"."""
        before = self.lows[max(0, governor - 3) : governor]
        return not LATER_ONES.isdisjoint(before) or before[-2:] == ["number", "of"]

    def later_ones(self) -> bool:
        """Whether the line tells of a later one than the first: "cuts rates a third time"."""
        if not self.acts:
            return False
        repeats = any(low in _REPEATS and after == "time" for low, after in pairwise(self.lows))
        return repeats or any(self.later_one(place) for place in self.acts)

    def names_event(self, dated: Dated) -> bool:
        return any(
            place in self.acts
            or self.tokens[place].stem in self.event.things
            or self.tokens[place].stem in self.event.objects
            for place in range(len(self.tokens))
            if not dated.start <= place < dated.end
        )

    def stage(self, governor: int) -> bool:
        """Whether a step on the way is what decides or is decided: "the committee voted"."""
        for place in range(governor - 1, max(-1, governor - 9), -1):
            if self.line.parts(place) or self.lows[place] == ",":
                return False
            if self.tokens[place].stem in STAGES and place not in self.acts and not self.final(place):
                return True
        return any(token.stem in STAGES for token in self.tokens[governor + 1 : governor + 3])

    def final(self, place: int) -> bool:
        """Whether a stage is the last one, in which it is decided: "the third and final reading"."""
        return self.tokens[place].stem in _LAST and self.lows[place - 1] in {"final", "last"}

    def staged(self, dated: Dated) -> bool:
        """Whether the clause tells of a step on the way: a committee, a draft, a debate."""
        start, end = clause(self.line, dated)
        near = self.tokens[max(start, dated.start - 12) : min(end, dated.end + 6)]
        return any(token.stem in STAGES or token.stem in REVIEWS for token in near)

    def noun_act(self, governor: int | None, dated: Dated) -> bool:
        """Whether the event itself stands there as a noun: "a cut on Sept. 18"."""
        if governor not in self.acts or governor is None:
            return False
        ambiguous = self.lows[governor] in _AMBIGUOUS and not self._has_object(governor, dated)
        return ambiguous or not self.line.is_verb(governor)

    def done(self, governor: int, dated: Dated) -> bool:
        """Whether the governing word tells of something done, and not of a mere agreement or plan."""
        token = self.tokens[governor]
        if token.stem in SOFT:
            return False
        if governor in self.acts and self.lows[dated.start - 1] == "since":
            return True  # "has been open since Monday"
        before = self.lows[max(0, governor - 3) : governor]
        if any(word in {"to", "will", "would", "could", "may", "not", "never", "n't"} for word in before):
            return False
        if token.lower in _AMBIGUOUS and not self._has_object(governor, dated):
            return False
        return (
            token.lower in PAST_FORMS
            or token.lower.endswith("ed")
            or (token.stem in DECIDING and governor > 0 and not self.line.is_verb(governor))
            or token.stem in {"effect", "forc", "start", "begin", "approv"}
        )

    def _has_object(self, verb: int, dated: Dated) -> bool:
        """Whether an object follows: "cut rates", "cut its forecast", and not "a rate cut this year"."""
        if verb + 1 >= len(self.lows) or verb < dated.start <= verb + 2:
            return False
        key = self.tokens[verb + 1].stem
        return self.lows[verb + 1] in DETERMINERS or key in self.event.objects or key in self.event.things
