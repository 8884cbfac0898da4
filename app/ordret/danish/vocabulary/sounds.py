"""Finding the terms that sound like what was heard, among a hundred thousand in no time."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import pairwise

from rapidfuzz.distance import Levenshtein

_EDITS_PER_SIGN = 0.27
_MOST_EDITS = 3
_LEAST_SIGNS = 3


@dataclass(frozen=True, slots=True)
class Sound:
    """A form of the term number `term`: its letters without spaces, and its sound key."""

    term: int
    letters: str
    key: str


class SoundIndex:
    """Sounds by pieces of their keys.

    A key that may differ in n signs is cut in n + 1 pieces: whatever is near enough holds one of
    them unchanged, and nearly in its place (G. Li et al., »PASS-JOIN: a partition-based method for
    similarity joins«, 2011).
    """

    def __init__(self, sounds: Iterable[Sound]) -> None:
        self._by_piece: dict[tuple[int, int, str], list[Sound]] = {}
        self._lengths: set[int] = set()
        for sound in sounds:
            length = len(sound.key)
            if length < _LEAST_SIGNS:
                continue
            self._lengths.add(length)
            for number, (start, end) in enumerate(_pieces(length)):
                place = (length, number, sound.key[start:end])
                self._by_piece.setdefault(place, []).append(sound)

    def near(self, key: str) -> Iterator[Sound]:
        """The sounds whose keys are near `key`, in no order, perhaps more than once."""
        for length in range(len(key) - _MOST_EDITS, len(key) + _MOST_EDITS + 1):
            if length not in self._lengths:
                continue
            allowed = _allowed_edits(length)
            if abs(len(key) - length) > allowed:
                continue
            for sound in self._candidates(key, length, allowed):
                if Levenshtein.distance(key, sound.key, score_cutoff=allowed) <= allowed:
                    yield sound

    def _candidates(self, key: str, length: int, allowed: int) -> Iterator[Sound]:
        longer = len(key) - length
        for number, (start, end) in enumerate(_pieces(length)):
            after = allowed - number
            first = max(0, start - number, start + longer - after)
            last = min(len(key) - (end - start), start + number, start + longer + after)
            for place in range(first, last + 1):
                piece = key[place : place + end - start]
                yield from self._by_piece.get((length, number, piece), ())


def _allowed_edits(length: int) -> int:
    return min(_MOST_EDITS, int(length * _EDITS_PER_SIGN))


def _pieces(length: int) -> list[tuple[int, int]]:
    count = _allowed_edits(length) + 1
    bounds = [length * number // count for number in range(count + 1)]
    return list(pairwise(bounds))
