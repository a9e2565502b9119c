"""A `will` question of feeds.toml → its Event: which words name what it asks for, with which sign.

`yes` and `no` name the act. `ask` names the thing it is done to and, where several questions ask for one
act of different actors ("Will Turkey ratify", "Will Hungary ratify"), whose act it is.
"""

from __future__ import annotations

from collections.abc import Sequence

from monitor.model import Kind, Question, Terms, Topic
from monitor.reading.will.clauses import NOUN_ENDS, place_names
from monitor.reading.will.cues import Lexicon, lexicon
from monitor.reading.will.events import FUNCTION_WORDS, Event
from monitor.text import Token, stem, tokens

DEFAULT_YES = ("approve", "allow", "authorize", "permit", "adopt", "ratify")
"""The approval verbs, for a question that names none."""

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
    made = compile_event(question, topic)
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
    objects = _objects(question, topic, base, acts, phrases)
    deciding = {place for term in topic.deciders.alternatives for place in place_names(term.text, base)}
    about = {
        place
        for terms in topic.about
        for term in terms.alternatives
        for place in place_names(term.text, base)
    }
    names = {
        stem(word) for term in topic.deciders.alternatives for word in term.text.split() if word[:1].isupper()
    }
    vehicles = _vehicles(question, wills, bool(sharing), base)
    return Event(
        question=question,
        acts=acts | dict.fromkeys(kin_acts, 1),
        kin_acts=frozenset(kin_acts),
        nouns=_nouns(question, base),
        weak=_weak(question, base),
        still=frozenset(stems[0] for stems in _term_stems(question.no, base)) & base.words.still,
        alike={key: group for group in base.words.alike for key in group},
        phrases=phrases,
        objects=objects,
        vehicles=vehicles - set(acts) - set(objects),
        anchors=_anchors(topic, question, base, objects) | vehicles,
        places=frozenset(own - rivals),
        rivals=frozenset(rivals - own),
        home=frozenset(own | deciding | about),
        asked=frozenset(own) if len(own) > 1 else frozenset(),
        deciding=frozenset(deciding),
        decider_words=frozenset(names),
        own_stages=frozenset(names) | _bodies(topic),
        starts=bool({"start", "begin"} & {base.base(token) for token in tokens(question.ask)}),
        hands_over=any(acts.get(key) == 1 for key in base.words.transfer),
        shared=bool(sharing),
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
    yes = _term_stems(question.yes, base) or [(stem(verb),) for verb in DEFAULT_YES]
    for found, sign in ((_term_stems(question.no, base), -1), (yes, 1)):
        for stems in found:
            if len(stems) > 1:
                phrases.setdefault(stems[0], []).append((stems, sign))
                continue
            acts[stems[0]] = sign
            for noun in base.words.nominal.get(stems[0], ()):
                acts.setdefault(stem(noun), sign)
    return acts, {
        first: tuple(sorted(found, key=lambda pair: -len(pair[0]))) for first, found in phrases.items()
    }


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


def _weak(question: Question, base: Lexicon) -> frozenset[str]:
    """Acts that only speak for it: where a parliament must ratify, a leader who agrees has not decided."""
    asked = {base.base(token) for token in tokens(question.ask)}
    return _SPEAKING_FOR if asked & _FORMAL else frozenset()


def _term_stems(terms: Terms, base: Lexicon) -> list[tuple[str, ...]]:
    """The words of each alternative, without the actor some begin with: "Turkey ratify" asks to ratify."""
    made = []
    for term in terms.alternatives:
        words = [token for token in tokens(term.text) if token.is_word]
        while len(words) > 1 and words[0].text[0].isupper() and not words[0].text.isupper():
            words = words[1:]
        if len(words) > 1 and words[0].lower == "parliament":
            words = words[1:]
        stems = tuple(base.base(token) for token in words)
        if stems and stems not in made:
            made.append(stems)
    return made


def _bodies(topic: Topic) -> frozenset[str]:
    """Bodies that an abbreviation among the deciders may stand for: the C of FOMC is a committee."""
    short = [term.text for term in topic.deciders.alternatives if term.text.isupper() and len(term.text) > 2]
    return frozenset(
        map(stem, ("committee", "commission", "council"))
        if any(text.endswith("C") for text in short)
        else ()
    )


def _same_act(question: Question, other: Question, acts: dict[str, int], base: Lexicon) -> bool:
    """Whether two questions ask for the same act of different actors."""
    if place_names(question.ask, base) == place_names(other.ask, base):
        return False
    theirs = _acts(other, base)[0]
    shared = {key for key in acts if theirs.get(key) == acts[key] == 1}
    mine, yours = _content(question.ask, base), _content(other.ask, base)
    return bool(shared) or len(mine & yours) >= max(2, len(mine) - 1)


def _content(text: str, base: Lexicon) -> set[str]:
    """Stems of the words of a question that carry meaning, places and verbs of asking aside."""
    return {base.base(token) for token in tokens(text) if _carries_meaning(token, base)}


def _carries_meaning(token: Token, base: Lexicon) -> bool:
    lower = token.lower.replace("\u2019", "'").removesuffix("'s")
    return (
        token.is_word
        and lower not in FUNCTION_WORDS
        and lower not in base.words.places
        and token.stem not in base.words.generic
    )


def _objects(
    question: Question,
    topic: Topic,
    base: Lexicon,
    acts: dict[str, int],
    phrases: dict[str, tuple[tuple[tuple[str, ...], int], ...]],
) -> dict[str, int]:
    """The nouns that head the phrases of `ask` beside its verb, each with the sign of approving it.

    A yes to "ban X" is a no to X; a yes to "lift the ban on X" is a yes.
    """
    words = tokens(question.ask)
    deciding = {stem(word) for term in topic.deciders.alternatives for word in term.text.split()}
    covered = _phrase_places(words, phrases, base)
    turns = {
        hit.start
        for hit in base.scan(words)
        if hit.kind in {"block", "undo"} and not words[hit.start].lower.endswith(NOUN_ENDS)
    }
    objects: dict[str, int] = {}
    sign = 1
    turned = False
    for index, token in enumerate(words):
        if token.lower in {"unless", "if", "before", "by"}:
            break
        key = base.base(token)
        carries = _carries_meaning(token, base) and key not in acts and key not in deciding
        if carries and index not in covered and not token.lower.endswith(("'s", "\u2019s", "-assisted")):
            following = words[index + 1] if index + 1 < len(words) else None
            heads = following is None or not _carries_meaning(following, base) or base.base(following) in acts
            heads = heads or index + 1 in covered
            named = token.text[0].isupper() and index > 0
            if (heads or named) and (turned or not _after_preposition(index, words)):
                objects.setdefault(key, sign)
        if index in turns:
            sign, turned = -sign, True
    return _kin(objects, question, topic, base, acts)


def _phrase_places(
    words: Sequence[Token], phrases: dict[str, tuple[tuple[tuple[str, ...], int], ...]], base: Lexicon
) -> set[int]:
    """Tokens of `ask` that spell out a phrase of `yes`: "take off", "become law"."""
    keys = [base.base(token) for token in words]
    found: set[int] = set()
    for index, key in enumerate(keys):
        for stems, _ in phrases.get(key, ()):
            if tuple(keys[index : index + len(stems)]) == stems:
                found.update(range(index, index + len(stems)))
    return found


def _after_preposition(index: int, words: Sequence[Token]) -> bool:
    """Whether a noun stands in a phrase that only says where or for whom: "to Ukraine", "on Chinese cars"."""
    for token in reversed(words[:index]):
        if token.lower in {"to", "into", "in", "on", "for", "of", "at", "from", "with", "unless"}:
            return token.lower != "of"
        if token.lower in FUNCTION_WORDS:
            return False
    return False


_GROUP = 6
"""More alternatives than this are a net cast wide, not names of one thing."""


def _kin(
    objects: dict[str, int], question: Question, topic: Topic, base: Lexicon, acts: dict[str, int]
) -> dict[str, int]:
    """Other names of the same thing: the alternatives of `about` beside it, and sets of like words."""
    kin = dict(objects)
    deciding = {stem(word) for term in topic.deciders.alternatives for word in term.text.split()}
    for group in topic.about:
        heads = [tokens(term.text)[-1] for term in group.alternatives if not place_names(term.text, base)]
        stems = {base.base(token) for token in heads}
        named = [stem_ for stem_ in stems if stem_ in acts]
        if len(stems) <= _GROUP and stems & set(objects) and not named:
            sign = next(objects[key] for key in objects if key in stems)
            kin.update(
                {key: sign for key in stems - deciding if key not in acts and key not in base.words.generic}
            )
        elif len(named) * 2 > len(stems):
            kin.update(
                {key: 1 for key in stems if key not in acts and key not in _content(question.ask, base)}
            )
    for alike in base.words.alike:
        shared = alike & set(objects)
        if shared:
            sign = objects[next(iter(shared))]
            kin.update({key: sign for key in alike if key not in acts and key not in kin})
    return kin


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
    with_paper = [other for other in wills if _speaks_of_paper(other, base)]
    if not with_paper:
        return words.papers | words.plans if wills[0].id == question.id else frozenset()
    return papers if question in with_paper else words.plans


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
    owners = {
        token.stem for token in tokens(question.ask) if token.lower.endswith(("'s", "\u2019s"))
    } - deciding
    if not objects:  # "Will Ukraine be invited": whom it is about is all that ties an act to it
        owners |= {token.stem for token in tokens(question.ask)[1:] if token.text[0].isupper()} - deciding
        owners |= {
            token.stem for group in topic.about for term in group.alternatives for token in tokens(term.text)
        }
    return frozenset(flat | (owners - deciding) | set(objects))
