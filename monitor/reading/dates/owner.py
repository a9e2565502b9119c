"""Whose date is it? A date belongs to the word that governs it in its clause.

"The ban, the court said on Friday, takes effect on Jan. 19" holds two dates: Friday belongs to "said" and
is the day of the statement; Jan. 19 belongs to "takes effect", whose subject is the ban. A date that stands
before a noun ("the December meeting") belongs to that noun.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from itertools import pairwise

from monitor.model import Days
from monitor.reading.dates.asked import Event
from monitor.reading.dates.attach import DETERMINERS, REACH, Line
from monitor.reading.dates.bounds import Dated, puts_off
from monitor.reading.dates.held import clause, no_longer
from monitor.reading.dates.lexicon import (
    AUXILIARIES,
    DECIDING,
    GENERIC,
    HANDING,
    LATER_ONES,
    MOVING,
    OCCURRING,
    PAST_FORMS,
    PRONOUNS,
    SAYING,
    SOFT,
    STAGES,
)
from monitor.terms import find_terms
from monitor.text import Token, stem


@dataclass(frozen=True, slots=True)
class Verdict:
    """What became of a date: its weight as an answer, or why it is none."""

    weight: float
    reason: str = ""  # empty: it may be the answer
    owner: tuple[int, int] | None = None  # the tokens of the word that governs it
    days: Days | None = None  # where the clause makes other days of it
    done: bool = False  # the governing word tells of something done
    wished: bool = False  # somebody only asks for it


NAMED = 2.0
"""The weight from which on the event itself is what the date belongs to, and not merely its sentence."""
_GATHERINGS = frozenset(stem(word) for word in ("meeting", "gathering", "session", "sitting", "summit"))
_EXPECTING = frozenset({"expect", "plan", "see", "set"})
_STANDING = frozenset({"deadlin", "date", "target", "start", "launch", "choic", "decis", "move", "vote"})
_FORESEEING = frozenset(
    stem(word) for word in ("expect", "predict", "forecast", "project", "pencil", "price", "see")
)
_FORWARD = frozenset({"to", "will", "would", "could", "may", "might", "shall"})
_RUNNING = ("relative-", "this-", "earlier-in", "year", "month")


class Owner:
    """Decides for one line which of its dates belong to the event."""

    def __init__(self, event: Event, line: tuple[Token, ...], reference: date, is_title: bool) -> None:
        self.event = event
        self.tokens = line
        self.reference = reference
        self.is_title = is_title
        self.acts: dict[int, tuple[int, int]] = {}
        for start, end in find_terms(event.yes, line, 2):
            if event.effect and line[start].stem in DECIDING and line[start].stem not in event.acts:
                continue
            for place in range(start, end):
                self.acts[place] = (start, end)
        for place, token in enumerate(line):
            if token.stem in event.acts and place not in self.acts:
                self.acts[place] = (place, place + 1)
        self.against = {place for start, end in find_terms(event.no, line, 2) for place in range(start, end)}
        self.line = Line(line, self.acts, is_title)
        self.lows = self.line.lows
        self.about = bool(self.acts) or any(token.stem in event.things for token in line)

    def judge(self, dated: Dated) -> Verdict:
        """Whether a date of this line can be the event's, and how strongly."""
        reason = no_longer(self.line, dated)
        if reason:
            return Verdict(0, reason)
        noun = self.line.noun(dated)
        if noun is not None and not self._gathers(noun, dated):
            return self._named(dated, noun)
        governor = self.line.governor(dated)
        if governor is None:
            if self._headlined(dated):
                return self._weigh(dated, None, 1.0)
            return Verdict(0, "of nothing that is named")
        return self._judged(dated, governor)

    def _named(self, dated: Dated, noun: int) -> Verdict:
        """A date before a noun: "the September cut", "Tuesday's vote", "the autumn session"."""
        owner = next((place for place in range(dated.end, noun + 1) if place in self.acts), None)
        if owner is not None:
            if self._put_off(dated):
                return Verdict(0, "held before")
            if dated.rule == "today" and self.tokens[owner].stem not in DECIDING:
                return Verdict(0, f"names {self.lows[owner]}")  # "a tenth of today's sales"
            return self._weigh(dated, owner, NAMED)
        if self.tokens[noun].stem in self.event.objects:
            return self._weigh(dated, noun, 1.5)
        if self._noun_stands(noun):
            decides = self.about and self.tokens[noun].stem in DECIDING
            return self._weigh(dated, noun, NAMED if decides else 1.5)
        return Verdict(0, f"names {self.lows[noun]}")

    def _put_off(self, dated: Dated) -> bool:
        """Whether the date is the one that the event is moved from: "delays the planned October increase"."""
        for place in range(dated.start - 1, max(-1, dated.start - 7), -1):
            if self.line.parts(place) or self.lows[place] == ",":
                return False
            if puts_off(self.tokens, place):
                return not self.line.negated(place)
        return False

    def _judged(self, dated: Dated, governor: int) -> Verdict:
        """By what governs the date."""
        key = self.tokens[governor].stem
        closed = dated.days.last is not None and not dated.negated
        if closed and self.line.negated(governor):
            return Verdict(0, "of what is denied")
        if governor in self.acts:
            return self._weigh(dated, governor, 3.0)
        if governor in self.against:
            return Verdict(0, "of the opposite")
        if self.event.effect and self._from_then(dated):
            return self._weigh(dated, governor, 1.5)
        if key in DECIDING:
            if self.event.effect:
                return Verdict(0, "of the decision, not of its effect")
            if self._stage(governor):
                return Verdict(0, "of a step on the way")
            return self._weigh(dated, governor, NAMED)
        if key in _FORESEEING and self._foreseen(governor, dated):
            return self._weigh(dated, governor, NAMED)
        if key in SAYING and not self._act_after(governor, dated):
            return Verdict(0, "when it was said")
        carried = self._carried(dated, governor)
        if carried is not None:
            return carried
        if key in OCCURRING and any(at in self.acts for at in (governor + 1, governor + 2)):
            return self._weigh(dated, governor, 2.5)  # "began cancelling"
        if key in OCCURRING and self.line.follows(governor) and self._subject_fits(governor):
            return self._weigh(dated, governor, 1.5 if key in _EXPECTING else 2.5)
        if key in MOVING and self._moved_to(governor, dated):
            return self._weigh(dated, governor, NAMED)
        if key in HANDING and self._hands_over(governor, dated):
            return self._weigh(dated, governor, NAMED)
        if dated.negated and dated.days.last is None and self.line.negated(governor):
            return self._weigh(dated, governor, 1.5)  # "will not take it up until October"
        act = self._act_as_subject(governor)
        if act is not None:
            plain = not self.lows[governor].endswith(("ed", "ing")) and self.lows[governor - 1] in AUXILIARIES
            return self._weigh(dated, act, NAMED if plain else 1.5)
        if self._chartered(dated, governor):
            return self._weigh(dated, governor - 1, 1.5)
        if self._headlined(dated):
            return self._weigh(dated, None, 1.0)
        return Verdict(0, f"of {self.lows[governor]}")

    def _headlined(self, dated: Dated) -> bool:
        """Whether a headline on the topic names the date, and no step on the way: it is its story's."""
        named = self.is_title and self._about(dated) and not self._staged(dated)
        return named and dated.rule != "calendar-event"

    def _weigh(self, dated: Dated, governor: int | None, weight: float) -> Verdict:
        last = dated.days.last
        done = governor is not None and self._done(governor, dated)
        if governor is not None and self.event.first and self._later_one(governor):
            return Verdict(0, "of a later one")
        if done and dated.expression.rule.startswith(_RUNNING) and self._runs(dated):
            return Verdict(0, "no day of what is done")
        if last is not None and last < self.reference:
            if not (done or self._noun_act(governor, dated)) or self._staged(dated):
                return Verdict(0, "past")
            if self.event.opened is not None and last < self.event.opened:
                return Verdict(0, "before the story opened")
        weight += 0.5 * self.is_title + 0.3 * dated.expression.sure
        owner = self.acts.get(governor, (governor, governor + 1)) if governor is not None else None
        return Verdict(weight, owner=owner, done=done or self._agreed(governor), wished=self._wished(dated))

    def _agreed(self, governor: int | None) -> bool:
        """Whether a past governs that settles nothing, or not the event: "agreed on Monday"."""
        if governor is None or self.lows[governor - 1] in _FORWARD:
            return False
        if governor in self.acts and not self.line.is_verb(governor):  # "approved the opening on Tuesday"
            return any(self.line.is_past(at) for at in range(max(0, governor - 3), governor))
        if self.tokens[governor].stem not in SOFT:
            return False
        return self.lows[governor].endswith("ed") or self.lows[governor] in PAST_FORMS

    def _wished(self, dated: Dated) -> bool:
        start, _ = clause(self.line, dated, commas=False)
        return not _APPEALS.isdisjoint(self.lows[start : dated.start])

    def _runs(self, dated: Dated) -> bool:
        """Whether the unit named is still running and longer than a week."""
        first, last = dated.expression.first, dated.expression.last
        return first < self.reference <= last and (last - first).days > 7 and dated.days.last is not None

    # --- what stands around the governing word ------------------------------------------------------------

    def _gathers(self, noun: int, dated: Dated) -> bool:
        """Whether a meeting is when it happens: "a first cut at the Sept. 17-18 meeting"."""
        place = dated.start - 1
        while place >= 0 and self.lows[place] in DETERMINERS:
            place -= 1
        return self.tokens[noun].stem in _GATHERINGS and place >= 0 and self.lows[place] in {"at", "by"}

    def _noun_stands(self, noun: int) -> bool:
        key = self.tokens[noun].stem
        if key in DECIDING and self.event.effect:
            return False
        return key in _STANDING and (self.about or key in DECIDING)

    def _subject_fits(self, verb: int) -> bool:
        seen = False
        for place in self.line.leftward(verb):
            low = self.lows[place]
            if self.line.parts(place):
                if low in {"which", "that", "who"} and place:
                    return not seen and self._stands_for(place - 1)
                return False
            if place in self.acts or low in PRONOUNS:
                return True
            key = self.tokens[place].stem
            if key in STAGES or (self.event.effect and low in _RULINGS):
                return False
            if key in GENERIC or key in self.event.things or key in self.event.objects:
                if not self._modifies(place):
                    return True
                continue
            if self.line.is_verb(place) and low not in AUXILIARIES and key not in OCCURRING:
                return False
            seen = seen or (low.isalpha() and low not in AUXILIARIES)
        return not seen

    def _modifies(self, place: int) -> bool:
        """Whether a noun only tells more of one before it: "a ruling on the toll"."""
        start = place - 1
        while start > place - 4 and start > 0 and self.lows[start] not in _LINKS:
            if self.lows[start] in DETERMINERS:
                start -= 1
                break
            start -= 1
        return start > 0 and self.lows[start] in _LINKS

    def _stands_for(self, place: int) -> bool:
        """Whether the word that a relative clause tells of stands for the event."""
        if self.lows[place] == "," and place:
            place -= 1
        key = self.tokens[place].stem
        return place in self.acts or key in GENERIC or key in self.event.things or key in self.event.objects

    def _hands_over(self, verb: int, dated: Dated) -> bool:
        """Whether the thing itself is what the verb is done to, in a plan: "to send the first flight"."""
        planned = any(low in _FORWARD for low in self.lows[max(0, verb - 3) : verb])
        done_to = range(verb + 1, min(dated.start, verb + 7))
        return planned and any(self.tokens[place].stem in self.event.objects for place in done_to)

    def _from_then(self, dated: Dated) -> bool:
        """Whether the words say that something holds from a day on: "allowed from April 1"."""
        before = self.lows[max(0, dated.start - 3) : dated.start]
        starts = before[-1:] in (["from"], ["starting"], ["beginning"], ["effective"], ["since"])
        starts = starts or before[-2:] in (
            ["as", "of"],
            ["starting", "on"],
            ["beginning", "on"],
            ["starting", "in"],
        )
        to = self.lows[dated.end : dated.end + 1] in (["to"], ["until"], ["through"])
        return starts and not to and self.about

    def _foreseen(self, verb: int, dated: Dated) -> bool:
        """Whether the event is what is expected: "investors expect the first move at the next meeting"."""
        return any(
            place in self.acts
            or self.tokens[place].stem in GENERIC
            or self.tokens[place].stem in self.event.objects
            for place in range(verb + 1, min(dated.start, verb + 8))
        )

    def _moved_to(self, verb: int, dated: Dated) -> bool:
        """Whether the event is what is moved to the date: "moves the target date to March"."""
        start = dated.start
        if self.lows[start] not in _TOWARDS and self.lows[start - 1] not in _TOWARDS:
            return False
        return self._subject_fits(verb) or any(
            self.tokens[place].stem in GENERIC or place in self.acts for place in range(verb + 1, start)
        )

    def _carried(self, dated: Dated, governor: int) -> Verdict | None:
        """A date that tells when something else happens, and that the event's: "will be made when the two
        presidents meet in September", "not before parliament returns in October"."""
        opening = next(
            (at for at in range(governor - 1, max(-1, governor - 9), -1) if self.lows[at] in _WHEN), None
        )
        if opening is None:
            return None
        before = range(max(0, opening - 12), opening)
        if not any(at in self.acts or self.tokens[at].stem in DECIDING for at in before):
            return None
        made = self._weigh(dated, governor, 1.5)
        if self.lows[opening] in {"before", "until"}:
            denied = any(
                self.lows[at] in {"not", "no", "unlikely", "n't", "off", "back"} for at in before[-6:]
            )
            days = Days(dated.days.first, None) if denied else Days(self.reference, dated.days.last)
            return replace(made, days=days)
        return made

    def _chartered(self, dated: Dated, governor: int) -> bool:
        """ "The plane chartered for Tuesday"."""
        return (
            self.lows[dated.start - 1] == "for"
            and governor > 0
            and self.lows[governor].endswith("ed")
            and self.tokens[governor - 1].stem in self.event.objects
        )

    def _act_as_subject(self, verb: int) -> int | None:
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

    def _act_after(self, verb: int, dated: Dated) -> bool:
        return any(place in self.acts for place in range(verb + 1, min(dated.start, verb + REACH)))

    def _later_one(self, governor: int) -> bool:
        """Whether the words beside the event say that it is not the first: "two more cuts"."""
        before = self.lows[max(0, governor - 3) : governor]
        return not LATER_ONES.isdisjoint(before) or before[-2:] == ["number", "of"]

    def later_ones(self) -> bool:
        """Whether the line tells of a later one than the first: "cuts rates a third time"."""
        if not self.acts:
            return False
        repeats = any(low in _REPEATS and after == "time" for low, after in pairwise(self.lows))
        return repeats or any(self._later_one(place) for place in self.acts)

    # --- what the clause is about -------------------------------------------------------------------------

    def _about(self, dated: Dated) -> bool:
        return any(
            place in self.acts or self.tokens[place].stem in self.event.things
            for place in range(len(self.tokens))
            if not dated.start <= place < dated.end
        )

    def _stage(self, governor: int) -> bool:
        """Whether a step on the way is what decides or is decided: "the committee voted"."""
        for place in range(governor - 1, max(-1, governor - 9), -1):
            if self.line.parts(place) or self.lows[place] == ",":
                return False
            if self.tokens[place].stem in STAGES and place not in self.acts:
                return True
        return any(token.stem in STAGES for token in self.tokens[governor + 1 : governor + 3])

    def _staged(self, dated: Dated) -> bool:
        """Whether the clause tells of a step on the way: a committee, a draft, a debate."""
        return any(token.stem in STAGES for token in self.tokens[max(0, dated.start - 12) : dated.end + 6])

    def _noun_act(self, governor: int | None, dated: Dated) -> bool:
        """Whether the event itself stands there as a noun: "a cut on Sept. 18"."""
        if governor not in self.acts or governor is None:
            return False
        ambiguous = self.lows[governor] in _AMBIGUOUS and not self._has_object(governor, dated)
        return ambiguous or not self.line.is_verb(governor)

    def _done(self, governor: int, dated: Dated) -> bool:
        """Whether the governing word tells of something done, and not of a mere agreement or plan."""
        token = self.tokens[governor]
        if token.stem in SOFT:
            return False
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


_APPEALS = frozenset("should must urge urges urged calls demands demanded presses pressed".split())
_AMBIGUOUS = frozenset("cut set put let hit shut cast".split())
_RULINGS = frozenset("ruling decision verdict vote judgment judgement hearing announcement".split())
_REPEATS = frozenset("second third fourth fifth sixth seventh".split())
_WHEN = frozenset("when once before until as".split())
_LINKS = frozenset("on about over against".split())
_TOWARDS = frozenset("to until till into past beyond for from".split())
