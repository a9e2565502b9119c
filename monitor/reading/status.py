"""What an item says on a `will` question: every assertion it makes, each with its sentence, cues and rule.

For each sentence the event's mentions are found (monitor.reading.events); the cues in the same clause are
applied to the mention from the inside out (monitor.reading.compose); then the sentence around the clause
has its say: a condition, a question, a step that is not the decision, a time before the topic opened,
somebody else's act.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from monitor.model import Cue, Question, Span, Status, Tier, Topic
from monitor.reading.clauses import Clause, Form, Scan, form, scan_line
from monitor.reading.compose import OPERATORS, Value, event_value
from monitor.reading.cues import Hit
from monitor.reading.document import Document, Finding, Line
from monitor.reading.events import Event, Mention, Naming, event_of
from monitor.reading.subjects import subject_of

MAX_LINES = 60
"""Sentences of one item that are read for assertions: news says what is new at its beginning."""
MAX_TOKENS = 400
"""Tokens of one sentence that are read."""


@dataclass(slots=True)
class Page:
    """A document with its lines scanned, shared by all questions of one topic."""

    document: Document
    scans: list[Scan | None]


_last: dict[str, tuple[Document, int, Page]] = {}


def page_of(document: Document, event: Event) -> Page:
    """The scanned lines of a document; kept until the next document is read."""
    kept = _last.get("page")
    if kept is not None and kept[0] is document and kept[1] == id(event.lexicon):
        return kept[2]
    page = Page(document, [None] * len(document.lines))
    _last["page"] = (document, id(event.lexicon), page)
    return page


def scanned(page: Page, index: int, event: Event) -> Scan:
    """One scanned line of a page."""
    scan = page.scans[index]
    if scan is None:
        line = page.document.lines[index]
        if len(line.tokens) > MAX_TOKENS:
            line = Line(line.index, line.sentence, line.tokens[:MAX_TOKENS])
        scan = page.scans[index] = scan_line(line, event.lexicon)
    return scan


def assertions(document: Document, question: Question, topic: Topic, tier: Tier) -> list[Finding]:
    """All that an item asserts on a `will` question, in the order of the text; empty where it says nothing."""
    event = event_of(question, topic)
    page = page_of(document, event)
    found: list[Finding] = []
    for index in range(min(len(document.lines), MAX_LINES)):
        scan = scanned(page, index, event)
        if scan.line.tokens:
            found += _read_line(scan, event, page, topic)
    return found


def _read_line(scan: Scan, event: Event, page: Page, topic: Topic) -> list[Finding]:
    line = scan.line
    found = [
        finding
        for mention in event.mentions(line.tokens, scan.keys, scan.lowers)
        if (finding := _read_mention(scan, mention, event, page, topic)) is not None
    ]
    if not found:
        loose = _undecided(scan, event, page)
        if loose is not None:
            found.append(loose)
    return found


def _undecided(scan: Scan, event: Event, page: Page) -> Finding | None:
    """ "No final decision has been made", in an item on the topic, needs no other name of the event."""
    if event.shared or not event.carries:
        return None
    for hit in scan.hits:
        if hit.kind == "undecided" and hit.phrase not in {"yet to", "have yet to"}:
            return _finding(scan, Status.CONSIDERING, "undecided", [hit], None)
    return None


_STRONG = frozenset(
    {
        "decision",
        "announce",
        "refusal",
        "block",
        "undo",
        "keep",
        "delay",
        "possibility",
        "undecided",
        "doubt",
        "expectation",
        "effect",
    }
)
_NEAR = 4
"""Tokens over which a negation reaches the word it negates."""


def _read_mention(scan: Scan, mention: Mention, event: Event, page: Page, topic: Topic) -> Finding | None:
    where = scan.clause_of(mention.start)
    clause = scan.clauses[where]
    if clause.opener in {"if", "unless", "provided", "assuming"}:
        return None
    hits = [
        hit
        for hit in scan.hits
        if clause.start <= hit.start < clause.end and not hit.start <= mention.start < hit.end
    ]
    left = [hit for hit in hits if hit.end <= mention.start]
    right = [hit for hit in hits if hit.start > mention.start]
    value, used = _compose(scan, mention, clause, left, right, event)
    if value.status is None:
        return None
    if mention.naming is not Naming.ACT and not any(hit.kind in _STRONG for hit in used):
        return None
    subject = subject_of(scan, clause, event, topic, mention.start)
    if event.shared and not _is_ours(scan, where, mention, event, page):
        return None
    if subject.foreign and not subject.ours:
        return None
    status, rule = _weigh(scan, clause, hits, value, mention, event, page)
    if status is None:
        return None
    return _finding(scan, status, rule, used, mention)


def _compose(
    scan: Scan, mention: Mention, clause: Clause, left: list[Hit], right: list[Hit], event: Event
) -> tuple[Value, list[Hit]]:
    """Apply the cues of a clause to a mention: what follows it first, then what precedes it, inside out."""
    tokens, lowers = scan.line.tokens, scan.lowers
    words = event.lexicon.words
    verb_class = (
        "occur" if mention.verb in words.occur else "transfer" if mention.verb in words.transfer else ""
    )
    if (
        verb_class == "transfer"
        and not lowers[mention.start].endswith("ed")
        and lowers[mention.start].endswith("s")
    ):
        verb_class = ""
    shape = mention.form
    value = event_value(mention.sign, shape, verb_class)
    used: list[Hit] = []
    nominal = shape in {Form.NOUN, Form.GERUND}
    if nominal:
        for hit in reversed(right):
            operator = OPERATORS.get(hit.kind)
            if operator is None or hit.kind in {"appeal", "reaction", "settled", "favour"}:
                continue
            after = operator(value, _shape(scan, hit))
            if after != value:
                used.insert(0, hit)
                value = after
    reach = mention.start
    for hit in reversed(left):
        operator = OPERATORS.get(hit.kind)
        if operator is None:
            continue
        if hit.kind == "negation" and reach - hit.end > _NEAR:
            continue
        after = operator(value, _shape(scan, hit))
        if after != value:
            used.insert(0, hit)
            value = after
        reach = hit.start
    if value.status is None and not value.asked and _headline_infinitive(scan, mention, left, clause):
        value = OPERATORS["expectation"](value, Form.BARE)
        value = Value(value.sign, value.status, "headline-infinitive")
    if value.rule == "delay-open":
        value = Value(value.sign, Status.DELAYED if _to_come(scan, left, right) else None, "delay")
    return value, used


def _shape(scan: Scan, hit: Hit) -> Form:
    return form(scan.line.tokens, scan.lowers, hit.start, hit.end)


def _to_come(scan: Scan, left: list[Hit], right: list[Hit]) -> bool:
    return scan.line.is_title


def _headline_infinitive(scan: Scan, mention: Mention, left: list[Hit], clause: Clause) -> bool:
    """ "Fed to cut rates", "Ban to be lifted": in a headline an infinitive after the subject tells the future."""
    lowers = scan.lowers
    for place in range(clause.start + 1, clause.end - 1):
        if lowers[place] != "to":
            continue
        before = lowers[place - 1]
        if scan.line.is_title:
            return not any(hit.start < place and hit.kind not in {"neutral", "stage"} for hit in left)
        return before in {"is", "are"}
    return False


_CAPPED = {
    Status.APPROVED: Status.EXPECTED,
    Status.REJECTED: Status.UNLIKELY,
    Status.IN_EFFECT: Status.IN_EFFECT,
}


def _weigh(
    scan: Scan, clause: Clause, hits: list[Hit], value: Value, mention: Mention, event: Event, page: Page
) -> tuple[Status | None, str]:
    """What the sentence around the clause makes of its value."""
    status, rule = value.status, value.rule
    lowers = scan.lowers
    assert status is not None
    kinds = {hit.kind for hit in scan.hits}
    if any(hit.kind == "counterfactual" for hit in hits) or lowers[0] == "had":
        return None, "counterfactual"
    if lowers[-1] == "?" and not value.settled:
        return None, "question"
    if _history(scan, event, page):
        return None, "history"
    if (
        any(hit.kind == "stage" for hit in hits)
        and status in {Status.APPROVED, Status.REJECTED}
        and not value.settled
    ):
        return _CAPPED[status], "stage"
    conditional = (
        any(c.opener in {"if", "unless", "provided"} for c in scan.clauses) or "hypothetical" in kinds
    )
    if (
        conditional
        and status in {Status.EXPECTED, Status.APPROVED}
        and rule in {"expectation", "possibility", "headline-infinitive"}
    ):
        return Status.CONSIDERING, "condition"
    return status, rule


_MONTHS = {
    name: number
    for number, name in enumerate(
        "january february march april may june july august september october november december".split(), 1
    )
}


def _history(scan: Scan, event: Event, page: Page) -> bool:
    """Whether the sentence dates what it says to a time before the topic opened."""
    opened = event.opened
    if opened is None:
        return False
    for index, word in enumerate(scan.lowers):
        if len(word) == 4 and word.isdigit() and 1900 <= int(word) <= 2100:
            before = scan.lowers[index - 1] if index else ""
            month = _MONTHS.get(before, 12)
            if (int(word), month) < (opened.year, opened.month if before in _MONTHS else 1):
                return True
    return False


def _is_ours(scan: Scan, where: int, mention: Mention, event: Event, page: Page) -> bool:
    """Whether an act that several questions ask of different actors is said of this question's actor."""
    clause = scan.clauses[where]
    verdict = event.whose(scan.lowers, clause.start, mention.start)
    if verdict is None:
        verdict = event.whose(scan.lowers, clause.start, clause.end)
    if verdict is None:
        verdict = event.whose(scan.lowers, 0, len(scan.lowers))
    if verdict is None and not scan.line.is_title and page.document.lines:
        title = page.scans[0]
        if title is not None:
            verdict = event.whose(title.lowers, 0, len(title.lowers))
    return verdict is not False


def _finding(scan: Scan, status: Status, rule: str, used: Sequence[Hit], mention: Mention | None) -> Finding:
    tokens = scan.line.tokens
    cues = [
        Cue(Span(tokens[hit.start].start, tokens[hit.end - 1].end), _text(scan, hit.start, hit.end), hit.kind)
        for hit in used
    ]
    if mention is not None:
        cues.append(Cue(mention.span, _text(scan, mention.start, mention.end), "event"))
    first = min(cue.span.start for cue in cues)
    last = max(cue.span.end for cue in cues)
    likelihood = next((cue.text for cue in cues if cue.kind in {"expectation", "doubt", "possibility"}), "")
    return Finding(
        scan.line.index, Span(first, last), rule, tuple(cues), status=status, likelihood=likelihood
    )


def _text(scan: Scan, start: int, end: int) -> str:
    base = scan.line.sentence.start
    tokens = scan.line.tokens
    return scan.line.sentence.text[tokens[start].start - base : tokens[end - 1].end - base]
