"""Untrusted text → clean text, and clean text → sentences and tokens.

This is the one boundary: whatever comes from a feed, an archive, an OPML file or a page passes
`clean_line` or `clean_text` before anything else sees it.
"""

from __future__ import annotations

import html
import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass

from selectolax.lexbor import LexborHTMLParser

from monitor.stems import stem as stem

MAX_TITLE = 500
"""Characters of a title that are kept."""
MAX_TEXT = 100_000
"""Characters of a text that are kept."""

# Controls (C0, DEL, C1), bidirectional overrides and isolates, zero-width and other format characters,
# surrogates, private use and unassigned noncharacters: none may reach a screen.
_UNSAFE = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\u00ad\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufeff\ufff0-\ufffb"
    "\ud800-\udfff\U000e0000-\U000e007f]"
)
_SPACE = re.compile(r"[^\S\n]+")
_LINES = re.compile(r"\n\s*")
_TAG = re.compile(r"<[a-zA-Z/!?]")
_BLOCKS = "p,div,br,li,ul,ol,tr,h1,h2,h3,h4,h5,h6,blockquote,pre,section,article,figcaption"


def clean_text(value: str, limit: int = MAX_TEXT) -> str:
    """Plain text, paragraphs separated by one newline, nothing in it that a terminal acts on."""
    value = value[: limit * 4].replace("\r\n", "\n").replace("\r", "\n").replace("\x85", "\n")
    value = value.replace("\u2028", "\n").replace("\u2029", "\n")
    value = _UNSAFE.sub("", unicodedata.normalize("NFC", value))
    value = _LINES.sub("\n", _SPACE.sub(" ", value))
    return value.strip()[:limit]


def clean_line(value: str, limit: int = MAX_TITLE) -> str:
    """The same on one line."""
    return _SPACE.sub(" ", clean_text(value, limit).replace("\n", " ")).strip()


def html_to_text(value: str, limit: int = MAX_TEXT) -> str:
    """Plain text of HTML: script and style dropped, block elements end a line, entities decoded."""
    value = value[: limit * 8]
    if not _TAG.search(value):
        return clean_text(html.unescape(value), limit)
    tree = LexborHTMLParser(value)
    for node in tree.css("script,style,template,noscript,iframe,object,svg,math,head > title"):
        node.decompose()
    for node in tree.css(_BLOCKS):
        node.insert_before("\n")
        if node.tag != "br":
            node.insert_after("\n")
    body = tree.body
    return clean_text(body.text() if body is not None else "", limit)


@dataclass(frozen=True, slots=True)
class Token:
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


def tokens(text: str, offset: int = 0) -> list[Token]:
    """The tokens of a text; `offset` is added to their places."""
    made = []
    for found in _TOKEN.finditer(text):
        word = found.group()
        made.append(Token(word, found.start() + offset, found.end() + offset, word.lower(), stem(word)))
    return made


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence or a headline with its place in the document."""

    text: str
    start: int
    end: int
    is_title: bool = False


_ABBREVIATIONS = frozenset(
    "mr mrs ms dr prof sen sens rep reps gov gen lt col maj sgt capt cmdr adm brig pres st jr sr vs etc "
    "inc ltd co corp no nos fig jan feb mar apr jun jul aug sep sept oct nov dec mon tue tues wed thu thurs "
    "fri sat sun a.m p.m u.s u.k u.n e.u d.c e.g i.e al approx dept est min max hon rev ret messrs".split()
)
_END = re.compile(r"[.!?…]+[\"'\u201d\u2019)\]]*(?=\s|$)|\n+")


def sentences(text: str, offset: int = 0) -> Iterator[Sentence]:
    """The sentences of a text; abbreviations, initials and decimal numbers do not end one; a newline does."""
    start = 0
    for found in _END.finditer(text):
        end = found.end()
        if found.group()[0] == "." and _continues(text, found.start(), end):
            continue
        yield from _sentence(text, start, end, offset)
        start = end
    yield from _sentence(text, start, len(text), offset)


def _continues(text: str, dot: int, end: int) -> bool:
    """Whether the full stop at `dot` belongs to an abbreviation or initial inside a sentence."""
    word_start = max(text.rfind(" ", 0, dot), text.rfind("\n", 0, dot), text.rfind("(", 0, dot)) + 1
    word = text[word_start:dot].strip("\"'\u201c\u2018").lower()
    following = text[end : end + 2].strip()
    if not following or text[end : end + 1] == "\n":
        return False
    if following[0].islower():
        return True
    if word in _ABBREVIATIONS and word not in {"a.m", "p.m", "etc", "inc", "ltd", "co", "corp", "d.c"}:
        return True
    return len(word) == 1 and word.isalpha()


def _sentence(text: str, start: int, end: int, offset: int) -> Iterator[Sentence]:
    piece = text[start:end]
    lead = len(piece) - len(piece.lstrip())
    piece = piece.strip()
    if piece:
        yield Sentence(piece, start + lead + offset, start + lead + len(piece) + offset)
