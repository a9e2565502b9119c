"""What can be done on a row: tag, note, answer by hand, undo, open, copy. And the ways between screens."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from monitor.model import Tag, TagKind
from monitor.tui import cells
from monitor.tui.links import LinkError, open_link, safe_link
from monitor.tui.page import Page
from monitor.tui.target import Target
from monitor.tui.ways import with_changes

if TYPE_CHECKING:
    from monitor.store import Store
    from monitor.tui.export import Record
    from monitor.tui.prompts import Completed

_SAID = {
    TagKind.RELEVANT: "relevant",
    TagKind.NOISE: "noise: nothing it says counts",
    TagKind.CONFIRM: "read rightly",
    TagKind.DISPUTE: "read wrongly: it no longer counts",
    TagKind.STAR: "starred",
}
_ON_SIGNAL = (TagKind.CONFIRM, TagKind.DISPUTE)


class Acts(Page):
    """A page whose rows can be acted on."""

    # --- tags ------------------------------------------------------------------------------------------

    def action_relevant(self) -> None:
        """The item is on the topic."""
        self._tag(TagKind.RELEVANT)

    def action_noise(self) -> None:
        """The item is not on the topic."""
        self._tag(TagKind.NOISE)

    def action_confirm(self) -> None:
        """The signal was read rightly."""
        self._tag(TagKind.CONFIRM)

    def action_dispute(self) -> None:
        """The signal was read wrongly."""
        self._tag(TagKind.DISPUTE)

    def action_star(self) -> None:
        """For the digest."""
        self._tag(TagKind.STAR)

    def action_credibility_1(self) -> None:
        """Confirmed by others."""
        self._tag(TagKind.CREDIBILITY, "1")

    def action_credibility_2(self) -> None:
        """Probably true."""
        self._tag(TagKind.CREDIBILITY, "2")

    def action_credibility_3(self) -> None:
        """Possibly true."""
        self._tag(TagKind.CREDIBILITY, "3")

    def action_credibility_4(self) -> None:
        """Doubtful."""
        self._tag(TagKind.CREDIBILITY, "4")

    def action_credibility_5(self) -> None:
        """Improbable."""
        self._tag(TagKind.CREDIBILITY, "5")

    def action_credibility_6(self) -> None:
        """Cannot be judged."""
        self._tag(TagKind.CREDIBILITY, "6")

    def action_label(self) -> None:
        """A tag of one's own."""
        targets = self._on_items()
        if not targets:
            return

        from monitor.tui.prompts import LabelPrompt

        def given(done: Completed | None) -> None:
            if done is not None and done.value:
                self._apply(targets, TagKind.LABEL, done.value)

        self.app.push_screen(LabelPrompt(_subject(targets), self.monitor.session.labels()), given)

    def action_note(self) -> None:
        """A note on the item."""
        target = self.target()
        if target is None or target.item is None:
            self.monitor.say("A note goes on an item: put the cursor on one.")
            return

        from monitor.tui.prompts import NotePrompt

        def given(done: Completed | None) -> None:
            if done is not None and done.value:
                self._apply([target], TagKind.NOTE, done.value)

        self.app.push_screen(NotePrompt(_subject([target])), given)

    def action_answer(self) -> None:
        """Set the question's answer by hand."""
        key = self.question_key()
        question = self.monitor.board_page.snapshot.question(key)
        if question is None:
            self.monitor.say("An answer is set on a question: put the cursor on one.")
            return

        from monitor.tui.prompts import AnswerPrompt

        def given(done: Completed | None) -> None:
            if done is not None and done.value:
                topic, _, name = key.partition("/")
                tag = Tag(
                    0, self.monitor.session.clock.now(), TagKind.ANSWER, None, None, topic, name, done.value
                )
                self._send([tag], "answer set by hand")

        self.app.push_screen(AnswerPrompt(question, self.monitor.session.now()), given)

    def question_key(self) -> str:
        """The question that the cursor's row is about; empty: none."""
        target = self.target()
        return target.key if target is not None else ""

    def _on_items(self) -> list[Target]:
        made = [target for target in self.targets() if target.item is not None]
        if not made:
            self.monitor.say("Tags go on items: put the cursor on one.")
        return made

    def _tag(self, kind: TagKind, value: str = "") -> None:
        targets = self._on_items()
        if kind in _ON_SIGNAL:
            signals = [target for target in targets if target.signal is not None]
            if targets and not signals:
                self.monitor.say(
                    "Only a signal is read rightly or wrongly: put the cursor on what an item says."
                )
            targets = signals
        if not targets:
            return
        if len(targets) == 1:
            self._apply(targets, kind, value)
            return

        from monitor.tui.prompts import Confirm

        words = f"credibility {value}" if kind is TagKind.CREDIBILITY else _SAID[kind].partition(":")[0]
        question = f"Tag {len(targets)} marked rows “{words}”?"

        def asked(yes: bool | None) -> None:
            if yes:
                self._apply(targets, kind, value)
                self.rows.unmark()

        self.app.push_screen(Confirm(question), asked)

    def _apply(self, targets: Sequence[Target], kind: TagKind, value: str = "") -> None:
        now = self.monitor.session.clock.now()
        tags = [
            Tag(0, now, kind, target.item, target.signal if kind in _ON_SIGNAL else None, value=value)
            for target in targets
        ]
        words = _SAID.get(kind) or {
            TagKind.LABEL: f"#{cells.plain(value)}",
            TagKind.NOTE: "noted",
            TagKind.CREDIBILITY: f"credibility {value}",
        }.get(kind, str(kind))
        self._send(tags, words if len(tags) == 1 else f"{len(tags)} items: {words}")

    def _send(self, tags: Sequence[Tag], said: str) -> None:
        async def send() -> None:
            changes = await self.monitor.session.tag(tags)
            self.monitor.say(with_changes(said, changes) + " · u takes it back")
            self.monitor.after_writing()

        self.monitor.write(send())

    # --- outside ---------------------------------------------------------------------------------------

    def action_browser(self) -> None:
        """Open the page."""
        target = self.target()
        if target is None or not target.link:
            self.monitor.say("There is no link here.")
            return
        try:
            self._open_page(target.link)
        except LinkError as error:
            self.app.copy_to_clipboard(cells.plain(target.link))
            self.monitor.show_copied(cells.plain(target.link), f"{error}; ")
        else:
            self.monitor.say(f"opened {target.link}")

    def _open_page(self, link: str) -> None:
        """Open a page where the analyst sits: beside the terminal, or in the browser that shows this."""
        if self.app.is_web:
            self.app.open_url(safe_link(link))
        else:
            open_link(link)

    def action_copy(self) -> None:
        """Copy the sentence with its source."""
        target = self.target()
        if target is None or not (target.quote or target.title):
            self.monitor.say("There is nothing to copy here.")
            return
        source = ", ".join(
            part for part in (target.feed, f"{target.at:%Y-%m-%d}" if target.at else "") if part
        )
        words = f"“{target.quote}” ({source})" if target.quote else f"{target.title} ({source})"
        self._copy(" ".join(part for part in (words, target.link) if part))

    def action_copy_link(self) -> None:
        """Copy the link."""
        target = self.target()
        if target is None or not target.link:
            self.monitor.say("There is no link here.")
        else:
            self._copy(target.link)

    def _copy(self, words: str) -> None:
        words = cells.plain(words)
        self.app.copy_to_clipboard(words)
        self.monitor.show_copied(words)

    def export(self, what: str, count: int, records: Callable[[Store], Iterator[Record]]) -> None:
        """Ask for a file's name and write there what a list shows."""
        from monitor.tui.export import ExportError, export_path, write_records
        from monitor.tui.prompts import NamePrompt

        session = self.monitor.session

        async def write(path: Path) -> None:
            written = await session.aside(lambda store: write_records(records(store), path))
            self.monitor.say(f"{written:,} {what} written to {path}")

        def named(done: Completed | None) -> None:
            if done is None or not done.value:
                return
            try:
                path = export_path(done.value, Path.cwd())
            except ExportError as error:
                self.monitor.say(str(error), "warning")
            else:
                self.monitor.write(write(path))

        name = f"{what}-{session.now():%Y%m%d-%H%M}.csv"
        subject = f"{count:,} {what}; .csv for spreadsheets, .jsonl for programs"
        self.app.push_screen(NamePrompt("Write what is listed to a file", subject, name), named)

    # --- ways ------------------------------------------------------------------------------------------

    def action_why(self) -> None:
        """The whole reasoning on the item."""
        target = self.target()
        if target is None or target.item is None:
            self.monitor.say("“Why” explains an item: put the cursor on one.")
        else:
            self.monitor.show_why(target.item)


def _subject(targets: Sequence[Target]) -> str:
    return targets[0].title or targets[0].quote if len(targets) == 1 else f"{len(targets)} marked rows"
