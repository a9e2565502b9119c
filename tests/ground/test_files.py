"""Files are written whole or not at all, and stay what they were."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from monitor.config import parse_config
from monitor.config.edit import edit_file, follow_moves
from monitor.files import replace_file
from tests.ground.config_cases import GOOD, HERE


def test_a_link_stays_a_link_and_who_may_read_stays_as_it_was(tmp_path: Path) -> None:
    real, link = tmp_path / "real.toml", tmp_path / "feeds.toml"
    real.write_text("old")
    real.chmod(0o640)
    link.symlink_to(real)
    replace_file(link, b"new")
    assert (real.read_text(), link.is_symlink(), os.stat(real).st_mode & 0o777) == ("new", True, 0o640)
    assert sorted(path.name for path in tmp_path.iterdir()) == ["feeds.toml", "real.toml"]


def test_what_cannot_be_written_leaves_nothing_behind(tmp_path: Path) -> None:
    with pytest.raises(OSError):
        replace_file(tmp_path / "no" / "such" / "file", b"x")
    (tmp_path / "folder").mkdir()
    with pytest.raises(OSError):
        replace_file(tmp_path / "folder", b"x")
    assert [path.name for path in tmp_path.iterdir()] == ["folder"]


def test_an_edit_keeps_line_ends_and_an_edit_that_changes_nothing_does_not_write(tmp_path: Path) -> None:
    path = tmp_path / "feeds.toml"
    path.write_bytes(b"# one\r\n# two\r\n")
    assert edit_file(path, lambda text: text.replace("two", "three"))
    assert path.read_bytes() == b"# one\r\n# three\r\n"
    path.chmod(0o444)
    written = path.stat().st_mtime_ns
    assert not edit_file(path, lambda text: text)
    assert path.stat().st_mtime_ns == written


def test_a_move_is_followed_only_where_the_old_address_still_stands() -> None:
    old, new = "https://www.war.gov/rss", "https://www.war.gov/news/rss"
    moved = follow_moves(
        GOOD, {"Pentagon": (old, new), "Wire": ("https://edited.example/", new), "Gone": (old, new)}
    )
    assert moved == GOOD.replace(old, new)
    assert parse_config(moved, HERE).feed("Pentagon").url == new
