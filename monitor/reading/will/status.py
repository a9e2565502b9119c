"""What an item says on a `will` question: every assertion it makes, each with its sentence, cues and rule.

For each sentence the event's mentions are found (monitor.reading.will.events); the cues in the same clause
are applied to the mention from the inside out (monitor.reading.will.scope); then the sentence around the
clause has its say (monitor.reading.will.context): a condition, a question, a step that is not the decision,
a time before the topic opened, somebody else's act.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from monitor.model import DECISIONS, Feed, Question, Status, Topic
from monitor.reading.document import MAX_LINES, MAX_TOKENS, Document, Finding, Line
from monitor.reading.will.actors import Whole, decider_before, is_ours, left_out
from monitor.reading.will.asks import event_of
from monitor.reading.will.clauses import Clause, Scan, scan_line
from monitor.reading.will.context import weigh
from monitor.reading.will.cues import Hit
from monitor.reading.will.events import BILLS, Event, Mention, Naming
from monitor.reading.will.found import finding_of
from monitor.reading.will.history import years_ago
from monitor.reading.will.lookalikes import another_deed, attempt_failed, only_made
from monitor.reading.will.loose import said_of_it, stands_still, unnamed
from monitor.reading.will.mentions import mentions
from monitor.reading.will.modes import in_mode
from monitor.reading.will.parties import speaks_for
from monitor.reading.will.rivals import ours
from monitor.reading.will.scope import compose
from monitor.reading.will.steps import onward
from monitor.reading.will.taken import taken
from monitor.reading.will.twins import of_this


@dataclass(slots=True)
class Page:
    """A document with its lines scanned, shared by all questions read with one lexicon."""

    document: Document
    scans: list[Scan | None]

    def scan(self, index: int, event: Event) -> Scan:
        """One line, scanned when it is first asked for."""
        scan = self.scans[index]
        if scan is None:
            line = self.document.lines[index]
            if len(line.tokens) > MAX_TOKENS:
                line = Line(line.index, line.sentence, line.tokens[:MAX_TOKENS])
            scan = self.scans[index] = scan_line(line, event.lexicon)
        return scan


_last: dict[str, tuple[Document, int, Page]] = {}


def _page(document: Document, event: Event) -> Page:
    """The scanned lines of a document; kept until the next document is read."""
    kept = _last.get("page")
    if kept is not None and kept[0] is document and kept[1] == id(event.lexicon):
        return kept[2]
    page = Page(document, [None] * len(document.lines))
    _last["page"] = (document, id(event.lexicon), page)
    return page


def assertions(document: Document, question: Question, topic: Topic, feed: Feed) -> list[Finding]:
    """All that an item asserts on a `will` question, in the order of the text; empty for nothing."""
    event = event_of(question, topic)
    page = _page(document, event)
    title = page.scan(0, event) if document.lines and document.lines[0].tokens else None
    found: list[Finding] = []
    divided = event.shared or event.twins or event.lent or event.enders
    near = [page.scan(at, event) for at in range(min(len(document.lines), _NEAR_TOP))] if divided else []
    whole = Whole(
        title,
        tuple(scan for scan in near if scan.line.tokens),
        speaks_for(feed, event) if event.shared else None,
        document.published.year,
    )
    for index in range(min(len(document.lines), MAX_LINES)):
        scan = page.scan(index, event)
        if scan.line.tokens:
            found += _read_line(scan, event, whole)
    if event.telling:
        found = [finding for finding in found if _tells(page, finding.line, event)]
    found = _to_the_point(_corrected(found, page, event), page, event)
    lines = min(len(document.lines), MAX_LINES)
    return _passed_on(_taken(found, page, lines, event), page, lines, event)


def _corrected(found: list[Finding], page: Page, event: Event) -> list[Finding]:
    """What a headline tells as decided is open where the text begins by taking it back: "Not quite"."""
    if len(page.document.lines) < 2 or not any(finding.line == 0 for finding in found):
        return found
    first = next((hit for hit in page.scan(1, event).hits), None)
    if first is None or first.kind != "correction" or first.start > 0:
        return found
    return [
        replace(finding, status=Status.CONSIDERING, rule="correction")
        if finding.line == 0 and finding.status in DECISIONS
        else finding
        for finding in found
    ]


def _tells(page: Page, line: int, event: Event) -> bool:
    """Whether a sentence, the one before it or the headline names what tells the question from others."""
    return any(not event.telling.isdisjoint(page.scan(at, event).keys) for at in {0, max(line - 1, 0), line})


def _to_the_point(found: list[Finding], page: Page, event: Event) -> list[Finding]:
    """Decisions told of the question's very thing, where some are: others are of something like it."""
    if not event.shared or not event.distinct:
        return found
    named = [_names(page.scan(finding.line, event), finding, event) for finding in found]
    if not any(named[at] and found[at].status in DECISIONS for at in range(len(found))):
        return found
    return [
        finding
        for finding, to_the_point in zip(found, named, strict=True)
        if to_the_point or finding.status not in DECISIONS
    ]


def _names(scan: Scan, finding: Finding, event: Event) -> bool:
    """Whether the clause of a finding names a thing that only this question asks about."""
    tokens = scan.line.tokens
    place = next(at for at, token in enumerate(tokens) if token.end >= finding.span.end)
    clause = scan.clauses[scan.clause_of(place)]
    return any(scan.keys[at] in event.distinct for at in range(clause.start, clause.end))


_NEAR_TOP = 5
"""Sentences at the head of an item in which it is told who must still agree."""


def _taken(found: list[Finding], page: Page, lines: int, event: Event) -> list[Finding]:
    """What a headline has ahead ("to abolish tolls") is decided where the item tells of the decision."""
    ahead = [finding.line == 0 and finding.rule == "headline-infinitive" for finding in found]
    if not any(ahead) or any(finding.rule == "undecided" for finding in found):
        return found
    scans = (page.scan(index, event) for index in range(min(lines, _NEAR_TOP)))
    if not taken([scan for scan in scans if scan.line.tokens], event):
        return found
    after = {Status.EXPECTED: Status.APPROVED, Status.UNLIKELY: Status.REJECTED}
    return [
        replace(finding, status=after.get(finding.status, finding.status), rule="announced")
        if late and finding.status is not None
        else finding
        for finding, late in zip(found, ahead, strict=True)
    ]


def _passed_on(found: list[Finding], page: Page, lines: int, event: Event) -> list[Finding]:
    """What one body has agreed to is expected where the item says that another must still agree."""
    if not any(finding.status is Status.APPROVED and finding.rule in _STEPS for finding in found):
        return found
    scans = [page.scan(index, event) for index in range(min(lines, _NEAR_TOP))]
    if not any(onward(scan, event) for scan in scans):
        return found
    return [
        replace(finding, status=Status.EXPECTED, rule="onward")
        if finding.status is Status.APPROVED and finding.rule in _STEPS
        else finding
        for finding in found
    ]


_STEPS = frozenset({"decision", "event", "announced"})


def _read_line(scan: Scan, event: Event, whole: Whole) -> list[Finding]:
    unmoved = stands_still(scan, event, whole)
    if unmoved is not None:
        return [unmoved]
    named = mentions(scan, event)
    acts = [mention.start for mention in named if mention.naming is Naming.ACT]
    found = []
    for mention in named:
        if event.modes and not in_mode(scan, mention, event, whole.title):
            continue
        if not ours(scan, mention, event, whole.title):
            continue
        finding = _read_mention(scan, mention, event, whole, acts)
        if finding is not None:
            found.append(finding)
    if found and all(finding.status in {Status.CONSIDERING, Status.EXPECTED} for finding in found):
        loose = said_of_it(scan, event, whole)
        if loose is not None and loose.rule == "undecided":
            found.append(loose)
    if not found:
        loose = unnamed(scan, event, whole)
        if loose is not None:
            found.append(loose)
    return found


_SHORT_SUBJECT = 4
"""Tokens within which a headline's infinitive follows who is to act: "Sundland to begin towing tugs"."""
_TOLD_OF_IT = frozenset({"completed", "there"})
"""Rules by which what is said of a thing tells of the event without a verb of deciding."""
_OWNER = 2
"""Tokens before a noun within which stands whose it is."""
_NODS = frozenset({"approval of", "approval for", "authorization of", "green light of", "green light for"})
"""Nouns of a decision that name what they let through: "the approval of the bombs"."""
_VOTING = frozenset({"decision", "favour", "refusal"})
_CARRYING = frozenset(
    {
        "decision",
        "announce",
        "refusal",
        "block",
        "undo",
        "keep",
        "delay",
        "undecided",
        "waiting",
        "effect",
        "possibility",
        "talk",
        "challenge",
        "denial",
        "step",
        "ruling",
        "doubt",
        "expectation",
        "forecast",
        "gain",
        "favour",
        "wish",
        "against",
    }
)


_SENDING = frozenset(
    {
        "head to",
        "now moves to",
        "now goes to",
        "now goes back to",
        "now heads to",
        "advance to",
        "go back to the",
        "go to the senate",
    }
)


def _read_mention(
    scan: Scan, mention: Mention, event: Event, whole: Whole, acts: Sequence[int]
) -> Finding | None:
    where = scan.clause_of(mention.start)
    clause = scan.clauses[where]
    if another_deed(scan, mention, clause, event):
        return None
    value, used = compose(scan, mention, clause, event, acts)
    if value.status is None:
        failed = attempt_failed(scan, mention, clause, event)
        if failed is not None:
            return finding_of(scan, Status.REJECTED, "refusal", [failed], mention)
        sent = _sent_on(scan, mention, clause) if value.sign > 0 and not value.asked else None
        return None if sent is None else finding_of(scan, Status.EXPECTED, "stage", [sent], mention)
    if value.status is Status.IN_EFFECT and only_made(scan, mention, event):
        return None
    named_only = mention.naming in {Naming.OBJECT, Naming.VEHICLE} and value.rule not in _TOLD_OF_IT
    if value.rule == "headline-infinitive" and named_only and not event.shared:
        own = mention.naming is Naming.OBJECT or scan.lowers[mention.end : mention.end + 1] == ("to",)
        named_only = not own or "to" not in scan.lowers[clause.start : clause.start + _SHORT_SUBJECT]
    if named_only and not any(_carries(scan, hit, event) for hit in used):
        return None
    if scan.lowers[mention.start] in event.matter and not _voted_on(mention, used):
        return None
    if event.shared and not is_ours(scan, where, mention, event, whole):
        return None
    divided = event.twins or event.lent or event.enders
    if divided and not of_this(scan, where, mention, used, event, whole.around):
        return None
    status, rule = weigh(scan, where, value, used, mention, event)
    if rule == "another object" and value.status in _LEFT_OUT and left_out(scan, mention, event):
        return finding_of(scan, _LEFT_OUT[value.status], "contrast", used, mention)
    if status is None:
        return None
    if status in DECISIONS and years_ago(scan, mention, used, whole.year):
        rule = "background"
    return finding_of(scan, status, rule, used, mention)


def _voted_on(mention: Mention, used: Sequence[Hit]) -> bool:
    """Whether a body takes its stand on what a bill is on: "MPs back assisted dying"."""
    return bool(used) and all(hit.kind in _VOTING and hit.start < mention.start for hit in used)


_LEFT_OUT = {
    Status.APPROVED: Status.REJECTED,
    Status.EXPECTED: Status.UNLIKELY,
    Status.CONSIDERING: Status.UNLIKELY,
}
"""What is left for the thing asked about where something like it is let through without it."""


def _sent_on(scan: Scan, mention: Mention, clause: Clause) -> Hit | None:
    """What tells that a bill goes on to the next body: "the bills now go to the new Senate"."""
    if mention.naming is not Naming.VEHICLE or mention.verb not in BILLS:
        return None
    ahead = (hit for hit in scan.hits if mention.end <= hit.start <= mention.end + 1 < clause.end)
    return next((hit for hit in ahead if hit.phrase in _SENDING), None)


def _carries(scan: Scan, hit: Hit, event: Event) -> bool:
    """Whether what is said of the thing alone says something of the act: "the decision to permit bombs"."""
    decided = hit.kind == "settled" and hit.phrase.endswith("decision _ to")
    return hit.kind in _CARRYING or decided or _own_nod(scan, hit, event)


def _own_nod(scan: Scan, hit: Hit, event: Event) -> bool:
    """Whether a noun tells of a decision by those who decide: "Bell's green light for the bombs"."""
    if hit.phrase not in _NODS or scan.lowers[hit.start - 1].endswith("ed"):
        return False
    first = max(hit.start - _OWNER, 0)
    owned = any(word.endswith(("'s", "s'")) for word in scan.lowers[first : hit.start])
    return owned and decider_before(scan, first, hit.start, event)
