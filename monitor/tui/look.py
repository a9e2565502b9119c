"""How things look: the themes, the styles by meaning, the glyphs. No text from outside passes here."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache

from rich.style import Style
from textual.color import Color
from textual.theme import Theme

from monitor.board.words import GLYPHS
from monitor.model import Attribution, Basis, Confidence, Kind, Status

DARK = Theme(
    name="dark",
    primary="#82aadf",
    secondary="#a99bd8",
    accent="#e8b56a",
    success="#93c281",
    warning="#e3b261",
    error="#e57c80",
    foreground="#d9dde5",
    background="#15181d",
    surface="#1a1e24",
    panel="#222730",
    dark=True,
    variables={
        "muted": "#9aa3b2",
        "faint": "#7a8496",
        "line": "#2e3540",
        "cursor": "#27303e",
        "cursor-away": "#1f252e",
        "expected": "#6fc3c4",
        "unlikely": "#d99a6c",
        "reversed": "#cf8fc6",
    },
)
LIGHT = Theme(
    name="light",
    primary="#1f5fa8",
    secondary="#6a4fb3",
    accent="#945700",
    success="#2f7027",
    warning="#8a5a00",
    error="#b3262e",
    foreground="#23272e",
    background="#fbfaf7",
    surface="#f4f2ed",
    panel="#e9e6df",
    dark=False,
    variables={
        "muted": "#535b67",
        "faint": "#6c747f",
        "line": "#d8d4cb",
        "cursor": "#e2e8f1",
        "cursor-away": "#efeee9",
        "expected": "#0f6f74",
        "unlikely": "#9a4a12",
        "reversed": "#8c2f7d",
    },
)
CONTRAST = Theme(
    name="high-contrast",
    primary="#7fc4ff",
    secondary="#d0b7ff",
    accent="#ffd75f",
    success="#7dff7d",
    warning="#ffd75f",
    error="#ff8a8a",
    foreground="#ffffff",
    background="#000000",
    surface="#000000",
    panel="#1c1c1c",
    dark=True,
    variables={
        "muted": "#d6d6d6",
        "faint": "#b4b4b4",
        "line": "#8a8a8a",
        "cursor": "#003a75",
        "cursor-away": "#262626",
        "expected": "#5fffff",
        "unlikely": "#ffb070",
        "reversed": "#ff9fff",
    },
)
ANSI = Theme(
    name="ansi",
    primary="ansi_blue",
    secondary="ansi_magenta",
    accent="ansi_yellow",
    success="ansi_green",
    warning="ansi_yellow",
    error="ansi_red",
    foreground="ansi_default",
    background="ansi_default",
    surface="ansi_default",
    panel="ansi_default",
    boost="ansi_default",
    dark=True,
    ansi=True,
    variables={
        "muted": "ansi_default",
        "faint": "ansi_bright_black",
        "line": "ansi_bright_black",
        "cursor": "ansi_default",
        "cursor-away": "ansi_default",
        "expected": "ansi_cyan",
        "unlikely": "ansi_yellow",
        "reversed": "ansi_magenta",
        "block-cursor-foreground": "ansi_black",
        "block-cursor-background": "ansi_white",
        "input-cursor-background": "ansi_bright_white",
        "input-cursor-foreground": "ansi_black",
        "ansi-background": "ansi_black",
        "ansi-foreground": "ansi_white",
    },
)
THEMES = (DARK, LIGHT, CONTRAST, ANSI)


@dataclass(frozen=True, slots=True)
class Glyph:
    """A sign one cell wide, the word that always stands with it, and the style of both."""

    sign: str
    word: str
    style: str


_STATUS_STYLES = {
    Status.OPEN: "muted",
    Status.CONSIDERING: "primary",
    Status.EXPECTED: "expected",
    Status.APPROVED: "success",
    Status.IN_EFFECT: "success",
    Status.DELAYED: "warning",
    Status.UNLIKELY: "unlikely",
    Status.REJECTED: "error",
    Status.REVERSED: "reversed",
}
STATUS = {status: Glyph(GLYPHS[status], str(status), style) for status, style in _STATUS_STYLES.items()}
KINDS = {
    Kind.WILL: Glyph("○", "will", "primary"),
    Kind.WHEN: Glyph("◇", "when", "secondary"),
    Kind.HOW_MANY: Glyph("#", "how many", "secondary"),
    Kind.WHAT: Glyph("¶", "what", "secondary"),
}
BASIS = {
    None: Glyph(" ", "", "faint"),
    Basis.CONFIRMED: Glyph("■", "confirmed", "success"),
    Basis.REPORTED: Glyph("□", "reported", "muted"),
    Basis.ANALYST: Glyph("◆", "by hand", "secondary"),
}
CONFIDENCE = {
    None: Glyph("   ", "", "faint"),
    Confidence.LOW: Glyph("▪··", "low", "muted"),
    Confidence.MODERATE: Glyph("▪▪·", "moderate", "text"),
    Confidence.HIGH: Glyph("▪▪▪", "high", "text"),
}
ATTRIBUTION = {
    Attribution.OFFICIAL: Glyph("■", "official, on the record", "success"),
    Attribution.UNNAMED: Glyph("□", "unnamed sources", "primary"),
    Attribution.OTHER: Glyph("▫", "others, on the record", "muted"),
    Attribution.REPORT: Glyph("·", "the outlet's own word", "muted"),
}
TIERS = {
    "official": "official",
    "wire": "wire",
    "media": "media",
    "trade": "trade",
    "think-tank": "think tank",
    "state-media": "state media",
    "other": "other",
}
CUES = {
    "possibility": "primary",
    "intention": "expected",
    "expectation": "expected",
    "decision": "success",
    "event": "success",
    "negation": "error",
    "refusal": "error",
    "delay": "warning",
    "date": "secondary",
    "number": "secondary",
    "speaker": "accent",
    "topic": "accent",
}
"""The style of highlighted words by the kind of cue; other kinds take the accent."""

NEW = "•"
CONTESTED = Glyph("≠", "contested", "warning")
OVERDUE = Glyph("!", "overdue", "error")
SPARKS = "▁▂▃▄▅▆▇█"


class Look:
    """Styles by meaning, for one theme."""

    def __init__(self, variables: Mapping[str, str], ansi: bool) -> None:
        """`variables`: the theme's, as Textual generates them; `ansi`: leave colours to the terminal."""
        self.ansi = ansi
        self._colours = {
            name: Color.parse(value).rich_color for name, value in variables.items() if _plain(value)
        }
        self.background = Style() if ansi else Style(bgcolor=self._colours["background"])
        self.text = Style() if ansi else Style(color=self._colours["foreground"])
        self.cursor = Style(reverse=True) if ansi else Style(bgcolor=self._colours["cursor"])
        self.cursor_away = Style(bold=True) if ansi else Style(bgcolor=self._colours["cursor-away"])
        self.panel = Style() if ansi else Style(bgcolor=self._colours["panel"])

    def __call__(
        self, name: str, *, bold: bool = False, italic: bool = False, underline: bool = False
    ) -> Style:
        """The style of a meaning: text, muted, faint, primary, success, …"""
        made = self.text if name == "text" else Style(color=self._colours[name])
        if bold or italic or underline:
            made += Style(bold=bold or None, italic=italic or None, underline=underline or None)
        return made


def _plain(value: str) -> bool:
    return value.startswith("#") or (value.startswith("ansi_") and " " not in value)


@lru_cache(maxsize=8)
def _look(variables: tuple[tuple[str, str], ...]) -> Look:
    given = dict(variables)
    return Look(given, ansi=given["background"].startswith("ansi"))


def look_of(variables: Mapping[str, str]) -> Look:
    """The look of a theme; made once. While themes change the variables are what the screen still shows."""
    return _look(tuple(variables.items()))
