"""The stem of an English word: Snowball's, mended where news prose needs it.

Snowball alone keeps irregular pasts apart from their verbs ("sold", "struck"), splits British from American
spelling, and runs words together that are no inflections of each other ("depart" and "department",
"authorize" and "authorities"). A question's words must find the first and must not find the last.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

import Stemmer

_stemmer = Stemmer.Stemmer("english")

# Each line: the verb, then forms that no rule derives. "fed", "bound" and "ground" are left out on
# purpose: in news they are hardly ever the verb.
_IRREGULAR = """
arise arose arisen|beat beaten|become became|begin began begun|bend bent|bid bade|break broke broken
bring brought|build built|buy bought|catch caught|choose chose chosen|come came|deal dealt|dig dug
draw drew drawn|drive drove driven|eat ate eaten|fall fell fallen|feel felt|fight fought|find found
flee fled|fly flew flown|forbid forbade forbidden|foresee foresaw foreseen|forget forgot forgotten
forgive forgave forgiven|freeze froze frozen|get got gotten|give gave given|go goes went gone|grow grew grown
hang hung|hide hid hidden|hold held|keep kept|know knew known|lay laid|lead led|leave left|lend lent
lose lost|make made|mean meant|meet met|mistake mistook mistaken|overcome overcame
override overrode overridden|overrun overran|oversee oversaw overseen
overtake overtook overtaken|overthrow overthrew overthrown
pay paid|rebuff rebuffed rebuffing|staff staffed staffing
prove proven|rebuild rebuilt|repay repaid|resell resold|retake retook retaken|rewrite rewrote rewritten
ride rode ridden|rise rose risen|run ran|say said|see saw seen|seek sought|sell sold|send sent|resend resent
shake shook shaken|shoot shot|show shown|shrink shrank shrunk|sink sank sunk|slide slid|speak spoke spoken
spend spent|stand stood|steal stole stolen|stick stuck|strike struck stricken|swear swore sworn|sweep swept
swing swung|take took taken|teach taught|tear tore torn|tell told|think thought|throw threw thrown
undergo underwent undergone|understand understood|undertake undertook undertaken|undo undid undone
uphold upheld|wear wore worn|win won|withdraw withdrew withdrawn|withhold withheld|write wrote written
"""

# Nouns of a verb that Snowball stems apart, under the verb.
_NOUNS = """
deny denial denials|depart departure departures|divest divestiture divestitures|deliver delivery deliveries
"""

# Words that Snowball merges with an unrelated one; each keeps the stem given first.
_APART = """
department department departments|apartment apartment apartments|important important importantly importance
authority authority authorities|united united|several several|allowance allowance allowances
objective objective objectives|experience experience experiences experienced|executive executive executives
operative operative operatives|securities securities|university university universities
"""

_SPELLINGS = {
    "defenc": "defens",
    "offenc": "offens",
    "licenc": "licens",
    "centr": "center",
    "programm": "program",
    "sceptic": "skeptic",
    "manoeuvr": "maneuv",
}
_OUR = re.compile(
    r"^((?:un|dis)?(?:arm|behavi|col|endeav|fav|harb|hon|hum|lab|neighb|rum|vig))our"
)  # armour, labour
_IZE = re.compile(r"([^\W\d_]{2,}[^\W\d_aeou])i([sz])(?:e|es|ed|ing|ations?)")
_NOT_IZE = frozenset(
    "prom prec conc exerc surpr adv rev superv comprom compr enterpr prem upr franch merchand expert parad "
    "dem dev desp exc inc improv telev adv circumc treat".split()
)  # promise, precise, ... : words that merely end like "authorise"
_IFY = re.compile(r"([^\W\d_]{2,}if)ications?")


def fold(word: str) -> str:
    """The word without diacritics: "Erdoğan" and "Erdogan" are one name. Case is kept."""
    if word.isascii():
        return word
    parted = unicodedata.normalize("NFD", word.translate(_LETTERS))
    return "".join(c for c in parted if not unicodedata.combining(c))


_LETTERS = str.maketrans(
    {
        "\u2019": "'",
        "\u02bb": "'",
        "\u02bc": "'",
        "\u2010": "-",
        "\u2011": "-",
        "ı": "i",
        "İ": "I",
        "ł": "l",
        "Ł": "L",
        "ø": "o",
        "Ø": "O",
        "đ": "d",
        "Đ": "D",
        "ß": "ss",
        "æ": "ae",
        "Æ": "AE",
        "œ": "oe",
        "Œ": "OE",
    }
)


def bare(word: str) -> str:
    """The folded word without its possessive ending."""
    plain = fold(word)
    return plain[:-2] if plain.endswith(("'s", "'S")) else plain


_CONTRACTED = re.compile(r".*(?:n't|'(?:ll|re|ve|d|m))")
"""Words whose apostrophe is no part of a name: without it "we'll" would be "well"."""


def joined(word: str) -> str:
    """The bare word without the apostrophe inside a name: "Sana'a" and "Sanaa", "O'Neill" and "ONeill"."""
    return word if "'" not in word or _CONTRACTED.fullmatch(word.lower()) else word.replace("'", "")


@lru_cache(maxsize=65_536)
def stem(word: str) -> str:
    """What the inflections of a word have in common; case, diacritics, a possessive ending and the apostrophe
    of a name aside."""
    lower = joined(bare(word).lower())
    known = _KNOWN.get(lower)
    if known is not None:
        return known
    if lower[-1:] == "s" and lower[-2:-1].isdigit():
        return stem(lower[:-1])  # "F-16s": Snowball takes no -s from a word without a vowel
    ends_ize = _IZE.fullmatch(lower)
    if ends_ize and not (ends_ize[2] == "s" and ends_ize[1] in _NOT_IZE):
        return ends_ize[1] + "iz"
    ends_ify = _IFY.fullmatch(lower)
    if ends_ify:
        return ends_ify[1] + "i"
    made = str(_stemmer.stemWord(_OUR.sub(r"\1or", lower)))
    return _SPELLINGS.get(made, made)


def _known() -> dict[str, str]:
    """Every word that is looked up before any rule."""
    found: dict[str, str] = {}
    for group in f"{_IRREGULAR}|{_NOUNS}".replace("\n", "|").split("|"):
        first, *forms = group.split() or [""]
        found.update(dict.fromkeys(forms, str(_stemmer.stemWord(first))))
    for group in _APART.replace("\n", "|").split("|"):
        first, *forms = group.split() or [""]
        found.update(dict.fromkeys(forms, first))
    return found


_KNOWN = _known()
