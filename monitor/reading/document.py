"""An item as the reader sees it: its sentences and tokens, made once and shared by every rule."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from monitor.model import Count, Cue, Days, Discarded, Item, Span, Status
from monitor.terms import Words
from monitor.text import Sentence, Token, sentences, tokens


@dataclass(frozen=True)
class Line:
    """One sentence (or the headline) with its tokens."""

    index: int  # place in Document.lines
    sentence: Sentence
    tokens: tuple[Token, ...]

    @cached_property
    def words(self) -> Words:
        """The tokens as expressions are searched in them."""
        return Words(self.tokens)

    @property
    def is_title(self) -> bool:
        """Whether this is the headline."""
        return self.sentence.is_title


@dataclass(frozen=True, slots=True)
class Document:
    """Title first, then the text's sentences. All offsets are into `text`, which is Item.document."""

    text: str
    lines: tuple[Line, ...]
    published: date  # the reference day R of the guidelines, in UTC

    def quote(self, span: Span) -> str:
        """The words at a span, exactly as they stand."""
        return self.text[span.start : span.end]


MAX_LINES = 60
"""Sentences of an item that are read: news says what is new at its beginning."""
MAX_TOKENS = 400
"""Tokens of a sentence that are read."""


def opening(document: Document) -> Iterator[Line]:
    """The sentences that are read, each as far as it is read."""
    for line in document.lines[:MAX_LINES]:
        if len(line.tokens) > MAX_TOKENS:
            yield Line(line.index, line.sentence, line.tokens[:MAX_TOKENS])
        elif line.tokens:
            yield line


def read_document(item: Item) -> Document:
    """Split an item into its headline and sentences, each with its tokens."""
    made: list[Line] = []
    title = item.title
    if title:
        whole = Sentence(title, 0, len(title), is_title=True)
        made.append(Line(0, whole, tuple(tokens(title))))
    for sentence in sentences(item.text, offset=len(title) + 1):
        made.append(Line(len(made), sentence, tuple(tokens(sentence.text, sentence.start))))
    return Document(item.document, tuple(made), item.at.date())


@dataclass(frozen=True, slots=True)
class Finding:
    """What one rule found in one sentence on one question, before it is known on whose word.

    Exactly one of status, days, count, condition is set.
    """

    line: int  # index of the sentence
    span: Span  # the words that carry the value; the quote is the whole sentence
    rule: str
    cues: tuple[Cue, ...]  # the deciding cue first
    status: Status | None = None
    days: Days | None = None
    count: Count | None = None
    condition: str | None = None
    withdrawn: bool = False
    likelihood: str = ""
    discarded: tuple[Discarded, ...] = ()
