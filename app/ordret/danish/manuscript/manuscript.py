"""The text that one dictation writes into one field: every edit, and the way back.

What stood in the field is never changed, only looked at for spaces and capitals.
"""

from dataclasses import dataclass, field, replace

from ordret.danish.edits import (
    Break,
    Delete,
    Edit,
    Insert,
    ListEdit,
    Repeat,
    Replace,
    SetCase,
    Sign,
    Undo,
    Write,
)
from ordret.danish.manuscript.editing import corrected, deleted
from ordret.danish.manuscript.gaps import gaps_in, next_gap, previous_gap
from ordret.danish.manuscript.lists import listed
from ordret.danish.manuscript.page import Page, broken, cased, inserted
from ordret.danish.manuscript.signs import signed
from ordret.danish.manuscript.words import written
from ordret.danish.style import Style

UNDO_EDITS = 100
"""So many edits can be taken back; each keeps the text as it was."""


@dataclass(frozen=True, slots=True)
class Turn:
    """An edit that changed something, and the page that one comes back to by turning it over."""

    edit: Edit = field(repr=False)
    page: Page


@dataclass(frozen=True, slots=True)
class Manuscript:
    """`did` tells whether the last edit had the effect it asks for."""

    style: Style
    page: Page
    did: bool = True
    done: tuple[Turn, ...] = ()
    undone: tuple[Turn, ...] = ()

    @classmethod
    def begin(cls, style: Style, before: str | None = "", after: str | None = "") -> "Manuscript":
        """An empty manuscript between the field's texts `before` and `after` the caret.

        None where they can't be seen: then the first word is written as it was recognised.
        """
        return cls(style, Page(before, after))

    @property
    def text(self) -> str:
        """What this dictation has written, with the spaces that it needs at both ends."""
        return self.page.text

    @property
    def selection(self) -> tuple[int, int]:
        """Where in `text` the caret stands, and where what it has selected ends."""
        start = len(self.page.settled)
        return start, start + self.page.selected

    def next_gap(self) -> "Manuscript | None":
        """With the next gap of an inserted text selected, and behind the last at the end."""
        return self._at(next_gap(self.page))

    def previous_gap(self) -> "Manuscript | None":
        """With the gap before the caret selected; None where there is none."""
        return self._at(previous_gap(self.page))

    def _at(self, page: Page | None) -> "Manuscript | None":
        return None if page is None else replace(self, page=page, did=True)

    def apply(self, edit: Edit) -> "Manuscript":
        """This manuscript after `edit`; itself, but for `did`, where that has no effect."""
        match edit:
            case Undo():
                return self._undo()
            case Repeat():
                return self._repeat()
        page, did = _changed(self.page, edit, self.style), True
        if page is self.page and isinstance(edit, Replace):
            page, did = written(self.page, edit.spoken, self.style), False
        if page is self.page:
            return replace(self, did=False)
        done = (*self.done[1 - UNDO_EDITS :], Turn(edit, self.page))
        return Manuscript(self.style, page, did, done)

    def _undo(self) -> "Manuscript":
        if not self.done:
            return replace(self, did=False)
        last = self.done[-1]
        undone = (*self.undone, Turn(last.edit, self.page))
        return Manuscript(self.style, last.page, done=self.done[:-1], undone=undone)

    def _repeat(self) -> "Manuscript":
        if not self.undone:
            return self.apply(self.done[-1].edit) if self.done else replace(self, did=False)
        next_ = self.undone[-1]
        done = (*self.done, Turn(next_.edit, self.page))
        return Manuscript(self.style, next_.page, done=done, undone=self.undone[:-1])


def _changed(
    page: Page,
    edit: Write | Sign | Break | SetCase | Delete | Replace | ListEdit | Insert,
    style: Style,
) -> Page:
    match edit:
        case Write():
            return written(page, edit.tokens, style)
        case Sign():
            return signed(page, edit, style)
        case Break():
            return broken(page, edit)
        case SetCase():
            return cased(page, edit)
        case Delete():
            return deleted(page, edit.extent)
        case Replace():
            return corrected(page, edit.old, edit.new)
        case ListEdit():
            return listed(page, edit)
        case Insert():
            return inserted(page, edit, gaps_in(edit.text))
