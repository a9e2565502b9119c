"""How near to what a question asks for a number stands, in words and not only in place."""

from __future__ import annotations

from monitor.reading.numbers_asked import Asked
from monitor.reading.numbers_lexicon import lexicon
from monitor.reading.numbers_place import Place, is_total
from monitor.stems import stem
from monitor.text import Token

_MORE = frozenset({"more", "longer", "extra"})
_BESIDE = 6
"""Words on either side of a number that speak of it though a mark parts them."""
_SUBJECT = 16
"""The same where a verb before it may have its subject beyond an apposition."""
_BE = frozenset({"is", "was", "be", "are", "were", "total", "totalled", "totaled"})
_SUM = 1e6
"""Below it a sum in a headline is hardly what a policy costs."""
_PHRASE = 4
"""Words of the phrase that an amount opens: "the $9 congestion charge"."""
_ENDS = frozenset(
    """
    is are was were be been has have had will would could may might can must says said say to by with for
    from at as after before if once when while who that which since until than into over under against and
    but or in on among without of its their his her the a an per each
    """.split()
)
"""Words that end it."""
_FOR = frozenset({"for", "on", "toward", "into", "from"})
_WORTH = frozenset({"worth", "totalling", "totaling", "totals"})
_FURTHER = frozenset({"more", "another", "further", "extra", "additional", "longer"})
_OF = frozenset({"of", "at", "by", "to", "for"})


def nearness(place: Place, on_topic: bool) -> float:
    """How close a number stands to what is asked.

    1 with one of the question's own words in its clause; 0.75 where it opens or closes a phrase that names
    the matter ("the $9 congestion charge", "a toll of $9"); 0.5 with such a word beyond a mark; else 0. A
    question that has no words beside its unit ("How many dollars?") is about what its topic is about.
    """
    wanted, tokens = place.asked.words, place.line.tokens
    if not wanted:
        return 1.0 if on_topic else 0.0
    if any(_speaks(token, wanted) or _dates(token, place.asked) for token in place.clause()):
        return 1.0
    following = tokens[place.last].lower if place.last < len(tokens) else ""
    if place.asked.added and following in _MORE:
        return 1.0
    asked = place.asked
    sized = (asked.priced and _said_of_the_matter(place)) or (asked.total and _is_worth(place))
    if sized or ((asked.timed or asked.lent) and _granted(place)) or is_paced(place) or is_total(place):
        return 0.75
    words, quantity = place.words, place.quantity
    if _heads(place):
        return 0.5
    reach = _SUBJECT if place.texts[quantity.start - 1] in _BE else _BESIDE
    first = words[max(0, quantity.start - reach)].token
    last = words[min(len(words) - 1, quantity.end + _BESIDE)].token + 1
    return 0.5 if any(_speaks(token, wanted) for token in tokens[first:last]) else 0.0


def _heads(place: Place) -> bool:
    """Whether a headline names a great sum beside the matter: "Treasury eyes tunnel in £4bn raid"."""
    asked, quantity = place.asked, place.quantity
    great = (quantity.low or quantity.high or 0) >= _SUM
    if not (place.line.is_title and great and asked.priced and asked.total):
        return False
    return any(token.stem in asked.names for token in place.clause())


def _said_of_the_matter(place: Place) -> bool:
    """Whether a sum is that of a plan, or of what the topic is about."""
    tokens, names = place.line.tokens, place.asked.names
    matters = lexicon().matters | names
    for token in tokens[place.last : place.last + _PHRASE]:
        if token.lower in _ENDS or not (token.is_word or token.text == "-"):
            break
        if token.stem in matters and not token.lower.endswith(("'s", "\u2019s")):
            return True
    following = [token.stem for token in tokens[place.last : place.last + _PHRASE]]
    if following[:1] and following[0] in _FOR and names & set(following[1:]):
        return True
    first = place.words[place.quantity.start].token
    return first > 1 and tokens[first - 1].lower in _OF and tokens[first - 2].stem in names


def _is_worth(place: Place) -> bool:
    """ "It is worth $16 billion", said of what the sentence before names."""
    return place.texts[max(0, place.quantity.start - 1)] in _WORTH


def is_paced(place: Place) -> bool:
    """Whether it is so much an hour, as the question asks."""
    after = [token.lower for token in place.line.tokens[place.last : place.last + 2]]
    return len(after) > 1 and after[0] in ("a", "an", "per") and after[1] == (place.asked.period or None)


def _granted(place: Place) -> bool:
    """Whether somebody gives or gets so long: "gives Roundup ten years", "another decade"."""
    around = {
        token.lower for token in place.line.tokens[max(0, place.words[place.quantity.start].token - 1) :][:4]
    }
    if place.asked.timed and around & _FURTHER:
        return True
    clause = place.clause()
    named = any(token.stem in place.asked.names for token in clause)
    return named and any(token.stem in lexicon().granted for token in clause)


def _speaks(token: Token, wanted: frozenset[str]) -> bool:
    return token.stem in wanted or stem(token.text) in wanted


def _dates(token: Token, asked: Asked) -> bool:
    """Whether a word is a year that the question names."""
    return len(token.text) == 4 and token.text.isdecimal() and int(token.text) in asked.dates
