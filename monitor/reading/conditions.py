"""`what` questions: the clauses that state what would be required, and those that say it no longer is.

A clause answers where it states an obligation, a proviso or a limit and holds one of the question's words
(`about`). "On condition of anonymity" and other set phrases state nothing.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files

from monitor.model import Cue, Question, Span, Topic
from monitor.reading.dates import find_dates
from monitor.reading.document import Document, Finding, Line, opening
from monitor.terms import find_terms
from monitor.text import Token, stem, tokens

_NOTHING = re.compile(
    r"condition(?:s)? of anonymity|medical condition|weather condition|air condition|critical condition"
    r"|stable condition|unconditional|must-see|far from (?:certain|clear|sure|over|done|guaranteed|enough)",
    re.IGNORECASE,
)
_MARKS = frozenset({",", ";", ":", "—", "–", "(", ")", "“", "”", '"', "…"})
_SPEAKERS = re.compile(
    r"\b(said|says|told|announced|added|according|reported|confirmed|wrote|insisted|warned)\b", re.IGNORECASE
)
_JOINS = frozenset("and but or so while which who though although as".split())
_LEADING = re.compile(r"^(?:and|but|that|also|while|adding that|saying that)\s+", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class _Hit:
    first: int  # tokens [first, last) of the cue
    last: int
    phrase: str
    rule: str


@dataclass(frozen=True, slots=True)
class _Lexicon:
    """conditions.toml, ready to look up in."""

    cues: Mapping[str, Sequence[tuple[tuple[str, ...], str]]]  # by their first word, longest first
    weak: frozenset[str]
    drops: frozenset[str]
    requirements: frozenset[str]
    frame: frozenset[str]
    same: Mapping[str, str]  # stem → the stem that stands for its group


@lru_cache(maxsize=1)
def _lexicon() -> _Lexicon:
    raw = tomllib.loads(files("monitor.reading").joinpath("conditions.toml").read_text(encoding="utf-8"))
    cues: dict[str, list[tuple[tuple[str, ...], str]]] = {}
    for rule in ("withdrawn", "obligation", "proviso", "limit", "listed"):
        for phrase in raw["cues"][rule]:
            words = tuple(phrase.split())
            cues.setdefault(words[0], []).append((words, rule))
    for found in cues.values():
        found.sort(key=lambda entry: len(entry[0]), reverse=True)
    groups = [group.split() for group in raw["same"]["groups"]]
    return _Lexicon(
        cues=cues,
        weak=frozenset(raw["cues"]["weak"]),
        drops=frozenset(raw["drop"]["verbs"].split()),
        requirements=frozenset(raw["drop"]["nouns"].split()),
        frame=frozenset(raw["same"]["frame"].split()),
        same={stem(word): stem(group[0]) for group in groups for word in group},
    )


def read_conditions(document: Document, question: Question, topic: Topic) -> list[Finding]:
    """Every condition that an item states for a `what` question, in the order of the text."""
    found: list[Finding] = []
    for line in opening(document):
        about = find_terms(question.about, line.words) if question.about else [(0, len(line.tokens))]
        if not about or line.sentence.text.rstrip("\"'”’").endswith("?"):
            continue
        finding = _in_line(document, line, about, bool(question.about), topic)
        if finding is not None and all(
            not same_condition(finding.condition or "", known.condition or "") for known in found
        ):
            found.append(finding)
    return found


def _in_line(
    document: Document, line: Line, about: Sequence[tuple[int, int]], named: bool, topic: Topic
) -> Finding | None:
    """The condition of one sentence: of its cues the one whose clause holds a word of the question."""
    for hit in _hits(line.tokens):
        if _states_nothing(line, hit) or (hit.phrase in _TIMED and _tells_when(document, line, hit, topic)):
            continue
        first, last = _clause(line.tokens, hit)
        held = next((place for place in about if first <= place[0] < last), None)
        if (
            named
            and held is None
            and (hit.phrase in _lexicon().weak or hit.rule not in ("withdrawn", "proviso"))
        ):
            continue
        span = _trimmed(document, line.tokens, first, last)
        words = document.quote(span)
        if _NOTHING.search(words) or len(words.split()) < 3:
            continue
        cue = _cue(document, line.tokens, hit.first, hit.last, "condition")
        cues = (cue,) if held is None or not named else (cue, _cue(document, line.tokens, *held, "about"))
        withdrawn = hit.rule == "withdrawn"
        return Finding(line.index, span, hit.rule, cues, condition=words, withdrawn=withdrawn)
    return None


_TIMED = frozenset({"until", "not before"})
"""Cues that tell when as often as on what terms."""


def _tells_when(document: Document, line: Line, hit: _Hit, topic: Topic) -> bool:
    """Whether a date follows and no condition: "until 22 May", "until after the election"."""
    near = line.tokens[hit.first : hit.last + 8]
    dates = find_dates(near, document.published, topic.calendar)
    return any(dated.start <= hit.last - hit.first + 1 for dated in dates)


def _states_nothing(line: Line, hit: _Hit) -> bool:
    """ "At once", "funds once frozen", "requires no consent"."""
    lows = [token.lower for token in line.tokens[max(0, hit.first - 1) : hit.last + 1]]
    following = lows[-1] if hit.last < len(line.tokens) else ""
    if hit.phrase == "once":
        before = lows[0] if hit.first else ""
        opens = not before or before in _MARKS or before in _JOINS
        return before == "at" or (following.endswith(("ed", "en")) and not opens)
    return following == "no" and hit.phrase.startswith("require")


def _hits(line: Sequence[Token]) -> Iterator[_Hit]:
    """The cues of a sentence; what withdraws a condition before what states one."""
    found: list[_Hit] = []
    at = 0
    while at < len(line):
        hit = _dropped(line, at) or _cue_at(line, at) or _without(line, at)
        if hit is not None:
            found.append(hit)
            at = hit.last
        else:
            at += 1
    found.sort(key=lambda hit: (hit.rule != "withdrawn", hit.phrase in _lexicon().weak, hit.first))
    yield from found


def _cue_at(line: Sequence[Token], at: int) -> _Hit | None:
    for words, rule in _lexicon().cues.get(line[at].lower, ()):
        end = at + len(words)
        if end <= len(line) and all(
            token.lower == word for token, word in zip(line[at + 1 : end], words[1:], strict=True)
        ):
            return _Hit(at, end, " ".join(words), rule)
    return None


def _dropped(line: Sequence[Token], at: int) -> _Hit | None:
    """ "Dropped the requirement", "the condition was dropped"."""
    if line[at].lower in _lexicon().drops:
        for place in (*range(at + 1, min(at + 5, len(line))), *range(max(at - 5, 0), at)):
            if line[place].lower in _lexicon().requirements:
                return _Hit(at, at + 1, line[at].lower, "withdrawn")
    return None


def _without(line: Sequence[Token], at: int) -> _Hit | None:
    """ "No ship will sail without an escort"."""
    if line[at].lower != "without":
        return None
    before = {token.lower for token in line[max(0, at - 8) : at]}
    return None if before.isdisjoint(_NOT) else _Hit(at, at + 1, "without", "proviso")


_NOT = frozenset("no not never cannot can't won't nothing nobody none".split())


def _clause(line: Sequence[Token], hit: _Hit) -> tuple[int, int]:
    """Tokens of the clause around a cue: to the nearest mark, on through lists and short phrases."""
    first = hit.first
    while first and not _parts(line, first - 1):
        first -= 1
    while first and _came_before(line, first):
        first -= 1
        while first and not _parts(line, first - 1):
            first -= 1
    last = hit.last
    while last < len(line) and (not _parts(line, last) or _goes_on(line, last)):
        last += 1
    while last > hit.last and line[last - 1].text in _ENDS:
        last -= 1
    return first, last


_ENDS = frozenset(".!?")
_NUMBERING = re.compile(r"[ivx]{1,4}|[a-h]|\d", re.IGNORECASE)


def _parts(line: Sequence[Token], at: int) -> bool:
    """Whether a mark ends the clause; the brackets of "(i)" and "(b)" do not."""
    text = line[at].text
    if text not in _MARKS:
        return False
    inner = at + 1 if text == "(" else at - 1 if text == ")" else -1
    if 0 < inner < len(line) - 1 and _NUMBERING.fullmatch(line[inner].text):
        return line[inner - 1].text != "(" or line[inner + 1].text != ")"
    return True


def _came_before(line: Sequence[Token], first: int) -> bool:
    """Whether the clause continues a list from before its comma ("Each owner, shipper or agent must")."""
    if line[first - 1].text != "," or not {"and", "or"} & {t.lower for t in line[first + 1 : first + 4]}:
        return False
    start = first - 1
    while start and line[start - 1].text not in _MARKS:
        start -= 1
    before = line[start : first - 1]
    return 0 < len(before) <= 4 and not any(_SPEAKERS.fullmatch(token.text) for token in before)


def _goes_on(line: Sequence[Token], at: int) -> bool:
    """Whether a comma stands inside a list ("insurance, evacuation and rules") and ends no clause."""
    if line[at].text != ",":
        return False
    rest = [token.lower for token in line[at + 1 : at + 10]]
    end = next((place for place, word in enumerate(rest) if word in _MARKS), len(rest))
    item = rest[:end]
    if not item or any(_SPEAKERS.fullmatch(word) for word in rest[: end + 2]):
        return False
    return len(item) <= 3 or (len(item) <= 7 and item[0] not in _JOINS and bool({"and", "or"} & set(item)))


def _trimmed(document: Document, line: Sequence[Token], first: int, last: int) -> Span:
    """The clause without who said it and without the joining word before it."""
    start, end = line[first].start, line[last - 1].end
    text = document.text[start:end]
    said = re.match(
        r"^.{0,80}?\b(?:said|says|confirmed|insisted|announced)(?: on \w+day)?(?: that)?\s+(?=\S)", text
    )
    if said is not None and end - (start + said.end()) > 12:
        start += said.end()
        text = document.text[start:end]
    joined = _LEADING.match(text)
    if joined is not None:
        start += joined.end()
    return Span(start, end)


def _cue(document: Document, line: Sequence[Token], first: int, last: int, kind: str) -> Cue:
    span = Span(line[first].start, line[last - 1].end)
    return Cue(span, document.quote(span), kind)


# --- the same condition in other words ------------------------------------------------------------

_SHARE = 0.6
"""Share of the shorter condition's words that the longer must hold."""


def same_condition(one: str, other: str) -> bool:
    """Whether two texts state one condition: most content words of the shorter stand in the longer.

    Words of like meaning in this matter (mitigate, reduce) count as one; two words at least must be shared,
    since one word in common is a subject and not a condition.
    """
    mine, theirs = _content(one), _content(other)
    if min(len(mine), len(theirs)) < 2:
        return mine == theirs
    shared = len(mine & theirs)
    return shared >= 2 and shared >= _SHARE * min(len(mine), len(theirs))


@lru_cache(maxsize=4_096)
def _content(text: str) -> frozenset[str]:
    lexicon = _lexicon()
    stems = (stem(token.text) for token in tokens(text) if token.is_word and token.lower not in lexicon.frame)
    return frozenset(lexicon.same.get(word, word) for word in stems)
