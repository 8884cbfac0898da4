"""Which microphones there are, and the seam between them and whatever records."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

Deliver = Callable[[NDArray[np.float32], bool], None]
"""Takes frames of shape (n, channels), and whether the system lost sound just before them."""


@dataclass(frozen=True, slots=True)
class MicrophoneDevice:
    """A microphone as the system describes it, recorded at `rate_hz` with `channels` channels."""

    name: str
    is_default: bool
    rate_hz: int
    channels: int
    host_api: str


class InputStream(Protocol):
    """A microphone that is open and delivers from a thread of its own."""

    @property
    def latency_seconds(self) -> float:
        """How long after it was spoken sound is delivered."""
        ...

    def close(self) -> None:
        """After this returns nothing more is delivered."""
        ...


class AudioSystem(Protocol):
    """The machine's microphones."""

    def refresh(self) -> None:
        """Look for microphones anew; nothing happens while one is open."""
        ...

    def microphones(self) -> tuple[MicrophoneDevice, ...]:
        """Those seen at the last refresh. Raises `Fault` where sound can't be had at all."""
        ...

    def fingerprint(self) -> str:
        """Changes when a microphone comes or goes, also while one is open; "" if not known."""
        ...

    def open(self, device: MicrophoneDevice, deliver: Deliver) -> InputStream:
        """Start recording. Raises `Fault` where the device won't open."""
        ...


def default_microphone(devices: tuple[MicrophoneDevice, ...]) -> MicrophoneDevice | None:
    """The system's default; the first there is, where the system names none."""
    return next((device for device in devices if device.is_default), next(iter(devices), None))


def same_microphone(name: str, devices: tuple[MicrophoneDevice, ...]) -> MicrophoneDevice | None:
    """The device of exactly that name, in whatever socket it is."""
    return next((device for device in devices if _plain(device.name) == _plain(name)), None)


def find_microphone(name: str, devices: tuple[MicrophoneDevice, ...]) -> MicrophoneDevice | None:
    """The device of that name, or else the only one whose name contains it; case is ignored."""
    containing = [device for device in devices if name and _plain(name) in _plain(device.name)]
    only = containing[0] if len(containing) == 1 else None
    return same_microphone(name, devices) or only


def _plain(name: str) -> str:
    """Without ALSA's card number, which changes when a device is plugged in again."""
    return re.sub(r"\s*\((plug)?hw:\d+,\d+\)$", "", name).strip().casefold()
