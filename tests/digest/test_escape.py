"""Outside text stays text in every format."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from monitor.digest.escape import cell, markdown, web_link

HOSTILE = [
    "](javascript:alert(1))",
    "# not a heading",
    "- not a list",
    "1. not a list",
    "12) not a list",
    "> not a quote",
    "`code` **bold** _it_ ~~gone~~",
    "<script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    "a | b | c",
    "&lt;b&gt; &amp;",
    "=== underline",
    "![x](http://e/x.png)",
    "\\* still escaped",
    "[IMPORTANT] notice",
]


def rendered_text(source: str) -> str:
    tokens = MarkdownIt("commonmark").enable(["table", "strikethrough"]).parse(source)
    kinds = [token.type for token in tokens]
    assert kinds in (["paragraph_open", "inline", "paragraph_close"], []), kinds
    if not tokens:
        return ""
    children = tokens[1].children or []
    assert {child.type for child in children} <= {"text", "text_special"}, children
    return "".join(child.content for child in children)


@pytest.mark.parametrize("text", HOSTILE)
def test_markdown_renders_to_the_very_text(text: str) -> None:
    assert rendered_text(markdown(text)) == " ".join(text.split())


@given(st.text(alphabet=st.characters(blacklist_categories=("Cc", "Cs")), max_size=60))
def test_any_text_is_literal_in_markdown(text: str) -> None:
    assert rendered_text(markdown(text)) == " ".join(text.split())


@pytest.mark.parametrize(
    ("url", "link"),
    [
        ("https://e.example/a b", "https://e.example/a%20b"),
        ("https://e.example/a)b](x", "https://e.example/a%29b%5D%28x"),
        ('https://e.example/"onload=1', "https://e.example/%22onload=1"),
        ("javascript:alert(1)", ""),
        ("data:text/html,x", ""),
        ("file:///etc/passwd", ""),
        ("//e.example", ""),
        ("http://[::1", ""),
        ("", ""),
    ],
)
def test_only_web_links_are_kept(url: str, link: str) -> None:
    assert web_link(url) == link


@pytest.mark.parametrize("text", ['=HYPERLINK("x")', "+1", "-1", "@SUM(A1)", "\t=1", "\r=1"])
def test_formulas_are_defused(text: str) -> None:
    assert cell(text) == "'" + text


def test_plain_cells_stay_as_they_are() -> None:
    assert cell("36–900 contractors") == "36–900 contractors"
