"""The changes as an Atom feed (RFC 4287), so that others can subscribe to the board.

Ids are made from what a change is, since a reader may subscribe to the boards of several desks.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime
from uuid import UUID, uuid5
from xml.etree import ElementTree

from monitor.digest.escape import web_link
from monitor.digest.words import basis_words, moved_words
from monitor.model import Change, Config, Item

NAMESPACE = "http://www.w3.org/2005/Atom"
BOARD = UUID("4c7e1b52-7b0e-5a25-9a6e-0f5f4d2b8c11")
CHANGE = UUID("a1f0c6a4-3d0b-5c43-8a0c-6f7f0f3f9d52")
"""Namespaces of ids (RFC 9562, version 5)."""

SHOWN = 50
"""Entries that the feed carries."""


def as_atom(changes: Sequence[Change], items: dict[int, Item], config: Config) -> str:
    """The newest changes as an Atom document; `items` holds those that led to them."""
    ElementTree.register_namespace("", NAMESPACE)
    feed = ElementTree.Element(_name("feed"))
    _text(feed, "title", "Policy Monitor: changes of the board")
    _text(feed, "id", f"urn:uuid:{uuid5(BOARD, _identity(changes[0]) if changes else '')}")
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
    _text(entry, "id", f"urn:uuid:{uuid5(CHANGE, _identity(change))}")
    _text(entry, "updated", _moment(change.at))
    basis = basis_words(change.after) if change.after.basis else ""
    led = [items[item] for item in change.items if item in items]
    _text(entry, "content", "\n".join([basis, change.why, *(f"{i.feed}: {i.title}" for i in led)]).strip())
    for item in led:
        if link := web_link(item.link):
            ElementTree.SubElement(
                entry, _name("link"), {"rel": "related", "href": link, "title": item.title}
            )


def _identity(change: Change) -> str:
    """What a change is, whatever database it stands in."""
    said = (
        change.at,
        change.topic,
        change.question,
        *moved_words(change.before, change.after),
        *change.guids,
    )
    return "\n".join(map(str, (change.id, *said)))


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
