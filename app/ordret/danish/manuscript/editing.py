"""Deleting and correcting by voice; never beyond what this dictation wrote."""

import re
from dataclasses import replace

from ordret.danish.edits import Extent
from ordret.danish.manuscript import typography
from ordret.danish.manuscript.page import TAIL_CHARACTERS, Page
from ordret.danish.manuscript.typography import Place

_OPENING = "([{»“„"
_SENTENCE_END = re.compile(r"(?<![.!?…])[.!?…]++[»«”\"'’)\]]*+\s++(?=\S)")
_ITEM = re.compile(r"(?:-|\d+\.) ")
_LIST = re.compile(r"^(?:-|\d+\.)(?: |$)", re.MULTILINE)


def deleted(page: Page, extent: Extent) -> Page:
    """The page without its last word, sentence and so on; what is selected goes before that."""
    if extent is Extent.ALL:
        return replace(page.with_left(""), right="", listing=None) if page.text else page
    if page.selected:
        return page.with_left(page.left, new_group=False)
    if not page.left:
        return page
    start = len(page.left)
    match extent:
        case Extent.LAST:
            start = page.groups[-1] if page.groups else start
        case Extent.WORD:
            start = word_start(page.left)
        case Extent.SENTENCE:
            start = sentence_start(page.left)
        case Extent.PARAGRAPH:
            start = paragraph_start(page.left)
    if start == len(page.left):
        return page
    shorter = page.with_left(page.left[:start].rstrip(" "), new_group=False)
    in_list = _LIST.search(shorter.left, paragraph_start(shorter.left))
    return shorter if in_list else replace(shorter, listing=None)


def word_start(text: str) -> int:
    """Where the last word of `text` begins; its marks go with it, a bracket before it stays."""
    end = len(text.rstrip())
    while end and text[end - 1] in _OPENING:
        end -= 1
    while end and not text[end - 1].isspace() and text[end - 1] not in _OPENING:
        end -= 1
    return end


def sentence_start(text: str) -> int:
    """Where the last sentence of `text` begins; the mark of a list's item is no part of it."""
    end = len(text.rstrip())
    start = text.rfind("\n", 0, end) + 1
    if (item := _ITEM.match(text, start, end)) and item.end() < end:
        start = item.end()
    for match in _SENTENCE_END.finditer(text, start, end):
        before = text[max(start, match.end() - TAIL_CHARACTERS) : match.end()]
        if typography.ends_sentence(before, text[match.end()]):
            start = match.end()
    return start


def paragraph_start(text: str) -> int:
    """Where the last paragraph of `text` begins: behind a blank line."""
    blank = text.rfind("\n\n", 0, len(text.rstrip()))
    return 0 if blank < 0 else blank + 2


def corrected(page: Page, old: str, new: str) -> Page:
    """The page with `new` in the place of its last `old`; itself where there is none."""
    new = typography.clean(new)
    if span := last_occurrence(page.left, old):
        start, end = span
        left = _replaced(page.left, start, end, new)
        moved = len(left) - len(page.left)
        changed = replace(
            page,
            left=left,
            groups=tuple(at if at <= start else max(start, at + moved) for at in page.groups),
            gaps_from=None if page.gaps_from is None else max(0, page.gaps_from + moved),
        )
        return changed.with_left(left, new_group=False) if end == len(page.left) else changed
    if span := last_occurrence(page.right, old):
        return replace(page, right=_replaced(page.right, *span, new), selected=0)
    return page


def _replaced(text: str, start: int, end: int, new: str) -> str:
    """`new` takes the capital that its place had, and doubles no space or full stop."""
    before, old, after = text[:start], text[start:end], text[end:]
    if not new and (not after or typography.clings(after)):
        before = before.rstrip(" ")
        if before.endswith(tuple(typography.MARKS)) and after.startswith(before[-1]):
            before = before[:-1]
    if old[:1].isupper() or typography.place(before[-TAIL_CHARACTERS:]) is Place.START:
        new = typography.capitalised(new)
    if new.endswith(".") and after.startswith("."):
        new = new[:-1]
    return before + new + after


def last_occurrence(text: str, wanted: str) -> tuple[int, int] | None:
    """Start and end of the last `wanted` in `text`: whole words, in any case, marks between."""
    words = [word.strip(".,;:!?…") or word for word in wanted.split()]
    if not words or not text:
        return None
    # »15« is neither in »15.000« nor in »2,15«, and »rådgiver« not in »social-rådgiver«.
    begin = r"(?<![\w-])(?<!\d[.,])" if words[0][0].isalnum() else ""
    end = r"(?!\w|-\w|[.,]\d)" if words[-1][-1].isalnum() else ""
    between = r"[.,;:!?…»«\"()]*+\s++[»\"(]*".join(re.escape(word) for word in words)
    pattern = re.compile(begin + between + end, re.IGNORECASE)
    found: tuple[int, int] | None = None
    match = pattern.search(text)
    while match:
        found = match.span()
        match = pattern.search(text, match.start() + 1)
    return found
