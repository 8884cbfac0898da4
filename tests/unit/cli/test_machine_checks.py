"""What `ordret doctor` finds on a machine, with the machine made up."""

import os
from pathlib import Path

import numpy as np
import pytest

import fake_models
from fakes import ScriptedSource
from ordret.audio import microphone_faults
from ordret.audio.device import MicrophoneDevice
from ordret.audio.source import AudioChunk, AudioNotice
from ordret.cli.check import State
from ordret.cli.machine_checks import (
    check_disk,
    check_graphics,
    check_microphones,
    check_processor,
    try_microphone,
)
from ordret.errors import Fault, FaultCode
from ordret.samples import SAMPLE_RATE_HZ, Samples

JABRA = MicrophoneDevice("Jabra Evolve2", False, 48_000, 1, "ALSA")
BUILT_IN = MicrophoneDevice("default", True, 44_100, 2, "ALSA")


def test_the_microphones_are_named_and_so_is_the_default_one() -> None:
    check = check_microphones(lambda: (JABRA, BUILT_IN), "")

    assert check.state is State.OK
    assert "»Jabra Evolve2«, »default«" in check.what
    assert "Standard er »default«" in check.what
    assert "--microphone-test" in check.remedy


def test_a_chosen_microphone_that_is_there_is_told() -> None:
    check = check_microphones(lambda: (JABRA, BUILT_IN), "jabra")

    assert check.state is State.OK
    assert "vælger »jabra«" in check.what


def test_a_chosen_microphone_that_is_gone_is_a_warning() -> None:
    check = check_microphones(lambda: (BUILT_IN,), "Jabra")

    assert check.state is State.WARNING
    assert "»Jabra«, som ikke er tilsluttet" in check.what


def test_no_microphone_is_a_warning_since_files_still_work() -> None:
    check = check_microphones(lambda: (), "")

    assert check.state is State.WARNING
    assert "Lydfiler kan bruges uden" in check.remedy


def test_no_sound_system_is_a_warning_with_what_to_install() -> None:
    def find() -> tuple[MicrophoneDevice, ...]:
        raise microphone_faults.no_sound_system()

    check = check_microphones(find, "")

    assert check.state is State.WARNING
    assert "libportaudio2" in check.remedy


def a_sentence(loudness: float) -> Samples:
    """Half a second of tone, half a second of a quiet room, and so on for four seconds."""
    at = np.arange(4 * SAMPLE_RATE_HZ) / SAMPLE_RATE_HZ
    speaking = (at % 1) < 0.5
    tone = np.where(speaking, loudness * np.sin(2 * np.pi * 200 * at), 0.0001)
    return tone.astype(np.float32)


@pytest.mark.parametrize(
    ("samples", "state", "remedy"),
    [
        (a_sentence(0.3), State.OK, "lyder godt"),
        (a_sentence(0.003), State.WARNING, "meget svag"),
        (np.zeros(4 * SAMPLE_RATE_HZ, np.float32), State.ERROR, "sender ingen lyd"),
        (np.zeros(0, np.float32), State.ERROR, "sender ingen lyd"),
    ],
)
def test_a_microphone_is_judged_by_three_seconds_of_it(
    samples: Samples, state: State, remedy: str
) -> None:
    source = ScriptedSource.saying(samples)

    check = try_microphone(source, lambda: None)

    assert check.state is state
    assert remedy in check.remedy
    assert (source.opened, source.closed) == (1, 1)


def test_one_is_asked_to_speak_only_when_sound_comes() -> None:
    calls: list[str] = []
    chunk = AudioChunk(a_sentence(0.3))
    source = ScriptedSource([None, chunk], before_read=lambda: calls.append("read"))

    try_microphone(source, lambda: calls.append("go"))

    assert calls == ["read", "read", "go"]


def test_what_happens_to_the_microphone_meanwhile_is_told() -> None:
    notice = AudioNotice(microphone_faults.not_connected("Jabra", BUILT_IN))

    check = try_microphone(ScriptedSource([notice, AudioChunk(a_sentence(0.3))]), lambda: None)

    assert "»Jabra« er ikke tilsluttet" in check.what


def test_a_microphone_that_gives_nothing_is_an_error() -> None:
    fault = microphone_faults.never_delivers(JABRA, 3.0)

    check = try_microphone(ScriptedSource([fault]), lambda: None)

    assert (check.state, check.what) == (State.ERROR, fault.what)


def test_a_suited_processor_is_told_with_what_the_model_asks() -> None:
    check = check_processor(8, fake_models.entry(), lambda: None)

    assert check.state is State.OK
    assert check.what.startswith("8 kerner")
    assert "Til »proeve«: Enhver." in check.what


def test_a_processor_without_avx2_is_an_error() -> None:
    def refuse() -> None:
        raise Fault(FaultCode.CPU_UNSUITED, "Den mangler AVX2.", "Brug en nyere.")

    check = check_processor(4, None, refuse)

    assert (check.state, check.what, check.remedy) == (
        State.ERROR,
        "Den mangler AVX2.",
        "Brug en nyere.",
    )


def no_probe() -> object:
    raise AssertionError("nothing may be loaded")


def broken_probe() -> object:
    raise Fault(FaultCode.CUDA_UNUSABLE, "Kortet kunne ikke bruges.", "") from RuntimeError(
        "Library libcublas.so.12 is not found"
    )


def test_without_a_card_the_processor_serves() -> None:
    check = check_graphics("auto", 0, no_probe)

    assert check.state is State.OK
    assert "kører på processoren" in check.what


def test_a_card_that_is_required_and_not_there_is_an_error() -> None:
    check = check_graphics("cuda", 0, no_probe)

    assert check.state is State.ERROR
    assert "»auto«" in check.remedy


def test_a_card_that_nobody_wants_is_not_tried() -> None:
    assert check_graphics("cpu", 1, no_probe).state is State.OK


def test_a_card_without_a_model_to_try_it_with_is_not_believed() -> None:
    assert check_graphics("auto", 1, None).state is State.WARNING


def test_a_card_is_believed_when_it_has_decoded() -> None:
    tried: list[str] = []

    check = check_graphics("auto", 1, lambda: tried.append("loaded and decoded"))

    assert tried
    assert check.state is State.OK
    assert "prøvet på grafikkortet" in check.what


@pytest.mark.parametrize(("device_type", "state"), [("auto", State.WARNING), ("cuda", State.ERROR)])
def test_a_card_that_fails_says_what_is_missing(device_type: str, state: State) -> None:
    check = check_graphics(device_type, 1, broken_probe)

    assert check.state is state
    assert "libcublas.so.12" in check.what
    assert ("på processoren i stedet" in check.what) == (device_type == "auto")
    assert "CUDA 12" in check.remedy


@pytest.mark.parametrize(
    ("free_bytes", "state"),
    [(5_000_000_000, State.OK), (500_000_000, State.WARNING), (50_000_000, State.ERROR)],
)
def test_the_disk_is_measured_where_the_folder_will_be(
    tmp_path: Path, free_bytes: int, state: State
) -> None:
    asked: list[Path] = []

    def free(folder: Path) -> int:
        asked.append(folder)
        return free_bytes

    check = check_disk("disk_data", "kladder", tmp_path / "endnu" / "ikke", free)

    assert asked == [tmp_path]
    assert check.state is state
    assert bool(check.remedy) == (state is not State.OK)


def test_a_folder_one_may_not_write_in_is_an_error(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    # Root may write anywhere, so the system's answer is made up.
    monkeypatch.setattr("os.access", lambda _, mode: mode != os.W_OK)

    check = check_disk("disk_data", "kladder", tmp_path, lambda _: 5_000_000_000)

    assert check.state is State.ERROR
    assert f"må ikke skrive i »{tmp_path}«" in check.what


def test_a_drive_that_is_not_there_is_an_error(tmp_path: Path) -> None:
    def gone(_: Path) -> int:
        raise FileNotFoundError

    check = check_disk("disk_documents", "breve", tmp_path, gone)

    assert check.state is State.ERROR
    assert "kan ikke nås" in check.what


def test_a_model_that_fails_on_the_card_is_not_the_cards_fault() -> None:
    fault = Fault(FaultCode.MODEL_DAMAGED, "Modellen er i stykker.", "Hent den igen.")

    def broken() -> object:
        raise fault

    check = check_graphics("auto", 1, broken)

    assert (check.state, check.what, check.remedy) == (State.ERROR, fault.what, fault.remedy)
