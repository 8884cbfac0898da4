"""Where a recording is cut, from scripted voice probabilities and scripted words."""

from collections.abc import Iterable
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ordret.events import Word
from ordret.speech.endpointer import FRAME_SECONDS, EndpointRules, SpeechTracker
from ordret.speech.windowing import (
    Span,
    Window,
    Windowing,
    WindowRules,
    cut_between_words,
    halves,
    uncovered_seconds,
)
from scripted_speech import SILENCE, SPEECH, frames, voice, word

LONGEST_FRAMES = frames(WindowRules().longest_seconds)


def windows_of(probabilities: Iterable[float]) -> list[Window]:
    """The windows, where one that ends in speech is cut at its end."""
    windowing = Windowing(WindowRules(), EndpointRules())
    found = []
    for probability in probabilities:
        window = windowing.hear(probability)
        if window is not None:
            found.append(window)
            if window.ends_in_speech:
                windowing.go_on_from(window.end_frame)
    last = windowing.finish()
    return found if last is None else [*found, last]


def spoken_frames(probabilities: Iterable[float]) -> set[int]:
    tracker = SpeechTracker(EndpointRules())
    spoken = set()
    for frame, probability in enumerate(probabilities):
        tracker.hear(probability)
        if tracker.speaking:
            spoken.add(frame)
    return spoken


def times(window: Window) -> tuple[float, float]:
    return (
        round(window.start_frame * FRAME_SECONDS, 1),
        round(window.end_frame * FRAME_SECONDS, 1),
    )


def test_silence_is_in_no_window() -> None:
    assert windows_of(voice((60, SILENCE))) == []


def test_a_window_begins_a_pre_roll_before_speech_and_ends_a_hangover_after() -> None:
    (window,) = windows_of(voice((5, SILENCE), (3, SPEECH), (5, SILENCE)))

    assert times(window) == (4.7, 8.3)
    assert window.speech_seconds == pytest.approx(3, abs=0.05)
    assert not window.ends_in_speech


def test_short_pauses_are_part_of_a_window() -> None:
    (window,) = windows_of(voice((4, SPEECH), (3, SILENCE), (4, SPEECH), (1, SILENCE)))

    assert times(window) == (0.0, 11.3)
    assert [span.end_frame - span.start_frame for span in window.speech] == [frames(4)] * 2


def test_a_long_pause_ends_a_window_at_once() -> None:
    windowing = Windowing(WindowRules(), EndpointRules())
    probabilities = voice((2, SPEECH), (8.1, SILENCE))

    heard = [windowing.hear(probability) for probability in probabilities]

    assert [times(window) for window in heard if window] == [(0.0, 2.2)]
    assert windowing.finish() is None


def test_speech_beyond_one_window_is_cut_at_the_longest_late_pause() -> None:
    probabilities = voice(
        *((6, SPEECH), (2, SILENCE)),
        *((10, SPEECH), (0.5, SILENCE)),
        *((4, SPEECH), (1, SILENCE)),
        *((3, SPEECH), (0.4, SILENCE)),
        (10, SPEECH),
    )

    assert [times(window) for window in windows_of(probabilities)] == [(0.0, 22.8), (23.2, 36.9)]


def test_without_a_late_pause_an_early_one_will_do() -> None:
    probabilities = voice((6, SPEECH), (0.5, SILENCE), (4, SPEECH), (1, SILENCE), (25, SPEECH))

    assert [times(window) for window in windows_of(probabilities)] == [(0.0, 10.8), (11.2, 36.5)]


def test_a_short_pause_is_shared_between_its_windows() -> None:
    probabilities = voice((20, SPEECH), (0.224, SILENCE), (20, SPEECH))
    first, second = windows_of(probabilities)

    assert first.end_frame == second.start_frame == frames(20) + 3


def test_speech_without_a_pause_is_cut_at_the_quietest_place_near_the_end() -> None:
    probabilities = voice((26.5, SPEECH), (0.1, 0.6), (10, SPEECH))
    first, second = windows_of(probabilities)

    assert first.end_frame == frames(26.5) + 1
    assert first.ends_in_speech
    assert second.start_frame == first.end_frame
    assert not second.ends_in_speech


def test_the_next_window_can_go_on_from_inside_the_last_one() -> None:
    windowing = Windowing(WindowRules(), EndpointRules())
    windows = [windowing.hear(SPEECH) for _ in range(LONGEST_FRAMES + 1)]
    first = windows[-1]
    assert first is not None
    assert first.ends_in_speech

    windowing.go_on_from(700)

    assert windowing.needed_from_frame == 700
    last = windowing.finish()
    assert last is not None
    assert (last.start_frame, last.end_frame) == (700, LONGEST_FRAMES + 1)
    assert last.speech == (Span(700, LONGEST_FRAMES + 1),)
    assert len(last.probabilities) == LONGEST_FRAMES + 1 - 700


STRETCHES = st.lists(
    st.tuples(
        st.one_of(st.floats(0.03, 1.0), st.floats(0.03, 12.0), st.floats(20.0, 70.0)),
        st.sampled_from([SILENCE, 0.4, 0.6, SPEECH]),
    ),
    max_size=12,
)


@given(STRETCHES)
def test_every_frame_of_speech_is_in_one_window(stretches: list[tuple[float, float]]) -> None:
    probabilities = voice(*stretches)
    found = windows_of(probabilities)

    covered = [frame for window in found for frame in range(window.start_frame, window.end_frame)]
    assert spoken_frames(probabilities) <= set(covered)
    assert len(covered) == len(set(covered))
    for window in found:
        assert window.end_frame - window.start_frame <= LONGEST_FRAMES
        assert window.speech
        assert window.probabilities == tuple(probabilities[window.start_frame : window.end_frame])
    assert all(before.end_frame <= after.start_frame for before, after in pairwise(found))


@given(STRETCHES)
def test_no_more_is_held_than_a_window_and_a_long_pause(
    stretches: list[tuple[float, float]],
) -> None:
    windowing = Windowing(WindowRules(), EndpointRules())
    longest_held = 0
    needed = 0
    for heard, probability in enumerate(voice(*stretches), start=1):
        window = windowing.hear(probability)
        if window is not None and window.ends_in_speech:
            windowing.go_on_from(window.end_frame)
        assert windowing.needed_from_frame >= needed
        needed = windowing.needed_from_frame
        longest_held = max(longest_held, heard - needed)
    assert longest_held <= frames(28 + 8 + 0.1)


def spoken(seconds: float, *quiet: tuple[float, float]) -> Window:
    """A window of unbroken speech with these quieter places (second, probability)."""
    probabilities = [SPEECH] * frames(seconds)
    for at, probability in quiet:
        probabilities[frames(at) - 1 : frames(at) + 2] = [probability] * 3
    return Window(0, len(probabilities), (Span(0, len(probabilities)),), tuple(probabilities), True)


class TestCut:
    def test_it_falls_at_the_quietest_gap_between_two_words(self) -> None:
        words = tuple(word(f"ord{at}", at, at + 1) for at in range(28))

        kept, frame = cut_between_words(spoken(28, (24, 0.5), (22, 0.7), (25.5, 0.3)), words)

        assert (kept, frame) == (24, frames(24))

    def test_the_gap_is_looked_for_where_the_words_say(self) -> None:
        words = tuple(word(f"ord{at}", at, at + 1) for at in range(28))

        kept, frame = cut_between_words(spoken(28, (23.06, 0.5)), words)

        assert (kept, frame) == (23, frames(23.06))

    def test_of_equal_gaps_it_takes_the_last_one_that_is_a_second_from_the_end(self) -> None:
        words = tuple(word(f"ord{at}", at, at + 1) for at in range(28))

        kept, frame = cut_between_words(spoken(28), words)

        assert (kept, frame) == (26, frames(26))

    def test_without_words_there_it_falls_at_the_quietest_frame(self) -> None:
        words = (word("tidligt", 1, 2), word("langt", 2, 19))

        kept, frame = cut_between_words(spoken(28, (25, 0.6)), words)

        assert (kept, frame) == (2, frames(25))

    def test_words_count_from_the_beginning_of_the_recording(self) -> None:
        window = spoken(28, (24, 0.5))
        moved = Window(1_000, 1_000 + window.end_frame, window.speech, window.probabilities, True)
        start = 1_000 * FRAME_SECONDS
        words = tuple(word(f"ord{at}", start + at, start + at + 1) for at in range(28))

        assert cut_between_words(moved, words) == (24, 1_000 + frames(24))


class TestCoverage:
    WINDOW = windows_of(voice((4, SPEECH), (4, SILENCE), (6, SPEECH)))[0]

    def test_words_over_all_the_speech_leave_nothing_uncovered(self) -> None:
        words = (word("a", 0.1, 4), word("b", 8, 14))
        assert uncovered_seconds(self.WINDOW, words) == pytest.approx(0.1, abs=0.05)

    def test_silence_without_words_is_not_uncovered(self) -> None:
        assert uncovered_seconds(self.WINDOW, (word("a", 0, 4.3), word("b", 7.9, 14))) == 0

    @pytest.mark.parametrize(
        ("words", "seconds"),
        [
            ((), 10),
            ((word("a", 0, 4),), 6),
            ((word("b", 12, 14),), 8),
            ((word("a", 0, 1), word("b", 10, 14)), 5),
        ],
    )
    def test_it_is_the_most_speech_in_one_piece_without_words(
        self, words: tuple[Word, ...], seconds: float
    ) -> None:
        assert uncovered_seconds(self.WINDOW, words) == pytest.approx(seconds, abs=0.1)


class TestHalves:
    def test_they_part_at_the_longest_pause_near_the_middle(self) -> None:
        (window,) = windows_of(
            voice(
                *((2, SPEECH), (3, SILENCE)),
                *((5, SPEECH), (0.5, SILENCE)),
                *((4, SPEECH), (1.5, SILENCE)),
                (5, SPEECH),
            )
        )

        first, second = halves(window)

        assert times(first) == (0.0, 15.2)
        assert times(second) == (15.2, 21.0)
        assert first.speech + second.speech == window.speech
        assert first.probabilities + second.probabilities == window.probabilities
        assert not first.ends_in_speech

    def test_without_a_pause_they_part_at_the_quietest_frame_near_the_middle(self) -> None:
        first, second = halves(spoken(20, (2, 0.4), (11, 0.6)))

        assert first.end_frame == second.start_frame == frames(11)
        assert first.ends_in_speech
        assert first.speech == (Span(0, frames(11)),)
        assert second.speech == (Span(frames(11), frames(20)),)
