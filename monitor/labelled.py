"""The analyst's tags as a labelled scenario: topic.toml, items.jsonl and labels.jsonl, as in tests/scenarios.

An item is labelled where all that the reader takes from it has been judged: it was tagged as noise, or each
of its signals was confirmed or disputed, or it says nothing and was tagged relevant. What a disputed signal
should have said is not known: a status is labelled as anything but that one, an interval as none.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import msgspec

from monitor.config.edit import add_feed, set_topic
from monitor.files import replace_file
from monitor.model import Config, Evidence, Feed, Grade, Item, Kind, Signal, Status, Tag, TagKind
from monitor.records import signals_record
from monitor.store import Store
from monitor.store.day import items_by_id
from monitor.store.rows import moment_text
from monitor.store.tags import standing

_JUDGING = frozenset({TagKind.NOISE, TagKind.RELEVANT, TagKind.CONFIRM, TagKind.DISPUTE})
_MARKUP = re.compile("[<&]")


@dataclass(frozen=True, slots=True)
class Exported:
    """What was written."""

    items: int
    left_out: int  # judged only in part


@dataclass(frozen=True, slots=True)
class _Judged:
    """The last word on an item and on each of its signals."""

    noise: frozenset[str]  # topics of which it says nothing; "" for all
    relevant: bool
    signals: Mapping[int, bool]  # signal → whether it was read rightly


def export(store: Store, config: Config, folder: Path) -> Exported:
    """Write the scenario into a folder, which is made where needed. Raises OSError, StoreError.

    Feeds stand in it with their names and tiers alone: an address may hold a key that is nobody else's.
    """
    judged = _judged(standing(store.tags.all()))
    topics = {topic.id for topic in config.topics}
    rows, labels = [], []
    items = sorted(items_by_id(store, judged).values(), key=lambda item: (item.at, item.id))
    for item in items:
        evidence = [e for e in store.signals.of_item(item.id) if e.signal.topic in topics]
        sure = {match.topic for match in store.items.matches(item.id) if match.grade is Grade.MATCH}
        label = _label(judged[item.id], evidence, sure & topics, several=len(topics) > 1)
        if label is not None:
            rows.append(_row(item))
            labels.append({"id": rows[-1]["id"], **label})
    names = {str(row["feed"]) for row in rows}
    folder.mkdir(parents=True, exist_ok=True)
    replace_file(folder / "topic.toml", _toml(store, config, names).encode())
    replace_file(folder / "items.jsonl", _lines(rows))
    replace_file(folder / "labels.jsonl", _lines(labels))
    return Exported(len(rows), len(items) - len(rows))


def _judged(tags: Sequence[Tag]) -> dict[int, _Judged]:
    """Item → what was judged of it; later tags overrule earlier ones."""
    found: dict[int, _Judged] = {}
    for tag in tags:
        if tag.kind not in _JUDGING or tag.item is None:
            continue
        before = found.get(tag.item, _Judged(frozenset(), False, {}))
        match tag.kind:
            case TagKind.NOISE:
                after = replace(before, noise=before.noise | {tag.topic}, relevant=False)
            case TagKind.RELEVANT:
                after = replace(before, noise=frozenset(), relevant=True)
            case _ if tag.signal is None:
                continue
            case _:
                right = tag.kind is TagKind.CONFIRM
                after = replace(before, signals={**before.signals, tag.signal: right})
        found[tag.item] = after
    return found


def _label(
    judged: _Judged, evidence: Sequence[Evidence], sure: set[str], *, several: bool
) -> dict[str, object] | None:
    """What the item says; None where not all of it has been judged."""
    if "" in judged.noise or (sure and sure <= judged.noise):
        return {"relevant": False, "signals": {}}
    said = [piece for piece in evidence if piece.signal.topic not in judged.noise]
    if any(piece.id not in judged.signals for piece in said):
        return None
    right = [piece.signal for piece in said if judged.signals[piece.id]]
    if not (judged.relevant or right):  # wrong readings do not say whether it is on the topic
        return None
    signals = {name: _kept(record) for name, record in signals_record(right, several=several).items()}
    for piece in said:
        if not judged.signals[piece.id] and piece.signal.status is not None:
            signals.setdefault(_name(piece.signal, several), _anything_but(piece.signal.status))
    return {"relevant": True, "signals": signals}


def _kept(record: Mapping[str, object]) -> dict[str, object]:
    wanted = ("status", "when", "count", "unit", "conditions", "attribution")
    return {key: record[key] for key in wanted if key in record}


def _anything_but(status: Status) -> dict[str, object]:
    others = [str(other) for other in Status if other not in (status, Status.OPEN)]
    return {"status": "none", "accept": others}


def _name(signal: Signal, several: bool) -> str:
    assert signal.kind is Kind.WILL, "only statuses are labelled by what they are not"
    return f"{signal.topic}/{signal.question}" if several else signal.question


def _row(item: Item) -> dict[str, object]:
    return {
        "id": f"i{item.id}",
        "feed": item.feed,
        "url": item.link,
        "title": _as_markup(item.title),
        "summary": _as_markup(item.text),
        "published": moment_text(item.at),
    }


def _as_markup(text: str) -> str:
    """The text such that an archive's reader, who takes it for markup and twice escaped, gets it back."""
    return html.escape(html.escape(text, quote=False), quote=False) if _MARKUP.search(text) else text


def _toml(store: Store, config: Config, names: Iterable[str]) -> str:
    text = ""
    for topic in config.topics:
        text = set_topic(text, topic)
    configured = {feed.name: feed for feed in config.feeds}
    for number, name in enumerate(sorted(names), 1):
        known = configured.get(name) or store.feeds.get(name)
        bare = Feed(
            name, f"https://feed-{number}.example/", known.tier, known.reliability, topics=known.topics
        )
        text = add_feed(text, bare)
    return text


def _lines(records: Sequence[object]) -> bytes:
    return b"".join(msgspec.json.encode(record) + b"\n" for record in records)
