"""Sound of any rate and any number of channels becomes 16 kHz mono."""

import numpy as np
import soxr
from numpy.typing import NDArray

from ordret.samples import SAMPLE_RATE_HZ, Samples


def mix_down(frames: NDArray[np.float32]) -> Samples:
    """The mean over all channels of `frames`, shape (n, channels).

    A plain mean, and not the 5.1 matrix that players use: that one leaves the bass channel out,
    and a recorder may have put a speaker there. A mean also can't exceed full scale.
    """
    return np.asarray(frames.mean(axis=1), np.float32)


class Resampler:
    """Mono at `rate_hz` becomes mono at 16 kHz, piece by piece; how it is cut changes nothing.

    soxr's HQ setting: 20 bits of precision, linear phase, and no shift in time.
    """

    def __init__(self, rate_hz: int) -> None:
        self._stream = (
            None
            if rate_hz == SAMPLE_RATE_HZ
            else soxr.ResampleStream(rate_hz, SAMPLE_RATE_HZ, 1, dtype="float32", quality="HQ")
        )

    def feed(self, samples: Samples) -> Samples:
        """What is ready after `samples`; some 50 ms stay inside until more comes."""
        return self._resample(samples, last=False)

    def finish(self) -> Samples:
        """What was still inside. Nothing can be fed afterwards."""
        return self._resample(np.zeros(0, np.float32), last=True)

    def _resample(self, samples: Samples, *, last: bool) -> Samples:
        resampled: Samples = (
            samples
            if self._stream is None
            else self._stream.resample_chunk(np.ascontiguousarray(samples), last=last)
        )
        return np.clip(resampled, -1.0, 1.0)
