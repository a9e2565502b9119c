"""What an earlier digest said that has since been undone, and by what the board moved without news. Pure."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import timedelta

from monitor.digest.material import Material
from monitor.digest.report import Correction
from monitor.digest.words import against_words, moved_words
from monitor.model import Change, Question, Tag, TagKind, Topic

_JUDGED = {
    TagKind.DISPUTE: "the analyst found that a sentence was misread",
    TagKind.CONFIRM: "the analyst found that a sentence was read rightly",
    TagKind.NOISE: "the analyst found that an item is not about this",
    TagKind.RELEVANT: "the analyst found that an item is about this",
    TagKind.CREDIBILITY: "the analyst graded an item",
    TagKind.UNDO: "the analyst took a judgement back",
}

READ_ANEW = "the question or the reading rules were changed, and all items were read anew"

WITHDRAWN = "the publisher has changed the text that it rested on"


def asked_by(material: Material, change: Change) -> tuple[Topic, Question] | None:
    """The topic and question of a change, where they are still asked."""
    for topic in material.config.topics:
        if topic.id == change.topic:
            for question in topic.questions:
                if question.id == change.question:
                    return topic, question
    return None


def reason_words(change: Change, material: Material) -> str:
    """Why the board moved: the rule that news went by, or what moved it without news."""
    if change.cause == "config":
        return READ_ANEW
    if change.cause == "tag":
        tag = _tag_behind(change, material)
        if tag is not None and tag.kind in _JUDGED:
            return _JUDGED[tag.kind]
    return _mark(change) or change.why


def _mark(change: Change) -> str:
    """Why a mark came or went, where nothing else moved; the rule behind the answer says nothing of that."""
    before, after = change.before, change.after
    if before is None or (before.value[:5], before.basis) != (after.value[:5], after.basis):
        return ""
    if before.overdue is not after.overdue:
        return "the day named for it has passed" if after.overdue else "another day is named for it"
    if bool(before.contested) is not bool(after.contested):
        return against_words(after) if after.contested else "nobody contradicts it any more"
    return ""


def _tag_behind(change: Change, material: Material) -> Tag | None:
    """The analyst's word of that moment that bears on answers; what follows from it carries the same one."""
    bearing = {*_JUDGED, TagKind.ANSWER}
    return next((t for t in reversed(material.tags) if t.at == change.at and t.kind in bearing), None)


def corrections(material: Material) -> Iterable[Correction]:
    """Answers that an earlier digest has said and that did not fall to news.

    They fell to the analyst's word, to a question or reading rule that was changed, or to a publisher who
    changed the text. What the analyst had set is no correction when it is set again.
    """
    voting = {e.id for found in material.evidence.values() for e in found}
    stood: dict[tuple[str, str], Change] = {}
    for change in material.changes:
        earlier = stood.get((change.topic, change.question))
        stood[change.topic, change.question] = change
        asked = asked_by(material, change)
        if asked is None or earlier is None or not material.window.holds(change.at):
            continue
        why = _undone(earlier, change, voting, material)
        if why and _published(earlier, change, material):
            topic, question = asked
            before, after = moved_words(earlier.after, change.after)
            yield Correction(change.at, earlier.at, topic.title, question.ask, before, after, why)


def _undone(earlier: Change, change: Change, voting: set[int], material: Material) -> str:
    """By what an answer fell if not by news; empty where by news."""
    if change.cause in ("tag", "config"):
        return "" if earlier.cause == "tag" else reason_words(change, material)
    return WITHDRAWN if change.cause == "item" and _withdrawn(earlier, change, voting, material) else ""


def _withdrawn(earlier: Change, change: Change, voting: set[int], material: Material) -> bool:
    """Whether all that led to it was edited away, and no other item moved the board."""
    edited = all(material.items[item].revision > 1 for item in earlier.items)
    others = set(change.items) - set(earlier.items)
    return bool(earlier.items) and edited and not others and not voting.intersection(earlier.after.because)


def _published(earlier: Change, change: Change, material: Material) -> bool:
    """Whether a day ended between the two, so that a digest has said the earlier one."""
    local = material.window.local
    return local(earlier.at).date() + timedelta(days=1) <= local(change.at).date()
