"""Where in a sentence the subject of a verb stands: phrases, clauses and their ends, without a parser."""

from __future__ import annotations

from monitor.reading.document import Line
from monitor.reading.speakers import NUMBERS, PRONOUNS, Speakers, keys
from monitor.text import is_adverb

_MARKS = frozenset({",", ";", ":", "—", "–", "-", '"', "“", "”", "(", ")", "…", "'", "‘", "’", "|", "."})
BREAKERS = frozenset(
    "that but while as when because if after before although though whether since which unless until than so"
    " where whose whom".split()
)
"""Words that begin a clause of its own."""
OPENERS = frozenset("his her its their the he she they it we a".split())
STOPS = frozenset(
    "on in at after before when during as who that while following whom without about late".split()
)
"""Words that end a phrase which names somebody."""
_FRONTED = frozenset("at in on after during following under amid for from with asked speaking".split())
"""Words that begin what stands before a subject: "At the summit in Moldova the minister said"."""
_DETERMINERS = frozenset("the a an his her its their our".split())
_DAYS = frozenset("monday tuesday wednesday thursday friday saturday sunday".split())
_SPANS = frozenset("week month year night morning afternoon evening weekend".split()) | _DAYS
_WHICH = frozenset("last this next that same earlier".split()) | _DAYS
_BEFORE_DAYS = frozenset("on late early in by over".split())
_JOINTS = frozenset("by of in with from to on at for against".split())
_MODALS = frozenset("will would may might must should can could has have".split())
_HELPERS = frozenset("has have had would could will may might did does do".split())


class Grammar:
    """Phrases of one sentence, as ranges of its tokens."""

    def __init__(self, line: Line, lexicon: Speakers) -> None:
        self.line, self.tokens, self.lexicon = line, line.tokens, lexicon
        self.keys = keys(line.tokens)

    def subject(self, at: int) -> tuple[int, int, bool] | None:
        """Token range of the subject of the verb at `at`, and whether it closes what was said."""
        words, first, last = self.keys, self.chunk_start(at), at
        last = self._without_asides(first, last)
        if words[first:last] in (("which",), ("who",)) and first > 1:
            return self._antecedent(self.chunk_start(first - 1), first - 1)
        if last > first and words[last - 1] in self.lexicon.passive:
            return None  # "was told", "is said to"
        closing = first > 0 and self.tokens[first - 1].text in (",", '"', "”", "’", "'", "—", "–")
        closing = closing and words[first] not in ("and", "but")
        if self.line.is_title and words[at] in ("says", "say") and self._ends_in_name(at):
            return at + 1, len(words), True
        if last == first:
            return self._dropped(at, first) or self._outside(at, first)
        if words[first] in _FRONTED and self.tokens[first - 1 if first else 0].text != ",":
            first, closing = self._after_front(first, last), False
        if "who" in words[first:last]:
            last = first + words[first:last].index("who")
        for place in range(last - 1, first - 1, -1):
            word = words[place]
            joins = word == "and" and place + 1 < last and words[place + 1] in OPENERS
            if word in BREAKERS or joins or (place + 1 < last and word in self.lexicon.speech):
                first, closing = place + 1, False
                break
        return self._whole(first, last, closing) if first < last else None

    def _antecedent(self, first: int, last: int) -> tuple[int, int, bool] | None:
        """Whom "which" means behind a comma: what stands before it, or the last name of a clause there."""
        clause = any(
            self.keys[place] in self.lexicon.passive or self._verbal(place) for place in range(first, last)
        )
        if clause:
            joints = [place for place in range(first, last) if self.keys[place] in _JOINTS]
            first = joints[-1] + 1 if joints else last
        return (first, last, False) if first < last else None

    def _without_asides(self, first: int, last: int) -> int:
        """Where a subject ends before auxiliaries, adverbs and the day ("the board on Friday")."""
        words = self.keys
        while last > first:
            if words[last - 1] in self.lexicon.light or self._adverb(last - 1, first):
                last -= 1
            elif words[last - 1] in _DAYS or (
                words[last - 1] in _SPANS and last - 2 > first and words[last - 2] in _WHICH
            ):
                last -= 1 if words[last - 2] not in _WHICH else 2
                while last > first and words[last - 1] in _BEFORE_DAYS:
                    last -= 1
            else:
                break
        return last

    def _adverb(self, at: int, first: int) -> bool:
        """Whether a word before a verb only says how: "a judge partially blocks"."""
        word = self.keys[at]
        return at > first and len(word) > 6 and is_adverb(word)

    def _after_front(self, first: int, last: int) -> int:
        """Where the subject begins behind a phrase of place or time: at its name, or at its article."""
        tokens, at = self.tokens, last
        if tokens[last - 1].text[0].isupper():
            while at - 1 > first and tokens[at - 1].text[0].isupper():
                at -= 1
            if self.keys[at - 1] not in STOPS and self.keys[at - 1] not in _FRONTED:
                return at
        articles = [place for place in range(first + 1, last) if self.keys[place] in _DETERMINERS]
        return articles[-1] if articles else first

    def _whole(self, first: int, last: int, closing: bool) -> tuple[int, int, bool] | None:
        """A subject, cut short where a clause of its own stands in it ("X praised Y and claimed")."""
        words, tokens = self.keys, self.tokens
        helpers = self.lexicon.passive | (self.lexicon.light & _HELPERS)
        joined = words[last - 1] in ("and", "but")
        for place in range(first + 1, last):
            verb = words[place] in helpers or (joined and self._verbal(place))
            if verb and tokens[place].text[0].islower():
                return (first, place, False) if joined else None
        return (first, last - 1, False) if joined else (first, last, closing)

    def _verbal(self, at: int) -> bool:
        lexicon, word = self.lexicon, self.keys[at]
        return word.endswith("ed") or word in lexicon.speech or word in lexicon.stance or word in lexicon.acts

    def _ends_in_name(self, at: int) -> bool:
        """Whether a headline ends in a name behind its verb: "Sweden to join says Stoltenberg"."""
        rest = self.tokens[at + 1 :]
        return 0 < len(rest) <= 3 and at > 4 and all(t.text[0].isupper() and t.is_word for t in rest)

    def _dropped(self, at: int, first: int) -> tuple[int, int, bool] | None:
        """The subject of a headline whose second verb has none: "Lee opposes bid, says it must not pass"."""
        words, tokens = self.keys, self.tokens
        if not self.line.is_title or not first or tokens[first - 1].text != "," or not self._clause(at + 1):
            return None
        if words[at + 1] in self.lexicon.unnamed:
            return None
        for place in range(1, min(first, 6)):
            if tokens[place].text[0].islower() and words[place].endswith("s"):
                return (0, place, False) if words[0] not in OPENERS else None
        return None

    def _clause(self, at: int) -> bool:
        """Whether what stands from `at` holds a verb of its own, and so is what is said, not who says it."""
        rest = set(self.keys[at : at + 8])
        return bool(rest & (self.lexicon.passive | _MODALS)) or bool(set(self.keys[at : at + 1]) & PRONOUNS)

    def _outside(self, at: int, first: int) -> tuple[int, int, bool] | None:
        """The subject of a verb that opens its clause: before an apposition, or behind the verb."""
        if at + 1 < len(self.keys) and self.keys[at + 1] in self.lexicon.unnamed:
            return at + 1, self.phrase_end(at + 1), True
        if first >= 2 and self.tokens[first - 1].text == ",":
            inner = self.chunk_start(first - 1)
            if inner and self.tokens[inner - 1].text == ",":
                outer = self.chunk_start(inner - 1)
                if inner - 1 - outer <= 6 and self._names(outer, inner - 1):
                    return outer, first - 1, outer > 0
        if self._opens_name(at + 1) and self.keys[at] not in ("told", "tells"):
            return at + 1, self.phrase_end(at + 1), True
        return None

    def _names(self, first: int, last: int) -> bool:
        """Whether a phrase could be a person: capitalised at its end, or an office."""
        return first < last and (
            self.tokens[last - 1].text[0].isupper()
            or bool(set(self.keys[first:last]) & (self.lexicon.roles | self.lexicon.unnamed))
        )

    def _opens_name(self, at: int) -> bool:
        if at >= len(self.tokens):
            return False
        word = self.keys[at]
        if word in ("the", "a", "an", *NUMBERS) or word in self.lexicon.unnamed or word in self.lexicon.roles:
            return True
        if set(self.keys[at : at + 3]) & (self.lexicon.roles | self.lexicon.unnamed):
            return self.tokens[at].is_word and word not in STOPS and word not in PRONOUNS
        return self.tokens[at].text[0].isupper() and not word.endswith("day") and word not in PRONOUNS

    def chunk_start(self, at: int) -> int:
        """The first token after the nearest mark to the left."""
        for place in range(at - 1, -1, -1):
            if self.tokens[place].text in _MARKS:
                return place + 1
        return 0

    def phrase_end(self, at: int) -> int:
        """Where a phrase that starts at `at` ends."""
        for place in range(at, len(self.tokens)):
            if self.tokens[place].text in _MARKS or (place > at and self.keys[place] in STOPS):
                return place
        return len(self.tokens)

    def at_end(self, at: int) -> bool:
        return all(not token.is_word for token in self.tokens[at + 1 :])
