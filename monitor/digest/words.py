"""Words that every format of the digest shares: for readers who never saw the program."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date, datetime

from monitor.board import words as board
from monitor.digest.report import Ahead, Digest, Quoted, Standing, Step
from monitor.digest.window import Window
from monitor.model import Answer, Attribution, Basis, Kind, Signal, Tier

HOW = (
    "Written by a program from the feeds that the desk follows, by fixed rules and without a language model. "
    "Every status, date and number rests on the quoted words; the words that decided are highlighted. "
    "“Confirmed” means that the side that decides has said so on the record; “reported” means that others "
    "say so. Copies of one story count as one source. Confidence is in the evidence and says nothing of how "
    "likely the event is. No page has been archived: links lead to what the publishers show now."
)

GRADES = (
    "Grades follow the Admiralty code: A to F for how reliable the source is, 1 to 6 for how credible the "
    "item."
)


def made_words(digest: Digest) -> str:
    """How the report was made."""
    graded = f" {GRADES}" if any(source.grade for source in digest.sources) else ""
    version = f" Reading rules: version {digest.reader}." if digest.reader else ""
    return f"{HOW}{graded}{version}"


# --- days and moments -----------------------------------------------------------------------------------


def moment_words(moment: datetime, window: Window) -> str:
    """A moment on the desk's clock: "8 Nov, 12:05"; with its year where that is not the window's."""
    local = window.local(moment)
    year = "" if local.year == window.last.year else f" {local.year}"
    return f"{local.day} {local:%b}{year}, {local:%H:%M}"


def date_words(day: date) -> str:
    """A day as people write it: "8 November 2024"."""
    return f"{day.day} {day:%B %Y}"


def covers_words(window: Window) -> str:
    """What the window spans: "8 November 2024, 00:00–24:00 (America/New_York)"."""
    zone = window.timezone.key
    if window.begins is not None or window.ends is not None:
        begin, end = window.local(window.start), window.local(window.end)
        begins, ends = f"{date_words(begin.date())}, {begin:%H:%M}", f"{date_words(end.date())}, {end:%H:%M}"
        return f"{begins} to {ends} ({zone})"
    hours = round((window.end - window.start).total_seconds() / 3600)
    days = (window.last - window.first).days + 1
    changed = f"; {hours} hours, since the clocks changed" if hours != 24 * days else ""
    if days == 1:
        return f"{date_words(window.first)}, 00:00–24:00 ({zone}{changed})"
    return f"{days} whole days, {date_words(window.first)} to {date_words(window.last)} ({zone}{changed})"


def known_words(digest: Digest) -> str:
    """Up to when the report knows what happened: "as of 9 Nov, 00:00"."""
    later = "" if digest.as_of >= digest.window.end else "; what came later is not in it"
    return f"as of {moment_words(digest.as_of, digest.window)}{later}"


# --- feeds ------------------------------------------------------------------------------------------------


NAMED_FEEDS = 5
"""Failed feeds that the head names; the rest stand further down."""


def feeds_words(digest: Digest) -> str:
    """How many feeds were heard: "9 read (6 of them silent), 0 failed, 1 not asked"."""
    read, failed, silent, unasked, archive = (
        len(digest.heard(state)) for state in ("read", "failed", "silent", "not asked", "archive")
    )
    if archive:
        return f"none was asked, the items come from an archive of {archive}"
    of_them = f" ({silent} of them silent)" if silent else ""
    not_asked = f", {unasked} not asked" if unasked else ""
    return f"{read + silent} read{of_them}, {failed} failed{not_asked}"


def failed_words(digest: Digest) -> str:
    """The names of the feeds that failed; empty where none did."""
    names = [feed.name for feed in digest.heard("failed")]
    more = [f"{len(names) - NAMED_FEEDS} more"] if len(names) > NAMED_FEEDS else []
    return list_words([*names[:NAMED_FEEDS], *more])


FEED_STATES = {
    "failed": "Failed, so that what they published is not in this report",
    "not asked": "Not asked in this time",
    "read": "Heard for part of the time",
    "silent": "Silent, though they answer",
}
"""How the feeds that need a word are introduced, the worst first."""


def troubled_feeds(digest: Digest) -> list[str]:
    """Those feeds, a line for each state; feeds with the same trouble share its words."""
    lines = []
    for state, introduced in FEED_STATES.items():
        troubles: dict[str, list[str]] = {}
        for feed in digest.heard(state):
            if feed.words or state == "not asked":
                troubles.setdefault(feed.words, []).append(feed.name)
        told = (f"{', '.join(names)}{f' ({words})' if words else ''}" for words, names in troubles.items())
        if troubles:
            lines.append(f"{introduced}: {'; '.join(told)}")
    return lines


# --- answers ------------------------------------------------------------------------------------------------


def value_words(answer: Answer | None) -> str:
    """The value alone: "in effect", "by 31 Dec 2024", "36–900 contractors", "no answer"."""
    words = board.value_words(answer)
    if words == board.NOTHING:
        return "no answer"
    return words.replace("-", " ") if answer is not None and answer.kind is Kind.WILL else words


def standing_words(answer: Answer) -> str:
    """The value with the source's own words: "24–99 contractors (“dozens of contractors”)"."""
    words = value_words(answer)
    ranged = answer.kind in (Kind.WHEN, Kind.HOW_MANY)
    own = f" (“{answer.said}”)" if ranged and answer.said and words != "no answer" else ""
    before, days = answer.slipped_from, answer.days
    late = board.slip_days(before, days) if before and days else None
    return f"{words}{own}{f', {late} days later than said before' if late else ''}"


def moved_words(before: Answer | None, after: Answer) -> tuple[str, str]:
    """The two sides of a change; an empty first side where nothing was known.

    Where the value itself stays, the sides say what else moved: the basis, or a mark.
    """
    new = value_words(after)
    if before is None:
        return "", _marked(new, after) if new == "no answer" else new
    old = value_words(before)
    if old != new:
        return old, new
    if before.basis is not after.basis:
        return f"{old}, {before.basis or 'nothing known'}", f"{new}, {after.basis or 'nothing known'}"
    if before.overdue is not after.overdue:
        return (old, f"{new}, overdue") if after.overdue else (f"{old}, overdue", f"{new}, no longer overdue")
    if bool(before.contested) is not bool(after.contested):
        return (
            (old, f"{new}, contested")
            if after.contested
            else (f"{old}, contested", f"{new}, no longer contested")
        )
    if before.days != after.days:
        return _dated(old, before), _dated(new, after)
    return old, f"{new}, in other words"


def _marked(words: str, answer: Answer) -> str:
    return f"{words}, overdue" if answer.overdue else f"{words}, contested" if answer.contested else words


def _dated(words: str, answer: Answer) -> str:
    return f"{words}, {board.days_words(answer.days)}" if answer.days else f"{words}, undated"


def basis_words(answer: Answer, outlets: Sequence[str] = ()) -> str:
    """What the answer rests on, never more: "reported by two independent outlets, not confirmed".

    `outlets` are named where given.
    """
    named = f" ({list_words(outlets)})" if outlets else ""
    if answer.basis is Basis.ANALYST:
        return "set by the analyst"
    if answer.basis is Basis.CONFIRMED:
        words = f"confirmed on the record by the deciding side{named}"
    else:
        count = max(answer.sources, 1)
        outlet = "one outlet" if count == 1 else f"{number_words(count)} independent outlets"
        words = f"reported by {outlet}{named}, not confirmed"
    return f"{words}; contested" if answer.contested else words


def confidence_words(answer: Answer) -> str:
    """How sure and why: "moderate confidence: two independent outlets report it on unnamed officials".

    What contests the answer is told beside it and not again here.
    """
    reasons = [r for r in answer.reasons if not answer.contested or answer.contested not in r]
    why = "; ".join(reasons)
    if answer.confidence is None:
        return why
    return f"{answer.confidence} confidence" + (f": {why}" if why else "")


def rests_words(answer: Answer, window: Window) -> str:
    """Since when and on what: " since 8 Nov, 12:05; reported by one outlet, not confirmed; overdue"."""
    since = f" since {moment_words(answer.since, window)}" if answer.since else ""
    basis = f"; {basis_words(answer)}" if answer.basis else ""
    return f"{since}{basis}{'; overdue' if answer.overdue else ''}"


def against_words(answer: Answer) -> str:
    """Who says otherwise: "Meridian Wire, 14 Nov 2024: rejected"."""
    return re.sub(r" \((\d+ \w+ \d+)\)", r", \1", answer.contested)


def likelihood_words(answer: Answer) -> str:
    """The source's word for how likely it is, where it is one of ICD 203's; else an empty string."""
    band = board.likelihood_band(answer.likelihood)
    return f"“{answer.likelihood}”, by ICD 203 {band[0]}–{band[1]} %" if band else ""


def unanswered(standing: Standing) -> bool:
    """Whether there is nothing to say of a question but that it has no answer."""
    answer = standing.answer
    return answer.basis is None and not (answer.overdue or answer.contested or standing.new)


def quiet_words(standing: Standing) -> str:
    """What a question says on which nothing new came; empty where something did."""
    if standing.new:
        return ""
    match standing.days_since:
        case None:
            return "Nothing has been published on it yet."
        case 1:
            return "Nothing new; the last evidence came the day before."
        case days:
            return f"Nothing new; the last evidence came {days} days before."


def ahead_words(ahead: Ahead) -> str:
    """What is to come on a day: "“Will they be allowed?” is to be decided by then"."""
    return f"“{ahead.ask}” {ahead.words}"


# --- evidence -----------------------------------------------------------------------------------------


def says_words(signal: Signal, said: datetime) -> str:
    """What a sentence was read as: "approved", "by 31 Dec 2024", "a condition"."""
    if signal.kind is Kind.WHAT:
        return "a condition withdrawn" if signal.withdrawn else "a condition"
    words = board.signal_words(signal, said)
    return words.replace("-", " ") if signal.kind is Kind.WILL else words


def read_words(quote: Quoted) -> str:
    """How the sentence was read: "Read as: approved"."""
    return f"{'Set aside by the analyst; it was read as' if quote.voided else 'Read as'}: {quote.says}"


_UNNAMED = re.compile(r"\b(unnamed|anonym|condition of)", re.IGNORECASE)


def voice_words(signal: Signal) -> str:
    """On whose word: "citing four US officials, unnamed", "on the record: Pentagon", "after CNN"."""
    source = signal.source
    match signal.attribution:
        case Attribution.OFFICIAL:
            words = f"on the record: {source}" if source else "on the record"
        case Attribution.UNNAMED:
            unnamed = "" if _UNNAMED.search(source) else ", unnamed"
            words = f"citing {source}{unnamed}" if source else "citing unnamed sources"
        case Attribution.OTHER:
            words = (
                f"citing {source}, who does not decide" if source else "citing others than those who decide"
            )
        case Attribution.REPORT:
            words = "" if signal.origin else "on its own word"
    words = ", ".join(part for part in (words, f"after {signal.origin}" if signal.origin else "") if part)
    return f"{words} (an adversary's claim)" if signal.adversary else words


def tier_words(tier: Tier) -> str:
    """What sort of outlet it is: "state media"."""
    return str(tier).replace("-", " ")


# --- lists and numbers --------------------------------------------------------------------------------


def sentence(words: str) -> str:
    """The words as a sentence: a capital at the beginning, a full stop at the end."""
    return f"{words[:1].upper()}{words[1:]}." if words else ""


def short_words(words: str, most: int = 140) -> str:
    """The words, cut at a space with an ellipsis where they are longer than `most` characters."""
    return words if len(words) <= most else f"{words[:most].rsplit(' ', 1)[0]} …"


def step_words(step: Step, window: Window) -> str:
    """A step of an answer's history: "approved, confirmed (12 Nov)"."""
    confirmed = ", confirmed" if step.basis is Basis.CONFIRMED else ""
    return f"{step.words}{confirmed} ({moment_words(step.at, window).partition(',')[0]})"


def list_words(words: Sequence[str]) -> str:
    """ "A", "A and B", "A, B and C" """
    return " and ".join(part for part in (", ".join(words[:-1]), *words[-1:]) if part)


_NUMBERS = "no one two three four five six seven eight nine ten eleven twelve".split()


def number_words(n: int) -> str:
    """A small number in words, as sentences have it."""
    return _NUMBERS[n] if n < len(_NUMBERS) else str(n)
