"""Why an item is on a topic, and why it was read as it was: sections for command line and screen alike.

A section holds words only; how they are drawn is the business of whoever shows them. The words of an item in
a section are exactly those of the item, so that a span can be marked in them.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from monitor.board.words import count_words, days_words
from monitor.model import (
    Attribution,
    Config,
    Count,
    Cue,
    Days,
    Grade,
    Item,
    Kind,
    Match,
    Question,
    Reading,
    Signal,
    Topic,
)


@dataclass(frozen=True, slots=True)
class Passage:
    """A sentence of the item with the words that a rule acted on."""

    text: str
    marks: tuple[tuple[int, int, str], ...] = ()  # start, end in `text`, and the cue's kind; in order, apart


@dataclass(frozen=True, slots=True)
class Section:
    """One thing to explain: a match, or what the item says on one question."""

    heading: str
    says: str = ""  # the value in words; empty: nothing
    lines: tuple[str, ...] = ()  # further sentences
    passage: Passage | None = None
    discarded: tuple[str, ...] = ()  # readings considered and given up, with the reason


RULES = {
    "event": "the act itself is stated, and its tense gives the status",
    "decision": "a word of deciding governs the act",
    "announced": "a word of announcing governs the act: announced is decided",
    "effect": "a word says that it is being carried out",
    "kept": "what is in force is kept in force",
    "completed": "the act is told as completed: it is in effect",
    "expectation": "a word of intent or likelihood governs the act",
    "headline-infinitive": "a headline's “to …” is a plan, not a deed",
    "possibility": "a word of possibility governs the act",
    "talk": "it is being talked over or argued about",
    "condition": "the act hangs on a condition, so it is no more than considered",
    "undecided": "the text says that nothing has been decided",
    "talks": "what is told of the talks on a deal tells how the deal stands",
    "procedure": "those who decide have it in hand, and say nothing of how it will end",
    "stage": "a step on the way (a committee, one chamber, a draft) is at most expected",
    "delay": "a word of delay governs the act",
    "doubt": "a word of doubt or disinclination governs the act",
    "negation": "the act is negated without a formal refusal",
    "refusal": "a word of refusal governs the act",
    "block": "a word of blocking governs the act",
    "keep": "what stands is kept",
    "hold": "matters are left as they are for now, which anything said of what is ahead outweighs",
    "stick": "what is still to be done is kept to",
    "undo": "a decision taken earlier is undone",
    "presupposed": "the sentence takes the decision for granted",
    "settled": "a noun names the decision as taken",
    "agenda": "it is on the agenda: a step is scheduled",
    "background": "told as background of something else",
    "backed": "somebody who has a say backs it",
    "correction": "the outlet takes back what it had reported, and leaves it open",
    "denial": "a report of it is denied, and that is no refusal",
    "delay-of-no": "what is put off is the refusal",
    "failure": "an attempt failed, so what it was to bring about does not come",
    "due": "the day on which it comes about is given in passing",
    "there": "what it asks for is told to be, or to come, where it is to go",
    "handed-over": "what it asks for is spoken of as handed over",
    "not-before": "it is not to come before a time named",
    "for-now": "it is stopped only for a time",
    "occur": "the thing itself is said to happen",
    "onward": "it goes on to another body, which has yet to decide",
    "waiting": "somebody is said to wait for it",
    "would": "a bare “would” is a possibility",
    "obligation": "the clause states what is required",
    "proviso": "the clause states on what it depends",
    "limit": "the clause states a limit",
    "listed": "the clause lists conditions",
    "withdrawn": "the clause says that a condition no longer holds",
}
"""What each rule does, for people. A rule of dates or numbers is named after the phrase it reads."""

_WORD = {
    Attribution.OFFICIAL: "on the record, by those who decide",
    Attribution.UNNAMED: "by people who are not named",
    Attribution.OTHER: "by somebody who does not decide",
    Attribution.REPORT: "by the outlet itself",
}
_QUIET = "another assertion of the item is stronger"


def explain(item: Item, reading: Reading, config: Config) -> tuple[Section, ...]:
    """Every match of an item, and under it every question of its topic, answered or not."""
    return tuple(_sections(item, reading, config))


def plain(sections: Sequence[Section]) -> list[str]:
    """The sections as lines of text; the words that a rule acted on stand in [brackets]."""
    lines: list[str] = []
    for section in sections:
        if lines:
            lines.append("")
        lines.append(f"{section.heading}: {section.says}" if section.says else section.heading)
        if section.passage is not None:
            lines.append(f"  “{marked(section.passage)}”")
        lines.extend(f"  {line}" for line in section.lines)
        lines.extend(f"  not: {line}" for line in section.discarded)
    return lines


def marked(passage: Passage, opening: str = "[", closing: str = "]") -> str:
    """A passage with its marks written into it."""
    pieces, at = [], 0
    for start, end, _ in passage.marks:
        pieces += [passage.text[at:start], opening, passage.text[start:end], closing]
        at = end
    return "".join([*pieces, passage.text[at:]])


def _sections(item: Item, reading: Reading, config: Config) -> Iterator[Section]:
    if not reading.matches:
        yield Section("On no topic", lines=("No topic's words occur together in its title or text.",))
    for match in reading.matches:
        topic = config.topic(match.topic)
        yield _match(item, match, topic)
        if match.grade is not Grade.MATCH:
            continue
        for question in topic.questions:
            heard = [s for s in reading.signals if s.topic == topic.id and s.question == question.id]
            if not heard:
                yield Section(question.ask, "nothing")
            for signal in heard:
                yield _signal(item, question, signal)


def _match(item: Item, match: Match, topic: Topic) -> Section:
    words = list(dict.fromkeys(cue.text for cue in match.words))
    sure = match.grade is Grade.MATCH
    lines = [f"because of {_listed(words)}"] if words else []
    if match.why:
        lines.append(match.why)
    if not sure:
        lines.append("It is shown beside the topic and gives no signals.")
    return Section(topic.title or topic.id, "on the topic" if sure else "possibly on the topic", tuple(lines))


def _signal(item: Item, question: Question, signal: Signal) -> Section:
    lines = [_voice(signal), _rule(signal)]
    if signal.likelihood:
        lines.append(f"The source's own word for how likely: “{signal.likelihood}”.")
    if signal.adversary:
        lines.append("A claim of an adversary or of state media: shown beside the answer, never counted.")
    return Section(
        question.ask,
        _value(signal, item),
        tuple(lines),
        _passage(signal),
        tuple(_given_up(item, signal)),
    )


def _value(signal: Signal, item: Item) -> str:
    if signal.kind is Kind.WILL:
        return str(signal.status)
    if signal.kind is Kind.WHEN:
        return days_words(signal.days, item.at)
    if signal.kind is Kind.HOW_MANY:
        return count_words(signal.count)
    return f"no longer: {signal.condition}" if signal.withdrawn else signal.condition or ""


def _voice(signal: Signal) -> str:
    who = f"“{signal.source}”" if signal.source else "nobody is named"
    counted = f", {signal.sources} of them" if signal.sources and signal.sources > 1 else ""
    told = f"; the report is that of {signal.origin}" if signal.origin else ""
    return f"Said {_WORD[signal.attribution]}: {who}{counted}{told}."


def _rule(signal: Signal) -> str:
    cue = f"“{signal.cue}”: " if signal.cue else ""
    told = RULES.get(signal.rule)
    if told is None:
        kind = "date" if signal.kind is Kind.WHEN else "number"
        told = f"read by the rule for a {kind} of the form “{signal.rule.replace('-', ' ')}”"
    return f"Rule: {cue}{told}."


def _passage(signal: Signal) -> Passage:
    start = signal.span.start
    places = sorted(
        (cue.span.start - start, cue.span.end - start, cue.kind)
        for cue in signal.cues
        if _inside(cue, signal)
    )
    marks: list[tuple[int, int, str]] = []
    for place in places:
        if not marks or place[0] >= marks[-1][1]:
            marks.append(place)
    return Passage(signal.quote, tuple(marks))


def _inside(cue: Cue, signal: Signal) -> bool:
    return signal.span.start <= cue.span.start < cue.span.end <= signal.span.end


def _given_up(item: Item, signal: Signal) -> Iterator[str]:
    """What was given up, once each; of weaker assertions only those that say something else."""
    seen: set[tuple[str, str]] = set()
    for one in signal.discarded:
        quiet = one.reason == _QUIET
        if quiet and one.status is signal.status:
            continue
        words = item.document[one.span.start : one.span.end]
        known = (one.reading, "" if quiet else words)
        if known not in seen:
            seen.add(known)
            yield f"{_reading_words(one.reading, signal.kind, item)}, from “{words}”: {one.reason}"


def _reading_words(reading: str, kind: Kind, item: Item) -> str:
    """A reading as people write it: an interval comes as "first..last", either end open."""
    first, dots, last = reading.partition("..")
    if not dots:
        return reading
    if kind is Kind.WHEN:
        return days_words(Days(_day(first), _day(last)), item.at)
    return count_words(Count(_number(first), _number(last)))


def _day(text: str) -> date | None:
    return date.fromisoformat(text) if text else None


def _number(text: str) -> float | None:
    return float(text) if text else None


def _listed(words: Sequence[str]) -> str:
    quoted = [f"“{word}”" for word in words]
    return quoted[0] if len(quoted) == 1 else f"{', '.join(quoted[:-1])} and {quoted[-1]}"
