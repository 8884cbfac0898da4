import pytest

from ordret.audio.device import MicrophoneDevice, default_microphone, find_microphone


def device(name: str, *, is_default: bool = False) -> MicrophoneDevice:
    return MicrophoneDevice(name, is_default, rate_hz=48_000, channels=1, host_api="ALSA")


REALTEK = device("Mikrofon (Realtek)", is_default=True)
JABRA = device("Mikrofon (Jabra Evolve2)")
USB = device("USB Audio: - (hw:1,0)")


@pytest.mark.parametrize(
    ("name", "found"),
    [
        ("Mikrofon (Jabra Evolve2)", JABRA),
        ("jabra", JABRA),
        ("Mikrofon", None),
        ("Philips", None),
        ("", None),
    ],
)
def test_a_name_finds_the_one_it_fits(name: str, found: MicrophoneDevice | None) -> None:
    assert find_microphone(name, (REALTEK, JABRA, USB)) == found


def test_a_device_is_the_same_in_another_socket() -> None:
    assert find_microphone("USB Audio: - (hw:3,0)", (REALTEK, USB)) == USB


def test_the_default_is_the_systems_or_else_the_first() -> None:
    assert default_microphone((JABRA, REALTEK)) == REALTEK
    assert default_microphone((USB, JABRA)) == USB
    assert default_microphone(()) is None
