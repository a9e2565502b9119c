"""Which topics an item is on.

An item can only be on a topic if a word from each entry of its `about` occurs, or from all but one and
something stands for that (monitor/reading/entries.py). So each topic is filed under the words of one entry,
its anchor: the entry whose words the fewest topics share; and under those of the next, for items that lack
the first. Only topics of which an anchor occurs in an item are looked at, and the cost of an item stays flat
however many questions are followed (the inverted filing of queries that Lucene's Monitor uses).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from monitor.model import Cue, Feed, Match, Span, Term, Terms, Topic
from monitor.reading.document import Document
from monitor.reading.entries import AUTHORITIES, HEAD, Absence, Entry, Spans
from monitor.reading.places import places_in
from monitor.reading.relevance import (
    Profile,
    Verdict,
    feed_words,
    gather,
    judge,
    judge_without,
    profile_of,
)
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

    def candidates(self, keys: set[str]) -> set[int]:
        """The topics of which an anchor is among an item's words."""
        found = {topic for key in self.words.keys() & keys for topic in self.words[key]}
        for length, by_prefix in self.prefixes.items():
            for key in keys:
                if key[0] == '"':
                    found.update(by_prefix.get(key[1 : length + 1], ()))
        return found


_TOLD_APART = 25
"""Topics that may share a word by which one is looked for whose rarest words are absent. A word that more of
them share ("Ukraine" in two hundred topics) would have each item weighed against all of them."""


class TopicIndex:
    """All topics, ready to be asked which of them an item is on."""

    def __init__(self, topics: Sequence[Topic]) -> None:
        self._profiles = [profile_of(topic) for topic in topics if topic.about]
        self._anchors, self._seconds = _Anchors(), _Anchors()
        self._of_feeds: dict[str, frozenset[int]] = {}
        shared = Counter(
            key
            for profile in self._profiles
            for key in {key for terms in profile.about for key in _anchor_keys(terms)}
        )
        for number, profile in enumerate(self._profiles):
            choices = [_anchor_keys(terms) for terms in profile.about]
            choices.sort(key=lambda keys: (max(shared[key] for key in keys), -_shortest(keys)))
            for key in choices[0]:
                self._anchors.file(key, number)
            for key in choices[1] if len(choices) > 1 and profile.may_be_short else ():
                if shared[key] <= _TOLD_APART:
                    self._seconds.file(key, number)

    def may_match(self, text: str, feed: Feed) -> bool:
        """Whether a text holds a word of each entry of any topic, or of what may stand for one: the look that
        spares most items all further work. The words may still be parts of phrases that do not occur."""
        keys = {key for word in distinct(text) for key in keys_of(word)}
        return any(True for _ in self._possible(keys, feed))

    def _possible(self, keys: set[str], feed: Feed) -> Iterator[Profile]:
        """The topics of which a word of each entry, or of what may stand for one, is among an item's keys."""
        of_feed = self._of_feed(feed.name)
        for number in sorted(self._anchors.candidates(keys) | self._seconds.candidates(keys) | of_feed):
            profile = self._profiles[number]
            absent = [entry for entry in profile.entries if not _among(entry.terms, keys)]
            if not absent or (
                len(absent) == 1 < len(profile.entries)
                and (number in of_feed or _may_be_meant(profile, absent[0], keys))
            ):
                yield profile

    def _of_feed(self, name: str) -> frozenset[int]:
        """The topics of which an entry, or one who decides, is met by the name of a feed."""
        found = self._of_feeds.get(name)
        if found is None:
            words = feed_words(name)
            found = self._of_feeds[name] = frozenset(
                number
                for number, profile in enumerate(self._profiles)
                if any(find_terms(terms, words) for terms in (*profile.about, profile.named_deciders))
            )
        return found

    def match(self, document: Document, feed: Feed) -> tuple[Match, ...]:
        """The topics that a document of this feed is on, in the order of the configuration."""
        keys: set[str] = set()
        for line in document.lines:
            for token in line.tokens:
                keys.update(keys_of(token.text))
        found: list[Match] = []
        lines: list[Words] = []
        for profile in self._possible(keys, feed):
            if feed.topics and profile.topic.id not in feed.topics:
                continue
            lines = lines or [line.words for line in document.lines]
            where = [[find_terms(entry.terms, words) for words in lines] for entry in profile.entries]
            verdict = _verdict(profile, document, lines, where, feed)
            if verdict is None or _occurs(profile.topic.never, lines):
                continue
            cues = _about_cues(document, where)
            found.append(Match(profile.topic.id, verdict.grade, verdict.score, cues, verdict.why))
        return tuple(found)


def _verdict(
    profile: Profile,
    document: Document,
    lines: Sequence[Words],
    where: Sequence[Sequence[Spans]],
    feed: Feed,
) -> Verdict | None:
    """Whether a document is on a topic whose entries stand at these places; None where an entry is missing
    and nothing stands for it."""
    absent = [number for number, places in enumerate(where) if not any(places)]
    if not absent:
        return judge(gather(profile, document, lines, where, feed))
    if len(absent) > 1 or len(where) == 1:
        return None
    others = [number for number in range(len(where)) if number != absent[0]]
    absence = Absence(
        entry=profile.entries[absent[0]],
        others=[profile.entries[number] for number in others],
        where=[where[number] for number in others],
        document=document,
        lines=lines,
        feed=feed,
        feed_words=feed_words(feed.name),
        elsewhere=not profile.own.issuperset(p for ln in document.lines[:HEAD] for p in places_in(ln.tokens)),
    )
    return judge_without(profile, absence)


def _may_be_meant(profile: Profile, absent: Entry, keys: set[str]) -> bool:
    """Whether an item with these keys may hold what stands for an entry."""
    if not keys.isdisjoint(absent.heads) or _among(profile.named_deciders, keys):
        return True
    named = any(entry.thing and _among(entry.names, keys) for entry in profile.entries)
    told = _among(AUTHORITIES, keys) or _among(profile.counted, keys)
    return named and not absent.thing and told


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


def _among(terms: Terms, keys: set[str]) -> bool:
    """Whether a word of an expression may be among the keys."""
    return bool(terms.prefixes) or not keys.isdisjoint(terms.index)


def _about_cues(document: Document, where: Sequence[Sequence[Spans]]) -> tuple[Cue, ...]:
    """The topic's words in the document, in order."""
    cues: list[Cue] = []
    for places in where:
        for line, spans in zip(document.lines, places, strict=True):
            for start, end in spans:
                span = Span(line.tokens[start].start, line.tokens[end - 1].end)
                cues.append(Cue(span, document.quote(span), "about"))
    return tuple(sorted(cues, key=lambda cue: cue.span.start))
