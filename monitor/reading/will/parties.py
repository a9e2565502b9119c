"""The bodies that questions ask for one act of: by which names a sentence tells whose act it is.

Countries are known by their names (monitor.reading.will.clauses); a regulator or a court only by what `ask`
and `deciders` call it: "Will the CMA clear the deal?" beside "Will the European Commission clear it?".
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from monitor.model import Feed, Kind, Question, Tier, Topic
from monitor.reading.will.acts import acts_of
from monitor.reading.will.clauses import place_names
from monitor.reading.will.cues import Lexicon
from monitor.reading.will.events import Event
from monitor.reading.will.things import content
from monitor.text import Token, tokens

_JOINING = frozenset("and of the for".split())


def same_act(question: Question, other: Question, acts: dict[str, int], base: Lexicon) -> bool:
    """Whether two questions ask for the same act of different actors."""
    if place_names(question.ask, base) == place_names(other.ask, base):
        return False
    theirs = acts_of(other, base)[0]
    shared = {key for key in acts if theirs.get(key) == acts[key] == 1}
    mine, yours = content(question.ask, base), content(other.ask, base)
    acting = {key for key in mine & yours if key in base.verbs or key in base.words.nominal or key in acts}
    return bool(shared) or (bool(acting) and len(mine & yours) >= max(2, len(mine) - 1))


def with_parties(event: Event, topic: Topic) -> Event:
    """The event with the names of its body and of the others'; as it is where no other asks for its act."""
    if not event.shared:
        return event
    base = event.lexicon
    mine = _names(event.question, topic, base)
    theirs = frozenset[tuple[str, ...]]().union(
        *(
            _names(other, topic, base)
            for other in topic.questions
            if other.kind is Kind.WILL and other.id != event.question.id
        )
    )
    return replace(event, own_names=mine - theirs, rival_names=theirs - mine)


def speaks_for(feed: Feed, event: Event) -> bool | None:
    """Whose an official feed is: True for this question's body, False for another's, None where not told."""
    if feed.tier is not Tier.OFFICIAL:
        return None
    keys = tuple(map(event.lexicon.base, tokens(feed.name)))
    return event.party(place_names(feed.name, event.lexicon), keys)


def _names(question: Question, topic: Topic, base: Lexicon) -> frozenset[tuple[str, ...]]:
    """What a question calls the body it asks about, as far as that is a name of those who decide.

    Of "European Commission" the last word is enough; initials stand for the full name in `deciders`.
    """
    deciding = [[word for word in tokens(term.text) if word.is_word] for term in topic.deciders.alternatives]
    last = {base.base(words[-1]) for words in deciding if words and _is_name(words[-1])}
    asked = [token for token in tokens(question.ask)[1:] if _is_name(token)]
    asked = [token for token in asked if base.base(token) in last and not place_names(token.text, base)]
    initials = {token.text for token in asked if token.text.isupper()}
    full = (words for words in deciding if len(words) > 1 and _initials(words) in initials)
    return frozenset(
        [*((base.base(token),) for token in asked), *(tuple(map(base.base, words)) for words in full)]
    )


def _is_name(token: Token) -> bool:
    return token.is_word and token.text[0].isupper()


def _initials(words: Sequence[Token]) -> str:
    """The initials of a name: CMA for "Competition and Markets Authority"."""
    return "".join(token.text[0] for token in words if token.lower not in _JOINING)
