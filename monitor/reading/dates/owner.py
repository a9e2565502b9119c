"""Whose date is it? A date belongs to the word that governs it in its clause.

"The ban, the court said on Friday, takes effect on Jan. 19" holds two dates: Friday belongs to "said" and
is the day of the statement; Jan. 19 belongs to "takes effect", whose subject is the ban. A date that stands
before a noun ("the December meeting") belongs to that noun.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from monitor.model import Question, Terms, Topic
from monitor.reading.dates.bounds import Dated
from monitor.reading.dates.events import named_events
from monitor.reading.dates.lexicon import (
    AUXILIARIES,
    DECIDING,
    FADING,
    GENERIC,
    NOT_VERBS,
    NOUNS_ING,
    OCCURRING,
    PAST_FORMS,
    PRONOUNS,
    SAYING,
    SOFT,
    STAGES,
    SUPERSEDED,
)
from monitor.reading.dates.scan import Named
from monitor.reading.dates.words import Words
from monitor.terms import find_terms
from monitor.text import Token, stem, tokens


@dataclass(frozen=True, slots=True)
class Event:
    """What a `when` question asks the day of, made once for each question."""

    yes: Terms
    no: Terms
    acts: frozenset[str]  # stems of the words that name the event in the questions
    things: frozenset[str]  # stems of what the event is about
    calendar: Named
    opened: date | None


_ASKING = frozenset(
    stem(word)
    for word in (
        "when will would does do did is are was were be been the a an of to in on for by this that it "
        "its it's they them their first last start begin come take effect happen go ahead and or us "
        "u.s year let next any new than from with have has get at into whether how many who what "
        "which date day apply join reach make keep"
    ).split()
)


def event_of(question: Question, topic: Topic) -> Event:
    """The event that a question dates: its own words, and those of the `will` question that it names."""
    will = topic.question(question.of) if question.of else question
    about = {word for terms in topic.about for term in terms.alternatives for word in term.words}
    named = {word for term in topic.deciders.alternatives for word in term.words}
    own = {token.stem for token in tokens(question.ask) if token.is_word} - _ASKING
    asked = {token.stem for token in tokens(will.ask) if token.text[:1].islower()} - _ASKING
    acts = (own | asked) - about - named
    things = (own | asked | {word for word in about if word.isalpha()}) - named
    return Event(
        will.yes, will.no, frozenset(acts), frozenset(things), named_events(topic.calendar), topic.opened
    )


@dataclass(frozen=True, slots=True)
class Verdict:
    """What became of a date: its weight as an answer, or why it is none."""

    weight: float
    reason: str = ""  # empty: it may be the answer
    owner: tuple[int, int] | None = None  # the tokens of the word that governs it


_MARKS = frozenset({";", ":", "—", "–", "(", ")", "|", "…", "\u201c", "\u201d", "-", "?", "!"})
_OPENERS = frozenset(
    "but while although though whereas which who whose where because if unless that whether".split()
)
_GATHERINGS = frozenset(stem(word) for word in ("meeting", "gathering", "session", "sitting", "summit"))
_PREPOSITIONS = frozenset(
    "on in at by from for until before after since as of to within during early late mid the".split()
)


class Owner:
    """Decides for one line which of its dates belong to the event."""

    def __init__(
        self, event: Event, line: tuple[Token, ...], words: Words, reference: date, is_title: bool
    ) -> None:
        self.event = event
        self.tokens = line
        self.lows = [token.lower for token in line]
        self.words = words
        self.reference = reference
        self.is_title = is_title
        self.acts: dict[int, tuple[int, int]] = {}
        for start, end in find_terms(event.yes, line, 2):
            for place in range(start, end):
                self.acts[place] = (start, end)
        for place, token in enumerate(line):
            if token.stem in event.acts and place not in self.acts:
                self.acts[place] = (place, place + 1)
        self.against = {place for start, end in find_terms(event.no, line, 2) for place in range(start, end)}

    def judge(self, dated: Dated) -> Verdict:
        """Whether a date of this line can be the event's, and how strongly."""
        reason = self._superseded(dated)
        if reason:
            return Verdict(0, reason)
        noun = self._noun(dated)
        if noun is not None and not self._gathers(noun, dated):
            owner = next((place for place in range(dated.end, noun + 1) if self._is_act(place)), None)
            if owner is None and not self._noun_stands(noun):
                return Verdict(0, f"names {self.lows[noun]}")
            return self._weigh(dated, owner if owner is not None else noun, 2.0)
        governor = self._governor(dated)
        if governor is None:
            if self._headlined(dated):
                return self._weigh(dated, None, 1.0)
            return Verdict(0, "of nothing that is named")
        return self._judged(dated, governor)

    def _judged(self, dated: Dated, governor: int) -> Verdict:
        """By what governs the date."""
        key = self.tokens[governor].stem
        if self._is_act(governor):
            return self._weigh(dated, governor, 3.0)
        if governor in self.against:
            return Verdict(0, "of the opposite")
        if key in DECIDING:
            if self._stage(dated):
                return Verdict(0, "of a step on the way")
            return self._weigh(dated, governor, 2.0)
        if key in SAYING and not self._act_after(governor, dated):
            return Verdict(0, "when it was said")
        if key in OCCURRING and any(self._is_act(at) for at in (governor + 1, governor + 2)):
            return self._weigh(dated, governor, 2.5)  # "began cancelling"
        if key == "take" and self.lows[governor + 1 : governor + 2] == ["up"]:
            return Verdict(0, "of taking up")
        if key in OCCURRING and self._subject_fits(governor):
            return self._weigh(dated, governor, 2.5 if key not in {"expect", "plan", "see", "set"} else 1.5)
        act = self._act_as_subject(governor)
        if act is not None:
            return self._weigh(dated, act, 1.5)
        if self._headlined(dated):
            return self._weigh(dated, None, 1.0)
        return Verdict(0, f"of {self.lows[governor]}")

    def _headlined(self, dated: Dated) -> bool:
        """Whether a headline on the topic names the date, and no step on the way: it is its story's."""
        named = self.is_title and self._about(dated) and not self._stage(dated)
        return named and dated.rule != "calendar-event"

    def _weigh(self, dated: Dated, governor: int | None, weight: float) -> Verdict:
        last = dated.days.last
        if last is not None and last < self.reference:
            if governor is None or not self._done(governor) or self._stage(dated):
                return Verdict(0, "past")
            if self.event.opened is not None and last < self.event.opened:
                return Verdict(0, "before the story opened")
        weight += 0.5 * self.is_title + 0.3 * dated.expression.sure
        owner = self.acts.get(governor, (governor, governor + 1)) if governor is not None else None
        return Verdict(weight, "", owner)

    # --- what governs a date ------------------------------------------------------------------------------

    def _governor(self, dated: Dated) -> int | None:
        opening = dated.start - 1
        while opening > 0 and self.lows[opening] in _PREPOSITIONS:
            opening -= 1
        if opening >= 0 and self.lows[opening] == "that":  # "said that by May the city would act"
            return self._nearest(range(dated.end, len(self.lows)))
        left = self._nearest(range(dated.start - 1, -1, -1))
        beside = dated.start - 1
        while beside >= 0 and self.lows[beside] in _PREPOSITIONS:
            beside -= 1
        if left is not None and left == beside:
            return left
        after = dated.end
        if after < len(self.lows) and self._is_verb(after) and not self.lows[after].endswith("ing"):
            if self.lows[after] in AUXILIARIES:
                return self._nearest(range(after, len(self.lows))) or left
            return after
        if left is not None:
            return left
        return self._nearest(range(dated.end, len(self.lows)))

    def _gathers(self, noun: int, dated: Dated) -> bool:
        """Whether a meeting is when it happens: "a first cut at the Sept. 17-18 meeting"."""
        place = dated.start - 1
        while place >= 0 and self.lows[place] in _DETERMINERS:
            place -= 1
        return self.tokens[noun].stem in _GATHERINGS and place >= 0 and self.lows[place] in {"at", "by"}

    def _nearest(self, places: range) -> int | None:
        for place in places:
            low = self.lows[place]
            if low == "-" and self.lows[place - 1][:1].isdecimal():
                continue  # a vote's "3-2" parts no clause
            if low == "," and self.is_title and places.step > 0:
                return None  # "..., the minister says"
            if low in _MARKS or (low in _OPENERS and low != "that"):
                return None
            if self._is_act(place) or self._is_verb(place):
                if low in AUXILIARIES:
                    continue
                return place
            if self.tokens[place].stem in DECIDING or self.tokens[place].stem in {
                "due",
                "deadline",
                "effect",
                "likely",
            }:
                return place
        return None

    def _is_act(self, place: int) -> bool:
        return place in self.acts

    def _is_verb(self, place: int) -> bool:
        """Whether a token is a verb, told by its ending, its list or the word before it."""
        low = self.lows[place]
        if low in AUXILIARIES:
            return True
        before = self.lows[place - 1] if place else ""
        if before == "to" or before in AUXILIARIES:
            return (
                low.isalpha()
                and low not in {"the", "a", "an", "not", "be"}
                and self.tokens[place].text[0].islower()
            )
        if before in _DETERMINERS:
            return False
        if low in PAST_FORMS or (low.endswith("ed") and len(low) > 3 and low not in NOT_VERBS):
            return True
        if low.endswith("ing") and len(low) > 5 and low not in NOUNS_ING:
            return True
        key = self.tokens[place].stem
        return low.endswith("s") and (key in SAYING or key in OCCURRING) and key != "plan"

    # --- what a date stands before ------------------------------------------------------------------------

    def _noun(self, dated: Dated) -> int | None:
        """The token of the noun that a date stands before ("the December meeting"), or None."""
        unit, place = dated.expression.unit, dated.end
        if unit in {"event", "ahead", "span"} or place >= len(self.lows):
            return None
        owns = self.lows[place - 1].endswith(("'s", "’s"))
        if not self._nounlike(place):
            return None
        before = self.lows[dated.start - 1] if dated.start else ""
        if not owns and (
            before in {"in", "by", "until", "on", "before", "after", "since", "from"}
            or dated.rule in {"by", "before", "not-before", "after"}
        ):
            return None
        if not owns and (
            (unit == "day" and before not in _DETERMINERS)
            or self._is_verb(place)
            or self.lows[place].endswith("ly")
        ):
            return None
        while (
            place + 1 < len(self.lows)
            and place < dated.end + 3
            and self._nounlike(place + 1)
            and not self._is_act(place)
        ):
            if self._is_verb(place + 1) and not self._is_act(place + 1):
                break
            place += 1
        return place

    def _nounlike(self, place: int) -> bool:
        low = self.lows[place]
        return (
            low.replace("-", "").isalpha()
            and low not in _NOT_NOUNS
            and low not in AUXILIARIES
            and low not in _PREPOSITIONS
        )

    def _noun_stands(self, noun: int) -> bool:
        key = self.tokens[noun].stem
        return (
            key in {"deadlin", "date", "target", "start", "launch", "choic", "decis", "move", "vote"}
            and self._about_line()
        )

    # --- what the clause is about -------------------------------------------------------------------------

    def _subject_fits(self, verb: int) -> bool:
        seen = False
        for place in range(verb - 1, -1, -1):
            low = self.lows[place]
            if low in _MARKS or low in _OPENERS:
                return seen is False and low in {"which", "that"}
            if self._is_act(place) or low in PRONOUNS:
                return True
            key = self.tokens[place].stem
            if key in GENERIC or key in self.event.things:
                return True
            if key in STAGES:
                return False
            if self._is_verb(place) and low not in AUXILIARIES and key not in OCCURRING:
                return False
            seen = seen or (low.isalpha() and low not in AUXILIARIES)
        return not seen

    def _act_as_subject(self, verb: int) -> int | None:
        """The event's word before a verb that it is the subject of: "easing would be appropriate on ..."."""
        for place in range(verb - 1, -1, -1):
            low = self.lows[place]
            if low in _MARKS or low in _OPENERS:
                return None
            if self._is_act(place):
                return place
            if self._is_verb(place) and low not in AUXILIARIES:
                return None
        return None

    def _act_after(self, verb: int, dated: Dated) -> bool:
        return any(self._is_act(place) for place in range(verb + 1, dated.start))

    def _about(self, dated: Dated) -> bool:
        return any(
            self._is_act(place) or self.tokens[place].stem in self.event.things
            for place in range(len(self.tokens))
            if not dated.start <= place < dated.end
        )

    def _about_line(self) -> bool:
        return bool(self.acts) or any(token.stem in self.event.things for token in self.tokens)

    def _stage(self, dated: Dated) -> bool:
        """Whether the clause tells of a step on the way: a committee, a draft, a debate."""
        return any(token.stem in STAGES for token in self.tokens[max(0, dated.start - 12) : dated.end + 6])

    def _done(self, governor: int) -> bool:
        """Whether the governing word tells of something done, and not of a mere agreement or plan."""
        token = self.tokens[governor]
        if token.stem in SOFT:
            return False
        before = self.lows[max(0, governor - 3) : governor]
        if any(word in {"to", "will", "would", "could", "may", "not", "never", "n't"} for word in before):
            return False
        return (
            token.lower in PAST_FORMS
            or token.lower.endswith("ed")
            or (token.stem in DECIDING and governor > 0 and not self._is_verb(governor))
            or token.stem in {"effect", "forc", "start", "begin", "approv"}
        )

    def _superseded(self, dated: Dated) -> str:
        lows = self.lows
        for place in range(dated.start - 1, max(-1, dated.start - 12), -1):
            if lows[place] in _MARKS or lows[place] in _OPENERS:
                break
            if lows[place] in SUPERSEDED or (lows[place] == "had" and self._hoped(place)):
                return "held before"
            if (
                lows[place] == "earlier"
                and place + 1 < len(lows)
                and lows[place + 1] in {"set", "planned", "scheduled", "announced", "slated"}
            ):
                return "held before"
            if lows[place] == "instead" and lows[place + 1] == "of":
                return "held before"
        if dated.start and self.tokens[dated.start - 1].stem in FADING:
            return "no longer held"
        after = self.tokens[dated.end : dated.end + 2]
        if any(token.stem in FADING for token in after):
            return "no longer held"
        return ""

    def _hoped(self, place: int) -> bool:
        ahead = self.lows[place + 1 : place + 4]
        return any(
            word
            in {
                "hoped",
                "expected",
                "planned",
                "set",
                "wanted",
                "intended",
                "aimed",
                "due",
                "promised",
                "pencilled",
                "penciled",
                "forecast",
            }
            for word in ahead
        )


_DETERMINERS = frozenset(
    "the a an his her its their our your this that these those no any some every each".split()
)
_NOT_NOUNS = frozenset(
    "and or but to of in on at for by with from after before until when as that which who if unless "
    "because while not no the a an his her its their it he she they we also now still than then so "
    "about over under into amid following during at there here says said say only even just".split()
)
