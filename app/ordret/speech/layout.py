"""Timed words become paragraphs and subtitles, broken where speech breaks. Pure."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from ordret.events import Word

PARAGRAPH_PAUSE_SECONDS = 2.0
_LONG_PARAGRAPH_WORDS = 90

LINE_CHARACTERS = 42
"""A line that can be read at a glance, as the broadcasters' rules for subtitles have it."""
LONGEST_SUBTITLE_SECONDS = 6.0
_SHORTEST_SUBTITLE_SECONDS = 1.0
_BRIEFEST_SUBTITLE_SECONDS = 0.1
"""What is left of the shortest where the next subtitle follows at once."""
_SUBTITLE_PAUSE_SECONDS = 0.7
_SHORT_SENTENCE_CHARACTERS = 21

_SENTENCE_ENDS = (".", "!", "?")
_CLAUSE_ENDS = (",", ";", ":")
_PUNCTUATION_BONUS_CHARACTERS = 10


@dataclass(frozen=True, slots=True)
class Subtitle:
    """One or two lines, and when they are shown."""

    start_seconds: float
    end_seconds: float
    lines: tuple[str, ...]


def paragraphs(words: Iterable[Word]) -> Iterator[tuple[Word, ...]]:
    """`words` in paragraphs: a new one after a long pause, or after a sentence in a long one."""
    paragraph: list[Word] = []
    for word in words:
        if paragraph and _ends_paragraph(paragraph, word):
            yield tuple(paragraph)
            paragraph = []
        paragraph.append(word)
    if paragraph:
        yield tuple(paragraph)


def subtitles(words: Iterable[Word]) -> tuple[Subtitle, ...]:
    """`words` as subtitles of at most two lines, one after another and none at the same time."""
    groups = tuple(_groups(words))
    shown: list[Subtitle] = []
    for index, group in enumerate(groups):
        before = shown[-1].end_seconds if shown else 0.0
        start = max(group[0].start_seconds, before)
        end = max(group[-1].end_seconds, start + _BRIEFEST_SUBTITLE_SECONDS)
        room = groups[index + 1][0].start_seconds if index + 1 < len(groups) else float("inf")
        end = max(end, min(start + _SHORTEST_SUBTITLE_SECONDS, room))
        end = min(end, start + LONGEST_SUBTITLE_SECONDS)
        shown.append(Subtitle(start, end, _lines(group)))
    return tuple(shown)


def _ends_paragraph(paragraph: Sequence[Word], following: Word) -> bool:
    last = paragraph[-1]
    if following.start_seconds - last.end_seconds >= PARAGRAPH_PAUSE_SECONDS:
        return True
    return len(paragraph) >= _LONG_PARAGRAPH_WORDS and last.text.endswith(_SENTENCE_ENDS)


def _groups(words: Iterable[Word]) -> Iterator[list[Word]]:
    """The words of each subtitle."""
    group: list[Word] = []
    for word in words:
        if group and _ends_subtitle(group, word):
            yield group
            group = []
        while group and not _fits([*group, word]):
            count = _best_break([*group, word])
            yield group[:count]
            group = group[count:]
        group.append(word)
    if group:
        yield group


def _ends_subtitle(group: Sequence[Word], following: Word) -> bool:
    last = group[-1]
    if following.start_seconds - last.end_seconds >= _SUBTITLE_PAUSE_SECONDS:
        return True
    return last.text.endswith(_SENTENCE_ENDS) and len(_text(group)) > _SHORT_SENTENCE_CHARACTERS


def _fits(group: Sequence[Word]) -> bool:
    seconds = group[-1].end_seconds - group[0].start_seconds
    return seconds <= LONGEST_SUBTITLE_SECONDS and all(
        len(line) <= LINE_CHARACTERS for line in _lines(group)
    )


def _best_break(group: Sequence[Word]) -> int:
    """How many words to show first: up to a sentence's end, a comma or the longest pause.

    Not before the middle, so that no word is shown alone. All but the last are known to fit.
    """
    half = len(_text(group)) / 2
    counts = [count for count in range(1, len(group)) if len(_text(group[:count])) >= half] or [
        len(group) - 1
    ]

    def worth(count: int) -> tuple[int, float, int]:
        last, following = group[count - 1], group[count]
        rank = 2 * last.text.endswith(_SENTENCE_ENDS) + last.text.endswith(_CLAUSE_ENDS)
        return rank, following.start_seconds - last.end_seconds, count

    return max(counts, key=worth)


def _lines(group: Sequence[Word]) -> tuple[str, ...]:
    """The text on one line if it fits, else on two that are as long as each other."""
    text = _text(group)
    if len(text) <= LINE_CHARACTERS or len(group) == 1:
        return (text,)

    def imbalance(count: int) -> tuple[bool, int]:
        first, second = _text(group[:count]), _text(group[count:])
        bonus = first.endswith((*_SENTENCE_ENDS, *_CLAUSE_ENDS)) * _PUNCTUATION_BONUS_CHARACTERS
        too_long = max(len(first), len(second)) > LINE_CHARACTERS
        return too_long, abs(len(first) - len(second)) - bonus

    count = min(range(1, len(group)), key=imbalance)
    return _text(group[:count]), _text(group[count:])


def _text(words: Iterable[Word]) -> str:
    return " ".join(" ".join(word.text.split()) for word in words)
