"""Small classes that stand in for the world and record what happened to them."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from types import TracebackType
from typing import Self

import numpy as np
from numpy.typing import NDArray

from ordret.audio import microphone_faults as faults
from ordret.audio.device import Deliver, InputStream, MicrophoneDevice
from ordret.audio.source import AudioChunk, AudioEnd, AudioMessage
from ordret.errors import Fault
from ordret.samples import Samples


class FakeClock:
    """Time that stands still until it is moved; sleeping moves it."""

    def __init__(self) -> None:
        self.seconds = 0.0

    def now(self) -> float:
        return self.seconds

    def sleep(self, seconds: float) -> None:
        self.seconds += seconds

    def move(self, seconds: float) -> None:
        self.seconds += seconds


class ScriptedSource:
    """An `AudioSource` that gives a list of messages in order, then `AudioEnd`.

    A None in the script is a read that times out; a `Fault` is raised and, like a real source's,
    raised again by every later read. `before_read` is called first of all in every read, which
    is where a test moves its clock.
    """

    def __init__(
        self,
        script: Iterable[AudioMessage | Fault | None],
        *,
        before_read: Callable[[], None] = lambda: None,
    ) -> None:
        self._script = list(script)
        self._before_read = before_read
        self.opened = 0
        self.closed = 0
        self.stopped = 0

    @classmethod
    def saying(cls, samples: Samples, *, chunk_samples: int = 1_600) -> Self:
        """A source of these samples, cut into chunks."""
        starts = range(0, len(samples), chunk_samples)
        return cls([AudioChunk(samples[at : at + chunk_samples]) for at in starts])

    def __enter__(self) -> Self:
        self.opened += 1
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.closed += 1

    def read(self, timeout_seconds: float) -> AudioMessage | None:
        self._before_read()
        if not self._script:
            return AudioEnd()
        message = self._script[0]
        if isinstance(message, Fault):
            raise message
        del self._script[0]
        return message

    def stop(self) -> None:
        """Nothing is "already in" but what was read."""
        self.stopped += 1
        self._script.clear()


@dataclass
class FakeStream:
    """An open microphone; the test says what comes from it."""

    device: MicrophoneDevice
    deliver: Deliver
    latency_seconds: float
    closed: bool = False

    def push(self, frames: NDArray[np.float32], *, overflowed: bool = False) -> None:
        """Mono frames, given on every channel, as PortAudio's callback gives them."""
        assert not self.closed, "PortAudio delivers nothing after a stream is closed"
        self.deliver(np.tile(frames[:, np.newaxis], (1, self.device.channels)), overflowed)

    def push_seconds(
        self, seconds: float, *, value: float = 0.25, overflowed: bool = False
    ) -> None:
        """That much of one value."""
        frames = round(seconds * self.device.rate_hz)
        self.push(np.full(frames, value, np.float32), overflowed=overflowed)

    def close(self) -> None:
        self.closed = True


@dataclass
class FakeAudioSystem:
    """An `AudioSystem`: the test plugs devices in and out. The list is frozen until a refresh."""

    plugged_in: list[MicrophoneDevice]
    refusing: set[str] = field(default_factory=set)
    """Names of devices that are listed but won't open."""
    latency_seconds: float = 0.0
    streams: list[FakeStream] = field(default_factory=list)
    refreshed: int = 0
    _seen: tuple[MicrophoneDevice, ...] = ()

    def refresh(self) -> None:
        assert all(stream.closed for stream in self.streams), "a refresh ends every open stream"
        self.refreshed += 1
        self._seen = tuple(self.plugged_in)

    def microphones(self) -> tuple[MicrophoneDevice, ...]:
        return self._seen

    def fingerprint(self) -> str:
        return ",".join(device.name for device in self.plugged_in)

    def open(self, device: MicrophoneDevice, deliver: Deliver) -> InputStream:
        if device.name in self.refusing or device not in self.plugged_in:
            raise faults.wont_open(device)
        self.streams.append(FakeStream(device, deliver, self.latency_seconds))
        return self.streams[-1]

    def open_streams(self) -> dict[str, FakeStream]:
        return {stream.device.name: stream for stream in self.streams if not stream.closed}
