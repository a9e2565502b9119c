"""How verbs and nouns of act stand: the form that the words right before one give it.

No grammar is parsed: auxiliaries, determiners and endings are enough for the tense and voice that decide a
status.
"""

from __future__ import annotations

from collections.abc import Sequence
from enum import StrEnum

from monitor.text import Token, is_adverb

MODALS = frozenset(
    "will would could may might can shall should must 'll won't cannot can't wouldn't couldn't "
    "shouldn't".split()
)

BE = frozenset("is are was were be been being am 's 're isn't aren't wasn't weren't".split())

HAVE = frozenset("has have had having hasn't haven't hadn't".split())

_SKIP = frozenset(
    "not also now soon finally formally ever never yet still just then even n't fully already again "
    "only officially initially immediately eventually long once currently unanimously quietly first all "
    "both today tonight".split()
)

BREAKS = frozenset(
    "but although though whereas while which who whose whom where after before as because since despite "
    "amid when if unless until following although however so yet once provided assuming".split()
)

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

AUXILIARIES = MODALS | BE | HAVE | frozenset("do does did don't doesn't didn't".split())


class Form(StrEnum):
    """How a verb or an act's noun stands."""

    FINITE = "finite"  # approves, approved, was approved, has approved
    PROGRESS = "progress"  # is sending
    BARE = "bare"  # to approve, will approve
    GERUND = "gerund"  # approving
    NOUN = "noun"  # approval


_PLURAL_ENDS = ("s", "men", "people", "police")


def form(tokens: tuple[Token, ...], lowers: tuple[str, ...], start: int, end: int) -> Form:
    """The form of the verb or noun whose phrase is tokens [start, end)."""
    word = lowers[start]
    before = _leading(lowers, start)
    lead = lowers[before] if before >= 0 else ""
    if word.endswith("ing") and len(word) > 4 and word not in _NO_GERUND:
        return Form.PROGRESS if lead in BE else Form.GERUND
    if word == "sanctions" and start and _done_to_a_name(tokens, start, end):
        return Form.FINITE
    if word.endswith(NOUN_ENDS) and not (lead == "to" and word in _VERBS_TOO):
        return Form.NOUN
    if lead in MODALS or lead == "to" or (lead in {"and", "or"} and _shares_infinitive(lowers, before)):
        return Form.BARE
    if lead in {"do", "does", "did", "don't", "doesn't", "didn't"}:
        return Form.FINITE
    if (participle(word) or word in AMBIGUOUS) and _wanted(lowers, start):
        return Form.BARE
    if participle(word):
        if relative(lowers, before):
            return Form.FINITE
        if word.endswith("ed") and (lead in DETERMINERS or lead.endswith(("'s", "s'"))):
            return Form.NOUN  # "the scrapped line": it tells more of the noun
        if lead == "being" and lowers[end : end + 1] == ("by",) and _by_itself(lowers, before):
            return Form.FINITE  # "weapons being sent by": it goes on
        if lead == "being" and lowers[before - 1] not in BE:
            return Form.GERUND  # "against its being sold"
        following = lowers[end] if end < len(lowers) else ""
        if following in BE | MODALS | HAVE and lead not in BE | HAVE:
            return Form.NOUN  # "those already approved are not affected"
        return _participle_form(lowers, before, lead)
    return _present(tokens, lowers, start, end, lead)


def _done_to_a_name(tokens: Sequence[Token], start: int, end: int) -> bool:
    """Whether a verb that looks like a noun has a name for its object: "EU sanctions | Belaro Air"."""
    small = tokens[start].text[0].islower() and end < len(tokens)
    return small and tokens[end].is_word and tokens[end].text[0].isupper()


_ITS_NOUN = 5
"""Tokens of a noun phrase that "being" tells more of."""


def _by_itself(lowers: Sequence[str], place: int) -> bool:
    """Whether the noun before "being" hangs on no other word: not "against the mill being sold by"."""
    before = lowers[max(place - _ITS_NOUN, 0) : place]
    return bool(before) and before[-1] not in DETERMINERS | BE and PREPOSITIONS.isdisjoint(before)


_TELLING_MORE = frozenset("ruling order decision verdict judgment injunction law bill measure vote".split())


def relative(lowers: Sequence[str], place: int) -> bool:
    """Whether "that" tells what a ruling or a law did: "upholds the ruling that | voided the levy"."""
    return place > 0 and lowers[place] == "that" and lowers[place - 1] in _TELLING_MORE


_VERBS_TOO = frozenset("sanction auction ration commission finance balance advance secure manage".split())
"""Words that end like nouns of an act and may be verbs: "to sanction"."""
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
    "wal",
    "wals",
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
        if lowers[place] in AUXILIARIES or lowers[place] in {",", "to", "that"}:
            return False
    return False


def _participle_form(lowers: tuple[str, ...], before: int, lead: str) -> Form:
    """was approved, has approved, approved: finite; to be approved, could have been approved: bare."""
    if lead == "be":
        return Form.BARE  # "that the bill be passed" is wished, like what follows a modal
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
    return word in _SKIP or is_adverb(word)


def _leading(lowers: tuple[str, ...], start: int) -> int:
    """The place of the nearest word before `start` that is no adverb or negation; -1 where there is none."""
    place = start - 1
    while place >= 0 and is_skipped(lowers[place]):
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
        or (lead and lead[0].isdigit() and not _numbered(tokens, lowers, start))
    ):
        return Form.NOUN
    word = lowers[start]
    if end - start > 1:
        return Form.BARE if word.endswith("s") and start and _scheduled(lowers, start, end) else Form.FINITE
    if following is None and lead in {"he", "she", "it", "they", "we"}:
        return Form.FINITE
    if following is None:
        return Form.FINITE if word in _OF_ITSELF and start > 0 else Form.NOUN
    opens = opens_object(following) or word in WITHOUT_OBJECT
    opens = opens or (following.lower == "to" and word.startswith(_TO_DO))
    if (word.endswith("s") or word in _MOVING) and start > 0 and _scheduled(lowers, start, end):
        return Form.BARE
    if word.endswith("s") and not word.endswith("ss"):
        return Form.FINITE if opens and start > 0 else Form.NOUN
    if start == 0:
        return Form.NOUN
    plural = lead.endswith(_PLURAL_ENDS) or lead in {"they", "we", "i", "you", "who"} or lead in {"and"}
    plural = plural or _several(tokens, lowers, start)
    return Form.FINITE if opens and plural else Form.NOUN


WITHOUT_OBJECT = frozenset(
    "agree agrees opt opts accede accedes consent consents assents relent relents arrive arrives "
    "climb climbs lapse lapses expire expires begin begins resume resumes pass passes fail fails survive "
    "survives stall stalls falls decline declines refuse refuses decide decides vow vows "
    "land lands fly flies depart departs deploy deploys end ends cease ceases vanish vanishes disappear "
    "disappears".split()
)
"""Verbs in the present tense that need no object after them: "EU agrees to", "parties agree on"."""

_OF_ITSELF = frozenset(
    "starts begins resumes opens lapses expires arrives fails ends ceases disappears vanishes".split()
)
"""Verbs by which a headline may close: "Night toll | starts"."""

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


def _numbered(tokens: Sequence[Token], lowers: Sequence[str], start: int) -> bool:
    """Whether a name with a number stands before a verb that needs no object: "Section 9 | expires"."""
    named = start > 1 and tokens[start - 2].is_word and tokens[start - 2].text[0].isupper()
    return named and lowers[start] in WITHOUT_OBJECT and lowers[start].endswith("s")


def _several(tokens: Sequence[Token], lowers: Sequence[str], start: int) -> bool:
    """Whether two names joined stand right before a verb: "Bogota and ELN | sign", "Kenya, Ghana agree"."""
    place = start - 1
    while place > 0 and tokens[place].is_word and tokens[place].text[0].isupper() and start - place < 4:
        place -= 1
    return 0 < place < start - 1 and lowers[place] in {"and", ","} and tokens[place - 1].text[0].isupper()


DAYS = frozenset("monday tuesday wednesday thursday friday saturday sunday".split())
_MOVING = frozenset("fly flies leave leaves depart departs land lands arrive arrives".split())


def _scheduled(lowers: Sequence[str], start: int, end: int) -> bool:
    """Whether a present tense tells of a day ahead: "decides next week", "boats leave on Monday"."""
    if lowers[end - 1] in _MOVING:
        days = [at for at in range(end, min(end + 5, len(lowers))) if lowers[at] in DAYS]
        if days and lowers[days[0] - 1] in {"on", "next"}:
            return True
    if lowers[start].startswith(_STARTING) and dated(lowers, end):
        return True
    return end < len(lowers) and (lowers[end] in {"next", "tomorrow"} or lowers[end] == "later")


_STARTING = ("start", "begin", "launch", "take", "open", "resume", "end", "expire", "come", "go")


def dated(lowers: Sequence[str], end: int) -> bool:
    """Whether a day of the calendar follows at once: "starts | June 29", "begins | on January 5"."""
    words = [word for word in lowers[end : end + 5] if word not in {"on", "from", "at", "midnight", ".", ","}]
    return len(words) > 1 and (
        (words[0] in MONTHS and words[1][:1].isdigit()) or (words[0].isdigit() and words[1] in MONTHS)
    )


MONTHS = frozenset(
    "january february march april may june july august september october november december jan feb mar apr "
    "jun jul aug sep sept oct nov dec".split()
)


_WHEN = DAYS | frozenset("late early last this next today tomorrow tonight yesterday soon shortly".split())


def stands_alone(token: Token | None) -> bool:
    """Whether a verb before this token has no object, but at most a time after it."""
    return token is None or token.lower in _WHEN or not opens_object(token)


def opens_object(token: Token) -> bool:
    """Whether an object or a complement may begin with this token."""
    word = token.lower.replace("\u2019", "'")
    if word in DETERMINERS or word in {"him", "her", "them", "us", "it", "against", "for"}:
        return True
    if (
        not token.is_word
        or word in PREPOSITIONS
        or word in AUXILIARIES
        or word in BREAKS
        or word in {"and", "or"}
    ):
        return token.text in {"'", '"', "\u2018", "\u201c", "$", "\u00a3", "\u20ac"}
    return True
