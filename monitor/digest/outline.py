"""The digest as lines of text: one outline, written as Markdown or plain."""

from __future__ import annotations

import textwrap
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime

from monitor.digest import escape
from monitor.digest.report import Digest, Moved, Noted, Quoted, Source, Standing
from monitor.digest.words import HOW, feeds_words, moment_words
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
    quote: Callable[[Iterable[str]], str]  # paragraphs
    cite: Callable[[int], str]


def _plain_heading(level: int, title: str) -> str:
    return f"{title}\n{'=-~'[level - 1] * len(title)}" if level < 3 else title


def _wrapped(paragraphs: Iterable[str]) -> str:
    return "\n".join(
        textwrap.fill(p, WIDTH, initial_indent="    ", subsequent_indent="    ") for p in paragraphs
    )


MARKDOWN = Style(
    text=escape.markdown,
    strong=lambda words: f"**{words}**",
    struck=lambda words: f"~~{words}~~",
    link=lambda label, url: f"[{label}]({url})",
    heading=lambda level, title: f"{'#' * level} {title}",
    paragraph=lambda words: words,
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
    paragraph=lambda words: textwrap.fill(words, WIDTH),
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

    def whole(self) -> str:
        paragraph = self.style.paragraph
        digest = self.digest
        parts = {
            "changes": self.part("Changes", "\n\n".join(map(self.change, digest.changes)) or "None."),
            "questions": "\n\n".join(
                self.part(part.title, "\n\n".join(map(self.question, part.questions)))
                for part in digest.topics
            ),
            "ahead": self.part("Dates ahead", "\n".join(self.ahead()) or "None known."),
            "noted": self.part("Starred and noted", "\n".join(self.noted(digest.noted))),
            "corrections": self.part("Corrections to earlier digests", "\n".join(self.corrections())),
            "sources": self.part("Sources", "\n".join(self.sources()) or "None."),
            "how": self.part("How this was made", paragraph(self.made())),
        }
        bottom = self.part(
            "Bottom line", paragraph(" ".join(self.text(words) for words in digest.bottom_line))
        )
        shown = (parts[name] for name in DIGEST_PARTS if name in digest.parts)
        return "\n\n".join(part for part in (self.head(), bottom, *shown) if part) + "\n"

    def part(self, title: str, body: str) -> str:
        return f"{self.style.heading(2, self.text(title))}\n\n{body}" if body else ""

    # --- head ---

    def head(self) -> str:
        digest, window = self.digest, self.digest.window
        unfinished = "" if digest.as_of >= window.end else " (the day is not over)"
        read, failed, silent, asked = (
            digest.heard(state) for state in ("read", "failed", "silent", "not asked")
        )
        lines = [
            f"- Covers: {self.when(window.start)} to {self.when(window.end)} ({window.timezone.key})",
            f"- As of: {self.when(digest.as_of)}{unfinished}",
            *([f"- By: {self.text(digest.by)}"] if digest.by else []),
            f"- Feeds: {feeds_words(digest)}; {digest.items} new items",
        ]
        troubled = (*failed, *silent, *(feed for feed in read if feed.words))
        lines.extend(
            f"  - {self.text(feed.name)}: {feed.state}, {self.text(feed.words)}" for feed in troubled
        )
        if asked:
            lines.append(f"  - not asked in these days: {', '.join(self.text(feed.name) for feed in asked)}")
        return "\n".join([self.style.heading(1, f"Policy digest: {window.words}"), "", *lines])

    # --- changes ---

    def change(self, change: Moved) -> str:
        before = self.text(change.before) if change.before else "nothing known"
        moved = self.style.strong(f"{before} → {self.text(change.after)}")
        lines = [
            self.style.heading(3, self.text(change.ask)),
            f"{moved}, {self.when(change.at)} · {self.text(change.topic)}",
            *([f"Why: {self.text(change.why)}"] if change.why else []),
            *(self.quote(quote) for quote in change.quotes),
        ]
        return "\n\n".join(lines)

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
        grade = f", graded {source.grade}" if source.grade else ""
        copies = f", and {quote.copies} more of the same story" if quote.copies else ""
        said = f"{self.text(quote.says)} · {self.text(quote.voice)} · {self.outlet(source)}"
        when = f"{self.published(source)}{copies} {self.style.cite(source.number)}"
        return f"{said} ({source.tier}{grade}), {when}"

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

    def question(self, standing: Standing) -> str:
        answer = standing.answer
        lines = [
            self.style.heading(3, self.text(standing.ask)),
            self.style.strong(self.text(standing.words)) + self.basis(standing),
        ]
        if answer.confidence:
            reasons = f" ({self.text('; '.join(answer.reasons))})" if answer.reasons else ""
            lines.append(f"Confidence: {answer.confidence}{reasons}")
        if answer.likelihood:
            lines.append(f"The source's own word: “{self.text(answer.likelihood)}”")
        if answer.contested:
            lines.append(f"Contested: {self.text(answer.contested)}")
        if answer.kind is Kind.WHAT and answer.conditions:
            lines.append("\n".join(self.condition(c.text, c.withdrawn, c.source) for c in answer.conditions))
        lines.extend(f"Beside it, not counted: {self.text(beside)}" for beside in answer.beside)
        lines.extend(self.evidence(standing))
        return "\n\n".join(lines)

    def basis(self, standing: Standing) -> str:
        answer = standing.answer
        parts = [str(answer.basis)] if answer.basis else []
        if answer.since:
            parts.append(f"since {self.when(answer.since)}")
        if answer.sources:
            independent = "1 source" if answer.sources == 1 else f"{answer.sources} independent sources"
            parts.append(f"{independent}, {answer.items} {'item' if answer.items == 1 else 'items'}")
        return "".join(f" · {part}" for part in parts)

    def condition(self, words: str, withdrawn: bool, source: str) -> str:
        shown = f"{self.style.struck(self.text(words))} (withdrawn)" if withdrawn else self.text(words)
        return f"- {shown}{f' ({self.text(source)})' if source else ''}"

    def evidence(self, standing: Standing) -> Iterable[str]:
        if standing.new:
            yield f"New evidence ({standing.items}):"
            yield from (self.quote(quote) for quote in standing.new)
            if standing.more:
                yield f"And {standing.more} more."
        elif standing.days_since is None:
            yield "No evidence yet."
        else:
            ago = "1 day" if standing.days_since == 1 else f"{standing.days_since} days"
            yield f"No new evidence; the last came {ago} ago."
        if standing.against:
            against = (
                f"- {self.text(q.says)}: {self.outlet(q.source)} {self.style.cite(q.source.number)}"
                for q in standing.against
            )
            yield "Against it:\n\n" + "\n".join(against)

    # --- what follows ---

    def ahead(self) -> Iterable[str]:
        for ahead in self.digest.ahead:
            mark = f"{self.style.strong('overdue')} " if ahead.overdue else ""
            day = f"{ahead.day.day} {ahead.day:%B %Y}"
            asked = f"{self.text(ahead.ask)} ({self.text(ahead.topic)})"
            yield f"- {mark}{day}: {self.text(ahead.words)} — {asked}"

    def noted(self, noted: Iterable[Noted]) -> Iterable[str]:
        for note in noted:
            labels = "".join(f" ({self.text(label)})" for label in note.labels)
            star = "★ " if note.starred else ""
            yield f"- {star}{self.text(note.source.title)} {self.style.cite(note.source.number)}{labels}"
            yield from (f"  - {self.text(words)}" for words in note.notes)

    def corrections(self) -> Iterable[str]:
        for c in self.digest.corrections:
            asked = f"{self.text(c.ask)} ({self.text(c.topic)})"
            undone = f"was undone on {self.when(c.at)}: {self.text(c.why)}"
            yield f"- {asked}: “{self.text(c.words)}”, said on {self.when(c.said)}, {undone}"

    def sources(self) -> Iterable[str]:
        for s in self.digest.sources:
            grade = f", {s.grade}" if s.grade else ""
            title = self.text(s.title)
            yield f"{s.number}. {self.outlet(s)} ({s.tier}{grade}): {title} ({self.published(s)})"

    def made(self) -> str:
        version = f" Reader {self.text(self.digest.reader)}." if self.digest.reader else ""
        return f"{HOW}{version}"

    def when(self, moment: datetime) -> str:
        return moment_words(moment, self.digest.window)
