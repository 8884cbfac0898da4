"""The seam of voice activity detection."""

from typing import Protocol

from ordret.samples import Samples

FRAME_SAMPLES = 512
"""32 ms, the frame that Silero was trained on at 16 kHz."""


class VoiceDetector(Protocol):
    """Tells speech from other sound, frame by frame; holds the state of one stream."""

    def probability(self, frame: Samples) -> float:
        """How probable speech is in `frame`, shape (512,), the next one of the stream."""
        ...

    def reset(self) -> None:
        """Forget the stream."""
        ...
