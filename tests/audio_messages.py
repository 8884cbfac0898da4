"""What came out of an audio source, looked at as a listener would."""

from collections.abc import Iterable

import numpy as np

from ordret.audio.source import AudioChunk, AudioMessage, AudioNotice
from ordret.errors import Fault
from ordret.samples import SAMPLE_RATE_HZ, Samples


def told(messages: Iterable[AudioMessage | None]) -> list[Fault]:
    """What the user was told, in order."""
    return [message.fault for message in messages if isinstance(message, AudioNotice)]


def heard(messages: Iterable[AudioMessage | None]) -> Samples:
    """All the sound, put together."""
    chunks = [message.samples for message in messages if isinstance(message, AudioChunk)]
    return np.concatenate([np.zeros(0, np.float32), *chunks])


def pitch_hz(samples: Samples) -> float:
    """The strongest frequency."""
    spectrum = np.abs(np.fft.rfft(samples * np.hanning(len(samples))))
    return float(np.argmax(spectrum) * SAMPLE_RATE_HZ / len(samples))
