"""The bottom line: what each sort of change is said to be, and that it never says more than its basis."""

# ruff: noqa: E501 - each sentence stands whole beside what it is made from

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from monitor.digest.bottomline import SENTENCES, bottom_line
from monitor.digest.report import Heard, Moved, Quoted, Source, Standing, TopicPart
from monitor.digest.words import moved_words
from monitor.model import Answer, Attribution, Basis, Condition, Count, Days, Kind, Status, Tier

AT = datetime(2024, 11, 8, 17, 5, tzinfo=UTC)
REPORTED, CONFIRMED = Basis.REPORTED, Basis.CONFIRMED


def will(status: Status, basis: Basis | None = REPORTED, **more: object) -> Answer:
    return Answer("t", "q", Kind.WILL, status=status, basis=basis, **{"sources": 1, **more})  # type: ignore[arg-type]


def when(days: Days | None, basis: Basis | None = REPORTED) -> Answer:
    return Answer("t", "q", Kind.WHEN, days=days, basis=basis, sources=1)


def what(*texts: str, gone: str = "", basis: Basis = REPORTED) -> Answer:
    held = tuple(Condition(text, 1, AT) for text in texts)
    withdrawn = (Condition(gone, 1, AT, withdrawn=True),) if gone else ()
    return Answer("t", "q", Kind.WHAT, conditions=(*held, *withdrawn), basis=basis, sources=2)


def quote(
    outlet: str, number: int, attribution: Attribution = Attribution.UNNAMED, origin: str = ""
) -> Quoted:
    source = Source(number, number, outlet, Tier.MEDIA, "a title", "", AT, AT)
    return Quoted("It was.", None, "", attribution, "", source, origin=origin)


LEDGER, WIRE = quote("Ledger", 1), quote("Wire", 2)
BULLETIN = quote("Bulletin", 3, Attribution.OFFICIAL)


def sentence(before: Answer | None, after: Answer, *quotes: Quoted, cause: str = "item") -> str:
    """What is said of one change on the one question of a board."""
    moved = Moved(
        "Topic", "Will it?", "t/q", after.kind, *moved_words(before, after), before, after, AT, "", cause, 7
    )
    moved = replace(moved, quotes=quotes)
    standing = Standing("Will it?", "t/q", after, "", quotes, (), (), 0, 0)
    (said, *_) = bottom_line([moved], [TopicPart("t", "Topic", (standing,))], (), 1)
    assert said.changes == (7,)
    assert said.sources == (() if cause == "time" else tuple(sorted({q.source.number for q in quotes})))
    start = "“Will it?” "
    assert said.words.startswith(start)
    return said.words.removeprefix(start)


OPEN, YES = will(Status.CONSIDERING), will(Status.APPROVED)
BY = Days(None, date(2024, 12, 31))


@pytest.mark.parametrize(
    ("before", "after", "quotes", "cause", "said"),
    [
        (None, OPEN, [LEDGER], "item", "has a first answer, “considering”: reported by one outlet (Ledger), not confirmed."),
        (OPEN, replace(YES, sources=2), [LEDGER, WIRE], "item",
         "moved from “considering” to “approved”: reported by two independent outlets (Ledger and Wire), not confirmed."),
        (OPEN, replace(YES, sources=1), [LEDGER, quote("Wire", 2, origin="Ledger")], "item",
         "moved from “considering” to “approved”: reported by one outlet (Ledger), not confirmed."),
        (OPEN, replace(YES, sources=9), [LEDGER, WIRE], "item",
         "moved from “considering” to “approved”: reported by nine independent outlets, not confirmed."),
        (YES, will(Status.APPROVED, CONFIRMED), [LEDGER, BULLETIN], "item",
         "stands at “approved” as before, and is now confirmed on the record by the deciding side (Bulletin)."),
        (YES, replace(YES, contested="Wire (8 Nov 2024): rejected"), [LEDGER], "item",
         "is now contested (Wire, 8 Nov 2024: rejected); it stands at “approved”, reported by one outlet (Ledger), not "
         "confirmed."),
        (OPEN, replace(YES, contested="Wire: rejected"), [LEDGER], "item",
         "moved from “considering” to “approved”: reported by one outlet (Ledger), not confirmed; contested."),
        (OPEN, replace(OPEN, overdue=True), [LEDGER], "time",
         "is overdue: the day named for it has passed and no decision is known."),
        (YES, will(Status.IN_EFFECT), [LEDGER], "time", "now stands at “in effect”: the day named for it has passed."),
        (YES, OPEN, [LEDGER], "tag",
         "was corrected by the analyst: it stands at “considering”, not “approved”; reported by one outlet (Ledger), not "
         "confirmed."),
        (OPEN, will(Status.REJECTED, Basis.ANALYST, sources=0), [], "tag",
         "moved from “considering” to “rejected”: set by the analyst."),
        (YES, OPEN, [LEDGER], "config",
         "was read anew after its wording or the reading rules had changed, without news: it stands at “considering”, not "
         "“approved”; reported by one outlet (Ledger), not confirmed."),
        (when(BY), when(None, None), [], "item", "has no answer any more; before, it was “by 31 Dec 2024”."),
        (when(BY), when(None, None), [], "tag",
         "has no answer any more after a correction by the analyst; before, it was “by 31 Dec 2024”."),
        (when(BY), when(Days(None, date(2025, 3, 31))), [LEDGER], "item",
         "is now answered “by 31 Mar 2025”, before “by 31 Dec 2024”: reported by one outlet (Ledger), not confirmed."),
        (what("A plan"), what("A plan", "No troops", basis=CONFIRMED), [LEDGER], "item",
         "has a new condition “No troops”, named by Ledger."),
        (None, what("A plan", "No troops"), [LEDGER, WIRE], "item",
         "has two new conditions, among them “A plan”, named by Ledger and Wire."),
        (what("A plan", "No troops"), what("A plan", gone="No troops"), [LEDGER], "item",
         "has 1 condition, 1 withdrawn, named by Ledger."),
    ],
)  # fmt: skip
def test_a_change_is_said_to_be_what_it_is(
    before: Answer | None, after: Answer, quotes: list[Quoted], cause: str, said: str
) -> None:
    assert sentence(before, after, *quotes, cause=cause) == said


def test_what_came_back_within_the_window_is_said_to_have() -> None:
    there = Moved("T", "Will it?", "t/q", Kind.WILL, "", "", OPEN, YES, AT, "", "item", 1)
    back = replace(there, previous=YES, answer=OPEN, change=2)
    (said,) = bottom_line([there, back], [], (), 1)
    assert said.words == "“Will it?” moved and came back to “considering”."
    assert said.changes == (1, 2)


def test_what_stands_at_the_end_may_rest_on_more_than_the_change_did() -> None:
    moved = Moved("T", "Will it?", "t/q", Kind.WILL, "", "", OPEN, YES, AT, "", "item", 1, quotes=(LEDGER,))
    standing = Standing("Will it?", "t/q", replace(YES, sources=2), "", (LEDGER, WIRE), (), (), 0, 0)
    (said, *_) = bottom_line([moved], [TopicPart("t", "T", (standing,))], (), 1)
    assert "two independent outlets (Ledger and Wire)" in said.words


def test_the_topic_is_named_once_where_there_are_several() -> None:
    first = Moved("First", "Will it?", "a/q", Kind.WILL, "", "", OPEN, YES, AT, "", "item", 1)
    second = replace(first, ask="Will they?", question="a/r", change=2)
    third = replace(first, topic="Second", question="b/q", change=3)
    parts = [TopicPart("a", "First", ()), TopicPart("b", "Second", ())]
    said = bottom_line([first, second, third], parts, (), 1)
    assert [s.words.split("?")[0] for s in said] == ["First: “Will it", "“Will they", "Second: “Will it"]


@pytest.mark.parametrize("questions", range(1, 9))
@pytest.mark.parametrize("failed", [0, 1, 3])
def test_there_are_three_sentences_at_most_and_every_change_is_counted(questions: int, failed: int) -> None:
    base = Moved("T", "Will it?", "t/0", Kind.WILL, "", "", OPEN, YES, AT, "", "item", 0)
    moves = [replace(base, question=f"t/{n}", change=n) for n in range(questions)]
    feeds = [Heard(str(n), "failed" if n < failed else "read") for n in range(3)]
    said = bottom_line(moves, [], feeds, 1)
    assert 1 <= len(said) <= SENTENCES
    assert {id_ for s in said for id_ in s.changes} == set(range(questions))
    assert any("not heard" in s.words or "No feed was heard" in s.words for s in said) == bool(failed)


def standing(items: int) -> list[TopicPart]:
    return [TopicPart("t", "T", (Standing("Will it?", "t/q", OPEN, "", (), (), (), items, 0),))]


HEARD, FAILED, ARCHIVE = Heard("a", "read"), Heard("b", "failed"), Heard("c", "archive")


@pytest.mark.parametrize(
    ("evidence", "items", "feeds", "said"),
    [
        (0, 0, [HEARD], "No answer changed, and nothing new came in. The one feed was heard."),
        (0, 0, [HEARD] * 9, "No answer changed, and nothing new came in. All nine feeds were heard."),
        (0, 1, [HEARD], "No answer changed; the one new item says nothing on any question. The one feed was heard."),
        (0, 5, [HEARD], "No answer changed; the five new items say nothing on any question. The one feed was heard."),
        (2, 5, [HEARD], "No answer changed; two new pieces of evidence came in and moved nothing. The one feed was heard."),
        (0, 0, [FAILED] * 3, "No answer changed, and nothing new came in. "
         "No feed was heard: this report may miss what happened."),
        (0, 0, [HEARD] * 9 + [FAILED], "No answer changed, and nothing new came in. "
         "One of ten feeds was not heard: this report may miss something."),
        (0, 0, [ARCHIVE], "No answer changed, and nothing new came in. "
         "The items come from an archive: whether the feeds were heard that day is not known."),
    ],
)  # fmt: skip
def test_a_quiet_day_says_so_and_whether_the_feeds_were_heard(
    evidence: int, items: int, feeds: list[Heard], said: str
) -> None:
    assert " ".join(s.words for s in bottom_line([], standing(evidence), feeds, items)) == said


def test_a_number_keeps_its_unit() -> None:
    before = Answer("t", "q", Kind.HOW_MANY, count=Count(36, 200, "contractors"), basis=REPORTED, sources=1)
    after = replace(before, count=Count(24, 99, "contractors"), basis=CONFIRMED)
    assert sentence(before, after, BULLETIN) == (
        "is now answered “24–99 contractors”, before “36–200 contractors”: "
        "confirmed on the record by the deciding side (Bulletin)."
    )
