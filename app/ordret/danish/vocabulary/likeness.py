"""How alike two stretches of text are, by sound and by letters, and where two texts differ."""

from collections.abc import Iterator, Sequence
from itertools import takewhile

from rapidfuzz.distance import Levenshtein

_KEY_SHARE = 0.6
"""How much the sound counts against the letters."""
_LEAST_ODD_SIGNS = 3
_LEAST_ADDED_SIGNS = 2
_LEAST_ODD_LIKENESS = 0.34


def letters_of(text: str) -> str:
    """The letters and digits of `text` in lower case."""
    return "".join(filter(str.isalnum, text.casefold()))


def likeness(key: str, other_key: str, letters: str, other_letters: str) -> float:
    """From 0 to 1, by sound key and by letters."""
    heard = Levenshtein.normalized_similarity(key, other_key)
    written = Levenshtein.normalized_similarity(letters, other_letters)
    return _KEY_SHARE * heard + (1 - _KEY_SHARE) * written


def differs_in_a_part(key: str, other_key: str) -> bool:
    """Whether what differs is a part of its own.

    Two compounds with a part in common are two words, and so is a word with a syllable before it.
    """
    begin = _shared(key, other_key)
    left, right = key[begin:], other_key[begin:]
    end = _shared(left[::-1], right[::-1])
    left, right = left[: len(left) - end], right[: len(right) - end]
    odd = max(len(left), len(right))
    if not begin and not (left and right):
        return odd >= _LEAST_ADDED_SIGNS
    return odd >= _LEAST_ODD_SIGNS and (
        Levenshtein.normalized_similarity(left, right) < _LEAST_ODD_LIKENESS
    )


def changes(before: Sequence[str], after: Sequence[str]) -> Iterator[tuple[range, range]]:
    """The stretches of words that are not the same in both; one of the two may be empty."""
    first = second = 0
    for block in Levenshtein.opcodes(before, after).as_matching_blocks():
        if (first, second) != (block.a, block.b):
            yield range(first, block.a), range(second, block.b)
        first, second = block.a + block.size, block.b + block.size


def _shared(left: str, right: str) -> int:
    """How many signs both begin with."""
    return sum(
        1 for _ in takewhile(lambda pair: pair[0] == pair[1], zip(left, right, strict=False))
    )
