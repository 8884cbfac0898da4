import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ordret.events import Word
from ordret.speech.quiet import fitted, pauses, within_voice

FRAME_SECONDS = 0.032


def words(*times: tuple[float, float]) -> tuple[Word, ...]:
    return tuple(Word(f"ord{at}", start, end, 0.9) for at, (start, end) in enumerate(times))


def times(placed: tuple[Word, ...]) -> list[tuple[float, float]]:
    return [(word.start_seconds, word.end_seconds) for word in placed]


class TestPauses:
    def test_a_pause_is_silence_between_speech(self) -> None:
        speech = [0] * 20 + [1] * 10 + [0] * 12 + [1] * 5 + [0] * 30
        assert pauses(speech, 100) == (
            (pytest.approx(130 * FRAME_SECONDS), pytest.approx(142 * FRAME_SECONDS)),
        )

    def test_a_short_silence_is_no_pause(self) -> None:
        assert pauses([1, 1, 0, 0, 0, 1, 1], 0) == ()

    def test_silence_alone_has_none(self) -> None:
        assert pauses([0] * 100, 0) == ()


class TestWithinVoice:
    SPEECH = (*[0] * 10, *[1] * 40, *[0] * 10)

    def test_the_outer_words_end_with_the_voice(self) -> None:
        placed = within_voice(words((0.0, 0.8), (0.8, 1.9)), self.SPEECH, 0)
        assert times(placed) == [(pytest.approx(0.32), 0.8), (0.8, pytest.approx(1.6))]

    def test_words_within_the_voice_stay(self) -> None:
        spoken = words((0.4, 0.8), (0.8, 1.5))
        assert within_voice(spoken, self.SPEECH, 0) == spoken

    def test_a_word_that_lies_outside_is_left_where_it_is(self) -> None:
        spoken = words((0.0, 0.2), (1.7, 1.9))
        assert within_voice(spoken, self.SPEECH, 0) == spoken

    def test_without_voice_or_words_nothing_happens(self) -> None:
        spoken = words((0.0, 0.2))
        assert within_voice(spoken, [0] * 9, 0) == spoken
        assert within_voice((), [1] * 9, 0) == ()


class TestFitted:
    def test_a_word_that_runs_through_a_pause_ends_where_the_voice_did(self) -> None:
        placed = fitted(words((0.0, 1.7), (1.7, 2.0)), ((1.0, 1.6),))
        assert times(placed) == [(0.0, 1.0), (1.6, 2.0)]

    def test_a_word_that_begins_in_a_pause_begins_after_it(self) -> None:
        placed = fitted(words((0.0, 0.9), (0.9, 2.0)), ((1.0, 1.6),))
        assert times(placed) == [(0.0, 1.0), (1.6, 2.0)]

    def test_a_pause_far_from_where_two_words_meet_is_left_alone(self) -> None:
        spoken = words((0.0, 3.0), (3.0, 3.4))
        assert fitted(spoken, ((1.0, 1.6),)) == spoken

    def test_a_word_that_lies_in_the_pause_alone_is_left_where_it_is(self) -> None:
        spoken = words((0.0, 1.0), (1.1, 1.3), (1.5, 2.0))
        assert fitted(spoken, ((1.05, 1.4),)) == spoken

    def test_without_words_there_is_nothing_to_fit(self) -> None:
        assert fitted((), ((1.0, 2.0),)) == ()

    @given(
        st.lists(st.floats(0.06, 1.0), min_size=2, max_size=8),
        st.lists(st.tuples(st.floats(0, 6), st.floats(0.3, 1.5)), max_size=3),
    )
    def test_words_keep_their_order_and_some_length(
        self, lengths: list[float], quiet: list[tuple[float, float]]
    ) -> None:
        edges = [0.0]
        for length in lengths:
            edges.append(edges[-1] + length)
        placed = fitted(
            words(*itertools.pairwise(edges)),
            tuple((start, start + length) for start, length in quiet),
        )
        for before, after in itertools.pairwise(placed):
            assert before.start_seconds < before.end_seconds <= after.start_seconds + 1e-9
