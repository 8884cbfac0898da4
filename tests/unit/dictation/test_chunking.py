"""The same sound gives the same dictation in whatever chunks it arrives."""

from hypothesis import given, settings
from hypothesis import strategies as st

from ordret.audio.source import AudioChunk
from ordret.events import Event
from ordret.speech.revision import RevisionRules
from ordret.speech.voice import FRAME_SAMPLES
from scripted_dictation import Message, ScriptedDictation
from scripted_speech import SpokenWord, TrueWords, ramp, timeless

PAUSES = {7: 0.4, 12: 0.9, 13: 2.5, 20: 6.0, 66: 1.7}
"""Seconds of quiet after a word; elsewhere a twentieth. From word 21 on it is one long breath."""


def municipal_speech() -> TrueWords:
    spoken, at_seconds = [], 0.7
    for number in range(75):
        end = "." if number in {12, 20, 40, 74} else ""
        spoken.append(SpokenWord(f"ord{number}{end}", at_seconds, at_seconds + 0.4))
        at_seconds += 0.4 + PAUSES.get(number, 0.05)
    return TrueWords(spoken)


WORDS = municipal_speech()
VOICE = WORDS.probabilities(quiet_seconds_after=0.7)
AUDIO = ramp(len(VOICE) * FRAME_SAMPLES - 200)


def dictated(chunk_lengths: list[int]) -> tuple[str, list[Event]]:
    """The text and the events, without the moments, of the audio in chunks of these lengths."""
    messages: list[Message] = []
    at = 0
    lengths = iter(chunk_lengths)
    while at < AUDIO.size:
        length = next(lengths, 16_000)
        messages.append(AudioChunk(AUDIO[at : at + length]))
        at += length
    room = ScriptedDictation(VOICE, WORDS, messages=messages, live=False, revision=RevisionRules())
    result = room.run()
    # The usage record, which comes last but one, has a random number.
    return result.text, [timeless(event) for event in room.recorder.events[:-2]]


IN_ONE_CHUNK = dictated([AUDIO.size])


def test_every_word_is_there() -> None:
    said = " ".join(word.text for word in WORDS.spoken)
    assert IN_ONE_CHUNK[0].casefold() == said.casefold()


@given(
    st.one_of(
        st.lists(st.integers(0, 40_000), max_size=40),
        st.lists(st.integers(1, 700), max_size=200),
        st.sampled_from([[size] * (AUDIO.size // size + 1) for size in (160, 511, 512, 513, 1600)]),
    )
)
@settings(max_examples=30, deadline=None)
def test_any_chunks_of_the_same_sound_give_the_same_text_and_events(lengths: list[int]) -> None:
    assert dictated(lengths) == IN_ONE_CHUNK
