"""The HTML digest in a real browser: nothing runs, nothing loads, everyone can read it."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from monitor.digest import render
from tests.digest.browser import accessibility_violations, in_browser, measure, open_page, without_policy
from tests.digest.samples import sample

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
    (tmp_path / "again").mkdir()
    seen = measure(tmp_path / "again", html, "document.body.innerText")
    assert seen.count(hostile.strip()) > 20
    assert not re.search(
        r"<(script|iframe|img|object|embed|link|base|form)\b", without_policy(html).split("<body>")[1]
    )


@in_browser
@pytest.mark.parametrize("flags", [(), ("--force-dark-mode", "--enable-features=WebContentsForceDark")])
@pytest.mark.parametrize("width", [360, 1200])
def test_the_page_is_accessible_and_nothing_sticks_out(
    flags: tuple[str, ...], width: int, tmp_path: Path
) -> None:
    html = page()
    assert accessibility_violations(tmp_path, html, f"--window-size={width},900", *flags) == []
    (tmp_path / "again").mkdir()
    overflow = "document.documentElement.scrollWidth - document.documentElement.clientWidth"
    assert measure(tmp_path / "again", html, overflow, f"--window-size={width},900", *flags) <= 0
