"""Changes to the text of feeds.toml that keep its comments and its order. Pure: text → text.

Each function raises KeyError where the feed or topic that it names is not in the text, and ValueError
where it would write something that cannot be read back. The text must be a valid feeds.toml.
"""

from __future__ import annotations

from collections.abc import Mapping, MutableMapping
from datetime import date, timedelta
from pathlib import Path
from typing import Any, cast

import tomlkit
from tomlkit.items import AoT, Table

from monitor.config.sections import parse_config
from monitor.model import Days, Feed, Question, Tier, Topic

_Values = dict[str, object]


def add_feed(text: str, feed: Feed) -> str:
    """The text with a feed more, after the last one."""
    document = tomlkit.parse(text)
    feeds = _list(document, "feeds")
    if any(table["name"] == feed.name for table in feeds):
        raise ValueError(f'there is already a feed "{feed.name}"')
    feeds.append(_table(_feed_values(feed)))
    return _checked(document)


def remove_feed(text: str, name: str) -> str:
    """The text without a feed."""
    document = tomlkit.parse(text)
    feeds = _list(document, "feeds")
    del feeds[_index(feeds, "name", name)]
    return _checked(document)


def replace_feed_url(text: str, name: str, url: str) -> str:
    """The text with another address for a feed."""
    return set_feed(text, name, {"url": url})


def set_feed(text: str, name: str, values: Mapping[str, object]) -> str:
    """The text with other values for keys of a feed; None removes a key."""
    document = tomlkit.parse(text)
    feeds = _list(document, "feeds")
    table = feeds[_index(feeds, "name", name)]
    for key, value in values.items():
        _set(table, key, value)
    return _checked(document)


def set_topic(text: str, topic: Topic) -> str:
    """The text with this topic in place of the one with its id, or after the last where there is none."""
    document = tomlkit.parse(text)
    topics = _list(document, "topics")
    values = _topic_values(topic)
    try:
        _replace(topics[_index(topics, "id", topic.id)], values)
    except KeyError:
        topics.append(_table(values))
    return _checked(document)


def remove_topic(text: str, topic_id: str) -> str:
    """The text without a topic; feeds that are restricted to it no longer name it."""
    document = tomlkit.parse(text)
    topics = _list(document, "topics")
    del topics[_index(topics, "id", topic_id)]
    for feed in _list(document, "feeds"):
        named = [name for name in feed.get("topics", []) if name != topic_id]
        if "topics" in feed and len(named) < len(feed["topics"]):
            _set(feed, "topics", named or None)
    return _checked(document)


def _list(document: tomlkit.TOMLDocument, key: str) -> AoT:
    """The tables under a key, made where there are none yet."""
    if key not in document:
        document.append(key, tomlkit.aot())
    return cast(AoT, document[key])


def _index(tables: AoT, key: str, name: str) -> int:
    for index, table in enumerate(tables):
        if table.get(key) == name:
            return index
    raise KeyError(name)


def _checked(document: tomlkit.TOMLDocument) -> str:
    text = tomlkit.dumps(document)
    parse_config(text, Path("feeds.toml"))
    return text


def _table(values: Mapping[str, object]) -> Table:
    made = tomlkit.table()
    _replace(made, values)
    return made


def _replace(table: MutableMapping[str, Any], values: Mapping[str, object]) -> None:
    """Give a table these values and no others, leaving what is already right as it is written."""
    for key in [key for key in table if key not in values]:
        del table[key]
    for key, value in values.items():
        if key == "questions":
            _replace_questions(table, cast("list[_Values]", value))
        elif table.get(key) != value:
            _set(table, key, value)


def _replace_questions(table: MutableMapping[str, Any], wanted: list[_Values]) -> None:
    present = {question["id"]: question for question in table.get("questions", [])}
    kept = tomlkit.aot()
    for values in wanted:
        question = present.get(str(values["id"]))
        if question is None:
            question = _table(values)
        else:
            _replace(question, values)
        kept.append(question)
    table["questions"] = kept


def _set(table: MutableMapping[str, Any], key: str, value: object) -> None:
    if value is None:
        table.pop(key, None)
    elif isinstance(value, Mapping):
        inline = tomlkit.inline_table()
        inline.update(value)
        table[key] = inline
    else:
        table[key] = value


def _feed_values(feed: Feed) -> _Values:
    values: _Values = {"name": feed.name, "url": feed.url, "tier": Tier(feed.tier).value}
    if feed.reliability:
        values["reliability"] = feed.reliability
    if feed.every:
        values["every"] = write_duration(feed.every)
    if feed.topics:
        values["topics"] = list(feed.topics)
    if not feed.enabled:
        values["enabled"] = False
    if feed.allow_private:
        values["allow_private"] = True
    if feed.folder:
        values["folder"] = feed.folder
    return values


def _topic_values(topic: Topic) -> _Values:
    values: _Values = {
        "id": topic.id,
        "title": topic.title,
        "about": [terms.source for terms in topic.about],
        "never": topic.never.source,
        "deciders": topic.deciders.source,
        "adversaries": topic.adversaries.source,
        "opened": topic.opened,
        "calendar": {name: _days(days) for name, days in topic.calendar.items()},
        "cues": {name: list(phrases) for name, phrases in topic.cues.items()},
        "questions": [_question_values(question) for question in topic.questions],
    }
    return {key: value for key, value in values.items() if value}


def _question_values(question: Question) -> _Values:
    values: _Values = {
        "id": question.id,
        "kind": question.kind.value,
        "ask": question.ask,
        "yes": question.yes.source,
        "no": question.no.source,
        "of": question.of,
        "unit": question.unit.source,
        "about": question.about.source,
        "resolves": question.resolves,
        "by": question.by,
    }
    return {key: value for key, value in values.items() if value}


def _days(days: Days) -> date | list[date]:
    if days.first is None or days.last is None:
        raise ValueError("an entry of the calendar needs its first and its last day")
    return days.first if days.first == days.last else [days.first, days.last]


def write_duration(value: timedelta) -> str:
    """An interval as feeds.toml writes it: "30m", "6h", "2d"."""
    minutes = round(value.total_seconds() / 60)
    for unit, size in (("d", 1440), ("h", 60)):
        if minutes % size == 0:
            return f"{minutes // size}{unit}"
    return f"{minutes}m"
