"""What a `when` question asks the day of, made ready once for each question."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from monitor.model import Kind, Question, Terms, Topic
from monitor.reading.dates.events import named_events
from monitor.reading.dates.lexicon import COURSES, DECIDING, GENERIC
from monitor.reading.dates.scan import Named
from monitor.reading.dates.whose import Parties, parties
from monitor.reading.will.asks import event_of as will_event_of
from monitor.reading.will.clauses import place_names
from monitor.reading.will.cues import lexicon
from monitor.text import stem, tokens


@dataclass(frozen=True, slots=True)
class Event:
    """What a `when` question asks the day of."""

    yes: Terms
    no: Terms
    acts: frozenset[str]  # stems of the words that name the event
    against: frozenset[str]  # stems of the acts that undo or refuse it
    things: frozenset[str]  # stems of what the event is about
    objects: frozenset[str]  # stems of the thing that the act is done to
    foreign: frozenset[str]  # stems of the papers that carry another question of the topic
    effect: bool  # asks for what comes after the decision: a start, an arrival, a closing
    course: frozenset[str]  # stems of that step: start, arrive
    once: bool  # asks for what happens once, as a decision does
    settles: bool  # asks when somebody decides, whichever way
    announces: bool  # asks when it is announced
    law: bool  # asks when something becomes law, so that a vote on the way is no answer
    undoes: bool  # asks for what leaves nothing of the thing: its end, its repeal, its ban
    ends: bool  # asks for an end, so that what is in effect has its day still to come
    shared: bool  # another question asks for the same act of another actor
    parties: Parties  # what tells it from the topic's other `when` questions
    first: bool  # asks for the first of its kind
    calendar: Named
    opened: date | None


_ENDS = frozenset(map(stem, ("end", "expire", "lapse", "lift", "resume", "over", "stop", "cease")))
_RETURNS = tuple(steps for steps in COURSES if not steps.isdisjoint({"resum", "open"}))
_RETURNING = frozenset[str]().union(*_RETURNS)
_ANYBODYS = frozenset({"return"})
"""What people and parliaments do as well."""
_UNDOING = frozenset(map(stem, "repeal scrap abolish remove ban rescind revoke cancel axe removal".split()))
_SETTLES = frozenset(map(stem, ("decide", "decision", "rule", "ruling", "verdict", "settle", "announce")))
_ANNOUNCES = frozenset(map(stem, ("announce", "unveil", "confirm", "reveal")))
_LAWS = frozenset(map(stem, ("statute", "assent", "enact", "sign")))
_VOTES = DECIDING - frozenset(map(stem, ("sign", "signature", "enact")))
_GRANTS = frozenset(map(stem, ("permission", "approval", "consent", "grant")))
_ASKING = frozenset(
    stem(word)
    for word in (
        "when will would does do did is are was were be been the a an of to in on for by this that it "
        "its it's they them their first last start begin come take effect happen go ahead and or us "
        "u.s year let next any new any than from with have has get at into whether how many who what "
        "which date day apply join reach make keep again once"
    ).split()
)


def event_of(question: Question, topic: Topic) -> Event:
    """The event that a question dates: its own words, and those of the `will` question that it names."""
    will = topic.question(question.of) if question.of else question
    known = will_event_of(will, topic)
    about = {word for terms in topic.about for term in terms.alternatives for word in term.words}
    named = {word for term in topic.deciders.alternatives for word in term.words}
    asking = {token.stem for token in tokens(question.ask) if token.is_word}
    own = {token.stem for token in tokens(question.ask) if token.text[:1].islower()} - _ASKING
    asked = {token.stem for token in tokens(will.ask) if token.text[:1].islower()} - _ASKING
    course = frozenset(word for known_course in COURSES if asking & known_course for word in known_course)
    done = {stem_ for stem_, sign in known.acts.items() if sign > 0}
    if not course and asking.isdisjoint(DECIDING | _SETTLES):
        course = _course_of(will)  # "When does the mine run again?", of reopening it
    effect = bool(course) and asking.isdisjoint(_LAWS)  # "be signed and take effect" asks for either
    acts = done | course | (own - about)
    acts |= {stem(noun) for act in acts for noun in lexicon().words.nominal.get(act, ())}
    for group in topic.about:
        stems = {token.stem for term in group.alternatives for token in tokens(term.text)}
        if 2 * len(stems & acts) > len(stems):
            acts |= stems - GENERIC
    acts -= named | set(known.objects)
    law = not asking.isdisjoint(_LAWS) or {stem("become"), "law"} <= asking
    if effect:
        acts -= DECIDING - asking
    if law:
        acts -= _VOTES - asking - done
    return Event(
        yes=will.yes,
        no=will.no,
        acts=frozenset(acts),
        against=frozenset(stem_ for stem_, sign in known.acts.items() if sign < 0),
        things=frozenset((own | asked | {word for word in about if word.isalpha()}) - named - _places(topic)),
        objects=frozenset(known.objects) - acts,
        foreign=frozenset(_foreign(topic, will) - known.vehicles - known.objects.keys() - acts),
        effect=effect,
        course=course,
        settles=not effect and not asking.isdisjoint(_SETTLES),
        announces=not asking.isdisjoint(_ANNOUNCES),
        law=law,
        once=not effect and ("first" in asking or bool(asking & DECIDING) or bool(asking & _GRANTS)),
        undoes=not (asking | acts - _RETURNING).isdisjoint(_ENDS | _UNDOING),
        ends=not asking.isdisjoint(_ENDS),
        shared=known.shared,
        parties=parties(question, topic, known),
        first="first" in asking,
        calendar=named_events(topic.calendar),
        opened=topic.opened,
    )


def _course_of(will: Question) -> frozenset[str]:
    """The words for a return, where most of a question's words of yes are such: "reopen | restart"."""
    told = {term.words[0] for term in will.yes.alternatives}
    if 2 * len(told & _RETURNING) <= len(told):
        return frozenset()
    return frozenset[str]().union(*(steps for steps in _RETURNS if not steps.isdisjoint(told))) - _ANYBODYS


def _places(topic: Topic) -> set[str]:
    """Stems of the countries and bodies among the words of `about`: they are in every sentence."""
    return {
        token.stem
        for group in topic.about
        for term in group.alternatives
        for token in tokens(term.text)
        if place_names(term.text, lexicon())
    }


def _foreign(topic: Topic, will: Question) -> set[str]:
    """Stems of the papers that carry the topic's other `will` questions."""
    made: set[str] = set()
    for other in topic.questions:
        if other.kind is Kind.WILL and other.id != will.id:
            carried = will_event_of(other, topic)
            made |= carried.vehicles | (carried.objects.keys() & lexicon().words.papers)
    return made
