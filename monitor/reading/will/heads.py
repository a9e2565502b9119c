"""Whether a noun is what is spoken of, or only tells more closely of the noun after it."""

from __future__ import annotations

from monitor.reading.will.clauses import Scan
from monitor.reading.will.events import ADJECTIVES, FUNCTION_WORDS, Event
from monitor.reading.will.forms import NOUN_ENDS, Form, form, participle

_COURSE = frozenset(
    "return passage progress journey start launch rollout roll-out introduction arrival opening".split()
)
"""Nouns for how a thing goes on its way: "the bill's return to the Commons is put off"."""
_SPANS = frozenset("hours days weeks months years".split())
_REPORTS = frozenset("report reports rumour rumours rumor rumors talk claim claims".split())
AFTER_NOUNS = frozenset(
    "next last this ahead again soon there abroad now still already yet so because once too "
    "today tomorrow tonight yesterday monday tuesday wednesday thursday friday saturday sunday".split()
)
"""Words that may follow a noun phrase at once."""


def heads(scan: Scan, place: int, event: Event) -> bool:
    """Whether the noun heads its phrase: "debt" does not head "debt relief", "ban" not "ban law"."""
    following, word = place + 1, scan.lowers[place]
    if word.endswith(("'s", "s'")):
        return following < len(scan.lowers) and scan.lowers[following] in _COURSE
    inside = word == "bid" and "in" in scan.lowers[max(place - 3, 0) : place]
    if inside and scan.lowers[following : following + 1] == ("to",):
        return False  # "meet in a last-ditch bid to break the deadlock"
    if following >= len(scan.lowers) or (place and scan.lowers[place - 1] in {"let", "lets", "letting"}):
        return True
    token = scan.line.tokens[following]
    if token.text[0].isdigit() and scan.line.tokens[place].text[0].isupper() and place:
        return heads(scan, following, event)  # "Section 9 | case"
    if not token.is_word or scan.lowers[following] in FUNCTION_WORDS or token.text[0].isdigit():
        return True
    if (
        scan.keys[following] not in event.vehicles
        and any(following in hit.tail for hit in scan.hits)
        and (not word.endswith(ADJECTIVES) or word.endswith(NOUN_ENDS))
    ):
        return True  # "gives the pipeline | the all-clear"
    return _ends_before(scan, following, event)


def _ends_before(scan: Scan, following: int, event: Event) -> bool:
    """Whether a noun phrase ends before a word of meaning: "the ban | looms", not "the ban law"."""
    word, key = scan.lowers[following], scan.keys[following]
    noun = form(scan.line.tokens, scan.lowers, following, following + 1) is Form.NOUN
    if noun and (key in event.acts or key in event.objects):
        return False
    if key in event.doing and not participle(word):
        return False  # "the Orm Mills deal": the deal is what is spoken of
    if following in scan.starts:
        return not noun or (
            scan.starts[following].kind not in {"block", "decision", "stage"} and key != "schedul"
        )
    if key in event.lexicon.words.about_it and heads(scan, following, event):
        return True
    if key in event.acts or key in event.objects or key in event.vehicles:
        return False
    if word in _SPANS and scan.lowers[following + 1 : following + 2] in {("before",), ("after",)}:
        return True  # "puts off the levy | weeks before it starts"
    return word.endswith(("ly", "ed")) or word in _REPORTS or word in AFTER_NOUNS
