"""What feeds.toml may hold, section by section."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import date, timedelta
from importlib.resources import files
from pathlib import Path
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo, available_timezones

from monitor.config.notify import notice_rule
from monitor.config.report import digest_settings, mail_settings
from monitor.config.table import ConfigErrors, Problem, Report, Table, shown
from monitor.model import Config, Days, Feed, Kind, Question, Terms, Tier, Topic
from monitor.names import nearest

SHORTEST = timedelta(minutes=1)
LONGEST = timedelta(days=31)
"""Between these a feed's `every` must lie; a month is also the longest Retry-After that is obeyed."""

_UNITS = {"m": "minutes", "h": "hours", "d": "days"}
_DURATION = re.compile(r"(\d{1,6})([mhd])")
_ID = re.compile(r"[A-Za-z0-9][A-Za-z0-9_.-]{0,63}")


def load_config(path: Path) -> Config:
    """Read a file; ConfigErrors holds everything that is wrong with it, also that it is not there."""
    try:
        data = path.read_bytes()
    except FileNotFoundError:
        raise ConfigErrors(
            [Problem(path, None, "", "there is no such file; `monitor init` writes one")]
        ) from None
    except OSError as error:
        raise ConfigErrors([Problem(path, None, "", f"cannot be read: {error.strerror}")]) from None
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise ConfigErrors([Problem(path, line, "", "expected UTF-8 text")]) from None
    return parse_config(text, path)


def parse_config(text: str, path: Path) -> Config:
    """Read the text of a file; `path` is what errors call it by."""
    try:
        values = tomllib.loads(text.removeprefix("\ufeff"))
    except tomllib.TOMLDecodeError as error:
        at = re.search(r"\(at line (\d+)", str(error))
        line = int(at[1]) if at else text.count("\n") + 1
        raise ConfigErrors([Problem(path, line, "", f"not valid TOML: {error}")]) from None
    except RecursionError:
        raise ConfigErrors([Problem(path, None, "", "lists or tables are nested too deeply")]) from None
    report = Report(path, text)
    root = Table(report, values, (), "")
    config = _config(root, path)
    root.finish()
    if report.problems:
        raise ConfigErrors(report.problems)
    return config


def _config(root: Table, path: Path) -> Config:
    monitor = root.table("monitor")
    digest, mail = root.table("digest"), root.table("mail")
    feeds = root.tables("feeds", "name")
    topics = root.tables("topics", "id")
    notices = root.tables("notify", "name")
    ids = [table.text("id", required=True) for table in topics]
    made = Config(
        path=path,
        feeds=tuple(_feed(table, ids) for table in feeds),
        topics=tuple(_topic(table) for table in topics),
        digest=digest_settings(digest, path.parent),
        mail=mail_settings(mail),
        notify=tuple(notice_rule(table, ids) for table in notices),
    )
    _distinct(zip(notices, (rule.name for rule in made.notify), strict=True), "name")
    _distinct(zip(feeds, (feed.name for feed in made.feeds), strict=True), "name")
    _distinct(zip(feeds, (address(feed.url) for feed in made.feeds), strict=True), "url")
    _distinct(zip(topics, ids, strict=True), "id")
    if monitor is None:
        return made
    made = replace(
        made,
        every=monitor.made("every", duration) or made.every,
        timezone=monitor.made("timezone", _timezone) or "",
        contact=monitor.made("contact", _contact) or "",
        language=monitor.choice("language", ["en"]) or "en",
    )
    monitor.finish()
    return made


def _feed(table: Table, topic_ids: list[str]) -> Feed:
    feed = Feed(
        name=table.text("name", required=True),
        url=table.made("url", check_url, required=True) or "",
        tier=Tier(table.choice("tier", Tier, required=True) or Tier.OTHER),
        reliability=table.choice("reliability", "ABCDEF"),
        every=table.made("every", duration),
        topics=table.references("topics", "topic", topic_ids),
        enabled=table.flag("enabled", True),
        allow_private=table.flag("allow_private", False),
        folder=table.text("folder"),
    )
    table.finish()
    return feed


def _topic(table: Table) -> Topic:
    topic_id = table.made("id", _identifier, required=True) or ""
    questions = table.tables("questions", "id")
    kinds = {str(question.raw("id")): question.raw("kind") for question in questions}
    topic = Topic(
        id=topic_id,
        title=table.text("title", required=True),
        about=table.all_terms("about"),
        never=table.terms("never"),
        deciders=table.terms("deciders"),
        adversaries=table.terms("adversaries"),
        opened=table.get("opened", date),
        calendar=_calendar(table.table("calendar")),
        questions=tuple(_question(question, topic_id, kinds) for question in questions),
        cues=_cues(table.table("cues")),
    )
    _distinct(zip(questions, (question.id for question in topic.questions), strict=True), "id")
    if not table.has("questions"):
        table.problem("", "has no question; write each as [[topics.questions]]")
    table.finish()
    return topic


def _calendar(table: Table | None) -> Mapping[str, Days]:
    found: dict[str, Days] = {}
    if table is None:
        return found
    for name in table.names():
        value = table.raw(name)
        days = [day for day in (value if isinstance(value, list) else [value]) if type(day) is date]
        if not 1 <= len(days) <= 2 or (isinstance(value, list) and len(days) != len(value)):
            table.problem(
                name, f"expected a day such as 2024-07-09, or [first day, last day]; got {shown(value)}"
            )
        elif days[-1] < days[0]:
            table.problem(name, "the last day comes before the first")
        else:
            found[name] = Days(days[0], days[-1])
    return found


def _cues(table: Table | None) -> Mapping[str, tuple[str, ...]]:
    """Phrases of the topic's own for classes of the lexicon."""
    if table is None:
        return {}
    lexicon = files("monitor.reading.will").joinpath("cues.toml").read_text(encoding="utf-8")
    classes = tomllib.loads(lexicon)["classes"]
    for name in table.names():
        if name not in classes:
            table.problem(name, f"the lexicon has no class {shown(name)}{nearest(name, classes)}")
    return {name: table.texts(name) for name in table.names()}


_OWN_KEYS = {Kind.WILL: ("yes", "no"), Kind.WHEN: ("of",), Kind.HOW_MANY: ("unit",), Kind.WHAT: ("about",)}
"""Keys that belong to one kind of question only."""


def _question(table: Table, topic_id: str, kinds: Mapping[str, object]) -> Question:
    """One question; `kinds` holds the kind of each question of the topic by its id."""
    chosen = table.choice("kind", Kind, required=True)
    kind = Kind(chosen or Kind.WILL)
    for other, keys in _OWN_KEYS.items():
        for key in keys:
            if chosen and other is not kind and table.has(key):
                table.raw(key)
                table.problem(key, f"belongs to questions of kind {other}; this one is {kind}")
    question = Question(
        topic=topic_id,
        id=table.made("id", _identifier, required=True) or "",
        kind=kind,
        ask=table.text("ask", required=True),
        yes=table.terms("yes") if kind is Kind.WILL else Terms(),
        no=table.terms("no") if kind is Kind.WILL else Terms(),
        resolves=table.text("resolves"),
        by=table.get("by", date),
        of=_of(table, kinds) if kind is Kind.WHEN else None,
        unit=table.terms("unit", required=True) if kind is Kind.HOW_MANY else Terms(),
        about=table.terms("about", required=True) if kind is Kind.WHAT else Terms(),
    )
    if not chosen:  # the kind itself is noted; its keys are then neither known nor unknown
        for key in (key for keys in _OWN_KEYS.values() for key in keys):
            table.raw(key)
    table.finish()
    return question


def _of(table: Table, kinds: Mapping[str, object]) -> str | None:
    others = [kind for kind in Kind if kind is not Kind.WILL]
    wills = [
        name for name, kind in kinds.items() if kind not in others
    ]  # a broken kind is noted where it stands
    of = table.text("of", required=True)
    if of in wills or not of:
        return of or None
    if of in kinds:
        table.problem("of", f"expected a question of kind will; {shown(of)} is of kind {shown(kinds[of])}")
    else:
        table.problem("of", f"this topic has no question {shown(of)}{nearest(of, wills)}")
    return None


def _distinct(named: Iterable[tuple[Table, str]], key: str) -> None:
    """Note each name that an earlier table of the same list already has."""
    seen: dict[str, Table] = {}
    for table, name in named:
        first = seen.setdefault(name, table) if name else table
        if first is not table:
            table.problem(key, f"{shown(name)} is already used in line {first.line(key)}")


def duration(source: str) -> timedelta:
    """An interval as written: "30m", "1h", "2d"; ValueError says what was expected."""
    found = _DURATION.fullmatch(source.strip())
    if not found:
        raise ValueError(
            f'expected a number with m, h or d, such as "30m", "1h" or "2d"; got {shown(source)}'
        )
    value = timedelta(**{_UNITS[found[2]]: int(found[1])})
    if not SHORTEST <= value <= LONGEST:
        raise ValueError(f'expected between "1m" and "31d"; got {shown(source)}')
    return value


def address(url: str) -> str:
    """What two spellings of one URL have in common: scheme and host in small letters, no fragment."""
    try:
        parts = urlsplit(url)
    except ValueError:
        return url
    return parts._replace(scheme=parts.scheme.lower(), netloc=parts.netloc.lower(), fragment="").geturl()


def check_url(source: str) -> str:
    """The URL of a feed if it can be one; ValueError says what was expected."""
    try:
        parts = urlsplit(source)
        sound = bool(parts.hostname) and (parts.port is None or parts.port > 0)
    except ValueError:
        raise ValueError(f"expected a web address; got {shown(source)}") from None
    if parts.scheme.lower() not in ("http", "https"):
        raise ValueError(f"expected an address that begins with https:// or http://; got {shown(source)}")
    if not sound or any(c.isspace() for c in source) or "\\" in source:
        raise ValueError(f"expected a web address with a host and without spaces; got {shown(source)}")
    return source


def _identifier(source: str) -> str:
    if not _ID.fullmatch(source):
        raise ValueError(f"expected letters, digits, `-`, `_` or `.`, at most 64; got {shown(source)}")
    return source


def _timezone(source: str) -> str:
    try:
        ZoneInfo(source)
    except (ValueError, OSError, KeyError):  # what ZoneInfo raises for names of no zone
        hint = nearest(source, available_timezones())
        raise ValueError(f'expected a time zone such as "Europe/Berlin"; got {shown(source)}{hint}') from None
    return source


def _contact(source: str) -> str:
    """Goes into a request header: ASCII, and no brackets that would end the User-Agent's comment."""
    if not source.isascii() or len(source) > 200 or any(c in source for c in "()<>"):
        raise ValueError(f"expected a mail or web address in ASCII; got {shown(source)}")
    return source
