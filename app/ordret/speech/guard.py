"""Whether a decode may be believed: repetition and coverage, from its figures alone."""

from dataclasses import replace

from ordret.events import Word
from ordret.speech.recogniser import Hypothesis

_REPETITIVE_RATIO = 2.4
"""Radford et al. 2022, section 4.5."""
_SLOWEST_WORDS_PER_SECOND = 0.7
_UNCOVERED_SECONDS = 2.0
_LONGEST_LOOP_WORDS = 8
_FEWEST_REPEATS = 3
_MOST_COUNTED_REPEATS = 8
"""Nobody reads a number aloud that has the same digit or letter more often in a row."""
_SHORTEST_ECHO_WORDS = 4


def is_doubtful(hypothesis: Hypothesis, speech_seconds: float) -> bool:
    """Whether a decode of `speech_seconds` of speech should be done again before it is believed.

    It repeats itself, has far fewer words than anyone speaks, or leaves the end of the speech
    without words.
    """
    if hypothesis.compression_ratio > _REPETITIVE_RATIO:
        return True
    if without_repetition(hypothesis.words) != hypothesis.words:
        return True
    if speech_seconds < _UNCOVERED_SECONDS:
        return False
    if len(hypothesis.words) < _SLOWEST_WORDS_PER_SECOND * speech_seconds:
        return True
    return hypothesis.words[-1].end_seconds < speech_seconds - _UNCOVERED_SECONDS


def collapsed(hypothesis: Hypothesis) -> Hypothesis:
    """The hypothesis with its loops cut."""
    return replace(hypothesis, words=without_repetition(hypothesis.words))


def without_repetition(words: tuple[Word, ...]) -> tuple[Word, ...]:
    """`words` without a group that is said three times or more in a row, or begun over at the end.

    A word said twice is speech (»nej nej«). A decoder that has run past the speech repeats a
    group on and on, or starts the whole text again and stops at its token limit.
    """
    surplus = _loop_at_end(words) or _echo_of_beginning(words)
    return words[: len(words) - surplus]


def without_loops(words: tuple[Word, ...]) -> tuple[Word, ...]:
    """`words` without a group that is said three times or more in a row, anywhere."""
    kept: tuple[Word, ...] = ()
    for word in words:
        kept += (word,)
        kept = kept[: len(kept) - _loop_at_end(kept)]
    return kept


def _key(word: Word) -> str:
    return word.text.casefold().strip(".,!?:;»«\"'")


def _loop_at_end(words: tuple[Word, ...]) -> int:
    """How many words at the end say again what stands before them, over and over."""
    for length in range(1, _LONGEST_LOOP_WORDS + 1):
        repeats = _repeats_at_end(words, length)
        counted = repeats <= _MOST_COUNTED_REPEATS and _counts_or_spells(words[-length:])
        if repeats >= _FEWEST_REPEATS and not counted:
            return (repeats - 1) * length
    return 0


def _repeats_at_end(words: tuple[Word, ...], length: int) -> int:
    group = [_key(word) for word in words[-length:]]
    repeats = 0
    end = len(words)
    while end >= length and [_key(word) for word in words[end - length : end]] == group:
        repeats += 1
        end -= length
    return repeats


def _counts_or_spells(group: tuple[Word, ...]) -> bool:
    """Digits and single letters are repeated when people read numbers aloud."""
    return all(len(_key(word)) <= 1 or _key(word).isdigit() for word in group)


def _echo_of_beginning(words: tuple[Word, ...]) -> int:
    """How many words at the end, after a sentence's end, say the beginning over again."""
    keys = [_key(word) for word in words]
    for size in range(len(words) // 2, _SHORTEST_ECHO_WORDS - 1, -1):
        ended = words[len(words) - size - 1].text.endswith((".", "!", "?"))
        if ended and keys[:size] == keys[len(keys) - size :]:
            return size
    return 0
