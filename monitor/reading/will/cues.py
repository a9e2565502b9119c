"""The lexicon: phrases of news prose and the class each belongs to, compiled once, matched in one pass.

The phrases are data (`cues.toml`), with a version that every signal carries. Matching walks the tokens of
a line once; at each token only the phrases that begin with that word are tried, longest first.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, cached_property
from importlib import resources

from monitor.reading.places import names_of_places
from monitor.text import Token, is_adverb, stem

GAP = "_"
"""Stands for up to `MAX_GAP` words inside a phrase."""
MAX_GAP = 5
LIGHT = frozenset(
    "=a =an =- =\u2013 =monday =tuesday =wednesday =thursday =friday =saturday =sunday "
    "=the =is =was =were =are "
    "=yet =been =be =being =also =still =ever =even =currently =now =fully =immediately "
    "=formally".split()
)
"""Words that may stand inside any phrase: "has not yet been ruled out"."""
NEUTRAL = "neutral"
"""The class whose phrases only shield their words from meaning something else."""


@dataclass(frozen=True, slots=True)
class Hit:
    """A phrase of the lexicon at tokens [start, end) of a line; of one with a gap, the part before it."""

    kind: str
    start: int
    end: int
    phrase: str  # as the lexicon has it
    tail: range = range(0)  # tokens of the part after a gap


@dataclass(frozen=True, slots=True)
class Phrase:
    """One entry: its class and the keys its words must have."""

    kind: str
    keys: tuple[str, ...]  # a stem, "=word" as it stands, or GAP
    source: str
    rest: frozenset[str] = frozenset()  # the keys after the first, which a line must hold to hold the phrase

    @property
    def length(self) -> float:
        """Its words; a gap tells less than a word and more than nothing."""
        return len(self.keys) - 0.9 * self.keys.count(GAP)


@dataclass(frozen=True, slots=True)
class Words:
    """Lists of English words that the rules need: forms of verbs, places and who stands for them."""

    irregular: Mapping[str, str]  # past form → base form
    nominal: Mapping[str, tuple[str, ...]]  # base verb → nouns that name the same act
    transfer: frozenset[str]  # stems of verbs whose past tense says that a thing has been handed over
    occur: frozenset[str]  # stems of verbs whose past tense says that a thing is happening
    still: frozenset[str]  # stems of verbs that leave a thing as it is: hold, keep
    opposing: frozenset[str]  # stems of verbs that tell of a stance and of no act: oppose, resist
    blocking: frozenset[str]  # stems of verbs that do so where they tell what goes on: "is blocking"
    stances: frozenset[str]  # stems of nouns for such a stance: veto, objection
    procedure: frozenset[str]  # stems of words for a step on the way to a vote: debate, timetable
    states: frozenset[str]  # stems of nouns for what lasts once it has been decided: ban, cap
    doings: tuple[frozenset[str], ...]  # sets of words for one act that may be permitted
    completing: frozenset[str]  # stems of verbs that bring a transaction to its end
    parliaments: frozenset[str]  # stems of names of parliaments and of those who sit in them
    verdicts: frozenset[str]  # nouns for the deciding, whichever way it goes: decision, ruling
    chances: frozenset[str]  # stems of nouns for what somebody makes of a thing: odds, forecast, hope
    neutral: frozenset[str]  # stems of words that may stand before a paper without making it another one
    families: tuple[frozenset[str], ...]  # papers of one sort
    alike_acts: tuple[frozenset[str], ...]  # sets of verbs that news uses for one act
    papers: frozenset[str]  # stems of nouns for the text that carries a decision: bill, measure, treaty
    modes: tuple[frozenset[str], ...]  # sets of words for one way of doing a thing: by air, by sea
    plans: frozenset[str]  # stems of nouns for an undertaking: plan, scheme, deal
    alike: tuple[frozenset[str], ...]  # sets of nouns that news uses for one thing
    generic: frozenset[str]  # stems of nouns too general to name an object
    inert: frozenset[str]  # stems of verbs that do nothing to what they are about: discuss, see, call
    outsiders: frozenset[
        str
    ]  # nouns for people who speak and do not decide: no stems, "senator" is no senate
    carry: frozenset[
        str
    ]  # stems of verbs that say of a thing, whoever does it, that it is happening: restarts
    about_it: frozenset[
        str
    ]  # stems of nouns that follow the event's own to tell what is said of it: ban plan
    said_of_it: frozenset[
        str
    ]  # phrases of acts that are said of the thing itself: a bill passes, is unlawful
    ending: frozenset[str]  # stems of verbs by which a thing comes to its end where no object follows
    of_itself: frozenset[str]  # phrases of acts that a thing does itself where no object follows: it ends
    receive: frozenset[str]  # stems of verbs by which a thing comes by what is granted: wins approval
    places: Mapping[str, str]  # word or phrase, lower case → the country or body it speaks for


class Lexicon:
    """The compiled phrases. Build with `lexicon()`; `with_cues` adds a topic's own."""

    def __init__(self, version: int, phrases: Iterable[Phrase], words: Words) -> None:
        self.version = version
        self.words = words
        self.phrases = tuple(phrases)
        self._first: dict[str, list[Phrase]] = {}
        for phrase in self.phrases:
            self._first.setdefault(phrase.keys[0], []).append(phrase)
        for filed in self._first.values():
            filed.sort(key=lambda phrase: (-phrase.length, phrase.kind != NEUTRAL))

    @property
    def kinds(self) -> frozenset[str]:
        """The classes that have a phrase."""
        return frozenset(phrase.kind for phrase in self.phrases)

    @cached_property
    def verbs(self) -> Mapping[str, str]:
        """Stem → the class of the phrase that is this word alone."""
        found: dict[str, str] = {}
        for phrase in self.phrases:
            if len(phrase.keys) == 1:
                key = phrase.keys[0]
                found.setdefault(stem(key[1:]) if key[0] == "=" else key, phrase.kind)
        return found

    def with_cues(self, cues: Mapping[str, Sequence[str]]) -> Lexicon:
        """This lexicon and a topic's own phrases by class; ValueError for a class that does not exist."""
        unknown = sorted(set(cues) - self.kinds)
        if unknown:
            raise ValueError(f"unknown cue class {unknown[0]!r}; there are {', '.join(sorted(self.kinds))}")
        if not cues:
            return self
        added = [phrase_of(kind, text) for kind, texts in cues.items() for text in texts]
        return Lexicon(self.version, (*added, *self.phrases), self.words)

    def base(self, token: Token) -> str:
        """The stem of a token, irregular past forms taken back to their verb."""
        known = self.words.irregular.get(token.lower, token.stem)
        return known[:-1] if known[-1:] == "s" and known[-2:-1].isdigit() else known  # several of a type

    def scan(self, tokens: Sequence[Token]) -> list[Hit]:
        """All phrases in a line, left to right, longest first at a place, none overlapping."""
        keys = [self.base(token) for token in tokens]
        exact = ["=" + token.lower.replace("\u2019", "'") for token in tokens]
        for index, word in enumerate(exact):
            if word.endswith("n't") or word == "=cannot":
                keys[index] = "not"
        found: list[Hit] = []
        place = 0
        tails: set[int] = set()
        first = self._first
        held = {*keys, *exact}
        while place < len(keys):
            if place in tails:
                place += 1
                continue
            best: Hit | None = None
            length, last = 0.0, range(0)
            for key in (exact[place], keys[place]):
                for phrase in first.get(key, ()):
                    if best is not None and phrase.length <= length:
                        break
                    if not phrase.rest <= held:
                        continue
                    end, tail = _match(phrase.keys, keys, exact, place) if phrase.rest else (place + 1,) * 2
                    if end:
                        # A phrase with a gap claims its first words only: what stands in the gap is read too.
                        best = Hit(
                            phrase.kind,
                            place,
                            end if tail == end else place + phrase.keys.index(GAP),
                            phrase.source,
                            range(tail, end),
                        )
                        length = phrase.length
                        last = range(tail, end)
                        break
            if best is not None and best.phrase == "=may" and place and exact[place - 1] in _BEFORE_MONTHS:
                best = None  # "sticks to May", "in May"
            if best is None:
                place += 1
            else:
                found.append(best)
                tails.update(last)
                place = best.end
        return found


_BEFORE_MONTHS = frozenset(
    "=to =in =by =until =till =for =before =after =since =from =this =next =late =early =mid =of".split()
)
"""Words before which a month's name is no modal."""
_WEEKDAYS = frozenset("=monday =tuesday =wednesday =thursday =friday =saturday =sunday".split())


_QUOTES = frozenset({"='", '="', "=\u2018", "=\u2019", "=\u201c", "=\u201d"})


def _is_light(word: str) -> bool:
    """Whether a word may stand inside any phrase: those of `LIGHT`, an adverb, figures of a vote (3-2)."""
    return word in LIGHT or is_adverb(word) or word[1:2].isdigit() or word in _QUOTES


def _match(wanted: tuple[str, ...], keys: list[str], exact: list[str], start: int) -> tuple[int, int]:
    """The token after the phrase that begins at `start`, and where its part after a gap begins; (0, 0)."""
    place = start
    gap = False
    before = after = 0
    for want in wanted:
        if want == GAP:
            gap = True
            before = place
            continue
        spare = MAX_GAP if gap else 0
        while True:
            if place >= len(keys):
                return 0, 0
            if (exact if want[0] == "=" else keys)[place] == want:
                break
            on_day = exact[place] == "=on" and place + 1 < len(exact) and exact[place + 1] in _WEEKDAYS
            if not (place > start and (on_day or _is_light(exact[place]))):
                spare -= 1
                if spare < 0:
                    return 0, 0
            place += 1
        if gap:
            after = place
        place += 1
        gap = False
    if exact[place - 1] == "=on" and place < len(exact) and exact[place] in _WEEKDAYS:
        return 0, 0  # "decided on Sunday to": the day, not what is decided on
    if not before:
        return place, place
    # With nothing in the gap it is one phrase.
    return (place, place) if after == before else (place, after)


def phrase_of(kind: str, text: str) -> Phrase:
    """An entry of the lexicon from its text; ValueError for a blank one or one that begins with a gap."""
    irregular = _words().irregular
    keys = []
    for place, word in enumerate(text.split()):
        if place and word in {"the", "a", "an"}:
            continue  # headlines leave it out, and it may stand inside any phrase
        exact = word.startswith("=")
        if word.lower() == "cannot":
            word = "not"  # as the line has it when it is matched
        keys.append(word.lower() if exact or word == GAP else irregular.get(word.lower(), stem(word)))
    if not keys or keys[0] == GAP or keys[-1] == GAP:
        raise ValueError(f"a cue must begin and end with a word: {text!r}")
    return Phrase(kind, tuple(keys), text, frozenset(keys[1:]) - {GAP})


@cache
def _data() -> dict[str, dict[str, list[str]]]:
    text = resources.files("monitor.reading.will").joinpath("cues.toml").read_text(encoding="utf-8")
    return tomllib.loads(text)


def _places(known: dict[str, str]) -> dict[str, str]:
    """The places that are known here, and all others of monitor.reading.places by their own names."""
    merged = dict(known)
    for place, names in names_of_places().items():
        lowers = [name.lower() for name in names]
        code = next((known[name] for name in lowers if name in known), place.lower())
        for name in lowers:
            merged.setdefault(name, code)
    return merged


def _numbers(noun: str) -> tuple[str, str]:
    """A noun and its plural."""
    return noun, noun[:-1] + "ies" if noun.endswith("y") else noun + "s"


@cache
def _words() -> Words:
    text = resources.files("monitor.reading.will").joinpath("words.toml").read_text(encoding="utf-8")
    data = tomllib.loads(text)
    return Words(
        irregular={form: stem(base) for base, forms in data["irregular"].items() for form in forms},
        nominal={stem(verb): tuple(nouns) for verb, nouns in data["nominal"].items()},
        transfer=frozenset(map(stem, data["transfer"])),
        occur=frozenset(map(stem, data["occur"])),
        still=frozenset(map(stem, data["still"])),
        opposing=frozenset(map(stem, data["opposing"])),
        blocking=frozenset(map(stem, data["blocking"])),
        stances=frozenset(map(stem, data["stances"])),
        procedure=frozenset(map(stem, data["procedure"])),
        states=frozenset(map(stem, data["states"])),
        doings=tuple(frozenset(map(stem, group)) for group in data["doings"]),
        completing=frozenset(map(stem, data["completing"])),
        parliaments=frozenset(map(stem, data["parliaments"])),
        verdicts=frozenset(data["verdicts"]),
        chances=frozenset(map(stem, data["chances"])),
        neutral=frozenset(map(stem, data["neutral"])),
        families=tuple(frozenset(map(stem, group)) for group in data["families"]),
        alike_acts=tuple(frozenset(map(stem, group)) for group in data["alike_acts"]),
        papers=frozenset(map(stem, data["papers"])),
        modes=tuple(frozenset(map(stem, group)) for group in data["modes"]),
        plans=frozenset(map(stem, data["plans"])),
        alike=tuple(frozenset(map(stem, group)) for group in data["alike"]),
        generic=frozenset(map(stem, data["generic"])),
        inert=frozenset(map(stem, data["inert"])),
        carry=frozenset(map(stem, data["carry"])),
        about_it=frozenset(map(stem, data["about_it"])),
        outsiders=frozenset(form for noun in data["outsiders"] for form in _numbers(noun)),
        said_of_it=frozenset(data["said_of_it"]),
        of_itself=frozenset(data["of_itself"]),
        ending=frozenset(map(stem, (*data["of_itself"], "lapse"))),
        receive=frozenset(map(stem, data["receive"])),
        places=_places({name.lower(): place for place, names in data["places"].items() for name in names}),
    )


@cache
def lexicon() -> Lexicon:
    """The program's lexicon, read and compiled once."""
    data = _data()
    phrases = [phrase_of(kind, text) for kind, texts in data["classes"].items() for text in texts]
    return Lexicon(int(str(data["version"])), phrases, _words())
