"""The wheel carries all that the program needs: by pyproject.toml's own words, without building it."""

from __future__ import annotations

import subprocess
import tomllib
from fnmatch import fnmatch
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
SETTINGS = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))


def shipped() -> list[Path]:
    """Every file of the program that the repository holds, and any that is yet to be added to it."""
    listed = subprocess.run(
        ["git", "ls-files", "--cached", "--others", "--exclude-standard", "monitor"],
        capture_output=True,
        text=True,
        cwd=ROOT,
    )
    if listed.returncode:  # an archive of the sources, not a checkout
        found = (ROOT / "monitor").rglob("*")
        return [path for path in found if path.is_file() and "__pycache__" not in path.parts]
    return [ROOT / line for line in listed.stdout.splitlines() if (ROOT / line).exists()]


def test_every_data_file_is_matched_by_the_package_data() -> None:
    data = [path for path in shipped() if path.suffix != ".py"]
    assert {"feeds.toml", "story.jsonl", "template.toml", "page.html", "monitor.tcss", "cues.toml"} <= {
        path.name for path in data
    }
    globs = SETTINGS["tool"]["setuptools"]["package-data"]["*"]
    assert [path for path in data if not any(fnmatch(path.name, glob) for glob in globs)] == []


def test_every_folder_is_a_package_that_is_found() -> None:
    assert SETTINGS["tool"]["setuptools"]["packages"]["find"]["include"] == ["monitor*"]
    assert [path for path in shipped() if not (path.parent / "__init__.py").exists()] == []


@pytest.mark.parametrize("glob", SETTINGS["tool"]["setuptools"]["package-data"]["*"])
def test_no_ending_is_named_that_nothing_has(glob: str) -> None:
    assert any(fnmatch(path.name, glob) for path in shipped())
