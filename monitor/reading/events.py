"""Where the event of a `will` question is named in a sentence, and with which sign.

The event is named by the question's own words (`yes`, `no`) in any inflection, by the nouns of the same
act ("ratify" → "ratification"), by the thing it is done to (the nouns of `ask` and `about`), and by the
paper that carries it ("the bill", "the move"). The sign says whether the words speak of the event (+1)
or of its opposite (-1); what governs them is composed in monitor.reading.compose.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from monitor.model import Kind, Question, Span, Terms, Topic
from monitor.reading.clauses import Form, form
from monitor.reading.cues import Lexicon, lexicon
from monitor.reading.document import Line
from monitor.text import Token, stem, tokens

PHRASE_GAP = 4
"""Words that may stand between two words of a phrase: "lift its two-year ban"."""


class Naming(StrEnum):
    """By what a mention names the event."""

    ACT = "act"  # a word of `yes` or `no`, or the noun of the same act
    OBJECT = "object"  # the thing the act is done to
    VEHICLE = "vehicle"  # the bill, the move: whatever carries the decision


@dataclass(frozen=True, slots=True)
class Mention:
    """The event named at tokens [start, end) of a line."""

    start: int
    end: int
    span: Span
    sign: int  # +1 the event, -1 its opposite
    form: Form
    naming: Naming
    verb: str  # the stem of the naming word


@dataclass(frozen=True, slots=True)
class Event:
    """A `will` question made ready for reading."""

    question: Question
    acts: dict[str, int]  # stem → sign
    phrases: dict[str, tuple[tuple[tuple[str, ...], int], ...]]  # first stem → (stems, sign)
    cased: dict[str, int]  # words that match as written
    objects: dict[str, int]  # stem → sign
    anchors: frozenset[str]  # stems of which one must stand in the item's line or title
    places: frozenset[str]  # countries and bodies whose act it is
    rivals: frozenset[str]  # those of the topic's other questions on the same act
    own_words: frozenset[str]  # stems that only this question's `ask` has
    rival_words: frozenset[str]
    home: frozenset[str]  # every place the topic itself is about; others are foreign
    carries: bool  # whether "the bill" in an item on the topic means this question
    shared: bool  # whether another question of the topic asks for the same act
    opened: date | None
    lexicon: Lexicon = field(repr=False)

    def places_in(self, lowers: Sequence[str], start: int, end: int) -> set[str]:
        """The countries and bodies named in tokens [start, end)."""
        places = self.lexicon.words.places
        found = set()
        for index in range(start, end):
            word = lowers[index]
            place = places.get(word) or places.get(word.removesuffix("'s"))
            if place is None and index + 1 < end:
                place = places.get(word + " " + lowers[index + 1].removesuffix("'s"))
            if place is not None:
                found.add(place)
        return found

    def whose(self, lowers: Sequence[str], start: int, end: int) -> bool | None:
        """True: tokens [start, end) name this question's actor; False: only a rival's; None: neither."""
        named = self.places_in(lowers, start, end)
        if named & self.places:
            return True
        if named & self.rivals:
            return False
        return None

    def mentions(
        self, line_tokens: Sequence[Token], keys: Sequence[str], lowers: Sequence[str]
    ) -> list[Mention]:
        """All places where the event is named in a line, in order."""
        found: list[Mention] = []
        vehicles = self.lexicon.words.vehicles
        place = 0
        while place < len(keys):
            key = keys[place]
            mention = self._at(place, key, line_tokens, keys, lowers)
            if mention is None and key in vehicles and self.carries:
                mention = self._made(place, place + 1, 1, Naming.VEHICLE, line_tokens, lowers, key)
            if mention is not None:
                found.append(mention)
            place += 1
        return found

    def _at(
        self, place: int, key: str, line_tokens: Sequence[Token], keys: Sequence[str], lowers: Sequence[str]
    ) -> Mention | None:
        for stems, sign in self.phrases.get(key, ()):
            end = _phrase_end(stems, keys, place)
            if end:
                return self._made(place, place + 1, sign, Naming.ACT, line_tokens, lowers, key)
        if key in self.acts:
            return self._made(place, place + 1, self.acts[key], Naming.ACT, line_tokens, lowers, key)
        text = line_tokens[place].text
        if text in self.cased:
            return self._made(place, place + 1, self.cased[text], Naming.OBJECT, line_tokens, lowers, key)
        if key in self.objects and _heads(place, line_tokens, lowers):
            return self._made(place, place + 1, self.objects[key], Naming.OBJECT, line_tokens, lowers, key)
        return None

    def _made(
        self,
        start: int,
        end: int,
        sign: int,
        naming: Naming,
        line_tokens: Sequence[Token],
        lowers: Sequence[str],
        key: str,
    ) -> Mention:
        shape = Form.NOUN
        if naming is Naming.ACT:
            shape = form(tuple(line_tokens), tuple(lowers), start, end)
        span = Span(line_tokens[start].start, line_tokens[end - 1].end)
        return Mention(start, end, span, sign, shape, naming, key)


def mentions(line: Line, question: Question, topic: Topic) -> list[Mention]:
    """Where the event of a `will` question is named in a line; empty where it is not."""
    event = event_of(question, topic)
    keys = [event.lexicon.base(token) for token in line.tokens]
    lowers = [token.lower.replace("\u2019", "'") for token in line.tokens]
    return event.mentions(line.tokens, keys, lowers)


_FUNCTION = frozenset(
    "will would could may might can shall should must is are was were be been being has have had do does did to of on in at by "
    "for from with into over under against about between during within without after before until since and or but that "
    "this as if the a an not who which amid despite than when while where because".split()
)


def _heads(place: int, line_tokens: Sequence[Token], lowers: Sequence[str]) -> bool:
    """Whether the noun at `place` heads its phrase: "student debt" does not head "student debt relief"."""
    return not (place + 1 < len(lowers) and lowers[place + 1] in {"-"})


def _phrase_end(stems: tuple[str, ...], keys: Sequence[str], start: int) -> int:
    """The token after a phrase whose words follow each other with small gaps, or 0."""
    place = start + 1
    for wanted in stems[1:]:
        limit = min(place + PHRASE_GAP + 1, len(keys))
        while place < limit and keys[place] != wanted:
            place += 1
        if place >= limit:
            return 0
        place += 1
    return place


_cache: dict[tuple[int, str], tuple[Topic, Event]] = {}


def event_of(question: Question, topic: Topic) -> Event:
    """The compiled event of a question; kept for as long as the same topic object is read."""
    key = (id(topic), question.id)
    kept = _cache.get(key)
    if kept is not None and kept[0] is topic and kept[1].question == question:
        return kept[1]
    if len(_cache) > 4096:
        _cache.clear()
    made = compile_event(question, topic)
    _cache[key] = (topic, made)
    return made


def compile_event(question: Question, topic: Topic) -> Event:
    """Everything about a question's event that can be known before an item is read."""
    base = lexicon().with_cues(topic.cues)
    words = base.words
    acts, phrases, cased = _acts(question, base)
    others = [other for other in topic.questions if other.kind is Kind.WILL and other.id != question.id]
    sharing = [
        other
        for other in others
        if set(_acts(other, base)[0]) & set(acts) or _same_act(question, other, base)
    ]
    own = _places(question.ask, words.places)
    rival_places: set[str] = set()
    rival_words: set[str] = set()
    for other in sharing:
        rival_places |= _places(other.ask, words.places)
        rival_words |= _content(other.ask, words)
    objects = _objects(question, topic, base, acts)
    own_words = _content(question.ask, words)
    deciders = {place for term in topic.deciders.alternatives for place in _places(term.text, words.places)}
    about = {
        place
        for terms in topic.about
        for term in terms.alternatives
        for place in _places(term.text, words.places)
    }
    carrying = [q for q in (question, *others) if _ask_vehicles(q, words)]
    if carrying:
        carries = question in carrying
    else:
        wills = [q for q in topic.questions if q.kind is Kind.WILL]
        carries = bool(sharing) or wills[0].id == question.id
    return Event(
        question=question,
        acts=acts,
        phrases=phrases,
        cased=cased,
        objects=objects,
        anchors=frozenset(objects) | frozenset(acts),
        places=frozenset(own - rival_places),
        rivals=frozenset(rival_places - own),
        own_words=frozenset(own_words - rival_words) if sharing else frozenset(),
        rival_words=frozenset(rival_words - own_words),
        home=frozenset(own | deciders | about),
        carries=carries,
        shared=bool(sharing),
        opened=topic.opened,
        lexicon=base,
    )


def _same_act(question: Question, other: Question, base: Lexicon) -> bool:
    """Whether two questions ask for the same act of different actors: their `ask` differ in places only."""
    words = base.words
    mine, theirs = _content(question.ask, words), _content(other.ask, words)
    return len(mine & theirs) >= max(2, len(mine) - 1)


def _acts(
    question: Question, base: Lexicon
) -> tuple[dict[str, int], dict[str, tuple[tuple[tuple[str, ...], int], ...]], dict[str, int]]:
    """Single words and phrases of `yes` and `no` by their first stem; the approval verbs where `yes` is empty."""
    acts: dict[str, int] = {}
    phrases: dict[str, list[tuple[tuple[str, ...], int]]] = {}
    cased: dict[str, int] = {}
    for terms, sign in ((question.no, -1), (question.yes, 1)):
        for stems, text in _term_stems(terms, base):
            if len(stems) == 1:
                acts[stems[0]] = sign
                for noun in base.words.nominal.get(stems[0], ()):
                    acts.setdefault(stem(noun), sign)
            else:
                phrases.setdefault(stems[0], []).append((stems, sign))
            if text.isupper() and len(stems) == 1:
                cased[text] = sign
    filed = {first: tuple(sorted(found, key=lambda pair: -len(pair[0]))) for first, found in phrases.items()}
    return acts, filed, cased


def _term_stems(terms: Terms, base: Lexicon) -> list[tuple[tuple[str, ...], str]]:
    places = base.words.places
    made = []
    for term in terms.alternatives:
        stems = tuple(base.base(token) for token in tokens(term.text) if token.is_word)
        # "Turkey ratify", "Erdogan sign": who acts is told by the clause, so the act alone is looked for.
        while len(stems) > 1 and (_named(term.text, places)):
            rest = term.text.split(" ", 1)[1]
            term = type(term)(rest, term.words[1:], term.form)
            stems = tuple(base.base(token) for token in tokens(rest) if token.is_word)
        if stems:
            made.append((stems, term.text))
    return made


def _named(text: str, places: object) -> bool:
    first = text.split(" ", 1)[0]
    return first[:1].isupper() and not first.isupper()


def _places(text: str, places: object) -> set[str]:
    """The countries and bodies that a text names, by one word or two."""
    assert isinstance(places, dict)
    lowers = [token.lower.replace("\u2019", "'").removesuffix("'s") for token in tokens(text)]
    originals = [token.text for token in tokens(text)]
    found = set()
    for index, word in enumerate(lowers):
        pair = " ".join(lowers[index : index + 2])
        if pair in places:
            found.add(places[pair])
        elif word in places and originals[index][:1].isupper():
            found.add(places[word])
    return found


def _content(text: str, words: object) -> set[str]:
    """Stems of the words of a question that carry meaning, places and verbs of asking aside."""
    from monitor.reading.cues import Words

    assert isinstance(words, Words)
    made = set()
    for token in tokens(text):
        lower = token.lower.replace("\u2019", "'").removesuffix("'s")
        if not token.is_word or lower in _FUNCTION or lower in words.places or token.stem in words.generic:
            continue
        made.add(words.irregular.get(token.lower, token.stem))
    return made


def _ask_vehicles(question: Question, words: object) -> bool:
    from monitor.reading.cues import Words

    assert isinstance(words, Words)
    stems = {token.stem for token in tokens(question.ask + " " + question.yes.source.replace("|", " "))}
    papers = {
        stem(word)
        for word in ("bill", "law", "act", "rule", "legislation", "treaty", "measure", "resolution")
    }
    return bool(stems & papers)


def _objects(question: Question, topic: Topic, base: Lexicon, acts: dict[str, int]) -> dict[str, int]:
    """The nouns of `ask`, and of the `about` groups that share one with it, each with the sign of doing it."""
    words = base.words
    asked = _content(question.ask, words)
    sign = _ask_sign(question.ask, base, acts)
    deciding = {s for term in topic.deciders.alternatives for s in (t.stem for t in tokens(term.text))}
    objects = {key: sign for key in asked if key not in acts and key not in deciding}
    for group in topic.about:
        stems = [
            tuple(base.base(token) for token in tokens(term.text) if token.is_word)
            for term in group.alternatives
            if not _places(term.text, words.places)
        ]
        flat = {s[-1] for s in stems if s}
        if flat & set(acts):
            for key in flat - set(acts) - deciding:
                objects[key] = 1
        elif flat & asked:
            for key in flat - set(acts) - deciding:
                objects.setdefault(key, sign)
    return {key: value for key, value in objects.items() if key not in words.generic and len(key) > 1}


def _ask_sign(ask: str, base: Lexicon, acts: dict[str, int]) -> int:
    """The sign of the thing asked about: a yes to "ban X" is a no to X; a yes to "lift the ban on X" is a yes."""
    sign = 1
    for hit in base.scan(tokens(ask)):
        if hit.kind in {"block", "undo"}:
            sign = -sign
    return sign
