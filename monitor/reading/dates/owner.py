"""Whose date is it? A date belongs to the word that governs it in its clause.

"The ban, the court said on Friday, takes effect on Jan. 19" holds two dates: Friday belongs to "said" and
is the day of the statement; Jan. 19 belongs to "takes effect", whose subject is the ban. A date that stands
before a noun ("the December meeting") belongs to that noun.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from itertools import pairwise

from monitor.model import Days
from monitor.reading.dates.asked import Event
from monitor.reading.dates.attach import PREPOSITIONS, Line
from monitor.reading.dates.bounds import Dated, puts_off
from monitor.reading.dates.clauses import STOPS, Clause
from monitor.reading.dates.decisions import deadline, deadline_before, decides, whether
from monitor.reading.dates.held import clause, no_longer
from monitor.reading.dates.lexicon import (
    AUXILIARIES,
    DECIDING,
    ENDED,
    HANDING,
    LIGHT,
    MOVING,
    OCCURRING,
    SAYING,
)
from monitor.reading.dates.particles import is_particle
from monitor.reading.dates.told import time_given, told_after
from monitor.reading.dates.verdict import FIRM, NAMED, Verdict
from monitor.reading.dates.wishes import wished
from monitor.reading.dates.words import move
from monitor.terms import Words, find_terms
from monitor.text import Token, stem

_WEEK = 7
_ON_THE_WAY = OCCURRING | DECIDING | LIGHT
_LAST_WORDS = frozenset((which, word) for which in ("last", "final") for word in ("word", "say"))
_EXPECTING = frozenset({"expect", "plan", "see", "set"})
_FORESEEING = frozenset(
    stem(word) for word in ("expect", "predict", "forecast", "project", "pencil", "price", "see")
)
_RUNNING = ("relative-", "this-", "earlier-in", "year", "month")
_WHEN = frozenset("when once before until as".split())
_DENIALS = frozenset({"not", "no", "unlikely", "n't", "off", "back"})


_DEPENDING = frozenset("before until if unless when once from against".split())
_TALKED = frozenset(
    map(stem, "committee subcommittee debate hearing talks consultation proposal draft".split())
)
_STARTS = frozenset(map(stem, ("start", "begin", "commence")))
_EXPIRING = frozenset(map(stem, ("end", "expire", "lapse")))
_USING = frozenset("use uses using used".split())
_IFS = frozenset({"if", "unless"})


class Owner:
    """Decides for one line which of its dates belong to the event."""

    def __init__(
        self, event: Event, line: tuple[Token, ...], words: Words, reference: date, is_title: bool
    ) -> None:
        self.event = event
        self.tokens = line
        self.reference = reference
        self.is_title = is_title
        self.acts: dict[int, tuple[int, int]] = {}
        for start, end in find_terms(event.yes, words, 2):
            if event.effect and line[start].stem in DECIDING and line[start].stem not in event.acts:
                continue
            if end - start == 1 and is_particle(line, start):
                continue
            for place in range(start, end):
                self.acts[place] = (start, end)
        for place, token in enumerate(line):
            if token.stem in event.acts and place not in self.acts and not is_particle(line, place):
                self.acts[place] = (place, place + 1)
        self.against = {place for start, end in find_terms(event.no, words, 2) for place in range(start, end)}
        self.line = Line(line, self.acts, is_title)
        self.lows = self.line.lows
        self.clause = Clause(event, self.line, self.acts)

    def judge(self, dated: Dated) -> Verdict:
        """Whether a date of this line can be the event's, and how strongly."""
        verdict = self._judge(dated)
        told = told_after(self.line, dated) if verdict.reason else None
        if told is None:
            return verdict
        bare = replace(dated, days=Days(dated.expression.first, dated.expression.last))
        again = self._judged(bare, told)
        return verdict if again.reason else replace(again, days=again.days or bare.days)

    def _judge(self, dated: Dated) -> Verdict:
        reason = no_longer(self.line, dated)
        if not reason and self.clause.attributive(dated) and self.clause.put_off(dated):
            reason = "held before"
        if reason:
            return Verdict(0, reason)
        opening = self.lows[clause(self.line, dated)[0]]
        if self.is_title and opening == "no" and self.clause.names_event(dated):
            after = self._not_then(dated)
            if after is not None:  # "No new trams this autumn"
                return replace(self._weigh(after, None, NAMED), days=after.days, denied=True)
        noun = self.line.noun(dated)
        if noun is not None and not self.clause.gathers(noun, dated):
            return self._named(dated, noun)
        governor = time_given(self.line, dated) or self.line.governor(dated)
        if governor is not None and self.lows[governor] in _USING and self._to_say(dated.end):
            governor = dated.end + 1
        if governor is None:
            if self._headlined(dated):
                first = self.event.first and "first" in self.lows  # "First trams in Orm this summer"
                return self._weigh(dated, None, NAMED if first else 1.0)
            return Verdict(0, "of nothing that is named")
        return self._judged(dated, governor)

    def _to_say(self, place: int) -> bool:
        """ "Will use his speech on Wednesday to confirm"."""
        after = self.tokens[place : place + 2]
        return len(after) == 2 and after[0].lower == "to" and after[1].stem in SAYING

    def _named(self, dated: Dated, noun: int) -> Verdict:
        """A date before a noun: "the September cut", "Tuesday's vote", "the autumn session"."""
        owner = next((place for place in range(dated.end, noun + 1) if place in self.acts), None)
        if owner is not None:
            if self.clause.only_compares(dated, owner):
                return Verdict(0, f"names {self.lows[owner]}")
            return self._weigh(dated, owner, NAMED)
        if self.tokens[noun].stem in self.event.objects and not self.clause.only_compares(dated, noun):
            return self._weigh(dated, noun, 1.5)
        if self.clause.noun_stands(noun):
            decides = self.clause.about and self.tokens[noun].stem in DECIDING
            return self._weigh(dated, noun, NAMED if decides else 1.5)
        return Verdict(0, f"names {self.lows[noun]}")

    def _judged(self, dated: Dated, governor: int) -> Verdict:
        """By the word that governs the date: the event, its opposite, or some other word."""
        act = governor in self.acts
        carried = None if act else self._carried(dated, governor)
        if carried is not None:
            return carried
        if dated.days.last is not None and not dated.negated and self.line.negated(governor):
            return self._denied(dated, governor)
        due = self._until(dated, governor)
        if due is not None:
            return due
        if act:
            return self._of_the_event(dated, governor)
        if governor in self.against and self.event.settles:
            return replace(self._weigh(dated, governor, 3.0), refused=True)  # it settles it too
        if governor in self.against or (self.tokens[governor].stem in STOPS and not self.event.ends):
            return Verdict(0, "of the opposite")
        return (
            self._decided(dated, governor)
            or self._said(dated, governor)
            or self._happens(dated, governor)
            or self._left(dated, governor)
        )

    def _of_another(self, governor: int) -> bool:
        """Whether something else is what starts or ends: "since the strike began"."""
        intransitive = self.tokens[governor].stem in _STARTS and self.line.is_verb(governor)
        alone = governor + 1 >= len(self.lows) or self.lows[governor + 1] in PREPOSITIONS
        if not (intransitive and alone) or self.clause.subject_fits(governor):
            return False
        start = next((at for at in range(governor, 0, -1) if self.line.parts(at - 1)), 0)
        ours = self.event.things | self.event.objects  # "work on the bridge begins"
        return not any(token.stem in ours for token in self.tokens[start:governor])

    def _denied(self, dated: Dated, governor: int) -> Verdict:
        after = self._not_then(dated)
        if after is None or not (governor in self.acts or self.clause.subject_fits(governor) == 1):
            return Verdict(0, "of what is denied")
        return replace(self._weigh(after, governor, NAMED), days=after.days, denied=True)

    def _not_then(self, dated: Dated) -> Dated | None:
        """ "Not this year": from the end of the unit on."""
        rule, last = dated.expression.rule, dated.days.last
        ours = dated.rule == rule and rule.startswith(("relative-", "season", "stretch"))
        if last is None or not ours or self.lows[dated.start] != "this" or last < self.reference:
            return None
        if (last - dated.expression.first).days < _WEEK:
            return None
        return replace(dated, days=Days(move(last, 1), None), negated=True)

    def _of_the_event(self, dated: Dated, governor: int) -> Verdict:
        if self.clause.stopped(governor):
            return Verdict(0, "of the opposite")
        if self._of_another(governor):
            return Verdict(0, f"of {self.lows[governor]}")
        talk = None if self.event.announces else self.clause.talked_of(governor, dated)
        if talk is not None:
            return Verdict(0, f"of {self.lows[talk]}")
        return self._weigh(dated, governor, 3.0)

    def _decided(self, dated: Dated, governor: int) -> Verdict | None:
        """Where the word is one for deciding, or the words say from when on something holds."""
        key, event = self.tokens[governor].stem, self.event
        since = self.lows[dated.start - 1] == "since" and not self.clause.subject_fits(governor)
        if not (event.once or since or key in SAYING) and self.clause.from_then(dated):
            return self._weigh(dated, governor, 1.5)
        if key == "hold" and not (event.effect or event.law) and self.clause.held(governor):
            return self._weigh(dated, governor, NAMED)
        if self._light(governor) and decides(self.clause, governor, dated):
            return self._firm(dated, self._weigh(dated, governor, NAMED))
        if not event.effect and not event.law and self.clause.final(governor):
            return self._firm(dated, self._weigh(dated, governor, NAMED))
        if key not in DECIDING or self.lows[governor + 1 : governor + 2] == ["up"]:
            return None  # "to sign up by June" decides nothing
        if self.lows[governor] == "final" and self.tokens[governor + 1].stem not in DECIDING:
            return Verdict(0, f"of the {self.lows[governor + 1]}")  # "the final report"
        if event.effect:
            return Verdict(0, "of the decision, not of its effect")
        if self.clause.stage(governor) or (self.event.law and key not in self.event.acts):
            return Verdict(0, "of a step on the way")
        return self._firm(dated, self._weigh(dated, governor, NAMED))

    def _firm(self, dated: Dated, verdict: Verdict) -> Verdict:
        """The day of a decision that is to come is as plain as one of the event's own word."""
        last = dated.days.last
        past = verdict.done and last is not None and last <= self.reference
        if verdict.reason or verdict.owner is None or past:
            return verdict
        return replace(verdict, firm=True, plain=self._plain(verdict.owner[0]))

    def _light(self, governor: int) -> bool:
        """Whether a verb only says when a decision falls, where a decision is asked for."""
        event, key = self.event, self.tokens[governor].stem
        if key in {"have", "final", "last"}:  # "will have the last word"
            words = self.lows[governor : governor + 4]
            return (event.once or event.settles) and any(pair in _LAST_WORDS for pair in pairwise(words))
        if key not in LIGHT or not (event.once or event.settles) or event.law:
            return False
        return key not in SAYING or event.announces or not self.line.is_past(governor)

    def _until(self, dated: Dated, governor: int) -> Verdict | None:
        """Where the word is a deadline, or what one is for: a decision falls by then, an end on that day."""
        event = self.event
        noun = deadline_before(self.clause, governor) if event.once or event.settles or event.ends else None
        if noun is None or not deadline(self.clause, noun, dated):
            return None
        made = self._firm(dated, self._weigh(dated, governor, NAMED))
        last = dated.days.last
        if made.reason or event.ends or last is None or last <= self.reference:
            return made
        return replace(made, days=Days(self.reference, last))

    def _said(self, dated: Dated, governor: int) -> Verdict | None:
        """Where the word is one for foreseeing or for saying."""
        key = self.tokens[governor].stem
        if key in _FORESEEING and self.clause.foreseen(governor, dated):
            return self._weigh(dated, governor, NAMED)
        if self.clause.put_off_to(dated):
            return self._weigh(dated, governor, NAMED)
        if key == "confirm" and self.line.is_past(governor) and self._on_it(governor, dated):
            return replace(self._weigh(dated, governor, 0.5), confirmed=True)
        if key in SAYING and not self.event.effect and self.clause.forward(governor):
            settles = self.event.once or self.event.settles
            told = settles and whether(self.clause, governor, dated)
            if told or (self.event.announces and self.clause.about):
                return self._firm(dated, self._weigh(dated, governor, NAMED))
        if key in SAYING and not self.clause.act_after(governor, dated):
            return Verdict(0, "when it was said")
        return None

    def _on_it(self, governor: int, dated: Dated) -> bool:
        """Whether a date stands at its verb or opens its sentence, and is not that of "a visit on Sunday"."""
        start = dated.start - (self.lows[dated.start - 1] in PREPOSITIONS)
        return governor < start or dated.end == governor or start < 1 or self.lows[start - 1] == ","

    def _happens(self, dated: Dated, governor: int) -> Verdict | None:
        """Where the word says that the event starts, is due, is moved or is carried out."""
        key = self.tokens[governor].stem
        if self.line.state(governor) or self.clause.passes(governor):
            ends = self.lows[governor] in ENDED or self.clause.passes(governor)
            if self.event.law and self.lows[governor] not in {"law", "statute"}:
                return Verdict(0, f"of {self.lows[governor]}")
            asked = self.event.undoes if ends else not self.event.ends
            fits = asked and self.clause.subject_fits(governor)
            return self._weigh(dated, governor, 2.5 * fits) if fits else None
        ending = key in _EXPIRING and self.line.is_verb(governor)
        if ending and not self.event.ends and key not in self.event.acts:
            return Verdict(0, f"of {self.lows[governor]}")
        if self.event.once and self.clause.in_force(governor):
            return Verdict(0, "of its effect, not of the decision")
        entered = governor + 1 + (self.lows[governor + 1 : governor + 2] == ["to"])
        if key in OCCURRING and entered in self.acts:
            return self._weigh(dated, governor, 2.5)  # "began cancelling"
        fit = self.clause.subject_fits(governor) if key in OCCURRING else 0
        if fit and self.line.follows(governor, dated):
            return self._weigh(dated, governor, fit * (1.5 if key in _EXPECTING else 2.5))
        if key in MOVING and self.clause.moved_to(governor, dated):
            return self._weigh(dated, governor, NAMED if self.acts else 1.5)
        if key in HANDING and self.clause.hands_over(governor, dated):
            return self._weigh(dated, governor, NAMED)
        waits = key == "hold" and puts_off(self.tokens, governor)
        if waits and self.lows[dated.start] in {"until", "till"}:
            return self._weigh(dated, governor, 1.5)  # "agreed to hold off until Dec. 21"
        return None

    def _left(self, dated: Dated, governor: int) -> Verdict:
        """What may still be the event's, though the word that governs it says nothing of it."""
        if dated.negated and dated.days.last is None and self.tokens[governor].stem not in SAYING:
            if self.event.effect and decides(self.clause, governor, dated):
                return Verdict(0, "of the decision, not of its effect")  # "no ruling would come before July"
            if self.event.law and self.tokens[governor].stem not in _ON_THE_WAY:
                return Verdict(0, f"of {self.lows[governor]}")
            return self._weigh(dated, governor, 1.5)  # "will not take it up until October"
        act = self.clause.act_as_subject(governor)
        if act is not None:
            plain = not self.lows[governor].endswith(("ed", "ing")) and self.lows[governor - 1] in AUXILIARIES
            return self._weigh(dated, act, NAMED if plain else 1.5)
        if self.clause.chartered(dated, governor):
            return self._weigh(dated, governor - 1, 1.5)
        if not self.clause.foreign(governor) and self._headlined(dated):
            return self._weigh(dated, None, 1.0)
        reason = f"of {self.lows[governor]}"
        start, end = clause(self.line, dated)
        if self.tokens[governor].stem in SAYING or any(t.stem in _TALKED for t in self.tokens[start:end]):
            return Verdict(0, reason)
        return Verdict(0, reason, loose=True, done=self.line.is_past(governor))

    def _headlined(self, dated: Dated) -> bool:
        """Whether a headline on the topic names the date, and no step on the way: it is its story's."""
        if self.event.law:
            return False
        if not _IFS.isdisjoint(self.lows[max(0, dated.start - 8) : dated.start]):
            return False
        named = self.is_title and self.clause.names_event(dated) and not self.clause.staged(dated)
        return named and dated.rule != "calendar-event" and not self.clause.put_off(dated)

    def _weigh(self, dated: Dated, governor: int | None, weight: float) -> Verdict:
        last = dated.days.last
        done = governor is not None and self.clause.done(governor, dated)
        if governor is not None and self.event.first and self.clause.later_one(governor):
            return Verdict(0, "of a later one")
        if done and dated.expression.rule.startswith(_RUNNING) and self._runs(dated):
            return Verdict(0, "no day of what is done")
        if last is not None and last < self.reference:
            if not (done or self.clause.noun_act(governor, dated)) or self.clause.staged(dated):
                return Verdict(0, "past")
            if self.event.opened is not None and last < self.event.opened:
                return Verdict(0, "before the story opened")
        firm = weight >= FIRM and self._ahead(governor, last)
        weight += 0.5 * self.is_title + 0.3 * dated.expression.sure
        agreed = self.clause.agreed(governor)
        owner = self.acts.get(governor, (governor, governor + 1)) if governor is not None else None
        return Verdict(
            weight,
            owner=owner,
            done=done or agreed,
            firm=firm and not agreed,
            plain=firm and not agreed and self._plain(governor),
            taken=governor is not None and not agreed and self._taken(governor),
            wished=wished(self.line, self.event, dated),
        )

    def _ahead(self, governor: int | None, last: date | None) -> bool:
        """Whether a word looks ahead to days: "starts on June 29", "will be charged from July"."""
        if governor is None or (last is not None and last <= self.reference):
            return False
        return not self.line.is_past(governor) or self.lows[governor - 1] in {"be", "get"}

    def _plain(self, governor: int | None) -> bool:
        """Whether a word is a verb that depends on no other event, and not on what was once planned."""
        if governor is None or not self.line.is_verb(governor) or self.lows[governor].endswith("ing"):
            return False
        before = self.lows[max(0, governor - 6) : governor]
        return _DEPENDING.isdisjoint(before) and not (before[-1:] == ["to"] and "was" in before)

    def _taken(self, governor: int) -> bool:
        """Whether the word is the step that comes after a decision: "started", "the ban was lifted"."""
        if self.tokens[governor].stem in self.event.course:
            return True
        return self.event.ends and governor in self.acts and self.lows[governor - 1] in {"was", "were"}

    def _runs(self, dated: Dated) -> bool:
        """Whether the unit named is still running and longer than a week."""
        first, last = dated.expression.first, dated.expression.last
        return first < self.reference <= last and (last - first).days > 7 and dated.days.last is not None

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
        denied = any(self.lows[at] in _DENIALS for at in before[-6:])
        if self.lows[opening] in {"before", "until"}:
            days = Days(dated.days.first, None) if denied else Days(self.reference, dated.days.last)
            return replace(made, days=days)
        return Verdict(0, "of what is denied") if denied else made

    def later_ones(self) -> bool:
        """Whether the line tells of a later one than the first."""
        return self.clause.later_ones()
