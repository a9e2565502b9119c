"""Which changes of the board are told, when, and in which words. Pure."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, time, timedelta

from monitor.board.words import change_words
from monitor.model import DECISIONS, Basis, Change, Config, Moved, NoticeRule

STALE = timedelta(days=2)
"""A change older than this is history, not news: the program was off, or an archive was taken in."""

MOST = 3
"""Changes that a notice names one by one."""

NEWS = frozenset({"item", "time"})
"""Causes of changes that are told: not what the analyst did, nor an edit of feeds.toml."""


@dataclass(frozen=True, slots=True)
class Notice:
    """What is told."""

    title: str
    body: str
    changes: tuple[Change, ...]


@dataclass(frozen=True, slots=True)
class Due:
    """What a rule has to tell now, and up to which change it is done."""

    last: int  # id of the change
    notice: Notice | None = None  # None: nothing to tell


def kinds_of(change: Change) -> frozenset[Moved]:
    """What sort of change it is; OTHER where it is of no sort that has a name."""
    before, after = change.before, change.after
    found = set()
    decided = after.status in DECISIONS
    if decided and (before is None or before.status is not after.status):
        found.add(Moved.DECIDED)
    if after.basis is Basis.CONFIRMED and (before is None or before.basis is not Basis.CONFIRMED):
        found.add(Moved.CONFIRMED)
    if after.contested and not (before and before.contested):
        found.add(Moved.CONTESTED)
    if after.overdue and not (before and before.overdue):
        found.add(Moved.OVERDUE)
    if after.slipped_from and before is not None and before.days != after.days:
        found.add(Moved.SLIPPED)
    return frozenset(found or {Moved.OTHER})


def is_news(change: Change, now: datetime) -> bool:
    """Whether a change is told at all, whatever the rules are."""
    return change.cause in NEWS and now - change.at <= STALE


def wants(rule: NoticeRule, change: Change) -> bool:
    """Whether a rule tells of a change that is news."""
    if rule.topics and change.topic not in rule.topics:
        return False
    return not rule.changes or not kinds_of(change).isdisjoint(rule.changes)


def is_quiet(hours: tuple[time, time] | None, local: datetime) -> bool:
    """Whether a local moment lies within quiet hours, which may go over midnight."""
    if hours is None:
        return False
    begins, ends = hours
    hour = local.time().replace(tzinfo=None)
    return begins <= hour < ends if begins < ends else hour >= begins or hour < ends


def due(
    rule: NoticeRule, changes: Sequence[Change], told: int, config: Config, now: datetime, local: datetime
) -> Due:
    """What a rule tells of these changes, of which it has told those up to the id `told`.

    `local` is `now` in the configured time zone. In quiet hours nothing is told and nothing is done: what
    came meanwhile is told together when they end.
    """
    news = [change for change in changes if change.id > told]
    if not news or is_quiet(rule.quiet, local):
        return Due(told)
    wanted = tuple(change for change in news if is_news(change, now) and wants(rule, change))
    return Due(news[-1].id, notice_of(wanted, asks_of(config)) if wanted else None)


def asks_of(config: Config) -> dict[tuple[str, str], str]:
    """(topic, question) → its words, with the topic's title."""
    return {
        (topic.id, question.id): f"{topic.title}: {question.ask}"
        for topic in config.topics
        for question in topic.questions
    }


def notice_of(changes: Sequence[Change], asks: Mapping[tuple[str, str], str]) -> Notice:
    """The words for one change, or for several together."""
    lines = [f"{_ask(change, asks)} {change_words(change)}" for change in changes[-MOST:]]
    if len(changes) == 1:
        (change,) = changes
        return Notice(_ask(change, asks), f"{change_words(change)}\n{change.why}".rstrip(), tuple(changes))
    more = len(changes) - len(lines)
    if more:
        lines.insert(0, f"{more} earlier; the last {len(lines)}:")
    return Notice(f"{len(changes)} changes of the board", "\n".join(lines), tuple(changes))


def _ask(change: Change, asks: Mapping[tuple[str, str], str]) -> str:
    return asks.get((change.topic, change.question), f"{change.topic}/{change.question}")
