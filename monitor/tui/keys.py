"""Every command of the screens, declared once: from here come the keys, the footer, the palette and the help.

Keys that terminal multiplexers and terminals own (ctrl+j, ctrl+o, ctrl+s) are not used.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from textual.binding import Binding

EVERYWHERE = ("board", "question", "item", "archive", "changes", "feeds", "digest", "why")
LISTS = (*EVERYWHERE, "help")
ITEMS = ("board", "question", "item", "archive", "changes", "why")
"""Screens whose cursor stands on an item, or on what an item says."""


@dataclass(frozen=True, slots=True)
class Command:
    """One thing that can be done."""

    id: str  # the name that a keymap file uses, and the action: action_<id>
    keys: tuple[str, ...]  # Textual's names; empty: from the palette alone
    label: str  # a word or two, for the footer and the palette
    help: str  # one sentence
    group: str
    scopes: tuple[str, ...]  # the screens that know it
    footer: int = 0  # the lower, the sooner it is shown at the bottom; 0: never

    @property
    def action(self) -> str:
        """What Textual calls."""
        return self.id.replace("-", "_")


def _command(
    id_: str,
    keys: str,
    label: str,
    help_: str,
    group: str,
    scopes: tuple[str, ...] = EVERYWHERE,
    footer: int = 0,
) -> Command:
    return Command(id_, tuple(keys.split()), label, help_, group, scopes, footer)


MOVE, LOOK, JUDGE, GO, ACT = "Move", "Look closer", "Judge", "Go to", "Program"

COMMANDS: tuple[Command, ...] = (
    _command("down", "j down", "down", "Next row.", MOVE, LISTS),
    _command("up", "k up", "up", "Previous row.", MOVE, LISTS),
    _command("top", "g home", "top", "First row.", MOVE, LISTS),
    _command("bottom", "G end", "bottom", "Last row.", MOVE, LISTS),
    _command("page-down", "pagedown ctrl+d", "page down", "A page on.", MOVE, LISTS),
    _command("page-up", "pageup ctrl+u", "page up", "A page back.", MOVE, LISTS),
    _command(
        "next-new",
        "n",
        "next change",
        "Next change or item not seen yet; marks it seen.",
        MOVE,
        EVERYWHERE,
        3,
    ),
    _command("previous-new", "N", "previous change", "The same, backwards.", MOVE),
    _command(
        "next-item",
        "right_square_bracket",
        "next",
        "The next one of the list this was opened from; the next day of the digest.",
        MOVE,
        ("question", "item", "digest"),
        4,
    ),
    _command(
        "previous-item",
        "left_square_bracket",
        "previous",
        "The one before it.",
        MOVE,
        ("question", "item", "digest"),
        5,
    ),
    _command("next-pane", "tab", "other pane", "To the other pane; shift+tab back.", MOVE, EVERYWHERE),
    _command("open", "enter", "open", "Opens what the cursor is on.", LOOK, LISTS, 1),
    _command("back", "escape", "back", "One level back.", LOOK, (*LISTS, "edit"), 2),
    _command(
        "why", "w", "why", "Why it matched and what it says: words, rules, readings given up.", LOOK, ITEMS, 6
    ),
    _command(
        "browser",
        "o",
        "browser",
        "Opens the item's page in the browser (only http and https).",
        LOOK,
        ITEMS,
        9,
    ),
    _command(
        "copy",
        "y",
        "copy",
        "Copies the quoted sentence with its source, and shows what was copied.",
        LOOK,
        ITEMS,
        14,
    ),
    _command("copy-link", "Y", "copy link", "Copies the link alone.", LOOK, ITEMS),
    _command(
        "filter",
        "slash",
        "filter",
        "Narrows the list; on the board too. Fields: feed: tier: topic: question: tag: status: since: until:",
        LOOK,
        ("board", "archive", "changes", "feeds"),
        5,
    ),
    _command(
        "sort",
        "S",
        "sort",
        "Other order: as configured, last change, confidence; of what is stored: newest, oldest, by outlet.",
        LOOK,
        ("board", "archive"),
        18,
    ),
    _command(
        "export",
        "W",
        "write to file",
        "Writes what is listed to a file, as CSV or JSON lines.",
        LOOK,
        ("archive", "changes"),
        17,
    ),
    _command("relevant", "a", "relevant", "The item is on the topic.", JUDGE, ITEMS, 7),
    _command("noise", "x", "noise", "The item is not on the topic: nothing it says counts.", JUDGE, ITEMS, 8),
    _command("confirm", "plus", "read rightly", "The signal was read rightly.", JUDGE, ITEMS),
    _command(
        "dispute", "minus", "read wrongly", "The signal was read wrongly: it no longer counts.", JUDGE, ITEMS
    ),
    _command("star", "s", "star", "For the digest.", JUDGE, ITEMS, 10),
    _command("label", "t", "own tag", "A tag of your own, completed from those in use.", JUDGE, ITEMS, 11),
    _command("note", "m", "note", "A note on the item, for the digest.", JUDGE, ITEMS, 12),
    *(
        _command(f"credibility-{n}", str(n), f"credibility {n}", f"Credibility {n}: {words}.", JUDGE, ITEMS)
        for n, words in enumerate(
            (
                "confirmed by others",
                "probably true",
                "possibly true",
                "doubtful",
                "improbable",
                "cannot be judged",
            ),
            1,
        )
    ),
    _command(
        "answer",
        "A",
        "set answer",
        "Sets the question's answer by hand, with a reason.",
        JUDGE,
        ("board", "question"),
    ),
    _command(
        "mark",
        "space",
        "mark",
        "Marks the row; tags then go to all marked rows that are visible.",
        JUDGE,
        ITEMS,
    ),
    _command("undo", "u", "undo", "Takes the last tag or answer back.", JUDGE, EVERYWHERE, 13),
    _command("seen-all", "K", "all seen", "Acknowledges every change.", JUDGE, ("board", "changes")),
    _command("board", "b", "board", "The questions and their answers.", GO),
    _command("changes", "c", "changes", "Every change of every answer.", GO),
    _command(
        "archive", "e", "everything", "Everything stored: filter, search, page through.", GO, EVERYWHERE, 16
    ),
    _command("feeds", "f", "feeds", "The feeds and how they are.", GO, EVERYWHERE, 15),
    _command("digest", "d", "digest", "The day's report, as it would be sent.", GO),
    _command(
        "write-digest",
        "W",
        "write",
        "Writes the report in the configured formats, and says where.",
        GO,
        ("digest",),
        3,
    ),
    _command(
        "span",
        "p",
        "period",
        "The day, the seven days that end with it, or all since the last digest that was written.",
        GO,
        ("digest",),
        6,
    ),
    _command("day", "D", "another day", "The report of another day, by its date.", GO, ("digest",), 6),
    _command("views", "v", "views", "Saved views: a screen with its filter, by name.", GO),
    _command("save-view", "V", "save view", "Saves this screen and its filter under a name.", GO),
    _command("edit", "E", "questions", "Edit the questions, with what the edit would match.", GO),
    _command(
        "save-edit", "f2", "save", "Writes feeds.toml; the program takes it up at once.", ACT, ("edit",), 1
    ),
    _command(
        "add-topic", "f3", "new topic", "Adds a topic to be filled in, with a question.", ACT, ("edit",), 2
    ),
    _command("refresh", "r", "poll now", "Polls every feed that allows it now.", ACT, EVERYWHERE, 12),
    _command("stop-round", "X", "stop", "Stops the round of polling under way; what was heard stays.", ACT),
    _command("palette", "colon ctrl+p", "commands", "Every command by name.", ACT, LISTS, 18),
    _command("help", "question_mark", "help", "This page.", ACT, EVERYWHERE, 17),
    _command(
        "theme",
        "T",
        "theme",
        "Next theme: dark, light, high contrast, the terminal's own colours.",
        ACT,
        LISTS,
    ),
    _command(
        "redraw", "ctrl+l", "redraw", "Draws the whole screen again, if something has marred it.", ACT, LISTS
    ),
    _command("picture", "", "picture", "Saves the screen as an SVG picture.", ACT, LISTS),
    _command("suspend", "ctrl+z", "suspend", "To the shell; fg comes back.", ACT, LISTS),
    _command("quit", "q", "quit", "Quits; what was stored stays.", ACT, LISTS, 19),
)

BY_ID = {command.id: command for command in COMMANDS}

GROUPS = (MOVE, LOOK, JUDGE, GO, ACT)

_SHOWN = {
    "question_mark": "?", "slash": "/", "colon": ":", "plus": "+", "minus": "-", "escape": "esc", "down": "↓",
    "up": "↑", "left_square_bracket": "[", "right_square_bracket": "]", "pagedown": "pgdn", "pageup": "pgup",
}  # fmt: skip


def shown(key: str) -> str:
    """A key as people write it: `?` for question_mark."""
    return _SHOWN.get(key, key)


def bindings(scope: str) -> list[Binding | tuple[str, str] | tuple[str, str, str]]:
    """The bindings of a screen."""
    return [
        Binding(",".join(command.keys), command.action, command.label, show=False, id=command.id)
        for command in COMMANDS
        if scope in command.scopes and command.keys
    ]


def keys_of(command: Command, keymap: Mapping[str, str]) -> tuple[str, ...]:
    """The keys that a command has now: the keymap's, or its own."""
    given = keymap.get(command.id)
    return command.keys if given is None else tuple(key.strip() for key in given.split(",") if key.strip())


def footer(scope: str, keymap: Mapping[str, str]) -> list[tuple[str, str, Command]]:
    """(key, label, command) in the order in which the bottom line shows them."""
    known = [command for command in COMMANDS if scope in command.scopes and command.footer]
    return [
        (shown(keys_of(command, keymap)[0]), command.label, command)
        for command in sorted(known, key=lambda command: command.footer)
        if keys_of(command, keymap)
    ]


def load_keymap(path: Path) -> tuple[dict[str, str], list[str]]:
    """The keymap of a file (`[keys]`, `command = "key, key"`) and what is wrong with it, in words.

    A line that is wrong is left out, the rest holds; where two commands of one screen want one key, both
    keep their own keys. A file that is not there is no error.
    """
    import tomllib

    try:
        given = tomllib.loads(path.read_text("utf-8")).get("keys", {})
    except FileNotFoundError:
        return {}, []
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        return {}, [f"{path.name}: {error}"]
    if not isinstance(given, dict):
        return {}, [f'{path.name}: [keys] must be a table of command = "key, key"']
    keymap: dict[str, str] = {}
    wrong = []
    for name, value in given.items():
        if name not in BY_ID:
            wrong.append(f"{path.name}: there is no command “{name}”")
        elif not isinstance(value, str):
            wrong.append(f'{path.name}: {name} must be text, such as "ctrl+f, x"')
        else:
            keymap[name] = value
    for names, clash in clashes(keymap):
        wrong.append(f"{path.name}: {' and '.join(names)} both want {shown(clash)}; both keep their own keys")
        for name in names:
            keymap.pop(name, None)
    return keymap, wrong


def clashes(keymap: Mapping[str, str]) -> list[tuple[tuple[str, ...], str]]:
    """Commands that share a key on some screen: their ids and the key, each once."""
    found: dict[tuple[tuple[str, ...], str], None] = {}
    for scope in LISTS:
        wanted: dict[str, list[str]] = {}
        for command in _of(scope):
            for key in keys_of(command, keymap):
                wanted.setdefault(_long(key), []).append(command.id)
        for key, names in wanted.items():
            if len(names) > 1:
                found[(tuple(names), key)] = None
    return list(found)


def _of(scope: str) -> Iterable[Command]:
    return (command for command in COMMANDS if scope in command.scopes)


def _long(key: str) -> str:
    return {short: long for long, short in _SHOWN.items() if len(short) == 1}.get(key, key)
