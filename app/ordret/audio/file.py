"""Any audio or video file becomes 16 kHz mono chunks. The only module that imports PyAV.

PyAV decodes and soxr changes the rate, as it does for the microphone: the recogniser hears the
same from both, and soxr's result does not depend on how a file happens to be cut into frames.
"""

import os
import re
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from enum import StrEnum
from pathlib import Path
from types import TracebackType
from typing import BinaryIO, Self

import av
import numpy as np
from av.audio.frame import AudioFrame
from av.audio.stream import AudioStream
from numpy.typing import NDArray

from ordret.audio import file_faults as faults
from ordret.audio.resample import Resampler, mix_down
from ordret.audio.source import AudioChunk, AudioEnd, AudioMessage, AudioNotice
from ordret.samples import SAMPLE_RATE_HZ, Samples

CHUNK_SAMPLES = SAMPLE_RATE_HZ // 20

_LOWEST_RATE_HZ = 1_000
_LENGTH_TOLERANCE_SECONDS = 1.0
_NOTHING = np.zeros(0, np.float32)

_UNKNOWN_RIFF_BYTES = 0x7FFF_0000
"""A recorder that doesn't know its length in advance writes the largest number it has."""

_FORMATS_WITH_LENGTH = frozenset(
    {"aiff", "asf", "caf", "flac", "matroska,webm", "mov,mp4,m4a,3gp,3g2,mj2", "w64"}
)
"""Their header states how long they are. FFmpeg guesses the length of the others by their size,
except of an MP3 file with the header that most encoders write, which also sets its start time."""


class Pace(StrEnum):
    """When a chunk of a file can be read."""

    REALTIME = "realtime"
    """As if it were spoken: a chunk is there when its last sample would have been said."""
    FAST = "fast"
    """At once."""


class AudioFile:
    """An `AudioSource` over `path`, decoded piece by piece, so that its length is no matter.

    Opening raises `Fault` AUDIO_FILE_UNREADABLE where there is no sound to be had. Where a file
    breaks off, all before is read and then an `AudioNotice` says so. The file's first sample
    counts as spoken when it was opened.
    """

    def __init__(
        self,
        path: Path,
        pace: Pace,
        *,
        now: Callable[[], float] = time.monotonic,
        sleep: Callable[[float], None] = time.sleep,
    ) -> None:
        self._path = path
        self._pace = pace
        self._now = now
        self._sleep = sleep
        self._resources = ExitStack()
        self._messages: Iterator[AudioMessage] = iter(())
        self._next: AudioMessage | None = AudioEnd()
        self._duration_seconds: float | None = None
        self._opened_at = 0.0
        self._read_samples = 0
        self._stopped_at_samples: int | None = None

    @property
    def duration_seconds(self) -> float | None:
        """How long the file says it is, once opened; None where it doesn't say."""
        return self._duration_seconds

    def __enter__(self) -> Self:
        with ExitStack() as resources:
            decoder = _Decoder(self._path, resources)
            self._duration_seconds = decoder.duration_seconds
            self._messages = decoder.messages()
            self._next = next(self._messages)
            self._resources = resources.pop_all()
        self._opened_at = self._now()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._next = AudioEnd()
        self._resources.close()

    def read(self, timeout_seconds: float) -> AudioMessage | None:
        """The next message; see `AudioSource.read`."""
        until_samples = self._stopped_at_samples
        if until_samples is not None and self._read_samples >= until_samples:
            self._next = AudioEnd()
        if self._next is None:
            self._next = next(self._messages, AudioEnd())
        message = self._next
        if isinstance(message, AudioChunk):
            end_samples = self._read_samples + len(message.samples)
            if until_samples is not None:
                end_samples = min(end_samples, until_samples)
            if self._pace is Pace.REALTIME:
                wait_seconds = self._opened_at + end_samples / SAMPLE_RATE_HZ - self._now()
                if wait_seconds > timeout_seconds:
                    self._sleep(timeout_seconds)
                    return None
                if wait_seconds > 0:
                    self._sleep(wait_seconds)
            message = AudioChunk(message.samples[: end_samples - self._read_samples])
            self._read_samples = end_samples
        if not isinstance(message, AudioEnd):
            self._next = None
        return message

    def stop(self) -> None:
        """See `AudioSource.stop`. At speaking pace, what was spoken by now is still read."""
        if self._stopped_at_samples is None:
            spoken_samples = int((self._now() - self._opened_at) * SAMPLE_RATE_HZ)
            self._stopped_at_samples = (
                spoken_samples if self._pace is Pace.REALTIME else self._read_samples
            )


class _Decoder:
    """One open file. Raises `Fault` where there is no sound to be had; `resources` closes it."""

    def __init__(self, path: Path, resources: ExitStack) -> None:
        self._name = path.name
        file = _open(path, resources)
        try:
            self._cut_short = _is_cut_short(file)
            # No protocol is allowed: a playlist must not make us read other files or hosts.
            self._container = resources.enter_context(
                av.open(file, "r", options={"protocol_whitelist": ""}, metadata_errors="ignore")
            )
        except av.FFmpegError as error:
            raise faults.not_sound(path.name) from error
        except OSError as error:
            raise faults.unreachable(path.name) from error
        stream = self._container.streams.best("audio")
        if not isinstance(stream, AudioStream):
            damaged = bool(self._container.streams.audio)
            raise (faults.not_sound if damaged else faults.without_sound)(path.name)
        self._stream = stream
        self._resampler: Resampler | None = None
        self._rate_hz = 0
        self._decoded_seconds = 0.0
        self._reached_seconds = 0.0

    @property
    def duration_seconds(self) -> float | None:
        """How long the file says it is, or how long FFmpeg guesses."""
        seconds = _stream_seconds(self._stream) or _tagged_seconds(self._stream)
        if seconds is None and self._container.duration is not None:
            seconds = self._container.duration / av.time_base
        return seconds

    def messages(self) -> Iterator[AudioMessage]:
        """Chunks of `CHUNK_SAMPLES`, the last one shorter, and a notice where sound is missing."""
        rest = _NOTHING
        damage = told = False
        for frame in self._frames():
            if frame is None:
                damage = True
                continue
            if damage and not told:
                yield AudioNotice(faults.skipped(self._name, self._decoded_seconds))
                told = True
            damage = False
            chunks, rest = _cut(np.concatenate([rest, self._resampled(frame)]))
            yield from chunks
        if self._resampler is None:
            raise (faults.not_sound if damage else faults.without_sound)(self._name)
        chunks, rest = _cut(np.concatenate([rest, self._resampler.finish()]))
        yield from chunks
        if len(rest):
            yield AudioChunk(rest)
        if damage or self._cut_short or self._ends_too_early():
            yield AudioNotice(faults.breaks_off(self._name, self._decoded_seconds))

    def _frames(self) -> Iterator[AudioFrame | None]:
        """What can be decoded, and None for each piece that can't."""
        packets = self._container.demux(self._stream)
        while True:
            try:
                packet = next(packets, None)
                if packet is None:
                    return
                frames = packet.decode()
            except (av.FFmpegError, OSError):
                yield None
            else:
                yield from frames

    def _resampled(self, frame: AudioFrame) -> Samples:
        flushed = _NOTHING
        if self._resampler is None or frame.sample_rate != self._rate_hz:
            if frame.sample_rate < _LOWEST_RATE_HZ:
                raise faults.unknown_encoding(self._name)
            if self._resampler is not None:
                flushed = self._resampler.finish()
            self._rate_hz = frame.sample_rate
            self._resampler = Resampler(self._rate_hz)
        frame_seconds = frame.samples / frame.sample_rate
        self._decoded_seconds += frame_seconds
        self._reached_seconds = max(self._decoded_seconds, (frame.time or 0.0) + frame_seconds)
        return np.concatenate([flushed, self._resampler.feed(mix_down(_frames_by_channels(frame)))])

    def _ends_too_early(self) -> bool:
        """Whether sound the header promised is missing; a recorder may leave pauses out."""
        if self._container.format.name == "mp3" and self._stream.start_time:
            stated_seconds = _stream_seconds(self._stream)
        elif self._container.format.name in _FORMATS_WITH_LENGTH:
            stated_seconds = _stream_seconds(self._stream) or _tagged_seconds(self._stream)
        else:
            stated_seconds = None
        return (
            stated_seconds is not None
            and self._reached_seconds < stated_seconds - _LENGTH_TOLERANCE_SECONDS
        )


def _open(path: Path, resources: ExitStack) -> BinaryIO:
    try:
        file = resources.enter_context(path.open("rb"))
        size_bytes = os.fstat(file.fileno()).st_size
    except FileNotFoundError as error:
        raise faults.missing(path.name) from error
    except IsADirectoryError as error:
        raise faults.a_folder(path.name) from error
    except PermissionError as error:
        a_folder = sys.platform == "win32" and path.is_dir()
        raise (faults.a_folder if a_folder else faults.forbidden)(path.name) from error
    except OSError as error:
        raise faults.unreachable(path.name) from error
    if not size_bytes:
        raise faults.empty(path.name)
    return file


def _is_cut_short(file: BinaryIO) -> bool:
    """Whether a WAV file is shorter than its header says; FFmpeg keeps quiet about that."""
    header = file.read(8)
    file.seek(0)
    stated_bytes = int.from_bytes(header[4:8], "little")
    return (
        header[:4] == b"RIFF"
        and stated_bytes < _UNKNOWN_RIFF_BYTES
        and stated_bytes + 8 > os.fstat(file.fileno()).st_size + 1
    )


def _stream_seconds(stream: AudioStream) -> float | None:
    if stream.duration is not None and stream.time_base is not None:
        return float(stream.duration * stream.time_base)
    return None


def _tagged_seconds(stream: AudioStream) -> float | None:
    """Matroska's length of one stream, »00:05:32.120000000«."""
    tag = re.fullmatch(r"(\d+):(\d\d):(\d\d(?:\.\d+)?)", stream.metadata.get("DURATION", ""))
    if tag is None:
        return None
    hours, minutes, seconds = tag.groups()
    return int(hours) * 3600 + int(minutes) * 60 + float(seconds)


def _cut(samples: Samples) -> tuple[list[AudioMessage], Samples]:
    """The whole chunks in `samples`, and the rest."""
    whole = len(samples) - len(samples) % CHUNK_SAMPLES
    starts = range(0, whole, CHUNK_SAMPLES)
    return [AudioChunk(samples[at : at + CHUNK_SAMPLES]) for at in starts], samples[whole:]


def _frames_by_channels(frame: AudioFrame) -> NDArray[np.float32]:
    """The decoded frame as float32 of shape (n, channels), full scale at 1."""
    decoded = frame.to_ndarray()
    frames = decoded.T if frame.format.is_planar else decoded.reshape(frame.samples, -1)
    if np.issubdtype(frames.dtype, np.floating):
        return np.clip(np.nan_to_num(frames.astype(np.float32)), -1.0, 1.0)
    full_scale = float(2 ** (8 * frames.dtype.itemsize - 1))
    offset = full_scale if np.issubdtype(frames.dtype, np.unsignedinteger) else 0.0
    return (frames.astype(np.float32) - offset) / full_scale
