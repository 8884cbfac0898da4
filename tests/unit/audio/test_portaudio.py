"""The adapter against a small stand-in for sounddevice; the real one is in tests/e2e."""

import sys
from collections.abc import Callable
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import numpy as np
import pytest
from numpy.typing import NDArray

from ordret.audio.device import MicrophoneDevice
from ordret.audio.portaudio import PortAudio, list_microphones
from ordret.errors import Fault, FaultCode

LINUX = {"ALSA": ["HDA Intel: ALC257 (hw:0,0)", "default"], "OSS": []}
WINDOWS = {
    "MME": ["Microsoft Sound Mapper - Input", "Mikrofon (Jabra Evolve2 65 Hea"],
    "Windows WASAPI": ["Mikrofon (Jabra Evolve2 65 Headset)", "Højttalere [Loopback]"],
}


class FakeSounddevice:
    """The part of sounddevice that is used; the last device of each host API is its default."""

    class PortAudioError(Exception):
        pass

    def __init__(self, apis: dict[str, list[str]], *, refusing: str = "") -> None:
        self._apis = apis
        self._names = [name for names in apis.values() for name in names]
        self._refusing = refusing
        self.initialised = 1
        self.streams: list[FakeInputStream] = []

    def query_hostapis(self) -> list[dict[str, Any]]:
        return [
            {
                "name": api,
                "devices": [self._names.index(name) for name in names],
                "default_input_device": self._names.index(names[0]) if names else -1,
            }
            for api, names in self._apis.items()
        ]

    def query_devices(self, index: int) -> dict[str, Any]:
        return {
            "name": self._names[index],
            "max_input_channels": 32 if self._names[index] == "default" else 1,
            "default_samplerate": 44_100.0,
        }

    def WasapiSettings(self, *, auto_convert: bool) -> str:  # noqa: N802
        return f"auto_convert={auto_convert}"

    def InputStream(self, *, device: int, **options: Any) -> "FakeInputStream":  # noqa: N802
        if self._names[device] == self._refusing:
            raise self.PortAudioError
        self.streams.append(FakeInputStream(self._names[device], **options))
        return self.streams[-1]

    def _terminate(self) -> None:
        assert all(stream.closed for stream in self.streams), "that would end an open stream"
        self.initialised -= 1

    def _initialize(self) -> None:
        self.initialised += 1


class FakeInputStream:
    def __init__(self, name: str, callback: Callable[..., None], **options: Any) -> None:
        self.name = name
        self.callback = callback
        self.options = options
        self.started = self.closed = False
        self.latency = 0.1

    def start(self) -> None:
        self.started = True

    def close(self) -> None:
        self.closed = True


@pytest.fixture
def install(monkeypatch: pytest.MonkeyPatch) -> Callable[[FakeSounddevice], FakeSounddevice]:
    def put_in_place(fake: FakeSounddevice) -> FakeSounddevice:
        monkeypatch.setitem(sys.modules, "sounddevice", fake)
        return fake

    return put_in_place


Install = Callable[[FakeSounddevice], FakeSounddevice]


def test_what_is_listed_on_linux(install: Install) -> None:
    install(FakeSounddevice(LINUX))

    assert list_microphones() == (
        MicrophoneDevice("HDA Intel: ALC257 (hw:0,0)", True, 44_100, 1, "ALSA"),
        MicrophoneDevice("default", False, 44_100, 2, "ALSA"),
    )


def test_on_windows_each_microphone_is_listed_once_by_its_whole_name(install: Install) -> None:
    install(FakeSounddevice(WINDOWS))

    (only,) = list_microphones()

    assert only.name == "Mikrofon (Jabra Evolve2 65 Headset)"
    assert only.is_default


def test_windows_is_asked_to_convert_what_the_device_can_not_do(install: Install) -> None:
    fake = install(FakeSounddevice(WINDOWS))
    stream = PortAudio().open(list_microphones()[0], lambda frames, overflowed: None)
    stream.close()

    assert fake.streams[0].options["extra_settings"] == "auto_convert=True"


def test_blocks_are_handed_on_with_the_overflow_flag(install: Install) -> None:
    fake = install(FakeSounddevice(LINUX))
    got: list[tuple[NDArray[np.float32], bool]] = []
    stream = PortAudio().open(list_microphones()[0], lambda *block: got.append(block))
    block = np.ones((4, 1), np.float32)
    fake.streams[0].callback(block, 4, None, SimpleNamespace(input_overflow=True))
    stream.close()

    assert fake.streams[0].started
    assert [(frames.tolist(), overflowed) for frames, overflowed in got] == [(block.tolist(), True)]


def test_the_list_is_not_read_anew_while_a_microphone_is_open(install: Install) -> None:
    install(FakeSounddevice(LINUX))
    stream = PortAudio().open(list_microphones()[0], lambda frames, overflowed: None)

    assert len(list_microphones()) == 2
    stream.close()
    stream.close()
    list_microphones()


@pytest.mark.parametrize("name", ["default", "Trukket ud"])
def test_a_device_that_wont_open_is_a_fault(install: Install, name: str) -> None:
    install(FakeSounddevice(LINUX, refusing="default"))
    device = MicrophoneDevice(name, False, 44_100, 2, "ALSA")

    with pytest.raises(Fault) as raised:
        PortAudio().open(device, lambda frames, overflowed: None)

    assert raised.value.code is FaultCode.MICROPHONE_SILENT
    assert raised.value.what == f"Mikrofonen »{name}« kunne ikke åbnes."


@pytest.mark.parametrize("line", ["import not_there_at_all", "raise OSError('no PortAudio')"])
def test_a_machine_without_portaudio_is_told_what_to_install(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, line: str
) -> None:
    (tmp_path / "sounddevice.py").write_text(line)
    monkeypatch.delitem(sys.modules, "sounddevice", raising=False)
    monkeypatch.syspath_prepend(tmp_path)

    with pytest.raises(Fault) as raised:
        list_microphones()

    assert raised.value.code is FaultCode.MICROPHONE_MISSING
    assert "libportaudio2" in raised.value.remedy
