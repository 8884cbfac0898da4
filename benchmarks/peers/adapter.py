"""What the adapters of the other systems share: the audio, the pace, the lines they print.

It runs inside each system's own environment, so it needs nothing but numpy.
"""

import argparse
import json
import time
import wave
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

SAMPLE_RATE_HZ = 16_000
LONGEST_WAIT_SECONDS = 30.0
"""How long a microphone stays open after the recording for the last words to become final."""


@dataclass(frozen=True, slots=True)
class Request:
    """What one run is asked to recognise, and with which model folder."""

    audio: Path
    model: Path

    @classmethod
    def from_command_line(cls) -> "Request":
        """Read `--audio` and `--model`."""
        parser = argparse.ArgumentParser()
        parser.add_argument("--audio", type=Path, required=True)
        parser.add_argument("--model", type=Path, required=True)
        given = parser.parse_args()
        return cls(given.audio, given.model)

    def samples(self) -> NDArray[np.float32]:
        """The recording, shape (n,), -1 to 1, 16 kHz mono."""
        with wave.open(str(self.audio), "rb") as recording:
            if (recording.getframerate(), recording.getnchannels()) != (SAMPLE_RATE_HZ, 1):
                raise SystemExit(f"{self.audio.name}: 16 kHz mono is needed")
            data = recording.readframes(recording.getnframes())
        return np.frombuffer(data, dtype=np.int16).astype(np.float32) / 32_768


class Microphone:
    """Gives a recording, and silence after it, chunk by chunk as fast as it would be spoken."""

    def __init__(self, samples: NDArray[np.float32], chunk_samples: int) -> None:
        self._samples = samples
        self._chunk_samples = chunk_samples
        self._given_samples = 0
        self._started = time.monotonic()

    @property
    def elapsed_seconds(self) -> float:
        """Time since the first sample was spoken."""
        return time.monotonic() - self._started

    def play(self, send: Callable[[NDArray[np.float32]], None]) -> None:
        """Send the whole recording; a chunk is sent when its last sample was spoken."""
        while self._given_samples < len(self._samples):
            send(self._next())

    def stay_open(
        self, send: Callable[[NDArray[np.float32]], None], finished: Callable[[], bool]
    ) -> None:
        """Send silence until `finished`, at most `LONGEST_WAIT_SECONDS`."""
        until = self.elapsed_seconds + LONGEST_WAIT_SECONDS
        while not finished() and self.elapsed_seconds < until:
            send(self._next())

    def _next(self) -> NDArray[np.float32]:
        chunk = np.zeros(self._chunk_samples, dtype=np.float32)
        spoken = self._samples[self._given_samples : self._given_samples + self._chunk_samples]
        chunk[: len(spoken)] = spoken
        self._given_samples += self._chunk_samples
        ready_seconds = self._given_samples / SAMPLE_RATE_HZ
        time.sleep(max(0.0, ready_seconds - self.elapsed_seconds))
        return chunk


def emit(event: str, **fields: object) -> None:
    """Print one line of JSON at once."""
    print(json.dumps({"event": event, **fields}, ensure_ascii=False), flush=True)
