"""What of a decode is believed: the Danish knowledge that the recogniser does not have."""

from dataclasses import replace

from ordret.danish.hallucination import without_inventions
from ordret.speech.recogniser import Hypothesis


def believe(hypothesis: Hypothesis, speech_seconds: float) -> Hypothesis:
    """The hypothesis without what Whisper is known to invent in Danish silence."""
    words = without_inventions(hypothesis.words, hypothesis.no_speech_probability, speech_seconds)
    return replace(hypothesis, words=words)
