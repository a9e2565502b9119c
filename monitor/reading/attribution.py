"""On whose word an assertion stands: the decider's, unnamed people's, somebody else's, or the outlet's own.

The guidelines (docs/reading.md, "On whose word") are put to work in this order: the voice that governs the
assertion inside its sentence; a public act in it; for a headline the voice of the text, for a sentence the
voice that goes on from the one before; an official feed; the outlet itself.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise

from monitor.model import Attribution, Cue, Feed, Span, Tier, Topic
from monitor.reading.document import Document, Line
from monitor.reading.naming import Who
from monitor.reading.settling import Settling
from monitor.reading.speakers import PRONOUNS, Sides, key, sides, speakers
from monitor.reading.voices import Act, Sentence, Spoken


@dataclass(frozen=True, slots=True)
class Voice:
    """Who stands behind an assertion."""

    attribution: Attribution
    source: str = ""  # in the document's words: "four US officials"
    sources: int | None = None  # how many unnamed voices, where the text counts them
    origin: str = ""  # the outlet whose report this retells; empty: its own
    adversary: bool = False  # a claim by the topic's adversaries, or through state media
    cues: tuple[Cue, ...] = ()  # the words that name the speaker
    rule: str = ""  # which of the rules above decided


_SIDE = {Who.OFFICIAL: Attribution.OFFICIAL, Who.UNNAMED: Attribution.UNNAMED, Who.OTHER: Attribution.OTHER}
_OPINION = frozenset(
    "seen expected tipped forecast bets bet traders analysts economists poll odds set likely poised".split()
)
"""Words of a headline that report what others think will happen."""
_SILENT = frozenset("not no declined declines refused never cannot immediately".split())
_LATER = frozenset({"after", "once", "since"})
_SHARED = {Who.UNNAMED: 1, Who.OFFICIAL: 2, Who.OTHER: 2}
"""Words that a headline must share with a sentence to be on the word of that sentence's speaker."""
_LEAD = 3
"""Sentences that carry the headline's story: there the decider's side speaks of it without echoing it."""
_LONG = frozenset("months years only holdouts holdout".split())
"""Words by which an outlet recalls how things stand."""
_OPENING = 2
"""Words of a sentence among which a pronoun refers back to who spoke."""
_AGAIN = 2
"""Words that a sentence must share with one before to tell it again."""
_ABOUT = frozenset("for about over of after following amid against despite by from".split())
_INTENT = frozenset("decision move plan".split())
"""Before "to", these too take for granted what follows."""
_MAKING_KNOWN = frozenset("proposed proposes tabled tables published submitted introduced unveiled".split())
_DETERMINERS = frozenset("the its his her their".split())
_NEAR = 5
"""Words between such a preposition and what is taken for granted."""
_SPANS = frozenset("hours days weeks months years day week month year hour minutes , ;".split())


def _is_party(feed: Feed, topic: Topic) -> bool:
    """Whether a feed is that of somebody whom the topic is about: the company that applies."""
    name = key(feed.name)
    return any(key(term.text.strip('"')) == name for terms in topic.about for term in terms.alternatives)


class Witnesses:
    """All voices of one item on one topic: found once, asked for each assertion."""

    def __init__(self, document: Document, topic: Topic, feed: Feed) -> None:
        self.document, self.feed = document, feed
        self.sides: Sides = sides(topic)
        self.lexicon = speakers()
        self.sentences = [Sentence(line, self.sides) for line in document.lines]
        found = [sentence.voices() for sentence in self.sentences]
        self.anonymous = [self._anonymous(line) for line in document.lines]
        self.voices = Settling(document, topic, feed, self.anonymous).settled(found)
        self.origin = self._origin(found)
        self.party = feed.tier is Tier.OTHER and _is_party(feed, topic)

    def attribute(self, line: int, span: Span, *, presupposed: bool = False, decided: bool = False) -> Voice:
        """On whose word the assertion at `span` of a line stands; `decided`: that something has been done.

        What a speaker takes for granted ("criticised the decision to send") is not that speaker's word: of
        those who do not decide it is the outlet's.
        """
        voice = self._stood_behind(line, span, decided)
        granted = presupposed or self._granted(line, span) or self._described(line, span)
        if granted and voice.attribution is Attribution.OTHER and not voice.adversary:
            return self._voice(Attribution.REPORT, None, "taken for granted", source=self.feed.name)
        return voice

    def _stood_behind(self, line: int, span: Span, decided: bool) -> Voice:
        for rule in (self._in_sentence, self._act, self._from_text, self._from_before):
            voice = rule(line, span)
            if voice is None and rule == self._act and decided and not self._leaked(line):
                done = self.sentences[line].act_at(span.start)
                voice = self._told(done, line, "public act") if done else None
            if voice is not None:
                return voice
        if self.feed.tier is Tier.OFFICIAL:
            return self._voice(Attribution.OFFICIAL, None, "official feed", source=self.feed.name)
        if self.party and not self.origin:
            return self._voice(Attribution.OTHER, None, "a party's own feed", source=self.feed.name)
        return self._voice(Attribution.REPORT, None, "outlet", source=self.origin or self.feed.name)

    # --- the rules, in order ----------------------------------------------------------------------------

    def _in_sentence(self, line: int, span: Span) -> Voice | None:
        heard = [v for v in self.voices[line] if v.act is not Act.FORMAL]
        people = [v for v in heard if v.who is not Who.OUTLET]
        voice = self._governing(people, line, span)
        if voice is None:
            return None
        if self.document.lines[line].is_title:
            voice = self._told_better(voice)
        if voice.act is Act.REACTION:
            return self._voice(Attribution.REPORT, voice, "reaction", source=self.feed.name)
        return self._told(voice, line, "speaker in the sentence")

    def _told_better(self, voice: Spoken) -> Spoken:
        """A headline is brief: its "official" may be named in the text, its minister be known by a leak."""
        if voice.act is Act.REACTION or len(self.voices) < 2:
            return voice
        heard = [
            v for place in range(1, len(self.voices)) for v in self._human(place) if v.act is not Act.FORMAL
        ]
        if voice.who is Who.UNNAMED and heard and all(v.who is not Who.UNNAMED for v in heard):
            return heard[0] if not any(self.anonymous[1:]) and heard[0].who is not Who.OFFICIAL else voice
        first = [v for v in self._human(1) if v.act is not Act.FORMAL]
        if voice.who is Who.OFFICIAL and not voice.person and first and (first[0].closing or not voice.names):
            return first[0] if first[0].who is Who.UNNAMED and self._shared(0, 1) > 1 else voice
        return voice

    def _act(self, line: int, span: Span) -> Voice | None:
        acts = [v for v in self.voices[line] if v.act is Act.FORMAL]
        if not acts or self._leaked(line):
            return None
        nearest = min(acts, key=lambda v: abs(v.verb - span.start))
        return self._told(nearest, line, "public act")

    def _leaked(self, line: int) -> bool:
        """Whether the text of a headline knows of the act from unnamed people first."""
        if not self.document.lines[line].is_title:
            return False
        spoken = [v for v in self._human(line + 1) if v.act is not Act.FORMAL]
        return bool(spoken) and spoken[0].who is Who.UNNAMED

    def _from_text(self, line: int, span: Span) -> Voice | None:
        """A headline without a speaker is on the word of the text's first."""
        if not self.document.lines[line].is_title or self.feed.tier is Tier.OFFICIAL:
            return None
        passive = bool(_OPINION & set(self._words(line)))
        for place in range(line + 1, len(self.voices)):
            for voice in self._human(place):
                if self._aside(voice) or not self._of_part(line, span, place):
                    continue
                wanted = _SHARED[voice.who] if place > _LEAD or voice.who is Who.OTHER else 0
                if self._shared(line, place) < wanted and not (passive and voice.who is Who.OTHER):
                    continue
                return self._told(voice, place, "headline's text")
        return None

    def _from_before(self, line: int, span: Span) -> Voice | None:
        """A sentence without a speaker goes on from the one before; from the headline at last.

        How things have long stood is for the outlet to recall, and those who do not decide go on speaking
        only where the sentence refers back to them.
        """
        if self.document.lines[line].is_title or self.feed.tier is Tier.OFFICIAL:
            return None
        words = self._words(line)
        if _LONG & set(words):
            return None
        relayed = any(v.who is Who.OUTLET for v in self.voices[line])
        after = (
            [v for v in self._human(line + 1) if v.who is Who.UNNAMED or relayed] if self._plain(line) else []
        )
        before = [v for place in range(line - 1, 0, -1) for v in self._last_first(place)]
        title = self._human(0) if self.document.lines[0].is_title else []
        for voice in (*before[:1], *title[-1:], *after[:1]):
            if voice.act is Act.FORMAL and voice.line and not relayed and not self._proposes(voice):
                continue
            if voice.who is Who.OTHER and not self._refers_back(line, voice):
                continue
            return self._told(voice, voice.line, "goes on from the sentence before")
        return None

    def _proposes(self, voice: Spoken) -> bool:
        """Whether a public act makes a text known, of which the next sentence tells what is in it."""
        line = self.document.lines[voice.line]
        return any(t.start == voice.verb and t.lower in _MAKING_KNOWN for t in line.tokens)

    def _of_part(self, line: int, span: Span, other: int) -> bool:
        """Whether a sentence speaks of that story of a digest's headline in which the assertion stands."""
        tokens = self.document.lines[line].tokens
        if not any(token.text == ";" for token in tokens):
            return True
        stems = {t.stem for t in self.document.lines[other].tokens if len(t.text) > 3}
        return any(t.stem in stems for t in tokens if not self._parted(line, t.start, span.start))

    def _aside(self, voice: Spoken) -> bool:
        """Whether somebody speaks in a clause that is set against the rest: "While X says ..., "."""
        first = self._words(voice.line)[:1]
        return first in (["while"], ["although"], ["though"]) and not voice.closing

    def _refers_back(self, line: int, voice: Spoken) -> bool:
        """Whether a sentence opens with a pronoun, or tells again what was said."""
        again = self._shared(line, voice.line) >= _AGAIN
        return again or bool(set(self._words(line)[:_OPENING]) & PRONOUNS)

    # --- what the rules share ---------------------------------------------------------------------------

    def _governing(self, voices: Sequence[Spoken], line: int, span: Span) -> Spoken | None:
        """The voice whose words hold the assertion: the one closing the sentence, else the nearest before."""
        voices = [v for v in self._outermost(line, voices) if not self._parted(line, v.verb, span.start)]
        if not voices:
            return None
        closing = [v for v in voices if v.closing and (v.verb >= span.start or v is voices[0])]
        if closing and not self._background(line, closing[0].verb, span.start):
            return closing[-1] if closing[-1].act is not Act.SPEECH else closing[0]
        before = [v for v in voices if v.verb <= span.end]
        if before:
            voice = before[-1]
            return None if self._background(line, voice.verb, span.start) else voice
        return None if self._joined(line, span.start, voices[0].verb) else voices[0]

    def _outermost(self, line: int, voices: Sequence[Spoken]) -> list[Spoken]:
        """The voices without those that another reports: "Sweden says Turkey pledges" is Sweden's word."""
        kept: list[Spoken] = []
        for voice in voices:
            if kept and kept[-1].verb < voice.span.start and voice.act is Act.SPEECH:
                between = (
                    t for t in self.document.lines[line].tokens if kept[-1].verb < t.start < voice.span.start
                )
                if not any(not t.is_word or t.lower in ("and", "but", "while") for t in between):
                    continue
            kept.append(voice)
        return kept

    def _granted(self, line: int, span: Span) -> bool:
        """Whether the words stand behind "for", "about", "after": what is spoken of, not what is said."""
        line_words = self.document.lines[line]
        if line_words.is_title:
            before = [t.lower for t in line_words.tokens if t.start < span.start]
            if "after" in before and "," not in before[before.index("after") :]:
                return True  # "path is clear | after Bell waves it through"
        said = max((v.verb for v in self.voices[line] if v.verb < span.start), default=None)
        if said is None:
            return False
        before = [t.lower for t in self.document.lines[line].tokens if said < t.start < span.start]
        if "after" in before and "," not in before[before.index("after") :]:
            return True
        intended = before[-1:] == ["to"] and before[-2:-1] and before[-2] in _INTENT
        return bool(intended or _ABOUT & set(before[-_NEAR:]))

    def _described(self, line: int, span: Span) -> bool:
        """Whether the assertion only describes a thing in passing: "Chile's stalled bid"."""
        tokens = self.document.lines[line].tokens
        at = next((place for place, token in enumerate(tokens) if token.start >= span.start), 0)
        if not at or not tokens[at].lower.endswith("ed"):
            return False
        return tokens[at - 1].lower in _DETERMINERS or tokens[at - 1].lower.endswith(("'s", "’s"))

    def _parted(self, line: int, one: int, other: int) -> bool:
        """Whether a semicolon parts two places: headlines of digests hold several stories."""
        low, high = min(one, other), max(one, other)
        return any(t.text == ";" and low < t.start < high for t in self.document.lines[line].tokens)

    def _joined(self, line: int, first: int, last: int) -> bool:
        """Whether ", and" stands between two places: a main clause of its own speaks for itself."""
        between = [t.lower for t in self.document.lines[line].tokens if first < t.start < last]
        return any(mark == "," and word in ("and", "but") for mark, word in pairwise(between))

    def _background(self, line: int, verb: int, start: int) -> bool:
        """Whether the assertion stands behind ", hours after", "says after": known before anybody spoke."""
        previous, spoken = "", False
        for token in self.document.lines[line].tokens:
            if verb < token.start <= start and token.lower in _LATER and (previous in _SPANS or spoken):
                return True
            previous, spoken = token.lower, token.start == verb
        return False

    def _human(self, line: int) -> list[Spoken]:
        """The voices of a line that are neither an outlet's nor a reaction; speech before public acts."""
        if line >= len(self.voices):
            return []
        words = set(self._words(line))
        if words & {"comment", "respond", "verify"} and words & _SILENT:
            return []
        made = [v for v in self.voices[line] if v.who is not Who.OUTLET and v.act is not Act.REACTION]
        return sorted(made, key=lambda v: (v.act is Act.FORMAL, not v.closing))

    def _last_first(self, line: int) -> list[Spoken]:
        """The voices of a line, who spoke last first, and public acts behind them."""
        heard = self._human(line)
        spoken = [v for v in heard if v.act is not Act.FORMAL]
        return spoken[::-1] + [v for v in heard if v.act is Act.FORMAL]

    def _plain(self, line: int) -> bool:
        return not self._human(line)

    def _shared(self, one: int, other: int) -> int:
        """How many words of weight two lines share."""
        first, second = (
            {t.stem for t in self.document.lines[at].tokens if len(t.text) > 3 and t.is_word}
            for at in (one, other)
        )
        return len(first & second)

    def _words(self, line: int) -> list[str]:
        return [token.lower for token in self.document.lines[line].tokens]

    def _anonymous(self, line: Line) -> bool:
        text = line.sentence.text.lower()
        return any(marker in text for marker in self.lexicon.markers)

    def _told(self, voice: Spoken, line: int, rule: str) -> Voice:
        side = _SIDE.get(voice.who, Attribution.OTHER)
        if (
            side is Attribution.OFFICIAL
            and voice.act is not Act.FORMAL
            and self.anonymous[line]
            and not voice.names
        ):
            side = Attribution.UNNAMED
        return self._voice(side, voice, rule)

    def _voice(self, side: Attribution, voice: Spoken | None, rule: str, source: str = "") -> Voice:
        state = self.feed.tier is Tier.STATE_MEDIA
        claimed = (state and side is not Attribution.OFFICIAL and not self.origin) or (
            voice is not None and voice.adversary
        )
        if voice is None:
            return Voice(side, source, None, self.origin, claimed, (), rule)
        cue = Cue(voice.span, voice.source, "speaker")
        return Voice(side, source or voice.source, voice.count, self.origin, claimed, (cue,), rule)

    def _origin(self, found: Iterable[Sequence[Spoken]]) -> str:
        """The first outlet named as a source that is not the feed itself."""
        own = key(self.feed.name)
        for voice in (v for voices in found for v in voices):
            if voice.outlet and not _same_outlet(key(voice.outlet), own):
                return voice.outlet.removeprefix("the ").removeprefix("The ")
        return ""


def _same_outlet(one: str, other: str) -> bool:
    return one in other or other in one or "".join(word[0] for word in other.split() if word != "the") == one


def attribute(document: Document, finding_line: int, span: Span, topic: Topic, feed: Feed) -> Voice:
    """On whose word the assertion at `span` of a line stands."""
    return Witnesses(document, topic, feed).attribute(finding_line, span)
