"""The page as mail programs show it: they take away styles, drawings and what they do not know.

What they keep is documented by Gmail (developers.google.com/workspace/gmail/design/css) and collected by
caniemail.com; Outlook for Windows renders with Word.
"""

from __future__ import annotations

import re
from html import unescape
from pathlib import Path

import pytest

from monitor.digest import render
from tests.digest.browser import in_browser, measure
from tests.digest.samples import sample

EXAMPLES = sorted((Path(__file__).parents[2] / "docs" / "examples").glob("*.html"))

CLIPPED = 102 * 1024
"""Bytes after which Gmail cuts a mail off."""

STYLES = 8192
"""Characters of a style block beyond which Gmail ignores it."""


def page() -> str:
    return render(sample(), "html")


def style(html: str) -> str:
    found = re.findall(r"<style>(.*?)</style>", html, re.DOTALL)
    assert len(found) == 1
    return str(found[0])


def bare(html: str) -> str:
    """What the strictest mail programs leave: no head, styles, classes or drawings."""
    body = html.split("<body>")[1].split("</body>")[0]
    without = re.sub(r"<svg.*?</svg>", "", body, flags=re.DOTALL)
    return re.sub(r' (?:class|id|role|rel|datetime)="[^"]*"', "", without)


@pytest.mark.parametrize("example", EXAMPLES, ids=[path.stem for path in EXAMPLES])
def test_no_example_is_so_long_that_a_mail_program_cuts_it_off(example: Path) -> None:
    assert len(example.read_bytes()) < CLIPPED


def test_the_styles_are_few_and_plain() -> None:
    css = style(page())
    assert len(css) < STYLES
    for unknown in (
        "var(",
        "--",
        "rem",
        "calc(",
        "position:",
        "float:",
        "display: flex",
        "display: grid",
        "@import",
        "url(",
    ):
        assert unknown not in css, f"mail programs drop {unknown}"
    queries = set(re.findall(r"@media ([^{]+) {", css))
    assert queries == {"(prefers-color-scheme: dark)", "print"}, (
        "Gmail drops a block with a query it does not know"
    )
    selectors = [s.strip() for s in re.findall(r"^([^@{}]+) {", css, re.MULTILINE)]
    assert all(re.fullmatch(r"[\w., ]+", selector) for selector in selectors), "elements and classes only"


def test_there_are_no_inline_scripts_forms_or_pictures_to_load() -> None:
    html = page()
    assert not re.search(r"<(script|form|input|img|picture|video|link|iframe|object|embed)\b", html)
    assert not re.search(r"\son\w+=", html)


def test_without_styles_and_drawings_all_that_is_said_is_still_there() -> None:
    def words(html: str) -> str:
        return " ".join(unescape(re.sub(r"<[^>]+>", " ", html.split("<body>")[-1])).split())

    assert words(bare(page())) == words(page())


@in_browser
def test_without_styles_the_parts_are_still_told_apart(tmp_path: Path) -> None:
    html = f'<!doctype html><html lang="en"><head></head><body>{bare(page())}</body></html>'
    policy = '<meta http-equiv="Content-Security-Policy" content="default-src *">'
    seen = measure(
        tmp_path,
        html.replace("<head>", f"<head>{policy}"),
        "[...document.querySelectorAll('h1, h2, h3, blockquote, ul, ol')]"
        ".map(e => getComputedStyle(e).display)",
    )
    assert len(seen) > 15
    assert set(seen) == {"block"}
