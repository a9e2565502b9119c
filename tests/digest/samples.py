"""Digests made by hand for the tests of the formats."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

from monitor.digest import Digest, Window
from monitor.digest.report import (
    Ahead,
    Correction,
    Heard,
    Moved,
    Noted,
    Quoted,
    Said,
    Source,
    Standing,
    Step,
    TopicPart,
)
from monitor.model import Answer, Attribution, Basis, Condition, Confidence, Count, Days, Kind, Status, Tier

NOON = datetime(2024, 11, 8, 17, 5, tzinfo=UTC)
QUOTE = "The Defense Department has decided to allow a small number of contractors, an official said."

OTHER = "The plan was turned down, a lawmaker said."


def sample(text: Callable[[str], str] = lambda words: words) -> Digest:
    """A digest with every part filled; `text` is put around each piece of outside text."""
    source = Source(
        number=1,
        item=7,
        outlet=text("Potomac Ledger"),
        tier=Tier.MEDIA,
        title=text("Pentagon lifts ban on contractors"),
        link="https://potomac-ledger.example/2024/11/7",
        published=NOON,
        seen=NOON,
        grade="B2",
    )
    cue = QUOTE.index("has decided")
    quote = Quoted(
        text=text(QUOTE) if text("") else QUOTE,
        cue=None if text("") else (cue, cue + len("has decided")),
        says="approved",
        attribution=Attribution.UNNAMED,
        voice=text("citing a defense official, unnamed"),
        source=source,
        copies=2,
    )
    other = replace(quote, text=text(OTHER), cue=None, copies=0, says="rejected")
    answer = Answer(
        "contractors",
        "approved",
        Kind.WILL,
        status=Status.APPROVED,
        basis=Basis.REPORTED,
        confidence=Confidence.MODERATE,
        reasons=(text("two independent sources"), text("no official word")),
        since=NOON,
        contested=text("Eastern Line says rejected"),
        sources=2,
        items=4,
        likelihood=text("likely"),
        beside=(text("Eastern Line (9 Nov 2024): in-effect"),),
    )
    conditions = Answer(
        "contractors",
        "safeguards",
        Kind.WHAT,
        basis=Basis.REPORTED,
        conditions=(
            Condition(text("Each bid must contain a risk plan"), 7, NOON, text("Potomac Ledger")),
            Condition(text("Crews stay in Poland"), 7, NOON, text("Harbour Post"), withdrawn=True),
        ),
    )
    many = Answer(
        "contractors",
        "how-many",
        Kind.HOW_MANY,
        count=Count(36, 200, text("contractors")),
        basis=Basis.REPORTED,
    )
    moved = Moved(
        topic=text("U.S. contractors in Ukraine"),
        ask=text("Will contractors be allowed?"),
        question="contractors/approved",
        kind=Kind.WILL,
        before="rejected",
        after="approved",
        previous=Answer("contractors", "approved", Kind.WILL, status=Status.REJECTED, basis=Basis.REPORTED),
        answer=answer,
        at=NOON,
        why=text("an explicit new decision"),
        cause="item",
        change=3,
        quotes=(quote,),
    )
    will = Standing(
        ask=text("Will contractors be allowed?"),
        question="contractors/approved",
        answer=answer,
        words="approved",
        rests=(quote,),
        new=(quote, other),
        against=(other,),
        items=4,
        days_since=0,
        daily=(0, 0, 1, 0, 0, 2, 0, 0, 0, 0, 1, 0, 0, 3),
        steps=(
            Step(datetime(2024, 6, 25, 21, tzinfo=UTC), "considering", Basis.REPORTED, Status.CONSIDERING),
            Step(datetime(2024, 8, 30, 17, tzinfo=UTC), "rejected", Basis.REPORTED, Status.REJECTED),
            Step(NOON, "approved", Basis.CONFIRMED, Status.APPROVED),
        ),
    )
    what = Standing(
        text("Under which conditions?"), "contractors/safeguards", conditions, "1 condition", (), (), (), 0, 3
    )
    how_many = Standing(
        text("How many?"),
        "contractors/how-many",
        many,
        text("36–200 contractors"),
        (),
        (),
        (),
        0,
        None,
        steps=(Step(NOON, text("36–200 contractors"), Basis.REPORTED, count=many.count),),
    )
    return Digest(
        window=Window(date(2024, 11, 8), date(2024, 11, 8), ZoneInfo("America/New_York")),
        as_of=datetime(2024, 11, 9, 5, tzinfo=UTC),
        feeds=(
            Heard(text("Potomac Ledger"), "read"),
            Heard(text("Harbour Post"), "failed", text("the server answered 503 (since 8 November 09:00)")),
            Heard(text("Alliance Watch"), "silent", text("nothing new for 20 days")),
        ),
        bottom_line=(
            Said(text("“Will contractors be allowed?” moved from “rejected” to “approved”."), (3,), (1,)),
        ),
        changes=(moved,),
        topics=(TopicPart("contractors", text("U.S. contractors in Ukraine"), (will, how_many, what)),),
        ahead=(
            Ahead(
                date(2024, 12, 31),
                text("is answered “by 31 Dec 2024”, reported by one outlet, not confirmed"),
                text("U.S. contractors in Ukraine"),
                text("When?"),
                "contractors/when",
                days=Days(None, date(2024, 12, 31)),
            ),
            Ahead(
                date(2024, 11, 1),
                text("was to be decided by then"),
                text("U.S. contractors in Ukraine"),
                text("Will contractors be allowed?"),
                "contractors/approved",
                "by",
                overdue=True,
            ),
        ),
        noted=(Noted(source, starred=True, notes=(text("call the embassy"),), labels=(text("follow up"),)),),
        corrections=(
            Correction(
                NOON,
                NOON,
                text("U.S. contractors in Ukraine"),
                text("When?"),
                text("by 30 Nov 2024"),
                text("no answer"),
                text("the analyst found that a sentence was misread"),
            ),
        ),
        sources=(source,),
        items=41,
        reader="1",
        by=text("The desk"),
    )
