"""Untrusted text → clean text, and clean text → sentences and tokens.

This is the one boundary: whatever comes from a feed, an archive, an OPML file or a page passes
`clean_line`, `clean_text` or `html_to_text` before anything else sees it. All of it is linear in the
length of what comes in.
"""

from __future__ import annotations

import html
import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import NamedTuple

from monitor.stems import stem as stem

MAX_TITLE = 500
"""Characters of a title that are kept."""
MAX_TEXT = 100_000
"""Characters of a text that are kept."""

# What ends a line anywhere: the vertical tab, form feed, NEL, separators of files, groups and records, and
# Unicode's own line and paragraph separators.
_BREAKS = re.compile("[\r\v\f\x1c-\x1e\x85\u2028\u2029]")

# Controls (C0, DEL, C1), bidirectional marks, overrides and isolates, zero-width and other format
# characters, fillers that show nothing, variation selectors, surrogates, private use, noncharacters and
# tags: none may reach a screen.
_UNSAFE = re.compile(
    "[\x00-\x08\x0e-\x1b\x1f\x7f-\x9f\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200f"
    "\u202a-\u202e\u2060-\u206f\u2800\u3164\ud800-\uf8ff\ufdd0-\ufdef\ufe00-\ufe0f\ufeff\uffa0\ufff0-\ufffb"
    "\ufffe\uffff\U0001d173-\U0001d17a\U000e0000-\U0010ffff]"
)
_SPACE = re.compile(r"[^\S\n]{2,}|[^\S\n ]")  # the single space is left alone: most of them are
_LINES = re.compile(r" ?\n\s*")

# Only marks that combine are neither word, space nor ASCII; a run may also hold symbols and dashes.
_MARKS = re.compile(r"[^\w\s\x00-\x7f]{4,}")
_MOST_MARKS = 3
"""Marks that may stand on one letter. Vietnamese needs two; towers of them hide the lines above and below,
and normalising a tower takes time with the square of its height."""


def _thin_out(run: re.Match[str]) -> str:
    kept: list[str] = []
    height = 0
    for mark in run.group():
        height = height + 1 if unicodedata.combining(mark) else 0
        if height <= _MOST_MARKS:
            kept.append(mark)
    return "".join(kept)


def clean_text(value: str, limit: int = MAX_TEXT) -> str:
    """Plain text, paragraphs separated by one newline, nothing in it that a terminal acts on."""
    value = value[: limit * 4]
    if value.isascii() and value.isprintable() and "  " not in value:  # clean already, as most lines are
        return value.strip()[:limit].rstrip()
    value = _BREAKS.sub("\n", value.replace("\r\n", "\n"))
    value = _UNSAFE.sub("", value)
    if not value.isascii():
        value = _MARKS.sub(_thin_out, unicodedata.normalize("NFC", _MARKS.sub(_thin_out, value)))
    value = _LINES.sub("\n", _SPACE.sub(" ", value))
    return value.strip()[:limit].rstrip()


def clean_line(value: str, limit: int = MAX_TITLE) -> str:
    """The same on one line."""
    return _SPACE.sub(" ", clean_text(value, limit).replace("\n", " ")).strip()


# --- HTML ---------------------------------------------------------------------------------------------

_TAG = re.compile(r"<[a-zA-Z/!?]")
_OPEN_OR_CLOSE = re.compile(r"<(/?)([a-zA-Z][a-zA-Z0-9]*)")
_BLOCK_NAMES = (
    "p div br hr li ul ol dl dt dd table tr h1 h2 h3 h4 h5 h6 blockquote pre section article aside header "
    "footer figure figcaption"
)
_BLOCKS = _BLOCK_NAMES.replace(" ", ",")
_UNSHOWN = "script style template noscript iframe object svg math head textarea select audio video canvas"
_VOID = frozenset("area base br col embed hr img input link meta source track wbr".split())

_DEEPEST = 250
"""Elements within each other. Beyond, the parser's time grows with the square of the depth."""
_FEW = 500
"""Tags below which the depth need not be measured."""

_ANY_TAG = re.compile(r"<!--.*?-->|<[a-zA-Z/!?][^<>]*>", re.DOTALL)
_UNSHOWN_PART = re.compile(
    rf"<({'|'.join(_UNSHOWN.split())})\b[^<>]*>(?:[^<]|<(?!/\1\b))*+(?:</\1[^<>]*>)?", re.IGNORECASE
)
_BLOCK_TAG = re.compile(rf"</?(?:{'|'.join(_BLOCK_NAMES.split())})\b[^<>]*>", re.IGNORECASE)

# What a feed puts under a text that it has cut short, alone on the last line or after the last sentence.
_CUT = re.compile(
    r"(?:^|(?<=\n)|(?<=[.…!?\])”’\"] ))(?:"
    r"(?:Continue reading|Read more|Read on|Read (?:the )?(?:full|whole|rest|original)[^\n]{0,60}|"
    r"Click here[^\n]{0,60}|Full (?:story|article)|Learn more|Keep reading|See more)[ .…:>»→\[\]]*"
    r"|The post [^\n]{1,300} (?:appeared first|first appeared) on [^\n]{1,120}"
    r"|\(?more[ .…»→]*\))$",
    re.IGNORECASE,
)
_TAIL = 500
"""Characters in which such an addition is looked for."""
_CUT_MARK = re.compile(r"\s*\[(?:\.{3}|…)\]$")


def html_to_text(value: str, limit: int = MAX_TEXT) -> str:
    """Plain text of HTML: what is not shown is dropped, block elements end a line, entities are decoded,
    and the "Continue reading" of a text cut short is gone."""
    value = value[: limit * 8]
    if _TAG.search(value):
        value = _stripped(value) if _too_deep(value) else _parsed(value)
    if "&" in value:  # without markup, or escaped twice, as many feeds do
        value = html.unescape(html.unescape(value))
        value = _stripped(value) if _BLOCK_TAG.search(value) else value
    return _whole(clean_text(value, limit))


def _whole(value: str) -> str:
    """The text without what a feed adds where it cuts one short."""
    start = max(0, len(value) - _TAIL)
    end = _CUT.sub("", value[start:]).rstrip()
    return value[:start] + _CUT_MARK.sub(" …", end)


def _parsed(value: str) -> str:
    from selectolax.lexbor import LexborHTMLParser  # only here: a screen that shows stored text needs none

    tree = LexborHTMLParser(value)
    for node in tree.css(_UNSHOWN.replace(" ", ",")):
        node.decompose()
    for node in tree.css(_BLOCKS):
        node.insert_before("\n")
        if node.tag != "br":
            node.insert_after("\n")
    body = tree.body
    return body.text() if body is not None else ""


def _too_deep(value: str) -> bool:
    if value.count("<") < _FEW:
        return False
    depth = 0
    for closing, name in _OPEN_OR_CLOSE.findall(value):
        if name.lower() not in _VOID:
            depth = max(0, depth - 1) if closing else depth + 1
            if depth > _DEEPEST:
                return True
    return False


def _stripped(value: str) -> str:
    """The text between the tags, for markup that no parser should be given."""
    value = _BLOCK_TAG.sub("\n", _UNSHOWN_PART.sub("", value))
    return html.unescape(_ANY_TAG.sub("", value))


# --- tokens -------------------------------------------------------------------------------------------


class Token(NamedTuple):
    """A word, number or punctuation mark with its place in the text."""

    text: str
    start: int
    end: int
    lower: str
    stem: str  # for words; the token itself otherwise

    @property
    def is_word(self) -> bool:
        """Whether it holds a letter or a digit."""
        return self.text[0].isalnum()


# A token is: an abbreviation with inner dots (U.S., a.m.), a number with separators, a word with inner
# hyphens or apostrophes, or one other mark. Every alternative is linear.
_TOKEN = re.compile(
    r"(?:[A-Za-z]\.){2,}"
    r"|\d+(?:[.,:]\d+)*"
    r"|[^\W\d_]+(?:[\u2019'\-\u2010\u2011][^\W_]+)*"
    r"|[^\w\s]|_"
)


@lru_cache(maxsize=65_536)
def _forms(word: str) -> tuple[str, str]:
    """The word in small letters, and its stem."""
    return word.lower(), stem(word)


def tokens(text: str, offset: int = 0) -> list[Token]:
    """The tokens of a text; `offset` is added to their places."""
    made: list[Token] = []
    new = tuple.__new__  # what the NamedTuple's own constructor calls, without its frame
    for found in _TOKEN.finditer(text):
        word = found.group()
        start, end = found.span()
        lower, stemmed = _forms(word)
        made.append(new(Token, (word, start + offset, end + offset, lower, stemmed)))
    return made


def distinct(text: str) -> set[str]:
    """The distinct tokens of a text as written: what a first look needs, without places and stems."""
    return set(_TOKEN.findall(text))


# --- sentences ----------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence or a headline with its place in the document."""

    text: str
    start: int
    end: int
    is_title: bool = False


# After these a name or a number follows, never a new sentence. With a capital only: "they sat" ends one.
_TITLES = frozenset(
    "Mr Mrs Ms Mx Dr Prof Sen Sens Rep Reps Gov Govs Gen Gens Lt Col Maj Sgt Capt Cmdr Cpl Adm Brig Pvt Pres "
    "Sec Amb Supt Atty Asst Rev Hon St Mt Ft Messrs Jan Feb Mar Apr Jun Jul Aug Sep Sept Oct Nov Dec Mon Tue "
    "Tues Wed Thu Thurs Fri Sat Sun".split()
)
# The same in any case.
_SHORT = frozenset("vs v approx dept est fig al e.g i.e cf".split())
# A number follows, else the sentence ends: "No. 10", "Rs. 500", but "The answer is no."
_NUMBERED = frozenset("no nos art para sec p pp vol rs sh shs ksh kshs tk rp".split())
# These may end a sentence; they do where a word follows that begins one.
_EITHER = frozenset(
    "u.s u.k u.n e.u d.c u.s.a a.m p.m etc inc ltd co corp plc bros jr sr ph.d m.d ala ariz ark calif colo "
    "conn del fla ga ill ind kan ky la md mass mich minn miss mo mont neb nev okla ore pa tenn tex vt va "
    "wash wis wyo".split()
)
_STARTERS = frozenset(
    "A An The This That These Those It Its He His She Her They Their We Our You I In On At By For From With "
    "After Before As If When While Although Since Until Under Over But And Or Yet So Also However Meanwhile "
    "There Here What Who Why How Where Which Some Many Most All Both Each No Not Now Then Last Next Earlier "
    "Later According Officials Critics Supporters Asked Such One Two Other Others Another".split()
)
_END = re.compile(r"[.!?…]+[\"'\u201d\u2019»)\]]*(?=\s|$)|\n+")
_NEXT = re.compile(r"\s*([\"'\u201c\u2018«(\[]*)(\S[^\s,.;:]*)?")
_OPENING = "\"'\u201c\u2018«(["


def sentences(text: str, offset: int = 0) -> Iterator[Sentence]:
    """The sentences of a text; abbreviations, initials and decimal numbers do not end one; a newline does."""
    start = 0
    for found in _END.finditer(text):
        end = found.end()
        if found.group()[0] != "\n" and _continues(text, start, found.start(), end):
            continue
        yield from _sentence(text, start, end, offset)
        start = end
    yield from _sentence(text, start, len(text), offset)


def _continues(text: str, start: int, mark: int, end: int) -> bool:
    """Whether the sentence that began at `start` goes on after the marks in [mark, end)."""
    if text[end : end + 1] in ("\n", ""):
        return False
    found = _NEXT.match(text, end)
    opened, following = (found[1], found[2] or "") if found else ("", "")
    if following[:1].islower() and not opened:
        return True
    closing = text[mark:end]
    if closing.endswith(")") and text.rfind("(", start, mark) > start + 1:
        return not text[start:mark].lstrip().startswith("(")  # "(R-Ark.) Friday"
    if closing != ".":
        return False
    return _abbreviates(text, start, mark, following)


def _abbreviates(text: str, start: int, dot: int, following: str) -> bool:
    """Whether the full stop at `dot` is that of an abbreviation, an initial or a list's number."""
    begin = max(text.rfind(" ", start, dot), text.rfind("\n", start, dot), start - 1) + 1
    word = text[begin:dot].lstrip(_OPENING).rpartition("-")[2]
    lower = word.lower()
    if word in _TITLES or lower in _SHORT:
        return True
    if lower in _NUMBERED:
        return following[:1].isdigit()
    if word.isdigit() and len(word) <= 2 and not text[start:begin].strip():
        return True  # "1. Approve the plan"
    if lower in _EITHER or (len(word) == 1 and word.isupper()):
        return following not in _STARTERS
    return False


def _sentence(text: str, start: int, end: int, offset: int) -> Iterator[Sentence]:
    piece = text[start:end]
    lead = len(piece) - len(piece.lstrip())
    piece = piece.strip()
    if piece:
        yield Sentence(piece, start + lead + offset, start + lead + len(piece) + offset)


_NO_ADVERBS = frozenset(
    "supply apply reapply reply comply imply rely multiply ally rally tally bully family assembly monopoly "
    "anomaly butterfly italy july".split()
)
"""Words in -ly that are verbs or nouns."""


def is_adverb(word: str) -> bool:
    """Whether a word, lower case, only says how, as far as its ending tells: "formally", not "supply"."""
    return len(word) > 4 and word.endswith("ly") and word not in _NO_ADVERBS
