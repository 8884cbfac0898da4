"""What every `AudioSource` keeps, whatever it reads from.

Each of them here says the same second of a rising ramp, so that a sample missing, doubled or
out of order shows.
"""

from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest

from audio_messages import heard
from fakes import FakeAudioSystem, FakeClock, ScriptedSource
from ordret.audio.device import MicrophoneDevice
from ordret.audio.file import AudioFile, Pace
from ordret.audio.microphone import Microphone
from ordret.audio.source import AudioChunk, AudioEnd, AudioMessage, AudioSource
from ordret.samples import SAMPLE_RATE_HZ
from sound_files import encode

RAMP = np.linspace(-0.9, 0.9, SAMPLE_RATE_HZ, dtype=np.float32)
DEVICE = MicrophoneDevice("Ét bord", True, rate_hz=SAMPLE_RATE_HZ, channels=1, host_api="X")


class SpokenInto:
    """A microphone that hears the ramp a twentieth of a second before each read."""

    def __init__(self) -> None:
        self._clock = FakeClock()
        self._system = FakeAudioSystem([DEVICE])
        self._unsaid = list(np.split(RAMP, 20))
        self._microphone = Microphone(
            None, system=self._system, now=self._clock.now, sleep=self._clock.sleep
        )

    def __enter__(self) -> "SpokenInto":
        self._microphone.__enter__()
        return self

    def __exit__(self, *error: object) -> None:
        self._microphone.__exit__(None, None, None)

    def read(self, timeout_seconds: float) -> AudioMessage | None:
        streams = self._system.open_streams().values()
        for stream in streams:
            if self._unsaid:
                self._clock.move(0.05)
                stream.push(self._unsaid.pop(0))
            else:
                self.stop()
        return self._microphone.read(0.0)

    def stop(self) -> None:
        self._microphone.stop()


def scripted(folder: Path) -> AudioSource:
    return ScriptedSource.saying(RAMP)


def fast_file(folder: Path) -> AudioSource:
    return _file(folder, Pace.FAST)


def file_at_speaking_pace(folder: Path) -> AudioSource:
    return _file(folder, Pace.REALTIME)


def microphone(folder: Path) -> AudioSource:
    return SpokenInto()


def _file(folder: Path, pace: Pace) -> AudioSource:
    path = encode(folder / "ramp.wav", [RAMP], rate_hz=SAMPLE_RATE_HZ, codec="pcm_f32le")
    clock = FakeClock()
    return AudioFile(path, pace, now=clock.now, sleep=clock.sleep)


@pytest.fixture(params=[scripted, fast_file, file_at_speaking_pace, microphone])
def source(request: pytest.FixtureRequest, tmp_path: Path) -> AudioSource:
    make: Callable[[Path], AudioSource] = request.param
    return make(tmp_path)


def read_to_the_end(source: AudioSource) -> list[AudioMessage]:
    messages: list[AudioMessage] = []
    for _ in range(1_000):
        message = source.read(0.5)
        if isinstance(message, AudioEnd):
            return messages
        if message is not None:
            messages.append(message)
    pytest.fail("the source never ends")


def test_every_sample_comes_once_and_in_order(source: AudioSource) -> None:
    with source:
        samples = heard(read_to_the_end(source))

    np.testing.assert_allclose(samples, RAMP, atol=1e-6)


def test_samples_are_float32_mono(source: AudioSource) -> None:
    with source:
        for message in read_to_the_end(source):
            assert isinstance(message, AudioChunk)
            assert message.samples.dtype == np.float32
            assert message.samples.ndim == 1
            assert len(message.samples) > 0


def test_after_the_end_comes_the_end(source: AudioSource) -> None:
    with source:
        read_to_the_end(source)
        assert isinstance(source.read(0.0), AudioEnd)
        assert isinstance(source.read(0.5), AudioEnd)


def test_stopped_it_gives_what_was_already_in_and_then_the_end(source: AudioSource) -> None:
    with source:
        messages = [source.read(0.5) for _ in range(3)]
        source.stop()
        messages += read_to_the_end(source)
        assert isinstance(source.read(0.0), AudioEnd)

    samples = heard(messages)
    assert 0 < len(samples) < len(RAMP)
    np.testing.assert_allclose(samples, RAMP[: len(samples)], atol=1e-6)


def test_it_may_be_stopped_twice_and_left_without_reading(source: AudioSource) -> None:
    with source:
        source.stop()
        source.stop()


def test_an_error_of_the_readers_passes_through_it(source: AudioSource) -> None:
    with pytest.raises(ZeroDivisionError), source:
        raise ZeroDivisionError
