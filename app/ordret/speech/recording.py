"""A finished recording becomes timed words, window by window, however long it is."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from itertools import count

from ordret.events import Word
from ordret.samples import Samples
from ordret.speech.actions import Pass
from ordret.speech.buffer import AudioBuffer
from ordret.speech.decoding import DecodeJob
from ordret.speech.endpointer import FRAME_SECONDS, EndpointRules
from ordret.speech.framing import Frames, Framing
from ordret.speech.guard import is_doubtful, without_loops
from ordret.speech.recogniser import Hypothesis
from ordret.speech.voice import FRAME_SAMPLES, VoiceDetector
from ordret.speech.windowing import (
    Window,
    Windowing,
    WindowRules,
    cut_between_words,
    halves,
    uncovered_seconds,
)

_SHORTEST_HALVED_SECONDS = 8.0
_UNCOVERED_SECONDS = 3.0
_PREVIOUS_TEXT_SECONDS = 10.0
"""A model that reads the text before is given it where no more than this lies between."""


@dataclass(frozen=True, slots=True)
class Passage:
    """What was said in a stretch of a recording; all times count from its beginning."""

    start_seconds: float
    end_seconds: float
    words: tuple[Word, ...]

    @property
    def text(self) -> str:
        """The words with single spaces between."""
        return " ".join(word.text for word in self.words)


class Recording:
    """One recording on its way through a decoder."""

    def __init__(
        self,
        detector: VoiceDetector,
        decode: Callable[[DecodeJob], Hypothesis],
        progress: Callable[[float], None] = lambda _seconds: None,
    ) -> None:
        """`progress` is told up to how many seconds everything is done."""
        self._detector = detector
        self._decode = decode
        self._progress = progress
        self._windowing = Windowing(WindowRules(), EndpointRules())
        self._buffer = AudioBuffer()
        self._job_ids = count(1)
        self._last: Passage | None = None

    def passages(self, chunks: Iterable[Samples]) -> Iterator[Passage]:
        """What is said in `chunks`, in order, as it is known. Raises `Fault` from the decoder."""
        self._detector.reset()
        framing = Framing()
        for chunk in chunks:
            yield from self._hear(framing.cut(chunk))
            needed = self._windowing.needed_from_frame
            self._buffer.drop_before(needed * FRAME_SAMPLES)
            self._progress(needed * FRAME_SECONDS)
        yield from self._hear(framing.finish())
        yield from self._heard(self._windowing.finish())

    def _hear(self, frames: Frames) -> Iterator[Passage]:
        self._buffer.append(frames.reshape(-1))
        for frame in frames:
            yield from self._heard(self._windowing.hear(self._detector.probability(frame)))

    def _heard(self, window: Window | None) -> Iterator[Passage]:
        if window is None:
            return
        words = self._believed(window, self._previous_text(window))
        end = window.end_frame
        if window.ends_in_speech:
            kept, end = cut_between_words(window, words)
            words = words[:kept]
            self._windowing.go_on_from(end)
        self._last = _passage(window.start_frame, end, words)
        if self._last.words:
            yield self._last

    def _believed(self, window: Window, previous: str) -> tuple[Word, ...]:
        """What `window` says; a doubtful answer is not believed before two halves are heard."""
        whole = self._listen(window, previous)
        if window.speech_seconds < _SHORTEST_HALVED_SECONDS or not _is_doubtful(whole, window):
            return _placed(whole, window)
        return tuple(word for half in halves(window) for word in self._believed(half, ""))

    def _listen(self, window: Window, previous: str) -> Hypothesis:
        samples = self._buffer.between(
            window.start_frame * FRAME_SAMPLES, window.end_frame * FRAME_SAMPLES
        )
        job = DecodeJob(
            job_id=next(self._job_ids),
            purpose=Pass.SECOND,
            samples=samples,
            speech_seconds=window.speech_seconds,
            prefix="",
            previous=previous,
        )
        return self._decode(job)

    def _previous_text(self, window: Window) -> str:
        if self._last is None:
            return ""
        silence_seconds = window.start_frame * FRAME_SECONDS - self._last.end_seconds
        return self._last.text if silence_seconds <= _PREVIOUS_TEXT_SECONDS else ""


def _is_doubtful(hypothesis: Hypothesis, window: Window) -> bool:
    """Whether the answer repeats itself, or leaves speech anywhere in the window without words."""
    return (
        is_doubtful(hypothesis, window.speech_seconds)
        or without_loops(hypothesis.words) != hypothesis.words
        or uncovered_seconds(window, _placed(hypothesis, window)) > _UNCOVERED_SECONDS
    )


def _placed(hypothesis: Hypothesis, window: Window) -> tuple[Word, ...]:
    """The words without loops, with their times counted from the beginning of the recording."""
    offset = window.start_frame * FRAME_SECONDS
    return tuple(
        replace(
            word,
            start_seconds=word.start_seconds + offset,
            end_seconds=word.end_seconds + offset,
        )
        for word in without_loops(hypothesis.words)
    )


def _passage(start_frame: int, end_frame: int, words: tuple[Word, ...]) -> Passage:
    """A passage whose words lie in it, also where the model put one beyond its audio."""
    start, end = start_frame * FRAME_SECONDS, end_frame * FRAME_SECONDS
    return Passage(
        start,
        end,
        tuple(
            replace(
                word,
                start_seconds=min(max(word.start_seconds, start), end),
                end_seconds=min(max(word.end_seconds, start), end),
            )
            for word in words
        ),
    )
