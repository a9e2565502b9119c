"""Finding where the event of a `will` question is named in a line (see monitor.reading.will.events)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from monitor.model import Span
from monitor.reading.will.clauses import Scan, compounded
from monitor.reading.will.cues import NEUTRAL
from monitor.reading.will.events import ADJECTIVES, FUNCTION_WORDS, UNITS, Event, Mention, Naming
from monitor.reading.will.forms import (
    BE,
    DETERMINERS,
    HAVE,
    MODALS,
    NOUN_ENDS,
    PREPOSITIONS,
    WITHOUT_OBJECT,
    Form,
    form,
    opens_object,
    participle,
)
from monitor.reading.will.lasting import going_on
from monitor.reading.will.phrases import direct_object, subject
from monitor.text import stem

PHRASE_GAP = 4
"""Words that may stand between two words of a phrase: "lift its two-year ban"."""
_PHRASE_ENDS = frozenset("off out up down ahead away over through back in on light forward".split())
"""Last words of phrases that are verbs with a particle."""
_MEASURES = (
    "-level",
    "-stage",
    "-term",
    "-year",
    "-month",
    "-week",
    "-day",
    "-wide",
    "-scale",
    "-minute",
    "-point",
)
"""Ends of compounds that leave a paper what it is: "a staff-level deal"."""
_ABOUT = frozenset("of on for to with".split())
"""Prepositions by which a paper or plan tells what it is about."""
_MORE = frozenset("more another further extra additional".split())
"""Words by which a stretch of time is told to be added."""
_TIME_WORDS = 3
"""Tokens before a unit of time within which one of these stands."""
_NO_LONGER = frozenset("of ago later earlier after before old".split())
"""Words behind a unit by which it tells something else than how much longer."""
_SHORT_WORD = 3
"""Letters of words that headlines never capitalise: of, the, and."""
_PEOPLE = ("or", "ors", "ature", "atures", "ection", "ections", "ializes", "iates", "iate", "rdingly")
"""Endings of words that share the stem of a paper and are none: regulator, legislature, projection."""
_SAID_OTHERWISE = frozenset({"possibility", "undecided", "doubt", "against"})
"""Classes of phrases that say something else than the act that they begin with."""
_AFTER_NOUNS = frozenset(
    "next last this ahead again soon there abroad now still already yet so because once too "
    "today tomorrow tonight yesterday monday tuesday wednesday thursday friday saturday sunday".split()
)
"""Words that may follow a noun phrase at once."""
_COURSE = frozenset(
    "return passage progress journey start launch rollout roll-out introduction arrival opening".split()
)
"""Nouns for how a thing goes on its way: "the bill's return to the Commons is put off"."""
_ON_THE_WAY = frozenset({"expectation", "possibility"})
_PARTS = frozenset(
    "change changes amendment amendments tweak tweaks alteration alterations addition additions".split()
)
"""Nouns for what is done to a part of a bill."""
_SPANS = frozenset("hours days weeks months years".split())
_TIMED = frozenset("after before since until amid despite during".split())
"""Words after which nothing is the object of the verb before them."""
_OTHERWISE = frozenset({"delay", "undecided", "possibility", "doubt"})
"""Classes whose phrases may begin with a word of the question and mean another thing."""
_INTRANSITIVE = frozenset(map(stem, ("pass", "clear", "survive")))
"""Verbs by which a paper gets over what follows: "the bill passes its first stage"."""
_TIMES = frozenset(
    "again further soon now more once twice together too there here back ahead "
    "next last this later early late today tomorrow tonight yesterday monday tuesday wednesday thursday "
    "friday saturday sunday every again soon more further twice once sooner ahead now".split()
)
"""Words after a verb that tell when, and are no object of it: "will reopen next month"."""
_LEADING = frozenset({"decision", "carry", "possibility", "announce"})
"""Classes of verbs that leave no doubt of the act they govern: "imposes | sanctions on"."""
_TURNS = frozenset({"block", "undo", "delay"})
_OBJECTIONS = frozenset({"veto", "objection", "objections"})
STANDING_IN = frozenset("it them they this these so he she".split())
"""Pronouns that may stand for the thing."""
REPORTS = frozenset("report reports rumour rumours rumor rumors talk claim claims".split())
ANTECEDENT = 4
"""Tokens before a relative clause within which the thing stands that it tells more of."""
_JOIN = stem("join")
_UNIONS = frozenset(
    map(stem, ("alliance", "bloc", "union", "pact", "club", "group", "treaty", "organization"))
)
_VOTE = stem("vote")
_OF_ACT = 5
"""Tokens from the noun of an act to the thing that it is about."""
OBJECT_REACH = 9
"""Tokens after a verb within which its object is looked for."""


class Finder:
    """Finds the mentions of one event."""

    def __init__(self, event: Event) -> None:
        self.event = event

    def mentions(self, scan: Scan) -> list[Mention]:
        """All places where the event is named in a line, in order."""
        found: list[Mention] = []
        keys = scan.keys
        words = self.event.lexicon.words
        shielded = {place for hit in scan.hits if hit.kind == NEUTRAL for place in range(hit.start, hit.end)}
        for place, key in enumerate(keys):
            if key not in self.event.naming:
                continue
            shown = place not in shielded or key in self.event.objects or key in self.event.phrases
            if not shown or compounded(scan.line.tokens, place):
                continue
            if key in UNITS:
                longer = self._longer(scan, place)
                if longer is not None:
                    found.append(longer)
                continue
            if key in self.event.phrases:
                named = self._phrase(scan, place)
                if named is not None:
                    found.append(named)
                    continue
            if key in self.event.passives:
                named = self._passive(scan, place)
                if named is not None:
                    found.append(named)
                    continue
            if key in self.event.acts and place not in shielded:
                mention = self._made(scan, place, self.event.acts[key], Naming.ACT)
                if mention.form is Form.NOUN and not self._heads(scan, place):
                    continue
                if key in self.event.nouns and mention.form is not Form.NOUN:
                    continue
                hit = scan.starts.get(place)
                if hit is not None and " " in hit.phrase and hit.kind in _OTHERWISE and key != "leav":
                    continue  # "holds off on", "cuts a long story short": the phrase, not its verb
                if (
                    hit is not None
                    and " " in hit.phrase
                    and (
                        key in self.event.kin_acts
                        or key in words.transfer | words.occur
                        or hit.kind in _SAID_OTHERWISE
                    )
                ):
                    continue  # "gives the green light" gives nothing, "refuses to rule out" refuses nothing
                if self._tied(scan, mention):
                    found.append(mention)
            elif key in self.event.objects:
                if (
                    self._heads(scan, place)
                    and not self._other_paper(scan, place)
                    and not self._told_within(scan, place)
                ):
                    found.append(self._made(scan, place, self.event.objects[key], Naming.OBJECT))
            elif scan.lowers[place] in self.event.matter and self._heads(scan, place):
                found.append(self._made(scan, place, 1, Naming.OBJECT))
            elif key in self.event.doing:
                mention = self._made(scan, place, 1, Naming.DOING)
                if mention.form is Form.NOUN:
                    mention = replace(mention, naming=Naming.OBJECT)
                    if self._heads(scan, place):
                        found.append(mention)
                elif self._done_with_it(scan, mention) and not self._by_decider(scan, mention):
                    found.append(mention)
            elif self._carries(scan, place) and not _within(scan, place):
                found.append(self._made(scan, place, 1, Naming.VEHICLE))
        if self.event.apart or self.event.told_apart:
            found = [mention for mention in found if not self._of_another(scan, mention)]
        found = [mention for mention in found if not self._done_to_a_no(scan, mention, found)]
        return [mention for mention in found if not self._covered(scan, mention, found)]

    @staticmethod
    def _done_to_a_no(scan: Scan, mention: Mention, found: Sequence[Mention]) -> bool:
        """Whether a verb of refusal is done to another no, which then is the mention: "rejects the veto"."""
        if mention.naming is not Naming.ACT or mention.sign > 0 or mention.form is Form.NOUN:
            return False
        first, end = direct_object(scan, mention.end, min(mention.end + OBJECT_REACH, len(scan.keys)))
        if any(word in _OBJECTIONS for word in scan.lowers[first:end]):
            return True
        return any(
            first <= other.start < end
            and other.naming is Naming.ACT
            and other.sign < 0
            and other.form is Form.NOUN
            for other in found
        )

    def _told_within(self, scan: Scan, place: int) -> bool:
        """Whether the verb of a thing only tells more of a noun, "its bid to join", or is of another."""
        words = self.event.lexicon.words
        if scan.keys[place] == _JOIN:
            first, end = direct_object(scan, place + 1, min(place + OBJECT_REACH, len(scan.keys)))
            named = self.event.anchors | _UNIONS
            timed = first < end and scan.lowers[first] in _AFTER_NOUNS | {"due"}
            if first < end and not timed and named.isdisjoint(scan.keys[first:end]):
                return True  # "would join a brigade"
        if place < 2 or scan.lowers[place - 1] != "to":
            return False
        noun = scan.keys[place - 2]
        return noun in self.event.objects or noun in words.chances | words.about_it

    def _covered(self, scan: Scan, mention: Mention, found: Sequence[Mention]) -> bool:
        """Whether a thing is only the object of an act that is itself a mention: "lifts | wages"."""
        named = mention.naming in {Naming.OBJECT, Naming.ACT} and mention.form is Form.NOUN
        if named and any(self._of_act(scan, mention, act) for act in found):
            return True
        if mention.naming is not Naming.OBJECT:
            return False
        return any(
            act.naming is Naming.ACT
            and act.form is not Form.NOUN
            and (0 < mention.start - act.start <= OBJECT_REACH or 0 < act.start - mention.start <= 5)
            and scan.clause_of(act.start) == scan.clause_of(mention.start)
            for act in found
        )

    @staticmethod
    def _of_act(scan: Scan, mention: Mention, act: Mention) -> bool:
        """Whether a thing tells what the noun of its own undoing is about: "repeal of the carbon tax"."""
        if act.naming is not Naming.ACT or act.form is not Form.NOUN or act.sign == mention.sign:
            return False
        if not 0 < mention.start - act.end <= _OF_ACT or scan.lowers[act.end] not in {"of", "on", "for"}:
            return False
        return not any(
            scan.lowers[at] in FUNCTION_WORDS - DETERMINERS or at in scan.starts
            for at in range(act.end + 1, mention.start)
        )

    def _of_another(self, scan: Scan, mention: Mention) -> bool:
        """Whether the words around it make a mention another question's: "e-fuels deal", "plan for shops"."""
        keys, start = scan.keys, mention.start
        if mention.form is Form.NOUN:
            for place in range(start - 1, max(start - 3, -1), -1):
                if keys[place] in self.event.apart | self.event.told_apart:
                    return True
                if not scan.line.tokens[place].is_word or scan.lowers[place] in FUNCTION_WORDS:
                    break
            if mention.naming is not Naming.VEHICLE or self._word(scan, mention.end) not in _ABOUT:
                return False
        elif mention.verb not in self.event.contested:
            return False
        after = mention.end + (self._word(scan, mention.end) in _ABOUT)
        first, end = direct_object(scan, after, min(after + OBJECT_REACH, len(keys)))
        named = [key for key in keys[first:end] if key in self.event.apart or key in self.event.objects]
        return bool(named) and (
            named[-1] in self.event.apart if mention.form is Form.NOUN else self.event.apart >= set(named)
        )

    @staticmethod
    def _word(scan: Scan, place: int) -> str:
        return scan.lowers[place] if place < len(scan.lowers) else ""

    def _longer(self, scan: Scan, place: int) -> Mention | None:
        """ "Gets one more year", "another 60 days for the deal": more time for what is to be prolonged."""
        if not self.event.extends or self._word(scan, place + 1) in _NO_LONGER:
            return None
        first = place - 1
        while first > max(place - _TIME_WORDS, 0) and scan.lowers[first] not in _MORE:
            first -= 1
        if first < 0 or scan.lowers[first] not in _MORE:
            return None
        clause = scan.clauses[scan.clause_of(place)]
        if not self.event.anchored(scan, clause.start, clause.end):
            return None
        made = self._made(scan, first, 1, Naming.ACT)
        return replace(made, end=place + 1, form=Form.NOUN, verb=scan.keys[place])

    def _phrase(self, scan: Scan, place: int) -> Mention | None:
        for stems, sign in self.event.phrases[scan.keys[place]]:
            end = _phrase_end(stems, scan.keys, place, self.event.alike)
            if end:
                verb = place
                tight = end - place == len(stems)
                if stems in self.event.nominal or (tight and self._noun_phrase(scan, place, end)):
                    if self._heads(scan, end - 1):
                        return replace(self._made(scan, place, sign, Naming.ACT), end=end, form=Form.NOUN)
                    continue
                if stems[0] in self.event.objects:  # "flights begin": the verb comes second
                    second = next(at for at in range(place + 1, len(scan.keys)) if scan.keys[at] == stems[1])
                    if form(scan.line.tokens, scan.lowers, second, second + 1) is not Form.NOUN:
                        verb = second
                mention = self._made(scan, verb, sign, Naming.ACT)
                particle = tight and verb and scan.lowers[end - 1] in _PHRASE_ENDS
                if particle and mention.form is Form.NOUN and scan.lowers[verb].endswith("s"):
                    mention = replace(mention, form=Form.FINITE)  # "hands over the boats"
                if stems[-1] in _ABOUT and not self._thing(
                    scan, end, min(end + OBJECT_REACH, len(scan.keys)), False
                ):
                    continue  # "is committed to | the station": to something else
                if mention.form is not Form.NOUN or self._heads(scan, verb):
                    return mention
        return None

    def _noun_phrase(self, scan: Scan, start: int, end: int) -> bool:
        """Whether a phrase of the question names a thing, not a deed: "minimum age", "golden share"."""
        if scan.lowers[end - 1] in _PHRASE_ENDS or scan.starts.get(start, None) is not None:
            return False
        if scan.lowers[start].endswith(ADJECTIVES) and not participle(scan.lowers[start]):
            return True
        lead = scan.lowers[start - 1] if start else ""
        if participle(scan.lowers[start]) and (lead in DETERMINERS or lead in PREPOSITIONS - {"to"}):
            return True  # "set for | limited role"
        if lead == "to" or lead in MODALS or participle(scan.lowers[start]):
            return False
        return form(scan.line.tokens, scan.lowers, start, start + 1) is Form.NOUN

    def _passive(self, scan: Scan, place: int) -> Mention | None:
        """ "YouTube will be spared", "the YouTube exemption", for the phrase "exempt YouTube"."""
        wanted, sign = self.event.passives[scan.keys[place]]
        like = self.event.alike.get(wanted, frozenset((wanted,)))
        mention = self._made(scan, place, sign, Naming.ACT)
        clause = scan.clauses[scan.clause_of(place)]
        named = (at for at, key in enumerate(scan.keys) if key in like)
        if mention.form is Form.NOUN:  # "scraps the exemption": of what, the sentence tells somewhere
            return mention if any(named) and self._heads(scan, place) else None
        return mention if any(clause.start <= at < place for at in named) else None

    def _tied(self, scan: Scan, mention: Mention) -> bool:
        """Whether the act is done to what the question asks about, as far as the sentence tells.

        With an object after the verb, a word of the topic or a pronoun must be in it; without one, such a
        word must stand before it, or nowhere else than in the rest of the item.
        """
        clause = scan.clauses[scan.clause_of(mention.start)]
        loose = mention.verb in self.event.kin_acts
        start = clause.start
        if clause.opener in {"which", "that", "who"}:
            start = max(start - ANTECEDENT, 0)  # "the flights, which will leave"
        before = self._thing(scan, start, mention.start, loose)
        limit = min(clause.end, mention.end + OBJECT_REACH)
        if mention.form is not Form.NOUN and self._of_chances(scan, mention.end, limit):
            return False
        if mention.form is not Form.NOUN and self._of_parts(scan, mention.end, limit):
            return False
        for place in range(mention.end, limit):
            if scan.lowers[place] in _TIMED:
                limit = place
                break
        after = self._thing(scan, mention.end, limit, loose)
        if mention.verb in self.event.lexicon.words.still and self._word(scan, mention.end).endswith("ing"):
            return after  # "kept speaking": what they went on doing
        if mention.verb in self.event.lexicon.words.occur and mention.form is not Form.NOUN:
            return before or (after and loose)
        if loose:
            return before or after
        following = scan.line.tokens[mention.end] if mention.end < clause.end else None
        if mention.form is Form.NOUN and self._to_do(scan, mention.end):
            return self._done_with_it(scan, mention)  # "permission to fire": with the very thing
        if mention.form is Form.NOUN:
            if before or after or following is None or not following.is_word or scan.line.is_title:
                return True
            if following.lower == "of" and _counts(scan, mention.end + 1):
                return True  # "the rise of nearly 15%"
            led = any(hit.end == mention.start and hit.kind in _LEADING for hit in scan.hits)
            about = following.lower in _ABOUT and bool(self.event.objects) and not led
            own = mention.verb not in self.event.nouns and not about
            return own or following.lower in _TIMES
        if following is not None and following.lower == "to" and mention.sign < 0:
            acts = range(mention.end, limit)  # "refused to pause his ruling": what else is refused is none
            return after or any(at in scan.starts and scan.keys[at] in self.event.naming for at in acts)
        timed = following is not None and (following.lower in _TIMES or following.lower.endswith("ly"))
        if following is not None and not timed and opens_object(following):
            over = mention.verb in _INTRANSITIVE or participle(scan.lowers[mention.start])
            return after or (before and over)
        if mention.verb in self.event.lexicon.words.ending:  # "their mission ends": another thing
            first, end = subject(scan, clause, mention.start)
            states = self.event.lexicon.words.states
            own = self._thing(scan, first, end, loose=True)
            return own or first == end or any(key in states for key in scan.keys[first:end])
        return True

    def _to_do(self, scan: Scan, place: int) -> bool:
        if place + 1 >= len(scan.keys):
            return False
        return scan.lowers[place] == "to" and scan.keys[place + 1] in self.event.doing

    def _done_with_it(self, scan: Scan, mention: Mention) -> bool:
        """Whether what is permitted is done to or with the very thing: "fires six ATACMS missiles"."""
        clause = scan.clauses[scan.clause_of(mention.start)]
        return any(scan.keys[place] in self.event.objects for place in range(clause.start, clause.end))

    def _by_decider(self, scan: Scan, mention: Mention) -> bool:
        """Whether those who are to permit it do it themselves: "the regulator's chief flies the jet"."""
        clause = scan.clauses[scan.clause_of(mention.start)]
        first, end = subject(scan, clause, mention.start)
        named = {place for place, _ in scan.named if not _is_short(scan.line.tokens[place].text)}
        return any(scan.keys[at] in self.event.decider_words and at not in named for at in range(first, end))

    def _of_parts(self, scan: Scan, start: int, limit: int) -> bool:
        """Whether only a part of the thing is meant: "reject Lords' changes | to the bill"."""
        first, end = direct_object(scan, start, limit)
        return first < end < limit and scan.lowers[end - 1] in _PARTS and scan.lowers[end] in {"to", "in"}

    def _of_chances(self, scan: Scan, start: int, limit: int) -> bool:
        """Whether what is done is done to a chance or a forecast of the thing: "raised bets on a cut"."""
        first, end = direct_object(scan, start, limit)
        chances = self.event.lexicon.words.chances - set(self.event.objects)
        return any(
            scan.keys[place] in chances
            and not (place + 1 < end and scan.keys[place + 1] in self.event.objects)  # "the call rate"
            for place in range(first, end)
        )

    def _thing(self, scan: Scan, start: int, end: int, loose: bool) -> bool:
        """Whether tokens [start, end) name the thing, or stand for it by a pronoun or a paper."""
        keys = scan.keys
        for place in range(start, end):
            key = keys[place]
            if self._other_paper(scan, place):
                return False
            if key in self.event.objects or key in self.event.vehicles or scan.lowers[place] in STANDING_IN:
                return True
            tied = key in self.event.anchors and key not in self.event.told_apart
            if not loose and (tied or key in self.event.acts):
                return True
        return False

    def _other_paper(self, scan: Scan, place: int) -> bool:
        """Whether a paper has a name of its own that the topic does not know: "Sentencing Bill, 2031"."""
        papers = self.event.lexicon.words.papers
        if scan.keys[place] not in papers or scan.line.tokens[place].text[:1].islower():
            return False
        named = tokens_before(scan, place)
        if not named:
            return False
        known = (
            self.event.anchors | self.event.decider_words | self.event.mine | self.event.lexicon.words.neutral
        )
        return not any(scan.keys[at] in known or scan.places(at, at + 1) for at in named)

    def _carries(self, scan: Scan, place: int) -> bool:
        """Whether a paper or plan is named that carries this question: "the bill", "the e-fuels rule"."""
        key = scan.keys[place]
        word = scan.lowers[place]
        if word.endswith(_PEOPLE) or participle(word) or word in self.event.lexicon.words.verdicts:
            return False
        if key in self.event.vehicles:
            return self._heads(scan, place) and self._known(scan, place)
        if word in FUNCTION_WORDS or not place:
            return False
        return scan.keys[place - 1] in self.event.objects and self._heads(scan, place)

    def _known(self, scan: Scan, place: int) -> bool:
        """Whether a paper or plan is the one that the topic is about: not "a bill", not "the plan for X"."""
        key = scan.keys[place]
        if form(scan.line.tokens, scan.lowers, place, place + 1) not in {Form.NOUN, Form.FINITE}:
            return False
        if self._another(scan, place):
            return False
        ahead = scan.starts.get(place + 1)
        if ahead is not None and ahead.kind in _TURNS and scan.lowers[place + 1].endswith("ing"):
            return False  # "the order | blocking the mandate"
        if key == _VOTE and place and scan.lowers[place - 1][:1].isdigit():  # "by 39 votes to 32"
            return False
        named = False
        for at in range(place - 1, max(place - 5, -1), -1):
            word = scan.lowers[at]
            if scan.keys[at] in self.event.anchors or scan.keys[at] in self.event.acts:
                named = True
            if word in {"a", "an", "another", "any"}:
                return named
            if word in {"the", "this", "that"}:
                break
        following = scan.lowers[place + 1] if place + 1 < len(scan.lowers) else ""
        dated = place + 2 < len(scan.lowers) and scan.lowers[place + 2] in _TIMES
        if following in {"of", "on", "for", "to", "with"} and not named and not dated:
            return self.event.anchored(scan, place + 1, min(place + 9, len(scan.keys))) or any(
                scan.keys[at] in self.event.acts for at in range(place + 1, min(place + 9, len(scan.keys)))
            )
        return True

    def _another(self, scan: Scan, place: int) -> bool:
        """Whether the word right before a paper makes it another one: "the bank capital plan"."""
        if not place:
            return False
        token, word, key = scan.line.tokens[place - 1], scan.lowers[place - 1], scan.keys[place - 1]
        if not token.is_word or word in FUNCTION_WORDS or word in DETERMINERS or word[0].isdigit():
            return False
        if key in self.event.apart and key not in self.event.objects:
            return True
        parts = {stem(part) for part in word.split("-")} if "-" in word else set()
        if any(part in self.event.acts or part in self.event.objects for part in parts):
            return False  # "the sell-or-ban measure"
        if "-" in word and token.text[0].isupper():
            return False  # "the Norvane-Pelham deal": whose names these are is known to the topic
        if place - 1 in scan.starts or participle(word) or word.endswith((*ADJECTIVES, *_MEASURES)):
            return False
        if key in self.event.lexicon.words.neutral or key in self.event.acts or key in self.event.objects:
            return False
        return not (
            (key in self.event.anchors and key not in self.event.vehicles)
            or key in self.event.decider_words
            or bool(scan.places(place - 1, place) & (self.event.home | self.event.asked))
        )

    def _made(self, scan: Scan, place: int, sign: int, naming: Naming) -> Mention:
        tokens = scan.line.tokens
        verbal = naming in {Naming.ACT, Naming.DOING}
        shape = form(tokens, scan.lowers, place, place + 1) if verbal else Form.NOUN
        if shape is Form.FINITE and self._compounded(scan, place):
            shape = Form.NOUN
        elif shape is Form.FINITE and _brought_about(scan, place):
            shape = Form.BARE
        elif verbal and going_on(scan, place, shape, self.event, against=sign < 0):
            shape = Form.PROGRESS
        span = Span(tokens[place].start, tokens[place].end)
        return Mention(place, place + 1, span, sign, shape, naming, scan.keys[place])

    def _compounded(self, scan: Scan, place: int) -> bool:
        """Whether a word is a noun told more closely by the thing before it: "rate cuts ahead"."""
        word = scan.lowers[place]
        if not place or participle(word) or word in WITHOUT_OBJECT:
            return False
        if scan.keys[place - 1] not in self.event.objects:
            return False
        if place + 1 >= len(scan.lowers):
            return True
        following = scan.line.tokens[place + 1]
        return not opens_object(following) or (
            following.text[0].islower() and scan.lowers[place + 1] not in DETERMINERS
        )

    def _heads(self, scan: Scan, place: int) -> bool:
        """Whether the noun heads its phrase: "debt" does not head "debt relief", "ban" not "ban law"."""
        following, word_here = place + 1, scan.lowers[place]
        if word_here.endswith(("'s", "s'")):
            return following < len(scan.lowers) and scan.lowers[following] in _COURSE
        inside = scan.lowers[place] == "bid" and "in" in scan.lowers[max(place - 3, 0) : place]
        if inside and scan.lowers[following : following + 1] == ("to",):
            return False  # "meet in a last-ditch bid to break the deadlock"
        if following >= len(scan.lowers) or (place and scan.lowers[place - 1] in {"let", "lets", "letting"}):
            return True
        word = scan.lowers[following]
        token = scan.line.tokens[following]
        if token.text[0].isdigit() and scan.line.tokens[place].text[0].isupper() and place:
            return self._heads(scan, following)  # "Section 9 | case"
        if not token.is_word or word in FUNCTION_WORDS or token.text[0].isdigit():
            return True
        if (
            scan.keys[following] not in self.event.vehicles
            and any(following in hit.tail for hit in scan.hits)
            and (not word_here.endswith(ADJECTIVES) or word_here.endswith(NOUN_ENDS))
        ):
            return True  # "gives the pipeline | the all-clear"
        key = scan.keys[following]
        known = key in self.event.acts or key in self.event.objects
        if known and form(scan.line.tokens, scan.lowers, following, following + 1) is Form.NOUN:
            return False
        if scan.keys[following] in self.event.doing and not participle(word):
            return False  # "the Orm Mills deal": the deal is what is spoken of
        if following in scan.starts:
            return form(scan.line.tokens, scan.lowers, following, following + 1) is not Form.NOUN or (
                scan.starts[following].kind not in {"block", "decision", "stage"} and key != "schedul"
            )
        if key in self.event.lexicon.words.about_it and self._heads(scan, following):
            return True
        if key in self.event.acts or key in self.event.objects or key in self.event.vehicles:
            return False
        if word in _SPANS and scan.lowers[following + 1 : following + 2] in {("before",), ("after",)}:
            return True  # "puts off the levy | weeks before it starts"
        return word.endswith(("ly", "ed")) or word in REPORTS or word in _AFTER_NOUNS


def _within(scan: Scan, place: int) -> bool:
    """Whether a plan is only the last word of a phrase that says how far it has come: "draw up plans"."""
    planned = scan.lowers[place] in {"plan", "plans"}
    return planned and any(hit.kind in _ON_THE_WAY and hit.start < place < hit.end for hit in scan.hits)


def tokens_before(scan: Scan, place: int) -> list[int]:
    """The capitalised words right before a capitalised word of a sentence that has others in lower case."""
    tokens = scan.line.tokens
    if sum(token.text[:1].islower() for token in tokens if len(token.text) > _SHORT_WORD) < 1:
        return []
    found = []
    at = place - 1
    while at > 0 and tokens[at].is_word and tokens[at].text[:1].isupper():
        found.append(at)
        at -= 1
    return found


def _counts(scan: Scan, place: int) -> bool:
    """Whether a figure stands there, or a word that rounds one."""
    word = scan.lowers[place] if place < len(scan.lowers) else ""
    return word[:1].isdigit() or word in {"nearly", "about", "almost", "some", "around", "$", "£", "€"}


def _is_short(name: str) -> bool:
    """Whether a name is the initials of a body, not of a country: "FAA"."""
    return name.isupper() and name.isalpha() and len(name) > 2


def _brought_about(scan: Scan, place: int) -> bool:
    """Whether a participle tells what somebody wants or tries to have done: "to get the ban lifted"."""
    if not participle(scan.lowers[place]):
        return False
    for at in range(place - 1, max(place - 6, 0), -1):
        word = scan.lowers[at]
        if word in {"want", "wants", "wanted"}:
            return True
        if word in {"get", "see", "have"}:
            return scan.lowers[at - 1] == "to" or scan.lowers[at - 1] in MODALS
        if word in BE or word in HAVE or not scan.line.tokens[at].is_word:
            return False
    return False


def _phrase_end(
    stems: tuple[str, ...], keys: Sequence[str], start: int, alike: Mapping[str, frozenset[str]]
) -> int:
    """The token after a phrase whose words follow each other with small gaps, or 0."""
    place = start + 1
    for wanted in stems[1:]:
        limit = min(place + PHRASE_GAP + 1, len(keys))
        like = alike.get(wanted, frozenset((wanted,)))
        while place < limit and keys[place] not in like:
            place += 1
        if place >= limit:
            return 0
        place += 1
    return place
