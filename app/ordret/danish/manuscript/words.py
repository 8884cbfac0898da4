"""Recognised words, with the spaces, marks and capitals that they need where they are written."""

from dataclasses import replace

from ordret.danish.edits import Case
from ordret.danish.manuscript import typography
from ordret.danish.manuscript.page import TAIL_CHARACTERS, Joint, Page
from ordret.danish.manuscript.typography import MARKS, Place
from ordret.danish.style import Punctuation, Style
from ordret.danish.tokens import Token

_UTTERANCE_PAUSE_SECONDS = 0.2
"""From here on a pause may have ended an utterance: the recogniser begins each with a capital."""
_WITHOUT_MARKS = str.maketrans("", "", MARKS)


def written(page: Page, tokens: tuple[Token, ...], style: Style) -> Page:
    """The page with these words before its caret; itself where nothing is left of them."""
    pen = _Pen(page, style)
    for token in tokens:
        pen.write(token)
    addition = "".join(pen.pieces)
    if not addition:
        return page if pen.joint == page.joint else replace(page, joint=pen.joint)
    changed = page.with_left(page.left + addition, joint=pen.joint, new_group=not page.joint.glued)
    return replace(changed, case=pen.case)


class _Pen:
    """Writes word after word, and knows what the next one meets."""

    def __init__(self, page: Page, style: Style) -> None:
        self._page = page
        self._dictated_only = style.punctuation is Punctuation.DICTATED
        self._tail = page.tail
        self.joint = page.joint
        self.case = page.case
        self.pieces: list[str] = []

    def write(self, spoken: Token) -> None:
        """Write a word as its place demands, or a mark that stands apart."""
        token = self._legible(spoken)
        if not token.text:
            doubted = self.joint.capital_doubted or spoken.ends_sentence
            self.joint = replace(self.joint, capital_doubted=doubted)
        elif not token.decided and typography.LONE_MARKS.issuperset(token.text):
            self._write_mark(token.text)
        else:
            self._write_word(token, spoken)

    def _legible(self, token: Token) -> Token:
        """The token without control characters, and without marks that are not to be written."""
        before, text, after = map(typography.clean, (token.before, token.text, token.after))
        if self._dictated_only:
            if not token.decided and typography.LONE_MARKS.issuperset(text):
                text = _unmarked(text)
            own = "." if after.startswith(".") and typography.is_abbreviation(text) else ""
            before, after = _unmarked(before), own + _unmarked(after)
        if (before, text, after) == (token.before, token.text, token.after):
            return token
        return replace(token, before=before, text=text, after=after)

    def _write_mark(self, mark: str) -> None:
        if mark in ("…", "..."):
            self._put(self._gap() + mark, Joint())
        elif mark[0] not in MARKS:
            self._put(mark, Joint())
        elif self._tail.endswith(tuple(MARKS)):
            self.joint = replace(self.joint, ended=self.joint.ended or mark[0] in ".!?")
        else:
            self._put(mark, Joint(marks=len(mark) if set(mark) <= set(MARKS) else 0))

    def _write_word(self, token: Token, spoken: Token) -> None:
        """`spoken` is the token as it was recognised: its marks tell what the capitals mean."""
        if self.joint.withheld and token.text[:1].islower():
            self._put(self.joint.withheld, replace(self.joint, withheld=""))
        gap = self._gap()
        text, after, ended = self._cased(token), token.after, False
        self.case = None
        if text.endswith(".") and after.startswith(".") and not after.startswith(".."):
            after = after[1:]
            ended = not set(after) & set(MARKS)
        dropped = spoken.after == "." and not token.after
        marks = len(after) - len(after.rstrip(MARKS))
        if after.startswith(".") and typography.is_abbreviation(token.text):
            marks = min(marks, len(after) - 1)
        self._put(
            gap + token.before + text + after,
            Joint(
                marks=marks,
                ended=ended,
                capital_doubted=spoken.ends_sentence,
                withheld="." if dropped and typography.is_ordinal(token.text) else "",
            ),
        )

    def _cased(self, token: Token) -> str:
        if self._page.capitals or self.case is Case.UPPER_NEXT:
            return token.text.upper()
        if self.case is Case.LOWER_NEXT:
            return token.text.lower()
        if self.case is Case.CAPITAL_NEXT:
            return token.text[:1].upper() + token.text[1:]
        where = self._place()
        if where is Place.START:
            return typography.capitalised(token.text)
        paused = token.pause_before_seconds >= _UTTERANCE_PAUSE_SECONDS
        doubted = (self.joint.capital_doubted or paused) and not token.decided
        if where is Place.INSIDE and doubted and not token.before:
            return typography.uncapitalised(token.text)
        return token.text

    def _place(self) -> Place:
        if self._page.before is None and not self._tail:
            return Place.UNSURE
        line = self._tail.rpartition("\n")[2]
        if self.joint.ended or (self._page.listing and typography.is_item_mark(line)):
            return Place.START
        if self.joint.glued and self._tail.endswith("."):
            return Place.INSIDE  # »jens.hansen@…«, dictated
        where = typography.place(self._tail)
        if where is Place.UNSURE and self._dictated_only:
            return Place.INSIDE
        return where

    def _gap(self) -> str:
        return "" if self.joint.glued else typography.gap(self._tail)

    def _put(self, piece: str, joint: Joint) -> None:
        self.pieces.append(piece)
        self._tail = (self._tail + piece)[-TAIL_CHARACTERS:]
        self.joint = joint


def _unmarked(text: str) -> str:
    return text.translate(_WITHOUT_MARKS)
