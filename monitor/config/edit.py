"""Changes to the text of feeds.toml that keep its comments, its order and its spacing: pure, text → text.

Only the lines that change are touched. tomlkit writes the values; it does not hold the document, because
it counts the comments under a table as a part of it and would remove them with it.

Each function raises KeyError where the feed or topic that it names is not in the text, and ValueError
(ConfigErrors among them) where the outcome could not be read back. The text must be a valid feeds.toml.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Callable, Mapping, Sequence
from datetime import date, timedelta
from pathlib import Path as File
from typing import Any

import tomlkit

from monitor.config.lines import Path, Statement, statements
from monitor.config.sections import parse_config
from monitor.files import replace_file
from monitor.model import Days, Feed, Question, Tier, Topic

_Values = dict[str, object]


def edit_file(path: File, change: Callable[[str], str]) -> bool:
    """Put the changed text in the file's place, whole; whether anything was changed. Raises what `change`
    raises, and OSError."""
    text = path.read_bytes().decode("utf-8")  # as it is: its line ends, too
    changed = change(text)
    if changed != text:
        replace_file(path, changed.encode())
    return changed != text


def follow_moves(text: str, moves: Mapping[str, tuple[str, str]]) -> str:
    """The text with the new address of each feed that still has the old one; `moves`: name → (old, new)."""
    here = {feed.name: feed.url for feed in parse_config(text, File("feeds.toml")).feeds}
    for name, (old, new) in moves.items():
        if here.get(name) == old:
            text = replace_feed_url(text, name, new)
    return text


def add_feed(text: str, feed: Feed) -> str:
    """The text with a feed more, after the last one."""
    return _checked(_append(text, ("feeds",), _block("[[feeds]]", _feed_values(feed))))


def remove_feed(text: str, name: str) -> str:
    """The text without a feed; comments above and below it stay."""
    return _checked(_cut(text, _place(text, "feeds", "name", name)))


def replace_feed_url(text: str, name: str, url: str) -> str:
    """The text with another address for a feed."""
    return set_feed(text, name, {"url": url})


def set_feed(text: str, name: str, values: Mapping[str, object]) -> str:
    """The text with other values for keys of a feed; None removes a key."""
    place = _place(text, "feeds", "name", name)
    for key, value in values.items():
        text = _set(text, place, key, value)
    return _checked(text)


def set_topic(text: str, topic: Topic) -> str:
    """The text with this topic in place of the one with its id, or after the last where there is none."""
    values = _topic_values(topic)
    questions = [_question_values(question) for question in topic.questions]
    try:
        place = _place(text, "topics", "id", topic.id)
    except KeyError:
        return _checked(_append(text, ("topics",), _topic_block(values, questions)))
    text = _replace(text, place, values, {"questions"})
    return _checked(_replace_questions(text, place, questions))


def remove_topic(text: str, topic_id: str) -> str:
    """The text without a topic; feeds that are restricted to it no longer name it."""
    text = _cut(text, _place(text, "topics", "id", topic_id))
    for index, feed in enumerate(_value_at(text, ("feeds",), [])):
        named = [name for name in feed.get("topics", []) if name != topic_id]
        if len(named) < len(feed.get("topics", [])):
            text = _set(text, ("feeds", index), "topics", named or None)
    return _checked(text)


def _checked(text: str) -> str:
    parse_config(text, File("feeds.toml"))
    return text


def _value_at(text: str, path: Path, default: Any) -> Any:
    """The value at a path of the text."""
    value: Any = tomllib.loads(text)
    for step in path:
        try:
            value = value[step]
        except (KeyError, IndexError):
            return default
    return value


def _place(text: str, section: str, key: str, name: str) -> Path:
    """The path of the table of a list whose `key` is `name`; KeyError where there is none."""
    for index, table in enumerate(_value_at(text, (section,), [])):
        if table.get(key) == name:
            found = (section, index)
            if not _inside(text, found):
                raise ValueError(f"{section} is written as one list here: write each as [[{section}]]")
            return found
    raise KeyError(name)


def _inside(text: str, path: Path) -> list[Statement]:
    """The header of a table and all that stands in it and in the tables below it."""
    return [found for found in statements(text) if found.path[: len(path)] == path]


def _own(text: str, path: Path) -> list[Statement]:
    """The header of a table and its own keys, without the tables below it."""
    kept: list[Statement] = []
    for found in _inside(text, path):
        if found.header and found.path != path:
            break
        kept.append(found)
    return kept


def _line_end(text: str, offset: int) -> int:
    """The offset after the line that holds `offset`, its line break included."""
    found = text.find("\n", offset)
    return len(text) if found < 0 else found + 1


def _cut(text: str, path: Path) -> str:
    """The text without a table and those below it."""
    runs: list[tuple[int, int]] = []  # another table may stand between a topic and its questions
    joined = False
    for found in statements(text):
        inside = found.path[: len(path)] == path
        if inside:
            start = runs.pop()[0] if joined else found.start
            runs.append((start, _line_end(text, found.end)))
        joined = inside
    for start, end in reversed(runs):
        before, after = text[:start], text[end:]
        text = before + (after.removeprefix("\n") if before.endswith("\n\n") or not before else after)
    return text


def _append(text: str, path: Path, block: str) -> str:
    """The text with a block after the last table of a list; at the end where there is none yet."""
    inside = _inside(text, path)
    end = _line_end(text, inside[-1].end) if inside else len(text)
    before = text[:end].rstrip("\n") + "\n\n" if text[:end].strip() else ""
    return before + block + text[end:]


def _set(text: str, table: Path, key: str, value: object) -> str:
    """The text with a value for a key of a table, in place where the key stands; None removes it."""
    own = _own(text, table)
    found = next((statement for statement in own if statement.path == (*table, key)), None)
    if found is None:
        below = (*table, key)
        if _inside(text, below):  # written as a table of its own
            text = _cut(text, below)
            own = _own(text, table)
        if value is None:
            return text
        end = _line_end(text, own[-1].end)
        indent = re.match(r"[ \t]*", text[own[0].start :])
        line = f"{indent.group() if indent else ''}{key} = {_write(value)}\n"
        return text[:end] + ("" if text[:end].endswith("\n") else "\n") + line + text[end:]
    if value is None:
        return text[: found.start] + text[_line_end(text, found.end) :]
    return text[: found.value] + _write(value) + text[found.end :]


def _replace(text: str, table: Path, values: Mapping[str, object], keep: set[str]) -> str:
    """Give a table these values and no others, leaving what is already right as it is written."""
    present = _value_at(text, table, {})
    for key in present:
        if key not in values and key not in keep:
            text = _set(text, table, key, None)
    for key, value in values.items():
        if present.get(key) != value:
            text = _set(text, table, key, value)
    return text


def _replace_questions(text: str, topic: Path, wanted: Sequence[_Values]) -> str:
    """Give a topic these questions in this order; those that stay keep their comments."""
    path = (*topic, "questions")
    ids = [str(values["id"]) for values in wanted]
    for index, question in reversed(list(enumerate(_value_at(text, path, [])))):
        if question["id"] not in ids:
            text = _cut(text, (*path, index))
    known = [str(question["id"]) for question in _value_at(text, path, [])]
    for values in wanted:
        if values["id"] in known:
            text = _replace(text, (*path, known.index(str(values["id"]))), values, set())
        else:
            known.append(str(values["id"]))
            text = _append(text, topic, _block("[[topics.questions]]", values))
    return text if known == ids else _reorder(text, path, [known.index(name) for name in ids])


def _reorder(text: str, path: Path, order: Sequence[int]) -> str:
    """The tables of a list in another order, each with the comments above it."""
    inside = _inside(text, path)
    first = inside[0].start
    if any(first < found.start < inside[-1].start and found not in inside for found in statements(text)):
        raise ValueError("other tables stand between the questions of this topic: put them together first")
    pieces: list[str] = []
    start = first
    for index in range(len(order)):
        end = _line_end(text, _inside(text, (*path, index))[-1].end)
        pieces.append(text[start:end].strip("\n") + "\n")
        start = end
    return text[:first] + "\n".join(pieces[index] for index in order) + text[start:]


def _write(value: object) -> str:
    """A value as TOML writes it."""
    if isinstance(value, Mapping):
        pairs = ", ".join(f"{tomlkit.key(key).as_string()} = {_write(below)}" for key, below in value.items())
        return f"{{ {pairs} }}" if pairs else "{}"
    return tomlkit.item(value).as_string()


def _block(header: str, values: Mapping[str, object]) -> str:
    lines = [header, *(f"{key} = {_write(value)}" for key, value in values.items())]
    return "\n".join(lines) + "\n"


def _topic_block(values: _Values, questions: Sequence[_Values]) -> str:
    blocks = [_block("[[topics]]", values), *(_block("[[topics.questions]]", found) for found in questions)]
    return "\n".join(blocks)


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
