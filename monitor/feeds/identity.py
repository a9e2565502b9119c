"""Which item an entry is, what is an edit, and when it is dated. Pure: rules 11 to 15 of docs/polling.md."""

from __future__ import annotations

import hashlib
import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from urllib.parse import parse_qsl, quote, unquote, urlencode, urlsplit

from monitor.model import Entry

REVISIONS_KEPT = 24
"""An item keeps its newest so many revisions (11)."""
FIRST_YEAR = 1990
"""An earlier year of publication is an error of the publisher: the web is younger."""
LATE = timedelta(days=7)
"""A new entry dated up to this before the feed was last heard is late; an older one is brought back."""
LAG = timedelta(hours=2)
"""What a publisher's cache may hold an entry back without its date being doubted."""

_TRACKING = re.compile(
    r"(utm_\w+|at_medium|at_campaign|at_format|at_link_\w+|fbclid|gclid|dclid|msclkid|igshid|mc_cid|mc_eid|cmpid|"
    r"ns_mchannel|ns_source|ns_campaign|ito|xtor|rss|feed_id|_hsenc|_hsmi|ref_src|smid|partner|emc)\Z",
    re.IGNORECASE,
)
_PLAIN = re.compile(r"https?://([a-z0-9]+(?:[.-][a-z0-9]+)*)((?:/[\w.~-]*)*)\Z", re.ASCII)
"""A link in which nothing can be spelt otherwise: most are, and are known so at once."""
_EMPTY_FRAGMENT = re.compile(r"(xtor=|utm_|rss\b|ref=rss|comments?\Z|respond\Z)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Keys:
    """By what an entry is recognised. Each may be empty, never all three."""

    guid: str  # as published, for its feed alone
    link: str  # canonical; empty where it names no single page
    text: str  # hash of title and text


@dataclass(frozen=True, slots=True)
class Known:
    """A stored item as one feed carried it last. An item seen in two feeds is two of these."""

    item: int
    feed: str  # the name of the feed
    keys: Keys
    owner: bool = True  # this feed carried it first: it alone makes revisions


@dataclass(frozen=True, slots=True)
class Resolved:
    """An entry and what it is."""

    entry: Entry
    keys: Keys  # to be stored for this feed's sight of the item
    item: int | None  # None: a new item
    edited: bool = False  # title or text differ from what is stored: a revision
    changed_keys: bool = (
        False  # the feed's stored keys are to be replaced (or written, where it is new to the feed)
    )


def keys_of(entry: Entry) -> Keys:
    """The keys of one entry."""
    return Keys(entry.guid.strip(), canonical_link(entry.link), text_key(entry.title, entry.text))


def text_key(title: str, text: str) -> str:
    """The hash by which two texts are the same; white space and case of no account are left to cleaning."""
    return hashlib.sha256(f"{title}\n{text}".encode()).hexdigest()[:32]


def canonical_link(link: str) -> str:
    """The link without scheme, default port, tracking parameters and spelling variants.

    Empty for what names no single page: no link, or a site's front page.
    """
    plain = _PLAIN.match(link)
    if plain is not None:
        path = plain[2].rstrip("/")
        return plain[1] + path if path else ""
    try:
        parts = urlsplit(link.strip())
        host, port = (parts.hostname or "").rstrip("."), parts.port
    except ValueError:
        return ""
    if parts.scheme not in ("http", "https") or not host:
        return ""
    where = host if port in (None, 80, 443) else f"{host}:{port}"
    path = quote(unquote(parts.path), safe="/:@!$&'()*+,;=-._~").rstrip("/")
    pairs = parse_qsl(parts.query, keep_blank_values=True)
    query = urlencode(sorted(pair for pair in pairs if not _TRACKING.match(pair[0])))
    fragment = "" if _EMPTY_FRAGMENT.match(parts.fragment) else parts.fragment
    if not (path or query or fragment):
        return ""
    return where + path + (f"?{query}" if query else "") + (f"#{fragment}" if fragment else "")


def resolve(
    entries: Sequence[Entry], known: Iterable[Known], feed: str, keys: Sequence[Keys] | None = None
) -> tuple[Resolved, ...]:
    """What each entry of one document of the feed `feed` is, without regard to their order.

    `known` must hold, for every guid, link and text key of the document: the sights by this feed that
    share it, and the sights by other feeds that share the link. Entries equal in all keys are one.
    `keys` are those of the entries, where they have been computed already.
    """
    keys = [keys_of(entry) for entry in entries] if keys is None else keys
    wanted: dict[Keys, Entry] = {}
    for key, entry in zip(keys, entries, strict=True):
        wanted.setdefault(key, entry)
    known = tuple(known)
    found = _Pairing(wanted, known, feed).run() if known else {}
    return tuple(_resolved(entry, key, found.get(key), feed) for key, entry in wanted.items())


def _resolved(entry: Entry, keys: Keys, sight: Known | None, feed: str) -> Resolved:
    if sight is None:
        return Resolved(entry, keys, None, changed_keys=True)
    own = sight.feed == feed
    edited = own and sight.owner and sight.keys.text != keys.text
    return Resolved(entry, keys, sight.item, edited, not own or sight.keys != keys)


# From the surest to the weakest. What is looked at must be unique in the document and among what is
# stored, so that repeats of a guid or a link are told apart by what else they say.
_PASSES: tuple[Callable[[Keys], object], ...] = (
    lambda keys: keys,
    lambda keys: (keys.guid, keys.link) if keys.guid and keys.link else None,
    lambda keys: (keys.guid, keys.text) if keys.guid else None,
    lambda keys: keys.guid,
    lambda keys: (keys.link, keys.text) if keys.link else None,
    lambda keys: keys.link,
    lambda keys: None if keys.link else keys.text,
)


class _Pairing:
    """Pairs the entries of a document with the sights that are stored."""

    def __init__(self, wanted: Iterable[Keys], known: Iterable[Known], feed: str) -> None:
        known = tuple(known)
        self.wanted = tuple(wanted)
        self.own = [sight for sight in known if sight.feed == feed]
        mine = {sight.item for sight in self.own}
        self.others = [sight for sight in known if sight.feed != feed and sight.item not in mine]
        self.found: dict[Keys, Known] = {}
        self.taken: set[int] = set()

    def run(self) -> dict[Keys, Known]:
        """Entry keys → the stored sight."""
        for key in _PASSES:
            self._pass(self.own, key)
        self._pass(self.others, lambda keys: keys.link)
        return self.found

    def _pass(self, sights: Iterable[Known], key: Callable[[Keys], object]) -> None:
        stored: defaultdict[object, dict[int, Known]] = defaultdict(dict)
        for sight in sights:
            stored[key(sight.keys)][sight.item] = sight
        asked: defaultdict[object, list[Keys]] = defaultdict(list)
        for keys in self.wanted:
            asked[key(keys)].append(keys)
        for value, rivals in asked.items():
            if not value or len(rivals) > 1 or len(stored[value]) != 1 or rivals[0] in self.found:
                continue
            sight = next(iter(stored[value].values()))
            if sight.item not in self.taken:
                self.found[rivals[0]] = sight
                self.taken.add(sight.item)


def item_at(published: datetime | None, first_seen: datetime, heard: datetime | None = None) -> datetime:
    """The moment the board orders an item by; fixed when it is first seen, whatever the publisher says later.

    `heard` is the feed's last success before this poll, None on the first. `first_seen` wins where
    there is no date, where it lies in the future or before the web, and where the entry was not in
    the feed when that was last heard although its date says so. An entry older than that by more
    than a week is an old one brought back and stays history (12).
    """
    if published is None or published > first_seen or published.year < FIRST_YEAR:
        return first_seen
    if heard is not None and heard - LATE <= published < heard - LAG:
        return first_seen
    return published
