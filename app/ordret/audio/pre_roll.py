"""The last seconds of an armed microphone, so that a word begun too early is not lost."""

from collections import deque

import numpy as np

from ordret.samples import SAMPLE_RATE_HZ, Samples


class PreRoll:
    """Keeps the last `seconds` of what was added and forgets the rest."""

    def __init__(self, seconds: float) -> None:
        self._capacity_samples = round(seconds * SAMPLE_RATE_HZ)
        self._chunks: deque[Samples] = deque()
        self._kept_samples = 0

    def add(self, samples: Samples) -> None:
        """Take in the newest samples."""
        self._chunks.append(samples)
        self._kept_samples += len(samples)
        while self._chunks and self._kept_samples - len(self._chunks[0]) >= self._capacity_samples:
            self._kept_samples -= len(self._chunks.popleft())

    def take(self) -> Samples:
        """Everything kept, oldest first; afterwards nothing is kept."""
        kept = np.concatenate([np.zeros(0, np.float32), *self._chunks])
        self._chunks.clear()
        self._kept_samples = 0
        return kept[max(0, len(kept) - self._capacity_samples) :]
