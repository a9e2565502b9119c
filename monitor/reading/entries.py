"""The entries of a topic's `about`, and what may stand for one whose words do not occur.

Who follows a policy names it once and then speaks of it as everybody does: the parliament of Georgia does not
say that it is Georgia's, nor a minister in which country he is one; a headline has "loan forgiveness" for the
forgiveness of student loans, and "the fate of the line" for whether it is scrapped. So one entry of several
may be met by what stands for it, where the others are met in the headline.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from monitor.model import Feed, Term, Terms, Tier
from monitor.reading.document import Document
from monitor.reading.places import peoples_of, places_of
from monitor.reading.speakers import key, speakers
from monitor.reading.will.cues import lexicon
from monitor.reading.will.events import FUNCTION_WORDS
from monitor.terms import Words, find_terms, parse_terms, terms_from
from monitor.text import Token, stem, tokens

Spans = Sequence[tuple[int, int]]

HEAD = 3
"""The headline and the two sentences after it say what an item is about."""

_DELIBERATION = parse_terms(
    "decide | decision | undecided | option | fate | future | plan | proposal | propose | review | "
    "reconsider | rethink | revisit | retreat | U-turn | consider | weigh | mull | discuss | talk | "
    "negotiate | debate | vote | bill | law | legislation | regulation | rule | ruling | order | "
    "permission | approval | appeal | lawsuit | sue | challenge | injunction | deadline | delay | postpone | "
    "pause | block | veto | threaten | urge | warn | pledge | promise | deal | agreement"
)
"""Words of deciding, and of quarrelling over a decision, whatever it is about."""

AUTHORITIES = parse_terms(
    "official | government | minister | ministry | president | parliament | lawmaker | MP | senator | "
    "secretary | commons | lords | peers | cabinet | court | judge | department | administration | "
    "spokesperson | spokesman | spokeswoman | regulator | agency | senate | congress | commission | "
    "premier | chancellor | governor | central bank | watchdog"
)
"""Those who may stand for the side that decides where it is not named."""

_UNIONS = frozenset(map(stem, "pact alliance union bloc league confederation commonwealth".split()))
"""Last words of the names of unions: what they do is no decision about themselves."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One entry of `about`."""

    terms: Terms  # as configured, with a country's people and other words for the last word of a phrase
    side: bool  # it names those who decide, or their country
    place: bool  # it names a place, or a union of countries
    act: bool  # it names what the questions ask for
    names: Terms  # its names and phrases, without single common words
    proper: Terms  # its proper names alone
    heads: frozenset[str]  # the last words of its phrases, and others for them: "loan" of "student debt"

    @property
    def thing(self) -> bool:
        """Whether it names what the decision is about, and neither who decides, nor where, nor the act."""
        return not (self.side or self.place or self.act)

    @property
    def named_thing(self) -> bool:
        """Whether it names that by proper names alone: "Activision | Call of Duty"."""
        return self.thing and all(map(_is_name, self.terms.alternatives))

    @property
    def home(self) -> bool:
        """Whether it names the country or city whose decision it is; the FAA is a body of one."""
        spelt = [term for term in self.terms.alternatives if not (term.text.isupper() and len(term.text) > 2)]
        return self.side and any(_sides_of(terms_from("", [term])) for term in spelt)

    def specific(self, words: Words) -> bool:
        """Whether words name what the decision is about by a name or a phrase: "F-16", "assisted dying"; a
        single common word ("contractor") may be of anything."""
        return self.thing and bool(find_terms(self.names, words))


def entry_of(terms: Terms, deciders: Terms, acts: Terms) -> Entry:
    """What an entry of `about` names, where these decide and the questions ask for these acts."""
    places = _sides_of(terms)
    own = [Words(tokens(term.text)) for term in terms.alternatives]
    tails = {term.words[-1] for term in terms.alternatives if len(term.words) > 1}
    widened = _widened(terms)
    names = (term for term in widened.alternatives if len(term.words) > 1 or _is_name(term))
    return Entry(
        terms=widened,
        names=terms_from(terms.source, names),
        proper=terms_from(terms.source, filter(_is_name, widened.alternatives)),
        side=any(find_terms(deciders, words) for words in own) or not places.isdisjoint(_sides_of(deciders)),
        place=bool(places) or not tails.isdisjoint(_UNIONS),
        act=any(find_terms(acts, words) for words in own),
        heads=frozenset(tails).union(*(_alike().get(tail, frozenset()) for tail in tails)),
    )


def _sides_of(terms: Terms) -> set[str]:
    """The countries, and the cities and bodies that act like one, that an expression names."""
    known = speakers().countries
    words = [key(word) for term in terms.alternatives for word in term.text.strip('"').split()]
    places = {place for term in terms.alternatives for place in places_of(term.text)}
    return places | {known[word] for word in words if word in known}


def _is_name(term: Term) -> bool:
    return term.text.strip('"')[:1].isupper()


def _widened(terms: Terms) -> Terms:
    """The alternatives of an entry, with a country's people ("Kenyan" for "Kenya") and with phrases that end
    in another word for the same ("congestion fee" for "congestion toll")."""
    people = [name for term in terms.alternatives for name in peoples_of(term.text)]
    more = parse_terms(" | ".join(people)).alternatives if people else ()
    phrases = [
        Term(term.text, (*term.words[:-1], other), "mixed")
        for term in terms.alternatives
        if len(term.words) > 1
        for other in sorted(_alike().get(term.words[-1], frozenset()))
    ]
    known = {term.words for term in (*terms.alternatives, *more)}
    added = [term for term in phrases if term.words not in known]
    return terms_from(terms.source, (*terms.alternatives, *more, *added)) if more or added else terms


@cache
def _alike() -> Mapping[str, frozenset[str]]:
    """Other words that news uses for the same thing, by the stem of a word."""
    found: dict[str, frozenset[str]] = {}
    for group in lexicon().words.alike:
        for word in group:
            found[word] = found.get(word, frozenset()) | (group - {word})
    return found


@dataclass(frozen=True, slots=True)
class Absence:
    """An item in which all entries of `about` but one occur."""

    entry: Entry  # the one that does not
    others: Sequence[Entry]
    where: Sequence[Sequence[Spans]]  # for each of the others and each line where it stands
    document: Document
    lines: Sequence[Words]  # the words of the document's lines
    feed: Feed
    feed_words: Words
    elsewhere: bool  # the head names a country of which the topic does not speak

    def stand_in(self, deciders: Terms, acts: Terms, counted: Terms) -> str:
        """What stands for the entry that does not occur, in words; empty where nothing does.

        `deciders` are those with names of their own: "the court" may be any. `counted` is what is asked for
        a number of.
        """
        if find_terms(self.entry.terms, self.feed_words) and (
            self._in_title or self._official or (self._occurs(acts) and self._occurs(AUTHORITIES))
        ):
            return "the feed's name says the rest"
        named = self._occurs(deciders)
        if self.entry.thing:
            own = bool(find_terms(deciders, self.feed_words))
            if self._shortened(named or own) or (own and self._official and self._heads()):
                return "what it is about is named in short"
            return "one who decides tells of an act" if own and self._official and self._occurs(acts) else ""
        deliberated = self._occurs(acts) or self._occurs(_DELIBERATION)
        if self._thing_in_title and named and (self.entry.side or (self.entry.act and deliberated)):
            return "one who decides is named" + (", and a decision" if self.entry.act else "")
        specific = any(entry.specific(self.lines[0]) for entry in self.others)
        if specific and not self.elsewhere and counted and self._counts(counted):
            return "the text counts what is asked for"
        if specific and deliberated and not self.elsewhere and self._occurs(AUTHORITIES):
            return "the text names an authority and a decision"
        return ""

    def _shortened(self, decider: bool) -> bool:
        """Whether the thing is named by the last word of one of its phrases beside a word of another entry:
        anywhere in the head where one who decides is named, else in the headline, and some authority."""
        return self._headed(HEAD) if decider else self._headed(1) and self._occurs(AUTHORITIES)

    def _counts(self, counted: Terms) -> bool:
        """Whether a number stands before a word for what is counted: "10,000 patients"."""
        for line, words in zip(self.document.lines[:HEAD], self.lines, strict=False):
            for start, _ in find_terms(counted, words):
                if any(token.text[0].isdigit() for token in line.tokens[max(0, start - 3) : start]):
                    return True
        return False

    @property
    def _official(self) -> bool:
        return self.feed.tier is Tier.OFFICIAL

    def _occurs(self, terms: Terms) -> bool:
        """Whether the head says one of these."""
        return any(find_terms(terms, words) for words in self.lines[:HEAD])

    def _heads(self) -> bool:
        return any(t.stem in self.entry.heads for line in self.document.lines[:HEAD] for t in line.tokens)

    @property
    def _in_title(self) -> bool:
        return any(places[0] for places in self.where)

    @property
    def _thing_in_title(self) -> bool:
        return any(entry.thing and places[0] for entry, places in zip(self.others, self.where, strict=True))

    def _headed(self, lines: int) -> bool:
        """Whether the last word of one of the entry's phrases stands beside a word of another entry: "loan
        forgiveness", "to cancel the debts"."""
        for place, line in enumerate(self.document.lines[:lines]):
            at = [n for n, token in enumerate(line.tokens) if token.stem in self.entry.heads]
            spans = [span for places in self.where for span in places[place]]
            if any(_beside(line.tokens, n, start, end) for n in at for start, end in spans):
                return True
        return False


def _beside(line: Sequence[Token], at: int, start: int, end: int) -> bool:
    """Whether only words without weight, or one other word, stand between a token and a span."""
    between = line[end:at] if end <= at else line[at + 1 : start]
    return len(between) <= 1 or all(token.lower in FUNCTION_WORDS or not token.is_word for token in between)
