"""A recording played to the streaming policy as if it were spoken, in simulated time.

Audio takes the time that it lasts, and a decode the time that it was measured to take. So the
latencies are those of a machine that does nothing else, and nobody has to wait for the speaker.
"""

from collections import deque
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from ordret.samples import SAMPLE_RATE_HZ, Samples
from ordret.speech.actions import Abandon, Action, Decode, Finalise, Revise, Show
from ordret.speech.buffer import AudioBuffer
from ordret.speech.decoding import DecodeJob
from ordret.speech.framing import Framing
from ordret.speech.recogniser import Hypothesis
from ordret.speech.streaming import Streaming
from ordret.speech.voice import VoiceDetector


@dataclass(frozen=True, slots=True)
class Happening:
    """What a user would have seen, and when; seconds since the first sample was spoken."""

    at_seconds: float
    action: Show | Finalise | Revise


@dataclass(frozen=True, slots=True)
class _Running:
    """A decode under way: its answer, and when that will be there."""

    decode: Decode
    hypothesis: Hypothesis
    cost_seconds: float
    done_at_seconds: float


class Replay:
    """One recording on its way through the policy, with one worker that takes jobs in order."""

    def __init__(
        self,
        detector: VoiceDetector,
        streaming: Streaming,
        decode: Callable[[DecodeJob], Hypothesis],
        now: Callable[[], float],
    ) -> None:
        """`now` measures in seconds what a call of `decode` takes."""
        self._detector = detector
        self._streaming = streaming
        self._decode = decode
        self._now = now
        self._buffer = AudioBuffer()
        self._jobs: deque[Decode] = deque()
        self._abandoned: set[int] = set()
        self._running: _Running | None = None
        self._at_seconds = 0.0

    def happenings(self, chunks: Iterable[Samples]) -> Iterator[Happening]:
        """What happens while `chunks` are spoken and until all is settled, in order.

        Raises `Fault` from the decoder.
        """
        self._detector.reset()
        framing = Framing()
        for chunk in chunks:
            yield from self._hear(framing.cut(chunk))
        yield from self._hear(framing.finish())
        yield from self._act(self._streaming.finish())
        while self._running is not None:
            yield from self._wait_until(self._running.done_at_seconds)

    def _hear(self, frames: Samples) -> Iterator[Happening]:
        self._buffer.append(frames.reshape(-1))
        for frame in frames:
            probability = self._detector.probability(frame)
            heard_at = (self._streaming.heard_samples + frame.size) / SAMPLE_RATE_HZ
            yield from self._wait_until(heard_at)
            yield from self._act(self._streaming.hear(probability))
        self._buffer.drop_before(self._streaming.needed_from_sample)

    def _wait_until(self, at_seconds: float) -> Iterator[Happening]:
        """Let the worker work until then."""
        while self._running is not None and self._running.done_at_seconds <= at_seconds:
            done, self._running = self._running, None
            self._at_seconds = done.done_at_seconds
            yield from self._act(self._answered(done))
        self._at_seconds = at_seconds

    def _answered(self, done: _Running) -> Iterator[Action]:
        return self._streaming.decoded(done.decode.job_id, done.hypothesis, done.cost_seconds)

    def _act(self, actions: Iterable[Action]) -> Iterator[Happening]:
        for action in tuple(actions):
            match action:
                case Decode():
                    self._jobs.append(action)
                case Abandon(job_id):
                    self._abandoned.add(job_id)
                case Show() | Finalise() | Revise():
                    yield Happening(self._at_seconds, action)
        yield from self._take_job()

    def _take_job(self) -> Iterator[Happening]:
        if self._running is not None or not self._jobs:
            return
        decode = self._jobs.popleft()
        if decode.job_id in self._abandoned:
            yield from self._act(self._streaming.decoded(decode.job_id, None, 0.0))
            return
        job = DecodeJob(
            job_id=decode.job_id,
            purpose=decode.purpose,
            samples=self._buffer.between(decode.start_sample, decode.end_sample),
            speech_seconds=decode.speech_seconds,
            prefix=decode.prefix,
            previous=decode.previous,
        )
        started = self._now()
        hypothesis = self._decode(job)
        cost_seconds = self._now() - started
        self._running = _Running(decode, hypothesis, cost_seconds, self._at_seconds + cost_seconds)
