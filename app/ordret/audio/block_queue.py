"""The one way from PortAudio's thread to ours."""

from dataclasses import dataclass
from queue import Empty, SimpleQueue

import numpy as np
from numpy.typing import NDArray


@dataclass(frozen=True, slots=True)
class Block:
    """Frames of shape (n, channels), and what went missing just before them."""

    frames: NDArray[np.float32]
    dropped_frames: int
    """Frames that found the queue full."""
    overflowed: bool
    """The system itself lost sound, it does not say how much."""


class BlockQueue:
    """Bounded by counting frames. PortAudio's thread never waits here for ours.

    `SimpleQueue.put` doesn't block, and each counter has one writer: `put` those of what came,
    `get` that of what was taken.
    """

    def __init__(self, capacity_frames: int) -> None:
        self._capacity_frames = capacity_frames
        self._blocks: SimpleQueue[Block] = SimpleQueue()
        self._put_frames = 0
        self._taken_frames = 0
        self._dropped_frames = 0
        self._told_dropped_frames = 0
        self._overflow_untold = False

    def put(self, frames: NDArray[np.float32], overflowed: bool) -> None:
        """Called by PortAudio, which reuses its buffer afterwards."""
        self._overflow_untold |= overflowed
        if self._put_frames - self._taken_frames + len(frames) > self._capacity_frames:
            self._dropped_frames += len(frames)
            return
        dropped_frames = self._dropped_frames - self._told_dropped_frames
        self._told_dropped_frames = self._dropped_frames
        self._blocks.put(Block(frames.copy(), dropped_frames, self._overflow_untold))
        self._overflow_untold = False
        self._put_frames += len(frames)

    def get(self, wait_seconds: float) -> Block | None:
        """The oldest block, or None where none came within `wait_seconds`."""
        try:
            block = (
                self._blocks.get(timeout=wait_seconds)
                if wait_seconds > 0
                else self._blocks.get_nowait()
            )
        except Empty:
            return None
        self._taken_frames += len(block.frames)
        return block

    def dropped_at_the_end(self) -> int:
        """Frames dropped after the last block; to be asked when no more are put."""
        return self._dropped_frames - self._told_dropped_frames
