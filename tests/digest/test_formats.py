"""Every format carries the same facts, literally."""

from __future__ import annotations

import csv
import io
import json
import re
from functools import partial
from html import unescape
from pathlib import Path

import pytest
from icalendar import Calendar
from jsonschema import Draft202012Validator, FormatChecker, ValidationError
from markdown_it import MarkdownIt
from rich.console import Console
from rich.markdown import Markdown

from monitor.digest import FORMATS, render
from monitor.digest.calendar import as_ics
from monitor.digest.tables import json_schema
from tests.digest.samples import QUOTE, sample

SCHEMA = Path(__file__).parents[2] / "docs" / "digest.schema.json"

EXAMPLES = SCHEMA.parent / "examples"

FACTS = (
    "Will contractors be allowed?",
    "approved",
    "Potomac Ledger",
    "How many?",
    "36–200 contractors",
    "B2",
)


@pytest.mark.parametrize("format", ["md", "html", "json", "txt"])
@pytest.mark.parametrize("fact", FACTS)
def test_the_facts_are_in_every_report(format: str, fact: str) -> None:
    assert fact in render(sample(), format)


@pytest.mark.parametrize("format", sorted(FORMATS))
def test_the_same_digest_gives_the_same_bytes(format: str) -> None:
    assert render(sample(), format) == render(sample(), format)


def test_markdown_marks_the_cue_and_cites_the_source() -> None:
    report = render(sample(), "md")
    assert "The Defense Department **has decided** to allow" in report
    assert "[Potomac Ledger](https://potomac-ledger.example/2024/11/7)" in report
    assert "\\[1\\]" in report
    html = MarkdownIt("commonmark").render(report)
    assert "<strong>has decided</strong>" in html
    assert html.count("<h2>") == report.count("\n## ")


REPORTS = {
    "sample": lambda: render(sample(), "md"),
    **{path.stem: partial(path.read_text, "utf-8") for path in sorted(EXAMPLES.glob("*.md"))},
}


@pytest.mark.parametrize("report", REPORTS)
def test_markdown_reads_alike_on_every_host_and_leaves_no_mark_behind(report: str) -> None:
    source = REPORTS[report]()
    shown = {}
    for host in ("commonmark", "gfm-like", "js-default", "zero"):
        reader = MarkdownIt(host, {"linkify": False})
        if host == "zero":  # the least that any program knows
            reader.enable(["heading", "list", "blockquote", "emphasis", "link", "escape"])
        reader.enable("strikethrough") if host == "commonmark" else None
        shown[host] = " ".join(unescape(re.sub(r"<[^>]+>", " ", reader.render(source))).split())
    assert shown["commonmark"] == shown["gfm-like"] == shown["js-default"]
    for words in (shown["commonmark"], shown["zero"].replace("~~", "")):
        assert not re.search(r"\*\*|\\[^ ]|^#|\]\(", words)


@pytest.mark.parametrize("report", REPORTS)
def test_markdown_reads_well_in_a_terminal(report: str) -> None:
    console = Console(width=80, file=io.StringIO(), force_terminal=False)
    console.print(Markdown(REPORTS[report]()))
    shown = console.file.getvalue()
    assert "Bottom line" in shown
    assert not re.search(r"\*\*|\\\[|^#", shown, re.MULTILINE)
    assert max(len(line) for line in shown.splitlines()) <= 80


@pytest.mark.parametrize("example", sorted(EXAMPLES.glob("*.md")), ids=lambda path: path.stem)
def test_a_page_quotes_a_sentence_once(example: Path) -> None:
    quoted = re.findall(r"^> “.*”\n>\n> — \[[^]]+\]\([^)]+\)", example.read_text("utf-8"), re.MULTILINE)
    assert len(quoted) == len(set(quoted))


def test_plain_text_holds_the_quote_and_no_markup() -> None:
    report = render(sample(), "txt")
    assert " ".join(QUOTE.split()) in " ".join(report.split())
    assert "**" not in report
    assert "\\" not in report


@pytest.mark.parametrize("hostile", ["](javascript:alert(1))", "# ", "`", "<script>", "\n\n# x", "| a |"])
def test_hostile_text_makes_no_markup_in_markdown(hostile: str) -> None:
    def shape(report: str) -> list[str]:
        tokens = MarkdownIt("commonmark").parse(report)
        return [inner.type for t in tokens for inner in (t, *(t.children or [])) if "text" not in inner.type]

    plain = render(sample(lambda words: "x" + words), "md")
    assert shape(render(sample(lambda words: hostile + words), "md")) == shape(plain)


def gone(published: object, current: object, path: str = "") -> list[str]:
    """The places of a published schema that the current one no longer has; more than it has is no harm."""
    if isinstance(published, dict) and isinstance(current, dict):
        return [
            place
            for key, value in published.items()
            if key != "description"
            for place in (gone(value, current[key], f"{path}/{key}") if key in current else [f"{path}/{key}"])
        ]
    if isinstance(published, list) and isinstance(current, list):
        return [f"{path}: {value}" for value in published if value not in current]
    return [] if published == current else [path]


def test_the_published_schema_is_that_of_the_program_and_takes_what_it_writes() -> None:
    published = json.loads(SCHEMA.read_text("utf-8"))
    assert gone(published, json.loads(json.dumps(json_schema()))) == [], (
        "what was published goes only with a new SCHEMA_VERSION; benchmarks.digest --examples writes it"
    )
    Draft202012Validator.check_schema(published)
    whole = json.loads(render(sample(), "json"))
    Draft202012Validator(published, format_checker=FormatChecker()).validate(whole)
    assert whole["window"]["timezone"] == "America/New_York"
    assert whole["changes"][0]["quotes"][0]["text"] == QUOTE


@pytest.mark.parametrize(
    "wrong",
    [{"schema": 2}, {"bottom_line": [{"words": 1}]}, {"window": None}, {"as_of": 5}, {"changes": [{}]}],
)
def test_the_schema_refuses_what_is_no_digest(wrong: dict[str, object]) -> None:
    whole = json.loads(render(sample(), "json")) | wrong
    with pytest.raises(ValidationError):
        Draft202012Validator(json_schema()).validate(whole)


@pytest.mark.parametrize("formula", ["=HYPERLINK(1)", "+1", "-1", "@SUM(1)"])
def test_csv_defuses_formulas(formula: str) -> None:
    rows = list(csv.reader(io.StringIO(render(sample(lambda words: formula + words), "csv"))))
    assert len(rows) == 3
    assert not [cell for row in rows for cell in row if cell.startswith(("=", "+", "-", "@"))]


def test_the_calendar_opens_with_stable_uids() -> None:
    calendar = Calendar.from_ical(as_ics(sample()))
    events = {str(event["uid"]): event for event in calendar.walk("VEVENT")}
    assert set(events) == {"contractors.when.when@policy-monitor", "contractors.approved.by@policy-monitor"}
    assert str(events["contractors.approved.by@policy-monitor"]["summary"]).startswith("Overdue: ")
