"""The HTML digest in a real browser: nothing runs, nothing loads, everyone can read it."""

from __future__ import annotations

import re
from itertools import pairwise
from pathlib import Path

import pytest

from monitor.digest import render
from tests.digest.browser import (
    DARK,
    accessibility_violations,
    in_browser,
    measure,
    open_page,
    printed,
    without_policy,
)
from tests.digest.samples import sample

EXAMPLES = sorted((Path(__file__).parents[2] / "docs" / "examples").glob("*.html"))

HOSTILE = (
    "<script>document.title='ran'</script>",
    "<img src=x onerror=\"document.title='ran'\">",
    "\"><svg onload=document.title='ran'>",
    "' autofocus onfocus='document.title=1",
    "{{ 7 * 7 }}{% raw %}",
    "</style></title><iframe src=\"javascript:parent.document.title='ran'\"></iframe>",
    "[/b] [@click=app.quit]go[/]",
    "&lt;b&gt; & &amp;",
)


def page(hostile: str = "") -> str:
    return render(sample((lambda words: hostile + words) if hostile else (lambda words: words)), "html")


def test_the_page_forbids_everything_and_links_only_to_the_web() -> None:
    html = page()
    assert "default-src 'none'" in html
    assert "<script" not in html
    assert set(re.findall(r'(?:href|src)="([^"#]*)', html)) == {
        "https://potomac-ledger.example/2024/11/7",
        "",
    }


@in_browser
@pytest.mark.parametrize("hostile", HOSTILE)
def test_hostile_text_is_shown_and_does_nothing_even_without_the_policy(hostile: str, tmp_path: Path) -> None:
    html = page(hostile)
    dom = open_page(tmp_path, without_policy(html))
    assert "<title>Policy digest: Friday, 8 November 2024</title>" in dom
    seen = measure(tmp_path, html, "document.body.innerText")
    assert seen.count(hostile.strip()) > 20
    assert not re.search(
        r"<(script|iframe|img|object|embed|link|base|form)\b", without_policy(html).split("<body>")[1]
    )


OVERFLOW = "document.documentElement.scrollWidth - document.documentElement.clientWidth"


@in_browser
@pytest.mark.parametrize("flags", [(), (DARK,)], ids=["light", "dark"])
@pytest.mark.parametrize("width", [360, 1200])
def test_the_page_is_accessible_and_nothing_sticks_out(
    flags: tuple[str, ...], width: int, tmp_path: Path
) -> None:
    html = page()
    assert accessibility_violations(tmp_path, html, f"--window-size={width},900", *flags) == []
    assert measure(tmp_path, html, OVERFLOW, f"--window-size={width},900", *flags) <= 0


@in_browser
@pytest.mark.parametrize("example", EXAMPLES, ids=[path.stem for path in EXAMPLES])
@pytest.mark.parametrize("flags", [(), (DARK,)], ids=["light", "dark"])
def test_the_examples_are_accessible(example: Path, flags: tuple[str, ...], tmp_path: Path) -> None:
    assert accessibility_violations(tmp_path, example.read_text("utf-8"), *flags) == []


@in_browser
@pytest.mark.parametrize(("flags", "light"), [((), True), ((DARK,), False)], ids=["light", "dark"])
def test_the_page_is_light_or_dark_as_the_reader_prefers(
    flags: tuple[str, ...], light: bool, tmp_path: Path
) -> None:
    colours = measure(
        tmp_path,
        page(),
        "[getComputedStyle(document.body).backgroundColor, getComputedStyle(document.body).color]",
        *flags,
    )
    paper, ink = (sum(int(part) for part in re.findall(r"\d+", colour)[:3]) for colour in colours)
    assert (paper > ink) is light


@in_browser
@pytest.mark.parametrize(("size", "points"), [("A4", (595, 842)), ("letter", (612, 792))])
def test_the_whole_page_comes_out_of_a_printer(size: str, points: tuple[int, int], tmp_path: Path) -> None:
    html = EXAMPLES[0].read_text("utf-8")
    paper = printed(tmp_path, html, size)
    for sheet in paper.pages:
        assert (round(sheet.mediabox.width), round(sheet.mediabox.height)) == pytest.approx(points, abs=1)
    words = re.sub(r"\s", "", "".join(sheet.extract_text() for sheet in paper.pages))
    shown = measure(
        tmp_path, html, "[...document.querySelectorAll('h1, h2, h3, p, li')].map(e => e.innerText)"
    )
    missing = [text for text in shown if re.sub(r"\s", "", text) not in words]
    assert missing == []


def test_every_question_has_its_drawings_and_each_says_in_words_what_it_shows() -> None:
    html = page()
    drawn = re.findall(r'<svg role="img" aria-label="([^"]+)"', html)
    assert [label.split(":")[0] for label in drawn] == [
        "How the answer moved",
        "Items of evidence on each of the last 14 days",
        "How the answer moved",
    ]
    assert "considering (25 Jun), rejected (30 Aug), approved, confirmed (8 Nov)" in drawn[0]
    assert "considering (25 Jun) → rejected (30 Aug) → approved, confirmed (8 Nov)" in html, (
        "beside it, as text"
    )


def test_headings_go_down_one_level_at_a_time() -> None:
    levels = [int(level) for level in re.findall(r"<h(\d)", page())]
    assert levels[0] == 1
    assert levels.count(1) == 1
    assert all(after <= before + 1 for before, after in pairwise(levels))
