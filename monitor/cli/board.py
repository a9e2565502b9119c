"""`monitor board` and `monitor changes`."""

from __future__ import annotations

import time
from collections.abc import Iterator, Mapping
from datetime import datetime
from typing import TYPE_CHECKING

import click

from monitor.cli.common import Moment, Paths, now, paths, print_json
from monitor.model import Answer, Change

if TYPE_CHECKING:
    from monitor.store import Store
    from monitor.store.topics import Asked

FOLLOW = 0.5
"""Seconds between two looks at the database with --follow."""


@click.command()
@click.option("--at", type=Moment(), help="The board as it stood then.")
@click.option("--json", "as_json", is_flag=True, help="One JSON object a line, one for each question.")
@paths
def board(where: Paths, at: datetime | None, as_json: bool) -> None:
    """Each question, its answer, on whose word, since when."""
    with where.store(readonly=True) as store:
        asked = store.topics.asked()
        answers = store.board.answers() if at is None else store.board.answers_at(at)
    if as_json:
        from monitor.records import answer_record

        for question in asked:
            answer = answers.get(question.key) or question.unanswered()
            since = answer.since.strftime("%Y-%m-%dT%H:%M:%SZ") if answer.since else None
            print_json(
                {
                    "topic": question.topic,
                    "question": question.name,
                    "ask": question.ask,
                    "kind": question.kind,
                    **answer_record(answer),
                    "since": since,
                    "why": answer.why,
                    "sources": answer.sources,
                    "items": answer.items,
                }
            )
        return
    for line in board_lines(asked, answers, at or now()):
        click.echo(line)


def board_lines(asked: list[Asked], answers: Mapping[str, Answer], present: datetime) -> Iterator[str]:
    """The board as text: a heading for each topic, a line for each question."""
    from monitor.board.words import age_words, answer_words

    topic = ""
    width = max((len(question.ask) for question in asked), default=0)
    for question in asked:
        if question.topic != topic:
            if topic:
                yield ""
            topic = question.topic
            yield question.title
        answer = answers.get(question.key) or question.unanswered()
        since = f"  ({age_words(answer.since, present)})" if answer.since else ""
        yield f"  {question.ask:<{width}}  {answer_words(answer)}{since}"


@click.command()
@click.option("--since", type=Moment(), help="Only from this time on.")
@click.option("--question", help="Only of this question: topic/question.")
@click.option("--json", "as_json", is_flag=True, help="One JSON object a line.")
@click.option("--follow", "-f", is_flag=True, help="Go on printing what changes.")
@paths
def changes(where: Paths, since: datetime | None, question: str | None, as_json: bool, follow: bool) -> None:
    """How the board has moved, newest last."""
    with where.store(readonly=True) as store:
        if question is not None and question not in {asked.key for asked in store.topics.asked()}:
            raise click.BadParameter(f"there is no question {question!r}", param_hint="--question")
        newest = store.board.last_change()
        for change in store.board.changes(since=since, question=question):
            _print_change(change, as_json)
            newest = max(newest, change.id)
        if follow:
            for change in _followed(store, newest, question):
                _print_change(change, as_json)


def _followed(store: Store, last: int, question: str | None) -> Iterator[Change]:
    """The changes to come, until interrupted."""
    while True:
        if store.changed() or last < store.board.last_change():
            for change in store.board.changes(after=last, question=question):
                last = change.id
                yield change
        time.sleep(FOLLOW)


def _print_change(change: Change, as_json: bool) -> None:
    if as_json:
        from monitor.records import change_record

        print_json({"id": change.id, **change_record(change), "cause": change.cause, "items": change.items})
        return
    from monitor.board.words import change_words

    at = change.at.astimezone()
    click.echo(
        f"{at:%Y-%m-%d %H:%M}  {change.topic}/{change.question}: {change_words(change)} — {change.why}"
    )
