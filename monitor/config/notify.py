"""What feeds.toml may say of notices: each [[notify]] is one rule."""

from __future__ import annotations

import re
from datetime import time

from monitor.config.report import time_of_day
from monitor.config.table import Table, shown
from monitor.model import Moved, NoticeRule, Sound

_SCHEME = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*://\S+")


def notice_rule(table: Table, topic_ids: list[str]) -> NoticeRule:
    """One rule."""
    rule = NoticeRule(
        name=table.text("name", required=True),
        by=tuple(map(Sound, table.choices("by", Sound))),
        command=table.texts("command"),
        apprise=table.made("apprise", _apprise) or "",
        topics=table.references("topics", "topic", topic_ids),
        changes=tuple(map(Moved, table.choices("changes", Moved))),
        quiet=table.made("quiet", _hours),
    )
    if not any(table.has(key) for key in ("by", "command", "apprise")):
        table.problem("", "tells nobody: needs `by`, `command` or `apprise`")
    for key in ("by", "command"):
        if table.has(key) and table.raw(key) == []:
            table.problem(key, "is empty")
    table.finish()
    return rule


def _hours(source: str) -> tuple[time, time]:
    first, between, last = source.partition("-")
    try:
        begins, ends = time_of_day(first.strip()), time_of_day(last.strip())
    except ValueError:
        begins = ends = time()
    if not between or begins == ends:
        raise ValueError(f'expected two different times of day, such as "22:00-07:00"; got {shown(source)}')
    return begins, ends


def _apprise(source: str) -> str:
    if not _SCHEME.fullmatch(source):
        raise ValueError(f'expected an Apprise URL, such as "ntfy://our-desk"; got {shown(source)}')
    return source
