"""Tags, notes, answers by hand go on the row under the cursor; the board follows, undo takes them back."""

from __future__ import annotations

import json

import pytest
from screens import flat, opened, press, rows, scope, settled, tags, text, write
from textual.widgets import Input

from monitor.model import Kind, TagKind
from monitor.tui.app import MonitorApp
from monitor.tui.prompts import parse_value

KEYS = {
    "a": (TagKind.RELEVANT, ""),
    "x": (TagKind.NOISE, ""),
    "s": (TagKind.STAR, ""),
    "1": (TagKind.CREDIBILITY, "1"),
    "6": (TagKind.CREDIBILITY, "6"),
}


async def test_each_key_puts_its_tag_on_the_item_under_the_cursor(app: MonitorApp) -> None:
    async with opened(app) as pilot:
        await press(pilot, "e", "j", "j")
        item = rows(app, "archive").cursor_key
        for key, (kind, value) in KEYS.items():
            await press(pilot, key)
            last = tags(app)[-1]
            assert (last.item, last.kind, last.value) == (item, kind, value)
            assert "u takes it back" in text(app)
            assert rows(app, "archive").cursor_key == item
            await press(pilot, "u")
            assert tags(app)[-1].undoes == last.id
        await press(pilot, *"u" * (len(KEYS) + 1))
        assert "There is nothing to take back" in text(app)


@pytest.mark.parametrize("key", ["x", "minus"])
async def test_the_board_follows_a_tag_and_its_undoing(app: MonitorApp, key: str) -> None:
    async with opened(app, (120, 40)) as pilot:
        await press(pilot, *"jjjjjj")
        assert "confirmed" in _line(app, "Will contractors be approved?", "14 days")
        await press(pilot, "tab", "j", key)  # the press secretary's own words
        assert "reported" in _line(app, "Will contractors be approved?", "14 days")
        await press(pilot, "u")
        assert "confirmed" in _line(app, "Will contractors be approved?", "14 days")


def _line(app: MonitorApp, words: str, below: str) -> str:
    after = text(app).split(below, 1)[1]
    return next(line for line in after.splitlines() if words in line)


async def test_only_a_signal_is_read_rightly_or_wrongly(app: MonitorApp) -> None:
    async with opened(app) as pilot:
        await press(pilot, "e", "plus")
        assert "Only a signal" in text(app)
        assert tags(app) == ()
        await press(pilot, "enter", "j", "plus")
        last = tags(app)[-1]
        assert (last.kind, last.signal is not None) == (TagKind.CONFIRM, True)
        assert "read rightly" in text(app)


async def test_marked_rows_are_tagged_together_after_a_yes(app: MonitorApp) -> None:
    async with opened(app) as pilot:
        await press(pilot, "e", "space", "j", "space")
        archive = rows(app, "archive")
        marked = archive.marked()
        assert len(marked) == 2
        await press(pilot, "x")
        assert "Tag 2 marked rows “noise”?" in text(app)
        await press(pilot, "x")  # the key that asks does not answer
        assert tags(app) == ()
        await press(pilot, "n")
        assert tags(app) == ()
        await press(pilot, "x", "y")
        assert [tag.item for tag in tags(app)] == marked
        assert archive.marked() == []
        await press(pilot, "space", "escape")
        assert archive.marked() == []
        assert scope(app) == "archive"


async def test_marks_that_a_filter_hides_are_not_tagged(app: MonitorApp) -> None:
    async with opened(app) as pilot:
        await press(pilot, "e", "space", "space", "slash")
        await write(pilot, "tier:official")
        await press(pilot, "enter")
        assert len(rows(app, "archive").marked()) == 1
        await press(pilot, "s")
        assert len(tags(app)) == 1


async def test_a_note_of_several_lines(app: MonitorApp) -> None:
    async with opened(app) as pilot:
        await press(pilot, "e", "m")
        await write(pilot, "first line")
        await press(pilot, "enter")
        await write(pilot, "second [/b] line")
        await press(pilot, "ctrl+d")
        assert tags(app)[-1].value == "first line\nsecond [/b] line"
        await press(pilot, "enter")
        assert "second [/b] line" in text(app)
        await press(pilot, "m", "escape")
        assert len(tags(app)) == 1


async def test_own_tags_are_completed_from_those_in_use(app: MonitorApp) -> None:
    async with opened(app) as pilot:
        await press(pilot, "e", "t")
        await write(pilot, "follow up")
        await press(pilot, "enter")
        assert tags(app)[-1].value == "follow-up"
        await press(pilot, "j", "t")
        assert "#follow-up" in text(app)
        await pilot.press("f")
        field = app.screen.query_one(Input)
        for _ in range(50):
            if field._suggestion:
                break
            await pilot.pause()
        await press(pilot, "right", "enter")
        assert [tag.value for tag in tags(app)] == ["follow-up", "follow-up"]
        assert "#follow-up" in text(app)


async def test_an_answer_by_hand_needs_a_reason_and_is_taken_back(app: MonitorApp) -> None:
    async with opened(app, (120, 40)) as pilot:
        await press(pilot, *"jjjjjj", "A")
        await write(pilot, "maybe")
        await press(pilot, "enter")
        assert "“maybe” is none of" in flat(app)
        app.screen.query_one("#value", Input).value = ""
        await write(pilot, "rejected")
        await press(pilot, "enter", "enter")
        assert "A reason is needed" in text(app)
        await write(pilot, "my own call")
        await press(pilot, "enter")
        assert json.loads(tags(app)[-1].value) == {"status": "rejected", "reason": "my own call"}
        line = _line(app, "Will contractors be approved?", "14 days")
        assert "rejected" in line
        assert "by hand" in line
        await press(pilot, "u")
        assert "approved" in _line(app, "Will contractors be approved?", "14 days")


@pytest.mark.parametrize(
    ("kind", "source", "value"),
    [
        (Kind.WILL, "In-Effect", {"status": "in-effect"}),
        (Kind.WHEN, "2024-12-31", {"when": ["2024-12-31", "2024-12-31"]}),
        (Kind.WHEN, "..2024-12-31", {"when": [None, "2024-12-31"]}),
        (Kind.WHEN, "2024-11-01..", {"when": ["2024-11-01", None]}),
        (Kind.HOW_MANY, "36..1,900 contractors", {"count": [36, 1900], "unit": "contractors"}),
        (Kind.HOW_MANY, "..0.5 percent", {"count": [None, 0.5], "unit": "percent"}),
        (Kind.WHAT, "far from the front; no weapons ", {"what": ["far from the front", "no weapons"]}),
    ],
)
def test_what_is_typed_as_an_answer(kind: Kind, source: str, value: dict[str, object]) -> None:
    assert parse_value(kind, source) == value


@pytest.mark.parametrize(
    ("kind", "source"),
    [
        (Kind.WILL, "soon"),
        (Kind.WHEN, "31 Dec"),
        (Kind.WHEN, "2024-12-31..2024-12-01"),
        (Kind.WHEN, ".."),
        (Kind.HOW_MANY, "many"),
        (Kind.HOW_MANY, ".."),
        (Kind.HOW_MANY, "9..3 firms"),
        (Kind.HOW_MANY, "nan"),
        (Kind.HOW_MANY, "1e999"),
        (Kind.WHAT, ";"),
        (Kind.WHAT, "  "),
    ],
)
def test_what_is_no_answer(kind: Kind, source: str) -> None:
    with pytest.raises(ValueError):
        parse_value(kind, source)


async def test_copy_shows_what_was_copied(app: MonitorApp) -> None:
    async with opened(app, (200, 40)) as pilot:
        await press(pilot, "j", "y")
        assert app.clipboard.startswith("“We have authorized contractors")
        assert "https://news.test/a9" in app.clipboard
        assert "sent to the clipboard: “We have authorized" in text(app)
        await press(pilot, "Y")
        assert app.clipboard == "https://news.test/a9"


async def test_without_a_browser_the_link_is_shown(app: MonitorApp, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", "")
    async with opened(app, (200, 40)) as pilot:
        await press(pilot, "j", "o")
        await settled(pilot)
        assert "No browser here" in text(app)
        assert "https://news.test/a9" in text(app)
