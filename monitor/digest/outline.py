"""The digest as lines of text: one outline, written as Markdown or plain."""

from __future__ import annotations

import textwrap
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime

from monitor.digest import escape
from monitor.digest.report import Digest, Moved, Noted, Quoted, Said, Source, Standing, TopicPart, grouped
from monitor.digest.words import (
    against_words,
    ahead_words,
    confidence_words,
    covers_words,
    date_words,
    failed_words,
    feeds_words,
    known_words,
    likelihood_words,
    made_words,
    moment_words,
    quiet_words,
    read_words,
    rests_words,
    sentence,
    tier_words,
    troubled_feeds,
    unanswered,
)
from monitor.model import DIGEST_PARTS, Kind

WIDTH = 78
"""Columns of plain text: what mail and terminals show without breaking lines themselves."""


@dataclass(frozen=True, slots=True)
class Style:
    """How the outline's parts are written."""

    text: Callable[[str], str]  # outside text made inert
    strong: Callable[[str], str]
    struck: Callable[[str], str]
    link: Callable[[str, str], str]  # label (inert already), address
    heading: Callable[[int, str], str]
    paragraph: Callable[[str], str]
    entry: Callable[[str, str], str]  # of a list: its mark, its words
    quote: Callable[[Iterable[str]], str]  # paragraphs
    cite: Callable[[int], str]


def _fill(words: str, first: str = "", rest: str = "") -> str:
    """Lines of WIDTH columns; an address is never broken."""
    return textwrap.fill(
        words,
        WIDTH,
        initial_indent=first,
        subsequent_indent=rest,
        break_long_words=False,
        break_on_hyphens=False,
    )


def _plain_heading(level: int, title: str) -> str:
    return f"{title}\n{'=-~'[level - 1] * len(title)}" if level < 3 else _fill(title)


def _wrapped(paragraphs: Iterable[str]) -> str:
    return "\n".join(_fill(p, "    ", "    ") for p in paragraphs)


def _filled(mark: str, words: str) -> str:
    return _fill(f"{mark} {words}", rest=" " * (len(mark) + 1))


MARKDOWN = Style(
    text=escape.markdown,
    strong=lambda words: f"**{words}**",
    struck=lambda words: f"~~{words}~~",
    link=lambda label, url: f"[{label}]({url})",
    heading=lambda level, title: f"{'#' * level} {title}",
    paragraph=lambda words: words,
    entry=lambda mark, words: f"{mark} {words}",
    quote=lambda paragraphs: "\n>\n".join(f"> {paragraph}" for paragraph in paragraphs),
    cite=lambda number: f"\\[{number}\\]",
)
"""CommonMark without tables, so that every host and terminal renders it."""

PLAIN = Style(
    text=lambda words: " ".join(words.split()),
    strong=lambda words: words,
    struck=lambda words: f"[no longer: {words}]",
    link=lambda label, url: f"{label} <{url}>",
    heading=_plain_heading,
    paragraph=lambda words: _fill(words),
    entry=_filled,
    quote=_wrapped,
    cite=lambda number: f"[{number}]",
)
"""Plain text for mail and for reading aloud: the quoted words are indented, nothing else is marked."""


def render(digest: Digest, style: Style) -> str:
    """The whole report, ending in a newline."""
    return _Outline(digest, style).whole()


class _Outline:
    """The parts of the report in their order."""

    def __init__(self, digest: Digest, style: Style) -> None:
        self.digest = digest
        self.style = style
        self.text = style.text
        self.above = digest.above

    def whole(self) -> str:
        digest = self.digest
        parts = {
            "changes": self.part("What changed", self.changes()),
            "questions": "\n\n".join(filter(None, map(self.topic, digest.topics))),
            "ahead": self.part("Dates ahead", self.listed(self.ahead())),
            "noted": self.part("Starred and noted", self.listed(self.noted(digest.noted))),
            "corrections": self.part("Corrections to earlier digests", self.listed(self.corrections())),
            "feeds": self.part("Feeds that were not fully heard", self.listed(self.feeds())),
            "sources": self.part("Sources", self.sources()),
            "how": self.part("How this was made", [self.style.paragraph(self.text(made_words(digest)))]),
        }
        bottom = self.part("Bottom line", map(self.said, digest.bottom_line))
        shown = (parts[name] for name in DIGEST_PARTS if digest.has(name))
        return "\n\n".join(part for part in (self.head(), bottom, *shown) if part) + "\n"

    def part(self, title: str, paragraphs: Iterable[str]) -> str:
        """A heading and its paragraphs; nothing where there are none."""
        body = "\n\n".join(paragraphs)
        return f"{self.style.heading(2, self.text(title))}\n\n{body}" if body else ""

    def listed(self, entries: Iterable[str]) -> list[str]:
        """A list as one paragraph."""
        lines = [self.style.entry("-", entry) for entry in entries]
        return ["\n".join(lines)] if lines else []

    # --- head ---

    def head(self) -> str:
        digest = self.digest
        new = "1 new item" if digest.items == 1 else f"{digest.items} new items"
        lines = [
            *([f"By {self.text(digest.by)}"] if digest.by else []),
            f"Covers {covers_words(digest.window)}",
            f"Known {known_words(digest)}",
            f"Feeds: {feeds_words(digest)}; {new}",
            *([f"Failed: {self.text(failed_words(digest))}"] if digest.heard("failed") else []),
        ]
        title = self.style.heading(1, f"Policy digest: {digest.window.words}")
        return "\n\n".join([title, *self.listed(lines)])

    def said(self, said: Said) -> str:
        cited = "".join(f" {self.style.cite(number)}" for number in said.sources)
        return self.style.paragraph(f"{self.text(said.words)}{cited}")

    # --- changes ---

    def changes(self) -> Iterable[str]:
        for moves in grouped(self.digest.changes):
            topic = f"{moves[0].topic}: " if self.digest.several else ""
            yield self.style.heading(3, self.text(f"{topic}{moves[0].ask}"))
            yield from (self.change(move) for move in moves)

    def change(self, change: Moved) -> str:
        before = self.text(change.before) if change.before else "nothing known"
        moved = self.style.strong(f"{before} → {self.text(change.after)}")
        why = f" — {self.text(change.why)}" if change.why else ""
        line = self.style.paragraph(f"{moved}, {self.when(change.at)}{why}")
        return "\n\n".join([line, *(self.quote(quote) for quote in change.quotes)])

    def quote(self, quote: Quoted) -> str:
        return self.style.quote([f"“{self.marked(quote)}”", f"— {self.attribution(quote)}"])

    def marked(self, quote: Quoted) -> str:
        """The sentence with its deciding words marked; emphasis binds to visible marks: spaces stay out."""
        if quote.cue is None:
            return self.text(quote.text)
        start, end = quote.cue
        pieces = (quote.text[:start], quote.text[start:end], quote.text[end:])
        before, cue, after = (" ".join(piece.split()) for piece in pieces)
        left = " " if quote.text[:start].endswith(" ") else ""
        right = " " if quote.text[end:].startswith(" ") else ""
        # "x" keeps the rest of the sentence from being taken for the beginning of a line.
        rest = self.text("x" + after)[1:] if after else ""
        return f"{self.text(before)}{left}{self.style.strong(self.text(cue))}{right}{rest}"

    def attribution(self, quote: Quoted) -> str:
        source = quote.source
        graded = f", graded {source.grade}" if source.grade else ""
        voice = f", {self.text(quote.voice)}" if quote.voice else ""
        copies = f", and {quote.copies} more of the same story" if quote.copies else ""
        outlet = f"{self.outlet(source)} ({tier_words(source.tier)}{graded}){voice}"
        read = f" {self.text(read_words(quote))}."
        return f"{outlet}; {self.published(source)}{copies} {self.style.cite(source.number)}.{read}"

    def outlet(self, source: Source) -> str:
        label = self.text(source.outlet)
        return self.style.link(label, source.link) if source.link else label

    def published(self, source: Source) -> str:
        seen = self.when(source.seen)
        if source.published is None:
            return f"undated, seen {seen}"
        published = self.when(source.published)
        return f"published {published}" if published == seen else f"published {published}, seen {seen}"

    # --- questions ---

    def topic(self, part: TopicPart) -> str:
        told = [self.question(standing) for standing in part.questions if not unanswered(standing)]
        blank = [standing.ask for standing in part.questions if unanswered(standing)]
        if blank:
            told.append(self.style.paragraph(f"No answer yet: {self.text(' '.join(blank))}"))
        return self.part(f"Where it stands: {part.title}", told)

    def question(self, standing: Standing) -> str:
        answer, paragraph = standing.answer, self.style.paragraph
        cited = "".join(f" {self.style.cite(number)}" for number in standing.numbers)
        rests = self.text(f"x{rests_words(answer, self.digest.window)}")[1:]
        told = f"{self.style.strong(self.text(standing.words))}{rests}{cited}."
        sure = self.text(sentence(confidence_words(answer)))
        quiet = quiet_words(standing)
        lines = [paragraph(" ".join(part for part in (told, sure, quiet) if part))]
        if likelihood_words(answer) and not quiet:
            lines.append(paragraph(f"The source's word for how likely it is: {likelihood_words(answer)}."))
        if answer.contested:
            against = "".join(f" {self.style.cite(q.source.number)}" for q in standing.against)
            lines.append(paragraph(f"Contested: {self.text(against_words(answer))}{against}."))
        if answer.waiting and not quiet:
            told = self.text("; ".join(answer.waiting))
            lines.append(paragraph(f"Waits for a second voice: {told}."))
        if answer.kind is Kind.WHAT and answer.conditions:
            lines += self.listed(self.condition(c.text, c.withdrawn, c.source) for c in answer.conditions)
        if answer.beside and not quiet:
            lines.append(paragraph(f"Also claimed, and not counted: {self.text('; '.join(answer.beside))}."))
        return "\n\n".join([self.style.heading(3, self.text(standing.ask)), *lines, *self.evidence(standing)])

    def condition(self, words: str, withdrawn: bool, source: str) -> str:
        shown = f"{self.style.struck(self.text(words))} (withdrawn)" if withdrawn else self.text(words)
        return f"{shown}{f' ({self.text(source)})' if source else ''}"

    def evidence(self, standing: Standing) -> Iterable[str]:
        above = [quote for quote in standing.shown if quote.place in self.above]
        fresh = [quote for quote in standing.shown if quote.place not in self.above]
        if above:
            cited = " ".join(self.style.cite(n) for n in dict.fromkeys(q.source.number for q in above))
            yield self.style.paragraph(f"New evidence quoted above: {cited}.")
        if fresh:
            yield "More new evidence:" if above else "New evidence:"
            yield from (self.quote(quote) for quote in fresh)
        if standing.more:
            yield f"And {standing.more} more."
        if standing.against and not standing.answer.contested:
            yield "Against it:"
            yield from self.listed(
                f"{self.text(q.says)}: {self.outlet(q.source)} {self.style.cite(q.source.number)}"
                for q in standing.against
            )

    # --- what follows ---

    def ahead(self) -> Iterable[str]:
        for ahead in self.digest.ahead:
            mark = f"{self.style.strong('overdue')}, " if ahead.overdue else ""
            topic = f"{self.text(ahead.topic)}: " if self.digest.several else ""
            yield f"{mark}{date_words(ahead.day)}: {topic}{self.text(ahead_words(ahead))}"

    def noted(self, noted: Iterable[Noted]) -> Iterable[str]:
        for note in noted:
            labels = f" ({self.text(', '.join(note.labels))})" if note.labels else ""
            star = "★ " if note.starred else ""
            notes = f": {self.text('; '.join(note.notes))}" if note.notes else ""
            title = f"{self.text(note.source.title)} {self.style.cite(note.source.number)}"
            yield f"{star}{title}{labels}{notes}"

    def corrections(self) -> Iterable[str]:
        for c in self.digest.corrections:
            topic = f"{self.text(c.topic)}: " if self.digest.several else ""
            said = f"was said to stand at “{self.text(c.before)}” on {self.when(c.said)}"
            stands = f"since {self.when(c.at)} it stands at “{self.text(c.after)}”"
            yield f"{topic}“{self.text(c.ask)}” {said}; {stands}: {self.text(c.why)}."

    def feeds(self) -> Iterable[str]:
        yield from map(self.text, troubled_feeds(self.digest))

    def sources(self) -> list[str]:
        lines = [self.style.entry(f"{s.number}.", self.source(s)) for s in self.digest.sources]
        return ["\n".join(lines)] if lines else []

    def source(self, source: Source) -> str:
        grade = f", graded {source.grade}" if source.grade else ""
        outlet = f"{self.outlet(source)} ({tier_words(source.tier)}{grade})"
        return f"{outlet}: {self.text(source.title)}; {self.published(source)}"

    def when(self, moment: datetime) -> str:
        return moment_words(moment, self.digest.window)
