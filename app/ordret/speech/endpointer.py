"""When speech begins, pauses and ends, decided from voice probabilities frame by frame.

Nothing here reads a clock: a frame is 32 ms of audio, and time is how many there were.
"""

from dataclasses import dataclass

from ordret.samples import SAMPLE_RATE_HZ
from ordret.speech.voice import FRAME_SAMPLES

FRAME_SECONDS = FRAME_SAMPLES / SAMPLE_RATE_HZ

SENTENCE_ENDS = (".", "!", "?", ":")


@dataclass(frozen=True, slots=True)
class EndpointRules:
    """Silero's recommended hysteresis, and how long a silence means what.

    A speech model hears »end of sentence« in its own punctuation; where it hears none, people
    pause in mid-sentence, and waiting longer keeps the sentence whole.
    """

    onset_probability: float = 0.5
    offset_probability: float = 0.35
    pre_roll_seconds: float = 0.3
    hangover_seconds: float = 0.25
    speculate_seconds: float = 0.12
    silence_seconds: float = 0.5
    unfinished_sentence_seconds: float = 1.5
    long_utterance_seconds: float = 12.0
    long_utterance_silence_seconds: float = 0.22
    longest_utterance_seconds: float = 19.0


class SpeechTracker:
    """Follows one stream of probabilities: is somebody speaking, and since when not."""

    def __init__(self, rules: EndpointRules) -> None:
        self._rules = rules
        self._frames = 0
        self._speaking = False
        self._speech_end_frame = 0

    @property
    def frames(self) -> int:
        """How many frames were heard."""
        return self._frames

    @property
    def speaking(self) -> bool:
        """Whether the last frame was speech."""
        return self._speaking

    @property
    def speech_end_frame(self) -> int:
        """The frame after the last one that held speech."""
        return self._speech_end_frame

    @property
    def silence_seconds(self) -> float:
        """How long it has been quiet since the last speech."""
        return (self._frames - self._speech_end_frame) * FRAME_SECONDS

    def hear(self, probability: float) -> None:
        """Take in the next frame."""
        self._frames += 1
        threshold = (
            self._rules.offset_probability if self._speaking else self._rules.onset_probability
        )
        self._speaking = probability >= threshold
        if self._speaking:
            self._speech_end_frame = self._frames


def is_endpoint(
    rules: EndpointRules, silence_seconds: float, utterance_seconds: float, sentence_ended: bool
) -> bool:
    """Whether an utterance is over after `silence_seconds` of quiet."""
    if utterance_seconds >= rules.long_utterance_seconds:
        return silence_seconds >= rules.long_utterance_silence_seconds
    if sentence_ended:
        return silence_seconds >= rules.silence_seconds
    return silence_seconds >= rules.unfinished_sentence_seconds
