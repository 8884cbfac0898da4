"""The microphone with nothing faked: PulseAudio, ALSA's pulse plug-in, PortAudio, our code."""

import time
from collections.abc import Callable, Iterator
from pathlib import Path

import numpy as np
import pytest

from audio_messages import heard, pitch_hz, told
from ordret.audio.microphone import Microphone
from ordret.audio.portaudio import list_microphones
from ordret.audio.source import AudioEnd, AudioMessage, AudioNotice
from ordret.errors import Fault, FaultCode
from ordret.samples import SAMPLE_RATE_HZ
from sound_files import tone, write_wav
from virtual_microphone import HEADSET, TABLE, VirtualMicrophone

pytestmark = [pytest.mark.e2e, pytest.mark.timeout(120)]


def read_until(
    microphone: Microphone, enough: Callable[[list[AudioMessage]], bool], *, within_seconds: float
) -> list[AudioMessage]:
    """Everything read up to the message that made it enough."""
    messages: list[AudioMessage] = []
    deadline = time.monotonic() + within_seconds
    while not enough(messages):
        assert time.monotonic() < deadline, (told(messages), len(heard(messages)))
        message = microphone.read(0.2)
        if message is not None:
            messages.append(message)
    return messages


def seconds_heard(seconds: float) -> Callable[[list[AudioMessage]], bool]:
    return lambda messages: len(heard(messages)) >= seconds * SAMPLE_RATE_HZ


def lost_is_told(what: str) -> Callable[[list[AudioMessage]], bool]:
    return lambda messages: any(
        fault.code is FaultCode.MICROPHONE_LOST and what in fault.what for fault in told(messages)
    )


@pytest.fixture
def a_long_tone(virtual_microphone: VirtualMicrophone, tmp_path: Path) -> Iterator[None]:
    """440 Hz in the room for the whole test."""
    path = write_wav(tmp_path / "tone.wav", tone(48_000, 60.0), rate_hz=48_000)
    with virtual_microphone.start_playing(path) as player:
        yield
        player.terminate()


def test_both_microphones_are_found(virtual_microphone: VirtualMicrophone) -> None:
    found = {device.name: device for device in list_microphones()}

    assert found[virtual_microphone.device_name].host_api == "ALSA"
    assert found[virtual_microphone.default_name].is_default
    assert not found[virtual_microphone.device_name].is_default


def test_what_is_said_right_after_the_first_sample_is_whole(
    virtual_microphone: VirtualMicrophone, tmp_path: Path
) -> None:
    at = np.arange(round(1.5 * SAMPLE_RATE_HZ)) / SAMPLE_RATE_HZ
    words = (0.5 * np.sin(2 * np.pi * (300 + 500 * at) * at)).astype(np.float32)
    words[:80] = 0.9
    path = write_wav(tmp_path / "words.wav", words, rate_hz=SAMPLE_RATE_HZ)

    with Microphone(virtual_microphone.device_name) as microphone:
        read_until(microphone, seconds_heard(0.01), within_seconds=10)
        with virtual_microphone.start_playing(path):
            samples = heard(read_until(microphone, seconds_heard(5.0), within_seconds=20))

    match = np.correlate(samples, words, mode="valid")
    start = int(np.argmax(match))
    recorded = samples[start : start + len(words)]
    assert np.corrcoef(recorded, words)[0, 1] > 0.9
    assert np.corrcoef(recorded[:1_600], words[:1_600])[0, 1] > 0.9, "the first tenth is there"
    assert recorded[:80].mean() > 0.6, "the click it begins with is there"


@pytest.mark.usefixtures("a_long_tone")
def test_pulled_out_it_goes_on_with_the_default_says_so_and_comes_back(
    virtual_microphone: VirtualMicrophone,
) -> None:
    with Microphone(virtual_microphone.device_name) as microphone:
        before = read_until(microphone, seconds_heard(1.5), within_seconds=10)
        virtual_microphone.unplug()
        lost = read_until(microphone, lost_is_told("fortsætter med"), within_seconds=10)
        substitute = read_until(microphone, seconds_heard(1.0), within_seconds=5)
        virtual_microphone.replug()
        back = read_until(microphone, lost_is_told("er der igen"), within_seconds=15)
        after = read_until(microphone, seconds_heard(1.0), within_seconds=5)

    assert told(before) == []
    (fault,) = told(lost)
    assert "»ordret_headset«" in fault.what
    assert "»default«" in fault.what
    assert [fault.what for fault in told(back)] == [
        "Mikrofonen »ordret_headset« er der igen og bliver brugt fra nu af."
    ], "there is no gap to tell of: the old one was open until the new one delivered"
    for messages in (before, substitute, after):
        assert pitch_hz(heard(messages)) == pytest.approx(440, abs=3)


@pytest.mark.usefixtures("a_long_tone")
def test_one_that_freezes_is_left_and_not_gone_back_to_before_it_delivers(
    virtual_microphone: VirtualMicrophone,
) -> None:
    with Microphone(virtual_microphone.device_name) as microphone:
        read_until(microphone, seconds_heard(1.0), within_seconds=10)
        virtual_microphone.freeze(HEADSET)
        read_until(microphone, lost_is_told("fortsætter med"), within_seconds=10)
        frozen = read_until(microphone, seconds_heard(6.0), within_seconds=12)
        virtual_microphone.thaw(HEADSET)
        read_until(microphone, lost_is_told("er der igen"), within_seconds=15)

    assert told(frozen) == []
    assert pitch_hz(heard(frozen)) == pytest.approx(440, abs=3)


def test_one_that_never_delivers_is_a_fault_after_three_seconds(
    virtual_microphone: VirtualMicrophone,
) -> None:
    virtual_microphone.freeze(TABLE)
    with Microphone(None) as microphone:
        opened_at = time.monotonic()
        with pytest.raises(Fault) as raised:
            read_until(microphone, seconds_heard(0.01), within_seconds=10)

    assert raised.value.code is FaultCode.MICROPHONE_SILENT
    assert time.monotonic() - opened_at == pytest.approx(3.0, abs=0.7)


def test_one_that_is_not_there_at_the_start_is_replaced_and_that_is_said(
    virtual_microphone: VirtualMicrophone, capfd: pytest.CaptureFixture[str]
) -> None:
    virtual_microphone.unplug()
    with Microphone(virtual_microphone.device_name) as microphone:
        messages = read_until(microphone, seconds_heard(0.1), within_seconds=10)

    assert isinstance(messages[0], AudioNotice)
    assert "»ordret_headset« er ikke tilsluttet" in told(messages)[0].what
    assert capfd.readouterr().err == "", "ALSA's own complaints reach nobody"


def test_to_list_the_microphones_does_not_end_a_recording(
    virtual_microphone: VirtualMicrophone,
) -> None:
    with Microphone(virtual_microphone.device_name) as microphone:
        read_until(microphone, seconds_heard(0.5), within_seconds=10)
        assert len(list_microphones()) >= 2
        messages = read_until(microphone, seconds_heard(1.5), within_seconds=5)

    assert [fault for fault in told(messages) if fault.code is FaultCode.MICROPHONE_LOST] == []


def test_it_ends_when_stopped(virtual_microphone: VirtualMicrophone) -> None:
    with Microphone(None) as microphone:
        read_until(microphone, seconds_heard(0.5), within_seconds=10)
        microphone.stop()
        rest = read_until(
            microphone,
            lambda messages: bool(messages) and isinstance(messages[-1], AudioEnd),
            within_seconds=2,
        )

    assert 0.05 < len(heard(rest)) / SAMPLE_RATE_HZ < 0.6, "what was said by then, and no more"


@pytest.mark.skipif(Path("/proc/asound/cards").exists(), reason="this machine has a sound card")
def test_a_machine_without_a_microphone_is_told_so(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("PULSE_SERVER", f"unix:{tmp_path}/nobody")
    with pytest.raises(Fault) as raised, Microphone(None):
        pass

    assert raised.value.code is FaultCode.MICROPHONE_MISSING
    assert capfd.readouterr().err == ""
