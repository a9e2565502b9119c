"""What courts make of what others have decided: "rules the levy unlawful", "declared it unconstitutional"."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from monitor.model import Span
from monitor.reading.will.clauses import Scan
from monitor.reading.will.cues import Lexicon
from monitor.reading.will.events import Event, Mention
from monitor.reading.will.forms import BE, HAVE, Form, form
from monitor.text import stem

_FLAWS = frozenset(map(stem, ("unconstitutional", "unlawful", "illegal", "invalid")))
"""Stems of the adjectives by which a court undoes what it finds so."""
_FINDING = frozenset(map(stem, ("rule", "declare", "find", "hold", "deem", "judge", "pronounce", "brand")))
_FOUND = frozenset({"found", "held"})
_PARTS = frozenset("part parts section sections provision provisions element elements aspects".split())
_THING = 8
"""Tokens of a noun phrase that may stand between the verb of finding and what a thing is found to be."""


def found_so(scan: Scan, mention: Mention) -> Mention:
    """A mention by such an adjective, as one by the verb of the court that finds it; others as they are."""
    if mention.verb not in _FLAWS:
        return mention
    tokens, lowers = scan.line.tokens, scan.lowers
    clause = scan.clauses[scan.clause_of(mention.start)]
    for at in range(mention.start - 1, max(mention.start - _THING, clause.start - 1), -1):
        if scan.keys[at] in _FINDING or lowers[at] in _FOUND:
            told = lowers[at] in _FOUND and lowers[at - 1] not in {*BE, *HAVE}
            shape = Form.FINITE if told and at else form(tokens, lowers, at, at + 1)
            if shape is not Form.NOUN and _PARTS.isdisjoint(lowers[at : mention.start]):
                return replace(
                    mention, start=at, span=Span(tokens[at].start, tokens[mention.start].end), form=shape
                )
    if lowers[mention.start - 1] in BE and mention.start:
        return replace(mention, form=Form.FINITE)
    return mention


_LEAVING = frozenset(map(stem, ("uphold", "affirm")))
"""Verbs of `yes` by which a court leaves a law as it is, so that striking it down is a no."""
_MAKING = frozenset(map(stem, ("approve", "ratify", "sign", "pass", "adopt", "enact", "promulgate")))


def undone_by_court(mention: Mention, event: Event) -> bool:
    """Whether a court finds unlawful what others have made, and not only what is still to be done."""
    return mention.verb in _FLAWS and any(event.acts.get(key) == 1 for key in _MAKING)


def may_be_undone(acts: Mapping[str, int], base: Lexicon) -> bool:
    """Whether to annul is to take a yes back: not where a yes only leaves what others have made."""
    yes = {key for key, sign in acts.items() if sign > 0}
    leaving = any(base.verbs.get(key) == "keep" or key in _LEAVING for key in yes)
    return not leaving or not yes.isdisjoint(_MAKING)
