"""The changes as an Atom feed (RFC 4287), so that others can subscribe to the board."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime
from xml.etree import ElementTree

from monitor.digest.escape import web_link
from monitor.digest.words import moved_words
from monitor.model import Change, Config, Item

NAMESPACE = "http://www.w3.org/2005/Atom"
SHOWN = 50
"""Entries that the feed carries."""


def as_atom(changes: Sequence[Change], items: dict[int, Item], config: Config) -> str:
    """The newest changes as an Atom document; `items` holds those that led to them."""
    ElementTree.register_namespace("", NAMESPACE)
    feed = ElementTree.Element(_name("feed"))
    _text(feed, "title", "Policy Monitor: changes of the board")
    _text(feed, "id", "urn:policy-monitor:changes")
    newest = list(reversed(changes))[:SHOWN]
    _text(feed, "updated", _moment(newest[0].at if newest else datetime.fromtimestamp(0, UTC)))
    author = ElementTree.SubElement(feed, _name("author"))
    _text(author, "name", "Policy Monitor")
    for change in newest:
        _entry(feed, change, items, config)
    ElementTree.indent(feed)
    return '<?xml version="1.0" encoding="utf-8"?>\n' + ElementTree.tostring(feed, encoding="unicode") + "\n"


def _entry(feed: ElementTree.Element, change: Change, items: dict[int, Item], config: Config) -> None:
    entry = ElementTree.SubElement(feed, _name("entry"))
    before, after = moved_words(change.before, change.after)
    _text(entry, "title", f"{_ask(change, config)} {before or 'nothing known'} → {after}")
    _text(entry, "id", f"urn:policy-monitor:change:{change.id}")
    _text(entry, "updated", _moment(change.at))
    led = [items[item] for item in change.items if item in items]
    _text(entry, "summary", "\n".join([change.why, *(f"{item.feed}: {item.title}" for item in led)]).strip())
    for item in led:
        if link := web_link(item.link):
            ElementTree.SubElement(
                entry, _name("link"), {"rel": "related", "href": link, "title": item.title}
            )


def _ask(change: Change, config: Config) -> str:
    try:
        topic = config.topic(change.topic)
        return f"{topic.title}: {topic.question(change.question).ask}"
    except KeyError:
        return f"{change.topic}/{change.question}"


def _text(parent: ElementTree.Element, name: str, value: str) -> None:
    ElementTree.SubElement(parent, _name(name)).text = value


def _name(name: str) -> str:
    return f"{{{NAMESPACE}}}{name}"


def _moment(moment: datetime) -> str:
    return moment.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
