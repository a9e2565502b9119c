"""What a notice is about, when it is told, and in which words."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta

import pytest

from monitor.config import ConfigErrors
from monitor.model import Answer, Basis, Change, Days, Kind, Moved, NoticeRule, Sound, Status
from monitor.notice.rules import MOST, Notice, due, is_news, is_quiet, kinds_of, notice_of, wants
from monitor.notice.send import desktop_command, sequence
from tests.pipeline_cases import TOML, config

NOW = datetime(2024, 6, 25, 12, tzinfo=UTC)
NEVER = Answer("contractors", "approved", Kind.WILL)
CONSIDERED = replace(NEVER, status=Status.CONSIDERING, basis=Basis.REPORTED)
APPROVED = replace(NEVER, status=Status.APPROVED, basis=Basis.REPORTED)
CONFIRMED = replace(APPROVED, basis=Basis.CONFIRMED)
WHEN = Answer("contractors", "when", Kind.WHEN, days=Days(None, date(2024, 12, 31)), basis=Basis.REPORTED)
LATER = replace(WHEN, days=Days(None, date(2025, 3, 31)), slipped_from=WHEN.days)


def change(
    before: Answer | None, after: Answer, id_: int = 1, cause: str = "item", at: datetime = NOW
) -> Change:
    """A change of the board."""
    return Change(
        id_, at, after.topic, after.question, before, after, why="Two officials say so.", cause=cause
    )


@pytest.mark.parametrize(
    ("before", "after", "kinds"),
    [
        (None, CONSIDERED, {Moved.OTHER}),
        (CONSIDERED, APPROVED, {Moved.DECIDED}),
        (None, CONFIRMED, {Moved.DECIDED, Moved.CONFIRMED}),
        (APPROVED, CONFIRMED, {Moved.CONFIRMED}),
        (CONFIRMED, replace(CONFIRMED, status=Status.REVERSED), {Moved.DECIDED}),
        (APPROVED, CONSIDERED, {Moved.OTHER}),
        (APPROVED, replace(APPROVED, contested="CNN: rejected"), {Moved.CONTESTED}),
        (replace(APPROVED, contested="CNN: rejected"), APPROVED, {Moved.OTHER}),
        (CONSIDERED, replace(CONSIDERED, overdue=True), {Moved.OVERDUE}),
        (replace(CONSIDERED, overdue=True), CONSIDERED, {Moved.OTHER}),
        (WHEN, LATER, {Moved.SLIPPED}),
        (LATER, replace(LATER, basis=Basis.CONFIRMED), {Moved.CONFIRMED}),
    ],
)
def test_kinds_of_change(before: Answer | None, after: Answer, kinds: set[Moved]) -> None:
    assert kinds_of(change(before, after)) == kinds


@pytest.mark.parametrize(
    ("rule", "moved", "wanted"),
    [
        (NoticeRule("all"), change(None, CONSIDERED), True),
        (NoticeRule("topic", topics=("contractors",)), change(None, CONSIDERED), True),
        (NoticeRule("topic", topics=("tariffs",)), change(None, CONSIDERED), False),
        (NoticeRule("decided", changes=(Moved.DECIDED,)), change(None, CONSIDERED), False),
        (NoticeRule("decided", changes=(Moved.DECIDED,)), change(CONSIDERED, CONFIRMED), True),
        (NoticeRule("two", changes=(Moved.OVERDUE, Moved.CONFIRMED)), change(CONSIDERED, CONFIRMED), True),
        (NoticeRule("all"), change(None, CONSIDERED, cause="time"), True),
        (NoticeRule("all"), change(None, CONSIDERED, cause="tag"), False),  # the analyst knows
        (NoticeRule("all"), change(None, CONSIDERED, cause="config"), False),
    ],
)
def test_which_rule_tells_of_what(rule: NoticeRule, moved: Change, wanted: bool) -> None:
    assert (is_news(moved, moved.at) and wants(rule, moved)) is wanted


@pytest.mark.parametrize(
    ("begins", "ends", "hour", "quiet"),
    [
        (22, 7, 23, True),
        (22, 7, 0, True),
        (22, 7, 6, True),
        (22, 7, 7, False),
        (22, 7, 21, False),
        (22, 7, 22, True),
        (12, 13, 12, True),
        (12, 13, 13, False),
        (12, 13, 3, False),
    ],
)
def test_quiet_hours(begins: int, ends: int, hour: int, quiet: bool) -> None:
    assert is_quiet((time(begins), time(ends)), NOW.replace(hour=hour)) is quiet
    assert is_quiet(None, NOW.replace(hour=hour)) is False


def test_what_comes_in_quiet_hours_is_told_together_afterwards() -> None:
    rule = NoticeRule("night", quiet=(time(22), time(7)))
    moved = [change(None, CONSIDERED, 5, at=NOW), change(CONSIDERED, CONFIRMED, 6, at=NOW)]
    night, morning = NOW.replace(hour=23), NOW + timedelta(hours=20)
    silent = due(rule, moved, 4, config(), night, night)
    assert (silent.last, silent.notice) == (4, None)
    told = due(rule, moved, silent.last, config(), morning, morning)
    assert told.last == 6
    assert told.notice is not None
    assert [c.id for c in told.notice.changes] == [5, 6]
    assert due(rule, moved, told.last, config(), morning, morning).notice is None


def test_what_is_told_is_done_with_and_so_is_what_nobody_wants() -> None:
    rule = NoticeRule("decided", changes=(Moved.DECIDED,))
    found = due(rule, [change(None, CONSIDERED, 9)], 3, config(), NOW, NOW)
    assert (found.last, found.notice) == (9, None)


def test_history_is_no_news() -> None:
    old = change(None, CONSIDERED, 2, at=NOW - timedelta(days=30))
    found = due(NoticeRule("all"), [old], 0, config(), NOW, NOW)
    assert (found.last, found.notice) == (2, None)


def test_the_words_of_one_change_and_of_many() -> None:
    asks = {("contractors", "approved"): "Contractors: Will they?"}
    one = notice_of([change(CONSIDERED, CONFIRMED)], asks)
    assert one.title == "Contractors: Will they?"
    assert one.body == "considering → approved, confirmed\nTwo officials say so."
    many = notice_of([change(None, CONSIDERED, n) for n in range(5)], asks)
    assert many.title == "5 changes of the board"
    assert many.body.splitlines()[0] == "2 earlier; the last 3:"
    assert len(many.body.splitlines()) == MOST + 1
    assert len(many.changes) == 5


HOSTILE = Notice("a;b\x1b]0;x\x07", "<b>c</b>;\x1b\\d\ne", ())


@pytest.mark.parametrize("tmux", [False, True])
@pytest.mark.parametrize("sound", list(Sound))
def test_nothing_in_a_notice_reaches_the_terminal_but_what_is_meant(sound: Sound, tmux: bool) -> None:
    made = sequence(sound, HOSTILE, tmux=tmux)
    inner = made.removeprefix("\x1bPtmux;").removesuffix("\x1b\\").replace("\x1b\x1b", "\x1b")
    expected = {Sound.BELL: (0, 1), Sound.OSC9: (1, 1), Sound.OSC777: (1, 1), Sound.NOTIFY_SEND: (0, 0)}
    assert (inner.count("\x1b"), inner.count("\a")) == expected[sound]
    assert "\n" not in made
    if sound is Sound.OSC777:
        assert inner.count(";") == 3


def test_the_desktop_gets_escaped_words_that_are_no_options() -> None:
    command = desktop_command(Notice("--help", "<b>c</b>", ()))
    assert command[command.index("--") + 1 :] == ("--help", "&lt;b&gt;c&lt;/b&gt;")


# --- feeds.toml ---------------------------------------------------------------------------------------------

RULE = """
[[notify]]
name = "desk"
by = ["bell", "osc777"]
command = ["/usr/bin/tell", "--all"]
apprise = "ntfy://$DESK_TOPIC"
topics = ["contractors"]
changes = ["decided", "contested", "overdue"]
quiet = "22:00-07:00"
"""


def test_a_rule_is_read_from_feeds_toml() -> None:
    (rule,) = config(TOML + RULE).notify
    assert rule == NoticeRule(
        "desk",
        (Sound.BELL, Sound.OSC777),
        ("/usr/bin/tell", "--all"),
        "ntfy://$DESK_TOPIC",
        ("contractors",),
        (Moved.DECIDED, Moved.CONTESTED, Moved.OVERDUE),
        (time(22), time(7)),
    )
    assert config(TOML).notify == ()


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        (
            '"bell"',
            '"bel"',
            'expected some of bell, osc9, osc777, notify-send; got "bel"; did you mean "bell"',
        ),
        ('"decided"', '"decide"', 'did you mean "decided"'),
        ('topics = ["contractors"]', 'topics = ["contractor"]', 'did you mean "contractors"'),
        ('"22:00-07:00"', '"22-7"', "22:00-07:00"),
        ('"22:00-07:00"', '"07:00-07:00"', "two different times"),
        ("ntfy://$DESK_TOPIC", "ntfy", "Apprise URL"),
        ('name = "desk"', "", "notify[1].name: is missing"),
        ('["/usr/bin/tell", "--all"]', '"/usr/bin/tell"', "expected a list"),
        ('["/usr/bin/tell", "--all"]', "[]", "is empty"),
        ("quiet =", "quite =", 'did you mean "quiet"'),
        (RULE, '[[notify]]\nname = "x"\n', "tells nobody"),
        (RULE, RULE + RULE, "already used"),
    ],
)
def test_a_broken_rule_is_told(old: str, new: str, message: str) -> None:
    with pytest.raises(ConfigErrors) as caught:
        config(TOML + RULE.replace(old, new))
    assert message in str(caught.value)
