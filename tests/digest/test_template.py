"""The user's own template: filled, in a sandbox, with errors that say where."""

from __future__ import annotations

from pathlib import Path

import pytest

from monitor.digest.template import TemplateUseError, render
from tests.digest.samples import sample


def filled(folder: Path, source: str, name: str = "own.txt") -> str:
    path = folder / name
    path.write_text(source, encoding="utf-8")
    return render(sample(lambda words: f"<b>{words}"), path)


def test_it_has_the_digest_and_the_desks_clock(tmp_path: Path) -> None:
    source = "{% for c in digest.changes %}{{ c.ask }} {{ local(c.at) }} {{ c.answer|basis }}{% endfor %}"
    shown = filled(tmp_path, source)
    assert shown == (
        "<b>Will contractors be allowed? 8 Nov, 12:05 "
        "reported by two independent outlets, not confirmed; contested"
    )


def test_a_page_is_escaped_by_itself_and_markdown_by_its_filter(tmp_path: Path) -> None:
    assert filled(tmp_path, "{{ digest.by }}", "own.html") == "&lt;b&gt;The desk"
    assert filled(tmp_path, "{{ digest.by|md }}") == "\\<b\\>The desk"


@pytest.mark.parametrize(
    ("source", "said"),
    [
        ("{{ digest.nothing }}", "has no attribute 'nothing'"),
        ("line\n{% for %}", "own.txt:2: "),
        ("{{ ''.__class__.__mro__ }}", "unsafe"),
        ("{{ digest.changes.append(1) }}", "has no attribute 'append'"),
        ("{% include '/etc/passwd' %}", "no loader"),
        ("{{ 1 / 0 }}", "division by zero"),
        ("{{ range(10**9)|list }}", "Range too big"),
    ],
)
def test_what_it_may_not_do_is_said(tmp_path: Path, source: str, said: str) -> None:
    with pytest.raises(TemplateUseError, match=said):
        filled(tmp_path, source)


def test_a_missing_template_is_said(tmp_path: Path) -> None:
    with pytest.raises(TemplateUseError, match="cannot be read"):
        render(sample(), tmp_path / "none.txt")


def test_the_template_of_the_document_is_filled_as_it_stands(tmp_path: Path) -> None:
    document = (Path(__file__).parents[2] / "docs" / "digest.md").read_text("utf-8")
    section = document.split("## Your own template")[1].split("## ")[0]
    template = "\n".join(line[4:] for line in section.splitlines() if line.startswith("    "))
    shown = filled(tmp_path, template)
    assert shown.startswith("Friday, 8 November 2024")
    assert "rejected → approved, 8 Nov, 12:05: reported by two independent outlets" in shown
