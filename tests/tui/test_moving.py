"""From every screen to every other and back; the cursor stays on its row whatever comes in."""

from __future__ import annotations

import pytest
from screens import flat, opened, press, rows, scope, text, write

from monitor.digest.daily import LAST
from monitor.store import open_store
from monitor.tui.app import MonitorApp


@pytest.mark.parametrize("size", [(60, 20), (80, 24), (200, 60)], ids=str)
async def test_every_screen_opens_and_goes_back(app: MonitorApp, size: tuple[int, int]) -> None:
    async with opened(app, size) as pilot:
        for key, wanted in (
            ("e", "archive"),
            ("c", "changes"),
            ("f", "feeds"),
            ("d", "digest"),
            ("E", "edit"),
        ):
            await press(pilot, key)
            assert scope(app) == wanted
            await press(pilot, "j", "G", "g", "k") if wanted != "edit" else None
            await press(pilot, "escape")
            assert scope(app) == "board"
            assert len(app.screen_stack) == 1


async def test_one_main_screen_replaces_another(app: MonitorApp) -> None:
    async with opened(app) as pilot:
        await press(pilot, "e", "c", "f", "d")
        assert scope(app) == "digest"
        await press(pilot, "escape")
        assert scope(app) == "board"
        await press(pilot, "e", "enter", "w", "b")
        assert len(app.screen_stack) == 1


async def test_a_question_an_item_and_its_reasoning(app: MonitorApp) -> None:
    async with opened(app) as pilot:
        await press(pilot, "G", *"kkkkk", "enter")
        assert scope(app) == "question"
        assert "Will contractors be approved?" in text(app)
        assert "A public decision by the President" in flat(app)
        await press(pilot, "j", "j", "j", "enter")
        assert scope(app) == "item"
        assert "Deputy Press Secretary Holds a Press Briefing" in text(app)
        await press(pilot, "w")
        assert scope(app) == "why"
        assert "on the topic" in text(app)
        await press(pilot, "escape", "escape", "escape")
        assert scope(app) == "board"


async def test_next_and_previous_walk_the_list_it_was_opened_from(app: MonitorApp) -> None:
    async with opened(app) as pilot:
        await press(pilot, "e", "enter")
        assert "on hold until January" in text(app)
        await press(pilot, "right_square_bracket")
        assert "Deputy Press Secretary" in text(app)
        await press(pilot, "left_square_bracket", "left_square_bracket")
        assert "No more items that way" in text(app)
        await press(pilot, "right_square_bracket", "escape")
        assert rows(app, "archive").cursor_key == app.session.page(app.screen._filter(), None, 2)[1].id  # type: ignore[attr-defined]


async def test_the_digest_goes_from_day_to_day(app: MonitorApp) -> None:
    async with opened(app) as pilot:
        await press(pilot, "d")
        assert "25 November" in text(app)
        await press(pilot, "left_square_bracket")
        assert "24 November" in text(app)
        await press(pilot, "right_square_bracket", "right_square_bracket")
        assert "That day has not come yet" in text(app)


async def test_the_digest_covers_a_day_a_week_or_all_since_the_last_that_was_written(
    app: MonitorApp,
) -> None:
    async with opened(app, (120, 60)) as pilot:
        await press(pilot, "d", "p")
        assert "Digest of the seven days to Monday, 25 November 2024" in text(app)
        assert "19 November 2024" in flat(app)
        await press(pilot, "p")
        assert "Digest since the last one" in text(app)
        assert "24 November 2024, 14:02 to 25 November 2024, 14:02" in flat(app)
        await press(pilot, "left_square_bracket")
        assert "p goes back to days" in text(app)
        await press(pilot, "W")
        assert "digest-2024-11-25-1402.md" in flat(app).replace(" ", "")
        with open_store(app.session.db_path, readonly=True) as store:
            assert store.settings.get(LAST) == "2024-11-25T19:02:00+00:00"
        await press(pilot, "p")
        assert "Digest of Monday, 25 November 2024" in text(app)


async def test_next_change_sees_one_after_the_other(app: MonitorApp) -> None:
    async with opened(app) as pilot:
        waiting = app.board_page.waiting
        assert waiting == 13
        while app.board_page.waiting:
            await press(pilot, "n")
            assert app.board_page.waiting < waiting
            waiting = app.board_page.waiting
        await press(pilot, "n")
        assert "Every change has been seen" in text(app)
        with_marks = [line for line in text(app).splitlines() if line.lstrip("▌▏ ").startswith("•")]
        assert with_marks == []


async def test_a_change_seen_stays_seen_after_a_restart(app: MonitorApp) -> None:
    async with opened(app) as pilot:
        await press(pilot, "K")
        assert app.board_page.waiting == 0
    again = MonitorApp(app.session.config_path, app.session.db_path, clock=app.session.clock, poll=False)
    async with opened(again):
        assert again.board_page.waiting == 0


async def test_changes_list_every_change_with_its_sentence(app: MonitorApp) -> None:
    async with opened(app, (120, 60)) as pilot:
        await press(pilot, "c")
        assert "13 changes" in text(app)
        assert "We have authorized contractors" in text(app)
        await press(pilot, "enter")
        assert scope(app) == "question"


async def test_the_board_is_filtered_and_sorted(app: MonitorApp) -> None:
    async with opened(app, (120, 40)) as pilot:
        await press(pilot, "slash")
        await write(pilot, "nato")
        assert "Will NATO invite Ukraine?" in text(app)
        assert "How many contractors?" not in text(app)
        await press(pilot, "enter", "escape")
        assert "How many contractors?" in text(app)
        await press(pilot, "slash")
        await write(pilot, "zzz")
        assert "No question matches" in text(app)
        await press(pilot, "escape", "S")
        assert "by last change" in text(app)
        await press(pilot, "S")
        assert "by confidence" in text(app)


FILTERS = {
    "tier:wire": 4,
    'feed:"Harbour Post"': 7,
    "status:approved": 3,
    "topic:nato": 2,
    "question:when": 2,
    "since:2024-11-01 until:2024-11-10": 3,
    "contractors": 10,
    '"de facto ban"': 2,
    "NEAR(": 0,
    "tag:star": 0,
}


async def test_the_archive_is_searched(app: MonitorApp) -> None:
    async with opened(app, (120, 40)) as pilot:
        await press(pilot, "e")
        for words, found in FILTERS.items():
            await press(pilot, "slash")
            await write(pilot, words)
            assert (words, len(rows(app, "archive"))) == (words, found)
            await press(pilot, "enter", "escape")
            assert len(rows(app, "archive")) == 16


async def test_a_filter_that_is_not_understood_says_so(app: MonitorApp) -> None:
    async with opened(app, (120, 40)) as pilot:
        await press(pilot, "e", "slash")
        await write(pilot, "since:soon")
        assert "“soon” is no day" in text(app)


async def test_a_feed_opens_its_items(app: MonitorApp) -> None:
    async with opened(app, (120, 40)) as pilot:
        await press(pilot, "f", "j", "j", "enter")  # the failing feed is listed first
        assert scope(app) == "archive"
        assert "Meridian Wire" in text(app)
        assert len(rows(app, "archive")) == 4


async def test_views_are_saved_and_come_back(app: MonitorApp) -> None:
    async with opened(app, (120, 40)) as pilot:
        await press(pilot, "v")
        assert "not judged yet" in text(app)
        await press(pilot, "escape", "e", "slash")
        await write(pilot, "tier:wire")
        await press(pilot, "enter", "V")
        await write(pilot, "[b]wires")
        await press(pilot, "enter", "b", "v")
        assert "[b]wires" in text(app)
        await press(pilot, "down", "enter")
        assert scope(app) == "archive"
        assert len(rows(app, "archive")) == 4


async def test_mouse_clicks_choose_and_open(app: MonitorApp) -> None:
    async with opened(app, (120, 40)) as pilot:
        await press(pilot, "e")
        await pilot.click("#archive", offset=(20, 3))
        assert rows(app, "archive")._cursor == 3
        await pilot.click("#archive", offset=(20, 3), times=2)
        await pilot.pause()
        assert scope(app) == "item"
        await press(pilot, "escape")
        label = text(app).splitlines()[-1].index("/ filter")
        await pilot.click(offset=(label, 39))
        await pilot.pause()
        assert app.focused is not None
        assert app.focused.id == "filter"


async def test_resizing_keeps_the_row(app: MonitorApp) -> None:
    async with opened(app, (80, 24)) as pilot:
        await press(pilot, "G")
        key = rows(app, "questions").cursor_key
        for size in ((60, 20), (200, 60), (30, 8), (80, 24)):
            await pilot.resize_terminal(*size)
            await pilot.pause()
            assert rows(app, "questions").cursor_key == key
            line = rows(app, "questions").cursor_line
            assert 0 <= line < rows(app, "questions").size.height
