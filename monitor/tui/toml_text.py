"""feeds.toml as it is edited: its colours, where topics stand in it, and what a new topic begins with."""

from __future__ import annotations

import re

from rich.style import Style
from rich.text import Text
from textual.widgets import TextArea

from monitor.tui.look import look_of

_PARTS = re.compile(
    r"(?P<comment>\#.*)|(?P<head>^\s*\[\[?[^\]]*\]\]?)|(?P<key>^\s*[\w.-]+(?=\s*=))"
    r"|(?P<string>\"(?:[^\"\\]|\\.)*\"?|'[^']*'?)|(?P<value>\b(?:true|false|\d[\d:.TZ_-]*)\b)"
)
_STYLES = {
    "comment": "muted",
    "head": "primary",
    "key": "expected",
    "string": "success",
    "value": "secondary",
}
_TOPIC = re.compile(r"^\s*\[\[topics\]\]\s*(?:#.*)?$")
_ID = re.compile(r"^\s*id\s*=\s*[\"']([^\"']+)[\"']")

NEW_TOPIC = """
[[topics]]
id = "new-topic"
title = "A new topic"
about = ["a word of this entry | another", "and a word of this one"]   # a word of each entry must occur
# never = "words that leave an item out"
deciders = "those who decide"                                          # on whose word an answer is confirmed

    [[topics.questions]]
    id = "approved"
    kind = "will"                                                      # or: when, how-many, what
    ask = "Will it be approved?"
    # by = 2030-12-31                                                  # after this day it is overdue
"""
"""A topic to be filled in; it is valid as it stands."""


class TomlArea(TextArea):
    """A text area that sets off comments, keys, tables and values."""

    def get_line(self, line_index: int) -> Text:
        """The line in the colours of the theme."""
        made = super().get_line(line_index)
        look = look_of(self.app.theme_variables)
        for found in _PARTS.finditer(made.plain):
            kind = found.lastgroup or ""
            style: Style = look(_STYLES[kind], bold=kind == "head", italic=kind == "comment")
            made.stylize(style, *found.span(kind))
        return made

    def notify_style_update(self) -> None:
        """Another theme."""
        super().notify_style_update()
        self._line_cache.clear()


def line_of_topic(text: str, topic: str) -> int | None:
    """The line on which a topic's table begins; None where there is none of that id."""
    head = None
    for number, line in enumerate(text.split("\n")):
        if _TOPIC.match(line):
            head = number
        elif head is not None and (found := _ID.match(line)):
            if found[1] == topic:
                return head
            head = None
    return None


def topic_at(text: str, line: int) -> str:
    """The id of the topic that a line is in; empty outside of all topics."""
    lines = text.split("\n")
    head = next((n for n in range(min(line, len(lines) - 1), -1, -1) if _TOPIC.match(lines[n])), None)
    if head is None:
        return ""
    found = next((found for one in lines[head + 1 :] if (found := _ID.match(one))), None)
    return found[1] if found else ""
