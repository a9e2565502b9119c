"""A `will` question of feeds.toml → its Event: which words name what it asks for, with which sign.

`yes` and `no` name the act. `ask` names the thing it is done to and, where several questions ask for one
act of different actors ("Will Turkey ratify", "Will Hungary ratify"), whose act it is.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from monitor.model import Kind, Question, Terms, Topic
from monitor.reading.will.bodies import bodies_meant, only_chamber, parliament_sits
from monitor.reading.will.clauses import place_names
from monitor.reading.will.cues import Lexicon, lexicon
from monitor.reading.will.events import ADJECTIVES, UNITS, Event
from monitor.reading.will.modes import with_modes
from monitor.reading.will.parties import with_parties
from monitor.reading.will.rivals import with_rivals
from monitor.reading.will.things import (
    PARTICLES,
    Phrases,
    after_preposition,
    content,
    kind_of,
    matter_of,
    named_things,
    permitted,
    things_of_phrases,
    with_kin,
)
from monitor.reading.will.twins import actors, with_twin
from monitor.text import Token, stem, tokens

DEFAULT_YES = ("approve", "allow", "authorize", "permit", "adopt", "ratify")
"""The approval verbs, for a question that names none."""

_LET = frozenset(map(stem, ("let", "allow", "permit")))

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
    things = {other.id: _things_of(other, topic, base) for other in wills}
    doers = {other.id: actors(other, frozenset().union(*_acts(other, base)), base) for other in wills}
    made = with_rivals(with_twin(made, topic, things, doers), topic)
    made = with_parties(made, topic)
    _cache[key] = (topic, made)
    return made


def compile_event(question: Question, topic: Topic) -> Event:
    """Everything about a question's event that can be known before an item is read."""
    base = lexicon().with_cues(topic.cues)
    acts, phrases = _acts(question, base)
    kin_acts = _kin_acts(acts, base)
    wills = [other for other in topic.questions if other.kind is Kind.WILL]
    others = [other for other in wills if other.id != question.id]
    sharing = [other for other in others if _same_act(question, other, acts, base)]
    own = set(place_names(question.ask, base))
    rivals = {place for other in sharing for place in place_names(other.ask, base)}
    doing = permitted(question, base) - set(acts)
    earlier = frozenset[str]()
    if not sharing:
        before = wills[: wills.index(question)]
        earlier = frozenset(key for other in before for key in _things_of(other, topic, base))
    things = named_things(question, topic, base, acts, phrases, earlier)
    theirs = frozenset(key for other in others for key in _things_of(other, topic, base))
    told = things_of_phrases(question, topic, base, acts, phrases)
    named = theirs if sharing else theirs.union(*(content(other.ask, base) for other in others))
    objects = with_kin(things, question, topic, base, acts, named, shared=bool(sharing))
    objects = {key: sign for key, sign in told.items() if key not in earlier} | objects
    things = told | things
    matter = {token.lower: base.base(token) for token in matter_of(question, topic, base)}
    anchors = _anchors(topic, question, base, objects)
    if _puts_off(question, acts, base):
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
    vehicles = _vehicles(question, wills, bool(sharing), base)
    return Event(
        question=question,
        acts=acts | dict.fromkeys(kin_acts, 1),
        kin_acts=frozenset(kin_acts),
        nouns=_nouns(question, base),
        weak=_weak(question, base),
        pauses=frozenset(
            key
            for key, sign in (*acts.items(), *((first, held[0][1]) for first, held in phrases.items()))
            if sign < 0 and base.verbs.get(key) == "delay"
        ),
        still=frozenset(stems[0] for stems in _term_stems(question.no, base)) & base.words.still,
        alike={key: group for group in base.words.alike for key in group},
        phrases=phrases,
        nominal=_nominal(question, base),
        passives=_passives(phrases),
        objects=objects,
        matter=frozenset(matter),
        doing=doing,
        apart=theirs - set(things) - set(acts) - content(question.ask, base),
        distinct=frozenset(things) - theirs if theirs - set(things) else frozenset(),
        telling=_telling(question, topic, things, base),
        told_apart=frozenset(
            key for other in others for key in _telling(other, topic, _things_of(other, topic, base), base)
        ),
        contested=frozenset(key for other in others for part in _acts(other, base) for key in part),
        vehicles=vehicles - set(acts) - set(objects) - _undone(phrases, base),
        naming=frozenset().union(
            acts,
            kin_acts,
            phrases,
            _passives(phrases),
            objects,
            doing,
            matter.values(),
            base.words.papers,
            base.words.plans,
            UNITS,
        ),
        of_paper=_with_paper(wills, base) == [question],
        anchors=anchors | vehicles | _own_things(question, topic, phrases, base),
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
        extends=_extends(acts, others, base),
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


def _acts(
    question: Question, base: Lexicon
) -> tuple[dict[str, int], dict[str, tuple[tuple[tuple[str, ...], int], ...]]]:
    """Single words and phrases of `yes` and `no` by first stem; the approval verbs where `yes` is empty."""
    acts: dict[str, int] = {}
    phrases: dict[str, list[tuple[tuple[str, ...], int]]] = {}
    yes = _term_words(question.yes, base) or [tuple(tokens(verb)) for verb in DEFAULT_YES]
    for found, sign in ((_term_words(question.no, base), -1), (yes, 1)):
        for words in found:
            stems = tuple(map(base.base, words))
            if len(stems) > 1:
                phrases.setdefault(stems[0], []).append((stems, sign))
                if stems[0] in _LET and len(stems) > 2:  # let Norland join: allow Norland to join
                    for other in _LET - {stems[0]}:
                        phrases.setdefault(other, []).append(((other, *stems[1:]), sign))
                if len(stems) == 2 and stems[1] in PARTICLES:  # phase out: the phase-out, the phaseout
                    spelt = [token.lower for token in words]
                    acts |= {stem(joint.join(spelt)): sign for joint in ("-", "")}
                continue
            acts[stems[0]] = sign
            for noun in base.words.nominal.get(stems[0], ()):
                acts.setdefault(stem(noun), sign)
    return acts, {
        first: tuple(sorted(found, key=lambda pair: -len(pair[0]))) for first, found in phrases.items()
    }


def _things_of(question: Question, topic: Topic, base: Lexicon) -> dict[str, int]:
    acts, phrases = _acts(question, base)
    told = things_of_phrases(question, topic, base, acts, phrases)
    return told | named_things(question, topic, base, acts, phrases)


def _own_things(question: Question, topic: Topic, phrases: Phrases, base: Lexicon) -> frozenset[str]:
    """What the question asks about and its phrases end in, whichever other questions do too: that ties an
    act to it."""
    ends = {stems[-1] for found in phrases.values() for stems, _ in found if len(stems) > 1}
    return frozenset(_things_of(question, topic, base)) | (ends - PARTICLES - {"to", "for", "on", "with"})


def _kin_acts(acts: dict[str, int], base: Lexicon) -> set[str]:
    """Verbs that news uses for the same act: a force that is to deploy lands and arrives."""
    kin: set[str] = set()
    for group in base.words.alike_acts:
        if any(acts.get(key) == 1 for key in group):
            kin |= group - set(acts)
    return kin


def _nouns(question: Question, base: Lexicon) -> frozenset[str]:
    """Stems that come in by the nouns of an act alone."""
    verbs = {stems[0] for terms in (question.yes, question.no) for stems in _term_stems(terms, base)}
    made = {stem(noun) for verb in verbs for noun in base.words.nominal.get(verb, ())}
    return frozenset(made - verbs)


_LEAVING = frozenset(map(stem, ("uphold", "affirm")))
"""Verbs of `yes` by which a court leaves a law as it is, so that striking it down is a no."""
_FORMAL = frozenset(map(stem, ("ratify", "pass", "adopt", "enact", "law", "constitution", "referendum")))
_SPEAKING_FOR = frozenset(
    map(
        stem,
        (
            "agree",
            "back",
            "support",
            "favour",
            "favor",
            "endorse",
            "accept",
            "welcome",
            "embrace",
            "bless",
            "consent",
        ),
    )
)


_JOIN = stem("join")
_JOINING = frozenset(map(stem, ("accession", "membership")))
_NODS = frozenset(
    map(
        stem,
        "greenlight green-light green allow let permit drop lift nod clear okay give withdraw".split(),
    )
)
"""Further words by which a government lets through what a parliament must still ratify."""


def _weak(question: Question, base: Lexicon) -> frozenset[str]:
    """Acts that only speak for it: where a parliament must ratify, a leader who agrees has not decided."""
    asked = {base.base(token) for token in tokens(question.ask)}
    if not asked & _FORMAL:
        return frozenset()
    return _SPEAKING_FOR | _NODS if stem("ratify") in asked else _SPEAKING_FOR


def _term_words(terms: Terms, base: Lexicon) -> list[tuple[Token, ...]]:
    """The words of each alternative, without the actor some begin with: "Turkey ratify" asks to ratify."""
    made = []
    for term in terms.alternatives:
        words = [token for token in tokens(term.text) if token.is_word]
        while len(words) > 1 and (place_names(words[0].text, base) or words[0].lower == "parliament"):
            words = words[1:]
        if words:
            made.append(tuple(words))
    return made


def _term_stems(terms: Terms, base: Lexicon) -> list[tuple[str, ...]]:
    """The stems of each alternative, once."""
    stems = (tuple(map(base.base, words)) for words in _term_words(terms, base))
    return list(dict.fromkeys(stems))


_PROLONG = frozenset(map(stem, ("extend", "prolong")))


def _extends(acts: Mapping[str, int], others: Sequence[Question], base: Lexicon) -> bool:
    """Whether the question asks that something go on for longer; to renew is that where no other does."""
    if any(acts.get(key) == 1 for key in _PROLONG):
        return True
    theirs = {key for other in others for key in _acts(other, base)[0]}
    return acts.get(stem("renew")) == 1 and theirs.isdisjoint(_PROLONG)


_GOVERNMENT = stem("government")
"""Who acts where a headline names no country: those who decide, or whom they speak for."""


def _telling(question: Question, topic: Topic, things: Mapping[str, int], base: Lexicon) -> frozenset[str]:
    """Names of things without which an item is not of a later question, since no other names them: CP2."""
    wills = [other for other in topic.questions if other.kind is Kind.WILL]
    others = [other for other in wills if other.id != question.id]
    acts = _acts(question, base)[0]
    if wills[0].id == question.id or any(_same_act(question, other, acts, base) for other in others):
        return frozenset()
    spoken = _acts(question, base)[1]
    phrased = {key for found in spoken.values() for stems, _ in found for key in stems}
    deciding = {stem(word) for term in topic.deciders.alternatives for word in term.text.split()}
    named = {base.base(token) for token in tokens(question.ask)[1:] if token.text[0].isupper()}
    named &= set(things) | (phrased - deciding)
    if named:
        told = (f"{other.yes.source} {other.no.source}" for other in others)
        own = set(things).difference(*(content(text, base) for text in told))
        named |= own - base.words.papers - base.words.plans - base.words.neutral
    return frozenset(named).difference(*(content(other.ask, base) for other in others))


def _puts_off(question: Question, acts: Mapping[str, int], base: Lexicon) -> bool:
    """Whether the question asks for a delay: "Will the League pause its increases?"."""
    asked = [base.base(token) for token in tokens(question.ask)]
    return any(acts.get(key) == 1 and base.verbs.get(key) == "delay" for key in asked)


def _nominal(question: Question, base: Lexicon) -> frozenset[tuple[str, ...]]:
    """The phrases that begin with an adjective and so name a thing: "new program", "licensed shops"."""
    return frozenset(
        tuple(map(base.base, words))
        for terms in (question.yes, question.no)
        for words in _term_words(terms, base)
        if len(words) > 1 and _tells_more(words[0], base) and not _decides(words, base)
    )


def _decides(words: Sequence[Token], base: Lexicon) -> bool:
    """Whether the lexicon has a phrase for a deed: "royal assent"."""
    return any(hit.kind == "decision" and hit.end == len(words) for hit in base.scan(words))


def _tells_more(token: Token, base: Lexicon) -> bool:
    """Whether a word is an adjective, as far as its ending and its hyphens tell."""
    if "-" in token.text or token.stem in base.words.neutral:
        return True
    return base.base(token) not in base.verbs and token.lower.endswith(ADJECTIVES)


def _passives(phrases: Phrases) -> dict[str, tuple[str, int]]:
    """Verbs of two-word phrases that take an object: its stem and the sign, for "YouTube will be spared"."""
    return {
        stems[0]: (stems[1], sign)
        for found in phrases.values()
        for stems, sign in found
        if len(stems) == 2 and stems[1] not in PARTICLES
    }


def _same_act(question: Question, other: Question, acts: dict[str, int], base: Lexicon) -> bool:
    """Whether two questions ask for the same act of different actors."""
    if place_names(question.ask, base) == place_names(other.ask, base):
        return False
    theirs = _acts(other, base)[0]
    shared = {key for key in acts if theirs.get(key) == acts[key] == 1}
    mine, yours = content(question.ask, base), content(other.ask, base)
    acting = {key for key in mine & yours if key in base.verbs or key in base.words.nominal or key in acts}
    return bool(shared) or (bool(acting) and len(mine & yours) >= max(2, len(mine) - 1))


def _vehicles(question: Question, wills: Sequence[Question], shared: bool, base: Lexicon) -> frozenset[str]:
    """Papers and plans that stand for this question's event.

    Where one question speaks of a bill or a law, papers mean that question and plans mean the others.
    """
    words = base.words
    named = {
        token.stem for token in tokens(f"{question.ask} {question.yes.source.replace('|', ' ')}")
    } & words.papers
    families = [family for family in words.families if family & named]
    papers = frozenset().union(*families) if families else words.papers
    if len(wills) == 1 or shared:
        return papers | words.plans
    with_paper = _with_paper(wills, base)
    if not with_paper:
        return words.papers | words.plans if wills[0].id == question.id else frozenset()
    return papers if question in with_paper else frozenset()


def _with_paper(wills: Sequence[Question], base: Lexicon) -> list[Question]:
    """The questions that ask of a bill or a law, or else those that speak of one."""
    asking = [other for other in wills if _asks_of_paper(other, base)]
    return asking or [other for other in wills if _speaks_of_paper(other, base)]


def _undone(phrases: Phrases, base: Lexicon) -> frozenset[str]:
    """What stands in the way and a yes undoes, which carries no yes: the order of "lift the order"."""
    found = (stems for each in phrases.values() for stems, sign in each if sign > 0)
    return frozenset(stems[-1] for stems in found if kind_of(stems, base) in {"undo", "block"})


def _asks_of_paper(question: Question, base: Lexicon) -> bool:
    """Whether a paper is what `ask` asks about, not only the occasion: "sanctions over the law"."""
    words = tokens(question.ask)
    return any(
        token.stem in base.words.papers and not after_preposition(place, words)
        for place, token in enumerate(words)
    )


def _speaks_of_paper(question: Question, base: Lexicon) -> bool:
    text = f"{question.ask} {question.yes.source.replace('|', ' ')}"
    return any(token.stem in base.words.papers for token in tokens(text))


def _anchors(topic: Topic, question: Question, base: Lexicon, objects: dict[str, int]) -> frozenset[str]:
    """Words that tie a sentence to the topic: those of `about`, without the names of those who decide."""
    deciding = {stem(word) for term in topic.deciders.alternatives for word in term.text.split()}
    groups = []
    for group in topic.about:
        stems = {token.stem for term in group.alternatives for token in tokens(term.text) if token.is_word}
        groups.append(stems - deciding)
    things = [
        {
            token.stem
            for term in group.alternatives
            if not place_names(term.text, base)
            for token in tokens(term.text)
        }
        - deciding
        for group in topic.about
    ]
    flat = {key for group in things for key in group} or {key for group in groups for key in group}
    own = {place for term in topic.deciders.alternatives for place in place_names(term.text, base)}
    owners = {
        token.stem
        for token in tokens(question.ask)
        if token.lower.endswith(("'s", "\u2019s")) and not (objects and place_names(token.text, base) & own)
    } - deciding
    if not objects:  # "Will Ukraine be invited": whom it is about is all that ties an act to it
        owners |= {token.stem for token in tokens(question.ask)[1:] if token.text[0].isupper()} - deciding
        owners |= {
            token.stem for group in topic.about for term in group.alternatives for token in tokens(term.text)
        }
    return frozenset(flat | (owners - deciding) | set(objects))
