"""Who speaks in one sentence: the subjects of reporting verbs, of public acts, and of "according to"."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from enum import StrEnum

from monitor.model import Span
from monitor.reading.acts import PublicActs
from monitor.reading.document import Line
from monitor.reading.grammar import Grammar
from monitor.reading.naming import Naming, Who
from monitor.reading.places import places_in
from monitor.reading.speakers import Sides, Sort, speakers


class Act(StrEnum):
    """By which act a voice is heard; a public act yields to what somebody says of it."""

    SPEECH = "speech"
    SOURCE = "source"  # according to, citing, a headline's "- Reuters"
    REACTION = "reaction"  # praise or blame, which takes a decision for granted
    FORMAL = "formal"  # signed, voted, ruled


@dataclass(frozen=True, slots=True)
class Spoken:
    """One voice in one sentence, before the rest of the item is asked who it is."""

    line: int
    span: Span  # of the words that name the speaker
    verb: int  # where the act stands
    who: Who
    act: Act
    source: str  # the speaker in the document's words
    names: tuple[str, ...] = ()
    count: int | None = None  # unnamed voices, where the text counts them
    outlet: str = ""
    closing: bool = False  # "..., two officials said": what stands before it is theirs
    adversary: bool = False
    person: bool = False  # whether a person is named, and not only an office


_AHEAD = frozenset("to will would could may might must should can cannot".split())
_CALLS = frozenset("calls called call".split())
_NOUN_BEFORE = frozenset("the a an his her its their these those any no new recent".split())
_BACK_TO = frozenset("as to from in into on at and with after before for when by home".split())
_QUOTES = frozenset({"'", '"', "‘", "“"})
_ASIDE = frozenset("as after".split())
_ANSWERING = frozenset("responded responds reacted reacts".split())
"""Verbs that before "to" tell of what somebody makes of a thing: "responded to the decision to send"."""
_CITING = frozenset("citing cited cites cite quoted quoting quotes".split())
_HEARING = frozenset("learned learnt understands understood heard hears".split())
"""Of an outlet: "the paper has learned from coalition sources"."""
_PAGES = frozenset("website docket calendar registry portal webpage".split())
"""Where those who decide make known what they do."""
_WAS = frozenset("is are was were".split())
_KICKERS = frozenset("you we i how why what when where who see here".split())
"""Words of a headline's first part that names nobody: "See you in court: ..."."""
_SHOWN = frozenset("shows show showed shown lists listed".split())


class Sentence:
    """One line with what every rule here needs of it."""

    def __init__(self, line: Line, sides: Sides) -> None:
        self.line, self.sides, self.tokens = line, sides, line.tokens
        self.lexicon = speakers()
        self.grammar = Grammar(line, self.lexicon)
        self.naming = Naming(self.grammar, sides)
        self.acts = PublicActs(self.grammar, self.naming)
        self.keys = self.grammar.keys

    def voices(self) -> list[Spoken]:
        """Every voice of the sentence, in order of the act."""
        found = [*self._spoken(), *self._acted(), *self._headed(), *self._bracketed()]
        found.sort(key=lambda voice: voice.verb)
        return found

    # --- reporting verbs --------------------------------------------------------------------------------

    def _spoken(self) -> Iterator[Spoken]:
        lexicon = self.lexicon
        for at, word in enumerate(self.keys):
            if word in _ANSWERING and self.keys[at + 1 : at + 2] == ("to",):
                yield from self._reaction(at)
            elif word in lexicon.speech or (word in lexicon.relay and not self._quotes_somebody(at)):
                yield from self._subject_of(at, Act.SPEECH)
            elif word in lexicon.reaction and not self._quoted(at):
                yield from self._reaction(at)
            elif word in lexicon.stance and not self._quoted(at):
                yield from self._stance(at)
            elif word == "according" and self.keys[at + 1 : at + 2] == ("to",):
                yield from self._made(at + 2, self.grammar.phrase_end(at + 2), at, Act.SOURCE, closing=True)
            elif (word in _CITING - self.lexicon.relay and self._cites(at)) or self._quotes_somebody(at):
                yield from self._made(at + 1, self.grammar.phrase_end(at + 1), at, Act.SOURCE, closing=True)
            elif word in _HEARING and self.keys[at + 1 : at + 2] == ("from",):
                yield from self._made(at + 2, self.grammar.phrase_end(at + 2), at, Act.SOURCE, closing=True)
            elif word in _SHOWN and at:
                yield from self._shown(at)
            elif word in self.lexicon.participles and at and self.tokens[at - 1].text == ",":
                yield from self._carried(at)
            elif word in lexicon.documents and self.keys[at + 1 : at + 2] in (("from",), ("by",)):
                yield from self._made(at + 2, self.grammar.phrase_end(at + 2), at, Act.SOURCE)
            elif word == "remarks" and at and self.tokens[at - 1].text[-2:] in ("'s", "’s"):
                yield from self._made(self.grammar.chunk_start(at), at, at, Act.SPEECH)

    def _quotes_somebody(self, at: int) -> bool:
        """Whether an outlet quotes a speaker: "the agency quoted trade sources as saying"."""
        return self.keys[at] in _CITING and "as" in self.keys[at + 1 : at + 8]

    def _cites(self, at: int) -> bool:
        """Whether somebody is cited: not in "without citing sources"."""
        return at + 1 < len(self.keys) and (not at or self.keys[at - 1] not in ("without", "not"))

    def _subject_of(self, at: int, act: Act) -> Iterator[Spoken]:
        word = self.keys[at]
        if word == "told" and self.grammar.at_end(at):
            return  # "High Court told": a headline's passive
        if self.keys[at + 1 : at + 2] == ("by",) and word.endswith("ed"):
            return  # "drug rejected by regulator": its subject says nothing
        if at and self.keys[at - 1] in _AHEAD:
            return  # "will tell" is no report of speech
        if word in _CALLS and at > 1 and "which" in self.keys[at - 3 : at]:
            return  # "the port, which it called a wreck"
        if at and self.keys[at - 1] in _NOUN_BEFORE and self.keys[at - 1] != "that":
            return  # a noun: "two people privy to the calls"
        if word in ("insisted", "insists") and self.keys[at + 1 : at + 2] == ("on",):
            return
        subject = self.grammar.subject(at)
        if subject is None:
            return
        first, last, closing = subject
        appeal = word in _CALLS and self.keys[at + 1 : at + 2] in (("for",), ("on",))
        for voice in self._made(first, last, at, act, closing=closing):
            if appeal and voice.who is not Who.OFFICIAL:
                continue  # who calls for something says nothing of what is so
            if word in self.lexicon.relay and word not in self.lexicon.speech and voice.who is not Who.OUTLET:
                if voice.who is Who.NAME and word == "reported":
                    yield replace(voice, who=Who.OUTLET, outlet=voice.source)
                continue
            yield self._recipient(voice, at)

    def _shown(self, at: int) -> Iterator[Spoken]:
        """ "The minutes showed", "SEC agenda shows"."""
        first = self.grammar.chunk_start(at)
        if self.keys[at - 1] in _PAGES:
            owner = next((n for n in range(at - 1, -1, -1) if self.sides.decider(self.tokens, n)), None)
            if owner is not None:
                yield self._voice(owner, owner + 1, at, Who.OFFICIAL, Act.SPEECH, closing=first > 0)
            return
        places = (*range(first, min(first + 4, at)), *range(max(first, at - 4), at))
        if any(
            self.keys[place] in self.lexicon.documents and self.keys[place + 1] != "to" for place in places
        ):
            yield from self._made(first, at, at, Act.SPEECH, closing=first > 0)

    def _carried(self, at: int) -> Iterator[Spoken]:
        """ "The minister scrapped the plan, saying ...": the sentence's subject speaks."""
        last = next((place for place in range(at) if self._ends_subject(place)), 0)
        if last and not self._of_something(0, last):
            yield from self._made(0, last, at, Act.SPEECH)

    def _ends_subject(self, at: int) -> bool:
        word = self.keys[at]
        return word in self.lexicon.light or word in self.lexicon.passive or word.endswith("ed") or at == 5

    def _recipient(self, voice: Spoken, at: int) -> Spoken:
        """The outlet that was told ("two officials told CNN")."""
        if self.keys[at] not in ("told", "tells", "tell") or voice.outlet:
            return voice
        for place in range(at + 1, min(at + 5, len(self.keys))):
            outlet = self.naming.outlet(place)
            if outlet:
                return replace(voice, outlet=outlet)
        return voice

    def _quoted(self, at: int) -> bool:
        """Whether a headline quotes the verb: "Minister 'backs sale'" is what somebody else says of them."""
        before = self.tokens[at - 1] if at and self.line.is_title else None
        return before is not None and before.text in _QUOTES and before.end == self.tokens[at].start

    def _reaction(self, at: int) -> Iterator[Spoken]:
        for voice in self._subject_of(at, Act.REACTION):
            if voice.who in (Who.OTHER, Who.NAME):
                yield voice
            elif self.keys[at] in self.lexicon.stance:
                yield from self._stance(at)

    def _stance(self, at: int) -> Iterator[Spoken]:
        """What a person or party is reported to hold; of a government that is the outlet's own word."""
        word = self.keys[at]
        following = self.keys[at + 1 : at + 2]
        if following == ("to",) and word in ("expected", "asked", "judged", "opposed", "supports", "backed"):
            return  # "expected to" is a passive
        if word == "look" and at and self.keys[at - 1] in _AHEAD:
            return  # "will look at it": an act to come
        if word == "rules" and following != ("out",):
            return
        if word == "back" and (not following or following[0] in _BACK_TO):
            return  # "sending the bill back as allies ..."
        if at and (
            self.keys[at - 1] in ("to", "a", "the", "its", "an", "this", "that")
            or (word.endswith("s") and self.tokens[at - 1].text[-2:] in ("'s", "’s"))
        ):
            return  # a noun: "the president's hopes"
        subject = self.grammar.subject(at)
        if subject is None:
            return
        first, last, closing = subject
        if first and self.keys[first - 1] in _ASIDE:
            return  # "..., as the minister seeks": no word on what stands before
        if set(self.keys[first + 1 : last]) & (self.lexicon.speech | self.lexicon.stance):
            return  # a verb stands before it: "Erdogan links ... to NATO hopes"
        closing = closing and following != ("to",)  # "..., as Norway and Chile look to follow"
        for voice in self._made(first, last, at, Act.SPEECH, closing=closing):
            named = self.naming.sort(first, last) in (Sort.PERSON, Sort.ROLE, Sort.BODY)
            if voice.who in (Who.OTHER, Who.NAME, Who.ROLE) or (voice.who is Who.OFFICIAL and named):
                yield voice

    # --- headlines --------------------------------------------------------------------------------------

    def _headed(self) -> Iterator[Spoken]:
        """ "Erdogan: ...", "MS. SINGH: ...", "...: Officials", "... - WSJ"."""
        texts = [token.text for token in self.tokens]
        for at in range(1, min(10, len(texts))):
            if texts[at] == ":":
                last = self._before_copula(at)
                if at < 8 or last < at:
                    yield from self._label(0, last, at)
                break
        if not self.line.is_title:
            return
        for at in range(len(texts) - 2, max(len(texts) - 8, 0), -1):
            if texts[at] in (":", "-", "–", "—", "|"):
                yield from self._label(at + 1, len(texts), at, closing=True)
                break

    def _before_copula(self, last: int) -> int:
        """Where the speaker ends in "The premier's office was more reticent: ..."."""
        verb = next((place for place in range(last - 1, 0, -1) if self.keys[place] in _WAS), 0)
        return verb if verb and last - verb <= 4 else last

    def _label(self, first: int, last: int, at: int, *, closing: bool = False) -> Iterator[Spoken]:
        words = set(self.keys[first:last])
        if self.keys[last - 1] in self.lexicon.rubrics or words & _KICKERS or self._of_something(first, last):
            return
        sort = self.naming.sort(first, last)
        for voice in self._made(first, last, at, Act.SOURCE, closing=closing):
            short = last - first <= 3 and all(token.text[0].isupper() for token in self.tokens[first:last])
            bare = voice.who in (Who.OFFICIAL, Who.OTHER) and self._bare_country(first, last)
            if bare or sort is Sort.PLACE or (voice.who is Who.NAME and not short):
                continue
            yield voice

    def _of_something(self, first: int, last: int) -> bool:
        """Whether a phrase names no speaker: "Valdivia's re-election", "a word from ministers"."""
        if "from" in self.keys[first:last]:
            return True
        head = self.tokens[last - 1].text
        owned = any(token.text[-2:] in ("'s", "’s") for token in self.tokens[first : last - 1])
        return owned and head[0].islower() and not self.naming.common(self.keys[last - 1])

    def _bare_country(self, first: int, last: int) -> bool:
        words = set(self.keys[first:last])
        named = places_in(self.tokens[first:last])
        return (
            bool(named)
            and self.naming.sort(first, last) is not Sort.BODY
            and not words & (self.lexicon.roles | self.lexicon.institutions | self.lexicon.other)
        )

    def _bracketed(self) -> Iterator[Spoken]:
        """ "(Reuters)", "LONDON, Reuters -": where a text comes from."""
        for at, token in enumerate(self.tokens):
            outlet = self.naming.outlet(at)
            if not outlet:
                continue
            before = self.tokens[at - 1].text if at else ""
            dateline = at <= 3 and any(t.text in ("-", "–", "—", ":") for t in self.tokens[at + 1 : at + 4])
            if before == "(" or dateline:
                place = Span(token.start, token.end)
                yield Spoken(
                    self.line.index, place, token.start, Who.OUTLET, Act.SOURCE, token.text, outlet=outlet
                )

    # --- public acts ------------------------------------------------------------------------------------

    def _acted(self) -> Iterator[Spoken]:
        for first, last, at in self.acts.told():
            yield self._voice(first, last, at, Who.OFFICIAL, Act.FORMAL)

    def act_at(self, start: int) -> Spoken | None:
        """The voice of a body that does in public what the words from `start` tell, whatever the verb."""
        at = next((place for place, token in enumerate(self.tokens) if token.start >= start), None)
        found = self.acts.done_at(at) if at else None
        return self._voice(*found, Who.OFFICIAL, Act.FORMAL) if found else None

    def _made(self, first: int, last: int, at: int, act: Act, *, closing: bool = False) -> Iterator[Spoken]:
        """The voice of the speaker named by tokens [first, last), where they name one."""
        while first < last and not self.tokens[first].is_word:
            first += 1
        if first >= last:
            return
        outlet = next(filter(None, (self.naming.outlet(place) for place in range(first, last))), "")
        who = self.naming.who(first, last, at, outlet)
        if who is not None:
            yield self._voice(
                first, last, at, who, act, outlet=outlet if who is Who.OUTLET else "", closing=closing
            )

    def _voice(
        self, first: int, last: int, at: int, who: Who, act: Act, *, outlet: str = "", closing: bool = False
    ) -> Spoken:
        span = Span(self.tokens[first].start, self.tokens[last - 1].end)
        start = self.line.sentence.start
        source = self.line.sentence.text[span.start - start : span.end - start]
        names = tuple(
            word
            for token, word in zip(self.tokens[first:last], self.keys[first:last], strict=True)
            if token.text[0].isupper() and len(word) > 1 and not self.naming.common(word)
        )
        return Spoken(
            self.line.index,
            span,
            self.tokens[at].start,
            who,
            act,
            source,
            names,
            self.naming.count(first, last) if who is Who.UNNAMED else None,
            outlet,
            closing,
            self.sides.adversary(self.tokens[first:last]) if self.sides.adversaries else False,
            self.naming.person(first, last),
        )
