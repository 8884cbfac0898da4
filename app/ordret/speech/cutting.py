"""Where to cut an utterance that has grown too long for one window."""

from ordret.events import Word
from ordret.speech.endpointer import SENTENCE_ENDS

_SEARCH_SECONDS = 8.0
_MARGIN_SECONDS = 1.0
"""What was said last may go on after the window, so no cut is made there."""
_PUNCTUATION_BONUS_SECONDS = 0.2


def cut_between(
    words: tuple[Word, ...], committed_words: int, start_seconds: float, end_seconds: float
) -> tuple[int, float]:
    """How many of the window's `words` to keep, and the second to cut at.

    The cut falls in the middle of the widest gap near the end of the window, and after a
    sentence or a comma rather than elsewhere. Committed words are always kept.
    """
    earliest = max(start_seconds, end_seconds - _SEARCH_SECONDS)
    latest = end_seconds - _MARGIN_SECONDS
    ends = [start_seconds, *(word.end_seconds for word in words)]
    starts = [*(word.start_seconds for word in words), end_seconds]
    best: tuple[int, float] | None = None
    widest = 0.0
    for count in range(committed_words, len(words) + 1):
        left, right = max(ends[count], earliest), min(starts[count], latest)
        if left > right:
            continue
        gap = right - left
        if count and words[count - 1].text.endswith((*SENTENCE_ENDS, ",")):
            gap += _PUNCTUATION_BONUS_SECONDS
        if best is None or gap > widest:
            best, widest = (count, (left + right) / 2), gap
    if best is not None:
        return best
    kept = committed_words or len(words)
    return kept, ends[kept] if kept < len(words) else end_seconds
