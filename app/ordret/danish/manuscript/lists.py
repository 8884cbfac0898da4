"""Lists in plain text: »- item« and »1. item«, a line each."""

import re
from dataclasses import replace

from ordret.danish.edits import ListEdit, ListMark
from ordret.danish.manuscript.page import Page
from ordret.danish.manuscript.typography import BULLET

_NUMBER = re.compile(r"(\d{1,6})\.(?: |\Z)")


def listed(page: Page, edit: ListEdit) -> Page:
    """Begin or end a list, or one of its items. An item without text is never left behind."""
    left = page.left.rstrip(" ")
    if page.in_empty_item:
        left = left[: len(left) - len(page.line)]
    if edit.mark is ListMark.END:
        if page.listing is None:
            return page
        return replace(page.with_left(_on_new_line(page, left)), listing=None)
    kind: ListMark = edit.mark
    if kind is ListMark.ITEM:
        kind = page.listing or ListMark.START
    if kind is page.listing and page.in_empty_item:
        return page
    mark = BULLET
    if kind is ListMark.START_NUMBERED:
        number = _last_number(left) if kind is page.listing else 0
        mark = f"{number + 1}."
    return replace(page.with_left(_on_new_line(page, left) + mark), listing=kind)


def _on_new_line(page: Page, left: str) -> str:
    standing = left or page.before or ""
    return left if not standing or standing.endswith("\n") else left + "\n"


def _last_number(left: str) -> int:
    """The number of the last item; one that was deleted is given again."""
    end = len(left)
    while end >= 0:
        begin = left.rfind("\n", 0, end) + 1
        if match := _NUMBER.match(left, begin, end):
            return int(match.group(1))
        end = begin - 1
    return 0
