"""Audio of any length becomes frames of the one length that the voice detector hears."""

import numpy as np
from numpy.typing import NDArray

from ordret.samples import Samples
from ordret.speech.voice import FRAME_SAMPLES

Frames = NDArray[np.float32]
"""Shape (n, 512)."""


class Framing:
    """Keeps the part of a frame that is left over until more comes."""

    def __init__(self) -> None:
        self._rest: Samples = np.zeros(0, np.float32)

    def cut(self, samples: Samples) -> Frames:
        """The whole frames that there are with the next `samples` of the stream."""
        waiting = np.concatenate([self._rest, samples])
        whole = waiting.size - waiting.size % FRAME_SAMPLES
        self._rest = waiting[whole:]
        return waiting[:whole].reshape(-1, FRAME_SAMPLES)

    def finish(self) -> Frames:
        """The last frame, filled up with silence; none where nothing is left."""
        return self.cut(np.zeros(-self._rest.size % FRAME_SAMPLES, np.float32))
