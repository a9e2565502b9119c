"""`monitor replay --edited FILE`: what an edit of feeds.toml would change, as text and as JSON."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime

from monitor.archives import Archived
from monitor.board.words import answer_words, change_words, signal_words
from monitor.comparing import Compared, Difference, Said
from monitor.model import Answer, Signal
from monitor.records import answer_record, change_record, signals_record
from monitor.store.rows import moment_text

MOST = 8
"""Items that are listed one by one; the JSON has them all."""


def difference_lines(differences: Sequence[Difference], items: Mapping[str, Archived]) -> Iterator[str]:
    """Topic by topic: the items gained and lost, and for each question the changes and how it ends."""
    for difference in differences:
        yield f"{difference.topic}"
        yield from _listed("+", "on the topic", difference.gained, items)
        yield from _listed("-", "no longer on it", difference.lost, items)
        for one in difference.questions:
            yield from _question_lines(one, items)
        yield ""


def _listed(sign: str, what: str, ids: Sequence[str], items: Mapping[str, Archived]) -> Iterator[str]:
    if not ids:
        return
    yield f"  {sign} {_items(len(ids))} {what}"
    for id_ in ids[:MOST]:
        yield f"      {_line(items[id_])}"
    if len(ids) > MOST:
        yield f"      and {len(ids) - MOST} more"


def _question_lines(one: Compared, items: Mapping[str, Archived]) -> Iterator[str]:
    asked = one.after or one.before
    assert asked is not None, "it is asked in one of the two"
    state = "no longer asked" if one.after is None else "newly asked" if one.before is None else ""
    yield f"  {one.question}: {asked.ask}" + (f" ({state})" if state else "")
    if one.said:
        yield f"      ~ {_items(len(one.said))} read otherwise"
        for said in one.said[:MOST]:
            yield f"          {_line(items[said.item])}"
            yield f"          {_says(said.before, items[said.item])} → {_says(said.after, items[said.item])}"
    for change in one.lost:
        yield f"      - {_at(change.at)}  {change_words(change)}"
    for change in one.gained:
        yield f"      + {_at(change.at)}  {change_words(change)}"
    for old, new in one.moved:
        yield f"      > {_at(old.at)} → {_at(new.at)}  {change_words(new)}"
    if not one.ends_alike:
        yield f"      ends as: {answer_words(one.stands)} (now: {answer_words(one.stood)})"


def difference_records(differences: Sequence[Difference]) -> Iterator[dict[str, object]]:
    """One JSON object a topic."""
    for difference in differences:
        yield {
            "type": "difference",
            "topic": difference.topic,
            "gained": difference.gained,
            "lost": difference.lost,
            "questions": [_question_record(one) for one in difference.questions],
        }


def _question_record(one: Compared) -> dict[str, object]:
    return {
        "question": one.question,
        "asked": {"before": one.before is not None, "after": one.after is not None},
        "said": [_said_record(said) for said in one.said],
        "lost": [change_record(change) for change in one.lost],
        "gained": [change_record(change) for change in one.gained],
        "moved": [{"before": moment_text(old.at), **change_record(new)} for old, new in one.moved],
        "ends": {"before": _answer(one.stood), "after": _answer(one.stands)},
    }


def _said_record(said: Said) -> dict[str, object]:
    sides = {"before": said.before, "after": said.after}
    return {"item": said.item} | {side: _signals(signals) for side, signals in sides.items()}


def _signals(signals: Sequence[Signal]) -> dict[str, object] | None:
    return next(iter(signals_record(signals, several=False).values()), None)


def _answer(answer: Answer | None) -> dict[str, object] | None:
    return answer_record(answer) if answer is not None else None


def _says(signals: Sequence[Signal], item: Archived) -> str:
    said = (f"{signal_words(signal, item.at)} ({signal.attribution})" for signal in signals)
    return "; ".join(said) or "nothing"


def _items(count: int) -> str:
    return "1 item" if count == 1 else f"{count} items"


def _line(item: Archived) -> str:
    return f"{_at(item.at)}  {item.feed}: {item.entry.title}"


def _at(moment: datetime) -> str:
    return f"{moment:%Y-%m-%d %H:%M}"
