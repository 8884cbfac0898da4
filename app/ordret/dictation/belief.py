"""What of a decode is believed: the Danish knowledge that the recogniser does not have."""

from collections.abc import Callable
from dataclasses import replace

from ordret.danish.hallucination import without_inventions
from ordret.danish.vocabulary.relevance import without_echo
from ordret.speech.recogniser import Hypothesis


def believe(
    hypothesis: Hypothesis, speech_seconds: float, told: tuple[str, ...] = ()
) -> Hypothesis:
    """The hypothesis without what Whisper is known to invent in Danish silence.

    `told` are the terms that the recogniser was told to expect, and may have repeated.
    """
    words = without_inventions(hypothesis.words, hypothesis.no_speech_probability, speech_seconds)
    return replace(hypothesis, words=without_echo(words, told))


def belief(told: tuple[str, ...]) -> Callable[[Hypothesis, float], Hypothesis]:
    """`believe` for a recogniser that was told to expect these terms."""

    def believed(hypothesis: Hypothesis, speech_seconds: float) -> Hypothesis:
        return believe(hypothesis, speech_seconds, told)

    return believed
