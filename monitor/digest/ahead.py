"""The dates that come next, and those that have passed with nothing decided. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date

from monitor.digest.material import Material
from monitor.digest.report import Ahead
from monitor.digest.words import basis_words, standing_words
from monitor.model import Answer, Days, Kind, Question, Topic


def dates_ahead(material: Material, answers: Mapping[str, Mapping[str, Answer]]) -> list[Ahead]:
    """The `by` days and `when` intervals of all questions: what is overdue first, then by the day."""
    made = [
        ahead
        for topic in material.config.topics
        for question in topic.questions
        for ahead in _of_question(topic, question, answers[topic.id], material.window.last)
    ]
    return sorted(made, key=lambda ahead: (not ahead.overdue, ahead.day, ahead.question, ahead.what))


def _of_question(
    topic: Topic, question: Question, answers: Mapping[str, Answer], today: date
) -> Iterable[Ahead]:
    answer, key = answers[question.id], f"{topic.id}/{question.id}"
    if question.by is not None and (question.by > today or answer.overdue):
        overdue = question.by <= today
        words = "was to be decided by then" if overdue else "is to be decided by then"
        yield Ahead(question.by, words, topic.title, question.ask, key, "by", overdue)
    if question.kind is Kind.WHEN and answer.days is not None:
        day, overdue = _next_end(answer.days, answer.overdue, today)
        if day is not None:
            passed = "; the time has passed and no decision is known" if overdue else ""
            words = f"is answered: {standing_words(answer)}, {basis_words(answer)}{passed}"
            yield Ahead(day, words, topic.title, question.ask, key, "when", overdue, answer.days)


def _next_end(days: Days, overdue: bool, today: date) -> tuple[date | None, bool]:
    """The end of the interval that comes next; where it has passed with nothing decided, its last day."""
    for end in (days.first, days.last):
        if end is not None and end > today:
            return end, False
    return (days.last, True) if overdue else (None, False)
