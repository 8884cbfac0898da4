"""The text around a caret, as it is and as breaks and kept texts change it."""

from dataclasses import dataclass, field, replace

from ordret.danish.edits import Break, Case, Insert, ListMark, SetCase
from ordret.danish.manuscript import typography
from ordret.danish.manuscript.typography import MARKS

TAIL_CHARACTERS = 80
"""How far back the next word looks. Longer than any word that decides something."""
_GROUPS = 100
"""How many times »slet det« can be said in a row."""


@dataclass(frozen=True, slots=True)
class Joint:
    """What the text before the caret does not show.

    `marks` is how many marks at its end may still be replaced by others; `dictated` tells whose
    they are. `ended`: a sentence end was asked for, though the text ends with an abbreviation.
    `glued`: the next word touches what is before it. `capital_doubted`: a capital may be there
    only because the recogniser thought that a sentence begins. `withheld` is a full stop that
    belongs to an ordinal if the next word shows that there was one.
    """

    marks: int = 0
    dictated: bool = False
    ended: bool = False
    glued: bool = False
    capital_doubted: bool = True
    withheld: str = ""

    @classmethod
    def behind(cls, text: str) -> "Joint":
        """The joint behind a text that did not come word by word: its marks are meant."""
        return cls(typography.loose_marks(text[-TAIL_CHARACTERS:]), dictated=True)


@dataclass(frozen=True, slots=True)
class Page:
    """What one dictation wrote into a field, around its caret, and what surrounds it there.

    `before` and `after` are the field's own text, None where it can't be seen. `selected` counts
    the characters behind the caret that the next edit replaces. `groups` are the places in
    `left` where something said in one go begins. `gaps_from` is where an inserted text begins
    whose gaps nobody has gone to yet.
    """

    before: str | None = field(repr=False)
    after: str | None = field(repr=False)
    left: str = field(default="", repr=False)
    right: str = field(default="", repr=False)
    selected: int = 0
    joint: Joint = Joint()
    case: Case | None = None
    capitals: bool = False
    listing: ListMark | None = None
    groups: tuple[int, ...] = ()
    gaps: frozenset[str] = field(default=frozenset(), repr=False)
    gaps_from: int | None = None

    @property
    def text(self) -> str:
        """What was written, with the space that it needs before what follows."""
        left = self.settled
        if self.right:
            return left + self.right + _space_between(self.right, self.after or "")
        return left

    @property
    def settled(self) -> str:
        """The text before the caret as it stands in front of what follows."""
        follows = self.right or self.after or ""
        left = self.left
        if not left or not follows:
            return left
        if left.endswith(".") and (follows.startswith(".") or self._goes_on(follows)):
            left = left[:-1]
        if typography.clings(follows):
            return left.rstrip(" ")
        return left if self.joint.glued else left + _space_between(left, follows)

    def _goes_on(self, follows: str) -> bool:
        """Whether the recogniser ended a sentence that goes on behind the caret."""
        if self.joint.marks != 1 or self.joint.dictated:
            return False
        next_character = follows.lstrip(" ")[:1]
        return next_character.islower() or next_character in {*MARKS}

    @property
    def tail(self) -> str:
        """The end of everything before the caret."""
        if len(self.left) >= TAIL_CHARACTERS or self.before is None:
            return self.left[-TAIL_CHARACTERS:]
        return (self.before[-TAIL_CHARACTERS:] + self.left)[-TAIL_CHARACTERS:]

    @property
    def line(self) -> str:
        """The line before the caret, or its end."""
        return self.tail.rpartition("\n")[2]

    @property
    def in_empty_item(self) -> bool:
        """Whether the caret stands behind the mark of a list's item that has no text yet."""
        return self.listing is not None and typography.is_item_mark(self.line)

    def gap(self) -> str:
        """What stands between the text before the caret and the next word."""
        return "" if self.joint.glued else typography.gap(self.tail)

    def with_left(self, left: str, *, joint: Joint | None = None, new_group: bool = True) -> "Page":
        """This page with `left` before the caret and without what was selected."""
        groups = self.groups
        if new_group or not groups:
            groups = (*groups[1 - _GROUPS :], min(len(self.left), len(left)))
        return replace(
            self,
            left=left,
            right=self.right[self.selected :],
            selected=0,
            joint=joint or Joint.behind(left),
            groups=tuple(start for start in groups if start < len(left)),
            gaps_from=None if self.gaps_from is None else min(self.gaps_from, len(left)),
        )


def _space_between(left: str, right: str) -> str:
    return "" if not right or typography.clings(right) else typography.gap(left)


def broken(page: Page, edit: Break) -> Page:
    """A new line or paragraph; there is never more than one blank line."""
    if page.in_empty_item:
        left = page.left[: len(page.left) - len(page.line)]
        return replace(page.with_left(left), listing=None)
    context = page.tail.rstrip(" ")
    if not context and page.before is not None:
        return page
    standing = len(context) - len(context.rstrip("\n"))
    wanted = max(0, min(2, standing + 1 if edit.lines == 1 else 2) - standing)
    if not wanted:
        return page
    changed = page.with_left(page.left.rstrip(" ") + "\n" * wanted)
    return replace(changed, listing=None) if standing + wanted > 1 else changed


def inserted(page: Page, edit: Insert, gaps: frozenset[str]) -> Page:
    """A kept text as it is, with the space it needs before it."""
    text = typography.clean(edit.text)
    if not text:
        return page
    space = "" if text[0].isspace() else page.gap()
    changed = page.with_left(page.left + space + text)
    if not gaps:
        return changed
    start = len(page.left) + len(space)
    return replace(changed, gaps=page.gaps | gaps, gaps_from=start)


def cased(page: Page, edit: SetCase) -> Page:
    """Letters are written so from here on."""
    match edit.case:
        case Case.CAPITALS_ON:
            return page if page.capitals else replace(page, capitals=True)
        case Case.CAPITALS_OFF:
            return replace(page, capitals=False) if page.capitals else page
        case _:
            return page if page.case is edit.case else replace(page, case=edit.case)
