"""Sound files of every kind, made when a test needs them."""

import wave
from pathlib import Path

import av
import numpy as np

from ordret.samples import Samples


def tone(rate_hz: int, seconds: float, *, frequency_hz: float = 440.0) -> Samples:
    """A sine at half of full scale."""
    at = np.arange(round(rate_hz * seconds)) / rate_hz
    return (0.5 * np.sin(2 * np.pi * frequency_hz * at)).astype(np.float32)


def encode(
    path: Path,
    channels: list[Samples],
    *,
    rate_hz: int,
    codec: str,
    container: str | None = None,
    layout: str = "mono",
) -> Path:
    """`channels` as PyAV's `codec` writes them; `container` where the name does not say it."""
    with av.open(path, "w", format=container) as file:
        stream = file.add_stream(codec, rate=rate_hz, layout=layout)
        assert isinstance(stream, av.AudioStream)
        for start in range(0, len(channels[0]), 4_096):
            block = np.ascontiguousarray([channel[start : start + 4_096] for channel in channels])
            frame = av.AudioFrame.from_ndarray(block, format="fltp", layout=layout)
            frame.sample_rate = rate_hz
            frame.pts = start
            file.mux(stream.encode(frame))
        file.mux(stream.encode(None))
    return path


def write_wav(path: Path, samples: Samples, *, rate_hz: int, sample_bytes: int = 2) -> Path:
    """Whole-number WAV, mono, of one to four bytes a sample."""
    scaled = np.round(samples.astype(np.float64) * (2 ** (8 * sample_bytes - 1) - 1))
    if sample_bytes == 1:
        data = (scaled + 128).astype(np.uint8).tobytes()
    else:
        as_bytes = scaled.astype("<i4").view(np.uint8).reshape(-1, 4)
        data = as_bytes[:, :sample_bytes].tobytes()
    with wave.open(str(path), "wb") as file:
        file.setnchannels(1)
        file.setsampwidth(sample_bytes)
        file.setframerate(rate_hz)
        file.writeframes(data)
    return path


def cut_short(path: Path, share: float) -> Path:
    """The first `share` of a file, as when a copy was interrupted."""
    shortened = path.with_stem(f"{path.stem}-afbrudt")
    whole = path.read_bytes()
    shortened.write_bytes(whole[: int(len(whole) * share)])
    return shortened
