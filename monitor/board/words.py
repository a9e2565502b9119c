"""An answer in words: what the screen, the digest and the command line show. Plain text, never colour."""

from __future__ import annotations

from calendar import monthrange
from datetime import date, datetime, timedelta

from monitor.model import Answer, Attribution, Basis, Change, Confidence, Count, Days, Kind, Signal, Status

NOTHING = "—"
"""Shown where nothing is known."""

GLYPHS = {
    Status.OPEN: "○",
    Status.CONSIDERING: "◔",
    Status.EXPECTED: "◑",
    Status.APPROVED: "●",
    Status.IN_EFFECT: "◉",
    Status.DELAYED: "◷",
    Status.UNLIKELY: "◌",
    Status.REJECTED: "✕",
    Status.REVERSED: "↺",
}
"""One mark a status; all differ in shape, so that they read without colour."""

ASCII_GLYPHS = {
    Status.OPEN: ".",
    Status.CONSIDERING: "?",
    Status.EXPECTED: ">",
    Status.APPROVED: "Y",
    Status.IN_EFFECT: "E",
    Status.DELAYED: "=",
    Status.UNLIKELY: "<",
    Status.REJECTED: "N",
    Status.REVERSED: "R",
}
"""The same for terminals without those characters."""

BASIS_WORDS = {
    Basis.CONFIRMED: "confirmed by the deciding side",
    Basis.REPORTED: "reported, not confirmed",
    Basis.ANALYST: "the analyst's answer",
}

CONFIDENCE_WORDS = {
    Confidence.LOW: "low confidence",
    Confidence.MODERATE: "moderate confidence",
    Confidence.HIGH: "high confidence",
}

_MONTHS = "Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec".split()
_SCALES = ((1e12, "trillion"), (1e9, "billion"), (1e6, "million"))
_ABOUT = 0.1
"""The convention for "about N" (reading guidelines, section 4): N less and more a tenth."""


def day_words(day: date) -> str:
    """ "31 Dec 2024" """
    return f"{day.day} {_MONTHS[day.month - 1]} {day.year}"


def days_words(days: Days | None, said: datetime | date | None = None) -> str:
    """An interval of days: "on 8 Nov 2024", "by 31 Dec 2024", "in Mar 2025", "from 6 Nov 2024".

    `said` is the moment the interval was given: one that begins on that day is a deadline.
    """
    if days is None or (days.first is None and days.last is None):
        return NOTHING
    first, last = days.first, days.last
    if last is None:
        return f"from {day_words(first)}" if first else NOTHING
    said_on = said.date() if isinstance(said, datetime) else said
    if first is None or (first != last and said_on == first):
        return f"by {day_words(last)}"
    if first == last:
        return f"on {day_words(last)}"
    return _unit(first, last) or _span(first, last)


def _unit(first: date, last: date) -> str:
    """A whole month, quarter or year by its name."""
    if first.day != 1 or last.day != monthrange(last.year, last.month)[1] or first.year != last.year:
        return ""
    months = last.month - first.month + 1
    if months == 1:
        return f"in {_MONTHS[first.month - 1]} {first.year}"
    if months == 3 and first.month % 3 == 1:
        return f"in Q{(first.month + 2) // 3} {first.year}"
    if months == 12:
        return f"in {first.year}"
    return f"in {_MONTHS[first.month - 1]}–{_MONTHS[last.month - 1]} {first.year}"


def _span(first: date, last: date) -> str:
    if (first.year, first.month) == (last.year, last.month):
        return f"{first.day}–{day_words(last)}"
    if first.year == last.year:
        return f"{first.day} {_MONTHS[first.month - 1]} – {day_words(last)}"
    return f"{day_words(first)} – {day_words(last)}"


def number_words(number: float) -> str:
    """ "36", "5,700", "290 million", "1.5 billion" """
    for scale, name in _SCALES:
        if abs(number) >= scale:
            return f"{_plain(round(number / scale, 2))} {name}"
    return _plain(number)


def _plain(number: float) -> str:
    return f"{int(number):,}" if number == int(number) else f"{number:,g}"


def count_words(count: Count | None) -> str:
    """An interval of numbers with its unit: "36–900 contractors", "about 200", "up to 900 firms"."""
    if count is None or (count.low is None and count.high is None):
        return NOTHING
    return f"{_numbers(count)} {count.unit}".rstrip()


def _numbers(count: Count) -> str:
    low, high = count.low, count.high
    if low is None:
        return f"up to {number_words(high or 0.0)}"
    if high is None:
        return f"at least {number_words(low)}"
    if low == high:
        return number_words(low)
    middle = (low + high) / 2
    if middle and abs((high - low) / 2 - _ABOUT * middle) <= 0.005 * middle:
        return f"about {number_words(round(middle, 6))}"
    for scale, name in _SCALES:
        if low >= scale and high >= scale:
            return f"{_plain(round(low / scale, 2))}–{_plain(round(high / scale, 2))} {name}"
    return f"{number_words(low)}–{number_words(high)}"


def status_words(answer: Answer) -> str:
    """The status of a `will` answer: "approved", "considering (overdue)", "rejected (contested)"."""
    marks = [
        word
        for word, is_set in (("overdue", answer.overdue), ("contested", bool(answer.contested)))
        if is_set
    ]
    return f"{answer.status}{' (' + ', '.join(marks) + ')' if marks else ''}"


def value_words(answer: Answer | None) -> str:
    """The value alone, in the words of its kind: "approved", "by 31 Dec 2024", "36–900 contractors"."""
    if answer is None:
        return NOTHING
    match answer.kind:
        case Kind.WILL:
            return str(answer.status)
        case Kind.WHEN:
            return days_words(answer.days, answer.since)
        case Kind.HOW_MANY:
            return count_words(answer.count)
        case Kind.WHAT:
            held = sum(not c.withdrawn for c in answer.conditions)
            gone = len(answer.conditions) - held
            if not answer.conditions:
                return NOTHING
            return f"{held} condition{'' if held == 1 else 's'}{f', {gone} withdrawn' if gone else ''}"


def answer_words(answer: Answer | None) -> str:
    """The value with all that is marked on it: "by 31 Dec 2024 · “likely” · slipped 92 days · overdue"."""
    if answer is None:
        return NOTHING
    parts = [value_words(answer)]
    if answer.kind in (Kind.WHEN, Kind.HOW_MANY) and answer.said and parts[0] != NOTHING:
        parts.append(f"“{answer.said}”")
    if answer.likelihood:
        parts.append(likelihood_words(answer.likelihood))
    slipped = slip_words(answer)
    if slipped:
        parts.append(slipped)
    if answer.overdue:
        parts.append("overdue")
    if answer.contested:
        parts.append("contested")
    return " · ".join(parts)


def slip_words(answer: Answer) -> str:
    """By how much a date moved on: "slipped 75 days"; empty where it did not."""
    before, now = answer.slipped_from, answer.days
    if before is None or now is None:
        return ""
    days = slip_days(before, now)
    return f"slipped {days} day{'' if days == 1 else 's'}" if days else "slipped"


def slip_days(before: Days, now: Days) -> int | None:
    """Days between the ends of two intervals, where both have one; else between end and new beginning."""
    if before.last and now.last:
        return (now.last - before.last).days or None
    start = before.last or before.first
    if start and now.first and now.first > start:
        return (now.first - start).days
    return None


def basis_words(answer: Answer) -> str:
    """ "confirmed by the deciding side · moderate confidence · 2 independent sources, 9 items" """
    if answer.basis is None:
        return "nothing said yet"
    parts = [BASIS_WORDS[answer.basis]]
    if answer.confidence is not None:
        parts.append(CONFIDENCE_WORDS[answer.confidence])
    if answer.items:
        parts.append(sources_words(answer))
    return " · ".join(parts)


def sources_words(answer: Answer) -> str:
    """ "2 independent sources, 9 items" """
    one = answer.sources == 1
    return (
        f"{answer.sources} {'source' if one else 'independent sources'}, "
        f"{answer.items} item{'' if answer.items == 1 else 's'}"
    )


def change_words(change: Change) -> str:
    """What moved, shortly: "considering → approved, reported"; "approved: now confirmed"; "now overdue"."""
    return moved_words(change.before, change.after)


def moved_words(before: Answer | None, after: Answer) -> str:
    """The same between two answers."""
    basis = f", {after.basis}" if after.basis is not None else ""
    if before is None:
        return f"{value_words(after)}{basis}"
    old, new = value_words(before), value_words(after)
    if old != new:
        return f"{old} → {new}{basis}"
    if before.basis != after.basis and after.basis is not None:
        return f"{new}: now {after.basis}"
    if before.overdue != after.overdue:
        return f"{new}: {'now' if after.overdue else 'no longer'} overdue"
    if bool(before.contested) != bool(after.contested):
        return f"{new}: {'now' if after.contested else 'no longer'} contested"
    return f"{new}{basis}"


def age_words(since: datetime | None, now: datetime) -> str:
    """How long ago, in the largest fitting unit: "3 days", "5 h"; empty where unknown."""
    if since is None:
        return ""
    age = now - since
    if age < timedelta(hours=1):
        return f"{max(0, int(age.total_seconds() // 60))} min"
    if age < timedelta(days=1):
        return f"{int(age.total_seconds() // 3600)} h"
    return f"{age.days} day{'' if age.days == 1 else 's'}"


_BANDS = (
    ((1, 5), ("almost no chance", "remote")),
    ((5, 20), ("very unlikely", "highly improbable")),
    ((20, 45), ("unlikely", "improbable")),
    ((45, 55), ("roughly even chance", "roughly even odds")),
    ((55, 80), ("likely", "probable", "probably")),
    ((80, 95), ("very likely", "highly probable")),
    ((95, 99), ("almost certain", "almost certainly", "nearly certain")),
)
"""Expressions of likelihood and their percentages: ICD 203, Analytic Standards, section D.6.e(2)(a)."""

_BAND_OF = {word: band for band, words in _BANDS for word in words}


def likelihood_band(word: str) -> tuple[int, int] | None:
    """The band of percentages of ICD 203 for a source's own word; None for words that the standard lacks."""
    return _BAND_OF.get(word.casefold().strip())


def likelihood_words(word: str) -> str:
    """The source's own word, with the band where the standard has one: "“likely” (ICD 203: 55–80 %)"."""
    band = likelihood_band(word)
    return f"“{word}” (ICD 203: {band[0]}–{band[1]} %)" if band else f"“{word}”"


def signal_words(signal: Signal, said: datetime | date | None = None) -> str:
    """What one item says, in the words of its kind; `said` is when, as for `days_words`."""
    if signal.status is not None:
        return str(signal.status)
    if signal.days is not None:
        return days_words(signal.days, said)
    if signal.count is not None:
        return count_words(signal.count)
    return f"{signal.condition or ''}{' (withdrawn)' if signal.withdrawn else ''}"


_VOICES = {
    Attribution.OFFICIAL: "official",
    Attribution.UNNAMED: "unnamed",
    Attribution.OTHER: "others",
    Attribution.REPORT: "the outlet itself",
}


def voice_words(signal: Signal) -> str:
    """On whose word: "unnamed: four US officials", "official: Pentagon", "the outlet itself, after CNN"."""
    words = _VOICES[signal.attribution]
    if signal.source:
        words = f"{words}: {signal.source}"
    if signal.origin:
        words = f"{words}, after {signal.origin}"
    return f"{words} (an adversary's claim)" if signal.adversary else words
