"""What `ask` names beside its act: the things it is done to, and the act that is permitted."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from monitor.model import Kind, Question, Topic
from monitor.reading.speakers import key as plain_key
from monitor.reading.will.acts import PARTICLES, Phrases, acts_of
from monitor.reading.will.clauses import place_names
from monitor.reading.will.cues import Lexicon
from monitor.reading.will.events import FUNCTION_WORDS
from monitor.reading.will.forms import BE, DETERMINERS, NOUN_ENDS, PREPOSITIONS, opens_object
from monitor.text import Token, stem, tokens

PERMITTING = frozenset(
    map(stem, ("let", "allow", "permit", "authorize", "authorise", "enable", "free", "able"))
)
_SUBORDINATE = frozenset("unless if before by while until once after as when".split())
"""Words of a question behind which nothing names what is decided: "while the agency finishes"."""
_GROUP = 6
"""More alternatives than this are a net cast wide, not names of one thing."""


def carries_meaning(token: Token, base: Lexicon) -> bool:
    """Whether a word of a question names something, rather than joining words or naming a place."""
    lower = token.lower.replace("\u2019", "'").removesuffix("'s")
    plain = plain_key(token.text)
    return (
        token.is_word
        and not token.text[0].isdigit()
        and lower not in FUNCTION_WORDS
        and base.words.places.keys().isdisjoint((lower, plain))
        and token.stem not in base.words.generic
    )


def content(text: str, base: Lexicon) -> set[str]:
    """Stems of the words of a question that carry meaning, places and verbs of asking aside."""
    return {base.base(token) for token in tokens(text) if carries_meaning(token, base)}


def permitted(question: Question, base: Lexicon) -> frozenset[str]:
    """Stems of the act that is to be permitted, its like included: "let Ukraine fire ATACMS" → fire, launch.

    It is the verb after "allowed to", or after "let" and whoever is let.
    """
    words = tokens(question.ask)
    verb = ""
    for index, token in enumerate(words):
        if base.base(token) not in PERMITTING:
            continue
        rest = words[index + 1 :]
        lowers = [other.lower for other in rest]
        if "to" in lowers[:6]:
            rest = rest[lowers.index("to") + 1 :]
        elif token.stem != stem("let"):
            continue
        plain = (other for other in rest if other.text[0].islower() and other.lower not in FUNCTION_WORDS)
        verb = next((base.base(other) for other in plain), "")
        break
    if not verb:
        return frozenset()
    nouns = {stem(noun) for noun in base.words.nominal.get(verb, ())}
    groups = [group for group in base.words.doings if verb in group]
    return frozenset({verb} | nouns).union(*groups)


def deciding_words(topic: Topic) -> set[str]:
    """Stems of the words that name those who decide: of "Kenyan police" only the first is a name."""
    named: set[str] = set()
    for term in topic.deciders.alternatives:
        words = term.text.split()
        named |= {stem(word) for word in words if word[0].isupper() or len(words) == 1}
    return named


def named_things(
    question: Question,
    topic: Topic,
    base: Lexicon,
    acts: Mapping[str, int],
    phrases: Phrases,
    others: frozenset[str] = frozenset(),
) -> dict[str, int]:
    """The nouns that head the phrases of `ask` beside its verb, each with the sign of approving it.

    A yes to "ban X" is a no to X; a yes to "lift the ban on X" is a yes. others: things of the questions
    before this one, which tell it apart no more.
    """
    words = tokens(question.ask)
    covered = _phrase_places(words, phrases, base)
    turns = {
        hit.start
        for hit in base.scan(words)
        if not words[hit.start].lower.endswith(NOUN_ENDS)
        and (hit.kind in {"block", "undo"} or (hit.kind == "delay" and base.base(words[hit.start]) in acts))
    }
    things: dict[str, int] = {}
    placed: dict[str, int] = {}  # nouns that only say where or for whom
    about = _turned_about(words, turns, base)
    sign = -1 if about else 1
    ahead = next((at for at, token in enumerate(words) if token.lower in PREPOSITIONS), len(words))
    turned = False
    for index, token in enumerate(words):
        if token.lower in _SUBORDINATE:
            break
        key = base.base(token)
        if about and index == ahead:
            sign = 1  # what is said after the subject tells where
        told = index not in covered and key not in acts and _is_thing(index, words, topic, base)
        if told and (index + 1 in covered or _ends_phrase(index, words, acts, base)):
            aside = (not turned or about) and after_preposition(index, words)
            (placed if aside else things).setdefault(key, sign)
        if index in turns:
            sign, turned = -sign, True
    own = {key: value for key, value in things.items() if key not in others}
    placed = {key: sign for key, sign in placed.items() if key not in others}
    return own or (placed if others else things)


def _is_thing(index: int, words: Sequence[Token], topic: Topic, base: Lexicon) -> bool:
    """Whether a word of `ask` may name a thing: it is no verb, no owner, and none of those who decide."""
    token, key = words[index], base.base(words[index])
    names, deciders = _deciders(topic)
    if not carries_meaning(token, base) or _does(index, words, base) or _owns(words, index):
        return False
    if token.lower.endswith(("'s", "\u2019s", "-assisted")) or (token.text[0].isupper() and key in names):
        return False
    before = words[index - 1] if index else None
    if before is not None and before.lower in BE and token.lower.endswith("ed"):
        return False
    handed = before is not None and base.base(before) in base.words.transfer  # "send | police"
    return handed or key not in deciders


def _ends_phrase(index: int, words: Sequence[Token], acts: Mapping[str, int], base: Lexicon) -> bool:
    """Whether a word of `ask` is the last of its phrase, or a name within it."""
    following = words[index + 1] if index + 1 < len(words) else None
    if following is None or not carries_meaning(following, base) or base.base(following) in acts:
        return True
    return words[index].text[0].isupper() and index > 0


def kind_of(stems: Sequence[str], base: Lexicon) -> str:
    """The class of the verb that begins a phrase, with its particle: "strike down order" undoes."""
    if len(stems) > 1 and stems[1] in PARTICLES:
        hit = next(iter(base.scan(tokens(" ".join(stems)))), None)
        if hit is not None and hit.start == 0:
            return hit.kind
    return base.verbs.get(stems[0], "")


_YES = frozenset({"decision", "announce", "keep", "effect", "favour"})
_NO = frozenset({"block", "undo", "refusal", "doubt", "delay", "negation"})


def things_of_phrases(
    question: Question, topic: Topic, base: Lexicon, acts: Mapping[str, int], phrases: Phrases
) -> dict[str, int]:
    """The nouns that verbs of `yes` and `no` are done to, each with the sign of approving it.

    "unwind cuts" under `yes`, or "extend cuts" under `no`, makes a yes to the cuts a no to the event. Only
    nouns that the topic names elsewhere count, or that name a state: "lift restrictions".
    """
    named = set(base.words.states)
    apart = set(acts) | base.words.papers
    for text in (question.ask, topic.title, *(terms.source for terms in topic.about)):
        named |= {base.base(token) for token in tokens(text) if carries_meaning(token, base)}
    apart |= deciding_words(topic)
    found: dict[str, int] = {}
    for each in phrases.values():
        for stems, sign in each:
            kind = kind_of(stems, base)
            joined = len(stems) > 3 and stems[2] in {"to", "of", "from", "for"}  # "approve return to service"
            thing = stems[1] if joined else stems[-1]
            short = joined or len(stems) == 2 or (len(stems) == 3 and stems[1] in {"the", "a", *PARTICLES})
            undone = thing in base.words.papers and kind in {"undo", "block"} and sign > 0
            if thing not in named or (thing in apart and not undone) or not short:
                continue
            if kind in _YES or stems[0] in PERMITTING or stems[0] in base.words.transfer:
                found.setdefault(thing, sign)
            elif kind in _NO:
                found.setdefault(thing, -sign)
    return found


def with_kin(
    things: Mapping[str, int],
    question: Question,
    topic: Topic,
    base: Lexicon,
    acts: Mapping[str, int],
    others: frozenset[str],
    *,
    shared: bool,
) -> dict[str, int]:
    """Other names of the same thing: the alternatives of `about` beside it, and sets of like words.

    others: what the topic's other questions name as their own things; shared: whether these ask for the
    same act, so that what several do not tell apart is every one's.
    """
    kin = dict(things)
    deciders = {term.text for term in topic.deciders.alternatives}
    deciding = deciding_words(topic)
    apart = deciding | (others - set(things)) | base.words.generic | set(acts)
    for group in topic.about:
        heads = [tokens(term.text)[-1] for term in group.alternatives if not place_names(term.text, base)]
        heads = [token for token in heads if token.lower not in PARTICLES]  # "wipe out" names no thing
        stems = {base.base(token) for token in heads}
        if others and not shared and any(term.text in deciders for term in group.alternatives):
            continue  # a net that is cast over those who decide as well
        named = [key for key in stems if key in acts]
        split = not shared and bool(
            stems & others - set(things)
        )  # the group names what several questions tell apart
        if len(stems) <= _GROUP and stems & set(things) and not named and not split:
            sign = next(things[key] for key in things if key in stems)
            kin.update(dict.fromkeys(stems - apart, sign))
        elif len(named) * 2 > len(stems):
            people = {base.base(token) for token in heads if _agent(token)}
            asked = frozenset().union(*(content(other.ask, base) for other in topic.questions))
            kin.update(dict.fromkeys(stems - apart - people - asked, 1))
    told = _by_other_names(things, topic, base, acts)
    return kin | {key: sign for key, sign in told.items() if key not in apart | kin.keys()}


def _by_other_names(
    things: Mapping[str, int], topic: Topic, base: Lexicon, acts: Mapping[str, int]
) -> dict[str, int]:
    """What the topic counts, where that is the thing that is handed over, and words that mean the same."""
    told: dict[str, int] = {}
    counting = [other for other in topic.questions if other.kind is Kind.HOW_MANY]
    for other in counting if any(acts.get(key) == 1 for key in base.words.transfer) else ():
        units = {base.base(tokens(term.text)[-1]) for term in other.unit.alternatives}
        if units & set(things):  # what is counted is the thing by other names: "jet | aircraft"
            sign = next(things[key] for key in things if key in units)
            told = dict.fromkeys(units, sign) | told
    for alike in base.words.alike:
        named_so = alike & set(things)
        if named_so:
            told = dict.fromkeys(alike, things[min(named_so)]) | told
    return told


def things_of(question: Question, topic: Topic, base: Lexicon) -> dict[str, int]:
    """All that a question names as its things, by its phrases and by `ask`, each with its sign."""
    acts, phrases = acts_of(question, base)
    told = things_of_phrases(question, topic, base, acts, phrases)
    return told | named_things(question, topic, base, acts, phrases)


def _owns(words: Sequence[Token], index: int) -> bool:
    """Whether a name whose number is a token of its own has something that follows: "HS | 2's leg"."""
    end = index + 1
    while end < len(words) and words[end].text[0].isdigit() and words[end].start == words[end - 1].end:
        end += 1
    following = [token.lower for token in words[end : end + 2]]
    return index + 1 < end < len(words) and (
        words[end - 1].lower.endswith(("'s", "\u2019s")) or following in (["'", "s"], ["\u2019", "s"])
    )


def _agent(token: Token) -> bool:
    """Whether a noun names whoever does something: "borrower"."""
    return token.lower.endswith(("er", "ers", "or", "ors")) and not token.stem.endswith(("er", "or"))


def _turned_about(words: Sequence[Token], turns: set[int], base: Lexicon) -> bool:
    """Whether `ask` tells of what stands before its verb that it is to end or to be undone."""
    for place in turns - {0}:
        alone = place + 1 == len(words) or not opens_object(words[place + 1])
        if words[place - 1].lower == "be" or (alone and base.base(words[place]) in base.words.ending):
            return True
    return False


def _deciders(topic: Topic) -> tuple[set[str], set[str]]:
    """Stems of the names of those who decide, and of what they are: of "border guard" the guard alone."""
    terms = [term.text.split() for term in topic.deciders.alternatives]
    names = {stem(word) for words in terms for word in words if word[0].isupper()}
    return names, {stem(words[-1]) for words in terms if words}


def _phrase_places(words: Sequence[Token], phrases: Phrases, base: Lexicon) -> set[int]:
    """Tokens of `ask` that spell out a phrase of `yes`: "take off", "become law".

    What is handed over stays a thing of its own: the police of "send police".
    """
    keys = [base.base(token) for token in words]
    found: set[int] = set()
    for index, key in enumerate(keys):
        for stems, _ in phrases.get(key, ()):
            if tuple(keys[index : index + len(stems)]) == stems:
                found.update(range(index, index + (1 if key in base.words.transfer else len(stems))))
    return found


def _does(index: int, words: Sequence[Token], base: Lexicon) -> bool:
    """Whether a word is the verb of `ask`: between who does it and what it is done to."""
    key = base.base(words[index])
    if not index or index + 1 >= len(words) or not (key in base.words.nominal or key in base.verbs):
        return False
    before = words[index - 1].lower
    if before in DETERMINERS or before in PREPOSITIONS or words[index].lower.endswith((*NOUN_ENDS, "ing")):
        return False
    following = words[index + 1]
    bare = following.text[0].islower() and not following.lower.endswith("s")
    if bare and (base.base(following) in base.verbs or base.base(following) in base.words.generic):
        return False  # "the housing levy | become law": the verb comes after it
    return words[index].text[0].islower() and opens_object(following)


_PLACING = frozenset(
    "to into in on for of at from with across unless over about against amid after because under near".split()
)
"""Words after which it is said where, for whom, over what or when."""


def after_preposition(index: int, words: Sequence[Token]) -> bool:
    """Whether a noun stands in a phrase that only says where, for whom or over what: "on Chinese cars"."""
    for token in reversed(words[:index]):
        if token.lower in _PLACING:
            return token.lower != "of"
        if token.lower in FUNCTION_WORDS - DETERMINERS:
            return False
    return False


def matter_of(question: Question, topic: Topic, base: Lexicon) -> list[Token]:
    """What a bill is on, where the topic names it so: the dying of "assisted dying bill"."""
    words = tokens(question.ask)
    named = [tokens(term.text) for group in topic.about for term in group.alternatives]
    pairs = {(group[-2].stem, group[-1].stem) for group in named if len(group) > 1}
    return [
        words[at - 1]
        for at in range(2, len(words))
        if words[at].stem in base.words.papers
        and (words[at - 2].stem, words[at - 1].stem) in pairs
        and carries_meaning(words[at - 1], base)
    ]
