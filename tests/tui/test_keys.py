"""Every command is declared once: keys, footer, help, palette and documents agree; keys can be moved."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
import screens
from screens import flat, opened, press, rows, scope, text, toasts, write

from benchmarks.pictures import PAGES, key_table, screen_keys
from monitor.tui import keys
from monitor.tui.app import MonitorApp
from monitor.tui.page import Page
from monitor.tui.ways import page_of

DOCS = Path(__file__).parents[2] / "docs"

OWNED = {"ctrl+j", "ctrl+o", "ctrl+s", "ctrl+b", "ctrl+a"}
"""Keys that terminals and multiplexers take for themselves."""


def test_no_two_commands_of_a_screen_share_a_key() -> None:
    assert keys.clashes({}) == []


def test_no_command_uses_a_key_of_the_multiplexer() -> None:
    assert not OWNED & {key for command in keys.COMMANDS for key in command.keys}


def page_classes() -> dict[str, type[Page]]:
    """The screens by scope."""
    from monitor.tui.board import BoardPage
    from monitor.tui.help import HelpPage
    from monitor.tui.item import ItemPage
    from monitor.tui.question import QuestionPage
    from monitor.tui.why import WhyPage

    made: dict[str, type[Page]] = {
        "board": BoardPage,
        "help": HelpPage,
        "item": ItemPage,
        "question": QuestionPage,
        "why": WhyPage,
    }
    return made | {name: type(page_of(name)) for name in ("archive", "changes", "feeds", "digest", "edit")}


@pytest.mark.parametrize("command", keys.COMMANDS, ids=lambda command: command.id)
def test_every_screen_can_do_what_is_declared_for_it(command: keys.Command) -> None:
    for name, page in page_classes().items():
        if name in command.scopes:
            assert callable(getattr(page, f"action_{command.action}", None)), (name, command.id)


def test_help_footer_and_documents_agree() -> None:
    documented = (DOCS / "screens-keys.md").read_text("utf-8")
    table = key_table()
    assert table in documented, "python -m benchmarks.pictures writes the table anew"
    for command in keys.COMMANDS:
        row = next(line for line in table.splitlines() if f"`{command.id}`" in line)
        assert command.help in row
        for key in command.keys:
            assert f"`{keys.shown(key)}`" in row


@pytest.mark.parametrize("page", PAGES)
def test_the_page_of_a_screen_has_its_picture_and_its_keys(page: str) -> None:
    words = (DOCS / "screens" / f"{page}.md").read_text("utf-8")
    assert screen_keys(PAGES[page]) in words, "python -m benchmarks.pictures writes the table anew"
    assert "](../pictures/" in words
    known = {keys.shown(key) for command in keys.COMMANDS for key in command.keys}
    named = re.findall(r"`([!-~]|esc|enter|tab|space|f\d|ctrl\+\w)`", words)
    assert set(named) <= known


def test_every_screen_has_a_page() -> None:
    assert set(PAGES.values()) == set(page_classes())


def test_links_between_documents_lead_somewhere() -> None:
    for page in (DOCS.parent / "README.md", *DOCS.rglob("*.md")):
        for link in re.findall(r"\]\(([^)#:]+)(?:#[^)]*)?\)", page.read_text("utf-8")):
            assert (page.parent / link).exists(), (page.name, link)


@pytest.mark.parametrize("name", ["board", "archive", "feeds", "digest"])
async def test_help_lists_every_key_of_the_screen(app: MonitorApp, name: str) -> None:
    opening = {"board": (), "archive": ("e",), "feeds": ("f",), "digest": ("d",)}[name]
    async with opened(app, (120, 100)) as pilot:
        await press(pilot, *opening, "question_mark")
        assert scope(app) == "help"
        shown = flat(app)
        for command in keys.COMMANDS:
            if name in command.scopes:
                assert command.help in shown, command.id
        await press(pilot, "escape")
        assert scope(app) == name


@pytest.mark.parametrize("width", [30, 60, 80, 200])
async def test_the_footer_is_full_and_never_cut(app: MonitorApp, width: int) -> None:
    async with opened(app, (width, 24)):
        footer = text(app).splitlines()[-1]
        known = [f"{key} {label}" for key, label, _ in keys.footer("board", {})]
        for words in footer.strip().split("  "):
            assert words in known
        if width >= 60:
            assert "? help" in footer


async def test_the_palette_finds_a_command_by_a_word(app: MonitorApp) -> None:
    async with opened(app, (120, 40)) as pilot:
        await press(pilot, "colon")
        await write(pilot, "everything")
        for _ in range(100):
            await pilot.pause()
            if "Everything (e)" in text(app):
                break
        await press(pilot, "enter")
        assert scope(app) == "archive"


async def test_keys_are_moved_by_a_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    keymap = tmp_path / "keys.toml"
    keymap.write_text(
        '[keys]\nfeeds = "F"\narchive = "Z, ctrl+e"\nstar = "x"\nnothing = "p"\nquit = 3\n', encoding="utf-8"
    )
    app = screens.program(tmp_path, monkeypatch, keymap=keymap)
    async with opened(app, (120, 100)) as pilot:
        shown = toasts(app)
        assert "there is no command “nothing”" in shown
        assert "quit must be text" in shown
        assert "both want x; both keep their own keys" in shown
        await press(pilot, "f")
        assert scope(app) == "board"
        await press(pilot, "F")
        assert scope(app) == "feeds"
        await press(pilot, "escape", "question_mark")
        assert "Z ctrl+e" in text(app)
        await press(pilot, "escape", "ctrl+e")
        assert scope(app) == "archive"


def test_a_keymap_that_is_no_toml_is_told(tmp_path: Path) -> None:
    broken = tmp_path / "keys.toml"
    broken.write_text("[keys", encoding="utf-8")
    keymap, wrong = keys.load_keymap(broken)
    assert keymap == {}
    assert len(wrong) == 1
    assert keys.load_keymap(tmp_path / "none.toml") == ({}, [])


async def test_themes_follow_one_another_and_are_remembered(app: MonitorApp) -> None:
    async with opened(app) as pilot:
        seen = [app.theme]
        for _ in range(4):
            await press(pilot, "T")
            seen.append(app.theme)
            assert "Will contractors be approved?" in text(app)
        assert seen == ["dark", "light", "high-contrast", "ansi", "dark"]
        await press(pilot, "T", "T", "T")
    again = MonitorApp(app.session.config_path, app.session.db_path, clock=app.session.clock, poll=False)
    assert again.theme == "ansi"


async def test_without_colour_signs_and_words_remain(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NO_COLOR", "1")
    app = screens.program(tmp_path, monkeypatch)
    async with opened(app, (120, 40)):
        shown = text(app)
        assert "● approved" in shown
        assert "■ confirmed" in shown
        assert "! overdue" in shown
        assert "▌" in shown


async def test_a_picture_is_saved(app: MonitorApp, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    async with opened(app) as pilot:
        await pilot.app.run_action("screen.picture")
        await pilot.pause()
        assert "saved as" in text(app)
    (saved,) = _pictures(tmp_path)
    assert "approved" in saved.read_text("utf-8")


def _pictures(folder: Path) -> list[Path]:
    return list(folder.glob("monitor-*.svg"))


async def test_the_cursor_goes_with_every_key_that_moves(app: MonitorApp) -> None:
    async with opened(app, (80, 12)) as pilot:
        await press(pilot, "e", "G")
        archive = rows(app, "archive")
        assert archive._cursor == 15
        await press(pilot, "g")
        assert archive._cursor == 0
        for key, place in (("down", 1), ("j", 2), ("up", 1), ("k", 0), ("end", 15), ("home", 0)):
            await press(pilot, key)
            assert (key, archive._cursor) == (key, place)
        for key, place in (("pagedown", 7), ("ctrl+d", 14), ("pageup", 7), ("ctrl+u", 0)):
            await press(pilot, key)
            assert (key, archive._cursor) == (key, place)
