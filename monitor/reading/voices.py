"""Who speaks in one sentence: the subjects of reporting verbs, of public acts, and of "according to"."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from enum import StrEnum

from monitor.model import Span
from monitor.reading.document import Line
from monitor.reading.speakers import Sides, Sort, keys, speakers


class Who(StrEnum):
    """What a phrase that names a speaker says of them; the last three need the rest of the item."""

    OFFICIAL = "official"
    UNNAMED = "unnamed"
    OTHER = "other"
    OUTLET = "outlet"  # another outlet, or "the newspaper"
    ROLE = "role"  # an office or institution without a country: "the minister", "the agency"
    NAME = "name"  # a name nobody has introduced yet
    PRONOUN = "pronoun"


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


_MARKS = frozenset({",", ";", ":", "—", "–", "-", '"', "“", "”", "(", ")", "…", "'", "‘", "’", "|", "."})
_BREAKERS = frozenset(
    "that but while as when because if after before although though whether since which unless until than so"
    " where whose whom".split()
)
_OPENERS = frozenset("his her its their the he she they it we a".split())
_STOPS = frozenset(
    "on in at after before when during as who that while following whom without about late".split()
)
_NUMBERS = {
    "a": 1, "an": 1, "one": 1, "another": 1, "two": 2, "both": 2, "three": 3, "four": 4, "five": 5, "six": 6,
    "seven": 7, "eight": 8, "nine": 9, "ten": 10,
}  # fmt: skip
_DONE = frozenset({"was", "were", "been"})
_PRONOUNS = frozenset("he she they it".split())
_UNCERTAIN = frozenset("to would could will may might must should can cannot not never".split())
_HELPERS = frozenset("has have had would could will may might did does do".split())
_AHEAD = frozenset("to will could may might must should can cannot".split())
_BASE = frozenset(
    "approve pass reject back throw vote clear adopt ratify block uphold rule keep hold cut back".split()
)
_AFTER_CUT = frozenset("its the rates interest benchmark borrowing key by a".split())
_SHOWN = frozenset("shows show showed shown lists listed".split())
_RULINGS = frozenset(
    "vote ruling order verdict judgment judgement resolution notification minutes decree".split()
)


class Sentence:
    """One line with what every rule here needs of it."""

    def __init__(self, line: Line, sides: Sides) -> None:
        self.line, self.sides, self.tokens = line, sides, line.tokens
        self.keys = keys(line.tokens)
        self.lexicon = speakers()

    def voices(self) -> list[Spoken]:
        """Every voice of the sentence, in order of the act."""
        found = [*self._spoken(), *self._acted(), *self._headed(), *self._bracketed()]
        found.sort(key=lambda voice: voice.verb)
        return found

    # --- reporting verbs --------------------------------------------------------------------------------

    def _spoken(self) -> Iterator[Spoken]:
        lexicon = self.lexicon
        for at, word in enumerate(self.keys):
            if word in lexicon.speech or word in lexicon.relay:
                yield from self._subject_of(at, Act.SPEECH)
            elif word in lexicon.reaction:
                yield from self._reaction(at)
            elif word in lexicon.stance:
                yield from self._stance(at)
            elif word == "according" and self.keys[at + 1 : at + 2] == ("to",):
                yield from self._made(at + 2, self._right_end(at + 2), at, Act.SOURCE, closing=True)
            elif word in ("citing", "cited") and at + 1 < len(self.keys):
                yield from self._made(at + 1, self._right_end(at + 1), at, Act.SOURCE, closing=True)
            elif word in _SHOWN and at:
                yield from self._shown(at)
            elif word in self.lexicon.participles and at and self.tokens[at - 1].text == ",":
                yield from self._carried(at)
            elif word in lexicon.documents and self.keys[at + 1 : at + 2] in (("from",), ("by",)):
                yield from self._made(at + 2, self._right_end(at + 2), at, Act.SOURCE)
            elif word == "remarks" and at and self.tokens[at - 1].text[-2:] in ("'s", "’s"):
                yield from self._made(self._chunk_start(at), at, at, Act.SPEECH)

    def _subject_of(self, at: int, act: Act) -> Iterator[Spoken]:
        word = self.keys[at]
        if word == "told" and self._at_end(at):
            return  # "High Court told": a headline's passive
        if at and self.keys[at - 1] in _AHEAD:
            return  # "will tell" is no report of speech
        if word in ("insisted", "insists") and self.keys[at + 1 : at + 2] == ("on",):
            return
        subject = self._subject(at)
        if subject is None:
            return
        first, last, closing = subject
        for voice in self._made(first, last, at, act, closing=closing):
            if word in self.lexicon.relay and word not in self.lexicon.speech and voice.who is not Who.OUTLET:
                if voice.who is Who.NAME and word == "reported":
                    yield replace(voice, who=Who.OUTLET, outlet=voice.source)
                continue
            yield self._recipient(voice, at)

    def _shown(self, at: int) -> Iterator[Spoken]:
        """ "The minutes showed", "SEC agenda shows"."""
        first = self._chunk_start(at)
        if set(self.keys[max(first, at - 4) : at]) & self.lexicon.documents:
            yield from self._made(first, at, at, Act.SPEECH, closing=first > 0)

    def _carried(self, at: int) -> Iterator[Spoken]:
        """ "The minister scrapped the plan, saying ...": the sentence's subject speaks."""
        last = next((place for place in range(at) if self._ends_subject(place)), 0)
        if last:
            yield from self._made(0, last, at, Act.SPEECH)

    def _ends_subject(self, at: int) -> bool:
        word = self.keys[at]
        return word in self.lexicon.light or word in self.lexicon.passive or word.endswith("ed") or at == 5

    def _recipient(self, voice: Spoken, at: int) -> Spoken:
        """The outlet that was told ("two officials told CNN")."""
        if self.keys[at] not in ("told", "tells", "tell") or voice.outlet:
            return voice
        for place in range(at + 1, min(at + 5, len(self.keys))):
            outlet = self._outlet(place)
            if outlet:
                return replace(voice, outlet=outlet)
        return voice

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
        if word == "rules" and following != ("out",):
            return
        if at and (
            self.keys[at - 1] in ("to", "a", "the", "its", "an", "this", "that")
            or (word.endswith("s") and self.tokens[at - 1].text[-2:] in ("'s", "’s"))
        ):
            return  # a noun: "the president's hopes"
        subject = self._subject(at)
        if subject is None:
            return
        first, last, closing = subject
        if set(self.keys[first + 1 : last]) & (self.lexicon.speech | self.lexicon.stance):
            return  # a verb stands before it: "Erdogan links ... to NATO hopes"
        for voice in self._made(first, last, at, Act.SPEECH, closing=closing):
            named = self._sort_at(first, last) in (Sort.PERSON, Sort.ROLE, Sort.BODY)
            if voice.who in (Who.OTHER, Who.NAME, Who.ROLE) or (voice.who is Who.OFFICIAL and named):
                yield voice

    # --- finding the subject ----------------------------------------------------------------------------

    def _subject(self, at: int) -> tuple[int, int, bool] | None:
        """Token range of the subject of the verb at `at`, and whether it closes what was said."""
        words, first, last = self.keys, self._chunk_start(at), at
        while last > first and words[last - 1] in self.lexicon.light:
            last -= 1
        if last > first and words[last - 1] in self.lexicon.passive:
            return None  # "was told", "is said to"
        closing = first > 0 and self.tokens[first - 1].text in (",", '"', "”", "’", "'", "—", "–")
        if self.line.is_title and words[at] in ("says", "say") and self._ends_in_name(at):
            return at + 1, len(words), True
        if last == first:
            return self._outside(at, first)
        if "who" in words[first:last]:
            last = first + words[first:last].index("who")
        for place in range(last - 1, first - 1, -1):
            word = words[place]
            joins = word == "and" and place + 1 < last and words[place + 1] in _OPENERS
            if word in _BREAKERS or joins or (place + 1 < last and word in self.lexicon.speech):
                first, closing = place + 1, False
                break
        return self._whole(first, last, closing) if first < last else None

    def _whole(self, first: int, last: int, closing: bool) -> tuple[int, int, bool] | None:
        """A subject, cut short where a clause of its own stands in it ("X praised Y and claimed")."""
        words, tokens = self.keys, self.tokens
        helpers = self.lexicon.passive | (self.lexicon.light & _HELPERS)
        joined = words[last - 1] in ("and", "but")
        for place in range(first + 1, last):
            verb = words[place] in helpers or (joined and self._verbal(place))
            if verb and tokens[place].text[0].islower():
                return (first, place, False) if joined else None
        return (first, last - 1, False) if joined else (first, last, closing)

    def _verbal(self, at: int) -> bool:
        lexicon, word = self.lexicon, self.keys[at]
        return word.endswith("ed") or word in lexicon.speech or word in lexicon.stance or word in lexicon.acts

    def _ends_in_name(self, at: int) -> bool:
        """Whether a headline ends in a name behind its verb: "Sweden to join says Stoltenberg"."""
        rest = self.tokens[at + 1 :]
        return 0 < len(rest) <= 3 and at > 4 and all(t.text[0].isupper() and t.is_word for t in rest)

    def _outside(self, at: int, first: int) -> tuple[int, int, bool] | None:
        """The subject of a verb that opens its clause: before an apposition, or behind the verb."""
        if at + 1 < len(self.keys) and self.keys[at + 1] in self.lexicon.unnamed:
            return at + 1, self._right_end(at + 1), True
        if first >= 2 and self.tokens[first - 1].text == ",":
            inner = self._chunk_start(first - 1)
            if inner and self.tokens[inner - 1].text == ",":
                outer = self._chunk_start(inner - 1)
                if inner - 1 - outer <= 6 and self._names(outer, inner - 1):
                    return outer, first - 1, outer > 0
        if self._opens_name(at + 1) and self.keys[at] not in ("told", "tells"):
            return at + 1, self._right_end(at + 1), True
        return None

    def _names(self, first: int, last: int) -> bool:
        """Whether a phrase could be a person: capitalised at its end, or an office."""
        return first < last and (
            self.tokens[last - 1].text[0].isupper()
            or bool(set(self.keys[first:last]) & (self.lexicon.roles | self.lexicon.unnamed))
        )

    def _opens_name(self, at: int) -> bool:
        if at >= len(self.tokens):
            return False
        word = self.keys[at]
        if (
            word in ("the", "a", "an", *_NUMBERS)
            or word in self.lexicon.unnamed
            or word in self.lexicon.roles
        ):
            return True
        if set(self.keys[at : at + 3]) & (self.lexicon.roles | self.lexicon.unnamed):
            return self.tokens[at].is_word and word not in _STOPS and word not in _PRONOUNS
        return self.tokens[at].text[0].isupper() and not word.endswith("day") and word not in _PRONOUNS

    def _chunk_start(self, at: int) -> int:
        """The first token after the nearest mark to the left."""
        for place in range(at - 1, -1, -1):
            if self.tokens[place].text in _MARKS:
                return place + 1
        return 0

    def _right_end(self, at: int) -> int:
        """Where a phrase that starts at `at` ends."""
        for place in range(at, len(self.tokens)):
            if self.tokens[place].text in _MARKS or (place > at and self.keys[place] in _STOPS):
                return place
        return len(self.tokens)

    def _at_end(self, at: int) -> bool:
        return all(not token.is_word for token in self.tokens[at + 1 :])

    # --- headlines --------------------------------------------------------------------------------------

    def _headed(self) -> Iterator[Spoken]:
        """ "Erdogan: ...", "MS. SINGH: ...", "...: Officials", "... - WSJ"."""
        texts = [token.text for token in self.tokens]
        for at in range(1, min(8, len(texts))):
            if texts[at] == ":":
                yield from self._label(0, at, at)
                break
        if not self.line.is_title:
            return
        for at in range(len(texts) - 2, max(len(texts) - 8, 0), -1):
            if texts[at] in (":", "-", "–", "—", "|"):
                yield from self._label(at + 1, len(texts), at, closing=True)
                break

    def _label(self, first: int, last: int, at: int, *, closing: bool = False) -> Iterator[Spoken]:
        sort = self._sort_at(first, last)
        for voice in self._made(first, last, at, Act.SOURCE, closing=closing):
            short = last - first <= 3 and all(token.text[0].isupper() for token in self.tokens[first:last])
            bare = voice.who in (Who.OFFICIAL, Who.OTHER) and self._bare_country(first, last)
            if bare or sort is Sort.PLACE or (voice.who is Who.NAME and not short):
                continue
            yield voice

    def _bare_country(self, first: int, last: int) -> bool:
        words = set(self.keys[first:last])
        return bool(self._countries(first, last)) and not words & (
            self.lexicon.roles | self.lexicon.institutions | self.lexicon.other
        )

    def _bracketed(self) -> Iterator[Spoken]:
        """ "(Reuters)", "LONDON, Reuters -": where a text comes from."""
        for at, token in enumerate(self.tokens):
            outlet = self._outlet(at)
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
        """Votes, rulings, signatures; and whatever a body that acts in public does."""
        lexicon = self.lexicon
        for at, word in enumerate(self.keys):
            if word in _RULINGS and set(self.keys[at + 1 : at + 4]) & lexicon.shows:
                yield self._voice(at, at + 1, at, Who.OFFICIAL, Act.FORMAL)
                continue
            formal = word in lexicon.formal
            if not (formal or word in lexicon.acts or word in _BASE) or (at == 0 and not formal):
                continue
            previous = self.keys[at - 1] if at else ""
            if formal and (previous in _DONE or (at == 0 and self.keys[1:2] == ("by",))):
                yield self._voice(at, at + 1, at, Who.OFFICIAL, Act.FORMAL)
                continue
            if previous in _UNCERTAIN or (word == "cut" and not set(self.keys[at + 1 : at + 2]) & _AFTER_CUT):
                continue
            voice = self._actor(at, formal)
            if voice is not None:
                yield voice

    def _actor(self, at: int, formal: bool) -> Spoken | None:
        subject = self._subject(at)
        if subject is None or (set(self.keys[subject[1] : at]) & _UNCERTAIN):
            return None
        first, last, _ = subject
        word = self.keys[at]
        if word in _BASE and word not in self.lexicon.acts and not self.keys[last - 1].endswith("s"):
            return None
        if self._countries(first, last) and self._foreign(first, last):
            return None
        if self.keys[last - 1] in self.lexicon.bodies and self._sort_at(first, last) is not Sort.EXECUTIVE:
            return self._voice(first, last, at, Who.OFFICIAL, Act.FORMAL)
        for place in range(last - 1, first - 1, -1):
            named = self.sides.decider(self.tokens, place)
            if named is None:
                continue
            end, name = named
            near = last - end <= 2 and not set(self.keys[end:last]) & {"of", "to", "on", "for"}
            public = name.sort is Sort.BODY or (formal and name.sort is not Sort.PLACE)
            if near and public:
                return self._voice(first, last, at, Who.OFFICIAL, Act.FORMAL)
        return None

    # --- who a phrase names -----------------------------------------------------------------------------

    def _made(self, first: int, last: int, at: int, act: Act, *, closing: bool = False) -> Iterator[Spoken]:
        """The voice of the speaker named by tokens [first, last), where they name one."""
        while first < last and not self.tokens[first].is_word:
            first += 1
        if first >= last:
            return
        outlet = next(filter(None, (self._outlet(place) for place in range(first, last))), "")
        who = self._who(first, last, at, outlet)
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
            if token.text[0].isupper() and len(word) > 1 and not self._common(word)
        )
        return Spoken(
            self.line.index,
            span,
            self.tokens[at].start,
            who,
            act,
            source,
            names,
            self._count(first, last) if who is Who.UNNAMED else None,
            outlet,
            closing,
            self.sides.adversary(self.tokens[first:last]) if self.sides.adversaries else False,
        )

    def _who(self, first: int, last: int, at: int, outlet: str) -> Who | None:
        words, lexicon = self.keys[first:last], self.lexicon
        listed = set(words)
        if words[-1] in _PRONOUNS and len(words) <= 3:
            return Who.PRONOUN
        sort = self._sort_at(first, last)
        person = listed & (lexicon.unnamed | lexicon.roles | lexicon.other | lexicon.institutions)
        if (outlet or listed & lexicon.outlet_nouns) and not person and sort is None:
            return Who.OUTLET
        if "top" in listed and listed & {"diplomat", "diplomats"}:
            countries = self._countries(first, last)
            ours = not countries or countries[0] in self.sides.countries
            return Who.OFFICIAL if ours else Who.OTHER
        if self._unnamed(first, last):
            return Who.OFFICIAL if self._collective(words) else Who.UNNAMED
        if self.sides.adversaries and self.sides.adversary(self.tokens[first:last]):
            return Who.OTHER
        outsider = self._outsider(first, last, sort)
        if sort is Sort.PERSON and not outsider:
            return Who.OFFICIAL
        if outsider or listed & lexicon.former:
            return Who.OTHER
        if sort is not None:
            return Who.OTHER if sort is not Sort.PERSON and self._foreign(first, last) else Who.OFFICIAL
        return self._by_office(first, last, at)

    def _outsider(self, first: int, last: int, sort: Sort | None) -> bool:
        """Whether somebody who does not decide heads the phrase; an institution's lawyers speak for it."""
        lexicon = self.lexicon
        for place in range(first, last):
            if self.keys[place] not in lexicon.other or self._then(place, lexicon.roles):
                continue
            counsel = self.keys[place] in ("lawyer", "lawyers")
            if not (counsel and (sort or set(self.keys[first:place]) & lexicon.institutions)):
                return True
        return False

    def _then(self, place: int, words: frozenset[str]) -> bool:
        return place + 1 < len(self.keys) and self.keys[place + 1] in words

    def _by_office(self, first: int, last: int, at: int) -> Who | None:
        words, lexicon = set(self.keys[first:last]), self.lexicon
        office = words & (lexicon.roles | lexicon.institutions | lexicon.bodies)
        document = words & lexicon.documents and self.keys[at] in lexicon.shows
        countries = self._countries(first, last)
        if countries and (office or document or (len(words) <= 3 and self._metonym(first, last))):
            return Who.OFFICIAL if countries[0] in self.sides.countries else Who.OTHER
        if office or document:
            return Who.ROLE
        named = self.tokens[last - 1].text[0].isupper()
        if countries:
            return Who.OTHER if named and last - first <= 4 else None
        if named and not self._common(self.keys[last - 1]):
            return Who.NAME
        return None

    def _metonym(self, first: int, last: int) -> bool:
        """Whether the phrase is a country and nothing else: "Sweden", "the Kremlin"."""
        rest = [
            word for word in self.keys[first:last] if word not in self.lexicon.countries and word != "the"
        ]
        return not rest or " ".join(self.keys[last - 2 : last]) in self.lexicon.countries

    def _sort_at(self, first: int, last: int) -> Sort | None:
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
                countries = self._countries(first, last)
                if countries and countries[0] not in self.sides.countries:
                    continue
            if best is None or best is Sort.PLACE:
                best = sort
        return best

    def _foreign(self, first: int, last: int) -> bool:
        """Whether the phrase names a country first that does not decide."""
        countries = self._countries(first, last)
        return bool(countries) and bool(self.sides.countries) and countries[0] not in self.sides.countries

    def _countries(self, first: int, last: int) -> list[str]:
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
            if self.keys[place] in _NUMBERS and place < last - 1:
                continue
            following = self.tokens[place + 1] if place + 1 < last else None
            if following is None or not following.text[0].isupper() or self.line.is_title:
                return True
        return False

    def _collective(self, words: tuple[str, ...]) -> bool:
        return any(" ".join(words[-2:]) == name or " ".join(words) == name for name in self.sides.collectives)

    def _count(self, first: int, last: int) -> int | None:
        """How many the phrase counts: "a Western official and two people" is 3; a bare plural is unknown."""
        total, pending = 0, 0
        for word in self.keys[first:last]:
            if word.isdigit() and len(word) <= 2:
                pending = int(word)
            elif word in _NUMBERS:
                pending = _NUMBERS[word]
                if word in ("two", "three", "four", "five") and last - first <= 2:
                    total = pending
            elif word in self.lexicon.unnamed and pending:
                total, pending = total + pending, 0
        return total or None

    def _common(self, word: str) -> bool:
        lexicon = self.lexicon
        return (
            word in lexicon.roles
            or word in lexicon.countries
            or word in lexicon.institutions
            or word in lexicon.other
            or word in lexicon.documents
            or word in _OPENERS
            or word in _BREAKERS
            or word in _STOPS
        )

    def _outlet(self, at: int) -> str:
        """The outlet named at a token; names of one common word must be capitalised."""
        if not self.tokens[at].text[0].isupper():
            return ""
        for size in (4, 3, 2, 1):
            name = self.lexicon.outlets.get(self.keys[at : at + size])
            if name and len(self.keys[at : at + size]) == size:
                return name
        return ""
