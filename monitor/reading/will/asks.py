"""A `will` question of feeds.toml → its Event: which words name what it asks for, with which sign.

`yes` and `no` name the act. `ask` names the thing it is done to and, where several questions ask for one
act of different actors ("Will Turkey ratify", "Will Hungary ratify"), whose act it is.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from monitor.model import Kind, Question, Terms, Topic
from monitor.reading.will.acts import (
    acts_of,
    kin_of,
    nominal_phrases,
    noun_only,
    passives,
    prolongs,
    puts_off,
    term_stems,
    weak_acts,
)
from monitor.reading.will.anchors import anchors_of, own_things, telling_of
from monitor.reading.will.bodies import bodies_meant, only_chamber, parliament_sits
from monitor.reading.will.clauses import place_names
from monitor.reading.will.courts import may_be_undone
from monitor.reading.will.cues import Lexicon, lexicon
from monitor.reading.will.events import UNITS, Event
from monitor.reading.will.modes import with_modes
from monitor.reading.will.papers import LAWS, asking_of_paper, undone_things, vehicles_of
from monitor.reading.will.parties import same_act, with_parties
from monitor.reading.will.rivals import with_rivals
from monitor.reading.will.things import (
    content,
    matter_of,
    named_things,
    permitted,
    things_of,
    things_of_phrases,
    with_kin,
)
from monitor.reading.will.twins import actors, with_twin
from monitor.text import stem, tokens

_JOIN = stem("join")
_JOINING = frozenset(map(stem, ("accession", "membership")))
_GOVERNMENT = stem("government")
"""Who acts where a headline names no country: those who decide, or whom they speak for."""
_cache: dict[tuple[int, str], tuple[Topic, Event]] = {}
_CACHED = 4096


def event_of(question: Question, topic: Topic) -> Event:
    """The compiled event of a question; kept for as long as the same topic object is read."""
    key = (id(topic), question.id)
    kept = _cache.get(key)
    if kept is not None and kept[0] is topic and kept[1].question is question:
        return kept[1]
    if len(_cache) > _CACHED:
        _cache.clear()
    made = with_modes(compile_event(question, topic), topic)
    base = made.lexicon
    wills = [other for other in topic.questions if other.kind is Kind.WILL]
    things = {other.id: things_of(other, topic, base) for other in wills}
    doers = {other.id: actors(other, frozenset().union(*acts_of(other, base)), base) for other in wills}
    made = with_rivals(with_twin(made, topic, things, doers), topic)
    made = with_parties(made, topic)
    _cache[key] = (topic, made)
    return made


def compile_event(question: Question, topic: Topic) -> Event:
    """What a question's own words and its topic tell of its event; other questions may still lend to it."""
    base = lexicon().with_cues(topic.cues)
    wills = [other for other in topic.questions if other.kind is Kind.WILL]
    others = [other for other in wills if other.id != question.id]
    acts, _ = acts_of(question, base)
    sharing = [other for other in others if same_act(question, other, acts, base)]
    event = replace(
        _event_of_act(question, topic, others, base),
        shared=bool(sharing),
        alone=wills[0].id == question.id,
    )
    event = _with_papers(_with_things(event, topic, wills), wills)
    return _with_deciders(_with_places(event, topic, sharing), topic)


def _event_of_act(question: Question, topic: Topic, others: Sequence[Question], base: Lexicon) -> Event:
    """The event as far as the act of `yes` and `no` makes it, which is done to nothing yet."""
    acts, phrases = acts_of(question, base)
    kin = kin_of(acts, base)
    against = [key for key, sign in acts.items() if sign < 0]
    against += [first for first, held in phrases.items() if held[0][1] < 0]
    return Event(
        question=question,
        acts=acts | dict.fromkeys(kin, 1),
        kin_acts=frozenset(kin),
        nouns=noun_only(question, base),
        weak=weak_acts(question, base),
        pauses=frozenset(key for key in against if base.verbs.get(key) == "delay"),
        still=frozenset(stems[0] for stems in term_stems(question.no, base)) & base.words.still,
        alike={key: group for group in base.words.alike for key in group},
        phrases=phrases,
        nominal=nominal_phrases(question, base),
        passives=passives(phrases),
        contested=frozenset(key for other in others for part in acts_of(other, base) for key in part),
        undoes=may_be_undone(acts, base),
        extends=prolongs(acts, others, base),
        starts=bool({"start", "begin"} & {base.base(token) for token in tokens(question.ask)}),
        hands_over=any(acts.get(key) == 1 for key in base.words.transfer),
        opened=topic.opened,
        lexicon=base,
    )


def _with_things(event: Event, topic: Topic, wills: Sequence[Question]) -> Event:
    """The event with what its act is done to, and what tells that from the things of other questions."""
    question, base = event.question, event.lexicon
    acts, phrases = acts_of(question, base)
    others = {other.id: things_of(other, topic, base) for other in wills if other.id != question.id}
    theirs = frozenset(key for things in others.values() for key in things)
    before = () if event.shared else wills[: wills.index(question)]
    earlier = frozenset(key for other in before for key in others[other.id])
    named = named_things(question, topic, base, acts, phrases, earlier)
    told = things_of_phrases(question, topic, base, acts, phrases)
    things = told | named
    asked = () if event.shared else (content(other.ask, base) for other in wills if other.id in others)
    kin = with_kin(named, question, topic, base, acts, theirs.union(*asked), shared=event.shared)
    objects = {key: sign for key, sign in told.items() if key not in earlier} | kin
    matter = matter_of(question, topic, base)
    event = replace(event, doing=permitted(question, base) - set(acts))
    signed = _signed(objects, event, acts)
    return replace(
        event,
        objects=signed,
        matter=frozenset(token.lower for token in matter),
        apart=theirs - set(things) - set(acts) - content(question.ask, base),
        distinct=frozenset(things) - theirs if theirs - set(things) else frozenset(),
        telling=telling_of(question, topic, things, base),
        told_apart=frozenset(
            key
            for other in wills
            if other.id in others
            for key in telling_of(other, topic, others[other.id], base)
        ),
        anchors=anchors_of(topic, question, base, objects) | own_things(question, topic, phrases, base),
        naming=frozenset[str]().union(
            event.acts, phrases, event.passives, event.doing, signed, map(base.base, matter), UNITS
        ),
    )


def _signed(objects: Mapping[str, int], event: Event, acts: Mapping[str, int]) -> dict[str, int]:
    """The things of which a yes or a no is one to the event."""
    if puts_off(event.question, acts, event.lexicon):
        objects = {}  # a yes or a no to what is to be put off is none to putting it off
    signed = {key: sign for key, sign in objects.items() if key not in event.doing}
    if _JOINING & signed.keys() and not acts.get(_JOIN):
        signed[_JOIN] = 1
    return signed


def _with_papers(event: Event, wills: Sequence[Question]) -> Event:
    """The event with the bills and plans that stand for it."""
    base = event.lexicon
    papers = vehicles_of(event.question, wills, event.shared, base)
    acts, _ = acts_of(event.question, base)
    of_paper = asking_of_paper(wills, base) == [event.question]
    telling = event.telling.union(*(group for group in base.words.alike_acts if group & event.telling))
    return replace(
        event,
        telling=telling | (papers & LAWS) if telling and of_paper else telling,
        vehicles=papers - set(acts) - set(event.objects) - undone_things(event.phrases, base),
        of_paper=of_paper,
        anchors=event.anchors | papers,
        naming=event.naming | base.words.papers | base.words.plans,
    )


def _with_places(event: Event, topic: Topic, sharing: Sequence[Question]) -> Event:
    """The event with the countries it is about; sharing: the questions that ask for its act of others."""
    base = event.lexicon
    own = frozenset(place_names(event.question.ask, base))
    rivals = frozenset(place for other in sharing for place in place_names(other.ask, base))
    deciding = _places(topic.deciders, base)
    return replace(
        event,
        places=own - rivals,
        rivals=rivals - own,
        home=own.union(deciding, *(_places(terms, base) for terms in topic.about)),
        asked=own if len(own) > 1 else frozenset(),
        deciding=deciding,
    )


def _places(terms: Terms, base: Lexicon) -> frozenset[str]:
    return frozenset(place for term in terms.alternatives for place in place_names(term.text, base))


def _with_deciders(event: Event, topic: Topic) -> Event:
    """The event with those who decide, and whether a parliament or one chamber is among them."""
    neutral = event.lexicon.words.neutral
    names = frozenset(
        token.stem
        for term in topic.deciders.alternatives
        for token in tokens(term.text)
        if token.is_word and (token.text[0].isupper() or token.stem not in neutral)
    )
    return replace(
        event,
        decider_words=names | {_GOVERNMENT},
        own_stages=names | bodies_meant(topic),
        chamber=only_chamber(topic),
        parliament=parliament_sits(topic, event.lexicon),
    )
