"""The digest as Markdown: plain CommonMark without tables, so that every host and terminal renders it."""

from __future__ import annotations

from collections.abc import Iterable

from monitor.digest.escape import markdown as text
from monitor.digest.report import Digest, Moved, Noted, Quoted, Source, Standing
from monitor.digest.window import Window
from monitor.digest.words import HOW, moment_words
from monitor.model import Kind


def render(digest: Digest) -> str:
    """The whole report, ending in a newline."""
    parts = [
        _head(digest),
        _bottom_line(digest),
        _changes(digest),
        *(_topic(part.title, part.questions, digest.window) for part in digest.topics),
        _ahead(digest),
        _noted(digest.noted),
        _corrections(digest),
        _sources(digest),
        _made(digest),
    ]
    return "\n\n".join(part for part in parts if part) + "\n"


def _head(digest: Digest) -> str:
    window = digest.window
    lines = [
        f"# Policy digest: {window.words}",
        "",
        f"- Covers: {moment_words(window.start, window)} to {moment_words(window.end, window)} "
        f"({window.timezone.key})",
        f"- As of: {moment_words(digest.as_of, window)}"
        + ("" if digest.as_of >= window.end else " (the day is not over)"),
    ]
    if digest.by:
        lines.append(f"- By: {text(digest.by)}")
    read, failed, silent = (digest.heard(state) for state in ("read", "failed", "silent"))
    asked = [*digest.heard("not asked")]
    lines.append(
        f"- Feeds: {len(read)} read, {len(failed)} failed, {len(silent)} silent"
        + (f", {len(asked)} not asked" if asked else "")
        + f"; {digest.items} new items"
    )
    troubled = (*failed, *silent, *(feed for feed in read if feed.words))
    lines.extend(f"  - {text(feed.name)}: {feed.state}, {text(feed.words)}" for feed in troubled)
    if asked:
        lines.append(f"  - not asked in these days: {', '.join(text(feed.name) for feed in asked)}")
    return "\n".join(lines)


def _bottom_line(digest: Digest) -> str:
    return "## Bottom line\n\n" + " ".join(text(sentence) for sentence in digest.bottom_line)


def _changes(digest: Digest) -> str:
    if not digest.changes:
        return "## Changes\n\nNone."
    return "## Changes\n\n" + "\n\n".join(_change(change, digest.window) for change in digest.changes)


def _change(change: Moved, window: Window) -> str:
    before = text(change.before) if change.before else "nothing known"
    head = f"### {text(change.ask)}\n\n**{before} → {text(change.after)}**"
    lines = [
        f"{head}, {moment_words(change.at, window)} · {text(change.topic)}",
        *([f"Why: {text(change.why)}"] if change.why else []),
        *(_quote(quote, window) for quote in change.quotes),
    ]
    return "\n\n".join(lines)


def _quote(quote: Quoted, window: Window) -> str:
    return f"> {_marked(quote)}\n>\n> — {_attribution(quote, window)}"


def _marked(quote: Quoted) -> str:
    if quote.cue is None:
        return f"“{text(quote.text)}”"
    start, end = quote.cue
    before, cue, after = quote.text[:start], quote.text[start:end], quote.text[end:]
    # Emphasis binds only to visible marks, so the spaces around the cue are kept outside of it.
    left = " " if before.endswith(" ") else ""
    right = " " if after.startswith(" ") else ""
    return f"“{text(before)}{left}**{text(cue)}**{right}{_after(after)}”"


def _after(value: str) -> str:
    return text("x" + value.lstrip())[1:] if value.strip() else ""


def _attribution(quote: Quoted, window: Window) -> str:
    source = quote.source
    grade = f", graded {source.grade}" if source.grade else ""
    copies = f", and {quote.copies} more of the same story" if quote.copies else ""
    return (
        f"{text(quote.says)} · {text(quote.voice)} · {_outlet(source)} ({source.tier}{grade}), "
        f"{_published(source, window)}{copies} \\[{source.number}\\]"
    )


def _outlet(source: Source) -> str:
    return f"[{text(source.outlet)}]({source.link})" if source.link else text(source.outlet)


def _published(source: Source, window: Window) -> str:
    seen = moment_words(source.seen, window)
    if source.published is None:
        return f"undated, seen {seen}"
    published = moment_words(source.published, window)
    return f"published {published}" if published == seen else f"published {published}, seen {seen}"


def _topic(title: str, questions: Iterable[Standing], window: Window) -> str:
    return f"## {text(title)}\n\n" + "\n\n".join(_question(question, window) for question in questions)


def _question(standing: Standing, window: Window) -> str:
    answer = standing.answer
    lines = [f"### {text(standing.ask)}", f"**{text(standing.words)}**" + _basis(standing, window)]
    if answer.confidence:
        reasons = "; ".join(answer.reasons)
        lines.append(f"Confidence: {answer.confidence}" + (f" ({text(reasons)})" if reasons else ""))
    if answer.likelihood:
        lines.append(f"The source's own word: “{text(answer.likelihood)}”")
    if answer.contested:
        lines.append(f"Contested: {text(answer.contested)}")
    if answer.kind is Kind.WHAT:
        lines.append(
            "\n".join(_condition(c.text, c.withdrawn, c.source) for c in answer.conditions) or "None known."
        )
    lines.extend(f"Beside it, not counted: {text(beside)}" for beside in answer.beside)
    if standing.new:
        lines.append(f"New evidence ({standing.items}):")
        lines.extend(_quote(quote, window) for quote in standing.new)
    else:
        lines.append(_no_evidence(standing.days_since))
    if standing.against:
        lines.append("Against it:")
        lines.extend(
            f"- {text(q.says)}: {_outlet(q.source)} \\[{q.source.number}\\]" for q in standing.against
        )
    return "\n\n".join(lines)


def _basis(standing: Standing, window: Window) -> str:
    answer = standing.answer
    parts = [str(answer.basis)] if answer.basis else []
    if answer.since:
        parts.append(f"since {moment_words(answer.since, window)}")
    if answer.overdue:
        parts.append("overdue")
    if answer.sources:
        independent = (
            "1 independent source" if answer.sources == 1 else f"{answer.sources} independent sources"
        )
        parts.append(f"{independent}, {answer.items} {'item' if answer.items == 1 else 'items'}")
    return "".join(f" · {part}" for part in parts)


def _condition(words: str, withdrawn: bool, source: str) -> str:
    shown = f"~~{text(words)}~~ (withdrawn)" if withdrawn else text(words)
    return f"- {shown}" + (f" ({text(source)})" if source else "")


def _no_evidence(days: int | None) -> str:
    if days is None:
        return "No evidence yet."
    return f"No new evidence; the last came {'1 day' if days == 1 else f'{days} days'} ago."


def _ahead(digest: Digest) -> str:
    if not digest.ahead:
        return "## Dates ahead\n\nNone known."
    lines = [
        ("- **overdue** " if ahead.overdue else "- ")
        + f"{ahead.day.day} {ahead.day:%B %Y}: {text(ahead.words)} — {text(ahead.ask)} ({text(ahead.topic)})"
        for ahead in digest.ahead
    ]
    return "## Dates ahead\n\n" + "\n".join(lines)


def _noted(noted: Iterable[Noted]) -> str:
    lines = []
    for note in noted:
        star = "★ " if note.starred else ""
        labels = "".join(f" #{text(label)}" for label in note.labels)
        lines.append(f"- {star}{text(note.source.title)} \\[{note.source.number}\\]{labels}")
        lines.extend(f"  - {text(words)}" for words in note.notes)
    return "## Starred and noted\n\n" + "\n".join(lines) if lines else ""


def _corrections(digest: Digest) -> str:
    if not digest.corrections:
        return ""
    window = digest.window
    lines = [
        f"- {text(c.ask)} ({text(c.topic)}): “{text(c.words)}”, said on {moment_words(c.said, window)}, "
        f"was undone on {moment_words(c.at, window)}: {text(c.why)}"
        for c in digest.corrections
    ]
    return "## Corrections to earlier digests\n\n" + "\n".join(lines)


def _sources(digest: Digest) -> str:
    if not digest.sources:
        return "## Sources\n\nNone."
    lines = [
        f"{s.number}. {_outlet(s)} ({s.tier}{', ' + s.grade if s.grade else ''}): {text(s.title)}. "
        f"{_published(s, digest.window)}."
        for s in digest.sources
    ]
    return "## Sources\n\n" + "\n".join(lines)


def _made(digest: Digest) -> str:
    version = f" Reader {text(digest.reader)}." if digest.reader else ""
    return f"## How this was made\n\n{HOW}{version}"
