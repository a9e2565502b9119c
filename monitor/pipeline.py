"""Entries in, changes out: identity, story, match, signals, answers, changes.

All writing that bears on the board goes through here: polled items, replays, tags, passing time, edits of
feeds.toml. The order of the data path is that of the methods of `Pipeline`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import datetime

from monitor.board.analyst import parse_answer
from monitor.feeds.identity import Keys, Resolved, item_at, keys_of, resolve
from monitor.keeping import Keeper, Stories
from monitor.live import LiveBoard
from monitor.model import Change, Config, Entry, Evidence, Feed, Item, Reading, Tag, TagKind
from monitor.reading.read import Reader
from monitor.rereading import Reread, Rereading
from monitor.store import MEMORY, Store
from monitor.store.rows import whole_second
from monitor.text import clean_text

GROUP = 64
"""Items that share a transaction, each of them whole: another writer waits tens of milliseconds at most."""

UNINDEXED = 512
"""Items that may await the full-text index: a batch is faster than one by one."""


@dataclass(frozen=True, slots=True)
class Taken:
    """What a document brought."""

    new: tuple[int, ...] = ()  # ids of new items, in order of publication
    edited: tuple[int, ...] = ()  # ids of items with a new revision
    known: int = 0  # entries that said nothing new
    moments: tuple[datetime, ...] = ()  # Item.at of the new items
    changes: tuple[Change, ...] = ()


@dataclass(frozen=True, slots=True)
class Undone:
    """What `undo` took back."""

    tag: Tag | None  # None: there was nothing to undo
    changes: tuple[Change, ...] = ()


@dataclass(slots=True)
class _Tally:
    """What a document has brought so far."""

    new: list[int] = field(default_factory=list)
    edited: list[int] = field(default_factory=list)
    moments: list[datetime] = field(default_factory=list)
    changes: list[Change] = field(default_factory=list)

    def taken(self, entries: int) -> Taken:
        """The sum, of a document with so many entries."""
        known = entries - len(self.new) - len(self.edited)
        return Taken(tuple(self.new), tuple(self.edited), known, tuple(self.moments), tuple(self.changes))


@dataclass(frozen=True, slots=True)
class _Read:
    """A new item, read and not stored yet."""

    item: Item
    keys: Keys
    reading: Reading


class Pipeline:
    """The one way into the database. Used in the thread that opened the store."""

    def __init__(
        self,
        store: Store,
        config: Config,
        now: datetime,
        *,
        on_read: Callable[[Reading], None] | None = None,
        cause: str = "item",
    ) -> None:
        """`on_read` is told what each new or edited item says, in order, before it is committed.

        `cause` is what the changes that items lead to are marked with: "archive" where they are no news.
        """
        self.store = store
        self._on_read = on_read
        self._cause = cause
        self._unindexed = 0
        self._marks: tuple[int, ...] = ()
        self.configure(config, now)

    # --- configuration, passing time, the analyst ---

    def configure(self, config: Config, now: datetime) -> list[Change]:
        """Work by this configuration from now on: at the start, and when feeds.toml has been edited.

        Items stored before are read again by `reread` for the topics whose words have changed.
        """
        self.config = config
        self._reader = Reader(config)
        self._board = LiveBoard(self.store, config)
        self._keeper = Keeper(self.store, self._board)
        self._rereading = Rereading(self.store, self._board, config)
        self._forget()
        with self._writing():
            self.store.feeds.sync(config.feeds)
            self.store.topics.sync(config.topics)
            self._feed_ids = self.store.feeds.ids()
            if not self.store.items.last_id():
                self._rereading.begun()
            return self._tick(whole_second(now), "config" if self._rereading.due() else "time")

    def tick(self, now: datetime) -> list[Change]:
        """Let time pass: what is overdue, what is in effect."""
        with self._writing():
            return self._tick(whole_second(now), "time")

    def pass_time(self, now: datetime) -> list[Change]:
        """The same, where a day has begun since the last time: time moves the board at midnight UTC only."""
        return [] if now.date() == self._ticked.date() else self.tick(now)

    def wakes(self, now: datetime) -> datetime | None:
        """The next moment after `now` at which a tick may move the board."""
        return self._board.wakes(now)

    def _tick(self, now: datetime, cause: str) -> list[Change]:
        self._ticked = now
        return self._board.update(self._board.topics, now, cause)

    def reread(self, now: datetime, limit: int = 200) -> Reread | None:
        """Read the next stored items again, where the reader or a topic's words have changed.

        None: nothing is left to be read. The board moves when the last of them has been read.
        """
        with self._writing():
            return self._rereading.step(whole_second(now), limit)

    def tag(self, tag: Tag, now: datetime) -> list[Change]:
        """Append the analyst's word and let the board follow. ValueError: an answer that says nothing.

        A confirmed or disputed signal is noted with the rule that made it: later readings may use another.
        """
        # Typed and pasted words pass the same boundary as a feed's: they go to the same screens and reports.
        tag = replace(tag, at=whole_second(now), value=clean_text(tag.value))
        if tag.kind is TagKind.ANSWER:
            parse_answer(tag, self.config.topic(tag.topic).question(tag.question).kind)
        if tag.kind in (TagKind.CONFIRM, TagKind.DISPUTE) and tag.signal is not None:
            judged = self.store.signals.get(tag.signal)
            tag = replace(tag, value=judged.signal.rule if judged else "")
        with self._writing():
            return self._tag(tag)

    def undo(self, now: datetime) -> Undone:
        """Take the newest tag back that still stands, by another row."""
        with self._writing():
            last = self.store.tags.last_standing()
            return Undone(None) if last is None else Undone(last, tuple(self._untag(last, now)))

    def undo_tag(self, tag: Tag, now: datetime) -> list[Change]:
        """Take this tag back, by another row, and let the board follow."""
        with self._writing():
            return self._untag(tag, now)

    def _untag(self, tag: Tag, now: datetime) -> list[Change]:
        row = replace(tag, id=0, at=whole_second(now), kind=TagKind.UNDO, value="", undoes=tag.id)
        return self._tag(row)

    def _tag(self, tag: Tag) -> list[Change]:
        stored = self.store.tags.add(tag)
        self._board.tagged()
        evidence = self._evidence_of(stored)
        topics = {stored.topic} if stored.topic else {piece.signal.topic for piece in evidence}
        return self._board.update(sorted(topics), tag.at, "tag", evidence)

    def _evidence_of(self, tag: Tag) -> list[Evidence]:
        """What a tag is on."""
        if tag.signal is not None:
            found = self.store.signals.get(tag.signal)
            return [found] if found else []
        return self.store.signals.of_item(tag.item) if tag.item is not None else []

    # --- entries ---

    def take(
        self,
        feed: Feed,
        entries: Sequence[Entry],
        now: datetime,
        *,
        heard: datetime | None = None,
        conclude: Callable[[Taken], None] | None = None,
        stopped: Callable[[], bool] | None = None,
    ) -> Taken:
        """Store what is new or edited in one document of a feed, with all that follows from it.

        Each item is stored with its matches, signals, answers and changes in one transaction. `heard` is the
        feed's last success before this one (see `item_at`). `conclude` is called inside the last transaction:
        what it writes is stored with the last item or not at all. `stopped` is asked between transactions;
        what is left then comes again with the next poll, as nothing was concluded. Raises StoreError.
        """
        now = whole_second(now)
        tally = _Tally()
        tally.changes += self.pass_time(now)
        due = self._due(feed, entries, now, heard)
        groups = [due[start : start + GROUP] for start in range(0, len(due), GROUP)] or [[]]
        for group in groups:
            if stopped is not None and stopped():
                break
            new = self._read(feed, group, now)
            with self._writing():
                self._keep(feed, new, now, tally)
                for _, resolved in group[len(new) :]:
                    self._know(feed, resolved, now, tally)
                if group is groups[-1]:
                    if conclude is not None:
                        conclude(tally.taken(len(entries)))
                    if self._unindexed >= UNINDEXED:
                        self._index()
        return tally.taken(len(entries))

    def _due(
        self, feed: Feed, entries: Sequence[Entry], now: datetime, heard: datetime | None
    ) -> list[tuple[datetime, Resolved]]:
        """The entries that say something new, each with the moment it counts from, in the order of these.

        Edits count from now, and so come last.
        """
        keys = [keys_of(entry) for entry in entries]
        known = self.store.items.known(self._feed_ids[feed.name], keys)
        due = []
        for resolved in resolve(entries, known, feed.name, keys):
            if resolved.item is None:
                published = resolved.entry.published
                due.append((item_at(published and whole_second(published), now, heard), resolved))
            elif resolved.edited or resolved.changed_keys:
                due.append((now, resolved))
        return sorted(due, key=lambda pair: (pair[1].item is not None, pair[0]))

    def _read(self, feed: Feed, group: Sequence[tuple[datetime, Resolved]], now: datetime) -> list[_Read]:
        """Read the new items of a group; nothing is written yet, so nobody waits."""
        new = []
        for at, resolved in group:
            if resolved.item is None:
                item = _item_of(resolved.entry, feed, at, now)
                new.append(_Read(item, resolved.keys, self._reader.read(item, feed)))
        return new

    def _keep(self, feed: Feed, new: Sequence[_Read], now: datetime, tally: _Tally) -> None:
        """Store new items and all that follows from each, in their order."""
        placed = [self._stories.place(read.item) if read.reading.matches else read.item for read in new]
        ids = self.store.items.add(
            [(item, read.keys) for item, read in zip(placed, new, strict=True)], self._feed_ids[feed.name]
        )
        for item_id, item, read in zip(ids, placed, new, strict=True):
            if self._on_read is not None:
                self._on_read(read.reading)
            if read.reading.matches:
                evidence = self._keeper.first(replace(item, id=item_id), feed, read.reading)
                self._move(evidence, now, tally)
        tally.new += ids
        tally.moments += [item.at for item in placed]
        self._unindexed += len(ids)

    def _know(self, feed: Feed, resolved: Resolved, now: datetime, tally: _Tally) -> None:
        """Store what an entry of a known item says anew."""
        assert resolved.item is not None, "a new item goes another way"
        self.store.items.see(resolved.item, self._feed_ids[feed.name], resolved.keys, now)
        if not resolved.edited:
            return
        self.store.items.revise(resolved.item, resolved.entry.title, resolved.entry.text, now)
        item = self.store.items.get(resolved.item)
        assert item is not None, "identity resolved to it"
        reading = self._reader.read(item, feed)
        if reading.matches and item.story is None:
            item = self._stories.place(item)
            self.store.items.set_story(item)
        if self._on_read is not None:
            self._on_read(reading)
        evidence = self._keeper.again(item, feed, reading, self._board.topics, now, now)
        self._board.drop({match.topic for match in reading.matches} | {e.signal.topic for e in evidence})
        self._move(evidence, now, tally)
        tally.edited.append(item.id)

    def _move(self, evidence: Sequence[Evidence], now: datetime, tally: _Tally) -> None:
        """Let the board follow what an item says."""
        if evidence:
            topics = sorted({piece.signal.topic for piece in evidence})
            tally.changes += self._board.update(topics, now, self._cause, evidence)

    def read(self, feed: Feed, entry: Entry, at: datetime) -> Reading:
        """What an entry says, without storing anything."""
        return self._reader.read(_item_of(entry, feed, at, at), feed)

    # --- the index and the transaction ---

    def index(self) -> int:
        """Let the full-text index catch up with the items stored since; gives how many."""
        with self._writing():
            return self._index()

    def _index(self) -> int:
        self._unindexed = 0
        return self.store.search.catch_up()

    @contextmanager
    def _writing(self) -> Iterator[None]:
        """A transaction. What is held in memory is dropped where it fails, or where another program has
        written since the last one."""
        alone = self.store.path == MEMORY
        try:
            with self.store.transaction():
                if not alone and self.store.changed() and self.store.marks() != self._marks:
                    self._forget()
                yield
                marks = self._marks if alone else self.store.marks()
        except BaseException:
            self._forget()
            raise
        self._marks = marks

    def _forget(self) -> None:
        self._board.forget()
        self._stories = Stories(self.store, known=True)
        self._marks = ()


def _item_of(entry: Entry, feed: Feed, at: datetime, now: datetime) -> Item:
    """A new item, not stored yet."""
    return Item(
        id=0,
        guid=entry.guid,
        feed=feed.name,
        link=entry.link,
        title=entry.title,
        text=entry.text,
        published=entry.published and whole_second(entry.published),
        first_seen=now,
        at=at,
        authors=entry.authors,
        categories=entry.categories,
        enclosures=entry.enclosures,
        language=entry.language,
    )
