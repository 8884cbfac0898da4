"""The streaming policy with a worker whose decodes cost simulated time."""

from collections import deque
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field

from ordret.samples import SAMPLE_RATE_HZ
from ordret.speech.actions import Abandon, Action, Decode, Finalise, Pass, Revise, Show
from ordret.speech.endpointer import EndpointRules
from ordret.speech.recogniser import Hypothesis
from ordret.speech.revision import RevisionRules
from ordret.speech.streaming import LiveRules, Streaming

Hear = Callable[[Decode], Hypothesis]
Cost = Callable[[Decode], float]

LONGEST_WINDOW_SECONDS = EndpointRules().longest_utterance_seconds
NO_SECOND_PASS = RevisionRules(enabled=False)


def free(_: Decode) -> float:
    return 0.0


@dataclass
class SimulatedStream:
    """Feeds probabilities to `Streaming`, works through its jobs in order, and checks the rules.

    A decode that costs nothing is answered at once; any other is answered when so much of the
    stream has passed. An abandoned job comes as None where it was not begun, and with
    `gives_up_at_once` also where it was.
    """

    hear_words: Hear
    cost_seconds: Cost = free
    rules: EndpointRules = field(default_factory=EndpointRules)
    revision: RevisionRules = NO_SECOND_PASS
    gives_up_at_once: bool = False
    asked: list[Decode] = field(default_factory=list)
    shown: list[Show] = field(default_factory=list)
    finals: list[Finalise] = field(default_factory=list)
    revisions: list[Revise] = field(default_factory=list)
    abandoned: set[int] = field(default_factory=set)
    log: list[Action] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.streaming = Streaming(self.rules, LiveRules(), self.revision)
        self._queue: deque[Decode] = deque()
        self._begun: tuple[Decode, float] | None = None
        self._now_seconds = 0.0
        self._dropped_before_sample = 0

    def hear(self, probabilities: Iterable[float]) -> "SimulatedStream":
        for probability in probabilities:
            self._do(self.streaming.hear(probability))
            self._now_seconds = self.streaming.heard_samples / SAMPLE_RATE_HZ
            self._work()
            self._drop()
        return self

    def finish(self) -> "SimulatedStream":
        self._do(self.streaming.finish())
        for _ in range(1_000):
            if self.streaming.is_settled:
                break
            self._now_seconds += 1.0
            self._work()
        assert self.streaming.is_settled
        assert not self._queue
        return self

    def passes(self, purpose: Pass) -> list[Decode]:
        return [decode for decode in self.asked if decode.purpose is purpose]

    @property
    def text(self) -> str:
        """The finals in order."""
        return " ".join(word.text for final in self.finals for word in final.words)

    def _do(self, actions: Iterable[Action]) -> None:
        for action in tuple(actions):
            self.log.append(action)
            match action:
                case Decode():
                    self._take(action)
                case Abandon(job_id):
                    self.abandoned.add(job_id)
                case Show():
                    self.shown.append(action)
                case Finalise():
                    self.finals.append(action)
                case Revise():
                    self.revisions.append(action)

    def _take(self, decode: Decode) -> None:
        assert self._dropped_before_sample <= decode.start_sample, "the audio is gone"
        assert decode.start_sample < decode.end_sample <= self.streaming.heard_samples
        if decode.purpose is not Pass.SECOND:
            assert (
                decode.end_sample - decode.start_sample <= LONGEST_WINDOW_SECONDS * SAMPLE_RATE_HZ
            )
        if decode.purpose is Pass.PARTIAL:
            assert not self._queue, "a partial must not wait in line"
            assert self._begun is None
        self.asked.append(decode)
        self._queue.append(decode)
        self._work()

    def _work(self) -> None:
        """Begin and answer what can be by now."""
        while True:
            if self._begun is None:
                if not self._queue:
                    return
                decode = self._queue.popleft()
                if decode.job_id in self.abandoned:
                    self._do(self.streaming.decoded(decode.job_id, None, 0.0))
                    continue
                self._begun = decode, self._now_seconds + self.cost_seconds(decode)
            decode, done_at = self._begun
            if self.gives_up_at_once and decode.job_id in self.abandoned:
                self._begun = None
                self._do(self.streaming.decoded(decode.job_id, None, 0.0))
                continue
            if done_at > self._now_seconds:
                return
            self._begun = None
            answer = self.hear_words(decode)
            self._do(self.streaming.decoded(decode.job_id, answer, self.cost_seconds(decode)))

    def _drop(self) -> None:
        needed = self.streaming.needed_from_sample
        self._dropped_before_sample = max(self._dropped_before_sample, needed)
