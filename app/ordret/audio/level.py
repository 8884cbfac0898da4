"""How loud a microphone is: figures, and what they mean for dictation."""

from dataclasses import dataclass
from enum import StrEnum

import numpy as np

from ordret.samples import SAMPLE_RATE_HZ, Samples

_FRAME_SAMPLES = SAMPLE_RATE_HZ // 50
_LOWEST_DBFS = -120.0

_CLIPPED_DBFS = -0.1
_WEAK_SPEECH_DBFS = -42.0
_SPEECH_ABOVE_NOISE_DB = 9.0
_CLEAR_ABOVE_NOISE_DB = 18.0


@dataclass(frozen=True, slots=True)
class Level:
    """Decibels relative to full scale, where a square wave of ±1 is 0; digital silence is -120.

    `rms_dbfs` and `peak_dbfs` are over everything, `speech_dbfs` over the loudest tenth of the
    20 ms frames and `noise_floor_dbfs` over the quietest tenth.
    """

    rms_dbfs: float
    peak_dbfs: float
    speech_dbfs: float
    noise_floor_dbfs: float


class LevelVerdict(StrEnum):
    """What a level means to someone who just spoke a sentence into the microphone."""

    DEAD = "dead"
    NO_SPEECH = "no_speech"
    TOO_WEAK = "too_weak"
    TOO_LOUD = "too_loud"
    NOISY = "noisy"
    GOOD = "good"


def measure_level(samples: Samples) -> Level:
    """The level of some seconds of sound, mono at 16 kHz."""
    if len(samples) < _FRAME_SAMPLES:
        samples = np.pad(samples, (0, _FRAME_SAMPLES - len(samples)))
    whole_frames = len(samples) // _FRAME_SAMPLES * _FRAME_SAMPLES
    squares = samples.astype(np.float64) ** 2
    frame_powers = np.sort(squares[:whole_frames].reshape(-1, _FRAME_SAMPLES).mean(axis=1))
    tenth = max(1, len(frame_powers) // 10)
    return Level(
        rms_dbfs=_power_dbfs(float(squares.mean())),
        peak_dbfs=_power_dbfs(float(squares.max())),
        speech_dbfs=_power_dbfs(float(frame_powers[-tenth:].mean())),
        noise_floor_dbfs=_power_dbfs(float(frame_powers[:tenth].mean())),
    )


def judge_level(level: Level) -> LevelVerdict:
    """What `level` means, where somebody was asked to speak while it was measured."""
    above_noise_db = level.speech_dbfs - level.noise_floor_dbfs
    if level.peak_dbfs <= _LOWEST_DBFS:
        return LevelVerdict.DEAD
    if level.peak_dbfs >= _CLIPPED_DBFS:
        return LevelVerdict.TOO_LOUD
    if above_noise_db < _SPEECH_ABOVE_NOISE_DB:
        return LevelVerdict.NO_SPEECH
    if level.speech_dbfs < _WEAK_SPEECH_DBFS:
        return LevelVerdict.TOO_WEAK
    if above_noise_db < _CLEAR_ABOVE_NOISE_DB:
        return LevelVerdict.NOISY
    return LevelVerdict.GOOD


def describe_level(verdict: LevelVerdict) -> str:
    """One or two Danish sentences: what was found and what to do."""
    return _DESCRIPTIONS[verdict]


_DESCRIPTIONS = {
    LevelVerdict.DEAD: (
        "Mikrofonen sender ingen lyd. Se efter, om den er slået fra på en knap eller i systemets"
        " indstillinger for privatliv."
    ),
    LevelVerdict.NO_SPEECH: (
        "Der blev ikke hørt tale. Sig en sætning, mens mikrofonen bliver prøvet; hjælper det ikke,"
        " så vælg en anden mikrofon."
    ),
    LevelVerdict.TOO_WEAK: (
        "Mikrofonen er meget svag. Flyt den tættere på munden, eller skru op for den i systemets"
        " lydindstillinger."
    ),
    LevelVerdict.TOO_LOUD: (
        "Mikrofonen er for kraftig, så lyden bliver forvrænget. Flyt den længere væk, eller skru"
        " ned for den i systemets lydindstillinger."
    ),
    LevelVerdict.NOISY: (
        "Der er meget støj om talen. Brug et headset, eller flyt mikrofonen tættere på munden."
    ),
    LevelVerdict.GOOD: "Mikrofonen lyder godt.",
}


def _power_dbfs(power: float) -> float:
    """Mean square in decibels; a square wave of ±1 has the mean square 1."""
    floor = 10.0 ** (_LOWEST_DBFS / 10.0)
    return float(10.0 * np.log10(max(power, floor)))
