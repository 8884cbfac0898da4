import numpy as np
import pytest

from ordret.audio.level import LevelVerdict, describe_level, judge_level, measure_level
from ordret.samples import SAMPLE_RATE_HZ, Samples

AT_SECONDS = np.arange(4 * SAMPLE_RATE_HZ) / SAMPLE_RATE_HZ


def speech_like(*, peak: float, noise: float) -> Samples:
    """Four seconds of a voice's pitch, on for half of every second, over noise."""
    voice = peak * np.sin(2 * np.pi * 150 * AT_SECONDS) * (AT_SECONDS % 1.0 < 0.5)
    hiss = np.random.default_rng(1).normal(0.0, noise, len(AT_SECONDS))
    return (voice + hiss).clip(-1, 1).astype(np.float32)


def test_a_sine_at_full_scale_is_minus_three_decibels() -> None:
    level = measure_level(np.sin(2 * np.pi * 100 * AT_SECONDS).astype(np.float32))

    assert level.rms_dbfs == pytest.approx(-3.01, abs=0.01)
    assert level.peak_dbfs == pytest.approx(0.0, abs=0.01)


def test_speech_and_the_noise_between_are_told_apart() -> None:
    level = measure_level(speech_like(peak=0.2, noise=0.001))

    assert level.speech_dbfs == pytest.approx(-17.0, abs=0.5)
    assert level.noise_floor_dbfs == pytest.approx(-60.0, abs=1.5)


@pytest.mark.parametrize(
    ("samples", "verdict"),
    [
        (np.zeros(SAMPLE_RATE_HZ, np.float32), LevelVerdict.DEAD),
        (np.zeros(0, np.float32), LevelVerdict.DEAD),
        (speech_like(peak=0.0, noise=0.001), LevelVerdict.NO_SPEECH),
        (speech_like(peak=0.005, noise=0.0002), LevelVerdict.TOO_WEAK),
        (speech_like(peak=0.1, noise=0.015), LevelVerdict.NOISY),
        (speech_like(peak=0.2, noise=0.001), LevelVerdict.GOOD),
        (speech_like(peak=1.5, noise=0.001), LevelVerdict.TOO_LOUD),
    ],
)
def test_each_kind_of_microphone_is_recognised(samples: Samples, verdict: LevelVerdict) -> None:
    assert judge_level(measure_level(samples)) is verdict


@pytest.mark.parametrize("verdict", LevelVerdict)
def test_every_verdict_is_told_in_a_sentence(verdict: LevelVerdict) -> None:
    assert describe_level(verdict).endswith(".")
