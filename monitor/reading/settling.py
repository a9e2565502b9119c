"""Which side the voices of an item are on that do not say so themselves: offices, bare names, pronouns."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from monitor.model import Feed, Tier, Topic
from monitor.reading.document import Document
from monitor.reading.naming import Who
from monitor.reading.places import places_but_where, places_in
from monitor.reading.relevance import profile_of
from monitor.reading.speakers import Sort, key, sides, speakers
from monitor.reading.voices import Act, Spoken


class Settling:
    """What one item and its feed tell of who its voices are."""

    def __init__(self, document: Document, topic: Topic, feed: Feed, anonymous: Sequence[bool]) -> None:
        self.document, self.feed, self.anonymous = document, feed, anonymous
        self.sides, self.lexicon = sides(topic), speakers()
        self.own_countries = self.sides.countries | profile_of(topic).named
        self.country = self.lexicon.state_media.get(key(feed.name), "")

    def settled(self, found: list[list[Spoken]]) -> list[list[Spoken]]:
        """Offices, bare names and pronouns given their side, from what the item says of them elsewhere."""
        title = self._title_side(found)
        known = self._known(found, title)
        found[:1] = [self._labelled(voices, known) for voices in found[:1]]
        last: Spoken | None = None
        settled: list[list[Spoken]] = []
        for voices in found:
            made: list[Spoken] = []
            for voice in voices:
                now = self._unnamed(self._settle(voice, known, title, last))
                made.append(now)
                if now.who is not Who.OUTLET:
                    last = now
            settled.append(made)
        return settled

    def _unnamed(self, voice: Spoken) -> Spoken:
        """An office whose holder asks for anonymity speaks for nobody on the record."""
        known = voice.who in (Who.OFFICIAL, Who.OTHER) and voice.act in (Act.SPEECH, Act.SOURCE)
        veiled = known and not voice.person
        return replace(voice, who=Who.UNNAMED) if veiled and self.anonymous[voice.line] else voice

    def _known(self, found: Sequence[Sequence[Spoken]], title: Who | None) -> dict[str, Who]:
        """Names that the item introduces with their side; under "" that of its first speaker."""
        spoken = [v for voices in found for v in voices if v.act is not Act.FORMAL]
        known = {name: self._office(v, title) for v in spoken if v.who is Who.ROLE for name in v.names}
        known |= {name: v.who for v in spoken if v.who in (Who.OFFICIAL, Who.OTHER) for name in v.names}
        first = next((v for v in spoken if v.line), None)
        if first is not None and first.who in (Who.OFFICIAL, Who.OTHER) and first.act is Act.SPEECH:
            known[""] = first.who
        known |= {name: Who.OUTLET for v in spoken if v.who is Who.OUTLET for name in v.names}
        return known

    def _labelled(self, voices: list[Spoken], known: Mapping[str, Who]) -> list[Spoken]:
        """A headline's label speaks only where somebody speaks in the text ("Correction:" does not)."""
        if "" in known:
            return voices
        return [
            v for v in voices if v.who is not Who.NAME or v.act is not Act.SOURCE or set(v.names) & set(known)
        ]

    def _settle(
        self, voice: Spoken, known: Mapping[str, Who], title: Who | None, last: Spoken | None
    ) -> Spoken:
        if voice.who is Who.PRONOUN:
            if last is None:
                several = voice.source.lower() == "they"
                return replace(voice, who=title or (Who.OTHER if several else Who.OFFICIAL))
            return replace(voice, who=last.who, source=last.source, count=last.count, names=last.names)
        if voice.who not in (Who.ROLE, Who.NAME):
            return voice
        named = next((known[name] for name in reversed(voice.names) if name in known), None)
        if named is None and voice.line == 0:
            named = known.get("")
        if named is None and voice.who is Who.ROLE:
            named = self._office(voice, title)
        ours = self.feed.tier is Tier.OFFICIAL or self._office_in_title()
        return replace(voice, who=named or title or (Who.OFFICIAL if ours else Who.OTHER))

    def _office(self, voice: Spoken, title: Who | None) -> Who:
        """An office without a country: whoever the headline lets speak, else the side that decides."""
        if title is not None:
            return title
        if self._decider_opens():
            return Who.OFFICIAL
        holder = self.lexicon.institutions.isdisjoint(voice.source.lower().split())
        if holder and (self._abroad(voice.line) or self._abroad(0)):
            return Who.OTHER
        if not holder and not voice.person and self._of_others():
            return Who.OTHER
        if self.country and self.sides.countries and self.country not in self.sides.countries:
            return Who.OTHER
        return Who.OFFICIAL

    def _decider_opens(self) -> bool:
        """Whether the headline begins with a person who decides: the minister of its text is that one."""
        tokens = self.document.lines[0].tokens if self.document.lines[0].is_title else ()
        named = self.sides.decider(tokens, 0) if tokens else None
        return named is not None and named[1].sort is Sort.PERSON

    def _of_others(self) -> bool:
        """Whether the headline begins with a place that does not decide: an institution is then its own."""
        named = places_in(self.document.lines[0].tokens[:2])
        return bool(named and self.sides.countries) and self.sides.countries.isdisjoint(named)

    def _abroad(self, line: int) -> bool:
        """Whether the first country that a sentence names is one of which the topic does not speak."""
        named = places_but_where(self.document.lines[line].tokens) if self.sides.countries else []
        return bool(named) and named[0] not in self.own_countries

    def _office_in_title(self) -> bool:
        """Whether the headline speaks of an office of those who decide ("Hungary's speaker in no hurry")."""
        tokens = self.document.lines[0].tokens if self.document.lines else ()
        words = [key(token.text) for token in tokens]
        for at in range(len(tokens) - 1):
            ours = self.lexicon.countries.get(words[at]) in self.sides.countries or self.sides.decider(
                tokens, at
            )
            if ours and set(words[at + 1 : at + 3]) & self.lexicon.roles:
                return True
        return False

    def _title_side(self, found: Sequence[Sequence[Spoken]]) -> Who | None:
        """The side of the person who speaks in the headline, where one does."""
        if not found or not self.document.lines[0].is_title:
            return None
        for voice in found[0]:
            if voice.act is not Act.FORMAL and voice.who in (Who.OFFICIAL, Who.OTHER):
                return voice.who
        return None
