"""Is an item that holds a topic's words really on it? Look-alikes hold the words too: another country's
decision of the same sort, a thing of the same name, a mention in passing.

What tells them apart is who acts and what is said. An item is on the topic where its words stand together
and someone on the side that decides, or the event itself, is named near them. Where the headline is about a
country of which the topic does not speak, more is asked.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from functools import cached_property, lru_cache
from itertools import pairwise

from monitor.model import Feed, Grade, Kind, Terms, Tier, Topic
from monitor.reading.document import Document
from monitor.reading.entries import AUTHORITIES, HEAD, Absence, Entry, entry_of
from monitor.reading.places import (
    members_of_unions,
    places_but_where,
    places_in,
    places_of,
    unions_among,
)
from monitor.reading.will.asks import event_of
from monitor.reading.will.cues import lexicon
from monitor.terms import Words, find_terms, parse_terms, terms_from
from monitor.text import Token, stem, tokens

LONG = 8
"""A text of more sentences than this may name a topic in passing: a live blog, a newsletter."""

_DECIDING = parse_terms(
    "approve | allow | permit | authorize | sign | adopt | ratify | pass | ban | lift | decide | decision | "
    "vote | reject | block | veto | delay | plan"
)
"""What names the event of a topic whose questions name none."""

_DECISION = "decide | decision | let | permission | approval | vote"
"""What names a decision whatever it is about."""

_COMPARED = frozenset(
    "ahead as beating echoing followed following like mirroring similar than unlike".split()
)
"""Before a name, these make it the measure of another's act: "beating Fed", "ahead of US Fed"."""


_HYPHENS = frozenset("-–\u2010\u2011")
_LIKENED = frozenset(
    "unlike contrast contrasts liken likens likened compared comparison comparisons template model "
    "reminiscent resembles mirrors mirroring echoes unrelated elsewhere".split()
)
_BESIDES = frozenset({("who", "also"), ("which", "also"), ("is", "also")}) | frozenset(
    (span, "after") for span in ("days", "weeks", "months", "years")
)
"""Before a name, these make it the measure of another thing, or another matter of the same people."""


@dataclass(frozen=True)
class Profile:
    """What a topic's configuration says of who and what it is about; made once."""

    topic: Topic

    @cached_property
    def entries(self) -> tuple[Entry, ...]:
        """Each `about` entry and what it names."""
        return tuple(entry_of(terms, self.topic.deciders, self.acts) for terms in self.topic.about)

    @cached_property
    def about(self) -> tuple[Terms, ...]:
        """The words of each `about` entry."""
        return tuple(entry.terms for entry in self.entries)

    @property
    def may_be_short(self) -> bool:
        """Whether something else than a feed's name may stand for an entry that does not occur."""
        return bool(self.named_deciders) or any(entry.heads or entry.names for entry in self.entries)

    @cached_property
    def named_deciders(self) -> Terms:
        """Those who decide and have a name of their own: not "the court"."""
        deciders = self.topic.deciders
        return terms_from(
            deciders.source, (term for term in deciders.alternatives if term.text.strip('"')[0].isupper())
        )

    @cached_property
    def acts(self) -> Terms:
        """The words that name what the questions ask for."""
        sources = [terms.source for q in self.topic.questions for terms in (q.yes, q.no) if terms]
        return parse_terms(" | ".join(sources)) if sources else _DECIDING

    @cached_property
    def counted(self) -> Terms:
        """The words for what the questions count; money is in every text."""
        units = [q.unit.alternatives for q in self.topic.questions if q.kind is Kind.HOW_MANY]
        counts = (terms for terms in units if all(term.text.isalpha() for term in terms))
        return terms_from("", (term for terms in counts for term in terms))

    @cached_property
    def event(self) -> Terms:
        """The words that name what the questions ask about, or a decision."""
        return parse_terms(f"{self.acts.source} | {_DECISION}")

    @cached_property
    def _objects(self) -> frozenset[str]:
        """Stems of what the `will` questions are about beside their acts."""
        asked = [q for q in self.topic.questions if q.kind is Kind.WILL]
        return frozenset().union(*(event_of(question, self.topic).objects for question in asked))

    @cached_property
    def _own_things(self) -> frozenset[str]:
        """Those of them that are no words of `about` nor other words for one ("firm" beside "contractor")."""
        terms = [term for entry in self.about for term in entry.alternatives]
        words = {part.strip('"=*').lower() for term in terms for part in term.words}
        stems = words | {stem(word) for word in words}
        alike = frozenset().union(*(group for group in lexicon().words.alike if not group.isdisjoint(stems)))
        return frozenset(key for key in self._objects - alike if not stems.issuperset(key.split("-")))

    def thing_named(self, line: Sequence[Token], where: Iterable[Sequence[tuple[int, int]]]) -> bool:
        """Whether a sentence that holds the topic's words names what the questions are about: by a word of
        its own ("accession"), or by a phrase of `about` in full ("cluster munitions")."""
        stems = [token.stem for token in line]
        if not self._own_things.isdisjoint(stems):
            return True
        phrases = (stems[start:end] for spans in where for start, end in spans if end - start > 1)
        return any(not self._objects.isdisjoint(phrase) for phrase in phrases)

    @cached_property
    def _about_places(self) -> set[str]:
        return {place for terms in self.topic.about for place in places_of(terms.source)}

    @cached_property
    def topical_places(self) -> frozenset[str]:
        """The places that `about` names, and the countries of those who decide."""
        return self.home | self._about_places

    @cached_property
    def home(self) -> frozenset[str]:
        """The countries of those who decide; empty where the configuration does not tell."""
        deciding = places_of(self.topic.deciders.source) - self._about_places
        return frozenset(deciding or places_of(self.topic.title) - self._about_places)

    @cached_property
    def asked(self) -> frozenset[str]:
        """The countries that tell the topic apart, where those who decide belong to none: the fund's loan to
        Chile, not the fund's loan to Peru."""
        return frozenset() if self.home else frozenset(places_of(self.topic.title))

    @cached_property
    def named(self) -> frozenset[str]:
        """Every country and union that the topic names."""
        return frozenset(place for text in self._texts for place in places_of(text))

    @cached_property
    def own(self) -> frozenset[str]:
        """Every country that the topic speaks of, as one of a union that it names."""
        named = self.named.union(*map(members_of_unions, self._texts))
        return named | unions_among(set(named))

    @cached_property
    def _texts(self) -> list[str]:
        topic = self.topic
        said = [topic.title, topic.deciders.source, topic.adversaries.source]
        said += [text for q in topic.questions for text in (q.ask, q.yes.source, q.no.source)]
        said += [terms.source for terms in topic.about]
        return said


_PROFILES: dict[int, Profile] = {}
_KEPT = 4_096


def profile_of(topic: Topic) -> Profile:
    """The profile of a topic; kept for as long as the same topic object is read."""
    kept = _PROFILES.get(id(topic))
    if kept is None or kept.topic is not topic:
        if len(_PROFILES) > _KEPT:
            _PROFILES.clear()
        kept = _PROFILES[id(topic)] = Profile(topic)
    return kept


@dataclass(frozen=True, slots=True)
class Verdict:
    """How surely an item is on a topic, and why."""

    grade: Grade
    score: float  # 0..1
    why: str


@dataclass(frozen=True, slots=True)
class Facts:
    """What an item shows of a topic whose words it holds."""

    in_title: bool  # all `about` entries stand in the headline
    touches_title: bool  # at least one does
    thing_in_title: bool  # one does by which a name or a phrase says what the decision is about, and whose
    placed_elsewhere: bool  # the headline names a place that neither `about` nor those who decide name
    name_in_title: bool  # one does that is the name of a thing
    names_in_title: bool  # all do, and each is the name of a thing: two companies
    together: bool  # all stand in one sentence
    thing: bool  # and what the questions are about is named with them
    passing: bool  # only late in a long text
    likened: bool  # one stands only where the text compares another thing with it
    decider: bool  # one who decides is named in the head, or is the feed itself
    decider_in_title: bool
    told_by_decider: bool  # the feed is an official one of somebody who decides
    measured_by_decider: bool  # the headline names one who decides only to compare
    home: bool  # the country of those who decide is named in the head
    home_in_title: bool
    home_known: bool
    event: bool  # what the questions ask about is named in the head
    authority: bool  # some authority is named in the head
    stranger: str  # a country in the headline of which the topic does not speak
    stranger_first: bool  # and no other is named before it
    elsewhere: bool  # the headline is of a stranger's case of what the topic asks of one country

    @property
    def side(self) -> bool:
        """Whether the side that decides is named."""
        return self.decider or self.home

    @property
    def acting(self) -> bool:
        """Whether the headline names who decides, or their country before any other."""
        return self.decider_in_title or (self.home_in_title and not self.stranger_first)


def gather(
    profile: Profile,
    document: Document,
    lines: Sequence[Words],
    where: Sequence[Sequence[Sequence[tuple[int, int]]]],
    feed: Feed,
) -> Facts:
    """The facts of an item; `lines` are the words of the document's lines, `where` tells for each `about`
    entry and line where it stands."""
    topic = profile.topic
    groups = [[bool(spans) for spans in places] for places in where]
    joined = [all(group[n] for group in groups) for n in range(len(lines))]
    first_joined = joined.index(True) if any(joined) else len(lines)
    touches_title = any(group[0] for group in groups)
    in_title = [entry for entry, group in zip(profile.entries, groups, strict=True) if group[0]]
    head = lines[:HEAD]
    deciders = [find_terms(topic.deciders, words) for words in head]
    title = document.lines[0].tokens
    own_feed = bool(find_terms(topic.deciders, feed_words(feed.name)))
    measured = [
        any(token.lower in _COMPARED for token in title[max(0, start - HEAD) : start])
        for start, _ in deciders[0]
    ]
    named = places_in(title)
    in_head = [place for line in document.lines[1:HEAD] for place in places_in(line.tokens)]
    strangers = [p for p in named if p not in profile.own and not _coupled(title, profile, p)]
    return Facts(
        in_title=joined[0],
        touches_title=touches_title,
        thing_in_title=any(entry.specific(lines[0]) for entry in in_title)
        and all(entry in in_title for entry in profile.entries if entry.home),
        placed_elsewhere=not profile.topical_places.issuperset(named),
        name_in_title=any(entry.thing and bool(find_terms(entry.proper, lines[0])) for entry in in_title),
        names_in_title=len(groups) == len(in_title) > 1 and all(entry.named_thing for entry in in_title),
        together=any(joined),
        thing=any(
            joined[n] and profile.thing_named(line.tokens, [places[n] for places in where])
            for n, line in enumerate(document.lines)
        ),
        passing=not touches_title and first_joined >= HEAD + 1 and len(lines) > LONG,
        likened=any(_likened(document, places) for places in where),
        decider=any(deciders) or own_feed,
        decider_in_title=not all(measured),
        told_by_decider=own_feed and feed.tier is Tier.OFFICIAL,
        measured_by_decider=bool(measured) and all(measured),
        home=not profile.home.isdisjoint([*named, *in_head]),
        home_in_title=not profile.home.isdisjoint(named),
        home_known=bool(profile.home),
        event=any(find_terms(profile.event, words) for words in head),
        authority=any(find_terms(AUTHORITIES, words) for words in head),
        stranger=strangers[0] if strangers else "",
        stranger_first=bool(strangers) and named[0] == strangers[0],
        elsewhere=bool(profile.asked)
        and profile.asked.isdisjoint([*named, *in_head])
        and not profile.own.issuperset(places_but_where(title)),
    )


def _likened(document: Document, places: Sequence[Sequence[tuple[int, int]]]) -> bool:
    """Whether an entry stands only behind words of comparison: "Unlike the toll in New York, ..."."""
    if places[0]:
        return False
    for line, spans in zip(document.lines, places, strict=True):
        for start, _ in spans:
            before = [token.lower for token in line.tokens[:start]]
            if not _rivals(line.tokens, start) and (
                _LIKENED.isdisjoint(before) and _BESIDES.isdisjoint(pairwise(before))
            ):
                return False
    return True


def _rivals(line: Sequence[Token], start: int) -> bool:
    """Whether a word only names what another thing competes with: "a rival to Pelmab", "Pelmab's rival"."""
    owned = line[start].lower.endswith(("'s", "’s"))
    near = line[max(0, start - 2) : start + 2 if owned else start]
    return any(token.lower in _RIVALS for token in near)


_RIVALS = frozenset("rival rivals competitor competitors competing rivalling".split())


def _coupled(title: Sequence[Token], profile: Profile, place: str) -> bool:
    """Whether the headline joins a place to one of the topic's own, as in "Russia-Ukraine war"."""
    joined: list[Sequence[Token]] = [[token] for token in title if "-" in token.text or "–" in token.text]
    joined += [title[n - 1 : n + 2] for n, token in enumerate(title) if n and token.text in _HYPHENS]
    pairs = (places_in(tokens) for tokens in joined)
    return any(place in pair and not profile.own.isdisjoint(pair) for pair in pairs)


@lru_cache(maxsize=4096)
def feed_words(name: str) -> Words:
    """The words of a feed's name."""
    return Words(tokens(name))


def judge(facts: Facts) -> Verdict:
    """MATCH or POSSIBLE, from the facts alone."""
    doubt = _doubt(facts)
    shown = [
        (facts.in_title, 0.3, "the words stand together in the headline"),
        (facts.together and not facts.in_title, 0.15, "the words stand together in one sentence"),
        (facts.decider, 0.2, "one who decides is named"),
        (facts.home and not facts.decider, 0.1, "the country that decides is named"),
        (facts.event, 0.2, "what the questions ask about is named"),
    ]
    held = [words for holds, _, words in shown if holds]
    score = 0.3 + sum(weight for holds, weight, _ in shown if holds) - (0.3 if doubt else 0.0)
    if doubt:
        return Verdict(Grade.POSSIBLE, max(0.0, round(score, 2)), f"The topic's words occur, but {doubt}.")
    why = ", ".join(held) or "the topic's words occur"
    return Verdict(Grade.MATCH, round(score, 2), f"{why[0].upper()}{why[1:]}.")


def judge_without(profile: Profile, absence: Absence) -> Verdict | None:
    """MATCH where something stands for an entry that does not occur, and the headline names no country of
    which the topic does not speak; else None."""
    if any(place not in profile.own for place in places_in(absence.document.lines[0].tokens)):
        return None
    why = absence.stand_in(profile.named_deciders, profile.acts, profile.counted)
    told = f"Of “{absence.entry.terms.source}” nothing occurs; {why}."
    return Verdict(Grade.MATCH, 0.5, told) if why else None


def _doubt(facts: Facts) -> str:
    """Why an item may be about something else; empty where nothing speaks for that."""
    if facts.passing:
        return "only late in a long text"
    if facts.likened:
        return "only where another thing is compared with what the topic is about, or told beside it"
    if facts.elsewhere:
        return f"the headline names {facts.stranger} and not the country that the topic asks about"
    if facts.names_in_title or (facts.told_by_decider and facts.acting):
        return ""
    if facts.thing and not (facts.stranger_first and facts.event and not facts.side):
        return ""
    if facts.thing_in_title and not (facts.placed_elsewhere or facts.in_title):
        return ""
    if facts.name_in_title and facts.together and not (facts.stranger or facts.home_known):
        return ""
    if not (facts.in_title or facts.decider or facts.home_in_title or facts.event):
        return "not together in the headline, and neither one who decides nor what is asked about is named"
    if facts.stranger:
        if not facts.side:
            if facts.stranger_first or not facts.in_title:
                return f"the headline names {facts.stranger} and nobody on the side that decides is named"
        elif facts.stranger_first and not (facts.decider_in_title or facts.home_in_title):
            if facts.measured_by_decider or not (facts.in_title and facts.event):
                return f"the headline names {facts.stranger}"
        elif not facts.together and not (facts.event and facts.acting):
            return f"they stand apart and the headline names {facts.stranger}"
    elif facts.home_known and not (facts.side or facts.event):
        if not (facts.touches_title and facts.authority):
            return "neither the side that decides nor what is asked about is named"
    elif not (facts.side or facts.together or (facts.event and facts.authority and facts.touches_title)):
        return "they stand apart and nobody on the side that decides is named"
    return ""


def own_part(document: Document, topic: Topic) -> Document:
    """What a document says on a topic: of a digest that comes to it late, the paragraphs with its words.

    The other sentences stay in their places and are empty. A headline that holds the topic's words, or a text
    that begins with them, is all on the topic.
    """
    if len(document.lines) <= LONG:
        return document
    words = [line.words for line in document.lines]
    about = profile_of(topic).about
    held = [all(find_terms(terms, line) for terms in about) for line in words]
    if not any(held) or any(held[:HEAD]):
        return document
    part, number = [], 0  # the paragraph of each line
    for before, line in pairwise((document.lines[0], *document.lines)):
        number += "\n" in document.text[before.sentence.end - 1 : line.sentence.start]
        part.append(number)
    kept = {place for place, holds in zip(part, held, strict=True) if holds}
    lines = (
        line if place in kept or line.is_title else replace(line, tokens=())
        for line, place in zip(document.lines, part, strict=True)
    )
    return replace(document, lines=tuple(lines))
