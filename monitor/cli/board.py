"""`monitor board` and `monitor changes`."""

from __future__ import annotations

import sys
import time
from collections.abc import Iterator, Mapping
from contextlib import suppress
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

import click

from monitor.cli.common import Moment, Paths, no_question, now, paths, print_json
from monitor.model import Answer, Change, Kind

if TYPE_CHECKING:
    from monitor.store import Store
    from monitor.store.topics import Asked

FOLLOW = 0.5
"""Seconds between two looks at the database with --follow."""
SECOND = timedelta(seconds=1)
"""Moments are stored to the second: what happened at a moment happened before the next one."""


@click.command()
@click.argument("question", required=False)
@click.option("--at", type=Moment(), help="The board as it stood then.")
@click.option("--timeline", is_flag=True, help="How the QUESTION came to stand there, with the evidence.")
@click.option(
    "--line", is_flag=True, help="All in one line, for a status bar; with --json as waybar reads it."
)
@click.option(
    "--json", "as_json", is_flag=True, help="One JSON object a line, one for each question or step."
)
@paths
def board(
    where: Paths, question: str | None, at: datetime | None, timeline: bool, line: bool, as_json: bool
) -> None:
    """Each question, its answer, on whose word, since when; or one QUESTION (topic/question) alone."""
    if timeline and question is None:
        raise click.UsageError("--timeline needs a QUESTION: topic/question")
    if line and (timeline or question is not None):
        raise click.UsageError("--line is of the whole board")
    with where.store(readonly=True) as store:
        asked = _chosen(store.topics.asked(), question)
        if timeline:
            _print_timeline(store, asked[0], at, as_json)
            return
        answers = store.board.answers() if at is None else _answers_at(where, store, at)
        before = None if at is None else at + SECOND
        last = next(iter(store.board.changes(until=before, limit=1)), None) if line else None
    if line:
        _print_line(asked, answers, last, at or now(), as_json)
    elif as_json:
        for one in asked:
            print_json(_record(one, answers.get(one.key) or one.unanswered()))
    else:
        for words in board_lines(asked, answers, at or now()):
            click.echo(words)


def _chosen(asked: list[Asked], name: str | None) -> list[Asked]:
    """All questions, or the one of a name; the topic may be left out where no other has a like one."""
    if name is None:
        return asked
    found = [one for one in asked if name in (one.key, one.name)]
    if len(found) == 1:
        return found
    if not found:
        raise no_question(name, asked, "QUESTION")
    several = ", ".join(one.key for one in found)
    raise click.BadParameter(f"{name!r} is in several topics: {several}", param_hint="QUESTION")


def _answers_at(where: Paths, store: Store, at: datetime) -> dict[str, Answer]:
    from monitor.history import board_at

    return board_at(store, where.load().topics, at)


def _record(asked: Asked, answer: Answer) -> dict[str, object]:
    from monitor.records import answer_record
    from monitor.store.rows import maybe_moment

    return {
        "topic": asked.topic,
        "question": asked.name,
        "ask": asked.ask,
        "kind": asked.kind,
        **answer_record(answer),
        "since": maybe_moment(answer.since),
        "why": answer.why,
        "sources": answer.sources,
        "items": answer.items,
    }


def _print_timeline(store: Store, asked: Asked, at: datetime | None, as_json: bool) -> None:
    from monitor.cli.timeline import timeline_lines, timeline_records
    from monitor.history import steps_of

    steps = steps_of(store, asked.topic, asked.name, at)
    if as_json:
        for record in timeline_records(steps):
            print_json(record)
        return
    click.echo(f"{asked.title}: {asked.ask}")
    for words in timeline_lines(steps):
        click.echo(words)


def _print_line(
    asked: list[Asked], answers: Mapping[str, Answer], last: Change | None, present: datetime, as_json: bool
) -> None:
    from monitor.cli.line import bar_record, line_words

    text = line_words(asked, answers, last, present)
    if as_json:
        print_json(bar_record(text, answers, last))
    else:
        click.echo(text)


def board_lines(asked: list[Asked], answers: Mapping[str, Answer], present: datetime) -> Iterator[str]:
    """The board as text, in lines that can be read aloud: a heading for each topic; under each question its
    answer, on whose word, since when, and what speaks against it."""
    topic = ""
    for question in asked:
        if question.topic != topic:
            if topic:
                yield ""
            topic = question.topic
            yield question.title
        yield f"  {question.ask}"
        for words in _answer_lines(answers.get(question.key) or question.unanswered(), present):
            yield f"    {words}"


def _answer_lines(answer: Answer, present: datetime) -> Iterator[str]:
    from monitor.board.words import age_words, answer_words, basis_words, day_words

    if answer.basis is None and not answer.overdue:
        yield f"{answer.status if answer.kind is Kind.WILL else 'nothing said yet'}"
        yield from _waiting(answer)
        return
    since = ""
    if answer.since is not None:
        since = f", since {day_words(answer.since.date())} ({age_words(answer.since, present)})"
    yield f"{answer_words(answer)}{since}"
    if answer.basis is not None:
        yield basis_words(answer)
    if answer.contested:
        yield f"contested: {answer.contested}"
    yield from _waiting(answer)
    for condition in answer.conditions:
        yield f"{'withdrawn' if condition.withdrawn else 'condition'}: {condition.text}"


def _waiting(answer: Answer) -> Iterator[str]:
    for words in answer.waiting:
        yield f"waits for a second voice: {words}"


@click.command()
@click.option("--since", type=Moment(), help="Only from this time on.")
@click.option("--question", help="Only of this question: topic/question.")
@click.option("--json", "as_json", is_flag=True, help="One JSON object a line.")
@click.option("--follow", "-f", is_flag=True, help="Go on printing what changes.")
@click.option("--undo", "taken", type=int, metavar="ID", help="Take the change of this id back instead.")
@paths
def changes(
    where: Paths,
    since: datetime | None,
    question: str | None,
    as_json: bool,
    follow: bool,
    taken: int | None,
) -> None:
    """How the board has moved, newest last.

    --undo takes a change back: the tag that made it is undone, or the signals that led to it are disputed.
    What follows is computed again and printed. `monitor tag --undo` takes the disputes back.
    """
    if taken is not None:
        if since or question or follow:
            raise click.UsageError("--undo stands alone")
        _undo(where, taken, as_json)
        return
    with where.store(readonly=True) as store:
        asked = store.topics.asked()
        if question is not None and question not in {one.key for one in asked}:
            raise no_question(question, asked, "--question")
        newest = store.board.last_change()
        for change in store.board.changes(since=since, question=question):
            _print_change(change, as_json)
            newest = max(newest, change.id)
        sys.stdout.flush()
        if follow:
            with suppress(KeyboardInterrupt):
                for change in _followed(store, newest, question):
                    _print_change(change, as_json)
                    sys.stdout.flush()  # whoever reads the pipe waits for it


def _followed(store: Store, last: int, question: str | None) -> Iterator[Change]:
    """The changes to come, until interrupted."""
    while True:
        if store.changed() or last < store.board.last_change():
            for change in store.board.changes(after=last, question=question):
                last = change.id
                yield change
        time.sleep(FOLLOW)


def _undo(where: Paths, taken: int, as_json: bool) -> None:
    from monitor.pipeline import Pipeline
    from monitor.undoing import CannotUndoError, take_back

    config = where.load()
    if not where.database.exists():
        raise click.ClickException(f"There is no database at {where.database} yet: `monitor poll` makes one.")
    with where.store() as store:
        try:
            back = take_back(Pipeline(store, config, now()), taken, now())
        except KeyError:
            raise click.BadParameter(f"there is no change {taken}", param_hint="--undo") from None
        except CannotUndoError as error:
            raise click.ClickException(str(error)) from error
    for tag in back.undone:
        where.note(f"Took back: {tag.kind} {tag.value}".rstrip())
    for piece in back.disputed:
        where.note(f"Disputed: {piece.feed}: “{piece.signal.quote}”")
    for change in back.changes:
        _print_change(change, as_json)


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
