"""What an edit of feeds.toml would have changed: the same items read and decided with two configurations."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from difflib import SequenceMatcher

from monitor.archives import Archived
from monitor.model import Answer, Change, Config, Grade, Question, Signal
from monitor.replay import Replayed, replay

Key = tuple[str, str]  # topic, question


@dataclass(slots=True)
class Course:
    """How a replay went."""

    matched: dict[Key, None] = field(default_factory=dict)  # (topic, item)
    said: dict[tuple[str, str, str], tuple[Signal, ...]] = field(
        default_factory=dict
    )  # topic, question, item
    changes: dict[Key, list[Change]] = field(default_factory=dict)

    def last(self, key: Key) -> Answer | None:
        """How a question stood at the end; None: nothing was known."""
        moved = self.changes.get(key)
        return moved[-1].after if moved else None


@dataclass(frozen=True, slots=True)
class Said:
    """An item that says something else on a question."""

    item: str
    before: tuple[Signal, ...]
    after: tuple[Signal, ...]


@dataclass(frozen=True, slots=True)
class Compared:
    """What differs on one question."""

    topic: str
    question: str
    before: Question | None  # None: it is not asked there
    after: Question | None
    said: tuple[Said, ...] = ()  # items on the topic both times
    lost: tuple[Change, ...] = ()
    gained: tuple[Change, ...] = ()
    moved: tuple[tuple[Change, Change], ...] = ()  # the same change at another time
    stood: Answer | None = None  # at the end
    stands: Answer | None = None

    @property
    def ends_alike(self) -> bool:
        """Whether the board shows the same at the end."""
        return _value(self.stood) == _value(self.stands)

    def __bool__(self) -> bool:
        asked = (self.before is None) != (self.after is None)
        return asked or bool(self.said or self.lost or self.gained or self.moved) or not self.ends_alike


@dataclass(frozen=True, slots=True)
class Difference:
    """What differs on one topic."""

    topic: str
    gained: tuple[str, ...]  # ids of items that are on it now
    lost: tuple[str, ...]
    questions: tuple[Compared, ...]

    def __bool__(self) -> bool:
        return bool(self.gained or self.lost or self.questions)


def course(config: Config, items: Sequence[Archived]) -> Course:
    """Play the items through a configuration. Those of feeds that it does not follow are left out."""
    heard = {feed.name for feed in config.feeds if feed.enabled}
    made = Course()
    for event in replay(config, [item for item in items if item.feed in heard]):
        if isinstance(event, Change):
            made.changes.setdefault((event.topic, event.question), []).append(event)
        else:
            _note(made, event)
    return made


def _note(made: Course, played: Replayed) -> None:
    for match in played.reading.matches:
        if match.grade is Grade.MATCH:
            made.matched[match.topic, played.id] = None
    for signal in played.reading.signals:
        place = (signal.topic, signal.question, played.id)
        made.said[place] = (*made.said.get(place, ()), signal)


def compare(before: Config, after: Config, items: Sequence[Archived]) -> list[Difference]:
    """What differs between two configurations over the same items, topic by topic; empty: nothing."""
    old, new = course(before, items), course(after, items)
    topics = dict.fromkeys(topic.id for config in (before, after) for topic in config.topics)
    found = (_topic(topic, before, after, old, new) for topic in topics)
    return [difference for difference in found if difference]


def with_strangers(config: Config, before: Config, widened: Config) -> Config:
    """A configuration with the feeds that an archive alone names: `widened` is `before` with those.

    A feed that `before` names and `config` does not has been taken out: its items are not heard.
    """
    named = {feed.name for feed in (*config.feeds, *before.feeds)}
    return replace(config, feeds=(*config.feeds, *(f for f in widened.feeds if f.name not in named)))


def _topic(topic: str, before: Config, after: Config, old: Course, new: Course) -> Difference:
    was = {id_ for name, id_ in old.matched if name == topic}
    now = {id_ for name, id_ in new.matched if name == topic}
    asked = [_questions(config, topic) for config in (before, after)]
    compared = (
        _question(topic, name, asked, (old, new), was & now) for name in dict.fromkeys([*asked[0], *asked[1]])
    )
    return Difference(
        topic,
        gained=tuple(id_ for name, id_ in new.matched if name == topic and id_ not in was),
        lost=tuple(id_ for name, id_ in old.matched if name == topic and id_ not in now),
        questions=tuple(one for one in compared if one),
    )


def _questions(config: Config, topic: str) -> dict[str, Question]:
    return {q.id: q for found in config.topics if found.id == topic for q in found.questions}


def _question(
    topic: str,
    name: str,
    asked: Sequence[Mapping[str, Question]],
    courses: tuple[Course, Course],
    both: set[str],
) -> Compared:
    old, new = courses
    key = (topic, name)
    lost, gained, moved = align(old.changes.get(key, []), new.changes.get(key, []))
    return Compared(
        topic,
        name,
        asked[0].get(name),
        asked[1].get(name),
        tuple(_otherwise(key, old, new, both)),
        lost,
        gained,
        moved,
        old.last(key),
        new.last(key),
    )


def _otherwise(key: Key, old: Course, new: Course, both: set[str]) -> Iterator[Said]:
    places = dict.fromkeys(place for place in (*old.said, *new.said) if place[:2] == key and place[2] in both)
    for place in places:
        before, after = old.said.get(place, ()), new.said.get(place, ())
        if [_sense(signal) for signal in before] != [_sense(signal) for signal in after]:
            yield Said(place[2], before, after)


def align(
    before: Sequence[Change], after: Sequence[Change]
) -> tuple[tuple[Change, ...], tuple[Change, ...], tuple[tuple[Change, Change], ...]]:
    """The changes that are lost, those that are gained, and those that come at another time.

    Two changes are the same where they lead to the same answer, in the same order.
    """
    lost: list[Change] = []
    gained: list[Change] = []
    moved: list[tuple[Change, Change]] = []
    seen: list[object] = []
    old, new = (_numbered((_value(change.after) for change in changes), seen) for changes in (before, after))
    for what, i, j, k, m in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if what == "equal":
            pairs = zip(before[i:j], after[k:m], strict=True)
            moved += [(one, other) for one, other in pairs if one.at != other.at]
        else:
            lost += before[i:j]
            gained += after[k:m]
    return tuple(lost), tuple(gained), tuple(moved)


def _numbered(values: Iterable[object], seen: list[object]) -> list[int]:
    """Each distinct value as its place in `seen`: answers cannot all be hashed."""
    made = []
    for value in values:
        if value not in seen:
            seen.append(value)
        made.append(seen.index(value))
    return made


def _value(answer: Answer | None) -> object:
    return None if answer is None or (answer.basis is None and not answer.overdue) else answer.value


def _sense(signal: Signal) -> tuple[object, ...]:
    """What bears on the board: the same read from another sentence is the same."""
    value = (signal.status, signal.days, signal.count, signal.condition, signal.withdrawn)
    return (*value, signal.attribution)
