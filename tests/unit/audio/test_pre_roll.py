import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from ordret.audio.pre_roll import PreRoll
from ordret.samples import SAMPLE_RATE_HZ


@given(lengths=st.lists(st.integers(0, 700), max_size=20), kept=st.integers(0, 2_000))
def test_it_keeps_the_last_seconds_whatever_the_chunks(lengths: list[int], kept: int) -> None:
    everything = np.arange(sum(lengths), dtype=np.float32)
    pre_roll = PreRoll(kept / SAMPLE_RATE_HZ)
    for chunk in np.split(everything, np.cumsum(lengths)[:-1]) if lengths else []:
        pre_roll.add(chunk)

    np.testing.assert_array_equal(pre_roll.take(), everything[max(0, len(everything) - kept) :])


def test_what_was_taken_is_not_given_again() -> None:
    pre_roll = PreRoll(1.0)
    pre_roll.add(np.ones(10, np.float32))
    pre_roll.take()
    pre_roll.add(np.full(3, 0.5, np.float32))

    np.testing.assert_array_equal(pre_roll.take(), np.full(3, 0.5))


def test_an_hour_of_waiting_takes_no_more_memory_than_the_seconds_kept() -> None:
    pre_roll = PreRoll(0.5)
    for _ in range(36_000):
        pre_roll.add(np.zeros(1_600, np.float32))

    assert len(pre_roll._chunks) <= 6
