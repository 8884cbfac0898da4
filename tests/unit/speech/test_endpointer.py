import pytest

from ordret.speech.endpointer import FRAME_SECONDS, EndpointRules, SpeechTracker, is_endpoint

RULES = EndpointRules(
    onset_probability=0.5,
    offset_probability=0.35,
    speculate_seconds=0.22,
    silence_seconds=0.5,
    unfinished_sentence_seconds=1.5,
    long_utterance_seconds=12.0,
)


def test_speech_begins_at_the_onset_and_lasts_until_it_falls_below_the_offset() -> None:
    tracker = SpeechTracker(RULES)
    speaking = []
    for probability in (0.4, 0.49, 0.5, 0.4, 0.35, 0.34, 0.4, 0.49, 0.9):
        tracker.hear(probability)
        speaking.append(tracker.speaking)
    assert speaking == [False, False, True, True, True, False, False, False, True]


def test_silence_is_counted_from_the_last_frame_of_speech() -> None:
    tracker = SpeechTracker(RULES)
    for probability in (0.1, 0.9, 0.9, 0.1, 0.1, 0.1):
        tracker.hear(probability)
    assert tracker.frames == 6
    assert tracker.speech_end_frame == 3
    assert tracker.silence_seconds == pytest.approx(3 * FRAME_SECONDS)


def test_a_frame_is_32_milliseconds() -> None:
    assert FRAME_SECONDS == 0.032


@pytest.mark.parametrize(
    ("silence", "length", "sentence_ended", "over"),
    [
        (0.0, 3.0, True, False),
        (0.49, 3.0, True, False),
        (0.5, 3.0, True, True),
        (0.5, 3.0, False, False),
        (1.49, 3.0, False, False),
        (1.5, 3.0, False, True),
        (0.22, 11.9, True, False),
        (0.21, 12.0, True, False),
        (0.22, 12.0, True, True),
        (0.22, 12.0, False, True),
        (0.0, 60.0, True, False),
    ],
)
def test_how_long_a_silence_ends_an_utterance(
    silence: float, length: float, sentence_ended: bool, over: bool
) -> None:
    assert is_endpoint(RULES, silence, length, sentence_ended) is over
