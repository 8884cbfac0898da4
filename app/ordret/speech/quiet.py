"""Words fitted to the voice: the model's times run through pauses that the voice really made.

Whisper's word times come from its attention and are often half a second wrong at a pause: the
word before it seems to last until the next one begins. Where somebody paused is known from the
voice activity, and a spoken command is told from words by its pauses.
"""

import itertools
from collections.abc import Sequence
from dataclasses import replace

from ordret.events import Word
from ordret.samples import SAMPLE_RATE_HZ
from ordret.speech.voice import FRAME_SAMPLES

LEAST_PAUSE_SECONDS = 0.3
"""A shorter silence is a stop consonant or a breath."""
_FARTHEST_SECONDS = 0.5
_SHORTEST_WORD_SECONDS = 0.05


def pauses(speech: Sequence[int], first_frame: int) -> tuple[tuple[float, float], ...]:
    """Begin and end, in seconds of the stream, of each pause between speech.

    `speech` is 1 for each frame with voice, from `first_frame` of the stream on.
    """
    found = []
    quiet_from: int | None = None
    for number, voiced in enumerate(speech):
        if voiced:
            if quiet_from is not None and _seconds(number - quiet_from) >= LEAST_PAUSE_SECONDS:
                found.append((_seconds(first_frame + quiet_from), _seconds(first_frame + number)))
            quiet_from = None
        elif quiet_from is None and any(speech[:number]):
            quiet_from = number
    return tuple(found)


def within_voice(
    words: tuple[Word, ...], speech: Sequence[int], first_frame: int
) -> tuple[Word, ...]:
    """`words` with the first not before the voice and the last not after it."""
    voiced = [number for number, each in enumerate(speech) if each]
    if not words or not voiced:
        return words
    start, end = _seconds(first_frame + voiced[0]), _seconds(first_frame + voiced[-1] + 1)
    first, *_ = words
    if first.start_seconds < start <= first.end_seconds - _SHORTEST_WORD_SECONDS:
        words = (replace(first, start_seconds=start), *words[1:])
    last = words[-1]
    if last.start_seconds + _SHORTEST_WORD_SECONDS <= end < last.end_seconds:
        words = (*words[:-1], replace(last, end_seconds=end))
    return words


def fitted(words: tuple[Word, ...], quiet: tuple[tuple[float, float], ...]) -> tuple[Word, ...]:
    """`words` with no word in a pause: the two around it end and begin where the voice did.

    A pause goes between the two words whose meeting is nearest to it; one that is far from any is
    left alone, since it may lie inside a word.
    """
    placed = list(words)
    for start, end in quiet:
        meetings = [
            (_distance((before.end_seconds + after.start_seconds) / 2, start, end), number)
            for number, (before, after) in enumerate(itertools.pairwise(placed))
        ]
        distance, number = min(meetings, default=(_FARTHEST_SECONDS + 1, 0))
        if distance > _FARTHEST_SECONDS:
            continue
        before, after = placed[number], placed[number + 1]
        if (
            before.start_seconds + _SHORTEST_WORD_SECONDS > start
            or after.end_seconds - _SHORTEST_WORD_SECONDS < end
        ):
            continue
        placed[number] = replace(before, end_seconds=start)
        placed[number + 1] = replace(after, start_seconds=end)
    return tuple(placed)


def _distance(moment: float, start: float, end: float) -> float:
    return max(start - moment, moment - end, 0.0)


def _seconds(frames: int) -> float:
    return frames * FRAME_SAMPLES / SAMPLE_RATE_HZ
