"""A `will` question of feeds.toml → its Event: which words name what it asks for, with which sign.

`yes` and `no` name the act. `ask` names the thing it is done to and, where several questions ask for one
act of different actors ("Will Turkey ratify", "Will Hungary ratify"), whose act it is.
"""

from __future__ import annotations

from monitor.model import Kind, Question, Topic
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
from monitor.reading.will.cues import lexicon
from monitor.reading.will.events import UNITS, Event
from monitor.reading.will.modes import with_modes
from monitor.reading.will.papers import asking_of_paper, undone_things, vehicles_of
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

_LEAVING = frozenset(map(stem, ("uphold", "affirm")))
"""Verbs of `yes` by which a court leaves a law as it is, so that striking it down is a no."""

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
    """Everything about a question's event that can be known before an item is read."""
    base = lexicon().with_cues(topic.cues)
    acts, phrases = acts_of(question, base)
    kin_acts = kin_of(acts, base)
    wills = [other for other in topic.questions if other.kind is Kind.WILL]
    others = [other for other in wills if other.id != question.id]
    sharing = [other for other in others if same_act(question, other, acts, base)]
    own = set(place_names(question.ask, base))
    rivals = {place for other in sharing for place in place_names(other.ask, base)}
    doing = permitted(question, base) - set(acts)
    earlier = frozenset[str]()
    if not sharing:
        before = wills[: wills.index(question)]
        earlier = frozenset(key for other in before for key in things_of(other, topic, base))
    things = named_things(question, topic, base, acts, phrases, earlier)
    theirs = frozenset(key for other in others for key in things_of(other, topic, base))
    told = things_of_phrases(question, topic, base, acts, phrases)
    named = theirs if sharing else theirs.union(*(content(other.ask, base) for other in others))
    objects = with_kin(things, question, topic, base, acts, named, shared=bool(sharing))
    objects = {key: sign for key, sign in told.items() if key not in earlier} | objects
    things = told | things
    matter = {token.lower: base.base(token) for token in matter_of(question, topic, base)}
    anchors = anchors_of(topic, question, base, objects)
    if puts_off(question, acts, base):
        objects = {}  # a yes or a no to what is to be put off is none to putting it off
    objects = {key: sign for key, sign in objects.items() if key not in doing}
    if _JOINING & objects.keys() and not acts.get(_JOIN):
        objects[_JOIN] = 1
    deciding = {place for term in topic.deciders.alternatives for place in place_names(term.text, base)}
    about = {
        place
        for terms in topic.about
        for term in terms.alternatives
        for place in place_names(term.text, base)
    }
    names = {
        token.stem
        for term in topic.deciders.alternatives
        for token in tokens(term.text)
        if token.is_word and (token.text[0].isupper() or token.stem not in base.words.neutral)
    }
    vehicles = vehicles_of(question, wills, bool(sharing), base)
    return Event(
        question=question,
        acts=acts | dict.fromkeys(kin_acts, 1),
        kin_acts=frozenset(kin_acts),
        nouns=noun_only(question, base),
        weak=weak_acts(question, base),
        pauses=frozenset(
            key
            for key, sign in (*acts.items(), *((first, held[0][1]) for first, held in phrases.items()))
            if sign < 0 and base.verbs.get(key) == "delay"
        ),
        still=frozenset(stems[0] for stems in term_stems(question.no, base)) & base.words.still,
        alike={key: group for group in base.words.alike for key in group},
        phrases=phrases,
        nominal=nominal_phrases(question, base),
        passives=passives(phrases),
        objects=objects,
        matter=frozenset(matter),
        doing=doing,
        apart=theirs - set(things) - set(acts) - content(question.ask, base),
        distinct=frozenset(things) - theirs if theirs - set(things) else frozenset(),
        telling=telling_of(question, topic, things, base),
        told_apart=frozenset(
            key for other in others for key in telling_of(other, topic, things_of(other, topic, base), base)
        ),
        contested=frozenset(key for other in others for part in acts_of(other, base) for key in part),
        vehicles=vehicles - set(acts) - set(objects) - undone_things(phrases, base),
        naming=frozenset().union(
            acts,
            kin_acts,
            phrases,
            passives(phrases),
            objects,
            doing,
            matter.values(),
            base.words.papers,
            base.words.plans,
            UNITS,
        ),
        of_paper=asking_of_paper(wills, base) == [question],
        anchors=anchors | vehicles | own_things(question, topic, phrases, base),
        places=frozenset(own - rivals),
        rivals=frozenset(rivals - own),
        own_names=frozenset(),
        rival_names=frozenset(),
        home=frozenset(own | deciding | about),
        asked=frozenset(own) if len(own) > 1 else frozenset(),
        deciding=frozenset(deciding),
        decider_words=frozenset(names) | {_GOVERNMENT},
        own_stages=frozenset(names) | bodies_meant(topic),
        modes=frozenset(),
        other_modes=frozenset(),
        mine=frozenset(),
        theirs=frozenset(),
        chamber=only_chamber(topic),
        undoes=not any(
            base.verbs.get(key) == "keep" or key in _LEAVING for key, sign in acts.items() if sign > 0
        ),
        extends=prolongs(acts, others, base),
        parliament=parliament_sits(topic, base),
        starts=bool({"start", "begin"} & {base.base(token) for token in tokens(question.ask)}),
        hands_over=any(acts.get(key) == 1 for key in base.words.transfer),
        shared=bool(sharing),
        lent=False,
        actors=frozenset(),
        twins=frozenset(),
        enders=frozenset(),
        manner=frozenset(),
        others_manner=frozenset(),
        alone=wills[0].id == question.id,
        opened=topic.opened,
        lexicon=base,
    )
