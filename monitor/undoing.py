"""Taking a change of the board back: by the analyst's word, never by rewriting what was."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from monitor.live import tags_by_topic
from monitor.model import Change, Evidence, Tag, TagKind
from monitor.pipeline import Pipeline
from monitor.store import Store


class CannotUndoError(ValueError):
    """A change that nothing of the analyst's can take back; the message says why."""


@dataclass(frozen=True, slots=True)
class TakenBack:
    """How a change was taken back."""

    undone: tuple[Tag, ...]  # tags that no longer count
    disputed: tuple[Evidence, ...]  # signals that no longer vote
    changes: tuple[Change, ...]  # how the board moved


def take_back(pipeline: Pipeline, change_id: int, now: datetime) -> TakenBack:
    """Undo the tag that made a change, or dispute the signals that did; what follows is computed again.

    Raises KeyError where there is no such change, CannotUndoError where neither a tag nor a signal made it.
    """
    change = pipeline.store.board.get(change_id)
    if change is None:
        raise KeyError(change_id)
    if change.cause == "tag":
        tag = _tag_of(pipeline.store, change)
        if tag is None:
            raise CannotUndoError(f"The tag that made change {change_id} has been undone already.")
        return TakenBack((tag,), (), tuple(pipeline.undo_tag(tag, now)))
    if change.cause == "time":
        raise CannotUndoError("Time alone made this change: answer the question by hand instead.")
    disputed = _led_by(pipeline.store, change)
    if not disputed:
        raise CannotUndoError(f"Nothing that led to change {change_id} votes any more.")
    moved: list[Change] = []
    for piece in disputed:
        signal = piece.signal
        dispute = Tag(
            0, now, TagKind.DISPUTE, piece.item, piece.id, topic=signal.topic, question=signal.question
        )
        moved += pipeline.tag(dispute, now)
    return TakenBack((), disputed, tuple(moved))


def _tag_of(store: Store, change: Change) -> Tag | None:
    """The standing tag that made a change: the latest of its moment on its topic."""
    tags = tags_by_topic(store).get(change.topic, ())
    made = [
        tag
        for tag in tags
        if tag.at == change.at and tag.question in ("", change.question) and store.tags.stands(tag.id)
    ]
    return made[-1] if made else None


def _led_by(store: Store, change: Change) -> tuple[Evidence, ...]:
    """What was heard on the question when a change was made, as far as it still votes."""
    items = set(change.items)
    disputed = {
        tag.signal
        for tag in tags_by_topic(store).get(change.topic, ())
        if tag.kind is TagKind.DISPUTE and store.tags.stands(tag.id)
    }
    return tuple(
        piece
        for piece in store.signals.voting(change.topic, change.question)
        if piece.item in items and piece.id in change.after.because and piece.id not in disputed
    )
