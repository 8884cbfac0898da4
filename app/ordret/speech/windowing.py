"""Where a recording is cut into windows that a model can hear at once. Pure.

It hears voice probabilities, a frame at a time, and counts time in frames. A window begins a
pre-roll before speech and ends a hangover after it; silence between windows is in none of them.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise

from ordret.events import Word
from ordret.speech.endpointer import FRAME_SECONDS, EndpointRules, SpeechTracker

_END_SEARCH_SECONDS = 3.0
_CUT_SEARCH_SECONDS = 8.0
_CUT_MARGIN_SECONDS = 1.0
_WORD_TIME_ERROR_SECONDS = 0.1
"""How far the times of a word may be off; they come from the model's attention."""


@dataclass(frozen=True, slots=True)
class WindowRules:
    """A window is cut at its longest pause after `preferred_seconds`, and at a long pause at once.

    `longest_seconds` stays below Whisper's thirty; `pause_seconds` is the shortest silence that
    can't be inside a word.
    """

    longest_seconds: float = 28.0
    preferred_seconds: float = 15.0
    pause_seconds: float = 0.2
    long_pause_seconds: float = 8.0


@dataclass(frozen=True, slots=True)
class Span:
    """Frames of unbroken speech."""

    start_frame: int
    end_frame: int


@dataclass(frozen=True, slots=True)
class Window:
    """A stretch of the recording, the speech in it, and the probability of speech in each frame.

    Where it `ends_in_speech`, the end may be in the middle of a word.
    """

    start_frame: int
    end_frame: int
    speech: tuple[Span, ...]
    probabilities: tuple[float, ...]
    ends_in_speech: bool = False

    @property
    def speech_seconds(self) -> float:
        """How much of it is speech."""
        return sum(span.end_frame - span.start_frame for span in self.speech) * FRAME_SECONDS


class Windowing:
    """Follows one recording and holds no more of it than its open window."""

    def __init__(self, rules: WindowRules, endpoint: EndpointRules) -> None:
        self._tracker = SpeechTracker(endpoint)
        self._longest_frames = _frames(rules.longest_seconds)
        self._preferred_frames = _frames(rules.preferred_seconds)
        self._pause_frames = _frames(rules.pause_seconds)
        self._long_pause_seconds = rules.long_pause_seconds
        self._pre_roll_frames = _frames(endpoint.pre_roll_seconds)
        self._hangover_frames = _frames(endpoint.hangover_seconds)
        self._spans: list[Span] = []
        self._probabilities: list[float] = []
        self._free_from_frame = 0

    @property
    def needed_from_frame(self) -> int:
        """The first frame that a later window may hold."""
        first = self._spans[0].start_frame if self._spans else self._tracker.frames
        return max(self._free_from_frame, first - self._pre_roll_frames)

    def hear(self, probability: float) -> Window | None:
        """Take in the next frame; a window, once it is clear where it ends.

        After one that `ends_in_speech`, `go_on_from` must be called first.
        """
        self._tracker.hear(probability)
        self._probabilities.append(probability)
        frame = self._tracker.frames - 1
        window = None
        if self._tracker.speaking:
            if self._spans and self._spans[-1].end_frame == frame:
                self._spans[-1] = Span(self._spans[-1].start_frame, frame + 1)
            else:
                self._spans.append(Span(frame, frame + 1))
            if frame + 1 - self.needed_from_frame > self._longest_frames:
                window = self._close_full()
        elif self._spans and self._tracker.silence_seconds >= self._long_pause_seconds:
            window = self._close_after(len(self._spans) - 1)
        self._forget()
        return window

    def finish(self) -> Window | None:
        """There is no more audio: the window that is open, if any."""
        return self._close_after(len(self._spans) - 1) if self._spans else None

    def go_on_from(self, frame: int) -> None:
        """The next window begins here, inside the last one."""
        self._free_from_frame = frame
        self._spans = list(_within(self._spans, frame, self._tracker.frames))
        self._forget()

    def _close_full(self) -> Window:
        """The speech does not fit into one window: cut it at the best pause."""
        start = self.needed_from_frame
        pauses = [
            (after.start_frame - before.end_frame, index)
            for index, (before, after) in enumerate(pairwise(self._spans))
            if after.start_frame - before.end_frame >= self._pause_frames
        ]
        late = [
            (length, index)
            for length, index in pauses
            if self._spans[index].end_frame - start >= self._preferred_frames
        ]
        if pauses:
            return self._close_after(max(late or pauses)[1])
        search = range(self._longest_frames - _frames(_END_SEARCH_SECONDS), self._longest_frames)
        quietness = _smoothed(self._probabilities)
        end = start + _quietest(search, quietness, near=self._longest_frames)
        return self._window(start, end, ends_in_speech=True)

    def _close_after(self, index: int) -> Window:
        """The window up to the pause after this span."""
        start, spoken_to = self.needed_from_frame, self._spans[index].end_frame
        end = min(spoken_to + self._hangover_frames, start + self._longest_frames)
        if index + 1 < len(self._spans):
            end = min(end, (spoken_to + self._spans[index + 1].start_frame) // 2)
        end = min(end, self._tracker.frames)
        window = self._window(start, end)
        self._free_from_frame = end
        del self._spans[: index + 1]
        return window

    def _window(self, start: int, end: int, *, ends_in_speech: bool = False) -> Window:
        return Window(
            start,
            end,
            _within(self._spans, start, end),
            tuple(self._probabilities[: end - start]),
            ends_in_speech,
        )

    def _forget(self) -> None:
        """Let go of the probabilities before `needed_from_frame`, so that it has the first one."""
        kept = self._tracker.frames - self.needed_from_frame
        del self._probabilities[: len(self._probabilities) - kept]


def cut_between_words(window: Window, words: tuple[Word, ...]) -> tuple[int, int]:
    """Where to end a window that ends in speech: how many of its words to keep, and the frame.

    The cut is at the quietest place between two words near the end, or where there is none, at
    the quietest frame.
    """
    length = len(window.probabilities)
    search = range(
        max(1, length - _frames(_CUT_SEARCH_SECONDS)), length - _frames(_CUT_MARGIN_SECONDS)
    )
    quietness = _smoothed(window.probabilities)
    error = _frames(_WORD_TIME_ERROR_SECONDS)
    places = []
    for count, (before, after) in enumerate(pairwise(words), start=1):
        ended = _frames(before.end_seconds) - window.start_frame
        begun = _frames(after.start_seconds) - window.start_frame
        middle = (ended + begun) // 2
        if middle in search:
            gap = range(max(1, min(ended, middle) - error), max(begun, middle) + error + 1)
            frame = _quietest(gap, quietness, near=middle)
            places.append((quietness[frame], -count, frame))
    if places:
        _, kept, frame = min(places)
        return -kept, window.start_frame + frame
    frame = window.start_frame + _quietest(search, quietness, near=search.stop)
    kept = sum(word.start_seconds + word.end_seconds <= 2 * frame * FRAME_SECONDS for word in words)
    return kept, frame


def uncovered_seconds(window: Window, words: tuple[Word, ...]) -> float:
    """The most speech that lies before, between or after two words of the window."""
    marks = [window.start_frame]
    for word in words:
        marks += [_frames(word.start_seconds), _frames(word.end_seconds)]
    marks.append(window.end_frame)
    return max(
        sum(span.end_frame - span.start_frame for span in _within(window.speech, end, start))
        * FRAME_SECONDS
        for end, start in zip(marks[::2], marks[1::2], strict=True)
    )


def halves(window: Window) -> tuple[Window, Window]:
    """The window cut in two at the longest pause, or the quietest frame, near its middle."""
    quarter = len(window.probabilities) // 4
    inner = range(quarter, len(window.probabilities) - quarter)
    pauses = [
        Span(before.end_frame, after.start_frame)
        for before, after in pairwise(window.speech)
        if (before.end_frame + after.start_frame) // 2 - window.start_frame in inner
    ]
    if pauses:
        longest = max(pauses, key=lambda pause: pause.end_frame - pause.start_frame)
        cut = (longest.start_frame + longest.end_frame) // 2
    else:
        quietness = _smoothed(window.probabilities)
        cut = window.start_frame + _quietest(inner, quietness, near=2 * quarter)
    at = cut - window.start_frame
    return (
        Window(
            window.start_frame,
            cut,
            _within(window.speech, window.start_frame, cut),
            window.probabilities[:at],
            ends_in_speech=not pauses,
        ),
        Window(
            cut,
            window.end_frame,
            _within(window.speech, cut, window.end_frame),
            window.probabilities[at:],
            window.ends_in_speech,
        ),
    )


def _frames(seconds: float) -> int:
    return round(seconds / FRAME_SECONDS)


def _within(spans: Iterable[Span], start_frame: int, end_frame: int) -> tuple[Span, ...]:
    """The parts of `spans` between two frames."""
    return tuple(
        Span(max(span.start_frame, start_frame), min(span.end_frame, end_frame))
        for span in spans
        if span.start_frame < end_frame and span.end_frame > start_frame
    )


def _quietest(frames: range, quietness: Sequence[float], *, near: float) -> int:
    """The frame with the least speech, of several the one that is nearest to `near`."""
    return min(frames, key=lambda frame: (quietness[frame], abs(frame - near)))


def _smoothed(probabilities: Sequence[float]) -> tuple[float, ...]:
    """The mean of each frame and its neighbours: one low frame is no gap."""
    return tuple(
        sum(near) / len(near)
        for frame in range(len(probabilities))
        if (near := probabilities[max(0, frame - 1) : frame + 2])
    )
