"""Which topics an item is on.

An item can only be on a topic if a word from each entry of its `about` occurs. So each topic is filed under
the words of one entry, its anchor: the entry whose words the fewest topics share. Only topics whose anchor
occurs in an item are looked at, and the cost of an item stays flat however many questions are followed
(the inverted filing of queries that Lucene's Monitor uses).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from monitor.model import Cue, Feed, Match, Span, Term, Terms, Topic
from monitor.reading.document import Document
from monitor.reading.relevance import Profile, gather, judge, profile_of
from monitor.terms import Words, find_terms, keys_of
from monitor.text import distinct


@dataclass(slots=True)
class _Anchors:
    """Topics by the word that must occur, and by the beginning of one."""

    words: dict[str, list[int]] = field(default_factory=dict)
    prefixes: dict[int, dict[str, list[int]]] = field(default_factory=dict)  # by the prefix's length

    def file(self, key: str, topic: int) -> None:
        if key[-1] == "*" and len(key) > 1:
            self.prefixes.setdefault(len(key) - 1, {}).setdefault(key[:-1], []).append(topic)
        else:
            self.words.setdefault(key, []).append(topic)

    def candidates(self, keys: set[str]) -> list[int]:
        """The topics of which an anchor is among an item's words, in the order they were filed."""
        found = {topic for key in self.words.keys() & keys for topic in self.words[key]}
        for length, by_prefix in self.prefixes.items():
            for key in keys:
                if key[0] == '"':
                    found.update(by_prefix.get(key[1 : length + 1], ()))
        return sorted(found)


class TopicIndex:
    """All topics, ready to be asked which of them an item is on."""

    def __init__(self, topics: Sequence[Topic]) -> None:
        self._profiles = [profile_of(topic) for topic in topics if topic.about]
        self._anchors = _Anchors()
        shared = Counter(
            key
            for profile in self._profiles
            for key in {key for terms in profile.about for key in _anchor_keys(terms)}
        )
        for number, profile in enumerate(self._profiles):
            choices = [_anchor_keys(terms) for terms in profile.about]
            rarest = min(choices, key=lambda keys: (max(shared[key] for key in keys), -_shortest(keys)))
            for key in rarest:
                self._anchors.file(key, number)

    def may_match(self, text: str) -> bool:
        """Whether a text holds a word of each entry of any topic: the look that spares most items all
        further work. The words may still be parts of phrases that do not occur."""
        keys = {key for word in distinct(text) for key in keys_of(word)}
        return any(True for _ in self._possible(keys))

    def _possible(self, keys: set[str]) -> Iterator[Profile]:
        """The topics of which a word of each entry is among an item's keys."""
        for number in self._anchors.candidates(keys):
            profile = self._profiles[number]
            if all(terms.prefixes or not keys.isdisjoint(terms.index) for terms in profile.about):
                yield profile

    def match(self, document: Document, feed: Feed) -> tuple[Match, ...]:
        """The topics that a document of this feed is on, in the order of the configuration."""
        keys: set[str] = set()
        for line in document.lines:
            for token in line.tokens:
                keys.update(keys_of(token.text))
        found: list[Match] = []
        lines: list[Words] = []
        for profile in self._possible(keys):
            if feed.topics and profile.topic.id not in feed.topics:
                continue
            lines = lines or [Words(line.tokens) for line in document.lines]
            where = _where_about(profile, lines)
            if not where or _occurs(profile.topic.never, lines):
                continue
            verdict = judge(gather(profile, document, lines, where, feed.name))
            cues = _about_cues(document, where)
            found.append(Match(profile.topic.id, verdict.grade, verdict.score, cues, verdict.why))
        return tuple(found)


def _anchor_keys(terms: Terms) -> set[str]:
    """For each alternative the word of it that is likely the rarest: the longest."""
    return {_longest(term) for term in terms.alternatives}


def _longest(term: Term) -> str:
    whole = [word for word in term.words if not word.endswith("*")] or term.words
    return max(whole, key=len)


def _shortest(keys: Iterable[str]) -> int:
    """Short words are common: an entry is as rare as its shortest alternative."""
    return min(map(len, keys))


def _occurs(terms: Terms, lines: Iterable[Words]) -> bool:
    return bool(terms) and any(find_terms(terms, words) for words in lines)


def _where_about(profile: Profile, lines: Sequence[Words]) -> list[list[list[tuple[int, int]]]]:
    """For each `about` entry and each line where it stands; empty unless each entry occurs."""
    found = []
    for terms in profile.about:
        places = [find_terms(terms, words) for words in lines]
        if not any(places):
            return []
        found.append(places)
    return found


def _about_cues(document: Document, where: Sequence[Sequence[Sequence[tuple[int, int]]]]) -> tuple[Cue, ...]:
    """The topic's words in the document, in order."""
    cues: list[Cue] = []
    for places in where:
        for line, spans in zip(document.lines, places, strict=True):
            for start, end in spans:
                span = Span(line.tokens[start].start, line.tokens[end - 1].end)
                cues.append(Cue(span, document.quote(span), "about"))
    return tuple(sorted(cues, key=lambda cue: cue.span.start))
