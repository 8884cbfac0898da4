"""The gaps of an inserted text, »[dato]«, which a speaker goes to and fills one by one."""

import re
from collections.abc import Iterator
from dataclasses import replace

from ordret.danish.manuscript.page import Joint, Page

_GAP = re.compile(r"\[[^\[\]\s][^\[\]\n]*\]")


def gaps_in(text: str) -> frozenset[str]:
    """The gaps of a kept text, as they stand in it. »[ ]« is a box to tick."""
    return frozenset(_GAP.findall(text))


def next_gap(page: Page) -> Page | None:
    """The page with its next gap selected; behind the last one, with the caret at the end.

    The first time after a text was inserted, that is its first gap. None where the caret is at
    the end already.
    """
    whole, caret = _whole(page)
    begin = caret + page.selected if page.gaps_from is None else page.gaps_from
    for start, end in _spans(page, whole):
        if start >= begin:
            return _at(page, whole, start, end)
    return _at(page, whole, len(whole), len(whole)) if page.right else None


def previous_gap(page: Page) -> Page | None:
    """The page with the last gap before the caret selected; None where there is none."""
    whole, caret = _whole(page)
    before = [span for span in _spans(page, whole) if span[1] <= caret]
    return _at(page, whole, *before[-1]) if before else None


def _whole(page: Page) -> tuple[str, int]:
    left = page.settled if page.right else page.left
    return left + page.right, len(left)


def _spans(page: Page, whole: str) -> Iterator[tuple[int, int]]:
    if page.gaps:
        pattern = "|".join(re.escape(gap) for gap in sorted(page.gaps))
        yield from (match.span() for match in re.finditer(pattern, whole))


def _at(page: Page, whole: str, start: int, end: int) -> Page:
    return replace(
        page,
        left=whole[:start],
        right=whole[start:],
        selected=end - start,
        joint=Joint.behind(whole[:start]),
        groups=(),
        gaps_from=None,
    )
