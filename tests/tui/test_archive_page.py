"""Everything stored: other orders, what a search found, judging in a row, and writing out what is listed."""

from __future__ import annotations

import csv
import json
from pathlib import Path

import pytest
from screens import flat, opened, press, rows, scope, settled, tags, text, toasts, write
from textual.pilot import Pilot
from textual.widgets import Input, TextArea

from monitor.model import Item, TagKind
from monitor.store import open_store
from monitor.tui.app import MonitorApp
from monitor.tui.archive import ArchivePage


def listed(app: MonitorApp) -> list[object]:
    return list(rows(app, "archive").chosen_keys())


def items(app: MonitorApp) -> list[Item]:
    with open_store(app.session.db_path, readonly=True) as store:
        found = [store.items.get(int(str(key))) for key in listed(app)]
    return [item for item in found if item is not None]


def titles(app: MonitorApp) -> list[str]:
    return [item.title for item in items(app)]


async def test_the_list_stands_in_three_orders_and_the_cursor_on_its_row(app: MonitorApp) -> None:
    async with opened(app, (120, 40)) as pilot:
        await press(pilot, "e", "j", "j", "j")
        newest, here = listed(app), rows(app, "archive").cursor_key
        await press(pilot, "S")
        assert "by oldest" in text(app)
        assert listed(app) == newest[::-1]
        assert rows(app, "archive").cursor_key == here
        await press(pilot, "S")
        assert "by outlet" in text(app)
        outlets = [item.feed for item in items(app)]
        assert outlets == sorted(outlets)
        assert rows(app, "archive").cursor_key == here
        await press(pilot, "S")
        assert listed(app) == newest


async def test_a_search_can_be_put_in_order(app: MonitorApp) -> None:
    async with opened(app, (120, 40)) as pilot:
        await press(pilot, "e", "slash")
        await write(pilot, "contractors")
        await press(pilot, "enter")
        found = set(listed(app))
        await press(pilot, "S")
        assert set(listed(app)) == found
        assert titles(app)[0].startswith("White House weighs")


async def test_what_a_search_found_is_set_off_in_the_list_and_in_the_item(app: MonitorApp) -> None:
    async with opened(app, (120, 40)) as pilot:
        await press(pilot, "e", "slash")
        await write(pilot, "storms")
        await press(pilot, "enter")
        assert reversed_words(app) == ["storms"]
        await press(pilot, "enter")
        assert reversed_words(app) == ["storms"]


def reversed_words(app: MonitorApp) -> list[str]:
    strips = app.screen._compositor.render_strips()
    return [s.text for strip in strips for s in strip if s.style and s.style.reverse and s.text.strip()]


async def test_what_is_judged_stays_dimmed_until_the_list_is_opened_anew(app: MonitorApp) -> None:
    async with opened(app, (120, 40)) as pilot:
        await press(pilot, "v")
        assert "not judged yet" in text(app)
        await press(pilot, "enter")
        before = listed(app)
        assert len(before) == 11
        for key in "xas":
            await press(pilot, key, "j")
        assert listed(app) == before
        assert [tag.item for tag in tags(app)] == before[:3]
        faint = app.look("faint").color
        line = rows(app, "archive").render_line(0)
        assert any(s.style is not None and s.style.color == faint and "Contractors" in s.text for s in line)
        await press(pilot, "escape", "v", "enter")
        assert listed(app) == before[3:]
        await press(pilot, "u", "u", "u")
        assert listed(app) == before, "what is taken back is to be judged again"


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    made = tmp_path / "out"
    made.mkdir()
    monkeypatch.chdir(made)
    return made


async def written(pilot: Pilot[None], name: str) -> None:
    """Write what is listed to a file of that name."""
    await press(pilot, "W")
    field = pilot.app.screen.query_one(Input)
    field.value = ""
    await write(pilot, name)
    await press(pilot, "enter")
    await settled(pilot)


async def test_what_is_listed_is_written_as_csv_and_as_lines(app: MonitorApp, folder: Path) -> None:
    async with opened(app, (120, 40)) as pilot:
        await press(pilot, "e", "slash")
        await write(pilot, "topic:nato")
        await press(pilot, "enter", "x")
        await written(pilot, "nato.csv")
        assert "2 items written to" in text(app)
        with (folder / "nato.csv").open(encoding="utf-8", newline="") as source:
            lines = list(csv.DictReader(source))
        assert [line["title"] for line in lines] == titles(app)
        assert lines[0]["tags"] == "noise"
        await written(pilot, "nato.jsonl")
        kept = [json.loads(line) for line in (folder / "nato.jsonl").read_text("utf-8").splitlines()]
        assert [item["title"] for item in kept] == titles(app)
        assert set(kept[0]) >= {"id", "feed", "url", "title", "summary", "published"}


async def test_a_file_is_never_written_over(app: MonitorApp, folder: Path) -> None:
    (folder / "mine.csv").write_text("mine", "utf-8")
    async with opened(app, (120, 40)) as pilot:
        await press(pilot, "e")
        for name, wrong in (
            ("mine.csv", "is there already"),
            ("list.txt", "must end in .csv or .jsonl"),
            ("no/such/list.csv", "There is no folder"),
        ):
            await written(pilot, name)
            assert wrong in toasts(app)
        assert (folder / "mine.csv").read_text("utf-8") == "mine"


async def test_changes_are_written_with_their_sentences(app: MonitorApp, folder: Path) -> None:
    async with opened(app, (120, 40)) as pilot:
        await press(pilot, "c")
        await written(pilot, "changes.csv")
        with (folder / "changes.csv").open(encoding="utf-8", newline="") as source:
            lines = list(csv.DictReader(source))
        assert len(lines) == 13
        assert "We have authorized contractors" in {line["quote"][:30] for line in lines}


async def test_a_formula_in_a_title_is_defused(app: MonitorApp, folder: Path) -> None:
    with open_store(app.session.db_path) as store, store.transaction():
        store.connection.execute("update items set title = '=HYPERLINK(1)' where id = 1")
    async with opened(app, (120, 40)) as pilot:
        await press(pilot, "e")
        await written(pilot, "all.csv")
        assert "'=HYPERLINK(1)" in (folder / "all.csv").read_text("utf-8")


async def test_copying_more_than_a_line_shows_it_in_full(app: MonitorApp) -> None:
    async with opened(app, (60, 20)) as pilot:
        await press(pilot, "e", "j", "y")
        assert "it is here" in text(app)
        assert app.clipboard in toasts(app)
        assert app.clipboard.startswith("Deputy Press Secretary")


async def test_the_editor_opens_at_the_topic_and_shows_what_it_matches(app: MonitorApp) -> None:
    async with opened(app, (150, 40)) as pilot:
        await press(pilot, "G", "E")
        editor = app.screen.query_one(TextArea)
        assert editor.document.get_line(editor.cursor_location[0]) == "[[topics]]"
        assert editor.document.get_line(editor.cursor_location[0] + 1) == 'id = "nato"'
        assert "Summit text calls Ukraine's path to NATO" in text(app)
        assert rows(app, "preview").cursor_key == ("topic", "nato")


async def test_a_topic_is_added_with_the_comments_kept(app: MonitorApp) -> None:
    path = app.session.config_path
    path.write_text("# mine, to be kept\n" + path.read_text("utf-8"), "utf-8")
    async with opened(app, (150, 40)) as pilot:
        await press(pilot, "E", "f3")
        editor = app.screen.query_one(TextArea)
        assert editor.document.get_line(editor.cursor_location[0]) == "[[topics]]"
        await press(pilot, "f2")
        assert "saved; it is taken up at once" in text(app)
        kept = path.read_text("utf-8")
        assert kept.startswith("# mine, to be kept\n")
        assert 'id = "new-topic"' in kept


async def test_the_digest_of_any_day(app: MonitorApp) -> None:
    async with opened(app, (120, 40)) as pilot:
        await press(pilot, "d", "D")
        field = app.screen.query_one(Input)
        for day, wrong in (("soon", "is no day"), ("2031-01-01", "has not come yet")):
            field.value = ""
            await write(pilot, day)
            await press(pilot, "enter")
            assert wrong in flat(app)
        field.value = ""
        await write(pilot, "2024-11-08")
        await press(pilot, "enter")
        assert "8 November 2024" in text(app)
        assert scope(app) == "digest"


async def test_a_verdict_from_the_item_is_seen_in_the_list(app: MonitorApp) -> None:
    async with opened(app, (120, 40)) as pilot:
        await press(pilot, "e", "enter", "x", "escape")
        page = app.screen
        assert isinstance(page, ArchivePage)
        assert tags(app)[-1].kind is TagKind.NOISE
        assert "✗" in text(app).splitlines()[1]
