"""The bottom line: at most three plain sentences, written from the changes by rules. Pure.

Every sentence names a question and says no more than its basis bears: an answer that is only reported is
called reported, with the outlets that do. What moved and came back within the window is said to have done
so; what moved without news (a correction, an edit of the questions, a day that passed) is said to have.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from monitor.digest.report import Heard, Moved, Quoted, Said, Standing, TopicPart, grouped
from monitor.digest.words import (
    against_words,
    basis_words,
    list_words,
    moved_words,
    number_words,
    short_words,
    value_words,
)
from monitor.model import DECISIONS, Answer, Attribution, Basis, Change, Kind

SENTENCES = 3

NAMED = 3
"""Outlets named in a sentence; where more report it, their number is said."""


@dataclass(frozen=True, slots=True)
class _Net:
    """What the changes of one question in the window come to, and where the question stands at its end."""

    first: Moved
    last: Moved
    ids: tuple[int, ...]
    standing: Standing | None

    @property
    def answer(self) -> Answer:
        """The answer at the end: what stands may rest on more sources than the change that led to it."""
        standing = self.standing
        if standing is not None and standing.answer.value == self.last.answer.value:
            return standing.answer
        return self.last.answer

    @property
    def quotes(self) -> tuple[Quoted, ...]:
        """The sentences that the answer rests on."""
        standing = self.standing
        return standing.rests if standing is not None and self.answer is standing.answer else self.last.quotes

    @property
    def moved(self) -> bool:
        """Whether the question ends elsewhere than it began."""
        return self.first.previous is None or self.first.previous.value != self.last.answer.value


def bottom_line(
    changes: Sequence[Moved], topics: Sequence[TopicPart], feeds: Sequence[Heard], items: int
) -> tuple[Said, ...]:
    """The sentences, most important first; `changes` stand in that order. `items`: new in the window."""
    nets = _nets(changes, topics)
    unheard = _unheard(feeds)
    if not nets:
        return (_quiet(topics, items), *(unheard or _all_heard(feeds)))[:SENTENCES]
    room = SENTENCES - len(unheard)
    shown = nets if len(nets) <= room else nets[: room - 1]
    several = len(topics) > 1
    said = [
        _sentence(net, several and (before is None or before.last.topic != net.last.topic))
        for before, net in zip([None, *shown], shown, strict=False)
    ]
    left = nets[len(shown) :]
    if left:
        answers = "answer" if len(left) == 1 else "answers"
        more = f"{number_words(len(left)).capitalize()} more {answers} changed."
        said.append(Said(more, tuple(id_ for net in left for id_ in net.ids)))
    return (*said, *unheard)


def importance(moves: Sequence[Change]) -> int:
    """The rank of one question's changes, oldest first; the lowest is the most important.

    Decisions before movements, movements before dates and numbers, those before conditions.
    """
    before, after = moves[0].before, moves[-1].after
    moved = before is None or before.value != after.value
    if after.kind is Kind.WILL:
        return 0 if after.status in DECISIONS and moved else 1 if moved else 3
    return 4 if after.kind is Kind.WHAT else 2


def _nets(changes: Sequence[Moved], topics: Sequence[TopicPart]) -> list[_Net]:
    standings = {standing.question: standing for topic in topics for standing in topic.questions}
    return [
        _Net(moves[0], moves[-1], tuple(move.change for move in moves), standings.get(moves[0].question))
        for moves in grouped(changes)
    ]


# --- sentences ------------------------------------------------------------------------------------------


def _sentence(net: _Net, with_topic: bool) -> Said:
    named = f"{net.last.topic}: " if with_topic else ""
    against = net.standing.against if net.standing is not None and net.answer.contested else ()
    cited = () if net.last.cause == "time" else (*net.quotes, *against)
    numbers = tuple(sorted({quote.source.number for quote in cited}))
    return Said(f"{named}“{net.last.ask}” {_course(net)}", net.ids, numbers)


def _course(net: _Net) -> str:
    before, after = moved_words(net.first.previous, net.last.answer)
    answer, last = net.answer, net.last
    if not net.moved:
        return f"moved and came back to “{value_words(answer)}”."
    if last.cause == "time":
        return _by_time(answer, after)
    if answer.basis is None:
        after_what = {"tag": " after a correction by the analyst", "config": " after it was read anew"}
        return f"has no answer any more{after_what.get(last.cause, '')}; before, it was “{before}”."
    basis = basis_words(answer, _outlets(net.quotes, answer))
    if last.cause == "tag" and answer.basis is not Basis.ANALYST:
        return f"was corrected by the analyst: it stands at “{after}”{_instead(before)}; {basis}."
    if last.cause == "config":
        return (
            f"was read anew after its wording or the reading rules had changed, without news: it stands at "
            f"“{after}”{_instead(before)}; {basis}."
        )
    if net.first.previous is not None and value_words(net.first.previous) == value_words(answer):
        return _marked(net.first.previous, answer, net.quotes)
    if last.kind is Kind.WHAT:
        return _conditions(net)
    if not before:
        return f"has a first answer, “{after}”: {basis}."
    if last.kind is Kind.WILL:
        return f"moved from “{before}” to “{after}”: {basis}."
    return f"is now answered “{after}”, before “{before}”: {basis}."


def _by_time(answer: Answer, after: str) -> str:
    if answer.overdue:
        return "is overdue: the day named for it has passed and no decision is known."
    return f"now stands at “{after}”: the day named for it has passed."


def _marked(before: Answer, answer: Answer, quotes: Sequence[Quoted]) -> str:
    """The value stays: what moved is its basis, or a mark on it."""
    value = value_words(answer)
    basis = basis_words(replace(answer, contested=""), _outlets(quotes, answer))
    if answer.kind is Kind.WHAT and before.basis is answer.basis:
        return f"is answered in other words: {basis}."
    if before.basis is not answer.basis:
        return f"stands at “{value}” as before, and is now {basis}."
    if bool(before.contested) is not bool(answer.contested):
        now = f"is now contested ({against_words(answer)})" if answer.contested else "is no longer contested"
        return f"{now}; it stands at “{value}”, {basis}."
    if before.overdue is not answer.overdue:
        return f"is {'' if answer.overdue else 'no longer '}overdue: it stands at “{value}”, {basis}."
    return f"stands at “{value}” as before, now dated otherwise: {basis}."


def _conditions(net: _Net) -> str:
    """What was named and by whom: the basis of the whole answer would say too much of one condition."""
    previous, after = net.first.previous, net.last.answer
    known = {condition.text for condition in previous.conditions} if previous is not None else set()
    new = [c.text for c in after.conditions if not c.withdrawn and c.text not in known]
    outlets = list_words(list(dict.fromkeys(quote.source.outlet for quote in net.last.quotes)))
    by = f", named by {outlets}" if outlets else ""
    if new:
        one = "a new condition" if len(new) == 1 else f"{number_words(len(new))} new conditions, among them"
        return f"has {one} “{short_words(new[0])}”{by}."
    gone = sum(condition.withdrawn for condition in after.conditions)
    return f"has {value_words(after)}{by}." if gone else f"is answered in other words{by}."


def _instead(before: str) -> str:
    return f", not “{before}”" if before else ""


def _outlets(quotes: Sequence[Quoted], answer: Answer) -> tuple[str, ...]:
    """The outlets that say so; empty where they are too many to name, or not as many as sources count."""
    if answer.basis is Basis.CONFIRMED:
        own = [quote for quote in quotes if quote.attribution is Attribution.OFFICIAL]
        return tuple(dict.fromkeys(quote.source.outlet for quote in own))[:NAMED]
    names = tuple(dict.fromkeys(quote.source.outlet for quote in quotes if not quote.origin))
    return names if len(names) == max(answer.sources, 1) <= NAMED else ()


def _quiet(topics: Sequence[TopicPart], items: int) -> Said:
    new = sum(question.items for topic in topics for question in topic.questions)
    if new:
        came = "one new piece of evidence" if new == 1 else f"{number_words(new)} new pieces of evidence"
        return Said(f"No answer changed; {came} came in and moved nothing.")
    if items:
        read = "the one new item says" if items == 1 else f"the {number_words(items)} new items say"
        return Said(f"No answer changed; {read} nothing on any question.")
    return Said("No answer changed, and nothing new came in.")


def _all_heard(feeds: Sequence[Heard]) -> tuple[Said, ...]:
    """On a quiet day: whether the quiet is no news."""
    if feeds and all(feed.state in ("read", "silent") for feed in feeds):
        count = "The one feed was" if len(feeds) == 1 else f"All {number_words(len(feeds))} feeds were"
        return (Said(f"{count} heard."),)
    if feeds and all(feed.state == "archive" for feed in feeds):
        return (Said("The items come from an archive: whether the feeds were heard that day is not known."),)
    return tuple(_missed(feeds))


def _unheard(feeds: Sequence[Heard]) -> tuple[Said, ...]:
    """A sentence where so many feeds were not heard that news may be missing."""
    missed = sum(feed.state in ("failed", "not asked") for feed in feeds)
    return tuple(_missed(feeds)) if missed and missed * 3 >= len(feeds) else ()


def _missed(feeds: Sequence[Heard]) -> Iterable[Said]:
    missed = sum(feed.state in ("failed", "not asked") for feed in feeds)
    if not missed:
        return
    if missed == len(feeds):
        yield Said("No feed was heard: this report may miss what happened.")
    else:
        was = "was" if missed == 1 else "were"
        yield Said(
            f"{number_words(missed).capitalize()} of {number_words(len(feeds))} feeds {was} not heard: "
            "this report may miss something."
        )
