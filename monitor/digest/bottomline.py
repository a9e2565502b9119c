"""The bottom line: at most three plain sentences, written from the changes by rules. Pure.

Every sentence names a question and says no more than its basis bears: an answer that is only reported is
called reported, with the number of independent sources. What moved and came back within the window is
said to have done so.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from monitor.board.words import value_words
from monitor.digest.material import Material
from monitor.digest.report import Heard, Moved, TopicPart
from monitor.digest.words import basis_words, moved_words, number_words
from monitor.model import DECISIONS, Kind

SENTENCES = 3


@dataclass(frozen=True, slots=True)
class _Net:
    """What the changes of one question in the window come to."""

    first: Moved
    last: Moved
    steps: int

    @property
    def words(self) -> tuple[str, str]:
        """Where the question stood before, and where it stands now."""
        return moved_words(self.first.previous, self.last.answer)

    @property
    def moved(self) -> bool:
        """Whether the question ends elsewhere than it began."""
        return self.first.previous is None or self.first.previous.value != self.last.answer.value


def bottom_line(
    changes: Sequence[Moved], topics: Sequence[TopicPart], feeds: Sequence[Heard], material: Material
) -> tuple[str, ...]:
    """The sentences, most important first."""
    nets = sorted(_nets(changes), key=_weight)
    if not nets:
        return (_quiet(topics, material), *_unheard(feeds))[:SENTENCES]
    unheard = _unheard(feeds)
    room = SENTENCES - len(unheard)
    shown = nets if len(nets) <= room else nets[: room - 1]
    said = [_sentence(net) for net in shown]
    left = len(nets) - len(shown)
    if left:
        said.append(f"{number_words(left).capitalize()} more {'answer' if left == 1 else 'answers'} changed.")
    return (*said, *unheard)


def _nets(changes: Sequence[Moved]) -> Iterable[_Net]:
    by_question: dict[str, list[Moved]] = {}
    for change in changes:
        by_question.setdefault(change.question, []).append(change)
    return [_Net(moves[0], moves[-1], len(moves)) for moves in by_question.values()]


def _weight(net: _Net) -> tuple[int, str]:
    """Decisions before movements, movements before dates and numbers, those before conditions."""
    answer = net.last.answer
    if net.last.kind is Kind.WILL:
        rank = 0 if answer.status in DECISIONS and net.moved else 1 if net.moved else 3
    else:
        rank = 4 if net.last.kind is Kind.WHAT else 2
    return rank, net.last.question


def _sentence(net: _Net) -> str:
    before, after = net.words
    asked = f"“{net.last.ask}” ({net.last.topic})"
    if not net.moved:
        return f"{asked} moved and came back to {value_words(net.last.answer)}."
    if net.last.cause == "time":
        return f"{asked}: {after}, by the passing of its day; nothing new was published."
    if net.last.answer.basis is None:
        return f"{asked} has no answer any more (before: “{before}”): {net.last.why}."
    basis = basis_words(net.last.answer)
    if not before:
        return f"{asked} has a first answer: {after}, {basis}."
    if net.last.kind is Kind.WILL:
        return f"{asked} went from {before} to {after}, {basis}."
    return f"{asked} is now answered “{after}” (before: “{before}”), {basis}."


def _quiet(topics: Sequence[TopicPart], material: Material) -> str:
    items = sum(question.items for topic in topics for question in topic.questions)
    if items:
        new = "one new item" if items == 1 else f"{number_words(items)} new pieces of evidence"
        return f"No answer changed; {new} came in and left the board where it was."
    return (
        f"No answer changed and nothing new was said on any question ({material.items_seen} items were read)."
    )


def _unheard(feeds: Sequence[Heard]) -> tuple[str, ...]:
    """A sentence where the quiet may be no data instead of no news."""
    failed = [feed.name for feed in feeds if feed.state in ("failed", "not asked")]
    if not failed:
        return ()
    if len(failed) == len(feeds):
        return ("No feed was heard: this report may miss what happened.",)
    if len(failed) * 3 < len(feeds):
        return ()
    return (f"{len(failed)} of {len(feeds)} feeds were not heard: this report may miss something.",)
