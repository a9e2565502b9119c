"""The schema as numbered migrations. A migration that has been released is never edited: add the next one.

Times are ISO 8601 in UTC to the second ("2024-06-25T21:04:00Z"), days "2024-06-25", so that text order is
the order of time. Lists are JSON. Names explain themselves, since any SQLite tool may open the file.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sqlite_utils import Database, Migrations

APPLICATION_ID = 0x504D4F4E
"""Marks the file as ours ("PMON"), so that a wrong path is told from a database without tables."""

TABLES = (
    """
    create table settings (            -- what the program remembers between runs
        key text primary key,
        value text not null
    ) without rowid
    """,
    """
    create table feeds (
        id integer primary key,
        name text not null unique,
        url text not null,
        tier text not null,
        reliability text,              -- Admiralty code, A to F
        configured integer not null default 1
    )
    """,
    """
    create table feed_states (         -- what polling knows of a feed; moments in UTC, durations in seconds
        feed_id integer primary key references feeds(id),
        url text not null,             -- the configured address that all below belongs to
        title text not null,
        home text not null,
        etag text,                     -- opaque, as received
        last_modified text,            -- opaque, as received
        validators_url text not null,
        body_hash text not null,
        moved_to text not null,
        merged_into text not null,
        retired text not null,
        last_attempt text,
        last_success text,
        last_status integer,
        last_result text not null,
        failing_since text,
        failures integer not null,
        offline integer not null,
        slowed integer not null,
        slowed_at text,
        ttl integer,
        max_age integer,
        expires integer,
        skip_hours text not null,
        skip_days text not null,
        retry_after_until text,
        retry_after_host text not null,
        next_at text,
        next_why text not null,
        recent text not null
    )
    """,
    """
    create table feed_log (            -- stretches in which a feed answered, or failed in one way
        id integer primary key,
        feed_id integer not null references feeds(id),
        ok integer not null,
        result text not null,          -- in words; empty where ok
        first_at text not null,
        last_at text not null,
        polls integer not null default 1
    )
    """,
    "create index feed_log_feed on feed_log(feed_id, last_at)",
    """
    create table topics (
        id text primary key,           -- as in feeds.toml
        title text not null,
        configured integer not null default 1,
        reading text not null default '',  -- what its items were read with: reader and words
        as_of text                     -- the moment its answers were computed for
    )
    """,
    """
    create table questions (
        id text primary key,           -- topic/question
        topic_id text not null references topics(id),
        name text not null,            -- as in feeds.toml
        kind text not null,
        ask text not null,
        position integer not null,     -- order in feeds.toml
        configured integer not null default 1
    )
    """,
    """
    create table stories (             -- items that are copies of one text
        id integer primary key,
        title text not null,
        at text not null
    )
    """,
    """
    create table items (
        id integer primary key,
        guid text not null,            -- the publisher's id; empty where there is none
        feed_id integer not null references feeds(id),  -- that carried it first
        link text not null,
        title text not null,
        text text not null,
        authors text not null default '[]',
        categories text not null default '[]',
        enclosures text not null default '[]',
        language text not null default '',
        published_at text,             -- as the publisher has it, of the first revision
        first_seen_at text not null,
        at text not null,              -- what the board orders by
        revision integer not null default 1,
        revised_at text,               -- when the current revision was seen, if not the first
        story_id integer references stories(id)
    )
    """,
    "create index items_at on items(at)",
    "create index items_feed on items(feed_id, at)",
    "create index items_story on items(story_id) where story_id is not null",
    """
    create table item_feeds (          -- which feeds carried an item, each with its own identity for it
        item_id integer not null references items(id),
        feed_id integer not null references feeds(id),
        guid text not null,            -- the publisher's id; empty where there is none
        link text not null,            -- canonical: without scheme and tracking parameters
        hash text not null,            -- of title and text
        seen_at text not null,         -- first
        primary key (item_id, feed_id)
    ) without rowid
    """,
    "create index item_feeds_guid on item_feeds(feed_id, guid) where guid <> ''",
    "create index item_feeds_link on item_feeds(link) where link <> ''",
    "create index item_feeds_hash on item_feeds(feed_id, hash) where link = ''",
    """
    create table revisions (           -- what earlier revisions of an item said
        item_id integer not null references items(id),
        revision integer not null,
        title text not null,
        text text not null,
        seen_at text not null,
        primary key (item_id, revision)
    ) without rowid
    """,
    """
    create table matches (
        item_id integer not null references items(id),
        topic_id text not null references topics(id),
        at text not null,              -- of the item
        grade text not null,           -- match or possible
        score real not null,
        words text not null,           -- JSON: the words that made it match, with their places
        why text not null,
        primary key (item_id, topic_id)
    ) without rowid
    """,
    "create index matches_topic on matches(topic_id, at)",
    """
    create table signals (
        id integer primary key,
        item_id integer not null references items(id),
        revision integer not null,     -- of the item, that it was last read in
        question_id text not null references questions(id),
        at text not null,              -- the moment it counts from
        made_at text not null,         -- when the program read it
        superseded_at text,            -- when a later revision or reading took its vote
        kind text not null,
        status text,
        first_day text,
        last_day text,
        low real,
        high real,
        unit text,
        condition text,
        withdrawn integer not null default 0,
        attribution text not null,
        quote text not null,
        quote_start integer not null,
        quote_end integer not null,
        rule text not null,
        cues text not null,            -- JSON, the deciding one first
        source text not null,
        sources integer,
        origin text not null,
        likelihood text not null,
        adversary integer not null,
        discarded text not null,       -- JSON: readings considered and given up
        reader text not null           -- version
    )
    """,
    "create index signals_question on signals(question_id, at)",
    "create index signals_item on signals(item_id)",
    """
    create table answers (             -- what the board shows now
        question_id text primary key references questions(id),
        status text not null,
        first_day text,
        last_day text,
        low real,
        high real,
        unit text,
        basis text,
        confidence text,
        since text,
        overdue integer not null,
        contested text not null,
        answer text not null           -- JSON, the whole of it
    ) without rowid
    """,
    """
    create table changes (             -- append-only
        id integer primary key autoincrement,
        at text not null,
        question_id text not null references questions(id),
        from_status text,
        to_status text not null,
        from_basis text,
        to_basis text,
        why text not null,
        cause text not null,           -- item, archive, tag, time, config
        before text,                   -- JSON; null: nothing was known
        after text not null            -- JSON
    )
    """,
    "create index changes_question on changes(question_id, id)",
    "create index changes_at on changes(at)",
    """
    create table change_items (        -- append-only
        change_id integer not null references changes(id),
        position integer not null,
        item_id integer not null references items(id),
        guid text not null,
        primary key (change_id, position)
    ) without rowid
    """,
    "create index change_items_item on change_items(item_id)",
    """
    create table tags (                -- append-only; undo is another row
        id integer primary key autoincrement,
        at text not null,
        kind text not null,
        item_id integer references items(id),
        signal_id integer references signals(id),
        topic_id text references topics(id),
        question_id text references questions(id),
        value text not null default '',
        undoes integer references tags(id)
    )
    """,
    "create index tags_item on tags(item_id) where item_id is not null",
    "create index tags_undoes on tags(undoes) where undoes is not null",
    """
    create table lease (               -- one poller a database
        name text primary key,
        holder text not null,
        expires_at text not null
    ) without rowid
    """,
    """
    create virtual table items_fts using fts5(
        title, text, content='items', content_rowid='id', tokenize='porter unicode61 remove_diacritics 2'
    )
    """,
    *(
        f"create trigger {table}_no_{verb} before {verb} on {table} "
        f"begin select raise(abort, '{table} are append-only'); end"
        for table in ("changes", "change_items", "tags")
        for verb in ("update", "delete")
    ),
)


def _first(db: Database) -> None:
    for statement in TABLES:
        db.execute(statement)


STEPS: tuple[tuple[str, Callable[[Database], None]], ...] = (("0001_first", _first),)
"""Every migration in order; its place (from 1) is the schema's version in `PRAGMA user_version`."""

VERSION = len(STEPS)


def migrations() -> Migrations:
    """The numbered migrations as sqlite-utils runs them; each in one transaction with its record."""
    from sqlite_utils import Migrations

    made = Migrations("monitor")
    for number, (name, step) in enumerate(STEPS, 1):
        made(name=name)(_numbered(step, number))
    return made


def _numbered(step: Callable[[Database], None], number: int) -> Callable[[Database], None]:
    def run(db: Database) -> None:
        step(db)
        db.execute(f"pragma user_version = {number}")
        db.execute(f"pragma application_id = {APPLICATION_ID}")

    run.__name__ = step.__name__
    return run


def migrate(connection: sqlite3.Connection) -> None:
    """Bring the schema up to VERSION. sqlite-utils costs 90 ms to import: called only where steps are due."""
    from sqlite_utils import Database

    migrations().apply(Database(connection, recursive_triggers=False))
