"""feeds.toml: what it says, and what is wrong with it."""

from datetime import date, timedelta
from pathlib import Path

import pytest
import tomlkit
from hypothesis import given
from hypothesis import strategies as st

from monitor.config import ConfigErrors, Problem, load_config, parse_config
from monitor.config.edit import (
    write_duration,
)
from monitor.config.lines import find_lines
from monitor.config.sections import SHORTEST, duration
from monitor.config.table import Table
from monitor.model import Days, Kind, Tier
from monitor.terms import parse_terms
from tests.ground.config_cases import GOOD, HERE


def problems(text: str) -> list[Problem]:
    with pytest.raises(ConfigErrors) as caught:
        parse_config(text, HERE)
    return list(caught.value.problems)


def test_a_sound_file_says_what_it_says() -> None:
    config = parse_config(GOOD, HERE)
    assert (config.every, config.timezone, config.contact) == (
        timedelta(hours=2),
        "America/New_York",
        "desk@example.org",
    )
    pentagon, wire = config.feeds
    assert pentagon.tier is Tier.OFFICIAL
    assert (pentagon.reliability, pentagon.every, pentagon.topics) == (
        "A",
        timedelta(minutes=30),
        ("contractors",),
    )
    assert (wire.enabled, wire.allow_private) == (False, True)
    topic = config.topic("contractors")
    assert topic.calendar == {
        "November election": Days(date(2024, 11, 5), date(2024, 11, 5)),
        "NATO summit": Days(date(2024, 7, 9), date(2024, 7, 11)),
    }
    assert topic.cues == {"possibility": ("on the table",)}
    assert [question.kind for question in topic.questions] == list(Kind)
    assert topic.question("when").of == "approved"
    assert topic.question("approved").topic == "contractors"


def test_a_text_may_run_over_lines_and_compose_its_letters() -> None:
    text = GOOD.replace('"Biden | Pentagon"', '"""\nBiden |\n  Pentagon | Orba\u0301n"""')
    assert parse_config(text, HERE).topic("contractors").deciders == parse_terms("Biden | Pentagon | Orbán")


def test_an_empty_file_is_sound() -> None:
    assert parse_config("", HERE).feeds == ()


@pytest.mark.parametrize(
    ("old", "new", "line", "key", "said"),
    [
        ('every = "2h"', 'every = "2 hours"', 3, "monitor.every", "30m"),
        ('every = "2h"', 'every = "0m"', 3, "monitor.every", "between"),
        ('every = "2h"', "every = 2", 3, "monitor.every", "expected text"),
        ("America/New_York", "America/New_Yrok", 4, "monitor.timezone", '"America/New_York"'),
        ("America/New_York", "../../etc/passwd", 4, "monitor.timezone", "time zone"),
        ("desk@example.org", "desk (x)", 5, "monitor.contact", "ASCII"),
        ("contact =", "contcat =", 5, "monitor.contcat", 'did you mean "contact"?'),
        ("[monitor]", "[monitr]", 2, "monitr", 'did you mean "monitor"?'),
        ('"https://www.war.gov/rss"', '"file:///etc/passwd"', 10, "feeds[Pentagon].url", "https://"),
        ('"https://www.war.gov/rss"', '"https:///x"', 10, "feeds[Pentagon].url", "host"),
        ('"https://www.war.gov/rss"', '"https://a b/"', 10, "feeds[Pentagon].url", "spaces"),
        ('"https://www.war.gov/rss"', '"http://[::1"', 10, "feeds[Pentagon].url", "web address"),
        ('"https://www.war.gov/rss"', '"HTTP://127.0.0.1:8080/wire"', 19, "feeds[Wire].url", "already used"),
        ('"Wire"', '"Pentagon"', 18, "feeds[Pentagon].name", "already used in line 9"),
        ('tier = "wire"', 'tier = "wires"', 20, "feeds[Wire].tier", 'did you mean "wire"?'),
        ('tier = "wire"', "", 17, "feeds[Wire].tier", "missing"),
        ('"A"', '"G"', 12, "feeds[Pentagon].reliability", "A, B"),
        ('["contractors"]', '["contractor"]', 14, "feeds[Pentagon].topics", 'did you mean "contractors"?'),
        ("enabled = false", "enabled = 0", 21, "feeds[Wire].enabled", "true or false"),
        ('"U.S. contractors in Ukraine"', '""', 26, "topics[contractors].title", "empty"),
        ('"U.S. contractors in Ukraine"', '"a\\u001bb"', 26, "topics[contractors].title", "screen"),
        ('"Ukraine | Kyiv"', '"Kyiv\\u202e"', 27, "topics[contractors].about", "screen"),
        ('"Ukraine | Kyiv"', '"Ukraine |"', 27, "topics[contractors].about", "blank"),
        ("""'"Blackwater trial"'""", "'\"open'", 31, "topics[contractors].never", "not closed"),
        ("2024-06-01", '"2024-06-01"', 34, "topics[contractors].opened", "without quotation marks"),
        ("2024-06-01", "2024-06-01T10:00:00Z", 34, "topics[contractors].opened", "a day"),
        (
            "[2024-07-09, 2024-07-11]",
            "[2024-07-11, 2024-07-09]",
            35,
            "topics[contractors].calendar.NATO summit",
            "before",
        ),
        (
            "{ possibility",
            "{ posibility",
            36,
            "topics[contractors].cues.posibility",
            'did you mean "possibility"?',
        ),
        ("2024-11-05,", '"soon",', 35, "topics[contractors].calendar.November election", "day"),
        (
            'kind = "will"',
            'kind = "wil"',
            40,
            "topics[contractors].questions[approved].kind",
            'did you mean "will"?',
        ),
        (
            'of = "approved"',
            'of = "aproved"',
            50,
            "topics[contractors].questions[when].of",
            'did you mean "approved"?',
        ),
        ('of = "approved"', 'of = "how-many"', 50, "topics[contractors].questions[when].of", "of kind will"),
        ('of = "approved"', "", 46, "topics[contractors].questions[when].of", "missing"),
        ('of = "approved"', 'unit = "x"', 50, "topics[contractors].questions[when].unit", "how-many"),
        ('unit = "contractor"', "", 52, "topics[contractors].questions[how-many].unit", "missing"),
        (
            'about = "risk | oversight"',
            "",
            58,
            "topics[contractors].questions[safeguards].about",
            "missing",
        ),
        ('id = "when"', 'id = "approved"', 47, "topics[contractors].questions[approved].id", "already used"),
        ('id = "when"', 'id = "a/b"', 47, "topics[contractors].questions[a/b].id", "letters"),
        ("by = 2024-12-31", "yess = 1", 44, "topics[contractors].questions[approved].yess", '"yes"'),
    ],
)
def test_each_mistake_is_told_with_its_line(old: str, new: str, line: int, key: str, said: str) -> None:
    assert old in GOOD
    found = [p for p in problems(GOOD.replace(old, new, 1)) if p.key == key]
    assert found, [str(p) for p in problems(GOOD.replace(old, new, 1))]
    assert said in found[0].message
    assert found[0].line == line
    assert str(found[0]).startswith(f"feeds.toml:{line}: {key}: ")


def test_a_question_of_unknown_kind_is_still_the_nearest_name() -> None:
    broken = GOOD.replace('kind = "will"', 'knd = "will"').replace('of = "approved"', 'of = "aproved"')
    told = {p.key.rpartition(".")[2]: p.message for p in problems(broken)}
    assert set(told) == {"kind", "knd", "of"}
    assert 'did you mean "approved"?' in told["of"]


def test_every_mistake_is_told_at_once_in_order() -> None:
    broken = GOOD.replace('"2h"', "2").replace('tier = "wire"', 'tier = "x"').replace("title =", "titel =")
    assert [p.line for p in problems(broken)] == [3, 20, 24, 26]


@pytest.mark.parametrize(
    ("text", "line"),
    [("[monitor\n", 1), ("a = 1\na = 2\n", 2), ("x = \n", 1), ("[[topics]]\nid = 'a'\nabout = [\n", 4)],
)
def test_broken_toml_is_told_with_its_line(text: str, line: int) -> None:
    [problem] = problems(text)
    assert problem.line == line
    assert "TOML" in problem.message


def test_a_file_nested_too_deeply_is_refused() -> None:
    [problem] = problems("a = " + "[" * 100_000)
    assert "deep" in problem.message or "TOML" in problem.message


def test_files_that_cannot_be_read(tmp_path: Path) -> None:
    with pytest.raises(ConfigErrors, match="monitor init"):
        load_config(tmp_path / "none.toml")
    with pytest.raises(ConfigErrors, match="cannot be read"):
        load_config(tmp_path)
    latin = tmp_path / "latin.toml"
    latin.write_bytes("# ok\n# é".encode("latin-1"))
    with pytest.raises(ConfigErrors, match=r"latin.toml:2: expected UTF-8"):
        load_config(latin)
    marked = tmp_path / "marked.toml"
    marked.write_bytes(b"\xef\xbb\xbf" + GOOD.encode())
    assert load_config(marked).feeds


@pytest.mark.parametrize("name", ["feeds.toml", "monitor/template.toml"])
def test_the_files_we_ship_are_sound(name: str) -> None:
    assert load_config(Path(__file__).parents[2] / name).topics


def test_lines_are_found_past_strings_comments_and_lists() -> None:
    text = (
        "a = '''\n[x]\nb = 1\n'''\n"  # 1-4
        "c = [ # [[\n  1,\n]\n"  # 5-7
        "[t.'u v']\n"  # 8
        "k.l = { m = 1 }\n"  # 9
        "[[p]]\n[[p.q]]\nr = 1\n[[p.q]]\nr = 2\n[[p]]\n[[p.q]]\nr = 3"  # 10-17
    )
    found = find_lines(text)
    assert found["a",] == 1
    assert found["c",] == 5
    assert found["t", "u v", "k", "l"] == 9
    assert [found["p", 0, "q", 0, "r"], found["p", 0, "q", 1, "r"], found["p", 1, "q", 0, "r"]] == [
        12,
        14,
        17,
    ]
    assert ("b",) not in found


def test_every_key_is_documented(monkeypatch: pytest.MonkeyPatch) -> None:
    asked: set[str] = set()
    raw = Table.raw

    def listen(table: Table, key: str) -> object:
        asked.add(key)
        return raw(table, key)

    monkeypatch.setattr(Table, "raw", listen)
    report = '[digest]\nby = "x"\n[mail]\nhost = "localhost"\nfrom = "a@b.c"\nto = ["a@b.c"]\n'
    report += '[[notify]]\nname = "x"\nby = ["bell"]\n'
    parse_config(report + GOOD, HERE)
    page = (Path(__file__).parents[2] / "docs" / "configuration.md").read_text()
    unsaid = {"November election", "NATO summit", "possibility"}
    assert not [key for key in asked - unsaid if f"`{key}`" not in page and f"[{key}]" not in page]


names = st.text(alphabet="abc -_é", min_size=1, max_size=4)
scalars = st.one_of(
    st.integers(0, 9),
    st.booleans(),
    st.text(alphabet="ab\"'#[]={}\n", max_size=8),
    st.dates(),
    st.lists(st.integers(0, 9), max_size=3),
)
flat = st.dictionaries(names, scalars, max_size=3)
nested = st.dictionaries(names, st.one_of(scalars, flat, st.lists(flat, min_size=1, max_size=3)), max_size=4)


@given(nested)
def test_the_line_of_every_key_holds_the_key(values: dict[str, object]) -> None:
    text = tomlkit.dumps(values)
    rows = text.split("\n")
    found = find_lines(text)
    for name, value in values.items():
        if not isinstance(value, list | dict):
            assert rows[found[name,] - 1].strip().strip("\"'").startswith(name)
        elif isinstance(value, list) and value and isinstance(value[0], dict) and f"[[{name}]]" in text:
            for index, table in enumerate(value):
                assert all(key in rows[found[name, index, key] - 1] for key in table)


@given(st.integers(1, 44_640))
def test_durations_are_read_as_they_are_written(minutes: int) -> None:
    value = timedelta(minutes=minutes)
    assert value >= SHORTEST
    assert duration(write_duration(value)) == value


@given(st.text(alphabet="[]={}\"'\n#abc.,-1 \\", max_size=60))
def test_any_text_is_read_or_its_problems_are_told(text: str) -> None:
    found: tuple[Problem, ...] = ()
    try:
        parse_config(text, HERE)
    except ConfigErrors as error:
        found = error.problems or (Problem(HERE, 0, "", "an error without a problem"),)
    assert all(problem.line is None or problem.line >= 1 for problem in found)
