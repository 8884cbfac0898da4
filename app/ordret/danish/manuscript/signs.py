"""Dictated signs: what they touch, and what they do to the marks that stand there already."""

from dataclasses import replace

from ordret.danish.edits import Glue, Sign
from ordret.danish.manuscript import typography
from ordret.danish.manuscript.page import Joint, Page
from ordret.danish.manuscript.typography import MARKS
from ordret.danish.style import Style


def signed(page: Page, sign: Sign, style: Style) -> Page:
    """A dictated sign. A mark joins the text before the caret, whatever was said in between."""
    text, glue = typography.clean(sign.text), sign.glue
    if text in ("»", "«", '"'):
        return _quoted(page, text, style)
    if glue is Glue.LEFT and text and set(text) <= set(MARKS):
        return _marked(page, text)
    left, joint = page.left, Joint(glued=glue in (Glue.RIGHT, Glue.BOTH), dictated=True)
    if not page.joint.dictated and page.joint.marks == 1:
        # The recogniser hears a pause in front of a sign that is said, and writes it as a mark.
        hidden = ",." if glue in (Glue.BOTH, Glue.LEFT) else ","
        left = left[:-1] if left[-1] in hidden else left
    if glue in (Glue.LEFT, Glue.BOTH):
        left = left.rstrip(" ")
    else:
        left += replace(page, left=left).gap()
    return page.with_left(left + text, joint=joint, new_group=glue is Glue.RIGHT)


def _quoted(page: Page, text: str, style: Style) -> Page:
    opening, closing = style.quotes[:1], style.quotes[-1:]
    if text == '"':
        paragraph = ((page.before or "") + page.left).rpartition("\n")[2]
        if opening == closing:
            is_open = paragraph.count(opening) % 2 == 1
        else:
            is_open = paragraph.count(opening) > paragraph.count(closing)
        text = "«" if is_open else "»"
    if text == "«":
        left = page.left.rstrip(" ") + closing
        return page.with_left(left, joint=Joint(dictated=True), new_group=False)
    left = page.left + page.gap() + opening
    return page.with_left(left, joint=Joint(glued=True, dictated=True))


def _marked(page: Page, mark: str) -> Page:
    ended = mark[-1] in ".!?"
    left = page.left.rstrip(" ")
    if not left and (page.before or "").endswith(mark):
        return page
    marks = page.joint.marks if left == page.left else 0
    standing = left[len(left) - marks :]
    if standing:
        mark = typography.merged(standing, mark, dictated=page.joint.dictated)
    elif left.endswith(mark) or (mark == "." and _is_quoted_end(left)):
        mark = ""
    return page.with_left(
        left[: len(left) - marks] + mark,
        joint=Joint(marks=len(mark), dictated=True, ended=ended),
        new_group=False,
    )


def _is_quoted_end(left: str) -> bool:
    """»Jeg kommer.« needs no further full stop."""
    return left[-1:] in ("«", "”", '"') and left[-2:-1] in (".", "!", "?")
