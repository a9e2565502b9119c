"""To which word of its clause a date is attached: the verb or noun that says what happens then.

A date after its verb belongs to the nearest one before it ("takes effect on Jan. 19"), a date before its
verb to that one ("the council on Friday adopted"), a date before a noun to the noun ("Tuesday's vote").
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from monitor.reading.dates.bounds import Dated
from monitor.reading.dates.lexicon import (
    AUXILIARIES,
    DECIDING,
    FOLLOWED,
    NOT_VERBS,
    NOUNS_ING,
    PAST_FORMS,
    PLAIN_VERBS,
    SAYING,
    STATES,
)
from monitor.reading.dates.tense import given_to
from monitor.reading.numbers_words import SMALL
from monitor.text import Token, stem

_MARKS = frozenset({";", ":", "—", "–", "(", ")", "|", "…", "\u201c", "\u201d", "-", "?", "!"})
_OPENERS = frozenset(
    "but while although though whereas which who whose whom where because if unless that whether".split()
)
PREPOSITIONS = frozenset(
    "on in at by from for until before after since as of to within during early late mid the".split()
)
DETERMINERS = frozenset(
    "the a an his her its their our your this that these those no any some every each".split()
)
_NOT_NOUNS = frozenset(
    "and or but to of in on at for by with from after before until when as that which who if unless "
    "because while not no the a an his her its their it he she they we also now still than then so "
    "about over under into amid following during at there here says said say only even just once between "
    "against without despite toward towards across around near per among but".split()
)
_SUBORDINATE = frozenset("after before when as while once since".split())
_SCHEDULED = frozenset("planned scheduled expected proposed original new".split())
_FROM_ON = frozenset("beginning starting effective".split())
"""Participles that only say from when on: "starting in June"."""
_SKIPPED = frozenset(
    "not n't also now still already yet never then only even just soon first further again once".split()
)
_AFTER_HELPER = frozenset("to date in into on at under off out up over the a an not be about no more".split())
_PARTICLES = frozenset("back off forward ahead open".split())
_VERB_STEMS = frozenset(map(stem, PLAIN_VERBS))
_PLURALS = frozenset("they we you who i officials investors".split())
_NOT_BEFORE = (PREPOSITIONS | DETERMINERS - {"that"}) | frozenset(
    "with about over under against into and or one two three four five six seven eight nine ten several few "
    "many more fewer new old recent further additional first second third next last early likely possible "
    "such other big bigger small smaller final public".split()
)
"""Words after which a noun stands, and no verb."""
_COMPLEMENTS = frozenset(
    "to in into on at for off out up back from by with over down through him her them us it that than as "
    "before after until against among about ahead".split()
)
_NO_ADVERBS = frozenset(
    "assembly family supply reply ally rally monopoly july italy early only apply comply rely fly".split()
)


def _is_adverb(low: str) -> bool:
    return low.endswith("ly") and low not in _NO_ADVERBS


_ENTERING = frozenset(map(stem, "start begin resume stop cease finish commence".split()))
"""Verbs that say when what another verb names begins or ends."""
_REFUSING = frozenset(map(stem, "refuse refusal fail failure decline".split()))
_MEASURING = frozenset(("reach", "hit"))
_BE = frozenset("be is are was were been being ’s 's".split())
_HELPERS = frozenset("to will would could may might must should".split())
_HEADS = frozenset({"due", "deadlin", "effect", "likely", "force"})


REACH = 40
"""Tokens on either side of a date within which its word is looked for."""


class Line:
    """The words of a line as far as attaching a date needs them."""

    def __init__(
        self, tokens: tuple[Token, ...], acts: Mapping[int, tuple[int, int]], is_title: bool
    ) -> None:
        self.tokens = tokens
        self.lows = [token.lower for token in tokens]
        self.acts = acts
        self.is_title = is_title

    def leftward(self, place: int) -> Iterator[int]:
        """The tokens before a place from right to left, without asides: ", which was due in May,"."""
        at, last = place - 1, max(-1, place - REACH)
        while at > last:
            if self.lows[at] == ",":
                opening = at - 1
                while opening > last and self.lows[opening] != ",":
                    opening -= 1
                if opening > last and self._is_aside(opening + 1):
                    at = opening - 1
                    continue
            yield at
            at -= 1

    def _is_aside(self, place: int) -> bool:
        low = self.lows[place]
        return low in {"which", "who", "whose", "previously", "originally"} or low.endswith("ed")

    # --- verbs --------------------------------------------------------------------------------------------

    def governor(self, dated: Dated) -> int | None:
        """The token of the verb or noun that a date belongs to, or None."""
        governor = self._governor(dated)
        if governor and self.lows[governor].endswith("ing") and self.tokens[governor - 1].stem in _ENTERING:
            return governor - 1  # "begins charging drivers on July 1"
        return governor

    def _governor(self, dated: Dated) -> int | None:
        beside = self.before(dated.start)
        if beside >= 0 and self.lows[beside] == "that":  # "said that by May the city would act"
            return self._nearest(self._right(dated.end))
        said = beside >= 0 and self.tokens[beside].stem in SAYING and self.tokens[beside].text[0].islower()
        if said and self.lows[beside] not in PLAIN_VERBS and self.lows[beside - 1] not in {"final", "last"}:
            return beside  # "his remarks on Monday"
        left = self._nearest(range(beside, max(-1, dated.start - REACH), -1))
        if left is not None and left == beside:
            return left
        near = left is not None and dated.start - left <= 5 and self.is_past(left)
        if left is not None and near and _SUBORDINATE.isdisjoint(self.lows[left + 1 : beside + 1]):
            return left  # "the text approved 3-2 on Wednesday covers"
        after = dated.end
        if after < len(self.lows) and self.is_verb(after) and not self.lows[after].endswith("ing"):
            if self.lows[after] in AUXILIARIES:
                return self._nearest(self._right(after)) or left
            return after
        if left is not None:
            return left
        if after < len(self.lows) and self.lows[after] == "that":
            return None  # "claims this week that"
        if after < len(self.lows) and self.lows[after] == "," and beside >= 0 and not self._fronted(beside):
            return None  # "... by 2030, the minister said"
        return self._nearest(self._right(dated.end))

    def _fronted(self, place: int) -> bool:
        """Whether the clause up to a token only says when: "At noon on May 2, ..."."""
        start = place + 1
        if self.lows[place] in {'"', "'", "‘"}:
            return True
        while start > 0 and not (self.parts(start - 1) or self.lows[start - 1] in {",", "and", "but"}):
            start -= 1
        return start > place or self.lows[start] in PREPOSITIONS

    def _right(self, place: int) -> range:
        return range(place, min(len(self.lows), place + REACH))

    def is_past(self, place: int) -> bool:
        """Whether a past form of a verb stands at a token."""
        low = self.lows[place]
        return low in PAST_FORMS or (low.endswith("ed") and self.is_verb(place))

    def before(self, place: int) -> int:
        """The last token before a place that is no preposition; -1 where there is none."""
        place -= 1
        while place >= 0 and (self.lows[place] in PREPOSITIONS or self.lows[place] in _FROM_ON):
            place -= 1
        return place

    def _nearest(self, places: range) -> int | None:
        for place in places:
            low = self.lows[place]
            if low == "-" and self.lows[place - 1][:1].isdecimal():
                continue  # a vote's "3-2" parts no clause
            if low == "," and self.is_title and places.step > 0:
                return None  # "..., the minister says"
            if self.parts(place) and low != "that":
                return None
            if place in self.acts or self.is_verb(place):
                if low in AUXILIARIES and not self._owns(place):
                    continue
                return place
            if self.state(place):
                return place
            if self.tokens[place].stem in DECIDING or self.tokens[place].stem in _HEADS:
                return place
            if low in {"place", "force", "operation"} and self.lows[place - 1] in {"in", "into"}:
                return place
        return None

    def verb_from(self, place: int) -> int | None:
        """The first verb of the clause that begins at a token."""
        return self._nearest(self._right(place))

    def _owns(self, place: int) -> bool:
        """Whether "have" is no helper there: "could have its first jets by July"."""
        after = self.lows[place + 1] if place + 1 < len(self.lows) else ""
        return self.lows[place] == "have" and (after in DETERMINERS or after[:1].isdecimal())

    def state(self, place: int) -> bool:
        """Whether a token says what something is from then on: "will be over", "is now law"."""
        before = place - 1
        while before > 0 and (self.lows[before] in _SKIPPED or _is_adverb(self.lows[before])):
            before -= 1
        low = self.lows[place]
        if low == "statute":
            return self.lows[max(0, place - 2) : place] == ["on", "the"]
        had = before > 0 and self.lows[before - 1] in {"have", "get"}  # "have it running"
        return low in STATES and before >= 0 and (self.lows[before] in _BE or had)

    def parts(self, place: int) -> bool:
        """Whether a clause ends or begins at a token."""
        return self.lows[place] in _MARKS or self.lows[place] in _OPENERS

    def is_verb(self, place: int) -> bool:
        """Whether a token is a verb, told by its ending, its list or the word before it."""
        low = self.lows[place]
        if low in AUXILIARIES:
            return True
        ahead = place - 1
        while ahead > 0 and (self.lows[ahead] in _SKIPPED or _is_adverb(self.lows[ahead])):
            ahead -= 1
        before = self.lows[ahead] if ahead >= 0 else ""
        if before == "to" or before in AUXILIARIES:
            return (
                low.isalpha()
                and low not in _AFTER_HELPER
                and low not in SMALL
                and low not in _SKIPPED
                and not _is_adverb(low)
                and self.tokens[place].text[0].islower()
                and not (before == "to" and given_to(self.lows, place))
            )
        if before in DETERMINERS and before != "that":
            return False
        if low in PAST_FORMS or (
            low.endswith("ed") and len(low) > 3 and low not in NOT_VERBS and "-" not in low
        ):
            return True
        if low.endswith("ing") and len(low) > 5 and low not in NOUNS_ING:
            return True
        return self._present(place, before)

    def _present(self, place: int, before: str) -> bool:
        """Whether a plain or -s form is a verb in the present tense: "the law takes", "officials expect"."""
        low, token = self.lows[place], self.tokens[place]
        if not before or before in _NOT_BEFORE or before[0].isdigit():
            return False
        if not before[-1].isalpha() and before != "+":  # "OPEC+ pushes"
            return False
        if place > 1 and self.lows[place - 2] in _HELPERS and not _is_adverb(before):
            return False  # "to cease collections"
        if token.text[0].isupper() and not (self.is_title and place and before != "united"):
            return False
        if before.endswith(("'s", "’s")) or (before.endswith("ing") and before not in NOUNS_ING):
            return False
        if low in _PARTICLES and stem(before) in _VERB_STEMS:
            return False  # "pushes back"
        if low in PLAIN_VERBS:
            plural = before in _PLURALS or (before.endswith("s") and not before.endswith(("ss", "is", "us")))
            return plural and self._takes(place)
        if not low.endswith("s") or low.endswith("ss") or before.endswith("s"):
            return False
        known = token.stem in _VERB_STEMS or token.stem in SAYING
        return known and self._takes(place)

    def _takes(self, verb: int) -> bool:
        """Whether what follows can be the object or complement of a verb."""
        if verb + 1 >= len(self.lows):
            return False
        following, token = self.lows[verb + 1], self.tokens[verb + 1]
        return (
            following in DETERMINERS
            or following in _COMPLEMENTS
            or token.text[0].isupper()
            or token.text[0].isdigit()
            or token.text in {"$", "£", "€", "‘", "“", "'", '"'}
            or (following.isalpha() and following not in AUXILIARIES and following not in _NOT_NOUNS)
            or following.endswith("ly")
        )

    def follows(self, verb: int, dated: Dated) -> bool:
        """Whether a verb that tells when something happens before certain words only stands before one."""
        wanted = FOLLOWED.get(self.tokens[verb].stem)
        counted = self.lows[verb + 1 : verb + 2]
        if (
            self.tokens[verb].stem in _MEASURING
            and counted
            and (counted[0][0] in "$£€" or counted[0][0].isdigit())
        ):
            return False  # "is to reach $500 million this year"
        return (
            wanted is None
            or (wanted and verb + 1 == dated.start)
            or any(low in wanted for low in self.lows[verb + 1 : verb + 3])
        )

    def negated(self, governor: int) -> bool:
        """Whether the governing word is denied: "will not cut", "no cut"."""
        for place in range(governor - 1, max(-1, governor - 8), -1):
            low = self.lows[place]
            if low in {"unlikely", "doubtful", "improbable"}:
                return True
            if place < governor - 4:
                continue
            if low in {"not", "never", "n't", "cannot"} or low.endswith(("n't", "n’t")):
                return self.lows[place + 1 : place + 2] != ["only"]
            if low == "to" and self.tokens[place - 1].stem in _REFUSING:
                return True  # "its refusal to approve"
            if low == "no":
                return self.lows[place + 1 : place + 2] not in (
                    ["longer"],
                    ["later"],
                    ["sooner"],
                    ["earlier"],
                )
            if low != "that" and (self.parts(place) or low in {",", "to"}):
                return False
        return False

    # --- nouns --------------------------------------------------------------------------------------------

    def noun(self, dated: Dated) -> int | None:
        """The token of the noun that a date stands before ("the December meeting"), or None."""
        unit, place = dated.expression.unit, dated.end
        if unit in {"event", "ahead", "span"} or place >= len(self.lows):
            return None
        owns = self.lows[place - 1].endswith(("'s", "’s"))
        if not self._nounlike(place):
            return None
        before = self.lows[dated.start - 1] if dated.start else ""
        if not owns and (
            before in {"in", "by", "until", "before", "after", "since", "from"}
            or (before == "on" and unit in {"day", "week"})
            or dated.rule in {"by", "before", "not-before", "after"}
        ):
            return None
        if not owns and (
            (unit == "day" and before not in DETERMINERS and before not in _SCHEDULED)
            or (self.is_verb(place) and not (before in DETERMINERS and self.lows[place].endswith("ing")))
            or self.lows[place].endswith("ly")
        ):
            return None
        while place + 1 < len(self.lows) and place < dated.end + 3 and self._nounlike(place + 1):
            if place in self.acts or (self.is_verb(place + 1) and place + 1 not in self.acts):
                break
            place += 1
        return place

    def _nounlike(self, place: int) -> bool:
        low = self.lows[place]
        return (
            low.replace("-", "").isalpha()
            and low not in _NOT_NOUNS
            and low not in AUXILIARIES
            and low not in PREPOSITIONS
        )
