"""Frames are the same in whatever chunks the audio comes."""

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from ordret.speech.framing import Framing
from ordret.speech.voice import FRAME_SAMPLES
from scripted_speech import ramp


@given(st.lists(st.integers(0, 2_000), max_size=12))
def test_any_chunking_gives_the_same_frames(sizes: list[int]) -> None:
    audio = ramp(sum(sizes))
    framing = Framing()

    cut = [framing.cut(chunk) for chunk in np.split(audio, np.cumsum(sizes)[:-1])]
    frames = np.concatenate([*cut, framing.finish()])

    assert frames.shape == (-(-audio.size // FRAME_SAMPLES), FRAME_SAMPLES)
    assert np.array_equal(frames.reshape(-1)[: audio.size], audio)
    assert not frames.reshape(-1)[audio.size :].any()


def test_a_stream_that_ends_with_a_whole_frame_has_no_more() -> None:
    framing = Framing()
    framing.cut(ramp(2 * FRAME_SAMPLES))

    assert framing.finish().shape == (0, FRAME_SAMPLES)
