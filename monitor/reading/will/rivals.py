"""Several questions on one matter: which of them a sentence is about that speaks of what they share.

"The approval" may be the one that is to be prolonged for a year or the one that is to be renewed for ten, and
"the plan" either of two. What else a clause, its sentence or the headline names tells which: words by which
only one question asks.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from monitor.model import Kind, Question, Topic
from monitor.reading.will.clauses import Scan
from monitor.reading.will.cues import Lexicon
from monitor.reading.will.events import FUNCTION_WORDS, Event, Mention, Naming
from monitor.reading.will.things import carries_meaning, content, deciding_words
from monitor.text import Token, stem, tokens

_NAME_REACH = 5
"""Tokens before a noun within which its name stands."""
_TURNS = frozenset({"block", "undo", "delay"})
"""Classes of verbs that many questions share: to halt, to strike down, to put off."""


def with_rivals(event: Event, topic: Topic) -> Event:
    """The event with the words that tell it from the topic's other questions; as it is without such."""
    if event.shared or event.modes or event.twins or event.lent:
        return event
    base, question = event.lexicon, event.question
    others = [other for other in topic.questions if other.kind is Kind.WILL and other.id != question.id]
    mine = _words(question, base)
    theirs = frozenset[str]().union(*(_words(other, base) for other in others))
    common = deciding_words(topic) | base.words.papers | base.words.plans | base.words.places.keys()
    return replace(event, mine=mine - theirs - common, theirs=theirs - mine - common)


def _words(question: Question, base: Lexicon) -> frozenset[str]:
    """Stems of what a question asks and of what its own phrases name, their verbs aside."""
    found = content(question.ask, base)
    for terms in (question.yes, question.no):
        for term in terms.alternatives:
            words = tokens(term.text)
            named = words if len(words) == 1 else [word for word in words[1:] if not _decides(word, base)]
            found |= {base.base(token) for token in named if carries_meaning(token, base)}
            if len(words) == 1:
                found |= {stem(noun) for noun in base.words.nominal.get(base.base(words[0]), ())}
    return frozenset(key for key in found if base.verbs.get(key) not in _TURNS)


def _decides(token: Token, base: Lexicon) -> bool:
    """Whether a word behind the verb is one for any decision: "withdraw approval"."""
    return base.verbs.get(base.base(token)) == "decision"


def ours(scan: Scan, mention: Mention, event: Event, title: Scan | None) -> bool:
    """Whether a mention that several questions could have is one of this question's."""
    theirs = _others(mention, event)
    if not theirs:
        return True
    clause = scan.clauses[scan.clause_of(mention.start)]
    if mention.naming is not Naming.ACT and _named_otherwise(scan, mention, event):
        return False
    for start, end in ((clause.start, clause.end), (0, len(scan.keys))):
        told = [
            at
            for at in range(start, end)
            if not mention.start <= at < mention.end
            and scan.lowers[at] not in FUNCTION_WORDS
            and (scan.keys[at] in theirs or scan.keys[at] in event.mine)
        ]
        if told:
            nearest = min(told, key=lambda at: abs(at - mention.start))
            return scan.keys[nearest] in event.mine
    return title is None or title is scan or _tells(title, event.mine, theirs) is not False


def _others(mention: Mention, event: Event) -> frozenset[str]:
    """The words that make a mention another question's; none where its own words leave no doubt.

    What an act is done to tells whose it is only where it is a name: "halts the CP2 project".
    """
    if mention.naming in {Naming.OBJECT, Naming.VEHICLE}:
        own = event.of_paper and mention.verb in event.lexicon.words.papers
        return frozenset() if own or mention.verb in event.mine else event.theirs
    common = mention.verb in event.contested or event.lexicon.verbs.get(mention.verb) in _TURNS
    return event.told_apart if common else frozenset()


def _named_otherwise(scan: Scan, mention: Mention, event: Event) -> bool:
    """Whether a name that another question asks about belongs to the noun: "the SLOPE school fee plan"."""
    for at in range(mention.start - 1, max(mention.start - _NAME_REACH, -1), -1):
        if scan.keys[at] in event.told_apart and scan.line.tokens[at].text[0].isupper():
            return not scan.line.is_title or scan.line.tokens[at].text.isupper()
        if not scan.line.tokens[at].is_word or scan.lowers[at] in FUNCTION_WORDS:
            return False
    return False


def _tells(scan: Scan, mine: frozenset[str], theirs: frozenset[str]) -> bool | None:
    """True: a line names only this question's words; False: only others'; None: both or neither."""
    own = not mine.isdisjoint(scan.keys)
    return None if own is not theirs.isdisjoint(scan.keys) else own


def spoken_of(scans: Iterable[Scan], event: Event) -> bool | None:
    """Whether the first line that tells speaks of this question; None where none tells."""
    told = (_tells(scan, event.mine, event.theirs) for scan in scans)
    return next((verdict for verdict in told if verdict is not None), None)
