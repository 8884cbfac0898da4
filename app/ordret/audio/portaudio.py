"""The machine's microphones through PortAudio. The only module that imports sounddevice."""

import contextlib
import ctypes
import importlib
import os
import sys
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Any, ClassVar

import numpy as np
from numpy.typing import NDArray

from ordret.audio import microphone_faults as faults
from ordret.audio.device import Deliver, InputStream, MicrophoneDevice

_LATENCY_SECONDS = 0.1
"""The buffer asked for. Blocks come more often than that; it is what may pile up while Python is
busy elsewhere before the system loses sound."""

_WASAPI = "Windows WASAPI"
"""The one of Windows' four ways to a microphone that has whole names and stable devices."""

_LOOPBACK = "[Loopback]"
"""How WASAPI marks what is no microphone, but the loudspeakers' sound."""

_MOST_CHANNELS = 2
"""ALSA's virtual devices offer 32, all but two of them silent."""

_ALSA_CARDS = Path("/proc/asound/cards")


class PortAudio:
    """An `AudioSystem`. PortAudio is one for the whole process, and so is what is kept here.

    Its device list is read when it is initialised and never again, and to initialise it anew
    ends every open stream. On Windows a device must be opened by a thread that has initialised
    COM, which PortAudio's initialisation does, so who opens has refreshed before.
    """

    _library: ClassVar[threading.RLock] = threading.RLock()
    _open_streams: ClassVar[int] = 0

    def refresh(self) -> None:
        """See `AudioSystem.refresh`."""
        with self._library:
            sounddevice = _sounddevice()
            if PortAudio._open_streams == 0:
                sounddevice._terminate()
                sounddevice._initialize()

    def microphones(self) -> tuple[MicrophoneDevice, ...]:
        """See `AudioSystem.microphones`."""
        with self._library:
            return tuple(device for _, device in _indexed_microphones())

    def fingerprint(self) -> str:
        """See `AudioSystem.fingerprint`."""
        if sys.platform == "win32":
            return str(ctypes.windll.winmm.waveInGetNumDevs())
        return _ALSA_CARDS.read_text() if _ALSA_CARDS.exists() else ""

    def open(self, device: MicrophoneDevice, deliver: Deliver) -> InputStream:
        """See `AudioSystem.open`."""

        def callback(frames: NDArray[np.float32], _count: int, _times: object, status: Any) -> None:
            deliver(frames, bool(status.input_overflow))

        with self._library, _quiet_stderr():
            sounddevice = _sounddevice()
            indexes = [index for index, there in _indexed_microphones() if there == device]
            if not indexes:
                raise faults.wont_open(device)
            try:
                stream = sounddevice.InputStream(
                    device=indexes[0],
                    samplerate=device.rate_hz,
                    channels=device.channels,
                    dtype="float32",
                    latency=_LATENCY_SECONDS,
                    callback=callback,
                    extra_settings=(
                        sounddevice.WasapiSettings(auto_convert=True)
                        if device.host_api == _WASAPI
                        else None
                    ),
                )
            except sounddevice.PortAudioError as error:
                raise faults.wont_open(device) from error
            try:
                stream.start()
            except sounddevice.PortAudioError as error:
                stream.close()
                raise faults.wont_open(device) from error
            PortAudio._open_streams += 1
        return _Stream(stream)


def list_microphones() -> tuple[MicrophoneDevice, ...]:
    """The microphones there are now. Raises `Fault` where PortAudio is missing."""
    system = PortAudio()
    system.refresh()
    return system.microphones()


class _Stream:
    def __init__(self, stream: Any) -> None:
        self._stream = stream

    @property
    def latency_seconds(self) -> float:
        return float(self._stream.latency)

    def close(self) -> None:
        with PortAudio._library:
            if not self._stream.closed:
                self._stream.close()
                PortAudio._open_streams -= 1


def _sounddevice() -> Any:
    """Imported when first needed: it loads PortAudio, which a machine may lack."""
    try:
        return importlib.import_module("sounddevice")
    except (ImportError, OSError) as error:
        raise faults.no_sound_system() from error


def _indexed_microphones() -> Iterator[tuple[int, MicrophoneDevice]]:
    sounddevice = _sounddevice()
    host_apis = sounddevice.query_hostapis()
    host_apis = [api for api in host_apis if api["name"] == _WASAPI] or host_apis
    defaults = [api["default_input_device"] for api in host_apis]
    default_index = next((index for index in defaults if index >= 0), None)
    for host_api in host_apis:
        for index in host_api["devices"]:
            device = sounddevice.query_devices(index)
            if device["max_input_channels"] > 0 and not device["name"].endswith(_LOOPBACK):
                yield (
                    index,
                    MicrophoneDevice(
                        name=device["name"],
                        is_default=index == default_index,
                        rate_hz=round(device["default_samplerate"]),
                        channels=min(device["max_input_channels"], _MOST_CHANNELS),
                        host_api=host_api["name"],
                    ),
                )


@contextlib.contextmanager
def _quiet_stderr() -> Iterator[None]:
    """ALSA and PortAudio write to stderr why a device won't open, which spoils a terminal."""
    if sys.platform != "linux":
        yield
        return
    saved = os.dup(2)
    devnull = os.open(os.devnull, os.O_WRONLY)
    os.dup2(devnull, 2)
    os.close(devnull)
    try:
        yield
    finally:
        os.dup2(saved, 2)
        os.close(saved)
