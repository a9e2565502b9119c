"""A line as the rules see it: its cues, its clauses, and the form in which each verb stands.

No grammar is parsed. A clause ends where English news prose marks an end: at a conjunction, a relative
pronoun, a semicolon, a dash, a colon, or a comma that does not merely enclose an aside. Verb forms are
told by the words right before them, which is enough for the tense and voice that decide a status.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import pairwise

from monitor.reading.document import Line
from monitor.reading.will.cues import Hit, Lexicon
from monitor.text import Token
from monitor.text import tokens as tokens_of

MODALS = frozenset(
    "will would could may might can shall should must 'll won't cannot can't wouldn't couldn't "
    "shouldn't".split()
)
BE = frozenset("is are was were be been being am 's 're isn't aren't wasn't weren't".split())
HAVE = frozenset("has have had having hasn't haven't hadn't".split())
_SKIP = frozenset(
    "not also now soon finally formally ever never yet still just then even n't fully already again "
    "only officially initially immediately eventually long once currently unanimously quietly first all "
    "both".split()
)
_BREAKS = frozenset(
    "but although though whereas while which who whose whom where after before as because since despite "
    "amid when if unless until following although however so yet once provided assuming".split()
)
_MARKS = frozenset(";:—–()[]{}|…!?")
_SUBORDINATE = frozenset("if unless provided assuming".split())
DETERMINERS = frozenset(
    "the a an this that these those its their his her our your my any no some all every each another "
    "such more".split()
)
_COUNTS = frozenset(
    "one two three four five six seven eight nine ten dozen several few many more fewer further "
    "additional first second third fourth next last initial early big bigger small smaller deep deeper "
    "quick rapid future".split()
)
PREPOSITIONS = frozenset(
    "of on in at by for from with to into over under against about between during within without toward "
    "towards after before until since through per via than as near amid despite".split()
)
_AUX = MODALS | BE | HAVE | frozenset("do does did don't doesn't didn't".split())
_PRONOUNS = frozenset("he she it they we i you who which that".split())
ASIDE = 9
"""Tokens that two commas may enclose and still be an aside."""


class Form(StrEnum):
    """How a verb or an act's noun stands."""

    FINITE = "finite"  # approves, approved, was approved, has approved
    PROGRESS = "progress"  # is sending
    BARE = "bare"  # to approve, will approve
    GERUND = "gerund"  # approving
    NOUN = "noun"  # approval


@dataclass(frozen=True, slots=True)
class Clause:
    """Tokens [start, end) of a line; `opener` is the word that opened it, lower case, "" at the start."""

    start: int
    end: int
    opener: str


@dataclass(frozen=True, slots=True)
class Scan:
    """A line with all that is known of it before any question is asked."""

    line: Line
    hits: tuple[Hit, ...]
    clauses: tuple[Clause, ...]
    keys: tuple[str, ...]  # stems, irregular forms taken back to their verb
    lowers: tuple[str, ...]
    starts: Mapping[int, Hit]  # token → the hit that begins there
    named: tuple[tuple[int, str], ...]  # token → the country or body named there

    def places(self, start: int, end: int) -> set[str]:
        """The countries and bodies named in tokens [start, end)."""
        return {place for index, place in self.named if start <= index < end}

    def governed(self, token: int) -> bool:
        """Whether a bare word is the object of a cue right before it: "rejects | demand for"."""
        before = self.starts.get(token - 1)
        return (
            before is not None
            and before.kind != "neutral"
            and self.lowers[token - 1].endswith("s")
            and not self.lowers[token].endswith(("s", "ed"))
        )

    def clause_of(self, token: int) -> int:
        """The index of the clause that holds a token."""
        for index, clause in enumerate(self.clauses):
            if token < clause.end:
                return index
        return len(self.clauses) - 1


def scan_line(line: Line, lexicon: Lexicon) -> Scan:
    """Cues, clauses and keys of one line."""
    hits = lexicon.scan(line.tokens)
    lowers = tuple(token.lower.replace("\u2019", "'") for token in line.tokens)
    keys = tuple(lexicon.base(token) for token in line.tokens)
    return Scan(
        line=line,
        hits=tuple(hits),
        clauses=tuple(split(line.tokens, lowers, hits)),
        keys=keys,
        lowers=lowers,
        starts={hit.start: hit for hit in hits},
        named=tuple(_named(line.tokens, lowers, lexicon.words.places)),
    )


def _named(
    tokens: Sequence[Token], lowers: Sequence[str], places: Mapping[str, str]
) -> Iterator[tuple[int, str]]:
    """Each country or body named, by one word or two, with the token it begins at."""
    for index, token in enumerate(tokens):
        if not token.text[0].isupper():
            continue
        word = lowers[index].removesuffix("'s").removesuffix("'")
        place = places.get(word)
        if place is None and index + 1 < len(lowers):
            place = places.get(word + " " + lowers[index + 1].removesuffix("'s"))
        money = lowers[index + 1 : index + 2] == ("$",)  # "US$11 billion"
        if place is not None and not (word == "us" and (token.text == "Us" or money)):
            yield index, place
        elif "-" in word:  # "Biden-Starmer talks"
            yield from ((index, places[part]) for part in word.split("-") if part in places)


def place_names(text: str, lexicon: Lexicon) -> set[str]:
    """The countries and bodies that a text names."""
    words = tokens_of(text)
    lowers = [token.lower.replace("\u2019", "'") for token in words]
    return {place for _, place in _named(words, lowers, lexicon.words.places)}


def split(tokens: tuple[Token, ...], lowers: tuple[str, ...], hits: list[Hit]) -> list[Clause]:
    """The clauses of a line, in order, covering every token."""
    inside = {index for hit in hits for index in range(hit.start + 1, hit.end)}
    commas = [index for index, word in enumerate(lowers) if word == ","]
    asides = _asides(commas, hits, lowers)
    clauses: list[Clause] = []
    start, opener = 0, ""

    def close(end: int, word: str) -> None:
        nonlocal start, opener
        if end > start:
            clauses.append(Clause(start, end, opener))
            start = end
        opener = word

    for index, word in enumerate(lowers):
        if index in inside:
            continue
        if word in _BREAKS and not compounded(tokens, index):
            if not (
                word in {"so", "yet", "as", "once", "since", "following", "before", "after", "until"}
                and _weak(word, index, lowers)
            ):
                close(index, word)
        elif (word == "that" and _relative(index, lowers)) or word in _MARKS:
            close(index, word)
        elif word == "," and index not in asides:
            close(index, opener if opener in _SUBORDINATE and _lists(index, lowers) else ",")
        elif word in {"-", "--"} and index and tokens[index - 1].end < tokens[index].start:
            close(index, "-")
        elif word in {"and", "or"} and _new_predicate(index, tokens, lowers, hits):
            close(index, word)
    close(len(lowers), "")
    return clauses or [Clause(0, len(lowers), "")]


def compounded(tokens: Sequence[Token], place: int) -> bool:
    """Whether a word is the second part of a compound: the "provided" of "U.S.-provided"."""
    return place > 1 and tokens[place - 1].text == "-" and tokens[place - 1].end == tokens[place].start


def _weak(word: str, index: int, lowers: tuple[str, ...]) -> bool:
    """Whether a word that may open a clause does not open one here: "as part of", "as soon as", "so far"."""
    following = lowers[index + 1] if index + 1 < len(lowers) else ""
    before = lowers[index - 1] if index else ""
    if word == "so":
        return following in {"far", "that", "long", "many", "much"} or before in {"do", "did", "doing"}
    if word == "yet":
        return not (before in {",", ";"} and following not in {"to"})
    if word == "as":
        return following in {
            "part",
            "soon",
            "early",
            "many",
            "much",
            "well",
            "of",
            "a",
            "an",
            "planned",
            "expected",
        } or before in {"soon", "early", "as", "many", "such", "well", "seen"}
    return False


def _relative(index: int, lowers: Sequence[str]) -> bool:
    """Whether "that" tells more of the noun before it: "a bill that would ban"."""
    if index + 1 >= len(lowers) or not index:
        return False
    following = lowers[index + 1]
    return following in _AUX or following in {"bans", "allows", "bars", "forces", "requires", "lets"}


def _lists(index: int, lowers: tuple[str, ...]) -> bool:
    return index + 1 < len(lowers) and lowers[index + 1] in {"and", "or"}


def _asides(commas: list[int], hits: list[Hit], lowers: tuple[str, ...]) -> set[int]:
    """Commas that enclose a short aside without a cue, and commas inside dates and lists of adjectives."""
    found: set[int] = set()
    starts = sorted(hit.start for hit in hits if hit.kind not in {"neutral", "stage", "settled"})
    for first, second in pairwise(commas):
        if first in found or second - first - 1 > ASIDE:
            continue
        if any(first < start < second for start in starts):
            continue
        if lowers[first + 1] in {"and", "or", "but"}:
            continue
        found.update((first, second))
    for comma in commas:
        after = lowers[comma + 1] if comma + 1 < len(lowers) else ""
        if after[:1].isdigit() and len(after) == 4:
            found.add(comma)
    return found


def _new_predicate(index: int, tokens: tuple[Token, ...], lowers: tuple[str, ...], hits: list[Hit]) -> bool:
    """Whether "and" at `index` starts a second statement: a finite verb, or a subject with one, follows."""
    if index + 1 >= len(lowers):
        return False
    following = lowers[index + 1]
    if following in _PRONOUNS or following in _AUX:
        return True
    if "between" in lowers[max(index - 4, 0) : index]:
        return False  # "a truce between Bogota and ELN takes effect"
    for hit in hits:
        if index < hit.start <= index + 2:
            return form(tokens, lowers, hit.start, hit.end) is Form.FINITE
    # "the NATO chief said ... and the court ruled": a determiner, then a cue or auxiliary soon after.
    if following in {"the", "that"}:
        return any(lowers[place] in _AUX for place in range(index + 2, min(index + 7, len(lowers))))
    return False


_PLURAL_ENDS = ("s", "men", "people", "police")


def form(tokens: tuple[Token, ...], lowers: tuple[str, ...], start: int, end: int) -> Form:
    """The form of the verb or noun whose phrase is tokens [start, end)."""
    word = lowers[start]
    before = _leading(lowers, start)
    lead = lowers[before] if before >= 0 else ""
    if word.endswith("ing") and len(word) > 4 and word not in _NO_GERUND:
        return Form.PROGRESS if lead in BE else Form.GERUND
    if word.endswith(NOUN_ENDS):
        return Form.NOUN
    if lead in MODALS or lead == "to" or (lead in {"and", "or"} and _shares_infinitive(lowers, before)):
        return Form.BARE
    if lead in {"do", "does", "did", "don't", "doesn't", "didn't"}:
        return Form.FINITE
    if (participle(word) or word in AMBIGUOUS) and _wanted(lowers, start):
        return Form.BARE
    if participle(word):
        if word.endswith("ed") and (lead in DETERMINERS or lead.endswith(("'s", "s'"))):
            return Form.NOUN  # "the scrapped line": it tells more of the noun
        if lead == "being" and lowers[before - 1] not in BE:
            return Form.GERUND  # "against its being sold"
        following = lowers[end] if end < len(lowers) else ""
        if following in BE | MODALS | HAVE and lead not in BE | HAVE:
            return Form.NOUN  # "those already approved are not affected"
        return _participle_form(lowers, before, lead)
    return _present(tokens, lowers, start, end, lead)


_NO_GERUND = frozenset(
    "nothing something anything everything during morning evening meeting king beijing".split()
)
NOUN_ENDS = (
    "tion",
    "tions",
    "sion",
    "sions",
    "ment",
    "ments",
    "ance",
    "ence",
    "age",
    "val",
    "vals",
    "sal",
    "sals",
    "sale",
    "sales",
    "ity",
    "ery",
    "eries",
    "ship",
    "ure",
    "ness",
)
_PARTICIPLES = frozenset(
    "put cut let set sent sold gave given left took taken withdrew withdrawn held kept built began "
    "begun forbade forbidden overrode overridden went gone came said made struck shot threw thrown "
    "chose chosen won lost told stood buried brought bought laid withheld upheld undid undone tore torn "
    "got flew flown froze frozen sank sunk ok'd shut met sought overthrew".split()
)
AMBIGUOUS = frozenset("put cut let set shut".split())  # past and base look alike


def participle(word: str) -> bool:
    return (word.endswith("ed") and len(word) > 3) or (word in _PARTICIPLES and word not in AMBIGUOUS)


_WANTING = frozenset("want wants wanted like likes prefer prefers".split())


def _wanted(lowers: Sequence[str], start: int) -> bool:
    """Whether a participle is what somebody wants done: "growers want cannabis | legalised"."""
    for place in range(start - 1, max(start - 8, -1), -1):
        if lowers[place] in _WANTING:
            return place < start - 1
        if lowers[place] in _AUX or lowers[place] in {",", "to", "that"}:
            return False
    return False


def _participle_form(lowers: tuple[str, ...], before: int, lead: str) -> Form:
    """was approved, has approved, approved: finite; to be approved, could have been approved: bare."""
    place = before
    while place >= 0 and (lowers[place] in BE or lowers[place] in HAVE or lowers[place] in _SKIP):
        place -= 1
    if (
        place >= 0
        and place < before + 1
        and (lowers[place] in MODALS or lowers[place] == "to")
        and (lead in BE or lead in HAVE)
    ):
        return Form.BARE
    return Form.FINITE


def _shares_infinitive(lowers: Sequence[str], conjunction: int) -> bool:
    """Whether the verb after "and" hangs on the infinitive before it: "to debate and approve"."""
    for place in range(conjunction - 1, max(conjunction - 6, -1), -1):
        if lowers[place] in {"to"} or lowers[place] in MODALS:
            return True
        if lowers[place] in {",", ";"}:
            return False
    return False


def is_skipped(word: str) -> bool:
    """Whether a word is an adverb or negation that may stand between an auxiliary and its verb."""
    return word in _SKIP or (word.endswith("ly") and len(word) > 4)


def _leading(lowers: tuple[str, ...], start: int) -> int:
    """The place of the nearest word before `start` that is no adverb or negation; -1 where there is none."""
    place = start - 1
    while place >= 0 and (
        lowers[place] in _SKIP or (lowers[place].endswith("ly") and len(lowers[place]) > 4)
    ):
        place -= 1
    return place


def _present(tokens: tuple[Token, ...], lowers: tuple[str, ...], start: int, end: int, lead: str) -> Form:
    """Whether a base or -s form is a verb in the present tense or a noun: cuts rates | rate cuts."""
    following = tokens[end] if end < len(tokens) else None
    if (
        lead in DETERMINERS
        or lead in PREPOSITIONS
        or lead in _COUNTS
        or lead.endswith(("'s", "s'"))
        or (lead and lead[0].isdigit())
    ):
        return Form.NOUN
    if end - start > 1:
        return Form.FINITE
    word = lowers[start]
    if following is None:
        return Form.NOUN
    opens = opens_object(following) or word in WITHOUT_OBJECT
    opens = opens or (following.lower == "to" and word.startswith(_TO_DO))
    if word.endswith("s") and _scheduled(lowers, end):
        return Form.BARE
    if word.endswith("s") and not word.endswith("ss"):
        return Form.FINITE if opens and start > 0 else Form.NOUN
    if start == 0:
        return Form.NOUN
    plural = lead.endswith(_PLURAL_ENDS) or lead in {"they", "we", "i", "you", "who"} or lead in {"and"}
    plural = plural or _several(tokens, lowers, start)
    return Form.FINITE if opens and plural else Form.NOUN


WITHOUT_OBJECT = frozenset(
    "agree agrees opt opts accede accedes consent consents relent relents arrive arrives climb climbs lapse "
    "lapses expire expires begin begins resume resumes pass passes fail fails survive survives stall stalls "
    "decline declines refuse refuses decide decides vow vows".split()
)
"""Verbs in the present tense that need no object after them: "EU agrees to", "parties agree on"."""
_TO_DO = (
    "start",
    "refuse",
    "decline",
    "agree",
    "vote",
    "decide",
    "choose",
    "opt",
    "threaten",
    "pledge",
    "promise",
)
"""Beginnings of verbs that an infinitive follows."""


def _several(tokens: Sequence[Token], lowers: Sequence[str], start: int) -> bool:
    """Whether two names joined stand right before a verb: "Bogota and ELN | sign", "Kenya, Ghana agree"."""
    place = start - 1
    while place > 0 and tokens[place].is_word and tokens[place].text[0].isupper() and start - place < 4:
        place -= 1
    return 0 < place < start - 1 and lowers[place] in {"and", ","} and tokens[place - 1].text[0].isupper()


def _scheduled(lowers: Sequence[str], end: int) -> bool:
    """Whether a present tense tells of a day ahead: "decides next week"."""
    return end < len(lowers) and (lowers[end] in {"next", "tomorrow"} or lowers[end] == "later")


def opens_object(token: Token) -> bool:
    """Whether an object or a complement may begin with this token."""
    word = token.lower.replace("\u2019", "'")
    if word in DETERMINERS or word in {"him", "her", "them", "us", "it", "against", "for"}:
        return True
    if not token.is_word or word in PREPOSITIONS or word in _AUX or word in _BREAKS or word in {"and", "or"}:
        return token.text in {"'", '"', "\u2018", "\u201c", "$", "\u00a3", "\u20ac"}
    return True
