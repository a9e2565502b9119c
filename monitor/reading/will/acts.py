"""The words of `yes` and `no`: which verbs, nouns and phrases name the act that a question asks for."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from monitor.model import Question, Terms
from monitor.reading.will.clauses import place_names
from monitor.reading.will.cues import Lexicon
from monitor.reading.will.events import ADJECTIVES
from monitor.text import Token, stem, tokens

Phrases = Mapping[str, tuple[tuple[tuple[str, ...], int], ...]]
"""First stem → (all stems, sign)."""
PARTICLES = frozenset("out off up down away back in over through".split())
DEFAULT_YES = ("approve", "allow", "authorize", "permit", "adopt", "ratify")
"""The approval verbs, for a question that names none."""
_LET = frozenset(map(stem, ("let", "allow", "permit")))


def acts_of(
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


def kin_of(acts: dict[str, int], base: Lexicon) -> set[str]:
    """Verbs that news uses for the same act: a force that is to deploy lands and arrives."""
    kin: set[str] = set()
    for group in base.words.alike_acts:
        if any(acts.get(key) == 1 for key in group):
            kin |= group - set(acts)
    return kin


def noun_only(question: Question, base: Lexicon) -> frozenset[str]:
    """Stems that come in by the nouns of an act alone."""
    verbs = {stems[0] for terms in (question.yes, question.no) for stems in term_stems(terms, base)}
    made = {stem(noun) for verb in verbs for noun in base.words.nominal.get(verb, ())}
    return frozenset(made - verbs)


def nominal_phrases(question: Question, base: Lexicon) -> frozenset[tuple[str, ...]]:
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


def passives(phrases: Phrases) -> dict[str, tuple[str, int]]:
    """Verbs of two-word phrases that take an object: its stem and the sign, for "YouTube will be spared"."""
    return {
        stems[0]: (stems[1], sign)
        for found in phrases.values()
        for stems, sign in found
        if len(stems) == 2 and stems[1] not in PARTICLES
    }


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
_NODS = frozenset(
    map(
        stem,
        "greenlight green-light green allow let permit drop lift nod clear okay give withdraw".split(),
    )
)
"""Further words by which a government lets through what a parliament must still ratify."""


def weak_acts(question: Question, base: Lexicon) -> frozenset[str]:
    """Acts that only speak for it: where a parliament must ratify, a leader who agrees has not decided."""
    asked = {base.base(token) for token in tokens(question.ask)}
    if not asked & _FORMAL:
        return frozenset()
    return _SPEAKING_FOR | _NODS if stem("ratify") in asked else _SPEAKING_FOR


_PROLONG = frozenset(map(stem, ("extend", "prolong")))


def prolongs(acts: Mapping[str, int], others: Sequence[Question], base: Lexicon) -> bool:
    """Whether the question asks that something go on for longer; to renew is that where no other does."""
    if any(acts.get(key) == 1 for key in _PROLONG):
        return True
    theirs = {key for other in others for key in acts_of(other, base)[0]}
    return acts.get(stem("renew")) == 1 and theirs.isdisjoint(_PROLONG)


def puts_off(question: Question, acts: Mapping[str, int], base: Lexicon) -> bool:
    """Whether the question asks for a delay: "Will the League pause its increases?"."""
    asked = [base.base(token) for token in tokens(question.ask)]
    return any(acts.get(key) == 1 and base.verbs.get(key) == "delay" for key in asked)


def term_stems(terms: Terms, base: Lexicon) -> list[tuple[str, ...]]:
    """The stems of each alternative, once."""
    stems = (tuple(map(base.base, words)) for words in _term_words(terms, base))
    return list(dict.fromkeys(stems))


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
