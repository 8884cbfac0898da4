"""The measures, as pure functions. Each docstring is the definition that RESULTS.md refers to."""

from collections.abc import Sequence
from dataclasses import dataclass

import jiwer
import numpy as np

from measuring.timeline import Shown
from measuring.words import align
from ordret.speech.scoring import comparable_words

BOUNDARY_WORDS = 2


@dataclass(frozen=True, slots=True)
class SpokenWord:
    """A word of the reference, as `comparable_words` gives it, and when it was spoken."""

    text: str
    utterance: int
    start_seconds: float
    end_seconds: float


@dataclass(frozen=True, slots=True)
class Latencies:
    """Mean, median and 95th percentile (linear between ranks) of `count` measured seconds."""

    mean_seconds: float
    median_seconds: float
    p95_seconds: float
    count: int

    @classmethod
    def of(cls, seconds: Sequence[float]) -> "Latencies | None":
        """None where nothing was measured."""
        if not seconds:
            return None
        return cls(
            float(np.mean(seconds)),
            float(np.median(seconds)),
            float(np.percentile(seconds, 95)),
            len(seconds),
        )


def word_error_rate(reference: Sequence[str], hypothesis: Sequence[str]) -> float:
    """Substitutions, deletions and insertions over the number of reference words (jiwer)."""
    return float(jiwer.wer(" ".join(reference), " ".join(hypothesis)))


def spoken_to_shown(
    spoken: Sequence[SpokenWord], shown: Sequence[Shown], final_words: Sequence[str]
) -> list[float]:
    """For each reference word that was ever shown: first shown minus the end of the word, seconds.

    A word is shown once the text on the screen, aligned with the reference words that had begun
    by then, has in its place either the word itself or the word that the system's final text has
    there. So a guess that is soon replaced by another does not count, and neither does text that
    was never spoken. A word that is on the screen before it was spoken to its end counts as 0.
    """
    reference = [word.text for word in spoken]
    settled = [
        final_words[match.index] if match else None for match in align(reference, final_words)
    ]
    first_shown: dict[int, float] = {}
    words: tuple[str, ...] = ()
    for moment in shown:
        previous, words = words, comparable_words(moment.text)
        if words == previous:
            continue
        heard = sum(word.start_seconds <= moment.at_seconds for word in spoken)
        for index, match in enumerate(align(reference[:heard], words)):
            if match and words[match.index] in {reference[index], settled[index]}:
                first_shown.setdefault(index, moment.at_seconds)
    return [
        max(0.0, at_seconds - spoken[index].end_seconds)
        for index, at_seconds in sorted(first_shown.items())
    ]


def end_to_final(
    spoken: Sequence[SpokenWord], speech_ends: Sequence[float], finals: Sequence[Shown]
) -> list[float]:
    """For each utterance that has a final word: seconds from its end to its last word final.

    All finals together are aligned with the whole reference. The last word is the last one of the
    utterance that the finals have right, or where they have none right, the last that they have
    something for. It is final when the piece it stands in is.
    """
    words, became_final = _dated_words(finals)
    matches = align([word.text for word in spoken], words)
    right: dict[int, float] = {}
    anything: dict[int, float] = {}
    for word, match in zip(spoken, matches, strict=True):
        if match:
            anything[word.utterance] = became_final[match.index]
            if match.equal:
                right[word.utterance] = became_final[match.index]
    final = anything | right
    return [final[number] - end for number, end in enumerate(speech_ends) if number in final]


def _dated_words(finals: Sequence[Shown]) -> tuple[list[str], list[float]]:
    dated = [(word, piece.at_seconds) for piece in finals for word in comparable_words(piece.text)]
    return [word for word, _ in dated], [at_seconds for _, at_seconds in dated]


def boundary_words(spoken: Sequence[SpokenWord]) -> frozenset[int]:
    """The places of the first two and the last two words of every utterance."""
    places: set[int] = set()
    for utterance in {word.utterance for word in spoken}:
        inside = [index for index, word in enumerate(spoken) if word.utterance == utterance]
        places.update(inside[:BOUNDARY_WORDS], inside[-BOUNDARY_WORDS:])
    return frozenset(places)


def lost_at_boundaries(spoken: Sequence[SpokenWord], hypothesis: Sequence[str]) -> frozenset[int]:
    """The boundary words for which the final text has nothing, neither right nor wrong."""
    matches = align([word.text for word in spoken], hypothesis)
    return frozenset(index for index in boundary_words(spoken) if matches[index] is None)
