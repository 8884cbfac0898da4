"""What `ordret doctor` looks at on the machine: microphone, processor, graphics card, disk."""

import os
import shutil
from collections.abc import Callable
from pathlib import Path

import numpy as np

from ordret.audio.device import MicrophoneDevice, default_microphone, find_microphone
from ordret.audio.level import LevelVerdict, describe_level, judge_level, measure_level
from ordret.audio.source import AudioChunk, AudioEnd, AudioNotice, AudioSource
from ordret.cli.check import Check, State, from_fault
from ordret.cli.numbers import decimal, size
from ordret.errors import Fault, FaultCode
from ordret.samples import SAMPLE_RATE_HZ, Samples
from ordret.speech.catalogue import CatalogueModel
from ordret.speech.cpu import require_suited_cpu

_TEST_SECONDS = 3
_READ_SECONDS = 0.5
_LITTLE_BYTES = 1_000_000_000
_TOO_LITTLE_BYTES = 100_000_000
"""An hour of sound that is not yet text takes 115 MB."""


def _free_bytes(folder: Path) -> int:
    return shutil.disk_usage(folder).free


def check_microphones(find: Callable[[], tuple[MicrophoneDevice, ...]], chosen: str) -> Check:
    """Which microphones there are, and whether the `chosen` one is; "" is the default one.

    Without a microphone files still work, so that is no error.
    """
    name, title = "microphone", "Mikrofon"
    try:
        devices = find()
    except Fault as fault:
        return from_fault(name, title, fault, State.WARNING)
    default = default_microphone(devices)
    if default is None:
        return Check(
            name,
            title,
            State.WARNING,
            "Der blev ikke fundet nogen mikrofon.",
            "Tilslut en mikrofon eller et headset. Lydfiler kan bruges uden.",
        )
    names = ", ".join(f"»{device.name}«" for device in devices)
    there = f"Der er {len(devices)}: {names}. Standard er »{default.name}«."
    if chosen and find_microphone(chosen, devices) is None:
        return Check(
            name,
            title,
            State.WARNING,
            f"Indstillingen audio.microphone vælger »{chosen}«, som ikke er tilsluttet. {there}",
            "Tilslut den, eller ret indstillingen. Indtil da bruges standardmikrofonen.",
        )
    used = f" Indstillingen audio.microphone vælger »{chosen}«." if chosen else ""
    return Check(
        name,
        title,
        State.OK,
        f"{there}{used}",
        "Hør, hvordan den lyder, med »ordret doctor --microphone-test«.",
    )


def try_microphone(source: AudioSource, go: Callable[[], None]) -> Check:
    """Listen for three seconds after `go`, which is called when the first sound has come."""
    name, title = "microphone_test", "Prøve af mikrofon"
    heard: list[Samples] = []
    notices: list[str] = []
    try:
        with source:
            while sum(map(len, heard)) < _TEST_SECONDS * SAMPLE_RATE_HZ:
                match source.read(_READ_SECONDS):
                    case AudioChunk(samples):
                        if not heard:
                            go()
                        heard.append(samples)
                    case AudioNotice(fault):
                        notices.append(fault.what)
                    case AudioEnd():
                        break
    except Fault as fault:
        return from_fault(name, title, fault)
    level = measure_level(np.concatenate(heard or [np.zeros(0, np.float32)]))
    verdict = judge_level(level)
    states = {LevelVerdict.GOOD: State.OK, LevelVerdict.DEAD: State.ERROR}
    told = f"Talen er på {decimal(level.speech_dbfs, 0)} dB, støjen på "
    told += f"{decimal(level.noise_floor_dbfs, 0)} dB."
    return Check(
        name,
        title,
        states.get(verdict, State.WARNING),
        " ".join([*notices, told]),
        describe_level(verdict),
    )


def check_processor(
    cores: int,
    model: CatalogueModel | None,
    require_suited: Callable[[], None] = require_suited_cpu,
) -> Check:
    """Whether the recogniser can run on this processor, and what the `model` in use asks of it."""
    name, title = "processor", "Processor"
    try:
        require_suited()
    except Fault as fault:
        return from_fault(name, title, fault)
    needs = f" Til »{model.id}«: {model.hardware.processor}" if model else ""
    return Check(name, title, State.OK, f"{cores} kerner, som kan køre talegenkendelsen.{needs}")


def check_graphics(device_type: str, cards: int, probe: Callable[[], object] | None) -> Check:
    """Whether a graphics card serves: it is believed after `probe` has loaded and decoded on it.

    `device_type` is auto, cpu or cuda; `cards` is how many CTranslate2 sees. `probe` raises
    `Fault` whose cause says what is missing; it is None where there is no model to probe with.
    """
    name, title = "graphics_card", "Grafikkort"
    if device_type == "cpu":
        return Check(
            name, title, State.OK, "Bruges ikke: indstillingen recognition.device_type er »cpu«."
        )
    required = device_type == "cuda"
    if not cards:
        return Check(
            name,
            title,
            State.ERROR if required else State.OK,
            "Der er ikke noget NVIDIA-grafikkort, som kan ses herfra. "
            + (
                "Men indstillingen recognition.device_type er »cuda«."
                if required
                else "Talegenkendelsen kører på processoren."
            ),
            _NO_CARD if required else "",
        )
    if probe is None:
        told = "Der er et NVIDIA-grafikkort, men det kan ikke prøves uden en talemodel."
        return Check(name, title, State.WARNING, told, "Få talemodellen på plads først.")
    try:
        probe()
    except Fault as fault:
        if fault.code is not FaultCode.CUDA_UNUSABLE:
            return from_fault(name, title, fault)
        reason = f" CTranslate2 siger: »{fault.__cause__}«." if fault.__cause__ else ""
        serves = "" if required else " Talegenkendelsen kører på processoren i stedet."
        state = State.ERROR if required else State.WARNING
        return Check(name, title, state, f"{fault.what}{reason}{serves}", _CUDA_NEEDS)
    return Check(name, title, State.OK, "Talemodellen er indlæst og prøvet på grafikkortet.")


_NO_CARD = (
    "Ret indstillingen til »auto« eller »cpu«. Er der et kort i maskinen, så installér NVIDIA's "
    "driver."
)
_CUDA_NEEDS = (
    'Installér NVIDIA\'s driver og CUDA 12 med cuBLAS, eller skriv device_type = "cpu" under '
    "[recognition] i indstillingerne, så kortet ikke bliver prøvet."
)


def check_disk(
    name: str, what_for: str, folder: Path, free_bytes: Callable[[Path], int] = _free_bytes
) -> Check:
    """Whether there is room, and leave to write, in `folder` or where it will be made."""
    title = "Disk"
    # Not Path.exists, which raises where one may not look.
    there = next((each for each in (folder, *folder.parents) if os.access(each, os.F_OK)), folder)
    try:
        free = free_bytes(there)
    except OSError:
        return Check(
            name,
            title,
            State.ERROR,
            f"»{folder}«, hvor {what_for} skal ligge, kan ikke nås.",
            "Se efter, om drevet er forbundet, eller vælg en anden mappe i indstillingerne.",
        )
    if not os.access(there, os.W_OK):
        return Check(
            name,
            title,
            State.ERROR,
            f"Du må ikke skrive i »{folder}«, hvor {what_for} skal ligge.",
            "Bed it-afdelingen om lov til det, eller om en anden mappe.",
        )
    state = State.OK
    if free < _LITTLE_BYTES:
        state = State.ERROR if free < _TOO_LITTLE_BYTES else State.WARNING
    remedy = "" if state is State.OK else "Slet noget, du ikke skal bruge."
    told = f"{size(free)} ledig til det, der ligger i »{folder}«: {what_for}."
    return Check(name, title, state, told, remedy)
