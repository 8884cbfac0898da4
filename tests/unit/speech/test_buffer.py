import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from ordret.speech.buffer import AudioBuffer
from scripted_speech import ramp


@given(st.lists(st.integers(0, 40_000), max_size=40), st.data())
def test_what_is_not_dropped_is_there_at_its_place(sizes: list[int], data: st.DataObject) -> None:
    stream = ramp(sum(sizes))
    buffer = AudioBuffer()
    heard = dropped = 0
    for size in sizes:
        buffer.append(stream[heard : heard + size])
        heard += size
        dropped = max(dropped, data.draw(st.integers(0, heard)))
        buffer.drop_before(dropped)
        assert np.array_equal(buffer.between(dropped, heard), stream[dropped:heard])


def test_a_long_stream_takes_no_more_room_than_what_is_needed_of_it() -> None:
    buffer = AudioBuffer()
    for second in range(600):
        buffer.append(np.full(16_000, second, np.float32))
        buffer.drop_before(max(0, second - 20) * 16_000)
    assert buffer._store.nbytes <= 4 * 16_000 * 60


def test_samples_that_are_gone_or_not_yet_there_are_a_bug() -> None:
    buffer = AudioBuffer()
    buffer.append(ramp(16_000))
    buffer.drop_before(12_000)
    with pytest.raises(IndexError):
        buffer.between(11_999, 16_000)
    with pytest.raises(IndexError):
        buffer.between(12_000, 16_001)


def test_what_was_given_out_does_not_change_with_the_buffer() -> None:
    buffer = AudioBuffer()
    buffer.append(ramp(1_000))
    given_out = buffer.between(0, 1_000)
    buffer.drop_before(900)
    buffer.append(np.ones(1_000, np.float32))
    assert np.array_equal(given_out, ramp(1_000))
