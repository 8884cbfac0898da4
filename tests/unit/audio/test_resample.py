from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ordret.audio.resample import Resampler, mix_down
from ordret.samples import SAMPLE_RATE_HZ, Samples

RATES_HZ = [8_000, 11_025, 16_000, 22_050, 44_100, 48_000, 96_000]


def tone(rate_hz: int, seconds: float, *, frequency_hz: float = 440.0) -> Samples:
    at = np.arange(round(rate_hz * seconds)) / rate_hz
    return (0.5 * np.sin(2 * np.pi * frequency_hz * at)).astype(np.float32)


def resampled(rate_hz: int, pieces: list[Samples]) -> Samples:
    resampler = Resampler(rate_hz)
    return np.concatenate([*(resampler.feed(piece) for piece in pieces), resampler.finish()])


@settings(deadline=None)
@given(
    rate_hz=st.sampled_from(RATES_HZ),
    cuts=st.lists(st.integers(0, 20_000), max_size=12),
    seed=st.integers(0, 2**32 - 1),
)
def test_how_the_sound_is_cut_changes_nothing(rate_hz: int, cuts: list[int], seed: int) -> None:
    noise = np.random.default_rng(seed).uniform(-0.9, 0.9, 20_000).astype(np.float32)
    pieces = [noise[start:end] for start, end in pairwise([0, *sorted(cuts), len(noise)])]

    np.testing.assert_array_equal(resampled(rate_hz, pieces), resampled(rate_hz, [noise]))


@pytest.mark.parametrize("rate_hz", RATES_HZ)
def test_no_sample_is_lost_and_none_is_moved(rate_hz: int) -> None:
    out = resampled(rate_hz, [tone(rate_hz, 1.0)])

    assert len(out) == SAMPLE_RATE_HZ
    margin = SAMPLE_RATE_HZ // 50
    np.testing.assert_allclose(
        out[margin:-margin], tone(SAMPLE_RATE_HZ, 1.0)[margin:-margin], atol=1e-3
    )


@pytest.mark.parametrize("rate_hz", RATES_HZ)
def test_a_click_at_the_very_end_comes_out(rate_hz: int) -> None:
    silence_then_click = np.zeros(rate_hz, np.float32)
    silence_then_click[-rate_hz // 1000 :] = 0.8

    assert np.abs(resampled(rate_hz, [silence_then_click])[-32:]).max() > 0.3


def test_what_is_above_8_khz_is_taken_out_instead_of_sounding_lower() -> None:
    out = resampled(48_000, [tone(48_000, 1.0, frequency_hz=12_000)])

    assert np.abs(out[800:-800]).max() < 1e-3


def test_the_result_never_exceeds_full_scale() -> None:
    square = np.sign(tone(44_100, 0.5, frequency_hz=1_000))

    assert np.abs(resampled(44_100, [square])).max() <= 1.0


def test_all_channels_are_heard_alike() -> None:
    frames = np.zeros((4, 6), np.float32)
    frames[:, 3] = 0.6

    np.testing.assert_allclose(mix_down(frames), np.full(4, 0.1), rtol=1e-6)
