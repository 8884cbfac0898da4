"""Whether a decode may be believed: repetition and coverage, from its figures alone."""

from dataclasses import replace

from ordret.events import Word
from ordret.speech.recogniser import Hypothesis

_REPETITIVE_RATIO = 2.4
_SILENCE_PROBABILITY = 0.6
_SILENCE_LOG_PROBABILITY = -1.0
"""Radford et al. 2022, section 4.5, for all three."""
_SLOWEST_WORDS_PER_SECOND = 0.7
_UNCOVERED_SECONDS = 2.0
_LONGEST_LOOP_WORDS = 8
_FEWEST_REPEATS = 3
_MOST_COUNTED_REPEATS = 8
"""Nobody reads a number aloud that has the same digit or letter more often in a row."""
_SHORTEST_INNER_LOOP_WORDS = 6
_SHORTEST_ECHO_WORDS = 4


def is_silence(hypothesis: Hypothesis) -> bool:
    """Whether a model that writes words says itself that it heard none and does not mean them.

    A cough or a key that passes for speech makes Whisper write whole sentences.
    """
    return (
        hypothesis.no_speech_probability > _SILENCE_PROBABILITY
        and hypothesis.average_log_probability < _SILENCE_LOG_PROBABILITY
    )


def is_doubtful(hypothesis: Hypothesis, speech_seconds: float) -> bool:
    """Whether a decode of `speech_seconds` of speech should be done again before it is believed.

    It repeats itself, begins over at the end, has far fewer words than anyone speaks, or leaves
    the end of the speech without words. People begin over too, so that alone is never cut.
    """
    if hypothesis.compression_ratio > _REPETITIVE_RATIO:
        return True
    if _loop_at_end(hypothesis.words) or _begins_over(hypothesis.words):
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
    """`words` without a group that is said three times or more in a row at the end.

    A word said twice is speech (»nej nej«). A decoder that has run past the speech repeats a
    group on and on until it stops at its token limit.
    """
    return words[: len(words) - _loop_at_end(words)]


def without_loops(words: tuple[Word, ...]) -> tuple[Word, ...]:
    """`words` without a group that is said three times or more in a row, anywhere.

    In the middle of a text »nej nej nej« is speech, so there a loop has six words at least.
    """
    kept: tuple[Word, ...] = ()
    at = 0
    while at < len(words):
        length, repeats = _loop_from(words, at)
        kept += words[at : at + length]
        at += length * repeats
    return kept


def bare(word: Word) -> str:
    """The word without its case and the punctuation around it."""
    return word.text.casefold().strip(".,!?:;»«\"'")


def _loop_at_end(words: tuple[Word, ...]) -> int:
    """How many words at the end say again what stands before them, over and over."""
    for length in range(1, _LONGEST_LOOP_WORDS + 1):
        repeats = _repeats_at_end(words, length)
        if _is_loop(words[-length:], repeats):
            return (repeats - 1) * length
    return 0


def _loop_from(words: tuple[Word, ...], at: int) -> tuple[int, int]:
    """The words of the group that is repeated from `at` on, and how often; 1 and 1 of none."""
    for length in range(1, _LONGEST_LOOP_WORDS + 1):
        group = words[at : at + length]
        repeats = 1
        while _same(words[at + repeats * length : at + (repeats + 1) * length], group):
            repeats += 1
        if repeats * length >= _SHORTEST_INNER_LOOP_WORDS and _is_loop(group, repeats):
            return length, repeats
    return 1, 1


def _is_loop(group: tuple[Word, ...], repeats: int) -> bool:
    counted = repeats <= _MOST_COUNTED_REPEATS and _counts_or_spells(group)
    return repeats >= _FEWEST_REPEATS and not counted


def _same(words: tuple[Word, ...], others: tuple[Word, ...]) -> bool:
    return [bare(word) for word in words] == [bare(word) for word in others]


def _repeats_at_end(words: tuple[Word, ...], length: int) -> int:
    group = words[-length:]
    repeats = 0
    end = len(words)
    while end >= length and _same(words[end - length : end], group):
        repeats += 1
        end -= length
    return repeats


def _counts_or_spells(group: tuple[Word, ...]) -> bool:
    """Digits and single letters are repeated when people read numbers aloud."""
    return all(len(bare(word)) <= 1 or bare(word).isdigit() for word in group)


def _begins_over(words: tuple[Word, ...]) -> bool:
    """Whether the words at the end, after a sentence's end, say the beginning once more."""
    keys = [bare(word) for word in words]
    for size in range(len(words) // 2, _SHORTEST_ECHO_WORDS - 1, -1):
        ended = words[len(words) - size - 1].text.endswith((".", "!", "?"))
        if ended and keys[:size] == keys[len(keys) - size :]:
            return True
    return False
