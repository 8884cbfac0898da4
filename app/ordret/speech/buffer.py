"""The stretch of a stream that may still be decoded."""

import numpy as np

from ordret.samples import Samples

_GROWTH = 2


class AudioBuffer:
    """Samples by their place in the stream; what is dropped can't be had again."""

    def __init__(self) -> None:
        self._store = np.zeros(16_000 * 30, np.float32)
        self._first = 0
        self._size = 0

    def append(self, samples: Samples) -> None:
        """Add the next samples of the stream."""
        needed = self._size + samples.size
        if needed > self._store.size:
            larger = np.zeros(max(needed, _GROWTH * self._store.size), np.float32)
            larger[: self._size] = self._store[: self._size]
            self._store = larger
        self._store[self._size : needed] = samples
        self._size = needed

    def between(self, start_sample: int, end_sample: int) -> Samples:
        """A copy of the samples from `start_sample` up to `end_sample`."""
        if start_sample < self._first or end_sample > self._first + self._size:
            raise IndexError(f"samples {start_sample} to {end_sample} are not here")
        return self._store[start_sample - self._first : end_sample - self._first].copy()

    def drop_before(self, sample: int) -> None:
        """Let go of what lies before `sample`, once that is worth moving the rest."""
        unneeded = sample - self._first
        if unneeded > self._size // 2:
            rest = self._store[unneeded : self._size].copy()
            self._store[: rest.size] = rest
            self._first = sample
            self._size = rest.size
