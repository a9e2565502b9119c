"""Hostile links given to the browser, hostile expressions in feeds.toml, hostile text against them."""

from __future__ import annotations

import os
import time
from pathlib import Path

import pytest

from monitor.terms import find_terms, parse_terms
from monitor.text import tokens
from monitor.tui.links import LinkError, browser_command, open_link, safe_link
from tests.hostile.samples import LINKS


@pytest.fixture
def browser(tmp_path: Path) -> Path:
    """A browser that tells its arguments, one a line, through a pipe beside it."""
    os.mkfifo(tmp_path / "asked")
    program = tmp_path / "browser"
    program.write_text('#!/bin/sh\nprintf "%s\\n" "$@" > "$(dirname "$0")/asked"\n')
    program.chmod(0o755)
    return program


@pytest.mark.parametrize(
    "link", ["http://e.example/';touch%20x;'", "https://e.example/$(x)", "https://e.example/?a=1&b=`x`"]
)
def test_a_link_is_one_argument_and_no_shell_reads_it(browser: Path, link: str) -> None:
    open_link(link, {"BROWSER": str(browser)})
    assert browser.with_name("asked").read_text().splitlines() == [link]


@pytest.mark.parametrize(
    "link",
    [
        *LINKS,  # the one of them that is a web address holds a space
        "/etc/passwd",
        "HTTP:e.example",
        "http:///path",
        "http://e.example/a b",
        "http://e.example/\x1b]52;c;x\x07",
        "http://e.example/\x9b",
        "http://[::1",
        "",
    ],
)
def test_only_web_addresses_are_opened(browser: Path, link: str) -> None:
    with pytest.raises(LinkError):
        open_link(link, {"BROWSER": str(browser)})


def test_a_browser_that_is_a_line_for_a_shell_is_not_used() -> None:
    assert browser_command({"BROWSER": "sh -c 'touch x' %s"}) != ["sh -c 'touch x' %s"]
    assert safe_link("https://e.example/a?b=c#d") == "https://e.example/a?b=c#d"


@pytest.mark.parametrize(
    "source", ["(a+)+$", "(a|a)* | (a*)*", "a* | aa* | aaa*", '"a a a a a a a a"', "a a a a a a a a a a"]
)
@pytest.mark.parametrize("piece", ["a", "a ", "aa a "])
def test_an_expression_is_no_regular_expression_and_costs_by_the_length_of_the_text(
    source: str, piece: str
) -> None:
    try:
        terms = parse_terms(source)
    except ValueError:
        return  # refused where it is written

    def took(size: int) -> float:
        words = tokens(piece * (size // len(piece)))
        began = time.process_time()
        find_terms(terms, words)
        return time.process_time() - began

    assert took(100_000) < 40 * took(10_000) + 0.5
