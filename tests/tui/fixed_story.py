"""A small story in a real database, for pictures and for keys: what each item says is scripted here, so that
the pictures hold still while the reader learns."""

# ruff: noqa: E501 - the texts are laid out to be read beside what is scripted for them

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest

from monitor import pipeline
from monitor.config import load_config
from monitor.feeds.state import FeedState
from monitor.model import (
    Attribution,
    Count,
    Cue,
    Days,
    Discarded,
    Entry,
    Feed,
    Grade,
    Item,
    Kind,
    Match,
    Reading,
    Signal,
    Span,
    Status,
)
from monitor.store import open_store

NOW = datetime(2024, 11, 25, 19, 2, tzinfo=UTC)

CONFIG = """
[monitor]
timezone = "America/New_York"

[[feeds]]
name = "Pentagon releases"
url = "https://feeds.test/pentagon.rss"
tier = "official"
reliability = "A"

[[feeds]]
name = "Meridian Wire"
url = "https://feeds.test/meridian.rss"
tier = "wire"
reliability = "B"

[[feeds]]
name = "Potomac Ledger"
url = "https://feeds.test/potomac.atom"
tier = "media"
reliability = "B"

[[feeds]]
name = "Harbour Post"
url = "https://feeds.test/harbour.rss"
tier = "media"
reliability = "C"

[[feeds]]
name = "Volga News Agency"
url = "https://feeds.test/volga.rss"
tier = "state-media"
reliability = "E"

[[topics]]
id = "contractors"
title = "U.S. contractors in Ukraine"
about = ["contractor | private military company", "Ukraine | Kyiv"]
deciders = "Biden | White House | Pentagon | Defense Department"
opened = 2024-06-01

[[topics.questions]]
id = "approved"
kind = "will"
ask = "Will contractors be approved?"
resolves = "A public decision by the President or the Department of Defense."
by = 2024-12-31

[[topics.questions]]
id = "when"
kind = "when"
ask = "When?"
of = "approved"

[[topics.questions]]
id = "how-many"
kind = "how-many"
ask = "How many contractors?"
unit = "contractor | firm | company"

[[topics.questions]]
id = "safeguards"
kind = "what"
ask = "Under which conditions?"
about = "risk | safeguard | condition"

[[topics]]
id = "nato"
title = "Ukraine's invitation to NATO"
about = ["NATO", "Ukraine"]
deciders = "NATO | White House"
opened = 2024-06-01

[[topics.questions]]
id = "invited"
kind = "will"
ask = "Will NATO invite Ukraine?"
yes = "invite | invitation"
by = 2024-10-31

[[topics.questions]]
id = "when"
kind = "when"
ask = "When would the invitation come?"
of = "invited"
"""


def _at(text: str) -> datetime:
    return datetime.fromisoformat(f"{text}:00+00:00")


# guid, feed, moment, title, text, [(question, value, attribution, source, the sentence's beginning, cue, kind)]
_ITEMS: tuple[tuple[str, str, str, str, str, tuple[tuple[object, ...], ...]], ...] = (
    ("a1", "Potomac Ledger", "2024-06-25T21:04", "White House weighs letting U.S. contractors work in Ukraine",
     "The administration is moving toward lifting a de facto ban on American contractors in Ukraine, four "
     "officials said. The change could come before the end of the year. It would send a few dozen to a couple "
     "of hundred contractors at a time. Companies would have to plan how to reduce the risk to their people.",
     (("contractors/approved", Status.CONSIDERING, Attribution.UNNAMED, "four officials", "The administration",
       "moving toward", "possibility"),
      ("contractors/when", Days(None, date(2024, 12, 31)), Attribution.UNNAMED, "four officials", "The change",
       "before the end of the year", "date"),
      ("contractors/how-many", Count(24, 240, "contractors"), Attribution.UNNAMED, "four officials", "It would",
       "a few dozen to a couple of hundred", "number"),
      ("contractors/safeguards", "plan how to reduce the risk to their people", Attribution.UNNAMED,
       "four officials", "Companies would", "would have to", "condition"))),
    ("a2", "Harbour Post", "2024-06-26T06:10", "White House weighs letting U.S. contractors work in Ukraine",
     "The administration is moving toward lifting a de facto ban on American contractors in Ukraine, four "
     "officials said. The change could come before the end of the year. It would send a few dozen to a couple "
     "of hundred contractors at a time. Companies would have to plan how to reduce the risk to their people.",
     (("contractors/approved", Status.CONSIDERING, Attribution.UNNAMED, "four officials", "The administration",
       "moving toward", "possibility"),)),
    ("a3", "Harbour Post", "2024-07-10T15:30", "Summit text calls Ukraine's path to NATO irreversible",
     "Allies will extend an invitation to Ukraine when they agree and conditions are met, the NATO summit's "
     "declaration says.",
     (("nato/invited", Status.CONSIDERING, Attribution.OFFICIAL, "the summit's declaration", "Allies will",
       "when they agree", "possibility"),)),
    ("a4", "Meridian Wire", "2024-08-30T14:20", "Security council turns down plan for contractors in Ukraine",
     "The National Security Council turned the proposal down as too risky, people familiar with the matter said. "
     "It may be taken up again later.",
     (("contractors/approved", Status.REJECTED, Attribution.UNNAMED, "people familiar with the matter",
       "The National", "turned the proposal down", "refusal"),)),
    ("a5", "Meridian Wire", "2024-10-16T12:00", "Alliance not at the point of inviting Ukraine, envoy says",
     "“We are not at the point right now of an invitation,” the American ambassador to NATO said of Ukraine.",
     (("nato/invited", Status.UNLIKELY, Attribution.OFFICIAL, "the American ambassador to NATO", "Alliance not",
       "not at the point", "negation"),)),
    ("a6", "Meridian Wire", "2024-11-08T17:45", "Pentagon lifts ban on contractors in Ukraine",
     "The Defense Department has decided to allow a small number of contractors in Ukraine to maintain "
     "American equipment, a defense official said. Each bid must contain a plan for the risk.",
     (("contractors/approved", Status.APPROVED, Attribution.UNNAMED, "a defense official", "The Defense",
       "has decided to allow", "decision"),
      ("contractors/safeguards", "a plan for the risk", Attribution.UNNAMED, "a defense official", "Each bid",
       "must contain", "condition"))),
    ("a7", "Harbour Post", "2024-11-08T18:30", "Pentagon lifts ban on contractors in Ukraine",
     "The Defense Department has decided to allow a small number of contractors in Ukraine to maintain "
     "American equipment, a defense official said. Each bid must contain a plan for the risk.",
     (("contractors/approved", Status.APPROVED, Attribution.UNNAMED, "a defense official", "The Defense",
       "has decided to allow", "decision"),)),
    ("a8", "Volga News Agency", "2024-11-09T08:00", "Washington hires mercenaries for Ukraine, Moscow claims",
     "Up to 900 firms of contractors are ready to enter Ukraine, a Moscow official claims.",
     (("contractors/how-many", Count(None, 900, "firms"), Attribution.OTHER, "a Moscow official", "Up to",
       "Up to 900", "number"),)),
    ("b1", "Potomac Ledger", "2024-11-13T10:25", "Dozens of contractors expected in Ukraine by spring",
     "The first crews could arrive by the end of May, officials said of the plan for Ukraine. Between 60 and 90 "
     "contractors would come at first, they said.",
     (("contractors/approved", Status.EXPECTED, Attribution.UNNAMED, "officials", "The first crews", "could arrive",
       "expectation"),
      ("contractors/when", Days(None, date(2025, 5, 31)), Attribution.UNNAMED, "officials", "The first crews",
       "by the end of May", "date"),
      ("contractors/how-many", Count(60, 90, "contractors"), Attribution.UNNAMED, "officials", "Between 60",
       "Between 60 and 90", "number"))),
    ("a9", "Pentagon releases", "2024-11-25T18:20", "Deputy Press Secretary Holds a Press Briefing",
     "We have authorized contractors to support Ukraine, and we are seeking bids, the deputy press secretary "
     "said. She gave no number.",
     (("contractors/approved", Status.APPROVED, Attribution.OFFICIAL, "the deputy press secretary", "We have",
       "have authorized", "decision"),)),
    ("b2", "Harbour Post", "2024-11-25T18:40", "Contractors for Ukraine on hold until January, officials say",
     "No bid will be opened before the new administration has looked at it, two officials said of Ukraine.",
     (("contractors/approved", Status.DELAYED, Attribution.UNNAMED, "two officials", "No bid", "before",
       "delay"),)),
)  # fmt: skip

_UNRELATED = (
    (
        "u1",
        "Harbour Post",
        "2024-11-20T07:30",
        "Roofing contractors in demand after autumn storms",
        "Waits are long.",
    ),
    ("u2", "Meridian Wire", "2024-11-24T11:15", "Central bank holds rates", "As expected."),
    ("u4", "Harbour Post", "2024-11-21T09:00", "基辅欢迎维修承包商：首批将于明年抵达", "基辅表示欢迎。"),
    ("u5", "Harbour Post", "2024-11-22T09:00", "القاهرة ترحب باتفاق الحبوب الجديد", "تفاصيل قليلة."),
    ("u3", "Potomac Ledger", "2024-11-25T12:40", "Senate returns for a short session", "Nominations first."),
)


class ScriptedReader:
    """Says of each item what the story says."""

    def __init__(self, config: object) -> None:
        self._says = {item[0]: item[5] for item in _ITEMS}

    def read(self, item: Item, feed: Feed) -> Reading:
        """The scripted reading."""
        says = self._says.get(item.guid, ())
        signals = tuple(_signal(item, *one) for one in says)  # type: ignore[arg-type]
        topics = dict.fromkeys(signal.topic for signal in signals)
        return Reading(tuple(_match(item, topic) for topic in topics), signals)


def _match(item: Item, topic: str) -> Match:
    words = ("contractors", "Ukraine") if topic == "contractors" else ("NATO", "Ukraine")
    cues = tuple(
        Cue(Span(place, place + len(word)), word, "topic")
        for word in words
        if (place := item.document.find(word)) >= 0
    )
    return Match(topic, Grade.MATCH, 0.9, cues, f"“{words[0]}” and “{words[1]}” both occur.")


def _signal(
    item: Item, key: str, value: object, by: Attribution, source: str, begins: str, cue: str, kind: str
) -> Signal:
    document = item.document
    start = document.index(begins)
    end = min(
        place
        for place in (document.find(". ", start), document.find("\n", start), len(document) - 1)
        if place > 0
    )
    quote = document[start : end + 1]
    at = document.index(cue, start)
    topic, _, question = key.partition("/")
    return Signal(
        topic=topic,
        question=question,
        kind={Status: Kind.WILL, Days: Kind.WHEN, Count: Kind.HOW_MANY}.get(type(value), Kind.WHAT),
        attribution=by,
        quote=quote,
        span=Span(start, start + len(quote)),
        rule="scripted",
        status=value if isinstance(value, Status) else None,
        days=value if isinstance(value, Days) else None,
        count=value if isinstance(value, Count) else None,
        condition=value if type(value) is str else None,
        cues=(Cue(Span(at, at + len(cue)), cue, kind),),
        source=source,
        likelihood="could" if isinstance(value, Days) else "",
        discarded=_said_twice(value, item, start),
        adversary="Volga" in item.feed,
        reader="test",
    )


def _said_twice(value: object, item: Item, start: int) -> tuple[Discarded, ...]:
    """Headline and text say the same, so that the board need not wait for a second voice."""
    if not isinstance(value, Status):
        return ()
    head = Span(0, len(item.title))
    again = head if start else Span(len(item.title) + 1, len(item.document))
    return (Discarded(again, str(value), "said again in the same item", status=value),)


def _heard(feed: Feed, place: int, until: datetime) -> FeedState:
    """Most feeds were heard some minutes ago; the third fails since noon."""
    asked = until - timedelta(minutes=7 * place + 3)
    state = FeedState(
        url=feed.url,
        last_attempt=asked,
        last_success=asked,
        last_status=200,
        last_result=("200: 2 new", "304: nothing new")[place % 2],
        next_at=asked + timedelta(hours=1),
        next_why="Asked every hour.",
        recent=tuple(until - timedelta(hours=n * (place + 3)) for n in range(24, 0, -1)),
    )
    if place != 2:
        return state
    since = until - timedelta(hours=2, minutes=2)
    return replace(
        state,
        last_success=since - timedelta(hours=1),
        last_status=503,
        last_result="503 Service Unavailable",
        failing_since=since,
        failures=3,
        next_at=until + timedelta(minutes=38),
        next_why="Failed 3 times: asked half as often.",
    )


_EDITED = _at("2024-11-08T21:10")


def _edited() -> Entry:
    """The report of the decision, as its publisher changed it some hours later."""
    guid, _, moment, title, text, _ = next(item for item in _ITEMS if item[0] == "a6")
    better = text.replace("a small number of contractors", "a small number of American contractors").replace(
        "a defense official said", "two defense officials said"
    )
    return Entry(guid, f"https://news.test/{guid}", title, better, _at(moment), updated=_EDITED)


def write_story(folder: Path, patch: pytest.MonkeyPatch, until: datetime = NOW) -> tuple[Path, Path]:
    """The story as it stood at a moment, through the real pipeline; gives feeds.toml and the database."""
    patch.setattr(pipeline, "Reader", ScriptedReader)
    config_path, db_path = folder / "feeds.toml", folder / "monitor.db"
    config_path.write_text(CONFIG, "utf-8")
    config = load_config(config_path)
    entries = sorted([*(item[:5] for item in _ITEMS), *_UNRELATED], key=lambda item: item[2])
    with open_store(db_path) as store:
        line = pipeline.Pipeline(store, config, _at("2024-06-01T00:00"))
        for guid, feed, moment, title, text in entries:
            at = _at(moment)
            if at <= until:
                entry = Entry(guid, f"https://news.test/{guid}", title, text, at)
                line.take(config.feed(feed), (entry,), at + timedelta(minutes=3))
        if until >= _EDITED:
            line.take(config.feed("Meridian Wire"), (_edited(),), _EDITED)
        line.tick(until)
        line.index()
        with store.transaction():
            for place, feed_ in enumerate(config.feeds):
                store.feeds.save_state(feed_.name, _heard(feed_, place, until))
    return config_path, db_path
