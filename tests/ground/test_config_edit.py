"""Edits of feeds.toml that keep its comments, order and spacing."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from monitor.config import parse_config
from monitor.config.edit import (
    add_feed,
    remove_feed,
    remove_topic,
    replace_feed_url,
    set_feed,
    set_topic,
)
from monitor.model import Feed, Kind, Question, Tier, Topic
from monitor.terms import parse_terms
from tests.ground.config_cases import GOOD, HERE


def test_a_feed_is_added_after_the_last() -> None:
    feed = Feed(
        "BBC [x]", "https://feeds.bbci.co.uk/x", Tier.MEDIA, "B", timedelta(hours=6), ("contractors",)
    )
    text = add_feed(GOOD, feed)
    assert parse_config(text, HERE).feeds[-1] == feed
    assert all(line in text for line in GOOD.splitlines())
    assert text.index("BBC") < text.index("[[topics]]")


def test_a_feed_is_added_to_an_empty_file() -> None:
    feed = Feed("A", "https://a.example/", Tier.OTHER)
    assert parse_config(add_feed("", feed), HERE).feeds == (feed,)


def test_a_feed_is_removed_with_its_keys_only() -> None:
    start, end = GOOD.index('[[feeds]]\nname = "Pentagon"'), GOOD.index("# a wire")
    assert remove_feed(GOOD, "Pentagon") == GOOD[:start] + "\n" + GOOD[end:]
    last = remove_feed(GOOD, "Wire")
    assert "# a wire" in last
    assert last.endswith(GOOD[GOOD.index("[[topics]]") :])


def test_an_address_is_replaced_in_place() -> None:
    text = replace_feed_url(GOOD, "Pentagon", "https://new.example/rss")
    assert text == GOOD.replace("https://www.war.gov/rss", "https://new.example/rss")


def test_keys_of_a_feed_are_set_and_removed() -> None:
    text = set_feed(GOOD, "Wire", {"enabled": None, "reliability": "C"})
    assert text == GOOD.replace("enabled = false\n", "").replace(
        "allow_private = true\n", 'allow_private = true\nreliability = "C"\n'
    )


def test_a_table_written_out_is_replaced_by_its_value() -> None:
    written = GOOD.replace(
        'cues = { possibility = ["on the table"] }\n', '[topics.cues]\ndecision = ["go"]\n'
    )
    topic = parse_config(GOOD, HERE).topic("contractors")
    assert parse_config(set_topic(written, topic), HERE).topic("contractors") == topic


def test_a_list_in_one_value_is_left_to_the_hand() -> None:
    with pytest.raises(ValueError, match="one list"):
        remove_feed('feeds = [{ name = "A", url = "https://a.example", tier = "wire" }]', "A")


def test_a_table_between_a_topic_and_its_questions_stays() -> None:
    feed = '[[feeds]]\nname = "Between"\nurl = "https://b.example"\ntier = "wire"\n\n  '
    text = GOOD.replace('[[topics.questions]]\n  id = "when"', feed + '[[topics.questions]]\n  id = "when"')
    left = parse_config(remove_topic(text, "contractors"), HERE)
    assert [found.name for found in left.feeds] == ["Pentagon", "Wire", "Between"]
    assert left.topics == ()


@pytest.mark.parametrize(
    "edit",
    [
        lambda: replace_feed_url(GOOD, "Wire", "file:///etc/passwd"),
        lambda: replace_feed_url(GOOD, "Wire", "https://www.war.gov/rss"),
        lambda: add_feed(GOOD, Feed("Wire", "https://a.example", Tier.WIRE)),
        lambda: set_feed(GOOD, "Wire", {"tier": "x"}),
    ],
)
def test_an_edit_that_cannot_be_read_back_is_refused(edit) -> None:
    with pytest.raises(ValueError):
        edit()


def test_an_edit_of_what_is_not_there_is_refused() -> None:
    with pytest.raises(KeyError):
        remove_feed(GOOD, "Nobody")


def test_the_same_topic_changes_nothing() -> None:
    assert set_topic(GOOD, parse_config(GOOD, HERE).topic("contractors")) == GOOD


def test_a_topic_is_replaced_and_keeps_what_stays() -> None:
    old = parse_config(GOOD, HERE).topic("contractors")
    new = Topic(
        id="contractors",
        title="Contractors",
        about=old.about,
        calendar=old.calendar,
        questions=(
            old.questions[1],
            old.questions[0],
            Question("contractors", "cost", Kind.HOW_MANY, "What cost?", unit=parse_terms("dollar | $")),
        ),
    )
    text = set_topic(GOOD, new)
    assert parse_config(text, HERE).topic("contractors") == new
    assert "# them" in text
    assert "# a wire" in text


def test_a_topic_is_added() -> None:
    topic = Topic(
        "other",
        "Other",
        (parse_terms("x"),),
        opened=date(2025, 1, 1),
        questions=(Question("other", "will", Kind.WILL, "Will it?"),),
    )
    assert parse_config(set_topic(GOOD, topic), HERE).topics[1] == topic
    assert parse_config(set_topic("", topic), HERE).topics == (topic,)


def test_a_topic_is_removed_with_what_names_it() -> None:
    config = parse_config(remove_topic(GOOD, "contractors"), HERE)
    assert config.topics == ()
    assert config.feed("Pentagon").topics == ()


COMMENTS = [line[line.index("#") :] for line in GOOD.splitlines() if "#" in line]


@given(st.permutations(range(4)), st.integers(0, 4), st.booleans())
def test_no_edit_of_a_topic_loses_a_comment(order: list[int], kept: int, added: bool) -> None:
    topic = parse_config(GOOD, HERE).topic("contractors")
    questions = [topic.questions[n] for n in order][: max(kept, 1)]
    wills = {question.id for question in questions if question.kind is Kind.WILL}
    questions = [question for question in questions if question.kind is not Kind.WHEN or question.of in wills]
    if added or not questions:
        questions.insert(0, Question("contractors", "new", Kind.WILL, 'A "new" one?\\', by=date(2025, 1, 1)))
    wanted = replace(topic, title="Other", never=parse_terms("x"), opened=None, questions=tuple(questions))
    text = set_topic(GOOD, wanted)
    assert parse_config(text, HERE).topic("contractors") == wanted
    assert all(comment in text for comment in COMMENTS)
